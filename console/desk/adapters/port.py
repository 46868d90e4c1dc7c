"""The Backend port: what the Desk and the commands see of any backend, and the promises that it can make.

A backend is driven by plain calls that never block; what it learns it tells one listener, as updates. It knows nothing
of screens, and screens know nothing of sessions or frames.
"""

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import Protocol

import msgspec

from console.core.conversation.commands import AgentCommand
from console.core.conversation.transcript import Card, Turn
from console.core.floor.acting import FloorCommand
from console.core.floor.rows import Article, Customer, Hit, Member, Row, Rules
from console.core.metrics.wall import Wall


class Capability(StrEnum):
    """What a backend can promise; the Desk shows each promise that is missing."""

    CLAIM = "claim"
    """A takeover is atomic: exactly one wins."""
    FENCE = "fence"
    """Nothing written by an owner who lost the conversation appears."""
    IDEMPOTENT = "idempotent"
    """A command repeated with the same id has one effect."""
    REPLAY = "replay"
    """After a drop nothing is missing."""
    VIEWING = "viewing"
    """Who else looks at a conversation is known."""


class Link(StrEnum):
    """The only three states of the link that a person sees."""

    LIVE = "live"
    CATCHING_UP = "catching_up"
    OFFLINE = "offline"


class LinkState(msgspec.Struct, frozen=True):
    """How the link stands."""

    link: Link
    since: int
    """Since when, milliseconds of the local clock."""
    rtt_ms: int | None = None
    """The last measured round trip."""
    why: str = ""
    """A sentence, when offline."""
    retry_at: int = 0
    """When the next attempt is made, local clock; 0: one is under way, or none until a person acts."""
    skew_ms: int = 0
    """Server clock minus local clock."""
    is_trying: bool = False
    """Offline, and an attempt is under way."""
    silent_since: int = 0
    """Since when, by the local clock, nothing came though an answer is waited for; 0: no answer is missed."""
    is_compressed: bool = False
    """The backend compresses what it sends, since the link is slow."""


class Account(msgspec.Struct, frozen=True):
    """Who is signed in, to what."""

    me: Member
    workspace: str
    server: str
    team: tuple[Member, ...] = ()
    rules: Rules = Rules()


class Fate(StrEnum):
    """Where a command of mine stands."""

    QUEUED = "queued"
    """On disk, not yet sent."""
    IN_FLIGHT = "in_flight"
    SENT = "sent"
    """Committed and flushed by the backend."""
    HELD = "held"
    """Waits for my eyes: the ground shifted while the link was down."""
    REFUSED = "refused"
    EXPIRED = "expired"
    UNKNOWN = "unknown"
    """Sent, and a backend without idempotence did not answer."""


class Outgoing(msgspec.Struct, frozen=True):
    """A command of mine, from key press to result."""

    id: str
    conv: str
    command: AgentCommand
    fate: Fate
    at: int
    """When it was issued, local clock."""
    epoch: int | None = None
    code: str = ""
    """Why refused: a stable code."""
    message: str = ""
    """The same as a sentence."""
    data: Mapping[str, str | int] = {}
    """Values of the result: owner, owner_name, epoch, state, seq."""
    seq: int = 0
    """Of the event that it made, once sent."""


class Draft(msgspec.Struct, frozen=True):
    """Text that is not sent, kept on disk."""

    conv: str
    kind: str
    """`reply` or `note`."""
    text: str
    at: int
    """Last changed, local clock."""
    base_seq: int = 0
    """The conversation's last customer `seq` when the draft was begun."""


class Transcripted(msgspec.Struct, frozen=True):
    """A watched conversation as it stands: `turns` is the whole list, kept by identity where unchanged."""

    conv: str
    turns: Sequence[Turn]
    card: Card
    version: int
    complete: bool
    """Everything up to the head has arrived."""


# Updates, told to the listener.


class LinkChanged(msgspec.Struct, frozen=True):
    """The link, the round trip or the next attempt changed."""

    state: LinkState


class SignedIn(msgspec.Struct, frozen=True):
    """The account is known, for the first time or anew."""

    account: Account


class SignInNeeded(msgspec.Struct, frozen=True):
    """The secret is not accepted any more; nothing is retried until `sign_in`."""

    why: str


class RowsReset(msgspec.Struct, frozen=True):
    """All rows are new."""


class RowsChanged(msgspec.Struct, frozen=True):
    """These rows changed or went."""

    up: tuple[Row, ...]
    rm: tuple[str, ...]


class TurnsChanged(msgspec.Struct, frozen=True):
    """A watched transcript changed."""

    transcript: Transcripted


class CustomerKnown(msgspec.Struct, frozen=True):
    """The card of a watched conversation."""

    conv: str
    customer: Customer


class TypingChanged(msgspec.Struct, frozen=True):
    """Who types in a watched conversation: `customer` or agents' ids; empty: nobody."""

    conv: str
    who: tuple[str, ...]


class ViewingChanged(msgspec.Struct, frozen=True):
    """Who else looks at this conversation: agents' ids."""

    conv: str
    who: tuple[str, ...]


class TeamChanged(msgspec.Struct, frozen=True):
    """Presence of colleagues."""

    team: tuple[Member, ...]


class OutgoingChanged(msgspec.Struct, frozen=True):
    """A command of mine went a step further."""

    item: Outgoing


class Told(msgspec.Struct, frozen=True):
    """The backend has something to say to me: a code with values (`warned`, `taken_from_you`, ...)."""

    code: str
    conv: str
    data: Mapping[str, str | int]


class WallChanged(msgspec.Struct, frozen=True):
    """The next snapshot of the floor, with the local clock's time of its arrival."""

    wall: Wall
    at: int


class Answer(msgspec.Struct, frozen=True):
    """What the backend answered to something asked of the floor."""

    ok: bool
    code: str = ""
    """Why not: a stable code."""
    message: str = ""
    """The same as a sentence."""
    data: Mapping[str, str | int] = {}
    """Values: `count`, how many people or slots it reached."""


Update = (
    LinkChanged
    | SignedIn
    | SignInNeeded
    | RowsReset
    | RowsChanged
    | TurnsChanged
    | CustomerKnown
    | TypingChanged
    | ViewingChanged
    | TeamChanged
    | OutgoingChanged
    | Told
    | WallChanged
)
Listener = Callable[[Update], None]
"""Called on the event loop, in order; must not block."""


class Backend(Protocol):
    """One backend, as the Desk and the commands use it. All calls return at once, but those that are awaited."""

    @property
    def capabilities(self) -> frozenset[Capability]:
        """The promises it makes."""

    @property
    def rows(self) -> Mapping[str, Row]:
        """All rows by conversation, as last told."""

    @property
    def link(self) -> LinkState:
        """The link now."""

    @property
    def account(self) -> Account | None:
        """Who is signed in."""

    def listen(self, listener: Listener) -> None:
        """The one listener for updates; set before `start`."""

    async def start(self) -> None:
        """Begin to connect, in the background; returns before the link is live."""

    async def close(self) -> None:
        """Stop in order: everything unsent is on disk already."""

    def watch(self, conv: str) -> None:
        """Keep this conversation's transcript current; told at once with what is known."""

    def unwatch(self, conv: str) -> None:
        """No longer."""

    def transcript(self, conv: str) -> Transcripted | None:
        """What is known of a watched conversation."""

    def customer(self, conv: str) -> Customer | None:
        """The card of a watched conversation, once told."""

    def submit(self, conv: str, command: AgentCommand, *, epoch: int | None = None) -> Outgoing:
        """Issue a command: on disk before this returns; its way is told as `OutgoingChanged`.

        Raises:
            StoreError: when it could not be kept; nothing was issued, and the text is still the caller's.
        """

    async def settled(self, command_id: str, *, timeout: float | None = None) -> Outgoing:
        """Wait until a command has its final fate, or (after `timeout` seconds) return it as it stands."""

    def outbox(self) -> list[Outgoing]:
        """What is not sent, and what was refused or expired and not yet discarded, oldest first."""

    def release(self, command_id: str) -> None:
        """Send a held item as it is."""

    def discard(self, command_id: str) -> None:
        """Forget a refused, expired, held or queued item."""

    def draft(self, conv: str, kind: str) -> Draft | None:
        """The kept draft."""

    def drafts(self) -> list[Draft]:
        """All kept drafts, newest first."""

    def keep_draft(self, conv: str, kind: str, text: str, *, base_seq: int = 0) -> None:
        """Keep the text on disk (debounced by at most a second, and at close); an empty one forgets it."""

    def retry_now(self) -> bool:
        """Try the link at once; False when it was tried less than a second ago."""

    def read(self, conv: str, seq: int) -> None:
        """I have read up to here."""

    def typing(self, conv: str) -> None:
        """I am typing to the customer; call as often as keys come."""

    def viewing(self, conv: str) -> None:
        """I look at this conversation; empty: at none."""

    async def find(self, text: str) -> list[Hit]:
        """Search everything, newest first.

        Raises:
            UnreachableError: when the link is down or the answer takes more than ten seconds.
        """

    async def articles(self, lang: str) -> list[Article]:
        """The bot's articles, for a hand-back.

        Raises:
            UnreachableError: as `find`.
        """

    def floor(self, window: int | None) -> None:
        """Be told of the wall once a second, with figures over so many minutes (0: since midnight); None: no longer.

        Kept over reconnections. Supervisors only: others are told nothing.
        """

    @property
    def wall(self) -> Wall | None:
        """The last snapshot, however old."""

    async def act(self, command: FloorCommand) -> Answer:
        """Ask something of the floor; never kept for later.

        Raises:
            UnreachableError: when the link is down or the answer takes more than ten seconds: it may have been done.
        """

    def sign_in(self, token: str) -> None:
        """A new refresh token after `SignInNeeded`."""
