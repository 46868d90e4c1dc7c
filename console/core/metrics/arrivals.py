"""What comes in: requests for a person each minute, first messages by topic, reasons; beside the weeks before."""

from array import array
from typing import Final

from console.core.conversation.words import DAY, MINUTE, Reason
from console.core.metrics.days import Days
from console.core.metrics.wall import PLOT_MINUTES, Plot, ReasonLine, Share
from console.core.metrics.windows import Recent, Rolling, Windows

WEEKS: Final = 4
"""So many weeks make what is usual."""
_RING: Final = (WEEKS * 7 + 3) * (DAY // MINUTE)
_ZEROS: Final = array("I", bytes(array("I").itemsize * _RING))
_AROUND: Final = 2
"""Minutes to each side that are usual's too: one minute of one week is too few to say."""

_MOST_USUAL: Final = 4 * PLOT_MINUTES

GROUPS: Final = ("asked", "unsure", "upset", "in_trouble", "bot_failed", "other")
"""The reasons as the wall groups them."""
_GROUP: Final[dict[str, str]] = {
    Reason.ASKED: "asked",
    Reason.LOW_CONFIDENCE: "unsure",
    Reason.SENTIMENT: "upset",
    Reason.NO_MATCH: "in_trouble",
    Reason.LOOP: "in_trouble",
    Reason.BOT_ERROR: "bot_failed",
}


def group_of(reason: str) -> str:
    """The group of a reason."""
    return _GROUP.get(reason, "other")


class MinuteRing:
    """Counts by minute, of the last weeks."""

    __slots__ = ("_counts", "_first", "_newest")

    def __init__(self) -> None:
        self._counts = _ZEROS[:]
        self._newest = 0
        self._first = 0

    def add(self, at: int, n: int = 1) -> None:
        """So many more in the minute of this instant."""
        minute = at // MINUTE
        if not self._newest:
            self._newest = self._first = minute
        self._first = min(self._first, minute)
        self._advance(minute)
        if minute > self._newest - _RING:
            self._counts[minute % _RING] += n

    def _advance(self, minute: int) -> None:
        if minute <= self._newest:
            return
        counts, gone = self._counts, max(self._newest + 1, minute - _RING + 1)
        while gone <= minute:
            first = gone % _RING
            length = min(_RING - first, minute - gone + 1)
            counts[first : first + length] = _ZEROS[:length]
            gone += length
        self._newest = minute

    def sum(self, minute: int, length: int) -> int:
        """How many in so many minutes from this one on."""
        begin = max(minute, self._newest - _RING + 1)
        end = min(minute + length, self._newest + 1)
        if not self._newest or begin >= end:
            return 0
        first, last = begin % _RING, (end - 1) % _RING
        if first <= last:
            return sum(self._counts[first : last + 1])
        return sum(self._counts[first:]) + sum(self._counts[: last + 1])

    def covers(self, minute: int) -> bool:
        """Whether counting had begun then."""
        return bool(self._newest) and max(self._first, self._newest - _RING + 1) <= minute


class Usual:
    """A ring beside its own weeks before."""

    __slots__ = ("_days", "ring")

    def __init__(self, days: Days) -> None:
        self._days = days
        self.ring = MinuteRing()

    def at(self, at: int, length: int = 1, begun: int = 0) -> float | None:
        """What is usual for so many minutes from this instant on: the mean of the weeks that are known, if any is.

        Args:
            at: when.
            length: minutes.
            begun: when counting began, where that was before this ring's first entry.
        """
        total, weeks = 0, 0
        for week in range(1, WEEKS + 1):
            minute = self._days.weeks_before(at, week) // MINUTE
            if not (self.ring.covers(minute) or 0 < begun <= minute * MINUTE):
                continue
            weeks += 1
            total += self.ring.sum(minute - _AROUND, length + 2 * _AROUND)
        return total * length / (weeks * (length + 2 * _AROUND)) if weeks else None


class Arrivals:
    """Requests and first messages as they come."""

    def __init__(self, windows: Windows) -> None:
        days = self._days = windows.days
        self.reasons: Rolling[str] = Rolling(windows)
        self.begun = 0
        """The first thing that was ever counted."""
        self.requests = Usual(days)
        self._last_minute = Recent()
        self._answered = Recent()
        self._groups = {group: MinuteRing() for group in GROUPS}
        self.topics: dict[str, Usual] = {}
        self._topic_times: dict[str, Recent] = {}
        self._usual: dict[int, int] = {}

    def requested(self, at: int, reason: str) -> None:
        """Somebody wants a person."""
        self._begin(at)
        group = group_of(reason)
        self.reasons.add(at, group)
        self.requests.ring.add(at)
        self._last_minute.add(at)
        self._groups[group].add(at)

    def answered(self, at: int) -> None:
        """A waiting leg has got a person."""
        self._answered.add(at)

    def unanswered(self, at: int) -> None:
        """It had not."""
        self._answered.discard(at)

    def opened(self, at: int, topic: str) -> None:
        """A conversation that began then is about this topic, as is known now."""
        self._begin(at)
        if topic not in self.topics:
            self.topics[topic] = Usual(self._days)
            self._topic_times[topic] = Recent()
        self.topics[topic].ring.add(at)
        self._topic_times[topic].add(at)

    def _begin(self, at: int) -> None:
        self.begun = min(self.begun or at, at)

    def spikes(self, now: int) -> tuple[tuple[str, int, float | None], ...]:
        """Topics of the last minute: how many conversations began, how many usually do."""
        found = []
        for topic in sorted(self._topic_times):
            number = self._topic_times[topic].within(now, MINUTE)
            if number:
                found.append((topic, number, self.topics[topic].at(now, 1, self.begun)))
        return tuple(found)

    def plot(self, now: int) -> Plot:
        """Requests each minute; of the running minute the last 60 seconds."""
        minute = now // MINUTE
        ring = self.requests.ring
        first = minute - PLOT_MINUTES + 1
        values = [ring.sum(first + n, 1) for n in range(PLOT_MINUTES - 1)]
        values.append(self._last_minute.within(now, MINUTE))
        usual = tuple(self._usual_at(first + n) for n in range(PLOT_MINUTES))
        return Plot(minute * MINUTE, tuple(values), usual, self._answered.within(now, MINUTE))

    def _usual_at(self, minute: int) -> int:
        """Looked up once for each minute: weeks ago is long past."""
        found = self._usual.get(minute)
        if found is None:
            if len(self._usual) > _MOST_USUAL:
                self._usual.clear()
            found = self._usual[minute] = round(self.requests.at(minute * MINUTE) or 0.0)
        return found

    def reason_lines(self, minutes: int, now: int) -> tuple[ReasonLine, ...]:
        """Why a person, over the window, and a week ago over the same one."""
        counts = self.reasons.counts(minutes, now)
        begin = self._days.midnight(now) if not minutes else now - minutes * MINUTE
        length = minutes or (now - begin) // MINUTE + 1
        then = self._days.weeks_before(begin, 1) // MINUTE
        before = {group: self._groups[group].sum(then, length) for group in GROUPS}
        total = sum(before.values())
        return tuple(ReasonLine(group, counts.get(group, 0), Share(before[group], total)) for group in GROUPS)
