"""Files beside the store: their names, and writing and moving them so that they are whole after any crash."""

import contextlib
import os
from pathlib import Path
from typing import Final

BESIDE: Final = ("-wal", "-shm", "-journal", ".lock", ".mark", ".erasures")
"""What may stand beside a store under its name: no backup may take such a name."""


def beside(path: Path, ending: str) -> Path:
    """The store's companion with this ending."""
    return path.with_name(path.name + ending)


def flush(path: Path) -> None:
    """Put a file's bytes, or a folder's names, on the disk."""
    flags = os.O_RDONLY if path.is_dir() else os.O_RDWR
    if os.name == "nt" and path.is_dir():
        return
    descriptor = os.open(path, flags)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def replace_with(path: Path, data: bytes) -> None:
    """The file with these bytes in place of what it held: whole before, or whole after."""
    fresh = beside(path, ".new")
    try:
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        fresh.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            fresh.unlink()
        raise
    flush(path.parent)


def publish(part: Path, target: Path) -> None:
    """Give a finished file its name, which nothing else has yet.

    Raises:
        FileExistsError: something has it; that stays as it is.
    """
    try:
        os.link(part, target)
    except FileExistsError:
        raise
    except OSError:
        # No hard links here: the name is looked for first, and nobody else is expected to choose it just now.
        if target.exists():
            raise FileExistsError(target) from None
        part.rename(target)
    else:
        part.unlink()
    flush(target.parent)
