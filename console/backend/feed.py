"""What consoles are told of rows: one chain of deltas, at most ten a second, the same bytes for every console.

Every delta is there with its rows whole and, for consoles that take it, with only what changed in them. A console that
missed some gets the rows that changed since its position, whole, or a snapshot.
"""

import bisect
import itertools
from collections.abc import Iterable, Mapping
from typing import Final

import msgspec

from console.backend.people import People
from console.backend.rows import has_row, row_of, shown_until
from console.backend.service import Committing
from console.backend.store.port import StoredHead
from console.core.conversation.events import CustomerSaid
from console.core.floor.rows import Row
from console.core.wire.changes import change_of
from console.core.wire.frames import Delta
from console.core.wire.limits import PAGE_ROWS, REPLAY_BYTES, REPLAY_ROWS

FRAME_BYTES: Final = 192 * 1024
"""Of rows in one frame; one more row may follow, so that the limit of a frame is kept with room to spare."""

_encoder = msgspec.json.Encoder()

KEPT_REMOVALS: Final = 4 * REPLAY_ROWS
"""How many removals are remembered for consoles that come back: who missed more rows than a replay brings gets all."""


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
        """Position of each row's last change, in the order of positions."""
        self._removed: list[tuple[int, str]] = []
        self._floor = 0
        """The earliest position whose removals are all remembered."""
        self._before: dict[str, Row] = {}
        """The rows of the last delta as they were told before it."""
        self._dirty: dict[str, StoredHead] = {}
        self._going: dict[str, StoredHead] = {}
        """Resolved ones whose row goes when the time to undo is over."""
        self._at = 0
        self._unread: dict[str, int] = {}
        self._seen: dict[str, int] = {}

    def load(self, heads: Iterable[StoredHead], read: Mapping[str, int], seen: Mapping[str, int] | None = None) -> None:
        """Begin with these conversations; `read` and `seen`: how far their owners and customers had read."""
        for stored in heads:
            head = stored.head
            if has_row(head, 1):
                unread = head.unanswered if head.agent and read.get(head.conv, 0) < head.customer_seq else 0
                self._unread[head.conv] = unread
                if seen and head.conv in seen:
                    self._seen[head.conv] = seen[head.conv]
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
        row = self.rows.get(stored.head.conv)
        # Who waited for something meanwhile may hold an older head than was told: rows never go back.
        if row is None or row.seq <= stored.head.seq:
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
        self._before = {row.conv: before for row in up if (before := self.rows.get(row.conv)) is not None}
        for row in up:
            self.rows[row.conv] = row
            # Put in anew, so that the last ones are those that changed last.
            self._changed.pop(row.conv, None)
            self._changed[row.conv] = self._at
        for conv in rm:
            del self.rows[conv]
            self._changed.pop(conv, None)
            self._removed.append((self._at, conv))
        if len(self._removed) > KEPT_REMOVALS:
            self._floor = self._removed[KEPT_REMOVALS // 2 - 1][0]
            del self._removed[: KEPT_REMOVALS // 2]
        return Delta(prev, self.pos, tuple(up), tuple(rm), now)

    def short(self, delta: Delta) -> Delta:
        """The last delta once more, for who has the rows as they were before it."""
        before = self._before
        changes = tuple(change_of(before[row.conv], row) for row in delta.up if row.conv in before)
        new = tuple(row for row in delta.up if row.conv not in before)
        return Delta(delta.prev, delta.pos, new, delta.rm, delta.time, ch=changes)

    def _leaving(self, stored: StoredHead) -> None:
        if shown_until(stored.head):
            self._going[stored.head.conv] = stored
        else:
            self._going.pop(stored.head.conv, None)

    def fresh(self, pos: str, rows: int) -> bool:
        """Whether no more than so many rows have changed or gone since a position."""
        at = self._parse(pos)
        return at is not None and len(self._missed(at, rows)) <= rows

    def since(self, pos: str) -> list[Delta] | None:
        """Deltas from an earlier position to now, at least one; None when that is unknown or too much: a snapshot."""
        at = self._parse(pos)
        if at is None:
            return None
        missed = self._missed(at, REPLAY_ROWS)
        sizes = {conv: _size(self.rows[conv]) for _, conv in missed if conv in self.rows}
        if len(missed) > REPLAY_ROWS or sum(sizes.values()) > REPLAY_BYTES:
            return None
        parts: list[list[str]] = [[]]
        stops = [at]
        size = 0
        # Only between positions: what changed at one belongs together.
        for when, group in itertools.groupby(missed, key=lambda one: one[0]):
            convs = [conv for _, conv in group]
            more = sum(sizes.get(conv, 0) for conv in convs)
            if parts[-1] and size + more > FRAME_BYTES:
                parts.append([])
                stops.append(stops[-1])
                size = 0
            parts[-1] += convs
            stops[-1], size = when, size + more
        starts, stops = [at, *stops[:-1]], [*stops[:-1], self._at]
        return [
            Delta(
                f"{self.run}.{start}",
                f"{self.run}.{stop}",
                tuple(self.rows[conv] for conv in part if conv in self.rows),
                tuple(conv for conv in part if conv not in self.rows),
                more=n < len(parts),
            )
            for n, (part, start, stop) in enumerate(zip(parts, starts, stops, strict=True), 1)
        ]

    def _missed(self, at: int, most: int) -> list[tuple[int, str]]:
        """What changed or went after a position, in order and each once; when it is more than `most`, one more."""
        changed: list[tuple[int, str]] = []
        for conv, when in reversed(self._changed.items()):
            if when <= at or len(changed) > most:
                break
            changed.append((when, conv))
        start = bisect.bisect_right(self._removed, at, key=lambda removal: removal[0])
        gone = {conv: when for when, conv in self._removed[start:] if conv not in self.rows}
        return sorted([*changed, *((when, conv) for conv, when in gone.items())])

    def listed(self) -> list[Row]:
        """All rows; who waits first, in the order in which they are due."""
        waiting = [row for row in self.rows.values() if row.deadline]
        waiting.sort(key=lambda row: row.deadline)
        return waiting + [row for row in self.rows.values() if not row.deadline]

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
