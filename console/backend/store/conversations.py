"""Conversations in SQLite: heads, records, results, timers, bot turns and the feed; plain functions over SQL."""

import sqlite3
from collections.abc import Iterator
from typing import Final

import msgspec

from console.backend.store.port import (
    Commit,
    CommitOutcome,
    Committed,
    Conflict,
    FeedEntry,
    Mismatch,
    Repeated,
    StoredHead,
    StoredResult,
    Stream,
)
from console.backend.store.writer import Batch, Row
from console.core.conversation.decide.timers import Due
from console.core.conversation.events import PUBLIC_BODIES, BotTurnEnded, Record
from console.core.conversation.model import Head
from console.core.conversation.words import DueKind, State

_STREAMS: Final = {Stream.CONVERSATION: 1, Stream.AGENT: 2, Stream.FLOOR: 3}
_STREAM_OF: Final = {code: stream for stream, code in _STREAMS.items()}
BODIES: Final = 8
"""Room for bodies beside one event: their ids are its position times this, and on."""
CONVERSATION: Final = _STREAMS[Stream.CONVERSATION]
PORTION: Final = 1_000
"""Entries of the feed that are read at a time where all of them are."""

_encode = msgspec.json.encode
_decode_head = msgspec.json.Decoder(Head).decode
_decode_record = msgspec.json.Decoder(Record).decode
_MACHINES: Final = frozenset({"bot", "system"})
_NO_BODIES: Final[frozenset[str]] = frozenset()


def check(commit: Commit) -> None:
    """Refuse what would leave a hole or a double in a conversation.

    Raises:
        ValueError: head, records and `expected_seq` do not fit together.
    """
    head, seq = commit.head, commit.expected_seq
    for record in commit.records:
        seq += 1
        if record.seq != seq:
            raise ValueError(f"record {record.seq} where {seq} would follow")
        if record.conv != head.conv:
            raise ValueError("records of another conversation")
        if len(record.bodies) > BODIES:
            raise ValueError(f"more than {BODIES} bodies beside one event")
    if head.seq != seq:
        raise ValueError(f"records that lead to {seq} beside a head at {head.seq}")


_NO_ROW: Final[Row] = (0, 0, "", 0, None, None, None)


def commit(batch: Batch, commit: Commit) -> CommitOutcome:
    """Compare and set; see `Store.commit`."""
    key, row = (commit.command_id, commit.actor), _row(batch, commit.head.conv)
    conflict = _conflict(batch.connection, row, commit)
    if commit.command_id:
        answered = batch.results.get(key)
        if answered is None and (conflict is not None or batch.careful):
            answered = _result(batch.connection, key)
        if answered is not None:
            return Repeated(answered[1]) if answered[0] == commit.body_hash else Mismatch()
    if conflict is not None:
        return conflict
    no = row[0]
    if commit.records:
        no = _put_head(batch, commit, row)
        erased = not commit.head.customer
        for record in commit.records:
            # A late card or a cut answer would bring back what was erased; a person's own words are hers to write.
            _put_record(batch, no, record, words=not (erased and record.actor in _MACHINES))
    elif no and row[4:] != (due := _due_row(commit.due)):
        batch.connection.execute(
            "UPDATE conversations SET due_at = ?, due_kind = ?, due_token = ? WHERE no = ?", (*due, no)
        )
        batch.keep_row(commit.head.conv, (*row[:4], *due))
    if commit.command_id:
        batch.results[key] = (commit.body_hash, commit.result)
    return Committed(batch.last_pos, no)


def _row(batch: Batch, conv: str) -> Row:
    row = batch.rows.get(conv)
    if row is None:
        row = batch.connection.execute(
            "SELECT no, seq, turn, open, due_at, due_kind, due_token FROM conversations WHERE id = ?", (conv,)
        ).fetchone()
        if row is None:
            return _NO_ROW
        batch.keep_row(conv, row)
    return row


def _conflict(db: sqlite3.Connection, row: Row, commit: Commit) -> Conflict | None:
    no, seq, turn = row[:3]
    if seq != commit.expected_seq:
        return Conflict(seq)
    if commit.bot_text is not None and turn and (said := _chunks(db, no, turn)) != commit.bot_text:
        return Conflict(seq, said)
    return None


def _put_head(batch: Batch, commit: Commit, before: Row) -> int:
    head, db, no = commit.head, batch.connection, before[0]
    turn = head.bot_turn.id if head.bot_turn is not None else ""
    open_ = int(head.state is not State.RESOLVED or not head.wrapped_up)
    due = _due_row(commit.due)
    row = (head.seq, head.epoch, turn, *due, _encode(head))
    if not no:
        cursor = db.execute(
            "INSERT INTO conversations (id, customer, open, seq, epoch, turn, due_at, due_kind, due_token, head)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (head.conv, head.customer, open_, *row),
        )
        no = cursor.lastrowid or 0
    else:
        db.execute(
            "UPDATE conversations SET seq = ?, epoch = ?, turn = ?, due_at = ?, due_kind = ?, due_token = ?, head = ?"
            " WHERE no = ?",
            (*row, no),
        )
        if open_ != before[3]:
            # Apart, since naming an indexed column rewrites its index entry even where nothing changes.
            db.execute("UPDATE conversations SET open = ? WHERE no = ?", (open_, no))
    batch.keep_row(head.conv, (no, head.seq, turn, open_, *due))
    return no


def _due_row(due: Due | None) -> tuple[int | None, str | None, str | None]:
    return (None, None, None) if due is None else (due.at, due.kind.value, due.token)


def _put_record(batch: Batch, no: int, record: Record, *, words: bool) -> None:
    bare = msgspec.structs.replace(record, bodies={}) if record.bodies else record
    pos = batch.next_pos()
    batch.feed.append((pos, record.at, CONVERSATION, no, record.seq, _encode(bare)))
    public = PUBLIC_BODIES.get(type(record.event), _NO_BODIES)
    for id, (field, text) in enumerate(record.bodies.items() if words else (), pos * BODIES):
        batch.bodies.append((id, field, field not in public, text))
    if isinstance(record.event, BotTurnEnded):
        batch.connection.execute("DELETE FROM chunks WHERE conv = ? AND turn = ?", (no, record.event.turn))


def result(db: sqlite3.Connection, actor: str, command_id: str) -> StoredResult | None:
    """What was answered to this command."""
    row = _result(db, (command_id, actor))
    return None if row is None else StoredResult(*row)


def _result(db: sqlite3.Connection, key: tuple[str, str]) -> tuple[bytes, bytes] | None:
    row: tuple[bytes, bytes] | None = db.execute(
        "SELECT hash, result FROM commands WHERE id = ? AND actor = ?", key
    ).fetchone()
    return row


_HEAD: Final = "SELECT head, no, due_at, due_kind, due_token FROM conversations"


def _stored(row: tuple[bytes, int, int | None, str, str]) -> StoredHead:
    data, no, at, kind, token = row
    return StoredHead(_decode_head(data), no, None if at is None else Due(at, DueKind(kind), token))


def head(db: sqlite3.Connection, conv: str) -> StoredHead | None:
    """One head."""
    row = db.execute(f"{_HEAD} WHERE id = ?", (conv,)).fetchone()
    return None if row is None else _stored(row)


def open_heads(db: sqlite3.Connection) -> list[StoredHead]:
    """Every head that somebody still has to do something about."""
    return [_stored(row) for row in db.execute(f"{_HEAD} WHERE open = 1 ORDER BY no")]


def customer_conversations(db: sqlite3.Connection, customer: str, limit: int) -> list[StoredHead]:
    """A customer's heads, newest first."""
    rows = db.execute(f"{_HEAD} WHERE customer = ? ORDER BY no DESC LIMIT ?", (customer, max(limit, 0)))
    return [_stored(row) for row in rows]


def due(db: sqlite3.Connection, now: int, limit: int) -> list[tuple[str, Due]]:
    """The timers that have come."""
    rows = db.execute(
        "SELECT id, due_at, due_kind, due_token FROM conversations WHERE due_at <= ? ORDER BY due_at LIMIT ?",
        (now, max(limit, 0)),
    )
    return [(conv, Due(at, DueKind(kind), token)) for conv, at, kind, token in rows]


def records(db: sqlite3.Connection, conv: str, after_seq: int, limit: int) -> list[Record]:
    """A piece of a transcript, with bodies."""
    # The plus takes the number's affinity away, which would keep SQLite from looking for it in the index.
    rows = db.execute(
        "SELECT pos, data FROM feed WHERE stream = ? AND subject = (SELECT +no FROM conversations WHERE id = ?)"
        " AND seq > ? ORDER BY seq LIMIT ?",
        (CONVERSATION, conv, after_seq, max(limit, 0)),
    ).fetchall()
    return [_with_bodies(db, pos, _decode_record(data)) for pos, data in rows]


def _with_bodies(db: sqlite3.Connection, pos: int, record: Record) -> Record:
    first = pos * BODIES
    rows = db.execute("SELECT field, text FROM bodies WHERE id BETWEEN ? AND ?", (first, first + BODIES - 1)).fetchall()
    return msgspec.structs.replace(record, bodies=dict(rows)) if rows else record


def feed(db: sqlite3.Connection, after_pos: int, limit: int, bodies: bool) -> list[FeedEntry]:
    """Entries in order of position."""
    rows = db.execute(
        "SELECT pos, at, stream, subject, seq, data FROM feed WHERE pos > ? ORDER BY pos LIMIT ?",
        (after_pos, max(limit, 0)),
    ).fetchall()
    entries = []
    for pos, at, stream, subject, seq, data in rows:
        if stream == CONVERSATION:
            record = _decode_record(data)
            event = _with_bodies(db, pos, record) if bodies else record
            entries.append(FeedEntry(pos, at, Stream.CONVERSATION, record.conv, seq, event))
        else:
            entries.append(FeedEntry(pos, at, _STREAM_OF[stream], subject, seq, data))
    return entries


def every_record(db: sqlite3.Connection) -> Iterator[Record]:
    """All records of all conversations in the order in which they were stored, without words."""
    pos = 0
    while entries := feed(db, pos, PORTION, False):
        for entry in entries:
            pos = entry.pos
            if isinstance(entry.event, Record):
                yield entry.event


def tail(db: sqlite3.Connection, stream: Stream, id: str, limit: int) -> list[FeedEntry]:
    """The last entries of an agent or of a subject of the floor, in order."""
    rows = db.execute(
        "SELECT pos, at, seq, data FROM feed WHERE stream = ? AND subject = ? ORDER BY seq DESC LIMIT ?",
        (_STREAMS[stream], id, max(limit, 0)),
    ).fetchall()
    return [FeedEntry(pos, at, stream, id, seq, data) for pos, at, seq, data in reversed(rows)]


def append_feed(batch: Batch, stream: Stream, id: str, event: bytes, at: int) -> int:
    """Append to the stream of an agent or of the floor."""
    code = _STREAMS[stream]
    batch.flush()
    last = batch.connection.execute(
        "SELECT max(seq) FROM feed WHERE stream = ? AND subject = ?", (code, id)
    ).fetchone()[0]
    pos = batch.next_pos()
    batch.feed.append((pos, at, code, id, (last or 0) + 1, event))
    return pos


def add_chunk(batch: Batch, conv: str, epoch: int, turn: str, n: int, text: str) -> bool:
    """A piece of the running turn, fenced by epoch and turn in the same transaction (S2)."""
    db = batch.connection
    row = db.execute("SELECT no, epoch, turn FROM conversations WHERE id = ?", (conv,)).fetchone()
    if not turn or row is None or row[1:] != (epoch, turn):
        return False
    key = (row[0], turn, n)
    known = db.execute("SELECT text FROM chunks WHERE conv = ? AND turn = ? AND n = ?", key).fetchone()
    if known is not None:
        return bool(known[0] == text)
    db.execute("INSERT INTO chunks (conv, turn, n, text) VALUES (?, ?, ?, ?)", (*key, text))
    return True


def chunks(db: sqlite3.Connection, conv: str, turn: str) -> str:
    """What the turn has said so far."""
    row = db.execute("SELECT no FROM conversations WHERE id = ?", (conv,)).fetchone()
    return "" if row is None else _chunks(db, row[0], turn)


def _chunks(db: sqlite3.Connection, no: int, turn: str) -> str:
    rows = db.execute("SELECT text FROM chunks WHERE conv = ? AND turn = ? ORDER BY n", (no, turn))
    return "".join(text for (text,) in rows)
