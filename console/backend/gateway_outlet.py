"""Sends to consoles without ever waiting for one: who does not read is closed and catches up when it is back."""

import asyncio
import contextlib
import logging
from collections.abc import Coroutine, Iterable
from typing import Any, Final

from websockets.asyncio.server import broadcast
from websockets.exceptions import ConnectionClosed

from console.backend.door import buffered
from console.backend.gateway_socket import ConsoleSocket, hang_up
from console.core.wire import codec, frames
from console.core.wire.limits import MAX_BUFFERED, Close

log = logging.getLogger("warmline.gateway")

BEHIND_BYTES: Final = 64 * 1024
"""With so much unread a socket is spared what lasts only seconds: who types, who looks, who is there."""


class Outlet:
    """The open sockets of all consoles, and the work that goes on for them."""

    def __init__(self) -> None:
        self.sockets: dict[tuple[str, str], ConsoleSocket] = {}
        """By user and device."""
        self.tasks: set[asyncio.Task[None]] = set()

    def send(self, socket: ConsoleSocket, frame: frames.ServerFrame) -> None:
        """One frame to one console."""
        self.send_bytes(socket, codec.encode(frame))

    def send_bytes(self, socket: ConsoleSocket, data: bytes) -> None:
        """One encoded frame to one console."""
        self.broadcast((socket,), data)

    def broadcast(self, sockets: Iterable[ConsoleSocket], data: bytes) -> None:
        """One encoded frame to many, without waiting for any; who is too far behind is closed."""
        ready = []
        for socket in list(sockets):
            if socket.gone:
                continue
            if buffered(socket.connection) > MAX_BUFFERED:
                self.hang_up_on(socket, Close.TOO_SLOW, "does not read")
            else:
                ready.append(socket.connection)
        if ready:
            broadcast(ready, data, text=True)

    def broadcast_passing(self, sockets: Iterable[ConsoleSocket], data: bytes) -> list[ConsoleSocket]:
        """What lasts only seconds, to those who keep up; returns who does not and was spared it."""
        behind: list[ConsoleSocket] = []
        ready: list[ConsoleSocket] = []
        for socket in sockets:
            (behind if buffered(socket.connection) > BEHIND_BYTES else ready).append(socket)
        self.broadcast(ready, data)
        return behind

    def keeps_up(self, socket: ConsoleSocket) -> bool:
        """Whether it may be told now what it was spared."""
        return not socket.gone and buffered(socket.connection) <= BEHIND_BYTES

    async def send_paced(self, socket: ConsoleSocket, data: bytes) -> bool:
        """Send, and wait while the socket is behind; False when it has gone."""
        if not socket.gone:
            with contextlib.suppress(ConnectionClosed, OSError):
                await socket.connection.send(data, text=True)
        return not socket.gone

    def hang_up_on(self, socket: ConsoleSocket, close: Close, reason: str) -> None:
        """Close it, once; from now on nothing is sent to it."""
        if not socket.gone:
            socket.gone = True
            socket.closing = self.spawn(hang_up(socket.connection, close, reason))

    def spawn(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Do this beside everything else; what it raises is logged."""
        task = asyncio.create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self._finished)
        return task

    def _finished(self, task: asyncio.Task[None]) -> None:
        self.tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("a frame failed", exc_info=error)

    async def close(self) -> None:
        """Stop what is under way."""
        for task in list(self.tasks):
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)
