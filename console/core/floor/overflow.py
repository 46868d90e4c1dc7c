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
    """Waiting people whom it gets an answer."""

    @property
    def counts(self) -> int:
        """The number beside it: whom it answers, else whom it reaches."""
        return self.answers or self.reach


def help_for(queue: str, agents: Iterable[Agent], legs: Iterable[Leg], policy: FloorPolicy, now: int) -> Help:
    """How many slots an overflow of this queue brings: free ones of other queues' agents, less those under offer.

    Where the queue names no language, those of the people who wait in it are what helpers must speak.

    Args:
        queue: whose overflow.
        agents: all who are there.
        legs: all that wait, those under offer too.
        policy: the floor's.
        now: the instant.
    """
    spec = policy.queue(queue)
    langs = tuple(tag.lower() for tag in spec.langs)
    promised: Counter[str] = Counter()
    waiting: set[str] = set()
    for leg in legs:
        if leg.offer:
            promised[leg.offer_to] += leg.units
        if leg.queue == queue:
            waiting.update(leg.langs)
    asks = Leg(queue, queue, 0, 0, langs=langs or tuple(sorted(waiting)), level=spec.level)
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


def best_actions(
    *, slots: int = 0, answers: int = 0, told: int = 0, bot: int = 0, listed: int = 0, waiting: int = 0
) -> tuple[Action, ...]:
    """What can be done, the best first: what answers most people who wait, then what tells most.

    Args:
        slots: what an overflow brings; none where it is open.
        answers: who waits, so that a slot answers her.
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
    found = (one for one in actions if one.reach and (one.kind != "overflow" or one.answers))
    return tuple(sorted(found, key=lambda one: -one.answers))
