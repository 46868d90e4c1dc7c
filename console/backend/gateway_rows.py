"""Brings the feed's rows to consoles: the chain of deltas to all, and to who comes what is missing, at its own pace.

Snapshots are encoded once for many, in slices, and sent to few at a time: the others wait in the order in which they
came.
"""

import asyncio
from collections.abc import Callable
from typing import Final

from console.backend.feed import Feed
from console.backend.gateway_chain import Chain, Link
from console.backend.gateway_outlet import Outlet
from console.backend.gateway_snapshot import Pages
from console.backend.gateway_socket import ConsoleSocket
from console.backend.pace import Slices
from console.core.wire import codec, frames
from console.core.wire.limits import DELTA_EVERY, MAX_SERVER_FRAME, Close

SNAPSHOTS_AT_ONCE: Final = 16
PATIENCE_S: Final = 1.0
"""A snapshot that takes longer goes on, and lets the next begin: slow lines do not stand in the way of fast ones."""
FRESH_ROWS: Final = 100
"""Rows that may have changed since a snapshot was encoded before it is encoded anew; they follow it as a delta."""
SLICE_S: Final = 0.004
"""So long pages are encoded and sent, to all who wait for some, before everything else has its turn."""
PAUSE_S: Final = 0.001
KEPT_REPLAYS: Final = 16
TRIES: Final = 3
"""Snapshots that a line may be too slow for before it is closed."""


class RowsOut:
    """The lists of all consoles."""

    def __init__(self, feed: Feed, outlet: Outlet, clock: Callable[[], int], stream: str) -> None:
        self.feed = feed
        self.outlet = outlet
        self.clock = clock
        self.stream = stream
        self._chain = Chain(outlet)
        self._turns = asyncio.Semaphore(SNAPSHOTS_AT_ONCE)
        self._slices = Slices(SLICE_S, PAUSE_S)
        self._latest: Pages | None = None
        """The last snapshot that was made."""
        self._replays: tuple[str, dict[str, list[bytes] | None]] = ("", {})
        """What leads from earlier positions to the one at which these frames were made."""

    def tell(self) -> None:
        """What has changed since, to all who are up to date, unless the last such telling still goes on."""
        if not self._chain.busy:
            self._flush()

    def every(self) -> float:
        """Seconds until the next telling."""
        return max(DELTA_EVERY / 1000, self._chain.every)

    def _flush(self) -> None:
        while (delta := self.feed.flush(self.clock())) is not None:
            self._chain.add((Link(delta, self.feed.short(delta)),))

    def pos(self, socket: ConsoleSocket) -> str:
        """Up to where this socket was sent everything; empty: it is not live."""
        self._chain.complete(socket)
        return self.feed.pos if socket.synced else ""

    def sync(self, socket: ConsoleSocket, frame: frames.Sync) -> None:
        """From the position that it has, or with a snapshot."""
        # What is due goes out first, so that the position told below is where the chain goes on for this socket too.
        self._flush()
        self._chain.complete(socket)
        socket.synced = False
        socket.takes_changes = frame.changes
        socket.asked_rows += 1
        pos = frame.pos if frame.stream == self.stream else ""
        if pos and self._go_live(socket, pos):
            return
        if not socket.rising:
            socket.rising = True
            self.outlet.spawn(self._rise(socket, pos))

    def _go_live(self, socket: ConsoleSocket, pos: str, *, told: bool = False) -> bool:
        """Send the little that is missing since a position, and everything from now on; False when it is more.

        `told`: it knows already that it is up to date if nothing has changed since.
        """
        if told and pos == self.feed.pos:
            self._chain.join(socket)
            return True
        replay = self._replay(pos)
        if replay is None or sum(map(len, replay)) > MAX_SERVER_FRAME:
            return False
        for data in replay:
            self.outlet.send_bytes(socket, data)
        self._chain.join(socket)
        return True

    async def _rise(self, socket: ConsoleSocket, pos: str) -> None:
        """Bring a socket up to date at the pace at which it reads, whatever it asks for meanwhile."""
        try:
            tries, asked = 0, socket.asked_rows
            while tries < TRIES:
                whole = not pos or self._replay(pos) is None
                if whole:
                    pos, asked = await self._snapshot(socket)
                while pos and socket.asked_rows == asked and not self._go_live(socket, pos, told=whole):
                    pos, whole = await self._catch_up(socket, pos, asked), False
                if socket.gone or socket.synced:
                    return
                tries += socket.asked_rows == asked
                pos, asked = "", socket.asked_rows
            self.outlet.hang_up_on(socket, Close.TOO_SLOW, "too slow for its rows")
        finally:
            socket.rising = False

    async def _catch_up(self, socket: ConsoleSocket, pos: str, asked: int) -> str:
        """What is missing since a position, all but live; where that leads, empty when it is too much or given up."""
        deltas = self.feed.since(pos)
        for delta in deltas or ():
            data = codec.encode(frames.Delta(delta.prev, delta.pos, delta.up, delta.rm, more=True))
            if not await self.outlet.send_paced(socket, data) or socket.asked_rows != asked:
                return ""
        return deltas[-1].pos if deltas else ""

    async def _snapshot(self, socket: ConsoleSocket) -> tuple[str, int]:
        """All rows, when it is this socket's turn: the position at which they were made (empty when it was given up),
        and which asking they answer.
        """
        await self._turns.acquire()
        turn = _Turn(self._turns)
        try:
            asked = socket.asked_rows
            if socket.gone or socket.synced:
                return "", asked
            pages, n = self._pages(), 0
            while (data := pages.page(n)) is not None:
                sent = await self.outlet.send_paced(socket, data)
                await self._slices.rest()
                if not sent or socket.gone or socket.asked_rows != asked:
                    return "", asked
                n += 1
            # Whoever takes these rows for the present would act on what was.
            last = frames.Snapshot((), n, True, pages.pos, more=pages.pos != self.feed.pos)
            self.outlet.send(socket, last)
            return pages.pos, asked
        finally:
            turn.end()

    def _pages(self) -> Pages:
        """All rows, made once for all who come about the same time."""
        if self._latest is None or not self.feed.fresh(self._latest.pos, FRESH_ROWS):
            self._latest = Pages(self.feed.pos, self.feed.listed())
        return self._latest

    def _replay(self, pos: str) -> list[bytes] | None:
        """Encoded deltas from a position to now, made once for all who come from the same one."""
        at, known = self._replays
        if at != self.feed.pos:
            at, known = self._replays = self.feed.pos, {}
        if pos not in known:
            if len(known) >= KEPT_REPLAYS:
                known.clear()
            deltas = self.feed.since(pos)
            known[pos] = [codec.encode(delta) for delta in deltas] if deltas is not None else None
        return known[pos]


class _Turn:
    """A place among those who get a snapshot now, given back at the end or when patience is over."""

    def __init__(self, turns: asyncio.Semaphore) -> None:
        self._turns: asyncio.Semaphore | None = turns
        self._timer = asyncio.get_running_loop().call_later(PATIENCE_S, self.end)

    def end(self) -> None:
        """Let the next one begin; again changes nothing."""
        self._timer.cancel()
        turns, self._turns = self._turns, None
        if turns is not None:
            turns.release()
