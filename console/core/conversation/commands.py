"""What can be asked of a conversation, by customers, bots, agents, supervisors and the backend's own timers.

A command is a wish in the imperative; `decide` turns it into events or a refusal.
"""

import msgspec

from console.core.conversation.why import Why
from console.core.conversation.words import DueKind, Reason


class _Command(msgspec.Struct, frozen=True, omit_defaults=True, tag_field="do"):
    pass


class Say(_Command, frozen=True, tag="say"):
    """The customer's message; opens the conversation if it is the first."""

    text: str
    lang: str = ""


class AskPerson(_Command, frozen=True, tag="ask_person"):
    """The customer's button `Talk to a person`."""


class Withdraw(_Command, frozen=True, tag="withdraw"):
    """The customer no longer wants a person and goes on with the bot."""


class ChoosePromise(_Command, frozen=True, tag="choose_promise"):
    """The customer prefers a call-back or a written answer to waiting."""

    kind: str
    due: int


class End(_Command, frozen=True, tag="end"):
    """The customer ends the conversation."""


class Rate(_Command, frozen=True, tag="rate"):
    """The customer's rating, 1 to 5, of a resolved conversation."""

    score: int
    comment: str = ""


class StartTurn(_Command, frozen=True, tag="start_turn"):
    """The bot begins an answer to the customer's message with number `answers`."""

    turn: str
    answers: int


class EndTurn(_Command, frozen=True, tag="end_turn"):
    """The bot's answer is complete."""

    turn: str
    text: str
    intent: str = ""
    confidence: float | None = None
    sources: tuple[tuple[str, str], ...] = ()
    """Articles cited: (id, title)."""
    latency_ms: int = 0
    trouble: str = ""


class Escalate(_Command, frozen=True, tag="escalate"):
    """The bot, or the backend for it, gives the conversation to people."""

    reason: Reason
    intent: str = ""
    confidence: float | None = None


class BotResolve(_Command, frozen=True, tag="bot_resolve"):
    """The bot ends the conversation: the customer said that this was all."""


class IntendEffect(_Command, frozen=True, tag="intend_effect"):
    """The backend is about to perform a tool call for the bot."""

    turn: str
    n: int
    name: str


class EndEffect(_Command, frozen=True, tag="end_effect"):
    """A tool call for the bot has ended."""

    turn: str
    n: int
    ok: bool


class Take(_Command, frozen=True, tag="take"):
    """Become the owner. `force` takes it from a colleague (supervisors)."""

    force: bool = False
    why: str = ""


class Accept(_Command, frozen=True, tag="accept"):
    """Accept an offer."""

    offer: str


class Decline(_Command, frozen=True, tag="decline"):
    """Decline an offer."""

    offer: str
    why: str = ""
    reason: str = ""
    """One of `words.DECLINE_REASONS`, or empty."""


class Reply(_Command, frozen=True, tag="reply"):
    """Say something to the customer."""

    text: str
    origin: str = "typed"
    reply_to: int = 0


class Note(_Command, frozen=True, tag="note"):
    """Write something for staff only."""

    text: str


class AskHelp(_Command, frozen=True, tag="ask_help"):
    """The owner raises her hand: a supervisor, please."""

    text: str = ""


class EndHelp(_Command, frozen=True, tag="end_help"):
    """The raised hand comes down."""


class HandBack(_Command, frozen=True, tag="hand_back"):
    """Give the conversation back to the bot."""

    instruction: str = ""
    article: str = ""
    answer_now: bool = False


class Transfer(_Command, frozen=True, tag="transfer"):
    """Hand the conversation to a colleague, or (without one) to a team's queue."""

    agent: str = ""
    queue: str = ""
    note: str = ""


class Snooze(_Command, frozen=True, tag="snooze"):
    """Put the conversation away until a time, or (`on_reply`) for as long as it takes; a customer's message wakes it in
    any case."""

    until: int = 0
    on_reply: bool = True


class Wake(_Command, frozen=True, tag="wake"):
    """Take a snoozed conversation back at once."""


class Resolve(_Command, frozen=True, tag="resolve"):
    """The matter is settled."""

    disposition: str = ""


class WrapUp(_Command, frozen=True, tag="wrap_up"):
    """Choose the disposition after resolving."""

    disposition: str


class ExtendWrapUp(_Command, frozen=True, tag="extend_wrap_up"):
    """Choosing the disposition takes me longer; my slot stays taken as long."""


class Reopen(_Command, frozen=True, tag="reopen"):
    """Take a resolved conversation up again."""


class UndoLast(_Command, frozen=True, tag="undo"):
    """Take back my last take, hand-over, hand back, snooze or resolve while its ten seconds last."""


class Tag(_Command, frozen=True, tag="tag"):
    """Set the tags."""

    tags: tuple[str, ...]


class Requeue(_Command, frozen=True, tag="requeue"):
    """Put the conversation back into a queue."""

    queue: str = ""


class Assign(_Command, frozen=True, tag="assign"):
    """Give the conversation to a present agent."""

    agent: str


class Whisper(_Command, frozen=True, tag="whisper"):
    """A supervisor's words to the owner, for her alone."""

    text: str


class Announce(_Command, frozen=True, tag="announce"):
    """Tell the customer something that clients have a sentence for."""

    code: str
    """A `words.NoticeCode`."""
    params: dict[str, str] = {}
    """Exactly the values of `words.NOTICE_PARAMS`."""


class MakeOffer(_Command, frozen=True, tag="make_offer"):
    """The router proposes the waiting leg to an agent."""

    offer: str
    agent: str
    until: int
    broadcast: bool = False
    """To everybody who is eligible; `agent` may be empty."""
    why: Why | None = None


class FireDue(_Command, frozen=True, tag="fire_due"):
    """A timer of the head row has come; it counts only while its token is current."""

    kind: DueKind
    token: str


class SignOff(_Command, frozen=True, tag="sign_off"):
    """The owner has signed off."""

    agent: str = ""
    """Who; empty: whoever owns it."""


class MarkPresence(_Command, frozen=True, tag="mark_presence"):
    """The owner or the customer has gone or come back."""

    who: str
    """`owner` or `customer`."""
    away: bool
    agent: str = ""
    """Which agent; empty: whoever owns it or has the offer."""


class Interrupt(_Command, frozen=True, tag="interrupt"):
    """On start: the bot's turn that was open when the backend stopped."""


class Suppress(_Command, frozen=True, tag="suppress"):
    """Keep what a fenced bot did not get to say, for staff."""

    turn: str
    text: str


class Summarise(_Command, frozen=True, tag="summarise"):
    """Write the warm card: what the customer wants, what the bot did."""

    wants: str
    did: str = ""


class Sweep(_Command, frozen=True, tag="sweep"):
    """The sweeper has found an ask for a person that has no place in any queue."""

    asked_at: int = 0
    """When it was asked, if no request was ever opened."""


class Erase(_Command, frozen=True, tag="erase"):
    """Record that the person's words have been erased."""


CustomerCommand = Say | AskPerson | Withdraw | ChoosePromise | End | Rate
BotCommand = StartTurn | EndTurn | Escalate | BotResolve | IntendEffect | EndEffect
AgentCommand = (
    Take
    | Accept
    | Decline
    | Reply
    | Note
    | AskHelp
    | EndHelp
    | HandBack
    | Transfer
    | Snooze
    | Wake
    | Resolve
    | WrapUp
    | ExtendWrapUp
    | Reopen
    | UndoLast
    | Tag
    | Requeue
    | Assign
    | Whisper
    | Announce
)
SystemCommand = MakeOffer | FireDue | SignOff | MarkPresence | Interrupt | Suppress | Summarise | Sweep | Erase
Command = CustomerCommand | BotCommand | AgentCommand | SystemCommand

CUSTOMER_COMMANDS: tuple[type[CustomerCommand], ...] = (Say, AskPerson, Withdraw, ChoosePromise, End, Rate)
BOT_COMMANDS: tuple[type[BotCommand], ...] = (
    StartTurn,
    EndTurn,
    Escalate,
    BotResolve,
    IntendEffect,
    EndEffect,
)
AGENT_COMMANDS: tuple[type[AgentCommand], ...] = (
    Take,
    Accept,
    Decline,
    Reply,
    Note,
    AskHelp,
    EndHelp,
    HandBack,
    Transfer,
    Snooze,
    Wake,
    Resolve,
    WrapUp,
    ExtendWrapUp,
    Reopen,
    UndoLast,
    Tag,
    Requeue,
    Assign,
    Whisper,
    Announce,
)
SYSTEM_COMMANDS: tuple[type[SystemCommand], ...] = (
    MakeOffer,
    FireDue,
    SignOff,
    MarkPresence,
    Interrupt,
    Suppress,
    Summarise,
    Sweep,
    Erase,
)
ALL_COMMANDS: tuple[type[Command], ...] = (
    *CUSTOMER_COMMANDS,
    *BOT_COMMANDS,
    *AGENT_COMMANDS,
    *SYSTEM_COMMANDS,
)


def tag_of(command: type[Command] | Command) -> str:
    """The command's name on the wire."""
    kind = command if isinstance(command, type) else type(command)
    return str(kind.__struct_config__.tag)
