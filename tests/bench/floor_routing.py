"""The floor's router: one change and the decision that follows, with 1,000 people waiting and 3,000 agents.

A busy floor by its own laws: nearly everybody is full, now and then a slot falls free, somebody comes, leaves, accepts,
declines, parks or goes on a break. Timed is what the backend does for it: tell the router, and ask it. The goal is held
against processor time, since the decision waits for nothing; time by the clock stands beside it.
"""

import random
import time
from typing import Any

from console.core.conversation.words import SECOND
from console.core.floor.capacity import HALVES, Load
from console.core.floor.eligible import Agent, Leg
from console.core.floor.policy import FloorPolicy, Mode
from console.core.floor.presence import AgentState, Skills
from console.core.floor.router import Router
from console.core.floor.routing import Proposal, route
from tests.bench.measure import percentile, summary

NAME = "the floor's router, 1,000 waiting and 3,000 agents"
GOAL = "a routing decision within 2 ms (p99) of processor time"
WAITING, STAFF = 1_000, 3_000
LANGS = ("en", "de", "sv", "fr", "es", "pt", "nl", "it")
TOPICS = ("payment", "dispute", "refund", "account", "delivery", "returns")
REASONS = {"asked": 60, "fraud": 30, "policy": 90, "low_confidence": 120, "loop": 120}
NOW = 1_700_000_000_000


class Floor:
    """The floor at one instant, and what may happen on it next."""

    def __init__(self, seed: int, waiting: int, staff: int) -> None:
        self.chance = random.Random(seed)
        self.now = NOW
        self.router = Router(FloorPolicy(mode=Mode.PUSH))
        self.staff = [f"agent{n:04d}" for n in range(staff)]
        self.count = 0
        for name in self.staff:
            self.router.agent(self.someone(name, busy=1.0))
        for _ in range(waiting):
            self.router.leg(self.somebody())
        self.router.proposals(self.now)

    def someone(self, name: str, busy: float) -> Agent:
        """An agent as she may be: full with this probability."""
        chance = random.Random(name)
        level = chance.choice((1, 2, 2, 3))
        skills = Skills(
            tuple(chance.sample(LANGS, chance.choice((1, 1, 2)))), level, f"{chance.choice(TOPICS)} {LANGS[0]}"
        )
        capacity = (1, 2, 3, 3)[level]
        held = capacity if self.chance.random() < busy else self.chance.randrange(capacity)
        parks = tuple((self.now + self.chance.randrange(60, 600) * SECOND, 1) for _ in range(held))
        state = AgentState.AVAILABLE if self.chance.random() < 0.95 else AgentState.BREAK
        since = self.now - self.chance.randrange(3_600) * SECOND
        return Agent(name, Load(capacity, HALVES * held, tuple(sorted(parks))), skills, state, since)

    def somebody(self) -> Leg:
        """A new customer: one in five would rather have whom she knows."""
        self.count += 1
        chance = self.chance
        reason = chance.choice(list(REASONS))
        topic, lang = chance.choice(TOPICS), chance.choice(LANGS)
        since = self.now - chance.randrange(120) * SECOND
        return Leg(
            f"conv{self.count:06d}",
            f"{topic} {LANGS[0]}",
            since + REASONS[reason] * SECOND,
            since,
            since,
            reason,
            langs=(lang,),
            topic=topic,
            level=chance.choice((1, 1, 2)),
            rings=(30 * SECOND, 60 * SECOND),
            last=chance.choice(self.staff) if chance.random() < 0.2 else "",
        )

    def something(self) -> Any:
        """What happens next, as a call to be timed; time goes on a little."""
        self.now += self.chance.randrange(1, 200)
        router, chance = self.router, self.chance
        if len(router.legs) < WAITING // 2 or chance.random() < 0.4:
            leg = self.somebody()
            return lambda: router.leg(leg)
        if chance.random() < 0.1:
            conv = chance.choice(list(router.legs))
            return lambda: router.gone(conv)
        agent = self.someone(chance.choice(self.staff), busy=0.5)
        return lambda: router.agent(agent)

    def answered(self, made: list[Proposal]) -> None:
        """What comes of offers: most are accepted, some declined."""
        for one in made:
            if self.chance.random() < 0.85:
                self.router.gone(one.conv)
                self.router.agent(self.someone(one.agent, busy=0.9))
            else:
                leg = self.router.legs[one.conv]
                tried = (*leg.tried, one.agent)
                self.router.refused(one.conv)
                self.router.leg(_declined(leg, tried))


def _declined(leg: Leg, tried: tuple[str, ...]) -> Leg:
    fields = {name: getattr(leg, name) for name in leg.__struct_fields__}
    return Leg(**(fields | {"tried": tried, "offers": leg.offers + 1, "offer": "", "offer_to": "", "broadcast": False}))


def decisions(floor: Floor, number: int, target: int) -> tuple[list[float], list[float], int]:
    """Milliseconds of each decision, by the clock and of processor time, and how many offers came of them."""
    took, cpu, offers = [], [], 0
    for _ in range(number):
        happens = floor.something()
        began, used = time.perf_counter(), time.thread_time()
        happens()
        made = floor.router.proposals(floor.now)
        floor.router.next_at()
        took.append((time.perf_counter() - began) * 1_000)
        cpu.append((time.thread_time() - used) * 1_000)
        offers += len(made)
        floor.answered(made)
        while len(floor.router.legs) < target:
            floor.router.leg(floor.somebody())
    return took, cpu, offers


def run(rounds: int, smoke: bool) -> dict[str, Any]:
    """Every round a floor of its own."""
    waiting, staff, number = (50, 100, 50) if smoke else (WAITING, STAFF, 2_000)
    medians, slow, slow_cpu, offers, whole = [], [], [], 0, []
    for seed in range(1 if smoke else rounds):
        floor = Floor(seed, waiting, staff)
        took, cpu, made = decisions(floor, number, waiting)
        medians.append(percentile(took, 0.5))
        slow.append(percentile(took, 0.99))
        slow_cpu.append(percentile(cpu, 0.99))
        offers += made
        router = floor.router
        began = time.perf_counter()
        route(router.legs.values(), router.agents.values(), router.policy, floor.now, (), router.recent)
        whole.append((time.perf_counter() - began) * 1_000)
    figures: dict[str, Any] = {"median_ms": summary(medians), "p99_ms": summary(slow), "p99_cpu_ms": summary(slow_cpu)}
    figures["round_from_scratch_ms"] = summary(whole)
    figures["offers"] = offers
    return {"name": NAME, "goal": GOAL, "figures": figures, "met": figures["p99_cpu_ms"]["median"] <= 2.0}
