"""Eight hours of a Desk in twenty minutes: an agent's whole day of chats is taken, answered and settled at it by keys.

`python -m tests.campaign long_desk [--seconds 1200] [--out FILE] [--trace FOLDER]`. The real Desk, terminal, socket and
backend; thousands of colleagues' and the bot's chats pass through its lists. The traffic is faster than a day's: the
customers answer at once. Memory, handles, threads, tasks, what is kept on disk and the latency of keys stay flat.
"""

import argparse
import asyncio
import contextlib
import json
import os
import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

from console.core.conversation.events import Record, Resolved
from tests.bench import machine
from tests.bench.flatness import Point, drift
from tests.bench.load import Party
from tests.bench.long_shift import Shift
from tests.bench.measure import percentile
from tests.bench.throttle import FarTerminal

NAME = "long run: eight hours of a Desk"
GOAL = "after the warm-up memory, handles, threads, tasks, blocks of memory and the latency of keys are flat"
LIMITS = {
    "rss_mb": (0.05, 3.0),
    "fds": (0.0, 2.0),
    "tasks": (0.05, 5.0),
    "threads": (0.0, 2.0),
    "blocks": (0.05, 10_000.0),
    "disk_kb": (0.5, 600.0),
    "key_p50_ms": (0.5, 5.0),
    "key_p95_ms": (1.0, 30.0),
}
"""How much each may grow, as a share of itself and at least; latency belongs to the machine too, which others use."""
CONSOLES = 12
CHATS_A_DAY = 8 * 15
"""What a busy agent settles in eight hours; fewer are no day."""
SAMPLE_EVERY = 3.0


class Day(NamedTuple):
    """How a day is told in less time."""

    seconds: float = 1_200.0
    places: int = 24
    """Customers at a time: one that goes makes room for another."""
    life: tuple[float, float] = (4.0, 8.0)
    """Seconds for which a colleague has a chat."""
    after: float = 3.0
    """Seconds after which a colleague takes who waits."""
    left_every: int = 8
    left_for: float = 20.0
    """One in so many is left for the Desk, so much longer."""


def measure(day: Day, trace: Path | None = None) -> dict[str, Any]:
    """One run; `trace` is where what is alive is counted by type at each quarter, which takes some megabytes itself."""
    with tempfile.TemporaryDirectory(prefix="warmline-long-") as folder:
        home = Path(folder)
        parties: list[Party] = []
        try:
            server = Party("server", store=str(home / "warmline.db"), consoles=CONSOLES + 1)
            parties.append(server)
            where = server.says()
            tokens, refreshes = where.pop("tokens"), where.pop("refreshes")
            options = {"life": day.life, "stay": (240.0, 420.0), "seed": 1, "after": day.after}
            options |= {"left_every": day.left_every, "left_for": day.left_for, "tokens": tokens[1:]}
            options |= {"refreshes": refreshes[1:], "report": str(home / "consoles.json")}
            desks = Party("consoles", "long_parties", **where, **options)
            parties.append(desks)
            desks.says()
            options = {"customers": day.places, "answers": "desk says", "bot_for": 2.0}
            pages = Party("customers", "long_parties", **where, **options, report=str(home / "pages.json"))
            parties.append(pages)
            pages.says()
            for party in (desks, pages):
                party.tell(rate=day.places / 4, seconds=day.seconds + 5)
            told = {"ws": where["ws"], "refresh": refreshes[0], "state": str(home / "state")}
            told |= {"trace": int(day.seconds // 4) if trace else 0, "traces": str(trace)}
            samples, counts = _sit(told | {"report": str(home / "desk.jsonl")}, day.seconds)
            counts |= desks.says() | pages.says()
            for party in (desks, pages):
                party.says()
                party.tell(stop=True)
                party.says()
            server.tell(stop=True)
            server.says()
            pages_ledger = json.loads((home / "pages.json").read_text())
            said = [text for text in pages_ledger["shown"] if text.startswith("desk says")]
            counts |= {"answers_at_customers": len(said), "faults": pages_ledger["faults"]}
            counts["settled_in_the_store"] = asyncio.run(_settled(home / "warmline.db"))
            return judged(samples, counts, day.seconds)
        finally:
            for party in reversed(parties):
                party.end()


async def _settled(store: Path) -> int:
    """Chats that the Desk's agent resolved, by the backend's own store."""
    from console.backend.store.sqlite import SqliteStore

    opened = await SqliteStore.open(store)
    agents: Counter[str] = Counter()
    try:
        user = await opened.user_by_login("agent0")
        pos = 0
        while entries := await opened.feed(pos, 2_000):
            pos = entries[-1].pos
            events = (entry.event.event for entry in entries if isinstance(entry.event, Record))
            agents.update(event.agent for event in events if isinstance(event, Resolved))
    finally:
        await opened.close()
    return agents[user.id] if user is not None else 0


def _sit(told: dict[str, Any], seconds: float) -> tuple[list[dict[str, float]], dict[str, Any]]:
    """Work at the Desk for so long."""
    samples: list[dict[str, float]] = []
    Path(told["state"]).mkdir()
    report = Path(told["report"])
    env = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", "LONG_DESK": json.dumps(told)}
    with FarTerminal([sys.executable, "-m", "tests.bench.long_desk_app"], env) as desk:
        desk.sees(lambda text: "● live" in text, "a living queue")
        shift, begun = Shift(desk, random.Random(1)), time.monotonic()
        next_at = 0.0
        while (at := time.monotonic() - begun) < seconds:
            shift.step()
            lines = _last_lines(report)
            if at >= next_at and len(lines) > 1:
                next_at = at + SAMPLE_EVERY
                times = shift.key_times()
                pages = int(Path(f"/proc/{desk.process.pid}/statm").read_text().split()[1])
                sample = json.loads(lines[-2]) | {
                    "at": round(at, 1),
                    "rss_mb": pages * os.sysconf("SC_PAGE_SIZE") / 1e6,
                }
                sample |= {"key_p50_ms": percentile(times, 0.5), "key_p95_ms": percentile(times, 0.95)}
                samples.append(sample | {"settled": len(shift.settled)})
    return samples, shift.told()


def _last_lines(report: Path) -> list[str]:
    """The last few, each whole but the last."""
    if not report.exists():
        return []
    with report.open("rb") as file:
        file.seek(max(0, report.stat().st_size - 1_000))
        return file.read().decode().split("\n")


def judged(samples: list[dict[str, float]], counts: dict[str, Any], seconds: float) -> dict[str, Any]:
    """The drift of every figure, whether all are flat, and whether it was a day at all."""
    drifts = {}
    for figure, (within, at_least) in LIMITS.items():
        points: list[Point] = [(sample["at"], sample[figure]) for sample in samples]
        drifts[figure] = drift(points, within=within, at_least=at_least)
    is_a_day = counts["settled_in_the_store"] >= CHATS_A_DAY * seconds / Day().seconds
    return {
        **counts,
        "is_a_day": is_a_day,
        "drift": drifts,
        "flat": {figure: found["flat"] for figure, found in drifts.items()},
        "met": is_a_day and all(found["flat"] is not False for found in drifts.values()),
        "samples": samples,
    }


def run(rounds: int = 1, smoke: bool = False) -> dict[str, Any]:
    """The figures."""
    found = measure(Day(6.0, 12, (1.0, 2.0)) if smoke else Day())
    return {"name": NAME, "goal": GOAL, **found}


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.campaign long_desk", description=__doc__)
    parser.add_argument("--seconds", type=float, default=Day().seconds)
    parser.add_argument("--places", type=int, default=Day().places, help="customers at a time")
    parser.add_argument("--life", type=float, nargs=2, default=Day().life, help="seconds of a colleague's chat")
    parser.add_argument("--out", type=Path, help="all samples, as JSON")
    parser.add_argument(
        "--trace",
        type=Path,
        help="what is alive, and who holds it",
    )
    options = parser.parse_args(argv)
    if options.trace:
        options.trace.mkdir(parents=True, exist_ok=True)
    where, busy = machine.described(), machine.load()
    found = measure(Day(options.seconds, options.places, tuple(options.life)), options.trace)
    whole = {"name": NAME, "goal": GOAL, "machine": where, "load": [busy, machine.load()], **found}
    if options.out:
        options.out.write_text(json.dumps(whole, indent=1))
    print(json.dumps({key: value for key, value in whole.items() if key != "samples"}, indent=2))
    return 0 if found["met"] else 1


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        raise SystemExit(main(sys.argv[1:]))
