"""What each figure means: one name, used by the wall, by Prometheus and by `warmline stats --json` alike."""

from typing import Final

import msgspec

COUNT, PERCENT, SECONDS, RATIO, MONEY = "count", "percent", "seconds", "ratio", "money"


class Definition(msgspec.Struct, frozen=True):
    """One figure."""

    name: str
    unit: str
    grain: str
    """What is counted: `request`, `leg`, `assignment`, `offer`, `agent`, `conversation`, `closing` or `rating`."""
    over: str
    """`now`, `window` (by the time of the outcome), `today` (since midnight in the floor's zone) or `28 days`."""
    formula: str
    source: str
    """The events that it is folded from."""
    labels: tuple[str, ...] = ()


def _d(name: str, unit: str, grain: str, over: str, formula: str, source: str, *labels: str) -> Definition:
    return Definition(name, unit, grain, over, formula, source, labels)


_REQUESTS: Final = "requested, request_ended, and the state of the conversation"
_LEGS: Final = "queued, taken, resolved, undone, customer_presence, agent_said"
_HOLDS: Final = "taken, reopened, resolved, wrapped_up, snoozed, woken, transferred, undone; signed_in, state_set"
_CLOSINGS: Final = "resolved, reopened, opened, bot_turn_ended, requested"

_ALL: Final = (
    _d("asked", COUNT, "request", "today", "got + waiting + promised + left + withdrew + broken", _REQUESTS),
    _d("got", COUNT, "request", "today", "ended by a person's words, a kept promise, or with a person now", _REQUESTS),
    _d("requests_waiting", COUNT, "request", "now", "open, and neither with a person nor promised", _REQUESTS),
    _d("promised", COUNT, "request", "now", "open, and promised a call-back or an answer by a time", "promise_made"),
    _d("left", COUNT, "request", "today", "ended by the customer's going, silently too", _REQUESTS),
    _d("withdrew", COUNT, "request", "today", "ended by the customer, who went on with the bot", _REQUESTS),
    _d("broken", COUNT, "request", "now", "open in a closed conversation: the system ended it; never", _REQUESTS),
    _d("late_promises", COUNT, "request", "now", "promises whose time has passed, unkept", "promise_made"),
    _d("requests", COUNT, "request", "window", "opened", "requested", "how"),
    _d("reasons", COUNT, "request", "window", "opened, by the group of their reason", "requested", "group"),
    _d("got_person", PERCENT, "request", "window", "ended with a person ÷ ended", _REQUESTS),
    _d("to_person_mid", SECONDS, "request", "window", "median from the request to the first accept", "taken"),
    _d("to_person_90", SECONDS, "request", "window", "nine of ten from the request to the first accept", "taken"),
    _d("bounced", COUNT, "request", "window", "sent back to the bot by an agent while open; never", "handed_back"),
    _d("swept", COUNT, "request", "window", "asks that nobody would have seen, found by the sweeper; never", "queued"),
    _d("waiting", COUNT, "leg", "now", "queued or offered; an offer removes nobody", _LEGS, "queue"),
    _d("offered", COUNT, "leg", "now", "under offer, part of waiting", "offer_made, offer_ended", "queue"),
    _d("late", COUNT, "leg", "now", "waiting, and now ≥ since the request + the target of its class", _LEGS),
    _d("longest", SECONDS, "leg", "now", "now less when the oldest waiting leg was enqueued", _LEGS, "queue"),
    _d(
        "legs",
        COUNT,
        "leg",
        "window",
        "enqueued; one that goes on in its queue is no new one",
        "queued",
        "queue",
        "cause",
    ),
    _d("answered", COUNT, "leg", "window", "accepted by an agent, silent leavers aside", _LEGS, "queue"),
    _d("gave_up_legs", COUNT, "leg", "window", "closed by the customer, or silent", _LEGS, "queue"),
    _d(
        "silent",
        COUNT,
        "leg",
        "window",
        "away ≥ 60 s when accepted, or from then to 120 s after the first words",
        _LEGS,
    ),
    _d("short", COUNT, "leg", "window", "closed by the customer less than 10 s after it was enqueued", _LEGS),
    _d("transferred", COUNT, "leg", "window", "handed over to an agent, team or queue", "transferred", "queue"),
    _d("overflowed", COUNT, "leg", "window", "answered by somebody at home in another queue", "taken", "queue"),
    _d(
        "flowed_late",
        COUNT,
        "leg",
        "window",
        "moved to another queue unanswered after more than 60 s",
        "queued",
        "queue",
    ),
    _d("in_60", PERCENT, "leg", "window", "answered within 60 s ÷ (answered + gave up + flowed late)", _LEGS, "queue"),
    _d("gave_up", PERCENT, "leg", "window", "gave up ÷ (answered + gave up)", _LEGS),
    _d("wait_mid", SECONDS, "leg", "window", "median from enqueue to accept of answered legs, nearest rank", _LEGS),
    _d("wait_90", SECONDS, "leg", "window", "nine of ten from enqueue to accept, nearest rank", _LEGS),
    _d("wait_mean", SECONDS, "leg", "window", "mean from enqueue to accept of answered legs", _LEGS),
    _d("wait_all_mean", SECONDS, "leg", "window", "mean wait of answered and of given-up legs", _LEGS),
    _d("missed", COUNT, "offer", "window", "ended declined, expired or absent", "offer_ended", "queue"),
    _d(
        "first_response_mid",
        SECONDS,
        "request",
        "window",
        "median from request to a person's first own words",
        "agent_said",
    ),
    _d("first_response_90", SECONDS, "request", "window", "nine of ten from request to first own words", "agent_said"),
    _d(
        "response_mid",
        SECONDS,
        "assignment",
        "window",
        "median from the first unanswered message to the answer",
        "agent_said",
    ),
    _d("response_90", SECONDS, "assignment", "window", "nine of ten from the first unanswered message", "agent_said"),
    _d(
        "owed", SECONDS, "conversation", "now", "age of the oldest unanswered turn in a person's hands", "customer_said"
    ),
    _d(
        "bot_first_response_mid",
        SECONDS,
        "conversation",
        "window",
        "median from opening to the bot's first answer",
        "bot_turn_ended",
    ),
    _d("session_time_mid", SECONDS, "assignment", "window", "median from accept to end", _HOLDS),
    _d("session_time_mean", SECONDS, "assignment", "window", "mean from accept to end", _HOLDS),
    _d("wrap_mean", SECONDS, "assignment", "window", "mean from end to the wrap-up's end, where there was one", _HOLDS),
    _d(
        "effort_aht",
        SECONDS,
        "assignment",
        "window",
        "an agent's engaged time, split equally over her chats at each instant, ÷ chats",
        _HOLDS,
    ),
    _d("handled", COUNT, "assignment", "window", "ended, their wrap-up too", _HOLDS),
    _d("slot_load", PERCENT, "agent", "window", "chat-time ÷ slot-time offered", _HOLDS),
    _d("slots_busy", COUNT, "agent", "now", "slots taken, by the home queue", _HOLDS, "queue"),
    _d("slots", COUNT, "agent", "now", "slots offered, by the home queue", _HOLDS, "queue"),
    _d("occupancy", PERCENT, "agent", "window", "time with at least one chat ÷ time at work", _HOLDS),
    _d("concurrency", RATIO, "agent", "window", "chat-time ÷ engaged time", _HOLDS),
    _d(
        "utilisation",
        PERCENT,
        "agent",
        "window",
        "(handling + available) ÷ paid time; none while no paid time is kept",
        _HOLDS,
    ),
    _d("agents", COUNT, "agent", "now", "signed in, by state", "signed_in, state_set, signed_out", "state"),
    _d("closed", COUNT, "closing", "28 days", "closed, by who took part", _CLOSINGS, "handler"),
    _d(
        "contained", PERCENT, "closing", "28 days", "closed by the bot alone ÷ closed of those the bot began", _CLOSINGS
    ),
    _d("provisional", PERCENT, "closing", "28 days", "closed less than 7 days ago ÷ closed", _CLOSINGS, "handler"),
    _d(
        "assumed",
        PERCENT,
        "closing",
        "28 days",
        "no negative sign, no re-contact in 72 h ÷ final",
        _CLOSINGS,
        "handler",
    ),
    _d(
        "verified",
        PERCENT,
        "closing",
        "28 days",
        "confirmed or assumed, and no re-contact in 7 days ÷ final",
        _CLOSINGS,
        "handler",
    ),
    _d(
        "verified_same_mix",
        PERCENT,
        "closing",
        "28 days",
        "verified by intent and language, weighted by all final closings",
        _CLOSINGS,
        "handler",
    ),
    _d(
        "again",
        PERCENT,
        "closing",
        "28 days",
        "came back with the same intent within 7×24 h ÷ final",
        _CLOSINGS,
        "handler",
    ),
    _d(
        "again_by_last",
        PERCENT,
        "closing",
        "28 days",
        "came back within 7×24 h ÷ final, by the last handler",
        _CLOSINGS,
        "last",
    ),
    _d(
        "again_in_24_h",
        PERCENT,
        "closing",
        "28 days",
        "came back within 24 h ÷ final, by the last handler",
        _CLOSINGS,
        "last",
    ),
    _d(
        "first_contact",
        PERCENT,
        "closing",
        "28 days",
        "never handed over and nobody came back ÷ final",
        _CLOSINGS,
        "handler",
    ),
    _d("rated_good", PERCENT, "rating", "28 days", "4 or 5 of 5 ÷ answers; with n", "rated", "handler"),
    _d("rated_low", PERCENT, "rating", "28 days", "lower end of the 95 % Wilson interval", "rated", "handler"),
    _d("rated_high", PERCENT, "rating", "28 days", "upper end of the 95 % Wilson interval", "rated", "handler"),
    _d("reply", PERCENT, "rating", "28 days", "answers to the survey ÷ closed", "rated", "handler"),
    _d(
        "cost",
        MONEY,
        "closing",
        "28 days",
        "(final × (fee + time) + again × contact) ÷ verified; none under 200 final",
        _CLOSINGS,
        "handler",
    ),
)

DEFINITIONS: Final[dict[str, Definition]] = {one.name: one for one in _ALL}
"""Every figure, by its name."""
