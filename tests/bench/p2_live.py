"""P2: from the start of `warmline` to the living Desk, against a minimal Textual app and harlequin.

The Desk is signed in to a real server on this machine, with its refresh token in a (test) keyring: it is living once
customers who wait stand on the screen. Given beside that: when it takes keys, which is before the server has answered.
"""

import json
import re
from functools import partial

from tests.bench.measure import ratio, rounds
from tests.bench.starts import (
    COMMAND,
    LIVE,
    MINIMAL,
    MINIMAL_LINE,
    TAKES_KEYS,
    Program,
    Result,
    harlequin,
    signed_in,
    verdict,
)

NAME = "P2 start to the living Desk"
GOAL = "<= 1.6x a minimal Textual app, <= 0.5x harlequin"
CUSTOMERS = 12
HARLEQUIN_STANDS = re.compile(rb"Query Editor|Data Catalog|Query Results")


def desk(env: dict[str, str]) -> dict[str, float]:
    """One start of the Desk."""
    with Program(COMMAND, env) as program:
        keys = program.shows(TAKES_KEYS)
        live = program.shows(LIVE)
        return {"keys_ms": keys, "live_ms": live, "cpu_ms": program.cpu()}


def other(command: tuple[str, ...], env: dict[str, str], wanted: re.Pattern[bytes]) -> dict[str, float]:
    """One start of another program, to what it shows first."""
    with Program(command, env) as program:
        return {"live_ms": program.shows(wanted), "cpu_ms": program.cpu()}


def run(rounds_: int = 7, smoke: bool = False) -> Result:
    """All contestants in turns."""
    peer, why_not = ((), "left out of the smoke run") if smoke else harlequin()
    with signed_in(1 if smoke else CUSTOMERS) as env:
        contestants = {"desk": partial(desk, env), "minimal": partial(other, MINIMAL, env, MINIMAL_LINE)}
        if peer:
            contestants["harlequin"] = partial(other, peer, env, HARLEQUIN_STANDS)
        if not smoke:
            for contestant in contestants.values():
                contestant()
        found = rounds(1 if smoke else rounds_, contestants)
    ratios = {
        "living/minimal": ratio(found["desk"]["live_ms"], found["minimal"]["live_ms"]),
        "keys/minimal": ratio(found["desk"]["keys_ms"], found["minimal"]["live_ms"]),
        "cpu/minimal": ratio(found["desk"]["cpu_ms"], found["minimal"]["cpu_ms"]),
    }
    if peer:
        ratios["living/harlequin"] = ratio(found["desk"]["live_ms"], found["harlequin"]["live_ms"])
    limits = {"living/minimal": 1.6, "living/harlequin": 0.5}
    skipped = {"harlequin": why_not} if why_not else {}
    return verdict(NAME, GOAL, rounds_, found, ratios, limits, skipped=skipped)


if __name__ == "__main__":
    print(json.dumps(run(), indent=2))
