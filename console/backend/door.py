"""The one public port: reads each request's head, and hands the socket to websockets or to uvicorn by its path.

Knows nothing of conversations, users or pages, nor how the two libraries take a socket over.
"""

import asyncio
import contextlib
import logging
import socket
import ssl
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Any, cast

from starlette.types import ASGIApp

from console.backend.door_admission import DoorLimits, Handshakes, Seat, Seats, TrustedProxies
from console.backend.door_head import HeadReader, ReadHead, Refusal, RequestHead
from console.backend.door_listen import Listening, accept, affordable, bind
from console.backend.door_pages import Pages
from console.backend.door_websockets import Route, WebSockets, broadcast, buffered, compress, read_less, request_head
from console.backend.pace import Clock, loop_time
from console.core.text.messages import t

__all__ = [
    "Door",
    "DoorLimits",
    "Listening",
    "Refusal",
    "RequestHead",
    "Route",
    "broadcast",
    "buffered",
    "compress",
    "request_head",
]

_LOG = logging.getLogger(__name__)
_RESTART_S = 5
_MAX_REASON = 123
"""Bytes that a close frame has for its reason."""


class Door:
    """Listens on one port and brings every connection to who serves it."""

    def __init__(
        self,
        routes: Mapping[str, Route],
        app: ASGIApp,
        limits: DoorLimits | None = None,
        *,
        trusted_proxies: Iterable[str] = (),
        clock: Clock = loop_time,
    ) -> None:
        """`routes` are exact paths; every other path is for `app`. `clock` (seconds) paces handshakes and requests."""
        self.limits = limits or DoorLimits()
        self.refused: Counter[int] = Counter()
        """How many were turned away, by HTTP status."""
        self._routes = dict(routes)
        self._proxies = TrustedProxies(trusted_proxies)
        self._pages = Pages(app, frozenset(routes), self._proxies, self.limits, clock)
        self._handshakes = Handshakes(self.limits.handshakes_per_second, self.limits.handshake_burst, clock)
        self._seats = Seats(self.limits.open_sockets, self.limits.per_address)
        self._entrances: set[_Entrance] = set()
        self._turned_away: set[_Entrance] = set()
        self._arrivals: set[asyncio.Task[None]] = set()
        self._tls: ssl.SSLContext | None = None
        self._listeners: list[socket.socket] = []
        self._accepting: asyncio.Task[None] | None = None
        self._closing: asyncio.Task[None] | None = None

    @property
    def open_sockets(self) -> int:
        """How many sockets are open, of any kind."""
        return len(self._seats)

    def spread_ms(self) -> int:
        """Over how long all who are here must come back so that the pace of handshakes sends nobody away."""
        return int(self._handshakes.spread(len(self._seats), self._seats.of_one_address()) * 1000)

    async def start(self, host: str, port: int, ssl_context: ssl.SSLContext | None = None) -> Listening:
        """Starts the app's lifespan, then listens; with `ssl_context` in TLS, 1.2 or newer.

        Raises:
            ConfigError: when `host` and `port` cannot be listened on.
            WarmlineError: when the app does not start.
        """
        listeners = await bind(host, port)
        try:
            await self._pages.start()
        except BaseException:
            for listener in listeners:
                listener.close()
            raise
        if ssl_context is not None and ssl_context.minimum_version < ssl.TLSVersion.TLSv1_2:
            ssl_context.minimum_version = ssl.TLSVersion.TLSv1_2
        self._tls = ssl_context
        self._seats.limit = affordable(self.limits.open_sockets)
        self._websockets = WebSockets(self.limits.head_seconds, self.limits.unread_seconds)
        self._listeners = listeners
        self._accepting = asyncio.create_task(accept(listeners, self._greet), name="door")
        address = listeners[0].getsockname()
        return Listening(str(address[0]), int(address[1]), ssl_context is not None)

    async def close(
        self,
        code: int = 1012,
        reason: str = "",
        grace: float = 10.0,
        farewell: Callable[[], Awaitable[object]] | None = None,
    ) -> None:
        """Lets nobody in any more, says goodbye, and closes what is open within `grace` seconds.

        `farewell` has up to half of `grace` to send what clients should know before their WebSockets are closed with
        `code` and `reason`. Requests for pages that are being answered are finished. What is left at the end of
        `grace` is cut; then the app's lifespan ends, for which it has `grace` seconds more.
        """
        if self._closing is None:
            reason = reason.encode()[:_MAX_REASON].decode(errors="ignore")
            self._closing = asyncio.create_task(self._close(code, reason, grace, farewell), name="door-close")
        await asyncio.shield(self._closing)

    async def _close(
        self, code: int, reason: str, grace: float, farewell: Callable[[], Awaitable[object]] | None
    ) -> None:
        if self._accepting is None:
            return
        loop = asyncio.get_running_loop()
        deadline = loop.time() + grace
        self._accepting.cancel()
        await asyncio.wait([self._accepting])
        for listener in self._listeners:
            listener.close()
        for entrance in list(self._entrances):
            entrance.dismiss()
        if self._tls is not None:  # Who is still in the TLS handshake can be told nothing.
            for arrival in list(self._arrivals):
                arrival.cancel()
        self._pages.finish()
        if farewell is not None:
            await _within(grace / 2, farewell(), "the farewell")
        goodbyes = self._websockets.say_goodbye(code, reason)
        await _within(deadline - loop.time(), self._seats.vacant.wait(), "closing connections")
        for transport in self._seats.transports():
            transport.abort()
        for entrance in list(self._turned_away):
            entrance.transport.abort()
        running = goodbyes | self._websockets.handler_tasks | self._pages.tasks | self._arrivals
        await _ended(running, max(0.0, deadline - loop.time()))
        await _within(grace, self._pages.stop(), "the end of the app")

    # From the accepted socket to the one who serves it.

    def _greet(self, sock: socket.socket, address: str) -> None:
        sock.setblocking(False)
        refusal, seat = None, None
        if self._seats.full():
            refusal = Refusal(503, t("door.full", seconds=_RESTART_S), _RESTART_S)
        else:
            # Through a trusted proxy come many clients: they are counted when their heads have told who they are.
            seat = self._seats.take(None if address in self._proxies else address)
            if seat is None:
                refusal = self._too_many_from_there()
        if refusal is not None:
            self.refused[refusal.status] += 1
            if self._tls is not None or len(self._turned_away) >= self.limits.turned_away:
                sock.close()
                return
        arrival = asyncio.create_task(self._arrive(sock, _Entrance(self, seat, address, refusal)))
        self._arrivals.add(arrival)
        arrival.add_done_callback(self._arrivals.discard)

    async def _arrive(self, sock: socket.socket, entrance: "_Entrance") -> None:
        tls: dict[str, Any] = {}
        if self._tls is not None:
            tls = {
                "ssl": self._tls,
                "ssl_handshake_timeout": self.limits.head_seconds,
                "ssl_shutdown_timeout": self.limits.linger_seconds,
            }
        try:
            await asyncio.get_running_loop().connect_accepted_socket(lambda: entrance, sock, **tls)
        except (OSError, TimeoutError) as error:
            _LOG.debug("no TLS with %s: %s", entrance.address, error)
        finally:
            # asyncio 3.11 reports a TLS handshake that was cut short as done, without ever using the protocol.
            if not entrance.entered:
                sock.close()
                entrance.leave()

    def _choose(self, entrance: "_Entrance", read: ReadHead) -> None:
        transport, seat = entrance.transport, entrance.seat
        assert seat is not None
        head = read.head(
            peer=self._proxies.client(entrance.address, read.values(b"x-forwarded-for")),
            secure=self._tls is not None or self._proxies.secure(entrance.address, read.values(b"x-forwarded-proto")),
        )
        route = self._routes.get(head.path) if read.asks_for_websocket() else None
        if route is None:
            self._pages.take(transport, read, seat)
            return
        refusal = self._refusal(route, read, head, seat, entrance.address)
        if refusal is not None:
            entrance.refuse(refusal)
            return
        self._websockets.take(transport, route, read, head, seat)

    def _refusal(self, route: Route, read: ReadHead, head: RequestHead, seat: Seat, peer: str) -> Refusal | None:
        if self._closing is not None:
            return _restarting()
        if read.has_body():
            return Refusal(400, t("door.upgrade_body"))
        try:
            refusal = route.check(head)
        except Exception:
            _LOG.exception("the check of %s failed", head.path)
            refusal = Refusal(500, t("door.check_failed"))
        if refusal is not None:
            return refusal
        if peer in self._proxies and not seat.belongs_to(head.peer):
            return self._too_many_from_there()
        wait = self._handshakes.take(head.peer)
        return Refusal(503, t("door.busy", seconds=wait), wait) if wait is not None else None

    def _too_many_from_there(self) -> Refusal:
        return Refusal(
            503, t("door.address_full", limit=self.limits.per_address, seconds=_RESTART_S), retry_after=_RESTART_S
        )


async def _within(seconds: float, work: Awaitable[object], what: str) -> None:
    try:
        async with asyncio.timeout(max(0.0, seconds)):
            await work
    except TimeoutError:
        _LOG.warning("%s took longer than %.1f s: not waited for any longer", what, seconds)
    except Exception:
        _LOG.exception("%s failed", what)


async def _ended(tasks: set[asyncio.Task[None]], seconds: float) -> None:
    late = tasks
    if tasks:
        _, late = await asyncio.wait(tasks, timeout=seconds)
    for task in late:
        task.cancel()
    if late:
        await asyncio.wait(late, timeout=1.0)


def _restarting() -> Refusal:
    return Refusal(503, t("door.closing", seconds=_RESTART_S), _RESTART_S)


class _Entrance(asyncio.Protocol):
    """One socket from its first byte until somebody serves it, or until it has read why nobody will."""

    transport: asyncio.Transport

    def __init__(self, door: Door, seat: Seat | None, address: str, refusal: Refusal | None) -> None:
        self.address = address
        self.seat = seat
        self.entered = False
        self._door = door
        self._refusal = refusal
        self._answered = False
        self._timer: asyncio.TimerHandle | None = None
        self._reader = HeadReader(door.limits.head_bytes)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)
        read_less(self.transport)
        self.entered = True
        self._door._entrances.add(self)
        if self.seat is not None:
            self.seat.transport = self.transport
        if self._refusal is not None:
            self._answer(self._refusal)
        elif self._door._closing is not None:
            self.dismiss()
        else:
            self._after(self._door.limits.head_seconds, self._too_slow)

    def data_received(self, data: bytes) -> None:
        if self._answered:
            return
        read = self._reader.feed(data)
        if isinstance(read, Refusal):
            self.refuse(read)
        elif read is not None:
            self._forget()
            self._door._choose(self, read)

    def connection_lost(self, exc: Exception | None) -> None:
        self._forget()
        self.leave()

    def leave(self) -> None:
        """Gives the seat back."""
        self._door._turned_away.discard(self)
        if self.seat is not None:
            self.seat.release()

    def dismiss(self) -> None:
        """The door closes: who has begun to speak gets an answer."""
        if not self._answered and self._reader.started:
            self.refuse(_restarting())
        else:
            self.transport.close()

    def refuse(self, refusal: Refusal) -> None:
        """Answers and ends."""
        self._door.refused[refusal.status] += 1
        self._answer(refusal)

    def _answer(self, refusal: Refusal) -> None:
        self._answered = True
        self._forget()
        if self.transport.is_closing():
            return
        self.transport.write(refusal.response())
        if not self.transport.can_write_eof():  # TLS: closing flushes, then tells the client.
            self.transport.close()
            return
        # Closing while the client still sends would reset the connection, and the client would never read the answer.
        with contextlib.suppress(OSError):  # It has gone meanwhile.
            self.transport.write_eof()
        if len(self._door._turned_away) >= self._door.limits.turned_away:
            self.transport.close()
            return
        self._door._turned_away.add(self)
        self._after(self._door.limits.linger_seconds, self.transport.abort)

    def _too_slow(self) -> None:
        if self._reader.started:
            self.refuse(Refusal(408, t("door.head_too_slow", seconds=f"{self._door.limits.head_seconds:g}")))
        else:
            self.transport.close()

    def _after(self, seconds: float, then: Callable[[], None]) -> None:
        self._timer = asyncio.get_running_loop().call_later(seconds, then)

    def _forget(self) -> None:
        self._door._entrances.discard(self)
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
