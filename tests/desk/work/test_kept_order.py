"""A list whose order is kept shows, after any changes, what a list sorted anew shows."""

import string

from hypothesis import given, settings
from hypothesis import strategies as st

from console.core.conversation.words import State
from console.core.floor.rows import Row
from console.desk.work import lists
from console.desk.work.kept_order import KeptOrder, Seen

STATES = (State.QUEUED, State.OFFERED, State.BOT, State.HUMAN)


@st.composite
def rows(draw: st.DrawFn) -> Row:
    return Row(
        draw(st.sampled_from(string.ascii_lowercase)),
        1,
        draw(st.sampled_from(STATES)),
        1,
        1,
        since=draw(st.integers(0, 3)),
        deadline=draw(st.integers(0, 3)),
        confidence=draw(st.sampled_from((None, 0.2, 0.9))),
    )


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(rows() | st.sampled_from(string.ascii_lowercase), max_size=8), max_size=8), st.lists(rows()))
def test_kept_is_sorted(steps: list[list[Row | str]], held: list[Row]) -> None:
    now: dict[str, Row] = {}
    seen = Seen()
    waiting = KeptOrder(lists.is_waiting, lists.queue_place)
    bots = KeptOrder(lists.is_with_bot, lists.bots_place)
    earlier: list[tuple[list[str], object]] = []
    for step in steps:
        for change in step:
            if isinstance(change, str):
                now.pop(change, None)
            else:
                now[change.conv] = change
        changes = seen.changes(now)
        waiting.take(changes, now)
        bots.take(changes, now)
        gone = [(row, "gone") for row in {row.conv: row for row in held}.values()]
        for kept, fresh in (
            (lists.waiting(waiting.ordered(), 9, held=gone), lists.waiting(now.values(), 9, held=gone)),
            (lists.waiting(waiting.ordered(), 9), lists.waiting(now.values(), 9)),
            (lists.bots(bots.ordered(), 9), lists.bots(now.values(), 9)),
        ):
            assert list(kept) == list(fresh)
            for conv in string.ascii_lowercase:
                assert kept.find(conv) == fresh.find(conv)
        for convs, before in earlier:
            assert [row.conv for row in before] == convs  # type: ignore[attr-defined]
        earlier.append(([row.conv for row in waiting.ordered()], waiting.ordered()))


def test_nothing_is_sorted_where_little_changed() -> None:
    placed: list[str] = []

    def place(row: Row) -> tuple[int, int, str]:
        placed.append(row.conv)
        return lists.queue_place(row)

    seen, order = Seen(), KeptOrder(lists.is_waiting, place)
    now = {f"c{n}": Row(f"c{n}", n, State.QUEUED, 1, 1, since=n) for n in range(1_000)}
    order.take(seen.changes(now), now)
    placed.clear()
    now["c5"] = Row("c5", 5, State.QUEUED, 1, 1, since=5_000)
    order.take(seen.changes(now), now)
    assert order.ordered()[-1].conv == "c5"
    assert len(placed) <= 2
    placed.clear()
    now["b"] = Row("b", 1, State.BOT, 1, 1)
    before = order.ordered()
    order.take(seen.changes(now), now)
    assert not placed
    assert order.ordered() is before
