"""Keeps the outlines of the Desk in the user's cache: whole or not at all, and only a few of them."""

import contextlib
import os
from pathlib import Path
from typing import Final

from console.cli.skeleton import PREFIX
from console.config import paths
from console.errors import ConfigError

MOST_FILES: Final = 8


def save(path: str, data: bytes) -> None:
    """The file in place of the one before; nobody is told if that fails, for nothing is lost by it."""
    if not path:
        return
    with contextlib.suppress(OSError, ConfigError):
        file = Path(path)
        paths.create(file.parent)
        fresh = file.with_name(f"{file.name}.{os.getpid()}.new")
        try:
            with os.fdopen(paths.open_private(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), "wb") as out:
                out.write(data)
            fresh.replace(file)
        except OSError:
            fresh.unlink(missing_ok=True)
            raise
        _tidy(file.parent)


def _tidy(folder: Path) -> None:
    """Forget the oldest."""
    kept = sorted(folder.glob(f"{PREFIX}*"), key=lambda file: file.stat().st_mtime, reverse=True)
    for old in kept[MOST_FILES:]:
        old.unlink(missing_ok=True)
