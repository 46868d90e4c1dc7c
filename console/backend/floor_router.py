"""The router's shell: tells the pure router of commits and states, and makes the offers that it proposes.

It wakes when something has happened or at the router's next instant. It keeps nothing: a restart begins it anew from
heads and states, and an offer that a crash cut off was made or was not.
"""

import asyncio
import logging
import secrets
from collections.abc import Callable, Iterable
from typing import Final

from console.backend.floor_last import Lasts
from console.backend.floor_roster import Roster
from console.backend.floor_states import States
from console.backend.people import People
from console.backend.service import Committing, Service
from console.backend.store.faults import StoreFaultError
from console.backend.waking import Waking
from console.core.conversation import commands as c
from console.core.conversation.context import Actor
from console.core.conversation.events import OfferEnded, OfferMade, Taken
from console.core.conversation.model import Head
from console.core.conversation.why import Why
from console.core.conversation.words import OfferEnd, TakenHow
from console.core.floor.eligible import Agent, Leg, leg_of
from console.core.floor.policy import FloorPolicy, Mode
from console.core.floor.presence import AgentState
from console.core.floor.router import Router, rebuilt
from console.core.floor.routing import Proposal

log = logging.getLogger("warmline.floor")

LOST_OFFER_S: Final = 0.2
"""After an offer that could not be made the router is not asked again at once: what it knows has to catch up."""

AT_ONCE: Final = 100

OnBroadcast = Callable[[str, list[str]], None]
"""Called with a conversation that is offered to everybody, and the agents who may claim it."""


class Routing:
    """Offers of one node."""

    def __init__(
        self,
        service: Service,
        people: People,
        roster: Roster,
        states: States,
        policy: FloorPolicy,
        on_broadcast: OnBroadcast,
    ) -> None:
        self.service = service
        self.people = people
        self.roster = roster
        self.states = states
        self.policy = policy
        self._on_broadcast = on_broadcast
        self.router = Router(policy)
        self.offers = any(
            mode is not Mode.PICK for mode in (policy.mode, *(q.mode or policy.mode for q in policy.queues))
        )
        """Whether any queue's legs are offered."""
        self.lasts = Lasts(service.store, self._waiting)
        self._waking = Waking(service.clock)
        self._asking: dict[str, asyncio.Task[None]] = {}
        """By conversation: who had its customer last is being looked up."""

    async def load(self, overflows: Iterable[str]) -> None:
        """Begin with everything that waits and everybody who is there."""
        waiting = [stored.head for stored in self.service.heads.values() if stored.head.waiting]
        for start in range(0, len(waiting) if self.offers else 0, AT_ONCE):
            await asyncio.gather(*(self._find(head) for head in waiting[start : start + AT_ONCE]))
        heads = (stored.head for stored in self.service.heads.values())
        legs = [leg for head in heads if (leg := self.leg_of(head)) is not None]
        agents = [agent for id in self.roster.agents() if (agent := self._agent(id)) is not None]
        self.router = rebuilt(self.policy, legs, agents, overflows)
        self._waking.wake()

    def _waiting(self) -> set[str]:
        """The customers who wait now."""
        return {stored.head.customer for stored in self.service.heads.values() if stored.head.waiting}

    def leg_of(self, head: Head) -> Leg | None:
        """The leg of a conversation that waits, as the router sees it."""
        return leg_of(head, self.policy, *self.lasts.of(head.customer))

    def _agent(self, id: str) -> Agent | None:
        """As the router sees her; None: she is not there."""
        state = self.states.soon(id)
        if state is AgentState.OFFLINE or not self.people.present(id) or not self.roster.works(id):
            return None
        return Agent(id, self.roster.load(id), self.roster.skills(id), state, self.roster.assigned_at.get(id, 0))

    # what happens

    def committed(self, told: Committing, touched: Iterable[str]) -> None:
        """A conversation has changed, and with it the room of these agents."""
        head = told.stored.head
        before = self.router.legs.get(head.conv)
        self.lasts.committed(told)
        for record in told.records:
            event = record.event
            if isinstance(event, Taken) and event.how in (TakenHow.PULLED, TakenHow.TAKEN) and before is not None:
                self.router.served(before.reason)
            elif isinstance(event, OfferEnded) and event.end is OfferEnd.EXPIRED:
                # Before its leg: who let it pass must not be offered it once more in the same breath.
                self._tell(event.agent)
        leg = self.leg_of(head)
        if leg is not None and before is None and self._must_ask(head):
            # A few milliseconds later it is told with who had her last.
            leg = None
        if leg is not None:
            self.router.leg(leg)
        elif before is not None:
            self.router.gone(head.conv)
        for agent in touched:
            self._tell(agent)
        if leg is not None or before is not None or touched:
            self._waking.wake()
        if leg is not None and leg.broadcast and any(isinstance(record.event, OfferMade) for record in told.records):
            self._on_broadcast(head.conv, self.router.told(head.conv, self.service.clock()))

    def _must_ask(self, head: Head) -> bool:
        """Whether it is not known who had this customer last; then it is being found out."""
        if not self.offers or self.lasts.knows(head.customer):
            return False
        if head.conv not in self._asking:
            task = self._asking[head.conv] = asyncio.create_task(self._ask(head))
            task.add_done_callback(lambda _: self._asking.pop(head.conv, None))
        return True

    async def _ask(self, head: Head) -> None:
        await self._find(head)
        stored = self.service.heads.get(head.conv)
        leg = self.leg_of(stored.head) if stored is not None else None
        if leg is not None:
            self.router.leg(leg)
            self._waking.wake()

    async def _find(self, head: Head) -> None:
        """Who had her last; a store that fails keeps nobody waiting."""
        try:
            await self.lasts.find(head.customer, self.service.clock())
        except StoreFaultError as error:
            log.warning("who had a customer last is not known: %s", error.code)

    async def close(self) -> None:
        """Finish what is under way."""
        await asyncio.gather(*self._asking.values(), return_exceptions=True)

    def changed(self, agents: Iterable[str]) -> None:
        """Their states, sessions or skills have changed."""
        for agent in agents:
            self._tell(agent)
        self._waking.wake()

    def _tell(self, id: str) -> None:
        agent = self._agent(id)
        if agent is not None:
            self.router.agent(agent)
        elif id in self.router.agents:
            self.router.left(id)

    def overflow(self, queue: str, on: bool) -> None:
        """A supervisor has opened or closed it."""
        self.router.overflow(queue, on)
        self._waking.wake()

    def why(self, head: Head, command: c.Command, actor: Actor) -> Why | None:
        """What a take rests on: that this is what the router gives to whoever asks for the next; None: it is not."""
        if not isinstance(command, c.Take) or not head.waiting or head.conv not in self.router.legs:
            return None
        pulled = self.router.next_for(actor.id, self.service.clock())
        return pulled.why if pulled is not None and pulled.leg.conv == head.conv else None

    def is_beyond(self, head: Head, command: c.Command, actor: Actor) -> bool:
        """Whether too many stand before this customer for whoever wants to take this one."""
        return isinstance(command, c.Take) and head.waiting and self.router.is_beyond(actor.id, head.conv)

    # offers

    async def run(self) -> None:
        """Make offers until cancelled."""
        while self.offers:
            try:
                lost = await self.offer()
            except Exception:
                log.exception("a round of offers failed")
                lost = True
            if lost:
                await asyncio.sleep(LOST_OFFER_S)
            else:
                await self._waking.rest(self.router.next_at())

    async def offer(self) -> bool:
        """All offers that are due now; whether one could not be made."""
        made = self.router.proposals(self.service.clock())
        done = await asyncio.gather(*(self._make(proposal) for proposal in made))
        return not all(done)

    async def _make(self, made: Proposal) -> bool:
        command = c.MakeOffer("o" + secrets.token_hex(8), made.agent, made.until, made.broadcast, made.why)
        try:
            result = await self.service.system(made.conv, command, epoch=made.epoch)
        except Exception:
            log.exception("an offer failed", extra={"conv": made.conv})
            self.router.refused(made.conv)
            return False
        if result.status != "ok":
            log.info("an offer could not be made: %s", result.code, extra={"conv": made.conv, "agent": made.agent})
            self.router.refused(made.conv)
        return result.status == "ok"
