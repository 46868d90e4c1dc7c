"""Customers in SQLite: contacts, read marks, and the forgetting of words and people; plain functions over SQL."""

import sqlite3
from collections.abc import Iterable
from typing import Any, Final

import msgspec

from console.backend.store.conversations import BODIES, CONVERSATION
from console.backend.store.port import Contact, StoredHead
from console.backend.store.writer import Batch
from console.core.conversation.model import Head

_decode_head = msgspec.json.Decoder(Head).decode
_decode_profile = msgspec.json.Decoder(dict[str, str]).decode

MERGE_PAGES: Final = 100
"""How much of the search index one step of forgetting rewrites: some milliseconds, between which others are served."""


def put_contact(batch: Batch, contact: Contact) -> None:
    """Add or replace."""
    batch.connection.execute(
        "INSERT INTO contacts (id, name, lang, email, verified, created_at, profile) VALUES (?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET name = excluded.name, lang = excluded.lang, email = excluded.email,"
        " verified = excluded.verified, profile = excluded.profile",
        (
            contact.id,
            contact.name,
            contact.lang,
            contact.email,
            contact.verified,
            contact.created_at,
            msgspec.json.encode(contact.profile),
        ),
    )


_CONTACT: Final = "SELECT id, name, lang, email, verified, created_at, profile FROM contacts"


def _contact(row: tuple[Any, ...]) -> Contact:
    id, name, lang, email, verified, created_at, profile = row
    return Contact(id, name, lang, email, bool(verified), created_at, _decode_profile(profile))


def contact(db: sqlite3.Connection, id: str) -> Contact | None:
    """One contact."""
    row = db.execute(f"{_CONTACT} WHERE id = ?", (id,)).fetchone()
    return None if row is None else _contact(row)


def contacts(db: sqlite3.Connection, ids: list[str]) -> dict[str, Contact]:
    """Those that exist."""
    # One JSON parameter: SQLite limits the number of parameters, not their length.
    wanted = msgspec.json.encode(ids).decode()
    rows = db.execute(f"{_CONTACT} WHERE id IN (SELECT value FROM json_each(?))", (wanted,))
    return {row[0]: _contact(row) for row in rows}


def cursors(db: sqlite3.Connection, convs: list[str]) -> dict[str, dict[str, int]]:
    """Read marks by conversation and who."""
    wanted = msgspec.json.encode(convs).decode()
    # CROSS JOIN keeps what is asked for outermost: however many others have marks.
    rows = db.execute(
        "SELECT conversations.id, who, cursors.seq FROM json_each(?) AS wanted"
        " CROSS JOIN conversations ON conversations.id = wanted.value CROSS JOIN cursors ON conv = no ORDER BY no, who",
        (wanted,),
    )
    found: dict[str, dict[str, int]] = {}
    for conv, who, seq in rows:
        found.setdefault(conv, {})[who] = seq
    return found


def set_cursor(batch: Batch, conv: str, who: str, seq: int) -> int:
    """Forward only, and never past the end."""
    db = batch.connection
    row = db.execute(
        "SELECT no, conversations.seq, coalesce(cursors.seq, 0) FROM conversations"
        " LEFT JOIN cursors ON conv = no AND who = ? WHERE id = ?",
        (who, conv),
    ).fetchone()
    if row is None:
        return 0
    no: int = row[0]
    stands: int = row[2]
    moved = min(seq, int(row[1]))
    if moved <= stands:
        return stands
    db.execute(
        "INSERT INTO cursors (conv, who, seq) VALUES (?, ?, ?)"
        " ON CONFLICT (conv, who) DO UPDATE SET seq = excluded.seq",
        (no, who, moved),
    )
    return moved


def erase(batch: Batch, customer: str) -> list[str]:
    """Delete the person's words and the person; the events stay."""
    db = batch.connection
    found = db.execute("SELECT no, id FROM conversations WHERE customer = ? ORDER BY no", (customer,)).fetchall()
    batch.flush()
    for no, _ in found:
        _delete_words(db, no)
    _delete_person(db, customer)
    return [conv for _, conv in found]


def forget(batch: Batch, convs: Iterable[str]) -> None:
    """Delete the words of these conversations; the events stay."""
    batch.flush()
    for conv in convs:
        row = batch.connection.execute("SELECT no FROM conversations WHERE id = ?", (conv,)).fetchone()
        if row is not None:
            _delete_words(batch.connection, row[0])


def forget_contacts(batch: Batch, before: int) -> list[str]:
    """Delete people whom no conversation knows any more, and who were not new after this time."""
    rows = batch.connection.execute(
        "SELECT id FROM contacts WHERE created_at < ? AND NOT EXISTS (SELECT 1 FROM conversations"
        " WHERE customer = contacts.id AND json_extract(CAST(head AS TEXT), '$.customer') <> '')",
        (before,),
    ).fetchall()
    for (id,) in rows:
        _delete_person(batch.connection, id)
    return [id for (id,) in rows]


def settled(db: sqlite3.Connection, after: int, limit: int) -> list[StoredHead]:
    """Heads of conversations that nobody has to do anything about, by number."""
    rows = db.execute(
        "SELECT head, no FROM conversations WHERE no > ? AND open = 0 ORDER BY no LIMIT ?", (after, max(limit, 0))
    )
    return [StoredHead(_decode_head(data), no) for data, no in rows]


def known_customers(db: sqlite3.Connection) -> list[str]:
    """Everybody of whom there is a conversation or a contact."""
    return [id for (id,) in db.execute("SELECT customer FROM conversations UNION SELECT id FROM contacts") if id]


def erasures_done(db: sqlite3.Connection) -> frozenset[str]:
    """The entries of the list of erasures that this file has had."""
    return frozenset(id for (id,) in db.execute("SELECT id FROM erasures"))


def note_erasure(batch: Batch, id: str, now: int) -> None:
    """This file has had that entry."""
    batch.connection.execute("INSERT OR IGNORE INTO erasures (id, done_at) VALUES (?, ?)", (id, now))


def _delete_words(db: sqlite3.Connection, no: int) -> None:
    words = db.execute(
        "SELECT bodies.id, text FROM feed CROSS JOIN bodies"
        f" ON bodies.id BETWEEN pos * {BODIES} AND pos * {BODIES} + {BODIES - 1} WHERE stream = ? AND subject = ?",
        (CONVERSATION, no),
    ).fetchall()
    # The index forgets a row only if it is told the words once more.
    db.executemany("INSERT INTO search (search, rowid, text) VALUES ('delete', ?, ?)", words)
    db.executemany("DELETE FROM bodies WHERE id = ?", [(id,) for id, _ in words])
    db.execute("DELETE FROM chunks WHERE conv = ?", (no,))


def _delete_person(db: sqlite3.Connection, customer: str) -> None:
    db.execute("DELETE FROM contacts WHERE id = ?", (customer,))
    db.execute("DELETE FROM tickets WHERE customer = ?", (customer,))


def begin_forgetting(batch: Batch) -> None:
    """Let the search index rewrite itself: until then deleted words stay in its older pieces."""
    batch.connection.execute("INSERT INTO search (search, rank) VALUES ('merge', ?)", (-MERGE_PAGES,))


def forget_more(batch: Batch) -> bool:
    """One more step of it; False: done."""
    db = batch.connection
    before = db.total_changes
    db.execute("INSERT INTO search (search, rank) VALUES ('merge', ?)", (MERGE_PAGES,))
    return db.total_changes - before >= 2
