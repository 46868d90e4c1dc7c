"""The tables of the SQLite store and how older files become newer ones; the only place where tables are made."""

import secrets
import sqlite3
from collections.abc import Sequence
from typing import Final

APPLICATION_ID: Final = 0x57524D4C
"""`WRML`, in the file's header: this SQLite file is a Warmline store."""

_FIRST: Final = (
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    """CREATE TABLE conversations (
        no INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        customer TEXT NOT NULL,
        seq INTEGER NOT NULL,
        epoch INTEGER NOT NULL,
        turn TEXT NOT NULL,
        open INTEGER NOT NULL,
        due_at INTEGER,
        due_kind TEXT,
        due_token TEXT,
        head BLOB NOT NULL
    )""",
    "CREATE INDEX conversations_customer ON conversations (customer)",
    "CREATE INDEX conversations_open ON conversations (open) WHERE open = 1",
    "CREATE INDEX conversations_due ON conversations (due_at) WHERE due_at IS NOT NULL",
    # `subject` is a conversation's number, else an agent's or the floor's text. Numbers keep what goes on at one time
    # side by side in the index: a commit then rewrites few pages.
    """CREATE TABLE feed (
        pos INTEGER PRIMARY KEY,
        at INTEGER NOT NULL,
        stream INTEGER NOT NULL,
        subject NOT NULL,
        seq INTEGER NOT NULL,
        data BLOB NOT NULL
    )""",
    "CREATE UNIQUE INDEX feed_place ON feed (stream, subject, seq)",
    # `id` is eight times the event's position plus the body's number within it: no index is needed to join them.
    """CREATE TABLE bodies (
        id INTEGER PRIMARY KEY,
        field TEXT NOT NULL,
        staff INTEGER NOT NULL,
        text TEXT NOT NULL
    )""",
    """CREATE VIRTUAL TABLE search USING fts5 (
        text, content = 'bodies', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
    )""",
    """CREATE TABLE commands (
        actor TEXT NOT NULL,
        id TEXT NOT NULL,
        hash BLOB NOT NULL,
        result BLOB NOT NULL,
        PRIMARY KEY (id, actor)
    )""",
    """CREATE TABLE chunks (
        conv INTEGER NOT NULL REFERENCES conversations (no),
        turn TEXT NOT NULL,
        n INTEGER NOT NULL,
        text TEXT NOT NULL,
        PRIMARY KEY (conv, turn, n)
    ) WITHOUT ROWID""",
    """CREATE TABLE cursors (
        conv INTEGER NOT NULL REFERENCES conversations (no),
        who TEXT NOT NULL,
        seq INTEGER NOT NULL,
        PRIMARY KEY (conv, who)
    ) WITHOUT ROWID""",
    """CREATE TABLE contacts (
        id TEXT PRIMARY KEY NOT NULL,
        name TEXT NOT NULL,
        lang TEXT NOT NULL,
        email TEXT NOT NULL,
        verified INTEGER NOT NULL,
        created_at INTEGER NOT NULL,
        profile BLOB NOT NULL
    )""",
    """CREATE TABLE users (
        id TEXT PRIMARY KEY NOT NULL,
        login TEXT NOT NULL UNIQUE COLLATE NOCASE,
        name TEXT NOT NULL,
        role TEXT NOT NULL,
        team TEXT NOT NULL,
        disabled INTEGER NOT NULL,
        password_hash TEXT NOT NULL,
        version INTEGER NOT NULL,
        created_at INTEGER NOT NULL
    )""",
    """CREATE TABLE tokens (
        hash BLOB PRIMARY KEY NOT NULL,
        user_id TEXT NOT NULL REFERENCES users (id),
        kind TEXT NOT NULL,
        family TEXT NOT NULL,
        device TEXT NOT NULL,
        issued_at INTEGER NOT NULL,
        expires_at INTEGER NOT NULL,
        absolute_expiry INTEGER NOT NULL,
        used_at INTEGER NOT NULL
    ) WITHOUT ROWID""",
    "CREATE INDEX tokens_family ON tokens (family)",
    "CREATE INDEX tokens_user ON tokens (user_id)",
    "CREATE INDEX tokens_expiry ON tokens (expires_at)",
    """CREATE TABLE tickets (
        hash BLOB PRIMARY KEY NOT NULL,
        customer TEXT NOT NULL,
        expires_at INTEGER NOT NULL
    ) WITHOUT ROWID""",
    "CREATE INDEX tickets_expiry ON tickets (expires_at)",
    "CREATE INDEX tickets_customer ON tickets (customer)",
)

_ERASURES: Final = (
    # The entries of the list of erasures that this file has had.
    "CREATE TABLE erasures (id TEXT PRIMARY KEY NOT NULL, done_at INTEGER NOT NULL) WITHOUT ROWID",
)

_SKILLS: Final = (
    # What agents can do: lists are separated by commas.
    "ALTER TABLE users ADD COLUMN langs TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE users ADD COLUMN level INTEGER NOT NULL DEFAULT 2",
    "ALTER TABLE users ADD COLUMN topics TEXT NOT NULL DEFAULT ''",
)

MIGRATIONS: Final[tuple[tuple[str, ...], ...]] = (_FIRST, _ERASURES, _SKILLS)
"""Statements by the format that they lead to, from 1. One that has been released never changes: append another."""


class NewerError(Exception):
    """The file's format is one that this program does not know yet."""

    def __init__(self, found: int, known: int) -> None:
        super().__init__(found, known)
        self.found = found
        self.known = known


class ForeignError(Exception):
    """A SQLite file of another program."""


def migrate(connection: sqlite3.Connection, migrations: Sequence[Sequence[str]] = MIGRATIONS) -> None:
    """Bring the file to the newest format: all steps in one transaction, so that it is the old or the new one.

    Raises:
        NewerError: nothing was changed.
        ForeignError: nothing was changed.
    """
    found = format_of(connection)
    if found > len(migrations):
        raise NewerError(found, len(migrations))
    if found == len(migrations):
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        for statements in migrations[found:]:
            for statement in statements:
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {len(migrations)}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def format_of(connection: sqlite3.Connection) -> int:
    """The file's format; 0: an empty file.

    Raises:
        ForeignError: another program's file.
    """
    application: int = connection.execute("PRAGMA application_id").fetchone()[0]
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if application == APPLICATION_ID:
        return version
    empty = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
    if application or version or not empty:
        raise ForeignError
    return 0


def stream_epoch(connection: sqlite3.Connection) -> str:
    """The store's epoch, made anew if there is none or the file is a backup that is opened for the first time."""
    found = connection.execute("SELECT value FROM meta WHERE key = 'stream_epoch'").fetchone()
    if found is not None:
        return str(found[0])
    epoch = secrets.token_urlsafe(12)
    connection.execute("INSERT INTO meta VALUES ('stream_epoch', ?)", (epoch,))
    return epoch


def hash_key(connection: sqlite3.Connection) -> bytes:
    """The secret that hashes of commands are keyed with, made with the store and never changed."""
    connection.execute("INSERT OR IGNORE INTO meta VALUES ('hash_key', ?)", (secrets.token_hex(32),))
    return bytes.fromhex(connection.execute("SELECT value FROM meta WHERE key = 'hash_key'").fetchone()[0])


def forget_epoch(connection: sqlite3.Connection) -> None:
    """Mark a copy: whoever opens it begins a new epoch."""
    connection.execute("DELETE FROM meta WHERE key = 'stream_epoch'")


def meta(connection: sqlite3.Connection, key: str) -> str:
    """One of the store's own values; empty: it has none."""
    found = connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return "" if found is None else str(found[0])


def note_backup(copy: sqlite3.Connection, now: int, pos: int) -> None:
    """Say in a copy when it was made and how far it goes, and that whoever opens it begins a new epoch."""
    copy.execute("BEGIN IMMEDIATE")
    forget_epoch(copy)
    copy.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", (("backup_at", str(now)), ("backup_pos", str(pos))))
    copy.execute("COMMIT")


def note_restored(copy: sqlite3.Connection) -> None:
    """Say that a copy is no backup any more."""
    copy.execute("DELETE FROM meta WHERE key IN ('backup_at', 'backup_pos')")
