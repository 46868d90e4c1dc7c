"""The store on SQLite: one file, one writer thread with group commit, readers beside it; puts the pieces together."""

import asyncio
import logging
import os
import sqlite3
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final

from console.backend.store import accounts, conversations, copying, people
from console.backend.store import search as searching
from console.backend.store.beginning import begin
from console.backend.store.faults import StoreFaultError, StoreOpenError
from console.backend.store.gate import Gate
from console.backend.store.lock import FileLock
from console.backend.store.marker import Marker, is_behind, read_mark
from console.backend.store.opening import claim, connect_writer, enter_wal, explain, oldest_sqlite
from console.backend.store.port import (
    Commit,
    CommitOutcome,
    Contact,
    FeedEntry,
    Hit,
    Reused,
    StoredHead,
    StoredResult,
    Stream,
    Token,
    User,
)
from console.backend.store.reader import Reader
from console.backend.store.schema import ForeignError, NewerError, forget_epoch, hash_key, meta, migrate, stream_epoch
from console.backend.store.writer import Writer
from console.core.conversation.decide.timers import Due
from console.core.conversation.events import Record

log = logging.getLogger("warmline.store")

_CHECKPOINT_TRIES: Final = 50
_CHECKPOINT_PAUSE_S: Final = 0.1
_FORGETTING_STEPS: Final = 20_000
"""Enough to rewrite the index of a hundred million words; an end, should others write faster than this rewrites."""


class SqliteStore:
    """A `Store` in one file. Made by `open`; belongs to the event loop that opened it."""

    def __init__(
        self, path: Path, lock: FileLock | None, connection: sqlite3.Connection, epoch: str, key: bytes, last_pos: int
    ) -> None:
        self._path = path
        self._lock = lock
        self._epoch = epoch
        self._key = key
        gate = Gate()
        self._writer = Writer(connection, path, last_pos, gate)
        self._marker = None if lock is None else Marker(path, epoch, self._writer.durable_pos)
        self._reader = Reader(path, gate)
        self._closed = False

    @classmethod
    async def open(cls, path: Path) -> "SqliteStore":
        """Open the file, made or brought to the newest format if need be.

        Raises:
            StoreFaultError: says what is wrong and what to do.
        """
        return cls(*await asyncio.to_thread(_open, path))

    @classmethod
    async def open_beside(cls, path: Path) -> "SqliteStore":
        """Open the file for its accounts only, also while a backend has it: SQLite's own lock keeps each write whole.

        Raises:
            StoreFaultError: says what is wrong and what to do.
        """
        return cls(*await asyncio.to_thread(_open_beside, path))

    @property
    def hash_key(self) -> bytes:
        """The store's own secret for hashes of commands; kept by backups and restores."""
        return self._key

    @property
    def stream_epoch(self) -> str:
        """See `Store`."""
        return self._epoch

    @property
    def last_pos(self) -> int:
        """See `Store`."""
        return self._writer.last_pos

    async def close(self) -> None:
        """Finish what was asked, then let go of the file."""
        if self._closed:
            return
        self._closed = True
        await self._reader.close()
        await self._writer.close()
        if self._marker is not None:
            await asyncio.to_thread(self._marker.close)
        if self._lock is not None:
            self._lock.release()

    # conversations

    async def commit(self, commit: Commit) -> CommitOutcome:
        """Apply one command's effect."""
        conversations.check(commit)
        return await self._writer.submit(partial(conversations.commit, commit=commit))

    async def commit_each(self, commits: Sequence[Commit]) -> list[CommitOutcome | StoreFaultError]:
        """Apply several commands' effects."""
        for commit in commits:
            conversations.check(commit)
        return await self._writer.submit_each([partial(conversations.commit, commit=commit) for commit in commits])

    async def head(self, conv: str) -> StoredHead | None:
        """One head."""
        return await self._reader.look(lambda db: conversations.head(db, conv))

    async def open_heads(self) -> list[StoredHead]:
        """Heads that are not settled."""
        return await self._reader.run(conversations.open_heads)

    async def customer_conversations(self, customer: str, limit: int) -> list[StoredHead]:
        """A customer's heads, newest first."""
        return await self._reader.run(lambda db: conversations.customer_conversations(db, customer, limit))

    async def records(self, conv: str, after_seq: int, limit: int) -> list[Record]:
        """A piece of a transcript."""
        return await self._reader.run(lambda db: conversations.records(db, conv, after_seq, limit))

    async def result(self, actor: str, command_id: str) -> StoredResult | None:
        """A command's result."""
        return await self._reader.look(lambda db: conversations.result(db, actor, command_id))

    async def due(self, now: int, limit: int) -> list[tuple[str, Due]]:
        """Timers that have come."""
        return await self._reader.run(lambda db: conversations.due(db, now, limit))

    async def add_chunk(self, conv: str, epoch: int, turn: str, n: int, text: str) -> bool:
        """A piece of the bot's answer, fenced."""
        return await self._writer.submit(lambda batch: conversations.add_chunk(batch, conv, epoch, turn, n, text))

    async def chunks(self, conv: str, turn: str) -> str:
        """The bot's answer so far."""
        return await self._reader.look(lambda db: conversations.chunks(db, conv, turn))

    # feed

    async def feed(self, after_pos: int, limit: int, *, bodies: bool = False) -> list[FeedEntry]:
        """A piece of the feed."""
        return await self._reader.run(lambda db: conversations.feed(db, after_pos, limit, bodies))

    async def tail(self, stream: Stream, id: str, limit: int) -> list[FeedEntry]:
        """The last entries of one subject."""
        return await self._reader.run(lambda db: conversations.tail(db, stream, id, limit))

    async def append_feed(self, stream: Stream, id: str, event: bytes, at: int) -> int:
        """An agent's or the floor's event."""
        if stream is Stream.CONVERSATION:
            raise ValueError("conversations are written by commit")
        return await self._writer.submit(lambda batch: conversations.append_feed(batch, stream, id, event, at))

    async def search(self, text: str, limit: int, before: int | None = None, *, staff: bool = True) -> list[Hit]:
        """The newest bodies with these words."""
        return await self._reader.run(lambda db: searching.search(db, text, limit, before, staff))

    # people

    async def put_contact(self, contact: Contact) -> None:
        """Add or replace a contact."""
        await self._writer.submit(lambda batch: people.put_contact(batch, contact))

    async def contact(self, id: str) -> Contact | None:
        """One contact."""
        return await self._reader.look(lambda db: people.contact(db, id))

    async def contacts(self, ids: list[str]) -> dict[str, Contact]:
        """Several contacts."""
        return await self._reader.run(lambda db: people.contacts(db, ids))

    async def cursors(self, convs: list[str]) -> dict[str, dict[str, int]]:
        """Read marks."""
        return await self._reader.run(lambda db: people.cursors(db, convs))

    async def set_cursor(self, conv: str, who: str, seq: int) -> int:
        """Move a read mark."""
        return await self._writer.submit(lambda batch: people.set_cursor(batch, conv, who, seq))

    async def erase(self, customer: str) -> list[str]:
        """Delete a person's words everywhere in the file, in steps between which others are served."""
        erased = await self._writer.submit(lambda batch: people.erase(batch, customer))
        await self.sweep_out()
        return erased

    async def settled(self, after: int, limit: int) -> list[StoredHead]:
        """Conversations that are over."""
        return await self._reader.run(lambda db: people.settled(db, after, limit))

    async def forget(self, convs: list[str]) -> None:
        """Delete the words of conversations."""
        await self._writer.submit(lambda batch: people.forget(batch, convs))

    async def forget_contacts(self, before: int) -> list[str]:
        """Delete people whom no conversation knows any more."""
        return await self._writer.submit(lambda batch: people.forget_contacts(batch, before))

    async def customers(self) -> list[str]:
        """Everybody."""
        return await self._reader.run(people.known_customers)

    async def erasures_done(self) -> frozenset[str]:
        """Carried out in this file."""
        return await self._reader.run(people.erasures_done)

    async def note_erasure(self, id: str, now: int) -> None:
        """One more."""
        await self._writer.submit(lambda batch: people.note_erasure(batch, id, now))

    async def sweep_out(self) -> None:
        """Rewrite what deleted words could still stand in."""
        await self._writer.submit(people.begin_forgetting)
        for _ in range(_FORGETTING_STEPS):
            if not await self._writer.submit(people.forget_more):
                break
        for _ in range(_CHECKPOINT_TRIES):
            if await self._writer.empty_log():
                break
            await asyncio.sleep(_CHECKPOINT_PAUSE_S)

    # accounts

    async def add_user(self, user: User) -> bool:
        """Add an account."""
        return await self._writer.submit(lambda batch: accounts.add_user(batch, user))

    async def user(self, id: str) -> User | None:
        """An account by id."""
        return await self._reader.look(lambda db: accounts.user(db, id))

    async def user_by_login(self, login: str) -> User | None:
        """An account by login."""
        return await self._reader.look(lambda db: accounts.user_by_login(db, login))

    async def users(self) -> list[User]:
        """All accounts."""
        return await self._reader.run(accounts.users)

    async def update_user(self, user: User, expected_version: int) -> bool:
        """Replace an account."""
        if user.version <= expected_version:
            raise ValueError(f"version {user.version} does not follow {expected_version}")
        return await self._writer.submit(lambda batch: accounts.update_user(batch, user, expected_version))

    async def put_token(self, *tokens: Token) -> None:
        """Keep tokens."""
        await self._writer.submit(lambda batch: accounts.put_tokens(batch, tokens))

    async def token(self, hash: bytes) -> Token | None:
        """One token."""
        return await self._reader.look(lambda db: accounts.token(db, hash))

    async def holder(self, hash: bytes) -> tuple[Token, User] | None:
        """One token and whose it is."""
        return await self._reader.look(lambda db: accounts.holder(db, hash))

    async def role_of(self, hash: bytes) -> str | None:
        """What a token's user may do."""
        return await self._reader.look(lambda db: accounts.role_of(db, hash))

    async def tokens(self, user_id: str) -> list[Token]:
        """A user's tokens."""
        return await self._reader.run(lambda db: accounts.tokens(db, user_id))

    async def use_refresh(self, hash: bytes, now: int, *new: Token) -> Token | Reused | None:
        """Exchange a refresh token."""
        return await self._writer.submit(lambda batch: accounts.use_refresh(batch, hash, now, new))

    async def revoke_token(self, hash: bytes) -> bool:
        """Forget one token."""
        return await self._writer.submit(lambda batch: accounts.revoke(batch, "hash", hash)) > 0

    async def revoke_family(self, family: str) -> int:
        """Forget a sign-in's tokens."""
        return await self._writer.submit(lambda batch: accounts.revoke(batch, "family", family))

    async def revoke_user(self, user_id: str) -> int:
        """Forget a user's tokens."""
        return await self._writer.submit(lambda batch: accounts.revoke(batch, "user_id", user_id))

    async def purge_expired(self, now: int) -> int:
        """Forget expired tokens and tickets."""
        return await self._writer.submit(lambda batch: accounts.purge_expired(batch, now))

    async def put_ticket(self, hash: bytes, customer: str, expires_at: int) -> None:
        """Keep a ticket."""
        await self._writer.submit(lambda batch: accounts.put_ticket(batch, hash, customer, expires_at))

    async def use_ticket(self, hash: bytes, now: int) -> str | None:
        """Use a ticket up."""
        return await self._writer.submit(lambda batch: accounts.use_ticket(batch, hash, now))

    # operations

    async def backup(self, target: Path) -> None:
        """Write a consistent copy of this instant to a new file."""
        now = time.time_ns() // 1_000_000
        await self._reader.run(lambda db: copying.copy(db, target, now))


_Opened = tuple[Path, FileLock | None, sqlite3.Connection, str, bytes, int]


def _open(name: Path) -> _Opened:
    # One file is one lock, by whatever name or link it is opened.
    path = Path(os.path.realpath(name))
    return _connect(path, claim(path))


def _open_beside(name: Path) -> _Opened:
    try:
        return _open(name)
    except StoreOpenError as error:
        if error.code != "store_locked":
            raise
        return _connect(Path(os.path.realpath(name)), None)


def _connect(path: Path, lock: FileLock | None) -> _Opened:
    connection: sqlite3.Connection | None = None
    try:
        if lock is not None:
            begin(path)
        connection = connect_writer(path)
        migrate(connection)
        enter_wal(connection, path)
        connection.execute("BEGIN IMMEDIATE")
        last_pos = connection.execute("SELECT coalesce(max(pos), 0) FROM feed").fetchone()[0]
        if lock is not None:
            _hold_against_mark(connection, path, last_pos)
        epoch, key = stream_epoch(connection), hash_key(connection)
        connection.execute("COMMIT")
        return path, lock, connection, epoch, key, last_pos
    except BaseException as error:
        if connection is not None:
            connection.close()
        if lock is not None:
            lock.release()
        fault = _why(error, path)
        if fault is None:
            raise
        raise fault from error


def _hold_against_mark(connection: sqlite3.Connection, path: Path, last_pos: int) -> None:
    """A file that is not as far as the store had come begins a new epoch: no console may go on from its own."""
    mark, epoch = read_mark(path), meta(connection, "stream_epoch")
    if mark is not None and epoch and is_behind(mark, epoch, last_pos):
        log.warning(
            "the store is another or an older file than the one that was served last: it ends at position %d, and had"
            " come to %d; a new stream epoch begins",
            last_pos,
            mark.pos,
        )
        forget_epoch(connection)


def _why(error: BaseException, path: Path) -> StoreFaultError | None:
    match error:
        case NewerError():
            return StoreOpenError("newer", path=path, found=error.found, known=error.known)
        case ForeignError():
            return StoreOpenError("foreign", path=path)
        case sqlite3.OperationalError() if "no such module" in str(error):
            return StoreOpenError("sqlite", found=sqlite3.sqlite_version, needed=oldest_sqlite())
        case sqlite3.Error() | OSError():
            return explain(error, path, opening=True)
    return None
