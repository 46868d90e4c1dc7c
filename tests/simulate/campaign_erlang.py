"""Runs the model of the floor until each Erlang A vector is told within 2 %, and the vector of shared attention.

Each vector is run again and again under other seeds until the standard error of every figure is small beside 2 %. What
is compared is the mean, corrected for the load that happened to come: more than was to be expected makes longer queues.
"""

import argparse
import json
import math
import statistics
import sys
import time
from concurrent.futures import ProcessPoolExecutor

from console.simulate.vectors import (
    CLOSE,
    FIGURES,
    SHARED,
    SHARED_FIGURES,
    VECTORS,
    Run,
    Shared,
    Vector,
    run_shared,
    run_vector,
)

CHATS = 40_000
ENOUGH = 0.0045
"""A standard error, as a share of the exact value, at which a run is long enough: 2 % is more than four of them."""
FEWEST = 8


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.campaign erlang", description=__doc__)
    parser.add_argument("--vectors", nargs="*", default=[vector.name for vector in VECTORS])
    parser.add_argument("--chats", type=int, default=CHATS, help="chats of one run")
    parser.add_argument("--most", type=int, default=400, help="runs of one vector at most")
    parser.add_argument("--first", type=int, default=1, help="the first seed")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(argv)
    began, told, failed = time.monotonic(), {}, []
    with ProcessPoolExecutor(options.jobs) as pool:
        for vector in VECTORS:
            if vector.name not in options.vectors:
                continue
            found = told[vector.name] = _vector(pool, vector, options)
            if any(abs(gap) > CLOSE for gap, _ in found["gaps"].values()):
                failed.append(vector.name)
            if not options.json:
                _say(vector, found)
        shared = list(pool.map(_shared, SHARED, [10 * options.chats] * len(SHARED)))
    if not options.json:
        _say_shared(shared)
    seconds = time.monotonic() - began
    summary = {
        "vectors": told,
        "shared": {was.cap: {name: getattr(run, name) for name in SHARED_FIGURES} for was, run in shared},
        "failed": failed,
        "seconds": seconds,
    }
    verdict = f"NOT within 2 %: {', '.join(failed)}" if failed else "all within 2 %"
    print(json.dumps(summary) if options.json else f"{verdict}; {seconds:.0f} s, seeds from {options.first}")
    return 1 if failed else 0


def _vector(pool: ProcessPoolExecutor, vector: Vector, options: argparse.Namespace) -> dict:
    """Runs until it is precise enough; each figure's gap and standard error, as shares of the exact value."""
    runs: list[Run] = []
    seed = options.first
    while True:
        count = max(FEWEST, options.jobs)
        runs += pool.map(run_vector, [vector] * count, [options.chats] * count, range(seed, seed + count))
        seed += count
        gaps = {name: controlled(runs, name, getattr(vector, name)) for name in FIGURES}
        if all(error < ENOUGH for _, error in gaps.values()) or len(runs) >= options.most:
            return {"gaps": gaps, "runs": len(runs), "chats": sum(run.chats for run in runs)}


def controlled(runs: list[Run], name: str, exact: float) -> tuple[float, float]:
    """How far the mean is off, and its standard error, both as shares, corrected by the load that came."""
    values, loads = [getattr(run, name) for run in runs], [run.load for run in runs]
    slope = statistics.covariance(values, loads) / statistics.variance(loads)
    left = [value - slope * (load - 1) for value, load in zip(values, loads, strict=True)]
    error = statistics.stdev(left) / math.sqrt(len(left))
    return statistics.fmean(left) / exact - 1, error / exact


def _shared(shared: Shared, chats: int) -> tuple[Shared, Run]:
    return shared, run_shared(shared, chats)


def _say(vector: Vector, found: dict) -> None:
    gaps = "  ".join(f"{name} {gap:+.2%} ±{error:.2%}" for name, (gap, error) in found["gaps"].items())
    print(f"{vector.name}: {found['chats']:,} chats in {found['runs']} runs: {gaps}", flush=True)


def _say_shared(shared: list[tuple[Shared, Run]]) -> None:
    for was, run in shared:
        pairs = "  ".join(f"{name} {getattr(run, name):.4g} (was {getattr(was, name):.4g})" for name in SHARED_FIGURES)
        print(f"cap {was.cap}: {pairs}")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
