"""The service over the real store: one effect a command, memory equal to the fold, races, faults, timers."""

import asyncio
import itertools
import logging
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from console.backend.service import Committing, Service
from console.backend.store.sqlite import SqliteStore
from console.backend.timers import fire
from console.core.conversation import commands as c
from console.core.conversation import events as ev
from console.core.conversation.context import Actor, AgentView, Policy
from console.core.conversation.evolve import evolve
from console.core.conversation.model import Head
from console.core.conversation.words import HOUR, MINUTE, SECOND, State

CUSTOMER = Actor("customer", "v1")
MAYA = Actor("agent", "maya", "agent")
LEO = Actor("agent", "leo", "supervisor")
BOT = Actor("bot")


class Everybody:
    """Presence: whoever is named here is there."""

    def __init__(self, *present: str) -> None:
        self.here = set(present)

    def view(self, agent: str, head: object = None) -> AgentView:
        return AgentView(agent in self.here)


class Clock:
    def __init__(self) -> None:
        self.now = 1_000_000_000

    def __call__(self) -> int:
        return self.now


class Desk:
    """A service, its clock and everything that its listeners were told."""

    def __init__(self, store: SqliteStore, policy: Policy | None = None) -> None:
        self.store = store
        self.clock = Clock()
        self.presence = Everybody("maya", "leo")
        self.service = Service(store, self.presence, self.clock, policy)
        self.told: list[Committing] = []
        self.service.listen(self.told.append)
        self._ids = itertools.count()

    async def do(self, command: Any, actor: Actor = CUSTOMER, conv: str = "c1", **options: Any) -> Any:
        options.setdefault("command_id", f"command-{next(self._ids)}")
        if actor.kind in ("agent", "bot") and "epoch" not in options:
            head = self.service.heads.get(conv)
            options["epoch"] = head.head.epoch if head else 0
        self.clock.now += 1
        return await self.service.handle(conv, command, actor, **options)

    def head(self, conv: str = "c1") -> Head:
        return self.service.heads[conv].head

    def heard(self, conv: str = "c1") -> list[int]:
        return [record.seq for told in self.told for record in told.records if record.conv == conv]

    async def folded(self, conv: str = "c1") -> Head:
        head = Head(conv)
        for record in await self.store.records(conv, 0, 10_000):
            head = evolve(head, record)
        return head


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    store = await SqliteStore.open(tmp_path / "s.db")
    yield Desk(store)
    await store.close()


async def test_a_command_id_has_one_effect_and_one_result(desk: Desk) -> None:
    first = await desk.do(c.Say("hello"), command_id="same-id-1")
    again = await desk.do(c.Say("hello"), command_id="same-id-1")
    assert first == again
    assert first.status == "ok"
    assert desk.head().customer_messages == 1
    other = await desk.do(c.Say("hello?"), command_id="same-id-1")
    assert (other.status, other.code) == ("refused", "mismatch")
    assert desk.head().customer_messages == 1


async def test_a_refusal_is_stored_and_repeated_even_when_it_would_be_allowed_now(desk: Desk) -> None:
    await desk.do(c.Say("hello"))
    refused = await desk.do(c.Resolve(), MAYA, command_id="resolve-1", epoch=1)
    assert refused.status == "refused"
    await desk.do(c.Take(), MAYA)
    await desk.do(c.Reply("hi"), MAYA)
    again = await desk.do(c.Resolve(), MAYA, command_id="resolve-1", epoch=1)
    assert again == refused


async def test_the_same_id_of_two_people_are_two_commands(desk: Desk) -> None:
    await desk.do(c.Say("a person please"))
    await desk.do(c.Take(), MAYA, command_id="same-id-1")
    note = await desk.do(c.Note("look"), LEO, command_id="same-id-1")
    assert note.status == "ok"


async def test_concurrent_deliveries_of_one_command_have_one_effect(desk: Desk) -> None:
    results = await asyncio.gather(*(desk.do(c.Say("hello"), command_id="same-id-1") for _ in range(20)))
    assert len({repr(result) for result in results}) == 1
    assert desk.head().customer_messages == 1


async def test_of_two_hundred_takes_one_wins_and_every_loser_learns_who(desk: Desk) -> None:
    await desk.do(c.AskPerson())
    racers = [Actor("agent", f"a{n:03d}", "agent") for n in range(200)]
    results = await asyncio.gather(*(desk.do(c.Take(), racer, epoch=1) for racer in racers))
    winners = [racer.id for racer, result in zip(racers, results, strict=True) if result.status == "ok"]
    assert len(winners) == 1
    losers = [result for result in results if result.status != "ok"]
    assert {(r.status, r.code, r.owner) for r in losers} == {("refused", "taken", winners[0])}
    assert sum(isinstance(record.event, ev.Taken) for record in await desk.store.records("c1", 0, 1_000)) == 1
    assert await desk.folded() == desk.head()


async def test_the_ask_for_a_person_is_in_the_transaction_of_the_message(desk: Desk) -> None:
    before = len(desk.told)
    await desk.do(c.Say("Can I talk to a human please?"))
    assert len(desk.told) == before + 1
    kinds = [type(record.event) for record in desk.told[-1].records]
    assert kinds[:2] == [ev.Opened, ev.CustomerSaid]
    assert ev.Requested in kinds
    assert ev.Queued in kinds
    assert desk.head().state is State.QUEUED


async def test_an_escalation_begins_with_what_the_customer_said_before(desk: Desk) -> None:
    for text in ("my parcel is lost", "it was a lamp", "order 4711"):
        await desk.do(c.Say(text))
    await desk.do(c.AskPerson())
    summary = next(r for r in desk.told[-1].records if isinstance(r.event, ev.Summarised))
    assert summary.bodies["wants"] == "my parcel is lost\nit was a lamp\norder 4711"


async def test_a_listener_that_fails_neither_undoes_the_commit_nor_deafens_the_others(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(told: Committing) -> None:
        raise RuntimeError("listener")

    heard: list[Committing] = []
    desk.service.listen(broken)
    desk.service.listen(heard.append)
    with caplog.at_level(logging.ERROR):
        result = await desk.do(c.Say("hello"))
    assert result.status == "ok"
    assert len(heard) == 1
    assert "a listener failed" in caplog.text


class Faults:
    """Fails the next commits; `after`: the commit is stored all the same."""

    def __init__(self, store: SqliteStore) -> None:
        self.store = store
        self.left = 0
        self.after = False

    def __getattr__(self, name: str) -> Any:
        return getattr(self.store, name)

    async def commit(self, commit: Any) -> Any:
        from console.backend.store.faults import StoreDiskError

        if self.left and not self.after:
            self.left -= 1
            raise StoreDiskError("s.db", "injected")
        outcome = await self.store.commit(commit)
        if self.left:
            self.left -= 1
            raise StoreDiskError("s.db", "injected")
        return outcome


@pytest.mark.parametrize("after", [False, True])
async def test_a_failing_store_answers_retry_and_the_repetition_has_one_effect(desk: Desk, after: bool) -> None:
    await desk.do(c.Say("hello"))
    faults = Faults(desk.store)
    desk.service.store = faults  # type: ignore[assignment]
    faults.left, faults.after = 1, after
    answer = await desk.do(c.Say("again"), command_id="message-2")
    assert answer.status == "retry"
    assert await desk.store.result("customer:v1", "message-2") is None or after
    answer = await desk.do(c.Say("again"), command_id="message-2")
    assert answer.status == "ok"
    assert (await desk.folded()).customer_messages == 2
    # Whether its answer was lost or not: everybody is told of every event once, in order, without anybody's doing.
    await desk.service.settle()
    assert desk.heard() == list(range(1, desk.head().seq + 1))
    assert desk.head() == await desk.folded()


async def test_a_first_message_whose_answer_was_lost_is_told_when_things_settle(desk: Desk) -> None:
    faults = Faults(desk.store)
    desk.service.store = faults  # type: ignore[assignment]
    faults.left, faults.after = 1, True
    assert (await desk.do(c.Say("hello"), command_id="message-1")).status == "retry"
    assert desk.told == []
    await desk.service.settle()
    assert desk.heard() == [1, 2]
    assert desk.service.heads["c1"].no == 1
    assert desk.head() == await desk.folded()


async def test_a_command_that_is_cancelled_in_its_commit_is_told_all_the_same(desk: Desk) -> None:
    await desk.do(c.Say("hello"))
    entered = asyncio.Event()

    class Slow(Faults):
        async def commit(self, commit: Any) -> Any:
            outcome = await self.store.commit(commit)
            entered.set()
            await asyncio.Event().wait()
            return outcome

    desk.service.store = Slow(desk.store)  # type: ignore[assignment]
    task = asyncio.create_task(desk.do(c.Say("again"), command_id="message-2"))
    await entered.wait()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    desk.service.store = desk.store
    assert (await desk.do(c.AskPerson())).status == "ok"
    assert desk.heard() == list(range(1, desk.head().seq + 1))
    assert desk.head() == await desk.folded()


async def test_another_policy_after_a_restart_moves_the_timers(tmp_path: Path) -> None:
    store = await SqliteStore.open(tmp_path / "s.db")
    desk = Desk(store, Policy(idle_bot=10 * MINUTE))
    await desk.do(c.Say("hello"))
    await desk.do(c.StartTurn("t1", 2), BOT, command_id="")
    await desk.do(c.EndTurn("t1", "Hi!"), BOT, command_id="")
    later = Desk(store, Policy(idle_bot=20 * MINUTE))
    later.clock.now = desk.clock.now
    await later.service.load()
    later.clock.now += 15 * MINUTE
    assert await fire(later.service) == 0
    later.clock.now += 6 * MINUTE
    assert await fire(later.service) == 1
    assert later.head().state is State.RESOLVED
    await store.close()


async def test_a_timer_that_is_not_due_does_not_come_up_again_and_again(desk: Desk) -> None:
    await desk.do(c.Say("hello"))
    desk.service.policy = Policy(bot_silent=HOUR)
    desk.clock.now += 31 * SECOND
    assert await fire(desk.service) == 1
    assert desk.head().state is State.BOT
    assert await fire(desk.service) == 0


async def test_one_conversation_that_cannot_be_decided_on_does_not_stop_the_timers_of_others(desk: Desk) -> None:
    for conv in ("c1", "c2", "c3"):
        await desk.do(c.Say("hello"), Actor("customer", "v" + conv), conv)
    real = desk.service.system

    async def system(conv: str, command: c.Command, **options: Any) -> Any:
        if conv == "c2":
            raise ValueError("broken")
        return await real(conv, command, **options)

    desk.service.system = system  # type: ignore[method-assign]
    desk.clock.now += 31 * SECOND
    await fire(desk.service)
    assert desk.head("c1").state is desk.head("c3").state is State.QUEUED


async def test_resolved_conversations_are_let_go_of_and_read_again(desk: Desk) -> None:
    await desk.do(c.Say("hello"))
    await desk.do(c.End())
    desk.service.forget_resolved(desk.clock.now + 1)
    assert desk.service.heads == {}
    assert (await desk.do(c.Say("and another thing"))).status == "ok"
    assert desk.head() == await desk.folded()


async def test_nothing_is_kept_of_commands_that_are_over(desk: Desk) -> None:
    await asyncio.gather(*(desk.do(c.Say("hi"), Actor("customer", f"v{n}"), f"c{n}") for n in range(50)))
    assert len(desk.service.turns) == 0
    assert desk.service._doubtful == set()


EPOCHS = st.one_of(st.none(), st.integers(0, 6))
COMMANDS: st.SearchStrategy[tuple[Actor, Any]] = st.one_of(
    st.tuples(
        st.just(CUSTOMER),
        st.sampled_from(
            [c.Say("hello"), c.Say("a human please"), c.Say("thanks"), c.AskPerson(), c.Withdraw(), c.End(), c.Rate(4)]
        ),
    ),
    st.tuples(
        st.sampled_from([MAYA, LEO]),
        st.sampled_from(
            [
                c.Take(),
                c.Take(force=True, why="mine"),
                c.Reply("hi"),
                c.Note("look"),
                c.HandBack("be nice", "", True),
                c.Transfer("leo"),
                c.Transfer(queue="second"),
                c.Snooze(),
                c.Wake(),
                c.Resolve("solved"),
                c.WrapUp("other"),
                c.Reopen(),
                c.UndoLast(),
                c.Tag(("vip",)),
                c.Requeue(),
                c.Assign("maya"),
            ]
        ),
    ),
    st.tuples(
        st.just(BOT),
        st.sampled_from([c.StartTurn("t1", 2), c.EndTurn("t1", "Hi!"), c.EndTurn("t1", ""), c.BotResolve()]),
    ),
    st.tuples(
        st.just(Actor("system")),
        st.sampled_from([c.Interrupt(), c.MarkPresence("owner", True), c.MarkPresence("customer", True), c.SignOff()]),
    ),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(COMMANDS, EPOCHS, st.integers(0, 8), st.booleans()), min_size=1, max_size=20))
def test_memory_the_store_and_what_was_told_are_one(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[tuple[Actor, Any], int | None, int, bool]]
) -> None:
    async def run() -> None:
        store = await SqliteStore.open(tmp_path_factory.mktemp("store") / "s.db")
        desk = Desk(store)
        answers: dict[tuple[str, str], Any] = {}
        for (actor, command), epoch, number, together in steps:
            head = desk.service.heads.get("c1")
            now = head.head.epoch if head else 0
            id = f"command-{number}" if actor.kind in ("customer", "agent") else ""
            call = {"command_id": id, "epoch": now if epoch is None else epoch}
            if actor.kind == "customer":
                call["epoch"] = None
            desk.clock.now += 20 * SECOND
            calls = [desk.service.handle("c1", command, actor, **call) for _ in range(1 + together)]
            results = await asyncio.gather(*calls)
            assert all(result.status != "retry" for result in results)
            for result in results:
                if id and result.code != "mismatch":
                    assert answers.setdefault((actor.id, id), result) == result
            await fire(desk.service)
        assert desk.heard() == list(range(1, len(desk.heard()) + 1))
        records = await store.records("c1", 0, 1_000)
        assert [record.seq for record in records] == desk.heard()
        public = [record.public_seq for record in records if record.public_seq]
        assert public == list(range(1, len(public) + 1))
        stored = await store.head("c1")
        if records:
            assert stored is not None
            assert stored == desk.service.heads["c1"]
            assert stored.head == await desk.folded()
        fresh = Desk(store)
        fresh.clock.now = desk.clock.now
        await fresh.service.load()
        for found in fresh.service.heads.values():
            assert found.head.bot_turn is None
        await store.close()

    asyncio.run(run())
