"""Why a person was wanted, over the window, against the same a week ago."""

from console.core.metrics.wall import ReasonLine
from console.core.text.messages import t
from console.desk.work.floor.frames import title
from console.desk.work.floor.ink import Bit, Line, left, right
from console.desk.work.floor.view import View
from console.desk.work.floor.words import NONE, count, of, rounded, whole

ROWS = 3
_BAR = 20.0
"""Percent that one mark of the bar stands for."""


def heading(view: View) -> tuple[list[Bit], list[Bit]]:
    """The title's two ends."""
    asked = sum(reason.count for reason in view.wall.reasons)
    return [title(t("floor.reasons"))], [Bit(t("floor.reasons.asked", n=count(asked)), "muted")]


def lines(view: View) -> list[Line]:
    """Two columns: the first three reasons, and the others beside them."""
    total = sum(reason.count for reason in view.wall.reasons)
    cells = [_cell(reason, total) for reason in view.wall.reasons]
    cells += [()] * (2 * ROWS - len(cells))
    return [(*cells[row], *cells[row + ROWS]) for row in range(ROWS)]


def _cell(reason: ReasonLine, total: int) -> Line:
    share, before = of(reason.count, total), reason.week_ago.percent
    change = rounded(share - before) if share is not None and before is not None else 0
    bar = "▮" * min(2, rounded(share / _BAR)) if share is not None else ""
    more = NONE if share is None or before is None else f"{change:+d}" if change else "="
    return (
        Bit(" " + left(t(f"floor.reason.{reason.group}"), 10), "text"),
        Bit(right(whole(share), 4), "text"),
        Bit(right(more, 3) + " ", "muted"),
        Bit(left(bar, 2), "chart-1"),
    )
