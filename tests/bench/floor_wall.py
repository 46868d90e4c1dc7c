"""One snapshot of the wall, and what the alarms are judged by, with 10,000 open conversations and 3,000 agents."""

import json
import time
from collections.abc import Callable
from typing import Any

from console.core.conversation.words import State
from console.core.floor.policy import FloorPolicy, QueueSpec
from console.core.floor.presence import Skills
from console.core.metrics.alarms import AlarmBook
from console.core.metrics.building import Circumstances, build
from console.core.metrics.figures import Figures
from console.core.metrics.signals import signals
from console.core.metrics.values import values
from tests.bench.measure import percentile, summary
from tests.core.metrics.floor_log import NOON, FloorLog, S

NAME = "floor_wall: one snapshot of a big floor"
GOAL = "<= 10 ms at 10,000 open conversations and 3,000 agents"
LANGS = ("en", "de", "sv", "fr", "es", "pt", "nl")
TOPICS = ("payment", "dispute", "refund", "account", "delivery", "returns")


def floor() -> FloorPolicy:
    """A queue for each topic and language."""
    queues = tuple(QueueSpec(f"{topic} {lang}", (lang,), (topic,)) for topic in TOPICS for lang in LANGS)
    return FloorPolicy(queues=queues)


def big_log(conversations: int, agents: int) -> tuple[FloorLog, FloorPolicy]:
    """Half with people, a quarter waiting, a quarter with the bot."""
    policy = floor()
    names = [f"agent{n:04}" for n in range(agents)]
    team = {
        name: Skills((LANGS[n % 7], LANGS[n % 5]), 1 + n % 3, policy.queues[n % len(policy.queues)].name)
        for n, name in enumerate(names)
    }
    log = FloorLog(NOON, team).sign_in(*names)
    for n in range(conversations):
        log.at = NOON + n * 170
        conv = f"c{n:05}"
        queue = policy.queues[n * 7 % len(policy.queues)]
        log.open(conv, queue.langs[0], queue.topics[0] + f"_{n % 3}", f"customer{n}")
        if n % 4 == 3:
            continue
        log.ask(conv, queue=queue.name)
        if n % 4 == 2:
            continue
        agent = names[n % agents]
        log.wait(n % 90 * S // 10).take(conv, agent)
        log.reply(conv, agent)
        if n % 2:
            log.say(conv)
    return log, policy


def timed(rounds: int, do: Callable[[int], object], now: int) -> list[float]:
    """Milliseconds of each round, at instants one second apart."""
    found = []
    for n in range(rounds):
        began = time.thread_time()
        do(now + n * 1_000)
        found.append(1e3 * (time.thread_time() - began))
    return found


def run(rounds: int = 7, smoke: bool = False) -> dict[str, Any]:
    """Every window, alarms and values too."""
    log, policy = big_log(*((100, 30) if smoke else (10_000, 3_000)))
    figures = Figures(policy, log.skills)
    for entry in log.entries:
        figures.apply(entry)
    book, now, many = AlarmBook(), max(entry.at for entry in log.entries), 2 if smoke else 10 * rounds
    around = Circumstances()
    times = {
        "wall_30_ms": timed(many, lambda at: build(figures, at, 30, around), now),
        "wall_60_ms": timed(many, lambda at: build(figures, at, 60, around), now + 100_000),
        "wall_today_ms": timed(many, lambda at: build(figures, at, 0, around), now + 200_000),
        "alarms_ms": timed(many, lambda at: book.judge(signals(figures, at)), now + 300_000),
        "values_ms": timed(many, lambda at: values(figures, at), now + 400_000),
    }
    found = {name: summary(one) | {"p99": round(percentile(one, 0.99), 3)} for name, one in times.items()}
    still_open = sum(head.state is not State.RESOLVED for head in log.heads.values())
    return {
        "name": NAME,
        "goal": GOAL,
        "conversations": still_open,
        "agents": len(figures.agents.order),
        "entries": len(log.entries),
        "figures": found,
        "met": all(found[name]["median"] <= 10.0 for name in ("wall_30_ms", "wall_60_ms", "wall_today_ms")),
        "rounds": many,
    }


if __name__ == "__main__":
    print(json.dumps(run(3), indent=2))
