"""What a backend of the simulated floor tells the players: where it is, who sits where, and which chats go on."""

import msgspec

from console.simulate.floor_customer import Known
from console.simulate.traffic import Chat


class Seat(msgspec.Struct, frozen=True):
    """A signed-in agent."""

    login: str
    refresh: str
    access: str = ""
    access_ends: int = 0
    home: str = ""
    left: dict[str, float] = {}
    """Seconds that chats of hers still need."""


class Guest(msgspec.Struct, frozen=True):
    """A customer whose chat is under way."""

    ticket: str
    name: str
    chat: Chat
    known: Known


class Plan(msgspec.Struct, frozen=True):
    """Printed by the backend's process once it listens, as one line of JSON."""

    url: str
    ws: str
    user: str = ""
    """A supervisor's login, and her tokens."""
    refresh: str = ""
    access: str = ""
    access_ends: int = 0
    seats: tuple[Seat, ...] = ()
    guests: tuple[Guest, ...] = ()

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


class Report(msgspec.Struct):
    """What the players did."""

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
    accepted: int = 0
    passed: int = 0
    declined: int = 0
    replies: int = 0
    resolved: int = 0
    transferred: int = 0
    helped: int = 0
    breaks: int = 0
    event: str = "report"
