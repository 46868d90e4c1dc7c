"""What is known of one conversation at one instant: the head, a value that only `evolve` makes anew.

It holds no free text and nothing personal; those stand beside the events, as bodies.
"""

import msgspec

from console.core.conversation.words import Cause, Reason, State, UndoKind


class Party(msgspec.Struct, frozen=True, omit_defaults=True):
    """Who alone may speak to the customer."""

    kind: str
    """`bot` or `agent`."""
    id: str = ""


BOT = Party("bot")


class Request(msgspec.Struct, frozen=True, omit_defaults=True):
    """The customer's open wish for a person; its clock never moves while it is open."""

    number: int
    since: int
    reason: Reason
    asked: bool = False
    """The customer's own words or button, rather than the bot's or a policy's decision; also when they came later."""
    promised: bool = False
    """The customer was promised a call-back or an answer, so that a person's next words keep the promise."""


class Leg(msgspec.Struct, frozen=True, omit_defaults=True):
    """One stay in one queue."""

    number: int
    queue: str
    cause: Cause
    enqueued_at: int
    deadline: int
    request: int = 0
    """The request it serves; 0: a colleague handed it over and no request was open."""
    prefer: str = ""
    """The agent to ask first: who handed the conversation to the bot that gave up."""


class Offer(msgspec.Struct, frozen=True, omit_defaults=True):
    """The proposal of a leg to one agent."""

    id: str
    agent: str
    until: int
    transferred_by: str = ""
    """The colleague who handed the conversation over, when it was not the router."""
    number: int = 0
    leg: int = 0
    broadcast: bool = False
    """To everybody who is eligible: anyone may accept or take."""


class BotTurn(msgspec.Struct, frozen=True, omit_defaults=True):
    """The bot's answer that is being written."""

    id: str
    epoch: int
    answers: int
    """The `seq` of the customer's message that it answers."""
    started_at: int
    effects: int = 0
    """The number of its last tool call."""


class Promise(msgspec.Struct, frozen=True, omit_defaults=True):
    """A person will call back, or answer in writing, until then."""

    kind: str
    """`call_back` or `message`."""
    due: int


class Undo(msgspec.Struct, frozen=True, omit_defaults=True):
    """What its author may still take back, and what it was before."""

    kind: UndoKind
    agent: str
    until: int
    state: State
    """The state to go back to."""
    owner: Party | None = None
    """The owner to go back to."""
    leg: Leg | None = None
    promise: Promise | None = None
    snooze_until: int = 0
    last_handler: Party | None = None
    assigned_at: int = 0
    transfers: int = 0
    trouble: str = ""
    unanswered: int = 0
    """Customer messages that nobody had answered, as long as nobody has."""
    unanswered_since: int = 0
    customer_messages: int = 0
    """All messages until then: those that came since are unanswered too."""


class Head(msgspec.Struct, frozen=True, omit_defaults=True):
    """The whole state of a conversation that decisions are made on."""

    conv: str
    state: State = State.NEW
    owner: Party | None = None
    epoch: int = 0
    """The fencing token: 1 from the opening, one more with every change of owner."""
    owner_since: int = 0
    """When the owner changed last."""
    seq: int = 0
    """Events so far; gapless from 1."""
    public_seq: int = 0
    """Events so far that the customer may see; gapless from 1."""
    customer: str = ""
    opened_at: int = 0
    changed_at: int = 0
    lang: str = ""
    topic: str = ""
    tags: tuple[str, ...] = ()
    linked: str = ""
    """The conversation that this one follows."""
    request: Request | None = None
    requests: int = 0
    leg: Leg | None = None
    """The latest leg; open while the state is queued or offered."""
    legs: int = 0
    assignments: int = 0
    assigned_at: int = 0
    offer: Offer | None = None
    offers: int = 0
    promise: Promise | None = None
    bot_turn: BotTurn | None = None
    bot_turns: int = 0
    confidence: float | None = None
    """The bot's confidence in its last answer."""
    trouble: str = ""
    """Why the bot seems out of its depth, as a reason code; empty while it is fine."""
    pinned: str = ""
    """The article that a person gave the bot on hand-back."""
    handed_back_by: str = ""
    """The agent to ask first if the bot, which has it from her, gives up."""
    transfers: int = 0
    """Hand-overs since the last resolution that no supervisor made."""
    customer_messages: int = 0
    customer_seq: int = 0
    """The `seq` of the customer's last message: what the bot answers."""
    unanswered: int = 0
    """Customer messages that nobody has answered yet."""
    unanswered_since: int = 0
    last_customer_at: int = 0
    last_public_at: int = 0
    last_agent_at: int = 0
    answered_epoch: int = 0
    """The last epoch in which a person wrote publicly."""
    warned_epoch: int = 0
    """The epoch whose owner was warned that the open request waits for a first answer."""
    last_handler: Party | None = None
    snooze_until: int = 0
    wake_on_reply: bool = False
    owner_absent_since: int = 0
    customer_away: bool = False
    resolved_at: int = 0
    resolved_by: str = ""
    disposition: str = ""
    wrapped_up: bool = True
    wrap_up_until: int = 0
    """Of an extended wrap-up: until when the disposition can be chosen; 0: as long as usual."""
    rating: int = 0
    undo: Undo | None = None
    help_since: int = 0
    """Since when its owner asks a supervisor for help; 0: she does not."""
    help_by: str = ""
    tried: tuple[str, ...] = ()
    """The agents whose offer of this leg ended unaccepted, oldest first; one who was asked twice is in it twice."""

    @property
    def agent(self) -> str:
        """The agent who owns it, or the empty string."""
        return self.owner.id if self.owner is not None and self.owner.kind == "agent" else ""

    @property
    def waiting(self) -> bool:
        """Whether its leg is open: a customer waits in a queue."""
        return self.state in (State.QUEUED, State.OFFERED)

    @property
    def awaits_bot(self) -> bool:
        """Whether the bot has a message to answer and has not begun."""
        return self.state is State.BOT and bool(self.unanswered) and self.bot_turn is None
