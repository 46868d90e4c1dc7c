"""One test for every name of websockets and uvicorn that the door uses although it is not documented.

When an upgrade breaks one of these, read the library's new source, then change door_websockets.py, door_deflate.py or
door_pages.py.
"""

import asyncio
import inspect
import ssl
from asyncio.sslproto import SSLProtocol
from typing import Any

import h11
import pytest
from uvicorn.config import Config
from uvicorn.lifespan.on import LifespanOn
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.server import ServerState
from websockets.asyncio.connection import Connection
from websockets.asyncio.server import Server, ServerConnection
from websockets.asyncio.server import broadcast as broadcast_by_frame
from websockets.extensions.permessage_deflate import PerMessageDeflate
from websockets.frames import Frame, Opcode
from websockets.protocol import State
from websockets.server import ServerProtocol

from console.backend.door_websockets import TLS_BYTES, framed, let_go, read_less


def parameters(callable_: Any) -> list[str]:
    return list(inspect.signature(callable_).parameters)


class Wire(asyncio.Transport):
    """A transport that remembers what was written."""

    def __init__(self) -> None:
        super().__init__()
        self.written = b""
        self.closing = False

    def write(self, data: Any) -> None:
        self.written += bytes(data)

    def get_extra_info(self, name: str, default: Any = None) -> Any:
        return default

    def is_closing(self) -> bool:
        return self.closing

    def close(self) -> None:
        self.closing = True

    abort = close

    def can_write_eof(self) -> bool:
        return False

    def pause_reading(self) -> None: ...

    def resume_reading(self) -> None: ...

    def set_write_buffer_limits(self, high: int | None = None, low: int | None = None) -> None: ...


HANDSHAKE = (
    b"GET /v1/console HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
    b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
)


async def no_server() -> asyncio.Server:
    raise NotImplementedError


def connection(server: Server) -> ServerConnection:
    return ServerConnection(ServerProtocol(), server)


class TestAsyncio:
    async def test_how_much_a_transport_reads_at_once_can_be_said(self) -> None:
        sizes: list[int] = []

        class Reading(asyncio.Protocol):
            def connection_made(self, transport: asyncio.BaseTransport) -> None:
                assert hasattr(transport, "max_size")
                transport.max_size = 1_000

            def data_received(self, data: bytes) -> None:
                sizes.append(len(data))
                if sum(sizes) == 50_000:
                    done.set()

        done = asyncio.Event()
        server = await asyncio.get_running_loop().create_server(Reading, "127.0.0.1", 0)
        async with server:
            _, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
            writer.write(b"x" * 50_000)
            await asyncio.wait_for(done.wait(), 10)
            writer.close()
        assert max(sizes) <= 1_000

    async def test_how_much_a_tls_connection_keeps_for_reading_can_be_said(self) -> None:
        loop = asyncio.get_running_loop()
        tls = SSLProtocol(loop, asyncio.Protocol(), ssl.create_default_context(), loop.create_future())
        assert len(tls.get_buffer(-1)) > TLS_BYTES
        read_less(tls._get_app_transport())  # type: ignore[attr-defined]
        for hint in (-1, 1, 10**6):
            assert len(tls.get_buffer(hint)) == TLS_BYTES
        read_less(asyncio.Transport())

    async def test_a_transport_that_is_lost_reads_no_more_and_holds_only_a_method_of_its_own(self) -> None:
        lost = asyncio.Event()

        class Gone(asyncio.Protocol):
            def connection_made(self, transport: asyncio.BaseTransport) -> None:
                self.transport = transport

            def connection_lost(self, exc: Exception | None) -> None:
                assert getattr(self.transport, "_read_ready_cb").__self__ is self.transport  # noqa: B009
                let_go(self.transport)  # type: ignore[arg-type]
                assert getattr(self.transport, "_read_ready_cb") is None  # noqa: B009
                lost.set()

        server = await asyncio.get_running_loop().create_server(Gone, "127.0.0.1", 0)
        async with server:
            _, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
            writer.close()
            await asyncio.wait_for(lost.wait(), 10)
        let_go(asyncio.Transport())


class TestWebsockets:
    def test_what_a_broadcast_looks_at(self) -> None:
        looked_at = inspect.getsource(broadcast_by_frame)
        for name in ("connection.protocol.state", "connection.send_in_progress", "connection.protocol", "send_data"):
            assert name in looked_at

    def test_what_a_compressor_is_kept_in(self) -> None:
        looked_at = inspect.getsource(PerMessageDeflate.encode)
        assert "self.encoder.compress(" in looked_at
        assert "if self.local_no_context_takeover:" in looked_at
        assert not hasattr(PerMessageDeflate(False, True, 12, 12), "encoder")

    @pytest.mark.parametrize("size", [0, 1, 125, 126, 65_535, 65_536, 70_000])
    def test_our_frame_is_theirs(self, size: int) -> None:
        data = b"x" * size
        assert framed(data) == Frame(Opcode.TEXT, data).serialize(mask=False)

    async def test_what_a_connection_that_is_over_holds_of_itself(self) -> None:
        async def handler(connection: ServerConnection) -> None: ...

        made = connection(Server(no_server, handler))
        made.connection_made(wire := Wire())
        assert made.recv_messages.resume == wire.resume_reading
        made.data_received(HANDSHAKE)
        made.connection_lost(None)
        assert inspect.isgenerator(made.protocol.parser)
        made.protocol.parser.close()
        assert isinstance(made.protocol.parser_exc, EOFError)
        made.protocol.receive_eof()

    def test_server_connection_has_these_to_override(self) -> None:
        assert parameters(ServerConnection.process_event) == ["self", "event"]
        assert parameters(Connection.send_data) == ["self"]
        assert parameters(ServerConnection.data_received) == ["self", "data"]
        assert parameters(Connection.eof_received) == ["self"]
        assert parameters(Connection.pause_writing) == parameters(Connection.resume_writing) == ["self"]

    def test_server_connection_takes_a_protocol_a_server_and_these_options(self) -> None:
        taken = parameters(ServerConnection.__init__)
        assert taken[:3] == ["self", "protocol", "server"]
        assert {"ping_interval", "ping_timeout", "close_timeout", "max_queue", "write_limit"} == set(taken[3:])

    def test_handshake_takes_process_response_and_server_header(self) -> None:
        assert {"process_response", "server_header"} <= set(parameters(ServerConnection.handshake))
        assert inspect.iscoroutinefunction(ServerConnection.handshake)

    def test_start_keepalive(self) -> None:
        assert parameters(Connection.start_keepalive) == ["self"]

    def test_server_takes_create_server_handler_and_logger(self) -> None:
        assert parameters(Server.__init__) == ["self", "create_server", "handler", "logger"]

    def test_is_serving_is_what_a_handshake_asks_its_server(self) -> None:
        assert parameters(Server.is_serving) == ["self"]
        assert "self.server.is_serving()" in inspect.getsource(ServerConnection.handshake)

    async def test_connection_made_runs_the_servers_handler_and_registers_its_task(self) -> None:
        ran: list[ServerConnection] = []

        async def handler(made: ServerConnection) -> None:
            ran.append(made)

        server = Server(no_server, handler)
        made = connection(server)
        wire = Wire()
        made.connection_made(wire)
        (task,) = server.handler_tasks
        await task
        assert ran == [made]
        assert made.transport is wire
        assert made.recv_messages.paused is False

    async def test_what_is_called_when_there_is_room_for_frames_again_can_be_set(self) -> None:
        back: list[str] = []

        async def handler(made: ServerConnection) -> None:
            """Takes nothing."""

        made = connection(Server(no_server, handler))
        made.connection_made(Wire())
        made.recv_messages.resume = lambda: back.append("room")
        while not made.recv_messages.paused:
            made.recv_messages.put(Frame(Opcode.TEXT, b"x"))
        while made.recv_messages.paused:
            assert not back
            await made.recv_messages.get()
        assert back == ["room"]

    async def test_data_received_feeds_the_handshake_and_protocol_state_tells_its_end(self) -> None:
        opened = asyncio.Event()

        async def handler(made: ServerConnection) -> None:
            before = made.protocol.state
            await made.handshake(server_header=None)
            assert (before, made.protocol.state) == (State.CONNECTING, State.OPEN)
            opened.set()

        class Always(Server):
            def is_serving(self) -> bool:
                return True

        made = connection(Always(no_server, handler))
        wire = Wire()
        made.connection_made(wire)
        made.data_received(HANDSHAKE)
        await asyncio.wait_for(opened.wait(), 5)
        assert wire.written.startswith(b"HTTP/1.1 101 ")

    async def test_connection_lost_ends_the_connection(self) -> None:
        async def handler(made: ServerConnection) -> None:
            await made.wait_closed()

        server = Server(no_server, handler)
        made = connection(server)
        made.connection_made(Wire())
        (task,) = server.handler_tasks
        made.connection_lost(None)
        await asyncio.wait_for(task, 5)
        assert made.protocol.state is State.CLOSED

    async def test_why_early_bytes_are_held_back(self) -> None:
        """If this fails, websockets no longer answers frames before the handshake, and the door may hand all over."""

        async def handler(made: ServerConnection) -> None:
            await asyncio.Event().wait()

        server = Server(no_server, handler)
        made = connection(server)
        wire = Wire()
        made.connection_made(wire)
        made.data_received(HANDSHAKE + b"\x89\x80\x00\x00\x00\x00")
        assert wire.written == b"\x8a\x00"
        for task in server.handler_tasks:
            task.cancel()
        made.connection_lost(None)


async def page(scope: Any, receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 204, "headers": []})
    await send({"type": "http.response.body", "body": b""})


def config() -> Config:
    made = Config(page, interface="asgi3", http=H11Protocol, ws="none", log_config=None, proxy_headers=False)
    made.load()
    return made


class TestUvicorn:
    def test_config_takes_these_options(self) -> None:
        used = {"interface", "http", "ws", "lifespan", "log_config", "access_log", "server_header", "date_header"}
        used |= {"proxy_headers", "timeout_keep_alive", "h11_max_incomplete_event_size"}
        assert used <= set(parameters(Config))

    def test_config_load_finds_the_lifespan_class(self) -> None:
        assert config().lifespan_class is LifespanOn

    async def test_lifespan_has_startup_shutdown_state_and_should_exit(self) -> None:
        lifespan = LifespanOn(config())
        assert lifespan.state == {}
        assert lifespan.should_exit is False
        assert inspect.iscoroutinefunction(lifespan.startup)
        assert inspect.iscoroutinefunction(lifespan.shutdown)

    def test_server_state_has_connections_and_tasks(self) -> None:
        state = ServerState()
        assert state.connections == set()
        assert state.tasks == set()

    def test_protocol_takes_config_server_state_and_app_state(self) -> None:
        assert parameters(H11Protocol.__init__)[:4] == ["self", "config", "server_state", "app_state"]

    async def test_connection_made_and_data_received_serve_a_page_and_register(self) -> None:
        state = ServerState()
        protocol = H11Protocol(config(), state, {})
        wire = Wire()
        protocol.connection_made(wire)
        assert protocol.transport is wire
        assert state.connections == {protocol}
        protocol.data_received(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        await asyncio.wait_for(asyncio.gather(*state.tasks), 5)
        assert wire.written.startswith(b"HTTP/1.1 204 ")
        protocol.connection_lost(None)
        assert state.connections == set()

    async def test_conn_tells_how_far_a_request_is(self) -> None:
        protocol = H11Protocol(config(), ServerState(), {})
        assert isinstance(protocol.conn, h11.Connection)
        protocol.connection_made(Wire())
        protocol.data_received(b"GET / HT")
        assert protocol.conn.their_state is h11.IDLE
        assert protocol.conn.trailing_data == (b"GET / HT", False)
        protocol.connection_lost(None)

    async def test_flow_tells_whether_the_app_reads(self) -> None:
        protocol = H11Protocol(config(), ServerState(), {})
        protocol.connection_made(Wire())
        assert protocol.flow.read_paused is False
        assert protocol.loop is asyncio.get_running_loop()
        protocol.connection_lost(None)

    async def test_on_response_complete_is_called_after_a_response(self) -> None:
        called: list[bool] = []

        class Watched(H11Protocol):
            def on_response_complete(self) -> None:
                called.append(True)
                super().on_response_complete()

        state = ServerState()
        protocol = Watched(config(), state, {})
        protocol.connection_made(Wire())
        protocol.data_received(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        await asyncio.wait_for(asyncio.gather(*state.tasks), 5)
        assert called == [True]
        protocol.connection_lost(None)

    async def test_shutdown_closes_an_idle_connection(self) -> None:
        protocol = H11Protocol(config(), ServerState(), {})
        wire = Wire()
        protocol.connection_made(wire)
        protocol.shutdown()
        assert wire.closing

    async def test_unsupported_upgrade_warning_is_where_uvicorn_warns(self, caplog: pytest.LogCaptureFixture) -> None:
        called: list[bool] = []

        class Quiet(H11Protocol):
            def _unsupported_upgrade_warning(self) -> None:
                called.append(True)

        state = ServerState()
        protocol = Quiet(config(), state, {})
        protocol.connection_made(Wire())
        protocol.data_received(HANDSHAKE)
        await asyncio.wait_for(asyncio.gather(*state.tasks), 5)
        assert called == [True]
        assert "upgrade" not in caplog.text.lower()
        protocol.connection_lost(None)
