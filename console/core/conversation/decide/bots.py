"""What the bot does, fenced by its epoch: begin and end an answer, escalate, resolve, call tools."""

from console.core.conversation import commands as c
from console.core.conversation import events as ev
from console.core.conversation.context import Refusal
from console.core.conversation.decide.working import Working
from console.core.conversation.words import Reason, State, TurnOutcome


def _fenced(work: Working) -> Refusal | None:
    """A bot speaks only while it owns the conversation, under the epoch that it was started in (S2)."""
    stale = work.stale()
    if stale is None and work.head.state is not State.BOT:
        stale = work.refuse("stale_epoch")
    return stale


def _current(work: Working, turn: str) -> Refusal | None:
    """Fenced, and this turn is the one that is open."""
    refused = _fenced(work)
    if refused is None and (work.head.bot_turn is None or work.head.bot_turn.id != turn):
        refused = work.refuse("stale_turn")
    return refused


def start_turn(work: Working, command: c.StartTurn) -> Refusal | None:
    """Begin an answer to the customer's last message, unless it has one; silence while a request is open (L2)."""
    refused = _fenced(work)
    if refused is not None:
        return refused
    head = work.head
    if head.request is not None:
        return work.refuse("unanswered_request")
    if head.bot_turn is not None and head.bot_turn.id == command.turn:
        return None
    if command.answers != head.customer_seq or not head.unanswered:
        return work.refuse("stale_turn")
    work.cut_bot(TurnOutcome.SUPERSEDED)
    work.emit(ev.BotTurnStarted(command.turn, command.answers))
    return None


def end_turn(work: Working, command: c.EndTurn) -> Refusal | None:
    """The whole answer, once; one without words is none."""
    refused = _current(work, command.turn) or work.bad_text(command.text, needed=True)
    if refused is not None:
        return refused
    work.emit(
        ev.BotTurnEnded(
            command.turn,
            TurnOutcome.DONE,
            command.intent,
            command.confidence,
            command.sources,
            command.latency_ms,
            command.trouble,
        ),
        text=command.text,
    )
    return None


def escalate(work: Working, command: c.Escalate) -> Refusal | None:
    """Give it to people; the request's clock starts now."""
    refused = _fenced(work)
    if refused is not None:
        return refused
    asked = command.reason is Reason.ASKED
    work.escalate(command.reason, asked=asked, intent=command.intent, confidence=command.confidence)
    return None


def resolve(work: Working, command: c.BotResolve) -> Refusal | None:
    """The customer said that this was all."""
    refused = _fenced(work)
    if refused is not None:
        return refused
    if work.head.request is not None:
        return work.refuse("unanswered_request")
    work.cut_bot(TurnOutcome.SUPERSEDED)
    work.emit(ev.Resolved("bot"))
    return None


def intend_effect(work: Working, command: c.IntendEffect) -> Refusal | None:
    """Written before the call is made, under the fence; a number that was used before has no further effect."""
    refused = _current(work, command.turn)
    if refused is None and work.head.bot_turn is not None and command.n > work.head.bot_turn.effects:
        work.emit(ev.EffectIntended(command.turn, command.n, command.name))
    return refused


def end_effect(work: Working, command: c.EndEffect) -> Refusal | None:
    """What was done is recorded even when the bot has lost the conversation meanwhile."""
    if work.head.state is State.NEW:
        return work.refuse("not_found")
    work.emit(ev.EffectEnded(command.turn, command.n, command.ok))
    return None


def interrupt(work: Working, command: c.Interrupt) -> Refusal | None:
    """A turn that a stop of the backend left open: ended, and the customer gets a person."""
    if work.head.state is State.BOT and work.head.bot_turn is not None:
        work.escalate(Reason.BOT_ERROR, asked=False)
    return None


def suppress(work: Working, command: c.Suppress) -> Refusal | None:
    """What came too late is kept for staff, never shown to the customer."""
    if work.head.state is State.NEW:
        return work.refuse("not_found")
    if command.text:
        work.emit(ev.Suppressed(command.turn), text=command.text)
    return None


def summarise(work: Working, command: c.Summarise) -> Refusal | None:
    """The warm card, replaced by each better one."""
    if work.head.state is State.NEW:
        return work.refuse("not_found")
    work.emit(ev.Summarised(), wants=command.wants, did=command.did)
    return None
