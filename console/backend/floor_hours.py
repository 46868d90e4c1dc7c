"""What customers are told of their wait: when a queue opens, whether anybody will be there, and an honest band."""

from collections import Counter, deque
from collections.abc import Callable, Iterable
from typing import Final

from console.backend.floor_roster import Roster
from console.backend.public_items import Wait
from console.backend.service import Committing
from console.core.conversation.events import Taken
from console.core.conversation.model import Head
from console.core.conversation.words import HOUR, MINUTE, SECOND
from console.core.floor.eligible import Agent, Leg, ring_of
from console.core.floor.estimate import HISTORY, HISTORY_WINDOW, REFRESH, Pace, band, told
from console.core.floor.hours import is_open, next_opening, nobody_soon
from console.core.floor.policy import FloorPolicy
from console.core.metrics.figures import Figures
from console.core.metrics.windows import mean

LATELY: Final = 15
"""Minutes over which the pace of a queue is measured."""
PROMISED: Final = 2 * HOUR
"""After somebody is there again: so long a call-back or a written answer may take."""
ROUNDED: Final = 30 * MINUTE


class Hours:
    """Openings and estimates of all queues."""

    def __init__(
        self,
        policy: FloorPolicy,
        roster: Roster,
        clock: Callable[[], int],
        agents: Callable[[], Iterable[Agent]],
        figures: Callable[[], Figures | None],
    ) -> None:
        """`figures`: None while the feed is being folded."""
        self.policy = policy
        self.roster = roster
        self.clock = clock
        self._agents = agents
        self._figures = figures
        self._waits: dict[str, deque[tuple[int, int]]] = {}
        """By queue: when legs were answered lately, and how long they had waited; newest first."""
        self._told: dict[str, tuple[int, int | None]] = {}
        """By conversation: when its customer was told, and which step."""

    def committed(self, told: Committing) -> None:
        """Somebody may have been answered, or may wait no longer."""
        head, leg = told.stored.head, told.before.leg
        if not head.waiting:
            self._told.pop(head.conv, None)
        if leg is None or not told.before.waiting:
            return
        for record in told.records:
            if isinstance(record.event, Taken):
                waits = self._waits.setdefault(leg.queue, deque(maxlen=HISTORY))
                waits.appendleft((record.at, record.at - leg.enqueued_at))

    def closed(self) -> dict[str, int]:
        """The queues that are closed now, and when each opens; 0: never."""
        now = self.clock()
        return {
            queue.name: next_opening(queue.hours, now) or 0
            for queue in self.policy.queues
            if not is_open(queue.hours, now)
        }

    def opens_at(self, queue: str, lang: str, topic: str) -> int | None:
        """When a customer of this queue can be answered, if nobody can soon; 0: nobody knows; None: somebody can."""
        spec, now = self.policy.queue(queue), self.clock()
        leg = Leg("", queue, 0, 0, langs=(lang.lower(),) if lang else (), topic=topic, level=spec.level)
        able = sum(ring_of(agent.skills, leg) is not None for agent in self._agents())
        if not nobody_soon(spec.hours, now, self.policy.nobody_within, able):
            return None
        opens = next_opening(spec.hours, now)
        return opens if opens is not None and opens > now else 0

    def estimates(self) -> dict[str, tuple[int, ...]]:
        """What who joins each queue now is told."""
        figures, now = self._figures(), self.clock()
        if figures is None:
            return {}
        waiting = Counter({name: len(line.since) for name, line in figures.legs.lines.items()})
        names = {queue.name for queue in self.policy.queues} | waiting.keys()
        found = {name: band(told(waiting[name] + 1, self._pace(figures, name, now))) for name in names}
        return {name: minutes for name, minutes in found.items() if minutes}

    def wait_of(self, head: Head, place: int) -> Wait:
        """What this waiting customer is told."""
        if head.leg is None:
            return Wait()
        queue = head.leg.queue
        opens = self.opens_at(queue, head.lang, head.topic)
        # Where nobody knows when somebody comes, a day.
        base = opens or self.clock() + (24 * HOUR if opens == 0 else 0)
        promise_by = -(-(base + PROMISED) // ROUNDED) * ROUNDED
        return Wait(self.estimate(head.conv, queue, place) if opens is None else (), opens, promise_by)

    def estimate(self, conv: str, queue: str, place: int) -> tuple[int, ...]:
        """What this waiting customer is told: anew every half a minute at most, and never up by more than a step."""
        figures, now = self._figures(), self.clock()
        at, step = self._told.get(conv, (0, None))
        if figures is None or not place:
            return ()
        if now - at >= REFRESH:
            step = told(place, self._pace(figures, queue, now), step)
            self._told[conv] = (now, step)
        return band(step)

    def _pace(self, figures: Figures, queue: str, now: int) -> Pace:
        tally = figures.legs.by_queue(LATELY, now).get(queue)
        sessions = figures.handling.speeds["session_time"]
        lately, today = sessions.counts(LATELY, now), sessions.counts(0, now)
        # Whose home is nowhere in particular works here too.
        homes = [figures.agents.homes[name] for name in ("", queue) if name in figures.agents.homes]
        return Pace(
            answered=tally.answered if tally is not None else 0,
            sessions=sum(lately.values()),
            session_time=int((mean(lately) or 0) * SECOND),
            long_run=int((mean(today) or 0) * SECOND),
            active_slots=sum(home.slots for home in homes),
            waits=tuple(wait for at, wait in self._waits.get(queue, ()) if now - at <= HISTORY_WINDOW),
        )
