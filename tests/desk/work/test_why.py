"""Why a chat came to somebody, in words: the rule, the place, the values; and what is said where nothing is kept."""

from datetime import UTC

import pytest

from console.core.conversation.transcript import Turn
from console.core.conversation.why import Considered, Why
from console.core.floor.routing import RULES
from console.core.text.messages import messages
from console.desk.work.why import latest_why, no_why, why_lines

NAMES = {"maya": "you", "lena": "Lena"}
BOTH = (Considered("maya", load=33, idle_ms=250_000, level=2), Considered("lena", sticky=True, load=66, ring=1))


def lines(why: Why) -> list[str]:
    return why_lines(why, lambda agent: NAMES.get(agent, agent), UTC)


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_of_the_router_has_words(rule: str) -> None:
    assert f"routed.rule.{rule}" in messages()
    first = lines(Why(rule, candidates=BOTH, eligible=2))[0]
    assert rule not in first
    assert "{" not in first


def test_the_values_that_were_compared() -> None:
    why = Why("longest_idle", 2, 5, 1_764_355_321_000, True, BOTH, 9, 1)
    assert lines(why) == [
        "the longest since the last chat, of 9 who could answer: you",
        "place 2 in a line of 5: nobody before it could be offered to the same people",
        "due 18:42:01: that had passed",
        "the home team had no room: colleagues with the language and the topic were asked too",
        "1. you: 4:10 since the last chat, 33% busy, level 2",
        "2. Lena: had this customer last, 66% busy, helps out by topic",
        "and 7 more",
    ]


def test_an_unknown_rule_and_no_candidates() -> None:
    assert lines(Why("by_moon")) == ["decided by the rule by_moon"]


def test_the_last_decision_about_me_goes_before_others() -> None:
    mine, other = Why("sticky"), Why("only_one")
    turns = [
        Turn(1, 0, "system", code="offered", data={"agent": "maya"}, why=mine),
        Turn(2, 0, "system", code="offered", data={"agent": "lena"}, why=other),
        Turn(3, 0, "system", code="taken", data={"agent": "lena", "how": "pulled"}),
    ]
    assert latest_why(turns, "maya") == turns[0]
    assert latest_why(turns) == turns[1]
    assert latest_why(turns[2:], "maya") is None
    assert "in line" in no_why(turns, "lena", "Ana")
    assert "Nothing is recorded" in no_why(turns, "maya", "Ana")
