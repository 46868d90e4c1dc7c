"""Agents' states: from sessions that come and go, from what they and supervisors set, from offers that passed.

Every change is one event in the store before anybody is told; after a restart everybody is where she was.
"""

import asyncio
import logging
from collections.abc import Callable
from typing import Final

import msgspec

from console.backend.floor_roster import Roster
from console.backend.people import People
from console.backend.service import Committing
from console.backend.store.faults import StoreFaultError
from console.backend.store.port import Store, Stream
from console.backend.waking import Waking
from console.core.conversation.context import Refusal
from console.core.conversation.events import OfferEnded
from console.core.conversation.words import MINUTE, SECOND, OfferEnd, State
from console.core.floor.presence import (
    AgentEvent,
    AgentNow,
    AgentState,
    SignedIn,
    SignedOut,
    StateSet,
    after_chats,
    decide_state,
    evolve_agent,
)

log = logging.getLogger("warmline.floor")

GONE_AFTER: Final = 10 * SECOND
"""A link that is lost and comes back within this time was no absence."""
BACK_WITHIN: Final = 2 * MINUTE
"""Who comes back within this time is where she was; after a restart of the backend everybody has as long."""
REMEMBERED: Final = 100
"""Events of one agent that are read on a start."""
AT_ONCE: Final = 100
AGAIN_S: Final = 1.0

_encoder = msgspec.json.Encoder()
_decoder: Final[msgspec.json.Decoder[AgentEvent]] = msgspec.json.Decoder(AgentEvent)

Told = Callable[[str], None]


class States:
    """The states of all who work here."""

    def __init__(
        self,
        store: Store,
        people: People,
        roster: Roster,
        clock: Callable[[], int],
        reasons: tuple[str, ...],
        told: Told,
    ) -> None:
        """`told` is called with the agent whose state has changed; `reasons`: why somebody may be away."""
        self.store = store
        self.people = people
        self.roster = roster
        self.clock = clock
        self._reasons = reasons
        self._told = told
        self._now: dict[str, AgentNow] = {}
        self._left: dict[str, tuple[AgentState, int]] = {}
        """Where agents were who lost their link, and until when they may come back to that."""
        self._gone: dict[str, int] = {}
        """From when on those who are not there are taken for gone."""
        self._signed_off: set[str] = set()
        """They have signed off, and their sessions are still open."""
        self._missed: set[str] = set()
        self._signs: set[str] = set()
        self._due: set[str] = set()
        """Whose state may have to follow from something."""
        self._locks: dict[str, asyncio.Lock] = {}
        self._waking = Waking(clock)

    def of(self, agent: str) -> AgentNow:
        """Her state."""
        return self._now.get(agent) or AgentNow()

    def soon(self, agent: str) -> AgentState:
        """Her state as it will be in a moment: an offer that she let pass counts before that is in the store."""
        state = self.of(agent).state
        return AgentState.NO_ANSWER if agent in self._missed and state is AgentState.AVAILABLE else state

    async def load(self) -> None:
        """Where everybody was."""
        agents = self.roster.agents()
        for start in range(0, len(agents), AT_ONCE):
            part = agents[start : start + AT_ONCE]
            await asyncio.gather(*(self._recall(agent) for agent in part))

    async def _recall(self, agent: str) -> None:
        now = AgentNow()
        for entry in await self.store.tail(Stream.AGENT, agent, REMEMBERED):
            if isinstance(entry.event, bytes) and (event := decoded(entry.event)) is not None:
                now = evolve_agent(now, event, entry.at)
        self._now[agent] = now
        if now.state is not AgentState.OFFLINE:
            self._gone[agent] = self.clock() + BACK_WITHIN

    async def run(self) -> None:
        """Let states follow from what has happened, until cancelled; a failing store is tried again."""
        while True:
            due, self._due = self._due | self._overdue(), set()
            try:
                for start in range(0, len(due), AT_ONCE):
                    await asyncio.gather(*(self._follow(agent) for agent in sorted(due)[start : start + AT_ONCE]))
            except StoreFaultError as error:
                log.warning("states wait for the store: %s", error.code)
                self._due |= due
                await asyncio.sleep(AGAIN_S)
                continue
            except Exception:
                log.exception("a state could not be kept")
                await asyncio.sleep(AGAIN_S)
            # Until something happens, or somebody's absence is one.
            await self._waking.rest(min(self._gone.values(), default=None))

    def _overdue(self) -> set[str]:
        now = self.clock()
        return {agent for agent, at in self._gone.items() if at <= now}

    def _look_at(self, agent: str) -> None:
        self._due.add(agent)
        self._waking.wake()

    # what happens

    def came_or_went(self, agent: str) -> None:
        """Her first session has begun, or her last has ended."""
        if self.people.present(agent):
            self._gone.pop(agent, None)
        else:
            self._signed_off.discard(agent)
            if self.of(agent).state is not AgentState.OFFLINE:
                self._gone[agent] = self.clock() + GONE_AFTER
        self._look_at(agent)

    def sign(self, agent: str) -> None:
        """She has done something: a missed offer is behind her."""
        if self.of(agent).state is AgentState.NO_ANSWER:
            self._signs.add(agent)
            self._look_at(agent)

    def committed(self, told: Committing) -> None:
        """An offer may have passed, or her last chat have ended."""
        for record in told.records:
            event = record.event
            if isinstance(event, OfferEnded) and event.end is OfferEnd.EXPIRED and event.agent:
                self._missed.add(event.agent)
                self._look_at(event.agent)
        before = told.before
        if before.state is State.HUMAN and self.of(before.agent).state is AgentState.FINISHING:
            self._look_at(before.agent)

    async def _follow(self, agent: str) -> None:
        """What follows for her from what has happened; again changes nothing."""
        async with self._lock(agent):
            while (event := self._next(agent)) is not None:
                await self._append(agent, event)

    def _next(self, agent: str) -> AgentEvent | None:
        known, now = self.of(agent), self.clock()
        missed, signed = agent in self._missed, agent in self._signs
        if known.state is AgentState.OFFLINE:
            if not self.people.present(agent) or agent in self._signed_off or not self.roster.works(agent):
                self._gone.pop(agent, None)
                return None
            was, until = self._left.get(agent, (AgentState.AVAILABLE, 0))
            if now > until and not self.roster.starts_at_once(agent):
                # A supervisor at the wall: nobody waits for an answer from somebody who looks after all the others.
                self._gone.pop(agent, None)
                return None
            return SignedIn(was if now <= until else AgentState.AVAILABLE)
        if self._gone.get(agent, now + 1) <= now:
            return SignedOut()
        if signed and known.state is AgentState.NO_ANSWER:
            return StateSet(AgentState.AVAILABLE)
        if missed and known.state is AgentState.AVAILABLE:
            return StateSet(AgentState.NO_ANSWER, by="system")
        self._missed.discard(agent)
        self._signs.discard(agent)
        return after_chats(known, self.roster.chats(agent))

    async def _append(self, agent: str, event: AgentEvent) -> None:
        at = self.clock()
        await self.store.append_feed(Stream.AGENT, agent, _encoder.encode(event), at)
        was = self.of(agent).state
        self._now[agent] = evolve_agent(self.of(agent), event, at)
        if isinstance(event, SignedOut):
            self._gone.pop(agent, None)
            if not event.meant and was is not AgentState.NO_ANSWER:
                self._left[agent] = (was, at + BACK_WITHIN)
        else:
            self._left.pop(agent, None)
            self._missed.discard(agent)
            self._signs.discard(agent)
        self._told(agent)

    # what people ask for

    async def set(self, agent: str, wanted: AgentState, reason: str = "", by: str = "") -> StateSet | Refusal | None:
        """Another state for her, asked for by herself or (`by`) a supervisor; None: she is in it.

        Raises:
            StoreFaultError: nothing was done, as far as is known.
        """
        async with self._lock(agent):
            if not by and self.of(agent).state is AgentState.OFFLINE and self.people.present(agent):
                self._signed_off.discard(agent)
                await self._append(agent, SignedIn())
            event = decide_state(
                self.of(agent),
                wanted,
                chats=self.roster.chats(agent),
                reason=reason,
                by=by,
                reasons=self._reasons,
            )
            if isinstance(event, StateSet):
                await self._append(agent, event)
            if isinstance(event, Refusal):
                return Refusal(event.code, {"agent": self.people.name(agent)})
            return event

    async def sign_off(self, agent: str) -> None:
        """She goes, and says so.

        Raises:
            StoreFaultError: nothing was done, as far as is known.
        """
        async with self._lock(agent):
            self._signed_off.add(agent)
            if self.of(agent).state is not AgentState.OFFLINE:
                await self._append(agent, SignedOut(meant=True))

    def _lock(self, agent: str) -> asyncio.Lock:
        return self._locks.setdefault(agent, asyncio.Lock())


def decoded(data: bytes) -> AgentEvent | None:
    """The event; None: one of a newer program."""
    try:
        return _decoder.decode(data)
    except msgspec.MsgspecError:
        return None
