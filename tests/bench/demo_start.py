"""How long `warmline demo` takes from the interpreter's start to a living queue, on a real pseudo-terminal."""

import json
import os
import pty
import re
import select
import signal
import statistics
import struct
import subprocess
import sys
import termios
import time
from fcntl import ioctl
from pathlib import Path
from typing import Any

NAME = "Demo: interpreter's start to a living queue"
GOAL = "<= 2 s"
WAITING = re.compile(rb"(?:^|[^\d])([1-9]\d*) waiting")


def once(deadline: float = 20.0) -> tuple[float, float]:
    """Seconds to the first byte of the Desk, and to a queue that is not empty."""
    parent, child = pty.openpty()
    ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    command = [str(Path(sys.executable).with_name("warmline")), "demo"]
    env = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    began = time.perf_counter()
    process = subprocess.Popen(
        command, stdin=child, stdout=child, stderr=child, env=env, start_new_session=True, close_fds=True
    )
    os.close(child)
    seen, first, living = b"", 0.0, 0.0
    try:
        while time.perf_counter() - began < deadline and not living:
            if not select.select([parent], [], [], 0.05)[0]:
                continue
            seen += os.read(parent, 65_536)
            now = time.perf_counter() - began
            if not first and b"warmline" in seen and b"\x1b[" in seen:
                first = now
            if WAITING.search(re.sub(rb"\x1b\[[0-9;?]*[A-Za-z]", b"", seen)):
                living = now
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        time.sleep(0.2)
        process.kill()
        process.wait()
        os.close(parent)
    return first, living


def run(rounds: int = 5, smoke: bool = False) -> dict[str, Any]:
    """Some starts, one after the other."""
    results = [once() for _ in range(1 if smoke else rounds)]
    living = [result[1] or float("inf") for result in results]
    return {
        "name": NAME,
        "goal": GOAL,
        "first_paint_s": round(statistics.median(result[0] for result in results), 2),
        "living_s": round(statistics.median(living), 2),
        "spread_s": [round(min(living), 2), round(max(living), 2)],
        "met": statistics.median(living) <= 2,
    }


if __name__ == "__main__":
    print(json.dumps(run(), indent=2))
