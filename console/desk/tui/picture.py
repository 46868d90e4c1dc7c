"""What stands on the terminal, cell by cell: of what is drawn anew, only what looks different is written.

Where a terminal may see other widths than we do, a part of a line is written whole.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

NEAR: Final = 6
"""Cells between two changes that cost less to write than to jump over."""
_MOST_SEGMENTS: Final = 48
"""Of a row that was written in many parts; then neighbours of one look are put together."""
_ONE_CELL: Final = re.compile(r"[ -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u2500-\u25ff]*")
"""Characters that take one cell everywhere."""
_UNKNOWN: Final = Style(blink2=True, conceal=True)
"""The look of cells of which nothing is known."""
_NOTHING: Final = "\ue000"

Span = tuple[int, int]
"""From which cell up to which."""


class Part(NamedTuple):
    """Some cells of a row."""

    y: int
    x: int
    end: int
    segments: Sequence[Segment]


class Picture:
    """The rows of one terminal, as they were last written."""

    def __init__(self) -> None:
        self._rows: dict[int, Sequence[Segment]] = {}
        self._width = 0

    def forget(self) -> None:
        """Nothing is known any more: everything is written when it is drawn next."""
        self._rows.clear()

    def changed(self, parts: Iterable[Part], width: int, system: ColorSystem) -> Iterator[Part]:
        """What of these parts looks different from what stands there; from now on they stand there."""
        if width != self._width:
            self._rows, self._width = {}, width
        for part in parts:
            y, x, end, segments = part
            row = self._rows.get(y) or [Segment(_NOTHING * width, _UNKNOWN)]
            is_whole = x == 0 and end == width
            if is_whole or not (_is_cut(row, x) or _is_cut(row, end)):
                spans = differences(row if is_whole else cropped(row, x, end), segments, end - x, system)
            else:
                spans = [(0, end - x)]
            if not spans:
                continue
            if is_whole:
                self._rows[y] = segments
            else:
                row = [*_left_of(row, x), *segments, *_right_of(row, end, width)]
                self._rows[y] = list(Segment.simplify(row)) if len(row) > _MOST_SEGMENTS else row
            for start, stop in spans:
                yield Part(y, x + start, x + stop, cropped(segments, start, stop))


def _is_cut(row: Sequence[Segment], x: int) -> bool:
    """Whether a character may stand on both sides of a column: it goes when one of its cells is written."""
    if all(part.text.isascii() for part in row):
        return False
    return not all(_is_plain(part.text) for part in cropped(row, x - 1, x + 1))


def _left_of(row: Sequence[Segment], x: int) -> list[Segment]:
    """The cells before a column; of a character that lost its other cell nobody knows what is left."""
    return [*cropped(row, 0, x - 1), Segment(_NOTHING, _UNKNOWN)] if _halves(row, x) else cropped(row, 0, x)


def _right_of(row: Sequence[Segment], x: int, width: int) -> list[Segment]:
    """The cells from a column on, in the same way."""
    return [Segment(_NOTHING, _UNKNOWN), *cropped(row, x + 1, width)] if _halves(row, x) else cropped(row, x, width)


def _halves(row: Sequence[Segment], x: int) -> bool:
    """Whether the column goes through a character."""
    for segment in row:
        if x < segment.cell_length:
            left, right = segment.split_cells(max(0, x))
            return left.text + right.text != segment.text
        x -= segment.cell_length
    return False


def cropped(segments: Sequence[Segment], start: int, end: int) -> list[Segment]:
    """The cells from one column up to another. As `Strip.crop`, without a strip: one costs as much as a line."""
    found: list[Segment] = []
    x = 0
    for segment in segments:
        if x >= end:
            break
        left, x = x, x + segment.cell_length
        if x <= start:
            continue
        if left < start:
            segment = segment.split_cells(start - left)[1]
        if x > end:
            segment = segment.split_cells(end - max(left, start))[0]
        found.append(segment)
    return found


def differences(old: Sequence[Segment], new: Sequence[Segment], width: int, system: ColorSystem) -> list[Span]:
    """From which cell up to which the new one looks different, place by place; near ones are one."""
    if old == new:
        return []
    if not all(_is_plain(part.text) for part in (*old, *new)):
        return [(0, width)]
    spans: list[Span] = []
    for start, end in _unlike(old, new, system):
        if spans and start - spans[-1][1] <= NEAR:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return spans


def _unlike(before: Sequence[Segment], after: Sequence[Segment], system: ColorSystem) -> Iterator[Span]:
    """Both lines in stretches of one look each: where these are not the same."""
    x, number, old, old_look = 0, 0, "", ""
    for text, style, _ in after:
        new, new_look = text, look(style, system)
        while new:
            while not old:
                old, old_style, _ = before[number]
                old_look, number = look(old_style, system), number + 1
            size = min(len(old), len(new))
            if new_look != old_look or old[:size] != new[:size]:
                yield x, x + size
            x, old, new = x + size, old[size:], new[size:]


def look(style: Style | None, system: ColorSystem) -> str:
    """All of a style that is seen, as the terminal is told it."""
    if style is None:
        return ""
    known: str | None = style._ansi
    return Strip.render_ansi(style, system) if known is None else known


def _is_plain(text: str) -> bool:
    return text.isascii() or _ONE_CELL.fullmatch(text) is not None


def written(parts: Iterable[Part], system: ColorSystem) -> str:
    """What brings these parts to the terminal. Looks are told by what they change: that is half of all bytes."""
    pieces: list[str] = []
    cursor, now = (-1, -1), ""
    for y, x, end, segments in parts:
        if (y, x) != cursor:
            pieces.append(f"\x1b[{y + 1};{x + 1}H")
        cursor = (y, end)
        for text, style, is_control in segments:
            if is_control or not text:
                continue
            then = look(style, system)
            if then != now:
                pieces.append(_turned(now, then))
                now = then
            pieces.append(text)
    if now:
        pieces.append("\x1b[0m")
    return "".join(pieces)


@lru_cache(4_096)
def _turned(now: str, then: str) -> str:
    """From one look to another."""
    if not then:
        return "\x1b[0m"
    (old_rest, *old_colors), (rest, *colors) = _codes(now), _codes(then)
    if rest != old_rest or any(old and not new for old, new in zip(old_colors, colors, strict=True)):
        return f"\x1b[0;{then}m" if now else f"\x1b[{then}m"
    changes = [new for old, new in zip(old_colors, colors, strict=True) if new != old]
    return f"\x1b[{';'.join(changes)}m"


def _codes(look: str) -> tuple[str, str, str]:
    """A look's attributes, its colour and its fill."""
    codes = look.split(";") if look else []
    rest, color, fill = [], "", ""
    while codes:
        number = int(codes[0])
        size = {"2": 5, "5": 3}[codes[1]] if number in (38, 48) else 1
        group = ";".join(codes[:size])
        del codes[:size]
        if 30 <= number <= 39 or 90 <= number <= 97:
            color = group
        elif 40 <= number <= 49 or 100 <= number <= 107:
            fill = group
        else:
            rest.append(group)
    return ";".join(rest), color, fill
