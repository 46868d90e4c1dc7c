"""Looks for asks for a person that nobody would ever see: after a start in all that is stored, then in what is shown.

It finds nothing on the normal path. Each find is a bug of ours: it is put right, counted and logged.
"""

import asyncio
import logging
from collections import Counter
from typing import Final

from console.backend.feed import Feed
from console.backend.service import Service
from console.backend.store.faults import StoreFaultError
from console.backend.store.port import StoredHead
from console.core.conversation import commands as c
from console.core.conversation.decide.sweeping import adrift, unheard
from console.core.conversation.words import State

log = logging.getLogger("warmline.sweeper")

EVERY_S: Final = 5.0
AT_ONCE: Final = 500
"""Conversations that are looked at before everything else has its turn: less than a millisecond."""
TAIL: Final = 60
"""How far back from a conversation's end an ask that was not heard is looked for."""


class Sweeper:
    """One for a node; `finds` counts by kind since the start."""

    def __init__(self, service: Service, feed: Feed) -> None:
        self.service = service
        self.feed = feed
        self.finds: Counter[str] = Counter()

    async def run(self) -> None:
        """Sweep until cancelled; a failing store is tried again."""
        read = False
        while True:
            try:
                read = read or await self.sweep_stored()
                await self.sweep()
            except StoreFaultError as error:
                log.warning("the sweeper waits for the store: %s", error.code)
            except Exception:
                log.exception("the sweeper failed; it goes on")
            await asyncio.sleep(EVERY_S)

    async def sweep_stored(self) -> bool:
        """Once after a start: asks in the words of open conversations that no request followed."""
        for stored in list(self.service.heads.values()):
            head = stored.head
            if head.request is not None or head.state not in (State.BOT, State.RESOLVED):
                continue
            records = await self.service.store.records(head.conv, max(0, head.seq - TAIL), TAIL)
            asked_at = unheard(head, records)
            if asked_at:
                await self._put_right(stored, "unheard", asked_at)
        return True

    async def sweep(self) -> None:
        """Requests in a state where nobody looks, and waiting conversations that no console is told of."""
        for n, conv in enumerate(list(self.service.heads), 1):
            if n % AT_ONCE == 0:
                await asyncio.sleep(0)
            # As it is now: meanwhile it may have been answered.
            stored = self.service.heads.get(conv)
            if stored is None:
                continue
            head = stored.head
            if adrift(head):
                await self._put_right(stored, "adrift")
            elif head.waiting and not self.feed.tells(head.conv):
                self._found(head.conv, "unseen")
                self.feed.touch(stored)

    async def _put_right(self, stored: StoredHead, kind: str, asked_at: int = 0) -> None:
        head = stored.head
        done = await self.service.system(head.conv, c.Sweep(asked_at), epoch=head.epoch)
        if done.status == "ok" and done.seq > head.seq:
            self._found(head.conv, kind)

    def _found(self, conv: str, kind: str) -> None:
        self.finds[kind] += 1
        log.error("an ask for a person had been lost and was found: %s", kind, extra={"conv": conv})
