"""The sweeper's decisions: an ask for a person that nobody would ever see, found and put where people look.

On the normal path there is none: an ask and its request are stored in one transaction. What is found is a bug.
"""

from collections.abc import Sequence
from typing import Final

from console.core.conversation import commands as c
from console.core.conversation import events as ev
from console.core.conversation.context import Refusal
from console.core.conversation.decide.working import Working
from console.core.conversation.model import Head
from console.core.conversation.words import Cause, Reason, State, TurnOutcome

_NOBODY_LOOKS: Final = (State.BOT, State.RESOLVED)
_HEARD: Final = (ev.Requested, ev.RequestEnded, ev.Queued, ev.Taken)
"""What follows an ask that was heard, or shows that people had it since."""


def adrift(head: Head) -> bool:
    """Whether its open request has neither a place in a queue, nor a person, nor a promise."""
    if head.request is None:
        return False
    if head.state in _NOBODY_LOOKS or (head.waiting and head.leg is None):
        return True
    return head.state in (State.HUMAN, State.SNOOZED) and not head.agent


def unheard(head: Head, records: Sequence[ev.Record]) -> int:
    """The time of the last ask that no request followed, or 0; `records`: the latest ones, in order.

    In a state where people have it anyway nothing is unheard.
    """
    if head.request is not None or head.state not in _NOBODY_LOOKS:
        return 0
    asked_at = 0
    for record in records:
        event = record.event
        if isinstance(event, ev.PersonAsked) or (isinstance(event, ev.CustomerSaid) and event.asks):
            asked_at = record.at
        elif isinstance(event, _HEARD) or _ended_by_customer(event):
            asked_at = 0
    return asked_at


def _ended_by_customer(event: ev.Event) -> bool:
    return isinstance(event, ev.Resolved) and event.by == "customer"


def sweep(work: Working, command: c.Sweep) -> Refusal | None:
    """Into the queue, with the clock of the ask; nothing where people have it already."""
    stale = work.stale()
    if stale is not None:
        return stale
    head = work.head
    wanted = command.asked_at > 0 and head.request is None and head.state in _NOBODY_LOOKS
    if not (adrift(head) or wanted):
        return None
    if head.state is State.RESOLVED:
        work.reopen("", None)
    work.cut_bot(TurnOutcome.INTERRUPTED)
    work.open_request(Reason.ASKED, asked=True, since=command.asked_at)
    work.enqueue(Cause.DROPPED)
    return None
