"""The campaign of storage faults: the backend's store and the console's disk, each fault counted as one."""

import argparse
import json
import logging
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from tests.storage import faulting
from tests.storage.faulting import UNITS, Outcome

RESULTS = ("whole", "prefix", "aside", "told", "unnoticed", "broken")


def units(faults: int, seed: int) -> list[str]:
    """So many faults, shared among the kinds that are possible here, for both files alike."""
    names = [name for name in UNITS if faulting.possible(name)]
    whole = sum(UNITS[name][2] for name in names)
    found = []
    for name in names:
        _, each, share = UNITS[name]
        count = max(2, round(faults * share / whole / each))
        found += [f"{name}:{('store', 'desk')[n % 2]}:{seed * 100_000 + n // 2}" for n in range(count + 1)]
    return found


def _quiet() -> None:
    # The faults' own log lines: thousands, all expected.
    logging.disable(logging.CRITICAL)


def run_all(todo: list[str], jobs: int, folder: Path) -> Iterator[tuple[str, list[Outcome]]]:
    """Each unit with its outcomes."""
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_quiet) as pool:
        yield from zip(todo, pool.map(partial(faulting.run, folder=folder), todo), strict=True)


def _print_table(counts: dict[str, Counter[str]]) -> None:
    print(f"{'fault':<52}{'count':>7}" + "".join(f"{name:>11}" for name in RESULTS))
    total: Counter[str] = Counter()
    for kind in sorted(counts):
        total += counts[kind]
        _print_row(kind, counts[kind])
    _print_row("all", total)


def _print_row(kind: str, row: Counter[str]) -> None:
    print(f"{kind:<52}{row.total():>7}" + "".join(f"{row[name] or '':>11}" for name in RESULTS))


def main(argv: list[str]) -> int:
    """Run it; 1: a promise was broken."""
    parser = argparse.ArgumentParser(prog="storage", description=__doc__)
    parser.add_argument("--faults", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--only", help="one unit, as a failure names it, for example power:store:100003")
    parser.add_argument("--json", action="store_true")
    told = parser.parse_args(argv)
    todo = [told.only] if told.only else units(told.faults, told.seed)
    base = Path("/dev/shm") if os.access("/dev/shm", os.W_OK) else None
    counts: dict[str, Counter[str]] = {}
    failures: list[tuple[str, Outcome]] = []
    done, begun, said = 0, time.monotonic(), 0.0
    with tempfile.TemporaryDirectory(prefix="warmline-storage-", dir=base) as folder:
        for unit, outcomes in run_all(todo, told.jobs, Path(folder)):
            for outcome in outcomes:
                done += 1
                counts.setdefault(outcome.kind, Counter())[outcome.result] += 1
                if outcome.result == "broken":
                    failures.append((unit, outcome))
                    print(f"BROKEN {unit} {outcome.kind}: {outcome.detail}", file=sys.stderr)
                    print(f"  again: python -m tests.campaign storage --only {unit}", file=sys.stderr)
                elif told.only:
                    print(outcome.kind, outcome.result, outcome.detail, file=sys.stderr)
            if not told.json and time.monotonic() - said > 15:
                said = time.monotonic()
                print(f"{done} faults after {said - begun:.0f} s", file=sys.stderr)
    seconds = time.monotonic() - begun
    if told.json:
        figures = {"faults": done, "seed": told.seed, "seconds": round(seconds, 1), "broken": len(failures)}
        print(json.dumps(figures | {"counts": {kind: dict(row) for kind, row in counts.items()}}))
    else:
        _print_table(counts)
        print(f"{done} faults, seed {told.seed}, {seconds:.0f} s: {len(failures)} broken promises")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
