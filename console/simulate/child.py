"""Child processes of a demo or a simulation: told one line, ended by closing their input, heard at their end."""

import subprocess
import sys
import tempfile
from typing import Final

import msgspec

from console.core.text.messages import t
from console.core.text.safe import safe_line
from console.errors import UnreachableError

END_S: Final = 20.0
LAST_LINES: Final = 3
LONGEST_LINE: Final = 300
TAIL: Final = 4_096


class Child:
    """One of our own modules in a process of its own."""

    def __init__(self, module: str, *words: str, told: object = None) -> None:
        """`told`: written to its standard input as one line of JSON."""
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 - as long as the process
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-m", f"console.simulate.{module}", *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
            text=True,
            # A Ctrl+C is the desk's: what ends this process is the end of its input.
            start_new_session=True,
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
            UnreachableError: it ended instead; says what its own last words were.
        """
        line = self._process.stdout.readline() if self._process.stdout else ""
        if not line:
            raise self.failed()
        return line

    def failed(self) -> UnreachableError:
        """That it has ended before its time, and with which words."""
        code = self._process.wait(END_S)
        return UnreachableError(t("simulate.failed", code=code, words=self._last_words()), code="demo_failed")

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

    def _last_words(self) -> str:
        self._said.seek(max(0, self._said.seek(0, 2) - TAIL))
        said = self._said.read().decode("utf-8", "replace").splitlines()
        kept = [safe_line(line.strip(), LONGEST_LINE) for line in said if line.strip()]
        return "".join(f"\n  {line}" for line in kept[-LAST_LINES:])
