"""Reads a bot's parts under time limits: nothing that it does, or fails to do, holds anybody up."""

import asyncio
import logging
from collections.abc import AsyncGenerator, AsyncIterator
from typing import Any, Final, cast

from console.backend.bots.port import Done, Escalate, Part, Text

log = logging.getLogger("warmline.bot")

WIND_UP_S: Final = 2.0
"""How long a bot that was told to stop may take to end."""


class BotStream:
    """The parts of one turn, one at a time."""

    def __init__(self, parts: AsyncIterator[Part]) -> None:
        self._parts = parts
        self._coming: asyncio.Future[Part] | None = None

    async def next(self, seconds: float, stopped: asyncio.Event) -> Part | None:
        """The next part; None when stopped first.

        Raises:
            TimeoutError: when neither happened in time.
            RuntimeError: when the bot ended without saying how.
        """
        if stopped.is_set():
            return None
        if self._coming is None:
            self._coming = asyncio.ensure_future(_following(self._parts))
        coming, stop = self._coming, asyncio.ensure_future(stopped.wait())
        waiting: set[asyncio.Future[Any]] = {coming, stop}
        try:
            await asyncio.wait(waiting, timeout=max(0.0, seconds), return_when=asyncio.FIRST_COMPLETED)
        finally:
            stop.cancel()
        if coming.done():
            self._coming = None
            return coming.result()
        if stopped.is_set():
            return None
        raise TimeoutError

    async def rest(self, seconds: float, characters: int) -> str:
        """The text that comes within this time, about so much of it; then the turn is over."""
        loop = asyncio.get_running_loop()
        until, never, said = loop.time() + seconds, asyncio.Event(), ""
        while len(said) < characters:
            try:
                part = await self.next(until - loop.time(), never)
            except Exception:
                # It failed, ended or is silent: what there is is kept.
                break
            if isinstance(part, Done | Escalate):
                break
            if isinstance(part, Text):
                said += part.text
        return said

    async def close(self) -> None:
        """End the bot's turn; one that will not end is left to itself."""
        if self._coming is not None:
            self._coming.cancel()
            if not await _ended(self._coming):
                log.warning("the bot does not stop")
                return
        if hasattr(self._parts, "aclose"):
            await _ended(asyncio.ensure_future(cast(AsyncGenerator[Part, None], self._parts).aclose()))


async def _following(parts: AsyncIterator[Part]) -> Part:
    try:
        return await anext(parts)
    except StopAsyncIteration:
        raise RuntimeError("the bot's turn ended without Done or Escalate") from None


async def _ended(task: asyncio.Future[Any]) -> bool:
    await asyncio.wait({task}, timeout=WIND_UP_S)
    if task.done() and not task.cancelled():
        # Whatever it raised has no reader any more.
        task.exception()
    return task.done()
