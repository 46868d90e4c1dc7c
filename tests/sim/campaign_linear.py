"""The campaign of linearizability: many racing histories over the shipped service, each checked for an order."""

import argparse
import json
import logging
import multiprocessing
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from tests.sim.histories import history
from tests.sim.store import FLAWS

SHOWN: Final = 5
CHUNK: Final = 50


def _some(task: tuple[int, int, frozenset[str]]) -> tuple[list[int], Counter[str]]:
    """The seeds from the first up to the second; which fail, and what was counted."""
    first, end, flaws = task
    failing, counts = [], Counter[str]()
    for seed in range(first, end):
        one = history(seed, flaws=flaws)
        if one.judge():
            failing.append(seed)
        counts.update({str(name): n for name, n in one.counts.items()})
    return failing, counts


def run(first: int, histories: int, jobs: int, flaws: frozenset[str] = frozenset()) -> tuple[list[int], Counter[str]]:
    """All of them; failing seeds in order."""
    end = first + histories
    tasks = [(begin, min(begin + CHUNK, end), flaws) for begin in range(first, end, CHUNK)]
    failing: list[int] = []
    counts: Counter[str] = Counter()
    shown = 0
    for done, (bad, counted) in enumerate(_results(tasks, jobs), 1):
        failing += bad
        counts.update(counted)
        if done * 10 // len(tasks) > shown and len(tasks) >= 20:
            shown = done * 10 // len(tasks)
            print(f"{min(done * CHUNK, histories):>7} histories, {len(failing)} failing", flush=True)
    return sorted(failing), counts


def _results(tasks: list[tuple[int, int, frozenset[str]]], jobs: int) -> Iterator[tuple[list[int], Counter[str]]]:
    if jobs <= 1:
        yield from map(_some, tasks)
        return
    with multiprocessing.get_context("spawn").Pool(jobs, initializer=logging.disable) as pool:
        yield from pool.imap_unordered(_some, tasks)


def _replay(seed: int, flaws: frozenset[str]) -> int:
    one = history(seed, flaws=flaws)
    problems = one.judge()
    print(one.told)
    print("\n".join(problems) or "an order explains it")
    return bool(problems)


def _summary(failing: Iterable[int], counts: Counter[str], first: int, histories: int, seconds: float) -> str:
    names = ("operations", "done", "refused", "unknown", "attempts", "kills", "cancelled", "lost", "undecided", "steps")
    lines = [f"{histories} histories, seeds {first} to {first + histories - 1}, {seconds:.0f} s"]
    lines.append(", ".join(f"{counts[name]} {name}" for name in names))
    faults = ("fail", "ambiguous", "ghost", "slow", "crash_before", "crash_after", "busy", "read")
    lines.append("store faults: " + ", ".join(f"{counts[name]} {name}" for name in faults))
    lines += [f"FAILED: python -m tests.campaign linear --replay {seed}" for seed in failing]
    return "\n".join(lines)


def main(argv: list[str]) -> int:
    """1 where a history has no order."""
    parser = argparse.ArgumentParser(prog="python -m tests.campaign linear", description=__doc__)
    parser.add_argument("--histories", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1, help="the first one")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--replay", type=int, metavar="SEED", help="show one history, and judge it")
    parser.add_argument("--flaw", action="append", default=[], choices=sorted(FLAWS), help="plant it in the store")
    parser.add_argument("--json", action="store_true", help="end with one line of JSON instead of a summary")
    options = parser.parse_args(argv)
    logging.disable()
    flaws = frozenset(options.flaw)
    if options.replay is not None:
        return _replay(options.replay, flaws)
    began = time.monotonic()
    failing, counts = run(options.seed, options.histories, options.jobs, flaws)
    seconds = time.monotonic() - began
    if options.json:
        told = {"histories": options.histories, "seed": options.seed, "seconds": round(seconds, 1), "failing": failing}
        print(json.dumps(told | {"counts": dict(sorted(counts.items()))}))
    else:
        print(_summary(failing, counts, options.seed, options.histories, seconds))
    return bool(failing)


if __name__ == "__main__":
    import sys

    raise SystemExit(main(sys.argv[1:]))
