"""The calls over HTTP as a backend, what stands in front of it, and what is none answer them."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from socketserver import BaseRequestHandler, TCPServer
from typing import Any

import pytest

from console.desk.session import http_calls
from console.desk.session.address import Address, parse
from console.errors import DeniedError, UnreachableError

TOKENS = b'{"access": "a", "refresh": "r", "expires_at": 1}'


@contextmanager
def answering(data: bytes) -> Iterator[tuple[Address, list[bytes]]]:
    """A server that says this to every call, and what it was told; with a path of its own below the host."""
    told: list[bytes] = []

    class Handler(BaseRequestHandler):
        def handle(self) -> None:
            came = b""
            while b"\r\n\r\n" not in came:
                came += self.request.recv(65_536)
            head, _, body = came.partition(b"\r\n\r\n")
            length = next(
                (int(line[15:]) for line in head.split(b"\r\n") if line.lower()[:15] == b"content-length:"), 0
            )
            while len(body) < length:
                body += self.request.recv(65_536)
            told.append(head + b"\r\n\r\n" + body)
            self.request.sendall(data)

    with TCPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield parse(f"ws://127.0.0.1:{server.server_address[1]}/dësk"), told
        finally:
            server.shutdown()
            thread.join()


def said(status: str, body: bytes, *headers: str) -> bytes:
    lines = (f"HTTP/1.1 {status}", f"content-length: {len(body)}", *headers)
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


@pytest.fixture(params=["straight", "by_proxy"])
def way(request: Any, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways give the same."""
    if request.param == "by_proxy":
        monkeypatch.setattr(http_calls, "_is_straight", lambda address: False)
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    return str(request.param)


def test_a_token_is_exchanged(way: str) -> None:
    with answering(said("200 OK", TOKENS)) as (address, told):
        tokens = http_calls.exchange(address, None, "secrét")
    assert (tokens.access, tokens.refresh, tokens.expires_at) == ("a", "r", 1)
    head, _, body = told[0].partition(b"\r\n\r\n")
    assert head.startswith(b"POST /d%C3%ABsk/v1/token HTTP/1.1\r\n")
    assert b"content-type: application/json" in head
    assert f"host: 127.0.0.1:{address.port}".encode() in head.lower()
    assert body.decode() == '{"refresh":"secrét"}'


def test_what_comes_in_pieces_is_whole(way: str) -> None:
    pieces = b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in (TOKENS[:7], TOKENS[7:])) + b"0\r\n\r\n"
    with answering(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n" + pieces) as (address, _):
        assert http_calls.exchange(address, None, "x").access == "a"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "unreachable"),
        (b"SSH-2.0-OpenSSH_9.2\r\n", "unreachable"),
        (b"HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n" + TOKENS, "unreachable"),
        (b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n30\r\n" + TOKENS[:9], "unreachable"),
        (said("302 Found", b"", "location: http://127.0.0.1:9/"), "redirect"),
        (said("404 Not Found", b"no"), "not_warmline"),
        (said("503 Service Unavailable", b""), "busy"),
    ],
)
def test_what_is_no_answer_is_told(way: str, data: bytes, code: str) -> None:
    with answering(data) as (address, _), pytest.raises(UnreachableError) as raised:
        http_calls.stats(address, None, "x", 60)
    assert raised.value.code == code


def test_a_refusal_has_the_words_of_the_backend(way: str) -> None:
    body = b'{"code": "bad_token", "message": "no\\u001b[31m"}'
    with answering(said("401 Unauthorized", body)) as (address, _), pytest.raises(DeniedError) as raised:
        http_calls.exchange(address, None, "x")
    assert raised.value.code == "bad_token"
    assert "\x1b" not in str(raised.value)


def test_no_more_is_read_than_an_answer_may_be(way: str) -> None:
    with (
        answering(said("200 OK", b" " * (4 * http_calls.MAX_ANSWER))) as (address, _),
        pytest.raises(UnreachableError) as raised,
    ):
        http_calls.exchange(address, None, "x")
    assert raised.value.code == "not_warmline"


def test_a_proxy_is_asked_where_one_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    with answering(said("200 OK", TOKENS)) as (proxy, told):
        monkeypatch.setenv("all_proxy", f"http://127.0.0.1:{proxy.port}")
        monkeypatch.delenv("NO_PROXY", raising=False)
        monkeypatch.delenv("no_proxy", raising=False)
        assert http_calls.exchange(Address("desk.invalid", 80, False), None, "x").access == "a"
        assert told[0].startswith(b"POST http://desk.invalid/v1/token ")
        # This machine itself is never asked for through one.
        assert http_calls.exchange(proxy, None, "x").access == "a"
        assert b"POST /d%C3%ABsk/v1/token " in told[1]


def test_httpx_is_imported_only_where_there_may_be_a_proxy() -> None:
    with answering(said("200 OK", TOKENS)) as (address, _):
        code = (
            "import sys\nfrom console.desk.session import http_calls\n"
            "from console.desk.session.address import Address\n"
            f"http_calls.exchange(Address('127.0.0.1', {address.port}, False), None, 'x')\n"
            "print([name for name in ('httpx', 'asyncio', 'websockets') if name in sys.modules])"
        )
        ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=30, check=True)
    assert ran.stdout.strip() == "[]"
