"""What must outlive this program: unsent commands, drafts and the device id, in one SQLite file per running desk.

A desk holds its file for itself alone; what a desk that is gone left behind is adopted by the next one that starts.
"""

import contextlib
import errno
import hashlib
import os
import re
import secrets
import sqlite3
import threading
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import msgspec

from console.config import paths
from console.core.text.messages import t
from console.core.text.safe import safe_line
from console.desk.session.kept import Kept, KeptDraft
from console.desk.session.outbox_item import Item, State
from console.errors import ConfigError, StoreError

SCHEMA: Final = 1
MOST_DESKS: Final = 16
MOST_WRITES: Final = 500
"""So many transactions stand in the log at most."""
TOKEN_LOCK_S: Final = 20.0

_TABLES: Final = (
    "CREATE TABLE IF NOT EXISTS item (id TEXT PRIMARY KEY, n INTEGER NOT NULL, body BLOB NOT NULL) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS draft (conv TEXT, kind TEXT, body BLOB NOT NULL, at INTEGER NOT NULL,"
    " base_seq INTEGER NOT NULL, PRIMARY KEY (conv, kind)) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
)
_HELD: Final = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_DAMAGED: Final = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_item = msgspec.json.Decoder(Item)


class _HeldError(Exception):
    """Another desk has this file."""


class _DamagedError(Exception):
    """This is no file of ours, or not any more."""


def folder_of(state: Path, server: str, user: str) -> Path:
    """Where the files of this account on this backend are."""
    digest = hashlib.blake2b(f"{server}\n{user}".encode("utf-8", "replace"), digest_size=8).hexdigest()
    return state / "sessions" / digest


class Disk:
    """One desk's file. Calls block for about a flush of the disk, and may come from any thread."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self.path = path
        self._db = connection
        self._lock = threading.Lock()
        self._writes = 0
        self._doubtful = True
        """A flush failed, perhaps in an earlier life: what stands in the log may be lost, although it can be read."""
        self.device = ""
        self.notices: list[tuple[str, str]] = []
        """(code, sentence) of what a person should know of the opening."""

    @classmethod
    def open(cls, state: Path, server: str, user: str) -> "Disk":
        """The first file of this account that no other desk holds, with what desks that are gone left behind.

        Raises:
            StoreError: nothing can be kept here.
        """
        folder = folder_of(state, server, user)
        try:
            for missing in (state, state / "sessions", folder):
                paths.create(missing)
            disk = cls._first_free(folder)
            disk._name(server, user)
            disk._adopt_all(folder)
        except (ConfigError, OSError, sqlite3.Error) as problem:
            detail = safe_line(str(problem), 200)
            raise StoreError(t("disk.unusable", path=folder, detail=detail), code="disk_unusable") from problem
        return disk

    @classmethod
    def _first_free(cls, folder: Path) -> "Disk":
        for slot in range(MOST_DESKS):
            with contextlib.suppress(_HeldError):
                return _opened(folder / f"desk-{slot}.db")
        raise ConfigError(t("disk.locked", path=folder), code="disk_locked")

    def _name(self, server: str, user: str) -> None:
        known = dict(self._db.execute("SELECT name, value FROM meta"))
        self.device = known.get("device") or secrets.token_hex(16)
        values = {"device": self.device, "server": server, "user": user}
        if known != values:
            # Otherwise nothing is written: what was kept can be read where the disk is full.
            with self._writing() as db:
                db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", values.items())

    def _adopt_all(self, folder: Path) -> None:
        for path in sorted(folder.glob("desk-*.db")):
            if path == self.path:
                continue
            with contextlib.suppress(_HeldError, ConfigError, OSError, sqlite3.Error):
                other = _opened(path)
                try:
                    self.notices += other.notices
                    self._adopt(other)
                finally:
                    other.close()

    def _adopt(self, other: "Disk") -> None:
        """Copy first, forget there afterwards: what a crash leaves in both places has one id and one effect."""
        items = other._db.execute("SELECT id, n, body FROM item").fetchall()
        drafts = list(other._drafts())
        if not items and not drafts:
            return
        mine = {(draft.conv, draft.kind): draft for draft in self._drafts()}
        with self._writing() as db:
            db.executemany("INSERT OR IGNORE INTO item VALUES (?, ?, ?)", items)
            for draft in drafts:
                self._put_draft(db, _joined(mine.get((draft.conv, draft.kind)), draft))
        with other._writing() as db:
            db.execute("DELETE FROM item")
            db.execute("DELETE FROM draft")

    # reading

    def load(self) -> Kept:
        """Everything that is kept."""
        items, unread = [], 0
        with self._lock:
            try:
                rows = self._db.execute("SELECT body FROM item ORDER BY n").fetchall()
                drafts = tuple(self._drafts())
            except sqlite3.Error as problem:
                raise _store_error(problem, self.path) from problem
        for (body,) in rows:
            try:
                items.append(_item.decode(body))
            except (msgspec.DecodeError, UnicodeError, TypeError):
                unread += 1
        if unread:
            self.notices.append(("outbox_unread", t("disk.unread", n=unread)))
        return Kept(tuple(items), drafts)

    def _drafts(self) -> Iterator[KeptDraft]:
        for conv, kind, body, at, base in self._db.execute("SELECT conv, kind, body, at, base_seq FROM draft"):
            yield KeptDraft(conv, kind, _words(bytes(body)), at, base)

    # writing

    def keep(self, save: Iterable[Item], forget: Iterable[str] = ()) -> None:
        """Items are flushed to the disk when this returns; that they are sent or forgotten may be lost with the power.

        Raises:
            StoreError: nothing of it was done.
        """
        save = tuple(save)
        rows = [(item.id, item.n, msgspec.json.encode(item)) for item in save]
        is_needed = any(item.state is not State.SENT for item in save)
        with self._lock, self._told():
            # What is sent or forgotten has its result: after a loss of power it would only be asked for again.
            self._move_log_if_due()
            self._db.execute(f"PRAGMA synchronous = {'FULL' if is_needed else 'NORMAL'}")
            with self._transaction() as db:
                db.executemany("INSERT OR REPLACE INTO item VALUES (?, ?, ?)", rows)
                db.executemany("DELETE FROM item WHERE id = ?", [(one,) for one in forget])

    def keep_drafts(self, drafts: Iterable[KeptDraft]) -> None:
        """Drafts as they are now; one without text is forgotten.

        Raises:
            StoreError: nothing of it was done.
        """
        with self._lock, self._told():
            self._move_log_if_due()
            self._db.execute("PRAGMA synchronous = FULL")
            with self._transaction() as db:
                for draft in drafts:
                    self._put_draft(db, draft)

    def tidy(self) -> None:
        """Nothing that was forgotten stays readable in the file's journal."""
        with self._lock, contextlib.suppress(sqlite3.Error):
            self._move_log()

    def close(self) -> None:
        """Let go of the file."""
        self.tidy()
        with self._lock, contextlib.suppress(sqlite3.Error):
            self._db.close()

    def _move_log_if_due(self) -> None:
        # After a failed flush a later one succeeds without writing what the first should have: a commit behind it in
        # the log would be lost with it. Moving all of it into the file writes it anew.
        if self._doubtful or self._writes >= MOST_WRITES:
            self._move_log()

    def _move_log(self) -> None:
        self._doubtful = True
        self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        self._doubtful, self._writes = False, 0

    def _put_draft(self, db: sqlite3.Connection, draft: KeptDraft) -> None:
        if draft.text:
            values: tuple[Any, ...] = (
                draft.conv,
                draft.kind,
                draft.text.encode("utf-8", "surrogatepass"),
                draft.at,
                draft.base_seq,
            )
            db.execute("INSERT OR REPLACE INTO draft VALUES (?, ?, ?, ?, ?)", values)
        else:
            db.execute("DELETE FROM draft WHERE conv = ? AND kind = ?", (draft.conv, draft.kind))

    @contextlib.contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            self._move_log_if_due()
            with self._transaction() as db:
                yield db

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield self._db
            self._db.execute("COMMIT")
            self._writes += 1
        except BaseException:
            self._doubtful = True
            with contextlib.suppress(sqlite3.Error):
                self._db.execute("ROLLBACK")
            raise

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, UnicodeEncodeError) as problem:
            raise _store_error(problem, self.path) from problem


def _opened(path: Path) -> Disk:
    """The file, held for ourselves alone; a damaged one is moved aside."""
    notices: list[tuple[str, str]] = []
    for _ in range(2):
        try:
            disk = Disk(_connect(path), path)
            disk.notices = notices
            return disk
        except _DamagedError:
            aside = path.with_name(f"{path.name}.damaged-{time.time_ns() // 1_000_000}")
            for ending in ("", "-wal", "-journal"):
                with contextlib.suppress(FileNotFoundError):
                    os.replace(f"{path}{ending}", f"{aside}{ending}")
            notices.append(("outbox_broken", t("disk.broken", path=aside)))
    raise ConfigError(t("disk.unusable", path=path, detail=t("disk.broken", path=path)), code="disk_unusable")


def _connect(path: Path) -> sqlite3.Connection:
    os.close(paths.open_private(path))
    db = sqlite3.connect(path, isolation_level=None, timeout=0, check_same_thread=False)
    try:
        # Held for the life of the connection, and let go of by the system when the process dies.
        db.execute("PRAGMA locking_mode = EXCLUSIVE")
        db.execute("PRAGMA secure_delete = ON")
        db.execute("PRAGMA trusted_schema = OFF")
        db.execute("PRAGMA journal_mode = WAL").fetchall()
        # Ours to do: SQLite takes no notice where its own fails.
        db.execute("PRAGMA wal_autocheckpoint = 0")
        db.execute("PRAGMA synchronous = FULL")
        (version,) = db.execute("PRAGMA user_version").fetchone()
        (healthy,) = db.execute("PRAGMA quick_check(1)").fetchone()
        if _is_unread(healthy):
            # The check tells this like damage; the file may be whole, and can be read another time.
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        if healthy != "ok" or version not in (0, SCHEMA):
            raise _DamagedError
        if version == 0:
            db.execute("BEGIN IMMEDIATE")
            for table in _TABLES:
                db.execute(table)
            db.execute(f"PRAGMA user_version = {SCHEMA}")
            db.execute("COMMIT")
        db.execute("SELECT id, n, body FROM item LIMIT 1").fetchall()
        db.execute("SELECT conv, kind, body, at, base_seq FROM draft LIMIT 1").fetchall()
        db.execute("SELECT name, value FROM meta LIMIT 1").fetchall()
        # SQLite flushes the names of its files too, yet takes no notice where that fails.
        paths.flush_names(path.parent)
    except sqlite3.Error as problem:
        db.close()
        code = _code(problem)
        if code in _HELD:
            raise _HeldError from problem
        if code in _DAMAGED or code == sqlite3.SQLITE_ERROR:
            raise _DamagedError from problem
        raise
    except BaseException:
        db.close()
        raise
    return db


def _words(body: bytes) -> str:
    try:
        return body.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        # Damage that no check of the file sees: what can be read of it is worth having.
        return body.decode("utf-8", "replace")


def _is_unread(finding: str) -> bool:
    code = re.search(r"error code=(\d+)", finding)
    return "failed to get page" in finding or (code is not None and int(code[1]) & 0xFF == sqlite3.SQLITE_IOERR)


def _joined(mine: KeptDraft | None, theirs: KeptDraft) -> KeptDraft:
    """Two desks had a draft for the same box: nothing of either is lost."""
    if mine is None or mine.text == theirs.text:
        return theirs if mine is None or theirs.at > mine.at else mine
    old, new = (mine, theirs) if mine.at <= theirs.at else (theirs, mine)
    return KeptDraft(new.conv, new.kind, f"{old.text}\n{new.text}", new.at, old.base_seq)


def _code(problem: BaseException) -> int:
    """The primary result code of SQLite."""
    return int(getattr(problem, "sqlite_errorcode", None) or 0) & 0xFF


def _store_error(problem: BaseException, path: Path) -> StoreError:
    code = _code(problem)
    if code == sqlite3.SQLITE_FULL:
        return StoreError(t("disk.full"), code="disk_full")
    if code in _HELD:
        return StoreError(t("disk.locked", path=path), code="disk_locked")
    return StoreError(t("disk.failed", detail=safe_line(str(problem), 100)), code="disk_failed")


@contextlib.contextmanager
def one_at_a_time(state: Path, server: str, user: str) -> Iterator[None]:
    """Only one process of this account is in the block: refresh tokens may be used once.

    Whoever can't wait any longer, or has no disk, goes in all the same: being signed out is the worst that follows.
    """
    db = None
    with contextlib.suppress(sqlite3.Error, ConfigError, OSError):
        folder = folder_of(state, server, user)
        for missing in (state, state / "sessions", folder):
            paths.create(missing)
        path = folder / "token.lock"
        os.close(paths.open_private(path))
        db = sqlite3.connect(path, isolation_level=None, timeout=TOKEN_LOCK_S)
        db.execute("BEGIN EXCLUSIVE")
    try:
        yield
    finally:
        if db is not None:
            db.close()
