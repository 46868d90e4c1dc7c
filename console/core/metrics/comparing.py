"""Fair comparisons: intervals instead of points, the same mix of intents, and no cost without what was verified."""

import math
from collections.abc import Hashable, Mapping
from typing import Final, TypeVar

from console.core.metrics.wall import Share

ENOUGH: Final = 200
"""Final chats below which a cell says `too few`, and shows neither gap nor cost."""
_Z: Final = 1.959963984540054
"""Of a 95 % interval."""


def wilson(share: Share) -> tuple[float, float] | None:
    """The 95 % interval of a share, from 0 to 1; None where there is nothing to divide by."""
    if not share.of:
        return None
    n, p = share.of, share.part / share.of
    spread = _Z * math.sqrt(p * (1 - p) / n + _Z * _Z / (4 * n * n))
    middle, width = p + _Z * _Z / (2 * n), 1 + _Z * _Z / n
    return max(0.0, (middle - spread) / width), min(1.0, (middle + spread) / width)


Where = TypeVar("Where", bound=Hashable)


def at_mix(shares: Mapping[Where, Share], weights: Mapping[Where, int]) -> float | None:
    """The percentage that these shares come to at a common mix; cells that a handler never had weigh nothing."""
    total, weighed = 0.0, 0
    for cell, weight in weights.items():
        percent = shares.get(cell, Share()).percent
        if percent is not None and weight > 0:
            total += percent * weight
            weighed += weight
    return total / weighed if weighed else None


def cost_per_verified(final: int, each: float, again: int, contact: float, verified: int) -> float | None:
    """What a verified chat costs, its repeats included; None without enough final chats, or none verified.

    Args:
        final: chats whose seven days have passed.
        each: what one of them costs: fee and paid time.
        again: of them, those that came back.
        contact: what it costs when somebody comes back.
        verified: of them, those that were settled.
    """
    if final < ENOUGH or not verified:
        return None
    return (final * each + again * contact) / verified
