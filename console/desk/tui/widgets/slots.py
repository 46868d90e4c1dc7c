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

    def tell(
        self,
        slots: Sequence[Slot],
        free: int,
        take_key: str,
        *,
        is_narrow: bool,
        marks_open: bool,
        held: tuple[str, str, str] = ("", "", ""),
    ) -> None:
        """Show these slots, and the lowest free number behind them; `held`: words that take its place, their time,
        and what the key does about it.

        An offer's countdown stands there, or a chat whose outcome is still to be chosen.
        """
        drawn = (tuple(slots), free, take_key, is_narrow, marks_open, held, self.size.width)
        if drawn == self._drawn:
            return
        self._drawn = drawn
        cell = cell_width(len(slots) + bool(free or held[0]), self.size.width, is_narrow=is_narrow)
        spans: list[Span] = []
        self._cells = []
        for slot in slots:
            self._cells.append((width_of(spans), slot.number))
            spans += slot_spans(slot, cell, is_narrow=is_narrow, marks_open=marks_open)
        if held[0]:
            room = max(cell, self.size.width - width_of(spans))
            spans += held_spans(free or len(slots) + 1, *held, take_key, room, is_narrow=is_narrow)
        elif free:
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


def held_spans(number: int, words: str, left: str, does: str, key: str, cell: int, *, is_narrow: bool) -> list[Span]:
    """The free slot while something has it: `4 offer Jo 0:17 · a`; the words are cut, never the time or the key."""
    lead = " " if is_narrow else "  "
    tail = [Span(" · ", "muted"), Span(key, "key")] if key else []
    if key and not is_narrow:
        tail.append(Span(f" {does}", "key-label"))
    fixed = len(lead) + len(str(number)) + 1 + 1 + len(left)
    if fixed + 4 + width_of(tail) > cell:
        tail = []
    room = max(1, cell - fixed - width_of(tail))
    about = Span(f"{lead}{number} ", "muted")
    return [about, Span(cut(words, room), "unread" + BOLD), Span(" " + left, "unread" + BOLD), *tail]


def slot_spans(slot: Slot, cell: int, *, is_narrow: bool, marks_open: bool) -> list[Span]:
    """One slot in exactly `cell` cells: names are cut, never numbers."""
    lead = 1 if is_narrow else 2
    is_open = slot.is_open and marks_open
    extras = "" if is_narrow else slot.extras
    # After the name: a space, the glyph, a space, five cells of time, and what stands behind in the wide line.
    behind = 8 + (0 if is_narrow else max(6, len(extras) + 1))
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
    if is_narrow and slot.help and cell - width_of(spans) >= 2:
        spans.append(Span(" " + t("slots.help.mark"), "warn"))
    if extras and cell - width_of(spans) >= 3:
        spans.append(Span(" " + cut(extras, cell - width_of(spans) - 1), _extras_role(slot)))
    spans.append(Span(" " * max(0, cell - width_of(spans)), "text"))
    return spans


def _extras_role(slot: Slot) -> str:
    if slot.help:
        return "warn"
    if slot.failed:
        return "breach"
    return "unread" if slot.unread else "draft" if DRAFT in slot.extras else "text"
