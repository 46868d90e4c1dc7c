"""The one place where what a backend tells becomes refreshes of the screen: the agent's own at once.

What others do is shown at once too after a tenth of a second without it; what follows comes in tenths. The open chat
has tenths of its own: on a busy floor some row always has just changed.

Updates are taken up after the key that is being handled, never within it.
"""

import asyncio
from collections import deque
from collections.abc import Callable
from typing import Final

from console.desk.adapters.port import (
    LinkChanged,
    OutgoingChanged,
    SignedIn,
    SignInNeeded,
    Told,
    TurnsChanged,
    Update,
    WallChanged,
)
from console.desk.work.news import News

FLUSH: Final = 0.1
"""Seconds in which others' changes are gathered before the screen shows them."""
_OWN: Final = (OutgoingChanged, LinkChanged, SignedIn, SignInNeeded, Told, WallChanged)


class Bridge:
    """Between one backend and one screen."""

    def __init__(self, news: News, sync: Callable[[], None], refresh: Callable[[], None]) -> None:
        self.news = news
        self.sync = sync
        """Takes what the agent has typed into the draft, before anything told could change that."""
        self.refresh = refresh
        """Paints what changed; called on the event loop."""
        self._queue: deque[Update] = deque()
        self._is_own = False
        self._waits: set[bool] = set()
        """What is not shown yet: something of the open chat (True), anything else."""
        self._flushed = {True: -FLUSH, False: -FLUSH}
        """When something of each kind was last shown."""
        self._draining: asyncio.Handle | None = None
        self._flushing: asyncio.TimerHandle | None = None

    def told(self, update: Update) -> None:
        """The backend's listener."""
        self._queue.append(update)
        self._is_own = self._is_own or isinstance(update, _OWN)
        if self._draining is None:
            self._draining = asyncio.get_running_loop().call_soon(self._drain)

    def close(self) -> None:
        """The screen is gone: nothing is painted any more."""
        for handle in (self._draining, self._flushing):
            if handle is not None:
                handle.cancel()
        self._queue.clear()
        self.sync = self.refresh = _nothing

    def _drain(self) -> None:
        self._draining = None
        self.sync()
        while self._queue:
            update = self._queue.popleft()
            self.news.take_up(update)
            self._waits.add(isinstance(update, TurnsChanged) and update.transcript.conv == self.news.desk.open_conv)
        is_own, self._is_own = self._is_own, False
        loop = asyncio.get_running_loop()
        due = min((self._flushed[kind] + FLUSH for kind in self._waits), default=0.0)
        if is_own or due <= loop.time():
            self._flush()
        elif self._flushing is None or due < self._flushing.when():
            if self._flushing is not None:
                self._flushing.cancel()
            self._flushing = loop.call_at(due, self._flush)

    def _flush(self) -> None:
        if self._flushing is not None:
            self._flushing.cancel()
            self._flushing = None
        self._flushed |= dict.fromkeys(self._waits, asyncio.get_running_loop().time())
        self._waits.clear()
        self.refresh()


def _nothing() -> None:
    """After the end there is nothing to paint."""
