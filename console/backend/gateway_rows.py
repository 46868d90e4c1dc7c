"""Brings the feed's rows to consoles: the chain of deltas to all, snapshots at the pace of each one's line."""

from collections.abc import Callable

from console.backend.feed import Feed
from console.backend.gateway_outlet import Outlet
from console.backend.gateway_socket import HELD_FRAMES, ConsoleSocket
from console.core.wire import codec, frames
from console.core.wire.limits import Close


class RowsOut:
    """The lists of all consoles."""

    def __init__(self, feed: Feed, outlet: Outlet, clock: Callable[[], int], stream: str) -> None:
        self.feed = feed
        self.outlet = outlet
        self.clock = clock
        self.stream = stream
        self._encoded: tuple[str, list[bytes]] = ("", [])
        """The snapshot's frames, and the position at which they were made."""

    def tell(self) -> None:
        """What has changed since, to all who are up to date."""
        while (delta := self.feed.flush(self.clock())) is not None:
            data = codec.encode(delta)
            self.outlet.broadcast((socket for socket in self.outlet.sockets.values() if socket.synced), data)
            for socket in list(self.outlet.sockets.values()):
                if socket.held_deltas is not None:
                    self._hold_delta(socket, socket.held_deltas, data)

    def _hold_delta(self, socket: ConsoleSocket, held: list[bytes], data: bytes) -> None:
        held.append(data)
        if len(held) > HELD_FRAMES:
            self.outlet.hang_up_on(socket, Close.TOO_SLOW, "does not read")

    def sync(self, socket: ConsoleSocket, frame: frames.Sync) -> None:
        """From the position that it has, or with a snapshot."""
        same = frame.stream == self.stream
        # What is due goes out first, so that the position told below is where the chain goes on for this socket too.
        self.tell()
        delta = self.feed.since(frame.pos) if same and frame.pos else None
        socket.held_deltas = None
        socket.synced = delta is not None
        if delta is not None:
            self.outlet.send(socket, delta)
        else:
            held: list[bytes] = []
            socket.held_deltas = held
            self.outlet.spawn(self._snapshot(socket, held, self._snapshot_pages()))

    def _snapshot_pages(self) -> list[bytes]:
        """All rows as encoded frames, made once for all consoles that come at the same position."""
        pos, pages = self._encoded
        if pos != self.feed.pos:
            pages = [codec.encode(page) for page in self.feed.snapshot()]
            self._encoded = (self.feed.pos, pages)
        return pages

    async def _snapshot(self, socket: ConsoleSocket, held: list[bytes], pages: list[bytes]) -> None:
        """The snapshot at the pace at which it is read, then the deltas since, then live."""
        for data in pages:
            if not await self.outlet.send_paced(socket, data) or socket.held_deltas is not held:
                return
        while held:
            if not await self.outlet.send_paced(socket, held.pop(0)) or socket.held_deltas is not held:
                return
        socket.held_deltas, socket.synced = None, True
