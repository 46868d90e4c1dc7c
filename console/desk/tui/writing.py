"""How frames are written: each in one piece, at once where the terminal takes it, and never waiting for a slow one.

Textual hands all output to a thread: that costs two changes of thread for a frame. Here the thread has only what the
terminal would not take yet.
"""

import asyncio
import contextlib
import os
from collections.abc import Callable
from typing import Any, Final, TextIO

from textual import events
from textual.driver import Driver

FRAME_START: Final = "\x1b[?2026h"
FRAME_END: Final = "\x1b[?2026l"
"""Around a frame, for terminals that show it as one."""


_ASKED_AFTER: Final = 1.0
"""Seconds after which it is asked what the terminal can do: the first frame does not wait for that."""


class Outlet:
    """A terminal's file for Textual's writer thread, and the way past that thread while it has nothing to do."""

    def __init__(self, file: TextIO, drained: Callable[[], None]) -> None:
        self._file = file
        self._drained = drained
        """Told, in the thread, when all that was left to it is written."""
        self._own = -1
        """The terminal opened once more, without waiting: the shell shares the other one."""
        self._handed = self._written = 0

    def open(self) -> None:
        """From now on there is a way past the thread, where the file is a terminal."""
        if hasattr(os, "ttyname"):
            with contextlib.suppress(OSError):
                self._own = os.open(
                    os.ttyname(self._file.fileno()), os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC
                )

    def close(self) -> None:
        """From now on there is only the file."""
        if self._own >= 0:
            os.close(self._own)
            self._own = -1

    @property
    def is_behind(self) -> bool:
        """Whether the terminal has yet to take what was written before."""
        return self._written != self._handed

    def at_once(self, text: str) -> str:
        """Write what the terminal takes without waiting; what is left is the thread's."""
        taken = 0
        data = text.encode(errors="surrogateescape")
        if self._own >= 0 and not self.is_behind:
            with contextlib.suppress(OSError):
                taken = os.write(self._own, data)
        if taken == len(data):
            return ""
        self._handed += 1
        return data[taken:].decode(errors="surrogateescape")

    # What the thread uses.

    def write(self, text: str) -> None:
        """Write all of it, however long that takes; a terminal that is gone takes nothing more."""
        data = text.encode(errors="surrogateescape")
        with contextlib.suppress(OSError):
            while data:
                data = data[os.write(self.fileno(), data) :]
        self._written += 1
        if not self.is_behind:
            self._drained()

    def flush(self) -> None:
        """Nothing is kept back."""

    def fileno(self) -> int:
        """The terminal's number."""
        return self._file.fileno()

    def isatty(self) -> bool:
        """Whether it is a terminal."""
        return self._file.isatty()


def erases_with_fill(fd: int) -> bool:
    """Whether the terminal says of itself that what is erased has the fill of the moment; screen does not, whatever
    the terminal says that it is called."""
    try:
        import curses
    except ImportError:
        return False
    try:
        curses.setupterm(fd=fd)
    except curses.error:
        return False
    return curses.tigetflag("bce") == 1 and not os.environ.get("STY")


def whole_frames(driver_class: type[Driver]) -> type[Driver]:
    """The driver class, every frame written in one piece and, on a terminal, at once."""

    class Whole(driver_class):  # type: ignore[misc, valid-type]
        """A driver that gathers a frame."""

        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **options)
            self._frame: list[str] | None = None
            self._placed = ""
            """What put the cursor where it is, at the end of the latest frame."""
            self._outlet: Outlet | None = None
            self.is_lent = False
            """The terminal is another program's for a while: nothing is written to it."""
            self.take_back: Callable[[], None] | None = None
            """Ends the program that has the terminal."""
            file = getattr(self, "_file", None)
            if hasattr(self, "_writer_thread") and file is not None and file.isatty():
                self._outlet = self._file = Outlet(file, self._catch_up)

        def _catch_up(self) -> None:
            """The terminal has taken everything: show what came meanwhile."""
            show = getattr(self._app, "show_frame", None)
            if show is not None and not self._loop.is_closed():
                callback = events.Callback(callback=show)
                asyncio.run_coroutine_threadsafe(self._app._post_message(callback), self._loop)

        def start_application_mode(self) -> None:
            """Begin, or go on after a suspension: nothing is known of what stands on the terminal."""
            picture = getattr(self._app, "picture", None)
            if picture is not None:
                picture.forget()
            self._placed = ""
            if self._outlet is not None:
                self._outlet.open()
                if picture is not None and not picture.erases:
                    self._loop.call_later(_ASKED_AFTER, self._ask, picture)
            self.is_lent = False
            super().start_application_mode()
            # Textual gives up where the terminal has gone: there nobody would take what is written.
            thread = getattr(self, "_writer_thread", None)
            self.is_lent = thread is not None and not thread.is_alive()

        def suspend_application_mode(self) -> None:
            """Let go of the terminal, until the next start: others may write to it meanwhile, and only they."""
            self._frame = None
            super().suspend_application_mode()
            self.is_lent = True

        def stop_application_mode(self) -> None:
            """Stop; a program that still has the terminal is ended before it is put right."""
            if self.take_back is not None:
                self.take_back()
            super().stop_application_mode()

        def _ask(self, picture: Any) -> None:
            picture.erases = erases_with_fill(self.fileno)

        @property
        def is_behind(self) -> bool:
            """Whether the terminal has yet to take earlier frames, or is another program's: those made meanwhile would
            be old when seen."""
            return self.is_lent or (self._outlet is not None and self._outlet.is_behind)

        def close(self) -> None:
            """The terminal is the shell's again, once all has been written."""
            super().close()
            if self._outlet is not None:
                self._outlet.close()

        def write(self, data: str) -> None:
            """Write, or gather until the frame's end."""
            if self.is_lent:
                return
            if data == FRAME_START:
                self._frame = [data]
                return
            if self._frame is not None:
                self._frame.append(data)
                if data != FRAME_END:
                    return
                frame, self._frame = self._frame, None
                if frame[1:-1] == [self._placed]:
                    # Nothing is different, and the cursor stays where it is.
                    return
                self._placed = frame[-2][frame[-2].rfind("\x1b") :]
                data = "".join(frame)
            if self._outlet is not None and self._writer_thread is not None:
                data = self._outlet.at_once(data)
            if data:
                super().write(data)

    Whole.__name__ = Whole.__qualname__ = f"Whole{driver_class.__name__}"
    return Whole
