"""The faults that the store's model can have, what survives them, and the flaws that can be planted in it."""

import asyncio
import contextlib
import random
from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from console.backend.store.faults import StoreBusyError, StoreClosedError, StoreFaultError, StoreOpenError
from console.backend.store.port import Commit, Committed, Conflict, Mismatch, Repeated, StoredResult
from console.core.conversation.decide.timers import Due
from console.core.conversation.events import CustomerSaid, Record
from console.core.conversation.model import BOT, Head
from console.core.conversation.words import DueKind, State
from tests.sim.disk import Disk
from tests.sim.faults import Fault, Faults
from tests.sim.loop import SimLoop, Stop
from tests.sim.store import FLAWS, SimStore


class World:
    """One server process and its store, after another."""

    def __init__(self, flaws: frozenset[str] = frozenset()) -> None:
        self.loop = SimLoop(random.Random(3))
        self.disk, self.faults, self.flaws = Disk(), Faults(random.Random(4)), flaws
        self.start()

    def start(self) -> None:
        self.server = self.loop.process("server")
        self.store = self.do(SimStore.open(self.disk, self.faults, flaws=self.flaws))

    def do(self, work: Any) -> Any:
        return self.loop.complete(self.server.spawn(work))

    def restart(self) -> None:
        self.loop.kill(self.server)
        self.start()

    def say(self, conv: str = "c1", id: str = "") -> Commit:
        row = self.disk.rows.get(conv)
        head = row.stored.head if row else Head(conv, State.BOT, BOT, 1, customer="k1")
        record = Record(conv, head.seq + 1, 1, 1, "x", CustomerSaid("en"), 0, {"text": f"words {head.seq}"})
        after = msgspec.structs.replace(head, seq=head.seq + 1)
        return Commit(after, head.seq, (record,), "ann", id, b"h", id.encode(), Due(5, DueKind.IDLE, "t"))


@pytest.fixture
def world():
    made = World()
    yield made
    made.loop.close()


@pytest.fixture
def flawed():
    made: list[World] = []

    def make(*flaws: str) -> World:
        made.append(World(frozenset(flaws)))
        return made[-1]

    yield make
    for one in made:
        one.loop.close()


def test_requests_of_one_turn_are_one_batch(world: World) -> None:
    async def many() -> list[Any]:
        return await asyncio.gather(*(world.store.commit(world.say(f"c{n}")) for n in range(20)))

    assert world.do(many()) == [Committed(n, n) for n in range(1, 21)]
    assert world.faults.counts["batches"] == 1


def test_nothing_is_answered_before_it_is_durable(world: World) -> None:
    durable: list[float] = []
    world.disk.witnesses.append(lambda commit, outcome: durable.append(world.loop.now))
    world.faults.flush_s = (0.5, 0.5)
    assert world.do(world.store.commit(world.say())) == Committed(1, 1)
    assert durable == [0.5]
    assert world.store.last_pos == 1


@pytest.mark.parametrize(
    ("fault", "stored"),
    [(Fault.FAIL, False), (Fault.FULL, False), (Fault.GHOST, False), (Fault.AMBIGUOUS, True)],
)
def test_a_failed_batch_answers_all_of_its_requests_so(world: World, fault: Fault, stored: bool) -> None:
    world.faults.planned = [fault]

    async def both() -> list[Any]:
        calls = [world.store.commit(world.say(conv, conv)) for conv in ("c1", "c2")]
        return await asyncio.gather(*calls, return_exceptions=True)

    codes = [getattr(error, "code", None) for error in world.do(both())]
    assert codes == (["store_full"] * 2 if fault is Fault.FULL else ["store_disk"] * 2)
    assert (world.disk.rows.keys() == {"c1", "c2"}) is stored
    assert world.store.last_pos == (2 if stored else 0)
    again = world.do(world.store.commit(world.say("c1", "c1")))
    assert again == (Repeated(b"c1") if stored else Committed(1, 1))


@pytest.mark.parametrize("between", [False, True])
def test_a_ghost_lives_if_the_process_dies_at_once(world: World, between: bool) -> None:
    world.faults.planned = [Fault.GHOST]
    with pytest.raises(StoreFaultError):
        world.do(world.store.commit(world.say("c1", "1")))
    if between:
        world.do(world.store.commit(world.say("c2")))
    world.restart()
    assert ("c1" in world.disk.rows) is not between
    assert isinstance(world.do(world.store.commit(world.say("c1", "1"))), Committed if between else Repeated)


@pytest.mark.parametrize(("fault", "stored"), [(Fault.CRASH_BEFORE, False), (Fault.CRASH_AFTER, True)])
def test_a_crash_around_the_flush(world: World, fault: Fault, stored: bool) -> None:
    world.faults.planned = [fault]
    asked = world.server.spawn(world.store.commit(world.say("c1", "1")))
    assert world.loop.run(asked.done) is Stop.IDLE
    assert not world.server.alive
    assert ("c1" in world.disk.rows) is stored
    epoch, key = world.store.stream_epoch, world.store.hash_key
    world.start()
    assert (world.store.stream_epoch, world.store.hash_key) == (epoch, key)
    assert world.store.last_pos == int(stored)
    assert world.do(world.store.result("ann", "1")) == (StoredResult(b"h", b"1") if stored else None)
    assert (world.do(world.store.due(9, 9)) == [("c1", Due(5, DueKind.IDLE, "t"))]) is stored


@pytest.mark.parametrize("at", [0.0005, 0.05, 0.15])
def test_a_kill_at_any_time_keeps_what_was_flushed(world: World, at: float) -> None:
    """Killed while it waits, before the flush or between flush and answer: whole batches or nothing."""
    world.faults.flush_s, world.faults.answer_s = (0.1, 0.1), (0.1, 0.1)
    asked = [world.server.spawn(world.store.commit(world.say(f"c{n}"))) for n in range(3)]
    world.loop.run(until=at)
    assert not any(task.done() for task in asked)
    world.restart()
    assert len(world.do(world.store.open_heads())) == (3 if at > 0.1 else 0)


def test_a_slow_flush_holds_the_next_batch_up(world: World) -> None:
    world.faults.planned = [Fault.SLOW]
    world.faults.slow_s = (3.0, 3.0)
    first = world.server.spawn(world.store.commit(world.say("c1")))
    world.loop.run(until=1.0)
    second = world.server.spawn(world.store.commit(world.say("c2")))
    world.loop.run(until=2.9)
    assert world.do(world.store.head("c1")) is None
    assert not second.done()
    assert world.loop.run(second.done) is Stop.MET
    assert first.done()
    assert 3.0 < world.loop.now < 3.1


def test_rates_hit_calls_and_batches_and_are_counted(world: World) -> None:
    world.faults.rates = {Fault.BUSY: 1.0}
    with pytest.raises(StoreBusyError):
        world.do(world.store.commit(world.say()))
    world.faults.rates = {Fault.READ: 1.0}
    with pytest.raises(StoreFaultError):
        world.do(world.store.head("c1"))
    world.faults.rates = {Fault.FAIL: 0.5}
    for _ in range(40):
        with contextlib.suppress(StoreFaultError):
            world.do(world.store.commit(world.say()))
    failed = world.faults.counts[Fault.FAIL]
    assert 5 < failed < 35
    assert world.store.last_pos == 40 - failed


def test_a_store_belongs_to_one_living_process(world: World) -> None:
    other = world.loop.process("second")
    with pytest.raises(StoreOpenError):
        world.loop.complete(other.spawn(SimStore.open(world.disk)))
    world.loop.kill(world.server)
    world.loop.complete(other.spawn(SimStore.open(world.disk)))


def test_closing_finishes_what_was_asked(world: World) -> None:
    async def close() -> list[Any]:
        asked = [asyncio.create_task(world.store.commit(world.say(f"c{n}"))) for n in range(3)]
        await asyncio.sleep(0)
        await world.store.close()
        return await asyncio.gather(*asked)

    assert world.do(close()) == [Committed(n, n) for n in (1, 2, 3)]
    for call in (world.store.commit(world.say()), world.store.head("c1")):
        with pytest.raises(StoreClosedError):
            world.do(call)


# What can be planted, so that the checks of whole worlds are seen to fail.


def test_flaw_ack_before_flush(flawed: Callable[..., World]) -> None:
    world = flawed("ack_before_flush")
    world.faults.flush_s = (0.1, 0.1)
    assert world.do(world.store.commit(world.say("c1"))) == Committed(1, 1)
    assert world.loop.now < 0.1
    world.restart()
    assert world.disk.rows == {}, "acknowledged, and gone"
    assert world.do(world.store.commit(world.say("c1"))) == Committed(1, 1)
    world.loop.run(until=1.0)
    world.restart()
    assert "c1" in world.disk.rows


def test_flaw_dedupe_skipped(flawed: Callable[..., World]) -> None:
    world = flawed("dedupe_skipped")
    world.do(world.store.commit(world.say("c1", "1")))
    assert world.do(world.store.commit(world.say("c1", "1"))) == Committed(2, 1)


def test_flaw_cas_skipped(flawed: Callable[..., World]) -> None:
    world = flawed("cas_skipped")
    early, late = world.say("c1"), world.say("c1")
    world.do(world.store.commit(early))
    assert isinstance(world.do(world.store.commit(late)), Committed)
    sound = flawed()
    early, late = sound.say("c1"), sound.say("c1")
    sound.do(sound.store.commit(early))
    assert sound.do(sound.store.commit(late)) == Conflict(1)


def test_flaw_chunk_fence_dropped(flawed: Callable[..., World]) -> None:
    world = flawed("chunk_fence_dropped")
    world.do(world.store.commit(world.say("c1")))
    assert world.do(world.store.add_chunk("c1", 7, "gone", 1, "late"))


def test_flaws_of_a_restart(flawed: Callable[..., World]) -> None:
    world = flawed("due_lost_on_restart", "results_lost_on_restart")
    world.do(world.store.commit(world.say("c1", "1")))
    assert len(world.do(world.store.due(9, 9))) == 1
    world.restart()
    assert world.do(world.store.due(9, 9)) == []
    assert isinstance(world.do(world.store.commit(world.say("c1", "1"))), Committed)
    assert len(world.do(world.store.due(9, 9))) == 1, "a timer that was set since"


def test_unknown_flaws_are_refused() -> None:
    assert len(FLAWS) == 6
    with pytest.raises(ValueError):
        World(frozenset({"typo"}))


def test_the_same_command_with_another_body_is_a_mismatch(world: World) -> None:
    commit = world.say("c1", "1")
    world.do(world.store.commit(commit))
    assert world.do(world.store.commit(msgspec.structs.replace(commit, body_hash=b"other"))) == Mismatch()
