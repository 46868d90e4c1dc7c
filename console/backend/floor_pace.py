"""How fast each queue is answered, from the log alone: what an honest estimate of a wait is made of.

Like the figures it is folded from the feed, so that what was told can be recomputed, and a restart changes nothing.
"""

from collections import deque
from collections.abc import Mapping
from typing import Final, NamedTuple

from console.core.conversation.events import Record, Taken
from console.core.conversation.words import DAY, HOUR, SECOND
from console.core.floor.estimate import HISTORY, HISTORY_WINDOW, Pace, band, told
from console.core.metrics.entries import Entry
from console.core.metrics.figures import Figures
from console.core.metrics.legs import LegTally
from console.core.metrics.windows import mean

LATELY: Final = 15
"""Minutes over which the pace of a queue is measured."""
DAYS: Final = 7
"""What lasts is measured over so many."""
_A_LONG_DAY: Final = 26 * HOUR


class Paces:
    """Of all queues: told of every entry of the feed before the figures are."""

    def __init__(self, figures: Figures) -> None:
        self._figures = figures
        self._waits: dict[str, deque[tuple[int, int]]] = {}
        """By queue: when legs were answered lately, and how long they had waited; newest first."""
        self._days: dict[int, tuple[int, int]] = {}
        """Of whole days, by midnight: the seconds of all sessions that ended, and how many; figures keep two days."""
        self._begin = self._end = 0
        self._heard = 0
        self._lately: _Lately | None = None

    def before(self, entry: Entry) -> None:
        """The figures are about to be told of this."""
        self._heard += 1
        if entry.at >= self._end:
            self._day_ends(entry.at)
        if not isinstance(entry, Record) or not isinstance(entry.event, Taken):
            return
        talk = self._figures.talks.get(entry.conv)
        if talk is not None and talk.head.waiting and talk.head.leg is not None and talk.head.seq < entry.seq:
            waits = self._waits.setdefault(talk.head.leg.queue, deque(maxlen=HISTORY))
            waits.appendleft((entry.at, max(0, entry.at - talk.head.leg.enqueued_at)))

    def _day_ends(self, at: int) -> None:
        days = self._figures.days
        if self._end:
            self._days[self._begin] = _sums(self._sessions(0, self._begin))
        self._begin = days.midnight(at)
        self._end = days.midnight(self._begin + _A_LONG_DAY)
        self._days = {begin: sums for begin, sums in self._days.items() if begin >= self._begin - (DAYS + 1) * DAY}

    def long_run(self, now: int) -> int:
        """The mean session of the last seven days, in milliseconds; 0: none ended."""
        today = self._figures.days.midnight(now)
        since = today - (DAYS - 1) * DAY - HOUR
        days = self._days | {self._begin: _sums(self._sessions(0, self._begin))}
        kept = [sums for begin, sums in days.items() if since <= begin <= today]
        number = sum(of for _, of in kept)
        return SECOND * sum(seconds for seconds, _ in kept) // number if number else 0

    def of(self, queue: str, now: int) -> Pace:
        """What this queue has done lately."""
        lately = self._common(now)
        tally, homes = lately.tallies.get(queue), self._figures.agents.homes
        return Pace(
            answered=tally.answered if tally is not None else 0,
            sessions=lately.sessions,
            session_time=lately.session_time,
            long_run=lately.long_run,
            # Whose home is nowhere in particular works here too.
            active_slots=sum(homes[name].slots for name in ("", queue) if name in homes),
            waits=tuple(wait for at, wait in self._waits.get(queue, ()) if now - at <= HISTORY_WINDOW),
        )

    def estimates(self, now: int) -> dict[str, tuple[int, ...]]:
        """What who joins each queue now is told; queues of which too little is known are left out."""
        lines = self._figures.legs.lines
        names = {queue.name for queue in self._figures.policy.queues}
        found = {}
        for name in names | {name for name, line in lines.items() if len(line.since)}:
            place = len(lines[name].since) + 1 if name in lines else 1
            found[name] = band(told(place, self.of(name, now)))
        return {name: minutes for name, minutes in found.items() if minutes}

    def _common(self, now: int) -> "_Lately":
        """What the queues of one instant have in common; many customers are told within one second."""
        at = (now // SECOND, self._heard)
        if self._lately is None or self._lately.at != at:
            sessions = self._sessions(LATELY, now)
            tallies = self._figures.legs.by_queue(LATELY, now)
            number, time = sum(sessions.values()), int((mean(sessions) or 0) * SECOND)
            self._lately = _Lately(at, tallies, number, time, self.long_run(now))
        return self._lately

    def _sessions(self, minutes: int, at: int) -> Mapping[int, int]:
        return self._figures.handling.speeds["session_time"].counts(minutes, at)


class _Lately(NamedTuple):
    at: tuple[int, int]
    """The second, and how much had been folded."""
    tallies: dict[str, LegTally]
    sessions: int
    session_time: int
    long_run: int


def _sums(counts: Mapping[int, int]) -> tuple[int, int]:
    return sum(value * n for value, n in counts.items()), sum(counts.values())
