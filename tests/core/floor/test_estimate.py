"""The wait that customers are told: the published vectors, and what it never does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.core.conversation.words import MINUTE, SECOND
from console.core.floor.estimate import STEPS, Pace, band, expected, history, session_time, smoothed, step_of, told

USUAL = Pace(answered=12, sessions=20, session_time=8 * MINUTE, long_run=10 * MINUTE, active_slots=9)


def test_the_published_vectors() -> None:
    assert history([60_000, 30_000, 20_000]) == pytest.approx(38_148, abs=1)
    assert smoothed(180, 160) == 170


def test_position_times_the_interval_between_answers() -> None:
    assert session_time(USUAL) == 9 * MINUTE, "half of it long run, half of it the last quarter of an hour"
    assert expected(1, USUAL) == MINUTE
    assert expected(3, USUAL) == 3 * MINUTE
    assert band(told(3, USUAL)) == (2, 4)


def test_it_is_never_below_what_people_have_waited_lately() -> None:
    slow = Pace(12, 20, 8 * MINUTE, 10 * MINUTE, 9, (5 * MINUTE,) * 10)
    assert expected(1, slow) == 5 * MINUTE
    assert expected(8, slow) == 8 * MINUTE


def test_only_the_last_ten_waits_count() -> None:
    assert history([MINUTE] * 10 + [9 * MINUTE]) == MINUTE
    assert history([]) == 0


def test_where_too_little_is_known_nothing_is_said() -> None:
    assert told(1, Pace(4, 20, MINUTE, MINUTE, 9)) is None
    assert told(1, Pace(5, 20, MINUTE, MINUTE, 9)) == 0
    assert told(1, Pace(5, 20, MINUTE, MINUTE, 0)) is None, "nobody works"
    assert band(None) == ()
    assert session_time(Pace(5, 0, 0, 10 * MINUTE, 9)) == 10 * MINUTE
    assert session_time(Pace(5, 3, 4 * MINUTE, 0, 9)) == 4 * MINUTE


def test_bands_follow_one_another() -> None:
    assert [low for low, _ in STEPS[1:]] == [high for _, high in STEPS[:-1]]
    assert band(step_of(0)) == (0, 1)
    assert band(step_of(MINUTE)) == (1, 2)
    assert band(step_of(10**9)) == STEPS[-1]


paces = st.builds(
    Pace,
    st.integers(0, 40),
    st.integers(0, 40),
    st.integers(0, 60 * MINUTE),
    st.integers(0, 60 * MINUTE),
    st.integers(0, 30),
    st.lists(st.integers(0, 30 * MINUTE), max_size=12).map(tuple),
)


@given(st.lists(st.tuples(st.integers(1, 50), paces), min_size=1, max_size=12))
def test_it_never_rises_by_more_than_one_step(story: list[tuple[int, Pace]]) -> None:
    before = None
    for position, pace in story:
        now = told(position, pace, before)
        if now is None:
            assert pace.answered < 5 or not pace.active_slots
            continue
        assert before is None or now <= before + 1
        assert now <= step_of(expected(position, pace) or 0), "never more than is expected"
        before = now


@given(st.integers(1, 50), paces)
def test_further_back_is_never_sooner(position: int, pace: Pace) -> None:
    nearer, further = expected(position, pace), expected(position + 1, pace)
    assert (nearer is None) == (further is None)
    assert nearer is None or further is None or further >= nearer


def test_seconds_are_milliseconds() -> None:
    assert step_of(59 * SECOND) == 0
