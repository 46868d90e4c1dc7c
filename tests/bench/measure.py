"""What the terminal benchmarks share: a child on a real pseudo-terminal, its keys timed to the end of the frame.

Contestants are programs that answer to keys; they take turns within each round, and only ratios within a round count.
"""

import os
import pty
import select
import statistics
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from fcntl import ioctl
from pathlib import Path
from typing import Any, NamedTuple

ROWS, COLUMNS = 40, 120
FRAME_END = b"\x1b[?2026l"
"""What ends a frame where the terminal knows synchronized output."""
READY = b"\x1b]2;ready\x07"
"""What a contestant writes once it waits for keys."""
_QUESTIONS = {b"\x1b[?2026$p": b"\x1b[?2026;2$y", b"\x1b[?2048$p": b"\x1b[?2048;0$y"}
_QUIET = 0.03


class Answer(NamedTuple):
    """What a key caused."""

    first_ms: float
    """To the end of the first frame."""
    last_ms: float
    """To the last byte."""
    size: int
    frames: int


class Terminal:
    """One program on a terminal of its own."""

    def __init__(self, *arguments: str) -> None:
        self._parent, child = pty.openpty()
        ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        env = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", "TEXTUAL_ANIMATIONS": "none"}
        env.pop("NO_COLOR", None)
        self._process = subprocess.Popen(
            [sys.executable, *arguments], stdin=child, stdout=child, stderr=child, env=env, start_new_session=True
        )
        os.close(child)
        self._pid = self._process.pid

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._parent)

    @property
    def parent(self) -> int:
        """Our side of the terminal."""
        return self._parent

    @property
    def pid(self) -> int:
        """The program's process."""
        return self._pid

    def _read(self, timeout: float) -> bytes:
        if not select.select([self._parent], [], [], timeout)[0]:
            return b""
        try:
            data = os.read(self._parent, 1 << 20)
        except OSError:
            raise RuntimeError("the contestant ended") from None
        for question, answer in _QUESTIONS.items():
            if question in data:
                os.write(self._parent, answer)
        return data

    def wait_for(self, wanted: bytes, timeout: float = 60) -> bytes:
        """Everything up to where these bytes appear."""
        seen, end = b"", time.perf_counter() + timeout
        while wanted not in seen:
            left = end - time.perf_counter()
            if left <= 0:
                raise TimeoutError(f"{wanted!r} did not come; the last output: {seen[-2_000:]!r}")
            seen += self._read(left)
        return seen

    def quiet(self, seconds: float = _QUIET) -> int:
        """Read until nothing has come for a moment; how many bytes that were."""
        count = 0
        while data := self._read(seconds):
            count += len(data)
        return count

    def listen(self, seconds: float, until: Callable[[], bool] = lambda: False) -> int:
        """Read for so long, or until something holds; how many bytes that were."""
        count, end = 0, time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0 and not until():
            count += len(self._read(min(left, 0.1)))
        return count

    def ready(self) -> None:
        """Wait until it takes keys and has nothing left to paint."""
        self.wait_for(READY)
        self.quiet(0.3)

    def press(self, keys: bytes) -> None:
        """Keys, whatever comes of them."""
        os.write(self._parent, keys)

    def key(self, key: bytes, until: bytes = FRAME_END) -> "Answer":
        """Press a key: what came of it, the first frame (or `until`) and all that follows until it is quiet."""
        began = time.perf_counter()
        os.write(self._parent, key)
        seen = self.wait_for(until)
        first = last = time.perf_counter()
        while data := self._read(_QUIET):
            seen += data
            last = time.perf_counter()
        return Answer((first - began) * 1_000, (last - began) * 1_000, len(seen), seen.count(FRAME_END))

    def cpu(self) -> float:
        """Seconds of processor time so far, all threads."""
        tasks = Path(f"/proc/{self._pid}/task")
        return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks.iterdir()) / 1e9

    def rss(self) -> int:
        """Bytes of resident memory."""
        return int(Path(f"/proc/{self._pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def rounds(number: int, contestants: Mapping[str, Callable[[], dict[str, float]]]) -> dict[str, dict[str, list[float]]]:
    """Every contestant once a round, in turns: name, figure, its values by round."""
    found: dict[str, dict[str, list[float]]] = {name: {} for name in contestants}
    for n in range(number):
        order = list(contestants) if n % 2 == 0 else list(reversed(contestants))
        for name in order:
            for figure, value in contestants[name]().items():
                found[name].setdefault(figure, []).append(value)
    return found


def summary(values: Iterable[float]) -> dict[str, float]:
    """Median and spread."""
    kept = sorted(values)
    return {"median": round(statistics.median(kept), 4), "min": round(kept[0], 4), "max": round(kept[-1], 4)}


def ratio(ours: Sequence[float], theirs: Sequence[float]) -> dict[str, float]:
    """Ours in theirs, round by round."""
    return summary(a / b if b else float("inf") for a, b in zip(ours, theirs, strict=True))


def percentile(values: Sequence[float], share: float) -> float:
    """The value that this share of them does not exceed."""
    kept = sorted(values)
    return kept[min(len(kept) - 1, int(len(kept) * share))]


def figures(found: Mapping[str, Mapping[str, Sequence[float]]]) -> dict[str, Any]:
    """All figures of all contestants, with their spread."""
    return {name: {figure: summary(values) for figure, values in own.items()} for name, own in found.items()}
