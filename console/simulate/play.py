"""What the processes of a demo tell each other: where the backend is, how it is to be played, what came of it.

Of little weight: the desk reads it before it imports anything else of the simulation.
"""

from typing import Final

import msgspec

from console.simulate.traffic import PAYMENT_OUTAGE


class Ready(msgspec.Struct, frozen=True):
    """Printed by a backend's process once it listens, as one line of JSON."""

    url: str
    ws: str
    user: str = ""
    """Whose desk it is, and her tokens."""
    refresh: str = ""
    access: str = ""
    access_ends: int = 0

    @property
    def chat(self) -> str:
        """Where somebody can be a customer herself."""
        return f"{self.url}/"


class Play(msgspec.Struct, frozen=True):
    """How it is played."""

    seed: int = 1
    scale: float = 400.0
    """One in so many of a whole company's chats; 0: as many as the demo's floor has in a busy hour."""
    pace: float = 1.0
    scenario: str = ""
    at_s: float = 60.0
    """Seconds after the beginning in which the scenario sets in."""
    shortened: float = 1.0
    """A scenario lasts so much of its time."""
    minutes: float = 0.0
    """How long customers come; 0: for ever."""
    agents: int = 0
    """So many of the seats are taken; 0: all."""
    enough: int = 0
    """An outage is over as soon as so many whom it made write are not answered; 0: it takes its time."""


SHORTENED: Final = 0.045
"""An outage of a minute rather than of twenty: nobody watches a demo for an hour."""
ENOUGH: Final = 20
"""A queue of so many is red, and small enough for those who can help."""


def demo_play(seed: int, pace: float, scenario: str, at_s: float) -> Play:
    """What the demo's floor plays."""
    enough = ENOUGH if scenario == PAYMENT_OUTAGE else 0
    return Play(seed, scale=0, pace=pace, scenario=scenario, at_s=at_s, shortened=SHORTENED, enough=enough)


class Done(msgspec.Struct):
    """What one agent has done."""

    accepted: int = 0
    passed: int = 0
    declined: int = 0
    replies: int = 0
    resolved: int = 0
    transferred: int = 0
    helped: int = 0
    breaks: int = 0


class Report(Done):
    """What the players did: the customers, and all agents together."""

    seconds: float = 0.0
    chats: int = 0
    asked: int = 0
    met_a_person: int = 0
    gave_up: int = 0
    sent: int = 0
    stored: int = 0
    shown: int = 0
    doubled: int = 0
    rated: int = 0
    wait_mid_s: float | None = None
    event: str = "report"
