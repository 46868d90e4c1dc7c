"""Waiting legs and the agents who may answer them: language, level, ring, room, and whom a customer goes to first."""

from collections import Counter
from collections.abc import Collection, Iterable
from functools import lru_cache
from typing import Final

import msgspec

from console.core.conversation.model import Head
from console.core.conversation.words import Cause, family
from console.core.floor.capacity import Load
from console.core.floor.policy import FloorPolicy, Mode
from console.core.floor.presence import AgentState, Skills

HOME, TOPIC, LANGUAGE = 0, 1, 2
"""The rings: those whose home is the queue; everybody with the language and the topic; everybody with the language."""

_GIVEN_AWAY: Final = frozenset({Cause.TRANSFERRED, Cause.DROPPED, Cause.REQUEUED, Cause.OVERFLOWED})
"""Causes of legs that their last handler is not to have back, unless there is nobody else."""


class Leg(msgspec.Struct, frozen=True, omit_defaults=True):
    """A waiting leg, and what its queue asks of whoever answers it."""

    conv: str
    queue: str
    deadline: int
    enqueued_at: int
    since: int = 0
    """Since when a person is wanted."""
    reason: str = ""
    number: int = 1
    epoch: int = 0
    langs: tuple[str, ...] = ()
    """One of them must be spoken; in small letters; empty: any will do."""
    topic: str = ""
    level: int = 1
    units: int = 1
    mode: Mode = Mode.PUSH
    rings: tuple[int, ...] = ()
    prefer: str = ""
    """Whom to ask first of all."""
    last: str = ""
    """Who had this customer last, not too long ago."""
    avoid: str = ""
    """Who has given it away."""
    tried: tuple[str, ...] = ()
    """Whose offer of this leg failed, oldest first."""
    offers: int = 0
    """Offers of this conversation that were ever made."""
    offer: str = ""
    """The id of the offer that is out; empty: none."""
    offer_to: str = ""
    broadcast: bool = False
    """The offer that is out is to everybody."""


class Agent(msgspec.Struct, frozen=True, omit_defaults=True):
    """Somebody who may answer; told anew whenever her state or one of her conversations changes."""

    id: str
    load: Load
    skills: Skills = Skills()
    state: AgentState = AgentState.AVAILABLE
    last_assigned_at: int = 0
    """0: not since she signed in."""

    @property
    def takes(self) -> bool:
        """Whether offers may go to her."""
        return self.state is AgentState.AVAILABLE


def leg_of(head: Head, policy: FloorPolicy, last: str = "", last_at: int = 0) -> Leg | None:
    """The leg of a conversation that waits; None: it does not.

    Args:
        head: the conversation.
        policy: the floor's.
        last: who had this customer last in an earlier conversation,
        last_at: and when.
    """
    leg, offer = head.leg, head.offer
    if leg is None or not head.waiting:
        return None
    spec = policy.queue(leg.queue)
    handler = head.last_handler.id if head.last_handler is not None and head.last_handler.kind == "agent" else ""
    given_away = leg.cause in _GIVEN_AWAY
    if handler:
        last, last_at = handler, head.last_agent_at
    sticky = last if not given_away and leg.enqueued_at - last_at <= policy.sticky else ""
    return Leg(
        head.conv,
        leg.queue,
        leg.deadline,
        leg.enqueued_at,
        head.request.since if head.request is not None else head.unanswered_since or leg.enqueued_at,
        str(head.request.reason) if head.request is not None else "",
        leg.number,
        head.epoch,
        _langs(head.lang, spec.langs),
        head.topic,
        spec.level,
        spec.units,
        policy.mode_of(leg.queue),
        spec.rings,
        leg.prefer,
        sticky,
        handler if given_away else "",
        tuple(agent for agent in head.tried if agent),
        head.offers,
        offer.id if offer is not None else "",
        offer.agent if offer is not None else "",
        offer is not None and offer.broadcast,
    )


def _langs(spoken: str, served: tuple[str, ...]) -> tuple[str, ...]:
    """The customer's language, unless the queue that she was put into serves others only."""
    wanted = (spoken.lower(),) if spoken else ()
    tags = tuple(tag.lower() for tag in served)
    return wanted if wanted and (not tags or speaks(tags, wanted)) else tags


@lru_cache(maxsize=4_096)
def speaks(known: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    """Whether one of the wanted languages is known; `pt` stands for `pt-BR` too, either way."""
    if not known or not wanted:
        return True
    tags = {tag.lower() for tag in known}
    whole = {tag.partition("-")[0] for tag in tags}
    return any(tag in tags or tag.partition("-")[0] in tags or tag in whole for tag in wanted)


def ring_of(skills: Skills, leg: Leg) -> int | None:
    """The narrowest ring in which somebody with these skills may answer; None: in none."""
    if skills.level < leg.level or not speaks(skills.langs, leg.langs):
        return None
    if skills.home in ("", leg.queue):
        return HOME
    if not skills.topics or {leg.topic, family(leg.topic)} & set(skills.topics):
        return TOPIC
    return LANGUAGE


def ring_at(leg: Leg, now: int, overflows: Collection[str]) -> int:
    """How wide the circle is by now: an overflow opens all of it."""
    if leg.queue in overflows:
        return LANGUAGE
    return sum(now - leg.enqueued_at >= after for after in leg.rings[:LANGUAGE])


def wished(leg: Leg) -> tuple[str, ...]:
    """Whom this customer goes to before all others, the first one first; not who has let her pass."""
    names = (leg.prefer, leg.last)
    return tuple(dict.fromkeys(name for name in names if name and name not in leg.tried and name != leg.avoid))


def sticky_until(leg: Leg, policy: FloorPolicy) -> int:
    """How long it waits for somebody who is wished for and has no room just now."""
    return leg.enqueued_at + min(policy.sticky_wait, max(0, leg.deadline - leg.enqueued_at) // 2)


def offers_from(leg: Leg) -> int | None:
    """From when on the router offers it: at once, or from two thirds of its target; None: never."""
    if leg.mode is Mode.PICK:
        return None
    if leg.mode is Mode.PUSH:
        return leg.enqueued_at
    return min(leg.deadline, leg.since - (-2 * (leg.deadline - leg.since) // 3))


def is_broadcast(leg: Leg, policy: FloorPolicy, now: int) -> bool:
    """Whether it goes to everybody at once."""
    return now >= leg.deadline or len(leg.tried) >= policy.most_offers


def tries_of(leg: Leg) -> Counter[str]:
    """How often each agent has been asked in vain; who gave it away counts as asked."""
    tries = Counter(leg.tried)
    if leg.avoid:
        tries[leg.avoid] += 1
    return tries


def waits_for(leg: Leg, agents: dict[str, Agent], policy: FloorPolicy, now: int) -> bool:
    """Whether it waits a moment longer for somebody wished for, who is there but has no room."""
    if now >= sticky_until(leg, policy) or is_broadcast(leg, policy, now):
        return False
    there = (agents[name] for name in wished(leg) if name in agents)
    return any(agent.takes and ring_of(agent.skills, leg) is not None for agent in there)


def may_answer(agent: Agent, leg: Leg, now: int, overflows: Collection[str]) -> bool:
    """Whether she knows enough for it, is near enough by now and has room, whatever her state."""
    ring = ring_of(agent.skills, leg)
    if ring is None or agent.load.room(now) < leg.units:
        return False
    return ring <= ring_at(leg, now, overflows) or agent.id in wished(leg)


def could_answer(leg: Leg, agents: Iterable[Agent], by: int, overflows: Collection[str]) -> int:
    """How many of those who are signed in may answer it by then, once they have room and take chats."""
    ring, names = ring_at(leg, by, overflows), wished(leg)
    rings = ((agent.id, ring_of(agent.skills, leg)) for agent in agents)
    return sum(own is not None and (own <= ring or id in names) for id, own in rings)
