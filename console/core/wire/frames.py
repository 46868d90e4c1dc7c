"""The frames between consoles and the backend, protocol 1: one JSON object each, told apart by `t`.

What a customer's page exchanges is in `customer`.
"""

import msgspec

from console.core.conversation.events import Record
from console.core.floor.rows import Article, Customer, Hit, Member, Row
from console.core.metrics.wall import Wall
from console.core.wire.changes import RowChange


class _Frame(msgspec.Struct, frozen=True, omit_defaults=True, tag_field="t"):
    pass


# From the backend


class Hello(_Frame, frozen=True, tag="hello"):
    """First frame on every socket."""

    proto_min: int
    proto_max: int
    server: str
    time: int
    auth_ms: int
    max_frame: int


class Limits(msgspec.Struct, frozen=True):
    """The numbers that a console must keep to."""

    max_frame: int
    max_text: int
    commands_per_second: int
    command_burst: int
    max_watched: int
    ping_ms: int


class Welcome(_Frame, frozen=True, tag="welcome"):
    """Signed in."""

    user: Member
    session: str
    stream: str
    """The stream epoch: another one than before means that nothing kept may be resumed from."""
    time: int
    workspace: str
    limits: Limits
    team: tuple[Member, ...] = ()
    undo_ms: int = 10_000
    promises: tuple[str, ...] = ("claim", "fence", "idempotent", "replay", "viewing")
    """What the backend can promise; the Desk shows what is missing."""
    reasons: tuple[str, ...] = ()
    """Why somebody may be away; empty: not told."""
    wrap_up_ms: int = 60_000
    """How long after a resolution its outcome can be chosen."""
    transfer_ms: int = 20_000
    """How long a colleague has to accept a conversation that is handed over."""
    slots: int = 0
    """How many conversations come to this account at a time; 0: none, or not told."""
    peek: int = 0
    """Of a queue whose work is handed out, so many at its head may be taken by choice; 0: of every queue anybody."""
    picks: tuple[str, ...] = ()
    """With `peek`: the queues of which anybody may be taken all the same."""


class Snapshot(_Frame, frozen=True, tag="snapshot"):
    """One page of all rows; `done` with the position on the last."""

    rows: tuple[Row, ...]
    page: int
    done: bool = False
    pos: str = ""
    more: bool = False
    """With `done`: a delta follows, and rows are current only after the last one of it."""


class Delta(_Frame, frozen=True, tag="delta"):
    """Rows that changed and conversations gone; applies only onto `prev`, all or nothing."""

    prev: str
    pos: str
    up: tuple[Row, ...] = ()
    rm: tuple[str, ...] = ()
    time: int = 0
    more: bool = False
    """Another delta of the same answer to `sync` follows: rows are current only after the last."""
    ch: tuple[RowChange, ...] = ()
    """Rows of which only the fields that changed are told; only to those who asked for it in `sync`."""


class Watched(_Frame, frozen=True, tag="watched"):
    """The answer to a watch: its customer, and how many records will follow in `events`."""

    conv: str
    seq: int
    """The last `seq` at this time; events up to here follow in pages, later ones as they happen."""
    customer: Customer
    draft_of: tuple[str, ...] = ()
    viewing: tuple[str, ...] = ()
    partial: str = ""
    """The open bot turn's text so far."""
    partial_turn: str = ""
    partial_n: int = 0
    """Number of the last chunk in `partial`."""


class Events(_Frame, frozen=True, tag="events"):
    """Records of one watched conversation, contiguous by `seq`."""

    conv: str
    records: tuple[Record, ...]


class Chunk(_Frame, frozen=True, tag="chunk"):
    """The next piece of the bot's open turn; `n` counts from 1."""

    conv: str
    turn: str
    n: int
    text: str


class Result(_Frame, frozen=True, tag="result"):
    """The answer to a command: `ok` (committed and flushed), `retry` (nothing done), `refused` (final)."""

    id: str
    status: str
    code: str = ""
    message: str = ""
    """An English sentence as fallback; consoles render the code in their user's language."""
    conv: str = ""
    seq: int = 0
    epoch: int = 0
    owner: str = ""
    owner_name: str = ""
    state: str = ""
    retry_ms: int = 0
    data: dict[str, str | int] = {}


class Typing(_Frame, frozen=True, tag="typing"):
    """Somebody types, both ways; ephemeral, lasts some seconds."""

    conv: str
    on: bool = True
    who: str = ""
    """`customer` or an agent's id; the backend fills it in."""


class Viewing(_Frame, frozen=True, tag="viewing"):
    """From a console: what it looks at (empty: nothing). From the backend: who looks at `conv`."""

    conv: str
    who: tuple[str, ...] = ()


class Presence(_Frame, frozen=True, tag="presence"):
    """Members whose presence changed."""

    members: tuple[Member, ...]


class Notice(_Frame, frozen=True, tag="notice"):
    """Something this agent should know, once: a code with values (`taken_from_you`, `warned`, ...)."""

    code: str
    conv: str = ""
    data: dict[str, str | int] = {}


class Resync(_Frame, frozen=True, tag="resync"):
    """What you have may have a hole: ask for `sync` again without a position."""

    why: str


class GoAway(_Frame, frozen=True, tag="goaway"):
    """The backend is about to stop: come back at a random time between `min` and `min + window`."""

    why: str
    retry_min_ms: int
    retry_window_ms: int


class Problem(_Frame, frozen=True, tag="problem"):
    """A frame was not understood; the socket lives on unless a close follows."""

    code: str
    message: str
    conv: str = ""
    """The conversation that the frame named, if any."""
    id: str = ""
    """The frame's own id, if it has one."""


class Found(_Frame, frozen=True, tag="found"):
    """Hits of a search, newest first."""

    id: str
    hits: tuple[Hit, ...] = ()
    more: bool = False


class Articles(_Frame, frozen=True, tag="articles"):
    """The bot's articles, for a hand-back."""

    id: str
    articles: tuple[Article, ...] = ()


class WallTold(_Frame, frozen=True, tag="wall"):
    """The whole floor at one instant: once a second to whoever asked for it."""

    wall: Wall


# From the console


class Auth(_Frame, frozen=True, tag="auth"):
    """First frame from the client."""

    token: str
    proto: int
    device: str
    """Random, kept by this installation: a newer socket of one device replaces the older."""
    client: str = ""
    interactive: bool = True
    """A desk that a person sits at; scripts do not count as presence."""


class Refresh(_Frame, frozen=True, tag="refresh"):
    """A new access token for this socket."""

    token: str


class Sync(_Frame, frozen=True, tag="sync"):
    """Start the feed of rows: from a position, or (without one, or when it is too old) with a snapshot."""

    stream: str = ""
    pos: str = ""
    changes: bool = False
    """I take the `ch` of a delta."""


class Watch(_Frame, frozen=True, tag="watch"):
    """Send this conversation's records after `have`, then each as it happens."""

    conv: str
    have: int = 0


class Unwatch(_Frame, frozen=True, tag="unwatch"):
    """No more records of this conversation."""

    conv: str


class Cmd(_Frame, frozen=True, tag="cmd"):
    """A command with its own id: repeated with the same id it has one effect and one result."""

    id: str
    conv: str
    do: msgspec.Raw
    """The command, an object told apart by its own `do`."""
    epoch: int | None = None
    stream: str = ""


class Ask(_Frame, frozen=True, tag="ask"):
    """The result of a command that was sent and not answered, without doing it again."""

    id: str
    conv: str = ""


class Read(_Frame, frozen=True, tag="read"):
    """The owner has read up to `seq`."""

    conv: str
    seq: int


class Ping(_Frame, frozen=True, tag="ping"):
    """Both ways; answered by a pong with the same number."""

    n: int


class Pong(_Frame, frozen=True, tag="pong"):
    """The answer to a ping."""

    n: int
    time: int = 0
    pos: str = ""
    """From the backend: where its chain of deltas stands for this socket; empty: not live. Everything up to there was
    sent before this frame."""


class Find(_Frame, frozen=True, tag="find"):
    """Search all bodies, newest first."""

    id: str
    text: str
    limit: int = 50


class ListArticles(_Frame, frozen=True, tag="list_articles"):
    """Ask for the bot's articles in one language."""

    id: str
    lang: str = ""


class Floor(_Frame, frozen=True, tag="floor"):
    """Send me the wall, once a second, with figures over this window; or no longer. Supervisors only."""

    on: bool = True
    window: int = 30
    """Minutes, of `wall.WINDOWS`; 0: since midnight."""


class Act(_Frame, frozen=True, tag="act"):
    """Something is asked of the floor; answered by a result with this id. Never kept: offline it is not done."""

    id: str
    do: msgspec.Raw
    """A command of `floor.acting`, an object told apart by its own `do`."""


ServerFrame = (
    Hello
    | Welcome
    | Snapshot
    | Delta
    | Watched
    | Events
    | Chunk
    | Result
    | Typing
    | Viewing
    | Presence
    | Notice
    | Resync
    | GoAway
    | Problem
    | Found
    | Articles
    | WallTold
    | Ping
    | Pong
)
ClientFrame = (
    Auth
    | Refresh
    | Sync
    | Watch
    | Unwatch
    | Cmd
    | Ask
    | Read
    | Typing
    | Viewing
    | Find
    | ListArticles
    | Floor
    | Act
    | Ping
    | Pong
)
