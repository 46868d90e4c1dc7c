"""The free agents, kept in order by what they can do, so that the best for a leg is found without asking everybody."""

import heapq
from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Final

from console.core.conversation.why import MOST_CONSIDERED
from console.core.floor.eligible import TOPIC, Agent, Leg, ring_of, tries_of
from console.core.floor.presence import Skills
from console.core.floor.routing import rank

Ranked = tuple[float, int, str]
"""Load, last assignment, id: the order of free agents."""


MOST_NEEDS: Final = 2_000
"""Needs that are kept, though nobody may have them any longer."""


class Need:
    """What legs ask for that the same agents may answer."""

    __slots__ = ("_rings", "free", "leg", "pools", "ring")

    def __init__(self, leg: Leg, ring: int) -> None:
        self.leg = leg
        """One of them."""
        self.ring = ring
        self.pools: list[Pool] = []
        self.free = 0
        """Agents in its pools."""
        self._rings: dict[Skills, int | None] = {}

    def fits(self, pool: "Pool") -> bool:
        """Whether the agents of this pool may answer it."""
        if pool.room < self.leg.units:
            return False
        if pool.skills not in self._rings:
            self._rings[pool.skills] = ring_of(pool.skills, self.leg)
        ring = self._rings[pool.skills]
        return ring is not None and ring <= self.ring


class Pool:
    """Free agents with the same skills and the same room, the best first."""

    __slots__ = ("needs", "ranked", "room", "skills")

    def __init__(self, skills: Skills, room: int) -> None:
        self.skills = skills
        self.room = room
        self.ranked: list[Ranked] = []
        self.needs: list[Need] = []

    def add(self, ranked: Ranked) -> None:
        """One more is free."""
        insort(self.ranked, ranked)
        for need in self.needs:
            need.free += 1

    def remove(self, ranked: Ranked) -> None:
        """One fewer."""
        del self.ranked[bisect_left(self.ranked, ranked)]
        for need in self.needs:
            need.free -= 1


class Pools:
    """All agents, and where those who are free stand."""

    def __init__(self) -> None:
        self.agents: dict[str, Agent] = {}
        self._engaged: Counter[str] = Counter()
        self._pools: dict[tuple[Skills, int], Pool] = {}
        self._needs: dict[tuple[object, ...], Need] = {}
        self._stands: dict[str, tuple[Pool, Ranked]] = {}
        self._dirty: set[str] = set()
        self._parking: list[tuple[int, str]] = []
        self._looks_at: dict[str, int] = {}

    def put(self, agent: Agent) -> None:
        """An agent as she is now."""
        self.agents[agent.id] = agent
        self._dirty.add(agent.id)

    def drop(self, agent_id: str) -> None:
        """She has gone."""
        self.agents.pop(agent_id, None)
        self._leave(agent_id)

    def engage(self, agent_id: str) -> None:
        """An offer to her is out."""
        self._engaged[agent_id] += 1
        self._leave(agent_id)

    def release(self, agent_id: str) -> None:
        """One is out no longer."""
        self._engaged[agent_id] -= 1
        if not self._engaged[agent_id]:
            del self._engaged[agent_id]
            self._dirty.add(agent_id)

    def refresh(self, now: int) -> None:
        """Everybody where she belongs at this instant."""
        while self._parking and self._parking[0][0] <= now:
            at, agent_id = heapq.heappop(self._parking)
            if self._looks_at.get(agent_id) == at:
                del self._looks_at[agent_id]
                self._dirty.add(agent_id)
        for agent_id in self._dirty:
            self._leave(agent_id)
            agent = self.agents.get(agent_id)
            if agent is not None:
                self._enter(agent, now)
        self._dirty.clear()

    def is_free(self, agent_id: str) -> bool:
        """Whether an offer may go to her, if she knows enough for it."""
        return agent_id in self._stands

    def next_at(self) -> int | None:
        """When the next chat is parked, as far as is known."""
        return self._parking[0][0] if self._parking else None

    def _enter(self, agent: Agent, now: int) -> None:
        later = min((at for at, _ in agent.load.parking if at > now), default=None)
        if later is not None and later < self._looks_at.get(agent.id, later + 1):
            self._looks_at[agent.id] = later
            heapq.heappush(self._parking, (later, agent.id))
        room = agent.load.room(now)
        if not room or not agent.takes or agent.id in self._engaged:
            return
        pool = self._pool(agent.skills, room)
        ranked = (agent.load.ratio(now), agent.last_assigned_at, agent.id)
        pool.add(ranked)
        self._stands[agent.id] = (pool, ranked)

    def _leave(self, agent_id: str) -> None:
        stood = self._stands.pop(agent_id, None)
        if stood is not None:
            pool, ranked = stood
            pool.remove(ranked)

    def _pool(self, skills: Skills, room: int) -> Pool:
        found = self._pools.get((skills, room))
        if found is None:
            found = self._pools[skills, room] = Pool(skills, room)
            found.needs = [need for need in self._needs.values() if need.fits(found)]
            for need in found.needs:
                need.pools.append(found)
        return found

    def need(self, leg: Leg, ring: int) -> Need:
        """What this leg asks for while the circle is so wide."""
        topic = leg.topic if ring == TOPIC else ""
        asked = (leg.queue, leg.level, leg.units, leg.langs, topic, ring)
        found = self._needs.get(asked)
        if found is None:
            found = self._needs[asked] = Need(leg, ring)
            found.pools = [pool for pool in self._pools.values() if found.fits(pool)]
            found.free = sum(len(pool.ranked) for pool in found.pools)
            for pool in found.pools:
                pool.needs.append(found)
        return found

    @property
    def crowded(self) -> bool:
        """Whether more is kept than can be asked for at one time."""
        return len(self._needs) > MOST_NEEDS

    def forget_needs(self) -> None:
        """Begin anew, so that what was asked once is not kept for ever; no leg keeps a need that it had."""
        self._needs.clear()
        self._pools = {at: pool for at, pool in self._pools.items() if pool.ranked}
        for pool in self._pools.values():
            pool.needs = []

    def best(self, need: Need, leg: Leg, names: tuple[str, ...], now: int) -> tuple[list[Agent], int]:
        """The first of a leg's candidates in order, and how many there are: as `routing.candidates`.

        Args:
            need: the leg's.
            leg: the leg.
            names: whom it wishes for.
            now: the instant.
        """
        wanted = [name for name in names if self._may_have(name, leg)]
        beyond = sum(need not in self._stands[name][0].needs for name in wanted)
        asked = {name: tries for name, tries in tries_of(leg).items() if self._stands_in(name, need)}
        fresh = need.free + beyond - len(asked)
        if fresh:
            others = islice(self._in_order(need, {*wanted, *asked}), MOST_CONSIDERED - len(wanted))
            return [self.agents[name] for name in (*wanted, *others)], fresh
        fewest = min(asked.values(), default=0)
        again = [self.agents[name] for name, tries in asked.items() if tries == fewest]
        return sorted(again, key=lambda agent: rank(agent, names, now)), len(again)

    def _may_have(self, agent_id: str, leg: Leg) -> bool:
        """Whether she is free, and may have it in some ring."""
        stood = self._stands.get(agent_id)
        return stood is not None and stood[0].room >= leg.units and ring_of(stood[0].skills, leg) is not None

    def _stands_in(self, agent_id: str, need: Need) -> bool:
        stood = self._stands.get(agent_id)
        return stood is not None and need in stood[0].needs

    def _in_order(self, need: Need, without: set[str]) -> Iterator[str]:
        """Its free agents, the best first."""
        for _, _, agent_id in heapq.merge(*(pool.ranked for pool in need.pools if pool.ranked)):
            if agent_id not in without:
                yield agent_id
