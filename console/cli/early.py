"""Starts a process that fetches the Desk's way in while the Desk's own imports go on; what it says comes by a pipe.

Imported at the very start, so it imports nothing at its top that takes time. Where anything goes wrong the Desk finds
its way in by itself, as a script does.
"""

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


class WayIn:
    """The other process: one line of JSON once it has looked into the keyring, one when it has the tokens."""

    def __init__(self, pid: int, fd: int) -> None:
        self.pid = pid
        self.fd = fd
        self.read = b""
        self.is_over = False

    def line(self, seconds: float) -> bytes:
        """Its next line, or nothing if none comes in time. Blocking."""
        import select
        import time

        until = time.monotonic() + seconds
        while b"\n" not in self.read and not self.is_over:
            left = until - time.monotonic()
            if left <= 0 or not select.select([self.fd], [], [], left)[0]:
                return b""
            self.feed()
        return self.taken()

    def feed(self) -> None:
        """Read what is there."""
        try:
            data = os.read(self.fd, 65_536)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        self.read += data
        self.is_over = self.is_over or not data

    def taken(self) -> bytes:
        """A line that has come; nothing if none has."""
        line, end, rest = self.read.partition(b"\n")
        if end:
            self.read = rest
        return line if end else b""

    def close(self) -> None:
        """Let go of it; it finishes what it does, for a new token must be kept."""
        self.is_over = True
        os.close(self.fd)
        try:
            os.waitpid(self.pid, os.WNOHANG)
        except OSError:
            return


_begun: list[WayIn] = []


def begin(arguments: "Sequence[str]") -> None:
    """Start it, where the system can; never fails."""
    if os.name != "posix" or not sys.executable or not all(os.isatty(fd) for fd in (0, 1, 2)):
        return
    reading, writing = os.pipe()
    nowhere = os.open(os.devnull, os.O_RDWR | os.O_CLOEXEC)
    words = [sys.executable, "-P", "-m", "console.cli.way_in", *arguments]
    actions = [(os.POSIX_SPAWN_DUP2, nowhere, 0), (os.POSIX_SPAWN_DUP2, writing, 1), (os.POSIX_SPAWN_DUP2, nowhere, 2)]
    try:
        # In a session of its own: a key that interrupts the Desk must not come between a new token and the keyring.
        pid = os.posix_spawn(sys.executable, words, os.environ, file_actions=actions, setsid=True)
    except (OSError, NotImplementedError, ValueError):
        os.close(reading)
    else:
        os.set_blocking(reading, False)
        _begun.append(WayIn(pid, reading))
    finally:
        os.close(writing)
        os.close(nowhere)


def begun() -> WayIn | None:
    """The process that was started, once."""
    return _begun.pop() if _begun else None
