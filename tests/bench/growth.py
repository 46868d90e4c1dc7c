"""What size costs: 100 to 10,000 open conversations, 10 to 3,000 consoles; each figure with its exponent.

`python -m tests.campaign growth`. An exponent of 0 means that size does not matter, 1 that the cost grows with it. The
cost of stored messages is measured by `growth_store`. Times at the wall belong to the machine as well, which others
use: beside that of a snapshot and of a restart stands the processor time that the backend took for it.
"""

import argparse
import contextlib
import json
import math
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.bench.load import Party, _cpu
from tests.bench.measure import percentile
from tests.bench.throttle import FarTerminal

NAME = "growth: cost against open conversations and consoles"
GOAL = "keys of the Desk and the cost of a message do not grow with conversations; memory a console <= 64 KiB"
CONVERSATIONS = (100, 1_000, 10_000)
CONSOLES = (10, 100, 1_000, 3_000)
RATE = 50.0
PAGE = os.sysconf("SC_PAGE_SIZE")
_TICK = 1 / os.sysconf("SC_CLK_TCK")
"""Processor time is told in these: what is less counts as one."""


def by_conversations(number: int, times: int, messages: int) -> dict[str, float]:
    """One backend with so many waiting, one console, one Desk."""
    with tempfile.TemporaryDirectory(prefix="warmline-growth-") as folder, contextlib.ExitStack() as ends:
        server = Party("server", "slow_parties", store=str(Path(folder) / "warmline.db"), desks=2)
        ends.callback(server.end)
        where = server.says()
        empty = _rss(server)
        server.tell(queue=number)
        server.says()
        full = _rss(server)
        consoles = Party("consoles", "slow_parties", http=where["http"], token=where["tokens"][1])
        ends.callback(consoles.end)
        used = _cpu(server.process.pid)
        consoles.tell(consoles=1)
        snapshot = consoles.says()
        used = _cpu(server.process.pid) - used
        found = _desk(where, times)
        server.tell(say=messages, rate=RATE)
        found |= {
            "cpu_ms_a_message": server.says()["cpu_s"] * 1_000 / messages,
            "kib_a_conversation": (full - empty) / 1_024 / number,
            "snapshot_ms": snapshot["snapshot_ms"],
            "snapshot_cpu_ms": max(used, _TICK) * 1_000,
            "snapshot_kib": snapshot["snapshot_bytes"] / 1_024,
        }
        consoles.end()
        begun, used = time.monotonic(), _cpu(server.process.pid)
        server.tell(restart=True)
        server.says()
        return found | {
            "backend_restart_ms": (time.monotonic() - begun) * 1_000,
            "backend_restart_cpu_ms": max(_cpu(server.process.pid) - used, _TICK) * 1_000,
        }


def _desk(where: dict[str, Any], times: int) -> dict[str, float]:
    """The real Desk: until it lives, its keys, its memory."""
    env = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    env["SLOW_DESK"] = json.dumps({"ws": where["ws"], "token": where["tokens"][0]})
    begun = time.monotonic()
    with FarTerminal([sys.executable, "-m", "tests.bench.slow_parties", "desk"], env) as desk:
        desk.sees(lambda text: "● live" in text and "Customer" in text, "a living queue")
        live = time.monotonic() - begun
        desk.quiet(0.3)
        keys = [
            desk.act(lambda n=n: desk.press("jk"[n // 5 % 2]), lambda _: True, "a key", 0.04).first_ms
            for n in range(times)
        ]
        rss = int(Path(f"/proc/{desk.process.pid}/statm").read_text().split()[1]) * PAGE
    return {"desk_live_ms": live * 1_000, "desk_key_ms": percentile(keys, 0.5), "desk_rss_mb": rss / 1e6}


def by_consoles(numbers: Sequence[int], waiting: int, messages: int) -> dict[int, dict[str, float]]:
    """One backend, more and more consoles."""
    found = {}
    with tempfile.TemporaryDirectory(prefix="warmline-growth-") as folder, contextlib.ExitStack() as ends:
        server = Party("server", "slow_parties", store=str(Path(folder) / "warmline.db"), desks=1)
        ends.callback(server.end)
        where = server.says()
        server.tell(queue=waiting)
        server.says()
        consoles = Party("consoles", "slow_parties", http=where["http"], token=where["tokens"][0])
        ends.callback(consoles.end)
        before = _rss(server)
        for number in numbers:
            consoles.tell(consoles=number)
            there = consoles.says()["there"]
            server.tell(say=messages, rate=RATE)
            used = server.says()["cpu_s"]
            found[number] = {
                "cpu_ms_a_message": used * 1_000 / messages,
                "kib_a_console": (_rss(server) - before) / 1_024 / there,
            }
    return found


def exponents(found: dict[int, dict[str, float]]) -> dict[str, float]:
    """By how much each figure grows with size: the slope between its ends, both as logarithms."""
    first, last = min(found), max(found)
    return {
        figure: round(math.log(max(found[last][figure], 1e-9) / max(value, 1e-9)) / math.log(last / first), 2)
        for figure, value in found[first].items()
    }


def _rss(party: Party) -> int:
    return int(Path(f"/proc/{party.process.pid}/statm").read_text().split()[1]) * PAGE


def run(rounds: int = 1, smoke: bool = False) -> dict[str, Any]:
    """Both tables, their exponents and the verdict."""
    sizes, crowds, times, messages = ((20, 60), (2, 26), 5, 10) if smoke else (CONVERSATIONS, CONSOLES, 30, 150)
    conversations = {size: by_conversations(size, times, messages) for size in sizes}
    consoles = by_consoles(crowds, sizes[0] if smoke else 1_000, messages)
    grows = {"conversations": exponents(conversations), "consoles": exponents(consoles)}
    each = {
        "desk_key_ms": grows["conversations"]["desk_key_ms"] <= 0.1,
        "cpu_ms_a_message": grows["conversations"]["cpu_ms_a_message"] <= 0.15,
        "kib_a_console": consoles[max(crowds)]["kib_a_console"] <= 64,
    }
    return {
        "name": NAME,
        "goal": GOAL,
        "results": {"conversations": conversations, "consoles": consoles},
        "exponents": grows,
        "each": each,
        "met": all(each.values()),
    }


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.campaign growth", description=__doc__)
    parser.add_argument("--smoke", action="store_true")
    found = run(smoke=parser.parse_args(argv).smoke)
    print(json.dumps(found, indent=2))
    return 0 if found["met"] else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
