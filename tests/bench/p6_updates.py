"""P6: 1,000 changes a second in a queue of 10,000: processor time a change, rate reached, how late the loop gets.

Ours takes each change into its rows, makes the whole list anew ten times a second and repaints what differs; the
DataTable has its cells changed as changes come and is sorted ten times a second.
"""

import json
import tempfile
from functools import partial
from pathlib import Path
from typing import Any

from tests.bench.measure import Terminal, figures, ratio, rounds

NAME = "P6 1,000 queue updates a second at 10,000 rows"
GOAL = "CPU per update <= 1/30 of DataTable, loop gap p99 <= 16 ms"
APPS = str(Path(__file__).with_name("queue_apps.py"))
RATE = 1_000


def one(kind: str, number: int, rate: int) -> dict[str, float]:
    """One contestant under a stream of changes."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        with Terminal(APPS, kind, str(number), str(rate), str(report)) as terminal:
            terminal.wait_for(b"\x1b]2;ready\x07")
            sent = terminal.listen(120, until=report.exists)
        result: dict[str, float] = json.loads(report.read_text())
    return {**result, "kib_per_s": sent / 1024 / 3}


def run(rounds_: int = 7, smoke: bool = False) -> dict[str, Any]:
    """Both in turns."""
    number, rate, rounds_ = (300, 100, 1) if smoke else (10_000, RATE, rounds_)
    found = rounds(rounds_, {"list": partial(one, "list", number, rate), "table": partial(one, "table", number, rate)})
    cpu = ratio(found["list"]["cpu_ms"], found["table"]["cpu_ms"])
    all_figures = figures(found)
    met = {
        "cpu": cpu["median"] <= 1 / 30,
        "gap": all_figures["list"]["gap_p99_ms"]["median"] <= 16,
        "rate": all_figures["list"]["rate"]["median"] >= 0.98 * rate,
    }
    return {
        "name": NAME,
        "goal": GOAL,
        "rows": number,
        "rate": rate,
        "rounds": rounds_,
        "figures": all_figures,
        "ratio": {"cpu/table": cpu, "table/cpu": round(1 / cpu["median"], 1)},
        "each": met,
        "met": all(met.values()),
    }


if __name__ == "__main__":
    print(json.dumps(run(2), indent=2))
