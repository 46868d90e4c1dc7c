"""The standard library's chance and clocks as one world sees them; everything is put back at its end."""

import contextlib
import os
import random
import secrets
import time
from asyncio import events
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Final

from tests.sim.process import process

if TYPE_CHECKING:
    from tests.sim.loop import SimLoop

_URLSAFE: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


@contextlib.contextmanager
def chance(rng: random.Random) -> Iterator[None]:
    """Draw the chance of the standard library (`random`, `secrets`, `os.urandom`) from this generator.

    Its own copy of it: how much the product draws does not move what the world draws.
    """
    own = random.Random(rng.getrandbits(64))
    drawn: dict[str, Callable[..., Any]] = {
        "token_bytes": lambda n=32: own.randbytes(n),
        "token_hex": lambda n=32: own.randbytes(n).hex(),
        "token_urlsafe": lambda n=32: "".join(own.choices(_URLSAFE, k=(n * 4 + 2) // 3)),
        "choice": own.choice,
        "randbelow": own.randrange,
        "randbits": own.getrandbits,
    }
    kept = {name: getattr(secrets, name) for name in drawn}
    state, urandom = random.getstate(), os.urandom
    random.seed(own.getrandbits(64))
    for name, draw in drawn.items():
        setattr(secrets, name, draw)
    os.urandom = own.randbytes
    try:
        yield
    finally:
        os.urandom = urandom
        for name, draw in kept.items():
            setattr(secrets, name, draw)
        random.setstate(state)


@contextlib.contextmanager
def clocks(loop: "SimLoop") -> Iterator[None]:
    """Give code that asks the `time` module its simulated machine's clocks, while this loop runs and only there."""
    real = {name: getattr(time, name) for name in ("time", "time_ns", "monotonic", "monotonic_ns", "perf_counter")}

    running, really = events._get_running_loop, real["time"]

    def wall() -> int:
        owner = process.get()
        return loop.now_ms(owner.name if owner else "")

    simulated: dict[str, Callable[[], Any]] = {
        "time": lambda: wall() / 1000 if running() is loop else really(),
        "time_ns": lambda: wall() * 1_000_000 if running() is loop else real["time_ns"](),
        "monotonic": lambda: loop.time() if running() is loop else real["monotonic"](),
        "monotonic_ns": lambda: round(loop.time() * 1e9) if running() is loop else real["monotonic_ns"](),
        "perf_counter": lambda: loop.time() if running() is loop else real["perf_counter"](),
    }
    for name, read in simulated.items():
        setattr(time, name, read)
    try:
        yield
    finally:
        for name, read in real.items():
            setattr(time, name, read)
