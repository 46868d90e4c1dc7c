"""Hands a socket to uvicorn's h11 protocol once the door has read its head, and runs the lifespan of the ASGI app.

The only module that uses names of uvicorn which are not documented: tests/backend/test_door_names.py has one test for
each, to be read when an upgrade of uvicorn breaks them.
"""

import asyncio
from email.utils import formatdate
from http import HTTPStatus
from typing import Any

import h11
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from uvicorn.config import Config
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.server import ServerState

from console.backend.door_admission import DoorLimits, Seat, TrustedProxies, home
from console.backend.door_head import ReadHead
from console.backend.door_websockets import let_go
from console.backend.pace import Clock, OfEach, Pace
from console.core.text.messages import t
from console.errors import WarmlineError


class Pages:
    """The ASGI app and every connection that it serves."""

    def __init__(
        self,
        app: ASGIApp,
        websocket_paths: frozenset[str],
        proxies: TrustedProxies,
        limits: DoorLimits,
        clock: Clock,
    ) -> None:
        paces = OfEach(lambda: Pace(limits.requests_per_second, limits.request_burst, clock))
        self._limits = limits
        self._state = ServerState()
        self._config = Config(
            _Front(app, websocket_paths, proxies, paces),
            interface="asgi3",
            http=_PageConnection,
            ws="none",
            lifespan="auto",
            log_config=None,
            access_log=False,
            server_header=False,
            date_header=False,
            proxy_headers=False,
            timeout_keep_alive=limits.keep_alive_seconds,  # type: ignore[arg-type]  # It only goes to call_later.
            h11_max_incomplete_event_size=limits.head_bytes,
        )

    @property
    def tasks(self) -> set[asyncio.Task[None]]:
        """Requests that the app still works on."""
        return self._state.tasks

    async def start(self) -> None:
        """Starts the lifespan of the app; an app that knows none is served without.

        Raises:
            WarmlineError: when the app says that it cannot start.
        """
        self._config.load()
        self._lifespan = self._config.lifespan_class(self._config)
        await self._lifespan.startup()
        if self._lifespan.should_exit:
            raise WarmlineError(t("door.app_failed"), code="app_failed")

    async def stop(self) -> None:
        """Ends the lifespan of the app."""
        await self._lifespan.shutdown()

    def take(self, transport: asyncio.Transport, read: ReadHead, seat: Seat) -> None:
        """Serves pages on `transport`, the first request being in `read`."""
        connection = _PageConnection(self._config, self._state, self._lifespan.state, seat, self._limits)
        transport.set_protocol(connection)
        connection.connection_made(transport)
        connection.data_received(read.raw)

    def finish(self) -> None:
        """Closes the idle connections now, and the others after the response that is under way."""
        for connection in list(self._state.connections):
            if not connection.transport.is_closing():
                connection.shutdown()


class _PageConnection(H11Protocol):
    """A connection for pages. Adds to uvicorn's what it has for the first head only here: a limit of time for all."""

    def __init__(
        self, config: Config, state: ServerState, app_state: dict[str, Any], seat: Seat, limits: DoorLimits
    ) -> None:
        super().__init__(config, state, app_state)
        self._seat = seat
        self._limits = limits
        self._waits_for: object = None
        self._waits_since = 0.0
        self._timer: asyncio.TimerHandle | None = None

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self._watch(arrived=True)

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self._watch(arrived=False)

    def connection_lost(self, exc: Exception | None) -> None:
        try:
            super().connection_lost(exc)
        finally:
            self._watch(arrived=False)
            self._seat.release()
            let_go(self.transport)

    def _unsupported_upgrade_warning(self) -> None:
        """Anybody may ask for any upgrade: no news, and not the missing library that uvicorn would warn of."""

    def _watch(self, *, arrived: bool) -> None:
        waits_for: object = None
        if not self.transport.is_closing():
            if self.conn.their_state is h11.SEND_BODY:
                waits_for = h11.SEND_BODY
            elif self.conn.their_state is h11.IDLE and self.conn.trailing_data[0]:
                waits_for = h11.IDLE
        # The next bytes of a body start its time anew, within the time for all of it; a head has one time.
        if waits_for is self._waits_for and not (arrived and waits_for is h11.SEND_BODY):
            return
        if waits_for is not self._waits_for:
            self._waits_since = self.loop.time()
        self._waits_for = waits_for
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if waits_for is not None:
            self._start_timer()

    def _start_timer(self) -> None:
        if self._waits_for is h11.IDLE:
            at = self._waits_since + self._limits.head_seconds
        else:
            at = min(self.loop.time() + self._limits.body_idle_seconds, self._waits_since + self._limits.body_seconds)
        self._timer = self.loop.call_at(at, self._cut)

    def _cut(self) -> None:
        if self._waits_for is h11.SEND_BODY and self.flow.read_paused:
            # It is the app that does not read on.
            self._waits_since = self.loop.time()
            self._start_timer()
        else:
            self.transport.abort()


class _Front:
    """What every request for a page passes first: dates, trusted proxies, its pace, and paths that are no pages."""

    def __init__(
        self, app: ASGIApp, websocket_paths: frozenset[str], proxies: TrustedProxies, paces: OfEach[Pace]
    ) -> None:
        self._app = app
        self._websocket_paths = websocket_paths
        self._proxies = proxies
        self._paces = paces

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def dated(message: Message) -> None:
            if message["type"] == "http.response.start":
                date = (b"date", formatdate(usegmt=True).encode())
                message = {**message, "headers": [date, *message.get("headers", ())]}
            await send(message)

        client = scope.get("client")
        if client is not None and client[0] in self._proxies:
            forwarded = [v.decode("latin-1") for k, v in scope["headers"] if k == b"x-forwarded-for"]
            protocols = [v.decode("latin-1") for k, v in scope["headers"] if k == b"x-forwarded-proto"]
            scope["client"] = (self._proxies.client(client[0], forwarded), 0)
            if self._proxies.secure(client[0], protocols):
                scope["scheme"] = "https"
        client = scope.get("client")
        if client is not None and not self._paces.of(home(client[0])).take():
            await _plain(dated, HTTPStatus.SERVICE_UNAVAILABLE, t("door.busy", seconds=1), (b"retry-after", b"1"))
            return
        if scope["path"] in self._websocket_paths:
            await _plain(dated, HTTPStatus.UPGRADE_REQUIRED, t("door.upgrade"), (b"upgrade", b"websocket"))
            return
        await self._app(scope, receive, dated)


async def _plain(send: Send, status: HTTPStatus, sentence: str, header: tuple[bytes, bytes]) -> None:
    body = (sentence + "\n").encode()
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", str(len(body)).encode()),
        header,
        (b"connection", b"close"),
    ]
    await send({"type": "http.response.start", "status": int(status), "headers": headers})
    await send({"type": "http.response.body", "body": body})
