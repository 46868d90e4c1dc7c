"""Listening sockets: binds them, says in a sentence why one cannot be had, and accepts from them.

Sockets are accepted one by one here, not by the event loop's own server, so that one too many is turned away before
it costs a TLS handshake.
"""

import asyncio
import errno
import logging
import os
import socket
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from console.core.text.messages import t
from console.errors import ConfigError

try:
    import resource
except ImportError:  # Windows has no such limit.
    resource = None  # type: ignore[assignment]

_LOG = logging.getLogger(__name__)
_BACKLOG = 1_024
_EVERYWHERE = ("", "*")
_BREATH = 32
_FILES_FOR_THE_REST = 128
_MAX_PORT = 65_535
_OUT_OF_ROOM = frozenset({errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM})
_REASONS = {
    errno.EADDRINUSE: ("door.in_use", "port_in_use"),
    errno.EADDRNOTAVAIL: ("door.not_ours", "not_our_address"),
    errno.EACCES: ("door.not_allowed", "port_not_allowed"),
    errno.EPERM: ("door.not_allowed", "port_not_allowed"),
}


@dataclass(frozen=True, slots=True)
class Listening:
    """Where a door listens: the port is the real one, also when any free one was asked for."""

    host: str
    port: int
    secure: bool = False

    def url(self, scheme: str = "http") -> str:
        """The address with `scheme` (http or ws), with an s behind it when TLS is spoken."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{scheme}{'s' if self.secure else ''}://{host}:{self.port}"


async def bind(host: str, port: int) -> list[socket.socket]:
    """Listening sockets for every address of `host`, all on one port.

    Raises:
        ConfigError: with a sentence that says why not and what to do.
    """
    if not 0 <= port <= _MAX_PORT:
        raise ConfigError(t("door.bad_port", port=port), code="bad_port")
    loop = asyncio.get_running_loop()
    try:
        found = await loop.getaddrinfo(
            None if host in _EVERYWHERE else host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )
    except (socket.gaierror, UnicodeError):
        raise ConfigError(t("door.no_such_host", host=host), code="no_such_host") from None
    # IPv4 first: with port 0 it is the first address that finds the free port for all.
    addresses = sorted({(family, address) for family, _, _, _, address in found}, key=lambda a: a[0] != socket.AF_INET)
    listeners: list[socket.socket] = []
    try:
        for family, address in addresses:
            chosen = listeners[0].getsockname()[1] if listeners else port
            listener = _listener(family, (address[0], chosen, *address[2:]))
            if listener is not None:
                listeners.append(listener)
    except OSError as error:
        for listener in listeners:
            listener.close()
        raise _explained(error, host, port) from error
    if not listeners:
        raise ConfigError(t("door.not_ours", host=host), code="not_our_address")
    return listeners


def _listener(family: int, address: tuple[object, ...]) -> socket.socket | None:
    try:
        # Named as TCP, because asyncio sends small events at once (TCP_NODELAY) only on sockets that say they are.
        listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    except OSError:
        return None  # A family that the name service knows and the kernel does not (IPv6 switched off).
    try:
        if os.name == "posix":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        listener.bind(address)
        listener.listen(_BACKLOG)
        listener.setblocking(False)
    except OSError:
        listener.close()
        raise
    return listener


def _explained(error: OSError, host: str, port: int) -> ConfigError:
    message, code = _REASONS.get(error.errno or 0, ("door.cannot_listen", "cannot_listen"))
    return ConfigError(t(message, host=host, port=port, detail=error.strerror or str(error)), code=code)


async def accept(listeners: Iterable[socket.socket], greet: Callable[[socket.socket, str], None]) -> None:
    """Calls `greet(socket, address)` for every new socket, until it is cancelled.

    A socket that arrives in that very moment is closed unseen.
    """
    async with asyncio.TaskGroup() as group:
        for listener in listeners:
            group.create_task(_accept(listener, greet), name="door-accept")


async def _accept(listener: socket.socket, greet: Callable[[socket.socket, str], None]) -> None:
    loop = asyncio.get_running_loop()
    in_a_row = 0
    while True:
        try:
            sock, address = await loop.sock_accept(listener)
        except OSError as error:
            if error.errno in _OUT_OF_ROOM:
                _LOG.error("cannot accept connections: %s", error)
                await asyncio.sleep(1.0)
            else:  # It concerns one socket that was gone before it was greeted.
                await asyncio.sleep(0.01)
            continue
        try:
            greet(sock, str(address[0]))
        except Exception:  # One socket (some systems refuse options on one that is gone), never the listener.
            _LOG.warning("a new connection was dropped", exc_info=True)
            sock.close()
        in_a_row += 1
        if in_a_row % _BREATH == 0:
            # A loop full of waiting sockets never has to wait itself: let the others work too.
            await asyncio.sleep(0)


def affordable(wanted: int) -> int:
    """How many of `wanted` sockets this process may have open, some files kept for the rest of it."""
    if resource is None:
        return wanted
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft == resource.RLIM_INFINITY or soft >= wanted + _FILES_FOR_THE_REST:
        return wanted
    room = max(1, soft - _FILES_FOR_THE_REST)
    _LOG.warning("only %d of %d sockets: this process may open %d files (ulimit -n)", room, wanted, soft)
    return room
