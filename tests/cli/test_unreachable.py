"""Servers that are none, or not ours, or not of our time: each gets a sentence that says what to do, and its code."""

import base64
import hashlib
import json
import socket
import socketserver
import struct
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from typing import Any

import pytest

real: Any = sys.modules["real_program"]
TOKENS = {"access": "a" * 43, "refresh": "r" * 43, "expires_at": 32_503_680_000_000}
HELLO = {"t": "hello", "proto_min": 1, "proto_max": 1, "server": "fake", "time": 1, "auth_ms": 5000, "max_frame": 65536}
ME = {"id": "u1", "name": "Maya", "role": "agent"}
LIMITS = {
    "max_frame": 65536, "max_text": 16384, "commands_per_second": 20, "command_burst": 40, "max_watched": 64,
    "ping_ms": 15000,
}  # fmt: skip
WELCOME = {
    "t": "welcome", "user": ME, "session": "s", "stream": "e", "time": 1, "workspace": "acme", "limits": LIMITS,
}  # fmt: skip
ROW = {"conv": "c1", "no": 7, "state": "queued", "epoch": 1, "seq": 1, "name": "Ana", "reason": "asked", "since": 1}


def frame(payload: str | bytes, opcode: int = 1) -> bytes:
    """One unmasked websocket frame."""
    data = payload.encode() if isinstance(payload, str) else payload
    if len(data) < 126:
        head = bytes([0x80 | opcode, len(data)])
    elif len(data) < 65_536:
        head = bytes([0x80 | opcode, 126]) + struct.pack(">H", len(data))
    else:
        head = bytes([0x80 | opcode, 127]) + struct.pack(">Q", len(data))
    return head + data


def text(**fields: object) -> bytes:
    return frame(json.dumps(fields))


@contextmanager
def pretending(*steps: bytes, answers: dict[str, tuple[int, object]] | None = None) -> Iterator[str]:
    """A server that signs everybody in and then says this, a step at a time, each after a frame of the client's."""

    class Handler(socketserver.StreamRequestHandler):
        timeout = 20

        def handle(self) -> None:
            request, headers = self.rfile.readline().split(), {}
            while (line := self.rfile.readline().strip()) != b"":
                name, _, value = line.partition(b":")
                headers[name.lower()] = value.strip()
            if b"sec-websocket-key" not in headers:
                self.rfile.read(int(headers.get(b"content-length", b"0")))
                status, body = (answers or {}).get(request[1].decode(), (200, TOKENS))
                content = body.encode() if isinstance(body, str) else json.dumps(body).encode()
                self.wfile.write(
                    b"HTTP/1.1 %d X\r\nContent-Length: %d\r\nConnection: close\r\n\r\n" % (status, len(content))
                )
                self.wfile.write(content)
                return
            accept = hashlib.sha1(headers[b"sec-websocket-key"] + b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11").digest()
            self.wfile.write(
                b"HTTP/1.1 101 X\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
                + base64.b64encode(accept) + b"\r\n\r\n"
            )  # fmt: skip
            for step in (*steps, b""):
                self.wfile.write(step)
                if (heard := self.connection.recv(65_536))[:1] in (b"", b"\x88"):
                    break
            else:
                while (heard := self.connection.recv(65_536))[:1] not in (b"", b"\x88"):
                    pass
            if heard:
                self.wfile.write(frame(bytes(byte ^ heard[2 + n] for n, byte in enumerate(heard[6:8])), 8))

        def finish(self) -> None:
            with suppress(OSError):
                super().finish()

    class Threads(socketserver.ThreadingTCPServer):
        daemon_threads = True
        allow_reuse_address = True

        def handle_error(self, *_: object) -> None:
            """Clients that leave early are the point."""

    with Threads(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        try:
            yield f"ws://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()


def queue(home: Any, server: str, *words: str) -> Any:
    options = ("--server", server, "--user", "maya", "--password-stdin")
    ran = home.run("queue", *options, *words, input="any password\n")
    assert "Traceback" not in ran.err, ran
    return ran


def test_nothing_listens(home: Any) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
    ran = queue(home, f"ws://127.0.0.1:{port}")
    assert (ran.code, ran.out) == (3, "")
    assert f"Nothing answers at 127.0.0.1 port {port}" in ran.err
    assert "start the backend" in ran.err


def test_a_server_that_nobody_knows(home: Any) -> None:
    ran = queue(home, "wss://desk.invalid")
    assert (ran.code, ran.out) == (3, "")
    assert "desk.invalid" in ran.err
    assert "check" in ran.err


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ((404, "<html>not here</html>"), "check the address"),
        ((200, "<html>welcome</html>"), "does not know"),
        ((302, ""), "use the real address"),
        ((503, ""), "full or starting"),
    ],
)
def test_a_web_server_behind_the_port(home: Any, answer: tuple[int, object], told: str) -> None:
    with pretending(answers={"/v1/login": answer}) as server:
        ran = queue(home, server)
    assert (ran.code, ran.out) == (3, "")
    assert told in ran.err


def test_something_that_speaks_no_http(home: Any) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:

        def greet() -> None:
            connection, _ = listener.accept()
            with connection:
                connection.sendall(b"SSH-2.0-OpenSSH_9.2\r\n")
                # Closed with something unread it would take the greeting back: the whole request is read.
                with connection.makefile("rb") as asked:
                    fields = [line.lower() for line in iter(asked.readline, b"\r\n")]
                    asked.read(next(int(line.split(b":")[1]) for line in fields if line.startswith(b"content-length")))

        threading.Thread(target=greet, daemon=True).start()
        ran = queue(home, f"ws://127.0.0.1:{listener.getsockname()[1]}")
    assert (ran.code, ran.out) == (3, "")
    assert "check the address" in ran.err


def test_tls_is_wanted_where_none_is_spoken(server: Any, home: Any) -> None:
    ran = queue(home, server.ws.replace("ws:", "wss:"))
    assert (ran.code, ran.out) == (3, "")
    assert "does not speak TLS" in ran.err


@pytest.mark.parametrize(
    ("steps", "code", "told"),
    [
        ([text(**HELLO | {"proto_min": 99, "proto_max": 99})], 3, "speaks protocol 99 to 99, this program 1: upgrade"),
        ([frame("this is not JSON")], 3, "upgrade the older of the two"),
        ([text(**HELLO), text(**WELCOME | {"limits": "none"})], 3, "upgrade the older of the two"),
        ([text(**HELLO), text(t="delta", prev=5)], 3, "upgrade the older of the two"),
        ([frame("x" * 2_000_000)], 3, "sent more at once than this program takes"),
        ([text(**HELLO), frame(struct.pack(">H", 4526) + b"version", 8)], 3, "another version of the protocol"),
        ([text(**HELLO), frame(struct.pack(">H", 4501) + b"denied", 8)], 4, "run `warmline login`"),
    ],
    ids=["other-protocol", "no-json", "bad-frame", "half-a-frame", "too-large", "refused-version", "denied"],
)
def test_a_backend_that_speaks_otherwise(home: Any, steps: list[bytes], code: int, told: str) -> None:
    with pretending(*steps) as server:
        ran = queue(home, server, "--json")
    assert (ran.code, ran.out) == (code, "")
    assert told in ran.err
    assert len(ran.err.splitlines()) <= 2


def test_what_is_unknown_is_passed_over(home: Any) -> None:
    """A newer backend's fields, frames and states change nothing for us."""
    steps = [
        text(**HELLO, colour="red"),
        text(**WELCOME, mood="fine") + text(t="weather", sun=True),
        text(t="snapshot", rows=[ROW | {"shoe_size": 43}], page=0, done=True, pos="1"),
    ]
    with pretending(*steps) as server:
        ran = queue(home, server, "--json")
    assert ran.code == 0, ran
    assert [row["name"] for row in ran.json] == ["Ana"]


def test_a_hostile_name_cannot_reach_the_terminal(home: Any) -> None:
    evil = "Ana\x1b]0;owned\x07\x1b[31m\u202e\r\nforged line"
    steps = [
        text(**HELLO),
        text(**WELCOME),
        text(t="snapshot", rows=[ROW | {"name": evil, "topic": evil}], page=0, done=True, pos="1"),
    ]
    with pretending(*steps) as server:
        ran = queue(home, server)
    assert ran.code == 0, ran
    assert not set(ran.out) & set("\x1b\x07\r\u202e")
    assert len(ran.out.splitlines()) == 1


def test_the_backends_own_border(server: Any) -> None:
    """Unknown fields are ignored, unknown commands refused; a frame over the limit and no frame end the socket."""
    with real.Agent(server, "maya") as agent:
        agent.send(t="ping", n=1, colour="red")
        agent.until(lambda frame: frame["t"] == "pong")
        agent.send(t="cmd", id="0123456789ab", conv="c" * 20, do={"do": "dance"})
        refused = agent.until(lambda frame: frame["t"] == "result")
        assert refused["status"] == "refused"
        assert refused["code"] == "unknown_command"
        assert refused["message"]
    for bad in ("this is no JSON", json.dumps({"t": "ping", "n": 1, "pad": "x" * 70_000})):
        with real.Agent(server, "maya") as agent:
            agent.connection.send(bad)
            assert real.until(lambda agent=agent: closed(agent), "end of the socket") in (1009, 4500)


def closed(agent: Any) -> int:
    try:
        agent.connection.recv(timeout=0.05)
    except TimeoutError:
        return 0
    except Exception:
        return int(agent.connection.close_code or 0)
    return 0
