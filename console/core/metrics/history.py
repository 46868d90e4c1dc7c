"""The tiles' lines: what each figure was at the ends of the last cells, kept as the wall said it then."""

from collections import deque
from collections.abc import Callable
from typing import Final

from console.core.conversation.words import HOUR, SECOND
from console.core.metrics.wall import CELLS, WINDOWS

FIGURES: Final = ("waiting", "longest", "in_60", "wait_mid", "gave_up", "slot_load", "got_person", "owed")
Sample = tuple[float | None, ...]
"""One value for each of `FIGURES`."""


def cell_length(minutes: int) -> int:
    """How long a cell of this window's lines is, in milliseconds: a twelfth; two hours of a day."""
    return minutes * 60 * SECOND // CELLS if minutes else 2 * HOUR


class History:
    """Samples at the multiples of each window's cell."""

    def __init__(self, sample: Callable[[int, int], Sample]) -> None:
        self._sample = sample
        """Of a window, at an instant."""
        self._kept: dict[int, deque[tuple[int, Sample]]] = {minutes: deque(maxlen=CELLS) for minutes in WINDOWS}
        self._next = dict.fromkeys(WINDOWS, 0)
        self.next = 0
        """The next instant that a sample is of."""

    def advance(self, at: int) -> None:
        """Take every sample up to this instant, as things stand; of a long silence only the last ones."""
        for minutes in WINDOWS:
            length = cell_length(minutes)
            first = self._next[minutes] or at // length * length
            first = max(first, (at // length - CELLS + 1) * length)
            for when in range(first, at + 1, length):
                self._kept[minutes].append((when, self._sample(minutes, when)))
            self._next[minutes] = (at // length + 1) * length
        self.next = min(self._next.values())

    def before(self, minutes: int, now: int) -> tuple[Sample | None, ...]:
        """The samples of the cells before the running one, oldest first; None where nothing was known yet."""
        length = cell_length(minutes)
        kept = dict(self._kept[minutes])
        last = now // length * length
        return tuple(kept.get(last - n * length) for n in range(CELLS - 2, -1, -1))
