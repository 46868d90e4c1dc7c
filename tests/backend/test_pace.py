"""The token bucket, and what is kept of each of many, with a clock of the test's."""

import asyncio

from hypothesis import given
from hypothesis import strategies as st

from console.backend.pace import OfEach, Pace


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
