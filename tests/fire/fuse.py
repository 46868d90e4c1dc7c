"""A fuse shared by a program under test and whoever lights it: which point to die at, and what was passed so far."""

import mmap
import os
import signal
import struct
import time
from pathlib import Path
from typing import Final

SERVER: Final = (
    "command.before",
    "command.after",
    "commit.before",
    "commit.after",
    "batch.before",
    "batch.after",
    "batch.within",
    "committed.before",
    "outlet.before",
    "outlet.after",
    "feed.before",
    "feed.after",
    "snapshot.before",
    "watch.before",
    "page.before",
    "page.after",
    "chunk.after",
    "ticket.after",
    "refresh.after",
    "load.before",
    "load.after",
)
"""Points of the server: around a command, its commit, its telling to consoles and pages, and the start."""
CONSOLE: Final = (
    "keep.before",
    "keep.after",
    "send.before",
    "send.after",
    "frame.before",
    "frame.after",
    "result.before",
    "result.after",
    "forget.before",
    "forget.after",
    "token.before",
    "token.after",
)
"""Points of a console: around the outbox's disk, the socket, an answer, and a new refresh token."""
POINTS: Final = SERVER + CONSOLE
_COUNTS: Final = 16


class Fuse:
    """One file of counters, mapped by both sides."""

    def __init__(self, path: Path) -> None:
        size = _COUNTS + 4 * len(POINTS)
        with path.open("a+b") as file:
            file.truncate(size)
        descriptor = os.open(path, os.O_RDWR)
        try:
            self._map = mmap.mmap(descriptor, size)
        finally:
            os.close(descriptor)

    # whoever lights it

    def light(self, point: str, count: int, delay_us: int = 0) -> None:
        """Die at the `count`-th passing of this point from now on; some die so many microseconds later."""
        self._put(4, count)
        self._put(8, delay_us)
        self._map[1] = 0
        self._map[0] = POINTS.index(point) + 1

    def put_out(self) -> None:
        """Live on."""
        self._map[0] = 0

    @property
    def burnt(self) -> str:
        """The point at which it died, or nothing."""
        return POINTS[self._map[1] - 1] if self._map[1] else ""

    def passed(self, point: str) -> int:
        """How often this point was passed, in all lives."""
        return self._get(_COUNTS + 4 * POINTS.index(point))

    def close(self) -> None:
        """Let go of the file."""
        self._map.close()

    # the program

    def pass_by(self, index: int) -> bool:
        """The program is at this point; True when it is to die here."""
        self._put(_COUNTS + 4 * index, self._get(_COUNTS + 4 * index) + 1)
        if self._map[0] != index + 1:
            return False
        left = self._get(4) - 1
        self._put(4, max(0, left))
        return left <= 0

    def die(self, index: int, *, late: bool = False) -> None:
        """Now, or `late`."""
        if late:
            time.sleep(self._get(8) / 1_000_000)
        self._map[1] = index + 1
        self._map[0] = 0
        os.kill(os.getpid(), signal.SIGKILL)

    def _get(self, at: int) -> int:
        return int(struct.unpack_from("<I", self._map, at)[0])

    def _put(self, at: int, value: int) -> None:
        struct.pack_into("<I", self._map, at, value)
