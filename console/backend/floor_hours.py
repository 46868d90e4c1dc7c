"""What customers are told of their wait: when a queue opens, whether anybody will be there, and an honest band."""

from collections.abc import Callable
from typing import Final

from console.backend.floor_pace import Paces
from console.backend.floor_router import Routing
from console.backend.public_items import Wait
from console.backend.service import Committing
from console.core.conversation.model import Head
from console.core.conversation.words import HOUR, MINUTE
from console.core.floor.eligible import Leg, could_answer, ring_of
from console.core.floor.estimate import REFRESH, band, told
from console.core.floor.hours import is_open, next_opening, nobody_soon
from console.core.floor.policy import FloorPolicy, Mode

PROMISED: Final = 2 * HOUR
"""After somebody is there again: so long a call-back or a written answer may take."""
ROUNDED: Final = 30 * MINUTE


class Hours:
    """Openings and estimates of all queues."""

    def __init__(
        self,
        policy: FloorPolicy,
        clock: Callable[[], int],
        routing: Routing,
        paces: Callable[[], Paces | None],
    ) -> None:
        """`paces`: None while the feed is being folded."""
        self.policy = policy
        self.clock = clock
        self._routing = routing
        self._paces = paces
        self._told: dict[str, tuple[int, int | None]] = {}
        """By conversation: when its customer was told, and which step."""

    def committed(self, told: Committing) -> None:
        """Somebody may wait no longer."""
        if not told.stored.head.waiting:
            self._told.pop(told.stored.head.conv, None)

    def closed(self) -> dict[str, int]:
        """The queues that are closed now, and when each opens; 0: never."""
        now = self.clock()
        return {
            queue.name: next_opening(queue.hours, now) or 0
            for queue in self.policy.queues
            if not is_open(queue.hours, now)
        }

    def opens_at(self, leg: Leg) -> int | None:
        """When this customer can be answered, if nobody can soon; 0: nobody knows; None: somebody can."""
        hours, now = self.policy.queue(leg.queue).hours, self.clock()
        if not nobody_soon(hours, now, self.policy.nobody_within, self._able(leg, now)):
            return None
        opens = next_opening(hours, now)
        return opens if opens is not None and opens > now else 0

    def _able(self, leg: Leg, now: int) -> int:
        """How many of those who are there may answer her soon; whom people take as they like no ring keeps apart."""
        router = self._routing.router
        agents = router.agents.values()
        if leg.mode is Mode.PICK:
            return sum(ring_of(agent.skills, leg) is not None for agent in agents)
        return could_answer(leg, agents, now + self.policy.nobody_within, router.overflows)

    def wait_of(self, head: Head, place: int) -> Wait:
        """What this waiting customer is told."""
        leg = self._routing.leg_of(head)
        if leg is None:
            return Wait()
        opens = self.opens_at(leg)
        # Where nobody knows when somebody comes, a day.
        base = opens or self.clock() + (24 * HOUR if opens == 0 else 0)
        promise_by = -(-(base + PROMISED) // ROUNDED) * ROUNDED
        return Wait(self.estimate(head.conv, leg.queue, place) if opens is None else (), opens, promise_by)

    def estimate(self, conv: str, queue: str, place: int) -> tuple[int, ...]:
        """What this waiting customer is told: anew every half a minute at most, and never up by more than a step."""
        now = self.clock()
        at, step = self._told.get(conv, (0, None))
        if place and now - at >= REFRESH:
            paces = self._paces()
            if paces is None:
                return ()
            step = told(place, paces.of(queue, now), step)
            self._told[conv] = (now, step)
        return band(step) if place else ()
