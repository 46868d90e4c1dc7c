"""Rows for the consoles' lists, made from heads and names; which conversations have a row at all is decided here."""

from console.backend.people import People
from console.backend.store.port import StoredHead
from console.core.conversation.model import Head
from console.core.conversation.words import State
from console.core.floor.rows import Row


def has_row(head: Head, now: int) -> bool:
    """Whether consoles see it: while it is open, and after that until wrap-up and the time to undo are over."""
    return head.state not in (State.NEW, State.RESOLVED) or not head.wrapped_up or shown_until(head) >= now


def shown_until(head: Head) -> int:
    """Until when a resolved conversation has a row only because the step can be undone; 0: not for that."""
    return head.undo.until if head.state is State.RESOLVED and head.undo is not None else 0


def row_of(stored: StoredHead, people: People, *, unread: int, seen: int) -> Row:
    """The whole row of one conversation."""
    head = stored.head
    contact = people.contact(head.customer)
    request, leg, offer, undo = head.request, head.leg, head.offer, head.undo
    waits = head.state in (State.QUEUED, State.OFFERED, State.PROMISED)
    return Row(
        conv=head.conv,
        no=stored.no,
        state=str(head.state),
        epoch=head.epoch,
        seq=head.seq,
        owner=head.owner.id or head.owner.kind if head.owner else "",
        owner_name=people.name(head.agent) if head.agent else "",
        name=contact.name,
        lang=head.lang or contact.lang,
        topic=head.topic,
        reason=str(request.reason) if request else "",
        asked=bool(request and request.asked),
        since=request.since if request else leg.enqueued_at if leg and waits else 0,
        deadline=leg.deadline if leg and waits else 0,
        queue=leg.queue if leg and waits else "",
        confidence=head.confidence,
        trouble=head.trouble,
        bot_turns=head.bot_turns,
        unanswered=head.unanswered,
        unanswered_since=head.unanswered_since,
        unread=unread,
        last_at=head.last_public_at,
        opened_at=head.opened_at,
        assigned_at=head.assigned_at if head.agent else 0,
        offer=offer.id if offer else "",
        offer_to=offer.agent if offer else "",
        offer_until=offer.until if offer else 0,
        snooze_until=head.snooze_until,
        promise_due=head.promise.due if head.promise else 0,
        handler=(head.last_handler.id or head.last_handler.kind) if head.last_handler else "",
        resolved_at=head.resolved_at,
        resolved_by=head.resolved_by,
        disposition=head.disposition,
        wrapped_up=head.wrapped_up,
        wrap_up_until=head.wrap_up_until,
        undo_until=undo.until if undo else 0,
        undo_by=undo.agent if undo else "",
        seen=seen,
        away=head.customer_away,
        tags=head.tags,
        request_open=request is not None,
        transfers=head.transfers,
        help_since=head.help_since,
    )
