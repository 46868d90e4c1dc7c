"""A mark beside the store of how far it had come: a file that is behind its mark was put back by hand, or has lost
commits that were on the disk. The mark follows the commits, so that it is never ahead of them.
"""

import logging
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Final

import msgspec

from console.backend.store.files import beside, replace_with

log = logging.getLogger("warmline.store")

EVERY_S: Final = 2.0


class Mark(msgspec.Struct, frozen=True):
    """How far the store had come."""

    epoch: str
    pos: int


def read_mark(store: Path) -> Mark | None:
    """The store's mark; None where there is none that can be read."""
    try:
        return msgspec.json.decode(beside(store, ".mark").read_bytes(), type=Mark)
    except (OSError, msgspec.MsgspecError, UnicodeError):
        return None


def is_behind(mark: Mark | None, epoch: str, pos: int) -> bool:
    """Whether a file with this epoch and last position is not the one that the mark was made for, or an older one."""
    return mark is not None and (mark.epoch != epoch or pos < mark.pos)


class Marker:
    """Keeps the mark of an open store, in a thread of its own: commits never wait for it."""

    def __init__(self, store: Path, epoch: str, position: Callable[[], int]) -> None:
        """`position` tells the last position that is on the disk."""
        self._store = store
        self._epoch = epoch
        self._position = position
        self._written = read_mark(store)
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="warmline-store-mark", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Mark the end. The last commit must have been answered."""
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        # At once, should the store have begun a new epoch.
        if self._written is not None and self._written.epoch != self._epoch:
            self._mark()
        while not self._stop.wait(EVERY_S):
            self._mark()
        self._mark()

    def _mark(self) -> None:
        mark = Mark(self._epoch, self._position())
        if mark == self._written:
            return
        try:
            replace_with(beside(self._store, ".mark"), msgspec.json.encode(mark) + b"\n")
        except OSError as error:
            # The older mark is true as well.
            log.warning("the store's mark cannot be written: %s", error.strerror)
        else:
            self._written = mark
