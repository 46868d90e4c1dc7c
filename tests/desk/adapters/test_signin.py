"""Signing in over HTTP, and every way in which what answers is not the backend that was meant."""

import asyncio
import contextlib
import re
import shutil
import socket
import subprocess
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from console.backend.node import Node, NodeOptions, running, wall_clock
from console.desk.adapters import port as p
from console.desk.adapters.native import NativeBackend, NativeOptions
from console.desk.adapters.signin import sign_in, sign_out
from console.errors import ConfigError, DeniedError, UnreachableError

PASSWORD = "correct horse"


@pytest.fixture
async def node(tmp_path: Path) -> AsyncIterator[Node]:
    async with running(NodeOptions(store=tmp_path / "store.db", pace=0)) as node:
        await node.access.add_user("maya", "Maya", "agent", PASSWORD, now=wall_clock())
        yield node


def address(node: Node) -> str:
    assert node.listening is not None
    return node.listening.url("http")


async def offline(server: str, condition: Callable[[NativeBackend], object], **more: object) -> str:
    """The sentence that a desk shows which is pointed at this server."""
    backend = NativeBackend(NativeOptions(server=server, user="maya", access="x", access_ends=10**15, **more))  # type: ignore[arg-type]
    heard = asyncio.Event()
    backend.listen(lambda update: heard.set())
    await backend.start()
    try:
        async with asyncio.timeout(15):
            while not condition(backend):
                heard.clear()
                await heard.wait()
        return backend.link.why
    finally:
        await backend.close()


def refused(backend: NativeBackend) -> bool:
    return backend.link.link is p.Link.OFFLINE and bool(backend.link.why)


async def test_in_and_out(node: Node) -> None:
    tokens = await asyncio.to_thread(sign_in, address(node), "maya", PASSWORD)
    assert tokens.server.startswith("ws://127.0.0.1")
    assert await node.access.session(tokens.access, wall_clock()) is not None
    await asyncio.to_thread(sign_out, address(node), tokens.refresh)
    assert await node.access.session(tokens.access, wall_clock()) is None
    await asyncio.to_thread(sign_out, address(node), "unknown")


@pytest.mark.parametrize(
    ("login", "password"), [("maya", "wrong"), ("nobody", PASSWORD), ("", ""), ("ma\ud800ya", "\udcff")]
)
async def test_wrong_name_or_password(node: Node, login: str, password: str) -> None:
    with pytest.raises(DeniedError) as caught:
        await asyncio.to_thread(sign_in, address(node), login, password)
    assert "try again" in str(caught.value)


async def test_nobody_there_and_unknown_server() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        with pytest.raises(UnreachableError, match="Nothing answers"):
            await asyncio.to_thread(sign_in, f"http://127.0.0.1:{port}", "maya", PASSWORD)
        assert "Nothing answers" in await offline(f"ws://127.0.0.1:{port}", refused)
    with pytest.raises(UnreachableError, match=r"(no server called|cannot be reached)"):
        await asyncio.to_thread(sign_in, "https://nowhere.invalid", "maya", PASSWORD)
    assert "nowhere.invalid" in await offline("nowhere.invalid", refused)


@contextlib.asynccontextmanager
async def other_program(answer: bytes) -> AsyncIterator[str]:
    """Something else that listens: it says this to whatever it hears."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError, asyncio.IncompleteReadError):
            head = await reader.readuntil(b"\r\n\r\n")
            if length := re.search(rb"(?i)content-length: (\d+)", head):
                # Closed with something unheard, a connection is reset, and the answer may be lost with it.
                await reader.readexactly(int(length[1]))
            writer.write(answer)
            await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()


def response(status: str, body: str = "", *headers: str) -> bytes:
    head = [f"HTTP/1.1 {status}", f"content-length: {len(body)}", "connection: close", *headers]
    return ("\r\n".join(head) + "\r\n\r\n" + body).encode()


@pytest.mark.parametrize(
    ("answer", "words", "desk_words"),
    [
        (response("404 Not Found", "<h1>nginx</h1>"), "another program", "not a Warmline backend"),
        (response("200 OK", "<h1>hi</h1>"), "does not know", "not a Warmline backend"),
        (response("200 OK", '{"access":1}'), "does not know", "not a Warmline backend"),
        (response("302 Found", "", "location: http://127.0.0.1:1/"), "sends us elsewhere", "sends us elsewhere"),
        (response("401 Unauthorized", "<h1>no</h1>"), "another program", "not a Warmline backend"),
        (response("503 Busy", "", "retry-after: 1"), "full or starting", "full or starting"),
        (b"SSH-2.0-OpenSSH_9.6\r\n", "does not speak", "does not speak"),
        (b"", "", ""),
        (response("200 OK", "[" * 70_000), "does not know", "not a Warmline backend"),
    ],
)
async def test_something_else_answers(answer: bytes, words: str, desk_words: str) -> None:
    async with other_program(answer) as server:
        with pytest.raises(UnreachableError) as caught:
            await asyncio.to_thread(sign_in, server, "maya", PASSWORD)
        assert words in str(caught.value)
        assert PASSWORD not in str(caught.value)
        why = await offline(server, refused)
        assert desk_words in why
        assert "session." not in why


async def test_retry_after_is_kept() -> None:
    async with other_program(response("503 Busy", "", "retry-after: 300")) as server:
        backend = NativeBackend(NativeOptions(server=server, user="maya", access="x", access_ends=10**15))
        heard = asyncio.Event()
        backend.listen(lambda update: heard.set() if refused(backend) else None)
        await backend.start()
        await asyncio.wait_for(heard.wait(), 10)
        assert backend.link.retry_at - backend.link.since >= 299_000
        await backend.close()


@pytest.mark.skipif(shutil.which("openssl") is None, reason="needs the openssl command to make a certificate")
async def test_certificates_are_held_against_authorities(tmp_path: Path) -> None:
    cert, key = tmp_path / "cert.pem", tmp_path / "key.pem"
    make = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    make += ["-keyout", str(key), "-out", str(cert), "-days", "2", "-subj", "/CN=test"]
    make += ["-addext", "subjectAltName=IP:127.0.0.1"]
    await asyncio.to_thread(subprocess.run, make, check=True, capture_output=True)
    options = NodeOptions(store=tmp_path / "store.db", pace=0, tls_cert=str(cert), tls_key=str(key))
    async with running(options) as node:
        await node.access.add_user("maya", "Maya", "agent", PASSWORD, now=wall_clock())
        assert node.listening is not None
        server = f"wss://127.0.0.1:{node.listening.port}"
        with pytest.raises(UnreachableError, match="certificate of"):
            await asyncio.to_thread(sign_in, server, "maya", PASSWORD)
        assert "certificate of" in await offline(server, refused)
        tokens = await asyncio.to_thread(lambda: sign_in(server, "maya", PASSWORD, ca_file=cert))
        assert tokens.refresh
        other_name = f"wss://localhost:{node.listening.port}"
        with pytest.raises(UnreachableError, match="certificate of"):
            await asyncio.to_thread(lambda: sign_in(other_name, "maya", PASSWORD, ca_file=cert))
        plain = f"ws://127.0.0.1:{node.listening.port}"
        assert await offline(plain, refused)

        def live(backend: NativeBackend) -> bool:
            return backend.link.link is p.Link.LIVE

        backend = NativeBackend(NativeOptions(server=server, user="maya", refresh=tokens.refresh, ca_file=cert))
        heard = asyncio.Event()
        backend.listen(lambda update: heard.set() if live(backend) else None)
        await backend.start()
        await asyncio.wait_for(heard.wait(), 10)
        await backend.close()


def test_a_bad_address_is_refused_before_any_call() -> None:
    with pytest.raises(ConfigError):
        sign_in("ws://desk.example.com", "maya", PASSWORD)
    with pytest.raises(ConfigError):
        NativeBackend(NativeOptions(server="http://desk.example.com", user="maya"))
