"""Forgets what was said in conversations that have been over for long enough: once a day, in small portions."""

import asyncio
import logging
from collections.abc import Callable, Iterable
from typing import Final

from console.backend.service import Service
from console.backend.store.faults import StoreFaultError
from console.backend.store.port import StoredHead
from console.core.conversation import commands as c
from console.core.conversation.model import Head
from console.core.conversation.words import HOUR, State

log = logging.getLogger("warmline.retention")

DAY: Final = 24 * HOUR
PORTION: Final = 50
PAUSE_S: Final = 0.1
"""Between two portions: commits go first."""
FIRST_S: Final = 60.0
EVERY_S: Final = 24 * 3600.0


def is_over(head: Head, now: int, days: int) -> bool:
    """Whether its words are to be forgotten: settled, and nothing has happened in it for so many days."""
    settled = head.state is State.RESOLVED and head.wrapped_up
    return settled and bool(head.customer) and head.changed_at < now - days * DAY


class Retention:
    """Keeps to the days that the company has set."""

    def __init__(self, service: Service, days: int, forget: Callable[[str], None]) -> None:
        """`forget(customer)` drops what memory knows of a person; `days`: 0 keeps everything."""
        self._service = service
        self._days = days
        self._forget = forget
        self._clean = False
        """What was forgotten is gone from the file's free space too; a crash may have come before that."""

    async def sweep(self) -> int:
        """Go through all settled conversations once; returns how many were forgotten.

        Words go before the event that says so: after a crash in between, the next round finds the conversation again.
        """
        if not self._days:
            return 0
        store, after, gone = self._service.store, 0, 0
        while portion := await store.settled(after, PORTION):
            after = portion[-1].no
            gone += await self._forget_words(portion)
            await asyncio.sleep(PAUSE_S)
        for customer in await store.forget_contacts(self._service.clock() - self._days * DAY):
            self._forget(customer)
        if gone or not self._clean:
            self._clean = False
            await store.sweep_out()
            self._clean = True
        if gone:
            log.info("conversations were forgotten", extra={"count": gone})
        return gone

    async def run(self) -> None:
        """A round soon after the start, then one a day, until cancelled."""
        await asyncio.sleep(FIRST_S)
        while True:
            try:
                await self.sweep()
            except StoreFaultError as error:
                log.warning("forgetting waits for the store: %s", error.code)
            except Exception:
                log.exception("a round of forgetting failed")
            await asyncio.sleep(EVERY_S)

    async def _forget_words(self, portion: Iterable[StoredHead]) -> int:
        now = self._service.clock()
        over = [stored.head.conv for stored in portion if is_over(stored.head, now, self._days)]
        if not over:
            return 0
        await self._service.store.forget(over)
        for conv in over:
            await self._service.system(conv, c.Erase())
        return len(over)
