"""The frames between a customer's page and the backend, protocol 1: no note, and no other customer's words."""

import msgspec


class _Frame(msgspec.Struct, frozen=True, omit_defaults=True, tag_field="t"):
    pass


class Item(msgspec.Struct, frozen=True, omit_defaults=True):
    """One public event, as the page shows it."""

    seq: int
    """The `public_seq`: gapless from 1."""
    at: int
    kind: str
    """`customer`, `bot`, `agent` or `notice`."""
    text: str = ""
    name: str = ""
    """Of the agent."""
    code: str = ""
    """Of a notice: `queued`, `joined`, `handed_back`, `promised`, `resolved`, `reopened`, `withdrawn`, `asked`,
    `rated`, `bot_writing`, `request_answered`, `undone`, `erased`; the page has the words."""
    data: dict[str, str | int] = {}
    turn: str = ""
    """Of a bot's answer: its turn."""
    cut: bool = False


# From the backend


class Hello(_Frame, frozen=True, tag="hello"):
    """First frame on every socket."""

    proto_min: int
    proto_max: int
    time: int
    auth_ms: int
    max_frame: int
    max_text: int


class Welcome(_Frame, frozen=True, tag="welcome"):
    """Signed in; the items after `have` follow in `items`."""

    conv: str
    """Empty until the first message."""
    seq: int
    stream: str
    time: int
    name: str = ""
    workspace: str = ""


class Items(_Frame, frozen=True, tag="items"):
    """Public events, contiguous by `seq`."""

    conv: str
    items: tuple[Item, ...]


class Chunk(_Frame, frozen=True, tag="chunk"):
    """The next piece of the bot's answer."""

    turn: str
    n: int
    text: str


class Status(_Frame, frozen=True, tag="status"):
    """Who speaks, and the place in line; sent whole at every change."""

    state: str
    """`bot`, `waiting`, `human`, `promised`, `resolved` or `new`."""
    speaker: str = ""
    """The agent's name, or `bot`."""
    place: int = 0
    """1: next in line."""
    due: int = 0
    """Of a promise."""
    estimate: tuple[int, ...] = ()
    """Waiting: the minutes that it takes, from and to; empty: nobody can say honestly."""
    nobody: bool = False
    """Waiting, and nobody can answer within the next minutes."""
    opens_at: int = 0
    """With `nobody`: when somebody is there again; 0: not known."""
    promise_by: int = 0
    """Waiting: until when a call-back or a written answer may be chosen instead; 0: not now."""


class Typing(_Frame, frozen=True, tag="typing"):
    """The other side types; lasts some seconds."""

    on: bool = True
    who: str = ""


class Result(_Frame, frozen=True, tag="result"):
    """The answer to a numbered wish of the page: `ok`, `retry` or `refused`."""

    id: str
    status: str
    code: str = ""
    message: str = ""
    first: int = 0
    """With `seq`: the range of `public_seq` that it made; the page's own message is in it."""
    seq: int = 0
    retry_ms: int = 0


class GoAway(_Frame, frozen=True, tag="goaway"):
    """Come back at a random time between `min` and `min + window`."""

    retry_min_ms: int
    retry_window_ms: int


class Problem(_Frame, frozen=True, tag="problem"):
    """A frame was not understood."""

    code: str
    message: str


class Pong(_Frame, frozen=True, tag="pong"):
    """The answer to a ping."""

    n: int


# From the page


class Auth(_Frame, frozen=True, tag="auth"):
    """First frame from the page: a ticket, single use, from `POST /v1/ticket`."""

    ticket: str
    proto: int
    have: int = 0
    """The last `public_seq` it has of `conv`."""
    conv: str = ""
    name: str = ""
    lang: str = ""


class Say(_Frame, frozen=True, tag="say"):
    """A message."""

    id: str
    text: str
    lang: str = ""


class Wish(_Frame, frozen=True, tag="wish"):
    """A button: `person`, `withdraw`, `end`."""

    id: str
    what: str


class Promise(_Frame, frozen=True, tag="promise"):
    """Instead of waiting."""

    id: str
    kind: str
    due: int


class Rate(_Frame, frozen=True, tag="rate"):
    """The rating, 1 to 5."""

    id: str
    score: int
    comment: str = ""


class Seen(_Frame, frozen=True, tag="seen"):
    """The page has shown items up to `seq`."""

    seq: int


class Ping(_Frame, frozen=True, tag="ping"):
    """Answered by a pong."""

    n: int


ServerFrame = Hello | Welcome | Items | Chunk | Status | Typing | Result | GoAway | Problem | Pong
ClientFrame = Auth | Say | Wish | Promise | Rate | Seen | Typing | Ping
