"""Handing a conversation on: back to the bot, to a colleague or a team, and taking such a step back."""

from msgspec.structs import replace

from console.core.conversation import commands as c
from console.core.conversation import events as ev
from console.core.conversation.context import Refusal
from console.core.conversation.decide.working import Working
from console.core.conversation.model import Leg, Offer, Undo
from console.core.conversation.words import Cause, Reason, State, TurnOutcome, UndoKind


def hand_back(work: Working, command: c.HandBack) -> Refusal | None:
    """To the bot, never over an unanswered request (L2)."""
    refused = work.stale() or work.bad_text(command.instruction)
    if refused is not None:
        return refused
    if work.head.request is not None:
        return work.refuse("unanswered_request")
    if not work.context.policy.bot:
        return work.refuse("no_bot")
    work.wake("owner")
    event = ev.HandedBack(work.context.actor.id, command.article, command.answer_now, work.head.assignments)
    work.emit(event, instruction=command.instruction)
    return None


def transfer(work: Working, command: c.Transfer) -> Refusal | None:
    """To a present colleague as an offer of twenty seconds, or to a team's queue; the third needs a supervisor."""
    refused = work.stale() or work.closed() or work.bad_text(command.note) or _unfit(work, command)
    if refused is not None:
        return refused
    context, me = work.context, work.context.actor
    mine = work.head.agent == me.id
    if mine:
        work.wake("owner")
    else:
        work.open_request(Reason.SUPERVISOR_PULL, since=work.head.unanswered_since)
    work.cut_bot(TurnOutcome.CUT)
    work.end_offer()
    number = work.head.assignments if work.head.agent else 0
    work.emit(ev.Transferred(me.id, command.agent, command.queue, not me.leads, number), note=command.note)
    team = context.agent(command.agent).team if command.agent else ""
    work.enqueue(Cause.TRANSFERRED, team or command.queue)
    if command.agent:
        offer_id = context.fresh or f"{work.head.epoch}.{work.head.offers + 1}"
        until = context.now + context.policy.transfer_offer
        leg = work.head.leg.number if work.head.leg else 0
        work.emit(ev.OfferMade(Offer(offer_id, command.agent, until, me.id, work.head.offers + 1, leg)))
    return None


def _unfit(work: Working, command: c.Transfer) -> Refusal | None:
    """Why it cannot go there, or no further."""
    head, context = work.head, work.context
    if not context.actor.leads and head.transfers >= context.policy.max_transfers:
        return work.refuse("too_many_transfers", limit=context.policy.max_transfers)
    if command.agent and command.agent == head.agent:
        return work.refuse("already_yours" if command.agent == context.actor.id else "taken")
    if command.agent and not context.agent(command.agent).present:
        return work.refuse("absent", agent=command.agent)
    if not context.policy.knows_queue(command.queue):
        return work.refuse("no_queue", queue=command.queue)
    return None


def undo(work: Working, command: c.UndoLast) -> Refusal | None:
    """Back to where it was, under a new epoch where the owner changes, with the old wait clock.

    What happened meanwhile stays: messages are unanswered still, and where they or a request forbid the old state it
    goes on from there as it would have gone then.
    """
    undo = work.head.undo
    if undo is None or undo.agent != work.context.actor.id:
        return work.refuse("nothing_to_undo")
    stale = work.stale()
    if stale is not None:
        return stale
    if work.context.now > undo.until:
        return work.refuse("undo_expired")
    work.cut_bot(TurnOutcome.CUT)
    work.end_offer()
    if _must_queue(work, undo):
        work.open_request(Reason.RETURNING, since=work.head.unanswered_since)
        work.enqueue(Cause.REQUEUED)
        return None
    wrote = work.head.customer_messages > undo.customer_messages
    asks = work.head.request is not None
    state = State.HUMAN if undo.state is State.SNOOZED and (wrote or asks) else undo.state
    work.emit(ev.Undone(undo.kind, undo.agent, state, undo.owner, _old_clock(work, undo)))
    if state is State.PROMISED and wrote:
        work.enqueue(Cause.WOKEN)
    elif state is State.QUEUED and work.head.request is not None and work.head.request.asked:
        work.lower_deadline()
    if work.head.agent:
        work.mark_owner()
    return None


def _must_queue(work: Working, undo: Undo) -> bool:
    """Whether nobody can have it back: the bot while a person is wanted, or a colleague who has gone."""
    if undo.state is State.BOT:
        return work.head.request is not None or not work.context.policy.bot
    if undo.kind is UndoKind.TAKE and undo.owner is not None:
        return not work.context.agent(undo.owner.id).present
    return False


def _old_clock(work: Working, undo: Undo) -> Leg | None:
    """The leg as it was; for the request that is open, due no later than it is now (L5)."""
    request, now, was = work.head.request, work.head.leg, undo.leg
    if request is None:
        return was
    if was is not None and undo.state is State.QUEUED:
        was = replace(was, request=request.number)
    if now is None or now.request != request.number:
        return was
    if was is None or was.request != request.number:
        return now
    return replace(was, deadline=min(was.deadline, now.deadline))
