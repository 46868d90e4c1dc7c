"""The first start: a new store is made aside, and has its name once it is whole and on the disk.

A flush that fails half way may lose for good what it should have written, although the system goes on showing it: who
carried on with such a file would confirm what a loss of power takes away.
"""

import contextlib
import os
from pathlib import Path
from typing import Final

from console.backend.store.files import beside, flush
from console.backend.store.opening import connect_writer, enter_wal
from console.backend.store.schema import migrate

_FIRST: Final = ".first"


def begin(path: Path) -> None:
    """Make the store if there is none yet, under its lock; an empty file is none.

    Raises:
        sqlite3.Error, OSError, StoreFaultError: it could not be made; nothing is left of it, and it may be tried again.
    """
    if path.stat().st_size:
        return
    first = beside(path, _FIRST)
    _clear(first)
    try:
        os.close(os.open(first, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        connection = connect_writer(first)
        with contextlib.closing(connection):
            migrate(connection)
            enter_wal(connection, first)
        flush(first)
        first.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            _clear(first)
        raise
    flush(path.parent)


def _clear(first: Path) -> None:
    for ending in ("", "-wal", "-shm", "-journal"):
        beside(first, ending).unlink(missing_ok=True)
