"""What the wall is made of: words with a colour role on a fill, lines of a pane with what they stand for, places."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from console.core.text.width import cells as _cells
from console.core.text.width import cut

BOLD: Final = "+bold"
"""Behind a role's name: the same, bold."""
PANE: Final = "pane"
CANVAS: Final = "canvas"
BAR: Final = "bar"


cells = lru_cache(4_096)(_cells)
"""The cells of a text; the same words are measured again each second."""


class Bit(NamedTuple):
    """Words of one look."""

    text: str
    role: str = "text"
    on: str = ""
    """The fill under them; empty: the line's."""


Line = tuple[Bit, ...]


class Target(NamedTuple):
    """What a line or a part of it stands for: what Enter and a click open."""

    kind: str
    """`queue`, `alarm`, `agent`, `tile`, `quality`, or `key` for an action."""
    id: str


class PaneLine(NamedTuple):
    """One line of a pane."""

    bits: Line
    target: Target | None = None


class Place(NamedTuple):
    """Where on the screen something stands."""

    y: int
    start: int
    end: int
    target: Target


class Drawing(NamedTuple):
    """The whole wall: its lines, each with its fill, and what stands where."""

    lines: tuple[tuple[str, Line], ...]
    places: tuple[Place, ...]

    def at(self, x: int, y: int) -> Target | None:
        """What stands in this cell."""
        return next((p.target for p in self.places if p.y == y and p.start <= x < p.end), None)

    def text(self) -> list[str]:
        """The lines without their looks."""
        return ["".join(bit.text for bit in line) for _, line in self.lines]


def size(bits: Iterable[Bit]) -> int:
    """The cells of these bits."""
    return sum(cells(bit.text) for bit in bits)


def left(text: str, room: int) -> str:
    """`text` in exactly `room` cells, at their left."""
    text = cut(text, room)
    return text + " " * (room - cells(text))


def right(text: str, room: int) -> str:
    """`text` in exactly `room` cells, at their right."""
    text = cut(text, room)
    return " " * (room - cells(text)) + text


def fitted(bits: Sequence[Bit], width: int, on: str = "") -> Line:
    """The bits in exactly `width` cells: the last one cut, what is free left blank on this fill, or the first's."""
    kept: list[Bit] = []
    free = width
    for bit in bits:
        wide = cells(bit.text)
        if wide > free:
            if free > 0:
                text = cut(bit.text, free)
                kept.append(bit._replace(text=text))
                free -= cells(text)
            break
        kept.append(bit)
        free -= wide
    if free > 0:
        kept.append(Bit(" " * free, "text", on or (bits[0].on if bits else "")))
    return tuple(kept)


def two_ends(start: Sequence[Bit], end: Sequence[Bit], width: int) -> Line:
    """One line: the end at the right, the start cut to what that leaves."""
    room = width - size(end)
    if room <= 0:
        return fitted(end, width)
    return (*fitted(start, room), *end)
