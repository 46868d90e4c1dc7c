"""Consistent copies of a store that is being written: SQLite's online backup of one instant, in small steps.

A copy has its name only once it is whole, on the disk and, where wanted, looked at.
"""

import contextlib
import os
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from console.backend.store.files import beside, flush, publish
from console.backend.store.opening import explain
from console.backend.store.schema import note_backup

PART: Final = ".part"
STEP_PAGES: Final = 256
PAUSE_S: Final = 0.002
"""Between two steps: commits and their flushes go first."""
FLUSH_PAGES: Final = 4096
"""So much at a time is put on the disk, for one big flush at the end would hold up the commits' own."""
ABANDONED_S: Final = 3600


def copy(db: sqlite3.Connection, target: Path, now: int, look: Callable[[Path], None] | None = None) -> int:
    """Write what `db` sees to a new file, for this user alone; `look` may refuse the finished copy.

    Returns:
        The copy's last position.

    Raises:
        FileExistsError: there is such a file; it stays as it is.
        StoreFaultError: what went wrong; no file is left.
    """
    if os.path.lexists(target):
        raise FileExistsError(target)
    part = beside(target, PART)
    try:
        _clear(part)
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        raise
    except OSError as error:
        raise explain(error, target) from error
    try:
        pos = _fill(db, part, now)
        flush(part)
        if look is not None:
            look(part)
        publish(part, target)
    except (sqlite3.Error, OSError) as error:
        if isinstance(error, FileExistsError):
            raise
        raise explain(error, target) from error
    finally:
        for ending in ("", "-wal", "-shm", "-journal"):
            with contextlib.suppress(OSError):
                beside(part, ending).unlink(missing_ok=True)
    return pos


def _clear(part: Path) -> None:
    """Remove what a killed backup left; one that is being written has just been touched."""
    with contextlib.suppress(FileNotFoundError):
        if time.time() - part.stat().st_mtime > ABANDONED_S:
            part.unlink()


def _fill(db: sqlite3.Connection, part: Path, now: int) -> int:
    unflushed = 0

    def stepped(status: int, remaining: int, total: int) -> None:
        nonlocal unflushed
        unflushed += STEP_PAGES
        if unflushed >= FLUSH_PAGES:
            flush(part)
            unflushed = 0
        time.sleep(PAUSE_S)

    with contextlib.closing(sqlite3.connect(part, isolation_level=None)) as made:
        # Until the end it is nobody's: what makes it durable is one flush of the whole file.
        made.execute("PRAGMA synchronous = OFF")
        began = not db.in_transaction
        if began:
            db.execute("BEGIN")
        try:
            # The first read fixes the instant: without one, every commit would start the copy over again.
            pos: int = db.execute("SELECT coalesce(max(pos), 0) FROM feed").fetchone()[0]
            db.backup(made, pages=STEP_PAGES, progress=stepped)
        finally:
            if began:
                db.execute("ROLLBACK")
        # One plain file: it can be read where nothing can be written beside it.
        made.execute("PRAGMA journal_mode = DELETE")
        note_backup(made, now, pos)
    return pos
