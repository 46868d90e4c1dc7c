"""Accounts in SQLite: users, their tokens, customers' single-use tickets; plain functions over SQL."""

import sqlite3
from typing import Any, Final

from console.backend.store.port import Reused, Token, TokenKind, User
from console.backend.store.writer import Batch

_SELECT_USER: Final = (
    "SELECT id, login, name, role, team, disabled, password_hash, version, created_at, langs, level, topics FROM users"
)
_SELECT_HASHED: Final = (
    "SELECT hash, user_id, kind, family, device, issued_at, expires_at, absolute_expiry, used_at FROM tokens"
)


def _user(row: tuple[Any, ...] | None) -> User | None:
    if row is None:
        return None
    id, login, name, role, team, disabled, password_hash, version, created_at, langs, level, topics = row
    known = id, login, name, role, team, bool(disabled), password_hash, version, created_at
    return User(*known, _listed(langs), level, _listed(topics))


def _listed(text: str) -> tuple[str, ...]:
    return tuple(text.split(",")) if text else ()


def _token(row: tuple[Any, ...] | None) -> Token | None:
    if row is None:
        return None
    hash, user_id, kind, *rest = row
    return Token(hash, user_id, TokenKind(kind), *rest)


def add_user(batch: Batch, user: User) -> bool:
    """False: id or login is taken."""
    cursor = batch.connection.execute(
        "INSERT INTO users (id, login, name, role, team, disabled, password_hash, version, created_at,"
        " langs, level, topics) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        (
            user.id,
            user.login,
            user.name,
            user.role,
            user.team,
            user.disabled,
            user.password_hash,
            user.version,
            user.created_at,
            ",".join(user.langs),
            user.level,
            ",".join(user.topics),
        ),
    )
    return cursor.rowcount == 1


def user(db: sqlite3.Connection, id: str) -> User | None:
    """By id."""
    return _user(db.execute(f"{_SELECT_USER} WHERE id = ?", (id,)).fetchone())


def user_by_login(db: sqlite3.Connection, login: str) -> User | None:
    """By login."""
    return _user(db.execute(f"{_SELECT_USER} WHERE login = ?", (login,)).fetchone())


def users(db: sqlite3.Connection) -> list[User]:
    """All of them."""
    return [found for row in db.execute(f"{_SELECT_USER} ORDER BY login") if (found := _user(row)) is not None]


def update_user(batch: Batch, user: User, expected_version: int) -> bool:
    """Compare the version and replace."""
    cursor = batch.connection.execute(
        "UPDATE OR IGNORE users SET login = ?, name = ?, role = ?, team = ?, disabled = ?, password_hash = ?,"
        " version = ?, langs = ?, level = ?, topics = ? WHERE id = ? AND version = ?",
        (
            user.login,
            user.name,
            user.role,
            user.team,
            user.disabled,
            user.password_hash,
            user.version,
            ",".join(user.langs),
            user.level,
            ",".join(user.topics),
            user.id,
            expected_version,
        ),
    )
    return cursor.rowcount == 1


def put_tokens(batch: Batch, tokens: tuple[Token, ...]) -> None:
    """Keep them all."""
    for token in tokens:
        batch.connection.execute(
            "INSERT INTO tokens (hash, user_id, kind, family, device, issued_at, expires_at, absolute_expiry, used_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                token.hash,
                token.user_id,
                token.kind.value,
                token.family,
                token.device,
                token.issued_at,
                token.expires_at,
                token.absolute_expiry,
                token.used_at,
            ),
        )


def token(db: sqlite3.Connection, hash: bytes) -> Token | None:
    """By hash."""
    return _token(db.execute(f"{_SELECT_HASHED} WHERE hash = ?", (hash,)).fetchone())


def holder(db: sqlite3.Connection, hash: bytes) -> tuple[Token, User] | None:
    """A token and its user."""
    found = token(db, hash)
    of = user(db, found.user_id) if found is not None else None
    return (found, of) if found is not None and of is not None else None


def role_of(db: sqlite3.Connection, hash: bytes) -> str | None:
    """What a token's user may do; asked before each command, so nothing else is read."""
    row = db.execute(
        "SELECT role FROM tokens JOIN users ON users.id = user_id WHERE hash = ? AND NOT disabled", (hash,)
    ).fetchone()
    return None if row is None else str(row[0])


def tokens(db: sqlite3.Connection, user_id: str) -> list[Token]:
    """A user's, newest first."""
    rows = db.execute(f"{_SELECT_HASHED} WHERE user_id = ? ORDER BY issued_at DESC, hash", (user_id,))
    return [found for row in rows if (found := _token(row)) is not None]


def use_refresh(batch: Batch, hash: bytes, now: int, new: tuple[Token, ...]) -> Token | Reused | None:
    """Once only, together with its successors."""
    db = batch.connection
    found = token(db, hash)
    if found is None or found.kind is not TokenKind.REFRESH or now >= min(found.expires_at, found.absolute_expiry):
        return None
    if found.used_at:
        return Reused(found)
    db.execute("UPDATE tokens SET used_at = ? WHERE hash = ?", (max(now, 1), hash))
    put_tokens(batch, new)
    return token(db, hash)


def revoke(batch: Batch, column: str, value: bytes | str) -> int:
    """Forget the tokens whose `hash`, `family` or `user_id` this is."""
    return batch.connection.execute(f"DELETE FROM tokens WHERE {column} = ?", (value,)).rowcount


def purge_expired(batch: Batch, now: int) -> int:
    """Forget what is over."""
    db = batch.connection
    gone = db.execute("DELETE FROM tokens WHERE expires_at <= ? OR absolute_expiry <= ?", (now, now)).rowcount
    return gone + db.execute("DELETE FROM tickets WHERE expires_at <= ?", (now,)).rowcount


def put_ticket(batch: Batch, hash: bytes, customer: str, expires_at: int) -> None:
    """Keep it for one use."""
    batch.connection.execute(
        "INSERT INTO tickets (hash, customer, expires_at) VALUES (?, ?, ?)", (hash, customer, expires_at)
    )


def use_ticket(batch: Batch, hash: bytes, now: int) -> str | None:
    """The customer, once."""
    db = batch.connection
    row = db.execute("SELECT customer, expires_at FROM tickets WHERE hash = ?", (hash,)).fetchone()
    if row is None:
        return None
    db.execute("DELETE FROM tickets WHERE hash = ?", (hash,))
    return None if now >= row[1] else str(row[0])
