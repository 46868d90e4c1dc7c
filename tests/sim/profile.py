"""What one seed's history is made of: which faults, how often, how busy people are; each seed has its own few."""

import random

import msgspec

from console.core.conversation.context import Policy
from console.core.floor.policy import FloorPolicy
from tests.sim.faults import Fault


class Profile(msgspec.Struct, kw_only=True):
    """Rates are per virtual second for the whole world, unless they say something else."""

    desks: int = 5
    browsers: int = 20
    seconds: float = 20.0
    agent_pace: float = 1.5
    customer_pace: float = 12.0
    opening_within: float = 6.0
    routing: float = 0.0
    bot_trouble: float = 0.0
    policy: Policy = Policy()
    floor: FloorPolicy | None = None
    """None: a company that has described nothing."""
    delay: float = 0.005
    jitter: float = 0.02
    swallow: float = 0.0
    weight: int = 1
    replay: float = 0.0
    store: dict[Fault, float] = {}
    reads_take: float = 0.0
    interleave: bool = False
    eager: bool = True
    """After the storm everybody tries at once, rather than when the next attempt is due."""
    aftermath: bool = False
    """Some minutes pass after the storm, so that all timers come."""
    rates: dict[str, float] = {}
    """Of the world's own faults, by name."""


FAULTS: dict[str, tuple[float, float]] = {
    "resets": (0.05, 0.6),
    "stalls": (0.05, 0.5),
    "half open": (0.05, 0.4),
    "partitions": (0.05, 0.3),
    "server crashes": (0.05, 0.3),
    "server restarts": (0.05, 0.2),
    "console crashes": (0.05, 0.4),
    "crashes at a boundary": (0.1, 0.8),
    "sleeps": (0.05, 0.3),
    "long sleeps": (0.03, 0.1),
    "lulls": (0.05, 0.2),
    "clock jumps": (0.05, 0.3),
    "disks full": (0.05, 0.3),
    "tokens expire": (0.03, 0.2),
    "replays": (0.2, 1.5),
    "busy door": (0.05, 0.3),
    "restores": (0.05, 0.2),
}
"""Least and most of each."""

STORE: dict[Fault, tuple[float, float]] = {
    Fault.FAIL: (0.002, 0.05),
    Fault.FULL: (0.001, 0.02),
    Fault.AMBIGUOUS: (0.002, 0.05),
    Fault.GHOST: (0.001, 0.02),
    Fault.SLOW: (0.001, 0.01),
    Fault.CRASH_BEFORE: (0.0005, 0.005),
    Fault.CRASH_AFTER: (0.0005, 0.005),
    Fault.BUSY: (0.001, 0.02),
    Fault.READ: (0.0005, 0.01),
}


def drawn(rng: random.Random) -> Profile:
    """This seed's profile: swarm testing, so that no fault is always hidden behind another."""
    is_calm = rng.random() < 0.06
    profile = Profile(
        seconds=rng.choice((3.0, 3.0, 4.0, 4.0, 5.0, 8.0)),
        agent_pace=rng.choice((0.5, 1.0, 2.0)),
        customer_pace=rng.choice((4.0, 8.0, 16.0)),
        opening_within=rng.choice((1.0, 3.0)),
        routing=rng.choice((0.0, 0.0, 0.6)),
        bot_trouble=rng.choice((0.0, 0.1, 0.4)),
        delay=rng.choice((0.0, 0.005, 0.05)),
        jitter=rng.choice((0.001, 0.02, 0.3)),
        interleave=rng.random() < 0.5,
        eager=rng.random() < 0.8,
        reads_take=rng.choice((0.0, 0.0, 0.02, 0.3)),
        aftermath=rng.random() < 0.12,
    )
    if is_calm:
        return profile
    for name, (least, most) in FAULTS.items():
        chance = 0.12 if name == "restores" else 0.3
        if rng.random() < chance:
            profile.rates[name] = rng.uniform(least, most)
    profile.store = {fault: rng.uniform(least, most) for fault, (least, most) in STORE.items() if rng.random() < 0.25}
    if rng.random() < 0.25:
        profile.swallow = rng.uniform(0.002, 0.04)
    if rng.random() < 0.15:
        profile.weight = rng.choice((40, 400))
    return profile
