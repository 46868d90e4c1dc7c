"""What only supervisors do: put a conversation back into a queue, give it to an agent."""

from console.core.conversation import commands as c
from console.core.conversation.context import Refusal
from console.core.conversation.decide.working import Working
from console.core.conversation.words import Cause, Reason, State, TurnOutcome


def requeue(work: Working, command: c.Requeue) -> Refusal | None:
    """Back into a queue, with the wait clock that it had."""
    refused = work.stale() or work.closed()
    if refused is not None:
        return refused
    if not work.context.policy.knows_queue(command.queue):
        return work.refuse("no_queue", queue=command.queue)
    head = work.head
    if head.state is State.QUEUED and command.queue in ("", head.leg.queue if head.leg else ""):
        return None
    work.cut_bot(TurnOutcome.CUT)
    work.end_offer()
    work.open_request(Reason.SUPERVISOR_PULL, since=work.head.unanswered_since)
    work.enqueue(Cause.REQUEUED, command.queue)
    return None


def assign(work: Working, command: c.Assign) -> Refusal | None:
    """To a present agent, from whoever has it."""
    refused = work.stale() or work.closed()
    if refused is not None:
        return refused
    if not work.context.agent(command.agent).present:
        return work.refuse("absent", agent=command.agent)
    if work.head.agent != command.agent:
        work.give(command.agent, by=work.context.actor.id)
    return None
