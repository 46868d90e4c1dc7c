"""The reply box as a state machine: from the facts of the open chat to one of its states.

It never holds the text, and no state takes the cursor away: a box that cannot send goes on taking letters. How a state
looks is in `box_views`.
"""

from enum import StrEnum

import msgspec

from console.core.conversation.words import State
from console.core.floor.rows import Row
from console.desk.adapters.port import Link, LinkState
from console.desk.work.hints import Hint
from console.desk.work.lists import is_mine
from console.desk.work.reading import Span


class BoxState(StrEnum):
    """What the box can be."""

    NOTHING = "nothing"
    OWN = "own"
    CLAIMING = "claiming"
    LOST = "lost"
    TAKEN_OVER = "taken_over"
    NOTE = "note"
    WHISPER = "whisper"
    WROTE = "wrote"
    OLD = "old"
    OFFLINE = "offline"
    HELD = "held"
    BOT = "bot"
    WAITING = "waiting"
    OTHER = "other"
    RESOLVED = "resolved"


class Enter(StrEnum):
    """What Enter does in the box."""

    SEND = "send"
    SHOW = "show"
    """It shows what is new; the next one sends."""
    WAIT = "wait"
    """The text is sent once the chat is mine."""
    KEEP = "keep"
    """It is kept on disk and goes when the link is back."""
    TELL = "tell"
    """It tells the owner what only she sees."""
    SAVE = "save"
    """It saves the note."""
    RELEASE = "release"
    """It sends the held reply as it is."""
    NONE = "none"


class Frame(StrEnum):
    """The frame's kind; which signs and colours it has is the screen's."""

    FOCUS = "focus"
    QUIET = "quiet"
    DOUBLE = "double"
    NOTE = "note"
    WARN = "warn"


class Loss(msgspec.Struct, frozen=True):
    """How a chat went from me, or never came."""

    who: str
    """The short name of who has it now; `bot`; or empty: nobody."""
    at: str
    """Clock time."""
    ahead_ms: int = 0
    """How long before me, when a claim was lost; 0: unknown."""
    by_lead: bool = False
    """It was mine, and somebody took it from me."""
    role: str = ""
    why: str = ""


class BoxFacts(msgspec.Struct, frozen=True):
    """Everything that the box's look depends on."""

    row: Row | None
    me: str
    link: LinkState
    now: int
    is_note: bool = False
    is_whisper: bool = False
    characters: int = 0
    kept_at: str = ""
    """Clock time at which the draft was kept; empty: it is empty or not kept yet."""
    other_kept: bool = False
    """The other draft (reply beside a note) has text."""
    claim_since: int = 0
    """When my take was issued, while it is on its way."""
    is_queued: bool = False
    """A text waits for the claim."""
    loss: Loss | None = None
    is_held: bool = False
    held_news: int = 0
    """Customer messages since the held reply was written."""
    held_why: str = ""
    """The code why it waits."""
    held_count: int = 0
    """All replies of this chat that wait for my eyes."""
    doubt: str = ""
    """Why the next Enter only shows, as a code of `guards.doubt`."""
    wrote_since: int = 0
    kept_replies: int = 0
    """My replies on disk that wait for the link."""
    needing: str = ""
    """Short name of the chat of mine that needs me next."""
    next_waiting: str = ""
    """Full name of the next customer in line."""
    bot_text: str = ""
    """What the bot is writing."""
    offered: str = ""
    """Short name of whom I am offered."""
    has_back: bool = False


class BoxView(msgspec.Struct, frozen=True):
    """How the box looks and what it does."""

    state: BoxState
    frame: Frame
    title: tuple[Span, ...]
    right: tuple[Span, ...]
    enter: Enter
    line: tuple[Span, ...] = ()
    """Under the text."""
    line_right: str = ""
    keys: tuple[Hint, ...] = ()
    can_type: bool = True


def state_of(facts: BoxFacts) -> BoxState:
    """Which of the states the facts make."""
    row = facts.row
    if facts.loss is not None and not facts.is_note and not facts.is_whisper:
        return BoxState.TAKEN_OVER if facts.loss.by_lead and facts.loss.who else BoxState.LOST
    if row is None:
        return BoxState.NOTHING
    if facts.is_note:
        return BoxState.NOTE
    if facts.is_whisper:
        return BoxState.WHISPER
    if is_mine(row, facts.me):
        return _own_state(facts)
    if facts.claim_since:
        return BoxState.CLAIMING
    if row.state == State.RESOLVED:
        return BoxState.RESOLVED
    if row.state == State.BOT or row.owner == "bot":
        return BoxState.BOT
    return BoxState.OTHER if row.owner else BoxState.WAITING


def _own_state(facts: BoxFacts) -> BoxState:
    if facts.is_held:
        return BoxState.HELD
    if facts.link.link is Link.OFFLINE:
        return BoxState.OFFLINE
    if facts.doubt in ("wrote", "news"):
        return BoxState.WROTE
    return BoxState.OLD if facts.doubt == "old" else BoxState.OWN
