"""The slots line: my chats by number, always on line 2, always in the same cells."""

from collections.abc import Sequence

from textual.events import Click
from textual.message import Message

from console.core.text.messages import t
from console.core.text.width import cut, pad
from console.desk.tui.widgets.spans import BOLD, SpanLine, width_of
from console.desk.work.lists import DRAFT, ROLES
from console.desk.work.reading import Span
from console.desk.work.slots import Slot

_WIDE_CELL = 30
_NARROW_CELL = 20
_FEWEST = 10


class SlotsLine(SpanLine):
    """Line 2 of the desk."""

    class Chosen(Message):
        """A slot was clicked."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    def __init__(self) -> None:
        super().__init__(on="canvas", id="slots")
        self._cells: list[tuple[int, int]] = []
        self._drawn: tuple[object, ...] = ()

    def tell(self, slots: Sequence[Slot], free: int, take_key: str, *, is_narrow: bool, marks_open: bool) -> None:
        """Show these slots, and the lowest free number behind them."""
        drawn = (tuple(slots), free, take_key, is_narrow, marks_open, self.size.width)
        if drawn == self._drawn:
            return
        self._drawn = drawn
        cell = cell_width(len(slots) + bool(free), self.size.width, is_narrow=is_narrow)
        spans: list[Span] = []
        self._cells = []
        for slot in slots:
            self._cells.append((width_of(spans), slot.number))
            spans += slot_spans(slot, cell, is_narrow=is_narrow, marks_open=marks_open)
        if free:
            words = t("slots.free", n=free)
            spans += [Span("  " if not is_narrow else " ", "muted"), Span(words, "muted")]
            if take_key and not is_narrow:
                spans += [Span(" · ", "muted"), Span(take_key, "key"), Span(" " + t("slots.takes_next"), "key-label")]
        self.show(spans)

    def on_click(self, event: Click) -> None:
        """Open the chat in the cell."""
        number = next((number for start, number in reversed(self._cells) if event.x >= start), 0)
        if number and self._drawn:
            self.post_message(self.Chosen(number))


def cell_width(count: int, width: int, *, is_narrow: bool) -> int:
    """How wide a slot is: the drawn width, or less when there are more of them than fit."""
    usual = _NARROW_CELL if is_narrow else _WIDE_CELL
    return max(_FEWEST, min(usual, width // max(1, count)))


def slot_spans(slot: Slot, cell: int, *, is_narrow: bool, marks_open: bool) -> list[Span]:
    """One slot in exactly `cell` cells: names are cut, never numbers."""
    lead = 1 if is_narrow else 2
    is_open = slot.is_open and marks_open
    extras = "" if is_narrow else slot.extras
    # After the name: a space, the glyph, a space, five cells of time, and what stands behind in the wide line.
    behind = 8 + (0 if is_narrow else 6)
    number = str(slot.number)
    room = cell - lead - len(number) - 1 - behind - (2 if is_narrow else 0)
    role = "customer" + BOLD if is_open else "text"
    marker = Span("▌" if is_open else " ", "focus-border")
    spans = [marker, Span(" " * (lead - 1), "text"), Span(number, "muted" if not is_open else "text" + BOLD)]
    if room >= 2:
        spans.append(Span(" " + pad(cut(slot.name, room), room) + " ", role))
    else:
        spans.append(Span(" ", role))
    urgent = ROLES[slot.glyph] in ("warn", "breach")
    spans.append(Span(slot.glyph, ROLES[slot.glyph]))
    time_role = ROLES[slot.glyph] if urgent and slot.waits else "text" if slot.waits else "muted"
    if cell - width_of(spans) >= 6:
        spans.append(Span(" " + slot.time, time_role))
    if extras and cell - width_of(spans) >= 3:
        spans.append(Span(" " + cut(extras, cell - width_of(spans) - 1), _extras_role(slot)))
    spans.append(Span(" " * max(0, cell - width_of(spans)), "text"))
    return spans


def _extras_role(slot: Slot) -> str:
    if slot.failed:
        return "breach"
    return "unread" if slot.unread else "draft" if DRAFT in slot.extras else "text"
