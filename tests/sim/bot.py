"""A bot behind the port that does everything a bot may do, and much that it should not."""

import asyncio
import random
from collections.abc import AsyncIterator

from console.backend.bots.port import BotRequest, Done, Escalate, Meta, Part, Summary, Text, ToolCall, Tools

WORDS = ("look under settings", "your parcel is on its way", "please try again", "we have found it")


class ScriptedBot:
    """Answers as its dice say; each answer is unlike all others, so that it is known wherever it shows."""

    def __init__(self, rng: random.Random, trouble: float) -> None:
        self._rng = rng
        self._trouble = trouble
        self._turns = 0

    async def run(self, request: BotRequest, tools: Tools) -> AsyncIterator[Part]:
        """One turn."""
        rng = self._rng
        self._turns += 1
        mark = f"<{request.turn}.{self._turns}>"
        if rng.random() < self._trouble:
            async for part in self._badly(mark, tools):
                yield part
            return
        yield Meta("topic", 0.4 + rng.random() * 0.6, (("a1", "Article"),))
        if rng.random() < 0.1:
            await tools.call(ToolCall(1, "look_up", {}))
        for n in range(rng.randint(1, 4)):
            await asyncio.sleep(rng.random() * 0.4)
            yield Text(f"{mark}{n} {rng.choice(WORDS)} ")
        yield Done()

    async def _badly(self, mark: str, tools: Tools) -> AsyncIterator[Part]:
        rng = self._rng
        how = rng.choice(("escalates", "raises", "hangs", "stops short", "empty", "stubborn", "slow start", "endless"))
        yield Meta("topic", 0.3)
        if how == "escalates":
            yield Text(f"{mark} I do not know ")
            yield Escalate("no_match", Summary("staff wants", "staff did", "no_match"))
        elif how == "raises":
            yield Text(f"{mark} well ")
            await asyncio.sleep(rng.random())
            raise ConnectionError("the model is gone")
        elif how == "hangs":
            await asyncio.sleep(3_600)
        elif how == "stops short":
            yield Text(f"{mark} and then ")
        elif how == "empty":
            yield Done()
        elif how == "slow start":
            await asyncio.sleep(rng.uniform(5.0, 20.0))
            yield Text(f"{mark} at last ")
            yield Done()
        elif how == "endless":
            for n in range(60):
                await asyncio.sleep(1.0)
                yield Text(f"{mark}{n} on and on ")
        else:
            async for part in self._stubbornly(mark):
                yield part

    async def _stubbornly(self, mark: str) -> AsyncIterator[Part]:
        """It does not care that it was told to stop."""
        for n in range(6):
            try:
                await asyncio.sleep(0.3)
            except asyncio.CancelledError:
                if n > 4:
                    raise
            yield Text(f"{mark}{n} still here ")
        yield Done()
