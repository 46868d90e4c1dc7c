"""Campaign: simulated weeks, one a seed; the live fold against one from scratch and a plain reckoning."""

import argparse
import json
import sys
import time

from tests.core.metrics.test_week import check


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.campaign figures", description=__doc__)
    parser.add_argument("--weeks", type=int, default=100)
    parser.add_argument("--first", type=int, default=1_000, help="the first seed")
    parser.add_argument("--chats", type=int, default=120, help="conversations of a week")
    parser.add_argument("--checks", type=int, default=6, help="moments of a week that are compared, its end aside")
    parser.add_argument("--seed", type=int, help="only this one")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(argv)
    seeds = [options.seed] if options.seed is not None else range(options.first, options.first + options.weeks)
    began, entries, failed = time.monotonic(), 0, []
    for number, seed in enumerate(seeds, 1):
        try:
            entries += check(seed, options.chats, builds=200, checks=options.checks)
        except AssertionError as error:
            failed.append(seed)
            print(f"seed {seed}: {error}", file=sys.stderr)
            print(f"  python -m tests.campaign figures --seed {seed} --chats {options.chats}", file=sys.stderr)
        if number % 50 == 0 and not options.json:
            print(f"{number} weeks, {entries} entries", flush=True)
    seconds = round(time.monotonic() - began, 1)
    found = {"weeks": len(seeds), "first": seeds[0], "entries": entries, "seconds": seconds, "failed": failed}
    if options.json:
        print(json.dumps(found))
    else:
        print(f"{len(seeds)} weeks of {entries} entries in {seconds} s; failed: {failed or 'none'}")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
