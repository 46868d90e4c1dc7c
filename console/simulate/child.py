"""Child processes of a demo or a simulation: told one line, ended by closing their input, heard at their end."""

import subprocess
import sys
from typing import Final

import msgspec

from console.core.text.messages import t
from console.errors import UnreachableError

END_S: Final = 20.0


class Child:
    """One of our own modules in a process of its own."""

    def __init__(self, module: str, *words: str, told: object = None) -> None:
        """`told`: written to its standard input as one line of JSON."""
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-m", f"console.simulate.{module}", *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        if told is not None and self._process.stdin is not None:
            self._process.stdin.write(msgspec.json.encode(told).decode() + "\n")
            self._process.stdin.flush()

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._process.pid

    def line(self) -> str:
        """Wait for its next line.

        Raises:
            UnreachableError: it ended instead.
        """
        line = self._process.stdout.readline() if self._process.stdout else ""
        if not line:
            raise UnreachableError(t("simulate.failed"), code="demo_failed")
        return line

    def end(self) -> str:
        """Close its input and wait; its last line."""
        if self._process.stdin is None or self._process.stdin.closed:
            return ""
        try:
            out, _ = self._process.communicate(timeout=END_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            out, _ = self._process.communicate()
        except (ValueError, BrokenPipeError):
            return ""
        return next((line for line in reversed((out or "").splitlines()) if line.strip()), "")
