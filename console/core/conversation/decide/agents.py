"""What agents do with a conversation: take, answer, note, snooze, resolve, reopen."""

from typing import Final

from console.core.conversation import commands as c
from console.core.conversation import events as ev
from console.core.conversation.context import Refusal
from console.core.conversation.decide.timers import wrap_up_ends
from console.core.conversation.decide.working import Working
from console.core.conversation.model import Party
from console.core.conversation.words import (
    DECLINE_REASONS,
    DISPOSITIONS,
    ORIGINS,
    HelpEnd,
    OfferEnd,
    RequestEnd,
    State,
)

MOST_TAGS: Final = 20
LONGEST_TAG: Final = 40


def take(work: Working, command: c.Take) -> Refusal | None:
    """Compare-and-set on the epoch: of many takers exactly one wins, every loser learns who (S3)."""
    head, me = work.head, work.context.actor
    if command.force and not me.leads:
        return work.refuse("not_allowed")
    refused = work.closed() or work.bad_text(command.why)
    if refused is not None:
        return refused
    if head.agent == me.id:
        return _retake(work)
    if head.agent and not command.force:
        return work.refuse("taken")
    stale = work.stale()
    if stale is not None:
        return stale
    offer = head.offer
    if offer is not None and offer.agent != me.id and not offer.broadcast and not command.force:
        return work.refuse("offered_to", agent=offer.agent)
    if work.context.is_beyond and head.waiting and offer is None and not me.leads:
        return work.refuse("beyond")
    work.give(me.id, why=command.why)
    return None


def _retake(work: Working) -> Refusal | None:
    """Taking what is mine: wakes it when snoozed, else says so."""
    if work.head.state is not State.SNOOZED:
        return work.refuse("already_yours")
    stale = work.stale()
    if stale is None:
        work.wake("owner")
    return stale


def _offered_to_me(work: Working, offer_id: str) -> Refusal | None:
    """A refusal unless this offer is on the table for the actor."""
    offer = work.head.offer
    if offer is None or offer.id != offer_id:
        return work.refuse("no_offer")
    if offer.agent != work.context.actor.id and not offer.broadcast:
        return work.refuse("no_offer")
    return None


def accept(work: Working, command: c.Accept) -> Refusal | None:
    """Accept the offer that is on the table for me."""
    refused = _offered_to_me(work, command.offer)
    if refused is not None:
        return refused
    me, offer = work.context.actor.id, work.head.offer
    # An offer to her alone was reckoned with when it was made; what all are offered goes to somebody who has room.
    if offer is not None and offer.broadcast and not work.context.agent(me).room:
        return work.refuse("full")
    work.give(me)
    return None


def decline(work: Working, command: c.Decline) -> Refusal | None:
    """The leg waits on with both its times; declining what everybody is offered leaves it to the others."""
    refused = _offered_to_me(work, command.offer) or work.bad_text(command.why)
    if refused is None and command.reason and command.reason not in DECLINE_REASONS:
        refused = work.refuse("bad_reason")
    if refused is None and work.head.offer is not None and not work.head.offer.broadcast:
        work.end_offer(OfferEnd.DECLINED, command.why, command.reason)
    return refused


def reply(work: Working, command: c.Reply) -> Refusal | None:
    """Say it to the customer: the first public words of a person end the request (L2)."""
    refused = work.stale() or work.bad_text(command.text, needed=True)
    if refused is not None:
        return refused
    if command.origin not in ORIGINS or not 0 <= command.reply_to <= work.head.seq:
        return work.refuse("bad_reply")
    work.wake("owner")
    head = work.head
    said = ev.AgentSaid(work.context.actor.id, command.origin, command.reply_to, head.assignments)
    work.emit(said, text=command.text)
    work.end_request(RequestEnd.KEPT if head.request and head.request.promised else RequestEnd.ANSWERED)
    return None


def note(work: Working, command: c.Note) -> Refusal | None:
    """For staff only, in every state."""
    if work.head.state is State.NEW:
        return work.refuse("not_found")
    refused = work.bad_text(command.text, needed=True)
    if refused is None:
        work.emit(ev.NoteAdded(work.context.actor.id), text=command.text)
    return refused


def ask_help(work: Working, command: c.AskHelp) -> Refusal | None:
    """Raise the hand, once: it keeps its clock until it comes down."""
    refused = work.stale() or work.bad_text(command.text)
    if refused is not None:
        return refused
    if work.head.help_since:
        return work.refuse("help_open")
    work.emit(ev.HelpAsked(work.context.actor.id), text=command.text)
    return None


def end_help(work: Working, command: c.EndHelp) -> Refusal | None:
    """The hand comes down; nothing to do when it is not up."""
    refused = work.stale() or work.closed()
    if refused is None and work.head.help_since:
        work.emit(ev.HelpEnded(work.head.help_by, HelpEnd.WITHDRAWN))
    return refused


def snooze(work: Working, command: c.Snooze) -> Refusal | None:
    """Away until a time or the customer's next message; never while she waits."""
    stale = work.stale()
    if stale is not None:
        return stale
    if work.head.state is not State.HUMAN:
        return work.refuse("already_snoozed")
    if work.head.unanswered:
        return work.refuse("customer_waiting")
    if work.head.request is not None:
        return work.refuse("unanswered_request")
    now, longest = work.context.now, work.context.policy.snooze_longest
    if not (command.until == 0 and command.on_reply) and not now < command.until <= now + longest:
        return work.refuse("bad_time", limit=longest)
    work.emit(ev.SnoozedUntil(command.until, command.on_reply))
    return None


def wake(work: Working, command: c.Wake) -> Refusal | None:
    """Back from snooze; nothing to do when it is awake."""
    stale = work.stale()
    if stale is None:
        work.wake("owner")
    return stale


def resolve(work: Working, command: c.Resolve) -> Refusal | None:
    """Settled; never over an unanswered request (L2)."""
    refused = work.stale()
    if refused is not None:
        return refused
    if command.disposition and command.disposition not in DISPOSITIONS:
        return work.refuse("bad_disposition")
    if work.head.request is not None:
        return work.refuse("unanswered_request")
    work.emit(ev.Resolved("agent", work.context.actor.id, command.disposition, work.head.assignments))
    return None


def wrap_up(work: Working, command: c.WrapUp) -> Refusal | None:
    """The disposition, chosen afterwards while the minute for it lasts."""
    if work.head.state is not State.RESOLVED:
        return work.refuse("not_resolved")
    if work.context.now > wrap_up_ends(work.head, work.context.policy):
        return work.refuse("wrap_up_over")
    if command.disposition not in DISPOSITIONS:
        return work.refuse("bad_disposition")
    work.emit(ev.WrappedUp(command.disposition))
    return None


def extend_wrap_up(work: Working, command: c.ExtendWrapUp) -> Refusal | None:
    """Once more the usual time, at most up to the longest that there is."""
    head, policy = work.head, work.context.policy
    if head.state is not State.RESOLVED:
        return work.refuse("not_resolved")
    ends = wrap_up_ends(head, policy)
    if head.wrapped_up or work.context.now > ends:
        return work.refuse("wrap_up_over")
    longest = head.resolved_at + policy.wrap_up_longest
    if ends >= longest:
        return work.refuse("wrap_up_longest")
    work.emit(ev.WrapUpExtended(min(longest, ends + policy.wrap_up)))
    return None


def reopen(work: Working, command: c.Reopen) -> Refusal | None:
    """A resolved conversation becomes mine."""
    if work.head.state is not State.RESOLVED:
        return work.refuse("taken" if work.head.agent not in ("", work.context.actor.id) else "not_resolved")
    stale = work.stale()
    if stale is None:
        work.reopen(work.context.actor.id, Party("agent", work.context.actor.id))
    return stale


def tag(work: Working, command: c.Tag) -> Refusal | None:
    """Set the tags; unchanged ones make no event."""
    if work.head.state is State.NEW:
        return work.refuse("not_found")
    if len(command.tags) > MOST_TAGS or any(not name.strip() or len(name) > LONGEST_TAG for name in command.tags):
        return work.refuse("bad_tags", limit=MOST_TAGS, longest=LONGEST_TAG)
    if command.tags != work.head.tags:
        work.emit(ev.Tagged(command.tags))
    return None
