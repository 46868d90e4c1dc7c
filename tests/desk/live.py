"""Desks without a screen on a real backend: a listener that waits for conditions, and what tests say to both."""

import asyncio
import contextlib
from collections.abc import Callable

from console.backend.node import Node, wall_clock
from console.core.conversation import commands as c
from console.core.conversation.context import Actor
from console.desk.adapters import port as p
from console.desk.adapters.native import NativeBackend, NativeOptions
from console.desk.session.clocks import read_clocks
from console.desk.session.moment import Moment

PASSWORD = "correct horse"


class Ear:
    """Hears a backend's updates and wakes whoever waits for a condition."""

    def __init__(self, backend: p.Backend) -> None:
        self.updates: list[p.Update] = []
        self._heard = asyncio.Event()
        backend.listen(self.hear)

    def hear(self, update: p.Update) -> None:
        self.updates.append(update)
        self._heard.set()

    def of(self, kind: type) -> list:
        return [update for update in self.updates if isinstance(update, kind)]

    async def until(self, condition: Callable[[], object]) -> None:
        async with asyncio.timeout(20):
            while not condition():
                self._heard.clear()
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._heard.wait(), 0.02)


class Desk(Ear):
    """A native backend with ears."""

    def __init__(self, server: str, refresh: str = "", *, clocks: Callable[[], Moment] = read_clocks, **more: object):
        self.backend = NativeBackend(NativeOptions(server=server, user="maya", refresh=refresh, **more), clocks=clocks)  # type: ignore[arg-type]
        super().__init__(self.backend)

    @property
    def live(self) -> bool:
        return self.backend.link.link is p.Link.LIVE

    async def begin(self) -> "Desk":
        await self.backend.start()
        await self.until(lambda: self.live)
        return self

    async def back(self) -> None:
        """Live again, with attempts by hand as a person would make them."""

        def tried() -> bool:
            self.backend.retry_now()
            return self.live

        await self.until(tried)


async def says(node: Node, conv: str, text: str, n: int = 0) -> None:
    actor = Actor("customer", f"v-{conv}")
    assert (await node.service.handle(conv, c.Say(text), actor, command_id=f"say-{conv}-{n}")).status == "ok"


async def token(node: Node, login: str = "maya") -> str:
    return (await node.access.sign_in(login, PASSWORD, "test", wall_clock())).refresh


def address(node: Node) -> str:
    assert node.listening is not None
    return node.listening.url("ws")


def texts(desk: Desk, conv: str) -> list[str]:
    found = desk.backend.transcript(conv)
    return [turn.text for turn in found.turns if turn.text] if found else []
