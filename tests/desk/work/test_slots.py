from hypothesis import given
from hypothesis import strategies as st

from console.core.floor.rows import Row
from console.desk.work.slots import DEFAULT_ROOM, Slots, next_needing, slot_of

CONVS = st.lists(st.sampled_from("abcdefgh"), unique=True, max_size=6)


def row(conv: str = "a", **fields: object) -> Row:
    return Row(conv, 1, "human", 3, 9, **{"owner": "maya", "name": "Ana Souza", **fields})


@given(st.lists(CONVS, max_size=12))
def test_a_chat_keeps_its_number_until_it_ends(steps: list[list[str]]) -> None:
    slots = Slots()
    before: dict[str, int] = {}
    for convs in steps:
        slots.keep(convs)
        now = {conv: slots.number(conv) for conv in convs}
        assert all(now[conv] == number for conv, number in before.items() if conv in now)
        assert sorted(set(now.values())) == sorted(now.values())
        assert all(number >= 1 for number in now.values())
        assert slots.order() == sorted(convs, key=now.__getitem__)
        before = now


@given(CONVS)
def test_new_chats_take_the_lowest_free_numbers(convs: list[str]) -> None:
    slots = Slots()
    slots.keep(convs)
    assert [slots.number(conv) for conv in convs] == list(range(1, len(convs) + 1))
    assert slots.free() == (len(convs) + 1 if len(convs) < DEFAULT_ROOM else 0)
    assert all(slots.conv(slots.number(conv)) == conv for conv in convs)
    assert slots.conv(99) == ""


def test_a_freed_number_is_reused_and_nobody_moves() -> None:
    slots = Slots()
    slots.keep(["a", "b", "c"])
    slots.keep(["a", "c"])
    slots.keep(["a", "c", "d"])
    assert (slots.number("a"), slots.number("d"), slots.number("c")) == (1, 2, 3)


def test_how_a_slot_looks() -> None:
    waiting = slot_of(row(unanswered=1, unanswered_since=1_000, unread=2), 2, 9_000)
    assert (waiting.glyph, waiting.time, waiting.extras) == ("▲", "00:08", "+2")
    assert slot_of(row(unanswered=1, unanswered_since=1_000), 1, 42_000).glyph == "○"
    assert slot_of(row(unanswered=1, unanswered_since=1_000), 1, 121_000).glyph == "■"
    assert slot_of(row(last_at=1_000), 1, 4_000, has_draft=True).glyph == "✎"
    late = slot_of(row(unanswered=1, unanswered_since=1_000), 1, 121_000, has_draft=True, unsent=1, failed=1)
    assert (late.glyph, late.extras) == ("■", "✎↑1!")


def test_who_needs_me_next() -> None:
    rows = [row("a", unanswered=1, unanswered_since=5), row("b", unanswered=1, unanswered_since=9, unread=1), row("c")]
    found = next_needing(rows, "")
    assert found is not None
    assert found.conv == "b"
    assert next_needing(rows, "b") == rows[0]
    assert next_needing([rows[2]], "") is None
