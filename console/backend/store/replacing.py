"""Putting a restored file in the store's place: what it replaces is set aside, and a crash in between is made good.

A finished file `<store>.restored-<stamp>` is the decision: from then on whoever opens the store ends the replacing.
"""

import contextlib
import os
from pathlib import Path
from typing import Final

from console.backend.store.files import beside, flush

_READY: Final = ".restored-"
_ASIDE: Final = ".replaced-"
_ASIDE_TOO: Final = ("", "-wal", "-shm", "-journal", ".mark")


def ready_name(store: Path, stamp: str) -> Path:
    """The name that a file gets once it is to take the store's place."""
    return beside(store, _READY + stamp)


def aside_name(store: Path, stamp: str) -> Path:
    """Where the replaced store is kept."""
    return beside(store, _ASIDE + stamp)


def finish(store: Path) -> bool:
    """End a replacing that was decided, under the store's lock; False: there is none."""
    decided = sorted(store.parent.glob(f"{_glob_safe(store.name)}{_READY}*"))
    if not decided:
        return False
    ready = decided[-1]
    aside = aside_name(store, ready.name.removeprefix(store.name + _READY))
    # The old file's log must be away before the new file has the name: SQLite would take it for the new file's.
    for ending in _ASIDE_TOO:
        with contextlib.suppress(FileNotFoundError):
            os.rename(beside(store, ending), beside(aside, ending))
    flush(store.parent)
    os.rename(ready, store)
    flush(store.parent)
    return True


def _glob_safe(name: str) -> str:
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in name)
