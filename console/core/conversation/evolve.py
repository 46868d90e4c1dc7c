"""`evolve(head, record) -> head`: what each event does to the state; the same code in both wings."""

from collections.abc import Callable
from typing import Any, Final

from msgspec.structs import replace

from console.core.conversation import events as ev
from console.core.conversation.model import BOT, BotTurn, Head, Party, Undo
from console.core.conversation.words import SECOND, Cause, OfferEnd, State, TurnOutcome, UndoKind

UNDO_WINDOW: Final = 10 * SECOND
"""How long, in milliseconds, a step can be taken back."""
MOST_TRIED: Final = 32
"""Unaccepted offers of one leg that are remembered, the latest ones."""


def evolve(head: Head, record: ev.Record) -> Head:
    """The state after one more event.

    Raises:
        ValueError: when the record is not the next one of this conversation (S7, S9).
    """
    if record.conv != head.conv or record.seq != head.seq + 1:
        raise ValueError(f"record {record.conv}:{record.seq} does not follow {head.conv}:{head.seq}")
    change = dict(_CHANGES[type(record.event)](head, record.event, record.at))
    if "owner" in change and change["owner"] != head.owner:
        change |= {"epoch": head.epoch + 1, "owner_since": record.at, "help_since": 0, "help_by": ""}
    return replace(
        head, **change, seq=record.seq, public_seq=record.public_seq or head.public_seq, changed_at=record.at
    )


Change = dict[str, Any]


def _undo(head: Head, kind: UndoKind, agent: str, at: int) -> Undo:
    """What taking the next step back will restore."""
    return Undo(
        kind,
        agent,
        at + UNDO_WINDOW,
        head.state,
        head.owner,
        head.leg,
        head.promise,
        head.snooze_until,
        head.last_handler,
        head.assigned_at,
        head.transfers,
        head.trouble,
        head.unanswered,
        head.unanswered_since,
        head.customer_messages,
    )


def _opened(head: Head, e: ev.Opened, at: int) -> Change:
    owned: Change = {"owner": e.owner, "state": State.BOT} if e.owner else {"epoch": head.epoch + 1, "owner_since": at}
    return {"customer": e.customer, "opened_at": at, "last_public_at": at, "linked": e.linked, **owned}


def _customer_said(head: Head, e: ev.CustomerSaid, at: int) -> Change:
    change: Change = {
        "customer_messages": head.customer_messages + 1,
        "customer_seq": head.seq + 1,
        "last_customer_at": at,
        "last_public_at": at,
        "customer_away": False,
    }
    if e.lang:
        change["lang"] = e.lang
    if head.state is not State.RESOLVED or not e.thanks:
        change |= {"unanswered": head.unanswered + 1, "unanswered_since": head.unanswered_since or at}
    if e.asks and head.request is not None:
        change["request"] = replace(head.request, asked=True)
    return change


def _person_asked(head: Head, e: ev.PersonAsked, at: int) -> Change:
    change: Change = {"last_customer_at": at, "last_public_at": at, "customer_away": False}
    if head.request is not None:
        change["request"] = replace(head.request, asked=True)
    return change


def _requested(head: Head, e: ev.Requested, at: int) -> Change:
    change: Change = {"request": e.request, "requests": e.request.number}
    if e.intent:
        change |= {"topic": e.intent, "confidence": e.confidence}
    if head.waiting and head.leg is not None:
        change["leg"] = replace(head.leg, request=e.request.number)
    return change


def _request_ended(head: Head, e: ev.RequestEnded, at: int) -> Change:
    return {"request": None, "warned_epoch": 0}


def _queued(head: Head, e: ev.Queued, at: int) -> Change:
    change: Change = {
        "state": State.QUEUED,
        "owner": None,
        "leg": e.leg,
        "legs": max(head.legs, e.leg.number),
        "offer": None,
        "promise": None,
        "bot_turn": None,
        "owner_absent_since": 0,
        "trouble": "",
        "snooze_until": 0,
        "handed_back_by": "",
        "tried": (),
    }
    if e.leg.cause is not Cause.TRANSFERRED:
        change["undo"] = None
    return change


def _deadline_lowered(head: Head, e: ev.DeadlineLowered, at: int) -> Change:
    return {"leg": replace(head.leg, deadline=e.deadline)} if head.leg else {}


def _offer_made(head: Head, e: ev.OfferMade, at: int) -> Change:
    return {"state": State.OFFERED, "offer": e.offer, "offers": head.offers + 1}


def _offer_ended(head: Head, e: ev.OfferEnded, at: int) -> Change:
    change: Change = {"state": State.QUEUED, "offer": None}
    if e.agent and e.end in _UNACCEPTED and not (head.offer is not None and head.offer.broadcast):
        change["tried"] = (*head.tried, e.agent)[-MOST_TRIED:]
    return change


_UNACCEPTED: Final = (OfferEnd.DECLINED, OfferEnd.EXPIRED, OfferEnd.ABSENT)


def _taken(head: Head, e: ev.Taken, at: int) -> Change:
    owner = Party("agent", e.agent)
    return {
        "state": State.HUMAN,
        "owner": owner,
        "last_handler": owner,
        "assignments": head.assignments + 1,
        "assigned_at": at,
        "offer": None,
        "promise": None,
        "bot_turn": None,
        "trouble": "",
        "snooze_until": 0,
        "owner_absent_since": 0,
        "handed_back_by": "",
        "undo": None if e.by else _undo(head, UndoKind.TAKE, e.agent, at),
    }


def _bot_turn_started(head: Head, e: ev.BotTurnStarted, at: int) -> Change:
    return {"bot_turn": BotTurn(e.turn, head.epoch, e.answers, at), "bot_turns": head.bot_turns + 1}


def _bot_turn_ended(head: Head, e: ev.BotTurnEnded, at: int) -> Change:
    change: Change = {"bot_turn": None, "last_public_at": at}
    if e.outcome is TurnOutcome.DONE:
        change |= {"unanswered": 0, "unanswered_since": 0, "last_handler": BOT, "pinned": ""}
        change |= {"topic": e.intent or head.topic, "confidence": e.confidence, "trouble": e.trouble}
        if head.undo is not None:
            so_far = head.customer_messages
            change["undo"] = replace(head.undo, unanswered=0, unanswered_since=0, customer_messages=so_far)
    return change


def _suppressed(head: Head, e: ev.Suppressed, at: int) -> Change:
    return {}


def _effect_intended(head: Head, e: ev.EffectIntended, at: int) -> Change:
    return {"bot_turn": replace(head.bot_turn, effects=e.n)} if head.bot_turn else {}


def _effect_ended(head: Head, e: ev.EffectEnded, at: int) -> Change:
    return {}


def _agent_said(head: Head, e: ev.AgentSaid, at: int) -> Change:
    return {
        "unanswered": 0,
        "unanswered_since": 0,
        "last_public_at": at,
        "last_agent_at": at,
        "answered_epoch": head.epoch,
        "undo": None,
    }


def _note_added(head: Head, e: ev.NoteAdded, at: int) -> Change:
    return {}


def _help_asked(head: Head, e: ev.HelpAsked, at: int) -> Change:
    return {"help_since": at, "help_by": e.agent}


def _help_ended(head: Head, e: ev.HelpEnded, at: int) -> Change:
    return {"help_since": 0, "help_by": ""}


def _whispered(head: Head, e: ev.Whispered, at: int) -> Change:
    return {}


def _announced(head: Head, e: ev.Announced, at: int) -> Change:
    """Nobody has spoken: no clock starts anew and nothing counts as answered."""
    return {}


def _handed_back(head: Head, e: ev.HandedBack, at: int) -> Change:
    to_answer = e.answer_now and bool(head.customer_messages)
    return {
        "state": State.BOT,
        "owner": BOT,
        "offer": None,
        "promise": None,
        "pinned": e.article,
        "handed_back_by": e.agent,
        "last_public_at": at,
        "snooze_until": 0,
        "owner_absent_since": 0,
        "unanswered": max(head.unanswered, 1) if to_answer else 0,
        "unanswered_since": (head.unanswered_since or at) if to_answer else 0,
        "undo": _undo(head, UndoKind.HAND_BACK, e.agent, at) if e.agent else None,
    }


def _transferred(head: Head, e: ev.Transferred, at: int) -> Change:
    mine = head.agent == e.by
    return {
        "transfers": head.transfers + e.counted,
        "undo": _undo(head, UndoKind.HAND_OVER, e.by, at) if mine else None,
    }


def _snoozed(head: Head, e: ev.SnoozedUntil, at: int) -> Change:
    undo = _undo(head, UndoKind.SNOOZE, head.agent, at)
    return {"state": State.SNOOZED, "snooze_until": e.until, "wake_on_reply": e.on_reply, "undo": undo}


def _woken(head: Head, e: ev.Woken, at: int) -> Change:
    return {"state": State.HUMAN, "snooze_until": 0, "undo": None}


def _promise_made(head: Head, e: ev.PromiseMade, at: int) -> Change:
    request = replace(head.request, promised=True) if head.request else None
    return {"state": State.PROMISED, "promise": e.promise, "offer": None, "request": request}


def _resolved(head: Head, e: ev.Resolved, at: int) -> Change:
    return {
        "state": State.RESOLVED,
        "owner": None,
        "resolved_at": at,
        "resolved_by": e.by,
        "disposition": e.disposition,
        "wrapped_up": e.by != "agent" or bool(e.disposition),
        "wrap_up_until": 0,
        "unanswered": 0,
        "unanswered_since": 0,
        "offer": None,
        "promise": None,
        "bot_turn": None,
        "trouble": "",
        "transfers": 0,
        "snooze_until": 0,
        "owner_absent_since": 0,
        "handed_back_by": "",
        "undo": _undo(head, UndoKind.RESOLVE, e.agent, at) if e.by == "agent" else None,
    }


def _wrapped_up(head: Head, e: ev.WrappedUp, at: int) -> Change:
    return {"wrapped_up": True, "disposition": e.disposition or head.disposition}


def _wrap_up_extended(head: Head, e: ev.WrapUpExtended, at: int) -> Change:
    return {"wrap_up_until": e.until}


def _reopened(head: Head, e: ev.Reopened, at: int) -> Change:
    change: Change = {
        "resolved_at": 0,
        "resolved_by": "",
        "disposition": "",
        "wrapped_up": True,
        "wrap_up_until": 0,
        "undo": None,
    }
    if e.owner is not None:
        change |= {"owner": e.owner, "state": State.BOT if e.owner == BOT else State.HUMAN, "assigned_at": at}
        if e.owner != BOT:
            change |= {"last_handler": e.owner, "assignments": head.assignments + 1}
    return change


def _rated(head: Head, e: ev.Rated, at: int) -> Change:
    return {"rating": e.score}


def _undone(head: Head, e: ev.Undone, at: int) -> Change:
    was = head.undo or _undo(head, e.kind, e.agent, at)
    since = head.customer_messages - was.customer_messages
    goes_on = e.leg is not None and head.leg is not None and e.leg.number == head.leg.number
    return {
        "state": e.state,
        "owner": e.owner,
        "leg": e.leg,
        "offer": None,
        "promise": was.promise if e.state is State.PROMISED else None,
        "bot_turn": None,
        "snooze_until": was.snooze_until if e.state is State.SNOOZED else 0,
        "owner_absent_since": 0,
        "last_handler": was.last_handler,
        "assigned_at": was.assigned_at,
        "transfers": was.transfers,
        "trouble": was.trouble if e.state is State.BOT else "",
        "unanswered": was.unanswered + since,
        "unanswered_since": was.unanswered_since or (head.unanswered_since or at if since else 0),
        "handed_back_by": "",
        "resolved_at": 0,
        "resolved_by": "",
        "disposition": "",
        "wrapped_up": True,
        "wrap_up_until": 0,
        "tried": head.tried if goes_on else (),
        "undo": None,
    }


def _warned(head: Head, e: ev.Warned, at: int) -> Change:
    return {"warned_epoch": head.epoch}


def _owner_presence(head: Head, e: ev.OwnerPresence, at: int) -> Change:
    return {"owner_absent_since": at if e.away else 0}


def _customer_presence(head: Head, e: ev.CustomerPresence, at: int) -> Change:
    return {"customer_away": e.away}


def _summarised(head: Head, e: ev.Summarised, at: int) -> Change:
    return {}


def _tagged(head: Head, e: ev.Tagged, at: int) -> Change:
    return {"tags": e.tags}


def _erased(head: Head, e: ev.Erased, at: int) -> Change:
    return {"customer": "", "tags": ()}


_CHANGES: Final[dict[type, Callable[[Head, Any, int], Change]]] = {
    ev.Opened: _opened,
    ev.CustomerSaid: _customer_said,
    ev.PersonAsked: _person_asked,
    ev.Requested: _requested,
    ev.RequestEnded: _request_ended,
    ev.Queued: _queued,
    ev.DeadlineLowered: _deadline_lowered,
    ev.OfferMade: _offer_made,
    ev.OfferEnded: _offer_ended,
    ev.Taken: _taken,
    ev.BotTurnStarted: _bot_turn_started,
    ev.BotTurnEnded: _bot_turn_ended,
    ev.Suppressed: _suppressed,
    ev.EffectIntended: _effect_intended,
    ev.EffectEnded: _effect_ended,
    ev.AgentSaid: _agent_said,
    ev.NoteAdded: _note_added,
    ev.HelpAsked: _help_asked,
    ev.HelpEnded: _help_ended,
    ev.Whispered: _whispered,
    ev.Announced: _announced,
    ev.HandedBack: _handed_back,
    ev.Transferred: _transferred,
    ev.SnoozedUntil: _snoozed,
    ev.Woken: _woken,
    ev.PromiseMade: _promise_made,
    ev.Resolved: _resolved,
    ev.WrappedUp: _wrapped_up,
    ev.WrapUpExtended: _wrap_up_extended,
    ev.Reopened: _reopened,
    ev.Rated: _rated,
    ev.Undone: _undone,
    ev.Warned: _warned,
    ev.OwnerPresence: _owner_presence,
    ev.CustomerPresence: _customer_presence,
    ev.Summarised: _summarised,
    ev.Tagged: _tagged,
    ev.Erased: _erased,
    ev.Unrecognised: lambda head, e, at: {},
}

__all__ = ["UNDO_WINDOW", "evolve"]
