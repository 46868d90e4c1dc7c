"""What a decision may use besides the head: values only, so that the same decision can be made again anywhere."""

import zlib
from typing import Final

import msgspec

from console.core.conversation.why import Why
from console.core.conversation.words import DAY, HOUR, MINUTE, SECOND, Passed, Reason, family

ROLES: Final = ("agent", "supervisor", "admin")


class Actor(msgspec.Struct, frozen=True):
    """Who issues a command."""

    kind: str
    """`customer`, `bot`, `agent` or `system`."""
    id: str = ""
    role: str = ""
    """Of an agent: `agent`, `supervisor` or `admin`."""

    @property
    def principal(self) -> str:
        """The row of the table of rights: the kind, or an agent's role (none: `agent`; an unknown one has no row)."""
        if self.kind != "agent":
            return self.kind
        return self.role if self.role in ROLES else "" if self.role else "agent"

    @property
    def leads(self) -> bool:
        """Whether this is a supervisor or an admin."""
        return self.principal in ("supervisor", "admin")

    @property
    def author(self) -> str:
        """As recorded on events: an agent's id, else the kind."""
        return self.id if self.kind == "agent" else self.kind


MOST_NAME: Final = 64
"""Characters in the name of a queue."""

SYSTEM = Actor("system")
BOT_ACTOR = Actor("bot")

_TARGETS: Final[dict[str, int]] = {
    Reason.ASKED: 60 * SECOND,
    Reason.POLICY: 90 * SECOND,
    Reason.FRAUD: 30 * SECOND,
    Reason.VULNERABLE: 30 * SECOND,
}


class QueueRoute(msgspec.Struct, frozen=True):
    """Which new requests go to a queue: those in one of the languages and on one of the topics; none named: any."""

    queue: str
    langs: tuple[str, ...] = ()
    """Language tags; `pt` stands for `pt-BR` too."""
    topics: tuple[str, ...] = ()
    """Topics or families of them: `payment` stands for `payment.declined` too."""

    def fits(self, lang: str, topic: str) -> bool:
        """Whether a request in this language on this topic goes here."""
        tag = lang.lower()
        langs = {name.lower() for name in self.langs}
        if langs and not {tag, tag.partition("-")[0]} & langs:
            return False
        return not self.topics or bool({topic, family(topic)} & set(self.topics))


class Policy(msgspec.Struct, frozen=True):
    """The company's rules that decisions depend on; times in milliseconds."""

    version: int = 1
    bot: bool = True
    """Whether a bot answers first."""
    hold_out: int = 0
    """Of 100 customers so many, always the same ones, go to a person at once: to compare the bot with people."""
    vip_first: bool = True
    """Whether customers that the company marks as important go to a person at once."""
    queue: str = "main"
    queues: tuple[str, ...] = ()
    """All queues besides `queue` and those of `routes` that a conversation may be put into; empty: any name."""
    routes: tuple[QueueRoute, ...] = ()
    """By language and topic; of those that fit the one that names more counts, then the first; else `queue`."""
    targets: dict[str, int] = msgspec.field(default_factory=lambda: dict(_TARGETS))
    default_target: int = 120 * SECOND
    reopen_window: int = 24 * HOUR
    returning_window: int = 0
    """A customer who returns within this time after a resolution goes to a person at once; 0: never."""
    idle_bot: int = 15 * MINUTE
    bot_silent: int = 30 * SECOND
    first_answer_warning: int = 120 * SECOND
    first_answer_limit: int = 180 * SECOND
    owner_absent: int = 120 * SECOND
    wrap_up: int = 60 * SECOND
    wrap_up_longest: int = 180 * SECOND
    promise_lead: int = 10 * MINUTE
    promise_longest: int = 7 * DAY
    snooze_longest: int = 30 * DAY
    transfer_offer: int = 20 * SECOND
    max_transfers: int = 2
    max_text: int = 16 * 1024
    """Bytes of UTF-8 in one message."""

    def target(self, reason: str) -> int:
        """How long a request with this reason may wait, in milliseconds."""
        return self.targets.get(reason, self.default_target)

    def passes_bot(self, customer: str, vip: bool) -> Passed | None:
        """Why this customer's first message goes to a person, or None when the bot answers it."""
        if not self.bot:
            return Passed.NO_BOT
        if vip and self.vip_first:
            return Passed.VIP
        if zlib.crc32(customer.encode("utf-8", "replace")) % 100 < self.hold_out:
            return Passed.HOLD_OUT
        return None

    def knows_queue(self, queue: str) -> bool:
        """Whether there is a queue of this name; the empty name stands for the one it was in."""
        if not self.queues:
            return len(queue) <= MOST_NAME
        return queue in ("", self.queue, *self.queues, *(route.queue for route in self.routes))

    def queue_for(self, lang: str, topic: str) -> str:
        """The queue of a new request in this language on this topic."""
        fitting = [route for route in self.routes if route.fits(lang, topic)]
        best = max(fitting, key=lambda route: bool(route.langs) + bool(route.topics), default=None)
        return best.queue if best is not None else self.queue


class AgentView(msgspec.Struct, frozen=True):
    """What the backend knows of an agent whom a command names or concerns."""

    present: bool = False
    room: bool = True
    team: str = ""
    may_wake: bool = True
    """Whether a snoozed conversation may come back to her, though that be one more than she has room for."""

    @property
    def takes_back(self) -> bool:
        """Whether what she has snoozed wakes up with her, rather than in the queue."""
        return self.present and self.may_wake


class Context(msgspec.Struct, frozen=True):
    """The circumstances of one decision."""

    now: int
    actor: Actor
    policy: Policy = Policy()
    epoch: int | None = None
    """The epoch that the command was issued under; None only where the command needs none (`access.EPOCH_BOUND`)."""
    asks: bool = False
    """The text asks for a person."""
    thanks: bool = False
    """The text is thanks only."""
    agents: dict[str, AgentView] = {}
    bot_text: str = ""
    """What the customer has seen of the open bot turn."""
    fresh: str = ""
    """A fresh id, for an offer that a transfer makes."""
    vip: bool = False
    """The company marks this customer as important."""
    linked: str = ""
    """The conversation that a first message follows, when that one was too old to reopen."""
    said: tuple[str, ...] = ()
    """What the customer said before this command, oldest first: the extract that an escalation's card begins as."""
    is_beyond: bool = False
    """Of a take from a queue whose work is handed out: too many stand before this customer to choose this one."""
    why: Why | None = None
    """What a take or an assignment rests on, as the backend knows it; never what a console claims."""

    def agent(self, agent_id: str) -> AgentView:
        """The view of this agent; absent when nothing is known."""
        return self.agents.get(agent_id, AgentView())


class Refusal(msgspec.Struct, frozen=True, omit_defaults=True):
    """Why a command has no effect: a stable code, and values for its sentence."""

    code: str
    data: dict[str, str | int] = {}
