"""Sends to many sockets without ever waiting for one: who does not read is closed, and catches up when it is back.

The same for consoles and customers' pages; what is sent to whom is not its concern.
"""

import asyncio
import logging
from collections.abc import Coroutine, Iterable
from typing import Any, Final, Generic, Protocol, TypeVar

from websockets.asyncio.server import ServerConnection
from websockets.exceptions import ConnectionClosed

from console.backend.door import broadcast, buffered
from console.core.wire.limits import MAX_BUFFERED, Close

HANG_UP_S: Final = 5.0
"""How long a client has to read why it is closed; one that reads nothing is then cut."""


class Peer(Protocol):
    """What is kept of one socket, as far as sending goes."""

    connection: ServerConnection
    gone: bool
    closing: "asyncio.Task[None] | None"


P = TypeVar("P", bound=Peer)


class SocketOutlet(Generic[P]):
    """The way out to sockets of one kind, and the work that goes on for them."""

    def __init__(self, log: logging.Logger, behind_bytes: int) -> None:
        """With more than `behind_bytes` unread a socket is spared what lasts only seconds."""
        self.tasks: set[asyncio.Task[None]] = set()
        self._log = log
        self._behind_bytes = behind_bytes

    def broadcast(self, peers: Iterable[P], data: bytes) -> None:
        """One encoded frame to many, without waiting for any; who is too far behind is closed."""
        peers = list(peers)
        behind = broadcast([peer.connection for peer in peers if not peer.gone], data, MAX_BUFFERED)
        if behind:
            unread = set(behind)
            for peer in peers:
                if peer.connection in unread:
                    self.hang_up_on(peer, Close.TOO_SLOW, "does not read")

    def broadcast_passing(self, peers: Iterable[P], data: bytes) -> list[P]:
        """What lasts only seconds, to those who keep up; returns who does not and was spared it."""
        behind: list[P] = []
        ready: list[P] = []
        for peer in peers:
            (ready if self._reads(peer) else behind).append(peer)
        self.broadcast(ready, data)
        return behind

    def keeps_up(self, peer: P) -> bool:
        """Whether it may be told now what it was spared."""
        return not peer.gone and self._reads(peer)

    def _reads(self, peer: P) -> bool:
        return buffered(peer.connection) <= self._behind_bytes

    def hang_up_on(self, peer: P, close: Close, reason: str) -> None:
        """Close it, once; from now on nothing is sent to it."""
        if not peer.gone:
            peer.gone = True
            peer.closing = self.spawn(_hang_up(peer.connection, close, reason))

    def spawn(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Do this beside everything else; what it raises is logged."""
        task = asyncio.create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self._finished)
        return task

    def _finished(self, task: asyncio.Task[None]) -> None:
        self.tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            self._log.error("work for a socket failed", exc_info=error)

    async def close(self) -> None:
        """Stop what is under way."""
        for task in list(self.tasks):
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)


async def _hang_up(connection: ServerConnection, close: Close, reason: str) -> None:
    """Close it with this code, and be rid of it soon whatever the client does."""
    try:
        async with asyncio.timeout(HANG_UP_S):
            await connection.close(close, reason)
    except (TimeoutError, ConnectionClosed, OSError):
        pass
    finally:
        connection.transport.abort()
