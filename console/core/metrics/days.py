"""Local time as instants: midnights, hours and the same minute of the weeks before, in one named zone.

Keys of buckets are always UTC instants, so that the hour that comes twice in autumn is two hours.
"""

from bisect import bisect_right
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Final

from console.core.conversation.words import DAY, HOUR, MINUTE

WEEK: Final = 7 * DAY
_STEP: Final = 15 * MINUTE
"""Offsets change at multiples of this, so they are looked up once for each."""
_MOST_KEPT: Final = 8_192


class Days:
    """The calendar of a zone."""

    def __init__(self, zone: tzinfo = UTC) -> None:
        self._zone = zone
        self.settled = 0
        """Up to this instant everything has come: what slides may slide so far for good."""
        self._offsets: dict[int, int] = {}
        self._starts: list[int] = []

    def offset(self, at: int) -> int:
        """Local time less UTC, in milliseconds."""
        step = at // _STEP
        found = self._offsets.get(step)
        if found is None:
            if len(self._offsets) >= _MOST_KEPT:
                self._offsets.clear()
            local = datetime.fromtimestamp(step * _STEP / 1_000, self._zone)
            found = round((local.utcoffset() or timedelta()).total_seconds() * 1_000)
            self._offsets[step] = found
        return found

    def midnight(self, at: int) -> int:
        """When the local day of this instant began."""
        starts = self._starts
        place = bisect_right(starts, at)
        if place == 0 or place == len(starts) or starts[place] - starts[place - 1] > 30 * HOUR:
            self._learn(at)
            place = bisect_right(self._starts, at)
        return self._starts[place - 1]

    def next_midnight(self, at: int) -> int:
        """When the next local day begins."""
        return self.midnight(self.midnight(at) + 26 * HOUR)

    def hour(self, at: int) -> int:
        """When the local hour of this instant began."""
        return at - (at + self.offset(at)) % HOUR

    def weeks_before(self, at: int, weeks: int) -> int:
        """The same weekday and local time, so many weeks ago."""
        then = at - weeks * WEEK
        return then + self.offset(at) - self.offset(then)

    def _learn(self, at: int) -> None:
        today = datetime.fromtimestamp(at / 1_000, self._zone).date()
        known = set(self._starts[-_MOST_KEPT:])
        known |= {self._start(today + timedelta(days)) for days in (-1, 0, 1, 2)}
        self._starts = sorted(known)

    def _start(self, day: date) -> int:
        local = datetime(day.year, day.month, day.day, tzinfo=self._zone)
        return round(local.timestamp() * 1_000)
