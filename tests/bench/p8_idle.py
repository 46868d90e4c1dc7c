"""P8: a second after second in which only the clocks of some forty waiting customers move: processor time."""

import json
from functools import partial
from pathlib import Path
from typing import Any

from tests.bench.measure import Terminal, figures, ratio, rounds

NAME = "P8 idle with 40 live deadline rows"
GOAL = "<= 0.3x DataTable at the same tick"
APPS = str(Path(__file__).with_name("queue_apps.py"))
SECONDS = 6.0


def one(kind: str, seconds: float) -> dict[str, float]:
    """One contestant, watched for some seconds."""
    with Terminal(APPS, kind, "1000", "0", "", "1") as terminal:
        terminal.wait_for(b"\x1b]2;ready\x07")
        terminal.listen(1.5)
        cpu = terminal.cpu()
        sent = terminal.listen(seconds)
        return {"cpu_percent": (terminal.cpu() - cpu) / seconds * 100, "kib_per_s": sent / 1024 / seconds}


def run(rounds_: int = 7, smoke: bool = False) -> dict[str, Any]:
    """Both in turns."""
    seconds, rounds_ = (1.5, 1) if smoke else (SECONDS, rounds_)
    found = rounds(rounds_, {"list": partial(one, "list", seconds), "table": partial(one, "table", seconds)})
    cpu = ratio(found["list"]["cpu_percent"], found["table"]["cpu_percent"])
    return {
        "name": NAME,
        "goal": GOAL,
        "rounds": rounds_,
        "figures": figures(found),
        "ratio": {"cpu/table": cpu, "bytes/table": ratio(found["list"]["kib_per_s"], found["table"]["kib_per_s"])},
        "met": cpu["median"] <= 0.3,
    }


if __name__ == "__main__":
    print(json.dumps(run(2), indent=2))
