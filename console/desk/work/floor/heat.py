"""Answered within 60 s by language and hour: a digit and a fill for the share that was not."""

from typing import Final

from console.core.metrics.wall import HEAT_HOURS, Share
from console.core.text.messages import t
from console.desk.work.floor.frames import Frame, labelled, title
from console.desk.work.floor.ink import BOLD, Bit, PaneLine, left, right
from console.desk.work.floor.view import View
from console.desk.work.floor.words import STALE, whole

_HOUR: Final = 3_600_000
_WORST: Final = 4
_LEAD: Final = 3
"""Cells before the first hour."""


def framed(view: View, width: int, rows: int) -> list[PaneLine]:
    """The pane; `rows` languages."""
    frame = Frame(has_focus=False)
    lines = [frame.top(width, [title(t("floor.heat"))], [Bit(t("floor.heat.scale"), "muted")])]
    for line in view.wall.heat[:rows]:
        bits = [Bit(" " + left(line.lang, _LEAD - 1), "text")]
        for hour in line.hours:
            bits += [Bit(" "), _cell(view, hour)]
        bits.append(Bit(right(whole(line.today.percent), 5), "text"))
        lines.append(PaneLine(frame.row(width, bits)))
    lines += [PaneLine(frame.row(width, ()))] * (rows + 1 - len(lines))
    return [*lines, PaneLine(labelled(_axis(view, width), frame.role))]


def step(share: Share) -> int | None:
    """0 good to 4 poor; None where nothing ended."""
    if not share.of:
        return None
    return min(_WORST, 10 * (share.of - share.part) // share.of)


def _cell(view: View, share: Share) -> Bit:
    worst = step(share)
    if worst is None:
        return Bit(STALE, "muted")
    if view.is_dim:
        return Bit(str(worst), "stale")
    return Bit(str(worst), f"heat-ink-{worst + 1}" + (BOLD if worst >= 3 else ""), f"heat-{worst + 1}")


def _axis(view: View, width: int) -> str:
    """Every third hour under its column; the last column is the running hour."""
    line = list("╰" + "─" * (width - 2) + "╯")
    for column in range(HEAT_HOURS):
        hour = view.hours(view.wall.at - (HEAT_HOURS - 1 - column) * _HOUR)[:2]
        start = 1 + _LEAD + 1 + 2 * column
        if hour.isdigit() and int(hour) % 3 == 0 and start + 2 < width:
            line[start : start + 2] = hour
    return "".join(line)
