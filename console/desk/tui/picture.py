"""What stands on the terminal, cell by cell: of what is drawn anew, only what looks different is written.

Where a terminal may see other widths than we do, a part of a line is written whole.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style

from console.desk.tui.looks import are_blanks_alike, look
from console.desk.tui.pen import Part, is_plain

NEAR: Final = 4
"""Cells between two changes that cost less to write than to jump over."""
_MOST_SEGMENTS: Final = 48
"""Of a row that was written in many parts; then neighbours of one look are put together."""
_UNKNOWN: Final = Style(blink2=True, conceal=True)
"""The look of cells of which nothing is known."""
_NOTHING: Final = "\ue000"

Span = tuple[int, int]
"""From which cell up to which."""


class Picture:
    """The rows of one terminal, as they were last written."""

    def __init__(self) -> None:
        self.erases = False
        """Whether the terminal says that erased cells have the fill of the moment."""
        self._rows: dict[int, Sequence[Segment]] = {}
        self._width = 0

    def forget(self) -> None:
        """Nothing is known any more: everything is written when it is drawn next."""
        self._rows.clear()

    def changed(self, parts: Iterable[Part], width: int, system: ColorSystem) -> Iterator[Part]:
        """What of these parts looks different from what stands there; from now on they stand there."""
        if width != self._width:
            self._rows, self._width = {}, width
        for y, group in groupby(parts, key=_row_of):
            found = list(group)
            if y in self._rows or not _are_all_of_it(found, width):
                for part in found:
                    yield from self._changed(part, width, system)
                continue
            # Nothing is known of the row: there is nothing to compare it with.
            self._rows[y] = _few([segment for part in found for segment in part.segments])
            yield from found

    def _changed(self, part: Part, width: int, system: ColorSystem) -> Iterator[Part]:
        y, x, end, segments = part
        row = self._rows.get(y) or [Segment(_NOTHING * width, _UNKNOWN)]
        is_whole = x == 0 and end == width
        if is_whole or not (_is_cut(row, x) or _is_cut(row, end)):
            spans = differences(row if is_whole else cropped(row, x, end), segments, end - x, system)
        else:
            spans = [(0, end - x)]
        if not spans:
            return
        if is_whole:
            self._rows[y] = segments
        else:
            self._rows[y] = _few([*_left_of(row, x), *segments, *_right_of(row, end, width)])
        for start, stop in spans:
            yield Part(y, x + start, x + stop, cropped(segments, start, stop))


def _row_of(part: Part) -> int:
    return part.y


def _are_all_of_it(parts: Sequence[Part], width: int) -> bool:
    """Whether these parts of a row are the whole of it, from left to right."""
    x = 0
    for part in parts:
        if part.x != x:
            return False
        x = part.end
    return x == width


def _few(row: list[Segment]) -> list[Segment]:
    return list(Segment.simplify(row)) if len(row) > _MOST_SEGMENTS else row


def _is_cut(row: Sequence[Segment], x: int) -> bool:
    """Whether a character may stand on both sides of a column: it goes when one of its cells is written."""
    if all(part.text.isascii() for part in row):
        return False
    return not all(is_plain(part.text) for part in cropped(row, x - 1, x + 1))


def _left_of(row: Sequence[Segment], x: int) -> list[Segment]:
    """The cells before a column; of a character that lost its other cell nobody knows what is left."""
    return [*cropped(row, 0, x - 1), Segment(_NOTHING, _UNKNOWN)] if _halves(row, x) else cropped(row, 0, x)


def _right_of(row: Sequence[Segment], x: int, width: int) -> list[Segment]:
    """The cells from a column on, in the same way."""
    return [Segment(_NOTHING, _UNKNOWN), *cropped(row, x + 1, width)] if _halves(row, x) else cropped(row, x, width)


def _halves(row: Sequence[Segment], x: int) -> bool:
    """Whether the column goes through a character."""
    for segment in row:
        is_narrow = segment.text.isascii()
        size = len(segment.text) if is_narrow else segment.cell_length
        if x < size and is_narrow:
            return False
        if x < size:
            left, right = segment.split_cells(max(0, x))
            return left.text + right.text != segment.text
        x -= size
    return False


def cropped(segments: Sequence[Segment], start: int, end: int) -> list[Segment]:
    """The cells from one column up to another. As `Strip.crop`, without a strip: one costs as much as a line."""
    found: list[Segment] = []
    x = 0
    for segment in segments:
        if x >= end:
            break
        text = segment.text
        left, x = x, x + (len(text) if text.isascii() else segment.cell_length)
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
    if not all(is_plain(part.text) for part in (*old, *new)):
        return [(0, width)]
    spans: list[Span] = []
    for start, end in _unlike(old, new, system):
        if spans and start - spans[-1][1] <= NEAR:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return spans


def _unlike(before: Sequence[Segment], after: Sequence[Segment], system: ColorSystem) -> Iterator[Span]:
    """Where the lines are not the same: both in stretches of one look each."""
    x, number, old, old_look = 0, 0, "", ""
    for text, style, _ in after:
        new, new_look = text, look(style, system)
        while new:
            while not old:
                old, old_style, _ = before[number]
                old_look, number = look(old_style, system), number + 1
            size = min(len(old), len(new))
            one, other = old[:size], new[:size]
            if new_look == old_look:
                if one != other:
                    yield _changed(one, other, x)
            elif are_blanks_alike(old_look, new_look):
                if one != other or one.strip(" "):
                    yield _inked(one, other, x)
            else:
                yield x, x + size
            x, old, new = x + size, old[size:], new[size:]


def _changed(one: str, other: str, x: int) -> Span:
    """From the first to the last cell in which two texts of one length are not the same."""
    start, end = 0, len(one)
    while one[start] == other[start]:
        start += 1
    while one[end - 1] == other[end - 1]:
        end -= 1
    return x + start, x + end


def _inked(one: str, other: str, x: int) -> Span:
    """From the first to the last cell that is not blank in both."""
    size = len(one)
    start = size - max(len(one.lstrip(" ")), len(other.lstrip(" ")))
    return x + start, x + max(len(one.rstrip(" ")), len(other.rstrip(" ")))
