"""Hands a socket to websockets' own ServerConnection once the door has read its head, and runs its handler.

It and door_deflate.py alone use names of websockets which are not documented: tests/backend/test_door_names.py has one
test for each, to be read when an upgrade of websockets breaks them.
"""

import asyncio
import contextlib
import logging
import math
from asyncio.sslproto import SSLProtocol
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final, cast

from websockets.asyncio.server import Server, ServerConnection
from websockets.asyncio.server import broadcast as broadcast_by_frame
from websockets.exceptions import ConnectionClosed
from websockets.frames import Frame, Opcode
from websockets.http11 import Request, Response
from websockets.protocol import Event, State
from websockets.server import ServerProtocol

from console.backend.door_admission import Seat
from console.backend.door_deflate import Compression, Deflate
from console.backend.door_head import ReadHead, Refusal, RequestHead
from console.backend.door_turns import Turns
from console.backend.pace import Pace
from console.core.text.messages import t

_LOG = logging.getLogger(__name__)
# websockets logs every frame at DEBUG, and frames hold what customers write: this logger never goes so low.
_FRAMES_LOG = logging.getLogger(f"{__name__}.frames")
_FRAMES_LOG.setLevel(logging.INFO)
READ_BYTES: Final = 2 * 1024
TLS_BYTES: Final = 4 * 1024
SIDE_FRAMES_PER_SECOND: Final = 10
SIDE_FRAME_BURST: Final = 40
"""Pings, pongs and middle pieces of messages, which nobody else counts: each ping costs a pong, which waits in memory
if the client does not read, and each piece is kept until the last one comes."""
FRAMES_PER_SECOND: Final = 20
FRAME_BURST: Final = 40
"""What is read at once of one socket, in frames or kilobytes; what is more waits for its turn among those who do so."""
TURN_BYTES: Final = 512


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """How the WebSockets of one path are served."""

    handler: Callable[[ServerConnection], Awaitable[None]]
    check: Callable[[RequestHead], Refusal | None] = lambda head: None
    """Looks at the head before the upgrade; must not block."""
    max_size: int = 64 * 1024
    ping_interval: float | None = 15.0
    """With `ping_timeout` the time after which a line that is dead at one end only is noticed: 25 seconds."""
    ping_timeout: float | None = 10.0
    close_timeout: float = 5.0
    max_queue: int = 16
    write_limit: int = 32 * 1024
    compression: Compression | None = None
    """For clients that offer permessage-deflate; None: their offers are declined."""


def read_less(transport: asyncio.Transport) -> None:
    """In TLS: keep little room for what is read at once. The event loop keeps 256 KiB for every connection."""
    protocol = getattr(transport, "_ssl_protocol", None)
    if isinstance(protocol, SSLProtocol):
        tls: Any = protocol
        tls.max_size = TLS_BYTES
        tls._ssl_buffer = bytearray(TLS_BYTES)
        tls._ssl_buffer_view = memoryview(tls._ssl_buffer)


def let_go(transport: asyncio.Transport) -> None:
    """Of the event loop's own sockets, once lost: it keeps a method of its own, and so itself, which is called no more.

    Without it each that has gone waits in memory until the collector next looks at everything.
    """
    if hasattr(transport, "_read_ready_cb"):
        transport._read_ready_cb = None


def buffered(connection: ServerConnection) -> int:
    """Bytes that wait in the transport's buffer because the client does not read them fast enough."""
    return connection.transport.get_write_buffer_size()


def framed(data: bytes) -> bytes:
    """A text as one frame from the server, without extensions."""
    size = len(data)
    if size < 126:
        return b"\x81" + size.to_bytes(1, "big") + data
    if size < 65_536:
        return b"\x81\x7e" + size.to_bytes(2, "big") + data
    return b"\x81\x7f" + size.to_bytes(8, "big") + data


def broadcast(connections: Iterable[ServerConnection], data: bytes, most: float = math.inf) -> list[ServerConnection]:
    """One encoded text to many without waiting for any: what `broadcast` of websockets does, framed once for all.

    That one makes the frame anew for each, which is more than half of what it costs to send one.

    Returns:
        Those who have left more than `most` bytes unread, and were not written to.
    """
    frame = framed(data)
    others, behind = [], []
    for connection in connections:
        if connection.transport.get_write_buffer_size() > most:
            behind.append(connection)
        elif (
            type(connection) is not _Upgraded
            or connection.protocol.extensions
            or connection.send_in_progress is not None
        ):
            others.append(connection)
        elif connection.protocol.state is State.OPEN and not connection.transport.is_closing():
            try:
                connection.transport.write(frame)
            except Exception as error:
                _LOG.warning("could not write to a WebSocket of %s: %s", connection.path, type(error).__name__)
    if others:
        broadcast_by_frame(others, data, text=True)
    return behind


def compress(connection: ServerConnection) -> bool:
    """From now on compress what this client is sent, if it offered to take that and not too many others are."""
    return any(isinstance(extension, Deflate) and extension.begin() for extension in connection.protocol.extensions)


def request_head(connection: ServerConnection) -> RequestHead:
    """The head that opened `connection`, with the address of the client behind trusted proxies."""
    return cast(_Upgraded, connection).head()


class WebSockets(Server):
    """Every WebSocket of the door; to a ServerConnection it is the server, but it listens nowhere itself."""

    def __init__(self, open_seconds: float, unread_seconds: float) -> None:
        super().__init__(_no_listener, self._serve, _FRAMES_LOG)
        self._open_seconds = open_seconds
        self.unread_seconds = unread_seconds
        self.turns = Turns()
        self._open: set[_Upgraded] = set()
        self._goodbye: tuple[int, str] | None = None

    def take(self, transport: asyncio.Transport, route: Route, read: ReadHead, head: RequestHead, seat: Seat) -> None:
        """Makes a WebSocket of `transport`."""
        upgraded = _Upgraded(self, route, head, read.rest, seat)
        if hasattr(transport, "max_size"):
            # Of the event loop's own sockets: how much is read at once. Forty thousand of the smallest frames fit into
            # what it would read, and nobody else would be served while they are looked at.
            transport.max_size = READ_BYTES
        # What comes before our answer waits: websockets would take it for frames of a connection not yet open.
        transport.pause_reading()
        transport.set_protocol(upgraded)
        upgraded.connection_made(transport)
        upgraded.data_received(read.rewritten())

    def say_goodbye(self, code: int, reason: str) -> set[asyncio.Task[None]]:
        """Closes every WebSocket, and each that opens from now on; the tasks end when they are closed."""
        self._goodbye = (code, reason)
        return {asyncio.create_task(upgraded.close(code, reason)) for upgraded in self._open}

    def is_serving(self) -> bool:
        """True: who comes too late is closed with a code and a reason, once open."""
        return True

    async def _serve(self, connection: ServerConnection) -> None:
        upgraded = cast(_Upgraded, connection)
        try:
            async with asyncio.timeout(self._open_seconds):
                await upgraded.handshake(process_response=_in_our_words, server_header=None)
            if upgraded.protocol.state is not State.OPEN:
                return
            upgraded.open()
            # Nobody asks for what we answered, and it is a kilobyte for each who stays.
            upgraded.response = None
            if self._goodbye is not None:
                await upgraded.close(*self._goodbye)
                return
            self._open.add(upgraded)
            async with upgraded:
                await upgraded.route.handler(upgraded)
        except (ConnectionClosed, TimeoutError):
            _LOG.debug("a WebSocket of %s ended", upgraded.path)
        except Exception:
            _LOG.exception("the handler of %s failed", upgraded.path)
        finally:
            self._open.discard(upgraded)
            upgraded.transport.abort()
            self.handler_tasks.discard(cast("asyncio.Task[None]", asyncio.current_task()))


async def _no_listener() -> asyncio.Server:
    raise NotImplementedError("the door listens, not websockets")


class _Upgraded(ServerConnection):
    """A WebSocket that came through the door."""

    # Beyond 30 attributes Python keeps a dictionary for every instance: a kilobyte more, and slower to send with.
    __slots__ = (
        "_early",
        "_late",
        "_peer",
        "_seat",
        "_secure",
        "_share",
        "_side_frames",
        "_unread",
        "_waits",
        "path",
        "route",
    )

    def __init__(self, server: WebSockets, route: Route, head: RequestHead, early: bytes, seat: Seat) -> None:
        deflate = None if route.compression is None else [route.compression]
        super().__init__(
            ServerProtocol(extensions=deflate, max_size=route.max_size, logger=_FRAMES_LOG),
            server,
            ping_interval=route.ping_interval,
            ping_timeout=route.ping_timeout,
            close_timeout=route.close_timeout,
            max_queue=route.max_queue,
            write_limit=route.write_limit,
        )
        self.route = route
        self.path = head.path
        self._peer, self._secure = head.peer, head.secure
        self._early = early
        self._seat = seat
        self._side_frames = Pace(SIDE_FRAMES_PER_SECOND, SIDE_FRAME_BURST)
        self._share = Pace(FRAMES_PER_SECOND, FRAME_BURST)
        self._late = b""
        """What was read beyond its share, until its turn."""
        self._waits = False
        """For its turn."""
        self._unread: asyncio.TimerHandle | None = None

    def head(self) -> RequestHead:
        """The head, made from what websockets keeps of it anyway: thousands are open and few are asked."""
        request = self.request
        assert request is not None
        path, _, query = request.path.partition("?")
        headers = tuple(request.headers.raw_items())
        return RequestHead(request.method, path, query, headers, self._peer, self._secure)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        self.recv_messages.resume = self._handler_is_back

    def open(self) -> None:
        """Starts the pings and takes what came behind the head: it can only be frames now."""
        self.start_keepalive()
        self.transport.resume_reading()
        if self._early:
            self.data_received(self._early)
            self._early = b""

    def data_received(self, data: bytes) -> None:
        """Takes what has come: at once within the socket's share, else in its turn, and no more before that."""
        if not self._late:
            # Little by little: the smallest frames are so many that a share is used up, or a line cut, before the rest.
            while data and not (self._share.owes or self._is_held()):
                self._take(data[:TURN_BYTES])
                data = data[TURN_BYTES:]
        if data and not self.transport.is_closing():
            self._late += data
            self.transport.pause_reading()
            self._wait()

    def read_on(self) -> bool:
        """It is its turn: takes a little of what waits; whether it waits for the next one."""
        if not self._is_held():
            data, self._late = self._late[:TURN_BYTES], self._late[TURN_BYTES:]
            self._take(data)
            if not self._late and not self._is_held():
                self.transport.resume_reading()
        self._waits = bool(self._late) and not self._is_held()
        return self._waits

    def _is_held(self) -> bool:
        """Whether nothing more is taken: its handler is behind, or it ends."""
        return self.recv_messages.paused or self.transport.is_closing()

    def _handler_is_back(self) -> None:
        """There is room for frames again: for those that were read first, or the rest would grow without end."""
        if self._late:
            self._wait()
        else:
            self.transport.resume_reading()

    def _wait(self) -> None:
        if not self._waits:
            self._waits = True
            cast(WebSockets, self.server).turns.wait(self)

    def eof_received(self) -> None:
        """No more comes: what waits is taken before that is acted on."""
        data, self._late = self._late, b""
        if data:
            self._take(data)
        super().eof_received()

    def _take(self, data: bytes) -> None:
        self._share.charge(len(data) / 1024)
        super().data_received(data)

    def process_event(self, event: Event) -> None:
        """Takes a frame; too many of those that only the websocket layer sees end the connection."""
        if isinstance(event, Frame) and _is_side(event) and not self._side_frames.take():
            self.transport.abort()
            return
        self._share.spend(1)
        if self.protocol.extensions and isinstance(event, Frame):
            # What a few bytes were inflated to is as much to look at as if it had been sent.
            self._share.charge(len(event.data) / 1024)
        super().process_event(event)

    def send_data(self) -> None:
        """Writes what is due at once, not frame by frame: the answers to a thousand pings are one piece, or none."""
        due = self.protocol.data_to_send()
        if self.transport.is_closing():
            return
        if data := b"".join(due):
            self.transport.write(data)
        if due and not due[-1]:  # It says so when nothing comes any more.
            if self.transport.can_write_eof():
                with contextlib.suppress(OSError):
                    self.transport.write_eof()
            else:
                self.transport.close()

    def pause_writing(self) -> None:
        """The client leaves too much unread: it has some seconds to read on, whatever we still have to say."""
        super().pause_writing()
        # A ping would wait behind all that, and its time would never begin.
        self._unread = self.loop.call_later(cast(WebSockets, self.server).unread_seconds, self.transport.abort)

    def resume_writing(self) -> None:
        """The client reads on."""
        super().resume_writing()
        self._read_on()

    def _read_on(self) -> None:
        if self._unread is not None:
            self._unread.cancel()
            self._unread = None

    def connection_lost(self, exc: Exception | None) -> None:
        self._read_on()
        try:
            super().connection_lost(exc)
        finally:
            for extension in self.protocol.extensions:
                if isinstance(extension, Deflate):
                    extension.end()
            self._seat.release()
            self._come_apart()

    def _come_apart(self) -> None:
        """Nothing here leads back to itself: what is over goes at once, and does not wait in memory, some kilobytes of
        it, until the collector next looks at everything. The handler still reads what came before the end."""
        self.recv_messages.resume = self.transport.resume_reading
        self.protocol.parser.close()
        if self.protocol.parser_exc is not None:
            self.protocol.parser_exc.__traceback__ = None
        let_go(self.transport)


def _is_side(frame: Frame) -> bool:
    return frame.opcode in (Opcode.PING, Opcode.PONG) or (frame.opcode is Opcode.CONT and not frame.fin)


def _in_our_words(connection: ServerConnection, request: Request, response: Response) -> Response | None:
    if response.status_code == HTTPStatus.SWITCHING_PROTOCOLS:
        return None
    connection.transport.resume_reading()
    refusal = connection.respond(HTTPStatus.BAD_REQUEST, t("door.handshake") + "\n")
    refusal.headers["Sec-WebSocket-Version"] = "13"
    return refusal
