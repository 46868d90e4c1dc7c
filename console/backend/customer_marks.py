"""What a page tells without words: that the customer is there or away, and how far she has read."""

import asyncio
import logging
from collections.abc import Callable
from typing import Final

from console.backend.customer_page import Page
from console.backend.feed import Feed
from console.backend.outlet import SocketOutlet
from console.backend.read_marks import CUSTOMER
from console.backend.service import Service
from console.backend.store.faults import StoreFaultError
from console.core.conversation import commands as c

log = logging.getLogger("warmline.customers")

AWAY_AFTER_S: Final = 20.0
"""A page that is gone this long counts as away: reloads and short drops do not."""


class Marks:
    """Marks of all customers."""

    def __init__(
        self, service: Service, feed: Feed, outlet: SocketOutlet[Page], has_page: Callable[[str], bool]
    ) -> None:
        """`has_page(conv)` says whether a page of this conversation is open."""
        self.service = service
        self.feed = feed
        self.outlet = outlet
        self._has_page = has_page
        self._leaving: dict[str, asyncio.TimerHandle] = {}
        self._seen: dict[str, int] = {}
        """Not yet stored."""

    def left(self, conv: str) -> None:
        """The last page of this conversation has gone."""
        self.came(conv)
        self._leaving[conv] = asyncio.get_running_loop().call_later(AWAY_AFTER_S, self._is_away, conv)

    def came(self, conv: str) -> None:
        """A page is open again: she is not away because of what was before."""
        leaving = self._leaving.pop(conv, None)
        if leaving is not None:
            leaving.cancel()

    def _is_away(self, conv: str) -> None:
        del self._leaving[conv]
        self.outlet.spawn(self._mark(conv))

    async def _mark(self, conv: str) -> None:
        stored = await self.service.head(conv)
        if stored is not None and stored.head.customer_away == self._has_page(conv):
            await self.service.system(conv, c.MarkPresence("customer", not self._has_page(conv)))
        if self._has_page(conv) and stored is not None:
            # She came back while this was stored.
            await self.service.system(conv, c.MarkPresence("customer", False))

    def seen(self, conv: str, seq: int) -> None:
        """Her page has shown everything up to this `public_seq`."""
        stored = self.service.heads.get(conv)
        if stored is not None:
            seq = min(seq, stored.head.public_seq)
            self.feed.seen(stored, seq)
            if seq > self._seen.get(conv, 0):
                self._seen[conv] = seq

    async def store(self) -> None:
        """Make the marks durable that came since: all together, since there are many and none is urgent."""
        seen, self._seen = self._seen, {}
        try:
            await asyncio.gather(*(self.service.store.set_cursor(conv, CUSTOMER, seq) for conv, seq in seen.items()))
        except StoreFaultError as error:
            log.warning("read marks wait for the store: %s", error.code)
            for conv, seq in seen.items():
                self._seen[conv] = max(seq, self._seen.get(conv, 0))

    async def close(self) -> None:
        """Nobody is waited for any more; what is known is stored."""
        for leaving in self._leaving.values():
            leaving.cancel()
        self._leaving.clear()
        await self.store()
