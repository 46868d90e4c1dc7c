"""What queueing theory says of single-skill floors, and what the model comes to: Erlang A vectors and concurrency."""

import random
import time
from collections.abc import Iterator
from typing import Final

import msgspec

from console.core.conversation.context import Policy
from console.core.conversation.words import SECOND, Reason
from console.core.floor.policy import FloorPolicy, Mode, QueueSpec
from console.core.floor.presence import Skills
from console.simulate.model import AT_ONCE, Model, Tally, begin_all
from console.simulate.staff import ALONE, Staff
from console.simulate.traffic import Chat

CLOSE: Final = 0.02
"""The model agrees where it is within this share of the exact value."""
_QUEUE: Final = "all"
_RULES: Final = Policy(queue=_QUEUE)
WARM_UP: Final = 20
"""Handling times before counting begins."""


class Vector(msgspec.Struct, frozen=True):
    """A floor of one skill, one chat at a time, exponential service and patience, and its exact figures."""

    name: str
    per_hour: float
    handle_s: float
    agents: int
    patience_s: float
    target_s: int
    waits: float
    """Probability of not being served at once."""
    leaves: float
    wait_s: float
    """Of all."""
    occupancy: float
    in_target: float
    """SL-strict."""


VECTORS: Final = (
    Vector("A1", 2_880, 60, 50, 120, 20, 0.467774, 0.030912, 3.70947, 0.930324, 0.943019),
    Vector("A2", 200, 180, 14, 120, 20, 0.126976, 0.022839, 2.740714, 0.697972, 0.932730),
    Vector("A4", 200, 180, 8, 120, 20, 0.722626, 0.257982, 30.957886, 0.927522, 0.403213),
    Vector("A5", 120, 480, 14, 300, 60, 0.657315, 0.183767, 55.129992, 0.932838, 0.538395),
    Vector("A7", 60, 60, 1, 60, 20, 0.632121, 0.367879, 22.072766, 0.632121, 0.470549),
    Vector("A8", 60, 300, 5, 300, 60, 0.559507, 0.175467, 52.640211, 0.824533, 0.594860),
)
"""Exact, by the recursion and the integral of the birth and death of waiting customers."""


class Shared(msgspec.Struct, frozen=True):
    """Ten agents who share their attention between several chats at a time, and what that came to before."""

    cap: int
    leaves: float
    answer_s: float
    in_target: float
    concurrency: float
    occupancy: float
    slot_load: float
    session_s: float


SHARED: Final = (
    Shared(1, 0.3867, 125.9, 0.196, 1.00, 0.98, 0.98, 480),
    Shared(2, 0.0976, 25.9, 0.744, 1.79, 0.98, 0.88, 583),
    Shared(3, 0.0157, 4.1, 0.958, 2.17, 0.985, 0.71, 651),
    Shared(4, 0.0019, 0.5, 0.995, 2.29, 0.986, 0.56, 679),
)
_SPEED: Final = (1.0, 1.6, 1.9, 2.0)
"""Assumed: what an agent gets done at once with so many chats."""


class Run(msgspec.Struct):
    """What the model came to."""

    chats: int
    waits: float
    leaves: float
    wait_s: float
    answer_s: float
    """Of those who were answered."""
    occupancy: float
    in_target: float
    concurrency: float
    slot_load: float
    session_s: float
    load: float
    """Work that came, of what was to be expected."""
    seconds: float
    """It took."""


def poisson(rng: random.Random, per_hour: float, handle_s: float, patience_s: float, count: int) -> Iterator[Chat]:
    """Chats that come at random; service and patience exponential."""
    now = 0.0
    for n in range(1, count + 1):
        now += rng.expovariate(per_hour) * 3_600_000
        work = max(1, round(rng.expovariate(1 / handle_s) * SECOND))
        patience = max(1, round(rng.expovariate(1 / patience_s) * SECOND))
        yield Chat(n, round(now), "", "", Reason.ASKED, 0, work, patience)


def simulate(
    per_hour: float,
    handle_s: float,
    agents: int,
    patience_s: float,
    target_s: int,
    chats: int,
    seed: int,
    cap: int = 1,
    speed: tuple[float, ...] = ALONE,
) -> Run:
    """So many chats on such a floor, after a warm-up that is not counted."""
    began = time.perf_counter()
    policy = FloorPolicy(mode=Mode.PUSH, queues=(QueueSpec(_QUEUE),), capacity=(cap,) * 4, sticky=0)
    staff = [Staff(f"a{n:03}", Skills(), policy, speed) for n in range(agents)]
    rng = random.Random(f"poisson:{seed}")  # noqa: S311 - a play, not a secret
    arrivals = poisson(rng, per_hour, handle_s, patience_s, 1 << 60)
    model = Model(policy, _RULES, staff, arrivals, seed=seed, manners=AT_ONCE, target=target_s * SECOND)
    begin_all(model)
    warm = round(WARM_UP * handle_s * SECOND)
    model.run(warm)
    _forget(model)
    model.run(warm + round(chats / per_hour * 3_600_000))
    expected = chats * handle_s * SECOND
    return _figures(model.tally, staff, expected, time.perf_counter() - began)


def _forget(model: Model) -> None:
    model.tally = Tally()
    for one in model.staff.values():
        one.busy_ms = one.chat_ms = one.slot_ms = one.available_ms = 0


def _figures(tally: Tally, staff: list[Staff], expected: float, seconds: float) -> Run:
    busy, chat = sum(one.busy_ms for one in staff), sum(one.chat_ms for one in staff)
    return Run(
        tally.wanted,
        tally.waited / tally.wanted,
        tally.left / tally.over,
        (tally.wait_answered + tally.wait_left) / tally.over / SECOND,
        tally.wait_answered / tally.answered / SECOND,
        busy / sum(one.available_ms for one in staff),
        tally.in_target / tally.over,
        chat / busy,
        chat / sum(one.slot_ms for one in staff),
        tally.talk / tally.ended / SECOND,
        tally.work / expected,
        seconds,
    )


def run_vector(vector: Vector, chats: int, seed: int = 1) -> Run:
    """The model on the floor of a vector."""
    return simulate(vector.per_hour, vector.handle_s, vector.agents, vector.patience_s, vector.target_s, chats, seed)


def run_shared(shared: Shared, chats: int, seed: int = 1) -> Run:
    """The model on the floor of ten who share themselves."""
    return simulate(120, 480, 10, 300, 60, chats, seed, shared.cap, _SPEED)


FIGURES: Final = ("waits", "leaves", "wait_s", "occupancy", "in_target")
SHARED_FIGURES: Final = ("leaves", "answer_s", "in_target", "concurrency", "occupancy", "slot_load", "session_s")


def gaps(exact: Vector, run: Run) -> dict[str, float]:
    """By what share each figure differs from the exact one."""
    return {name: getattr(run, name) / getattr(exact, name) - 1 for name in FIGURES}
