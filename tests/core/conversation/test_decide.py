"""Single arrows of the design and the races around them; and that no command whatever makes `decide` raise."""

import typing

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from console.core.conversation import commands as c
from console.core.conversation import events as ev
from console.core.conversation.context import BOT_ACTOR, SYSTEM, Actor, AgentView, Context, Policy, Refusal
from console.core.conversation.decide import agents_named, decide
from console.core.conversation.decide.timers import next_due
from console.core.conversation.evolve import evolve
from console.core.conversation.model import BOT, Head, Party, Request
from console.core.conversation.table import head_in
from console.core.conversation.words import (
    DAY,
    HOUR,
    MINUTE,
    SECOND,
    Cause,
    DueKind,
    Reason,
    RequestEnd,
    State,
    TurnOutcome,
)

ANA = Actor("customer", "ana")
MAYA = Actor("agent", "maya", "agent")
LEO = Actor("agent", "leo", "agent")
SARA = Actor("agent", "sara", "supervisor")
T0 = 1_800_000_000_000


class Life:
    """One conversation and its clock."""

    def __init__(self, **policy: object) -> None:
        self.policy = Policy(**policy)  # type: ignore[arg-type]
        self.head, self.now = Head("c1"), T0
        self.records: list[ev.Record] = []
        self.present = {"maya", "leo", "sara"}
        self.bot_text = ""

    def do(self, actor: Actor, command: c.Command, *, epoch: int | None = None, **ctx: object) -> str:
        """`ok` or the code of the refusal."""
        views = {a: AgentView(a in self.present, True, f"team {a}") for a in agents_named(self.head, command, actor)}
        context = Context(
            self.now,
            actor,
            self.policy,
            self.head.epoch if epoch is None else epoch,
            agents=views,
            bot_text=self.bot_text,
            fresh="fresh",
            **ctx,  # type: ignore[arg-type]
        )
        decision = decide(self.head, command, context)
        if isinstance(decision, Refusal):
            return decision.code
        for record in decision:
            self.head = evolve(self.head, record)
        self.records += decision
        return "ok"

    def wait(self, ms: int) -> list[str]:
        """Time passes; which timers came."""
        until, fired = self.now + ms, []
        while (due := next_due(self.head, self.policy)) is not None and due.at <= until:
            self.now = max(self.now, due.at)
            assert self.do(SYSTEM, c.FireDue(due.kind, due.token)) == "ok"
            fired.append(str(due.kind))
        self.now = until
        return fired

    def events(self, kind: type) -> list[typing.Any]:
        return [r.event for r in self.records if isinstance(r.event, kind)]

    def says(self, text: str = "hello", **ctx: object) -> str:
        return self.do(ANA, c.Say(text), **ctx)

    def bot_answers(self) -> None:
        assert self.do(BOT_ACTOR, c.StartTurn("t", self.head.customer_seq)) == "ok"
        assert self.do(BOT_ACTOR, c.EndTurn("t", "answer")) == "ok"


@pytest.fixture
def life() -> Life:
    return Life()


@pytest.fixture
def queued(life: Life) -> Life:
    life.says()
    life.do(BOT_ACTOR, c.Escalate(Reason.LOW_CONFIDENCE, "refund", 0.3))
    return life


@pytest.fixture
def human(life: Life) -> Life:
    """Maya's, from the bot, with no request open; she has answered."""
    life.says()
    life.do(MAYA, c.Take())
    life.now += MINUTE
    life.do(MAYA, c.Reply("hello"))
    return life


# opening


@pytest.mark.parametrize(
    ("policy", "ctx", "state", "why", "reason"),
    [
        ({}, {}, State.BOT, "", None),
        ({}, {"vip": True}, State.QUEUED, "vip", Reason.VIP),
        ({"vip_first": False}, {"vip": True}, State.BOT, "", None),
        ({"hold_out": 100}, {}, State.QUEUED, "hold_out", Reason.POLICY),
        ({"bot": False}, {"vip": True}, State.QUEUED, "no_bot", Reason.POLICY),
        ({"bot": False}, {"asks": True}, State.QUEUED, "no_bot", Reason.ASKED),
        ({}, {"asks": True}, State.QUEUED, "", Reason.ASKED),
    ],
)
def test_by_policy_the_first_message_goes_to_the_bot_or_to_a_person(
    policy: dict[str, object], ctx: dict[str, object], state: State, why: str, reason: Reason | None
) -> None:
    life = Life(**policy)
    assert life.says(linked="c0", **ctx) == "ok"
    assert life.head.state is state
    assert life.events(ev.Opened) == [
        ev.Opened("ana", BOT if not why else None, "c0", why),
    ]
    assert (life.head.request.reason if life.head.request else None) is reason
    assert life.head.epoch >= 1


def test_a_hold_out_takes_about_its_share_and_always_the_same_customers() -> None:
    policy = Policy(hold_out=10)
    held = [n for n in range(2_000) if policy.passes_bot(f"customer {n}", vip=False)]
    assert 140 <= len(held) <= 260
    assert held == [n for n in range(2_000) if policy.passes_bot(f"customer {n}", vip=False)]


def test_an_escalation_begins_its_card_with_the_last_three_customer_turns(life: Life) -> None:
    life.says()
    life.says("a person please", asks=True, said=("one", " ", "two", "three"))
    assert life.records[-1].bodies == {"wants": "two\nthree\na person please"}


# the bot and its fence


def test_a_newer_message_supersedes_the_turn_and_what_was_seen_of_it_stays(life: Life) -> None:
    life.says()
    life.do(BOT_ACTOR, c.StartTurn("t1", life.head.customer_seq))
    life.bot_text = "It takes up to"
    life.says("and where is it?")
    ended = [r for r in life.records if isinstance(r.event, ev.BotTurnEnded)]
    assert (ended[0].event.outcome, ended[0].bodies) == (TurnOutcome.SUPERSEDED, {"text": "It takes up to"})  # type: ignore[union-attr]
    assert life.do(BOT_ACTOR, c.EndTurn("t1", "It takes up to 14 days")) == "stale_turn"
    assert life.head.unanswered == 2


def test_a_turn_for_an_older_message_or_an_answered_one_is_not_begun(life: Life) -> None:
    life.says()
    first = life.head.customer_seq
    life.says("more")
    assert life.do(BOT_ACTOR, c.StartTurn("t1", first)) == "stale_turn"
    life.bot_answers()
    assert life.do(BOT_ACTOR, c.StartTurn("t2", life.head.customer_seq)) == "stale_turn"


def test_an_answer_without_words_is_none_and_a_person_comes(life: Life) -> None:
    life.says()
    life.do(BOT_ACTOR, c.StartTurn("t", life.head.customer_seq))
    assert life.do(BOT_ACTOR, c.EndTurn("t", " \n")) == "empty"
    assert life.wait(30 * SECOND) == ["bot_silent"]
    assert life.head.request is not None
    assert life.head.request.reason is Reason.BOT_ERROR


def test_a_tool_call_is_intended_once(life: Life) -> None:
    life.says()
    life.do(BOT_ACTOR, c.StartTurn("t", life.head.customer_seq))
    for n in (1, 1, 2, 1):
        assert life.do(BOT_ACTOR, c.IntendEffect("t", n, "refund")) == "ok"
    assert [e.n for e in life.events(ev.EffectIntended)] == [1, 2]


def test_a_restart_interrupts_the_turn_and_queues(life: Life) -> None:
    life.says()
    life.do(BOT_ACTOR, c.StartTurn("t", life.head.customer_seq))
    life.bot_text = "half"
    life.do(SYSTEM, c.Interrupt())
    assert life.events(ev.BotTurnEnded)[0].outcome is TurnOutcome.INTERRUPTED
    assert life.head.state is State.QUEUED


@pytest.mark.parametrize("how", ["withdraw", "hand back", "undo of a take"])
def test_a_bot_that_gets_it_back_after_a_long_time_has_its_thirty_seconds(queued: Life, how: str) -> None:
    if how == "withdraw":
        queued.now += HOUR
        queued.do(ANA, c.Withdraw())
    elif how == "hand back":
        queued.do(MAYA, c.Take())
        queued.do(MAYA, c.Reply("one moment"))
        queued.says("still there?")
        queued.now += HOUR
        queued.do(MAYA, c.HandBack("tell about returns", "returns", True))
    else:
        queued = Life()
        queued.says()
        queued.now += 29 * SECOND
        queued.do(MAYA, c.Take())
        queued.do(MAYA, c.UndoLast())
    assert queued.head.state is State.BOT
    assert queued.head.awaits_bot
    assert queued.wait(29 * SECOND) == []
    assert queued.wait(SECOND) == ["bot_silent"]
    assert queued.head.state is State.QUEUED


def test_a_hand_back_without_an_answer_leaves_the_bot_silent_until_the_customer_writes(human: Life) -> None:
    human.says("thanks, one more thing")
    human.do(MAYA, c.HandBack())
    assert (human.head.state, human.head.unanswered) == (State.BOT, 0)
    assert human.wait(MINUTE) == []


def test_if_the_bot_fails_after_a_hand_back_its_agent_is_asked_first(human: Life) -> None:
    human.do(MAYA, c.HandBack(answer_now=True))
    human.wait(30 * SECOND)
    assert human.head.leg is not None
    assert (human.head.leg.prefer, human.head.handed_back_by) == ("maya", "")


def test_the_bot_is_silent_while_a_request_is_open_however_that_came_about() -> None:
    """No command leads there; a bot that speaks to somebody who asked for a person must not rest on that alone."""
    open_request = Request(1, T0, Reason.ASKED)
    head = Head("c1", State.BOT, BOT, 3, 5, 5, "ana", request=open_request, customer_seq=4, unanswered=1)
    for command in (c.StartTurn("t", 4), c.BotResolve()):
        outcome = decide(head, command, Context(T0, BOT_ACTOR, epoch=3))
        assert isinstance(outcome, Refusal)
        assert outcome.code == "unanswered_request"


# the request: L2 and L5


def test_the_first_words_of_a_person_end_the_request(queued: Life) -> None:
    queued.do(MAYA, c.Take())
    for step in (c.HandBack(), c.Resolve()):
        assert queued.do(MAYA, step) == "unanswered_request"
    assert queued.do(MAYA, c.Snooze()) == "customer_waiting"
    queued.do(MAYA, c.Reply("hello"))
    assert queued.events(ev.RequestEnded)[-1].end is RequestEnd.ANSWERED
    assert queued.do(MAYA, c.HandBack()) == "ok"


def test_a_promise_is_kept_by_the_first_words_after_it(queued: Life) -> None:
    queued.do(ANA, c.ChoosePromise("call_back", queued.now + HOUR))
    assert queued.wait(49 * MINUTE) == []
    assert queued.wait(2 * MINUTE) == ["promise"]
    assert queued.head.leg is not None
    assert (queued.head.state, queued.head.leg.cause) == (State.QUEUED, Cause.WOKEN)
    queued.do(MAYA, c.Take())
    queued.do(MAYA, c.Reply("hello"))
    assert queued.events(ev.RequestEnded)[-1].end is RequestEnd.KEPT


def test_silence_after_taking_is_warned_of_and_then_ends_with_the_old_clock(queued: Life) -> None:
    leg = queued.head.leg
    queued.now += 30 * SECOND
    queued.do(MAYA, c.Take())
    assert queued.wait(119 * SECOND) == []
    assert queued.wait(SECOND) == ["first_answer"]
    assert queued.events(ev.Warned) == [ev.Warned("maya")]
    assert queued.wait(60 * SECOND) == ["first_answer"]
    assert leg is not None
    assert queued.head.leg is not None
    assert (queued.head.leg.enqueued_at, queued.head.leg.deadline) == (leg.enqueued_at, leg.deadline)
    assert queued.head.leg.cause is Cause.DROPPED


def test_a_later_ask_under_the_same_owner_has_its_own_two_and_three_minutes(human: Life) -> None:
    """She has answered before in this epoch: that does not answer the new request."""
    human.do(ANA, c.AskPerson())
    assert human.wait(180 * SECOND) == ["first_answer", "first_answer"]
    assert human.head.state is State.QUEUED


def test_a_request_in_a_conversation_that_was_queued_long_ago_gets_a_clock_of_its_own(queued: Life) -> None:
    queued.do(MAYA, c.Take())
    queued.do(MAYA, c.Reply("hello"))
    queued.now += HOUR
    queued.says("are you there?")
    asked_at = queued.now
    queued.now += MINUTE
    queued.do(SYSTEM, c.SignOff("maya"))
    leg, request = queued.head.leg, queued.head.request
    assert leg is not None
    assert request is not None
    assert (request.number, request.since, leg.enqueued_at) == (2, asked_at, queued.now)
    assert leg.deadline == asked_at + queued.policy.target(Reason.RETURNING)


def test_no_leg_of_an_open_request_is_due_later_than_the_one_before(queued: Life) -> None:
    queued.do(ANA, c.AskPerson())
    assert queued.head.leg is not None
    lowered = queued.head.leg.deadline
    assert lowered == T0 + MINUTE
    queued.now += 10 * SECOND
    queued.do(SARA, c.Transfer(queue="billing"))
    assert queued.head.leg.deadline == lowered
    assert (queued.head.leg.enqueued_at, queued.head.leg.number) == (queued.now, 2)


def test_a_warning_for_one_request_is_none_for_the_next(human: Life) -> None:
    human.do(ANA, c.AskPerson())
    human.wait(120 * SECOND)
    human.do(MAYA, c.Reply("sorry"))
    human.do(ANA, c.AskPerson())
    human.wait(120 * SECOND)
    assert len(human.events(ev.Warned)) == 2
    assert human.head.state is State.HUMAN


def test_a_leg_that_an_ask_found_waiting_keeps_its_earlier_deadline(human: Life) -> None:
    """The customer had waited for 100 s when a colleague passed her on; then she asked, then a supervisor moved her."""
    human.says("when?")
    due = human.now + 120 * SECOND
    human.now += 100 * SECOND
    human.do(MAYA, c.Transfer(queue="billing"))
    human.do(ANA, c.AskPerson())
    human.do(SARA, c.Transfer(queue="fraud"))
    assert human.head.leg is not None
    assert human.head.leg.deadline == due


def test_an_ask_in_a_queue_that_a_colleague_chose_opens_a_request(human: Life) -> None:
    human.do(MAYA, c.Transfer(queue="billing"))
    assert human.head.request is None
    human.says("a person!", asks=True)
    assert human.head.request is not None
    assert human.head.leg is not None
    assert human.head.leg.deadline <= human.now + MINUTE
    human.do(LEO, c.Take())
    assert human.do(LEO, c.HandBack()) == "unanswered_request"


# offers


def test_declined_and_expired_offers_keep_both_times(queued: Life) -> None:
    leg = queued.head.leg
    for step in (c.Decline("o1", "on another"), None):
        queued.do(SYSTEM, c.MakeOffer("o1", "maya", queued.now + 20 * SECOND))
        if step:
            queued.do(MAYA, step)
        else:
            assert queued.wait(20 * SECOND) == ["offer"]
        assert (queued.head.state, queued.head.leg) == (State.QUEUED, leg)
    assert [r.bodies for r in queued.records if r.bodies.get("why")] == [{"why": "on another"}]


def test_the_timer_of_an_earlier_offer_does_not_end_a_later_one(queued: Life) -> None:
    queued.do(SYSTEM, c.MakeOffer("o1", "maya", queued.now + 20 * SECOND))
    queued.do(MAYA, c.Decline("o1"))
    queued.do(SYSTEM, c.MakeOffer("o2", "maya", queued.now + 20 * SECOND))
    queued.now += MINUTE
    assert queued.do(SYSTEM, c.FireDue(DueKind.OFFER, "o1")) == "not_due"
    assert queued.do(SYSTEM, c.FireDue(DueKind.OFFER, "o2")) == "ok"


def test_a_broadcast_is_anybodys_and_nobodys_to_decline(queued: Life) -> None:
    queued.do(SYSTEM, c.MakeOffer("o1", "", queued.now + MINUTE, True))
    assert queued.do(LEO, c.Decline("o1")) == "ok"
    assert queued.head.state is State.OFFERED
    assert queued.do(LEO, c.Take()) == "ok"


def test_what_everybody_is_offered_goes_to_somebody_who_has_room(queued: Life) -> None:
    queued.do(SYSTEM, c.MakeOffer("o1", "", queued.now + MINUTE, True))
    full = {"leo": AgentView(True, False), "maya": AgentView(True)}
    outcome = decide(queued.head, c.Accept("o1"), Context(queued.now, LEO, queued.policy, agents=full))
    assert isinstance(outcome, Refusal)
    assert outcome.code == "full"
    taken = decide(queued.head, c.Accept("o1"), Context(queued.now, MAYA, queued.policy, agents=full))
    assert not isinstance(taken, Refusal)


def test_the_router_respects_presence_room_and_the_epoch(queued: Life) -> None:
    queued.present = {"leo"}
    assert queued.do(SYSTEM, c.MakeOffer("o", "maya", queued.now + 1)) == "absent"
    assert queued.do(SYSTEM, c.MakeOffer("o", "leo", queued.now + 1), epoch=1) == "stale_epoch"
    full = Context(T0, SYSTEM, agents={"leo": AgentView(True, False)})
    outcome = decide(queued.head, c.MakeOffer("o", "leo", T0 + 1), full)
    assert isinstance(outcome, Refusal)
    assert outcome.code == "no_room"


def test_a_transfer_that_is_declined_falls_to_that_agents_team(human: Life) -> None:
    human.do(MAYA, c.Transfer("leo", "elsewhere"))
    assert human.do(LEO, c.Decline("fresh")) == "ok"
    assert human.head.leg is not None
    assert (human.head.state, human.head.leg.queue) == (State.QUEUED, "team leo")


def test_the_third_hand_over_needs_a_supervisor_and_undone_ones_do_not_count(human: Life) -> None:
    for _ in range(2):
        human.do(MAYA, c.Transfer(queue="billing"))
        human.do(MAYA, c.UndoLast())
    assert human.head.transfers == 0
    for n in (1, 2):
        assert human.do(MAYA, c.Transfer(queue="billing")) == "ok"
        assert human.head.transfers == n
        human.do(MAYA, c.Take())
    assert human.do(MAYA, c.Transfer(queue="billing")) == "too_many_transfers"
    assert human.do(SARA, c.Transfer(queue="billing")) == "ok"
    assert human.head.transfers == 2
    assert human.do(SARA, c.UndoLast()) == "nothing_to_undo", "she did not own it"


def test_a_queue_that_does_not_exist_would_be_a_hole() -> None:
    life = Life(queues=("billing",))
    life.says()
    life.do(MAYA, c.Take())
    assert life.do(MAYA, c.Transfer(queue="biling")) == "no_queue"
    assert life.do(SARA, c.Requeue("biling")) == "no_queue"
    assert life.do(SARA, c.Requeue("billing")) == "ok"


# undo and its races


def test_undoing_a_take_keeps_the_request_and_its_clock(queued: Life) -> None:
    leg, request, epoch = queued.head.leg, queued.head.request, queued.head.epoch
    queued.do(MAYA, c.Take())
    queued.now += 9 * SECOND
    queued.says("hello?")
    assert queued.do(MAYA, c.UndoLast()) == "ok"
    assert (queued.head.state, queued.head.leg, queued.head.request) == (State.QUEUED, leg, request)
    assert (queued.head.epoch, queued.head.unanswered, queued.head.last_handler) == (epoch + 2, 2, None)


def test_undoing_a_take_from_the_bot_after_an_ask_queues_it_instead(life: Life) -> None:
    life.says()
    life.do(MAYA, c.Take())
    life.do(ANA, c.AskPerson())
    assert life.do(MAYA, c.UndoLast()) == "ok"
    assert (life.head.state, life.head.owner) == (State.QUEUED, None)
    assert life.head.request is not None


def test_undoing_a_take_restores_a_promise_and_its_timer(queued: Life) -> None:
    queued.do(ANA, c.ChoosePromise("message", queued.now + HOUR))
    promise = queued.head.promise
    for wrote in (False, True):
        queued.do(MAYA, c.Take())
        if wrote:
            queued.says("now, please")
        queued.do(MAYA, c.UndoLast())
        assert queued.head.promise == (None if wrote else promise)
    assert queued.head.state is State.QUEUED


@pytest.mark.parametrize(
    ("wrote", "present", "state", "owner"),
    [
        (False, True, State.SNOOZED, "maya"),
        (True, True, State.HUMAN, "maya"),
        (True, False, State.QUEUED, ""),
        (False, False, State.QUEUED, ""),
    ],
)
def test_undoing_a_take_from_a_colleague(human: Life, wrote: bool, present: bool, state: State, owner: str) -> None:
    until = human.now + HOUR
    human.do(MAYA, c.Snooze(until))
    human.do(SARA, c.Take(True, "a complaint"))
    if wrote:
        human.says("hello?")
    if not present:
        human.present.remove("maya")
    assert human.do(SARA, c.UndoLast()) == "ok"
    assert (human.head.state, human.head.agent) == (state, owner)
    assert human.head.snooze_until == (until if state is State.SNOOZED else 0)
    assert human.head.unanswered == wrote


def test_undoing_a_hand_back_after_the_bot_has_answered(human: Life) -> None:
    human.says("when?")
    human.do(MAYA, c.HandBack(answer_now=True))
    human.bot_answers()
    assert human.do(MAYA, c.UndoLast()) == "ok"
    assert (human.head.agent, human.head.unanswered) == ("maya", 0)


@pytest.mark.parametrize("answer_now", [False, True])
def test_undoing_a_hand_back_drops_no_message(human: Life, answer_now: bool) -> None:
    human.says("when?")
    since = human.head.unanswered_since
    human.do(MAYA, c.HandBack(answer_now=answer_now))
    human.now += SECOND
    human.says("hello?")
    human.do(MAYA, c.UndoLast())
    assert (human.head.agent, human.head.unanswered, human.head.unanswered_since) == ("maya", 2, since)


def test_undoing_a_hand_back_in_mid_sentence_cuts_the_bot(human: Life) -> None:
    human.do(MAYA, c.HandBack(answer_now=True))
    human.do(BOT_ACTOR, c.StartTurn("t", human.head.customer_seq))
    stale = human.head.epoch
    human.bot_text = "Your re"
    human.do(MAYA, c.UndoLast())
    assert human.events(ev.BotTurnEnded)[-1].outcome is TurnOutcome.CUT
    assert human.do(BOT_ACTOR, c.EndTurn("t", "Your refund"), epoch=stale) == "stale_epoch"


def test_undoing_a_hand_over(human: Life) -> None:
    human.says("when?")
    human.do(MAYA, c.Transfer("leo"))
    assert human.do(LEO, c.UndoLast()) == "nothing_to_undo"
    assert human.do(MAYA, c.UndoLast()) == "ok", "it is only offered"
    assert (human.head.agent, human.head.offer, human.head.unanswered) == ("maya", None, 1)
    human.do(MAYA, c.Transfer("leo"))
    human.do(LEO, c.Accept("fresh"))
    assert human.do(MAYA, c.UndoLast()) == "nothing_to_undo", "it was accepted"
    assert human.head.agent == "leo"


def test_undoing_a_hand_over_after_an_ask_keeps_the_lowered_deadline(queued: Life) -> None:
    queued.do(MAYA, c.Take())
    queued.do(MAYA, c.Transfer(queue="billing"))
    queued.do(ANA, c.AskPerson())
    queued.do(MAYA, c.UndoLast())
    assert queued.head.leg is not None
    assert (queued.head.agent, queued.head.leg.number, queued.head.leg.deadline) == ("maya", 1, T0 + MINUTE)


def test_undoing_a_hand_over_keeps_the_leg_of_a_request_that_was_opened_there(queued: Life) -> None:
    """The leg before it served a request that was answered long ago: a drop must not go by that one's clock."""
    queued.do(MAYA, c.Take())
    queued.do(MAYA, c.Reply("hello"))
    queued.now += HOUR
    queued.do(MAYA, c.Transfer(queue="billing"))
    queued.do(ANA, c.AskPerson())
    leg = queued.head.leg
    assert queued.do(MAYA, c.UndoLast()) == "ok"
    assert queued.head.leg == leg
    queued.do(SYSTEM, c.SignOff("maya"))
    assert leg is not None
    assert queued.head.leg is not None
    assert (queued.head.leg.enqueued_at, queued.head.leg.deadline) == (leg.enqueued_at, leg.deadline)


def test_undoing_a_take_puts_a_request_that_came_meanwhile_on_the_leg(human: Life) -> None:
    human.do(MAYA, c.Transfer(queue="billing"))
    human.do(LEO, c.Take())
    human.do(ANA, c.AskPerson())
    human.do(LEO, c.UndoLast())
    assert human.head.leg is not None
    assert (human.head.state, human.head.leg.request) == (State.QUEUED, 1)
    assert human.head.leg.deadline == human.now + MINUTE


def test_undoing_after_a_supervisor_moved_it_is_too_late(human: Life) -> None:
    human.do(MAYA, c.Transfer(queue="billing"))
    human.do(SARA, c.Requeue("fraud"))
    assert human.do(MAYA, c.UndoLast()) == "nothing_to_undo"


def test_undoing_a_resolve(human: Life) -> None:
    human.says("thanks")
    human.do(MAYA, c.Resolve("solved"))
    human.do(MAYA, c.UndoLast())
    assert (human.head.state, human.head.unanswered, human.head.disposition) == (State.HUMAN, 1, "")
    human.do(MAYA, c.Resolve("solved"))
    human.says("no, wait")
    assert human.head.state is State.HUMAN
    assert human.do(MAYA, c.UndoLast()) == "nothing_to_undo"


def test_undo_has_ten_seconds_and_nothing_outlives_a_reply(human: Life) -> None:
    human.do(MAYA, c.Snooze(human.now + HOUR))
    human.now += 10 * SECOND + 1
    assert human.do(MAYA, c.UndoLast()) == "undo_expired"
    human.do(MAYA, c.Reply("hello"))
    assert human.do(MAYA, c.UndoLast()) == "nothing_to_undo"


# snooze, absence, reopening, wrap-up


@pytest.mark.parametrize("present", [True, False])
@pytest.mark.parametrize("how", ["message", "timer", "ask"])
def test_a_snoozed_one_wakes_to_its_owner_or_to_the_queue(human: Life, how: str, present: bool) -> None:
    human.do(MAYA, c.Snooze(human.now + HOUR, on_reply=False))
    if not present:
        human.present.remove("maya")
    if how == "timer":
        assert human.wait(HOUR) == ["snooze"]
    elif how == "ask":
        human.do(ANA, c.AskPerson())
    else:
        human.says()
    assert human.head.state is (State.HUMAN if present else State.QUEUED)
    assert (human.head.request is not None) == (how == "ask" or not present)


@pytest.mark.parametrize("how", ["message", "timer", "ask"])
def test_a_snoozed_one_does_not_wake_with_an_owner_who_has_too_much(human: Life, how: str) -> None:
    human.do(MAYA, c.Snooze(human.now + HOUR, on_reply=False))
    head, full = human.head, {"maya": AgentView(True, False, may_wake=False)}
    commands: dict[str, tuple[Actor, c.Command]] = {
        "message": (ANA, c.Say("hello?")),
        "ask": (ANA, c.AskPerson()),
        "timer": (SYSTEM, c.FireDue(DueKind.SNOOZE, due.token if (due := next_due(head, human.policy)) else "")),
    }
    actor, command = commands[how]
    for view, state in ((full, State.QUEUED), ({"maya": AgentView(True, False)}, State.HUMAN)):
        records = decide(head, command, Context(human.now + HOUR, actor, human.policy, agents=view))
        assert not isinstance(records, Refusal)
        after = head
        for record in records:
            after = evolve(after, record)
        assert after.state is state
        assert after.state is State.HUMAN or after.request is not None
    # She herself may, whatever she has.
    assert not isinstance(
        decide(head, c.Wake(), Context(human.now, MAYA, human.policy, head.epoch, agents=full)), Refusal
    )


@pytest.mark.parametrize("first", ["absent", "message"])
def test_an_absent_owner_loses_it_two_minutes_after_both(human: Life, first: str) -> None:
    away = c.MarkPresence("owner", True, "maya")
    if first == "absent":
        human.do(SYSTEM, away)
        human.wait(HOUR)
        human.says()
    else:
        human.says()
        human.wait(HOUR)
        human.do(SYSTEM, away)
    assert human.wait(119 * SECOND) == []
    assert human.wait(SECOND) == ["owner_absent"]
    assert human.head.state is State.QUEUED


def test_an_absence_that_ended_in_time_changes_nothing(human: Life) -> None:
    human.says()
    human.do(SYSTEM, c.MarkPresence("owner", True, "maya"))
    human.wait(MINUTE)
    assert human.do(SYSTEM, c.MarkPresence("owner", True, "leo")) == "ok"
    human.do(SYSTEM, c.MarkPresence("owner", False, "maya"))
    assert human.wait(HOUR) == []


def test_a_script_without_a_session_that_takes_is_an_absent_owner(queued: Life) -> None:
    queued.present.remove("maya")
    queued.do(MAYA, c.Take())
    assert queued.head.owner_absent_since == queued.now
    assert queued.wait(120 * SECOND) == ["first_answer", "owner_absent"]


def test_absence_outlives_a_reply_from_a_script(human: Life) -> None:
    human.do(SYSTEM, c.MarkPresence("owner", True, "maya"))
    human.do(MAYA, c.Reply("from the command line"))
    human.says("thanks, and?")
    assert human.wait(120 * SECOND) == ["owner_absent"]


def test_a_sign_off_of_somebody_who_lost_it_meanwhile_hits_nobody_else(human: Life) -> None:
    human.do(SARA, c.Take(True))
    assert human.do(SYSTEM, c.SignOff("maya")) == "not_owner"
    assert human.head.agent == "sara"


@pytest.mark.parametrize(
    ("handler", "ctx", "after", "present", "state", "owner"),
    [
        ("bot", {}, HOUR, True, State.BOT, BOT),
        ("bot", {}, 0, True, State.BOT, BOT),
        ("bot", {"asks": True}, HOUR, True, State.QUEUED, None),
        ("bot", {"asks": True, "thanks": True}, HOUR, True, State.QUEUED, None),
        ("bot", {"thanks": True}, HOUR, True, State.RESOLVED, None),
        ("agent", {}, DAY, True, State.HUMAN, Party("agent", "maya")),
        ("agent", {}, HOUR, False, State.QUEUED, None),
        ("agent", {"thanks": True}, 2 * DAY, True, State.RESOLVED, None),
    ],
)
def test_a_message_after_the_end(
    human: Life, handler: str, ctx: dict[str, object], after: int, present: bool, state: State, owner: Party | None
) -> None:
    life = human
    if handler == "bot":
        life = Life()
        life.says()
        life.bot_answers()
        life.do(BOT_ACTOR, c.BotResolve())
    else:
        life.do(MAYA, c.Resolve())
    epoch = life.head.epoch
    life.now += after
    life.present = life.present if present else set()
    assert life.says("hello again", **ctx) == "ok"
    assert (life.head.state, life.head.owner) == (state, owner)
    assert life.head.unanswered == (state is not State.RESOLVED)
    assert life.head.epoch == epoch + (owner is not None)


def test_the_policy_returning_sends_a_customer_who_comes_back_soon_to_a_person() -> None:
    life = Life(returning_window=HOUR)
    life.says()
    life.bot_answers()
    life.do(BOT_ACTOR, c.BotResolve())
    life.now += HOUR - 1
    life.says("it did not work")
    assert life.head.request is not None
    assert life.head.request.reason is Reason.RETURNING


def test_after_a_day_it_is_closed(human: Life) -> None:
    human.do(MAYA, c.Resolve())
    human.now += DAY + 1
    assert human.says("again") == "closed"
    assert human.do(ANA, c.AskPerson()) == "closed"
    assert human.do(MAYA, c.Reopen()) == "ok"


def test_a_disposition_has_a_minute(human: Life) -> None:
    human.do(MAYA, c.Resolve())
    assert human.do(LEO, c.WrapUp("solved")) == "not_handler"
    human.now += MINUTE
    assert human.do(MAYA, c.WrapUp("refunded")) == "ok"
    human.now += 1
    assert human.do(MAYA, c.WrapUp("spam")) == "wrap_up_over"
    assert human.head.disposition == "refunded"


def test_a_wrap_up_is_extended_by_as_long_again_up_to_the_longest(human: Life) -> None:
    human.policy = replace(human.policy, wrap_up_longest=150_000)
    human.do(MAYA, c.Reply("so"))
    human.do(MAYA, c.Resolve())
    begun = human.now
    assert human.do(LEO, c.ExtendWrapUp()) == "not_handler"
    human.now += 50_000
    for until in (120_000, 150_000):
        assert human.do(MAYA, c.ExtendWrapUp()) == "ok"
        assert human.head.wrap_up_until == begun + until
        due = next_due(human.head, human.policy)
        assert due is not None
        assert due.at == begun + until
    assert human.do(MAYA, c.ExtendWrapUp()) == "wrap_up_longest"
    human.now = begun + 149_000
    assert human.do(MAYA, c.WrapUp("solved")) == "ok"
    assert human.do(MAYA, c.ExtendWrapUp()) == "wrap_up_over"
    assert human.do(MAYA, c.Reopen()) == "ok"
    assert human.head.wrap_up_until == 0


def test_an_extended_wrap_up_ends_by_itself(human: Life) -> None:
    human.do(MAYA, c.Reply("so"))
    human.do(MAYA, c.Resolve())
    human.do(MAYA, c.ExtendWrapUp())
    assert human.wait(MINUTE) == []
    assert not human.head.wrapped_up
    assert human.wait(MINUTE) == ["wrap_up"]
    assert human.head.wrapped_up
    assert human.do(MAYA, c.ExtendWrapUp()) == "wrap_up_over"


def test_nobody_without_a_bot_can_hand_to_it() -> None:
    life = Life(bot=False)
    life.says()
    assert life.do(ANA, c.Withdraw()) == "no_bot"
    life.do(MAYA, c.Take())
    life.do(MAYA, c.Reply("hello"))
    assert life.do(MAYA, c.HandBack()) == "no_bot"


# epochs and values


def test_taking_again_what_is_mine_under_an_old_epoch_does_not_wake_it(human: Life) -> None:
    human.do(MAYA, c.Snooze(human.now + HOUR))
    assert human.do(MAYA, c.Take(), epoch=1) == "stale_epoch"
    assert human.head.state is State.SNOOZED


def test_a_customer_never_learns_who_owns_it_from_a_refusal(human: Life) -> None:
    refused = decide(human.head, c.Withdraw(), Context(human.now, ANA))
    assert isinstance(refused, Refusal)
    assert refused.data == {"state": "human"}


@pytest.mark.parametrize("language", ["Ana Souza, Rua 5", "x" * 80, "\x1b[31m", "12", ""])
def test_what_is_no_language_is_not_kept_in_an_event(life: Life, language: str) -> None:
    life.do(ANA, c.Say("hello", language))
    assert life.events(ev.CustomerSaid)[0].lang == ""


def test_half_a_character_becomes_text(human: Life) -> None:
    human.do(MAYA, c.Note("a\ud83d b"))
    assert human.records[-1].bodies == {"text": "a? b"}


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (c.Reply(" \n\t"), "empty"),
        (c.Reply("é" * 8193), "too_long"),
        (c.Reply("x", "stolen"), "bad_reply"),
        (c.Reply("x", reply_to=10**30), "bad_reply"),
        (c.Reply("x", reply_to=-1), "bad_reply"),
        (c.Snooze(1), "bad_time"),
        (c.Snooze(10**18), "bad_time"),
        (c.Snooze(0, False), "bad_time"),
        (c.Resolve("because"), "bad_disposition"),
        (c.Tag(("x",) * 21), "bad_tags"),
        (c.Tag((" ",)), "bad_tags"),
        (c.Transfer(queue="q" * 65), "no_queue"),
        (c.Transfer("maya"), "already_yours"),
        (c.HandBack("x" * 20_000), "too_long"),
        (c.Take(force=True), "not_allowed"),
    ],
    ids=lambda value: value if isinstance(value, str) else c.tag_of(value),
)
def test_hostile_values_are_refused(human: Life, command: c.Command, code: str) -> None:
    before = human.head
    assert human.do(MAYA, command) == code
    assert human.head is before


# whatever comes

_WORDS = st.one_of(
    st.sampled_from(["", "maya", "leo", "ana", "offer", "turn", "main", "owner", "customer", "solved", "call_back"]),
    st.text(st.characters(), max_size=20),
)
_INTS = st.one_of(st.integers(), st.integers(-2, 12), st.integers(T0 - DAY, T0 + DAY))


def _values(kind: object) -> st.SearchStrategy[typing.Any]:
    if kind is str:
        return _WORDS
    if kind is int:
        return _INTS
    if kind is bool:
        return st.booleans()
    if kind in (Reason, DueKind):
        return st.sampled_from(kind)  # type: ignore[arg-type]
    if typing.get_origin(kind) is tuple:
        inner = typing.get_args(kind)
        return (
            st.lists(_values(inner[0]), max_size=4).map(tuple) if inner[-1] is ... else st.tuples(*map(_values, inner))
        )
    return st.one_of(st.none(), st.floats())


_COMMANDS = st.one_of(
    *(st.builds(kind, **{n: _values(k) for n, k in typing.get_type_hints(kind).items()}) for kind in c.ALL_COMMANDS)
)
_ACTORS = st.one_of(
    st.sampled_from([ANA, MAYA, LEO, SARA, BOT_ACTOR, SYSTEM, Actor("agent", "root", "admin")]),
    st.builds(Actor, _WORDS, _WORDS, _WORDS),
)
_POLICIES = st.builds(
    Policy, bot=st.booleans(), hold_out=st.integers(-5, 200), returning_window=st.sampled_from([0, HOUR])
)


_any_steps = given(
    st.sampled_from(State).map(head_in),
    st.lists(
        st.tuples(
            _COMMANDS,
            _ACTORS,
            st.one_of(st.none(), st.integers(-1, 9)),
            st.booleans(),
            st.lists(st.sampled_from(["maya", "leo", "sara"])),
        ),
        max_size=6,
    ),
    _POLICIES,
    _INTS,
)
_UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@settings(_UNHURRIED, max_examples=500)
@_any_steps
def test_decide_never_raises(head: Head, steps: list[tuple[typing.Any, ...]], policy: Policy, now: int) -> None:
    _decides(head, steps, policy, now)


@pytest.mark.campaign
@settings(_UNHURRIED, max_examples=20_000)
@_any_steps
def test_decide_never_raises_in_long(head: Head, steps: list[tuple[typing.Any, ...]], policy: Policy, now: int) -> None:
    _decides(head, steps, policy, now)


def _decides(head: Head, steps: list[tuple[typing.Any, ...]], policy: Policy, now: int) -> None:
    for command, actor, epoch, flag, present in steps:
        views = {name: AgentView(True, flag) for name in present}
        context = Context(now, actor, policy, epoch, flag, not flag, views, "so far", "id" if flag else "")
        decision = decide(head, command, context)
        if isinstance(decision, Refusal):
            assert decision.code
            continue
        for record in decision:
            head = evolve(head, record)
        next_due(head, policy)
        agents_named(head, command, actor)
