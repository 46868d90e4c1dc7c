"""What lies on a simulated disk: the tables of the store as dictionaries, and what each request does to them.

Everything here is durable: a request runs whole or not at all, at the instant of its batch's flush.
"""

from collections.abc import Callable
from typing import Any, Final

from msgspec.structs import replace

from console.backend.store.port import (
    Commit,
    CommitOutcome,
    Committed,
    Conflict,
    Contact,
    FeedEntry,
    Mismatch,
    Repeated,
    StoredHead,
    StoredResult,
    Stream,
)
from console.core.conversation.decide.timers import Due
from console.core.conversation.events import BotTurnEnded, Record
from console.core.conversation.words import State
from tests.sim.disk_accounts import Accounts, encoded, number_fits, text_fits

_MACHINES: Final = frozenset({"bot", "system"})

Witness = Callable[[Commit, CommitOutcome], None]
"""Told of every commit at the instant at which it becomes durable, whoever hears of it later."""


class Row:
    """One conversation."""

    __slots__ = ("chunks", "customer", "due", "marks", "no", "records", "stored")

    def __init__(self, no: int, customer: str) -> None:
        self.no = no
        self.customer = customer
        """As it began: an erasure takes the name out of the head only."""
        self.stored: StoredHead
        self.due: Due | None = None
        self.records: list[Record] = []
        self.chunks: dict[str, dict[int, str]] = {}
        self.marks: dict[str, int] = {}

    def copy(self) -> "Row":
        """Another one, of the same values."""
        copied = Row(self.no, self.customer)
        copied.stored, copied.due = self.stored, self.due
        copied.records, copied.marks = self.records.copy(), self.marks.copy()
        copied.chunks = {turn: said.copy() for turn, said in self.chunks.items()}
        return copied

    @property
    def open(self) -> bool:
        """Whether somebody still has to do something about it."""
        head = self.stored.head
        return head.state is not State.RESOLVED or not head.wrapped_up

    @property
    def turn(self) -> str:
        """The bot turn that is open, or the empty string."""
        turn = self.stored.head.bot_turn
        return turn.id if turn is not None else ""

    def said(self, turn: str) -> str:
        """What this turn has said so far."""
        chunks = self.chunks.get(turn, {})
        return "".join(chunks[n] for n in sorted(chunks))


class Disk(Accounts):
    """Survives crashes; `copy` is a backup of it."""

    def __init__(self, key: bytes = bytes(32)) -> None:
        super().__init__()
        self.epoch = ""
        """Empty: new, or a copy that nobody has opened yet."""
        self.key = key
        self.rows: dict[str, Row] = {}
        self.commands: dict[tuple[str, str], tuple[bytes, bytes]] = {}
        """Hash and result by command id and actor."""
        self.feed: list[tuple[int, Stream, str, int, Record | bytes]] = []
        """At, stream, subject, seq and event by position; records stand here without their bodies."""
        self.counts: dict[tuple[Stream, str], int] = {}
        self.contacts: dict[str, Contact] = {}
        self.erasures: dict[str, int] = {}
        """Entries of the list of erasures that were carried out here, and when."""
        self.backups: dict[str, Disk] = {}
        """By path."""
        self.ghosts: list[tuple[Callable[..., Any], tuple[Any, ...]]] = []
        """A batch whose flush failed: whole in the log's tail, seen by nobody, alive again if the next thing that
        happens is a crash."""
        self.holder: Any = None
        """The process that has it open."""
        self.witnesses: list[Witness] = []
        self.flaws: frozenset[str] = frozenset()

    def copy(self) -> "Disk":
        """A consistent copy, which begins a new epoch when it is opened."""
        copied = Disk(self.key)
        copied.adopt(self)
        copied.epoch = ""
        return copied

    def adopt(self, other: "Disk") -> None:
        """Become what the other is."""
        self.epoch = other.epoch
        self.rows = {conv: row.copy() for conv, row in other.rows.items()}
        for name in ("commands", "feed", "counts", "contacts", "users", "tokens", "tickets", "erasures"):
            setattr(self, name, getattr(other, name).copy())

    # conversations

    def commit(self, commit: Commit) -> CommitOutcome:
        """Compare and set."""
        outcome = self._commit(commit)
        for witness in self.witnesses:
            witness(commit, outcome)
        return outcome

    def _commit(self, commit: Commit) -> CommitOutcome:
        head = commit.head
        row = self.rows.get(head.conv)
        key = (commit.command_id, commit.actor)
        known = self.commands.get(key) if commit.command_id and "dedupe_skipped" not in self.flaws else None
        if known is not None:
            return Repeated(known[1]) if known[0] == commit.body_hash else Mismatch()
        seq = row.stored.head.seq if row is not None else 0
        if seq != commit.expected_seq and "cas_skipped" not in self.flaws:
            return Conflict(seq)
        if commit.bot_text is not None and row is not None and row.turn and row.said(row.turn) != commit.bot_text:
            return Conflict(seq, row.said(row.turn))
        records = _kept(commit)
        _storable(commit, records, known=row is not None)
        if records:
            row = self._put_records(commit, records, row)
        elif row is not None:
            row.due = commit.due
            row.stored = replace(row.stored, due=commit.due)
        if commit.command_id:
            self.commands[key] = (commit.body_hash, commit.result)
        return Committed(len(self.feed), row.no if row is not None else 0)

    def _put_records(self, commit: Commit, records: tuple[Record, ...], row: Row | None) -> Row:
        conv = commit.head.conv
        if row is None:
            row = self.rows[conv] = Row(len(self.rows) + 1, commit.head.customer)
        # Nothing is cut, unless the comparison above was skipped: then this is the lost update.
        del row.records[commit.expected_seq :]
        row.records.extend(records)
        row.due = commit.due
        row.stored = StoredHead(commit.head, row.no, commit.due)
        for record in records:
            bare = replace(record, bodies={}) if record.bodies else record
            self.feed.append((record.at, Stream.CONVERSATION, conv, record.seq, bare))
            if isinstance(record.event, BotTurnEnded):
                row.chunks.pop(record.event.turn, None)
        return row

    def head(self, conv: str) -> StoredHead | None:
        """One head."""
        row = self.rows.get(conv)
        return row.stored if row is not None else None

    def open_heads(self) -> list[StoredHead]:
        """Oldest first."""
        return [row.stored for row in self.rows.values() if row.open]

    def customer_conversations(self, customer: str, limit: int) -> list[StoredHead]:
        """Newest first."""
        found = [row.stored for row in reversed(self.rows.values()) if row.customer == customer]
        return found[: max(limit, 0)]

    def records(self, conv: str, after_seq: int, limit: int) -> list[Record]:
        """A piece of a transcript."""
        row = self.rows.get(conv)
        after = max(after_seq, 0)
        return row.records[after : after + max(limit, 0)] if row is not None else []

    def result(self, actor: str, command_id: str) -> StoredResult | None:
        """What was answered."""
        found = self.commands.get((command_id, actor))
        return StoredResult(*found) if found is not None else None

    def due(self, now: int, limit: int) -> list[tuple[str, Due]]:
        """The timers that have come."""
        come = [(row.due.at, row.no, conv, row.due) for conv, row in self.rows.items() if row.due and row.due.at <= now]
        return [(conv, due) for _, _, conv, due in sorted(come, key=lambda one: one[:2])[: max(limit, 0)]]

    def add_chunk(self, conv: str, epoch: int, turn: str, n: int, text: str) -> bool:
        """Fenced by epoch and turn."""
        row = self.rows.get(conv)
        if not turn or row is None:
            return False
        if (row.stored.head.epoch, row.turn) != (epoch, turn) and "chunk_fence_dropped" not in self.flaws:
            return False
        text_fits(text)
        return row.chunks.setdefault(turn, {}).setdefault(n, text) == text

    def chunks(self, conv: str, turn: str) -> str:
        """What the turn has said so far."""
        row = self.rows.get(conv)
        return row.said(turn) if row is not None else ""

    # feed

    def entries(self, after_pos: int, limit: int, bodies: bool) -> list[FeedEntry]:
        """A piece of the feed."""
        after = max(after_pos, 0)
        entries = []
        for pos, (at, stream, id, seq, event) in enumerate(self.feed[after : after + max(limit, 0)], after + 1):
            whole = self.rows[id].records[seq - 1] if bodies and stream is Stream.CONVERSATION else event
            entries.append(FeedEntry(pos, at, stream, id, seq, whole))
        return entries

    def tail(self, stream: Stream, id: str, limit: int) -> list[FeedEntry]:
        """The last entries of one subject."""
        found = [
            FeedEntry(pos, at, stream, id, seq, event)
            for pos, (at, of, subject, seq, event) in enumerate(self.feed, 1)
            if (of, subject) == (stream, id)
        ]
        return found[-limit:]

    def append_feed(self, stream: Stream, id: str, event: bytes, at: int) -> int:
        """An agent's or the floor's event."""
        text_fits(id)
        number_fits(at)
        seq = self.counts[stream, id] = self.counts.get((stream, id), 0) + 1
        self.feed.append((at, stream, id, seq, event))
        return len(self.feed)

    def positions(self) -> dict[tuple[str, int], int]:
        """Where each conversation's records stand in the feed."""
        return {
            (id, seq): pos for pos, (_, stream, id, seq, _) in enumerate(self.feed, 1) if stream is Stream.CONVERSATION
        }

    # people

    def put_contact(self, contact: Contact) -> None:
        """Add or replace; the first time stays."""
        encoded(contact)
        known = self.contacts.get(contact.id)
        self.contacts[contact.id] = replace(contact, created_at=known.created_at) if known else contact

    def known_contacts(self, ids: list[str]) -> dict[str, Contact]:
        """Those that exist."""
        return {id: self.contacts[id] for id in ids if id in self.contacts}

    def cursors(self, convs: list[str]) -> dict[str, dict[str, int]]:
        """Read marks by conversation and who."""
        rows = {conv: self.rows[conv] for conv in convs if conv in self.rows}
        return {conv: dict(sorted(row.marks.items())) for conv, row in rows.items() if row.marks}

    def set_cursor(self, conv: str, who: str, seq: int) -> int:
        """Forward only, and never past the end."""
        row = self.rows.get(conv)
        if row is None:
            return 0
        stands, moved = row.marks.get(who, 0), min(seq, row.stored.head.seq)
        if moved <= stands:
            return stands
        row.marks[who] = moved
        return moved

    def erase(self, customer: str) -> list[str]:
        """The words go, the events stay."""
        found = [conv for conv, row in self.rows.items() if row.customer == customer]
        self.forget(found)
        self._forget_person(customer)
        return found

    def forget(self, convs: list[str]) -> None:
        """The words of these conversations."""
        for conv in convs:
            row = self.rows.get(conv)
            if row is not None:
                row.records = [replace(record, bodies={}) if record.bodies else record for record in row.records]
                row.chunks.clear()

    def forget_contacts(self, before: int) -> list[str]:
        """People whom no conversation knows any more."""
        known = {row.customer for row in self.rows.values() if row.stored.head.customer}
        gone = [id for id, contact in self.contacts.items() if contact.created_at < before and id not in known]
        for id in gone:
            self._forget_person(id)
        return gone

    def _forget_person(self, customer: str) -> None:
        self.contacts.pop(customer, None)
        self.tickets = {hash: ticket for hash, ticket in self.tickets.items() if ticket[0] != customer}

    def settled(self, after: int, limit: int) -> list[StoredHead]:
        """By number."""
        found = [replace(row.stored, due=None) for row in self.rows.values() if row.no > after and not row.open]
        return found[: max(limit, 0)]

    def customers(self) -> list[str]:
        """Of whom there is a conversation or a contact."""
        everybody = {row.customer for row in self.rows.values()} | self.contacts.keys()
        return sorted(everybody - {""}, key=str.encode)

    def note_erasure(self, id: str, now: int) -> None:
        """This disk has had that entry."""
        self.erasures.setdefault(id, now)


def _kept(commit: Commit) -> tuple[Record, ...]:
    """A late card or a cut answer does not bring back the words of who was erased."""
    if commit.head.customer:
        return commit.records
    return tuple(replace(one, bodies={}) if one.actor in _MACHINES and one.bodies else one for one in commit.records)


def _storable(commit: Commit, records: tuple[Record, ...], *, known: bool) -> None:
    """Of a commit without records, only the timer of a known conversation is written."""
    if commit.due is not None and (known or records):
        number_fits(commit.due.at)
    if records:
        encoded(commit.head)
    for record in records:
        encoded(record)
