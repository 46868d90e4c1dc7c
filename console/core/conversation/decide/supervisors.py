"""What only supervisors do: put a conversation back into a queue, give it to an agent, whisper, announce."""

from collections.abc import Callable
from typing import Final

from console.core.conversation import commands as c
from console.core.conversation import events as ev
from console.core.conversation.context import MOST_NAME, Refusal
from console.core.conversation.decide.working import Working
from console.core.conversation.words import NOTICE_PARAMS, Cause, HelpEnd, Reason, State, TurnOutcome


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


def whisper(work: Working, command: c.Whisper) -> Refusal | None:
    """To the owner alone; a raised hand is answered by it."""
    refused = work.stale() or work.closed() or work.bad_text(command.text, needed=True)
    if refused is not None:
        return refused
    head = work.head
    if not head.agent:
        return work.refuse("unowned")
    work.emit(ev.Whispered(head.agent, work.context.actor.id), text=command.text)
    if head.help_since:
        work.emit(ev.HelpEnded(head.help_by, HelpEnd.ANSWERED))
    return None


def announce(work: Working, command: c.Announce) -> Refusal | None:
    """A notice to the customer from the closed list: not a party's words, so no clock or owner changes."""
    refused = work.closed()
    if refused is not None:
        return refused
    needed = NOTICE_PARAMS.get(command.code)
    if needed is None or set(command.params) != set(needed):
        return work.refuse("bad_notice")
    if not all(_FITS[name](value) for name, value in command.params.items()):
        return work.refuse("bad_notice")
    work.emit(ev.Announced(command.code, command.params, work.context.actor.author))
    return None


_DIGITS: Final = 15
"""Of a time in milliseconds that every client's clock can show."""
_FITS: Final[dict[str, Callable[[str], bool]]] = {
    "topic": lambda value: bool(value.strip()) and len(value) <= MOST_NAME and value.isprintable(),
    "at": lambda value: value.isascii() and value.isdecimal() and len(value) <= _DIGITS,
}
"""What a value of a notice must look like: it stands in an event, which holds no free text."""
