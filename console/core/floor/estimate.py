"""How long a customer will wait, told honestly: a band of minutes, or nothing where too little is known.

Position times the interval between answers, as the slots that work make it; never below what people who were answered
lately have waited; and never up by more than one step at a time.
"""

from collections.abc import Sequence
from typing import Final

import msgspec

from console.core.conversation.words import MINUTE, SECOND

LEAST_ANSWERED: Final = 5
"""With fewer answers in the last 15 minutes nothing is said."""
REFRESH: Final = 30 * SECOND
"""A customer is told anew at most so often."""
HISTORY: Final = 10
"""Waits that the history looks at, and the weight of the newest."""
HISTORY_WINDOW: Final = 10 * MINUTE
LONG_RUN_WEIGHT: Final = 20
"""Conversations' worth that the long-run value counts, beside those of the last 15 minutes."""
STEPS: Final = ((0, 1), (1, 2), (2, 4), (4, 7), (7, 10), (10, 15), (15, 20), (20, 30), (30, 45), (45, 60), (60, 120))
"""The bands of minutes that are told."""


class Pace(msgspec.Struct, frozen=True):
    """What a queue has done lately, as metrics have it."""

    answered: int
    """Legs answered in the last 15 minutes."""
    sessions: int
    """Conversations that ended in the last 15 minutes,"""
    session_time: int
    """and their mean from accept to end."""
    long_run: int
    """The mean of the last seven days."""
    active_slots: int
    """Slots that work for this queue now, taken or free."""
    waits: tuple[int, ...] = ()
    """Of those answered in the last ten minutes, the newest first."""


def session_time(pace: Pace) -> float:
    """The session time of the last 15 minutes, drawn to the long-run value while there are few."""
    if not pace.long_run:
        return float(pace.session_time)
    whole = pace.sessions * pace.session_time + LONG_RUN_WEIGHT * pace.long_run
    return whole / (pace.sessions + LONG_RUN_WEIGHT)


def history(waits: Sequence[int]) -> float:
    """The weighted mean of the last waits, the newest first: it weighs ten, the next nine, and so on."""
    kept = waits[:HISTORY]
    weights = [HISTORY - n for n in range(len(kept))]
    return sum(wait * weight for wait, weight in zip(kept, weights, strict=True)) / sum(weights) if kept else 0.0


def smoothed(before: float, last: float) -> float:
    """The running mean of two: what was told, and the last wait that ended."""
    return (before + last) / 2


def expected(position: int, pace: Pace) -> float | None:
    """Milliseconds until somebody at this position is answered; None: too little is known, or nobody works."""
    if pace.answered < LEAST_ANSWERED or not pace.active_slots:
        return None
    return max(position * session_time(pace) / pace.active_slots, history(pace.waits))


def step_of(wait: float) -> int:
    """Which band a wait is in; the last one has no end."""
    return next((n for n, (_, high) in enumerate(STEPS) if wait < high * MINUTE), len(STEPS) - 1)


def told(position: int, pace: Pace, before: int | None = None) -> int | None:
    """The step that a customer is told now, at most one up from what she was told before; None: nothing.

    Args:
        position: her place in line, from 1.
        pace: what her queue does.
        before: the step that she was told last; None: none yet.
    """
    wait = expected(position, pace)
    if wait is None:
        return None
    step = step_of(wait)
    return step if before is None else min(step, before + 1)


def band(step: int | None) -> tuple[int, ...]:
    """The minutes from and to of a step; empty: nothing is told."""
    return () if step is None else STEPS[step]
