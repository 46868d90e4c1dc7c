"""The live deltas on their way to the consoles: to each in order, and to some consoles at a time.

Three thousand sends take some tens of milliseconds: what must arrive at once, the records of watched conversations and
the answers to commands, goes between.
"""

import asyncio
from collections.abc import Iterable
from typing import Final

from console.backend.gateway_outlet import Outlet
from console.backend.gateway_socket import ConsoleSocket
from console.backend.pace import loop_time
from console.core.wire import codec
from console.core.wire.frames import Delta

AT_A_TIME: Final = 64
"""Consoles that are written to before everything else has its turn: less than half a millisecond."""
PAUSE_S: Final = 0.001
"""Between these, so that the store's thread has the interpreter too: it gets none of a loop that is always busy."""
MOST_PAUSES: Final = 30
"""So that all have a delta before the next one: for more consoles the slices are larger."""
SHARE: Final = 2
"""Of the loop's time the lists take at most one part in so many: with very much to do they become slower first."""
SLOWEST_S: Final = 1.0


class Link:
    """One delta, in both its forms; each is encoded once, when the first console wants it."""

    def __init__(self, whole: Delta, short: Delta) -> None:
        self._forms = {False: whole, True: short}
        self._encoded: dict[bool, bytes] = {}

    def data(self, *, short: bool) -> bytes:
        """The frame."""
        if short not in self._encoded:
            self._encoded[short] = codec.encode(self._forms[short])
        return self._encoded[short]


class Chain:
    """Deltas that not every live console has got yet."""

    def __init__(self, outlet: Outlet) -> None:
        self.outlet = outlet
        self._links: list[Link] = []
        self._first = 0
        """The number of the first of them."""
        self._telling: asyncio.Task[None] | None = None
        self._spent = 0.0
        self.every = 0.0
        """Seconds from one delta to the next, at least."""

    @property
    def busy(self) -> bool:
        """Whether some are still on their way."""
        return self._telling is not None and not self._telling.done()

    def add(self, links: Iterable[Link]) -> None:
        """More, for all who are live."""
        self._links.extend(links)
        if not self.busy:
            waiting = self._waiting()
            self._send(waiting[:AT_A_TIME])
            if len(waiting) > AT_A_TIME:
                self._telling = self.outlet.spawn(self._tell(waiting[AT_A_TIME:]))
            else:
                self._told()

    def join(self, socket: ConsoleSocket) -> None:
        """This console has got everything up to now, and gets what comes."""
        socket.synced = True
        socket.linked = self._end

    def complete(self, socket: ConsoleSocket) -> None:
        """Send what this console still lacks, before something that tells where the chain stands."""
        if socket.synced:
            self._send([socket])

    @property
    def _end(self) -> int:
        return self._first + len(self._links)

    async def _tell(self, waiting: list[ConsoleSocket]) -> None:
        """Until every live console has everything, what was added meanwhile too."""
        while waiting:
            size = max(AT_A_TIME, -(-len(waiting) // MOST_PAUSES))
            for start in range(0, len(waiting), size):
                await asyncio.sleep(PAUSE_S)
                self._send(waiting[start : start + size])
            waiting = self._waiting()
        self._told()

    def _told(self) -> None:
        self._first = self._end
        self._links.clear()
        self.every, self._spent = min(SLOWEST_S, SHARE * self._spent), 0.0

    def _waiting(self) -> list[ConsoleSocket]:
        end = self._end
        return [
            socket
            for socket in self.outlet.sockets.values()
            if socket.synced and socket.linked < end and not socket.gone
        ]

    def _send(self, sockets: Iterable[ConsoleSocket]) -> None:
        """To these what they lack, unless they have it already or do not follow any more."""
        began, end = loop_time(), self._end
        alike: dict[tuple[int, bool], list[ConsoleSocket]] = {}
        for socket in sockets:
            if socket.synced and socket.linked < end and not socket.gone:
                alike.setdefault((socket.linked, socket.takes_changes), []).append(socket)
        for (linked, short), some in alike.items():
            for link in self._links[linked - self._first :]:
                self.outlet.broadcast(some, link.data(short=short))
            for socket in some:
                socket.linked = end
        self._spent += loop_time() - began
