"""P4 and P5: one step of the cursor in a queue of 10,000, from the key to the end of the frame, and the bytes it costs.

Against a DataTable with the same rows, a renderer without a toolkit, and our own list at 100 rows.
"""

import json
from functools import partial
from pathlib import Path
from typing import Any

from tests.bench.measure import Terminal, figures, percentile, ratio, rounds

NAME = "P4, P5 queue cursor, key to end of frame, and bytes a key"
GOAL = "time <= 0.5x DataTable, <= 10x no toolkit, <= 1.2x of 100 rows, p99 < 16 ms; bytes <= 0.5x DataTable"
APPS = str(Path(__file__).with_name("queue_apps.py"))
KEYS = 60
WARM = 5
DOWN = b"\x1b[B"


def one(kind: str, number: int, keys: int) -> dict[str, float]:
    """One contestant's keys, one after the other; the window has 38 rows, so that some of them scroll."""
    with Terminal(APPS, kind, str(number)) as terminal:
        terminal.ready()
        for _ in range(WARM):
            terminal.key(DOWN)
        cpu = terminal.cpu()
        measured = [terminal.key(DOWN) for _ in range(keys)]
        cpu = terminal.cpu() - cpu
    times = [answer.first_ms for answer in measured]
    return {
        "p50_ms": percentile(times, 0.5),
        "p95_ms": percentile(times, 0.95),
        "p99_ms": percentile(times, 0.99),
        "last_p50_ms": percentile([answer.last_ms for answer in measured], 0.5),
        "cpu_ms": cpu * 1_000 / keys,
        "bytes": percentile([answer.size for answer in measured], 0.5),
        "frames": sum(answer.frames for answer in measured) / keys,
    }


def run(rounds_: int = 7, smoke: bool = False) -> dict[str, Any]:
    """All contestants in turns."""
    number, keys, rounds_ = (500, 5, 1) if smoke else (10_000, KEYS, rounds_)
    contestants = {
        "list": partial(one, "list", number, keys),
        "list_100": partial(one, "list", 100, keys),
        "table": partial(one, "table", number, keys),
        "bare": partial(one, "bare", number, keys),
    }
    found = rounds(rounds_, contestants)
    ratios = {
        "time/table": ratio(found["list"]["p50_ms"], found["table"]["p50_ms"]),
        "time/bare": ratio(found["list"]["p50_ms"], found["bare"]["p50_ms"]),
        "time/100 rows": ratio(found["list"]["p50_ms"], found["list_100"]["p50_ms"]),
        "bytes/table": ratio(found["list"]["bytes"], found["table"]["bytes"]),
    }
    all_figures = figures(found)
    limits = {"time/table": 0.5, "time/bare": 10, "time/100 rows": 1.2, "bytes/table": 0.5}
    met = {name: ratios[name]["median"] <= limit for name, limit in limits.items()}
    met["p99"] = all_figures["list"]["p99_ms"]["median"] < 16
    return {
        "name": NAME,
        "goal": GOAL,
        "rows": number,
        "rounds": rounds_,
        "figures": all_figures,
        "ratio": ratios,
        "each": met,
        "met": all(met.values()),
    }


if __name__ == "__main__":
    print(json.dumps(run(3), indent=2))
