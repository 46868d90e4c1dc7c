"""Panes of the wall: frames with titles from 120 cells on, title lines below; column heads stand in the frame."""

import re
from collections.abc import Sequence
from typing import Final

from console.core.text.width import cells, cut
from console.desk.work.floor.ink import BOLD, Bit, Line, PaneLine, fitted, size

_STROKES: Final = "─╰╯ "
_RUNS: Final = re.compile(f"([{_STROKES}]+)")


def title(text: str) -> Bit:
    """A pane's name."""
    return Bit(text, "text" + BOLD)


def labelled(edge: str, role: str) -> Line:
    """An edge with labels in it: strokes are frame, words are words."""
    return tuple(Bit(part, "muted" if part.strip(_STROKES) else role) for part in _RUNS.split(edge) if part)


class Frame:
    """The strokes of one pane: heavy where the cursor is."""

    def __init__(self, *, has_focus: bool) -> None:
        self.role = "focus-border" if has_focus else "quiet-border"
        self.dash = "━" if has_focus else "─"
        self.side = "┃" if has_focus else "│"
        self.corners = ("┏", "┓", "┗", "┛", "┣", "┫") if has_focus else ("╭", "╮", "╰", "╯", "├", "┤")

    def top(self, width: int, start: Sequence[Bit], end: Sequence[Bit] = ()) -> PaneLine:
        """The upper edge with what it says."""
        return self._edge(self.corners[0], self.corners[1], width, start, end)

    def middle(self, width: int, start: Sequence[Bit], end: Sequence[Bit] = ()) -> PaneLine:
        """An edge between two parts of a pane."""
        return self._edge(self.corners[4], self.corners[5], width, start, end)

    def bottom(self, width: int, start: Sequence[Bit] = (), end: Sequence[Bit] = ()) -> PaneLine:
        """The lower edge."""
        return self._edge(self.corners[2], self.corners[3], width, start, end)

    def headed(self, width: int, start: Sequence[Bit], columns: str, at: int) -> PaneLine:
        """The upper edge with heads over the columns, which begin `at` cells behind the corner."""
        inner = self._heads(width - 2, start, columns, at)
        return PaneLine((Bit(self.corners[0], self.role), *inner, Bit(self.corners[1], self.role)))

    def line(self, width: int, start: Sequence[Bit], end: Sequence[Bit] = (), *, tail: bool = True) -> PaneLine:
        """A title line in place of a frame."""
        lead = self.dash * 2
        return self._edge(lead, lead if tail else "", width, start, end)

    def headed_line(self, width: int, start: Sequence[Bit], columns: str, at: int) -> PaneLine:
        """A title line with heads over the columns."""
        lead = Bit(self.dash * 2, self.role)
        return PaneLine((lead, *self._heads(width - 2, start, columns, at - 2)))

    def row(self, width: int, bits: Sequence[Bit]) -> Line:
        """One line between the sides."""
        side = Bit(self.side, self.role)
        return (side, *fitted(bits, width - 2), side)

    def _edge(self, first: str, last: str, width: int, start: Sequence[Bit], end: Sequence[Bit]) -> PaneLine:
        role, room = self.role, width - cells(first) - cells(last)
        own = (Bit(" ", role), *start, Bit(" ", role)) if start else ()
        tail: Line = ()
        if end and size(own) + size(end) + 2 <= room:
            tail = (Bit(" ", role), *end, Bit(" ", role))
        free = room - size(own) - size(tail)
        if free < 0:
            own, free = (*fitted(own, room - size(tail) - 1), Bit(" ", role)), 0
        bits = (Bit(first, role), *own, Bit(self.dash * free, role), *tail)
        return PaneLine((*bits, Bit(last, role)) if last else bits)

    def _heads(self, width: int, start: Sequence[Bit], columns: str, at: int) -> Line:
        """Heads that the title needs the room of are left out, from the left."""
        own: Line = (Bit(" ", self.role), *start, Bit(" ", self.role))
        while columns and at < size(own) + 1:
            first, gap, rest = columns.partition("  ")
            at += cells(first) + cells(gap)
            columns = rest
        columns = cut(columns, width - at) if columns else ""
        room = at - 1 - size(own)
        if not columns or room < 0:
            return fitted((*own, Bit(self.dash * max(0, width - size(own)), self.role)), width)
        tail = width - at - cells(columns) - 1
        heads = tuple(self._head(columns))
        behind = (Bit(" ", self.role), Bit(self.dash * tail, self.role)) if tail >= 0 else ()
        return fitted((*own, Bit(self.dash * room, self.role), Bit(" ", self.role), *heads, *behind), width)

    def _head(self, columns: str) -> list[Bit]:
        """Words are labels, strokes are frame."""
        bits: list[Bit] = []
        word = ""
        for part in columns.split(" "):
            if part and not part.strip("─"):
                bits += [Bit(word, "muted"), Bit(self.dash * cells(part) + " ", self.role)]
                word = ""
            else:
                word += part + " "
        return [bit for bit in (*bits, Bit(word[:-1] if word else "", "muted")) if bit.text]
