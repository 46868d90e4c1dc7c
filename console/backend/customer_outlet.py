"""Sends to customers' pages without ever waiting for one: who does not read is closed, and catches up when back."""

import asyncio
import logging
from collections.abc import Coroutine, Iterable
from typing import Any, Final

from websockets.asyncio.server import broadcast

from console.backend.customer_page import Page
from console.backend.door import buffered
from console.backend.gateway_socket import hang_up
from console.core.wire.limits import MAX_BUFFERED, Close

BEHIND_BYTES: Final = 16 * 1024
"""With so much unread a page is spared what lasts only seconds."""

log = logging.getLogger("warmline.customers")


class PageOutlet:
    """The way out to all pages, and the work that goes on for them."""

    def __init__(self) -> None:
        self.tasks: set[asyncio.Task[None]] = set()

    def write(self, pages: Iterable[Page], data: bytes) -> None:
        """One encoded frame to many; who is too far behind is closed."""
        ready = []
        for page in list(pages):
            if page.gone:
                continue
            if buffered(page.connection) > MAX_BUFFERED:
                self.hang_up_on(page, Close.TOO_SLOW, "does not read")
            else:
                ready.append(page.connection)
        if ready:
            broadcast(ready, data, text=True)

    def write_passing(self, pages: Iterable[Page], data: bytes) -> None:
        """What lasts only seconds, to those who keep up."""
        self.write([page for page in pages if buffered(page.connection) <= BEHIND_BYTES], data)

    def hang_up_on(self, page: Page, close: Close, reason: str) -> None:
        """Close it, once; from now on nothing is sent to it."""
        if not page.gone:
            page.gone = True
            page.closing = self.spawn(hang_up(page.connection, close, reason))

    def spawn(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Do this beside everything else; what it raises is logged."""
        task = asyncio.create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self._finished)
        return task

    def _finished(self, task: asyncio.Task[None]) -> None:
        self.tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("a page failed", exc_info=error)

    async def close(self) -> None:
        """Stop what is under way."""
        for task in list(self.tasks):
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)
