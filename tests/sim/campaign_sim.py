"""The simulation's campaign: histories by seed, the hunt for planted flaws, and the replay of one history."""

import argparse
import gc
import json
import multiprocessing
import time
from collections import Counter
from collections.abc import Iterable

from tests.sim.mutants import MUTANTS, hunt
from tests.sim.world import Outcome, play

REPLAY = "python -m tests.campaign sim --replay"


def main(argv: list[str]) -> int:
    """Run what is asked for; 1 where an invariant was broken, or a flaw was not caught."""
    parser = argparse.ArgumentParser(prog="python -m tests.campaign sim", description=__doc__)
    parser.add_argument("--seeds", type=int, default=10_000, help="how many histories")
    parser.add_argument("--from", dest="first", type=int, default=1, help="the first seed")
    parser.add_argument("--jobs", type=int, default=2, help="processes at a time")
    parser.add_argument("--json", action="store_true", help="the summary as one JSON object")
    parser.add_argument("--replay", type=int, metavar="SEED", help="play one history")
    parser.add_argument("--trace", action="store_true", help="with --replay: everything that happens in it")
    parser.add_argument("--mutants", action="store_true", help="look for the first seed that catches each planted flaw")
    parser.add_argument("--only", default="", help="with --mutants: this one; with --replay: the flaw to plant")
    options = parser.parse_args(argv)
    if options.replay is not None:
        return _replay(options.replay, options.only, tracing=options.trace)
    if options.mutants:
        return _hunt_all(options)
    return _campaign(options)


def _replay(seed: int, flaw: str, *, tracing: bool) -> int:
    if flaw:
        with MUTANTS[flaw].planted():
            world, outcome = play(seed, tracing=tracing, flaws=MUTANTS[flaw].store)
    else:
        world, outcome = play(seed, tracing=tracing)
    for at, who, what in world.history:
        print(f"{at:10.3f}  {who:<22} {what}")
    print(f"seed {seed}: {outcome.steps} steps, {outcome.seconds:.1f} virtual seconds, digest {outcome.digest}")
    for name, count in sorted(outcome.counts.items()):
        print(f"  {name}: {count}")
    for violation in outcome.violations:
        print(f"VIOLATION of {violation.invariant} at {violation.at:.3f}: {violation.what}")
    return 1 if outcome.violations else 0


def _one(seed: int) -> Outcome:
    outcome = play(seed)[1]
    # At the moment at which all of that world is garbage: sooner it would be looked through in vain.
    gc.collect(0)
    return outcome


def _begin() -> None:
    """A process that plays: what is in its memory by now stays there for good."""
    gc.disable()
    gc.freeze()


def _campaign(options: argparse.Namespace) -> int:
    began = time.monotonic()
    counts: Counter[str] = Counter()
    bad: list[Outcome] = []
    steps, seconds, done = 0, 0.0, 0
    took: list[float] = []
    for outcome in _played(range(options.first, options.first + options.seeds), options.jobs):
        done += 1
        steps += outcome.steps
        seconds += outcome.seconds
        took.append(outcome.converged)
        counts.update(outcome.counts)
        if outcome.violations:
            bad.append(outcome)
            first = outcome.violations[0]
            print(f"seed {outcome.seed}: {first.invariant}: {first.what}", flush=True)
            print(f"  {REPLAY} {outcome.seed} --trace", flush=True)
        if not options.json and done % max(1, options.seeds // 20) == 0:
            print(f"{done} of {options.seeds} seeds, {len(bad)} with violations", flush=True)
    took.sort()
    wall = time.monotonic() - began
    summary = {
        "seeds": done,
        "from": options.first,
        "violations": len(bad),
        "failing": [outcome.seed for outcome in bad],
        "steps": steps,
        "virtual_hours": round(seconds / 3600, 1),
        "wall_s": round(wall, 1),
        "seeds_per_s": round(done / wall, 1),
        "converged_p99_s": took[int(len(took) * 0.99)] if took else 0.0,
        "faults": dict(sorted(counts.items())),
    }
    print(json.dumps(summary) if options.json else _told(summary))
    return 1 if bad else 0


def _told(summary: dict[str, object]) -> str:
    faults = summary.pop("faults")
    assert isinstance(faults, dict)
    lines = [f"{name.replace('_', ' ')}: {value}" for name, value in summary.items()]
    return "\n".join([*lines, "faults and doings:", *(f"  {name}: {count}" for name, count in faults.items())])


def _played(seeds: Iterable[int], jobs: int) -> Iterable[Outcome]:
    if jobs <= 1:
        yield from map(_one, seeds)
        return
    # What a world leaves behind in memory goes with its process.
    with multiprocessing.get_context("fork").Pool(jobs, _begin, maxtasksperchild=100) as pool:
        yield from pool.imap_unordered(_one, seeds, chunksize=5)


def _hunt_all(options: argparse.Namespace) -> int:
    names = [options.only] if options.only else list(MUTANTS)
    most = min(options.seeds, 500)
    jobs = [(name, options.first, most) for name in names]
    missed = 0
    with multiprocessing.get_context("fork").Pool(max(1, options.jobs), maxtasksperchild=1) as pool:
        for name, seed, why in pool.imap_unordered(_hunt_one, jobs):
            missed += seed == 0
            told = f"caught by seed {seed} ({why})" if seed else f"not caught within {most} seeds"
            print(f"{name}: {told}", flush=True)
    return 1 if missed else 0


def _hunt_one(job: tuple[str, int, int]) -> tuple[str, int, str]:
    name, first, most = job
    seed, why = hunt(MUTANTS[name], range(first, first + most))
    return name, seed, why
