"""The campaign of bad lines: `python -m tests.campaign faults --rounds 20 --seed 1`; a round is 73 cases.

Twelve toxics in six phases and a minute's ride on a train, each case a floor of its own with a ledger. A round takes
one to two minutes.
"""

import argparse
import asyncio
import json
import shutil
import sys
import tempfile
import time
from pathlib import Path

from tests.fire.faults import Case, Told, cases, play_all, summed
from tests.fire.floor import make_template


def main(argv: list[str]) -> int:
    """Run it; 1 when anything was lost, doubled, late or otherwise wrong."""
    parser = argparse.ArgumentParser(prog="campaign_faults", description=__doc__)
    parser.add_argument("--rounds", type=int, default=20, help="of 73 cases each")
    parser.add_argument("--seed", type=int, default=1, help="of the first round; the next has the next")
    parser.add_argument("--at-once", type=int, default=16, help="cases side by side")
    parser.add_argument("--case", help="one case only, as it was printed: toxic:phase:seed:seconds")
    parser.add_argument("--json", action="store_true", help="the summary as JSON")
    options = parser.parse_args(argv)
    begun = time.monotonic()
    told = asyncio.run(_all(options))
    found = summed(told) | {"first_seed": options.seed, "seconds": round(time.monotonic() - begun)}
    print(json.dumps(found, indent=None if options.json else 2))
    for one in told:
        for violation in one.verdict.violations:
            print(f"{one.case}: {violation}", file=sys.stderr)
    for one in told:
        if one.verdict.violations:
            print(f"again: python -m tests.campaign faults --case {one.case}", file=sys.stderr)
    return 1 if found["violations"] else 0


async def _all(options: argparse.Namespace) -> list[Told]:
    if options.case:
        toxic, phase, seed, seconds = options.case.split(":")
        wanted = [Case(toxic, phase, int(seed), float(seconds))]
    else:
        wanted = [case for seed in range(options.seed, options.seed + options.rounds) for case in cases(seed)]
    done = 0

    def tell(one: Told, folder: Path) -> None:
        nonlocal done
        done += 1
        if one.verdict.violations:
            kept = Path(tempfile.mkdtemp(prefix="warmline-fire-case-"))
            shutil.copytree(folder, kept, dirs_exist_ok=True)
            print(f"{one.case}: {one.verdict.violations[:2]}; kept in {kept}", file=sys.stderr, flush=True)
        shutil.rmtree(folder)
        if done % 73 == 0:
            print(f"{done} cases", file=sys.stderr, flush=True)

    with tempfile.TemporaryDirectory(prefix="warmline-fire-") as root:
        template = await make_template(Path(root), 1)
        return await play_all(Path(root), template, wanted, options.at_once, tell)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
