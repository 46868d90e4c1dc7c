"""The lists of conversations, one line each: Waiting, Mine, Bots. The cursor follows its conversation, not the row.

Draws entries and moves a cursor; what an entry says, and in which order they come, is `work.lists`.
"""

import re
from collections.abc import Hashable, Mapping, Sequence
from typing import Final, Protocol

from rich.segment import Segment
from textual import events
from textual.cache import LRUCache
from textual.message import Message
from textual.strip import Strip

from console.core.text.messages import t
from console.core.text.width import cells
from console.desk.tui.widgets.lines import CURSOR, CURSOR_IDLE, KEPT, LineView, Piece, Signs, kept_at, strip_of
from console.desk.work.lists import STALE, Kind, ListEntry

_NAME_AT: Final = 20
"""Where names begin in narrow lists, so that they stand under each other whatever comes before them."""
_WIDE_REASON: Final = 18
_WIDE_NAME: Final = 13
_MOST_WIDE_NAME: Final = 30
_TOPIC: Final = 8
"""Cells of the topic where something stands behind it."""
_DRAWN_WIDE: Final = 80
"""The width of the wide drawing; what is beyond goes to the name first."""
_TIMED: Final = frozenset({"warn", "breach"})
"""Roles that the figure beside the glyph shares."""
_MARKS: Final = re.compile(r"\+\d+|↑\d*|✎|!|[^+↑✎!]+|.")
_MARK_ROLES: Final = {"+": "unread", "↑": "agent-self", "✎": "draft", "!": "breach"}


class Entries(Protocol):
    """What a list shows: entries by line, and the line of a conversation."""

    def __len__(self) -> int: ...

    def __getitem__(self, index: int, /) -> ListEntry: ...

    def find(self, conv: str) -> int | None:
        """The line of this conversation."""


class NoEntries:
    """An empty list."""

    def __len__(self) -> int:
        return 0

    def __getitem__(self, index: int, /) -> ListEntry:
        raise IndexError(index)

    def find(self, conv: str) -> int | None:
        """Nothing is here."""
        return None


def entry_pieces(entry: ListEntry, width: int, *, wide: bool, cursor: str, signs: Signs) -> list[Piece]:
    """One line of a list: figures of fixed width first, remote words last, so that nothing jumps.

    `cursor` is the sign for the line under the cursor, or a blank.
    """
    lead = lead_pieces(entry, wide=wide, cursor=cursor, signs=signs)
    return [*lead, *rest_pieces(entry, width, wide=wide, is_under_cursor=cursor != " ", signs=signs)]


def lead_pieces(entry: ListEntry, *, wide: bool, cursor: str, signs: Signs) -> list[Piece]:
    """What changes with the time: up to the figure."""
    mark = Piece(signs(cursor), "focus-border" if cursor == CURSOR else "muted")
    if entry.gone:
        return [mark, Piece(" ", "text")] if wide else [Piece(" ", "text"), mark]
    glyph = Piece(signs(STALE if entry.stale else entry.glyph or " "), "stale" if entry.stale else entry.role)
    figure_role = "stale" if entry.stale else entry.role if entry.role in _TIMED else "text"
    figure = Piece(entry.time, figure_role)
    return [mark, glyph, Piece(" ", "text"), figure] if wide else [glyph, mark, figure]


def rest_pieces(entry: ListEntry, width: int, *, wide: bool, is_under_cursor: bool, signs: Signs) -> list[Piece]:
    """What stays."""
    if entry.gone:
        return [Piece(signs.cut(entry.gone, max(0, width - 2)), "system", bold=is_under_cursor)]
    rest = _wide_rest if wide else _narrow_rest
    return rest(entry, width, is_under_cursor, signs)


def _narrow_rest(entry: ListEntry, width: int, bold: bool, signs: Signs) -> list[Piece]:
    room = _NAME_AT - 2 - cells(entry.time) - 2
    words = signs.pad(f"{entry.lang:<2} {signs(entry.reason)}", room)
    return [Piece(f" {words} ", "muted"), *_name(entry, max(0, width - _NAME_AT), bold, signs)]


def _wide_rest(entry: ListEntry, width: int, bold: bool, signs: Signs) -> list[Piece]:
    gap = "  " + " " * (5 - cells(entry.time))
    lang = signs.pad(entry.lang, 3)
    reason = signs.pad(signs(entry.reason_long), _WIDE_REASON)
    room = max(_WIDE_NAME, min(_MOST_WIDE_NAME, _WIDE_NAME + (width - _DRAWN_WIDE) // 2))
    name = _name(entry, room, bold, signs)
    used = sum(cells(piece.text) for piece in name)
    left = width - 36 - room
    blank = " " * (room - used + 1)
    if entry.offered:
        offered = signs.cut(t("list.offered", left=entry.offered), max(0, left))
        about = signs.pad(entry.topic, max(0, min(_TOPIC, left - cells(offered) - 2)))
        topic = [Piece(f"{blank}{about}  ", "muted"), Piece(offered, "unread", bold=True)]
    else:
        topic = [Piece(blank + signs.cut(entry.topic, max(0, left)), "muted")]
    return [Piece(f"{gap}{lang} {reason}   ", "muted"), *name, *topic]


def _name(entry: ListEntry, room: int, bold: bool, signs: Signs) -> list[Piece]:
    shown = entry.marked if entry.marked or room >= _WIDE_NAME else entry.offered
    marks = signs.cut(shown, max(0, room - 1))
    left = room - cells(marks) - 1 if marks else room
    pieces = [Piece(signs.cut(entry.name, max(0, left)), "text", bold)]
    for n, part in enumerate(_MARKS.findall(marks)):
        role = _MARK_ROLES.get(part[0], "muted")
        pieces.append(Piece((" " if n == 0 else "") + signs(part), role))
    return pieces


class ConversationList(LineView):
    """One list of conversations."""

    class Highlighted(Message):
        """The agent moved the cursor to this conversation; never sent for what others do."""

        def __init__(self, view: "ConversationList", conv: str) -> None:
            super().__init__()
            self.view = view
            self.conv = conv

        @property
        def control(self) -> "ConversationList":
            """The list."""
            return self.view

    class Opened(Message):
        """The agent wants to read this conversation."""

        def __init__(self, view: "ConversationList", conv: str) -> None:
            super().__init__()
            self.view = view
            self.conv = conv

        @property
        def control(self) -> "ConversationList":
            """The list."""
            return self.view

    def __init__(
        self,
        kind: Kind,
        *,
        empty: str = "",
        wide: bool = False,
        signs: Mapping[str, str] | None = None,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(signs=signs, id=id, classes=classes)
        self.kind: Kind = kind
        self.empty = empty or t(f"list.empty.{kind}")
        """What stands there when nothing does."""
        self.cursor_conv = ""
        """The conversation under the cursor; empty in an empty list."""
        self._entries: Entries = NoEntries()
        self._made: dict[int, ListEntry] = {}
        """Entries by line: making one costs more than drawing it from memory."""
        self._rests: LRUCache[Hashable, Sequence[Segment]] = LRUCache(KEPT)
        self._wide = wide
        self._top = 0
        self._top_conv = ""
        self._cursor_line = 0
        self._settled_height = 0
        self._hover = -1

    def show(self, entries: Entries, *, own: bool = False) -> None:
        """What the list holds now; `own` when it is the agent's doing. Costs nothing before it is painted."""
        self._entries = entries
        self._made.clear()
        self.update_rows(own=own)

    @property
    def wide(self) -> bool:
        """Whether there is room for whole reasons and topics."""
        return self._wide

    @wide.setter
    def wide(self, wide: bool) -> None:
        if wide != self._wide:
            self._wide = wide
            self.update_rows(own=True)

    def put_cursor(self, conv: str) -> None:
        """Put the cursor on this conversation, without a message; nothing happens if it is not here."""
        line = self._entries.find(conv)
        if line is not None:
            self._put(line)
            self.update_rows(own=True)

    # Moving.

    def move(self, by: int) -> None:
        """The cursor up or down by so many lines."""
        self._move_to(self._place() + by)

    def page(self, by: int) -> None:
        """The cursor by a window's height; a line of the old window stays."""
        self._move_to(self._place() + by * max(1, self.height - 1))

    def to_end(self, by: int) -> None:
        """The cursor to the first (`by` < 0) or the last line."""
        self._move_to(0 if by < 0 else len(self._entries) - 1)

    def open(self) -> None:
        """Read what is under the cursor."""
        if self.cursor_conv:
            self.post_message(self.Opened(self, self.cursor_conv))

    def _move_to(self, line: int) -> None:
        if not len(self._entries):
            return
        self._put(max(0, min(line, len(self._entries) - 1)))
        self.update_rows(own=True)
        self.post_message(self.Highlighted(self, self.cursor_conv))

    def _put(self, line: int) -> None:
        self.cursor_conv = self._entry(line).conv
        self._cursor_line = line
        self._top = min(self._top, line)
        if self.height:
            self._top = max(self._top, line - self.height + 1)
        self._remember_top()

    def _place(self) -> int:
        """The line of the cursor now: rows may have come and gone since it was put there."""
        count = len(self._entries)
        line = self._cursor_line
        if line < count and self._entry(line).conv == self.cursor_conv:
            return line
        found = self._entries.find(self.cursor_conv)
        return found if found is not None else max(0, min(line, count - 1))

    # The window.

    def settle(self) -> None:
        """The cursor stays with its conversation; so does the row of the screen on which it is seen."""
        count = len(self._entries)
        if self._rests.maxsize != kept_at(self.height):
            self._rests = LRUCache(kept_at(self.height))
        if not count:
            self.cursor_conv, self._cursor_line, self._top, self._top_conv = "", 0, 0, ""
            return
        before = self._cursor_line
        line = self._place()
        # By the height it had then: a smaller window must not lose the cursor, nor a first one begin without it.
        was_seen = not self._settled_height or 0 <= before - self._top < self._settled_height
        self._settled_height = self.height
        if self._top and was_seen:
            self._top += line - before
        elif self._top:
            top = self._entries.find(self._top_conv)
            self._top = self._top if top is None else top
        self._cursor_line, self.cursor_conv = line, self._entry(line).conv
        if was_seen:
            self._top = max(min(self._top, line), line - self.height + 1)
        self._top = max(0, min(self._top, count - self.height))
        self._remember_top()

    def _remember_top(self) -> None:
        if self._top < len(self._entries):
            self._top_conv = self._entry(self._top).conv

    def scroll_lines(self, lines: int) -> None:
        """Move the window, not the cursor."""
        self.show_line(self._top + lines)

    def show_line(self, line: int) -> None:
        """Put this line into the first row."""
        self._top = max(0, min(line, len(self._entries) - self.height))
        self._remember_top()

    def line_total(self) -> int:
        """Lines of the list."""
        return len(self._entries)

    def first_line(self) -> int:
        """The line in the first row."""
        return self._top

    # Rows.

    def row_key(self, row: int) -> Hashable:
        """The entry and how the cursor and the mouse stand to it."""
        line = self._top + row
        if line >= len(self._entries):
            is_first = row == 0 and not len(self._entries)
            return self.empty if is_first else ""
        entry = self._entry(line)
        return (entry, self._cursor(entry), row == self._hover, self._wide)

    def row_strip(self, row: int) -> Strip:
        """One entry, or the words for an empty list."""
        line = self._top + row
        if line >= len(self._entries):
            words = self.empty if row == 0 and not len(self._entries) else ""
            return strip_of(self.theming, [Piece(" " + words, "muted")], self.width, "pane")
        entry = self._entry(line)
        cursor = self._cursor(entry)
        fill = "row" if cursor == CURSOR else "row-idle" if cursor != " " or row == self._hover else "pane"
        lead = lead_pieces(entry, wide=self._wide, cursor=cursor, signs=self.signs)
        taken = sum(cells(piece.text) for piece in lead)
        if taken >= self.width:
            pieces = entry_pieces(entry, self.width, wide=self._wide, cursor=cursor, signs=self.signs)
            return strip_of(self.theming, pieces, self.width, fill)
        return Strip(
            [*strip_of(self.theming, lead, taken, fill), *self._rest(entry, taken, cursor != " ", fill)], self.width
        )

    def _rest(self, entry: ListEntry, taken: int, is_under_cursor: bool, fill: str) -> Sequence[Segment]:
        """What of a line stays from second to second."""
        own = (entry.lang, entry.reason, entry.reason_long, entry.name, entry.topic)
        told = (entry.gone, entry.offered, entry.marked)
        key = (own, told, taken, is_under_cursor, fill, self._wide, self.width, self._generation)
        rest = self._rests.get(key)
        if rest is None:
            pieces = rest_pieces(entry, self.width, wide=self._wide, is_under_cursor=is_under_cursor, signs=self.signs)
            rest = self._rests[key] = tuple(strip_of(self.theming, pieces, self.width - taken, fill))
        return rest

    def _entry(self, line: int) -> ListEntry:
        entry = self._made.get(line)
        if entry is None:
            entry = self._made[line] = self._entries[line]
        return entry

    def _cursor(self, entry: ListEntry) -> str:
        if entry.conv != self.cursor_conv:
            return " "
        return CURSOR if self.has_focus else CURSOR_IDLE

    # The mouse.

    def on_click(self, event: events.Click) -> None:
        """The first click puts the cursor there, one on the cursor opens."""
        row = self.row_at(event)
        if row is None or self._top + row >= len(self._entries):
            return
        if self._entry(self._top + row).conv == self.cursor_conv:
            self.open()
        else:
            self._move_to(self._top + row)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show which line a click would mean."""
        self._hover_at(self.row_at(event))

    def on_leave(self, event: events.Leave) -> None:
        """The mouse is elsewhere."""
        self._hover_at(None)

    def _hover_at(self, row: int | None) -> None:
        hover = -1 if row is None else row
        if hover != self._hover:
            self._hover = hover
            self.update_rows(own=True)
