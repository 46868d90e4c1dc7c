"""From a time as an agent writes it (`45m`, `2h`, `16:30`, `mon 9:00`, `2026-04-02 10:00`) to a moment, and back."""

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from console.core.conversation.words import SECOND
from console.core.text.messages import t

MORNING = time(9)
_SPAN = re.compile(r"(?:(\d{1,3})\s*d)?\s*(?:(\d{1,3})\s*h)?\s*(?:(\d{1,4})\s*m?)?", re.ASCII)
_CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})", re.ASCII)
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)


def moment(text: str, now: int, zone: tzinfo) -> int | None:
    """The moment that is meant, in the future of `now`; None when it cannot be read as one."""
    words = text.casefold().split()
    if not words or len(words) > 3:
        return None
    here = local(now, zone)
    span = _span(" ".join(words))
    if span is not None:
        return now + int(span.total_seconds()) * SECOND
    clock = _clock(words[-1])
    if clock is not None:
        words = words[:-1]
    if not words and clock is not None:
        at = datetime.combine(here.date(), clock, zone)
        return _ms(at if at > here else datetime.combine(here.date() + timedelta(days=1), clock, zone))
    wanted = _day(words[0], here.date()) if len(words) == 1 else None
    if wanted is None:
        return None
    found = _ms(datetime.combine(wanted, clock or MORNING, zone))
    return found if found > now else None


def tomorrow_morning(now: int, zone: tzinfo) -> int:
    """Nine o'clock on the next day of the calendar."""
    return _ms(datetime.combine(local(now, zone).date() + timedelta(days=1), MORNING, zone))


def local(at: int, zone: tzinfo) -> datetime:
    """The moment on the zone's clock."""
    return datetime.fromtimestamp(at / SECOND, UTC).astimezone(zone)


def written(at: int, now: int, zone: tzinfo) -> str:
    """A moment as people write it: `18:57`, with the day when that is another."""
    then = local(at, zone)
    if then.date() == local(now, zone).date():
        return f"{then:%H:%M}"
    day = t("dialog.weekdays").split()[then.weekday()]
    return f"{day} {then.day} {t('dialog.months').split()[then.month - 1]} {then:%H:%M}"


def _ms(at: datetime) -> int:
    return int(at.timestamp()) * SECOND


def _span(text: str) -> timedelta | None:
    found = _SPAN.fullmatch(text)
    if found is None or not any(found.groups()):
        return None
    days, hours, minutes = (int(part or 0) for part in found.groups())
    span = timedelta(days=days, hours=hours, minutes=minutes)
    return span or None


def _clock(word: str) -> time | None:
    found = _CLOCK.fullmatch(word)
    if found is None or int(found[1]) > 23 or int(found[2]) > 59:
        return None
    return time(int(found[1]), int(found[2]))


def _day(word: str, today: date) -> date | None:
    """`mon`, `tomorrow` or a date."""
    if word == t("dialog.tomorrow"):
        return today + timedelta(days=1)
    weekdays = t("dialog.weekdays").casefold().split()
    for number, name in enumerate(weekdays):
        if len(word) >= 2 and (word.startswith(name) or name.startswith(word)):
            return today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)
    found = _DAY.fullmatch(word)
    try:
        return date(*(int(part) for part in found.groups())) if found else None
    except ValueError:
        return None
