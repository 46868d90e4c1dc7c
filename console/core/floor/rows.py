"""What lists and cards show: rows, colleagues, customers, hits. Values that the backend makes and consoles keep."""

import msgspec


class Row(msgspec.Struct, frozen=True, omit_defaults=True):
    """One conversation as the lists show it: always sent whole, so that the last one is the truth."""

    conv: str
    no: int
    state: str
    epoch: int
    seq: int
    owner: str = ""
    """Id of the agent who owns it, `bot`, or empty."""
    owner_name: str = ""
    name: str = ""
    """The customer's."""
    lang: str = ""
    topic: str = ""
    reason: str = ""
    """Why a person is wanted."""
    asked: bool = False
    since: int = 0
    """Since when a person is wanted, or its leg waits."""
    deadline: int = 0
    queue: str = ""
    confidence: float | None = None
    trouble: str = ""
    bot_turns: int = 0
    unanswered: int = 0
    unanswered_since: int = 0
    unread: int = 0
    """Customer messages that the owner has not read."""
    last_at: int = 0
    opened_at: int = 0
    assigned_at: int = 0
    offer: str = ""
    offer_to: str = ""
    offer_until: int = 0
    snooze_until: int = 0
    promise_due: int = 0
    handler: str = ""
    """Who had it last: an agent's id or `bot`."""
    resolved_at: int = 0
    resolved_by: str = ""
    disposition: str = ""
    wrapped_up: bool = True
    wrap_up_until: int = 0
    """Of an extended wrap-up: until when the disposition can be chosen; 0: as long as usual."""
    undo_until: int = 0
    undo_by: str = ""
    seen: int = 0
    """The last `public_seq` that the customer's page has shown."""
    away: bool = False
    """The customer's page is closed."""
    tags: tuple[str, ...] = ()
    request_open: bool = False
    transfers: int = 0
    help_since: int = 0
    """Since when its owner asks a supervisor for help."""


class Member(msgspec.Struct, frozen=True, omit_defaults=True):
    """A colleague."""

    id: str
    name: str
    role: str = "agent"
    present: bool = False
    team: str = ""
    """Her home queue."""
    state: str = ""
    """An `AgentState`; empty: absent."""
    state_since: int = 0
    langs: tuple[str, ...] = ()
    level: int = 2
    slots: int = 0
    busy: int = 0


class Rules(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a console needs of the company's rules; spans are milliseconds."""

    reasons: tuple[str, ...] = ()
    """Why somebody may be away; empty: not told."""
    wrap_up: int = 60_000
    """How long after a resolution its outcome can be chosen."""
    transfer: int = 20_000
    """How long a colleague has to accept a conversation that is handed over."""
    slots: int = 0
    """How many conversations come to me at a time; 0: not told."""
    peek: int = 0
    """Among how many at the head of a queue I may choose; 0: anybody."""
    picks: tuple[str, ...] = ()
    """The queues of which anybody may be taken all the same."""


class Earlier(msgspec.Struct, frozen=True, omit_defaults=True):
    """An earlier conversation of the same customer."""

    conv: str
    no: int
    at: int
    handler: str
    outcome: str
    """`solved`, `came_back`, `left` or `open`."""
    topic: str = ""


class Customer(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the card shows of the customer."""

    id: str
    name: str = ""
    email: str = ""
    verified: bool = False
    lang: str = ""
    since: int = 0
    profile: dict[str, str] = {}
    """Further facts in the company's words, in order: orders, plan, country."""
    earlier: tuple[Earlier, ...] = ()


class Article(msgspec.Struct, frozen=True, omit_defaults=True):
    """An article of the bot's that a hand-back may pin."""

    id: str
    title: str
    lang: str = ""


class Hit(msgspec.Struct, frozen=True, omit_defaults=True):
    """One body that matches."""

    conv: str
    no: int
    seq: int
    at: int
    name: str
    text: str
