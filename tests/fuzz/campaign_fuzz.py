"""The fuzzing campaign: `python -m tests.campaign fuzz --runs 5000000`; half made from types, half guided by coverage.

The guided half needs atheris (`pip install atheris`); without it all inputs are made from types, and it says so.
"""

import argparse
import importlib.util
import json
import multiprocessing
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.fuzz.inputs import Maker
from tests.fuzz.targets import TARGETS, Broken, run

GUIDED = ("client", "server", "session", "safe", "fence", "head")
"""Targets with logic in Python, in which coverage can guide."""
GUIDED_RUNS = 50_000
"""Of each guided target at most: watching each line costs ten times the time."""


def made(job: tuple[str, int, int]) -> dict[str, Any]:
    """One target, one seed, so many inputs made from types; a failure is told with what repeats it."""
    target, seed, runs = job
    maker = Maker(seed)
    failures: list[dict[str, Any]] = []
    begun = time.perf_counter()
    for n in range(runs):
        data = maker.make(target)
        try:
            run(target, data)
        except Broken as broken:
            failures.append({"target": target, "seed": seed, "n": n, "input": data.hex(), "why": str(broken)[:400]})
            if len(failures) >= 5:
                break
    return {
        "target": target,
        "runs": n + 1 if runs else 0,
        "seconds": time.perf_counter() - begun,
        "failures": failures,
    }


def guided(job: tuple[str, int, int]) -> dict[str, Any]:
    """The same by atheris, in a process of its own: it ends by exiting."""
    target, seed, runs = job
    begun = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "corpus"
        corpus.mkdir()
        maker = Maker(seed)
        for n in range(300):
            (corpus / f"{n:03}").write_bytes(maker.make(target))
        words = [sys.executable, "-m", "tests.fuzz.guided", target, str(corpus)]
        limits = [
            f"-atheris_runs={runs}",
            f"-seed={seed}",
            "-max_len=4096",
            "-timeout=5",
            "-print_final_stats=1",
            "-verbosity=0",
        ]
        ran = subprocess.run(
            [*words, *limits, f"-artifact_prefix={folder}/"], capture_output=True, text=True, check=False
        )
        done = [line.rpartition(":")[2] for line in ran.stderr.splitlines() if "number_of_executed_units" in line]
        executed = int(done[0]) if done else runs if ran.returncode == 0 else 0
        failures = []
        if ran.returncode != 0:
            found = next((path.read_bytes() for path in Path(folder).glob("*-*") if path.is_file()), b"")
            failures.append({"target": target, "seed": seed, "input": found.hex(), "why": ran.stderr[-1500:]})
    return {"target": target, "runs": executed, "seconds": time.perf_counter() - begun, "failures": failures}


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.campaign fuzz", description=__doc__)
    parser.add_argument("--runs", type=int, default=5_000_000, help="inputs in all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--target", choices=sorted(TARGETS), help="one target only")
    parser.add_argument("--replay", metavar="HEX", help="run one input on --target")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(argv)
    if options.replay is not None:
        run(options.target or "client", bytes.fromhex(options.replay))
        print("held")
        return 0
    targets = [options.target] if options.target else list(TARGETS)
    has_atheris = importlib.util.find_spec("atheris") is not None
    by_coverage = [target for target in targets if target in GUIDED] if has_atheris else []
    if not has_atheris:
        print("atheris is not installed: all inputs are made from types", file=sys.stderr)
    watched = min(GUIDED_RUNS, options.runs // (4 * max(1, len(by_coverage)))) if by_coverage else 0
    each = (options.runs - watched * len(by_coverage)) // len(targets)
    with multiprocessing.get_context("spawn").Pool(options.jobs) as pool:
        plain = [(target, options.seed + n, each // 4) for target in targets for n in range(4)]
        waits = [pool.apply_async(guided, ((target, options.seed, watched),)) for target in by_coverage]
        results = pool.map(made, plain, chunksize=1) + [wait.get() for wait in waits]
    return _tell(results, as_json=options.json)


def _tell(results: list[dict[str, Any]], *, as_json: bool) -> int:
    failures = [failure for result in results for failure in result["failures"]]
    total = sum(result["runs"] for result in results)
    by_target: dict[str, int] = {}
    for result in results:
        by_target[result["target"]] = by_target.get(result["target"], 0) + result["runs"]
    if as_json:
        print(json.dumps({"executions": total, "by_target": by_target, "failures": failures}))
    else:
        print(f"{total:,} executions: " + ", ".join(f"{name} {count:,}" for name, count in by_target.items()))
        for failure in failures:
            print(f"BROKEN {failure['target']}: {failure['why']}")
            print(f"  python -m tests.campaign fuzz --target {failure['target']} --replay {failure['input']}")
        print("nothing broke" if not failures else f"{len(failures)} broke")
    return 1 if failures else 0
