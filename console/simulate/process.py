"""How a process of a demo speaks and ends: it never outlives who started it, and ends in order when it is told to."""

import asyncio
import contextlib
import os
import signal
import sys
import threading
from collections.abc import Coroutine
from typing import Final

import msgspec

ENDS: Final = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))


async def until_told(living: Coroutine[object, object, None]) -> None:
    """Live until a signal says that it is over, or who started this process closes its standard input."""
    loop, told = asyncio.get_running_loop(), asyncio.Event()
    for number in ENDS:
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(number, told.set)
    # A thread, for it can read anything to its end: a pipe, a file, a terminal, /dev/null.
    threading.Thread(target=_read_all, args=(loop, told), daemon=True).start()
    life, end = asyncio.create_task(living), asyncio.create_task(told.wait())
    await asyncio.wait((life, end), return_when=asyncio.FIRST_COMPLETED)
    life.cancel()
    end.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await life


def _read_all(loop: asyncio.AbstractEventLoop, told: asyncio.Event) -> None:
    with contextlib.suppress(OSError):
        while os.read(0, 1024):
            pass
    with contextlib.suppress(RuntimeError):
        loop.call_soon_threadsafe(told.set)


def say(value: object) -> None:
    """One line of JSON to whoever started this process, if that still listens."""
    with contextlib.suppress(BrokenPipeError):
        sys.stdout.write(msgspec.json.encode(value).decode() + "\n")
        sys.stdout.flush()
