"""Snapshot equivalence (S8): after every kind of command, what a console built from events equals a fresh snapshot."""

from collections.abc import AsyncIterator
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from console.backend.feed import Feed
from console.backend.people import People
from console.backend.rows import has_row
from console.backend.service import Committing, Service
from console.backend.store.port import User
from console.backend.store.sqlite import SqliteStore
from console.core.conversation import commands as c
from console.core.conversation.context import Actor
from console.core.conversation.decide.timers import next_due
from console.core.conversation.evolve import evolve
from console.core.conversation.model import Head
from console.core.conversation.table import NOW, PATHS, wishes
from console.core.conversation.transcript import Transcript
from console.core.conversation.words import State
from console.core.replica import Replica

bytes_of = msgspec.json.Encoder(order="deterministic").encode
PEOPLE = (("maya", "agent"), ("leo", "agent"), ("sara", "supervisor"))


class Both:
    """A backend without sockets, and a console that was there from the first event on."""

    def __init__(self, store: SqliteStore) -> None:
        self.store = store
        self.now = NOW
        self.people = People(store, lambda: self.now)
        self.service = Service(store, self.people, lambda: self.now)
        self.feed = Feed(self.people, "run")
        self.service.listen(self.feed.take)
        self.service.listen(self._told)
        self.console = Replica()
        self.console.reset((), self.feed.pos)
        self.short = Replica()
        """Of a console that takes only what changed in rows."""
        self.short.reset((), self.feed.pos)
        self.n = 0

    async def begin(self) -> None:
        for id, role in PEOPLE:
            await self.store.add_user(User(id, id, id.title(), role))
            await self.people.user(id)
            self.people.arrive(id)

    def _told(self, told: Committing) -> None:
        conv = told.stored.head.conv
        self.console.open(conv)
        assert self.console.records(conv, told.records)

    async def do(self, conv: str, actor: Actor, command: c.Command) -> str:
        self.n += 1
        if actor.kind == "customer":
            # One page each: the customer of one conversation is nobody to another.
            actor = replace(actor, id=f"ana-{conv}")
        if isinstance(command, c.FireDue):
            due = next_due(self.service.heads[conv].head, self.service.policy)
            self.now = due.at if due else self.now
        stored = self.service.heads.get(conv)
        epoch = stored.head.epoch if stored else None
        id = "" if actor.kind == "system" else f"command-{self.n}"
        result = await self.service.handle(conv, command, actor, command_id=id, epoch=epoch)
        while (delta := self.feed.flush(self.now)) is not None:
            short = self.feed.short(delta)
            assert self.short.delta(short.prev, short.pos, short.up, short.rm, short.ch) is not None
            assert self.console.delta(delta.prev, delta.pos, delta.up, delta.rm) is not None
        return result.status

    async def compare(self, conv: str) -> None:
        fresh = Replica()
        fresh.reset(self.feed.listed(), self.feed.pos)
        assert bytes_of(self.console.rows) == bytes_of(fresh.rows) == bytes_of(self.short.rows)
        assert self.console.pos == fresh.pos
        await self._compare_with_a_restart(conv)
        records = await self.store.records(conv, 0, 10_000)
        head, transcript = Head(conv), Transcript(conv)
        fresh.open(conv)
        assert fresh.records(conv, tuple(records))
        for record in records:
            head = evolve(head, record)
            transcript.apply(record)
        stored = await self.store.head(conv)
        assert bytes_of(stored.head if stored else Head(conv)) == bytes_of(head)
        shown, anew = self.console.open(conv), fresh.open(conv)
        assert bytes_of([shown.have, shown.turns, shown.card]) == bytes_of([anew.have, anew.turns, anew.card])

    async def _compare_with_a_restart(self, conv: str) -> None:
        """The feed of another backend that has only the store; who has read what is not compared."""
        anew = Feed(self.people, "another run")
        stored = await self.store.head(conv)
        anew.load([stored] if stored and has_row(stored.head, self.now) else [], {})
        rows = [{conv: replace(feed.rows[conv], unread=0)} if conv in feed.rows else {} for feed in (self.feed, anew)]
        assert bytes_of(rows[0]) == bytes_of(rows[1])


@pytest.fixture
async def both(tmp_path: Path) -> AsyncIterator[Both]:
    store = await SqliteStore.open(tmp_path / "s.db")
    both = Both(store)
    await both.begin()
    yield both
    await store.close()


@pytest.mark.parametrize("state", [state for state in State if state is not State.NEW])
async def test_after_every_kind_of_command_a_console_equals_a_fresh_snapshot(both: Both, state: State) -> None:
    done = set()
    for n, (name, actors) in enumerate((name, actors) for name, actors, _ in wishes(Head("x"))):
        for actor in actors:
            conv = f"{n}-{actor.id or actor.kind}"
            both.now = NOW
            for by, command in PATHS[state]:
                assert await both.do(conv, by, command) == "ok", (conv, command)
            head = both.service.heads[conv].head
            command = next(command for wish, _, command in wishes(head) if wish == name)
            if await both.do(conv, actor, command) == "ok":
                done.add(name)
            await both.compare(conv)
    # Most commands have an effect somewhere; a table that refuses everything would prove nothing.
    assert len(done) > 8, done
