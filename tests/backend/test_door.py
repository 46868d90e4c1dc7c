"""The door with real sockets on loopback: routing, refusals, admission, hostile heads, TLS, closing."""

import asyncio
import contextlib
import datetime
import gc
import ipaddress
import json
import socket
import ssl
import weakref
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import httpx
import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.extensions.permessage_deflate import PerMessageDeflate

from console.backend.door import (
    Door,
    DoorLimits,
    Listening,
    Refusal,
    RequestHead,
    Route,
    buffered,
    compress,
    request_head,
)
from console.backend.door_deflate import Compression
from console.core.text.messages import t
from console.errors import ConfigError, WarmlineError

CONSOLE = "/v1/console"
PATIENCE = 10.0
KEY = "dGhlIHNhbXBsZSBub25jZQ=="


def upgrade(path: str = CONSOLE, *more: str, key: str = KEY, method: str = "GET") -> bytes:
    lines = [
        f"{method} {path} HTTP/1.1",
        "Host: desk.example",
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        f"Sec-WebSocket-Key: {key}",
        *more,
    ]
    return "\r\n".join([*lines, "", ""]).encode()


def frame(text: str) -> bytes:
    """A masked text frame (the mask is zero)."""
    return bytes([0x81, 0x80 | len(text), 0, 0, 0, 0]) + text.encode()


async def app(scope: Any, receive: Any, send: Any) -> None:
    """A page that says what it was asked."""
    if scope["type"] == "lifespan":
        while True:
            message = await receive()
            await send({"type": f"{message['type']}.complete"})
            if message["type"] == "lifespan.shutdown":
                return
    body = b""
    while True:
        message = await receive()
        body += message.get("body", b"")
        if not message.get("more_body"):
            break
    said = {"path": scope["path"], "client": scope["client"][0], "scheme": scope["scheme"], "body": body.decode()}
    answer = json.dumps(said).encode()
    headers = [(b"content-length", str(len(answer)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": answer})


async def echo(connection: Any) -> None:
    async for message in connection:
        await connection.send(message)


@contextlib.asynccontextmanager
async def opened(
    limits: DoorLimits | None = None,
    *,
    routes: dict[str, Route] | None = None,
    pages: Any = app,
    tls: ssl.SSLContext | None = None,
    host: str = "127.0.0.1",
    **options: Any,
) -> AsyncIterator[tuple[Door, Listening]]:
    door = Door({CONSOLE: Route(handler=echo)} if routes is None else routes, pages, limits, **options)
    at = await door.start(host, 0, tls)
    try:
        yield door, at
    finally:
        await asyncio.wait_for(door.close(grace=0.5), PATIENCE)


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not true():  # noqa: ASYNC110 (conditions of sockets, nobody sets an event for them)
            await asyncio.sleep(0.001)


async def said(at: Listening, data: bytes, *, half_close: bool = False) -> str:
    """What the door answers to these bytes, until it closes."""
    reader, writer = await asyncio.open_connection(at.host, at.port)
    try:
        writer.write(data)
        if half_close:
            writer.write_eof()
        return (await asyncio.wait_for(reader.read(), PATIENCE)).decode(errors="replace")
    finally:
        writer.close()


def sentence(message: str, **params: object) -> str:
    return t(f"door.{message}", **params) + "\n"


class TestRouting:
    async def test_a_websocket_and_a_page_share_the_port(self) -> None:
        async with (
            opened() as (_, at),
            httpx.AsyncClient(base_url=at.url()) as http,
            connect(at.url("ws") + CONSOLE + "?lang=de") as websocket,
        ):
            await websocket.send("hello")
            assert await websocket.recv() == "hello"
            page = await http.post("/login?a=b", content="secret")
            assert page.json() == {"path": "/login", "client": "127.0.0.1", "scheme": "http", "body": "secret"}
            assert "GMT" in page.headers["date"]
            assert "server" not in page.headers

    async def test_each_path_has_its_own_handler_and_limits(self) -> None:
        async def shout(connection: Any) -> None:
            async for message in connection:
                await connection.send(message.upper())

        routes = {"/v1/console": Route(handler=echo), "/v1/customer": Route(handler=shout, max_size=10)}
        async with opened(routes=routes) as (_, at):
            async with connect(at.url("ws") + "/v1/customer") as customer:
                await customer.send("help")
                assert await customer.recv() == "HELP"
                await customer.send("x" * 11)
                with pytest.raises(ConnectionClosed) as closed:
                    await customer.recv()
                assert closed.value.rcvd is not None
                assert closed.value.rcvd.code == 1009
            async with connect(at.url("ws") + "/v1/console") as desk:
                await desk.send("x" * 11)
                assert await desk.recv() == "x" * 11

    async def test_the_handler_knows_the_head(self) -> None:
        seen: list[RequestHead] = []

        async def handler(connection: Any) -> None:
            seen.append(request_head(connection))

        async with (
            opened(routes={CONSOLE: Route(handler=handler)}) as (_, at),
            connect(at.url("ws") + CONSOLE + "?v=1", additional_headers={"X-Desk": "7"}) as websocket,
        ):
            await websocket.wait_closed()
        assert (seen[0].method, seen[0].path, seen[0].query, seen[0].peer) == ("GET", CONSOLE, "v=1", "127.0.0.1")
        assert seen[0].header("x-desk") == "7"
        assert not seen[0].secure

    async def test_what_a_check_sees_is_what_the_handler_sees(self) -> None:
        seen: list[RequestHead] = []

        def check(head: RequestHead) -> Refusal | None:
            seen.append(head)
            return None

        async def handler(connection: Any) -> None:
            seen.append(request_head(connection))

        async with opened(routes={CONSOLE: Route(handler=handler, check=check)}) as (_, at):
            head = upgrade(CONSOLE + "?a=%20?b", "X-Two: 1", "x-tWO: 2", "X-Latin: \xe9")
            assert "101" in await said(at, head.decode().encode("latin-1"), half_close=True)
        assert seen[0] == seen[1]
        assert seen[0].values("x-two") == ("1", "2")
        assert seen[0].header("X-Latin") == "\xe9"

    async def test_small_events_are_not_held_back(self) -> None:
        delays: list[int] = []

        async def handler(connection: Any) -> None:
            sock = connection.transport.get_extra_info("socket")
            delays.append(sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))

        async with opened(routes={CONSOLE: Route(handler=handler)}) as (_, at), connect(at.url("ws") + CONSOLE) as ws:
            await ws.wait_closed()
        assert delays[0]

    async def test_an_upgrade_elsewhere_is_a_page(self, caplog: pytest.LogCaptureFixture) -> None:
        async with opened() as (_, at):
            with pytest.raises(InvalidStatus) as refused:
                await connect(at.url("ws") + "/v1/other")
            assert refused.value.response.status_code == 200
        assert "pip install" not in caplog.text

    async def test_compression_only_where_the_route_allows_it(self) -> None:
        async def signs_in(connection: Any) -> None:
            assert compress(connection)
            await echo(connection)

        routes = {"/plain": Route(handler=echo), "/slow": Route(handler=signs_in, compression=Compression(1))}
        async with (
            opened(routes=routes) as (_, at),
            connect(at.url("ws") + "/plain") as plain,
            connect(at.url("ws") + "/slow") as slow,
        ):
            assert plain.protocol.extensions == []
            assert isinstance(slow.protocol.extensions[0], PerMessageDeflate)
            await slow.send("a" * 10_000)
            assert await slow.recv() == "a" * 10_000

    async def test_a_client_that_answers_no_ping_is_cut(self) -> None:
        routes = {CONSOLE: Route(handler=echo, ping_interval=0.02, ping_timeout=0.02, close_timeout=0.02)}
        async with opened(routes=routes) as (door, at):
            answer = await asyncio.open_connection(at.host, at.port)
            answer[1].write(upgrade())
            read = await asyncio.wait_for(answer[0].read(), PATIENCE)
            assert b"\r\n\r\n\x89\x04" in read
            await until(lambda: door.open_sockets == 0)
            answer[1].close()

    async def test_a_failing_handler_closes_with_1011_and_the_door_lives_on(
        self, caplog: pytest.LogCaptureFixture
    ) -> None:
        async def broken(connection: Any) -> None:
            await connection.recv()
            raise RuntimeError("boom")

        async with opened(routes={CONSOLE: Route(handler=broken)}) as (_, at):
            for _ in range(2):
                async with connect(at.url("ws") + CONSOLE) as websocket:
                    await websocket.send("x")
                    with pytest.raises(ConnectionClosed):
                        await websocket.recv()
                    assert websocket.close_code == 1011
        assert "boom" in caplog.text


class TestUpgradeRefused:
    @pytest.mark.parametrize("method", ["GET", "POST", "HEAD"])
    async def test_a_page_request_to_a_websocket_path_is_426(self, method: str) -> None:
        async with opened() as (_, at), httpx.AsyncClient(base_url=at.url()) as http:
            for path in (CONSOLE, "/v1/%63onsole", CONSOLE + "?x=1"):
                await http.get("/keep-alive")
                answer = await http.request(method, path)
                assert answer.status_code == 426
                assert answer.headers["upgrade"] == "websocket"
                assert method == "HEAD" or answer.text == sentence("upgrade")

    async def test_a_late_upgrade_on_a_keep_alive_connection_is_426(self) -> None:
        first = b"GET / HTTP/1.1\r\nHost: a\r\n\r\n"
        async with opened() as (_, at):
            answer = await said(at, first + upgrade())
            assert answer.count("HTTP/1.1 200") == 1
            assert "HTTP/1.1 426" in answer
            assert "101 Switching" not in answer

    async def test_check_sees_the_head_and_its_refusal_is_the_answer(self) -> None:
        def no_browsers(head: RequestHead) -> Refusal | None:
            return Refusal(403, "No browsers here.") if head.header("Origin") is not None else None

        served: list[str] = []

        async def handler(connection: Any) -> None:
            served.append(request_head(connection).peer)

        async with opened(routes={CONSOLE: Route(handler=handler, check=no_browsers)}) as (door, at):
            answer = await said(at, upgrade(CONSOLE, "Origin: https://evil.example"))
            assert answer.startswith("HTTP/1.1 403 Forbidden\r\n")
            assert answer.endswith("\r\n\r\nNo browsers here.\n")
            assert served == []
            assert door.refused[403] == 1
            async with connect(at.url("ws") + CONSOLE) as websocket:
                await websocket.wait_closed()
            assert served == ["127.0.0.1"]

    async def test_two_origins_never_pass_for_one(self) -> None:
        def exact(head: RequestHead) -> Refusal | None:
            return None if head.header("origin") == "https://shop.example" else Refusal(403, "Not from there.")

        async with opened(routes={CONSOLE: Route(handler=echo, check=exact)}) as (_, at):
            both = upgrade(CONSOLE, "Origin: https://shop.example", "Origin: https://evil.example")
            assert "403 Forbidden" in await said(at, both)
            async with connect(at.url("ws") + CONSOLE, origin="https://shop.example"):  # type: ignore[arg-type]
                pass

    async def test_a_refusal_can_name_a_time(self) -> None:
        later = Route(handler=echo, check=lambda head: Refusal(503, "Later.", retry_after=7))
        async with opened(routes={CONSOLE: later}) as (_, at):
            assert "\r\nretry-after: 7\r\n" in await said(at, upgrade())

    async def test_a_failing_check_lets_nobody_in(self, caplog: pytest.LogCaptureFixture) -> None:
        def broken(head: RequestHead) -> Refusal | None:
            raise RuntimeError("boom")

        async with opened(routes={CONSOLE: Route(handler=echo, check=broken)}) as (_, at):
            assert "500 Internal Server Error" in await said(at, upgrade())
        assert "boom" in caplog.text

    @pytest.mark.parametrize("key", ["", "short", "!!!!", KEY + "\r\nSec-WebSocket-Key: " + KEY])
    async def test_a_wrong_handshake_is_400_at_once_in_our_words(self, key: str) -> None:
        async with opened() as (door, at):
            answer = await said(at, upgrade(key=key))
            assert answer.startswith("HTTP/1.1 400 ")
            assert answer.endswith(sentence("handshake"))
            await until(lambda: door.open_sockets == 0)

    async def test_no_connection_is_held_by_a_wrong_handshake_of_a_client_that_is_gone(self) -> None:
        routes = {CONSOLE: Route(handler=echo, close_timeout=60)}
        async with opened(DoorLimits(head_seconds=60), routes=routes) as (door, at):
            reader, writer = await asyncio.open_connection(at.host, at.port)
            writer.write(upgrade(key="short"))
            await reader.readuntil(b"\r\n\r\n")
            writer.transport.abort()
            await until(lambda: door.open_sockets == 0)


class TestHostileHeads:
    async def test_tls_on_the_plain_port(self) -> None:
        hello = ssl.MemoryBIO()
        client = ssl.create_default_context().wrap_bio(ssl.MemoryBIO(), hello, server_hostname="localhost")
        with pytest.raises(ssl.SSLWantReadError):
            client.do_handshake()
        async with opened() as (door, at):
            answer = await said(at, hello.read())
            assert answer.startswith("HTTP/1.1 400 Bad Request\r\n")
            assert answer.endswith(sentence("tls_here"))
            await until(lambda: door.open_sockets == 0)

    @pytest.mark.parametrize(
        "garbage",
        [
            b"\x00",
            b"\xff\xfe\xfd",
            b"\r\n\r\n",
            b" GET / HTTP/1.1\r\n",
            b"SSH-2.0-OpenSSH_9.6\r\n",
            b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
            b"GET /\r\n",
            b"GET  / HTTP/1.1\r\n",
            b"GET / HTTP/1.1 \r\n",
            b"GET /v1/\xc3\xa9 HTTP/1.1\r\n",
            b"GET / HTTP/1.1\r\n\r\n",
            b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
            b"GET / HTTP/1.1\r\nHost : a\r\n\r\n",
            b"GET / HTTP/1.1\r\nHost: a\r\nX: \x01\r\n\r\n",
            b"GET / HTTP/1.1\r\nHost: a\r\nX: \x00\r\n\r\n",
            b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
            b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
            b"GET / HTTP/1.1\r\nHost: a\r\nno colon\r\n\r\n",
        ],
    )
    async def test_what_is_not_http_gets_400_and_a_close(self, garbage: bytes) -> None:
        async with opened() as (door, at):
            answer = await said(at, garbage)
            assert answer.startswith("HTTP/1.1 400 Bad Request\r\n")
            assert answer.endswith(sentence("not_http"))
            await until(lambda: door.open_sockets == 0)

    @pytest.mark.parametrize(
        "big",
        [
            upgrade(CONSOLE, *(f"X-{n}: {'v' * 1_000}" for n in range(20))),
            upgrade(CONSOLE, "X: " + "v" * 9_000),
            upgrade(CONSOLE + "?" + "q" * 9_000),
            upgrade(CONSOLE, *(f"X-{n}: v" for n in range(120))),
            b"GET / HTTP/1.1\r\nHost: a\r\n" + b"X: y\r\n" * 10_000,
            b"GET /" + b"a" * 200_000,
            b"A" * 200_000,
        ],
        ids=["bytes", "line", "target", "lines", "endless", "endless target", "endless method"],
    )
    async def test_too_large_a_head_is_431_and_the_client_can_read_it(self, big: bytes) -> None:
        async with opened() as (door, at):
            answer = await said(at, big)
            assert answer.startswith("HTTP/1.1 431 Request Header Fields Too Large\r\n")
            assert "16384" in answer
            assert door.refused[431] == 1

    async def test_a_head_just_below_the_limit_passes(self) -> None:
        async with opened() as (_, at):
            fits = upgrade(CONSOLE, "X-1: " + "v" * 8_000, "X-2: " + "v" * 8_000)
            assert 16_000 < len(fits) < 16_384
            reader, writer = await asyncio.open_connection(at.host, at.port)
            writer.write(fits)
            assert (await reader.readuntil(b"\r\n\r\n")).startswith(b"HTTP/1.1 101 ")
            writer.close()

    @pytest.mark.parametrize("head", [upgrade(), b"GET /page HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"])
    async def test_a_head_may_come_byte_by_byte(self, head: bytes) -> None:
        async with opened() as (_, at):
            reader, writer = await asyncio.open_connection(at.host, at.port)
            for byte in head:
                writer.write(bytes([byte]))
                await writer.drain()
                await asyncio.sleep(0)
            assert (await reader.readuntil(b"\r\n"))[9:12] in {b"101", b"200"}
            writer.close()

    async def test_a_silent_socket_is_cut(self) -> None:
        async with opened(DoorLimits(head_seconds=0.05)) as (door, at):
            assert await said(at, b"") == ""
            await until(lambda: door.open_sockets == 0)

    async def test_a_half_sent_head_is_cut_with_a_sentence_however_it_dribbles(self) -> None:
        async with opened(DoorLimits(head_seconds=0.1, linger_seconds=0.05)) as (door, at):
            reader, writer = await asyncio.open_connection(at.host, at.port)
            writer.write(b"GET / HTTP/1.1\r\nHost: a\r\n")
            answer = asyncio.create_task(reader.read())
            while not answer.done():
                writer.write(b"X: y\r\n")
                await asyncio.wait([answer], timeout=0.01)
            assert answer.result().startswith(b"HTTP/1.1 408 ")
            assert answer.result().endswith(sentence("head_too_slow", seconds="0.1").encode())
            await until(lambda: door.open_sockets == 0)
            writer.close()

    async def test_five_seconds_is_the_deadline_when_nothing_else_is_said(self) -> None:
        assert DoorLimits().head_seconds == 5.0
        assert DoorLimits().head_bytes == 16 * 1024

    async def test_a_later_head_on_the_same_connection_is_cut_too(self) -> None:
        async with opened(DoorLimits(head_seconds=0.05, keep_alive_seconds=60)) as (door, at):
            reader, writer = await asyncio.open_connection(at.host, at.port)
            writer.write(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            await reader.readuntil(b"}")
            writer.write(b"GET / HTTP/1.1\r\nHo")
            with contextlib.suppress(ConnectionError):
                assert await asyncio.wait_for(reader.read(), PATIENCE) == b""
            await until(lambda: door.open_sockets == 0)
            writer.close()

    async def test_half_a_head_behind_a_whole_request_is_cut_too(self) -> None:
        async with opened(DoorLimits(head_seconds=0.05, keep_alive_seconds=60)) as (door, at):
            reader, writer = await asyncio.open_connection(at.host, at.port)
            writer.write(b"GET / HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nHo")
            await reader.readuntil(b"}")
            with contextlib.suppress(ConnectionError):
                assert await asyncio.wait_for(reader.read(), PATIENCE) == b""
            await until(lambda: door.open_sockets == 0)
            writer.close()

    async def test_a_body_that_comes_slowly_but_comes_is_served(self) -> None:
        async with opened(DoorLimits(head_seconds=0.05, body_idle_seconds=1)) as (_, at):
            reader, writer = await asyncio.open_connection(at.host, at.port)
            writer.write(b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 20\r\nConnection: close\r\n\r\n")
            for _ in range(20):
                writer.write(b"x")
                await asyncio.sleep(0.005)
            assert b'"body": "xxxxxxxxxxxxxxxxxxxx"' in await reader.read()
            writer.close()

    async def test_a_body_that_stops_coming_is_cut(self) -> None:
        async with opened(DoorLimits(body_idle_seconds=0.05)) as (door, at):
            reader, writer = await asyncio.open_connection(at.host, at.port)
            writer.write(b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc")
            with contextlib.suppress(ConnectionError):
                assert await asyncio.wait_for(reader.read(), PATIENCE) == b""
            await until(lambda: door.open_sockets == 0)
            writer.close()

    async def test_a_refused_client_that_never_stops_sending_is_cut(self) -> None:
        async with opened(DoorLimits(linger_seconds=0.05)) as (door, at):
            _, writer = await asyncio.open_connection(at.host, at.port)
            writer.write(b"\x00")
            await until(lambda: door.refused[400] == 1)
            async with asyncio.timeout(PATIENCE):
                with contextlib.suppress(ConnectionError):
                    while door.open_sockets:
                        writer.write(b"x" * 1000)
                        await writer.drain()
                        await asyncio.sleep(0.001)
            assert door.open_sockets == 0
            writer.close()


class TestSmuggling:
    async def test_a_second_request_behind_an_upgrade_is_never_answered_as_http(self) -> None:
        asked: list[str] = []

        async def pages(scope: Any, receive: Any, send: Any) -> None:
            asked.append(scope["type"] if scope["type"] == "lifespan" else scope["path"])
            await app(scope, receive, send)

        async with opened(pages=pages) as (_, at):
            answer = await said(at, upgrade() + b"GET /admin HTTP/1.1\r\nHost: a\r\n\r\n")
            head, _, rest = answer.partition("\r\n\r\n")
            assert head.startswith("HTTP/1.1 101 ")
            assert rest.encode(errors="replace").startswith(b"\xef\xbf\xbd")  # A close frame, nothing else.
            assert "HTTP/1.1" not in rest
        assert asked == ["lifespan"]

    async def test_frames_behind_the_head_are_read_after_the_upgrade(self) -> None:
        async with opened() as (_, at):
            reader, writer = await asyncio.open_connection(at.host, at.port)
            writer.write(upgrade() + b"\x89\x80\x00\x00\x00\x00" + frame("early"))
            assert (await reader.readuntil(b"\r\n\r\n")).startswith(b"HTTP/1.1 101 ")
            assert await reader.readexactly(2) == b"\x8a\x00"
            assert await reader.readexactly(7) == b"\x81\x05early"
            writer.close()

    async def test_frames_that_come_while_we_answer_are_read_after_the_upgrade(self) -> None:
        async with opened() as (_, at):
            for _ in range(20):
                reader, writer = await asyncio.open_connection(at.host, at.port)
                writer.write(upgrade())
                await asyncio.sleep(0)
                writer.write(b"\x89\x80\x00\x00\x00\x00" + frame("early"))
                assert (await reader.readuntil(b"\r\n\r\n")).startswith(b"HTTP/1.1 101 ")
                assert await reader.readexactly(9) == b"\x8a\x00\x81\x05early"
                writer.close()

    async def test_a_second_request_behind_a_refusal_is_dropped(self) -> None:
        refusing = Route(handler=echo, check=lambda head: Refusal(403, "No."))
        async with opened(routes={CONSOLE: refusing}) as (_, at):
            answer = await said(at, upgrade() + b"GET /admin HTTP/1.1\r\nHost: a\r\n\r\n")
            assert answer.count("HTTP/1.1") == 1

    @pytest.mark.parametrize("body", ["Content-Length: 5", "Transfer-Encoding: chunked"])
    async def test_an_upgrade_with_a_body_is_refused(self, body: str) -> None:
        async with opened() as (_, at):
            answer = await said(at, upgrade(CONSOLE, body) + b"0\r\n\r\n")
            assert answer.startswith("HTTP/1.1 400 ")
            assert answer.endswith(sentence("upgrade_body"))

    async def test_bare_line_feeds_and_folded_headers_mean_the_same_to_both_parsers(self) -> None:
        seen: list[RequestHead] = []

        async def handler(connection: Any) -> None:
            seen.append(request_head(connection))
            await connection.send(connection.request.headers["X-Fold"])

        async with opened(routes={CONSOLE: Route(handler=handler)}) as (_, at):
            reader, writer = await asyncio.open_connection(at.host, at.port)
            writer.write(upgrade(CONSOLE, "X-Fold: a\r\n b").replace(b"\r\n", b"\n"))
            assert (await reader.readuntil(b"\r\n\r\n")).startswith(b"HTTP/1.1 101 ")
            assert await reader.readexactly(5) == b"\x81\x03a b"
            assert seen[0].header("x-fold") == "a b"
            writer.close()

    async def test_pipelined_pages_are_answered_in_order(self) -> None:
        async with opened() as (_, at):
            ask = "GET /{} HTTP/1.1\r\nHost: a\r\n{}\r\n"
            answer = await said(at, (ask.format(1, "") + ask.format(2, "Connection: close\r\n")).encode())
            assert answer.index('"/1"') < answer.index('"/2"')


class TestAdmission:
    async def test_beyond_the_cap_a_socket_is_told_to_come_back(self) -> None:
        async with opened(DoorLimits(open_sockets=2)) as (door, at):
            async with connect(at.url("ws") + CONSOLE), connect(at.url("ws") + CONSOLE):
                answer = await said(at, b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
                assert answer.startswith("HTTP/1.1 503 ")
                assert "\r\nretry-after: 5\r\n" in answer
                assert answer.endswith(sentence("full", seconds=5))
            await until(lambda: door.open_sockets == 0)
            async with connect(at.url("ws") + CONSOLE):
                assert door.open_sockets == 1

    async def test_beyond_the_cap_of_one_address(self) -> None:
        async with opened(DoorLimits(per_address=1)) as (door, at), connect(at.url("ws") + CONSOLE):
            answer = await said(at, upgrade())
            assert answer.startswith("HTTP/1.1 503 ")
            assert answer.endswith(sentence("address_full", limit=1, seconds=5))
            reader, writer = await asyncio.open_connection(at.host, at.port, local_addr=("127.0.0.2", 0))
            writer.write(upgrade())
            assert (await reader.readuntil(b"\r\n\r\n")).startswith(b"HTTP/1.1 101 ")
            writer.close()
            assert door.refused[503] == 1

    async def test_a_crowd_of_refused_sockets_is_cut_at_once(self) -> None:
        limits = DoorLimits(open_sockets=1, turned_away=3, linger_seconds=60)
        async with opened(limits) as (door, at), connect(at.url("ws") + CONSOLE):
            crowd = [await asyncio.open_connection(at.host, at.port) for _ in range(10)]
            answers = []
            for reader, _ in crowd:
                with contextlib.suppress(ConnectionError):
                    answers.append(await asyncio.wait_for(reader.read(), PATIENCE))
            assert sum(answer.startswith(b"HTTP/1.1 503") for answer in answers) == 3
            assert door.refused[503] == 10
            for _, writer in crowd:
                writer.close()

    async def test_handshakes_have_a_pace_and_the_hint_grows_with_the_crowd(self) -> None:
        now = 0.0
        limits = DoorLimits(handshakes_per_second=4, handshake_burst=6)
        async with opened(limits, clock=lambda: now) as (door, at):
            for _ in range(3):
                async with connect(at.url("ws") + CONSOLE):
                    pass
            hints = []
            for _ in range(6):
                answer = await said(at, upgrade())
                assert answer.startswith("HTTP/1.1 503 ")
                hints.append(int(answer.split("retry-after: ")[1].split("\r\n")[0]))
            assert hints == [1, 1, 2, 2, 3, 3]
            assert answer.endswith(sentence("busy", seconds=3))
            assert "200 OK" in await said(at, b"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
            now += 0.5
            async with connect(at.url("ws") + CONSOLE):
                pass
            assert "503" in await said(at, upgrade())
            assert door.refused[503] == 7

    async def test_a_refused_check_costs_nobody_elses_pace(self) -> None:
        limits = DoorLimits(handshakes_per_second=2, handshake_burst=2)
        route = Route(handler=echo, check=lambda head: Refusal(403, "No.") if head.header("origin") else None)
        async with opened(limits, routes={CONSOLE: route}, clock=lambda: 0.0) as (_, at):
            for _ in range(5):
                assert "403" in await said(at, upgrade(CONSOLE, "Origin: https://evil.example"))
            async with connect(at.url("ws") + CONSOLE):
                pass

    async def test_200_at_once(self) -> None:
        async def one(at: Listening, number: int) -> str:
            async with connect(at.url("ws") + CONSOLE, compression=None) as websocket:
                await websocket.send(str(number))
                return str(await websocket.recv())

        async with opened() as (door, at):
            async with asyncio.timeout(30):
                answers = await asyncio.gather(*(one(at, number) for number in range(200)))
            assert answers == [str(number) for number in range(200)]
            await until(lambda: door.open_sockets == 0)
            assert not door.refused


class TestProxies:
    FORWARDED = "X-Forwarded-For: 6.6.6.6, 203.0.113.7"

    async def _head(self, *, trusted: tuple[str, ...], **limits: Any) -> tuple[RequestHead, dict[str, Any]]:
        seen: list[RequestHead] = []

        async def handler(connection: Any) -> None:
            seen.append(request_head(connection))

        routes = {CONSOLE: Route(handler=handler)}
        headers = {"X-Forwarded-For": "6.6.6.6, 203.0.113.7", "X-Forwarded-Proto": "https"}
        async with opened(routes=routes, trusted_proxies=trusted) as (_, at):
            async with connect(at.url("ws") + CONSOLE, additional_headers=headers) as websocket:
                await websocket.wait_closed()
            async with httpx.AsyncClient(base_url=at.url(), headers=headers) as http:
                return seen[0], (await http.get("/")).json()

    async def test_forwarded_headers_are_nothing_unless_told(self) -> None:
        head, page = await self._head(trusted=())
        assert (head.peer, head.secure) == ("127.0.0.1", False)
        assert (page["client"], page["scheme"]) == ("127.0.0.1", "http")

    async def test_a_trusted_proxy_is_believed_about_the_nearest_hop_only(self) -> None:
        head, page = await self._head(trusted=("127.0.0.0/8",))
        assert (head.peer, head.secure) == ("203.0.113.7", True)
        assert (page["client"], page["scheme"]) == ("203.0.113.7", "https")

    async def test_the_cap_counts_the_clients_behind_a_proxy_not_the_proxy(self) -> None:
        limits = DoorLimits(per_address=1)
        async with opened(limits, trusted_proxies=("127.0.0.1",)) as (door, at):
            uri = at.url("ws") + CONSOLE
            async with (
                connect(uri, additional_headers={"X-Forwarded-For": "203.0.113.7"}),
                connect(uri, additional_headers={"X-Forwarded-For": "203.0.113.8"}),
            ):
                with pytest.raises(InvalidStatus) as refused:
                    await connect(uri, additional_headers={"X-Forwarded-For": "203.0.113.7"})
                assert refused.value.response.status_code == 503
            await until(lambda: door.open_sockets == 0)
            async with connect(uri, additional_headers={"X-Forwarded-For": "203.0.113.7"}):
                pass

    async def test_a_proxy_that_is_no_address(self) -> None:
        with pytest.raises(ConfigError, match=r"nginx is not an IP address"):
            Door({}, app, trusted_proxies=["nginx"])


class TestListening:
    async def test_a_port_in_use(self) -> None:
        async with opened() as (_, at):
            with pytest.raises(ConfigError, match=f"Port {at.port} of 127.0.0.1 is already in use") as error:
                await Door({}, app).start("127.0.0.1", at.port)
            assert error.value.code == "port_in_use"

    @pytest.mark.parametrize(
        ("host", "port", "code"),
        [
            ("192.0.2.1", 0, "not_our_address"),
            ("no-such-host.invalid", 0, "no_such_host"),
            ("a" * 300, 0, "no_such_host"),
            ("127.0.0.1", 65_536, "bad_port"),
            ("127.0.0.1", -1, "bad_port"),
        ],
    )
    async def test_what_cannot_be_listened_on(self, host: str, port: int, code: str) -> None:
        with pytest.raises(ConfigError) as error:
            await Door({}, app).start(host, port)
        assert error.value.code == code
        assert not str(error.value).startswith("door.")

    async def test_the_same_port_again_at_once(self) -> None:
        async with opened() as (_, at):
            websocket = await connect(at.url("ws") + CONSOLE)
        async with asyncio.timeout(PATIENCE):
            door = Door({CONSOLE: Route(handler=echo)}, app)
            assert (await door.start("127.0.0.1", at.port)).port == at.port
            await door.close(grace=0.5)
        await websocket.close()

    async def test_ipv6(self) -> None:
        try:
            with socket.socket(socket.AF_INET6) as probe:
                probe.bind(("::1", 0))
        except OSError as error:
            pytest.skip(f"no IPv6 here: {error}")
        async with opened(host="::1") as (_, at):
            assert at.url("ws") == f"ws://[::1]:{at.port}"
            async with connect(at.url("ws") + CONSOLE) as websocket:
                await websocket.send("six")
                assert await websocket.recv() == "six"

    async def test_a_name_with_several_addresses_has_one_port(self, monkeypatch: pytest.MonkeyPatch) -> None:
        names = socket.getaddrinfo
        if not socket.has_dualstack_ipv6():
            pytest.skip("no IPv6 here")

        def both(host: str, *rest: Any, **options: Any) -> list[Any]:
            if host != "localhost":
                return names(host, *rest, **options)
            return names("::1", *rest, **options) + names("127.0.0.1", *rest, **options)

        monkeypatch.setattr(socket, "getaddrinfo", both)
        async with opened(host="localhost") as (_, at):
            for host in {str(info[4][0]) for info in socket.getaddrinfo("localhost", at.port, type=socket.SOCK_STREAM)}:
                reader, writer = await asyncio.open_connection(host, at.port)
                writer.write(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
                assert (await reader.readuntil(b"\r\n")).startswith(b"HTTP/1.1 200")
                writer.close()


def certificate(tmp_path: Any) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """A server's and a client's TLS settings, with a fresh certificate for 127.0.0.1."""
    x509 = pytest.importorskip("cryptography.x509", reason="makes the certificate")
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "warmline.test")])
    now = datetime.datetime.now(datetime.UTC)
    alternatives = [x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName(alternatives), critical=False)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path / "server.pem"
    encoding = serialization.Encoding.PEM
    path.write_bytes(
        key.private_bytes(encoding, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + made.public_bytes(encoding)
    )
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(path)
    return server, ssl.create_default_context(cafile=str(path))


class TestTls:
    async def test_both_kinds_over_tls(self, tmp_path: Any) -> None:
        server, client = certificate(tmp_path)
        heads: list[RequestHead] = []

        async def handler(connection: Any) -> None:
            heads.append(request_head(connection))
            await echo(connection)

        async with opened(tls=server, routes={CONSOLE: Route(handler=handler)}) as (door, at):
            assert at.url("ws").startswith("wss://127.0.0.1:")
            async with connect(at.url("ws") + CONSOLE, ssl=client) as websocket:
                await websocket.send("x" * 60_000)
                assert await websocket.recv() == "x" * 60_000
                async with httpx.AsyncClient(verify=client, base_url=at.url()) as http:
                    assert (await http.get("/")).json()["scheme"] == "https"
                    assert (await http.get(CONSOLE)).status_code == 426
            assert heads[0].secure
            await until(lambda: door.open_sockets == 0)

    async def test_frames_right_behind_the_head_over_tls(self, tmp_path: Any) -> None:
        server, client = certificate(tmp_path)
        async with opened(tls=server) as (_, at):
            reader, writer = await asyncio.open_connection(at.host, at.port, ssl=client)
            writer.write(upgrade() + frame("early"))
            writer.write(frame("second"))
            assert (await reader.readuntil(b"\r\n\r\n")).startswith(b"HTTP/1.1 101 ")
            assert await reader.readexactly(15) == b"\x81\x05early\x81\x06second"
            writer.close()

    async def test_a_refusal_over_tls_can_be_read(self, tmp_path: Any) -> None:
        server, client = certificate(tmp_path)
        refusing = Route(handler=echo, check=lambda head: Refusal(403, "No."))
        async with opened(tls=server, routes={CONSOLE: refusing}) as (door, at):
            with pytest.raises(InvalidStatus) as refused:
                await connect(at.url("ws") + CONSOLE, ssl=client)
            assert refused.value.response.body == b"No.\n"
            await until(lambda: door.open_sockets == 0)

    @pytest.mark.filterwarnings("ignore:ssl.TLSVersion:DeprecationWarning")
    async def test_nothing_older_than_1_2(self, tmp_path: Any) -> None:
        server, client = certificate(tmp_path)
        server.minimum_version = ssl.TLSVersion.TLSv1
        server.set_ciphers("ALL:@SECLEVEL=0")
        async with opened(tls=server) as (_, at):
            assert server.minimum_version == ssl.TLSVersion.TLSv1_2
            client.set_ciphers("ALL:@SECLEVEL=0")
            client.minimum_version = client.maximum_version = ssl.TLSVersion.TLSv1_1
            with pytest.raises((ssl.SSLError, ConnectionError)):
                await asyncio.open_connection(at.host, at.port, ssl=client)
            client.maximum_version = client.minimum_version = ssl.TLSVersion.TLSv1_2
            _, writer = await asyncio.open_connection(at.host, at.port, ssl=client)
            writer.close()

    @pytest.mark.parametrize("data", [b"", b"\x16\x03", b"GET / HTTP/1.1\r\n\r\n", b"\x16\x03\x01\x02\x00\x01"])
    async def test_no_seat_is_lost_on_who_never_finishes_the_handshake(self, tmp_path: Any, data: bytes) -> None:
        server, _ = certificate(tmp_path)
        async with opened(DoorLimits(head_seconds=0.1), tls=server) as (door, at):
            for abort in (False, True):
                reader, writer = await asyncio.open_connection(at.host, at.port)
                writer.write(data)
                await until(lambda: door.open_sockets == 1)
                if abort:
                    writer.transport.abort()
                else:
                    with contextlib.suppress(ConnectionError):
                        await asyncio.wait_for(reader.read(), PATIENCE)
                await until(lambda: door.open_sockets == 0)
                writer.close()

    async def test_a_handshake_under_way_does_not_hold_the_close(self, tmp_path: Any) -> None:
        server, _ = certificate(tmp_path)
        async with opened(DoorLimits(head_seconds=60), tls=server) as (door, at):
            reader, writer = await asyncio.open_connection(at.host, at.port)
            await until(lambda: door.open_sockets == 1)
            await asyncio.wait_for(door.close(grace=60), PATIENCE)
            with contextlib.suppress(ConnectionError):
                assert await asyncio.wait_for(reader.read(), PATIENCE) == b""
            writer.close()

    async def test_beyond_the_cap_no_handshake_is_made(self, tmp_path: Any) -> None:
        server, client = certificate(tmp_path)
        async with opened(DoorLimits(open_sockets=1), tls=server) as (door, at):
            async with connect(at.url("ws") + CONSOLE, ssl=client):
                with pytest.raises((ssl.SSLError, ConnectionError)):
                    await asyncio.open_connection(at.host, at.port, ssl=client)
            assert door.refused[503] == 1


class TestClosing:
    async def test_the_farewell_comes_before_the_close(self) -> None:
        everyone: set[Any] = set()

        async def handler(connection: Any) -> None:
            everyone.add(connection)
            await echo(connection)

        async def farewell() -> None:
            for connection in everyone:
                await connection.send("goaway")

        async with opened(routes={CONSOLE: Route(handler=handler)}) as (door, at):
            clients = [await connect(at.url("ws") + CONSOLE) for _ in range(5)]
            await until(lambda: len(everyone) == 5)
            closing = asyncio.create_task(door.close(code=1012, reason="restart", grace=5, farewell=farewell))
            for client in clients:
                assert await client.recv() == "goaway"
                with pytest.raises(ConnectionClosed):
                    await client.recv()
                assert (client.close_code, client.close_reason) == (1012, "restart")
            await asyncio.wait_for(closing, PATIENCE)
            assert door.open_sockets == 0
            with pytest.raises(OSError):
                await asyncio.open_connection(at.host, at.port)

    async def test_a_page_under_way_is_finished_and_an_idle_connection_closed(self) -> None:
        asked, answer = asyncio.Event(), asyncio.Event()

        async def slow(scope: Any, receive: Any, send: Any) -> None:
            if scope["type"] == "http" and scope["path"] == "/slow":
                asked.set()
                await answer.wait()
            await app(scope, receive, send)

        limits = DoorLimits(keep_alive_seconds=60)
        async with opened(limits, pages=slow) as (door, at), httpx.AsyncClient(base_url=at.url()) as http:
            idle, writer = await asyncio.open_connection(at.host, at.port)
            writer.write(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            await idle.readuntil(b"}")
            page = asyncio.create_task(http.get("/slow"))
            await asked.wait()
            closing = asyncio.create_task(door.close(grace=60))
            assert await asyncio.wait_for(idle.read(), PATIENCE) == b""
            writer.close()
            done, _ = await asyncio.wait([closing], timeout=0.05)
            assert not done
            answer.set()
            assert (await page).json()["path"] == "/slow"
            await asyncio.wait_for(closing, PATIENCE)

    async def test_who_opens_when_all_were_sent_away_hears_the_same_words(self) -> None:
        def check(head: RequestHead) -> None:
            # The goodbye falls between the head and the end of the handshake.
            assert door._websockets.say_goodbye(1012, "restart") == set()

        served: list[Any] = []

        async def handler(connection: Any) -> None:
            served.append(connection)

        routes = {CONSOLE: Route(handler=handler, check=check)}
        async with opened(routes=routes) as (door, at), connect(at.url("ws") + CONSOLE) as websocket:
            await asyncio.wait_for(websocket.wait_closed(), PATIENCE)
            assert (websocket.close_code, websocket.close_reason) == (1012, "restart")
        assert served == []

    async def test_who_does_not_go_is_cut_when_the_grace_ends(self) -> None:
        ended = asyncio.Event()

        async def stubborn(connection: Any) -> None:
            try:
                await asyncio.Event().wait()
            finally:
                ended.set()

        async def hanging(scope: Any, receive: Any, send: Any) -> None:
            await asyncio.Event().wait() if scope["type"] == "http" else await app(scope, receive, send)

        routes = {CONSOLE: Route(handler=stubborn, close_timeout=60)}
        async with opened(routes=routes, pages=hanging) as (door, at):
            silent = [await asyncio.open_connection(at.host, at.port) for _ in range(4)]
            silent[0][1].write(upgrade())
            await silent[0][0].readuntil(b"\r\n\r\n")
            silent[1][1].write(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            silent[2][1].write(b"GET / HTTP/1.1\r\nHo")
            await until(lambda: door.open_sockets == 4)
            started = asyncio.get_running_loop().time()
            await door.close(grace=0.2, farewell=asyncio.Event().wait)
            assert asyncio.get_running_loop().time() - started < 3
            assert ended.is_set()
            assert door.open_sockets == 0
            for _, writer in silent:
                writer.close()

    async def test_a_handler_may_finish_its_work_within_the_grace(self) -> None:
        finished: list[str] = []

        async def careful(connection: Any) -> None:
            try:
                await connection.recv()
            except ConnectionClosed:
                for _ in range(50):
                    await asyncio.sleep(0)
                finished.append("saved")

        async with opened(routes={CONSOLE: Route(handler=careful)}) as (door, at):
            async with connect(at.url("ws") + CONSOLE):
                await door.close(grace=5)
            assert finished == ["saved"]

    async def test_a_half_sent_head_is_told_of_the_restart(self) -> None:
        async with opened(DoorLimits(linger_seconds=0.05)) as (door, at):
            reader, writer = await asyncio.open_connection(at.host, at.port)
            writer.write(b"GET / HTTP/1.1\r\nHo")
            await until(lambda: door.open_sockets == 1)
            # The byte is there when an answer to a later socket is.
            await said(at, b"\x00")
            await door.close(grace=0.5)
            assert sentence("closing", seconds=5).encode() in await reader.read()
            writer.close()

    async def test_close_while_many_come(self) -> None:
        async def knock(at: Listening) -> str:
            try:
                async with connect(at.url("ws") + CONSOLE, open_timeout=5) as websocket:
                    await websocket.wait_closed()
                    return str(websocket.close_code)
            except InvalidStatus as refused:
                return str(refused.response.status_code)
            except (OSError, EOFError, ConnectionClosed):
                return "gone"
            except Exception as error:
                return type(error).__name__

        inside: list[Any] = []

        async def handler(connection: Any) -> None:
            inside.append(connection)
            await echo(connection)

        async with opened(routes={CONSOLE: Route(handler=handler)}) as (door, at):
            knocking = [asyncio.create_task(knock(at)) for _ in range(100)]
            await until(lambda: len(inside) >= 10)
            await asyncio.wait_for(door.close(grace=2), PATIENCE)
            assert door.open_sockets == 0
            answers = set(await asyncio.wait_for(asyncio.gather(*knocking), PATIENCE))
            assert "1012" in answers
            assert answers <= {"1012", "503", "gone", "InvalidMessage"}

    async def test_close_twice_and_before_start(self) -> None:
        door = Door({}, app)
        await door.close()
        async with opened() as (door, _):
            await asyncio.gather(door.close(grace=1), door.close(grace=1))

    async def test_a_reason_too_long_for_a_close_frame(self) -> None:
        async with opened() as (door, at), connect(at.url("ws") + CONSOLE) as websocket:
            await until(lambda: door.open_sockets == 1)
            await asyncio.gather(door.close(reason="é" * 200, grace=2), websocket.wait_closed())
            assert websocket.close_reason == "é" * 61


class TestLifespan:
    async def test_the_app_starts_before_and_ends_after_everything(self) -> None:
        told: list[str] = []

        async def pages(scope: Any, receive: Any, send: Any) -> None:
            if scope["type"] != "lifespan":
                await app(scope, receive, send)
                return
            scope["state"]["db"] = "open"
            while True:
                message = await receive()
                told.append(message["type"])
                await send({"type": f"{message['type']}.complete"})
                if message["type"] == "lifespan.shutdown":
                    return

        async def handler(connection: Any) -> None:
            try:
                await connection.recv()
            except ConnectionClosed:
                told.append("handler")

        async with opened(pages=pages, routes={CONSOLE: Route(handler=handler)}) as (door, at):
            assert told == ["lifespan.startup"]
            async with connect(at.url("ws") + CONSOLE):
                await door.close(grace=2)
        assert told == ["lifespan.startup", "handler", "lifespan.shutdown"]

    async def test_state_reaches_the_requests(self) -> None:
        from starlette.applications import Starlette
        from starlette.responses import PlainTextResponse
        from starlette.routing import Route as Page

        @contextlib.asynccontextmanager
        async def lifespan(_: Starlette) -> AsyncIterator[dict[str, str]]:
            yield {"greeting": "hello"}

        starlette = Starlette(
            routes=[Page("/", lambda request: PlainTextResponse(request.state.greeting))], lifespan=lifespan
        )
        async with opened(pages=starlette) as (_, at), httpx.AsyncClient(base_url=at.url()) as http:
            assert (await http.get("/")).text == "hello"

    async def test_an_app_that_cannot_start_frees_the_port(self) -> None:
        async def failing(scope: Any, receive: Any, send: Any) -> None:
            await receive()
            await send({"type": "lifespan.startup.failed", "message": "no database"})

        with socket.create_server(("127.0.0.1", 0)) as probe:
            port = probe.getsockname()[1]
        with pytest.raises(WarmlineError, match="could not be started"):
            await Door({}, failing).start("127.0.0.1", port)
        with socket.create_server(("127.0.0.1", port)):
            pass

    async def test_an_app_without_lifespan_is_served(self) -> None:
        async def bare(scope: Any, receive: Any, send: Any) -> None:
            assert scope["type"] == "http"
            await app(scope, receive, send)

        async with opened(pages=bare) as (_, at), httpx.AsyncClient(base_url=at.url()) as http:
            assert (await http.get("/")).status_code == 200

    async def test_an_app_that_never_ends_does_not_hold_the_close(self) -> None:
        async def endless(scope: Any, receive: Any, send: Any) -> None:
            if scope["type"] == "lifespan":
                await receive()
                await send({"type": "lifespan.startup.complete"})
                await asyncio.Event().wait()

        door = Door({}, endless)
        await door.start("127.0.0.1", 0)
        await asyncio.wait_for(door.close(grace=0.05), PATIENCE)


class TestKeepAlive:
    async def test_one_connection_serves_many_pages_then_is_closed_when_idle(self) -> None:
        async with opened(DoorLimits(keep_alive_seconds=0.2)) as (door, at):
            reader, writer = await asyncio.open_connection(at.host, at.port)
            for number in range(5):
                writer.write(f"GET /{number} HTTP/1.1\r\nHost: a\r\n\r\n".encode())
                assert f'"/{number}"'.encode() in await reader.readuntil(b"}")
                assert door.open_sockets == 1
            assert await asyncio.wait_for(reader.read(), PATIENCE) == b""
            await until(lambda: door.open_sockets == 0)
            writer.close()


async def slow_reader_is_seen(at: Listening, connection: Any, reader: asyncio.StreamReader) -> None:
    reader._transport.pause_reading()  # type: ignore[attr-defined]
    assert buffered(connection) == 0
    payload = b"\x00" * 65_536
    for _ in range(400):
        connection.transport.write(payload)
    assert buffered(connection) > 1024 * 1024


class TestBuffered:
    @pytest.mark.parametrize("over_tls", [False, True])
    async def test_what_a_slow_client_has_not_read(self, tmp_path: Any, over_tls: bool) -> None:
        server, client = certificate(tmp_path) if over_tls else (None, None)
        here: asyncio.Queue[Any] = asyncio.Queue()

        async def handler(connection: Any) -> None:
            here.put_nowait(connection)
            await echo(connection)

        async with opened(tls=server, routes={CONSOLE: Route(handler=handler)}) as (_, at):
            reader, writer = await asyncio.open_connection(at.host, at.port, ssl=client)
            writer.write(upgrade())
            await reader.readuntil(b"\r\n\r\n")
            await slow_reader_is_seen(at, await here.get(), reader)
            writer.transport.abort()


def on_uvloop(scenario: Callable[[], Awaitable[None]]) -> None:
    uvloop = pytest.importorskip("uvloop", reason="the optional faster event loop")
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(scenario())  # type: ignore[arg-type]


class TestUvloop:
    def test_everything_that_touches_a_transport(self) -> None:
        async def scenario() -> None:
            await TestRouting().test_a_websocket_and_a_page_share_the_port()
            await TestRouting().test_small_events_are_not_held_back()
            await TestSmuggling().test_frames_behind_the_head_are_read_after_the_upgrade()
            await TestSmuggling().test_frames_that_come_while_we_answer_are_read_after_the_upgrade()
            await TestHostileHeads().test_a_half_sent_head_is_cut_with_a_sentence_however_it_dribbles()
            await TestHostileHeads().test_too_large_a_head_is_431_and_the_client_can_read_it(b"A" * 200_000)
            await TestAdmission().test_beyond_the_cap_a_socket_is_told_to_come_back()
            await TestAdmission().test_200_at_once()
            await TestClosing().test_the_farewell_comes_before_the_close()
            await TestClosing().test_who_does_not_go_is_cut_when_the_grace_ends()
            await TestClosing().test_close_while_many_come()

        on_uvloop(scenario)

    def test_tls(self, tmp_path: Any) -> None:
        async def scenario() -> None:
            await TestTls().test_both_kinds_over_tls(tmp_path)
            await TestTls().test_frames_right_behind_the_head_over_tls(tmp_path)
            await TestTls().test_a_refusal_over_tls_can_be_read(tmp_path)
            await TestTls().test_no_seat_is_lost_on_who_never_finishes_the_handshake(tmp_path, b"\x16\x03")
            await TestTls().test_a_handshake_under_way_does_not_hold_the_close(tmp_path)
            await TestTls().test_beyond_the_cap_no_handshake_is_made(tmp_path)
            await TestBuffered().test_what_a_slow_client_has_not_read(tmp_path, True)

        on_uvloop(scenario)


class TestAfterwards:
    """Thousands come and go in an hour; the collector looks at everything far less often."""

    @pytest.mark.parametrize("how", ["closed", "cut", "too big", "unread"])
    async def test_of_a_websocket_that_has_gone_nothing_is_left_for_the_collector(self, how: str) -> None:
        kept: list[weakref.ref[Any]] = []

        async def handler(connection: Any) -> None:
            kept.extend((weakref.ref(connection), weakref.ref(connection.transport)))
            async for _ in connection:
                pass

        gc.disable()
        try:
            async with opened(routes={CONSOLE: Route(handler=handler, max_size=10)}) as (door, at):
                _, writer = await asyncio.open_connection(at.host, at.port)
                writer.write(upgrade())
                await until(lambda: bool(kept))
                if how == "closed":
                    writer.write(b"\x88\x82\0\0\0\0\x03\xe8")
                elif how == "too big":
                    writer.write(frame("x" * 11))
                elif how == "unread":
                    # More than is taken in one turn, and than the handler is given at once.
                    writer.write(frame("hello") * 500)
                writer.transport.abort() if how == "cut" else writer.close()
                await until(lambda: not door.open_sockets)
                await until(lambda: all(ref() is None for ref in kept))
        finally:
            gc.enable()

    async def test_nor_of_a_page(self) -> None:
        kept: list[weakref.ref[Any]] = []
        gc.disable()
        try:
            async with opened() as (door, at):
                reader, writer = await asyncio.open_connection(at.host, at.port)
                writer.write(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
                await reader.readuntil(b"\r\n\r\n")
                kept += [weakref.ref(page.transport) for page in door._pages._state.connections]
                assert kept
                writer.close()
                await until(lambda: not door.open_sockets)
                await until(lambda: all(ref() is None for ref in kept))
        finally:
            gc.enable()
