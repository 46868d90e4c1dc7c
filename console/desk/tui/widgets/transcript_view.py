"""The transcript of the open chat: wraps only what is seen, stays at the bottom when it is there, keeps its place
when it is not.

Says what has been painted and what is below the fold; what follows from that for Enter is the desk's guard.
"""

from collections.abc import Hashable, Mapping, Sequence
from itertools import count
from operator import is_
from time import monotonic
from typing import NamedTuple

from textual import events
from textual.cache import LRUCache
from textual.message import Message
from textual.reactive import reactive
from textual.selection import Selection
from textual.strip import Strip

from console.core.text.messages import t
from console.desk.tui.widgets.lines import CURSOR, CURSOR_IDLE, LineView, Piece, strip_of
from console.desk.tui.widgets.transcript_heights import Heights
from console.desk.tui.widgets.transcript_lines import BLANK, Density, Line, Look, estimate, lay_out
from console.desk.tui.widgets.transcript_spans import Finder, copied, marked
from console.desk.work.reading import Block, TranscriptModel

_KEPT = 512
"""Blocks whose wrapped lines are kept."""


class _Laid(NamedTuple):
    block: Block
    look: Look
    lines: tuple[Line, ...]


class _Row(NamedTuple):
    """A row of the window: which block, which of its lines."""

    index: int
    line: int


class TranscriptView(LineView):
    """One conversation, as long as it may be."""

    ALLOW_SELECT = True

    new_below: reactive[int] = reactive(0, repaint=False)
    """Turns that came while the window was further up and have not been seen."""

    class Opened(Message):
        """The agent wants the details of this turn."""

        def __init__(self, view: "TranscriptView", seq: int) -> None:
            super().__init__()
            self.view = view
            self.seq = seq

        @property
        def control(self) -> "TranscriptView":
            """The transcript."""
            return self.view

    def __init__(
        self,
        *,
        density: Density = "normal",
        signs: Mapping[str, str] | None = None,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(signs=signs, id=id, classes=classes)
        self.finder = Finder()
        self._density: Density = density
        self._model = TranscriptModel("", ())
        self._blocks: Sequence[Block] = ()
        self._heights = Heights()
        self._laid: LRUCache[str, _Laid] = LRUCache(_KEPT)
        self._rows: list[_Row] = []
        self._top = _Row(0, 0)
        self._follows = True
        self._cursor = ""
        """The key of the block under the cursor; empty: there is no cursor."""
        self._selected: Selection | None = None
        self._newest_seen = 0
        self._painted_customer: Block | None = None
        self._painted_at = -1e9

    # What is shown.

    def show(self, model: TranscriptModel) -> None:
        """What the conversation holds now; another conversation begins at its end."""
        old = self._model
        if model is old:
            return
        self._model = model
        if model.conv != old.conv:
            self._begin(model)
            self.update_rows(own=True)
            return
        self._merge(model.blocks)
        self.update_rows()

    def _begin(self, model: TranscriptModel) -> None:
        self._blocks = model.blocks
        self._heights = Heights()
        self._heights.splice(0, 0, self._estimates(model.blocks))
        self._laid.clear()
        self._rows, self._top, self._follows = [], _Row(0, 0), True
        self._cursor, self._newest_seen, self.new_below = "", 0, 0
        self._painted_customer, self._painted_at = None, -1e9
        self.finder = Finder()
        if self._selected is not None and self.is_attached:
            self.screen.clear_selection()

    def _merge(self, new: Sequence[Block]) -> None:
        """Take what changed between what stays at the front and what stays at the end; the window keeps its block."""
        old = self._blocks
        shorter = min(len(old), len(new))
        head = next((n for n, same in zip(count(), map(is_, old, new), strict=False) if not same), shorter)
        tail = 0
        while tail < shorter - head and old[-1 - tail] is new[-1 - tail]:
            tail += 1
        anchor = old[self._top.index].key if self._top.index < len(old) else ""
        self._heights.splice(head, len(old) - tail, self._estimates(new[head : len(new) - tail]))
        self._blocks = new
        if self._top.index < head or not anchor:
            return
        if self._top.index >= len(old) - tail:
            self._top = _Row(self._top.index + len(new) - len(old), self._top.line)
            return
        found = next((n for n in range(head, len(new) - tail) if new[n].key == anchor), None)
        self._top = _Row(head, 0) if found is None else _Row(found, self._top.line)

    def _estimates(self, blocks: Sequence[Block]) -> list[int]:
        width = self.width or 58
        return [estimate(block, width) for block in blocks]

    @property
    def density(self) -> Density:
        """How much air and how many details there are."""
        return self._density

    @density.setter
    def density(self, density: Density) -> None:
        if density != self._density:
            self._density = density
            self.update_rows(own=True)

    # Facts for the desk.

    @property
    def is_at_bottom(self) -> bool:
        """Whether the last line is seen, so that what comes will be seen too."""
        return self._follows

    @property
    def lowest_seq(self) -> int:
        """The last turn of which the window holds all lines; 0 if there is none."""
        for row in reversed(self._rows):
            block = self._blocks[row.index]
            if block.seq and row.line == len(self._lines(row.index)) - 1:
                return block.seq
        return 0

    @property
    def last_painted_customer_at(self) -> float:
        """When the customer's newest words so far were painted, in seconds of the steady clock; long ago if never."""
        return self._painted_at

    @property
    def newest_visible(self) -> bool:
        """Whether the customer's newest words have been painted as they are and are not below the fold now."""
        newest = self._newest_customer()
        if newest is None:
            return True
        index, block = newest
        if self._painted_customer is not block and self._painted_customer != block:
            return False
        return bool(self._rows) and _Row(index, len(self._lines(index)) - 1) <= self._rows[-1]

    def _newest_customer(self) -> tuple[int, Block] | None:
        seqs = self._model.customer_seqs
        return self._block_at(seqs[-1]) if seqs else None

    def _block_at(self, seq: int) -> tuple[int, Block] | None:
        """The block of a turn; looked for from the end, where nearly all that is asked for stands."""
        for index in range(len(self._blocks) - 1, -1, -1):
            if self._blocks[index].seq == seq:
                return index, self._blocks[index]
        return None

    def row_painted(self, row: int) -> None:
        """Remember what the agent can have read."""
        if row >= len(self._rows):
            return
        at = self._rows[row]
        block = self._blocks[at.index]
        if at.line != len(self._lines(at.index)) - 1:
            return
        self._newest_seen = max(self._newest_seen, block.seq)
        seqs = self._model.customer_seqs
        if seqs and block.seq == seqs[-1] and block != self._painted_customer:
            self._painted_customer, self._painted_at = block, monotonic()

    # Moving.

    @property
    def cursor_seq(self) -> int:
        """The turn under the cursor; 0 if there is none."""
        return self._block_under_cursor()[1].seq if self._cursor else 0

    def _block_under_cursor(self) -> tuple[int, Block]:
        for index in range(len(self._blocks) - 1, -1, -1):
            if self._blocks[index].key == self._cursor:
                return index, self._blocks[index]
        return -1, Block("", 0, "")

    def move(self, by: int) -> None:
        """The cursor to the next turn up or down; a turn that is cut by the window's edge is first brought into it."""
        if not self._rows:
            return
        index = self._block_under_cursor()[0]
        if not self._rows[0].index <= index <= self._rows[-1].index:
            seen = [row.index for row in (self._rows if by > 0 else reversed(self._rows))]
            index = next((n for n in seen if self._can_hold_cursor(n)), -1)
        elif not self._scroll_within(index, by):
            index = self._next(index, by)
        if index >= 0:
            self._cursor = self._blocks[index].key
            self._bring(index, by)
        self.update_rows(own=True)

    def _can_hold_cursor(self, index: int) -> bool:
        return self._blocks[index].kind in ("turn", "system")

    def _next(self, index: int, by: int) -> int:
        step = 1 if by > 0 else -1
        wanted = index + step
        while 0 <= wanted < len(self._blocks):
            if self._can_hold_cursor(wanted):
                return wanted
            wanted += step
        if by > 0:
            self.to_end(1, keeps_cursor=True)
        return index

    def _scroll_within(self, index: int, by: int) -> bool:
        """Scroll a turn that goes on beyond the edge; whether that was to be done."""
        lines = len(self._lines(index))
        first, last = self._rows[0], self._rows[-1]
        if by > 0 and last.index == index and last.line < lines - 1:
            self.scroll_lines(min(self.height - 1 or 1, lines - 1 - last.line))
            return True
        if by < 0 and first.index == index and first.line > 0:
            self.scroll_lines(-min(self.height - 1 or 1, first.line))
            return True
        return False

    def _bring(self, index: int, by: int) -> None:
        """Scroll as little as needed for this block; of one that is too high, the end that the cursor came from."""
        self.settle()
        first, last = self._rows[0], self._rows[-1]
        lines = len(self._lines(index))
        if (index, 0) < first:
            above = sum(len(self._lines(n)) for n in range(index, first.index)) + first.line
            self.scroll_lines(-above if lines <= self.height or by > 0 else -(above - lines + self.height))
        elif (index, lines - 1) > last:
            rest = sum(len(self._lines(n)) for n in range(last.index, index + 1)) - last.line - 1
            self.scroll_lines(rest if lines <= self.height or by < 0 else rest - lines + self.height)

    def page(self, by: int) -> None:
        """The window by its height; one line stays. The cursor stays where it is."""
        self.scroll_lines(by * max(1, self.height - 1))
        self.update_rows(own=True)

    def to_end(self, by: int, *, keeps_cursor: bool = False) -> None:
        """To the first (`by` < 0) or the last line, and there stay; the cursor goes away."""
        self._top, self._follows = _Row(0, 0), by > 0
        if not keeps_cursor:
            self._cursor = ""
        self.update_rows(own=True)

    def scroll_to_seq(self, seq: int) -> None:
        """Put the cursor on this turn and bring it to the upper third of the window."""
        found = self._block_at(seq)
        if found is None:
            return
        self._go_to(found[0])

    def _go_to(self, index: int) -> None:
        self._cursor = self._blocks[index].key
        self._top, self._follows = _Row(index, 0), False
        self.scroll_lines(-(self.height // 3))
        self.update_rows(own=True)

    def open(self) -> None:
        """The details of the turn under the cursor."""
        if self.cursor_seq:
            self.post_message(self.Opened(self, self.cursor_seq))

    def find(self, text: str, by: int = 1) -> bool:
        """Go to the next (`by` > 0) or previous turn with these words, round the end, and mark all; False if none has.

        An empty text ends the search.
        """
        start = self._block_under_cursor()[0] if self._cursor else self._top.index - (1 if by > 0 else 0)
        index = self.finder.look_for(text, self._blocks, start, by)
        if index is not None:
            self._go_to(index)
        self.update_rows(own=True)
        return index is not None

    # The window.

    def _look(self, index: int) -> Look:
        block = self._blocks[index]
        has_meta = self._density != "compact" or block.key == self._cursor
        above = self._blocks[index - 1] if self._density == "roomy" and index else None
        has_gap = above is not None and (above.label, above.kind) != (block.label, block.kind)
        return Look(self.width, has_meta, has_gap)

    def _lines(self, index: int) -> tuple[Line, ...]:
        block, look = self._blocks[index], self._look(index)
        kept = self._laid.get(block.key)
        if kept is None or kept.look != look or (kept.block is not block and kept.block != block):
            kept = self._laid[block.key] = _Laid(block, look, lay_out(block, look, self.signs))
        self._heights.set(index, len(kept.lines))
        return kept.lines

    def settle(self) -> None:
        """Fill the window from its first block on, or from the end up when it is there."""
        if not self._blocks or not self.height:
            self._rows = []
            self._follows = True
            return
        if not self._follows:
            self._fill()
            last = len(self._blocks) - 1
            self._follows = len(self._rows) < self.height or self._rows[-1] == (last, len(self._lines(last)) - 1)
        if self._follows:
            self._fill_from_end()
            self._fill()
        self.new_below = self._count_below()

    def _fill(self) -> None:
        index = min(self._top.index, len(self._blocks) - 1)
        line = min(self._top.line, len(self._lines(index)) - 1)
        self._top = _Row(index, line)
        rows: list[_Row] = []
        while index < len(self._blocks) and len(rows) < self.height:
            rows += [_Row(index, n) for n in range(line, len(self._lines(index)))]
            index, line = index + 1, 0
        self._rows = rows[: self.height]

    def _fill_from_end(self) -> None:
        index, room = len(self._blocks), self.height
        while index > 0 and room > 0:
            index -= 1
            room -= len(self._lines(index))
        self._top = _Row(index, max(0, -room))

    def _count_below(self) -> int:
        if self._follows:
            return 0
        number, index = 0, len(self._blocks) - 1
        while index > self._rows[-1].index:
            block = self._blocks[index]
            if block.seq and block.seq <= self._newest_seen:
                break
            number += block.kind == "turn" and block.seq > 0
            index -= 1
        return number

    def scroll_lines(self, lines: int) -> None:
        """Move the window by exactly so many lines, wrapping what comes into it."""
        if not self._blocks or not self.height or (lines > 0 and self._follows):
            return
        index, line = self._top
        self._follows = self._follows and lines >= 0
        line += lines
        while line < 0 and index > 0:
            index -= 1
            line += len(self._lines(index))
        while index < len(self._blocks) - 1 and line >= len(self._lines(index)):
            line -= len(self._lines(index))
            index += 1
        self._top = _Row(index, max(0, line))

    def show_line(self, line: int) -> None:
        """Put about this line into the first row: heights of what was never seen are estimates."""
        self._follows = False
        self._top = _Row(*self._heights.find(line))

    def line_total(self) -> int:
        """All lines, those of unseen blocks by estimate."""
        return self._heights.total

    def first_line(self) -> int:
        """The line in the first row, by the same reckoning."""
        if self.styles.overflow_y == "hidden" and not self._heights.has_sums:
            return 0
        return self._heights.before(self._top.index) + self._top.line

    # Rows.

    def row_key(self, row: int) -> Hashable:
        """The line itself, and what lies over it: cursor, selection, words that were looked for."""
        if row >= len(self._rows):
            return self._empty(row)
        index, number = self._rows[row]
        block, line = self._blocks[index], self._lines(index)[number]
        if line is BLANK:
            return ""
        span = self._selected.get_span(block.seq) if self._selected is not None and block.seq else None
        return (line, block.seq, self._cursor_at(block), span, self.finder.text, self.finder.text and block.text)

    def _empty(self, row: int) -> str:
        return t("transcript.empty") if row == 0 and not self._blocks and self._model.conv else ""

    def _cursor_at(self, block: Block) -> str:
        if not self._cursor or block.key != self._cursor:
            return " "
        return CURSOR if self.has_focus else CURSOR_IDLE

    def row_strip(self, row: int) -> Strip:
        """One line."""
        if row >= len(self._rows):
            words = Piece(" " + self._empty(row), "muted")
            return strip_of(self.theming, [words], self.width, "pane")
        index, number = self._rows[row]
        block, line = self._blocks[index], self._lines(index)[number]
        cursor = self._cursor_at(block)
        fill = "note-fill" if line.gutter else "pane"
        if cursor != " " and line.mark_at >= 0:
            fill = "row" if cursor == CURSOR else "row-idle"
            sign = Piece(self.signs(cursor), "focus-border" if cursor == CURSOR else "muted")
            line = line._replace(pieces=(*line.pieces[: line.mark_at], sign, *line.pieces[line.mark_at + 1 :]))
        span = self._selected.get_span(block.seq) if self._selected is not None and block.seq else None
        return marked(self.theming, line, block, self.width, fill, span, self.finder)

    # The mouse and the selection.

    def on_click(self, event: events.Click) -> None:
        """The first click puts the cursor on a turn, one on the cursor opens its details."""
        row = self.row_at(event)
        if row is None or row >= len(self._rows) or not self._can_hold_cursor(self._rows[row].index):
            return
        key = self._blocks[self._rows[row].index].key
        if key == self._cursor:
            self.open()
        else:
            self._cursor = key
            self.update_rows(own=True)

    def selection_updated(self, selection: Selection | None) -> None:
        """Mark what the mouse has selected."""
        self._selected = selection
        self.update_rows(own=True)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The selected words as they were written, without the breaks that wrapping made."""
        text = copied(self._blocks, selection)
        return (text, "\n") if text else None
