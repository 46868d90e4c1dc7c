"""Units by state, halves for parked chats, and the one by which chats that wake up may exceed the capacity."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.core.conversation.model import BOT, Head, Leg, Party
from console.core.conversation.words import MINUTE, Cause, State
from console.core.floor.capacity import HALVES, Hold, Load, hold_of, holder, load_of, slots
from console.core.floor.policy import FloorPolicy, QueueSpec
from console.core.floor.presence import AgentState
from tests.core.floor.given import NOW

MAYA = Party("agent", "maya")
POLICY = FloorPolicy(queues=(QueueSpec("dispute", units=2),))
DISPUTE = Leg(1, "dispute", Cause.ESCALATED, NOW, NOW)


def held(**fields: object) -> Head:
    return Head("c1", owner=MAYA, last_handler=MAYA, last_customer_at=NOW, assigned_at=NOW - MINUTE, **fields)  # type: ignore[arg-type]


def test_a_chat_takes_its_queues_units_and_half_of_them_once_its_customer_is_silent() -> None:
    assert hold_of(held(state=State.HUMAN, leg=DISPUTE), POLICY) == Hold("c1", "maya", 4, NOW + 10 * MINUTE)
    assert hold_of(held(state=State.HUMAN), POLICY) == Hold("c1", "maya", 2, NOW + 10 * MINUTE)
    load = load_of(2, [Hold("c1", "maya", 4, NOW), Hold("c2", "maya", 2)], POLICY)
    assert (load.held(NOW - 1), load.held(NOW)) == (6, 4)
    assert (load.room(NOW - 1), load.room(NOW)) == (0, 1)


def test_a_customer_who_waits_for_an_answer_is_not_parked() -> None:
    hold = hold_of(held(state=State.HUMAN, unanswered=1), POLICY)
    assert hold is not None
    assert hold.parks_at == 0


@pytest.mark.parametrize(
    ("head", "who"),
    [
        (held(state=State.SNOOZED), ""),
        (Head("c1", State.RESOLVED, last_handler=MAYA, wrapped_up=False), "maya"),
        (Head("c1", State.RESOLVED, last_handler=MAYA), ""),
        (Head("c1", State.BOT, BOT, last_handler=MAYA), ""),
        (Head("c1", State.QUEUED, last_handler=MAYA), ""),
    ],
)
def test_whose_room_a_conversation_takes(head: Head, who: str) -> None:
    assert holder(head) == who
    hold = hold_of(head, POLICY)
    assert (hold.agent if hold else "") == who


@given(st.integers(0, 5), st.lists(st.tuples(st.integers(1, 2), st.booleans()), max_size=8), st.integers(1, 3))
def test_what_is_given_never_exceeds_by_more_than_one_whoever_wakes_up(
    capacity: int, chats: list[tuple[int, bool]], units: int
) -> None:
    full = sum(HALVES * size for size, _ in chats)
    load = Load(capacity, full, tuple((NOW, size) for size, parked in chats if parked))
    if units <= load.room(NOW):
        assert load.held(NOW) + HALVES * units <= HALVES * capacity, "over the capacity at once"
        assert full + HALVES * units <= HALVES * (capacity + 1), "over it by more than one when all wake up"
    if full + HALVES * units <= HALVES * capacity:
        assert units <= load.room(NOW), "there was room"


def test_over_the_capacity_nothing_is_given_until_below_it() -> None:
    assert Load(3, 8).room(NOW) == 0
    assert Load(3, 6).room(NOW) == 0
    assert Load(3, 4).room(NOW) == 1
    assert not Load(3, 8).may_wake(1)
    assert Load(3, 6).may_wake(1)
    assert not Load(3, 6).may_wake(2)
    assert not Load(3, 6).may_wake(1, promised=1)
    assert Load(3, 4).may_wake(1, promised=1)


@pytest.mark.parametrize(
    ("state", "held_units", "expected"),
    [
        (AgentState.AVAILABLE, 2, (3, 2)),
        (AgentState.FINISHING, 1, (1, 1)),
        (AgentState.BREAK, 0, (0, 0)),
        (AgentState.NO_ANSWER, 0, (0, 0)),
        (AgentState.AWAY, 2, (2, 2)),
        (AgentState.AVAILABLE, 4, (3, 4)),
    ],
)
def test_slots_as_the_wall_counts_them(state: AgentState, held_units: int, expected: tuple[int, int]) -> None:
    assert slots(state, Load(3, HALVES * held_units), NOW) == expected


def test_half_a_slot_is_shown_as_a_taken_one_and_equal_loads_compare_as_equal() -> None:
    assert Load(3, 5).busy(NOW) == 3
    assert Load(3, 2).ratio(NOW) == Load(6, 4).ratio(NOW)
    assert Load(0).ratio(NOW) == 1.0
    assert Load(0).room(NOW) == 0
