"""A session as it was heard, for replay and bug reports: one JSON object a line, with the time of each frame.

It holds what customers wrote: the file is for the user alone, and nobody is recorded without asking for it.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Final

import msgspec

from console.config import paths
from console.core.text.messages import t
from console.core.text.safe import safe_line
from console.errors import StoreError

FORMAT: Final = 1
LONGEST_LINE: Final = 2 * 1024 * 1024


class Line(msgspec.Struct, omit_defaults=True):
    """One thing that happened."""

    at: int
    """Milliseconds since the epoch."""
    what: str
    """`recording`, `connected`, `frame` or `lost`."""
    frame: str = ""
    """The frame's text, as it came."""
    code: int = 0
    """Of a lost socket."""
    format: int = 0


class Recorder:
    """Writes a recording."""

    def __init__(self, path: Path, at: int) -> None:
        """Begins the file anew.

        Raises:
            StoreError: it can't be written.
        """
        self.path = path
        try:
            fd = paths.open_private(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        except OSError as problem:
            raise StoreError(t("record.failed", path=path, detail=problem.strerror), code="record") from problem
        self._file: IO[bytes] | None = os.fdopen(fd, "wb")
        self.failure = ""
        self.write(Line(at, "recording", format=FORMAT))

    def write(self, line: Line) -> None:
        """One more line; the first failure ends the recording and stays in `failure`."""
        if self._file is None:
            return
        try:
            self._file.write(msgspec.json.encode(line) + b"\n")
        except (OSError, UnicodeEncodeError) as problem:
            self._end(problem)

    def flush(self) -> None:
        """Onto the disk, as far as the system likes."""
        try:
            if self._file is not None:
                self._file.flush()
        except OSError as problem:
            self._end(problem)

    def _end(self, problem: Exception) -> None:
        self.failure = t("record.failed", path=self.path, detail=safe_line(str(problem), 100))
        self.close()

    def close(self) -> None:
        """The end."""
        file, self._file = self._file, None
        if file is not None:
            try:
                file.close()
            except OSError as problem:
                self.failure = self.failure or t("record.failed", path=self.path, detail=safe_line(str(problem), 100))


def read(path: Path) -> Iterator[Line]:
    """The lines of a recording; a last line that was cut off is left out.

    Raises:
        StoreError: it can't be read, or is no recording.
    """
    try:
        with path.open("rb") as file:
            number = 0
            while data := file.readline(LONGEST_LINE):
                number += 1
                try:
                    line = msgspec.json.decode(data, type=Line)
                except (msgspec.DecodeError, UnicodeError, RecursionError):
                    if number > 1 and not data.endswith(b"\n"):
                        return
                    raise StoreError(t("replay.bad", path=path, line=number), code="bad_recording") from None
                if number == 1 and (line.what != "recording" or line.format != FORMAT):
                    raise StoreError(t("replay.bad", path=path, line=1), code="bad_recording")
                yield line
    except OSError as problem:
        raise StoreError(t("replay.missing", path=path, detail=problem.strerror), code="no_recording") from problem
    if number == 0:
        raise StoreError(t("replay.bad", path=path, line=1), code="bad_recording")
