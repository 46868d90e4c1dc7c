"""The floor of one node put together: who works, their states, the router, what supervisors do, the bot's banner."""

import asyncio
import logging
from collections.abc import Callable, Iterable
from typing import Final

from console.backend.floor_acting import Acting
from console.backend.floor_alarms import Alarms
from console.backend.floor_banner import Banner
from console.backend.floor_hours import Hours
from console.backend.floor_roster import Roster
from console.backend.floor_router import Routing
from console.backend.floor_states import States
from console.backend.floor_stats import Stats
from console.backend.people import People
from console.backend.service import Committing, Service
from console.core.conversation.model import Head
from console.core.conversation.words import State
from console.core.floor.capacity import slots
from console.core.floor.policy import FloorPolicy, Mode
from console.core.floor.presence import AgentNow, AgentState
from console.core.metrics.wall import Alarm

log = logging.getLogger("warmline.floor")

STIRRED_EVERY_S: Final = 5.0
"""Colleagues are told so often at most how many slots are busy: every chat that begins or ends changes it."""


class Floor:
    """Everything about the floor that is not one conversation's."""

    def __init__(
        self,
        service: Service,
        people: People,
        policy: FloorPolicy,
        *,
        on_broadcast: Callable[[str, list[str]], None],
        on_members: Callable[[Iterable[str]], None],
        on_alarm: Callable[[Alarm], None],
        on_wall: Callable[[], None],
    ) -> None:
        """`on_members`: these colleagues are to be told anew to all consoles; `on_wall`: there is a new snapshot."""
        self.service = service
        self.people = people
        self.policy = policy
        self.roster = Roster(people, policy)
        self.states = States(service.store, people, self.roster, service.clock, policy.reasons, self._state_changed)
        self.routing = Routing(service, people, self.roster, self.states, policy, on_broadcast)
        self.alarms = Alarms(service.store, service.clock, on_alarm)
        self.acting = Acting(service, self.roster, self.states, self.routing, self.alarms.acknowledge)
        self.hours = Hours(
            policy,
            service.clock,
            self.routing,
            lambda: self.stats.paces if self.stats.ready else None,
        )
        self.stats = Stats(service, people, self.roster, policy, self.alarms, self.hours.closed)
        self._on_wall = on_wall
        self.banner = Banner(service, lambda: self.acting.banner)
        self._on_members = on_members
        self._stirred: set[str] = set()
        people.attach(self)
        service.explain, service.is_beyond = self.routing.why, self.routing.is_beyond
        service.listen(self._committed)

    async def load(self) -> None:
        """As it was before a restart; conversations and colleagues are loaded."""
        self.roster.load_heads(self.service.heads.values())
        await self.states.load()
        await self.acting.load()
        await self.routing.load(self.acting.overflows)

    async def run(self) -> None:
        """Until cancelled."""
        await asyncio.gather(self.states.run(), self.routing.run(), self.stats.run(self._on_wall), self._tell_stirred())

    async def close(self) -> None:
        """Finish what is under way."""
        await self.banner.close()
        await self.routing.close()

    async def _tell_stirred(self) -> None:
        while True:
            await asyncio.sleep(STIRRED_EVERY_S)
            stirred, self._stirred = self._stirred, set()
            if stirred:
                self._on_members(stirred)

    # what happens

    def _committed(self, told: Committing) -> None:
        touched = self.roster.take(told.before, told.stored.head)
        self._stirred |= touched
        self.states.committed(told)
        self.routing.committed(told, touched)
        self.banner.committed(told)
        self.hours.committed(told)

    def _state_changed(self, agent: str) -> None:
        self.routing.changed((agent,))
        self._on_members((agent,))

    def accounts_changed(self, agents: Iterable[str]) -> None:
        """Other names, roles or skills."""
        changed = list(agents)
        self.roster.forget(changed)
        self.routing.changed(changed)
        for agent in changed:
            self.states.came_or_went(agent)

    def sign(self, agent: str) -> None:
        """She has done something."""
        self.states.sign(agent)

    # what `People` asks

    def came_or_went(self, agent: str) -> None:
        """Her first session has begun, or her last has ended."""
        self.states.came_or_went(agent)
        self.routing.changed((agent,))

    def now(self, agent: str) -> AgentNow:
        """Her state."""
        return self.states.of(agent)

    def slots(self, agent: str) -> tuple[int, int]:
        """Hers, and how many of them are busy."""
        if not self.roster.works(agent):
            return 0, 0
        return slots(self.states.of(agent).state, self.roster.load(agent), self.service.clock())

    def room_of(self, agent: str) -> int:
        """How many units of chats come to her at a time, whatever her state is now."""
        return self.roster.load(agent).capacity if self.roster.works(agent) else 0

    def peek_of(self, agent: str) -> int:
        """Among how many at the head of a queue she may choose; 0: among all."""
        if not self.routing.offers or not self.roster.works(agent):
            return 0
        return self.policy.peek_of(self.roster.skills(agent).level)

    def may_wake(self, agent: str, head: Head) -> bool:
        """Whether this conversation, which she has snoozed, may come back to her: one more than her room is no harm."""
        queue = head.leg.queue if head.leg is not None else ""
        if head.state is not State.SNOOZED or head.agent != agent or self.policy.mode_of(queue) is Mode.PICK:
            return True
        promised = self.routing.router.promised(agent)
        return self.roster.load(agent).may_wake(self.policy.queue(queue).units, promised)

    def has_room(self, agent: str, head: Head | None = None) -> bool:
        """Whether this conversation (any, where none is named) may come to her without her asking for it.

        What is offered to her alone counts as taken, so that a customer who comes back does not overtake it.
        """
        if self.states.of(agent).state not in (AgentState.AVAILABLE, AgentState.OFFLINE):
            return False
        queue = head.leg.queue if head is not None and head.leg is not None else ""
        if self.policy.mode_of(queue) is Mode.PICK:
            return True
        now, units = self.service.clock(), self.policy.queue(queue).units
        if agent in self.routing.router.agents:
            return self.routing.router.room_of(agent, now, head.conv if head is not None else "") >= units
        return self.roster.load(agent).room(now) >= units
