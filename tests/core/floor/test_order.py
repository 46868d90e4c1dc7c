"""The order of the queue, its fair share, and that nobody starves in it (L5)."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from console.core.floor.order import MOST_IN_A_ROW, Standing, key, next_in_line, order, standing

REASONS = ["asked", "fraud", "loop", "policy"]


class Leg(msgspec.Struct, frozen=True):
    conv: str
    deadline: int
    enqueued_at: int = 0
    reason: str = "asked"


times = st.integers(0, 1_000)
legs = st.lists(
    st.builds(Leg, st.integers(0, 10**6).map(str), times, times, st.sampled_from(REASONS)),
    unique_by=lambda leg: leg.conv,
    max_size=30,
)


def test_the_earliest_deadline_is_first_then_the_longest_wait_then_the_id() -> None:
    rows = [Leg("d", 9), Leg("c", 5, 2), Leg("b", 5, 1), Leg("a", 5, 2)]
    assert [leg.conv for leg in order(rows)] == ["b", "a", "c", "d"]


@given(legs, st.randoms())
def test_one_order_for_everybody(rows: list[Leg], random: object) -> None:
    mixed = rows.copy()
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert order(mixed) == order(rows)
    assert len(order(rows)) == len(rows)


@given(legs, st.lists(st.sampled_from(REASONS), max_size=5), times)
def test_the_next_is_the_first_unless_its_class_had_its_share(rows: list[Leg], recent: list[str], now: int) -> None:
    chosen = next_in_line(rows, recent, now)
    if not rows:
        assert chosen is None
        return
    assert chosen is not None
    first, share = order(rows)[0], recent[-MOST_IN_A_ROW:]
    if chosen != first:
        assert share == [first.reason] * MOST_IN_A_ROW
        assert chosen.reason != first.reason
        assert chosen.deadline <= now
        assert all(key(chosen) <= key(leg) for leg in rows if leg.reason != first.reason)
    elif share == [first.reason] * MOST_IN_A_ROW:
        assert not any(leg.reason != first.reason and leg.deadline <= now for leg in rows)


def test_a_class_gives_way_after_three_in_a_row_to_a_late_leg_of_another() -> None:
    rows = [Leg("a", 1), Leg("b", 2), Leg("late", 90, reason="loop"), Leg("later", 80, reason="policy")]
    assert next_in_line(rows, ["asked"] * 2, 100) == rows[0]
    assert next_in_line(rows, ["loop", "asked", "asked", "asked"], 100) == rows[3]
    assert next_in_line(rows, ["asked"] * 3, 85) == rows[3]
    assert next_in_line(rows, ["asked"] * 3, 79) == rows[0], "nobody else is late"
    assert next_in_line(rows, ["loop"] * 3, 100) == rows[0], "the first is of another class"
    assert next_in_line([], ["asked"] * 3, 0) is None


@settings(max_examples=200)
@given(legs.filter(bool), st.lists(st.tuples(st.sampled_from(REASONS), st.integers(30, 120)), max_size=80))
def test_nobody_starves_with_one_taker_a_step(rows: list[Leg], arrivals: list[tuple[str, int]]) -> None:
    """L5: one is taken and one arrives at each step; whoever waits is overtaken a bounded number of times.

    Who arrives after somebody's deadline has a later one, so that only those who were there, those who came before the
    deadline, and the fair share's turns of other classes can be served before her.
    """
    now, waiting, recent, waited, arrived = 1_000, list(rows), [], {leg.conv: 0 for leg in rows}, 0
    bound = 4 * (len(rows) + 1)
    while waiting:
        if arrived < len(arrivals):
            reason, target = arrivals[arrived]
            waiting.append(Leg(f"new{arrived}", now + target, now, reason))
            arrived += 1
        taken = next_in_line(waiting, recent, now)
        assert taken is not None
        waiting.remove(taken)
        recent.append(taken.reason)
        now += 1
        for leg in waiting:
            if leg.conv in waited:
                waited[leg.conv] += 1
                assert waited[leg.conv] <= bound, "starved"


@given(st.lists(st.sampled_from(REASONS), min_size=1, max_size=60), st.integers(1, 5))
def test_a_late_class_is_served_within_every_four(arrivals: list[str], flood: int) -> None:
    """However many early deadlines one class has, a late leg of another waits for at most three of them."""
    waiting = [Leg(f"f{i}", i, reason="fraud") for i in range(10 * flood)] + [Leg("one", 500, reason="loop")]
    recent = list(arrivals)
    served = []
    while not any(leg.conv == "one" for leg in served):
        leg = next_in_line(waiting, recent, 1_000)
        assert leg is not None
        waiting.remove(leg)
        served.append(leg)
        recent.append(leg.reason)
    assert len(served) <= MOST_IN_A_ROW + 1


@pytest.mark.parametrize(
    ("waited", "expected"),
    [
        (-5, "fine"),
        (0, "fine"),
        (39_999, "fine"),
        (40_000, "warn"),
        (59_999, "warn"),
        (60_000, "breach"),
        (10**9, "breach"),
    ],
)
def test_standing_of_a_target_of_a_minute(waited: int, expected: str) -> None:
    assert standing(1_000_000 + waited, 1_000_000, 1_060_000) is Standing(expected)


@given(st.integers(0, 10**13), st.integers(1, 10**9), st.integers(0, 10**9))
def test_standing_only_gets_worse(since: int, target: int, waited: int) -> None:
    worse = list(Standing)
    at, later = (standing(since + w, since, since + target) for w in (waited, waited + 1))
    assert worse.index(at) <= worse.index(later)


def test_a_deadline_that_was_over_before_it_began_is_a_breach() -> None:
    assert standing(5, 5, 5) is Standing.BREACH
    assert standing(5, 9, 4) is Standing.BREACH
