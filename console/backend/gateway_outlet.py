"""The way out to consoles: the open sockets by user and device, single frames, and what goes at a reader's pace."""

import contextlib
import logging
from typing import Final

from websockets.exceptions import ConnectionClosed

from console.backend.gateway_socket import ConsoleSocket
from console.backend.outlet import SocketOutlet
from console.core.wire import codec, frames

log = logging.getLogger("warmline.gateway")

BEHIND_BYTES: Final = 64 * 1024
"""With so much unread a socket is spared what lasts only seconds: who types, who looks, who is there."""


class Outlet(SocketOutlet[ConsoleSocket]):
    """The open sockets of all consoles, and the work that goes on for them."""

    def __init__(self) -> None:
        super().__init__(log, BEHIND_BYTES)
        self.sockets: dict[tuple[str, str], ConsoleSocket] = {}
        """By user and device."""

    def send(self, socket: ConsoleSocket, frame: frames.ServerFrame) -> None:
        """One frame to one console."""
        self.send_bytes(socket, codec.encode(frame))

    def send_bytes(self, socket: ConsoleSocket, data: bytes) -> None:
        """One encoded frame to one console."""
        self.broadcast((socket,), data)

    async def send_paced(self, socket: ConsoleSocket, data: bytes) -> bool:
        """Send, and wait while the socket is behind; False when it has gone."""
        if not socket.gone:
            with contextlib.suppress(ConnectionClosed, OSError):
                await socket.connection.send(data, text=True)
        return not socket.gone
