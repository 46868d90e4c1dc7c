"""Reads on from sockets that send more than their share: one after another, in a part of the event loop's time.

However many do that, everybody else waits for one short turn at most.
"""

import asyncio
from collections import deque
from typing import Final, Protocol

TURN_S: Final = 0.0003
"""How long they are read at a time."""
PART: Final = 0.05
"""Of the event loop's time, with what follows at once from what was read."""


class Reading(Protocol):
    """A socket with something left to read."""

    def read_on(self) -> bool:
        """Read a little; whether it waits for its next turn."""


class Turns:
    """The sockets that wait for their turn, in order."""

    def __init__(self) -> None:
        self._waiting: deque[Reading] = deque()
        self._going = False

    def wait(self, reading: Reading) -> None:
        """It is read on when those before it had their turn."""
        self._waiting.append(reading)
        if not self._going:
            self._going = True
            asyncio.get_running_loop().call_soon(self._go)

    def _go(self) -> None:
        loop = asyncio.get_running_loop()
        began = loop.time()
        # Each once at most.
        for _ in range(len(self._waiting)):
            reading = self._waiting.popleft()
            if reading.read_on():
                self._waiting.append(reading)
            if loop.time() - began >= TURN_S:
                break
        if self._waiting:
            # Behind the handlers that this has woken, so that their time counts too.
            loop.call_soon(self._rest, began)
        else:
            self._going = False

    def _rest(self, began: float) -> None:
        loop = asyncio.get_running_loop()
        spent = max(TURN_S, loop.time() - began)
        loop.call_later(spent * (1 / PART - 1), self._go)
