"""What customers do: write, ask for a person, withdraw, choose a promise, end, rate."""

import re
from typing import Final

from console.core.conversation import commands as c
from console.core.conversation import events as ev
from console.core.conversation.context import Refusal
from console.core.conversation.decide.working import Working
from console.core.conversation.model import BOT, Promise
from console.core.conversation.words import Cause, Passed, Reason, RequestEnd, State, TurnOutcome

PROMISE_KINDS: Final = ("call_back", "message")
_LANG: Final = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")
"""Tags of languages; anything else a page sends as one is dropped, since events hold no free text."""


def say(work: Working, command: c.Say) -> Refusal | None:
    """A message: stored in every state; it may open, queue, wake or reopen the conversation."""
    context = work.context
    thanks = context.thanks and not context.asks
    refused = work.bad_text(command.text, needed=True) or (None if thanks else _too_old(work))
    if refused is not None:
        return refused
    passed = None
    if work.head.state is State.NEW:
        passed = context.policy.passes_bot(context.actor.id, context.vip)
        work.emit(ev.Opened(context.actor.id, None if passed else BOT, context.linked, passed or ""))
    work.cut_bot(TurnOutcome.SUPERSEDED)
    lang = command.lang if _LANG.fullmatch(command.lang) else ""
    work.emit(ev.CustomerSaid(lang, context.asks, thanks), text=command.text)
    _follow(work, command.text, passed, thanks)
    return None


def _follow(work: Working, text: str, passed: Passed | None, thanks: bool) -> None:
    """What a message does to the conversation."""
    state = work.head.state
    if work.context.asks:
        _wish(work, text)
    elif state is State.NEW:
        work.escalate(Reason.VIP if passed is Passed.VIP else Reason.POLICY, asked=False, said=text)
    elif state is State.RESOLVED and not thanks:
        _return(work, text)
    elif state is State.PROMISED:
        work.enqueue(Cause.WOKEN)
    elif state is State.SNOOZED:
        _wake(work)


def ask_person(work: Working, command: c.AskPerson) -> Refusal | None:
    """The button: as an ask in words, at any time."""
    refused = _too_old(work)
    if refused is not None:
        return refused
    if work.head.state is State.NEW:
        work.emit(ev.Opened(work.context.actor.id, None, work.context.linked))
    work.emit(ev.PersonAsked())
    _wish(work, "")
    return None


def _too_old(work: Working) -> Refusal | None:
    """Resolved too long ago: what the customer wants now is a new conversation, linked to this one."""
    head, context = work.head, work.context
    if head.state is State.RESOLVED and context.now - head.resolved_at > context.policy.reopen_window:
        return work.refuse("closed")
    return None


def _wish(work: Working, text: str) -> None:
    """An ask for a person, in whatever state: it always ends in a queue or with a person."""
    state = work.head.state
    if state in (State.BOT, State.NEW):
        work.escalate(Reason.ASKED, asked=True, said=text)
    elif state is State.RESOLVED:
        work.reopen("customer", None)
        work.escalate(Reason.ASKED, asked=True, cause=Cause.REOPENED, said=text)
    elif state is State.PROMISED:
        work.enqueue(Cause.WOKEN)
    else:
        work.open_request(Reason.ASKED, asked=True)
        if work.head.waiting:
            work.lower_deadline()
        elif state is State.SNOOZED:
            _wake(work)


def _wake(work: Working) -> None:
    """A snoozed conversation goes to its owner if she is there and can have it, else to the queue with a request."""
    if work.context.agent(work.head.agent).takes_back:
        work.wake("customer")
    else:
        work.open_request(Reason.RETURNING, since=work.head.unanswered_since)
        work.enqueue(Cause.WOKEN)


def _return(work: Working, text: str) -> None:
    """A message after the resolution: the bot's go back to the bot, a person's to that person or the queue."""
    head, context = work.head, work.context
    handler = head.last_handler
    soon = context.now - head.resolved_at < context.policy.returning_window
    if handler == BOT and context.policy.bot and not soon:
        work.reopen("customer", BOT)
        return
    if handler is not None and handler != BOT:
        view = context.agent(handler.id)
        if view.present and view.room:
            work.reopen("customer", handler)
            return
    work.reopen("customer", None)
    work.escalate(Reason.RETURNING, asked=False, cause=Cause.REOPENED, said=text)


def withdraw(work: Working, command: c.Withdraw) -> Refusal | None:
    """While waiting or promised: the request ends and the bot goes on."""
    if work.head.state not in (State.QUEUED, State.OFFERED, State.PROMISED):
        return work.refuse("nothing_to_withdraw")
    if not work.context.policy.bot:
        return work.refuse("no_bot")
    work.end_offer()
    work.end_request(RequestEnd.WITHDRAWN)
    work.hand_to_bot()
    return None


def choose_promise(work: Working, command: c.ChoosePromise) -> Refusal | None:
    """Instead of waiting: a call-back or a written answer by a time."""
    now, policy = work.context.now, work.context.policy
    if not work.head.waiting:
        return work.refuse("not_waiting")
    if command.kind not in PROMISE_KINDS or not now < command.due <= now + policy.promise_longest:
        return work.refuse("bad_promise")
    work.end_offer()
    work.open_request(Reason.ASKED, asked=True)
    number = work.head.request.number if work.head.request else 0
    work.emit(ev.PromiseMade(Promise(command.kind, command.due), number))
    return None


def end(work: Working, command: c.End) -> Refusal | None:
    """The customer ends it, explicitly; the request ends with it."""
    refused = work.closed()
    if refused is not None:
        return refused
    work.cut_bot(TurnOutcome.SUPERSEDED)
    work.end_offer()
    work.end_request(RequestEnd.CUSTOMER_ENDED)
    head = work.head
    work.emit(ev.Resolved("customer", head.agent, assignment=head.assignments if head.agent else 0))
    return None


def rate(work: Working, command: c.Rate) -> Refusal | None:
    """A rating of a resolved conversation; the last one counts."""
    if work.head.state is not State.RESOLVED:
        return work.refuse("not_resolved")
    if not 1 <= command.score <= 5:
        return work.refuse("bad_rating")
    refused = work.bad_text(command.comment)
    if refused is not None:
        return refused
    work.emit(ev.Rated(command.score), comment=command.comment)
    return None
