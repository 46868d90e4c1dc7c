"""Work that waits until something happens or an instant has come, whichever is first."""

import asyncio
from collections.abc import Callable


class Waking:
    """What a loop rests on."""

    def __init__(self, clock: Callable[[], int]) -> None:
        """`clock` gives milliseconds since the epoch."""
        self._clock = clock
        self._event = asyncio.Event()

    def wake(self) -> None:
        """Something has happened."""
        self._event.set()

    async def rest(self, until: int | None) -> None:
        """Until woken (also by what happened since the last rest), or until this instant; None: however long."""
        wait = None if until is None else max(0.001, (until - self._clock()) / 1000)
        try:
            async with asyncio.timeout(wait):
                await self._event.wait()
        except TimeoutError:
            pass
        self._event.clear()
