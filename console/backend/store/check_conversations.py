"""One conversation after another: its records are gapless and lead to its stored head, and its words are in place."""

import sqlite3
from collections.abc import Iterator
from typing import Final

import msgspec

from console.backend.store.conversations import BODIES, CONVERSATION
from console.backend.store.port import Finding
from console.core.conversation.context import Policy
from console.core.conversation.decide.timers import next_due
from console.core.conversation.events import (
    PUBLIC_BODIES,
    AgentSaid,
    CustomerSaid,
    Erased,
    NoteAdded,
    Record,
    Whispered,
)
from console.core.conversation.evolve import evolve
from console.core.conversation.model import Head
from console.core.conversation.words import State

_NEVER_EMPTY: Final = (CustomerSaid, AgentSaid, NoteAdded, Whispered)
"""What has words as long as nobody has erased them."""
_PLACES: Final = frozenset({State.QUEUED, State.OFFERED, State.PROMISED, State.HUMAN, State.SNOOZED})
"""Where an open request for a person is looked after (S8, L1)."""

_decode_head = msgspec.json.Decoder(Head).decode
_decode_record = msgspec.json.Decoder(Record).decode

_Stored = tuple[int, str, str, int, int, int, str, str | None, bytes]


class Counts(msgspec.Struct):
    """How much was looked at."""

    conversations: int = 0
    records: int = 0
    commands: int = 0


def conversations(db: sqlite3.Connection, policy: Policy, counts: Counts) -> Iterator[Finding]:
    """What is wrong with conversations."""
    for row in db.execute(
        "SELECT no, id, customer, open, seq, epoch, turn, due_kind, head FROM conversations ORDER BY no"
    ):
        counts.conversations += 1
        conv = row[1]
        try:
            head = _decode_head(row[-1])
            story = _Story(conv, db, row[0])
            yield from story.read()
        except (msgspec.MsgspecError, UnicodeError) as error:
            yield Finding("unreadable", conv, str(error))
            continue
        counts.records += story.records
        yield from _head(row, head, policy)
        if story.whole and story.head != head:
            yield Finding("head", conv, ", ".join(_differing(story.head, head)))


class _Story:
    """The fold of one conversation's records."""

    def __init__(self, conv: str, db: sqlite3.Connection, no: int) -> None:
        self.conv = conv
        self.head = Head(conv)
        self.records = 0
        self.whole = True
        """Every record was there and could be applied."""
        self._rows = db.execute(
            "SELECT feed.seq, data, field, staff FROM feed LEFT JOIN bodies"
            f" ON bodies.id BETWEEN pos * {BODIES} AND pos * {BODIES} + {BODIES - 1}"
            " WHERE stream = ? AND subject = ? ORDER BY feed.seq",
            (CONVERSATION, no),
        )
        self._words: list[int] = []
        """The `seq` of records with words."""
        self._lacking: list[int] = []
        self._erased = 0

    def read(self) -> Iterator[Finding]:
        """Fold them all."""
        last = 0
        for seq, data, field, staff in self._rows:
            if seq != last:
                record = _decode_record(data)
                yield from self._take(record, seq)
                last = seq
                if field is None and isinstance(record.event, _NEVER_EMPTY):
                    self._lacking.append(seq)
            if field is not None:
                self._words.append(seq)
                if bool(staff) == (field in PUBLIC_BODIES.get(type(record.event), frozenset())):
                    yield Finding("body_kind", self.conv, str(seq))
        if any(seq < self._erased for seq in self._words):
            yield Finding("words_after_erasure", self.conv)
        lacking = [seq for seq in self._lacking if seq > self._erased]
        if lacking:
            yield Finding("words_missing", self.conv, f"{len(lacking)}, {lacking[0]}")

    def _take(self, record: Record, seq: int) -> Iterator[Finding]:
        self.records += 1
        if isinstance(record.event, Erased):
            self._erased = seq
        if not self.whole:
            return
        if record.conv != self.conv or seq != record.seq or seq != self.head.seq + 1:
            self.whole = False
            yield Finding("gap", self.conv, f"{self.head.seq + 1}/{seq}")
            return
        if record.public_seq and record.public_seq != self.head.public_seq + 1:
            yield Finding("public_gap", self.conv, f"{self.head.public_seq + 1}/{record.public_seq}")
        self.head = evolve(self.head, record)
        if record.epoch != self.head.epoch:
            yield Finding("epoch", self.conv, f"{seq}: {record.epoch}/{self.head.epoch}")


def _head(row: _Stored, head: Head, policy: Policy) -> Iterator[Finding]:
    """The head against its own row, and what must be so of every head."""
    no, conv, customer, open_, seq, epoch, turn, due_kind, _ = row
    is_open = head.state is not State.RESOLVED or not head.wrapped_up
    columns = (conv, bool(open_), seq, epoch, turn)
    if columns != (head.conv, is_open, head.seq, head.epoch, head.bot_turn.id if head.bot_turn else ""):
        yield Finding("row", conv, str(no))
    if head.customer not in ("", customer):
        yield Finding("row", conv, str(no))
    due = next_due(head, policy)
    wanted = None if due is None else due.kind.value
    if wanted != due_kind:
        yield Finding("timer", conv, f"{due_kind}/{wanted}")
    if head.request is not None and head.state not in _PLACES:
        yield Finding("request", conv, str(head.state))


def _differing(one: Head, other: Head) -> list[str]:
    """The fields that differ, by name."""
    return [name for name in one.__struct_fields__ if getattr(one, name) != getattr(other, name)]
