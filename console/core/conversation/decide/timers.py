"""What the backend itself does: offers, timers, presence, sign-off, erasure; and when the next timer is due."""

from collections.abc import Callable
from typing import Final

import msgspec

from console.core.conversation import commands as c
from console.core.conversation import events as ev
from console.core.conversation.context import Policy, Refusal
from console.core.conversation.decide.working import Working
from console.core.conversation.model import Head, Offer
from console.core.conversation.words import Cause, DueKind, OfferEnd, Reason, State


class Due(msgspec.Struct, frozen=True):
    """A timer of one head; `token` makes it harmless once that state has passed."""

    at: int
    kind: DueKind
    token: str


def next_due(head: Head, policy: Policy) -> Due | None:
    """The earliest timer of this head, or None. Stored beside the head; polled; fired with a derived command id."""
    timers = _timers(head, policy)
    return min(timers, key=lambda due: (due.at, due.kind), default=None)


def _timers(head: Head, policy: Policy) -> list[Due]:
    found = [Due(at, kind, token or f"{head.epoch}.{at}") for at, kind, token in _waits(head, policy)]
    return found + [Due(at, kind, f"{head.epoch}.{at}") for at, kind in _owners(head, policy)]


def _waits(head: Head, policy: Policy) -> list[tuple[int, DueKind, str]]:
    """What is due because of the state."""
    if head.state is State.OFFERED and head.offer is not None:
        return [(head.offer.until, DueKind.OFFER, head.offer.id)]
    if head.state is State.PROMISED and head.promise is not None:
        return [(head.promise.due - policy.promise_lead, DueKind.PROMISE, "")]
    if head.state is State.BOT and head.unanswered:
        begun = max(head.last_customer_at, head.owner_since)
        return [(begun + policy.bot_silent, DueKind.BOT_SILENT, "")]
    if head.state is State.BOT:
        return [(head.last_public_at + policy.idle_bot, DueKind.IDLE, "")]
    if head.state is State.SNOOZED and head.snooze_until:
        return [(head.snooze_until, DueKind.SNOOZE, "")]
    if head.state is State.RESOLVED and not head.wrapped_up:
        return [(wrap_up_ends(head, policy), DueKind.WRAP_UP, "")]
    return []


def wrap_up_ends(head: Head, policy: Policy) -> int:
    """Until when the disposition of a resolved conversation can be chosen."""
    return head.wrap_up_until or head.resolved_at + policy.wrap_up


def _owners(head: Head, policy: Policy) -> list[tuple[int, DueKind]]:
    """What is due because of the owner: absent (L4), or silent although a person is wanted (L2)."""
    found: list[tuple[int, DueKind]] = []
    waits_since = head.unanswered_since or (head.request.since if head.request else 0)
    if head.agent and head.owner_absent_since and waits_since:
        found.append((max(head.owner_absent_since, waits_since) + policy.owner_absent, DueKind.OWNER_ABSENT))
    if head.state is State.HUMAN and head.request is not None:
        since = max(head.assigned_at, head.request.since)
        warned = head.warned_epoch == head.epoch
        found.append(
            (since + (policy.first_answer_limit if warned else policy.first_answer_warning), DueKind.FIRST_ANSWER)
        )
    return found


def fire_due(work: Working, command: c.FireDue) -> Refusal | None:
    """A timer that is no longer the current one has no effect; so two pollers, or a restart, have one."""
    current = [due for due in _timers(work.head, work.context.policy) if due.kind is command.kind]
    if not current or current[0].token != command.token or current[0].at > work.context.now:
        return work.refuse("not_due")
    _FIRE[command.kind](work)
    return None


def _offer_expired(work: Working) -> None:
    work.end_offer(OfferEnd.EXPIRED)


def _snooze_over(work: Working) -> None:
    if work.context.agent(work.head.agent).takes_back:
        work.wake("timer")
    else:
        work.open_request(Reason.RETURNING, since=work.head.unanswered_since)
        work.enqueue(Cause.WOKEN)


def _first_answer(work: Working) -> None:
    if work.head.warned_epoch == work.head.epoch:
        work.enqueue(Cause.DROPPED)
    else:
        work.emit(ev.Warned(work.head.agent))


def drop(work: Working) -> None:
    """The owner is gone: back to the queue with the clock of the customer who waits (L4)."""
    work.open_request(Reason.RETURNING, since=work.head.unanswered_since)
    work.enqueue(Cause.DROPPED)


_FIRE: Final[dict[DueKind, Callable[[Working], None]]] = {
    DueKind.OFFER: _offer_expired,
    DueKind.PROMISE: lambda work: work.enqueue(Cause.WOKEN),
    DueKind.SNOOZE: _snooze_over,
    DueKind.FIRST_ANSWER: _first_answer,
    DueKind.OWNER_ABSENT: drop,
    DueKind.BOT_SILENT: lambda work: work.escalate(Reason.BOT_ERROR, asked=False),
    DueKind.IDLE: lambda work: work.emit(ev.Resolved("idle")),
    DueKind.WRAP_UP: lambda work: work.emit(ev.WrappedUp()),
}


def make_offer(work: Working, command: c.MakeOffer) -> Refusal | None:
    """Propose the waiting leg to a present agent who has room, or to everybody."""
    stale = work.stale()
    if stale is not None:
        return stale
    leg = work.head.leg
    if work.head.state is not State.QUEUED or leg is None:
        return work.refuse("not_waiting")
    view = work.context.agent(command.agent)
    if not command.broadcast and not view.present:
        return work.refuse("absent", agent=command.agent)
    if not command.broadcast and not view.room:
        return work.refuse("no_room", agent=command.agent)
    number = work.head.offers + 1
    offer = Offer(command.offer, command.agent, command.until, "", number, leg.number, command.broadcast)
    work.emit(ev.OfferMade(offer, command.why))
    return None


def sign_off(work: Working, command: c.SignOff) -> Refusal | None:
    """The owner has signed off: nothing stays with nobody."""
    stale = work.stale()
    if stale is not None:
        return stale
    if not work.head.agent or command.agent not in ("", work.head.agent):
        return work.refuse("not_owner")
    drop(work)
    return None


def mark_presence(work: Working, command: c.MarkPresence) -> Refusal | None:
    """Presence of owner or customer; unchanged presence makes no event, and an absent agent loses her offer."""
    refused = work.closed()
    if refused is not None:
        return refused
    head, offer = work.head, work.head.offer
    if command.who == "customer":
        if head.customer_away != command.away:
            work.emit(ev.CustomerPresence(command.away))
        return None
    stale = work.stale() or (None if command.who == "owner" else work.refuse("bad_presence"))
    if stale is not None:
        return stale
    if offer is not None and not offer.broadcast and command.away and command.agent in ("", offer.agent):
        work.end_offer(OfferEnd.ABSENT)
    elif head.agent and command.agent in ("", head.agent) and bool(head.owner_absent_since) != command.away:
        work.emit(ev.OwnerPresence(command.away))
    return None


def erase(work: Working, command: c.Erase) -> Refusal | None:
    """The store deletes the words; this says that it did."""
    if work.head.state is State.NEW:
        return work.refuse("not_found")
    work.emit(ev.Erased())
    return None
