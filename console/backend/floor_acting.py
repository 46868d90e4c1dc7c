"""What supervisors do on the floor beside its conversations: authorised, done, written to the audit log.

What lasts (open overflows, the bot's banner) is folded from that log on a start.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import Final

import msgspec

from console.backend.floor_roster import Roster
from console.backend.floor_router import Routing
from console.backend.floor_states import States
from console.backend.service import Service
from console.backend.store.port import Store, Stream
from console.core.conversation import commands as c
from console.core.conversation.context import Actor, Refusal
from console.core.conversation.model import Head
from console.core.conversation.words import NOTICE_PARAMS, State, family
from console.core.floor import acting as a
from console.core.floor.overflow import help_for
from console.core.floor.presence import AgentState

AT_ONCE: Final = 50
"""Conversations that are told at a time."""
REMEMBERED: Final = 2_000
"""Entries of the audit log that are read of each kind on a start."""

_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(a.Audit)

Outcome = int | Refusal
"""How many people, slots or conversations it reached, or why it was not done."""


class Acting:
    """What is asked of the floor of one node."""

    def __init__(
        self,
        service: Service,
        roster: Roster,
        states: States,
        routing: Routing,
        acknowledge: Callable[[str, str], Awaitable[bool]],
    ) -> None:
        """`acknowledge(alarm, by)`: False when there is no such alarm."""
        self.service = service
        self.store: Store = service.store
        self.roster = roster
        self.states = states
        self.routing = routing
        self._acknowledge = acknowledge
        self.overflows: set[str] = set()
        self.banner = ""
        """The topic that the bot says something about first; empty: none."""

    async def load(self) -> None:
        """What lasts."""
        for audit in await self._logged("overflow"):
            (self.overflows.add if audit.on else self.overflows.discard)(audit.queue)
        for audit in await self._logged("banner"):
            self.banner = audit.topic if audit.on else ""

    async def _logged(self, kind: str) -> list[a.Audit]:
        found = []
        for entry in await self.store.tail(Stream.FLOOR, kind, REMEMBERED):
            try:
                found.append(_decoder.decode(entry.event if isinstance(entry.event, bytes) else b""))
            except msgspec.MsgspecError:
                continue
        return found

    async def do(self, command: a.FloorCommand, actor: Actor) -> Outcome:
        """Carry it out for this agent or supervisor.

        Raises:
            StoreFaultError: it may have been done in part; again is harmless.
        """
        match command:
            case a.SetState(agent=agent) if agent in ("", actor.id):
                return _counted(await self.states.set(actor.id, command.state, command.reason))
            case a.SignOffNow():
                return await self._sign_off(actor)
            case _ if not actor.leads:
                return Refusal("not_allowed")
            case a.SetState(agent=agent, state=state):
                return await self._set_state(agent, state, actor)
            case a.Overflow(queue=queue, on=on):
                return await self._overflow(queue, on, actor)
            case a.NoticeAll():
                return await self._notice(command, actor)
            case a.Banner(topic=topic, on=on):
                return await self._banner(topic, on, actor)
            case a.Acknowledge(alarm=alarm):
                return 1 if await self._acknowledge(alarm, actor.id) else Refusal("no_alarm")
            case a.Observe(conv=conv):
                return await self._observe(conv, actor)

    async def _audit(self, audit: a.Audit) -> None:
        await self.store.append_feed(Stream.FLOOR, audit.what, _encoder.encode(audit), self.service.clock())

    # states

    async def _set_state(self, agent: str, state: AgentState, actor: Actor) -> Outcome:
        if not self.roster.works(agent):
            return Refusal("no_agent")
        outcome = await self.states.set(agent, state, by=actor.id)
        if outcome is not None and not isinstance(outcome, Refusal):
            await self._audit(a.Audit(actor.id, "set_state", agent=agent, code=str(outcome.state)))
        return _counted(outcome)

    async def _sign_off(self, actor: Actor) -> Outcome:
        """What she still has goes back to the queue with its clocks; the offer that she has goes on to the next."""
        await self.states.sign_off(actor.id)
        mine = [head for head in self._heads() if head.agent == actor.id]
        for head in self._heads():
            if head.offer is not None and head.offer.agent == actor.id and not head.offer.broadcast:
                await self.service.system(head.conv, c.MarkPresence("owner", True, actor.id))
        return await self._all(mine, c.SignOff(actor.id), Actor("system"))

    # queues and customers

    async def _overflow(self, queue: str, on: bool, actor: Actor) -> Outcome:
        if not queue or not self.service.policy.knows_queue(queue):
            return Refusal("no_queue", {"queue": queue[:64]})
        helping = self.slots_that_help(queue)
        if on is not (queue in self.overflows):
            await self._audit(a.Audit(actor.id, "overflow", queue=queue, count=helping, on=on))
            (self.overflows.add if on else self.overflows.discard)(queue)
            self.routing.overflow(queue, on)
        return helping

    def slots_that_help(self, queue: str) -> int:
        """Free slots of others who have the language, less those under offer."""
        router = self.routing.router
        legs = router.legs.values()
        return help_for(queue, router.agents.values(), legs, self.roster.policy, self.service.clock()).slots

    async def _notice(self, command: a.NoticeAll, actor: Actor) -> Outcome:
        needed = NOTICE_PARAMS.get(command.code)
        if needed is None or set(command.params) != set(needed):
            return Refusal("bad_notice")
        waiting = [head for head in self._heads() if head.waiting and _meant(head, command)]
        reached = await self._all(waiting, c.Announce(command.code, command.params), actor)
        await self._audit(
            a.Audit(
                actor.id,
                "notice_all",
                conv=command.convs[0] if len(command.convs) == 1 else "",
                queue=command.queue,
                topic=command.topic,
                code=command.code,
                count=reached,
            )
        )
        return reached

    async def _banner(self, topic: str, on: bool, actor: Actor) -> Outcome:
        if not 0 < len(topic) <= 40 or not topic.isprintable():
            return Refusal("no_topic")
        told = sum(head.state is State.BOT and is_about(head, topic) for head in self._heads())
        await self._audit(a.Audit(actor.id, "banner", topic=topic, count=told, on=on))
        self.banner = topic if on else "" if self.banner == topic else self.banner
        return told

    async def _observe(self, conv: str, actor: Actor) -> Outcome:
        if await self.service.head(conv) is None:
            return Refusal("not_found")
        await self._audit(a.Audit(actor.id, "observe", conv=conv))
        return 1

    def _heads(self) -> Iterable[Head]:
        return [stored.head for stored in self.service.heads.values()]

    async def _all(self, heads: Sequence[Head], command: c.Command, actor: Actor) -> int:
        """The command to each; how many it reached."""
        reached = 0
        for start in range(0, len(heads), AT_ONCE):
            part = heads[start : start + AT_ONCE]
            done = await asyncio.gather(
                *(self.service.handle(head.conv, command, actor, epoch=head.epoch) for head in part)
            )
            reached += sum(result.status == "ok" for result in done)
        return reached


def is_about(head: Head, topic: str) -> bool:
    """Whether a conversation is on this topic or one of its family."""
    return bool(topic) and topic in (head.topic, family(head.topic))


def _meant(head: Head, command: a.NoticeAll) -> bool:
    if command.convs:
        return head.conv in command.convs
    in_queue = not command.queue or (head.leg is not None and head.leg.queue == command.queue)
    return in_queue and (not command.topic or is_about(head, command.topic))


def _counted(outcome: object) -> Outcome:
    return outcome if isinstance(outcome, Refusal) else int(outcome is not None)
