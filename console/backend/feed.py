"""What consoles are told of rows: one chain of deltas, at most ten a second, the same bytes for every console.

Rows are whole, so a console that missed some needs only the rows that changed since its position, or a snapshot.
"""

import bisect
from collections.abc import Iterable, Mapping
from typing import Final

import msgspec

from console.backend.people import People
from console.backend.rows import has_row, row_of, shown_until
from console.backend.service import Committing
from console.backend.store.port import StoredHead
from console.core.conversation.events import CustomerSaid
from console.core.floor.rows import Row
from console.core.wire.frames import Delta, Snapshot
from console.core.wire.limits import PAGE_ROWS, REPLAY_ROWS

FRAME_BYTES: Final = 192 * 1024
"""Of rows in one frame; one more row may follow, so that the limit of a frame is kept with room to spare."""

_encoder = msgspec.json.Encoder()

KEPT_REMOVALS: Final = 20_000
"""How many removals are remembered for consoles that come back."""


class Feed:
    """The rows of all conversations that have one, and what changed when; a sans-I/O core for the gateway.

    Positions count this feed's own changes since the backend started; `run` (random, per start) makes those of another
    run unequal, so that a console of before gets a snapshot.
    """

    def __init__(self, people: People, run: str) -> None:
        self.people = people
        self.run = run
        self.rows: dict[str, Row] = {}
        self._changed: dict[str, int] = {}
        """Position of each row's last change."""
        self._removed: list[tuple[int, str]] = []
        self._floor = 0
        """The earliest position whose removals are all remembered."""
        self._dirty: dict[str, StoredHead] = {}
        self._going: dict[str, StoredHead] = {}
        """Resolved ones whose row goes when the time to undo is over."""
        self._at = 0
        self._unread: dict[str, int] = {}
        self._seen: dict[str, int] = {}

    def load(self, heads: Iterable[StoredHead], read: Mapping[str, int]) -> None:
        """Begin with these conversations; `read`: how far their owners had read."""
        for stored in heads:
            head = stored.head
            if has_row(head, 1):
                unread = head.unanswered if head.agent and read.get(head.conv, 0) < head.customer_seq else 0
                self._unread[head.conv] = unread
                self.rows[head.conv] = self._row(stored)
                self._changed[head.conv] = 0
                self._leaving(stored)

    @property
    def pos(self) -> str:
        """Where the chain of deltas stands."""
        return f"{self.run}.{self._at}"

    def take(self, told: Committing) -> None:
        """A commit: its row is due in the next delta."""
        conv = told.stored.head.conv
        said = sum(isinstance(record.event, CustomerSaid) for record in told.records)
        if not told.stored.head.agent:
            self._unread[conv] = 0
        elif said:
            self._unread[conv] = self._unread.get(conv, 0) + said
        self._dirty[conv] = told.stored

    def touch(self, stored: StoredHead) -> None:
        """Something beside the head changed that the row shows: a name, a mark."""
        self._dirty.setdefault(stored.head.conv, stored)

    def tells(self, conv: str) -> bool:
        """Whether consoles are told of this conversation, or are about to be."""
        return conv in self.rows or conv in self._dirty

    def read(self, stored: StoredHead) -> None:
        """The owner has read everything."""
        if self._unread.pop(stored.head.conv, 0):
            self.touch(stored)

    def seen(self, stored: StoredHead, public_seq: int) -> None:
        """The customer's page has shown everything up to here."""
        if public_seq > self._seen.get(stored.head.conv, 0):
            self._seen[stored.head.conv] = public_seq
            self.touch(stored)

    def flush(self, now: int) -> Delta | None:
        """The next delta of the chain, or None when no row differs from what was told.

        One delta fits a frame: ask again until it is None.
        """
        over = [conv for conv, stored in self._going.items() if not has_row(stored.head, now)]
        for conv in over:
            self._dirty.setdefault(conv, self._going[conv])
        up: list[Row] = []
        rm: list[str] = []
        size = 0
        while self._dirty and size < FRAME_BYTES and len(up) + len(rm) < PAGE_ROWS:
            conv, stored = self._dirty.popitem()
            if has_row(stored.head, now):
                self._leaving(stored)
                row = self._row(stored)
                if row != self.rows.get(conv):
                    up.append(row)
                    size += _size(row)
                continue
            for kept in (self._going, self._unread, self._seen):
                kept.pop(conv, None)
            if conv in self.rows:
                rm.append(conv)
        if not up and not rm:
            return None
        prev = self.pos
        self._at += 1
        for row in up:
            self.rows[row.conv] = row
            self._changed[row.conv] = self._at
        for conv in rm:
            del self.rows[conv]
            self._changed.pop(conv, None)
            self._removed.append((self._at, conv))
        if len(self._removed) > KEPT_REMOVALS:
            self._floor = self._removed[KEPT_REMOVALS // 2 - 1][0]
            del self._removed[: KEPT_REMOVALS // 2]
        return Delta(prev, self.pos, tuple(up), tuple(rm), now)

    def _leaving(self, stored: StoredHead) -> None:
        if shown_until(stored.head):
            self._going[stored.head.conv] = stored
        else:
            self._going.pop(stored.head.conv, None)

    def since(self, pos: str) -> Delta | None:
        """One delta from an earlier position to now; None when that is unknown or too much: send a snapshot."""
        at = self._parse(pos)
        if at is None:
            return None
        changed = [conv for conv, when in self._changed.items() if when > at]
        start = bisect.bisect_right(self._removed, at, key=lambda removal: removal[0])
        gone = [conv for _, conv in self._removed[start:] if conv not in self.rows]
        if len(changed) + len(gone) > REPLAY_ROWS:
            return None
        rows = tuple(self.rows[conv] for conv in changed)
        if sum(map(_size, rows)) > FRAME_BYTES:
            return None
        return Delta(pos, self.pos, rows, tuple(gone))

    def snapshot(self) -> list[Snapshot]:
        """All rows in pages, each fit for a frame; the position on the last."""
        pages: list[list[Row]] = [[]]
        size = 0
        for row in self.rows.values():
            if size >= FRAME_BYTES or len(pages[-1]) == PAGE_ROWS:
                pages.append([])
                size = 0
            pages[-1].append(row)
            size += _size(row)
        last = len(pages) - 1
        return [Snapshot(tuple(page), n, n == last, self.pos if n == last else "") for n, page in enumerate(pages)]

    def _parse(self, pos: str) -> int | None:
        run, _, digits = pos.rpartition(".")
        if run != self.run or not digits.isascii() or not digits.isdigit() or len(digits) > 15:
            return None
        at = int(digits)
        return at if self._floor <= at <= self._at else None

    def _row(self, stored: StoredHead) -> Row:
        conv = stored.head.conv
        return row_of(stored, self.people, unread=self._unread.get(conv, 0), seen=self._seen.get(conv, 0))


def _size(row: Row) -> int:
    return len(_encoder.encode(row))
