"""The router without a clock or a socket: told of what changes, it says at any instant which offers are to be made.

What it says equals `routing.route` over everything; it only does not look at everything again.
"""

import heapq
from bisect import bisect_left, insort
from collections import deque
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from console.core.floor import routing
from console.core.floor.eligible import (
    LANGUAGE,
    Agent,
    Leg,
    may_answer,
    offers_from,
    ring_at,
    ring_of,
    sticky_until,
    waits_for,
    wished,
)
from console.core.floor.order import MOST_IN_A_ROW, key
from console.core.floor.policy import FloorPolicy, Mode
from console.core.floor.pools import Need, Pools
from console.core.floor.routing import Proposal, Pulled

Key = tuple[int, int, str]
PENDING = "pending"
"""The id of an offer that was proposed, and of which nothing was heard yet."""


class Line:
    """Open legs of one class that the same agents may answer, in order; who wishes for somebody has her own."""

    __slots__ = ("id", "keys", "names", "need", "reason")

    def __init__(self, id: tuple[Need, str, str], names: tuple[str, ...]) -> None:
        self.id = id
        self.need, self.reason, _ = id
        self.names = names
        """Who is wished for, and takes chats."""
        self.keys: list[Key] = []


class Head(NamedTuple):
    """The first of a line."""

    key: Key
    line: Line


class Router:
    """Told of legs and agents as they are, asked for `proposals(now)`, and again at `next_at()`.

    What it proposed counts as offered until it is told how that went: by the leg with the offer, by `refused`, or by
    the end of the offer's time. Before it is asked it must have been told of all that one commit changed.
    """

    def __init__(self, policy: FloorPolicy, recent: Sequence[str] = ()) -> None:
        self.policy = policy
        self.legs: dict[str, Leg] = {}
        self.overflows: set[str] = set()
        self._pools = Pools()
        self._recent: deque[str] = deque(recent, MOST_IN_A_ROW)
        self._pending: dict[str, Proposal] = {}
        self._dirty: set[str] = set()
        self._lines: dict[tuple[Need, str, str], Line] = {}
        self._stands: dict[str, tuple[Key, Line]] = {}
        self._queues: dict[str, list[Key]] = {}
        self._open: dict[str, tuple[str, Key]] = {}
        self._wishers: dict[str, set[str]] = {}
        self._changes: list[tuple[int, str]] = []

    @property
    def agents(self) -> dict[str, Agent]:
        """Everybody it was told of."""
        return self._pools.agents

    @property
    def recent(self) -> tuple[str, ...]:
        """The classes of the latest legs that were given out, the newest last: what a new router begins with."""
        return tuple(self._recent)

    def leg(self, leg: Leg) -> None:
        """A waiting leg as it is now."""
        pending = self._pending.get(leg.conv)
        if pending is not None:
            known = self.legs[leg.conv]
            if leg.number == pending.leg and not leg.offer and leg.offers <= known.offers:
                leg = _offered(leg, pending)
            else:
                del self._pending[leg.conv]
        self._set(leg)

    def gone(self, conv: str) -> None:
        """It waits no longer."""
        self._pending.pop(conv, None)
        known = self.legs.pop(conv, None)
        if known is not None:
            self._unwish(known)
            self._disengage(known)
            self._dirty.discard(conv)
            self._leave(conv)

    def refused(self, conv: str) -> None:
        """The offer that was proposed could not be made."""
        if self._pending.pop(conv, None) is not None:
            self._set(replace(self.legs[conv], offer="", offer_to="", broadcast=False))

    def agent(self, agent: Agent) -> None:
        """An agent as she is now."""
        before = self.agents.get(agent.id)
        self._pools.put(agent)
        if before is None or before.takes != agent.takes:
            self._dirty |= self._wishers.get(agent.id, set())

    def left(self, agent_id: str) -> None:
        """She has signed off."""
        self._pools.drop(agent_id)
        self._dirty |= self._wishers.get(agent_id, set())

    def overflow(self, queue: str, on: bool) -> None:
        """Everybody with the language may answer this queue, or no longer."""
        (self.overflows.add if on else self.overflows.discard)(queue)
        self._dirty |= {conv for _, _, conv in self._queues.get(queue, ())}

    def served(self, reason: str) -> None:
        """A leg of this class was given out without an offer: somebody took it."""
        self._recent.append(reason)

    def proposals(self, now: int) -> list[Proposal]:
        """The offers to be made now, in the order in which they were found."""
        self._advance(now)
        lines = self._lines.values()
        heads = [Head(line.keys[0], line) for line in lines if line.need.free or (line.names and self._has_some(line))]
        heads.sort()
        made = []
        while heads:
            head = heads.pop(self._next(heads, now))
            found = self._decide(head, now)
            if found is None:
                continue
            self._recent.append(head.line.reason)
            made.append(found)
            self._engage(found, now)
            if head.line.keys:
                insort(heads, Head(head.line.keys[0], head.line))
        return made

    def next_at(self) -> int | None:
        """When asking again may have another answer, if nothing happens until then; None: never."""
        later = (self._changes[0][0] if self._changes else None, self._pools.next_at())
        return min((at for at in later if at is not None), default=None)

    def next_for(self, agent_id: str, now: int) -> Pulled | None:
        """What she gets who asks for the next in line."""
        agent = self.agents.get(agent_id)
        if agent is None:
            return None
        return routing.next_for(agent, self.legs.values(), self.agents, self.policy, now, self.overflows, self.recent)

    def is_beyond(self, agent_id: str, conv: str) -> bool:
        """Whether too many whom she could answer stand before this customer in her queue for choosing this one.

        Never where people take whom they like, nor of whom everybody is told.
        """
        leg, agent = self.legs.get(conv), self.agents.get(agent_id)
        if leg is None or agent is None or leg.mode is Mode.PICK or leg.broadcast:
            return False
        before = (
            other
            for other in self.legs.values()
            if other.queue == leg.queue and not other.offer and key(other) < key(leg)
        )
        known = sum(ring_of(agent.skills, other) is not None for other in before)
        return known >= self.policy.peek_of(agent.skills.level)

    def room_of(self, agent_id: str, now: int, conv: str = "") -> int:
        """The most units that she may take of this conversation, besides what else is offered to her alone."""
        agent = self.agents.get(agent_id)
        return routing.room_of(agent, self.legs.values(), now, conv) if agent is not None else 0

    def promised(self, agent_id: str) -> int:
        """The units of what is offered to her alone."""
        return routing.promised(agent_id, self.legs.values())

    def told(self, conv: str, now: int) -> list[str]:
        """Who is told of a leg that is broadcast: all who may claim it and whose state says that they take chats."""
        leg = self.legs.get(conv)
        if leg is None:
            return []
        everybody = self.agents.values()
        return sorted(a.id for a in everybody if a.takes and may_answer(a, leg, now, self.overflows))

    # How it is kept

    def _set(self, leg: Leg) -> None:
        known = self.legs.get(leg.conv)
        if known is not None:
            self._unwish(known)
            self._disengage(known)
        self.legs[leg.conv] = leg
        if leg.offer and leg.offer_to:
            self._pools.engage(leg.offer_to)
        for name in wished(leg):
            self._wishers.setdefault(name, set()).add(leg.conv)
        self._dirty.add(leg.conv)

    def _unwish(self, leg: Leg) -> None:
        for name in wished(leg):
            convs = self._wishers[name]
            convs.discard(leg.conv)
            if not convs:
                del self._wishers[name]

    def _disengage(self, leg: Leg) -> None:
        if leg.offer and leg.offer_to:
            self._pools.release(leg.offer_to)

    def _advance(self, now: int) -> None:
        """Every leg and agent where it belongs at this instant."""
        while self._changes and self._changes[0][0] <= now:
            conv = heapq.heappop(self._changes)[1]
            pending = self._pending.get(conv)
            if pending is not None and pending.until <= now:
                self.refused(conv)
            self._dirty.add(conv)
        self._pools.refresh(now)
        if self._pools.crowded:
            for conv in self.legs:
                self._leave(conv)
            self._dirty |= self.legs.keys()
            self._pools.forget_needs()
        for conv in self._dirty:
            self._leave(conv)
            if conv in self.legs:
                self._enter(self.legs[conv], now)
        self._dirty.clear()

    def _leave(self, conv: str) -> None:
        opened = self._open.pop(conv, None)
        if opened is not None:
            queue, at = opened
            _remove(self._queues[queue], at)
            if not self._queues[queue]:
                del self._queues[queue]
        stood = self._stands.pop(conv, None)
        if stood is not None:
            at, line = stood
            _remove(line.keys, at)
            if not line.keys:
                del self._lines[line.id]

    def _enter(self, leg: Leg, now: int) -> None:
        if leg.offer:
            return
        at, conv = key(leg), leg.conv
        self._open[conv] = (leg.queue, at)
        insort(self._queues.setdefault(leg.queue, []), at)
        begins = offers_from(leg)
        if begins is None:
            return
        if begins > now:
            heapq.heappush(self._changes, (begins, conv))
            return
        later = [] if leg.queue in self.overflows else [leg.enqueued_at + after for after in leg.rings[:LANGUAGE]]
        names = tuple(name for name in wished(leg) if name in self.agents and self.agents[name].takes)
        if names:
            later.append(sticky_until(leg, self.policy))
        line = self._line(leg, names, now)
        insort(line.keys, at)
        self._stands[conv] = (at, line)
        for instant in later:
            if instant > now:
                heapq.heappush(self._changes, (instant, conv))

    def _line(self, leg: Leg, names: tuple[str, ...], now: int) -> Line:
        need = self._pools.need(leg, ring_at(leg, now, self.overflows))
        id = (need, leg.reason, leg.conv if names else "")
        found = self._lines.get(id)
        if found is None:
            found = self._lines[id] = Line(id, names)
        return found

    def _has_some(self, line: Line) -> bool:
        """Whether somebody who may answer it is free."""
        return bool(line.need.free) or any(map(self._pools.is_free, line.names))

    # How a round is made

    def _next(self, heads: list[Head], now: int) -> int:
        """Which head is next: the first, unless its class had its share (as `order.next_in_line`)."""
        recent = self._recent
        if len(recent) == MOST_IN_A_ROW and len(set(recent)) == 1 and heads[0].line.reason == recent[0]:
            fair = (n for n, head in enumerate(heads) if head.line.reason != recent[0] and head.key[0] <= now)
            return next(fair, 0)
        return 0

    def _decide(self, head: Head, now: int) -> Proposal | None:
        """The offer of this leg, if somebody may have it now."""
        line = head.line
        if not self._has_some(line):
            return None
        leg = self.legs[head.key[2]]
        best, eligible = self._pools.best(line.need, leg, line.names, now)
        if not best or (best[0].id not in line.names and waits_for(leg, self.agents, self.policy, now)):
            return None
        queue = self._queues[leg.queue]
        place = (bisect_left(queue, head.key) + 1, len(queue))
        return routing.proposal(leg, best, eligible, place, line.need.ring, self.policy, now)

    def _engage(self, made: Proposal, now: int) -> None:
        """It counts as offered from here on."""
        self._pending[made.conv] = made
        self._set(_offered(self.legs[made.conv], made))
        self._dirty.discard(made.conv)
        self._leave(made.conv)
        heapq.heappush(self._changes, (made.until, made.conv))


def _offered(leg: Leg, made: Proposal) -> Leg:
    return replace(leg, offer=PENDING, offer_to=made.agent, broadcast=made.broadcast)


def _remove(keys: list[Key], at: Key) -> None:
    del keys[bisect_left(keys, at)]


def rebuilt(
    policy: FloorPolicy,
    legs: Iterable[Leg],
    agents: Iterable[Agent],
    overflows: Iterable[str] = (),
    recent: Sequence[str] = (),
) -> Router:
    """A router that begins with all this: after a restart, or under another policy."""
    router = Router(policy, recent)
    for queue in overflows:
        router.overflow(queue, True)
    for agent in agents:
        router.agent(agent)
    for leg in legs:
        router.leg(leg)
    return router
