"""The closed lists of words for conversations: the codes of the protocol, the logs and the store."""

import re
from enum import StrEnum
from typing import Final


class State(StrEnum):
    """Where a conversation stands."""

    NEW = "new"
    BOT = "bot"
    QUEUED = "queued"
    OFFERED = "offered"
    PROMISED = "promised"
    HUMAN = "human"
    SNOOZED = "snoozed"
    RESOLVED = "resolved"


class Reason(StrEnum):
    """Why a person was asked for. Closed; an unknown code from elsewhere is shown raw."""

    ASKED = "asked"
    LOW_CONFIDENCE = "low_confidence"
    NO_MATCH = "no_match"
    LOOP = "loop"
    SENTIMENT = "sentiment"
    POLICY = "policy"
    FRAUD = "fraud"
    HARDSHIP = "hardship"
    VULNERABLE = "vulnerable"
    VIP = "vip"
    BOT_ERROR = "bot_error"
    BUDGET = "budget"
    OVER_LIMIT = "over_limit"
    RETURNING = "returning"
    SUPERVISOR_PULL = "supervisor_pull"


class Cause(StrEnum):
    """Why a leg (one stay in one queue) began."""

    ESCALATED = "escalated"
    TRANSFERRED = "transferred"
    DROPPED = "dropped"
    REOPENED = "reopened"
    WOKEN = "woken"
    OVERFLOWED = "overflowed"
    REQUEUED = "requeued"


class Passed(StrEnum):
    """By which policy a first message went to a person rather than to the bot."""

    NO_BOT = "no_bot"
    HOLD_OUT = "hold_out"
    VIP = "vip"


class TurnOutcome(StrEnum):
    """How one answer of the bot ended."""

    DONE = "done"
    CUT = "cut"
    SUPERSEDED = "superseded"
    INTERRUPTED = "interrupted"


class RequestEnd(StrEnum):
    """How a customer's wish for a person ended; the system itself never ends one."""

    ANSWERED = "answered"
    KEPT = "kept"
    WITHDRAWN = "withdrawn"
    CUSTOMER_ENDED = "customer_ended"


class OfferEnd(StrEnum):
    """How an offer of a leg to one agent ended."""

    ACCEPTED = "accepted"
    DECLINED = "declined"
    EXPIRED = "expired"
    ABSENT = "absent"
    WITHDRAWN = "withdrawn"


class HelpEnd(StrEnum):
    """How an owner's raised hand came down."""

    WITHDRAWN = "withdrawn"
    ANSWERED = "answered"
    OWNER_CHANGED = "owner_changed"


class NoticeCode(StrEnum):
    """What can be announced to a customer; her client has the sentence, in her language."""

    BUSY = "busy"
    KNOWN_PROBLEM = "known_problem"
    CLOSED_NOW = "closed_now"
    STILL_HERE = "still_here"


class TakenHow(StrEnum):
    """How an agent came to own a conversation."""

    PULLED = "pulled"
    ACCEPTED = "accepted"
    TAKEN = "taken"
    FORCED = "forced"
    ASSIGNED = "assigned"


class DueKind(StrEnum):
    """What a timer on a head row is for."""

    OFFER = "offer"
    PROMISE = "promise"
    SNOOZE = "snooze"
    FIRST_ANSWER = "first_answer"
    OWNER_ABSENT = "owner_absent"
    BOT_SILENT = "bot_silent"
    IDLE = "idle"
    WRAP_UP = "wrap_up"


class UndoKind(StrEnum):
    """What can be taken back for ten seconds."""

    TAKE = "take"
    HAND_OVER = "hand_over"
    HAND_BACK = "hand_back"
    SNOOZE = "snooze"
    RESOLVE = "resolve"


DISPOSITIONS: Final = ("solved", "answered", "refunded", "no_reply", "duplicate", "spam", "other")
"""The codes an agent can choose when a conversation is resolved."""

DECLINE_REASONS: Final = ("break_soon", "not_my_topic", "language", "too_many", "other")
"""The codes an agent can choose when she declines an offer."""

NOTICE_PARAMS: Final[dict[str, tuple[str, ...]]] = {
    NoticeCode.BUSY: (),
    NoticeCode.KNOWN_PROBLEM: ("topic",),
    NoticeCode.CLOSED_NOW: ("at",),
    NoticeCode.STILL_HERE: (),
}
"""The values that each notice needs, and no others: `topic` in few words, `at` in milliseconds since the epoch."""

ORIGINS: Final = ("typed", "macro", "suggested", "api")
"""Where an agent's words can come from."""

SECOND: Final = 1_000
MINUTE: Final = 60 * SECOND
HOUR: Final = 60 * MINUTE
DAY: Final = 24 * HOUR


def family(intent: str) -> str:
    """The family of an intent or topic: `payment` of `payment.declined` and of `payment_dispute`."""
    return re.split(r"[._]", intent, maxsplit=1)[0]
