"""A terminal at the far end of a slow line, as over ssh: a program whose bytes come late and slowly, and its keys late.

The line reads ahead as TCP does, so the program is not held up by it before so many bytes are under way.
"""

import os
import pty
import select
import struct
import subprocess
import termios
import threading
import time
import zlib
from collections.abc import Callable, Mapping, Sequence
from fcntl import ioctl
from typing import Any, NamedTuple

UNDER_WAY = 64 * 1024
QUIET_WITHIN = 2.0
ROWS, COLUMNS = 40, 120
_QUESTIONS = {b"\x1b[?2026$p": b"\x1b[?2026;2$y", b"\x1b[?2048$p": b"\x1b[?2048;0$y"}


class Line(NamedTuple):
    """A line: bytes a second (0: as many as there are), seconds in one direction."""

    rate: float = 0.0
    delay: float = 0.0


class Seen(NamedTuple):
    """What an action brought to the far end."""

    first_ms: float
    """To the first byte."""
    done_ms: float
    """Until what was waited for stood on the screen."""
    size: int
    """Of all that came with it, until it was quiet."""
    packed: int
    """Bytes, had they been compressed as `ssh -C` does: one stream, flushed with each piece."""


NEAR = Line()


class FarTerminal:
    """One program, and what somebody at the other end of the line sees."""

    def __init__(self, words: Sequence[str], env: Mapping[str, str], line: Line = NEAR) -> None:
        import pyte

        self.line = line
        self.screen: Any = pyte.Screen(COLUMNS, ROWS)
        self._stream: Any = pyte.ByteStream(self.screen)
        self._packer = zlib.compressobj(6)
        self._parent, child = pty.openpty()
        ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        self.process = subprocess.Popen(
            words, stdin=child, stdout=child, stderr=child, env=dict(env), start_new_session=True
        )
        os.close(child)
        self.size = self.packed = 0
        self.last = 0.0
        self._queue: list[tuple[float, bytes]] = []
        self._waiting = 0
        self._change = threading.Condition()
        self._is_over = False
        self._threads = [threading.Thread(target=work, daemon=True) for work in (self._read, self._deliver)]
        for thread in self._threads:
            thread.start()

    def __enter__(self) -> "FarTerminal":
        return self

    def __exit__(self, *_: object) -> None:
        with self._change:
            self._is_over = True
            self._change.notify_all()
        self.process.kill()
        self.process.wait()
        for thread in self._threads:
            thread.join()
        os.close(self._parent)

    def _read(self) -> None:
        while not self._is_over:
            with self._change:
                self._change.wait_for(lambda: self._waiting < UNDER_WAY or self._is_over)
            if self._is_over or not select.select([self._parent], [], [], 0.05)[0]:
                continue
            try:
                data = os.read(self._parent, 4_096)
            except OSError:
                return
            for question, answer in _QUESTIONS.items():
                if question in data:
                    os.write(self._parent, answer)
            with self._change:
                self._queue.append((time.monotonic(), data))
                self._waiting += len(data)
                self._change.notify_all()

    def _deliver(self) -> None:
        free = 0.0
        while True:
            with self._change:
                self._change.wait_for(lambda: self._queue or self._is_over)
                if self._is_over:
                    return
                came, data = self._queue.pop(0)
            free = max(free, came) + (len(data) / self.line.rate if self.line.rate else 0.0)
            time.sleep(max(0.0, free + self.line.delay - time.monotonic()))
            with self._change:
                self._stream.feed(data)
                self._waiting -= len(data)
                self.size += len(data)
                self.packed += len(self._packer.compress(data) + self._packer.flush(zlib.Z_PARTIAL_FLUSH))
                self.last = time.monotonic()
                self._change.notify_all()

    @property
    def text(self) -> str:
        """The screen by now."""
        with self._change:
            return "\n".join(self.screen.display)

    def press(self, keys: str) -> None:
        """Keys, which arrive a delay later."""
        if not self.line.delay:
            os.write(self._parent, keys.encode())
        else:
            threading.Timer(self.line.delay, os.write, (self._parent, keys.encode())).start()

    def sees(self, true: Callable[[str], bool], what: str, seconds: float = 60.0) -> float:
        """Wait until the screen shows it; when the piece came with which it did."""
        end = time.monotonic() + seconds
        with self._change:
            while not true("\n".join(self.screen.display)):
                if not self._change.wait(max(0.0, end - time.monotonic())):
                    raise TimeoutError(f"no {what} on\n" + "\n".join(self.screen.display))
            return self.last

    def quiet(self, seconds: float) -> None:
        """Wait until nothing has come for so long, or so much comes all the time that it makes no sense."""
        end = time.monotonic() + QUIET_WITHIN
        with self._change:
            while time.monotonic() < end and self._change.wait(seconds):
                pass

    def act(self, act: Callable[[], object], true: Callable[[str], bool], what: str, quiet: float = 0.12) -> Seen:
        """Do something and see what comes of it."""
        size, packed, begun = self.size, self.packed, time.monotonic()
        act()
        with self._change:
            if not self._change.wait_for(lambda: self.size > size, 60.0):
                words = "\n".join(self.screen.display)
                raise TimeoutError(f"nothing came of {what} (ended: {self.process.poll()}) on\n{words}")
            first = self.last
        done = self.sees(true, what)
        self.quiet(quiet)
        return Seen((first - begun) * 1_000, (done - begun) * 1_000, self.size - size, self.packed - packed)
