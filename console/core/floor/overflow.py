"""What would help a queue that fills up: the slots that an overflow would bring, and the best action first."""

from collections import Counter
from collections.abc import Iterable

import msgspec

from console.core.floor.eligible import HOME, Agent, Leg, ring_of
from console.core.floor.policy import FloorPolicy


class Help(msgspec.Struct, frozen=True):
    """Slots of other queues' agents."""

    slots: int
    by_home: tuple[tuple[str, int], ...]
    """Whose they are, the most first."""


class Action(msgspec.Struct, frozen=True, omit_defaults=True):
    """Something a supervisor can do about it."""

    kind: str
    """`overflow`, `notice`, `banner`, `list` or `hand`."""
    reach: int
    """Slots it brings, or people it reaches."""
    answers: int = 0
    """Waiting people whom it gets an answer before they are late."""


def help_for(queue: str, agents: Iterable[Agent], offers: Iterable[Leg], policy: FloorPolicy, now: int) -> Help:
    """How many slots an overflow of this queue brings: free ones of other queues' agents, less those under offer.

    Args:
        queue: whose overflow.
        agents: all who are there.
        offers: the legs that are under offer.
        policy: the floor's.
        now: the instant.
    """
    spec = policy.queue(queue)
    asks = Leg(queue, queue, 0, 0, langs=tuple(tag.lower() for tag in spec.langs), level=spec.level)
    promised: Counter[str] = Counter()
    for leg in offers:
        promised[leg.offer_to] += leg.units
    found: Counter[str] = Counter()
    for agent in agents:
        ring = ring_of(agent.skills, asks)
        if ring is None or ring == HOME or not agent.takes:
            continue
        slots = max(0, agent.load.room(now) - promised[agent.id]) // spec.units
        if slots:
            found[agent.skills.home] += slots
    by_home = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    return Help(found.total(), tuple(by_home))


def in_time(legs: Iterable[Leg], queue: str, now: int) -> int:
    """How many wait in this queue whom nobody is being offered, and are not late yet."""
    return sum(leg.queue == queue and not leg.offer and now < leg.deadline for leg in legs)


def best_actions(*, slots: int, answers: int, told: int, bot: int, listed: int, waiting: int) -> tuple[Action, ...]:
    """What can be done, the best first: what answers most people before they are late, then what tells most.

    Args:
        slots: what an overflow brings.
        answers: who waits and is not late yet, so that a slot answers her in time.
        told: whom one notice reaches.
        bot: with whom the bot talks about it, so that a banner reaches them.
        listed: how many conversations the list of them has.
        waiting: who waits in the queue, and can be handed to somebody.
    """
    actions = (
        Action("overflow", slots, min(slots, answers)),
        Action("notice", told),
        Action("banner", bot),
        Action("list", listed),
        Action("hand", waiting),
    )
    # The sort is stable: what answers nobody keeps the order in which menus show it.
    return tuple(sorted((one for one in actions if one.reach), key=lambda one: -one.answers))
