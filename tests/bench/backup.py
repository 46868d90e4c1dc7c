"""What a backup of a live store costs those who write: p99 of commits while it runs against before, one server's
store of 200 MB; and how long looking through 10,000 conversations takes. Prints JSON.
"""

import argparse
import asyncio
import json
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from console.backend.store.check import check_file
from console.backend.store.port import Committed
from console.backend.store.sqlite import SqliteStore
from console.core.conversation.context import Policy
from tests.backend.store.floor import fill
from tests.bench.p12_append import commit_of

NAME = "backup and check of a live store"
GOAL = "p99 of commits during a backup of 200 MB under 250 ms; check of 10,000 conversations under 30 s"
LIMIT_MS = 250.0
CHECK_S = 30.0
WRITERS = 20
PAUSE_S = 0.1
"""Of each writer between two commits: 200 messages a second in all."""
BULK = "lorem ipsum dolor sit amet " * 50


def p99(times: list[float]) -> float:
    return 1000 * (statistics.quantiles(times, n=100)[98] if len(times) > 100 else max(times))


async def writing(store: SqliteStore, first: int, going: asyncio.Event) -> list[float]:
    """Commits as on a busy day until told to stop; how long each took."""
    times: list[float] = []

    async def one(writer: int) -> None:
        n = first
        while not going.is_set():
            n += 1
            began = time.perf_counter()
            assert isinstance(await store.commit(commit_of(writer, n)), Committed)
            times.append(time.perf_counter() - began)
            await asyncio.sleep(PAUSE_S)

    await asyncio.gather(*(one(writer) for writer in range(WRITERS)))
    return times


async def around(work: Any, store: SqliteStore, first: int) -> tuple[list[float], Any]:
    going = asyncio.Event()
    task = asyncio.create_task(writing(store, first, going))
    try:
        done = await work
    finally:
        going.set()
    return await task, done


async def copied(data: Path, target: Path) -> float:
    began = time.perf_counter()
    words = ("backup", str(target), "--data", str(data), "--no-verify", "--json")
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "console", *words, stdout=asyncio.subprocess.PIPE
    )
    await process.communicate()
    assert process.returncode == 0
    return time.perf_counter() - began


async def measure(folder: Path, conversations: int, quiet_s: float) -> dict[str, Any]:
    data = folder / "data"
    data.mkdir(mode=0o700)
    store = await SqliteStore.open(data / "warmline.db")
    await fill(store, conversations, words=BULK)
    began = time.perf_counter()
    report = await asyncio.to_thread(check_file, data / "warmline.db", Policy())
    check_s = time.perf_counter() - began
    assert report.sound, report
    before, _ = await around(asyncio.sleep(quiet_s), store, 0)
    during, took = await around(copied(data, folder / "copy.db"), store, 100_000)
    size = os.path.getsize(folder / "copy.db")
    await store.close()
    return {
        "megabytes": round(size / 1e6),
        "check_seconds": round(check_s, 2),
        "conversations": report.conversations,
        "records": report.records,
        "backup_seconds": round(took, 2),
        "commits_during": len(during),
        "p50_before_ms": round(1000 * statistics.median(before), 2),
        "p50_during_ms": round(1000 * statistics.median(during), 2),
        "p99_before_ms": round(p99(before), 2),
        "p99_during_ms": round(p99(during), 2),
        "longest_during_ms": round(1000 * max(during), 2),
    }


def run(rounds: int, smoke: bool) -> dict[str, Any]:
    """One store, one backup: a second round would only say the same of a warm disk."""
    with tempfile.TemporaryDirectory() as folder:
        figures = asyncio.run(measure(Path(folder), 100 if smoke else 10_000, 0.5 if smoke else 5.0))
    met = figures["p99_during_ms"] < LIMIT_MS and figures["check_seconds"] < CHECK_S
    return {"name": NAME, "goal": GOAL, "met": met, "figures": figures}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--smoke", action="store_true")
    options = parser.parse_args()
    print(json.dumps(run(options.rounds, options.smoke), indent=2))
