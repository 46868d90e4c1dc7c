"""The simulated loop: asyncio's own tools on it, virtual time, crashes, sleep, clocks, order, and chance."""

import asyncio
import gc
import os
import random
import secrets
import subprocess
import sys
import time

import pytest

from tests.sim.loop import START_MS, Process, SimLoop, Stop, StuckError, chance, clocks, process


@pytest.fixture
def loop():
    made = SimLoop(random.Random(1))
    yield made
    made.close()


async def test_it_does_what_asyncio_does(loop: SimLoop) -> None:
    """The same program on both loops tells the same story."""

    async def program() -> list[object]:
        told: list[object] = []
        lock, bell, line = asyncio.Lock(), asyncio.Event(), asyncio.Queue[int](1)

        async def one(n: int) -> int:
            async with lock:
                told.append(("in", n))
                await asyncio.sleep(0.001)
            await line.put(n)
            return n

        async def drain() -> None:
            for _ in range(3):
                told.append(("got", await line.get()))
            bell.set()

        task = asyncio.create_task(drain())
        told.append(await asyncio.gather(*(one(n) for n in range(3))))
        await bell.wait()
        await task
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.002):
                await asyncio.Event().wait()
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(asyncio.Event().wait(), 0.002)
        done, late = await asyncio.wait([asyncio.create_task(asyncio.sleep(n, n)) for n in (0, 9)], timeout=0.001)
        told.append((len(done), len(late)))
        for task_ in late:
            task_.cancel()
        told.append(await asyncio.gather(*late, return_exceptions=True))
        told.append(await asyncio.to_thread(lambda: "from a thread"))
        async with asyncio.TaskGroup() as group:
            children = [group.create_task(one(n)) for n in range(1)]
        told.append([child.result() for child in children])
        with pytest.raises(ZeroDivisionError):
            await asyncio.to_thread(lambda: 1 // 0)
        order: list[int] = []
        running = asyncio.get_running_loop()
        for n in (3, 1, 2):
            running.call_later(n / 1000, order.append, n)
        running.call_later(0.002, order.append, 9).cancel()
        for n in range(3):
            running.call_soon(order.append, -n)
        await asyncio.sleep(0.02)
        told.append(order)
        return [str(part) for part in told]

    simulated = await asyncio.to_thread(lambda: loop.complete(program()))
    assert simulated == await program()


def test_time_is_virtual(loop: SimLoop) -> None:
    began = time.perf_counter()

    async def nap() -> float:
        await asyncio.sleep(8 * 3600)
        return asyncio.get_running_loop().time()

    assert loop.complete(nap()) == 8 * 3600
    assert time.perf_counter() - began < 1.0
    assert loop.now_ms() == START_MS + 8 * 3600 * 1000


def test_a_run_ends_by_condition_time_steps_or_because_nothing_is_left(loop: SimLoop) -> None:
    ticks: list[float] = []

    async def tick() -> None:
        while len(ticks) < 100:
            await asyncio.sleep(1)
            ticks.append(loop.now)

    loop.create_task(tick())
    assert loop.run(lambda: len(ticks) == 3) is Stop.MET
    assert loop.run(until=10.5) is Stop.TIME
    assert (loop.now, len(ticks)) == (10.5, 10)
    before = loop.steps
    assert loop.run(steps=5) is Stop.STEPS
    assert loop.steps == before + 5
    seen: list[int] = []
    assert loop.run(each=lambda: seen.append(loop.steps)) is Stop.IDLE
    assert len(ticks) == 100
    assert seen == list(range(before + 6, loop.steps + 1)), "called after every single step"


def test_a_deadlock_is_noticed(loop: SimLoop) -> None:
    async def wait_for_ever() -> None:
        await asyncio.Event().wait()

    with pytest.raises(StuckError, match="idle"):
        loop.complete(wait_for_ever())


def _victim(told: list[str], bell: asyncio.Event) -> Process:
    loop = asyncio.get_running_loop()
    assert isinstance(loop, SimLoop)
    victim = loop.process("victim")

    async def child() -> None:
        try:
            while True:
                await asyncio.sleep(0.1)
                told.append("tick")
        finally:
            told.append("finally")
            await asyncio.sleep(0)
            told.append("finally, later")

    async def waiter() -> None:
        try:
            await bell.wait()
        except BaseException as error:
            told.append(repr(error))
        told.append("rung")

    async def main() -> None:
        asyncio.get_running_loop().call_later(0.5, told.append, "late callback")
        asyncio.get_running_loop().run_in_executor(None, told.append, "thread")
        await asyncio.gather(child(), waiter(), asyncio.to_thread(lambda: None))

    victim.spawn(main())
    return victim


def test_a_killed_process_never_runs_again_and_clears_nothing_up(loop: SimLoop) -> None:
    """Neither its tasks, nor its timers, nor a `finally`."""
    told: list[str] = []
    with loop.running():
        bell = asyncio.Event()
        victim = _victim(told, bell)
    deaths: list[float] = []
    victim.at_death(lambda: deaths.append(loop.now))
    loop.run(until=0.25)
    assert told == ["thread", "tick", "tick"]
    loop.kill(victim)
    loop.kill(victim)
    assert deaths == [0.25]
    assert not victim.alive
    with loop.running():
        bell.set()
    gc.collect()
    assert loop.run(until=10.0) is Stop.TIME
    assert loop.run() is Stop.IDLE
    assert told == ["thread", "tick", "tick"]


def test_the_end_of_a_world_is_silent(loop: SimLoop, caplog: pytest.LogCaptureFixture) -> None:
    """Whatever was going on: collecting it warns of nothing (this suite makes such warnings errors)."""
    with loop.running():
        bell = asyncio.Event()
        victim = _victim([], bell)
        living = _victim([], bell)
    victim.spawn(asyncio.sleep(1))
    loop.run(until=0.25)
    loop.kill(victim)
    living.spawn(asyncio.sleep(1))
    loop.close()
    del victim, living, bell
    gc.collect()
    assert caplog.records == []
    assert loop.troubles == []


def test_a_process_that_dies_at_a_crash_point_goes_no_further(loop: SimLoop) -> None:
    told: list[str] = []
    doomed = loop.process("doomed")

    async def work() -> None:
        try:
            told.append("before")
            await doomed.die()
            told.append("behind")
        finally:
            told.append("finally")

    async def bystander() -> None:
        await asyncio.sleep(1)
        told.append("bystander")

    doomed.spawn(work())
    doomed.spawn(bystander())
    loop.create_task(bystander())
    assert loop.run() is Stop.IDLE
    assert told == ["before", "bystander"]


def test_another_process_is_told_nothing_by_a_kill(loop: SimLoop) -> None:
    """A future that a dead process would have set stays unset; one that it waited for may still be set."""
    dead, alive = loop.process("dead"), loop.process("alive")
    shared = loop.create_future()

    async def gives() -> None:
        await asyncio.sleep(1)
        shared.set_result(None)

    waiting = alive.spawn(asyncio.wait_for(shared, 3))
    dead.spawn(gives())
    loop.run(until=0.5)
    loop.kill(dead)
    loop.run()
    assert isinstance(waiting.exception(), TimeoutError)
    assert loop.now == 3


@pytest.mark.parametrize("asleep", [True, False])
def test_a_sleeping_machine_goes_on_where_it_was(loop: SimLoop, asleep: bool) -> None:
    laptop = loop.process("laptop")
    at: list[tuple[float, float, int, int, int]] = []

    async def every_minute() -> None:
        while True:
            await asyncio.sleep(60)
            inner = asyncio.get_running_loop().time()
            at.append((loop.now, inner, laptop.mono_ms(), laptop.boot_ms(), laptop.now_ms() - START_MS))

    laptop.spawn(every_minute())
    loop.run(until=90)
    loop.freeze(laptop)
    loop.run(until=90 + 8 * 3600)
    assert len(at) == 1
    assert laptop.frozen
    loop.thaw(laptop, asleep=asleep)
    loop.run(until=90 + 8 * 3600 + 70)
    woke = 90 + 8 * 3600
    if asleep:
        assert at[1:] == [(woke + 30, 120, 120_000, (woke + 30) * 1000, (woke + 30) * 1000)], "30 s were left"
    else:
        assert [now for now, *_ in at[1:]] == [woke, woke + 60], "SIGSTOP: the time was over meanwhile"
        assert at[1][2] == woke * 1000


def test_a_frozen_process_hears_of_everything_later_and_in_order(loop: SimLoop) -> None:
    laptop = loop.process("laptop")
    heard: list[int] = []
    loop.freeze(laptop)
    for n in range(5):
        laptop.call_soon(heard.append, n)
    loop.run(until=5)
    assert heard == []
    loop.thaw(laptop)
    loop.run(until=6)
    assert heard == [0, 1, 2, 3, 4]
    loop.freeze(laptop)
    laptop.call_soon(heard.append, 9)
    loop.run(until=7)
    loop.kill(laptop)
    loop.thaw(laptop)
    loop.run()
    assert heard == [0, 1, 2, 3, 4], "killed in its sleep"


def test_a_clock_jump_moves_one_machines_wall_clock_only(loop: SimLoop) -> None:
    one, other = loop.process("one"), loop.process("other")
    loop.jump("one", -3_600_000)
    loop.run(until=1)
    assert one.now_ms() == START_MS + 1_000 - 3_600_000
    assert other.now_ms() == START_MS + 1_000
    assert (one.mono_ms(), one.boot_ms()) == (1_000, 1_000)
    again = loop.process("one")
    assert again.now_ms() == one.now_ms(), "a machine's clock outlives its processes"

    def read() -> tuple[int, float, int]:
        return time.time_ns() // 1_000_000, time.monotonic(), round(time.time() * 1000)

    with clocks(loop):
        assert one.run(read) == (one.now_ms(), 1.0, one.now_ms())
        assert abs(time.time() * 1000 - one.now_ms()) > 1_000, "outside of the loop it is the real one"
    assert one.run(read)[1] != 1.0


def test_callbacks_of_one_process_keep_their_order_while_processes_are_interleaved() -> None:
    def history(seed: int, *, interleave: bool) -> list[tuple[str, int]]:
        loop = SimLoop(random.Random(seed), interleave=interleave)
        told: list[tuple[str, int]] = []
        for n in range(4):
            for name in ("a", "b", "c"):
                loop.process(name).call_soon(told.append, (name, n))
        loop.run()
        loop.close()
        return told

    plain = [(name, n) for n in range(4) for name in ("a", "b", "c")]
    assert history(1, interleave=False) == history(2, interleave=False) == plain
    drawn = [history(seed, interleave=True) for seed in range(20)]
    assert drawn == [history(seed, interleave=True) for seed in range(20)]
    assert len({tuple(one) for one in drawn}) > 5


def test_one_process_is_first_in_first_out_even_when_interleaved() -> None:
    loop = SimLoop(random.Random(5), interleave=True)
    one, other = loop.process("one"), loop.process("other")
    told: list[int] = []
    for n in range(50):
        one.call_soon(told.append, n)
        other.call_soon(lambda: None)
    loop.run()
    assert told == list(range(50))
    loop.close()


def test_failures_of_processes_are_kept_and_those_of_the_world_end_the_run(loop: SimLoop) -> None:
    def fail() -> None:
        raise ZeroDivisionError

    loop.process("p").call_soon(fail)
    assert loop.run() is Stop.IDLE
    assert isinstance(loop.troubles[0]["exception"], ZeroDivisionError)
    loop.call_soon(fail)
    with pytest.raises(ZeroDivisionError):
        loop.run()


def test_work_for_a_thread_takes_the_time_that_was_drawn(loop: SimLoop) -> None:
    loop.thread_delay = lambda: 0.25
    owner = loop.process("p")

    async def work() -> tuple[float, Process | None]:
        return await asyncio.to_thread(lambda: (loop.now, process.get()))

    assert loop.complete(owner.spawn(work())) == (0.25, owner)


def test_chance_is_the_worlds_and_is_given_back() -> None:
    def drawn(seed: int) -> list[object]:
        with chance(random.Random(seed)):
            return [secrets.token_hex(8), secrets.token_urlsafe(32), secrets.randbelow(100), random.random(),
                    random.choice("abc"), os.urandom(4), secrets.choice("abc"), secrets.token_bytes(3)]  # fmt: skip

    assert drawn(1) == drawn(1) != drawn(2)
    hexed, url = drawn(3)[:2]
    assert isinstance(hexed, str)
    assert isinstance(url, str)
    assert (len(hexed), len(url)) == (16, 43)
    assert secrets.token_hex(8) != secrets.token_hex(8)
    state = random.getstate()
    drawn(4)
    assert random.getstate() == state


PROGRAM = """
import asyncio, random
from tests.sim.loop import SimLoop
loop = SimLoop(random.Random(7), interleave=True)
told = []
async def work(name):
    for n in range(20):
        await asyncio.sleep(loop.rng.choice([0, 0, 0.001, 0.002]))
        told.append(f"{name}{n}")
for name in "abcdef":
    loop.process(name).spawn(work(name))
loop.run()
print(" ".join(told), loop.steps, round(loop.now, 6))
loop.close()
"""


def test_one_seed_is_one_history_in_any_interpreter() -> None:
    def told(hash_seed: str) -> str:
        environment = {**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": os.getcwd()}
        made = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, env=environment)
        assert made.returncode == 0, made.stderr
        return made.stdout

    assert told("1") == told("2") != ""
