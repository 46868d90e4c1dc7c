"""Runs the benchmarks: `python -m tests.bench [P4 P9 ...] [--json] [--rounds N] [--smoke]`.

Each is a module with `NAME`, `GOAL` and `run(rounds, smoke)`; without names those that have a number in the design
are run. Figures depend on the machine; only the ratios, both sides of which come from one run, are for comparing.
"""

import argparse
import importlib
import json
import platform
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

SHOWN = ("ratio", "ratios", "each", "results", "figures", "events_per_second", "per_cpu_second")


def modules() -> dict[str, ModuleType]:
    """The benchmarks by their goals' numbers (`P4`), or by their own name where they have none."""
    found = {}
    for path in sorted(Path(__file__).parent.glob("*.py")):
        if path.stem.startswith("_"):
            continue
        text = path.read_text(encoding="utf-8")
        if "\nNAME = " in text and "\ndef run(" in text:
            head = path.stem.partition("_")[0]
            is_numbered = head[0] == "p" and head[1:].isdigit()
            found[head.upper() if is_numbered else path.stem] = importlib.import_module(f"tests.bench.{path.stem}")
    return dict(sorted(found.items(), key=lambda item: (not item[0][1:].isdigit(), len(item[0]), item[0])))


def wanted(asked: list[str], known: dict[str, ModuleType]) -> list[str]:
    """Which to run. `P5` is measured by `P4`."""
    if not asked:
        return [name for name in known if name[1:].isdigit()]
    names = ["P4" if name.upper() == "P5" else name for name in asked]
    chosen = [next((own for own in known if own.lower() == name.lower()), name) for name in names]
    unknown = [name for name in chosen if name not in known]
    if unknown:
        raise SystemExit(f"no such benchmark: {', '.join(unknown)}; there are {', '.join(known)}")
    return list(dict.fromkeys(chosen))


def told(result: dict[str, Any]) -> str:
    """A result in a few lines."""
    lines = [f"{result['name']}: {'met' if result.get('met') else 'NOT met'}", f"  goal: {result['goal']}"]
    lines += [f"  {name}: {_short(result[name])}" for name in SHOWN if name in result]
    return "\n".join(lines)


def _short(value: Any) -> str:
    if isinstance(value, dict):
        if {"median", "min", "max"} <= value.keys():
            return f"{value['median']:.4g} ({value['min']:.4g}-{value['max']:.4g})"
        return ", ".join(f"{name} {_short(item)}" for name, item in value.items())
    if isinstance(value, list):
        return "; ".join(map(_short, value))
    return f"{value:.4g}" if isinstance(value, float) else str(value)


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("names", nargs="*", help="P4 P6 ...; all with a number when none is named")
    parser.add_argument("--json", action="store_true", help="print JSON and nothing else")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--smoke", action="store_true", help="tiny sizes, one round: does it run at all?")
    options = parser.parse_args(argv)
    known = modules()
    results = []
    for name in wanted(options.names, known):
        if not options.json:
            print(f"{name} ...", file=sys.stderr, flush=True)
        result = known[name].run(options.rounds, options.smoke)
        results.append(result)
        if not options.json:
            print(told(result), flush=True)
    if options.json:
        machine = {"python": platform.python_version(), "machine": platform.machine(), "system": platform.system()}
        print(json.dumps({"machine": machine, "smoke": options.smoke, "results": results}, indent=2))
    return 0 if options.smoke or all(result.get("met") for result in results) else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
