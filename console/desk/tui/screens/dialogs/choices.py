"""A list to choose from in a dialog: what stands on its lines, where the cursor is, which part of it is in sight."""

from collections.abc import Sequence

import msgspec

from console.core.text.width import cells, cut, wrap
from console.desk.tui.screens.dialogs.inks import Ink, Line, Spot, ends, fitted, inked, width_of
from console.desk.tui.widgets.lines import CURSOR, CURSOR_IDLE
from console.desk.tui.widgets.spans import BOLD
from console.desk.work.reading import Span


class Choice(msgspec.Struct, frozen=True):
    """One thing that can be chosen; equal choices look the same."""

    id: str
    text: str
    role: str = "text"
    lead: tuple[Span, ...] = ()
    """Before the text; further lines stand under the text."""
    tail: tuple[Span, ...] = ()
    """Behind the text, cut where there is no room."""
    right: tuple[Span, ...] = ()
    """At the end of the first line."""
    most_lines: int = 1
    why_not: str = ""
    """Why it cannot be chosen now; it is shown, and says so."""
    is_heading: bool = False
    """Stands over others and is none itself."""


class Choices:
    """Choices with a cursor that passes over headings."""

    def __init__(self, items: Sequence[Choice] = ()) -> None:
        self.items: Sequence[Choice] = items
        self.cursor = 0
        self._top = 0
        self.show(items)

    def show(self, items: Sequence[Choice], *, keep: bool = True) -> None:
        """Other items; the cursor stays on its own, or (not `keep`) goes to the first."""
        old = self.chosen.id if keep and self.chosen else ""
        self.items = items
        self.cursor = 0
        self._top = 0 if not keep else min(self._top, max(0, len(items) - 1))
        if old:
            self.cursor = next((n for n, item in enumerate(items) if item.id == old and not item.is_heading), 0)
        if items and items[self.cursor].is_heading:
            self.move(1)

    @property
    def chosen(self) -> Choice | None:
        """The choice under the cursor."""
        if 0 <= self.cursor < len(self.items) and not self.items[self.cursor].is_heading:
            return self.items[self.cursor]
        return None

    def move(self, by: int) -> None:
        """So many choices up or down; it stops at the ends."""
        step = 1 if by > 0 else -1
        at = self.cursor
        for _ in range(abs(by)):
            nearest = at + step
            while 0 <= nearest < len(self.items) and self.items[nearest].is_heading:
                nearest += step
            if not 0 <= nearest < len(self.items):
                break
            at = nearest
        self.cursor = at

    def choose(self, index: int) -> bool:
        """Put the cursor there; False when nothing can be chosen there."""
        if not 0 <= index < len(self.items) or self.items[index].is_heading:
            return False
        self.cursor = index
        return True

    def rows(self, width: int, most: int) -> int:
        """The rows that all items take, counted no further than `most`."""
        total = 0
        for item in self.items:
            total += len(_texts(item, width - 1))
            if total >= most:
                return most
        return total

    def draw(self, what: str, width: int, rows: int, *, has_keys: bool, fill: str) -> tuple[list[Line], int]:
        """The part in sight in exactly `rows` lines, and the line of it on which the cursor stands."""
        self._keep_in_sight(width, rows)
        lines: list[Line] = []
        cursor_line = 0
        for index in range(self._top, len(self.items)):
            if len(lines) >= rows:
                break
            if index == self.cursor:
                cursor_line = len(lines)
            lines += self._item(what, index, width, has_keys=has_keys, fill=fill)
        blank = Line(tuple(fitted((), width, fill)))
        return (lines[:rows] + [blank] * (rows - len(lines))), cursor_line

    def _keep_in_sight(self, width: int, rows: int) -> None:
        """The cursor is in sight, a heading over it too, and nothing is empty below while there is more above."""
        top = min(self._top, self.cursor)
        top = max(top, self._first_that_fits(self.cursor, width, rows))
        top = min(top, self._first_that_fits(len(self.items) - 1, width, rows))
        is_under_heading = 0 < top == self.cursor and self.items[top - 1].is_heading
        self._top = top - 1 if is_under_heading and rows > len(_texts(self.items[top], width - 1)) else top

    def _first_that_fits(self, last: int, width: int, rows: int) -> int:
        """The first item from which on everything up to `last` has room."""
        taken, first = 0, last
        for index in range(last, -1, -1):
            taken += len(_texts(self.items[index], width - 1))
            if taken > rows:
                break
            first = index
        return max(0, first)

    def _item(self, what: str, index: int, width: int, *, has_keys: bool, fill: str) -> list[Line]:
        item = self.items[index]
        is_chosen = index == self.cursor and not item.is_heading
        if is_chosen:
            fill = "row" if has_keys else "row-idle"
        role = "stale" if item.why_not else item.role
        if item.is_heading or (is_chosen and not item.why_not):
            role = role.removesuffix(BOLD) + BOLD
        mark = Ink((CURSOR if has_keys else CURSOR_IDLE) if is_chosen else " ", _mark(has_keys), fill)
        lead = inked(item.lead, fill)
        indent = min(width_of(lead), max(0, width - 2))
        spots = () if item.is_heading else (Spot(0, width, what, index),)
        lines = []
        for number, text in enumerate(_texts(item, width - 1)):
            words = Ink(text, role, fill)
            if number:
                inks = fitted((mark, Ink(" " * indent, "text", fill), words), width, fill)
            else:
                tail = inked(item.tail, fill)
                if item.why_not:
                    tail = [Ink("  " + item.why_not, "muted", fill)]
                inks = ends((mark, *lead, words, *tail), inked(item.right, fill), width, fill)
            lines.append(Line(tuple(inks), spots))
        return lines


def _mark(has_keys: bool) -> str:
    return "key" if has_keys else "muted"


def _texts(item: Choice, width: int) -> list[str]:
    """The item's text, line by line."""
    if item.most_lines <= 1:
        return [item.text]
    taken = sum(cells(span.text) for span in item.lead)
    room = max(4, width - taken - sum(cells(span.text) + 1 for span in item.right))
    lines = wrap(item.text, room) or [""]
    if len(lines) > item.most_lines:
        kept = lines[: item.most_lines]
        kept[-1] = cut(kept[-1] + " " + lines[item.most_lines], room - 1) + "…"
        return kept
    return lines
