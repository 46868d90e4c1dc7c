"""What the Floor adds to a conversation: raised hands, whispers, notices, queues by language and topic, and why."""

import msgspec
import pytest

from console.core.conversation import commands as c
from console.core.conversation import events as ev
from console.core.conversation.context import BOT_ACTOR, SYSTEM, Actor, AgentView, Context, Policy, QueueRoute, Refusal
from console.core.conversation.decide import decide
from console.core.conversation.decide.timers import next_due
from console.core.conversation.evolve import MOST_TRIED, evolve
from console.core.conversation.model import Head, Offer
from console.core.conversation.table import ANA, LEO, MAYA, SARA
from console.core.conversation.transcript import Transcript
from console.core.conversation.why import PULLED, Considered, Why
from console.core.conversation.words import (
    DECLINE_REASONS,
    MINUTE,
    NOTICE_PARAMS,
    SECOND,
    Cause,
    DueKind,
    HelpEnd,
    NoticeCode,
    OfferEnd,
    Reason,
    State,
    TakenHow,
    family,
)

T0 = 1_800_000_000_000
WHY = Why("earliest_deadline", 1, 4, T0, False, (Considered("maya", True, 50, 9_000, 2, 1), Considered("leo")), 2, 1)
ROUTES = (
    QueueRoute("german", ("de",)),
    QueueRoute("money", (), ("payment", "refund.status")),
    QueueRoute("german money", ("de",), ("payment",)),
    QueueRoute("german money too", ("de",), ("payment",)),
)


class Life:
    """One conversation, its clock and its records."""

    def __init__(self, policy: Policy | None = None) -> None:
        self.policy = policy or Policy()
        self.head, self.now = Head("c1"), T0
        self.records: list[ev.Record] = []
        self.present = {"maya", "leo", "sara"}

    def do(self, actor: Actor, command: c.Command, why: Why | None = None, epoch: int | None = None) -> str:
        """`ok` or the code of the refusal."""
        views = {name: AgentView(name in self.present, True, "support") for name in ("maya", "leo", "sara")}
        under = self.head.epoch if epoch is None else epoch
        decision = decide(
            self.head, command, Context(self.now, actor, self.policy, under, agents=views, fresh="f", why=why)
        )
        if isinstance(decision, Refusal):
            return decision.code
        for record in decision:
            self.head = evolve(self.head, record)
        self.records += decision
        return "ok"

    def transcript(self) -> Transcript:
        transcript = Transcript("c1")
        assert all(transcript.apply(record) for record in self.records)
        return transcript


@pytest.fixture
def queued() -> Life:
    life = Life()
    life.do(ANA, c.Say("hello", "pt"))
    life.do(BOT_ACTOR, c.Escalate(Reason.LOW_CONFIDENCE, "payment.declined", 0.3))
    life.now += SECOND
    return life


@pytest.fixture
def human(queued: Life) -> Life:
    """Maya's; she has answered."""
    queued.do(MAYA, c.Take())
    queued.do(MAYA, c.Reply("hello"))
    queued.now += MINUTE
    return queued


# raised hands


def test_a_hand_is_up_until_it_is_taken_down(human: Life) -> None:
    assert human.do(MAYA, c.AskHelp("refund or wait?")) == "ok"
    assert (human.head.help_since, human.head.help_by) == (human.now, "maya")
    assert human.records[-1].bodies == {"text": "refund or wait?"}
    since, human.now = human.now, human.now + SECOND
    assert human.do(MAYA, c.AskHelp("anybody?")) == "help_open"
    assert human.head.help_since == since, "a hand keeps its clock"
    assert human.do(MAYA, c.EndHelp()) == "ok"
    assert human.records[-1].event == ev.HelpEnded("maya", HelpEnd.WITHDRAWN)
    assert (human.head.help_since, human.head.help_by) == (0, "")
    made = len(human.records)
    assert human.do(MAYA, c.EndHelp()) == "ok"
    assert len(human.records) == made


def test_a_hand_may_be_raised_without_words_and_taken_down_by_a_supervisor(human: Life) -> None:
    assert human.do(MAYA, c.AskHelp()) == "ok"
    assert human.do(LEO, c.EndHelp()) == "not_owner"
    assert human.do(SARA, c.EndHelp()) == "ok"
    assert human.records[-1].event == ev.HelpEnded("maya", HelpEnd.WITHDRAWN)
    assert human.records[-1].actor == "sara"


@pytest.mark.parametrize("command", [c.AskHelp("?"), c.EndHelp(), c.Whisper("hm")], ids=c.tag_of)
def test_what_concerns_one_owner_needs_her_epoch(human: Life, command: c.Command) -> None:
    """A whisper that was meant for Maya never reaches Leo."""
    actor = SARA if isinstance(command, c.Whisper) else MAYA
    assert human.do(actor, command, epoch=human.head.epoch - 1) == "stale_epoch"


@pytest.mark.parametrize(
    ("actor", "command"),
    [
        (MAYA, c.Transfer(queue="billing")),
        (MAYA, c.Transfer(agent="leo")),
        (MAYA, c.HandBack()),
        (MAYA, c.Resolve("solved")),
        (SARA, c.Take(force=True)),
        (SARA, c.Assign("leo")),
        (SARA, c.Requeue()),
        (ANA, c.End()),
        (SYSTEM, c.SignOff()),
    ],
    ids=lambda value: c.tag_of(value) if not isinstance(value, Actor) else value.id or "system",
)
def test_a_hand_comes_down_when_the_owner_changes(human: Life, actor: Actor, command: c.Command) -> None:
    human.do(MAYA, c.AskHelp("?"))
    human.now += SECOND
    assert human.do(actor, command) == "ok"
    assert human.head.help_since == 0
    ended = [r.event for r in human.records if isinstance(r.event, ev.HelpEnded)]
    assert ended == [ev.HelpEnded("maya", HelpEnd.OWNER_CHANGED)]


def test_a_hand_stays_up_while_its_owner_answers_and_snoozes(human: Life) -> None:
    human.do(MAYA, c.AskHelp("?"))
    human.do(MAYA, c.Reply("one moment"))
    human.do(MAYA, c.Snooze(human.now + MINUTE))
    human.do(ANA, c.Say("and?"))
    assert human.head.state is State.HUMAN
    assert human.head.help_since


# whispers


def test_a_whisper_reaches_the_owner_and_answers_her_hand(human: Life) -> None:
    human.do(MAYA, c.AskHelp("?"))
    before = human.head
    human.now += SECOND
    assert human.do(SARA, c.Whisper("refund it")) == "ok"
    assert [r.event for r in human.records[-2:]] == [
        ev.Whispered("maya", "sara"),
        ev.HelpEnded("maya", HelpEnd.ANSWERED),
    ]
    assert human.head.help_since == 0
    assert (human.head.owner, human.head.unanswered) == (before.owner, before.unanswered)
    assert human.do(SARA, c.Whisper("at once")) == "ok"
    assert isinstance(human.records[-1].event, ev.Whispered), "no hand, nothing to answer"


def test_nobody_to_whisper_to(queued: Life) -> None:
    assert queued.do(SARA, c.Whisper("hello?")) == "unowned"
    queued.do(MAYA, c.Take())
    assert queued.do(SARA, c.Whisper(" ")) == "empty"
    assert queued.do(LEO, c.Whisper("psst")) == "not_allowed"


@pytest.mark.parametrize(
    ("viewer", "leads", "reads"),
    [
        ("maya", False, True),
        ("sara", True, True),
        ("sara", False, True),
        ("boss", True, True),
        ("leo", False, False),
        ("", False, False),
    ],
)
def test_a_whisper_is_read_by_its_two_ends_and_by_who_leads(human: Life, viewer: str, leads: bool, reads: bool) -> None:
    human.do(SARA, c.Whisper("refund it"))
    human.do(LEO, c.Note("seen before"))
    whisper, note = human.records[-2:]
    assert ev.readable_bodies(whisper, viewer, leads) == ({"text": "refund it"} if reads else {})
    assert ev.readable_bodies(note, viewer, leads) == {"text": "seen before"}
    assert ev.public_bodies(whisper) == {}
    assert whisper.public_seq == 0


def test_a_whisper_is_a_block_of_its_own(human: Life) -> None:
    human.do(SARA, c.Whisper("refund it"))
    turn = human.transcript().turns[-1]
    assert (turn.kind, turn.author, turn.to, turn.text) == ("whisper", "sara", "maya", "refund it")
    unread = msgspec.structs.replace(human.records[-1], bodies={})
    blind = Transcript("c1")
    assert all(blind.apply(record) for record in (*human.records[:-1], unread))
    assert (blind.turns[-1].kind, blind.turns[-1].text) == ("whisper", "")


def test_the_words_of_a_step_are_told_with_it_until_the_person_is_erased(human: Life) -> None:
    human.do(MAYA, c.Transfer(note="she was promised two weeks"))
    human.do(SARA, c.Take(force=True, why="I know this case"))
    human.do(SARA, c.HandBack(instruction="ask for the number"))
    found = {turn.code: turn.text for turn in human.transcript().turns if turn.code and turn.text}
    assert found == {
        "transferred": "she was promised two weeks",
        "taken": "I know this case",
        "handed_back": "ask for the number",
    }
    human.do(SYSTEM, c.Erase())
    assert not any(turn.text for turn in human.transcript().turns)


def test_a_raised_hand_is_told_with_its_words(human: Life) -> None:
    human.do(MAYA, c.AskHelp("refund or wait?"))
    human.do(SARA, c.Whisper("refund"))
    asked, _, ended = human.transcript().turns[-3:]
    assert (asked.code, asked.data, asked.text) == ("help_asked", {"agent": "maya"}, "refund or wait?")
    assert (ended.code, ended.data) == ("help_ended", {"agent": "maya", "how": "answered"})


# notices

PARAMS = {"topic": "card payments", "at": str(T0)}


@pytest.mark.parametrize("code", NoticeCode)
def test_a_notice_reaches_the_customer_and_changes_nothing_else(queued: Life, code: NoticeCode) -> None:
    params = {name: PARAMS[name] for name in NOTICE_PARAMS[code]}
    before, due = queued.head, next_due(queued.head, queued.policy)
    queued.now += SECOND
    assert queued.do(SARA, c.Announce(code, params), epoch=0) == "ok", "no epoch is needed"
    record = queued.records[-1]
    assert record.event == ev.Announced(code, params, "sara")
    assert record.bodies == {}
    same = msgspec.structs.replace(
        queued.head, seq=before.seq, public_seq=before.public_seq, changed_at=before.changed_at
    )
    assert same == before
    assert next_due(queued.head, queued.policy) == due
    assert record.public_seq == queued.head.public_seq == before.public_seq + 1
    turn = queued.transcript().turns[-1]
    assert (turn.kind, turn.code, turn.data["notice"], turn.data["by"]) == ("system", "announced", code, "sara")


def test_the_system_announces_too(queued: Life) -> None:
    assert queued.do(SYSTEM, c.Announce("still_here")) == "ok"
    assert queued.records[-1].event == ev.Announced("still_here", {}, "system")
    assert queued.do(MAYA, c.Announce("still_here")) == "not_allowed"


@pytest.mark.parametrize(
    ("code", "params"),
    [
        ("free_text", {}),
        ("busy", {"topic": "cards"}),
        ("known_problem", {}),
        ("known_problem", {"topic": " "}),
        ("known_problem", {"topic": "x" * 65}),
        ("known_problem", {"topic": "two\nlines"}),
        ("known_problem", {"topic": "cards", "at": "1"}),
        ("closed_now", {"at": "tomorrow"}),
        ("closed_now", {"at": "9" * 16}),
        ("closed_now", {"at": "²"}),
        ("closed_now", {"at": ""}),
    ],
)
def test_only_notices_of_the_list(queued: Life, code: str, params: dict[str, str]) -> None:
    assert queued.do(SARA, c.Announce(code, params)) == "bad_notice"


def test_a_notice_does_not_take_the_undo_away_nor_keep_a_bot_awake() -> None:
    life = Life()
    life.do(ANA, c.Say("hello"))
    life.do(BOT_ACTOR, c.StartTurn("t", 2))
    life.do(BOT_ACTOR, c.EndTurn("t", "answer"))
    due = next_due(life.head, life.policy)
    life.now += MINUTE
    life.do(SYSTEM, c.Announce("busy"))
    assert next_due(life.head, life.policy) == due
    life.do(MAYA, c.Take())
    undo = life.head.undo
    life.do(SARA, c.Announce("busy"))
    assert life.head.undo == undo is not None


# queues by language and topic


@pytest.mark.parametrize(
    ("lang", "topic", "queue"),
    [
        ("en", "", "main"),
        ("", "", "main"),
        ("en", "delivery", "main"),
        ("de", "", "german"),
        ("de-AT", "delivery", "german"),
        ("DE", "", "german"),
        ("den", "", "main"),
        ("en", "payment", "money"),
        ("en", "payment.declined", "money"),
        ("en", "payment_dispute", "money"),
        ("en", "payments", "main"),
        ("en", "refund.status", "money"),
        ("en", "refund.other", "main"),
        ("de", "payment", "german money"),
        ("de", "refund.status", "german"),
    ],
)
def test_the_most_specific_route_counts_then_the_first(lang: str, topic: str, queue: str) -> None:
    policy = Policy(routes=ROUTES)
    assert policy.queue_for(lang, topic) == queue
    assert Policy().queue_for(lang, topic) == "main"
    assert Policy(queues=("a",), routes=ROUTES).knows_queue("german money")
    assert not Policy(queues=("a",), routes=ROUTES).knows_queue("french")


@pytest.mark.parametrize(
    ("intent", "of"),
    [("payment.declined", "payment"), ("payment_dispute", "payment"), ("payment", "payment"), ("", "")],
)
def test_family(intent: str, of: str) -> None:
    assert family(intent) == of


def test_a_request_goes_where_its_language_and_topic_belong() -> None:
    life = Life(Policy(routes=ROUTES))
    life.do(ANA, c.Say("hallo", "de"))
    life.do(BOT_ACTOR, c.StartTurn("t", 2))
    life.do(BOT_ACTOR, c.EndTurn("t", "answer", "payment.declined"))
    life.do(ANA, c.Say("hm"))
    life.do(BOT_ACTOR, c.StartTurn("u", life.head.customer_seq))
    life.do(BOT_ACTOR, c.EndTurn("u", "answer"))
    assert life.head.topic == "payment.declined", "kept until another intent comes"
    life.do(ANA, c.AskPerson())
    assert life.head.leg is not None
    assert life.head.leg.queue == "german money"


def test_the_intent_of_the_escalation_itself_counts() -> None:
    life = Life(Policy(routes=ROUTES))
    life.do(ANA, c.Say("hello", "en"))
    life.do(BOT_ACTOR, c.Escalate(Reason.LOOP, "payment_dispute", 0.2))
    assert life.head.leg is not None
    assert (life.head.leg.queue, life.head.topic) == ("money", "payment_dispute")


@pytest.mark.parametrize(
    ("actor", "command", "queue"),
    [(SARA, c.Requeue(), "billing"), (SARA, c.Requeue("german"), "german"), (SYSTEM, c.SignOff(), "billing")],
)
def test_a_leg_that_goes_back_keeps_its_queue(actor: Actor, command: c.Command, queue: str) -> None:
    life = Life(Policy(routes=ROUTES))
    life.do(ANA, c.Say("hallo", "de"))
    life.do(MAYA, c.Take())
    life.do(MAYA, c.Transfer(queue="billing"))
    life.do(LEO, c.Take())
    assert life.do(actor, command) == "ok"
    assert life.head.leg is not None
    assert life.head.leg.queue == queue


def test_a_new_request_forgets_the_queue_of_an_old_one_only_where_there_are_routes() -> None:
    for routes, queue in ((ROUTES, "german"), ((), "billing")):
        life = Life(Policy(routes=routes))
        life.do(ANA, c.Say("hallo", "de"))
        life.do(MAYA, c.Take())
        life.do(MAYA, c.Transfer(queue="billing"))
        life.do(LEO, c.Take())
        life.do(LEO, c.Reply("hallo"))
        life.do(LEO, c.HandBack())
        life.do(BOT_ACTOR, c.Escalate(Reason.LOOP))
        assert life.head.leg is not None
        assert (life.head.leg.cause, life.head.leg.queue) == (Cause.ESCALATED, queue)


# why


def test_an_offer_and_who_accepts_it_explain_themselves(queued: Life) -> None:
    assert queued.do(SYSTEM, c.MakeOffer("o", "maya", queued.now + 20 * SECOND, why=WHY)) == "ok"
    assert queued.records[-1].event == ev.OfferMade(queued.head.offer, WHY)  # type: ignore[arg-type]
    queued.do(MAYA, c.Accept("o"))
    taken = queued.records[-1].event
    assert isinstance(taken, ev.Taken)
    assert (taken.how, taken.why) == (TakenHow.ACCEPTED, None), "it stands once, with the offer"
    offered, _, told = queued.transcript().turns[-3:]
    assert (offered.why, told.why, told.data["how"]) == (WHY, WHY, "accepted")


def test_who_pulls_the_next_one_is_told_its_place(queued: Life) -> None:
    why = Why(PULLED, 1, 7)
    queued.do(MAYA, c.Take(), why)
    taken = queued.records[-1].event
    assert isinstance(taken, ev.Taken)
    assert (taken.how, taken.why) == (TakenHow.PULLED, why)
    assert queued.transcript().turns[-1].why == why


@pytest.mark.parametrize(
    ("before", "actor", "command", "how"),
    [
        ((), MAYA, c.Take(), TakenHow.TAKEN),
        ((), SARA, c.Take(force=True), TakenHow.TAKEN),
        (((MAYA, c.Take()),), SARA, c.Take(force=True), TakenHow.FORCED),
        (((SYSTEM, c.MakeOffer("o", "maya", T0 + MINUTE)),), SARA, c.Take(force=True), TakenHow.FORCED),
        (((SYSTEM, c.MakeOffer("o", "maya", T0 + MINUTE)),), MAYA, c.Take(), TakenHow.ACCEPTED),
        (((SYSTEM, c.MakeOffer("o", "", T0 + MINUTE, True)),), LEO, c.Take(), TakenHow.ACCEPTED),
        (((SYSTEM, c.MakeOffer("o", "maya", T0 + MINUTE)),), SARA, c.Assign("maya"), TakenHow.ASSIGNED),
        ((), SARA, c.Assign("leo"), TakenHow.ASSIGNED),
    ],
)
def test_how_it_was_taken(
    queued: Life, before: tuple[tuple[Actor, c.Command], ...], actor: Actor, command: c.Command, how: TakenHow
) -> None:
    for who, wish in before:
        assert queued.do(who, wish) == "ok"
    assert queued.do(actor, command) == "ok"
    assert [r.event.how for r in queued.records if isinstance(r.event, ev.Taken)][-1] == how


def test_events_of_before_the_floor_are_read_and_cost_nothing() -> None:
    old = (
        b'{"ev":"offer_made","offer":{"id":"o","agent":"maya","until":9}}',
        b'{"ev":"offer_ended","offer":"o","agent":"maya","end":"declined"}',
        b'{"ev":"taken","agent":"maya","previous":"queued"}',
    )
    wanted = (
        ev.OfferMade(Offer("o", "maya", 9)),
        ev.OfferEnded("o", "maya", OfferEnd.DECLINED),
        ev.Taken("maya", State.QUEUED),
    )
    for line, event in zip(old, wanted, strict=True):
        assert msgspec.json.decode(line, type=ev.Event) == event
        assert msgspec.json.encode(event) == line
    made = ev.OfferMade(Offer("o", "maya", 9), WHY)
    assert msgspec.json.decode(msgspec.json.encode(made), type=ev.Event) == made


def test_a_console_cannot_say_why(queued: Life) -> None:
    """`why` of a take comes from the backend's context; the command has no such field that would be one."""
    assert "why" in c.Take.__struct_fields__, "the reason in words"
    claimed = msgspec.json.decode(b'{"do":"take","why":"mine"}', type=c.Take)
    queued.do(MAYA, claimed)
    assert queued.records[-1].event.why is None  # type: ignore[union-attr]


# offers that were not accepted


def offer(life: Life, agent: str, offer_id: str, broadcast: bool = False) -> None:
    assert life.do(SYSTEM, c.MakeOffer(offer_id, agent, life.now + 20 * SECOND, broadcast)) == "ok"


def expire(life: Life, offer_id: str) -> None:
    life.now += 20 * SECOND
    assert life.do(SYSTEM, c.FireDue(DueKind.OFFER, offer_id)) == "ok"


@pytest.mark.parametrize("reason", ["", *DECLINE_REASONS])
def test_declining_says_why_from_a_list(queued: Life, reason: str) -> None:
    offer(queued, "maya", "o")
    assert queued.do(MAYA, c.Decline("o", "in ten words", reason)) == "ok"
    record = queued.records[-1]
    assert record.event == ev.OfferEnded("o", "maya", OfferEnd.DECLINED, reason)
    assert record.bodies == {"why": "in ten words"}
    assert queued.transcript().turns[-1].data.get("reason", "") == reason


def test_declining_for_another_reason_is_refused(queued: Life) -> None:
    offer(queued, "maya", "o")
    assert queued.do(MAYA, c.Decline("o", reason="bored")) == "bad_reason"
    assert queued.head.state is State.OFFERED


def test_who_did_not_accept_this_leg_is_remembered_until_the_next(queued: Life) -> None:
    offer(queued, "maya", "o1")
    queued.do(MAYA, c.Decline("o1", reason="language"))
    offer(queued, "leo", "o2")
    expire(queued, "o2")
    offer(queued, "sara", "o3")
    queued.do(SYSTEM, c.MarkPresence("owner", True, "sara"))
    offer(queued, "maya", "o4")
    expire(queued, "o4")
    offer(queued, "", "o5", broadcast=True)
    expire(queued, "o5")
    assert queued.head.tried == ("maya", "leo", "sara", "maya")
    queued.do(SARA, c.Requeue("billing"))
    assert queued.head.tried == ()


def test_accepting_and_withdrawing_is_not_failing(queued: Life) -> None:
    offer(queued, "maya", "o1")
    queued.do(SARA, c.Take(force=True))
    assert queued.head.tried == ()


def test_a_take_that_is_undone_gives_the_leg_back_with_its_memory(queued: Life) -> None:
    offer(queued, "maya", "o1")
    queued.do(MAYA, c.Decline("o1"))
    queued.do(LEO, c.Take())
    queued.do(LEO, c.UndoLast())
    assert (queued.head.state, queued.head.tried) == (State.QUEUED, ("maya",))


def test_the_memory_of_one_leg_is_bounded(queued: Life) -> None:
    for n in range(MOST_TRIED + 3):
        offer(queued, "maya" if n else "leo", f"o{n}")
        expire(queued, f"o{n}")
    assert queued.head.tried == ("maya",) * MOST_TRIED


# promises


def test_a_promise_comes_back_to_the_queue_in_time_to_be_kept(queued: Life) -> None:
    due = queued.now + 60 * MINUTE
    queued.do(ANA, c.ChoosePromise("call_back", due))
    timer = next_due(queued.head, queued.policy)
    assert timer is not None
    assert (timer.kind, timer.at) == (DueKind.PROMISE, due - queued.policy.promise_lead)
    queued.now = timer.at
    assert queued.do(SYSTEM, c.FireDue(timer.kind, timer.token)) == "ok"
    assert queued.head.state is State.QUEUED
    assert queued.head.request is not None
    assert queued.head.request.promised
