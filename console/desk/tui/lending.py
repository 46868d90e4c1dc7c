"""The terminal lent to another program: it has keys and screen to itself, and the Desk goes on behind it.

Textual's own way holds the event loop still meanwhile, and with it the link. With `compat` this uses what Textual does
not document; each use has its test.
"""

import asyncio
import contextlib
import os
import signal
import subprocess
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from textual.app import App

LOOK_EVERY: Final = 1.0
"""Seconds between two looks at what the program does."""
ENDS_WITHIN: Final = 2.0
"""Seconds in which a program that is told to end puts away what it has."""
_RESET: Final = b"\x1b[?1049l\x1b[?25h\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?2004l\x1b[<u\x1b[?7h\x1b[0m"
"""The terminal as a shell wants it, after a program that could not see to that."""


def can_lend(app: App[Any]) -> bool:
    """Whether there is a terminal to lend."""
    return app._driver is not None and app._driver.can_suspend


def let_go(app: App[Any]) -> None:
    """From now on the terminal is not ours; `lend` follows. What was typed by now must not act on what it was for."""
    if app._driver is not None:
        app._driver.suspend_application_mode()


async def lend(app: App[Any], words: Sequence[str], *, look: Callable[[], None], cut_short: Callable[[], None]) -> None:
    """Run a program on the terminal that was let go, to its end; `look` is called each second of it.

    If the Desk has to end before it, the program is ended first and `cut_short` called; this is cancelled then.

    Raises:
        OSError: the program could not be started.
    """
    driver: Any = app._driver
    problem = None
    with driver.no_automatic_restart(), contextlib.ExitStack() as kept:
        try:
            process = subprocess.Popen(words)  # noqa: ASYNC220, S603
        except OSError as error:
            problem = error
        else:
            # A handler, and only now: what is ignored would be ignored by the program too.
            kept.enter_context(_leaving_keys_to_it())
            driver.take_back = lambda: _take_back(driver, process, cut_short)
            ending = asyncio.ensure_future(asyncio.to_thread(process.wait))
            while not (await asyncio.wait({ending}, timeout=LOOK_EVERY))[0]:
                look()
            driver.take_back = None
    _put_right(driver)
    driver.resume_application_mode()
    app._resume_signal()
    if problem is not None:
        raise problem


@contextlib.contextmanager
def _leaving_keys_to_it() -> Iterator[None]:
    """The keys that interrupt and quit go to all programs in the foreground: they are meant for this one."""
    before = {}
    for name in ("SIGINT", "SIGQUIT"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            before[number] = signal.signal(number, _nothing)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _take_back(driver: Any, process: "subprocess.Popen[bytes]", cut_short: Callable[[], None]) -> None:
    """The Desk ends: so does the program, in order if it can."""
    driver.take_back = None
    if process.poll() is None:
        process.terminate()
        if hasattr(signal, "SIGCONT"):
            process.send_signal(signal.SIGCONT)
        try:
            process.wait(ENDS_WITHIN)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    if process.returncode < 0:
        with contextlib.suppress(OSError):
            os.write(driver._file.fileno(), _RESET)
    cut_short()


def _put_right(driver: Any) -> None:
    """The terminal's attributes as they were, whatever the program left: they are what the Desk leaves in the end."""
    before = getattr(driver, "attrs_before", None)
    if before is not None:
        import termios

        with contextlib.suppress(termios.error):
            termios.tcsetattr(driver.fileno, termios.TCSADRAIN, before)


def _nothing(*_: object) -> None:
    """Not for us."""
