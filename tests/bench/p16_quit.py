"""P16: from the key that ends the Desk to a restored terminal and a process that is gone, against Textual's own exit.

The Desk's key is the Enter that signs off, so its time holds the backend's answer to that too, the farewell on the
socket and the closing of the file of unsent text.
"""

import json
import re
from functools import partial

from tests.bench.measure import ratio, rounds
from tests.bench.starts import COMMAND, LIVE, MINIMAL, MINIMAL_LINE, Program, Result, signed_in, verdict

NAME = "P16 quit: key to process gone, terminal restored"
GOAL = "<= 0.5x Textual's own exit"
CUSTOMERS = 12
ASKS = re.compile(rb"Sign off")


def desk(env: dict[str, str], seconds: float) -> dict[str, float]:
    """Sign off."""
    with Program(COMMAND, env) as program:
        program.shows(LIVE)
        program.listen(seconds)
        program.shows(ASKS, program.press(b"q"))
        program.listen(0.3)
        return _told(program, b"\r")


def minimal(env: dict[str, str], seconds: float) -> dict[str, float]:
    """Textual's own key."""
    with Program(MINIMAL, env) as program:
        program.shows(MINIMAL_LINE)
        program.listen(seconds)
        return _told(program, b"\x11")


def _told(program: Program, key: bytes) -> dict[str, float]:
    restored, gone = program.end(key)
    if program.process.returncode:
        raise RuntimeError(f"it ended with {program.process.returncode}: {program.seen[-500:]!r}")
    return {"restored_ms": restored, "gone_ms": gone}


def run(rounds_: int = 7, smoke: bool = False) -> Result:
    """Both in turns."""
    seconds = 0.1 if smoke else 1.0
    with signed_in(1 if smoke else CUSTOMERS) as env:
        contestants = {"desk": partial(desk, env, seconds), "minimal": partial(minimal, env, seconds)}
        found = rounds(1 if smoke else rounds_, contestants)
    ratios = {
        "gone/minimal": ratio(found["desk"]["gone_ms"], found["minimal"]["gone_ms"]),
        "restored/minimal": ratio(found["desk"]["restored_ms"], found["minimal"]["restored_ms"]),
    }
    return verdict(NAME, GOAL, rounds_, found, ratios, {"gone/minimal": 0.5})


if __name__ == "__main__":
    print(json.dumps(run(), indent=2))
