"""The tiles' lines: what each figure was at the ends of the last cells, kept as the wall said it then."""

from collections import deque
from collections.abc import Callable
from typing import Final

from console.core.conversation.words import HOUR, SECOND
from console.core.metrics.wall import CELLS, WINDOWS

FIGURES: Final = ("waiting", "longest", "in_60", "wait_mid", "gave_up", "slot_load", "got_person", "owed")
Sample = tuple[float | None, ...]
"""One value for each of `FIGURES`."""
Standing = tuple[int, int, float | None, int]
"""What no window is of: who waits, since when the first one does, the slots' load, since when an answer is owed."""
Sliding = tuple[float | None, float | None, float | None, float | None]
"""Of a window: in 60 s, the middle wait, who gave up, who got a person."""
_Span = tuple[int, int, Standing, Sliding]
"""The first and the last of the samples that say the same."""


def cell_length(minutes: int) -> int:
    """How long a cell of this window's lines is, in milliseconds: a twelfth; two hours of a day."""
    return minutes * 60 * SECOND // CELLS if minutes else 2 * HOUR


_UNKNOWN: Final[tuple[Sliding, int]] = ((None, None, None, None), 0)
_LENGTHS: Final = {minutes: cell_length(minutes) for minutes in WINDOWS}


def sample_of(standing: Standing, sliding: Sliding, at: int) -> Sample:
    """The figures at this instant, in their order."""
    waiting, since, load, owed = standing
    in_60, wait_mid, gave_up, got_person = sliding
    longest = max(0, at - since) / SECOND if since else 0.0
    return (
        float(waiting), longest, in_60, wait_mid, gave_up, load, got_person,
        max(0, at - owed) / SECOND if owed else 0.0,
    )  # fmt: skip


class History:
    """Samples at the multiples of each window's cell.

    Between two events only what falls out of a window changes, so that a silence costs one look at each window and one
    at whatever leaves it, however many samples it spans.
    """

    def __init__(
        self,
        standing: Callable[[], Standing],
        sliding: Callable[[int, int], tuple[Sliding, int]],
        version: Callable[[], int],
    ) -> None:
        """How samples are taken.

        Args:
            standing: as things are now.
            sliding: a window of so many minutes at an instant, and from when on it is another if nothing happens.
            version: another number when any window may be another, the passing of time aside.
        """
        self._standing = standing
        self._sliding = sliding
        self._version = version
        self._seen = -1
        """The version that is known."""
        self._known: dict[int, tuple[Sliding, int]] = {}
        """By window, what it holds and until when."""
        self._kept: dict[int, deque[_Span]] = {minutes: deque(maxlen=CELLS) for minutes in WINDOWS}
        self._next = dict.fromkeys(WINDOWS, 0)
        self.next = 0
        """The next instant that a sample is of."""

    def advance(self, at: int) -> None:
        """Take every sample up to this instant, as things stand; of a long silence only the last ones."""
        standing, known, following = self._standing(), self._known, self._next
        if self._seen != self._version():
            known.clear()
            self._seen = self._version()
        for minutes, length in _LENGTHS.items():
            due = following[minutes]
            if due > at:
                continue
            last = at - at % length
            when = due or last
            if last - when >= CELLS * length:
                when = last - (CELLS - 1) * length
            following[minutes] = last + length
            while when <= last:
                sliding, until = known.get(minutes, _UNKNOWN)
                if until <= when:
                    sliding, until = known[minutes] = self._sliding(minutes, when)
                upto = last if until > last else (until - 1) // length * length
                self._kept[minutes].append((when, upto, standing, sliding))
                when = upto + length
        self.next = min(following.values())

    def rewind(self, to: int) -> None:
        """The clock was put back: samples are taken from here on again."""
        for minutes, kept in self._kept.items():
            before = [(first, min(last, to), *rest) for first, last, *rest in kept if first <= to]
            self._kept[minutes] = deque(before, maxlen=CELLS)  # type: ignore[arg-type]
            length = _LENGTHS[minutes]
            if self._next[minutes]:
                self._next[minutes] = (to // length + 1) * length
        self.next = min(self._next.values())

    def before(self, minutes: int, now: int) -> tuple[Sample | None, ...]:
        """The samples of the cells before the running one, oldest first; None where nothing was known yet."""
        length = _LENGTHS[minutes]
        last = now // length * length
        found = {
            when: sample_of(standing, sliding, when)
            for first, upto, standing, sliding in self._kept[minutes]
            for when in range(max(first, last - CELLS * length), upto + 1, length)
        }
        return tuple(found.get(last - n * length) for n in range(CELLS - 2, -1, -1))
