"""A decision is not held up by a bot that speaks on while the store reads slowly: found as a late timer of silence."""

import asyncio
import random
from collections.abc import Iterator

import pytest

from console.backend.service import Service
from console.backend.timers import fire
from console.core.conversation import commands as c
from console.core.conversation import events as ev
from console.core.conversation.context import Actor, AgentView
from console.core.conversation.model import Head
from console.core.conversation.words import MINUTE, State
from tests.sim.disk import Disk
from tests.sim.faults import Faults
from tests.sim.loop import SimLoop, clocks
from tests.sim.store import SimStore

CUSTOMER, BOT, MAYA = Actor("customer", "v1"), Actor("bot"), Actor("agent", "maya", "agent")
READS_TAKE = 0.3
"""At most, before and again after the instant that is read."""


class Talk:
    """One conversation in which the bot's turn is open, in a store whose reads are slow from then on."""

    def __init__(self) -> None:
        self.loop = SimLoop(random.Random(3))
        self.disk, self.faults = Disk(), Faults(random.Random(4))
        self.server = self.loop.process("server")
        self.pieces = 0
        self.do(self._begin())

    def do(self, work: object) -> object:
        with clocks(self.loop):
            return self.loop.complete(self.server.spawn(work))  # type: ignore[arg-type]

    def view(self, agent: str, head: Head | None = None) -> AgentView:
        return AgentView(agent == "maya")

    async def _begin(self) -> None:
        self.store = await SimStore.open(self.disk, self.faults)
        self.service = Service(self.store, self, self.server.now_ms)
        assert (await self.service.handle("c1", c.Say("where is it?"), CUSTOMER, command_id="say-1")).status == "ok"
        answers = self.head.customer_seq
        assert (await self.service.handle("c1", c.StartTurn("t1", answers), BOT, epoch=1)).status == "ok"
        self.faults.read_s = (0.0, READS_TAKE)

    async def speak_on(self) -> None:
        """A piece every tenth of a second, for as long as the turn is open."""
        while await self.store.add_chunk("c1", 1, "t1", self.pieces + 1, f"word{self.pieces + 1} "):
            self.pieces += 1
            await asyncio.sleep(0.1)

    @property
    def head(self) -> Head:
        return self.service.heads["c1"].head

    def cut(self) -> str:
        records = self.disk.rows["c1"].records
        return next(record.bodies["text"] for record in records if isinstance(record.event, ev.BotTurnEnded))


@pytest.fixture
def talk() -> Iterator[Talk]:
    made = Talk()
    yield made
    made.loop.close()


def test_a_bot_that_speaks_on_does_not_hold_up_the_timer_of_its_silence(talk: Talk) -> None:
    async def due() -> float:
        talk.server.spawn(talk.speak_on())
        await asyncio.sleep(0.35)
        talk.loop.now += MINUTE / 1000
        begun = talk.loop.now
        await fire(talk.service)
        return talk.loop.now - begun

    took = talk.do(due())
    assert talk.head.state is State.QUEUED
    # What is due is read, then what the customer said, then what the bot said: each once.
    assert took < 3 * 2 * READS_TAKE + 0.1
    assert talk.cut() == "".join(f"word{n} " for n in range(1, talk.pieces + 1)), "all that the customer has seen"


def test_a_take_from_a_bot_that_speaks_on_reads_its_words_once(talk: Talk) -> None:
    async def take() -> float:
        talk.server.spawn(talk.speak_on())
        await asyncio.sleep(0.35)
        begun, reads = talk.loop.now, talk.faults.counts["reads"]
        taken = await talk.service.handle("c1", c.Take(), MAYA, command_id="take-1", epoch=1)
        assert taken.status == "ok", taken
        assert talk.faults.counts["reads"] == reads + 1
        return talk.loop.now - begun

    assert talk.do(take()) < 2 * READS_TAKE + 0.1
    assert talk.cut() == "".join(f"word{n} " for n in range(1, talk.pieces + 1))


def test_what_does_not_end_the_turn_reads_nothing_and_cannot_lose_to_the_bot(talk: Talk) -> None:
    async def note() -> float:
        talk.server.spawn(talk.speak_on())
        await asyncio.sleep(0.35)
        begun, reads = talk.loop.now, talk.faults.counts["reads"]
        noted = await talk.service.handle("c1", c.Note("look"), MAYA, command_id="note-1", epoch=1)
        assert noted.status == "ok", noted
        assert talk.faults.counts["reads"] == reads
        return talk.loop.now - begun

    assert talk.do(note()) < 0.05
    assert talk.head.bot_turn is not None
