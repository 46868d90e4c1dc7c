"""Tells bot conversations of one topic once that a problem is known, before the bot's next answer."""

import asyncio
import logging
from collections.abc import Callable
from typing import Final

from console.backend.floor_acting import is_about
from console.backend.service import Committing, Service
from console.backend.store.faults import StoreFaultError
from console.core.conversation import commands as c
from console.core.conversation.events import Announced, BotTurnEnded, CustomerSaid
from console.core.conversation.words import NoticeCode, State

log = logging.getLogger("warmline.floor")

LOOKED_AT: Final = 500
"""Records of a conversation that are looked through for an earlier notice."""


class Banner:
    """What the bot says first."""

    def __init__(self, service: Service, topic: Callable[[], str]) -> None:
        """`topic`: the banner's now; empty: there is none."""
        self.service = service
        self._topic = topic
        self._since = service.clock()
        self._told: dict[str, set[str]] = {}
        """Topics by conversation, of those that are open."""
        self._tasks: set[asyncio.Task[None]] = set()

    def committed(self, told: Committing) -> None:
        """The customer has written, or the bot has found out what it is about."""
        head, topic = told.stored.head, self._topic()
        if head.state is not State.BOT:
            if head.state is State.RESOLVED:
                self._told.pop(head.conv, None)
            return
        if not is_about(head, topic) or topic in self._told.get(head.conv, ()):
            return
        if any(isinstance(record.event, CustomerSaid | BotTurnEnded) for record in told.records):
            self._told.setdefault(head.conv, set()).add(topic)
            # Of what began since the start everything is known: nothing is looked up, for the bot is about to go on.
            known = head.opened_at > self._since
            task = asyncio.create_task(self._tell(head.conv, 0 if known else head.seq, topic))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _tell(self, conv: str, seq: int, topic: str) -> None:
        try:
            announced = c.Announce(NoticeCode.KNOWN_PROBLEM, {"topic": topic})
            if not seq or not await self._was_told(conv, seq, topic):
                await self.service.system(conv, announced)
        except StoreFaultError as error:
            log.warning("a notice waits for the store: %s", error.code)
            self._told.get(conv, set()).discard(topic)

    async def _was_told(self, conv: str, seq: int, topic: str) -> bool:
        records = await self.service.store.records(conv, max(0, seq - LOOKED_AT), LOOKED_AT)
        events = (record.event for record in records)
        return any(
            isinstance(e, Announced) and (e.code, e.params.get("topic")) == (NoticeCode.KNOWN_PROBLEM, topic)
            for e in events
        )

    async def close(self) -> None:
        """Finish what is under way."""
        await asyncio.gather(*self._tasks, return_exceptions=True)
