"""What every frame of the Desk at 120x40 costs: bytes to the terminal and processor time, without what ticks anyway.

No peer: the table that says where to look first when a line is slow or a machine is small.
"""

import json
import os
import signal
import time
from collections.abc import Callable
from typing import Any

from tests.bench.measure import Terminal, figures, rounds

NAME = "frames of the Desk at 120x40: bytes and processor time"
GOAL = "known"
TIMES = 12
WINDOW = 0.4
"""Seconds in which one action is watched."""
IDLE = 5.0
DOWN, UP, ENTER, ESCAPE, HELP = b"\x1b[B", b"\x1b[A", b"\r", b"\x1b", b"?"

Figures = dict[str, float]


class Watched:
    """A Desk whose idling is known."""

    def __init__(self, terminal: Terminal, idle: float) -> None:
        self.terminal = terminal
        cpu = terminal.cpu()
        self.idle_bytes = terminal.listen(idle) / idle
        self.idle_cpu = (terminal.cpu() - cpu) / idle

    def cost(self, times: int, *steps: Callable[[], object]) -> list[tuple[float, float]]:
        """Bytes and milliseconds of each step, one after the other, so many times; what came anyway is left out."""
        found = [(0.0, 0.0)] * len(steps)
        for _ in range(times):
            for number, step in enumerate(steps):
                cpu, began = self.terminal.cpu(), time.perf_counter()
                step()
                sent = self.terminal.listen(WINDOW)
                took = time.perf_counter() - began
                size, spent = found[number]
                sent_more = sent - self.idle_bytes * took
                found[number] = (size + sent_more, spent + self.terminal.cpu() - cpu - self.idle_cpu * took)
        return [(max(0.0, size / times), max(0.0, spent * 1_000 / times)) for size, spent in found]


def desk(times: int, idle: float) -> Figures:
    """The Desk: keys, and what others do."""
    with Terminal("-m", "tests.bench.frames_app") as terminal:
        terminal.ready()
        watched = Watched(terminal, idle)

        def key(data: bytes) -> Callable[[], object]:
            return lambda: os.write(terminal.parent, data)

        def told(number: int) -> Callable[[], object]:
            return lambda: os.kill(terminal.pid, number)

        costs = dict(zip(("cursor key", "cursor key back"), watched.cost(times, key(DOWN), key(UP)), strict=True))
        costs["row of others"] = watched.cost(times, told(signal.SIGUSR2))[0]
        costs["open a dialog"], costs["close a dialog"] = watched.cost(times, key(HELP), key(ESCAPE))
        costs["open a chat of mine"], costs["another"] = watched.cost(times, key(b"1"), key(b"\x1b2"))
        watched.cost(1, key(b"\x1b1"))
        costs["message in the open chat"] = watched.cost(times, told(signal.SIGUSR1))[0]
        costs["typed character"] = watched.cost(times, key(b"a"))[0]
        costs["second of the clock"] = (watched.idle_bytes, watched.idle_cpu * 1_000)
    return {
        f"{name}, {unit}": value for name, pair in costs.items() for unit, value in zip(("B", "ms"), pair, strict=True)
    }


def floor(idle: float) -> Figures:
    """The wall: a second in which clocks run and a few counts change."""
    with Terminal("-m", "tests.bench.floor_app", "quiet") as terminal:
        terminal.ready()
        terminal.listen(1.5)
        watched = Watched(terminal, idle)
        return {"second of the floor, B": watched.idle_bytes, "second of the floor, ms": watched.idle_cpu * 1_000}


def run(rounds_: int = 3, smoke: bool = False) -> dict[str, Any]:
    """Both in turns."""
    times, idle, rounds_ = (1, 1.0, 1) if smoke else (TIMES, IDLE, rounds_)
    found = rounds(rounds_, {"desk": lambda: desk(times, idle), "floor": lambda: floor(idle)})
    return {"name": NAME, "goal": GOAL, "rounds": rounds_, "figures": figures(found), "met": True}


if __name__ == "__main__":
    print(json.dumps(run(1), indent=2))
