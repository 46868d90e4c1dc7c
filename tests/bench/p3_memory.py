"""P3: memory of the living Desk some seconds after its start, against a minimal Textual app at the same age."""

import json
import re
from functools import partial

from tests.bench.measure import ratio, rounds
from tests.bench.starts import COMMAND, LIVE, MINIMAL, MINIMAL_LINE, Program, Result, signed_in, verdict

NAME = "P3 memory of the Desk after its start"
GOAL = "<= 1.5x a minimal Textual app"
CUSTOMERS = 12
SETTLED_S = 3.0
"""The start is over, and the collector of garbage is at work again."""


def one(command: tuple[str, ...], env: dict[str, str], wanted: re.Pattern[bytes], seconds: float) -> dict[str, float]:
    """Megabytes that are resident."""
    with Program(command, env) as program:
        program.shows(wanted)
        program.listen(seconds)
        return {"MB": program.rss() / 1e6}


def run(rounds_: int = 7, smoke: bool = False) -> Result:
    """Both in turns."""
    seconds = 0.1 if smoke else SETTLED_S
    with signed_in(1 if smoke else CUSTOMERS) as env:
        contestants = {
            "desk": partial(one, COMMAND, env, LIVE, seconds),
            "minimal": partial(one, MINIMAL, env, MINIMAL_LINE, seconds),
        }
        found = rounds(1 if smoke else rounds_, contestants)
    ratios = {"desk/minimal": ratio(found["desk"]["MB"], found["minimal"]["MB"])}
    return verdict(NAME, GOAL, rounds_, found, ratios, {"desk/minimal": 1.5})


if __name__ == "__main__":
    print(json.dumps(run(), indent=2))
