"""Runs the benchmarks: `python -m tests.bench [P4 P9 ...] [--json | --markdown] [--rounds N] [--smoke]`.

Without names all sixteen goals of the design are measured (P5 by P4). Each benchmark is a process of its own with a
limit of time: one that fails is reported and the rest go on. Both sides of every ratio come from one run; figures
depend on the machine, only ratios are for comparing. Ends with 0 where all goals are met; the smoke with 0 unless a
benchmark failed, whatever it measured.
"""

import argparse
import contextlib
import importlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.bench import goals, machine, peers, telling

ROUNDS = 7
WITHIN = 3_600.0
WITHIN_SMOKE = 300.0
AT_ONCE = 2
"""Smokes that run side by side; what is to be measured runs alone."""
ROOT = Path(__file__).parents[2]


def one(name: str, module: str, rounds: int, smoke: bool) -> dict[str, Any]:
    """One benchmark in a process of its own; what it found, or why it failed."""
    before, began = machine.load(), time.monotonic()
    with tempfile.TemporaryDirectory(prefix="warmline-bench-") as folder:
        report, words = Path(folder) / "report.json", [sys.executable, "-m", "tests.bench", "--inside", module]
        words += ["--report", str(report), "--rounds", str(rounds), *(["--smoke"] if smoke else [])]
        with (Path(folder) / "log").open("w+", encoding="utf-8", errors="replace") as log:
            ended = _within(words, log.fileno(), WITHIN_SMOKE if smoke else WITHIN)
            log.seek(0)
            said = log.read()
        if report.exists():
            found: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
        else:
            found = {"name": name, "goal": "", "failed": telling.failure(ended, said)}
    return found | {"load": [before, machine.load()], "took_s": round(time.monotonic() - began, 1)}


def _within(words: list[str], log: int, seconds: float) -> str:
    """Run a command in a session of its own, of which nothing stays behind; in words how it ended."""
    process = subprocess.Popen(
        words, stdout=log, stderr=log, stdin=subprocess.DEVNULL, cwd=ROOT, start_new_session=True
    )
    try:
        return f"it ended with {process.wait(seconds)}"
    except subprocess.TimeoutExpired:
        return f"it took more than {seconds:.0f} s"
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def inside(module: str, rounds: int, smoke: bool, report: str) -> None:
    """What the process of one benchmark does."""
    found = importlib.import_module(f"tests.bench.{module}").run(rounds, smoke)
    Path(report).write_text(json.dumps(found), encoding="utf-8")
    # What a benchmark may have left running (executors, loops) does not decide whether it went well.
    sys.stdout.flush()
    os._exit(0)


def measure(
    chosen: Mapping[str, str], rounds: int, smoke: bool, tell: Callable[[str, dict[str, Any]], None]
) -> dict[str, dict[str, Any]]:
    """All that were chosen, each told as soon as it is there."""
    telling_one = threading.Lock()

    def work(item: tuple[str, str]) -> tuple[str, dict[str, Any]]:
        found = one(*item, rounds, smoke)
        with telling_one:
            tell(item[0], found)
        return item[0], found

    with ThreadPoolExecutor(AT_ONCE if smoke else 1) as pool:
        return dict(pool.map(work, chosen.items()))


def parsed(argv: list[str]) -> argparse.Namespace:
    """The options."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", nargs="*", help="P4 P6 ..., or a module's name; all goals when none is named")
    parser.add_argument("--list", action="store_true", help="say what there is")
    parser.add_argument("--json", action="store_true", help="print JSON and nothing else")
    parser.add_argument("--markdown", action="store_true", help="end with the table for docs/performance.md")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help=f"rounds of each (default {ROUNDS})")
    parser.add_argument("--smoke", action="store_true", help="tiny sizes, one round: does it run at all?")
    parser.add_argument("--inside", help=argparse.SUPPRESS)
    parser.add_argument("--report", help=argparse.SUPPRESS)
    return parser.parse_args(argv)


def main(argv: list[str]) -> int:
    options = parsed(argv)
    if options.inside:
        inside(options.inside, options.rounds, options.smoke, options.report)
    if options.list:
        print("\n".join(f"{name:20} tests/bench/{module}.py" for name, module in goals.wanted([]).items()))
        print("besides:", ", ".join(goals.others()))
        return 0
    if options.smoke:
        os.environ.setdefault(peers.INSTALL, "0")

    def tell(name: str, found: dict[str, Any]) -> None:
        if not options.json:
            words = telling.ran(name, found) if options.smoke else telling.told(name, found)
            print(words, file=sys.stderr if options.markdown else sys.stdout, flush=True)

    where = machine.described() | {"date": datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")}
    results = measure(goals.wanted(options.names), options.rounds, options.smoke, tell)
    if options.json:
        print(json.dumps({"machine": where, "smoke": options.smoke, "results": results}, indent=2))
    if options.markdown:
        print(telling.table(results, where))
    bad = {"failed"} if options.smoke else {"failed", "missed", "skipped"}
    return 1 if any(telling.verdict(found) in bad for found in results.values()) else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
