"""What a backend of the simulated floor tells the players: where it is, who sits where, and which chats go on."""

import msgspec

from console.simulate.floor_customer import Known
from console.simulate.play import Ready
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


class Plan(Ready, frozen=True):
    """Printed by the floor's backend once it listens: what the desk needs, and everybody else."""

    seats: tuple[Seat, ...] = ()
    guests: tuple[Guest, ...] = ()
