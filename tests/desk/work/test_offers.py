"""Offers as one agent sees them: which is hers, when it rings, what it means that one has gone."""

from msgspec.structs import replace

from console.core.floor.rows import Row
from console.desk.work.day import Day
from console.desk.work.offers import Offers

QUEUED = Row("c1", 1, "queued", 1, 1)
MINE = replace(QUEUED, state="offered", offer="o1", offer_to="maya", offer_until=20_000)


def test_an_offer_rings_once_and_stands_until_it_is_settled() -> None:
    offers = Offers()
    assert offers.take(MINE, "maya", 0) == "made"
    assert offers.take(replace(MINE, seq=2), "maya", 1_000) == ""
    assert offers.current("maya") == replace(MINE, seq=2)
    offers.settle("o1")
    assert offers.current("maya") is None
    offers.reopen("o1")
    assert offers.current("maya") is not None


def test_one_that_goes_at_its_end_has_passed_and_one_before_it_was_withdrawn() -> None:
    for now, came in ((19_500, "passed"), (5_000, "")):
        offers = Offers()
        offers.take(MINE, "maya", 0)
        assert offers.take(QUEUED, "maya", now) == came
        assert offers.current("maya") is None


def test_what_i_have_answered_never_passes() -> None:
    offers = Offers()
    offers.take(MINE, "maya", 0)
    offers.settle("o1")
    assert offers.take(QUEUED, "maya", 20_000) == ""
    assert offers.take(replace(QUEUED, state="human", owner="maya"), "maya", 20_000) == ""


def test_the_next_offer_of_the_same_chat_is_another() -> None:
    offers = Offers()
    offers.take(MINE, "maya", 0)
    again = replace(MINE, offer="o2", offer_until=40_000)
    assert offers.take(again, "maya", 20_000) == "passed"
    assert offers.current("maya") == again


def test_a_colleagues_offer_is_none_of_mine_until_everybody_is_called() -> None:
    offers = Offers()
    row = replace(MINE, offer_to="lena")
    assert offers.take(row, "maya", 0) == ""
    assert offers.current("maya") is None
    assert offers.to_all("c1", "maya")
    assert offers.current("maya") == row
    assert offers.take(QUEUED, "maya", 20_000) == "", "nobody of those who were called has missed anything"
    assert offers.current("maya") is None


def test_the_one_that_ends_first_goes_first_and_mine_before_everybodys() -> None:
    offers = Offers()
    offers.take(MINE, "maya", 0)
    offers.take(replace(MINE, conv="c2", offer="o2", offer_until=10_000), "maya", 0)
    offers.take(replace(MINE, conv="c3", offer="o3", offer_until=1_000, offer_to="lena"), "maya", 0)
    offers.to_all("c3", "maya")
    assert offers.current("maya").conv == "c2"  # type: ignore[union-attr]
    offers.drop("c2")
    assert offers.current("maya").conv == "c1"  # type: ignore[union-attr]


def test_my_day_counts_a_chat_once() -> None:
    day = Day()
    assert day.line(0, "09:00") == ""
    day.begin(1_000)
    for conv in ("a", "a", "b", "c"):
        day.mine(conv)
    day.solved("a")
    day.handed("b")
    assert day.line(61_000, "09:00") == "Since 09:00  1 min on · 3 chats · 1 solved · 1 handed on"
    assert "2:01 on" in day.line(1_000 + 121 * 60_000, "09:00")
    day.mine("b")
    assert "handed on" not in day.line(61_000, "09:00"), "she is back with me"
