"""The supervisor's wall at 120x40: from a snapshot that changes nearly everything to the end of its frame, and the
bytes a second when nothing much happens: one snapshot and one tick of the clock each second.

A repaint is what the event loop is busy with: drawing, comparing, composing, writing. Textual's wait for its next
frame (at most a sixtieth of a second) is in `key_to_frame` only.
"""

import json
import tempfile
from functools import partial
from pathlib import Path
from typing import Any

from tests.bench.measure import Terminal, figures, percentile, rounds

NAME = "the wall: repaint, and bytes a second when nothing much happens"
GOAL = "repaint p99 <= 16 ms of processor time to the end of the frame, <= 10 KB/s when quiet"
APP = str(Path(__file__).with_name("floor_app.py"))
KEYS, WARM = 200, 10
SECONDS = 10.0


def busy(keys: int) -> dict[str, float]:
    """Snapshot after snapshot, each the other floor."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        with Terminal("-m", "tests.bench.floor_app", "busy", str(report)) as terminal:
            terminal.ready()
            for _ in range(WARM):
                terminal.key(b"n")
            cpu = terminal.cpu()
            measured = [terminal.key(b"n") for _ in range(keys)]
            cpu = terminal.cpu() - cpu
            terminal.key(b"N", until=b"")
            terminal.listen(30, until=report.exists)
            terminal.listen(0.3)
        took = json.loads(report.read_text())[WARM:]
    times = [answer.first_ms for answer in measured]
    return {
        "repaint_p50_ms": percentile(took, 0.5),
        "repaint_p99_ms": percentile(took, 0.99),
        "key_to_frame_p50_ms": percentile(times, 0.5),
        "cpu_ms": cpu * 1_000 / keys,
        "bytes": percentile([answer.size for answer in measured], 0.5),
        "frames": sum(answer.frames for answer in measured) / keys,
    }


def quiet(seconds: float) -> dict[str, float]:
    """A floor on which the clocks run and a few counts change."""
    with Terminal("-m", "tests.bench.floor_app", "quiet") as terminal:
        terminal.ready()
        terminal.listen(1.5)
        cpu = terminal.cpu()
        sent = terminal.listen(seconds)
        return {"kb_per_s": sent / 1_000 / seconds, "cpu_percent": (terminal.cpu() - cpu) / seconds * 100}


def run(rounds_: int = 3, smoke: bool = False) -> dict[str, Any]:
    """Both in turns."""
    keys, seconds, rounds_ = (5, 1.5, 1) if smoke else (KEYS, SECONDS, rounds_)
    found = rounds(rounds_, {"busy": partial(busy, keys), "quiet": partial(quiet, seconds)})
    all_figures = figures(found)
    met = {
        "repaint": all_figures["busy"]["repaint_p99_ms"]["median"] <= 16,
        "quiet": all_figures["quiet"]["kb_per_s"]["median"] <= 10,
    }
    return {
        "name": NAME,
        "goal": GOAL,
        "rounds": rounds_,
        "figures": all_figures,
        "each": met,
        "met": all(met.values()),
    }


if __name__ == "__main__":
    print(json.dumps(run(2), indent=2))
