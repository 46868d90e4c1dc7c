"""Counts over the rolling windows and since midnight, kept as they come; every figure of a window is read from these.

A window of so many minutes ends now and begins with the whole second that long ago. What is added late, or taken back
when an outcome turns out to be another, lands in the second it belongs to: sums depend on what happened, never on when
it was read.
"""

import math
from bisect import bisect_left, bisect_right, insort
from collections.abc import Hashable, Mapping
from typing import Final, Generic, TypeVar

from console.core.conversation.words import SECOND
from console.core.metrics.days import Days
from console.core.metrics.wall import WINDOWS

ROLLING: Final = tuple(minutes for minutes in WINDOWS if minutes)
_TRIM: Final = 4_096

Key = TypeVar("Key", bound=Hashable)


class _Window(Generic[Key]):
    """One rolling window: its sums, and the first of the seconds that it holds."""

    __slots__ = ("counts", "first", "length", "start")

    def __init__(self, minutes: int) -> None:
        self.length = minutes * 60
        self.start = -1
        """The last second that it holds no more."""
        self.first = 0
        self.counts: dict[Key, int] = {}


class Rolling(Generic[Key]):
    """Counts by key."""

    def __init__(self, days: Days) -> None:
        self._days = days
        self._buckets: dict[int, dict[Key, int]] = {}
        self._seconds: list[int] = []
        self._windows: dict[int, _Window[Key]] = {minutes: _Window(minutes) for minutes in ROLLING}
        self._all = tuple(self._windows.values())
        self._by_day: dict[int, dict[Key, int]] = {}
        self._day = (0, 0)
        """The day that was added to last: beginning and end."""

    def add(self, at: int, key: Key, n: int = 1) -> None:
        """So many more at this instant; less than nothing takes back."""
        second = at // SECOND
        bucket = self._buckets.get(second)
        if bucket is None:
            bucket = self._open(second)
        bucket[key] = bucket.get(key, 0) + n
        for window in self._all:
            if second > window.start:
                counts = window.counts
                counts[key] = counts.get(key, 0) + n
        begin, end = self._day
        if not begin <= at < end:
            begin = self._open_day(at)
        day = self._by_day.get(begin)
        if day is not None:
            day[key] = day.get(key, 0) + n

    def counts(self, minutes: int, now: int) -> Mapping[Key, int]:
        """What the window holds now; since midnight with 0. Keys that came to nothing may be in it, as 0."""
        if not minutes:
            return self._by_day.get(self._days.midnight(now), {})
        window = self._windows[minutes]
        self._slide(window, self._days.settled // SECOND - window.length - 1)
        start = now // SECOND - window.length - 1
        place = window.first
        if start <= window.start or place == len(self._seconds) or self._seconds[place] > start:
            return window.counts
        counts = dict(window.counts)
        while place < len(self._seconds) and self._seconds[place] <= start:
            for key, n in self._buckets[self._seconds[place]].items():
                counts[key] = counts.get(key, 0) - n
            place += 1
        return counts

    def _open(self, second: int) -> dict[Key, int]:
        seconds = self._seconds
        if seconds and second < seconds[-1]:
            insort(seconds, second)
        else:
            seconds.append(second)
        for window in self._all:
            window.first += second <= window.start
        bucket: dict[Key, int] = {}
        self._buckets[second] = bucket
        if len(seconds) > _TRIM:
            self._trim()
        return bucket

    def _open_day(self, at: int) -> int:
        begin = self._days.midnight(at)
        self._day = (begin, self._days.midnight(begin + 26 * 3_600 * SECOND))
        if begin not in self._by_day and (not self._by_day or begin > min(self._by_day)):
            self._by_day[begin] = {}
            while len(self._by_day) > 2:
                del self._by_day[min(self._by_day)]
        return begin

    def _slide(self, window: _Window[Key], start: int) -> None:
        if start <= window.start:
            return
        window.start = start
        seconds, counts = self._seconds, window.counts
        while window.first < len(seconds) and seconds[window.first] <= start:
            for key, n in self._buckets[seconds[window.first]].items():
                left = counts.get(key, 0) - n
                if left:
                    counts[key] = left
                else:
                    counts.pop(key, None)
            window.first += 1

    def _trim(self) -> None:
        """Forget what the longest window has left behind; nothing that was read changes."""
        for window in self._all:
            self._slide(window, self._days.settled // SECOND - window.length - 1)
        gone = self._windows[ROLLING[-1]].first
        for second in self._seconds[:gone]:
            del self._buckets[second]
        del self._seconds[:gone]
        for window in self._all:
            window.first -= gone


class Levels:
    """What holds for a while: how long how much of it held within a window, exactly.

    A change is kept as the change and the change times its instant; both are counts, so they may come in any order.
    """

    def __init__(self, days: Days) -> None:
        self._days = days
        self._changes: Rolling[tuple[str, int]] = Rolling(days)
        self._level: dict[str, int] = {}

    def change(self, at: int, name: str, by: int) -> None:
        """So much more of it from this instant on."""
        self._level[name] = self._level.get(name, 0) + by
        self._changes.add(at, (name, 0), by)
        self._changes.add(at, (name, 1), by * at)

    def level(self, name: str) -> int:
        """How much there is now."""
        return self._level.get(name, 0)

    def held(self, name: str, minutes: int, now: int) -> int:
        """The sum over the window, in milliseconds of one."""
        start = (now // SECOND - minutes * 60) * SECOND if minutes else self._days.midnight(now)
        counts = self._changes.counts(minutes, now)
        changed, weighted = counts.get((name, 0), 0), counts.get((name, 1), 0)
        return self.level(name) * (now - start) + changed * start - weighted


class Recent:
    """Instants of the last minutes, so that any shorter while can be counted to the millisecond."""

    __slots__ = ("_times",)

    def __init__(self) -> None:
        self._times: list[int] = []

    def add(self, at: int) -> None:
        """One more."""
        times = self._times
        if times and at < times[-1]:
            insort(times, at)
        else:
            times.append(at)
        if len(times) > _TRIM:
            del times[: bisect_left(times, times[-1] - 10 * 60 * SECOND)]

    def discard(self, at: int) -> None:
        """It was none."""
        place = bisect_left(self._times, at)
        if place < len(self._times) and self._times[place] == at:
            del self._times[place]

    def within(self, now: int, length: int) -> int:
        """How many in `(now - length, now]`."""
        return bisect_right(self._times, now) - bisect_right(self._times, now - length)


def nearest_rank(counts: Mapping[int, int], share: float) -> int | None:
    """The smallest value that this share of them does not exceed; None where there are none."""
    number = sum(counts.values()) if counts else 0
    if number <= 0:
        return None
    rank = max(1, math.ceil(share * number - 1e-9))
    for value in sorted(counts):
        rank -= counts[value]
        if rank <= 0:
            return value
    return None


def mean(counts: Mapping[int, int]) -> float | None:
    """Of values with their counts; None where there are none."""
    number = sum(counts.values())
    return sum(value * n for value, n in counts.items()) / number if number > 0 else None
