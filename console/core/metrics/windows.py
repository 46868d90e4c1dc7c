"""Counts over the rolling windows and since midnight, kept as they come; every figure of a window is read from these.

A window of so many minutes ends now and begins with the whole second that long ago. What is added late, or taken back
when an outcome turns out to be another, lands in the second it belongs to: sums depend on what happened, never on when
it was read.
"""

import math
from bisect import bisect_left, bisect_right, insort
from collections.abc import Hashable, Iterable, Mapping
from itertools import chain
from typing import Any, Final, Generic, TypeVar

from console.core.conversation.words import SECOND
from console.core.metrics.days import Days
from console.core.metrics.wall import WINDOWS

ROLLING: Final = tuple(minutes for minutes in WINDOWS if minutes)
_TRIM: Final = 4_096
_AGED: Final = 120
"""So many later seconds that hold something make one old: hardly anything is added to it any more."""
_BUSY: Final = 600
"""Old ones are kept small where so many seconds hold that many; of a quiet time there are few."""
_FAR: Final = 1 << 62
_APART: Final = 1 << 40
"""More than all changes of a level within a window come to."""

Key = TypeVar("Key", bound=Hashable)

_Place = tuple[int, Any]
"""A family and a key."""
_Bucket = dict[_Place, int] | tuple[Any, ...]
"""What one second holds; of an old one places and numbers in turn, a third of the bytes."""


def _pairs(bucket: _Bucket) -> Iterable[tuple[_Place, int]]:
    if isinstance(bucket, dict):
        return bucket.items()
    both = iter(bucket)
    return zip(both, both, strict=True)


class _Window:
    """One rolling window: its sums by family, and the first of the seconds that it holds."""

    __slots__ = ("first", "length", "start", "sums")

    def __init__(self, minutes: int) -> None:
        self.length = minutes * 60
        self.start = -1
        """The last second that it holds no more."""
        self.first = 0
        self.sums: list[dict[Any, int]] = []


class Windows:
    """The windows of all counts: seconds that hold something, each window's sums, and those of the last days."""

    def __init__(self, days: Days) -> None:
        self.days = days
        self.added = 0
        """How often something was."""
        self.levels: set[int] = set()
        """Families that keep instants beside their counts."""
        self._families = 0
        self._buckets: dict[int, _Bucket] = {}
        self._seconds: list[int] = []
        self._windows = {minutes: _Window(minutes) for minutes in ROLLING}
        self._all = tuple(self._windows.values())
        self._by_day: dict[int, list[dict[Any, int]]] = {}
        self._day = (0, 0)
        """The day that was added to last: beginning and end."""
        self._held_second = -1
        self._held: tuple[dict[_Place, int], list[list[dict[Any, int]]]] = ({}, [])

    def family(self) -> int:
        """Room for one more kind of counts."""
        for window in self._all:
            window.sums.append({})
        self._families += 1
        return self._families - 1

    def holding(self, at: int) -> tuple[dict[_Place, int], list[list[dict[Any, int]]]]:
        """The second's own counts, and all the sums that it is in; looked up once a second while nothing slides."""
        second = at // SECOND
        if second == self._held_second:
            return self._held
        bucket = self._buckets.get(second)
        if bucket is None:
            bucket = self._open(second)
        elif not isinstance(bucket, dict):
            bucket = self._buckets[second] = dict(_pairs(bucket))
        sums = [window.sums for window in self._all if second > window.start]
        begin, end = self._day
        if not begin <= at < end:
            begin = self._open_day(at)
        day = self._by_day.get(begin)
        if day is not None:
            sums.append(day)
        self._held_second, self._held = second, (bucket, sums)
        return self._held

    def counts(self, family: int, minutes: int, now: int) -> Mapping[Any, int]:
        """What the window holds now of one family; since midnight with 0."""
        if not minutes:
            day = self._by_day.get(self.days.midnight(now))
            return {} if day is None else day[family]
        window = self._windows[minutes]
        self._slide(window, self.days.settled // SECOND - window.length - 1)
        start = now // SECOND - window.length - 1
        place = window.first
        if start <= window.start or place == len(self._seconds) or self._seconds[place] > start:
            return window.sums[family]
        counts = dict(window.sums[family])
        while place < len(self._seconds) and self._seconds[place] <= start:
            for (whose, key), n in _pairs(self._buckets[self._seconds[place]]):
                if whose == family:
                    counts[key] = counts.get(key, 0) - n
            place += 1
        return counts

    def rewind(self, now: int) -> None:
        """The clock was put back: the windows end now again, and hold what is still known of them.

        What had happened by the other clock counts as now; levels are taken to have been as they are.
        """
        self._held_second = -1
        self.added += 1
        latest = now // SECOND
        ahead = self._seconds[bisect_right(self._seconds, latest) :]
        del self._seconds[len(self._seconds) - len(ahead) :]
        moved: dict[_Place, int] = {}
        for second in ahead:
            for place, n in _pairs(self._buckets.pop(second)):
                if place[0] not in self.levels:
                    moved[place] = moved.get(place, 0) + n
        if moved:
            for place, n in _pairs(self._buckets.get(latest, ())):
                moved[place] = moved.get(place, 0) + n
            self._buckets[latest] = moved
        if latest in self._buckets and self._seconds[-1:] != [latest]:
            self._seconds.append(latest)
        for window in self._all:
            self._refill(window, latest - window.length - 1)

    def _refill(self, window: _Window, start: int) -> None:
        window.start = start
        window.first = bisect_right(self._seconds, start)
        window.sums = [{} for _ in range(self._families)]
        for second in self._seconds[window.first :]:
            for (family, key), n in _pairs(self._buckets[second]):
                counts = window.sums[family]
                counts[key] = counts.get(key, 0) + n

    def version(self) -> int:
        """Another number when something was added."""
        return self.added

    def settle(self, minutes: int, now: int) -> int:
        """Everything up to this instant has come: slide for good; from when on the window holds less than now."""
        if not minutes:
            return self.days.next_midnight(now)
        window = self._windows[minutes]
        self._slide(window, now // SECOND - window.length - 1)
        place, seconds = window.first, self._seconds
        return (seconds[place] + window.length + 1) * SECOND if place < len(seconds) else _FAR

    def _open(self, second: int) -> dict[_Place, int]:
        seconds = self._seconds
        if seconds and second < seconds[-1]:
            insort(seconds, second)
        else:
            seconds.append(second)
        for window in self._all:
            window.first += second <= window.start
        bucket: dict[_Place, int] = {}
        self._buckets[second] = bucket
        if len(seconds) > _AGED and second - seconds[-_AGED - 1] < _BUSY:
            self._pack(seconds[-_AGED - 1])
        if len(seconds) > _TRIM:
            self._trim()
        return bucket

    def _pack(self, second: int) -> None:
        bucket = self._buckets[second]
        if isinstance(bucket, dict):
            self._buckets[second] = tuple(chain.from_iterable(bucket.items()))

    def _open_day(self, at: int) -> int:
        begin = self.days.midnight(at)
        self._day = (begin, self.days.next_midnight(begin))
        if begin not in self._by_day and (not self._by_day or begin > min(self._by_day)):
            self._by_day[begin] = [{} for _ in range(self._families)]
            while len(self._by_day) > 2:
                del self._by_day[min(self._by_day)]
        return begin

    def _slide(self, window: _Window, start: int) -> None:
        if start <= window.start:
            return
        window.start = start
        self._held_second = -1
        seconds, sums = self._seconds, window.sums
        while window.first < len(seconds) and seconds[window.first] <= start:
            for (family, key), n in _pairs(self._buckets[seconds[window.first]]):
                counts = sums[family]
                left = counts.get(key, 0) - n
                if left:
                    counts[key] = left
                else:
                    counts.pop(key, None)
            window.first += 1

    def _trim(self) -> None:
        """Forget what the longest window has left behind; nothing that was read changes."""
        for window in self._all:
            self._slide(window, self.days.settled // SECOND - window.length - 1)
        gone = self._windows[ROLLING[-1]].first
        for second in self._seconds[:gone]:
            del self._buckets[second]
        del self._seconds[:gone]
        for window in self._all:
            window.first -= gone


class Rolling(Generic[Key]):
    """One family of counts, by key."""

    __slots__ = ("_family", "_places", "_windows")

    def __init__(self, windows: Windows, *, has_instants: bool = False) -> None:
        self._windows = windows
        self._family = windows.family()
        self._places: dict[Key, _Place] = {}
        """One for each key, however many seconds hold it."""
        if has_instants:
            windows.levels.add(self._family)

    def add(self, at: int, key: Key, n: int = 1) -> None:
        """So many more at this instant; less than nothing takes back."""
        self.add_all(at, ((key, n),))

    def add_all(self, at: int, changes: Iterable[tuple[Key, int]]) -> None:
        """As `add`, several at once."""
        self._windows.added += 1
        bucket, sums = self._windows.holding(at)
        family, places = self._family, self._places
        for key, n in changes:
            place = places.get(key)
            if place is None:
                if len(places) >= _TRIM:
                    places.clear()
                place = places[key] = (family, key)
            bucket[place] = bucket.get(place, 0) + n
            for families in sums:
                counts = families[family]
                counts[key] = counts.get(key, 0) + n

    def counts(self, minutes: int, now: int) -> Mapping[Key, int]:
        """What the window holds now; since midnight with 0. Keys that came to nothing may be in it, as 0."""
        return self._windows.counts(self._family, minutes, now)


class Levels:
    """What holds for a while: how long how much of it held within a window, exactly.

    Of each change the sum of changes and the sum of changes times their instants is kept, so they may come in any
    order; both in one number, the second one `_APART` times, since a window's counts are its dearest part.
    """

    def __init__(self, windows: Windows) -> None:
        self._days = windows.days
        self._changes: Rolling[str] = Rolling(windows, has_instants=True)
        self._level: dict[str, int] = {}

    def change(self, at: int, changes: Iterable[tuple[str, int]]) -> None:
        """So much more of each from this instant on."""
        level, weight = self._level, at * _APART + 1
        kept = []
        for name, by in changes:
            level[name] = level.get(name, 0) + by
            kept.append((name, by * weight))
        self._changes.add_all(at, kept)

    def level(self, name: str) -> int:
        """How much there is now."""
        return self._level.get(name, 0)

    def held(self, name: str, minutes: int, now: int) -> int:
        """The sum over the window, in milliseconds of one."""
        start = (now // SECOND - minutes * 60) * SECOND if minutes else self._days.midnight(now)
        both = self._changes.counts(minutes, now).get(name, 0)
        changed = (both + _APART // 2) % _APART - _APART // 2
        weighted = (both - changed) // _APART
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
