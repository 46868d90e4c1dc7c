"""The incremental router equals a round over everything, at every instant and after every change."""

from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from console.core.conversation.words import MINUTE, SECOND
from console.core.floor.capacity import Load
from console.core.floor.eligible import Agent, Leg
from console.core.floor.policy import FloorPolicy, Mode
from console.core.floor.presence import AgentState, Skills
from console.core.floor.router import Router, rebuilt
from console.core.floor.routing import next_for, route
from tests.core.floor.given import NOW, PUSH, agent, leg

CONVS = [f"c{n}" for n in range(9)]
AGENTS = [f"a{n}" for n in range(6)]
QUEUES = ["one", "one", "two"]

instants = st.integers(0, 120).map(lambda n: NOW + n * SECOND)
some_langs = st.sampled_from([(), (), ("en",), ("en",), ("de", "pt"), ("pt-br",)])


@st.composite
def legs(draw: Callable[[st.SearchStrategy[Any]], Any]) -> Leg:
    since = draw(instants) - 60 * SECOND
    offered = draw(st.integers(0, 7)) == 7
    return Leg(
        draw(st.sampled_from(CONVS)),
        draw(st.sampled_from(QUEUES)),
        since + draw(st.sampled_from([-5, 30, 60, 90])) * SECOND,
        since + draw(st.sampled_from([0, 0, 20])) * SECOND,
        since,
        draw(st.sampled_from(["asked", "asked", "asked", "fraud"])),
        langs=draw(some_langs),
        topic=draw(st.sampled_from(["", "payment", "payment.card", "refund"])),
        level=draw(st.sampled_from([0, 1, 1, 3])),
        units=draw(st.sampled_from([1, 1, 1, 2])),
        mode=draw(st.sampled_from([*[Mode.PUSH] * 6, Mode.PULL, Mode.PICK])),
        rings=draw(st.sampled_from([(), (20 * SECOND,), (10 * SECOND, 40 * SECOND)])),
        prefer=draw(st.sampled_from([*[""] * 7, "a0", "a1"])),
        last=draw(st.sampled_from([*[""] * 6, "a1", "a2", "unknown"])),
        avoid=draw(st.sampled_from([*[""] * 6, "a3", "a1"])),
        tried=tuple(draw(st.lists(st.sampled_from(AGENTS), max_size=draw(st.sampled_from([0, 0, 4]))))),
        offers=draw(st.integers(0, 3)),
        offer="o" if offered else "",
        offer_to=draw(st.sampled_from(AGENTS)) if offered else "",
        broadcast=offered and draw(st.booleans()),
    )


@st.composite
def agents(draw: Callable[[st.SearchStrategy[Any]], Any]) -> Agent:
    holds = draw(st.lists(st.tuples(instants, st.sampled_from([1, 1, 2])), max_size=2))
    parked = tuple(sorted(holds[: draw(st.integers(0, 2))]))
    full = sum(2 * units for _, units in holds)
    return Agent(
        draw(st.sampled_from(AGENTS)),
        Load(draw(st.sampled_from([0, 2, 3, 3, 3])), full, parked),
        Skills(
            draw(some_langs),
            draw(st.sampled_from([0, 1, 2, 3])),
            draw(st.sampled_from(["", "", *QUEUES])),
            draw(st.sampled_from([(), ("payment",), ("refund", "payment")])),
        ),
        draw(st.sampled_from([*[AgentState.AVAILABLE] * 6, AgentState.BREAK])),
        draw(st.sampled_from([0, NOW - MINUTE, NOW - 2 * MINUTE])),
    )


steps = st.one_of(
    st.tuples(st.just("leg"), legs()),
    st.tuples(st.just("leg"), legs()),
    st.tuples(st.just("agent"), agents()),
    st.tuples(st.just("agent"), agents()),
    st.tuples(st.just("gone"), st.sampled_from(CONVS)),
    st.tuples(st.just("left"), st.sampled_from(AGENTS)),
    st.tuples(st.just("refused"), st.sampled_from(CONVS)),
    st.tuples(st.just("served"), st.sampled_from(["asked", "fraud"])),
    st.tuples(st.just("overflow"), st.tuples(st.sampled_from(QUEUES), st.booleans())),
    st.tuples(st.just("ask"), st.integers(0, 12)),
    st.tuples(st.just("ask"), st.integers(0, 12)),
)


def told(router: Router, what: str, value: Any) -> None:
    if what == "overflow":
        router.overflow(*value)
    else:
        getattr(router, what)(value)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(steps, max_size=40), st.lists(legs(), max_size=9), st.lists(agents(), min_size=1, max_size=8))
def test_it_equals_a_round_from_scratch(story: list[tuple[str, Any]], first: list[Leg], staff: list[Agent]) -> None:
    policy, now = FloorPolicy(), NOW
    router = rebuilt(policy, first, staff)
    quiet_until: int | None = NOW
    for what, value in [*story, ("ask", 0), ("ask", 30), ("ask", 120)]:
        if what != "ask":
            told(router, what, value)
            quiet_until = now
            continue
        now += value * SECOND
        alike = (policy, now, router.overflows)
        pending = {conv: made for conv, made in router._pending.items() if made.until <= now}
        for conv in pending:
            router.refused(conv)
        expected = route(list(router.legs.values()), list(router.agents.values()), *alike, router.recent)
        for name, one in list(router.agents.items()):
            nexts = next_for(one, list(router.legs.values()), dict(router.agents), *alike, router.recent)
            assert router.next_for(name, now) == nexts
        made = router.proposals(now)
        assert made == expected
        if made:
            assert quiet_until is not None, "nothing was to change any more"
            assert quiet_until <= now, "sooner than it said"
        assert router.proposals(now) == []
        quiet_until = router.next_at()


def test_what_it_proposed_stays_so_until_it_hears_how_that_went() -> None:
    router = rebuilt(PUSH, [leg()], [agent()])
    (made,) = router.proposals(NOW)
    assert (made.agent, made.until) == ("maya", NOW + 20 * SECOND)
    router.leg(leg(topic="payment.card"))
    assert router.proposals(NOW + 1) == [], "news of the customer is no news of the offer"
    router.refused("c1")
    assert [again.conv for again in router.proposals(NOW + 2)] == ["c1"]
    router.leg(leg(offers=1, offer="o1", offer_to="maya"))
    assert router.proposals(NOW + 30 * SECOND) == [], "the offer's end is for its conversation to say"
    router.leg(leg(offers=1, tried=("maya",)))
    (last,) = router.proposals(NOW + 31 * SECOND)
    assert last.agent == "maya", "there is nobody else"


def test_a_proposal_of_which_nothing_is_ever_heard_is_made_again() -> None:
    router = rebuilt(PUSH, [leg()], [agent()])
    assert len(router.proposals(NOW)) == 1
    assert router.next_at() == NOW + 20 * SECOND
    assert router.proposals(NOW + 20 * SECOND - 1) == []
    assert len(router.proposals(NOW + 20 * SECOND)) == 1


def test_needs_that_nobody_has_any_longer_are_forgotten() -> None:
    router = rebuilt(PUSH, [], [agent(langs=())])
    for n in range(2_500):
        router.leg(leg("c", langs=(f"x{n}",)))
        assert len(router.proposals(NOW)) == 1
        router.gone("c")
    assert len(router._pools._needs) <= 2_002


def test_agents_who_are_told_of_again_and_again_leave_nothing_behind() -> None:
    router = rebuilt(PUSH, [], [])
    for n in range(500):
        router.agent(agent(held=1, parking=((NOW + n + 600_000, 1),)))
        router.proposals(NOW + n)
    assert len(router._pools._parking) == 1


def test_only_the_head_of_a_queue_may_be_chosen_where_work_is_handed_out() -> None:
    router = Router(PUSH)
    router.agent(agent())
    router.agent(agent("lea", level=1))
    legs = [leg(f"c{n}", waited=(9 - n) * SECOND) for n in range(9)]
    for one in (*legs, leg("german", waited=20 * SECOND, langs=("de",)), leg("other", "dispute de", level=3)):
        router.leg(one)
    assert [one.conv for one in legs if not router.is_beyond("maya", one.conv)] == ["c0", "c1", "c2", "c3", "c4"]
    assert [one.conv for one in legs if not router.is_beyond("lea", one.conv)] == ["c0"], "she has level 1"
    router.leg(leg("c1", waited=8 * SECOND, offer="o1", offer_to="maya"))
    assert not router.is_beyond("maya", "c5"), "who is under offer is passed over"
    assert router.is_beyond("maya", "c6")
    router.leg(leg("c8", waited=SECOND, offer="o2", broadcast=True))
    assert not router.is_beyond("maya", "c8"), "everybody was called to this one"
    assert not router.is_beyond("sara", "c7"), "a supervisor answers no queue"


def test_whom_people_may_pick_has_no_place_in_line() -> None:
    router = Router(PUSH)
    router.agent(agent())
    for n in range(9):
        router.leg(leg(f"c{n}", waited=n * SECOND, mode=Mode.PICK))
    assert not any(router.is_beyond("maya", f"c{n}") for n in range(9))
