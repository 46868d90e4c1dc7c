"""The backend's timers in virtual time: each has its one effect when it is due, under the clock of the service."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from console.backend.service import Service
from console.backend.store.sqlite import SqliteStore
from console.backend.timers import fire
from console.core.conversation import commands as c
from console.core.conversation import events as ev
from console.core.conversation.context import Actor, AgentView
from console.core.conversation.words import HOUR, MINUTE, SECOND, State

CUSTOMER, MAYA = Actor("customer", "v1"), Actor("agent", "maya", "agent")


class Floor:
    """A service whose time and people the test moves."""

    def __init__(self, store: SqliteStore) -> None:
        self.now = 1_000_000_000
        self.present = {"maya"}
        self.store = store
        self.n = 0
        self.service = Service(store, self, lambda: self.now)

    def view(self, agent: str, head: object = None) -> AgentView:
        return AgentView(agent in self.present)

    async def do(self, command: Any, actor: Actor = CUSTOMER, conv: str = "c1") -> None:
        self.n += 1
        head = self.service.heads.get(conv)
        epoch = head.head.epoch if head and actor.kind != "customer" else None
        id = "" if actor.kind == "system" else f"command-{self.n}"
        result = await self.service.handle(conv, command, actor, command_id=id, epoch=epoch)
        assert result.status == "ok", result

    async def after(self, milliseconds: int) -> State:
        """Let time pass, as the poller would see it, and say how things stand."""
        end = self.now + milliseconds
        while self.now < end:
            self.now = min(end, self.now + 5 * SECOND)
            await fire(self.service)
        return self.head.state

    @property
    def head(self) -> Any:
        return self.service.heads["c1"].head

    async def events(self, kind: type) -> list[Any]:
        return [record.event for record in await self.store.records("c1", 0, 1_000) if isinstance(record.event, kind)]


@pytest.fixture
async def floor(tmp_path: Path) -> AsyncIterator[Floor]:
    store = await SqliteStore.open(tmp_path / "s.db")
    yield Floor(store)
    await store.close()


async def human(floor: Floor) -> None:
    await floor.do(c.AskPerson())
    await floor.do(c.Take(), MAYA)
    await floor.do(c.Reply("Hello"), MAYA)


async def test_a_silent_bot_gives_the_customer_to_people(floor: Floor) -> None:
    await floor.do(c.Say("hello"))
    assert await floor.after(29 * SECOND) is State.BOT
    assert await floor.after(2 * SECOND) is State.QUEUED
    assert (floor.head.request.reason, floor.head.leg.cause) == ("bot_error", "escalated")


async def test_an_absent_owner_loses_a_customer_who_waits_after_two_minutes(floor: Floor) -> None:
    await human(floor)
    floor.present.clear()
    await floor.do(c.MarkPresence("owner", True, "maya"), Actor("system"))
    assert await floor.after(HOUR) is State.HUMAN
    await floor.do(c.Say("are you there?"))
    since = floor.now
    assert await floor.after(115 * SECOND) is State.HUMAN
    assert await floor.after(6 * SECOND) is State.QUEUED
    assert floor.now - since <= 2 * MINUTE + 5 * SECOND
    assert floor.head.leg.cause == "dropped"
    assert floor.head.request.since == since


async def test_an_owner_who_is_back_in_time_keeps_it(floor: Floor) -> None:
    await human(floor)
    await floor.do(c.Say("are you there?"))
    await floor.do(c.MarkPresence("owner", True, "maya"), Actor("system"))
    await floor.after(100 * SECOND)
    await floor.do(c.MarkPresence("owner", False, "maya"), Actor("system"))
    assert await floor.after(HOUR) is State.HUMAN


async def test_a_take_without_a_word_is_warned_of_and_then_taken_back(floor: Floor) -> None:
    await floor.do(c.AskPerson())
    since = floor.head.request.since
    await floor.do(c.Take(), MAYA)
    await floor.after(121 * SECOND)
    assert await floor.events(ev.Warned) == [ev.Warned("maya")]
    assert await floor.after(61 * SECOND) is State.QUEUED
    assert floor.head.request.since == since
    assert len(await floor.events(ev.Warned)) == 1


async def test_a_snooze_ends_with_its_owner_or_in_the_queue(floor: Floor) -> None:
    for present, state in ((True, State.HUMAN), (False, State.QUEUED)):
        await human(floor)
        floor.present = {"maya"}
        await floor.do(c.Snooze(until=floor.now + HOUR), MAYA)
        floor.present = {"maya"} if present else set()
        assert await floor.after(HOUR - MINUTE) is State.SNOOZED
        assert await floor.after(2 * MINUTE) is state
        await floor.do(c.End())
        await floor.after(MINUTE)


async def test_wrap_up_ends_and_the_idle_bot_resolves(floor: Floor) -> None:
    await human(floor)
    await floor.do(c.Resolve(), MAYA)
    assert not floor.head.wrapped_up
    await floor.after(65 * SECOND)
    assert floor.head.wrapped_up
    await floor.do(c.Say("thanks"))
    assert floor.head.state is State.RESOLVED


async def test_a_promise_comes_back_before_it_is_due(floor: Floor) -> None:
    await floor.do(c.AskPerson())
    await floor.do(c.ChoosePromise("call_back", floor.now + HOUR))
    assert await floor.after(49 * MINUTE) is State.PROMISED
    assert await floor.after(2 * MINUTE) is State.QUEUED


async def test_a_timer_fires_once_for_two_pollers_and_over_a_restart(floor: Floor) -> None:
    await floor.do(c.Say("hello"))
    floor.now += 31 * SECOND
    due = await floor.store.due(floor.now, 10)
    again = Floor(floor.store)
    again.now = floor.now
    await again.service.load()
    for service in (floor.service, again.service, floor.service):
        for conv, timer in due:
            await service.system(conv, c.FireDue(timer.kind, timer.token))
    assert len(await floor.events(ev.Queued)) == 1
    assert floor.head == again.service.heads["c1"].head


async def test_more_than_one_round_can_carry_is_carried_in_rounds(floor: Floor) -> None:
    for n in range(250):
        await floor.do(c.Say("hello"), Actor("customer", f"v{n}"), f"c{n}")
    floor.now += 31 * SECOND
    assert await fire(floor.service) == 200
    assert await fire(floor.service) == 50
    assert await fire(floor.service) == 0
    assert {stored.head.state for stored in floor.service.heads.values()} == {State.QUEUED}
