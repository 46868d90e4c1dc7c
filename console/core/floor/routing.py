"""Who is offered which waiting conversation, and why: one round over everything that waits, from values to values.

`Router` (in `router`) comes to the same without looking at everything each time; this is what it is held against.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import Final

import msgspec

from console.core.conversation.why import MOST_CONSIDERED, PULLED, Considered, Why
from console.core.floor.eligible import (
    HOME,
    Agent,
    Leg,
    is_broadcast,
    leg_of,
    may_answer,
    offers_from,
    ring_at,
    ring_of,
    tries_of,
    waits_for,
    wished,
)
from console.core.floor.order import key, next_in_line, order
from console.core.floor.policy import FloorPolicy

__all__ = ["RULES", "Agent", "Leg", "Proposal", "Pulled", "leg_of", "next_for", "promised", "room_of", "route"]

PREFERRED: Final = "preferred"
"""She handed it to the bot that gave up."""
STICKY: Final = "sticky"
"""She had this customer last."""
ONLY_ONE: Final = "only_one"
LEAST_LOAD: Final = "least_load"
LONGEST_IDLE: Final = "longest_idle"
BY_ID: Final = "by_id"
"""Nothing else told them apart."""
BROADCAST_LATE: Final = "broadcast_late"
"""To all: the deadline has passed."""
BROADCAST_TRIED: Final = "broadcast_tried"
"""To all: too many offers have failed."""
RULES: Final = (
    PREFERRED,
    STICKY,
    ONLY_ONE,
    LEAST_LOAD,
    LONGEST_IDLE,
    BY_ID,
    BROADCAST_LATE,
    BROADCAST_TRIED,
    PULLED,
)
"""All that `Why.rule` can be."""


class Proposal(msgspec.Struct, frozen=True, omit_defaults=True):
    """An offer to be made."""

    conv: str
    leg: int
    epoch: int
    agent: str
    """To whom; of a broadcast: whose free slot is reckoned with, while everybody eligible may claim it."""
    until: int
    why: Why
    broadcast: bool = False
    """To everybody eligible; and the supervisors are told."""


class Pulled(msgspec.Struct, frozen=True):
    """What an agent who asks for the next gets."""

    leg: Leg
    why: Why


def rank(agent: Agent, names: tuple[str, ...], now: int) -> tuple[int, float, int, str]:
    """The order of agents: who is wished for, then the least load, then longest since an assignment, then the id."""
    place = names.index(agent.id) if agent.id in names else len(names)
    return place, agent.load.ratio(now), agent.last_assigned_at, agent.id


def candidates(
    leg: Leg, free: Iterable[Agent], now: int, overflows: Collection[str], names: tuple[str, ...]
) -> list[Agent]:
    """Of those who are free, who may have it, the best first; who was asked in vain only if nobody else may."""
    eligible = [agent for agent in free if agent.takes and may_answer(agent, leg, now, overflows)]
    tries = tries_of(leg)
    fewest = min((tries[agent.id] for agent in eligible), default=0)
    return sorted((a for a in eligible if tries[a.id] == fewest), key=lambda agent: rank(agent, names, now))


def rule_of(leg: Leg, best: Sequence[Agent], now: int) -> str:
    """What told the first candidate from the second."""
    first = best[0]
    if first.id in wished(leg):
        return PREFERRED if first.id == leg.prefer else STICKY
    if len(best) == 1:
        return ONLY_ONE
    if first.load.ratio(now) != best[1].load.ratio(now):
        return LEAST_LOAD
    return LONGEST_IDLE if first.last_assigned_at != best[1].last_assigned_at else BY_ID


def considered(agent: Agent, leg: Leg, now: int) -> Considered:
    """A candidate and what was compared."""
    return Considered(
        agent.id,
        agent.id in wished(leg),
        round(100 * agent.load.ratio(now)),
        now - agent.last_assigned_at if agent.last_assigned_at else 0,
        agent.skills.level,
        ring_of(agent.skills, leg) or HOME,
    )


def proposal(
    leg: Leg, best: Sequence[Agent], eligible: int, place: tuple[int, int], ring: int, policy: FloorPolicy, now: int
) -> Proposal:
    """The offer of a leg to the first of its candidates.

    Args:
        leg: what is offered.
        best: the candidates in order, at least the first `MOST_CONSIDERED`.
        eligible: how many there are.
        place: of the leg among those of its queue that nobody is being offered, and how many those are.
        ring: how wide the circle is.
        policy: the floor's.
        now: the instant.
    """
    broadcast = is_broadcast(leg, policy, now)
    late = now >= leg.deadline
    rule = (BROADCAST_LATE if late else BROADCAST_TRIED) if broadcast else rule_of(leg, best, now)
    told = tuple(considered(agent, leg, now) for agent in best[:MOST_CONSIDERED])
    why = Why(rule, *place, leg.deadline, late, told, eligible, ring)
    return Proposal(leg.conv, leg.number, leg.epoch, best[0].id, now + policy.offer, why, broadcast)


def route(
    legs: Iterable[Leg],
    agents: Iterable[Agent],
    policy: FloorPolicy,
    now: int,
    overflows: Collection[str] = (),
    recent: Sequence[str] = (),
) -> list[Proposal]:
    """One round over everything: whom each leg is offered to now, in the order in which they were dealt with.

    Args:
        legs: all that wait, those under offer too.
        agents: all who are there.
        policy: the floor's.
        now: the instant.
        overflows: queues whose overflow a supervisor has opened.
        recent: the classes of the latest legs that were given out, the newest last.
    """
    waiting = list(legs)
    everybody = {agent.id: agent for agent in agents}
    engaged = {leg.offer_to for leg in waiting if leg.offer}
    open_legs = {leg.conv: leg for leg in waiting if not leg.offer}
    remaining = {conv: leg for conv, leg in open_legs.items() if (at := offers_from(leg)) is not None and at <= now}
    served, made = list(recent), []
    while remaining:
        leg = next_in_line(remaining.values(), served, now)
        assert leg is not None
        del remaining[leg.conv]
        free = [agent for agent in everybody.values() if agent.id not in engaged]
        names = wished(leg)
        best = candidates(leg, free, now, overflows, names)
        if not best or (best[0].id not in names and waits_for(leg, everybody, policy, now)):
            continue
        line = order(other for other in open_legs.values() if other.queue == leg.queue)
        place = (line.index(leg) + 1, len(line))
        made.append(proposal(leg, best, len(best), place, ring_at(leg, now, overflows), policy, now))
        served.append(leg.reason)
        engaged.add(best[0].id)
        del open_legs[leg.conv]
    return made


def room_of(agent: Agent, legs: Iterable[Leg], now: int, conv: str = "") -> int:
    """The most units that she may take of this conversation, besides what else is offered to her alone."""
    return max(0, agent.load.room(now) - promised(agent.id, legs, conv))


def promised(agent_id: str, legs: Iterable[Leg], conv: str = "") -> int:
    """The units of what is offered to her alone, this conversation aside."""
    alone = (leg for leg in legs if leg.offer and not leg.broadcast and leg.offer_to == agent_id)
    return sum(leg.units for leg in alone if leg.conv != conv)


def next_for(
    agent: Agent,
    legs: Iterable[Leg],
    agents: dict[str, Agent],
    policy: FloorPolicy,
    now: int,
    overflows: Collection[str] = (),
    recent: Sequence[str] = (),
) -> Pulled | None:
    """What she gets who asks for the next in line: the head of the line that she may answer, whatever her state.

    What is offered to somebody else is not hers to take; what she has let pass, gave away, or waits a moment for a
    colleague comes after all the rest. None: there is nothing for her, or she has no room.
    """
    everything = list(legs)
    line = order(leg for leg in everything if not leg.offer or leg.broadcast)
    room = room_of(agent, everything, now)
    mine = [leg for leg in line if leg.units <= room and may_answer(agent, leg, now, overflows)]
    later = [leg for leg in mine if _comes_later(leg, agent, agents, policy, now)]
    sooner = [leg for leg in mine if leg not in later] if later else mine
    leg = next_in_line(sooner or later, recent, now)
    if leg is None:
        return None
    same = [other for other in line if other.queue == leg.queue]
    told = (considered(agent, leg, now),)
    place = sum(key(other) <= key(leg) for other in same)
    ring = ring_at(leg, now, overflows)
    return Pulled(leg, Why(PULLED, place, len(same), leg.deadline, now >= leg.deadline, told, 1, ring))


def _comes_later(leg: Leg, agent: Agent, agents: dict[str, Agent], policy: FloorPolicy, now: int) -> bool:
    """Whether she is offered everything else before this."""
    if agent.id in tries_of(leg):
        return True
    return agent.id not in wished(leg) and waits_for(leg, agents, policy, now)
