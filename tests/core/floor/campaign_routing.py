"""Random traces of a small floor, each judged by the invariants of routing; one trace a seed."""

import argparse
import gc
import json
import multiprocessing
import time
import traceback
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tests.core.floor.flaws import FLAWS, hunt
from tests.core.floor.floor_model import play
from tests.core.floor.judge import Violation

REPLAY = "python -m tests.campaign routing --replay"


class Outcome(NamedTuple):
    """What came of one trace."""

    seed: int
    counts: Counter[str]
    wrong: str = ""
    history: tuple[str, ...] = ()


def main(argv: list[str]) -> int:
    """Run what is asked for; 1 where an invariant was broken, or a flaw was not caught."""
    parser = argparse.ArgumentParser(prog="python -m tests.campaign routing", description=__doc__)
    parser.add_argument("--traces", type=int, default=10_000, help="how many")
    parser.add_argument("--from", dest="first", type=int, default=1, help="the first seed")
    parser.add_argument("--jobs", type=int, default=2, help="processes at a time")
    parser.add_argument("--json", action="store_true", help="the summary as one JSON object")
    parser.add_argument("--replay", type=int, metavar="SEED", help="play one trace, and tell all that happens in it")
    parser.add_argument("--flaws", action="store_true", help="look for the first seed that catches each planted flaw")
    options = parser.parse_args(argv)
    if options.replay is not None:
        return _replay(options.replay)
    if options.flaws:
        return _hunt_all(range(options.first, options.first + min(options.traces, 2_000)))
    return _campaign(options)


def one(seed: int) -> Outcome:
    """One trace; what is wrong in it is told, not raised."""
    try:
        return Outcome(seed, play(seed).counts)
    except Violation as violation:
        return Outcome(seed, Counter(), str(violation), tuple(violation.history))
    except Exception:
        # A crash of the router is a failing trace as well; the others go on.
        return Outcome(seed, Counter(), traceback.format_exc())


def told(outcome: Outcome) -> str:
    """A failing trace: what had happened, what was wrong, and how to play it again."""
    return "\n".join([*outcome.history, f"seed {outcome.seed}: {outcome.wrong}", f"  {REPLAY} {outcome.seed}"])


def _replay(seed: int) -> int:
    outcome = one(seed)
    print(told(outcome) if outcome.wrong else "\n".join(play(seed).history))
    for name, count in sorted(outcome.counts.items()):
        print(f"  {name}: {count}")
    return 1 if outcome.wrong else 0


def _played(seeds: Iterable[int], jobs: int) -> Iterator[Outcome]:
    if jobs <= 1:
        yield from map(one, seeds)
        return
    with multiprocessing.get_context("fork").Pool(jobs, gc.freeze) as pool:
        yield from pool.imap_unordered(one, seeds, chunksize=20)


def _campaign(options: argparse.Namespace) -> int:
    began, counts, failing, done = time.monotonic(), Counter[str](), [], 0
    for outcome in _played(range(options.first, options.first + options.traces), options.jobs):
        done += 1
        counts.update(outcome.counts)
        if outcome.wrong:
            failing.append(outcome.seed)
            print(told(outcome), flush=True)
        if not options.json and done % max(1, options.traces // 20) == 0:
            print(f"{done} of {options.traces} traces, {len(failing)} failing", flush=True)
    wall = time.monotonic() - began
    summary = {
        "traces": done,
        "from": options.first,
        "failing": failing,
        "wall_s": round(wall, 1),
        "traces_per_s": round(done / wall, 1),
        "events": dict(sorted(counts.items())),
    }
    if options.json:
        print(json.dumps(summary))
    else:
        print("\n".join(f"{name.replace('_', ' ')}: {value}" for name, value in summary.items()))
    return 1 if failing else 0


def _hunt_all(seeds: range) -> int:
    missed = 0
    for name in FLAWS:
        seed, invariant = hunt(name, seeds)
        missed += not seed
        print(f"{name}: {f'caught by seed {seed} ({invariant})' if seed else 'not caught'}", flush=True)
    return 1 if missed else 0
