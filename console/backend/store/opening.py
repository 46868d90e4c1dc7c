"""Opening the store's file: checks, modes, connections and what SQLite's errors mean; knows nothing of the tables."""

import contextlib
import errno
import os
import sqlite3
from pathlib import Path
from typing import Final

from console.backend.store.faults import (
    StoreBusyError,
    StoreCorruptError,
    StoreDiskError,
    StoreFaultError,
    StoreFullError,
    StoreOpenError,
)
from console.backend.store.lock import FileLock, HeldError
from console.backend.store.replacing import finish
from console.config import paths

OLDEST_SQLITE: Final = (3, 34, 0)
_MAGIC: Final = b"SQLite format 3\x00"
_UNWRITABLE: Final = frozenset({sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM})
_NO_ROOM: Final = frozenset({errno.ENOSPC, errno.EDQUOT})


def oldest_sqlite() -> str:
    """The version needed, for people."""
    return ".".join(map(str, OLDEST_SQLITE))


def explain(error: sqlite3.Error | OSError, path: Path, *, opening: bool = False) -> StoreFaultError:
    """The fault that this error stands for."""
    if isinstance(error, OSError):
        if error.errno in _NO_ROOM:
            return StoreFullError(str(path))
        if error.errno == errno.EIO:
            return StoreDiskError(str(path), error.strerror or str(error))
        return StoreOpenError("unwritable", path=path, detail=error.strerror or str(error))
    code: int = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    detail = str(error)
    match code & 0xFF:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return StoreBusyError()
        case sqlite3.SQLITE_FULL:
            return StoreFullError(str(path))
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return StoreCorruptError(str(path), detail)
        case primary if opening and primary in _UNWRITABLE:
            return StoreOpenError("unwritable", path=path, detail=detail)
        case sqlite3.SQLITE_IOERR if _has_no_room(path):
            # SQLite reports a shared-memory or journal file that cannot grow as an input/output error.
            return StoreFullError(str(path))
    return StoreDiskError(str(path), detail)


def _has_no_room(path: Path) -> bool:
    try:
        room = os.statvfs(path.parent)
    except (OSError, AttributeError):
        return False
    return room.f_bavail == 0


def claim(path: Path) -> FileLock:
    """Make folder and file if need be, see that it can be a store, and lock it against other servers.

    Raises:
        StoreFaultError: what is wrong with the place.
    """
    lock = lock_only(path)
    try:
        finish(path)
        _look_at(path)
    except OSError as error:
        lock.release()
        raise explain(error, path) from error
    except StoreFaultError:
        lock.release()
        raise
    return lock


def lock_only(path: Path) -> FileLock:
    """Lock the place against servers; whether there is a store is not looked at.

    Raises:
        StoreFaultError: what is wrong with the place.
    """
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise StoreOpenError("sqlite", found=sqlite3.sqlite_version, needed=oldest_sqlite())
    if os.path.isdir(path):
        raise StoreOpenError("directory", path=path, example=path / "warmline.db")
    try:
        paths.make(path.parent)
        return FileLock(path.with_name(path.name + ".lock"))
    except HeldError as held:
        raise StoreOpenError("locked", path=path, pid=held.pid) from None
    except OSError as error:
        raise explain(error, path) from error


def _look_at(path: Path) -> None:
    # Only while nothing here has the file open: closing it would drop SQLite's own locks of this process.
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        start = os.read(descriptor, len(_MAGIC))
        # A first start that the power cut short left a half-written file and the journal that undoes it.
        if start and start != _MAGIC and not os.path.exists(f"{path}-journal"):
            raise StoreOpenError("foreign", path=path)
        with contextlib.suppress(OSError, AttributeError):
            os.fchmod(descriptor, 0o600)
    finally:
        os.close(descriptor)


def connect_writer(path: Path) -> sqlite3.Connection:
    """The one connection that writes: every COMMIT is on disk when it returns, and deleted bytes are overwritten."""
    connection = _connect(path, "rw")
    try:
        for pragma in (
            "synchronous = FULL",
            "foreign_keys = ON",
            "secure_delete = ON",
            "temp_store = MEMORY",
            # 8 MiB: with eight times as many it was no faster in files of 120 and of 600 MB, and what chats that are
            # over had touched stayed in memory until all of them were full.
            "cache_size = -8192",
            "journal_size_limit = 67108864",
            # The writer's to do: SQLite takes no notice where its own fails.
            "wal_autocheckpoint = 0",
        ):
            connection.execute(f"PRAGMA {pragma}")
        _make_log(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def enter_wal(connection: sqlite3.Connection, path: Path) -> None:
    """Let readers go on while the writer writes.

    Raises:
        StoreOpenError: the file system cannot do it (some network file systems).
    """
    mode = connection.execute("PRAGMA journal_mode = WAL").fetchone()[0]
    if mode != "wal":
        raise StoreOpenError("unwritable", path=path, detail=f"journal_mode={mode}")
    _make_log(connection, path)


def _make_log(connection: sqlite3.Connection, path: Path) -> None:
    # The first read makes the log's file. SQLite flushes its name too, yet takes no notice where that fails.
    connection.execute("PRAGMA schema_version").fetchone()
    paths.flush_names(path.parent)


def connect_reader(path: Path, *, still: bool = False) -> sqlite3.Connection:
    """A connection that can only read; each of its transactions sees all that was committed before.

    `still`: nothing writes to the file, and nothing is to be written beside it.
    """
    connection = _connect(path, "ro&immutable=1" if still else "ro")
    connection.execute("PRAGMA query_only = ON")
    return connection


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"{path.as_uri()}?mode={mode}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=256,
        timeout=5.0,
    )
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection
