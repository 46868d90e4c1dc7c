"""People needed each minute, as dots of braille: two minutes a cell, what is usual as single dots between."""

import itertools
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from console.core.text.messages import t
from console.desk.work.floor.frames import Frame, labelled, title
from console.desk.work.floor.ink import Bit, PaneLine
from console.desk.work.floor.view import View

_DOTS: Final = ((0x40, 0x04, 0x02, 0x01), (0x80, 0x20, 0x10, 0x08))
"""The bits of a braille cell: its two columns, each from the bottom up."""
_EMPTY: Final = 0x2800
_PER_DOT: Final = 2
"""People a dot stands for, at least: a scale that followed quiet hours would make noise of them."""
_EVERY: Final = 4
"""Columns from one dot of what is usual to the next."""
_MINUTE: Final = 60_000


def framed(view: View, width: int, rows: int) -> list[PaneLine]:
    """The pane; `rows` lines of dots."""
    frame, plot = Frame(has_focus=False), view.wall.plot
    columns = 2 * (width - 2)
    arrivals, usual = plot.arrivals[-columns:], plot.usual[-columns:]
    per = scale(arrivals, rows)
    start = [title(t("floor.plot", n=len(arrivals)))]
    said = t("floor.plot.now", now=_last(arrivals), usual=_last(usual), answered=plot.answered, top=per * 4 * rows)
    lines = [frame.top(width, start, [Bit(said, "muted")])]
    if view.is_ascii:
        drawn = [[Bit(line, "chart-1")] for line in digits(arrivals, width - 2, rows)]
    else:
        drawn = dots(arrivals, usual, width - 2, rows, per)
    lines += [PaneLine(frame.row(width, line)) for line in drawn]
    return [*lines, PaneLine(labelled(axis(view, width, len(arrivals)), frame.role))]


def _last(values: Sequence[int]) -> int:
    return values[-1] if values else 0


def scale(values: Sequence[int], rows: int) -> int:
    """People a dot stands for."""
    return max(_PER_DOT, -(-max(values, default=0) // (4 * rows)))


@lru_cache(4)
def dots(arrivals: tuple[int, ...], usual: tuple[int, ...], width: int, rows: int, per: int) -> list[list[Bit]]:
    """The canvas, the newest minute in the last column of dots; cells with nothing but what is usual stand back."""
    masks = [[0] * width for _ in range(rows)]
    first = 2 * width - len(arrivals)
    for number, value in enumerate(arrivals):
        cell, side = divmod(first + number, 2)
        for dot in range(min(-(-value // per), 4 * rows)):
            masks[rows - 1 - dot // 4][cell] |= _DOTS[side][dot % 4]
    area = [list(line) for line in masks]
    first = 2 * width - len(usual)
    for number in range(0, len(usual), _EVERY):
        cell, side = divmod(first + number, 2)
        # Just above where a column of the usual height would end.
        dot = min(-(-usual[number] // per), 4 * rows - 1)
        if usual[number]:
            masks[rows - 1 - dot // 4][cell] |= _DOTS[side][dot % 4]
    return [_runs(line, own) for line, own in zip(masks, area, strict=True)]


def _runs(masks: Sequence[int], area: Sequence[int]) -> list[Bit]:
    cells = [(chr(_EMPTY + mask), bool(mask) and not own) for mask, own in zip(masks, area, strict=True)]
    runs = itertools.groupby(cells, key=lambda cell: cell[1])
    return [Bit("".join(sign for sign, _ in run), "muted" if is_usual else "chart-1") for is_usual, run in runs]


def digits(arrivals: Sequence[int], width: int, rows: int) -> list[str]:
    """Without braille: two minutes a digit, tens above ones."""
    first = len(arrivals) % 2
    pairs = [sum(arrivals[n : n + 2]) for n in range(first, len(arrivals), 2)]
    ones = "".join(str(value % 10) for value in pairs).rjust(width)
    tens = "".join(str(value // 10 % 10) if value > 9 else " " for value in pairs).rjust(width)
    return [*([""] * (rows - 2)), tens, ones][-rows:]


def axis(view: View, width: int, minutes: int) -> str:
    """The lower edge: the first and the last minute, and the full hours between where they have room."""
    until = view.wall.plot.until
    line = list("╰" + "─" * (width - 2) + "╯")
    first, last = f" {view.hours(until - minutes * _MINUTE)} ", f" {view.hours(until)} "
    line[1 : 1 + len(first)] = first
    line[width - 1 - len(last) : width - 1] = last
    past = view.hours(until)[3:]
    for back in range(int(past) if past.isdigit() else minutes, minutes, 60):
        label = view.hours(until - back * _MINUTE)
        start = 1 + (2 * (width - 2) - 1 - back) // 2 - 2
        has_room = 1 + len(first) < start and start + 5 + _EVERY < width - 1 - len(last)
        if has_room:
            line[start : start + 5] = label
    return "".join(line)
