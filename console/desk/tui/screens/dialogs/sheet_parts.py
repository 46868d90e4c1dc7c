"""What sheets are made of: an empty line, rows with a cursor in the margin, a text behind its label."""

from collections.abc import Callable, Sequence

import msgspec

from console.core.text.messages import t
from console.core.text.width import cells, pad
from console.desk.tui.screens.dialogs.inks import RAISED, Ink, Line, Spot, fitted, inked
from console.desk.tui.screens.dialogs.parts import Page, Part
from console.desk.tui.screens.dialogs.typed import Typed
from console.desk.tui.widgets.lines import CURSOR, CURSOR_IDLE
from console.desk.work.reading import Span


class Blank(Part):
    """An empty line, where there is anything to stand apart."""

    def __init__(self, is_shown: Callable[[], object] = lambda: True) -> None:
        super().__init__()
        self._is_shown = is_shown

    def draw(self, page: Page) -> list[Line]:
        """One line, or none."""
        return [Line(tuple(fitted((), page.width)))] if self._is_shown() else []


class Row(msgspec.Struct, frozen=True):
    """One line that the cursor can stand on."""

    id: str
    spans: tuple[Span, ...]
    lead: tuple[Span, ...] = ()
    """Before the cursor, where that does not stand in the margin."""


class RowsPart(Part):
    """Lines to choose from; the cursor's sign stands in the sheet's margin, or behind a lead."""

    takes_keys = True

    def __init__(self, part_id: str, rows: Sequence[Row] = (), *, moved: Callable[[], None] | None = None) -> None:
        super().__init__(part_id)
        self.rows = rows
        self.cursor = 0
        self.moved = moved or (lambda: None)

    @property
    def chosen(self) -> Row | None:
        """The line under the cursor."""
        return self.rows[self.cursor] if 0 <= self.cursor < len(self.rows) else None

    def show(self, rows: Sequence[Row]) -> None:
        """Other lines; the cursor stays on its own."""
        old = self.chosen.id if self.chosen else ""
        self.rows = rows
        last = max(0, len(rows) - 1)
        self.cursor = next((n for n, row in enumerate(rows) if row.id == old), min(self.cursor, last))

    def put(self, row_id: str) -> None:
        """The cursor on this line."""
        self.cursor = next((n for n, row in enumerate(self.rows) if row.id == row_id), self.cursor)

    def draw(self, page: Page) -> list[Line]:
        """All of them; where there is no room, those around the cursor, and how many others there are."""
        listed = list(enumerate(self.rows))
        if len(listed) <= page.rows:
            self.cursor_line = self.cursor
            return [self._line(number, row, page) for number, row in listed]
        kept = max(1, page.rows - 1)
        top = max(0, min(self.cursor - kept + 1, len(listed) - kept))
        self.cursor_line = self.cursor - top
        shown = [self._line(number, row, page) for number, row in listed[top : top + kept]]
        rest = Ink("  " + t("dialog.rows.more", n=len(listed) - kept), "muted")
        return [*shown, Line(tuple(fitted((rest,), page.width)))]

    def _line(self, number: int, row: Row, page: Page) -> Line:
        is_chosen = number == self.cursor
        fill = ("row" if page.has_keys else "row-idle") if is_chosen else RAISED
        sign = (CURSOR if page.has_keys else CURSOR_IDLE) if is_chosen else " "
        lead = inked(row.lead)
        inks = [*lead, Ink(sign, "key", fill), *inked(row.spans, fill)]
        width = page.width + (0 if row.lead else 1)
        return Line(tuple(fitted(inks, width, fill)), (Spot(0, width, self.id, number),))

    def take(self, key: str, character: str | None) -> bool:
        """Moving."""
        steps = {"up": -1, "down": 1, "pageup": -8, "pagedown": 8, "home": -len(self.rows), "end": len(self.rows)}
        if key not in steps:
            return False
        self.cursor = max(0, min(self.cursor + steps[key], len(self.rows) - 1))
        self.moved()
        return True

    def press(self, index: int) -> None:
        """The mouse chose one."""
        if 0 <= index < len(self.rows):
            self.cursor = index
            self.moved()

    def wheel(self, by: int) -> None:
        """The cursor moves."""
        self.take("up" if by < 0 else "down", None)


class LabelledText(Part):
    """One line that is typed, behind its label."""

    def __init__(
        self,
        part_id: str,
        label: Callable[[], str],
        room: int,
        *,
        text: str = "",
        quiet: Callable[[], str] = lambda: "",
        is_open: Callable[[], bool] = lambda: True,
        known: Sequence[str] = (),
        changed: Callable[[], None] | None = None,
    ) -> None:
        """`room`: cells of the label; `quiet`: what stands there while the keys are elsewhere and nothing is typed;
        `known`: what the arrows go through."""
        super().__init__(part_id)
        self.typed = Typed(text, most_bytes=4_000)
        self._label = label
        self._room = room
        self._quiet = quiet
        self._is_open = is_open
        self._known = known
        self._changed = changed or (lambda: None)

    @property
    def takes_keys(self) -> bool:  # type: ignore[override]
        """Only while there is something to type."""
        return self._is_open()

    @property
    def text(self) -> str:
        """What is typed."""
        return self.typed.text

    def draw(self, page: Page) -> list[Line]:
        """The line around the caret."""
        self.caret = None
        label = self._label()
        lead = Ink(pad(label, max(self._room, cells(label) + 1)), "muted")
        spots = (Spot(0, page.width, self.id),)
        if not page.has_keys or not self._is_open():
            words = self.text if self.text and self._is_open() else self._quiet()
            return [Line(tuple(fitted((lead, Ink(words, "text" if self.text else "muted")), page.width)), spots)]
        room = max(2, page.width - cells(lead.text))
        rows = self.typed.rows(room)
        start, end = rows[self.typed.caret_row(rows)]
        before, under, behind = self.typed.around_caret(start, end)
        self.caret = (cells(lead.text) + cells(before), 0)
        inks = [lead, Ink(before), Ink(under, is_caret=True), Ink(behind)]
        return [Line(tuple(fitted(inks, page.width)), spots)]

    def take(self, key: str, character: str | None) -> bool:
        """Editing; the arrows go through what is known."""
        old = self.text
        if key in ("up", "down") and self._known:
            at = self._known.index(self.text) if self.text in self._known else -1
            self.typed.replace(self._known[(at + (1 if key == "down" else -1)) % len(self._known)])
        elif not self.typed.edit(key, character):
            return False
        if self.text != old:
            self._changed()
        return True

    def paste(self, text: str) -> None:
        """As much as there is room for."""
        self.typed.insert(text)
        self._changed()
