"""What a session has to say: about the link, rows, transcripts, commands and people; as plain values."""

from collections.abc import Mapping
from enum import StrEnum

import msgspec

from console.core.floor.rows import Customer, Member, Row, Rules
from console.core.metrics.wall import Wall
from console.desk.session.outbox_item import Item


class Phase(StrEnum):
    """How the link stands, as a person is told."""

    LIVE = "live"
    CATCHING_UP = "catching_up"
    OFFLINE = "offline"


class LinkView(msgspec.Struct, frozen=True):
    """The link at a time; times are milliseconds of the local clock."""

    phase: Phase
    since: int
    rtt_ms: int | None = None
    why: str = ""
    retry_at: int = 0
    skew_ms: int = 0
    is_trying: bool = False
    """Offline, and an attempt is under way."""
    silent_since: int = 0
    """Since when nothing came though an answer is waited for; 0: no answer is missed."""
    is_compressed: bool = False
    """The backend compresses what it sends, since the link is slow."""


class Linked(msgspec.Struct, frozen=True):
    """The link, the round trip or the next attempt changed."""

    view: LinkView


class Welcomed(msgspec.Struct, frozen=True):
    """Signed in, for the first time or anew."""

    me: Member
    workspace: str
    team: tuple[Member, ...]
    promises: frozenset[str]
    rules: Rules = Rules()


class SignInWanted(msgspec.Struct, frozen=True):
    """Nothing goes on until a person signs in again."""

    why: str


class AllRows(msgspec.Struct, frozen=True):
    """All rows are new."""


class SomeRows(msgspec.Struct, frozen=True):
    """These rows changed or went."""

    up: tuple[Row, ...]
    rm: tuple[str, ...]


class Turned(msgspec.Struct, frozen=True):
    """A watched transcript, or whether it is complete, changed."""

    conv: str


class Carded(msgspec.Struct, frozen=True):
    """The customer of a watched conversation."""

    conv: str
    customer: Customer


class Typists(msgspec.Struct, frozen=True):
    """Who types in a watched conversation."""

    conv: str
    who: tuple[str, ...]


class Viewers(msgspec.Struct, frozen=True):
    """Who else looks at a conversation."""

    conv: str
    who: tuple[str, ...]


class Team(msgspec.Struct, frozen=True):
    """Colleagues and their presence."""

    team: tuple[Member, ...]


class Moved(msgspec.Struct, frozen=True):
    """A command of mine went a step further."""

    item: Item


class Walled(msgspec.Struct, frozen=True):
    """The next snapshot of the floor, and when it came by the local clock."""

    wall: Wall
    at: int


class Notified(msgspec.Struct, frozen=True):
    """A code with values that this person should know of, from the backend or from this machine's disk."""

    code: str
    conv: str = ""
    data: Mapping[str, str | int] = {}


News = (
    Linked
    | Welcomed
    | SignInWanted
    | AllRows
    | SomeRows
    | Turned
    | Carded
    | Typists
    | Viewers
    | Team
    | Moved
    | Walled
    | Notified
)
