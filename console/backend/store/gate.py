"""Reads go side by side; what moves the log into the file waits until none runs, so that it moves all of it or nothing.

SQLite flushes the file only when all of the log is in it. What it moves around a running read is not flushed then; if
the flush that follows later fails, it never moves those pages again, and a loss of power takes them.
"""

import contextlib
import threading
from collections.abc import Iterator
from typing import Final

WAIT_S: Final = 0.05
"""So long new reads are held back for those that run to end."""


class Gate:
    """Of one store; for threads."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._reads = 0
        self._moving = False

    @contextlib.contextmanager
    def reading(self) -> Iterator[None]:
        """While a read runs."""
        with self._changed:
            self._changed.wait_for(lambda: not self._moving)
            self._reads += 1
        try:
            yield
        finally:
            with self._changed:
                self._reads -= 1
                self._changed.notify_all()

    @contextlib.contextmanager
    def moving(self) -> Iterator[bool]:
        """While the log is moved; False: a read takes long, and nothing may be moved now."""
        with self._changed:
            self._moving = True
            alone = self._changed.wait_for(lambda: self._reads == 0, WAIT_S)
        try:
            yield alone
        finally:
            with self._changed:
                self._moving = False
                self._changed.notify_all()
