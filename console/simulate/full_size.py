"""A whole company for the model: the queues of fourteen languages, a thousand agents, and their hours of a day."""

import random
import time
from itertools import accumulate
from typing import Final

import msgspec

from console.core.conversation.context import Policy, QueueRoute
from console.core.conversation.words import DAY, HOUR, SECOND
from console.core.floor.policy import FloorPolicy, Mode, QueueSpec
from console.core.floor.presence import AgentState, Skills
from console.simulate.model import Model, Tally
from console.simulate.staff import Staff
from console.simulate.traffic import A_DAY, MARKETS, Shock, Traffic, world
from console.simulate.witness import Witness

AGENTS: Final = 1_000
BLOCK: Final = 4 * HOUR
"""An agent works so long at a stretch, with one break."""
BREAK: Final = 15 * 60 * SECOND
RINGS: Final = (20 * SECOND, 45 * SECOND)
_FAMILIES: Final = {"money": ("payment", "refund", "dispute"), "goods": ("return", "delivery"), "account": ("account",)}
_LEVELS: Final = ((1, 0.3), (2, 0.4), (3, 0.3))
_SMALL: Final = 0.05
"""A language with a smaller share of chats has one queue for everything."""
_SPREAD: Final = 0.35
"""So much of the hours is laid evenly over the day, so that nobody writes to an empty house at night."""


def shares() -> dict[str, float]:
    """Of all chats, by language."""
    total = sum(market.share for market in MARKETS)
    found: dict[str, float] = {}
    for market in MARKETS:
        found[market.lang] = found.get(market.lang, 0.0) + market.share / total
    return found


def queues() -> tuple[QueueSpec, ...]:
    """Three for a big language, one for a small one."""
    found = []
    for lang, share in shares().items():
        if share < _SMALL:
            found.append(QueueSpec(f"all {lang}", (lang,), rings=RINGS))
            continue
        for name, topics in _FAMILIES.items():
            found.append(QueueSpec(f"{name} {lang}", (lang,), topics, rings=RINGS))
    return tuple(found)


def policy() -> FloorPolicy:
    """Offers to the best person; circles that widen by themselves."""
    return FloorPolicy(mode=Mode.PUSH, queues=queues())


def rules(floor: FloorPolicy) -> Policy:
    """Which queue and deadline a chat gets."""
    routes = tuple(QueueRoute(queue.name, queue.langs, queue.topics) for queue in floor.queues)
    return Policy(queue=floor.queues[0].name, routes=routes, wrap_up=floor.wrap_up)


def staff(floor: FloorPolicy, agents: int, seed: int) -> list[Staff]:
    """Agents by language as chats are; every fifth of the others has English too."""
    rng = random.Random(f"staff:{seed}")  # noqa: S311 - a play, not a secret
    homes = {queue.name: queue for queue in floor.queues}
    weights = [_weight(queue) for queue in floor.queues]
    found = []
    for n in range(agents):
        # The first ones see to it that every queue has somebody.
        home = floor.queues[n].name if n < len(floor.queues) else rng.choices(list(homes), weights)[0]
        langs = homes[home].langs
        if langs != ("en",) and rng.random() < 0.2:
            langs = (*langs, "en")
        level = rng.choices([level for level, _ in _LEVELS], [share for _, share in _LEVELS])[0]
        found.append(Staff(f"a{n:04}", Skills(langs, level, home), floor))
    return found


def _weight(queue: QueueSpec) -> float:
    cells = [cell for cell in world() if cell.lang in queue.langs and (not queue.topics or cell.topic in queue.topics)]
    return sum(cell.weight * cell.person for cell in cells)


def lay_shifts(model: Model, begin: int, days: int, seed: int) -> None:
    """Everybody's block of each day: as the hours of her language want them, and a little everywhere."""
    rng = random.Random(f"shifts:{seed}")  # noqa: S311
    by_lang: dict[str, list[Staff]] = {}
    for one in model.staff.values():
        by_lang.setdefault(one.skills.langs[0], []).append(one)
    zones = {market.lang: market.zone for market in reversed(MARKETS)}
    for lang, everybody in by_lang.items():
        traffic = Traffic(seed, [cell for cell in world() if cell.zone == zones[lang] and cell.lang == lang])
        wanted = [traffic.rate(begin + hour * HOUR) for hour in range(24)]
        mean = sum(wanted) / 24
        sums = list(accumulate((1 - _SPREAD) * rate + _SPREAD * mean for rate in wanted))
        rng.shuffle(everybody)
        for day in range(-1, days):
            for n, one in enumerate(everybody):
                _lay(model, one, begin + day * DAY + _quantile(sums, (n + 0.5) / len(everybody)) - BLOCK // 2, rng)


def _quantile(sums: list[float], share: float) -> int:
    """By which instant of the day so much of its sum has come."""
    wanted = share * sums[-1]
    hour = next(n for n, total in enumerate(sums) if total >= wanted)
    before = sums[hour - 1] if hour else 0.0
    return round((hour + (wanted - before) / (sums[hour] - before)) * HOUR)


def _lay(model: Model, one: Staff, begin: int, rng: random.Random) -> None:
    end = begin + BLOCK
    if end <= model.now:
        return
    model.at(begin, model.set_state, one.id, AgentState.AVAILABLE)
    pause = begin + rng.randrange(round(0.3 * BLOCK), round(0.6 * BLOCK))
    if pause > model.now:
        model.at(pause, model.set_state, one.id, AgentState.BREAK)
        model.at(pause + BREAK, model.set_state, one.id, AgentState.AVAILABLE)
    model.at(end, model.set_state, one.id, AgentState.OFFLINE)


class Day(msgspec.Struct):
    """What a simulated day came to."""

    chats: int
    wanted: int
    answered: int
    in_60: float
    gave_up: float
    silent: int
    wait_s: float
    talk_s: float
    slot_load: float
    occupancy: float
    offers: int
    missed: int
    events: int
    seconds: float
    """It took."""
    router_seconds: float


def simulate_day(
    begin: int,
    *,
    chats: float = A_DAY,
    agents: int = AGENTS,
    length: int = DAY,
    seed: int = 1,
    shocks: tuple[Shock, ...] = (),
    witness: Witness | None = None,
) -> Day:
    """A day (or another length) of a whole company, from this instant on, in virtual time."""
    began = time.perf_counter()
    floor = policy()
    traffic = Traffic(seed, world(), per_day=chats, shocks=shocks)
    model = Model(
        floor,
        rules(floor),
        staff(floor, agents, seed),
        traffic.chats(begin, begin + length),
        seed=seed,
        begin=begin,
        witness=witness,
        clock=time.perf_counter_ns,
    )
    lay_shifts(model, begin, -(-length // DAY), seed)
    tally = model.run(begin + length)
    return _told(tally, list(model.staff.values()), time.perf_counter() - began)


def _told(tally: Tally, everybody: list[Staff], seconds: float) -> Day:
    chat, slot = sum(one.chat_ms for one in everybody), sum(one.slot_ms for one in everybody)
    busy, there = sum(one.busy_ms for one in everybody), sum(one.available_ms for one in everybody)
    return Day(
        tally.chats,
        tally.wanted,
        tally.answered,
        tally.in_target / max(1, tally.over),
        tally.left / max(1, tally.over),
        tally.silent,
        tally.wait_answered / max(1, tally.answered) / SECOND,
        tally.talk / max(1, tally.ended) / SECOND,
        chat / max(1, slot),
        busy / max(1, there),
        tally.offers,
        tally.missed,
        tally.events,
        seconds,
        tally.router_ns / 1e9,
    )
