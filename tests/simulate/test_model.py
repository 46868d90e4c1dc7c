"""The model of the floor: close to queueing theory, the same for the same seed, and never losing a chat.

The tolerances of these short runs are wide; `python -m tests.campaign erlang` runs until 2 % can be told.
"""

import pytest

from console.core.conversation.words import DAY, HOUR, OfferEnd
from console.core.floor.presence import AgentState
from console.core.floor.routing import Proposal
from console.simulate.full_size import lay_shifts, policy, rules, simulate_day, staff
from console.simulate.model import Model
from console.simulate.traffic import Chat, Traffic, scenario, world
from console.simulate.vectors import SHARED, VECTORS, Shared, Vector, gaps, run_shared, run_vector
from console.simulate.witness import Waiting, Witness

MONDAY = 1_763_337_600_000
SHORT = {"A4": 0.14, "A5": 0.22, "A7": 0.09}
"""By how much any figure of so short a run may be off: four standard errors of the one that swings most."""


@pytest.mark.parametrize("vector", [v for v in VECTORS if v.name in SHORT], ids=lambda v: v.name)
def test_the_model_is_near_erlang_a(vector: Vector):
    found = gaps(vector, run_vector(vector, 12_000))
    assert {name: gap for name, gap in found.items() if abs(gap) > SHORT[vector.name]} == {}
    # What does not swing is near even so soon.
    assert abs(found["occupancy"]) < 0.03


@pytest.mark.parametrize("shared", SHARED[1:3], ids=lambda s: f"cap {s.cap}")
def test_shared_attention_comes_to_what_it_came_to_before(shared: Shared):
    run = run_shared(shared, 6_000)
    assert run.concurrency == pytest.approx(shared.concurrency, rel=0.06)
    assert run.slot_load == pytest.approx(shared.slot_load, rel=0.06)
    assert run.session_s == pytest.approx(shared.session_s, rel=0.06)
    assert run.in_target == pytest.approx(shared.in_target, abs=0.05)


class Book(Witness):
    """Where each chat stands, and what must never be."""

    def __init__(self) -> None:
        self.stands: dict[str, str] = {}
        self.held: dict[str, set[str]] = {}
        self.most: dict[str, int] = {}
        self.offers: dict[str, str] = {}
        self.states: dict[str, AgentState] = {}
        self.waits: list[int] = []

    def opened(self, chat: Chat, conv: str) -> None:
        assert conv not in self.stands
        self.stands[conv] = "bot"

    def settled(self, chat: Chat, conv: str, now: int) -> None:
        self._moves(conv, "bot", "settled")

    def queued(self, waiting: Waiting, now: int) -> None:
        self._moves(waiting.leg.conv, "bot", "waits")

    def offered(self, waiting: Waiting, made: Proposal, now: int) -> None:
        assert self.stands[made.conv] in ("waits", "gone")
        assert made.conv not in self.offers
        assert self.states[made.agent] is AgentState.AVAILABLE
        assert made.agent not in self.offers.values()
        self.offers[made.conv] = made.agent

    def offer_ended(self, waiting: Waiting, agent: str, end: OfferEnd, now: int) -> None:
        assert self.offers.pop(waiting.leg.conv) == agent

    def taken(self, waiting: Waiting, agent: str, now: int) -> None:
        conv = waiting.leg.conv
        assert self.offers.pop(conv) == agent
        self._moves(conv, "gone" if waiting.gone else "waits", "talks")
        self.held.setdefault(agent, set()).add(conv)
        self.most[agent] = max(self.most.get(agent, 0), len(self.held[agent]))
        self.waits.append(now - waiting.leg.enqueued_at)

    def left(self, waiting: Waiting, now: int) -> None:
        self._moves(waiting.leg.conv, "waits", "gone" if waiting.gone else "left")
        if not waiting.gone:
            self.offers.pop(waiting.leg.conv, None)

    def ended(self, waiting: Waiting, agent: str, now: int) -> None:
        self._moves(waiting.leg.conv, "talks", "wraps up")

    def wrapped_up(self, waiting: Waiting, agent: str, now: int) -> None:
        self._moves(waiting.leg.conv, "wraps up", "settled")
        self.held[agent].remove(waiting.leg.conv)

    def state(self, agent: str, state: AgentState, now: int) -> None:
        self.states[agent] = state

    def _moves(self, conv: str, before: str, after: str) -> None:
        assert self.stands[conv] == before
        self.stands[conv] = after


def test_no_chat_is_lost_and_no_room_overfilled():
    floor, book = policy(), Book()
    shocks = scenario("payment-outage", MONDAY + 9 * HOUR)
    chats = Traffic(5, world(), per_day=4_000, shocks=shocks).chats(MONDAY, MONDAY + 14 * HOUR)
    model = Model(floor, rules(floor), staff(floor, 60, 5), chats, seed=5, begin=MONDAY, witness=book)
    lay_shifts(model, MONDAY, 1, 5)
    tally = model.run(MONDAY + 20 * HOUR)
    stands = list(book.stands.values())
    assert tally.chats == len(stands) > 3_000
    assert tally.by_bot == tally.chats - tally.wanted
    assert stands.count("settled") + stands.count("left") + len(model.waiting) + len(model.talks) == tally.chats
    assert tally.answered <= len(book.waits) <= tally.answered + tally.silent
    assert stands.count("left") == tally.left - tally.silent
    for one in model.staff.values():
        assert book.most.get(one.id, 0) <= one.capacity
        assert one.held == len(book.held.get(one.id, ()))


def test_a_day_is_the_same_for_the_same_seed():
    days = [simulate_day(MONDAY, chats=1_500, agents=40, seed=seed) for seed in (1, 1, 2)]
    for day in days:
        day.seconds = day.router_seconds = 0.0
    assert days[0] == days[1] != days[2]
    assert days[0].chats > 1_000


def test_an_outage_makes_people_wait():
    calm, shaken = (
        simulate_day(MONDAY, chats=3_000, agents=60, seed=2, shocks=shocks)
        for shocks in ((), scenario("payment-outage", MONDAY + 10 * HOUR))
    )
    assert shaken.in_60 < calm.in_60
    assert shaken.gave_up > calm.gave_up


def test_an_offer_that_passes_is_made_again():
    class Misses(Book):
        missed = again = 0

        def offered(self, waiting: Waiting, made: Proposal, now: int) -> None:
            super().offered(waiting, made, now)
            self.again += bool(waiting.tried)

        def offer_ended(self, waiting: Waiting, agent: str, end: OfferEnd, now: int) -> None:
            super().offer_ended(waiting, agent, end, now)
            self.missed += 1

    book = Misses()
    day = simulate_day(MONDAY, chats=3_000, agents=80, seed=3, witness=book)
    assert book.missed == day.missed > 10
    assert book.again > book.missed / 2


def test_a_whole_week_follows_the_weekdays():
    traffic = Traffic(1, world(), per_day=2_000)
    monday, sunday = (len(list(traffic.chats(MONDAY + n * DAY, MONDAY + (n + 1) * DAY))) for n in (0, 6))
    assert sunday < monday
