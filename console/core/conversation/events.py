"""What has happened to a conversation, in the past tense: the append-only record that every state is folded from.

Events hold no free text: that stands beside them in a record's `bodies`, so that a person's words can be erased while
`seq` stays gapless.
"""

from typing import Final

import msgspec

from console.core.conversation.model import Leg, Offer, Party, Promise, Request
from console.core.conversation.why import Why
from console.core.conversation.words import HelpEnd, OfferEnd, RequestEnd, State, TurnOutcome, UndoKind


class _Event(msgspec.Struct, frozen=True, omit_defaults=True, tag_field="ev"):
    pass


class Opened(_Event, frozen=True, tag="opened"):
    """The conversation exists; `owner` is the bot, or nobody where policy wants a person at once."""

    customer: str
    owner: Party | None = None
    linked: str = ""
    policy: str = ""
    """Why the bot was passed over: `no_bot`, `hold_out` or `vip`; empty when it was not, or the customer asked."""


class CustomerSaid(_Event, frozen=True, tag="customer_said"):
    """Body `text`."""

    lang: str = ""
    asks: bool = False
    """The words ask for a person."""
    thanks: bool = False
    """The words are thanks only: a resolved conversation stays so."""


class PersonAsked(_Event, frozen=True, tag="person_asked"):
    """The customer pressed `Talk to a person`."""


class Requested(_Event, frozen=True, tag="requested"):
    """A request was opened."""

    request: Request
    intent: str = ""
    confidence: float | None = None
    """What the bot thought it was about when it gave up, and how sure it was."""


class RequestEnded(_Event, frozen=True, tag="request_ended"):
    """The open request was closed."""

    number: int
    end: RequestEnd


class Queued(_Event, frozen=True, tag="queued"):
    """Nobody owns it now; its leg waits."""

    leg: Leg
    reason: str = ""


class DeadlineLowered(_Event, frozen=True, tag="deadline_lowered"):
    """The waiting customer asked in so many words: the target is the shorter one."""

    deadline: int
    leg: int = 0


class OfferMade(_Event, frozen=True, tag="offer_made"):
    """The leg is proposed to one agent."""

    offer: Offer
    why: Why | None = None


class OfferEnded(_Event, frozen=True, tag="offer_ended"):
    """The proposal is over; unless accepted the leg waits on with both its times. Body `why`, staff only."""

    offer: str
    agent: str
    end: OfferEnd
    reason: str = ""
    """Of one who declined: one of `words.DECLINE_REASONS`."""


class Taken(_Event, frozen=True, tag="taken"):
    """An agent is the owner. Body `why` of one who took it from a colleague, staff only."""

    agent: str
    previous: State
    """The state it was in."""
    from_agent: str = ""
    by: str = ""
    """The supervisor who assigned it."""
    assignment: int = 0
    leg: int = 0
    """The leg that this ends; 0: it was not waiting."""
    request: int = 0
    """The open request; 0: none."""
    why: Why | None = None
    how: str = ""
    """A `words.TakenHow`; empty: not recorded."""


class BotTurnStarted(_Event, frozen=True, tag="bot_turn_started"):
    """The bot is writing."""

    turn: str
    answers: int


class BotTurnEnded(_Event, frozen=True, tag="bot_turn_ended"):
    """The bot's answer, as much of it as the customer saw: body `text`."""

    turn: str
    outcome: TurnOutcome
    intent: str = ""
    confidence: float | None = None
    sources: tuple[tuple[str, str], ...] = ()
    latency_ms: int = 0
    trouble: str = ""


class Suppressed(_Event, frozen=True, tag="suppressed"):
    """What the bot did not get to say: body `text`; staff only."""

    turn: str


class EffectIntended(_Event, frozen=True, tag="effect_intended"):
    """A tool call is about to be made."""

    turn: str
    n: int
    name: str


class EffectEnded(_Event, frozen=True, tag="effect_ended"):
    """A tool call has ended."""

    turn: str
    n: int
    ok: bool


class AgentSaid(_Event, frozen=True, tag="agent_said"):
    """Body `text`."""

    agent: str
    origin: str = "typed"
    reply_to: int = 0
    assignment: int = 0


class NoteAdded(_Event, frozen=True, tag="note_added"):
    """Body `text`; staff only."""

    agent: str


class HelpAsked(_Event, frozen=True, tag="help_asked"):
    """The owner raised her hand. Body `text`, staff only."""

    agent: str


class HelpEnded(_Event, frozen=True, tag="help_ended"):
    """The hand is down again."""

    agent: str
    """Whose it was."""
    how: HelpEnd


class Whispered(_Event, frozen=True, tag="whispered"):
    """A supervisor's words to the owner. Body `text`, for those two and for supervisors: see `readable_bodies`."""

    to: str
    by: str


class Announced(_Event, frozen=True, tag="announced"):
    """The customer was told something, by a supervisor or the system; nobody has spoken."""

    code: str
    """A `words.NoticeCode`."""
    params: dict[str, str] = {}
    by: str = ""


class HandedBack(_Event, frozen=True, tag="handed_back"):
    """The bot is the owner again; body `instruction`, staff only."""

    agent: str = ""
    article: str = ""
    answer_now: bool = False
    """The bot answers the customer's last message at once, rather than her next one."""
    assignment: int = 0


class Transferred(_Event, frozen=True, tag="transferred"):
    """A colleague handed it over; an offer or a leg follows. Body `note`, staff only."""

    by: str
    agent: str = ""
    queue: str = ""
    counted: bool = True
    """Counts towards the limit of hand-overs; a supervisor's does not."""
    assignment: int = 0


class SnoozedUntil(_Event, frozen=True, tag="snoozed"):
    """The owner put it away."""

    until: int = 0
    on_reply: bool = True


class Woken(_Event, frozen=True, tag="woken"):
    """It is back with its owner."""

    cause: str
    """`customer`, `timer` or `owner`."""


class PromiseMade(_Event, frozen=True, tag="promise_made"):
    """A person will get in touch by then."""

    promise: Promise
    request: int = 0


class Resolved(_Event, frozen=True, tag="resolved"):
    """Settled, by `agent`, `bot`, `customer` or `idle`."""

    by: str
    agent: str = ""
    disposition: str = ""
    assignment: int = 0


class WrappedUp(_Event, frozen=True, tag="wrapped_up"):
    """The disposition was chosen, or the minute for it is over."""

    disposition: str = ""


class WrapUpExtended(_Event, frozen=True, tag="wrap_up_extended"):
    """Its disposition may be chosen for longer."""

    until: int


class Reopened(_Event, frozen=True, tag="reopened"):
    """Resolved no longer: `owner` has it, or a leg follows."""

    by: str
    """`customer`, the agent's id, or empty: the backend itself."""
    owner: Party | None = None
    assignment: int = 0
    """Of the agent who owns it now; 0 for the bot or nobody."""


class Rated(_Event, frozen=True, tag="rated"):
    """The customer's judgement; body `comment`."""

    score: int


class Undone(_Event, frozen=True, tag="undone"):
    """Its author took the last step back; a request stays as it is, and so do messages that came meanwhile."""

    kind: UndoKind
    agent: str
    state: State
    owner: Party | None = None
    leg: Leg | None = None


class Warned(_Event, frozen=True, tag="warned"):
    """The owner has not written since taking it."""

    agent: str


class OwnerPresence(_Event, frozen=True, tag="owner_presence"):
    """The owner's last session has gone, or one is back."""

    away: bool


class CustomerPresence(_Event, frozen=True, tag="customer_presence"):
    """The customer's last socket has gone, or one is back."""

    away: bool


class Summarised(_Event, frozen=True, tag="summarised"):
    """The warm card: bodies `wants` and `did`; staff only."""


class Tagged(_Event, frozen=True, tag="tagged"):
    """The tags now."""

    tags: tuple[str, ...]


class Erased(_Event, frozen=True, tag="erased"):
    """The words and the person behind them are gone."""


class Unrecognised(_Event, frozen=True, tag="unrecognised"):
    """An event of a newer backend that this program does not know: it keeps its place and changes nothing."""


Event = (
    Opened
    | CustomerSaid
    | PersonAsked
    | Requested
    | RequestEnded
    | Queued
    | DeadlineLowered
    | OfferMade
    | OfferEnded
    | Taken
    | BotTurnStarted
    | BotTurnEnded
    | Suppressed
    | EffectIntended
    | EffectEnded
    | AgentSaid
    | NoteAdded
    | HelpAsked
    | HelpEnded
    | Whispered
    | Announced
    | HandedBack
    | Transferred
    | SnoozedUntil
    | Woken
    | PromiseMade
    | Resolved
    | WrappedUp
    | WrapUpExtended
    | Reopened
    | Rated
    | Undone
    | Warned
    | OwnerPresence
    | CustomerPresence
    | Summarised
    | Tagged
    | Erased
    | Unrecognised
)

PUBLIC: Final[frozenset[type]] = frozenset(
    {
        CustomerSaid,
        PersonAsked,
        RequestEnded,
        Queued,
        Taken,
        BotTurnStarted,
        BotTurnEnded,
        AgentSaid,
        Announced,
        HandedBack,
        PromiseMade,
        Resolved,
        Reopened,
        Rated,
        Undone,
        Erased,
    }
)
"""The events that a customer's page is told of; each takes the next `public_seq`."""

PUBLIC_BODIES: Final[dict[type, frozenset[str]]] = {
    CustomerSaid: frozenset({"text"}),
    BotTurnEnded: frozenset({"text"}),
    AgentSaid: frozenset({"text"}),
    Rated: frozenset({"comment"}),
}
"""The bodies of public events that the customer may read; every other body is for staff."""


class Record(msgspec.Struct, frozen=True, omit_defaults=True):
    """One event in its place: the unit of the store, of the feed and of transcripts."""

    conv: str
    seq: int
    at: int
    epoch: int
    """The epoch after this event."""
    actor: str
    """`customer`, `bot`, `system` or an agent's id."""
    event: Event
    public_seq: int = 0
    """0: staff only."""
    bodies: dict[str, str] = {}


def public_bodies(record: Record) -> dict[str, str]:
    """The bodies of this record that its customer may read: none of one for staff only (S11)."""
    if not record.public_seq:
        return {}
    allowed = PUBLIC_BODIES.get(type(record.event), frozenset())
    return {name: text for name, text in record.bodies.items() if name in allowed}


def readable_bodies(record: Record, viewer_id: str, leads: bool) -> dict[str, str]:
    """The bodies of this record that one of the staff may read: a whisper's only its two ends, and who leads (S11)."""
    event = record.event
    if isinstance(event, Whispered) and not leads and viewer_id not in (event.to, event.by):
        return {}
    return record.bodies
