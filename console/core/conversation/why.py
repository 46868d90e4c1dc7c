"""Why a conversation was offered or given to somebody: the candidates and the values that decided, kept with the event.

Ids and numbers only, so that an assignment explains itself years later without anybody's words.
"""

from typing import Final

import msgspec

MOST_CONSIDERED: Final = 8
"""Candidates that are kept, the first in order of preference; `Why.eligible` says how many there were."""

PULLED: Final = "pulled"
"""The rule of one who asked for the next in line."""


class Considered(msgspec.Struct, frozen=True, omit_defaults=True):
    """One candidate and the values that the router compared."""

    agent: str
    sticky: bool = False
    """The last person who handled this customer."""
    load: int = 0
    """Percent of the capacity that is taken."""
    idle_ms: int = 0
    """Since the last assignment."""
    level: int = 0
    """How well the candidate knows the topic."""
    ring: int = 0
    """The widening in which the candidate became eligible."""


class Why(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a decision of routing rested on."""

    rule: str
    """The rule that decided, as the router names it, or `pulled`."""
    place: int = 0
    """The leg's place in line; 1 is next."""
    of: int = 0
    """How many were in that line."""
    deadline: int = 0
    late: bool = False
    """The deadline had passed."""
    candidates: tuple[Considered, ...] = ()
    eligible: int = 0
    ring: int = 0
