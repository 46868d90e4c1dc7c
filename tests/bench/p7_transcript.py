"""P7: opening a transcript of 10,000 messages, from the key to its last message on the screen, and the memory it adds.

Against a RichLog with the same words and our own view at 100 messages; all messages are in memory before the key.
`reader` is our view with the desk's own work of turning turns into blocks inside of the time.
"""

import json
from functools import partial
from pathlib import Path
from typing import Any

from tests.bench.measure import Terminal, figures, ratio, rounds
from tests.bench.transcript_apps import LAST, PREPARED

NAME = "P7 open a transcript of 10,000 messages"
GOAL = "time <= 1/40 of RichLog, <= 1.5x of 100 messages; added memory <= 1/15"
APPS = str(Path(__file__).with_name("transcript_apps.py"))


def one(kind: str, number: int) -> dict[str, float]:
    """Prepare, open, and measure both."""
    with Terminal(APPS, kind, str(number)) as terminal:
        terminal.ready()
        empty = terminal.rss()
        terminal.key(b"p", until=PREPARED.encode())
        terminal.quiet(0.3)
        before = terminal.rss()
        answer = terminal.key(b"o", until=LAST.encode())
        terminal.quiet(0.5)
        after = terminal.rss()
    return {
        "open_ms": answer.first_ms,
        "added_mb": (after - before) / 1e6,
        "with_messages_mb": (after - empty) / 1e6,
    }


def run(rounds_: int = 7, smoke: bool = False) -> dict[str, Any]:
    """All contestants in turns."""
    number, rounds_ = (200, 1) if smoke else (10_000, rounds_)
    contestants = {
        "view": partial(one, "view", number),
        "view_100": partial(one, "view", 100),
        "reader": partial(one, "reader", number),
        "log": partial(one, "log", number),
    }
    found = rounds(rounds_, contestants)
    ratios = {
        "time/log": ratio(found["view"]["open_ms"], found["log"]["open_ms"]),
        "time/100 messages": ratio(found["view"]["open_ms"], found["view_100"]["open_ms"]),
        "reader/log": ratio(found["reader"]["open_ms"], found["log"]["open_ms"]),
        "memory/log": ratio(found["view"]["added_mb"], found["log"]["added_mb"]),
        "memory with messages/log": ratio(found["view"]["with_messages_mb"], found["log"]["with_messages_mb"]),
    }
    limits = {"time/log": 1 / 40, "time/100 messages": 1.5, "memory/log": 1 / 15}
    met = {name: ratios[name]["median"] <= limit for name, limit in limits.items()}
    return {
        "name": NAME,
        "goal": GOAL,
        "messages": number,
        "rounds": rounds_,
        "figures": figures(found),
        "ratio": ratios,
        "each": met,
        "met": all(met.values()),
    }


if __name__ == "__main__":
    print(json.dumps(run(3), indent=2))
