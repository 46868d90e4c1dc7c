"""Alarms: told to supervisors once, acknowledged, and each of their steps in the floor's log."""

import asyncio
import logging
from collections.abc import Callable
from typing import Final

import msgspec

from console.backend.store.port import Store, Stream
from console.core.floor.alarm_events import AlarmEvent, AlarmRaised
from console.core.metrics.alarms import AlarmBook
from console.core.metrics.signals import Signals
from console.core.metrics.wall import Alarm

log = logging.getLogger("warmline.floor")

SUBJECT: Final = "alarm"
"""Under which the log has them."""

_encoder = msgspec.json.Encoder()


class Alarms:
    """The alarms of one node."""

    def __init__(self, store: Store, clock: Callable[[], int], notify: Callable[[Alarm], None]) -> None:
        """`notify` tells the supervisors."""
        self.store = store
        self.clock = clock
        self.book = AlarmBook()
        self._notify = notify
        self._unstored: list[tuple[AlarmEvent, int]] = []
        self._storing = asyncio.Lock()

    def judge(self, now: Signals) -> None:
        """One more snapshot: who is raised is told at once, whatever the store does."""
        for event in self.book.judge(now):
            self._unstored.append((event, now.at))
            if isinstance(event, AlarmRaised):
                log.warning("an alarm was raised: %s", event.alarm.kind, extra={"alarm": event.alarm.id})
                self._notify(event.alarm)

    async def append(self) -> None:
        """Store what happened to them, in order.

        Raises:
            StoreFaultError: what was not stored is stored next time.
        """
        async with self._storing:
            while self._unstored:
                event, at = self._unstored[0]
                await self.store.append_feed(Stream.FLOOR, SUBJECT, _encoder.encode(event), at)
                self._unstored.pop(0)

    async def acknowledge(self, alarm: str, by: str) -> bool:
        """A supervisor has seen it; False: there is no such alarm.

        Raises:
            StoreFaultError: it is seen, and in the log a moment later.
        """
        event = self.book.acknowledge(alarm, by)
        if event is not None:
            self._unstored.append((event, self.clock()))
            await self.append()
        return any(raised.id == alarm for raised in self.book.alarms)
