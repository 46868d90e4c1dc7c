"""What one event costs in the figures' fold: a busy day's log, and a quiet week's, where time itself is the work.

Twelve samples of each window's figures are taken whether anything happens or not; where a minute has one event they
cost more than it does. Times are of the processor: other programs on the machine are not counted.
"""

import json
import statistics
import time
from typing import Any

from console.core.metrics.entries import Entry
from console.core.metrics.figures import Figures
from tests.bench.measure import percentile, summary
from tests.core.metrics.floor_log import H
from tests.core.metrics.week import BEGIN, PEOPLE, POLICY, ZONE, Week

NAME = "floor_fold: one event folded into every figure of the floor"
GOAL = "<= 20 us an event"
CHATS = 3_000
TEAM = {f"agent{n}": skills for n, skills in enumerate(list(PEOPLE.values()) * 12)}


def fold(entries: list[Entry]) -> dict[str, float]:
    """The whole log once in one go, and once each entry by itself."""
    figures = Figures(POLICY, TEAM.__getitem__, ZONE)
    began = time.thread_time()
    for entry in entries:
        figures.apply(entry)
    mean = (time.thread_time() - began) / len(entries)
    figures = Figures(POLICY, TEAM.__getitem__, ZONE)
    each = []
    for entry in entries:
        began = time.thread_time()
        figures.apply(entry)
        each.append(time.thread_time() - began)
    return {"mean": 1e6 * mean, "p50": 1e6 * statistics.median(each), "p99": 1e6 * percentile(each, 0.99)}


def run(rounds: int = 7, smoke: bool = False) -> dict[str, Any]:
    """The same two logs, so many times."""
    busy = Week(1, 40 if smoke else CHATS, span=6 * H, people=TEAM).run().entries
    # What happens days later is another matter: returns, ratings.
    busy = [entry for entry in busy if entry.at < BEGIN + 8 * H]
    quiet = Week(1, 40 if smoke else CHATS // 10).run().entries
    found = [fold(busy) for _ in range(1 if smoke else rounds)]
    figures = {f"{name}_us": summary(one[name] for one in found) for name in found[0]}
    figures["quiet_mean_us"] = summary(fold(quiet)["mean"] for _ in found)
    return {
        "name": NAME,
        "goal": GOAL,
        "entries": len(busy),
        "figures": figures,
        "met": figures["mean_us"]["median"] <= 20.0,
        "rounds": len(found),
    }


if __name__ == "__main__":
    print(json.dumps(run(3), indent=2))
