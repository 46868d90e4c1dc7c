"""Flaws that are planted into the routing by hand, each of which a trace must catch."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from console.core.floor import eligible, pools, router, routing
from console.core.floor.capacity import Load
from tests.core.floor.floor_model import play
from tests.core.floor.judge import Violation

Places = list[tuple[Any, str]]


def _no_tries(leg: eligible.Leg) -> Counter[str]:
    return Counter()


def _by_id(was: Callable[..., None]) -> Callable[..., None]:
    def enter(self: Any, agent: eligible.Agent, now: int) -> None:
        was(self, agent, now)
        if agent.id in self._stands:
            self._leave(agent.id)
            pool = self._pool(agent.skills, agent.load.room(now))
            self._stands[agent.id] = (pool, (0.0, 0, agent.id))
            pool.add((0.0, 0, agent.id))

    return enter


FLAWS: dict[str, tuple[Places, Callable[[Any], Any]]] = {
    "who was asked in vain is asked again": (
        [(eligible, "tries_of"), (pools, "tries_of"), (routing, "tries_of")],
        lambda was: _no_tries,
    ),
    "agents by their id only": ([(pools.Pools, "_enter")], _by_id),
    "no fair share": ([(router.Router, "_next")], lambda was: lambda self, heads, now: 0),
    "one more than there is room for": (
        [(Load, "room")],
        lambda was: lambda self, now: was(self, now) + 1 if self.capacity else 0,
    ),
    "parked chats never wake": (
        [(Load, "room")],
        lambda was: lambda self, now: max(0, 2 * self.capacity - self.held(now)) // 2,
    ),
    "who sleeps wakes, however much there is": (
        [(Load, "may_wake")],
        lambda was: lambda self, units, promised=0: True,
    ),
    "rings are forgotten": (
        [(eligible, "ring_at"), (router, "ring_at"), (routing, "ring_at")],
        lambda was: lambda leg, now, overflows: 2 if leg.queue in overflows else 0,
    ),
    "waits for whom she knows without end": (
        [(eligible, "sticky_until"), (router, "sticky_until")],
        lambda was: lambda leg, policy: leg.deadline,
    ),
    "the tightest deadline last": (
        [(router, "key")],
        lambda was: lambda leg: (-leg.deadline, leg.enqueued_at, leg.conv),
    ),
    "a break is no obstacle": (
        [(eligible.Agent, "takes")],
        lambda was: property(lambda self: True),
    ),
    "never to all": (
        [(eligible, "is_broadcast"), (routing, "is_broadcast")],
        lambda was: lambda leg, policy, now: False,
    ),
}
"""What is wrong, where it stands, and what stands there instead."""


@contextmanager
def planted(name: str) -> Iterator[None]:
    """The routing with this flaw."""
    places, makes = FLAWS[name]
    was = [(place, attribute, vars(place)[attribute]) for place, attribute in places]
    try:
        for place, attribute, value in was:
            setattr(place, attribute, makes(value))
        yield
    finally:
        for place, attribute, value in was:
            setattr(place, attribute, value)


def hunt(name: str, seeds: Iterable[int]) -> tuple[int, str]:
    """The first seed whose trace catches it, and by which invariant; 0: none of these."""
    with planted(name):
        for seed in seeds:
            try:
                play(seed)
            except Violation as violation:
                return seed, violation.invariant
    return 0, ""
