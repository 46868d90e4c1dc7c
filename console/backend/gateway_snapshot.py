"""All rows as encoded frames, those that wait first: made a page at a time, once for all consoles that come about the
same time.
"""

from collections.abc import Sequence
from typing import Final

from console.core.floor.rows import Row
from console.core.wire import codec
from console.core.wire.frames import Snapshot
from console.core.wire.limits import PAGE_ROWS

FRAME_BYTES: Final = 192 * 1024
"""The most in one frame; a page that is larger is halved."""


class Pages:
    """The rows of one position; the page that ends them is each console's own."""

    def __init__(self, pos: str, rows: Sequence[Row]) -> None:
        self.pos = pos
        self._rows = rows
        self._taken = 0
        self._made: list[bytes] = []

    def page(self, n: int) -> bytes | None:
        """The n-th of them, asked for in order; None: there is no more."""
        if n == len(self._made) and self._taken < len(self._rows):
            self._made.append(self._next())
            if self._taken == len(self._rows):
                self._rows, self._taken = (), 0
        return self._made[n] if n < len(self._made) else None

    def _next(self) -> bytes:
        most = PAGE_ROWS
        while True:
            rows = tuple(self._rows[self._taken : self._taken + most])
            data = codec.encode(Snapshot(rows, len(self._made)))
            if len(data) <= FRAME_BYTES or len(rows) == 1:
                self._taken += len(rows)
                return data
            most = len(rows) // 2
