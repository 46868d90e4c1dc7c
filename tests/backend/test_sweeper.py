"""The sweeper: finds nothing on the normal path, and puts right what is planted by hand."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import msgspec
import pytest

from console.backend.feed import Feed
from console.backend.people import People
from console.backend.service import Service
from console.backend.store.port import Commit, StoredHead
from console.backend.store.sqlite import SqliteStore
from console.backend.sweeper import AT_ONCE, Sweeper
from console.core.conversation import commands as c
from console.core.conversation.context import Actor
from console.core.conversation.events import CustomerSaid, Opened, Record
from console.core.conversation.evolve import evolve
from console.core.conversation.model import BOT, Head
from console.core.conversation.words import Reason, State

ANA, MAYA = Actor("customer", "ana"), Actor("agent", "maya", "agent")
NOW = 1_800_000_000_000


class Floor:
    """A service, its feed and its sweeper over a real store."""

    def __init__(self, store: SqliteStore) -> None:
        self.store = store
        people = People(store, lambda: NOW)
        self.service = Service(store, people, lambda: NOW)
        self.feed = Feed(people, "run")
        self.service.listen(self.feed.take)
        self.sweeper = Sweeper(self.service, self.feed)

    async def say(self, conv: str, text: str) -> None:
        result = await self.service.handle(conv, c.Say(text), ANA)
        assert result.status == "ok"

    async def whole_sweep(self) -> None:
        await self.sweeper.sweep_stored()
        await self.sweeper.sweep()

    def plant(self, conv: str, **changes: object) -> None:
        """As a bug of ours would leave it: the head in memory and a commit to match follow with the next command."""
        stored = self.service.heads[conv]
        head = msgspec.structs.replace(stored.head, **changes)
        self.service.heads[conv] = StoredHead(head, stored.no, stored.due)


@pytest.fixture
async def floor(tmp_path: Path) -> AsyncIterator[Floor]:
    store = await SqliteStore.open(tmp_path / "s.db")
    yield Floor(store)
    await store.close()


async def test_on_the_normal_path_it_finds_nothing(floor: Floor) -> None:
    await floor.say("c1", "hello")
    await floor.say("c2", "I want to talk to a human")
    await floor.say("c3", "human please")
    await floor.service.handle("c3", c.Take(), MAYA, epoch=floor.service.heads["c3"].head.epoch)
    await floor.say("c4", "human please")
    await floor.service.handle("c4", c.Withdraw(), ANA)
    await floor.say("c5", "human please")
    await floor.service.handle("c5", c.End(), ANA)
    before = {conv: stored.head.seq for conv, stored in floor.service.heads.items()}
    await floor.whole_sweep()
    floor.feed.flush(NOW)
    await floor.whole_sweep()
    assert not floor.sweeper.finds
    assert {conv: stored.head.seq for conv, stored in floor.service.heads.items()} == before


async def test_a_request_planted_with_the_bot_is_queued_counted_and_shown(floor: Floor) -> None:
    await floor.say("c1", "I want to talk to a human")
    since = floor.service.heads["c1"].head.request
    floor.plant("c1", state=State.BOT, owner=BOT)
    await floor.whole_sweep()
    assert floor.sweeper.finds == {"adrift": 1}
    head = floor.service.heads["c1"].head
    assert (head.state, head.request) == (State.QUEUED, since)
    await floor.whole_sweep()
    assert floor.sweeper.finds == {"adrift": 1}


async def test_an_ask_stored_without_a_request_is_found_after_a_start(floor: Floor) -> None:
    head = Head("c9")
    said = []
    for event in (Opened("ana", BOT), CustomerSaid(asks=True)):
        record = Record(
            "c9", head.seq + 1, NOW - 9_000, 1, "customer:ana", event, head.public_seq + 1, {"text": "a person"}
        )
        head = evolve(head, record)
        said.append(record)
    await floor.store.commit(Commit(head, 0, tuple(said)))
    await floor.service.load()
    await floor.whole_sweep()
    assert floor.sweeper.finds == {"unheard": 1}
    found = floor.service.heads["c9"].head
    assert found.state is State.QUEUED
    assert found.request is not None
    assert (found.request.reason, found.request.since) == (Reason.ASKED, NOW - 9_000)
    assert floor.feed.tells("c9")


async def test_a_waiting_conversation_that_no_console_is_told_of_is_told(floor: Floor) -> None:
    await floor.say("c1", "I want to talk to a human")
    floor.feed.flush(NOW)
    del floor.feed.rows["c1"]
    await floor.whole_sweep()
    assert floor.sweeper.finds == {"unseen": 1}
    delta = floor.feed.flush(NOW)
    assert delta is not None
    assert [row.conv for row in delta.up] == ["c1"]


async def test_many_are_looked_at_in_portions_and_what_is_settled_meanwhile_is_no_find(floor: Floor) -> None:
    for n in range(2 * AT_ONCE + 10):
        await floor.service.handle(f"c{n}", c.AskPerson(), ANA)
    while floor.feed.flush(NOW):
        pass
    rounds, sweeping = 0, asyncio.create_task(floor.sweeper.sweep())
    while not sweeping.done():
        await asyncio.sleep(0)
        rounds += 1
        if rounds == 1:
            # Answered and off the lists between two portions.
            last = list(floor.service.heads)[-1]
            del floor.service.heads[last], floor.feed.rows[last]
    assert rounds >= 2
    assert not floor.sweeper.finds
