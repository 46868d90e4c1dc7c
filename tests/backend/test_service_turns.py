"""Many commands for one conversation at one time: one after another, and what can only be refused in one go."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from console.backend import service_turns
from console.backend.service import Service
from console.backend.store.faults import StoreDiskError
from console.backend.store.sqlite import SqliteStore
from console.core.conversation import commands as c
from console.core.conversation.context import Actor, AgentView
from console.core.conversation.words import State
from console.core.wire.frames import Result

CUSTOMER = Actor("customer", "v1")


class Counted:
    """A store that counts how often it is asked to commit, and may fail the next time."""

    def __init__(self, store: SqliteStore) -> None:
        self.store = store
        self.commits: list[str] = []
        self.together: list[int] = []
        self.asked = asyncio.Event()
        self.fails = self.after = False

    def __getattr__(self, name: str) -> Any:
        return getattr(self.store, name)

    async def commit(self, commit: Any) -> Any:
        self.commits.append(commit.command_id)
        return await self.store.commit(commit)

    async def commit_each(self, commits: Any) -> Any:
        self.together.append(len(commits))
        self.asked.set()
        if self.fails and not self.after:
            raise StoreDiskError("s.db", "injected")
        outcomes = await self.store.commit_each(commits)
        return [StoreDiskError("s.db", "injected")] * len(commits) if self.fails else outcomes


class Race:
    """A conversation that waits for a person, and many who want it."""

    def __init__(self, store: SqliteStore) -> None:
        self.store = Counted(store)
        self.service = Service(self.store, self, lambda: 1_000_000)  # type: ignore[arg-type]

    def view(self, agent: str, head: object = None) -> AgentView:
        return AgentView(True)

    async def begin(self) -> None:
        await self.service.handle("c1", c.AskPerson(), CUSTOMER, command_id="ask")
        self.store.commits.clear()

    def do(self, command: Any, n: int, *, id: str = "", epoch: int = 1) -> "asyncio.Task[Result]":
        actor = Actor("agent", f"a{n}", "agent")
        handling = self.service.handle("c1", command, actor, command_id=id or f"take-{n}", epoch=epoch)
        return asyncio.create_task(handling)


@pytest.fixture
async def race(tmp_path: Path) -> AsyncIterator[Race]:
    store = await SqliteStore.open(tmp_path / "s.db")
    made = Race(store)
    await made.begin()
    yield made
    assert len(made.service.turns) == 0
    await store.close()


async def test_all_who_lose_are_refused_in_one_go(race: Race) -> None:
    results = await asyncio.gather(*(race.do(c.Take(), n) for n in range(200)))
    assert [result.status for result in results] == ["ok"] + ["refused"] * 199
    assert {(result.code, result.owner, result.epoch) for result in results[1:]} == {("taken", "a0", 2)}
    assert (race.store.commits, race.store.together) == (["take-0"], [199])
    # Each is known again.
    assert await asyncio.gather(*(race.do(c.Take(), n) for n in range(200))) == results


async def test_no_more_are_refused_at_a_time_than_may_be(race: Race, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service_turns, "MOST_AT_ONCE", 10)
    results = await asyncio.gather(*(race.do(c.Take(), n) for n in range(30)))
    assert [result.status for result in results] == ["ok"] + ["refused"] * 29
    assert max(race.store.together) == 10


async def test_who_needs_a_turn_has_it_after_those_before_her(race: Race) -> None:
    answered: list[str] = []
    tasks = [race.do(c.Take(), 0), race.do(c.Take(), 1), race.do(c.Reply("hello"), 0, id="reply-0", epoch=2)]
    tasks += [race.do(c.Take(), 2), race.do(c.Resolve(), 0, id="resolve-0", epoch=2), race.do(c.Take(), 3)]
    for n, task in enumerate(tasks):
        task.add_done_callback(lambda done, n=n: answered.append(f"{n} {done.result().code or done.result().status}"))
    await asyncio.gather(*tasks)
    # Each on what was there when its turn had come.
    assert sorted(answered) == ["0 ok", "1 taken", "2 ok", "3 taken", "4 ok", "5 already_resolved"]
    assert [one for one in answered if "ok" in one] == ["0 ok", "2 ok", "4 ok"]
    assert race.service.heads["c1"].head.state is State.RESOLVED


async def test_who_went_away_before_her_turn_does_nothing(race: Race) -> None:
    tasks = [race.do(c.Take(), 0), race.do(c.Reply("a"), 0, id="reply-a", epoch=2), race.do(c.Take(), 1)]
    tasks += [race.do(c.Reply("b"), 0, id="reply-b", epoch=2)]
    await asyncio.sleep(0)
    assert race.service.turns.waiting("c1") == 3
    tasks[1].cancel()
    tasks[2].cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    assert tasks[3].result().status == "ok"
    assert race.store.commits == ["take-0", "reply-b"]
    assert await race.store.result("agent:a1", "take-1") is None


async def test_who_goes_away_in_the_instant_of_her_turn_leaves_it_to_the_next(race: Race) -> None:
    line = race.service.turns
    await line.take("c1")
    first, second = asyncio.create_task(line.take("c1")), asyncio.create_task(line.take("c1"))
    await asyncio.sleep(0)
    line.end("c1")
    first.cancel()
    assert await second is None
    assert first.cancelled()
    line.end("c1")


async def test_who_goes_away_while_her_refusal_is_stored_harms_nobody(race: Race) -> None:
    tasks = [race.do(c.Take(), n) for n in range(3)]
    await race.store.asked.wait()
    tasks[1].cancel()
    await asyncio.wait(tasks)
    assert (tasks[1].cancelled(), tasks[2].result().code) == (True, "taken")
    assert (await race.do(c.Take(), 1)).code == "taken"
    assert race.service._doubtful <= {"c1"}
    await race.service.settle()
    assert race.service._doubtful == set()


@pytest.mark.parametrize("after", [False, True])
async def test_a_store_that_fails_tells_all_to_come_again(race: Race, after: bool) -> None:
    race.store.fails, race.store.after = True, after
    results = await asyncio.gather(*(race.do(c.Take(), n) for n in range(20)))
    assert [(result.status, result.code) for result in results] == [("ok", "")] + [("retry", "store")] * 19
    assert race.service._doubtful == {"c1"}, "they may have been stored all the same"
    race.store.fails = False
    results = await asyncio.gather(*(race.do(c.Take(), n) for n in range(20)))
    assert [result.status for result in results] == ["ok"] + ["refused"] * 19


async def test_what_fails_to_be_decided_fails_alone(race: Race, monkeypatch: pytest.MonkeyPatch) -> None:
    real = race.view

    def view(agent: str, head: object = None) -> AgentView:
        if agent == "a2":
            raise RuntimeError("no view")
        return real(agent, head)

    monkeypatch.setattr(race, "view", view)
    tasks = [race.do(c.Take(), 0), race.do(c.Note("x"), 2, id="note-2"), race.do(c.Take(), 3)]
    outcomes = await asyncio.gather(*tasks, return_exceptions=True)
    assert isinstance(outcomes[1], RuntimeError)
    assert isinstance(outcomes[2], Result)
    assert outcomes[2].code == "taken"
