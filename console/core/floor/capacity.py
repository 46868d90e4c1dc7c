"""How much of an agent's room is taken: units by conversation, counted in halves, since a parked chat takes half.

A conversation takes its queue's units while somebody has it and while she wraps up, half of them while its customer is
silent, and none while it is snoozed.
"""

from collections.abc import Iterable
from typing import Final

import msgspec

from console.core.conversation.model import Head
from console.core.conversation.words import State
from console.core.floor.policy import FloorPolicy
from console.core.floor.presence import AgentState

HALVES: Final = 2
"""Halves in a unit."""
WAKE_UP: Final = 1
"""Units by which chats that wake up may exceed the capacity."""


class Hold(msgspec.Struct, frozen=True, omit_defaults=True):
    """What one conversation takes of its holder's room."""

    conv: str
    agent: str
    halves: int
    """While its customer is there."""
    parks_at: int = 0
    """From when on it takes half of them; 0: never."""


class Load(msgspec.Struct, frozen=True, omit_defaults=True):
    """An agent's room and what is taken of it, at any instant until something happens to her conversations."""

    capacity: int = 0
    """Units."""
    full: int = 0
    """Halves that are taken once every parked chat has woken up."""
    parking: tuple[tuple[int, int], ...] = ()
    """At which instants how many halves fall free, because a customer has been silent for so long."""

    def held(self, now: int) -> int:
        """Halves that are taken."""
        return self.full - sum(halves for at, halves in self.parking if at <= now)

    def ratio(self, now: int) -> float:
        """Of the capacity, what is taken; equal shares compare as equal."""
        return self.held(now) / (HALVES * self.capacity) if self.capacity else 1.0

    def room(self, now: int) -> int:
        """The most units that one more conversation may take.

        What is parked may all wake up at once: that, too, must not exceed the capacity by more than `WAKE_UP`.
        """
        most = HALVES * self.capacity
        free = min(most - self.held(now), most + HALVES * WAKE_UP - self.full)
        return max(0, free // HALVES) if self.capacity else 0

    def busy(self, now: int) -> int:
        """Slots that are taken, as screens show them: a half counts as one."""
        return -(-self.held(now) // HALVES)

    def may_wake(self, units: int, promised: int = 0) -> bool:
        """Whether a snoozed conversation may come back to her, rather than go to the queue.

        Args:
            units: what it takes.
            promised: units of what is offered to her alone: she may accept it a moment later.
        """
        return self.full + HALVES * (units + promised) <= HALVES * (self.capacity + WAKE_UP)


def holder(head: Head) -> str:
    """The agent whose room it takes: its owner, or who wraps it up; empty: nobody."""
    if head.state is State.HUMAN:
        return head.agent
    if head.state is State.RESOLVED and not head.wrapped_up and head.last_handler is not None:
        return head.last_handler.id
    return ""


def parks_at(head: Head, policy: FloorPolicy) -> int:
    """From when on it is parked: its customer silent, and not because she waits for an answer; 0: it is not to be."""
    if head.state is not State.HUMAN or head.unanswered:
        return 0
    return max(head.last_customer_at, head.assigned_at) + policy.parked_after


def hold_of(head: Head, policy: FloorPolicy) -> Hold | None:
    """What this conversation takes of whose room; None: of nobody's."""
    agent = holder(head)
    if not agent:
        return None
    units = policy.queue(head.leg.queue).units if head.leg is not None else 1
    return Hold(head.conv, agent, HALVES * units, parks_at(head, policy))


def load_of(level: int, holds: Iterable[Hold], policy: FloorPolicy) -> Load:
    """What the conversations that an agent of this level holds come to."""
    kept = tuple(holds)
    parking = sorted((hold.parks_at, hold.halves // HALVES) for hold in kept if hold.parks_at)
    return Load(policy.units_of(level), sum(hold.halves for hold in kept), tuple(parking))


def slots(state: AgentState, load: Load, now: int) -> tuple[int, int]:
    """Slots and how many of them are busy, as screens show them: who takes no chats has only those that she holds."""
    busy = load.busy(now)
    return (load.capacity if state is AgentState.AVAILABLE else busy), busy
