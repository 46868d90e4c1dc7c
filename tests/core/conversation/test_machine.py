"""Random lives of one conversation: stale epochs, duplicates, reordering and timers, against the invariants S1-S7, S10,
S11, L2, L4 and L5 of the design. `pytest -m campaign` runs it for much longer."""

from collections import Counter
from itertools import pairwise

import msgspec
import pytest
from hypothesis import HealthCheck, assume, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from console.core.conversation import commands as c
from console.core.conversation import events as ev
from console.core.conversation.access import EPOCH_BOUND
from console.core.conversation.context import BOT_ACTOR, SYSTEM, Actor, AgentView, Context, Policy, Refusal
from console.core.conversation.decide import agents_named, decide
from console.core.conversation.decide.timers import next_due
from console.core.conversation.evolve import evolve
from console.core.conversation.model import BOT, Head
from console.core.conversation.words import (
    DISPOSITIONS,
    HOUR,
    MINUTE,
    NOTICE_PARAMS,
    SECOND,
    Cause,
    NoticeCode,
    OfferEnd,
    Reason,
    RequestEnd,
    State,
    TurnOutcome,
    UndoKind,
)

CUSTOMER = Actor("customer", "ana")
AGENTS = {
    name: Actor("agent", name, role) for name, role in (("maya", "agent"), ("leo", "agent"), ("sara", "supervisor"))
}
START = 1_800_000_000_000

agents = st.sampled_from(sorted(AGENTS))
presses = st.integers(0, 9)


def when(*states: State):
    """Mostly where it makes sense: commands out of place are sent by `out_of_place` and `posts`."""
    return precondition(lambda self: self.head.state in states)


OWNED = (State.HUMAN, State.SNOOZED)
WAITS = (State.QUEUED, State.OFFERED, State.PROMISED)


class Sent(msgspec.Struct, frozen=True):
    actor: Actor
    command: c.Command
    epoch: int | None
    id: str
    asks: bool = False
    thanks: bool = False


class Conversation(RuleBasedStateMachine):
    policy = Policy()

    def __init__(self) -> None:
        super().__init__()
        self.now = START
        self.head = Head("c1")
        self.records: list[ev.Record] = []
        self.heads: list[Head] = [self.head]
        self.results: dict[tuple[str, str], tuple[Sent, object]] = {}
        self.mail: list[Sent] = []
        self.delivered: list[Sent] = []
        self.kept: dict[str, set[str]] = {}
        """Texts whose sender was refused and still has them."""
        self.present = {"maya": True, "leo": True, "sara": True}
        self.room = True
        self.turns: list[str] = []
        self.offers: list[str] = []
        self.streamed = ""
        self.count = 0
        self.owed = self.saved = 0
        self.stepped_from = self.head
        self.checked = 0

    # the store: dedupe by (actor, id) around decide, compare-and-set on seq

    def deliver(self, sent: Sent) -> object:
        key = (f"{sent.actor.kind}:{sent.actor.id}", sent.id)
        known = self.results.get(key)
        if known is not None:
            return known[1] if known[0] == sent else Refusal("mismatch")
        context = Context(
            self.now,
            sent.actor,
            self.policy,
            sent.epoch,
            sent.asks,
            sent.thanks,
            {
                name: AgentView(self.present.get(name, False), self.room, f"team-{name}")
                for name in agents_named(self.head, sent.command, sent.actor)
            },
            self.streamed if self.head.bot_turn else "",
            f"offer{self.count}",
            said=("earlier words",),
        )
        before = self.head
        decision = decide(before, sent.command, context)
        assert decision == decide(before, sent.command, context), "not a function of its arguments"
        assert self.head is before
        if not isinstance(decision, Refusal):
            if decision and type(sent.command) in EPOCH_BOUND and sent.actor.kind != "system":
                assert sent.epoch == before.epoch, "S2, S4: applied under a stale epoch"
            self.append(decision)
        self.keep(sent, decision)
        self.results[key] = (sent, decision)
        self.delivered.append(sent)
        return decision

    def append(self, decision: tuple[ev.Record, ...]) -> None:
        for record in decision:
            self.head = evolve(self.head, record)
            self.records.append(record)
            self.heads.append(self.head)
            if isinstance(record.event, ev.OfferMade):
                self.offers.append(record.event.offer.id)
            if isinstance(record.event, ev.BotTurnStarted):
                self.streamed = ""

    def keep(self, sent: Sent, decision: object) -> None:
        for text in words_of(sent.command):
            stored = [r for r in self.records if text in r.bodies.values()]
            if isinstance(decision, Refusal):
                self.kept.setdefault(text, set()).add(decision.code)
                assert not stored, "S10: refused, and yet stored"
            elif decision:
                assert len(stored) == 1, "S10: said once, stored once"

    def send(self, actor: Actor, command: c.Command, epoch: int | None = None, **flags: bool) -> object:
        self.count += 1
        return self.deliver(Sent(actor, command, epoch, f"id{self.count}", **flags))

    def text(self, prefix: str) -> str:
        return f"{prefix} {self.count + 1}"

    def epoch(self, press: int) -> int | None:
        """Mostly the current epoch; now and then an old one, one too new, or none."""
        if press < 7:
            return self.head.epoch
        return {7: max(0, self.head.epoch - 1), 8: self.head.epoch + 1, 9: None}[press]

    def whom(self, who: str, press: int) -> Actor:
        """Mostly the owner, where there is one."""
        return AGENTS[self.head.agent if self.head.agent and press % 5 else who]

    # the customer

    @initialize(asks=st.sampled_from([False, False, False, True]))
    def customer_comes(self, asks: bool) -> None:
        self.send(CUSTOMER, c.Say(self.text("says"), "pt"), asks=asks)

    @rule(asks=st.sampled_from([False, False, False, False, True]), thanks=st.sampled_from([False, False, True]))
    def customer_writes(self, asks: bool, thanks: bool) -> None:
        self.send(CUSTOMER, c.Say(self.text("says"), "pt"), asks=asks, thanks=thanks)

    @when(State.BOT, State.HUMAN, State.SNOOZED, State.PROMISED, State.RESOLVED)
    @rule()
    def customer_presses_for_a_person(self) -> None:
        self.send(CUSTOMER, c.AskPerson())
        if self.head.state is not State.RESOLVED:
            assert self.head.state in (State.QUEUED, State.OFFERED) or self.head.request is not None, "L1"

    @when(*WAITS)
    @rule()
    def customer_withdraws(self) -> None:
        self.send(CUSTOMER, c.Withdraw())

    @when(State.QUEUED, State.OFFERED)
    @rule(minutes=st.sampled_from([30, 1, 30, -5, 60 * 24 * 30]))
    def customer_chooses_promise(self, minutes: int) -> None:
        self.send(CUSTOMER, c.ChoosePromise("call_back", self.now + minutes * MINUTE))

    @precondition(lambda self: self.head.customer_messages > 3)
    @rule()
    def customer_ends(self) -> None:
        self.send(CUSTOMER, c.End())

    @when(State.RESOLVED)
    @rule(score=st.integers(0, 6))
    def customer_rates(self, score: int) -> None:
        self.send(CUSTOMER, c.Rate(score, self.text("comment")))

    @rule(away=st.booleans())
    def customer_comes_and_goes(self, away: bool) -> None:
        before = self.head
        self.send(SYSTEM, c.MarkPresence("customer", away))
        assert (self.head.state, self.head.leg) == (before.state, before.leg), "customer_away never ends a leg"

    # the bot

    @when(State.BOT)
    @rule(text=st.booleans())
    def bot_answers(self, text: bool) -> None:
        """As it should: nothing in its way."""
        if not self.head.awaits_bot:
            return
        self.turns.append(f"t{self.count}")
        begun = self.send(BOT_ACTOR, c.StartTurn(self.turns[-1], self.head.customer_seq), self.head.epoch)
        assert not isinstance(begun, Refusal)
        self.streamed = "bot begins "
        if text:
            ended = self.send(BOT_ACTOR, c.EndTurn(self.turns[-1], self.text("bot says")), self.head.epoch)
            assert not isinstance(ended, Refusal)
            assert self.head.unanswered == 0

    @when(State.BOT, State.HUMAN)
    @rule(press=presses, late=st.sampled_from([False, False, False, True]))
    def bot_starts(self, press: int, late: bool) -> None:
        self.turns.append(f"t{self.count}")
        answers = self.head.customer_seq - late
        self.send(BOT_ACTOR, c.StartTurn(self.turns[-1], answers), self.epoch(press))

    @precondition(lambda self: self.head.bot_turn is not None)
    @rule()
    def bot_streams(self) -> None:
        self.streamed += "bot words "

    @precondition(lambda self: self.turns)
    @rule(press=presses, which=st.integers(1, 3))
    def bot_ends(self, press: int, which: int) -> None:
        turn = self.turns[-min(which, len(self.turns))]
        self.send(BOT_ACTOR, c.EndTurn(turn, self.text("bot says"), "refund", 0.5), self.epoch(press))

    @when(State.BOT, State.HUMAN)
    @rule(press=presses, reason=st.sampled_from(Reason))
    def bot_escalates(self, press: int, reason: Reason) -> None:
        self.send(BOT_ACTOR, c.Escalate(reason), self.epoch(press))

    @when(State.BOT, State.QUEUED)
    @rule(press=presses)
    def bot_resolves(self, press: int) -> None:
        self.send(BOT_ACTOR, c.BotResolve(), self.epoch(press))

    @precondition(lambda self: self.turns)
    @rule(press=presses, n=st.integers(1, 3))
    def bot_calls_a_tool(self, press: int, n: int) -> None:
        self.send(BOT_ACTOR, c.IntendEffect(self.turns[-1], n, "refund"), self.epoch(press))
        self.send(SYSTEM, c.EndEffect(self.turns[-1], n, True))
        self.send(SYSTEM, c.Suppress(self.turns[-1], self.text("staff suppressed")))

    # agents

    @when(State.PROMISED, State.QUEUED, State.SNOOZED, State.BOT)
    @rule(promise=st.booleans(), wrote=st.booleans())
    def taken_and_undone(self, promise: bool, wrote: bool) -> None:
        if promise:
            self.send(CUSTOMER, c.ChoosePromise("message", self.now + HOUR))
        self.send(AGENTS["sara"], c.Take(True), self.head.epoch)
        if wrote:
            self.send(CUSTOMER, c.Say(self.text("says")))
        if self.head.agent == "sara" and self.head.undo is not None:
            assert not isinstance(self.send(AGENTS["sara"], c.UndoLast(), self.head.epoch), Refusal)

    @rule(who=agents, press=presses, force=st.booleans())
    def takes(self, who: str, press: int, force: bool) -> None:
        self.send(AGENTS[who], c.Take(force, self.text("staff why") if force else ""), self.epoch(press))

    @rule(order=st.permutations(sorted(AGENTS)))
    def race(self, order: list[str]) -> None:
        """S3: of many takes under one epoch exactly one wins, and the losers learn its owner."""
        assume(self.head.state in (State.BOT, State.QUEUED, State.PROMISED))
        epoch = self.head.epoch
        outcomes = [self.send(AGENTS[who], c.Take(), epoch) for who in order]
        won = [who for who, outcome in zip(order, outcomes, strict=True) if not isinstance(outcome, Refusal)]
        assert won == order[:1]
        for outcome in outcomes[1:]:
            assert isinstance(outcome, Refusal)
            assert (outcome.code, outcome.data["owner"]) == ("taken", order[0])

    @when(*OWNED)
    @rule(who=agents, press=presses)
    def replies(self, who: str, press: int) -> None:
        self.send(self.whom(who, press), c.Reply(self.text("agent says")), self.epoch(press))

    @precondition(lambda self: self.head.agent)
    @rule()
    def owner_replies(self) -> None:
        outcome = self.send(AGENTS[self.head.agent], c.Reply(self.text("agent says")), self.head.epoch)
        assert not isinstance(outcome, Refusal)
        assert self.head.request is None
        assert self.head.state is State.HUMAN, "a snoozed conversation whose owner replies wakes"

    @precondition(lambda self: self.head.agent)
    @rule(step=st.integers(0, 3), late=st.booleans(), then=st.lists(st.integers(0, 4), max_size=3), undo=st.booleans())
    def owner_finishes(self, step: int, late: bool, then: list[int], undo: bool) -> None:
        """Answers and lets go of it; something happens; takes it back."""
        me = AGENTS[self.head.agent]
        self.send(me, c.Reply(self.text("agent says")), self.head.epoch)
        if late:
            self.send(CUSTOMER, c.Say(self.text("says")))
        ways = (c.Snooze(self.now + HOUR), c.HandBack(answer_now=late), c.Transfer(queue="billing"), c.Resolve())
        self.send(me, ways[step], self.head.epoch)
        for press in then:
            (self.customer_writes_on, self.customer_presses, self.bot_speaks, self.waits_a_bit, self.notes_it)[press]()
        if undo and self.head.undo is not None:
            asked, had = self.head.request, self.head.undo.state
            outcome = self.send(AGENTS[self.head.undo.agent], c.UndoLast(), self.head.epoch)
            assert not isinstance(outcome, Refusal)
            assert self.head.request == asked or asked is None
            assert asked is not None or self.head.state is had or not self.policy.bot

    def customer_writes_on(self) -> None:
        self.send(CUSTOMER, c.Say(self.text("says")))

    def customer_presses(self) -> None:
        self.send(CUSTOMER, c.AskPerson())

    def bot_speaks(self) -> None:
        if self.head.awaits_bot:
            self.send(BOT_ACTOR, c.StartTurn(f"t{self.count}", self.head.customer_seq), self.head.epoch)
            self.send(BOT_ACTOR, c.EndTurn(f"t{self.count - 1}", self.text("bot says")), self.head.epoch)

    def waits_a_bit(self) -> None:
        self.now += 3 * SECOND

    def notes_it(self) -> None:
        self.send(AGENTS["leo"], c.Note(self.text("staff note")))

    @rule(who=agents)
    def notes(self, who: str) -> None:
        outcome = self.send(AGENTS[who], c.Note(self.text("staff note")))
        assert not isinstance(outcome, Refusal) or self.head.state is State.NEW, "S1: notes are always allowed to staff"

    @when(*OWNED)
    @rule(who=agents, press=presses, down=st.booleans())
    def raises_a_hand(self, who: str, press: int, down: bool) -> None:
        command = c.EndHelp() if down else c.AskHelp(self.text("staff help"))
        self.send(self.whom(who, press), command, self.epoch(press))

    @rule(press=presses)
    def whispers(self, press: int) -> None:
        command = c.Whisper(self.text("staff whisper"))
        owner, outcome = self.head.agent, self.send(AGENTS["sara"], command, self.epoch(press))
        if not isinstance(outcome, Refusal):
            assert outcome[0].event == ev.Whispered(owner, "sara")  # type: ignore[index]
            assert self.head.help_since == 0, "a hand is answered by a whisper"

    @rule(code=st.sampled_from(NoticeCode))
    def announces(self, code: NoticeCode) -> None:
        """No voice, no clock, no owner: only the numbers go on."""
        before = self.head
        self.send(SYSTEM, c.Announce(code, dict.fromkeys(NOTICE_PARAMS[code], "1")))
        counted = {name: getattr(before, name) for name in ("seq", "public_seq", "changed_at")}
        assert msgspec.structs.replace(self.head, **counted) == before

    @when(*OWNED)
    @rule(who=agents, press=presses, now=st.booleans())
    def hands_back(self, who: str, press: int, now: bool) -> None:
        self.send(self.whom(who, press), c.HandBack(self.text("staff instruction"), "refunds", now), self.epoch(press))

    @rule(who=agents, to=st.sampled_from(["", "maya", "leo", "sara"]), press=presses)
    def transfers(self, who: str, to: str, press: int) -> None:
        made = self.head.transfers
        command = c.Transfer(to, "" if to else "billing", self.text("staff handover"))
        actor = self.whom(who, press)
        outcome = self.send(actor, command, self.epoch(press))
        if actor.id != "sara" and made >= self.policy.max_transfers:
            assert isinstance(outcome, Refusal)

    @when(*OWNED)
    @rule(who=agents, press=presses, minutes=st.sampled_from([-1, 0, 5, 600, 10**9]), on_reply=st.booleans())
    def snoozes(self, who: str, press: int, minutes: int, on_reply: bool) -> None:
        until = self.now + minutes * MINUTE if minutes else 0
        self.send(self.whom(who, press), c.Snooze(until, on_reply), self.epoch(press))

    @when(*OWNED)
    @rule(who=agents, press=presses)
    def wakes(self, who: str, press: int) -> None:
        self.send(self.whom(who, press), c.Wake(), self.epoch(press))

    @when(*OWNED)
    @rule(who=agents, press=presses, disposition=st.sampled_from(["", *DISPOSITIONS, "nonsense"]))
    def resolves(self, who: str, press: int, disposition: str) -> None:
        self.send(self.whom(who, press), c.Resolve(disposition), self.epoch(press))

    @when(State.RESOLVED)
    @rule(who=agents, press=presses, disposition=st.sampled_from(DISPOSITIONS))
    def wraps_up_or_reopens(self, who: str, press: int, disposition: str) -> None:
        if press % 3 == 1:
            self.send(AGENTS[who], c.ExtendWrapUp())
        elif press % 2:
            self.send(AGENTS[who], c.WrapUp(disposition))
        else:
            self.send(AGENTS[who], c.Reopen(), self.epoch(press))

    @rule(who=agents, press=presses)
    def undoes(self, who: str, press: int) -> None:
        self.send(AGENTS[who], c.UndoLast(), self.epoch(press))

    @precondition(lambda self: self.head.undo is not None and self.now <= self.head.undo.until)
    @rule(wrote=st.booleans(), asked=st.booleans())
    def undoes_at_once(self, wrote: bool, asked: bool) -> None:
        if wrote:
            self.send(CUSTOMER, c.Say(self.text("says")))
        if asked:
            self.send(CUSTOMER, c.AskPerson())
        undo = self.head.undo
        if undo is None:
            return
        outcome = self.send(AGENTS[undo.agent], c.UndoLast(), self.head.epoch)
        assert not isinstance(outcome, Refusal)
        assert self.head.undo is None

    @when(State.OFFERED)
    @rule(who=agents, press=presses)
    def answers_an_offer(self, who: str, press: int) -> None:
        assume(self.offers)
        offer = self.offers[-min(1 + press // 7, len(self.offers))]
        kind = c.Accept if press % 2 else c.Decline
        who = self.head.offer.agent if self.head.offer and press < 7 else who
        self.send(AGENTS[who], kind(offer))

    @rule(to=agents, press=presses, queue=st.sampled_from(["", "main", "billing"]), assign=st.booleans())
    def supervisor_moves_it(self, to: str, press: int, queue: str, assign: bool) -> None:
        command = c.Assign(to) if assign else c.Requeue(queue)
        self.send(AGENTS["sara"], command, self.epoch(press))

    @rule(who=agents, press=presses)
    def comes_and_goes(self, who: str, press: int) -> None:
        who = self.whom(who, press).id
        self.present[who] = not self.present[who]
        concerned = self.head.agent == who or (self.head.offer is not None and self.head.offer.agent == who)
        if concerned:
            self.send(SYSTEM, c.MarkPresence("owner", not self.present[who], who))

    @when(*OWNED)
    @rule(who=agents, press=presses)
    def signs_off(self, who: str, press: int) -> None:
        who = self.whom(who, press).id
        owned = self.head.agent == who
        self.send(SYSTEM, c.SignOff(who))
        if owned:
            assert (self.head.state, self.head.agent) == (State.QUEUED, "")
        self.present[who] = False

    # the router, the timers, the network

    @when(State.QUEUED)
    @rule(to=agents, broadcast=st.sampled_from([False, False, True]))
    def router_offers(self, to: str, broadcast: bool) -> None:
        made = self.send(SYSTEM, c.MakeOffer(f"o{self.count}", to, self.now + 20 * SECOND, broadcast))
        if not isinstance(made, Refusal) and not broadcast:
            assert self.present[to]

    @rule(ms=st.sampled_from([1, SECOND, 9 * SECOND, 21 * SECOND, MINUTE, 2 * MINUTE, 16 * MINUTE, HOUR, 25 * HOUR]))
    def time_passes(self, ms: int) -> None:
        """The poller sees every timer at its time; each twice, as two pollers would."""
        until = self.now + ms
        for _ in range(50):
            due = next_due(self.head, self.policy)
            if due is None or due.at > until:
                break
            self.now = max(self.now, due.at)
            fired = c.FireDue(due.kind, due.token)
            epoch = self.head.epoch
            assert not isinstance(self.send(SYSTEM, fired), Refusal)
            again = self.send(SYSTEM, fired)
            assert isinstance(again, Refusal), "a timer has one effect"
            assert self.head.epoch <= epoch + 1
        else:
            raise AssertionError("timers without end")
        self.now = until

    @precondition(lambda self: self.head.bot_turn is not None)
    @rule()
    def backend_restarts(self) -> None:
        self.send(SYSTEM, c.Interrupt())
        assert self.head.bot_turn is None

    @rule(who=agents, press=presses, data=st.data())
    def out_of_place(self, who: str, press: int, data: st.DataObject) -> None:
        """Whatever the state."""
        commands = (
            c.Reply(self.text("agent says")),
            c.HandBack(),
            c.Snooze(),
            c.Wake(),
            c.Resolve(),
            c.Reopen(),
            c.WrapUp("solved"),
            c.ExtendWrapUp(),
            c.Accept(self.offers[-1] if self.offers else ""),
            c.Decline("none"),
            c.Requeue(),
            c.Tag(("late",)),
        )
        self.send(AGENTS[who], data.draw(st.sampled_from(commands)), self.epoch(press))
        customers = (c.Withdraw(), c.ChoosePromise("message", self.now + HOUR), c.Rate(5))
        self.send(CUSTOMER, data.draw(st.sampled_from(customers)))
        self.send(SYSTEM, c.MakeOffer("late", who, self.now + SECOND), max(0, self.head.epoch - 1))

    @rule(who=agents, press=presses, kind=st.integers(0, 4))
    def posts(self, who: str, press: int, kind: int) -> None:
        """On its way; it arrives later, or out of order, or never."""
        self.count += 1
        command = (
            c.Reply(f"agent says {self.count}"),
            c.Take(),
            c.Resolve(),
            c.Transfer(queue="billing"),
            c.UndoLast(),
        )[kind]
        self.mail.append(Sent(AGENTS[who], command, self.epoch(press), f"id{self.count}"))

    @precondition(lambda self: self.mail)
    @rule(data=st.data())
    def arrives_late(self, data: st.DataObject) -> None:
        self.deliver(self.mail.pop(data.draw(st.integers(0, len(self.mail) - 1))))

    @precondition(lambda self: self.delivered)
    @rule(data=st.data())
    def arrives_again(self, data: st.DataObject) -> None:
        """S5: one effect and one result; the same id with another body is refused."""
        sent = data.draw(st.sampled_from(self.delivered))
        first = self.results[(f"{sent.actor.kind}:{sent.actor.id}", sent.id)][1]
        seq = self.head.seq
        assert self.deliver(sent) == first
        other = self.deliver(msgspec.structs.replace(sent, command=c.Tag(("other",))))
        assert other == Refusal("mismatch")
        assert self.head.seq == seq

    # what always holds

    @invariant()
    def folds(self) -> None:
        head = Head("c1")
        for record in self.records:
            head = evolve(head, record)
        assert head == self.head

    @invariant()
    def numbers_are_gapless(self) -> None:
        """S7."""
        assert [r.seq for r in self.records] == list(range(1, len(self.records) + 1))
        public = [r.public_seq for r in self.records if r.public_seq]
        assert public == list(range(1, len(public) + 1))
        assert all(bool(r.public_seq) == (type(r.event) in ev.PUBLIC) for r in self.records)

    @invariant()
    def each_record_is_right(self) -> None:
        while self.checked < len(self.records):
            at = self.checked
            self.check(self.heads[at], self.records[at], self.heads[at + 1])
            self.checked += 1

    def check(self, before: Head, record: ev.Record, after: Head) -> None:
        moved = before.owner != after.owner or isinstance(record.event, ev.Opened)
        assert after.epoch == before.epoch + moved == record.epoch, "the epoch rises with each change of owner"
        self.check_voice(before, record)
        self.check_request(before, record, after)
        self.check_clock(before, record, after)
        self.check_owed(record, after)
        self.check_undone(before, record, after)
        for text in ev.public_bodies(record).values():
            assert not text.startswith("staff"), "S11"
        if not record.public_seq:
            assert not any(text.startswith(("says", "agent says", "bot says")) for text in record.bodies.values())

    def check_voice(self, before: Head, record: ev.Record) -> None:
        """S1, S2: only the owner speaks, and the bot never while a person is wanted."""
        match record.event:
            case ev.AgentSaid(agent=agent):
                assert before.agent == agent
            case ev.BotTurnStarted() | ev.BotTurnEnded(outcome=TurnOutcome.DONE):
                assert before.owner == BOT
                assert before.request is None
            case ev.BotTurnEnded():
                assert before.owner == BOT

    def check_request(self, before: Head, record: ev.Record, after: Head) -> None:
        """L2: four ends and no other."""
        event, at = record.event, record.seq - 1
        if isinstance(event, ev.RequestEnded):
            assert before.request is not None
            assert before.request.number == event.number
            last = self.records[at - 1].event
            if event.end in (RequestEnd.ANSWERED, RequestEnd.KEPT):
                assert isinstance(last, ev.AgentSaid)
                assert (event.end is RequestEnd.KEPT) == before.request.promised
            else:
                assert record.actor == "customer"
        elif before.request is not None:
            assert after.request is not None, "L2: a request vanished"
            assert after.request.number == before.request.number
            assert after.request.since == before.request.since, "L5: the clock of an open request moved"
        if isinstance(event, ev.Requested):
            assert event.request.number == before.requests + 1
            assert event.request.since <= record.at

    def check_clock(self, before: Head, record: ev.Record, after: Head) -> None:
        """L5: while a request is open no deadline moves later; what was dropped or declined keeps both times."""
        request, old, new = before.request, before.leg, after.leg
        if request is not None and old and new and old.request == new.request == request.number:
            assert new.deadline <= old.deadline
        match record.event:
            case ev.Queued(leg=leg) if leg.cause in (Cause.DROPPED, Cause.REQUEUED) and request and old:
                if old.request == request.number:
                    assert (leg.enqueued_at, leg.deadline) == (old.enqueued_at, old.deadline)
            case ev.OfferEnded(end=end) if end is not OfferEnd.ACCEPTED:
                assert after.leg == before.leg
                assert after.state is State.QUEUED
            case ev.Queued(leg=leg) if leg.cause is Cause.TRANSFERRED:
                assert leg.number == before.legs + 1

    def check_undone(self, before: Head, record: ev.Record, after: Head) -> None:
        """A step taken back leaves nothing of itself."""
        kinds = {(u.kind, u.agent, u.until) for u in (before.undo, after.undo) if u is not None}
        if after.undo is not None and (before.undo is None or len(kinds) > 1):
            self.stepped_from = before
        if isinstance(record.event, ev.Undone):
            was = self.stepped_from
            assert (after.owner, after.transfers, after.last_handler) == (was.owner, was.transfers, was.last_handler)
            if after.state is was.state:
                assert (after.promise, after.snooze_until, after.trouble) == (
                    was.promise,
                    was.snooze_until,
                    was.trouble,
                )

    def check_owed(self, record: ev.Record, after: Head) -> None:
        """Undoing never drops an unanswered message: counted here on our own."""
        match record.event:
            case ev.CustomerSaid(thanks=thanks):
                self.owed += not (thanks and after.state is State.RESOLVED)
                self.saved += bool(thanks and after.state is State.RESOLVED)
            case ev.AgentSaid() | ev.BotTurnEnded(outcome=TurnOutcome.DONE):
                self.owed = self.saved = 0
            case ev.HandedBack(answer_now=False) | ev.Resolved():
                self.saved, self.owed = self.owed, 0
            case ev.HandedBack() | ev.Taken() | ev.Transferred() | ev.SnoozedUntil():
                self.saved = 0
            case ev.Undone(kind=UndoKind.HAND_BACK | UndoKind.RESOLVE):
                self.owed, self.saved = self.owed + self.saved, 0
        assert self.owed <= after.unanswered <= self.owed + 1

    @invariant()
    def state_is_sound(self) -> None:
        head = self.head
        party = head.owner.kind if head.owner else ""
        owners = {State.BOT: "bot", State.HUMAN: "agent", State.SNOOZED: "agent"}
        assert party == owners.get(head.state, "")
        assert (head.offer is not None) == (head.state is State.OFFERED)
        assert (head.promise is not None) == (head.state is State.PROMISED)
        assert head.bot_turn is None or head.state is State.BOT
        assert head.leg is not None or head.state not in (State.QUEUED, State.OFFERED)
        assert bool(head.snooze_until) <= (head.state is State.SNOOZED)

    @invariant()
    def a_raised_hand_is_the_owners(self) -> None:
        """And every hand that went up came down by an event of its own."""
        head = self.head
        assert bool(head.help_since) == bool(head.help_by)
        assert head.help_by in ("", head.agent)
        hands = [r.event for r in self.records if isinstance(r.event, ev.HelpAsked | ev.HelpEnded)]
        assert all(isinstance(event, ev.HelpEnded) == bool(at % 2) for at, event in enumerate(hands))
        assert bool(head.help_since) == bool(len(hands) % 2)

    @invariant()
    def who_was_asked_is_of_this_leg(self) -> None:
        """Since this leg began, who had an offer and did not take it."""
        if self.head.waiting and self.head.leg is not None:
            failed = (OfferEnd.DECLINED, OfferEnd.EXPIRED, OfferEnd.ABSENT)
            number = self.head.leg.number
            made = {r.event.offer.id: r.event.offer for r in self.records if isinstance(r.event, ev.OfferMade)}
            wanted = [
                r.event.agent
                for r in self.records
                if isinstance(r.event, ev.OfferEnded)
                and r.event.end in failed
                and made[r.event.offer].leg == number
                and not made[r.event.offer].broadcast
            ]
            assert list(self.head.tried) == wanted

    @invariant()
    def every_request_goes_on(self) -> None:
        """L2: an open request waits in a queue, or a timer will bring it back there."""
        head, due = self.head, next_due(self.head, self.policy)
        if head.request is not None:
            assert head.state in (State.QUEUED, State.OFFERED, State.PROMISED, State.HUMAN)
            assert head.state is State.QUEUED or due is not None
        if head.state is State.HUMAN and head.request is not None:
            assert due is not None
            assert due.at <= max(head.assigned_at, head.request.since) + self.policy.first_answer_limit
        if head.state in (State.QUEUED, State.OFFERED) and head.request is not None and head.leg is not None:
            assert head.leg.request == head.request.number
        if head.state in (State.QUEUED, State.OFFERED, State.PROMISED) and head.request is None:
            assert head.leg is not None
            assert head.leg.cause in (Cause.TRANSFERRED, Cause.REQUEUED)

    @invariant()
    def no_absent_owner(self) -> None:
        """L4: owned by an absent agent and unanswered, for at most two minutes."""
        head = self.head
        if head.agent and not self.present[head.agent] and head.unanswered:
            assert head.owner_absent_since, "nobody would ever notice"
            due = next_due(head, self.policy)
            assert due is not None
            assert due.at <= max(head.owner_absent_since, head.unanswered_since) + self.policy.owner_absent
        if head.agent and self.present[head.agent]:
            assert not head.owner_absent_since

    @invariant()
    def one_voice_an_epoch(self) -> None:
        """S1: at any epoch at most one party has posted."""
        voices = {
            (r.epoch, r.event.agent if isinstance(r.event, ev.AgentSaid) else "bot")
            for r in self.records
            if isinstance(r.event, ev.AgentSaid | ev.BotTurnStarted)
        }
        assert all(n == 1 for n in Counter(epoch for epoch, _ in voices).values())
        assert all(a.epoch <= b.epoch for a, b in pairwise(self.records))


def words_of(command: c.Command) -> list[str]:
    return [command.text] if isinstance(command, c.Say | c.Reply | c.Note) else []


class WithoutBot(Conversation):
    policy = Policy(bot=False)


def run(machine: type[Conversation], examples: int, steps: int) -> None:
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            derandomize=examples < 1_000,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_a_conversation_lives() -> None:
    run(Conversation, 150, 50)


def test_a_conversation_lives_without_a_bot() -> None:
    run(WithoutBot, 40, 40)


@pytest.mark.campaign
@pytest.mark.parametrize("machine", [Conversation, WithoutBot])
def test_campaign(machine: type[Conversation], request: pytest.FixtureRequest) -> None:
    if "campaign" not in request.config.option.markexpr:
        pytest.skip("a long run: pytest -m campaign")
    run(machine, 5_000, 80)
