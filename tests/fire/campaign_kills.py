"""The campaign of kills: `python -m tests.campaign kills --kills 1000 --seed 1`, about a kill a second or more.

Floors run side by side, each with its own server, consoles, customers and seed; each ends with its ledger.
"""

import argparse
import asyncio
import json
import shutil
import sys
import tempfile
import time
from pathlib import Path

from tests.fire.floor import make_template
from tests.fire.kills import Told, bout, plan, summed
from tests.fire.nursery import Nursery

EACH = 20


def main(argv: list[str]) -> int:
    """Run it; 1 when anything was lost, doubled, late or otherwise wrong."""
    parser = argparse.ArgumentParser(prog="campaign_kills", description=__doc__)
    parser.add_argument("--kills", type=int, default=1000, help="how many, about")
    parser.add_argument("--seed", type=int, default=1, help="of the first floor; the next has the next")
    parser.add_argument("--floors", type=int, default=8, help="side by side")
    parser.add_argument("--json", action="store_true", help="the summary as JSON")
    options = parser.parse_args(argv)
    begun = time.monotonic()
    bouts = asyncio.run(_all(options))
    found = summed(bouts) | {"first_seed": options.seed, "seconds": round(time.monotonic() - begun)}
    print(json.dumps(found, indent=None if options.json else 2))
    for told in bouts:
        for violation in told.verdict.violations:
            print(f"seed {told.seed}: {violation}", file=sys.stderr)
    for seed in sorted({told.seed for told in bouts if told.verdict.violations}):
        print(f"again: python -m tests.campaign kills --kills {EACH} --floors 1 --seed {seed}", file=sys.stderr)
    return 1 if found["violations"] else 0


async def _all(options: argparse.Namespace) -> list[Told]:
    seeds = iter(range(options.seed, options.seed + max(1, options.kills // EACH)))
    bouts: list[Told] = []
    with tempfile.TemporaryDirectory(prefix="warmline-fire-") as root:
        folder = Path(root)
        template = await make_template(folder, 2)

        async def floor(nursery: Nursery) -> None:
            for seed in seeds:
                told = await bout(nursery, folder / f"floor-{seed}", template, seed, plan(seed, EACH))
                bouts.append(told)
                if told.verdict.violations:
                    kept = Path(tempfile.mkdtemp(prefix=f"warmline-fire-seed-{seed}-"))
                    shutil.copytree(folder / f"floor-{seed}", kept, dirs_exist_ok=True)
                    print(f"seed {seed}: {told.verdict.violations[:3]}; kept in {kept}", file=sys.stderr, flush=True)
                shutil.rmtree(folder / f"floor-{seed}")
                if len(bouts) % 10 == 0:
                    done = summed(bouts)
                    print(f"{done['kills']} kills, {done['violations']} violations", file=sys.stderr, flush=True)

        async with Nursery() as nursery:
            await asyncio.gather(*(floor(nursery) for _ in range(options.floors)))
    return bouts


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
