"""The transcript of the open chat: wraps only what is seen, stays at the end when it is there, else keeps its place.

Says what has been painted and what is below the fold; what follows from that for Enter is the desk's guard.
"""

from collections.abc import Hashable, Mapping
from time import monotonic

from textual import events
from textual.message import Message
from textual.reactive import reactive
from textual.selection import Selection
from textual.strip import Strip

from console.core.text.messages import t
from console.desk.tui.widgets.lines import CURSOR, CURSOR_IDLE, LineView, Piece, strip_of
from console.desk.tui.widgets.transcript_lines import Density
from console.desk.tui.widgets.transcript_spans import Finder, copied, marked
from console.desk.tui.widgets.transcript_window import Place, TranscriptWindow
from console.desk.work.reading import Block, TranscriptModel


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
        self._window = TranscriptWindow(self.signs)
        self._window.density = density
        self._model = TranscriptModel("", ())
        self._selected: Selection | None = None
        self._newest_seen = 0
        self._painted_customer = (0, "")
        self._painted_at = -1e9

    # What is shown.

    def show(self, model: TranscriptModel) -> None:
        """What the conversation holds now; another conversation begins at its end."""
        old, self._model = self._model, model
        if model is old:
            return
        if model.conv == old.conv:
            self._window.merge(model.blocks)
            self.update_rows()
            return
        self._window.begin(model.blocks)
        self._newest_seen, self.new_below = 0, 0
        self._painted_customer, self._painted_at = (0, ""), -1e9
        self.finder = Finder()
        if self._selected is not None and self.is_attached:
            self.screen.clear_selection()
        self.update_rows(own=True)

    @property
    def density(self) -> Density:
        """How much air and how many details there are."""
        return self._window.density

    @density.setter
    def density(self, density: Density) -> None:
        if density != self._window.density:
            self._window.density = density
            self.update_rows(own=True)

    # Facts for the desk.

    @property
    def is_at_bottom(self) -> bool:
        """Whether the end is seen, so that what comes will be seen too."""
        return self._window.follows

    @property
    def lowest_seq(self) -> int:
        """The last turn of which the window shows the end; 0 if there is none."""
        for place in reversed(self._window.rows):
            block = self._window.blocks[place.block]
            if block.seq and self._window.is_last_line(place):
                return block.seq
        return 0

    @property
    def last_painted_customer_at(self) -> float:
        """When the customer's newest words so far were painted, in seconds of the steady clock; long ago if never."""
        return self._painted_at

    @property
    def newest_visible(self) -> bool:
        """Whether the customer's newest words are not below the fold, and stand on the terminal as they are."""
        seqs, window = self._model.customer_seqs, self._window
        index = window.index_of(seq=seqs[-1]) if seqs else -1
        if index < 0:
            return not seqs
        if not window.rows or Place(index, len(window.lines(index)) - 1) > window.rows[-1]:
            return False
        return all(self.is_row_painted(row) for row, place in enumerate(window.rows) if place.block == index)

    def row_painted(self, row: int) -> None:
        """Remember what the agent can have read."""
        window = self._window
        if row >= len(window.rows) or not window.is_last_line(window.rows[row]):
            return
        block = window.blocks[window.rows[row].block]
        self._newest_seen = max(self._newest_seen, block.seq)
        seqs = self._model.customer_seqs
        # Compared by what is read: a block may be new for another reason.
        if seqs and block.seq == seqs[-1] and (block.seq, block.text) != self._painted_customer:
            self._painted_customer, self._painted_at = (block.seq, block.text), monotonic()

    # Moving.

    @property
    def cursor_seq(self) -> int:
        """The turn under the cursor; 0 if there is none."""
        index = self._cursor_index()
        return self._window.blocks[index].seq if index >= 0 else 0

    def _cursor_index(self) -> int:
        return self._window.index_of(key=self._window.cursor)

    def move(self, by: int) -> None:
        """The cursor to the next turn up or down; a turn that is cut by the window's edge is first brought into it."""
        window = self._window
        if not window.rows:
            return
        index = self._cursor_index()
        if not window.rows[0].block <= index <= window.rows[-1].block:
            seen = [place.block for place in (window.rows if by > 0 else reversed(window.rows))]
            index = next((n for n in seen if self._can_hold_cursor(n)), -1)
        elif hidden := window.hidden_part(index, by):
            step = min(max(1, self.height - 1), hidden)
            window.scroll(step if by > 0 else -step)
        else:
            index = self._next(index, by)
        if index >= 0 and window.blocks[index].key != window.cursor:
            window.cursor = window.blocks[index].key
            window.bring(index, by)
        self.update_rows(own=True)

    def _can_hold_cursor(self, index: int) -> bool:
        block = self._window.blocks[index]
        return block.kind in ("turn", "system") or block.has_more

    def _next(self, index: int, by: int) -> int:
        step = 1 if by > 0 else -1
        wanted = index + step
        while 0 <= wanted < len(self._window.blocks):
            if self._can_hold_cursor(wanted):
                return wanted
            wanted += step
        # What is left at this end are rules: let them be seen.
        self._window.to_end(by)
        return index

    def page(self, by: int) -> None:
        """The window by its height; one line stays. The cursor stays where it is."""
        self._window.scroll(by * max(1, self.height - 1))
        self.update_rows(own=True)

    def to_end(self, by: int) -> None:
        """To the first (`by` < 0) or the last line, and there stay; the cursor goes away."""
        self._window.to_end(by)
        self._window.cursor = ""
        self.update_rows(own=True)

    def scroll_to_seq(self, seq: int) -> None:
        """Put the cursor on this turn and bring it to the upper third of the window."""
        self._go_to(self._window.index_of(seq=seq))

    def _go_to(self, index: int) -> None:
        if index >= 0:
            self._window.cursor = self._window.blocks[index].key
            self._window.put(index, self.height // 3)
            self.update_rows(own=True)

    def open(self) -> None:
        """The details of the turn under the cursor."""
        if self.cursor_seq:
            self.post_message(self.Opened(self, self.cursor_seq))

    def find(self, text: str, by: int = 1) -> bool:
        """Go to the next (`by` > 0) or previous turn with these words, round the end, and mark all; False if none has.

        An empty text ends the search.
        """
        window = self._window
        start = self._cursor_index() if window.cursor else window.top.block - (1 if by > 0 else 0)
        index = self.finder.look_for(text, window.blocks, start, by)
        self._go_to(-1 if index is None else index)
        self.update_rows(own=True)
        return index is not None

    # The window.

    def settle(self) -> None:
        """The rows for what there is now."""
        if (self._window.width, self._window.height) != (self.width, self.height):
            self._window.resize(self.width, self.height)
        self._window.settle()
        self.new_below = self._count_below()

    def _count_below(self) -> int:
        window, number = self._window, 0
        if window.follows:
            return 0
        for index in range(len(window.blocks) - 1, window.rows[-1].block, -1):
            block = window.blocks[index]
            if block.seq and block.seq <= self._newest_seen:
                break
            number += block.kind == "turn" and block.seq > 0
        return number

    def scroll_lines(self, lines: int) -> None:
        """Move the window by exactly so many lines."""
        self._window.scroll(lines)

    def show_line(self, line: int) -> None:
        """Put about this line into the first row: heights of what was never seen are estimates."""
        self._window.show_line(line)

    def line_total(self) -> int:
        """All lines, those of unseen turns by estimate."""
        return self._window.line_total

    def first_line(self) -> int:
        """The line in the first row, by the same reckoning."""
        return self._window.first_line

    # Rows.

    def row_key(self, row: int) -> Hashable:
        """The line itself, and what lies over it: cursor, selection, words that were looked for."""
        if row >= len(self._window.rows):
            return self._empty(row)
        block, line = self._window.line_at(row)
        found = (self.finder.text, block.text) if self.finder.text else None
        return (line, block.seq, self._cursor_at(block), self._selected_in(block), found)

    def _empty(self, row: int) -> str:
        is_all = not self._window.blocks and self._model.conv and self._model.complete
        return t("transcript.empty") if row == 0 and is_all else ""

    def _cursor_at(self, block: Block) -> str:
        if block.key != self._window.cursor:
            return " "
        return CURSOR if self.has_focus else CURSOR_IDLE

    def _selected_in(self, block: Block) -> tuple[int, int] | None:
        return self._selected.get_span(block.seq) if self._selected is not None and block.seq else None

    def row_strip(self, row: int) -> Strip:
        """One line."""
        if row >= len(self._window.rows):
            return strip_of(self.theming, [Piece(" " + self._empty(row), "muted")], self.width, "pane")
        block, line = self._window.line_at(row)
        cursor = self._cursor_at(block)
        fill = "note-fill" if line.gutter else "pane"
        if cursor != " " and line.mark_at >= 0:
            fill = "row" if cursor == CURSOR else "row-idle"
            sign = Piece(self.signs(cursor), "focus-border" if cursor == CURSOR else "muted")
            line = line._replace(pieces=(*line.pieces[: line.mark_at], sign, *line.pieces[line.mark_at + 1 :]))
        return marked(self.theming, line, block, self.width, fill, self._selected_in(block), self.finder)

    # The mouse and the selection.

    def on_click(self, event: events.Click) -> None:
        """The first click puts the cursor on a turn, one on the cursor opens its details."""
        window, row = self._window, self.row_at(event)
        if row is None or row >= len(window.rows) or not self._can_hold_cursor(window.rows[row].block):
            return
        key = window.blocks[window.rows[row].block].key
        if key == window.cursor:
            self.open()
        else:
            window.cursor = key
            self.update_rows(own=True)

    def selection_updated(self, selection: Selection | None) -> None:
        """Mark what the mouse has selected."""
        self._selected = selection
        self.update_rows(own=True)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The selected words as they were written, without the breaks that wrapping made."""
        text = copied(self._window.blocks, selection)
        return (text, "\n") if text else None
