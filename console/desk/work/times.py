"""Times and spans as the screens write them: clock times, waits, ages. Zones are arguments."""

from datetime import datetime, tzinfo

from console.core.conversation.words import DAY, HOUR, MINUTE, SECOND


def clock_time(at: int, zone: tzinfo) -> str:
    """`18:42:07`; dashes for a moment that no clock can show."""
    try:
        return datetime.fromtimestamp(at / SECOND, zone).strftime("%H:%M:%S")
    except (OverflowError, ValueError, OSError):
        return "--:--:--"


def day(at: int, zone: tzinfo) -> str:
    """`02 Oct`, the same length in every month."""
    try:
        return datetime.fromtimestamp(at / SECOND, zone).strftime("%d %b")
    except (OverflowError, ValueError, OSError):
        return "-- ---"


def month(at: int, zone: tzinfo) -> str:
    """`2023-04`."""
    try:
        return datetime.fromtimestamp(at / SECOND, zone).strftime("%Y-%m")
    except (OverflowError, ValueError, OSError):
        return "----"


def wait(span: int) -> str:
    """A wait in exactly five cells: `03:18`, from an hour on `01h02`, from a hundred hours on `04d03`, then `99d+`."""
    span = max(0, span)
    if span < HOUR:
        return f"{span // MINUTE:02}:{span % MINUTE // SECOND:02}"
    if span < 100 * HOUR:
        return f"{span // HOUR:02}h{span % HOUR // MINUTE:02}"
    if span < 100 * DAY:
        return f"{span // DAY:02}d{span % DAY // HOUR:02}"
    return "99d+ "


def age(span: int) -> str:
    """A span in as few cells as it needs: `0:06`, `12:40`, `1h02`."""
    text = wait(span).strip()
    return text[1:] if text.startswith("0") else text


def seconds(span: int) -> str:
    """A latency: `1.4 s`."""
    return f"{max(0, span) / SECOND:.1f} s"
