"""How much may pass in a time: token buckets, slices of long work, things kept for each of many.

The clock comes from outside.
"""

import asyncio
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")

Clock = Callable[[], float]
"""Seconds, steady."""


def loop_time() -> float:
    """The running event loop's clock: virtual where the loop is."""
    return asyncio.get_running_loop().time()


class Pace:
    """A token bucket."""

    __slots__ = ("_at", "_clock", "_tokens", "burst", "rate")

    def __init__(self, per_second: float, burst: int, clock: Clock = loop_time) -> None:
        self.rate = per_second
        self.burst = float(burst)
        self._clock = clock
        self._tokens = float(burst)
        self._at: float | None = None

    def take(self, cost: float = 1.0) -> bool:
        """Whether one more may pass now; one that costs more than a burst passes when a whole one may."""
        self._fill()
        cost = min(cost, self.burst)
        if self._tokens < cost:
            return False
        self._tokens -= cost
        return True

    def charge(self, cost: float) -> None:
        """What has passed already, whether there was room for it or not: at most a whole burst is owed."""
        self._fill()
        self._tokens = max(-self.burst, self._tokens - cost)

    def spend(self, cost: float) -> None:
        """As `charge`, right after it: the clock is not read again, which is most of what it costs."""
        self._tokens = max(-self.burst, self._tokens - cost)

    @property
    def owes(self) -> bool:
        """Whether more has passed than may."""
        self._fill()
        return self._tokens < 0.0

    @property
    def full(self) -> bool:
        """Whether nothing has passed for so long that a whole burst may."""
        self._fill()
        return self._tokens >= self.burst

    def _fill(self) -> None:
        # The clock is first read with the first one that comes: there may be no loop when this is made.
        now = self._clock()
        if self._at is not None:
            self._tokens = min(self.burst, self._tokens + (now - self._at) * self.rate)
        self._at = now


class Slices:
    """Long work of many tasks in short slices, all of them together: in between everything else has its turn."""

    def __init__(self, slice_s: float, pause_s: float) -> None:
        """The pauses are real ones: the store's thread gets nothing of a loop that is always busy."""
        self._slice_s = slice_s
        self._pause_s = pause_s
        self._begun = 0.0
        self._go = asyncio.Event()
        self._go.set()

    async def rest(self) -> None:
        """Go on at once while the slice lasts, after the pause otherwise."""
        if self._go.is_set() and loop_time() - self._begun >= self._slice_s:
            self._go.clear()
            asyncio.get_running_loop().call_later(self._pause_s, self._again)
        if not self._go.is_set():
            await self._go.wait()

    def _again(self) -> None:
        self._begun = loop_time()
        self._go.set()


class OfEach(Generic[T]):
    """One of a thing for each of many, of whom the ones that came longest ago are forgotten."""

    def __init__(self, make: Callable[[], T], most: int = 4_096) -> None:
        self._make = make
        self._most = most
        self._kept: dict[str, T] = {}

    def __len__(self) -> int:
        return len(self._kept)

    def of(self, who: str) -> T:
        """The one of this one."""
        kept = self._kept.pop(who, None) or self._make()
        self._kept[who] = kept
        if len(self._kept) > self._most:
            del self._kept[next(iter(self._kept))]
        return kept
