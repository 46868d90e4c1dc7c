"""In which order people wait: earliest deadline first, with a fair share between reasons when everybody is late.

Pure order only: whom a leg is offered to is not decided here.
"""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Final, Protocol, TypeVar

MOST_IN_A_ROW: Final = 3
"""Assignments of one class in a row while another class has a late leg."""


class Waiting(Protocol):
    """What the order needs to know of a waiting leg."""

    @property
    def conv(self) -> str:
        """The conversation: breaks ties, so that everybody sees one order."""

    @property
    def deadline(self) -> int:
        """When it becomes late."""

    @property
    def enqueued_at(self) -> int:
        """When it entered the queue."""

    @property
    def reason(self) -> str:
        """Its class, for the fair share."""


_Leg = TypeVar("_Leg", bound=Waiting)


class Standing(StrEnum):
    """How near its deadline somebody waits: the one word for it on every screen."""

    FINE = "fine"
    WARN = "warn"
    BREACH = "breach"


def key(leg: Waiting) -> tuple[int, int, str]:
    """Earliest deadline first, then the longest wait, then the id."""
    return leg.deadline, leg.enqueued_at, leg.conv


def order(legs: Iterable[_Leg]) -> list[_Leg]:
    """The queue as lists show it."""
    return sorted(legs, key=key)


def next_in_line(waiting: Iterable[_Leg], recent_classes: Sequence[str], now: int) -> _Leg | None:
    """Who is served next, or None when nobody waits.

    Args:
        waiting: all legs, in any order.
        recent_classes: the reasons of the latest assignments, the newest last.
        now: a leg is late from its deadline on.
    """
    line = order(waiting)
    if not line:
        return None
    last = recent_classes[-MOST_IN_A_ROW:]
    served = last[0] if len(last) == MOST_IN_A_ROW and len(set(last)) == 1 else None
    if served is not None and line[0].reason == served:
        return next((leg for leg in line if leg.reason != served and leg.deadline <= now), line[0])
    return line[0]


def standing(now: int, since: int, deadline: int) -> Standing:
    """Fine, `warn` from two thirds of the target, `breach` from the target."""
    if now >= deadline:
        return Standing.BREACH
    return Standing.WARN if 3 * (now - since) >= 2 * (deadline - since) else Standing.FINE
