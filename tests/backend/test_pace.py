"""The token bucket, and what is kept of each of many, with a clock of the test's."""

import asyncio
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.backend import pace as paces
from console.backend.pace import OfEach, Pace, Slices


@given(st.lists(st.floats(0, 5), min_size=1, max_size=200))
def test_never_more_than_the_burst_and_the_rate(gaps: list[float]) -> None:
    now = 100.0
    pace = Pace(3, 4, lambda: now)
    passed = 0
    for gap in gaps:
        now += gap
        passed += pace.take()
        assert passed <= 4 + 3 * (now - 100.0 - gaps[0]) + 1e-6


def test_what_has_passed_already_is_owed_up_to_a_burst() -> None:
    now = 0.0
    pace = Pace(2, 10, lambda: now)
    pace.charge(10)
    assert not pace.owes
    pace.charge(1_000)
    assert pace.owes
    now = 4.9
    assert pace.owes
    now = 5.0
    assert not pace.owes


def test_nothing_is_lost_by_asking_often() -> None:
    now = 0.0
    pace = Pace(2, 1, lambda: now)
    assert pace.take()
    passed = 0
    for step in range(1, 1_001):
        now = step / 100
        passed += pace.take()
    assert passed == 20


async def test_without_a_clock_it_goes_by_the_loops() -> None:
    pace = Pace(1_000, 1)
    assert pace.take()
    assert not pace.take()
    loop = asyncio.get_running_loop()
    later = asyncio.Event()
    loop.call_later(0.002, later.set)
    await later.wait()
    assert pace.take()


def test_of_each_is_bounded_and_keeps_the_latest() -> None:
    each = OfEach(lambda: Pace(1, 1, lambda: 0.0), most=3)
    assert each.of("a").take()
    for who in ("b", "c", "a", "d"):
        each.of(who)
    assert len(each) == 3
    assert not each.of("a").take()


async def test_the_long_work_of_many_leaves_everything_else_its_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    now, done, turns = 0.0, 0, [0.0]
    monkeypatch.setattr(paces, "loop_time", lambda: now)
    slices = Slices(0.004, 0.0)

    async def work() -> None:
        nonlocal now, done
        for _ in range(20):
            now += 0.001
            await slices.rest()
        done += 1

    tasks = [asyncio.create_task(work()) for _ in range(16)]
    while done < 16:
        await asyncio.sleep(0)
        turns.append(now)
    # Each does one piece in a round, whoever has found the slice to be over: not a slice each.
    assert max(after - before for before, after in pairwise(turns)) <= 0.004 + 16 * 0.001 + 1e-9
    assert now == pytest.approx(0.320)
    await asyncio.gather(*tasks)


async def test_who_gives_up_while_it_rests_holds_nobody_up() -> None:
    slices = Slices(0.0, 0.0)
    tasks = [asyncio.create_task(slices.rest()) for _ in range(3)]
    await asyncio.sleep(0)
    tasks[0].cancel()
    await asyncio.wait_for(asyncio.gather(*tasks[1:]), 5)
