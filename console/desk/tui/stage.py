"""How the Desk takes the terminal over and lets go of it: no flash on the way in, no waiting on the way out.

With `compat` it uses what Textual does not document; each use has its test.
"""

import contextlib
import os
import selectors
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, Final

import msgspec
from textual.driver import Driver

from console.desk.tui.outline import Outline

ALTERNATE: Final = "\x1b[?1049h"


def _no_outline() -> list[Any] | None:
    return None


def _not_kept(outline: Outline) -> None:
    """There is nowhere to keep it."""


class Stage(msgspec.Struct, frozen=True):
    """What was on the terminal before the Desk, and what comes after it."""

    take_over: Callable[[], list[Any] | None] = _no_outline
    """The alternate screen is ours already: the terminal's attributes from before that; None: it is not."""
    keep: Callable[[Outline], None] = _not_kept
    saved: Callable[[], None] | None = None
    """Told once the process may end as it is; None: it goes on after the Desk, so everything is taken apart."""


class _WakingSelector(selectors.SelectSelector):
    """Textual's input thread looks up from its terminal ten times a second; this one also when it is told to."""

    def __init__(self, wake: int) -> None:
        super().__init__()
        self._wake = wake
        self.register(wake, selectors.EVENT_READ)

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        """What the terminal has; nothing at once when woken."""
        return [event for event in super().select(timeout) if event[0].fd != self._wake]


def staged(driver_class: type[Driver], stage: Stage) -> type[Driver]:
    """The driver class, entering and leaving this stage; nothing is different for one without a terminal."""
    run = getattr(driver_class, "run_input_thread", None)
    if run is None:
        return driver_class

    class Staged(driver_class):  # type: ignore[misc, valid-type]
        """A driver that finds the terminal as the outline left it."""

        def __init__(self, *args: Any, **options: Any) -> None:
            self._is_entered = False
            self._woken, self._wake = os.pipe()
            os.set_blocking(self._woken, False)
            super().__init__(*args, **options)

        def start_application_mode(self) -> None:
            """Take over; a terminal that shows the alternate screen is not told to show an empty one.

            Who is told to go on without having been stopped lets go first: a terminal that is closed tells so, and
            threads of two beginnings would outlive the end.
            """
            if self._reads():
                self.suspend_application_mode()
            with contextlib.suppress(BlockingIOError):
                os.read(self._woken, 16)
            before = stage.take_over()
            self._is_entered = before is not None
            super().start_application_mode()
            if before is not None:
                self.attrs_before = before

        def write(self, data: str) -> None:
            """Write, but enter one screen once."""
            if self._is_entered and data == ALTERNATE:
                self._is_entered = False
                return
            super().write(data)

        def run_input_thread(self) -> None:
            """Read input until the app ends, and then no tenth of a second longer."""
            names = _globals_of(driver_class)
            if "selectors" in names:
                waking = SimpleNamespace(
                    SelectSelector=lambda: _WakingSelector(self._woken), EVENT_READ=selectors.EVENT_READ
                )
                names["selectors"] = waking
            super().run_input_thread()

        def disable_input(self) -> None:
            """End the thread that reads, also where the terminal has gone: Textual gives up at the first error then,
            and the thread would read nothing for ever."""
            with contextlib.suppress(OSError):
                os.write(self._wake, b"\0")
            super().disable_input()
            if self._reads():
                self.exit_event.set()
                self._key_thread.join()
                self.exit_event.clear()

        def _reads(self) -> bool:
            reader = getattr(self, "_key_thread", None)
            return reader is not None and reader.is_alive()

    Staged.__name__ = Staged.__qualname__ = f"Staged{driver_class.__name__}"
    return Staged


def _globals_of(driver_class: type[Driver]) -> dict[str, Any]:
    """The names of the module in which Textual's own input loop is written."""
    for base in driver_class.__mro__:
        run = base.__dict__.get("run_input_thread")
        if run is not None and base.__module__.startswith("textual."):
            found: dict[str, Any] = run.__globals__
            return found
    return {}
