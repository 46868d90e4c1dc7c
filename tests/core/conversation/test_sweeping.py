"""The sweeper's decisions: what is adrift or unheard is found and queued with its clock; all else is left alone."""

from collections.abc import Sequence

import msgspec
import pytest

from console.core.conversation import commands as c
from console.core.conversation import events as ev
from console.core.conversation.context import SYSTEM, Actor, Context, Refusal
from console.core.conversation.decide import decide
from console.core.conversation.decide.sweeping import adrift, unheard
from console.core.conversation.evolve import evolve
from console.core.conversation.model import Head
from console.core.conversation.table import head_in
from console.core.conversation.words import Cause, Reason, State

ANA = Actor("customer", "ana")
AT = 1_800_000_000_000


def sweep(head: Head, asked_at: int = 0, epoch: int | None = None) -> tuple[Head, Sequence[ev.Record]]:
    decision = decide(head, c.Sweep(asked_at), Context(AT + 50_000, SYSTEM, epoch=epoch))
    assert not isinstance(decision, Refusal), decision
    for record in decision:
        head = evolve(head, record)
    return head, decision


@pytest.mark.parametrize("state", list(State))
def test_every_state_that_the_core_can_reach_is_left_alone(state: State) -> None:
    head = head_in(state)
    assert not adrift(head)
    after, records = sweep(head)
    assert (after, tuple(records)) == (head, ())


def test_a_request_that_the_bot_has_goes_to_the_queue_with_its_clock() -> None:
    lost = msgspec.structs.replace(head_in(State.QUEUED), state=State.BOT)
    assert adrift(lost)
    assert lost.request is not None
    assert lost.leg is not None
    after, _ = sweep(lost)
    assert after.state is State.QUEUED
    assert after.request == lost.request
    assert after.leg is not None
    assert (after.leg.enqueued_at, after.leg.deadline) == (lost.leg.enqueued_at, lost.leg.deadline)
    assert after.leg.cause is Cause.DROPPED


def test_a_request_in_a_resolved_conversation_and_one_without_an_owner_are_adrift_too() -> None:
    waiting = head_in(State.QUEUED)
    for lost in (
        msgspec.structs.replace(waiting, state=State.RESOLVED),
        msgspec.structs.replace(waiting, state=State.HUMAN, owner=None),
        msgspec.structs.replace(waiting, leg=None),
    ):
        assert adrift(lost)
        after, _ = sweep(lost)
        assert after.state is State.QUEUED
        assert not adrift(after)


def asked(*events: ev.Event) -> list[ev.Record]:
    return [ev.Record("c1", n, AT + n, 1, "customer:ana", event) for n, event in enumerate(events, 1)]


def test_an_ask_that_no_request_followed_is_unheard_until_something_answers_it() -> None:
    head = head_in(State.BOT)
    ask = ev.CustomerSaid(asks=True)
    assert unheard(head, asked(ev.CustomerSaid(), ask)) == AT + 2
    assert unheard(head, asked(ev.PersonAsked())) == AT + 1
    assert unheard(head, asked(ev.CustomerSaid())) == 0
    queued = head_in(State.QUEUED)
    assert queued.request is not None
    for heard in (ev.Requested(queued.request), ev.Resolved("customer")):
        assert unheard(head, asked(ask, heard)) == 0
    assert unheard(head, asked(ask, ev.Resolved("idle"))) == AT + 1
    assert unheard(queued, asked(ask)) == 0
    assert unheard(head_in(State.HUMAN), asked(ask)) == 0


def test_an_unheard_ask_is_queued_as_if_it_had_been_heard_then() -> None:
    after, _ = sweep(head_in(State.BOT), asked_at=AT + 7)
    assert after.state is State.QUEUED
    assert after.request is not None
    assert (after.request.since, after.request.reason, after.request.asked) == (AT + 7, Reason.ASKED, True)
    assert after.bot_turn is None


def test_a_sweep_that_comes_too_late_does_nothing() -> None:
    head = head_in(State.BOT)
    decision = decide(head, c.Sweep(AT), Context(AT, SYSTEM, epoch=head.epoch + 1))
    assert isinstance(decision, Refusal)
    assert decision.code == "stale_epoch"
