"""Which lines of a transcript the window shows: anchored to a block, exact for what is seen, by estimate for the rest.

Knows blocks, widths and heights; painting, keys and the mouse are the view's.
"""

from collections.abc import Sequence
from itertools import count
from operator import is_
from typing import NamedTuple

from textual.cache import LRUCache

from console.desk.tui.widgets.lines import Signs
from console.desk.tui.widgets.transcript_heights import Heights
from console.desk.tui.widgets.transcript_lines import Density, Line, Look, estimates, lay_out
from console.desk.work.reading import Block

_KEPT = 512
"""Blocks whose wrapped lines are kept."""


class Place(NamedTuple):
    """A line of the transcript: which block, which of its lines."""

    block: int
    line: int


class _Laid(NamedTuple):
    block: Block
    look: Look
    lines: tuple[Line, ...]


class TranscriptWindow:
    """A window on blocks. It follows the end while it shows it; else its first row stays where it is."""

    def __init__(self, signs: Signs) -> None:
        self.signs = signs
        self.blocks: Sequence[Block] = ()
        self.rows: list[Place] = []
        """What each row shows, as of the last `settle`."""
        self.top = Place(0, 0)
        self.follows = True
        self.cursor = ""
        """The key of the block under the cursor; empty: there is no cursor."""
        self.density: Density = "normal"
        self.width = 0
        self.height = 0
        self._heights = Heights()
        self._laid: LRUCache[str, _Laid] = LRUCache(_KEPT)

    # Blocks.

    def begin(self, blocks: Sequence[Block]) -> None:
        """Another conversation, at its end."""
        self._heights = Heights()
        self._laid.clear()
        self.blocks, self.rows, self.cursor = blocks, [], ""
        self.top, self.follows = Place(0, 0), True
        self._heights.splice(0, 0, self._estimates(blocks))

    def merge(self, new: Sequence[Block]) -> None:
        """Take what changed between what stays at the front and what stays at the end; the window keeps its block."""
        old = self.blocks
        shorter = min(len(old), len(new))
        head = next((n for n, same in zip(count(), map(is_, old, new), strict=False) if not same), shorter)
        tail = 0
        while tail < shorter - head and old[-1 - tail] is new[-1 - tail]:
            tail += 1
        top, line = self.top
        anchor = old[top].key if top < len(old) else ""
        self._heights.splice(head, len(old) - tail, self._estimates(new[head : len(new) - tail]))
        self.blocks = new
        if anchor and top >= len(old) - tail:
            self.top = Place(top + len(new) - len(old), line)
        elif anchor and top >= head:
            found = next((n for n in range(head, len(new) - tail) if new[n].key == anchor), None)
            self.top = Place(head, 0) if found is None else Place(found, line)
        # Textual may ask for a row before the next flush: no row may point at what is not there any more.
        self.settle()

    def resize(self, width: int, height: int) -> None:
        """Another size; the first row stays with its block."""
        if width != self.width:
            self.width = width
            self._heights.splice(0, len(self.blocks), self._estimates(self.blocks))
        self.height = height

    def _estimates(self, blocks: Sequence[Block]) -> list[int]:
        return estimates(blocks, self.width) if self.width else [1] * len(blocks)

    def lines(self, block_index: int) -> tuple[Line, ...]:
        """The block's lines, wrapped when first asked for."""
        block, look = self.blocks[block_index], self._look(block_index)
        kept = self._laid.get(block.key)
        if kept is None or kept.look != look or (kept.block is not block and kept.block != block):
            kept = self._laid[block.key] = _Laid(block, look, lay_out(block, look, self.signs))
        self._heights.set(block_index, len(kept.lines))
        return kept.lines

    def _look(self, index: int) -> Look:
        block = self.blocks[index]
        has_meta = self.density != "compact" or block.key == self.cursor
        above = self.blocks[index - 1] if self.density == "roomy" and index else None
        has_gap = above is not None and (above.label, above.kind) != (block.label, block.kind)
        return Look(self.width, has_meta, has_gap)

    def line_at(self, row: int) -> tuple[Block, Line]:
        """What stands on a row."""
        place = self.rows[row]
        return self.blocks[place.block], self.lines(place.block)[place.line]

    def is_last_line(self, place: Place) -> bool:
        """Whether the block ends there."""
        return place.line == len(self.lines(place.block)) - 1

    def index_of(self, *, seq: int = 0, key: str = "") -> int:
        """The block of a turn or with a key, -1 if there is none; nearly all that is asked for stands at the end."""
        for index in range(len(self.blocks) - 1, -1, -1):
            block = self.blocks[index]
            if (seq and block.seq == seq) or (key and block.key == key):
                return index
        return -1

    # The window.

    def settle(self) -> None:
        """Fill the window from its first block on, or from the end up when it shows the end."""
        if not self.blocks or not self.height:
            self.rows, self.follows = [], True
            return
        if not self.follows:
            self._fill()
            is_end = self.rows[-1].block == len(self.blocks) - 1 and self.is_last_line(self.rows[-1])
            self.follows = len(self.rows) < self.height or is_end
        if self.follows:
            self._find_end()
            self._fill()

    def _fill(self) -> None:
        index = min(self.top.block, len(self.blocks) - 1)
        line = min(self.top.line, len(self.lines(index)) - 1)
        self.top = Place(index, line)
        rows: list[Place] = []
        while index < len(self.blocks) and len(rows) < self.height:
            rows += [Place(index, n) for n in range(line, len(self.lines(index)))]
            index, line = index + 1, 0
        self.rows = rows[: self.height]

    def _find_end(self) -> None:
        index, room = len(self.blocks), self.height
        while index > 0 and room > 0:
            index -= 1
            room -= len(self.lines(index))
        self.top = Place(index, max(0, -room))

    def scroll(self, lines: int) -> None:
        """Move by exactly so many lines, wrapping what comes into the window."""
        if not self.blocks or not self.height or (lines > 0 and self.follows):
            return
        index, line = self.top
        self.follows = self.follows and lines >= 0
        line += lines
        while line < 0 and index > 0:
            index -= 1
            line += len(self.lines(index))
        while index < len(self.blocks) - 1 and line >= len(self.lines(index)):
            line -= len(self.lines(index))
            index += 1
        self.top = Place(index, max(0, line))
        self.settle()

    def put(self, block_index: int, row: int) -> None:
        """Bring a block's first line to this row, as far as there are lines above."""
        self.top, self.follows = Place(block_index, 0), False
        self.scroll(-row)

    def to_end(self, by: int) -> None:
        """To the first (`by` < 0) or the last line, and there stay."""
        self.top, self.follows = Place(0, 0), by > 0

    def bring(self, index: int, by: int) -> None:
        """Scroll as little as needed for this block; of one that is too high, the end that is nearer in direction."""
        self.settle()
        first, last, lines = self.rows[0], self.rows[-1], len(self.lines(index))
        if (index, 0) < first:
            above = sum(len(self.lines(n)) for n in range(index, first.block)) + first.line
            self.scroll(-above if lines <= self.height or by > 0 else -(above - lines + self.height))
        elif (index, lines - 1) > last:
            rest = sum(len(self.lines(n)) for n in range(last.block, index + 1)) - last.line - 1
            self.scroll(rest if lines <= self.height or by < 0 else rest - lines + self.height)

    def hidden_part(self, index: int, by: int) -> int:
        """Lines of a block that go on beyond the window's edge in this direction."""
        if by > 0 and self.rows[-1].block == index:
            return len(self.lines(index)) - 1 - self.rows[-1].line
        return self.rows[0].line if by < 0 and self.rows[0].block == index else 0

    # For scrollbars.

    @property
    def line_total(self) -> int:
        """All lines, those of unseen blocks by estimate."""
        return self._heights.total

    @property
    def first_line(self) -> int:
        """The line in the first row, by the same reckoning."""
        if self.follows:
            return max(0, self._heights.total - len(self.rows))
        return self._heights.before(self.top.block) + self.top.line

    def show_line(self, line: int) -> None:
        """Put about this line into the first row; exactly so when it is near."""
        distance = line - self.first_line
        if abs(distance) <= self.height:
            self.scroll(distance)
            return
        self.top, self.follows = Place(*self._heights.find(line)), False
