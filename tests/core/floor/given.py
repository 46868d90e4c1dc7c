"""Legs and agents that the tests of routing are made of."""

from typing import Any

from console.core.conversation.words import MINUTE, SECOND
from console.core.floor.capacity import HALVES, Load
from console.core.floor.eligible import Agent, Leg
from console.core.floor.policy import FloorPolicy, Mode, QueueSpec
from console.core.floor.presence import AgentState, Skills

NOW = 1_000_000_000_000
PUSH = FloorPolicy(
    mode=Mode.PUSH,
    queues=(QueueSpec("payment en", ("en",), ("payment",)), QueueSpec("dispute de", ("de",), ("dispute",), level=3)),
)


def leg(conv: str = "c1", queue: str = "payment en", waited: int = 0, target: int = 60 * SECOND, **more: Any) -> Leg:
    """One that has waited so long by `NOW`."""
    since = NOW - waited
    fields: dict[str, Any] = {"since": since, "reason": "asked", "langs": ("en",), "topic": "payment"}
    return Leg(conv, queue, since + target, since, **(fields | more))


def agent(
    id: str = "maya", held: int = 0, home: str = "payment en", langs: tuple[str, ...] = ("en",), **more: Any
) -> Agent:
    """One with so many units taken of three."""
    state = more.pop("state", AgentState.AVAILABLE)
    skills = Skills(langs, more.pop("level", 2), home, more.pop("topics", ()))
    load = Load(more.pop("capacity", 3), HALVES * held, more.pop("parking", ()))
    return Agent(id, load, skills, state, more.pop("last_assigned_at", NOW - 10 * MINUTE), **more)
