"""Who may have what, whom a leg goes to and why, in single rounds; the properties over many are in `test_traces`."""

import random
from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from console.core.conversation.model import Head, Party, Request
from console.core.conversation.model import Leg as HeadLeg
from console.core.conversation.words import HOUR, MINUTE, SECOND, Cause, Reason, State
from console.core.floor.capacity import HALVES, Load
from console.core.floor.eligible import Agent, Leg, could_answer, leg_of, may_answer, ring_of, speaks
from console.core.floor.policy import Mode
from console.core.floor.presence import AgentState
from console.core.floor.router import Router
from console.core.floor.routing import next_for, route
from tests.core.floor.given import NOW, PUSH, agent, leg


def rounds(legs: list[Leg], agents: list[Agent], **more: Any) -> dict[str, str]:
    """Which leg is offered to whom."""
    return {made.conv: made.agent for made in route(legs, agents, PUSH, more.pop("now", NOW), **more)}


@pytest.mark.parametrize(
    ("known", "wanted", "expected"),
    [
        (("en",), ("en",), True),
        (("EN", "de"), ("de",), True),
        (("en",), ("de",), False),
        ((), ("de",), True),
        (("en",), (), True),
        (("pt",), ("pt-br",), True),
        (("pt-BR",), ("pt",), True),
        (("pt-BR",), ("pt-pt",), False),
        (("sv",), ("de", "sv"), True),
    ],
)
def test_languages(known: tuple[str, ...], wanted: tuple[str, ...], expected: bool) -> None:
    assert speaks(known, wanted) is expected


def test_rings_widen_with_the_wait_from_home_to_the_topic_to_the_language() -> None:
    staff = [agent("skilled", home="x", topics=("payment",)), agent("other", home="x", topics=("refund",))]
    waiting = replace(leg(target=5 * MINUTE, topic="payment.declined"), rings=(20 * SECOND, 60 * SECOND))
    assert [ring_of(one.skills, waiting) for one in staff] == [1, 2]
    assert rounds([waiting], staff, now=NOW + 20 * SECOND - 1) == {}
    assert rounds([waiting], staff, now=NOW + 20 * SECOND) == {"c1": "skilled"}
    assert rounds([waiting], staff[1:], now=NOW + 60 * SECOND - 1) == {}
    assert rounds([waiting], staff[1:], now=NOW + 60 * SECOND) == {"c1": "other"}
    assert rounds([waiting], staff[1:], overflows={"payment en"}) == {"c1": "other"}
    assert rounds([waiting], staff[1:], overflows={"dispute de"}) == {}


def test_language_and_level_never_widen() -> None:
    hard = leg(level=3, rings=(0, 0))
    assert rounds([hard], [agent(level=2), agent("hans", langs=("de",), level=3)], overflows={"payment en"}) == {}
    assert rounds([hard], [agent(level=3)]) == {"c1": "maya"}


def test_who_could_answer_by_then_whatever_her_state_and_her_room() -> None:
    one = leg(rings=(5 * MINUTE, 20 * MINUTE), last="known")
    staff = [
        agent(held=3, state=AgentState.BREAK),
        agent("skilled", home="x"),
        agent("other", home="x", topics=("refund",)),
        agent("known", home="x", topics=("refund",)),
        agent("hans", langs=("de",)),
    ]
    assert could_answer(replace(one, last="hans"), staff, NOW, ()) == 1
    assert could_answer(one, staff, NOW, ()) == 2
    assert could_answer(one, staff, NOW + 10 * MINUTE, ()) == 3
    assert could_answer(one, staff, NOW, {"payment en"}) == 4


@pytest.mark.parametrize("state", [state for state in AgentState if state is not AgentState.AVAILABLE])
def test_only_who_is_available_is_offered_anything(state: AgentState) -> None:
    assert rounds([leg()], [agent(state=state)]) == {}


def test_least_load_then_longest_since_an_assignment_then_the_id() -> None:
    free, busy = agent("z"), agent("a", held=1)
    assert rounds([leg()], [free, busy]) == {"c1": "z"}
    small = agent("b", held=1, capacity=2)
    assert rounds([leg()], [small, agent("c", held=1, capacity=3)]) == {"c1": "c"}
    assert rounds([leg()], [agent("a"), agent("b", last_assigned_at=NOW - HOUR)]) == {"c1": "b"}
    assert rounds([leg()], [agent("b"), agent("a")]) == {"c1": "a"}


def test_why_says_what_told_the_first_from_the_second() -> None:
    def rule(*staff: Agent, **more: Any) -> str:
        (made,) = route([leg(**more)], staff, PUSH, NOW)
        return made.why.rule

    assert rule(agent()) == "only_one"
    assert rule(agent(), agent("b", held=1)) == "least_load"
    assert rule(agent(), agent("b", last_assigned_at=NOW)) == "longest_idle"
    assert rule(agent(), agent("b")) == "by_id"
    assert rule(agent(held=2), agent("b"), last="maya") == "sticky"
    assert rule(agent(held=2), agent("b"), prefer="maya", last="b") == "preferred"
    assert rule(agent(), waited=60 * SECOND) == "broadcast_late"
    assert rule(agent(), tried=("x", "y", "z")) == "broadcast_tried"


def test_why_keeps_the_candidates_and_their_values() -> None:
    staff = [agent(f"a{n}", held=n % 3, last_assigned_at=NOW - n * MINUTE) for n in range(12)]
    (made,) = [one for one in route([leg("c1"), leg("c0", waited=1)], staff, PUSH, NOW) if one.conv == "c1"]
    why = made.why
    assert (why.place, why.of, why.deadline, why.late) == (1, 1, NOW + 60 * SECOND, False), "c0 is under offer by then"
    assert (why.eligible, len(why.candidates)) == (11, 8)
    assert why.candidates[0].agent == made.agent == "a6"
    assert (why.candidates[0].load, why.candidates[0].idle_ms, why.candidates[0].level) == (0, 6 * MINUTE, 2)


def test_who_let_it_pass_is_asked_again_only_when_nobody_else_may_have_it() -> None:
    staff = [agent("a"), agent("b", held=2)]
    assert rounds([leg(tried=("a",))], staff) == {"c1": "b"}
    assert rounds([leg(tried=("a",))], [staff[0], agent("b", held=3)]) == {"c1": "a"}
    assert rounds([leg(tried=("a", "b"))], staff) == {"c1": "a"}
    assert rounds([leg(tried=("a", "a", "b"))], staff) == {"c1": "b"}, "fewer times in vain"
    assert rounds([leg(avoid="a")], staff) == {"c1": "b"}, "she gave it away"


def test_one_offer_a_time_for_everybody() -> None:
    assert rounds([leg("c1"), leg("c2")], [agent()]) == {"c1": "maya"}
    assert rounds([leg("c1", offer="o", offer_to="maya"), leg("c2")], [agent()]) == {}


def test_whom_she_knows_is_waited_for_a_moment_at_most_half_of_the_slack() -> None:
    full, other = agent(held=3), agent("b")
    for target, longest in ((120, 30), (40, 20)):
        waiting = leg(target=target * SECOND, last="maya")
        assert rounds([waiting], [full, other], now=NOW + longest * SECOND - 1) == {}
        assert rounds([waiting], [full, other], now=NOW + longest * SECOND) == {"c1": "b"}
        assert rounds([waiting], [agent(held=2), other], now=NOW + 1) == {"c1": "maya"}
    away = agent(state=AgentState.BREAK)
    assert rounds([leg(last="maya")], [away, other]) == {"c1": "b"}, "who takes no chats is not waited for"
    assert rounds([leg(last="maya", tried=("maya",))], [full, other]) == {"c1": "b"}
    assert rounds([leg(last="maya")], [agent(home="elsewhere"), agent("b", held=1)]) == {"c1": "maya"}, "in any ring"


def test_a_late_leg_goes_to_everybody_and_holds_one_slot() -> None:
    late = [leg(f"c{n}", waited=2 * MINUTE) for n in range(3)]
    made = route(late, [agent("a"), agent("b")], PUSH, NOW)
    assert [(one.conv, one.agent, one.broadcast) for one in made] == [("c0", "a", True), ("c1", "b", True)]
    router = Router(PUSH)
    for who in (agent("a"), agent("b"), agent("full", held=3), agent("off", state=AgentState.AWAY)):
        router.agent(who)
    router.leg(late[0])
    assert router.told("c0", NOW) == ["a", "b"]
    assert router.told("unknown", NOW) == []


def test_pull_offers_only_what_is_within_a_third_of_late_and_pick_nothing() -> None:
    pull, pick = leg(mode=Mode.PULL), leg("c2", mode=Mode.PICK)
    assert rounds([pull, pick], [agent()], now=NOW + 40 * SECOND - 1) == {}
    assert rounds([pull, pick], [agent()], now=NOW + 40 * SECOND) == {"c1": "maya"}
    assert rounds([pick], [agent()], now=NOW + HOUR) == {}


def test_a_class_gives_way_after_three() -> None:
    late = [leg(f"a{n}", waited=3 * MINUTE) for n in range(5)]
    late.append(leg("other", waited=2 * MINUTE, reason="loop"))
    made = route(late, [agent(f"m{n}") for n in range(6)], PUSH, NOW)
    assert [one.conv for one in made] == ["a0", "a1", "a2", "other", "a3", "a4"]
    first = route(late, [agent()], PUSH, NOW, recent=("asked",) * 3)
    assert [one.conv for one in first] == ["other"]


def take(who: Agent, legs: list[Leg], **more: Any) -> str:
    pulled = next_for(who, legs, {who.id: who, **more.pop("others", {})}, PUSH, more.pop("now", NOW), **more)
    return pulled.leg.conv if pulled is not None else ""


def test_next_in_line_is_the_first_that_she_may_answer() -> None:
    german = leg("c0", "dispute de", 50 * SECOND, langs=("de",), level=3)
    first, second = leg("c1", waited=20 * SECOND, mode=Mode.PICK), leg("c2")
    assert take(agent(), [second, german, first]) == "c1"
    assert take(agent(state=AgentState.AWAY), [second]) == "c2", "she asks for it herself"
    assert take(agent(held=3), [first]) == ""
    assert take(agent(), [leg(offer="o", offer_to="b")]) == "", "it is offered to somebody else"
    assert take(agent(), [leg(offer="o", offer_to="b", broadcast=True)]) == "c1"
    mine = leg("c9", offer="o", offer_to="maya")
    assert take(agent(held=2), [mine, first]) == "", "her last slot is promised"
    assert take(agent(), [replace(first, tried=("maya",)), second]) == "c2"
    assert take(agent(), [replace(first, tried=("maya",))]) == "c1"
    full = agent("b", held=3)
    assert take(agent(), [replace(first, last="b", deadline=NOW + MINUTE), second], others={"b": full}) == "c2"
    assert take(agent(), [], recent=("asked",)) == ""


def test_what_she_pulled_says_its_place() -> None:
    legs = [leg("c0", waited=9), leg("c1", waited=5, langs=("de",)), leg("c2"), leg("x", "dispute de")]
    pulled = next_for(agent(langs=("de",)), legs, {}, PUSH, NOW)
    assert pulled is not None
    assert (pulled.why.rule, pulled.why.place, pulled.why.of) == ("pulled", 2, 3)


def waiting(cause: Cause = Cause.ESCALATED, **more: Any) -> Head:
    at = HeadLeg(2, "payment en", cause, NOW, NOW + MINUTE, 1, more.pop("prefer", ""))
    request = Request(1, NOW - MINUTE, Reason.ASKED)
    return Head("c1", State.QUEUED, epoch=3, request=request, leg=at, lang="en-GB", topic="payment.card", **more)


def test_a_leg_as_its_conversation_says() -> None:
    made = leg_of(waiting(tried=("a", "b")), PUSH)
    assert made == Leg(
        "c1", "payment en", NOW + MINUTE, NOW, NOW - MINUTE, "asked", 2, 3, ("en-gb",), "payment.card", tried=("a", "b")
    )
    assert leg_of(Head("c1", State.HUMAN), PUSH) is None
    danish = leg_of(replace(waiting(), lang="da"), PUSH)
    assert danish is not None
    assert danish.langs == ("en",), "somebody put her into a queue that serves others"


MAYA = Party("agent", "maya")


@pytest.mark.parametrize(
    ("cause", "spoke_at", "last", "avoid"),
    [
        (Cause.REOPENED, NOW - HOUR, "maya", ""),
        (Cause.WOKEN, NOW - 24 * HOUR, "maya", ""),
        (Cause.REOPENED, NOW - 24 * HOUR - 1, "", ""),
        (Cause.TRANSFERRED, NOW, "", "maya"),
        (Cause.DROPPED, NOW, "", "maya"),
        (Cause.REQUEUED, NOW, "", "maya"),
    ],
)
def test_who_had_her_last_has_her_again_unless_she_gave_her_away(
    cause: Cause, spoke_at: int, last: str, avoid: str
) -> None:
    made = leg_of(waiting(cause, last_handler=MAYA, last_agent_at=spoke_at), PUSH, "lena", NOW)
    assert made is not None
    assert (made.last, made.avoid) == (last, avoid)


def test_who_had_her_in_an_earlier_conversation_counts_too() -> None:
    made = leg_of(waiting(), PUSH, "lena", NOW - HOUR)
    assert made is not None
    assert made.last == "lena"


some_agents = st.builds(
    agent,
    st.sampled_from("abcdef"),
    st.integers(0, 3),
    st.sampled_from(["payment en", "x", ""]),
    st.sampled_from([(), ("en",), ("de",)]),
    topics=st.sampled_from([(), ("refund",)]),
    level=st.integers(1, 3),
)


@given(some_agents, st.integers(0, 200), st.sampled_from([(), (30 * SECOND,), (0, 60 * SECOND)]), st.integers(1, 3))
def test_an_overflow_only_widens(who: Agent, waited: int, rings: tuple[int, ...], level: int) -> None:
    """14."""
    one = leg(waited=waited * SECOND, rings=rings, level=level)
    if may_answer(who, one, NOW, ()):
        assert may_answer(who, one, NOW, {"payment en"})
        assert may_answer(who, one, NOW + 30 * SECOND, ()), "time only widens"


@settings(max_examples=40)
@given(st.integers(2, 6), st.integers(1, 12), st.integers(10, 60))
def test_equal_agents_are_given_equally_much(people: int, lasts: int, arrivals: int) -> None:
    """15: one arrives at each step, each takes as long; over a block the counts differ by at most one."""
    floor = Small([f"a{n}" for n in range(people)])
    for step in range(arrivals):
        floor.arrive(f"c{step:03d}", lasts)
        floor.step()
    counts = [floor.given[name] for name in floor.names]
    assert max(counts) - min(counts) <= 1


@settings(max_examples=40)
@given(st.integers(0, 10**6), st.permutations(["a", "b", "c", "d"]))
def test_other_ids_change_no_figure(seed: int, names: list[str]) -> None:
    """18: who waits how long does not depend on what agents are called."""
    waits = []
    for own in (["a", "b", "c", "d"], names):
        chance, floor = random.Random(seed), Small(own)
        for step in range(60):
            for n in range(chance.choice((0, 0, 1, 3))):
                floor.arrive(f"c{step:03d}{n}", chance.randint(1, 30))
            floor.step()
        waits.append(floor.waits)
    assert waits[0] == waits[1]


class Small:
    """A floor of equal agents who accept at once."""

    def __init__(self, names: list[str]) -> None:
        self.names = names
        self.now = NOW
        self.router = Router(PUSH)
        self.lasts: dict[str, int] = {}
        self.ends: list[tuple[int, str]] = []
        self.held: Counter[str] = Counter()
        self.given: Counter[str] = Counter()
        self.assigned = dict.fromkeys(names, 0)
        self.waits: dict[str, int] = {}
        for name in names:
            self._tell(name)

    def _tell(self, name: str) -> None:
        load = Load(3, HALVES * self.held[name])
        self.router.agent(replace(agent(name), load=load, last_assigned_at=self.assigned[name]))

    def arrive(self, conv: str, lasts: int) -> None:
        self.lasts[conv] = lasts
        self.router.leg(replace(leg(conv, target=HOUR), enqueued_at=self.now, deadline=self.now + HOUR))

    def step(self) -> None:
        """Everybody who can be is given out; a second later some have ended."""
        while made := self.router.proposals(self.now):
            for one in made:
                self.waits[one.conv] = self.now - self.router.legs[one.conv].enqueued_at
                self.router.gone(one.conv)
                self.held[one.agent] += 1
                self.given[one.agent] += 1
                # In one round several are given out at one instant: the order among them is what counts.
                self.assigned[one.agent] = self.now * 1_000 + self.given.total()
                self.ends.append((self.now + self.lasts[one.conv] * SECOND, one.agent))
                self._tell(one.agent)
        self.now += SECOND
        for end in [end for end in self.ends if end[0] <= self.now]:
            self.ends.remove(end)
            self.held[end[1]] -= 1
            self._tell(end[1])
