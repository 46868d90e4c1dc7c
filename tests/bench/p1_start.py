"""P1: from the start of `warmline` to its outline on the screen, against Python printing one line.

The command is written as pip and uv do today; the one that was installed here is measured too, for an older pip's
imports modules of its own before ours.
"""

import json
import os
import re
import tempfile
from functools import partial
from pathlib import Path

from console.cli import skeleton
from tests import real
from tests.bench.measure import COLUMNS, ROWS, ratio, rounds
from tests.bench.starts import COMMAND, MINIMAL_LINE, PRINTS, SCRIPT, Program, Result, environment, verdict

NAME = "P1 start to first paint (the outline)"
GOAL = "<= 1.5x python printing one line"
TRUE = skeleton.TRUE_COLOR
COLORS = (TRUE | 0x171412, TRUE | 0x1E1A18, TRUE | 0x1A1614, TRUE | 0x211D1A) + (TRUE | 0x74706A,) * 4
PANES = (
    (0, 2, 34, 22, 1, 0, 1, 12),
    (0, 24, 34, 14, 0, 0, 3, 41),
    (34, 2, 60, 29, 0, 0, 0, 0),
    (34, 31, 60, 7, 0, 1, 0, 0),
    (94, 2, 26, 36, 0, 0, 0, 0),
)


def one(command: tuple[str, ...], env: dict[str, str], wanted: re.Pattern[bytes]) -> dict[str, float]:
    """One start, to the last byte of what it paints first."""
    with Program(command, env) as program:
        return {"ms": program.shows(wanted)}


def run(rounds_: int = 7, smoke: bool = False) -> Result:
    """All contestants in turns; a start is short, so there are many."""
    number = 2 if smoke else rounds_ * 5
    with tempfile.TemporaryDirectory(prefix="wl-start-") as folder:
        env = environment(real.Home(Path(folder), ring=False))
        layout = skeleton.Layout(COLUMNS, ROWS, False, 12, COLORS, PANES)
        Path(skeleton.path_of([], COLUMNS, ROWS, env)).write_bytes(skeleton.encode(layout))
        os.chmod(skeleton.path_of([], COLUMNS, ROWS, env), 0o600)
        whole = re.compile(re.escape(skeleton.drawn(layout).encode()))
        script = Path(folder) / "warmline"
        script.write_text(SCRIPT)
        script.chmod(0o700)
        contestants = {
            "python": partial(one, PRINTS, env, MINIMAL_LINE),
            "warmline": partial(one, (str(script),), env, whole),
            "installed": partial(one, COMMAND, env, whole),
        }
        for contestant in contestants.values():
            contestant()
        found = rounds(number, contestants)
    ratios = {
        "warmline/python": ratio(found["warmline"]["ms"], found["python"]["ms"]),
        "installed/python": ratio(found["installed"]["ms"], found["python"]["ms"]),
    }
    return verdict(NAME, GOAL, number, found, ratios, {"warmline/python": 1.5})


if __name__ == "__main__":
    print(json.dumps(run(), indent=2))
