"""P14: the whole backend on one core: 3,000 consoles, 10,000 open conversations, customers' messages at a steady rate.

The server is a process of its own, pinned to one core where the system allows it. Some of the consoles watch the
conversations of those who write, and are timed, from the instant in the record (before its commit) to the socket: when
its bytes came there is read from the kernel, which stamps them (of several reads the last stamp counts). The rest are
drained by a process that only reads. So no client's own slowness is taken for the server's.
"""

import asyncio
import contextlib
import json
import os
import re
import secrets
import select
import socket
import statistics
import struct
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

NAME = "P14 whole backend, commit to console socket"
GOAL = "450 messages/s with p99 <= 100 ms at 3,000 consoles and 10,000 open conversations, one core"

JUDGED = 450.0
"""Messages a second."""
TIMED = 300
"""Consoles that are timed; together they watch the conversations of all who write."""
SO_TIMESTAMPNS = 35
BEFORE_OTHERS = 1
"""The real-time priority of those who are measured, where it is allowed: what else runs on the machine is not."""
ANSWERED = b'"status":"ok"'
ITEMS_FRAME = re.compile(rb'"t":"items","conv":"([^"]+)"')
EVENTS_FRAME = re.compile(rb'"t":"events","conv":"[^"]+","records":\[\{"conv":"[^"]+","seq":\d+,"at":(\d+)')


async def serve(conversations: int) -> None:
    """Seed a store through the service, then serve; one JSON line says where."""
    from msgspec.structs import replace

    from console.backend import process
    from console.backend.door import DoorLimits
    from console.backend.node import Node, NodeOptions, wall_clock
    from console.core.conversation import commands as c
    from console.core.conversation.context import Actor

    folder = Path(tempfile.mkdtemp(prefix="warmline-p14-"))
    limits = DoorLimits(
        open_sockets=20_000,
        per_address=20_000,
        handshakes_per_second=2_000.0,
        handshake_burst=5_000,
        requests_per_second=2_000.0,
        request_burst=5_000,
    )
    node = await Node.open(NodeOptions(store=folder / "p14.db", pace=0, limits=limits))
    user = await node.access.add_user("bench", "Bench", "agent", secrets.token_hex(8), now=wall_clock())
    service = node.service

    async def seed(n: int) -> None:
        conv, visitor = f"cseed{n:08d}", f"vseed{n:08d}"
        await service.handle(conv, c.AskPerson(), Actor("customer", visitor), command_id=f"seed{n:012d}")

    listening = await node.start()
    for start in range(0, conversations, 200):
        await asyncio.gather(*(seed(n) for n in range(start, min(conversations, start + 200))))
    tokens = await node.access.vouch(replace(user), "bench", wall_clock())
    process.settle()
    while node.feed.flush(wall_clock()) is not None:
        pass
    # Consoles come back to where they were: three thousand first snapshots of all rows are for `herd`.
    had = {"stream": node.store.stream_epoch, "pos": node.feed.pos}
    print(json.dumps({"http": listening.url(), "token": tokens.access, "pid": os.getpid(), "had": had}), flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    os._exit(0)


class Watchers:
    """Bare console sockets that watch conversations, and note when events came to them, by the kernel's clock."""

    def __init__(self, where: dict[str, Any], count: int) -> None:
        self.latencies: list[float] = []
        self.bytes = 0
        self.deltas = 0
        self._poller = select.epoll()
        self._sockets: dict[int, socket.socket] = {}
        for n in range(count):
            sock = signed_in(where, f"device{n}")
            sock.setsockopt(socket.SOL_SOCKET, SO_TIMESTAMPNS, 1)
            self._poller.register(sock, select.EPOLLIN)
            self._sockets[sock.fileno()] = sock

    def run(self) -> None:
        """Read, and do what the parent says: watch, begin, and tell what was seen since."""
        self._poller.register(sys.stdin.fileno(), select.EPOLLIN)
        print("signed in", flush=True)
        while True:
            for descriptor, _ in self._poller.poll():
                if descriptor == sys.stdin.fileno():
                    self._do(json.loads(sys.stdin.readline()))
                else:
                    self._read(self._sockets[descriptor])

    def _do(self, order: dict[str, Any]) -> None:
        if "watch" in order:
            sockets = list(self._sockets.values())
            for n, conv in enumerate(order["watch"]):
                sockets[n % len(sockets)].sendall(masked({"t": "watch", "conv": conv}))
        elif "begin" in order:
            self.latencies.clear()
            self.bytes = self.deltas = 0
        else:
            told = {"latencies": self.latencies, "bytes": self.bytes, "deltas": self.deltas}
            print(json.dumps(told), flush=True)

    def _read(self, sock: socket.socket) -> None:
        try:
            data, told, _, _ = sock.recvmsg(1 << 20, 128)
        except BlockingIOError:
            return
        if not data:
            self._poller.unregister(sock)
        self.bytes += len(data)
        self.deltas += data.count(b'{"t":"delta"')
        for found in EVENTS_FRAME.finditer(data):
            self.latencies.append(stamp(told) - int(found[1]))


def stamp(told: list[tuple[int, int, bytes]]) -> float:
    """When the kernel had what was read last, in milliseconds; now, where it does not say."""
    for level, kind, value in told:
        if level == socket.SOL_SOCKET and kind == SO_TIMESTAMPNS:
            seconds, nanoseconds = struct.unpack("@ll", value)
            return float(seconds * 1e3 + nanoseconds / 1e6)
    return time.time() * 1000


def signed_in(where: dict[str, Any], device: str) -> socket.socket:
    """A console that gets what changes in rows, as the Desk asks for it."""
    sock = socket.create_connection(address(where))
    sock.sendall(UPGRADE)
    sock.recv(4096)
    auth = {"t": "auth", "token": where["token"], "proto": 1, "device": device, "interactive": False}
    sock.sendall(masked(auth) + masked({"t": "sync", "changes": True, **where["had"]}))
    sock.setblocking(False)
    return sock


def address(where: dict[str, Any]) -> tuple[str, int]:
    """Where the server listens."""
    host, _, port = where["http"].removeprefix("http://").partition(":")
    return host, int(port)


def drain(where: dict[str, Any], first: int, count: int) -> None:
    """Sign consoles in and read whatever comes, without looking at it."""
    poller = select.epoll()
    socks = {}
    for n in range(first, first + count):
        sock = signed_in(where, f"device{n}")
        poller.register(sock, select.EPOLLIN)
        socks[sock.fileno()] = sock
    print("drained", flush=True)
    buffer = bytearray(1 << 20)
    while True:
        for descriptor, _ in poller.poll():
            try:
                if not socks[descriptor].recv_into(buffer):
                    poller.unregister(descriptor)
            except BlockingIOError:
                continue


UPGRADE = (
    b"GET /v1/console HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
)


def masked(frame: dict[str, Any]) -> bytes:
    """A client's text frame (the mask is zero)."""
    data = json.dumps(frame).encode()
    head = bytes([0x81, 0x80 | len(data)]) if len(data) < 126 else bytes([0x81, 0xFE]) + len(data).to_bytes(2, "big")
    return head + b"\0\0\0\0" + data


class Page(asyncio.Protocol):
    """A bare customer's page: asks for a person, writes, and counts the answers."""

    def __init__(self, n: int, origin: str, ticket: str) -> None:
        self.n = n
        self.origin = origin
        self.ticket = ticket
        self.answered = 0
        self.conv: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self._begun = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        upgrade = UPGRADE.replace(b"/v1/console", b"/v1/customer")
        transport.write(upgrade[:-2] + f"Origin: {self.origin}\r\n\r\n".encode())

    def data_received(self, data: bytes) -> None:
        if not self._begun:
            self._begun = True
            self.send({"t": "auth", "ticket": self.ticket, "proto": 1, "name": f"C{self.n}"})
            self.send({"t": "wish", "id": f"wish{self.n:012d}", "what": "person"})
        self.answered += data.count(ANSWERED)
        if not self.conv.done() and (found := ITEMS_FRAME.search(data)):
            self.conv.set_result(found[1].decode())

    def send(self, frame: dict[str, Any]) -> None:
        """One text frame."""
        self.transport.write(masked(frame))


async def pages(where: dict[str, Any], count: int) -> list[Page]:
    """So many customers, each with a conversation that waits for a person."""
    import httpx

    http = where["http"]
    made: list[Page] = []
    async with httpx.AsyncClient(trust_env=False, timeout=60) as client:
        for start in range(0, count, 50):
            some = []
            for n in range(start, min(count, start + 50)):
                answer = await client.post(f"{http}/v1/ticket", json={}, headers={"origin": http})
                some.append(Page(n, http, answer.json()["ticket"]))
            for page in some:
                await asyncio.get_running_loop().create_connection(lambda page=page: page, *address(where))
            async with asyncio.timeout(60):
                await asyncio.gather(*(page.conv for page in some))
            made += some
    return made


class Party:
    """Another process of this program, and its answers."""

    def __init__(self, *words: object) -> None:
        self.process = subprocess.Popen(
            [sys.executable, __file__, *map(str, words)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    async def answer(self) -> str:
        """Its next line."""
        assert self.process.stdout is not None
        return await asyncio.get_running_loop().run_in_executor(None, self.process.stdout.readline)

    def tell(self, **order: Any) -> None:
        """One line to it."""
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()

    def end(self) -> None:
        """Stop it."""
        self.process.kill()
        self.process.wait()


async def write(writers: list[Page], rate: float, seconds: float) -> int:
    """Let them write at this rate, for so long; how many messages that were."""
    sent, began = 0, time.perf_counter()
    while (passed := time.perf_counter() - began) < seconds:
        while sent < passed * rate:
            words = f"message {sent} " + "x" * 80
            writers[sent % len(writers)].send({"t": "say", "id": f"say{sent:013d}", "text": words})
            sent += 1
        await asyncio.sleep(0.005)
    return sent


async def load(consoles: int, rate: float, seconds: float, where: dict[str, Any]) -> dict[str, Any]:
    """Open the sockets, let customers write at the rate, collect what consoles saw."""
    timed = min(consoles, TIMED)
    draining = Party("drain", json.dumps(where), timed, consoles - timed)
    watching = Party("watch", json.dumps(where), timed)
    try:
        await draining.answer()
        await watching.answer()
        # A page may send two messages a second.
        writers = await pages(where, max(timed, int(rate * 0.75)))
        watching.tell(watch=[page.conv.result() for page in writers])
        await asyncio.sleep(2)
        watching.tell(begin=True)
        before, cpu, began = sum(page.answered for page in writers), _cpu(where["pid"]), time.perf_counter()
        sent = await write(writers, rate, seconds)
        elapsed = time.perf_counter() - began
        used = _cpu(where["pid"]) - cpu
        for _ in range(100):
            if (answered := sum(page.answered for page in writers) - before) >= sent:
                break
            await asyncio.sleep(0.05)
        watching.tell(end=True)
        seen = json.loads(await watching.answer())
    finally:
        draining.end()
        watching.end()
    ordered = sorted(seen["latencies"]) or [float("nan")]
    return {
        "consoles": consoles,
        "rate_asked": rate,
        "sent": sent,
        "acked": answered,
        "held_per_s": round(answered / elapsed, 1),
        "server_cpu_percent": round(100 * used / elapsed),
        "events_seen": len(ordered),
        "p50_ms": round(statistics.median(ordered), 2),
        "p99_ms": round(ordered[int(len(ordered) * 0.99)], 2),
        "deltas_per_console_s": round(seen["deltas"] / timed / elapsed, 1),
        "kib_per_console_s": round(seen["bytes"] / timed / elapsed / 1024, 1),
        "server_rss_mb": _rss(where["pid"]),
    }


def _cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _rss(pid: int) -> int:
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") // 1_000_000


def _pin(core: int) -> None:
    if hasattr(os, "sched_setaffinity") and (os.cpu_count() or 1) > 1:
        os.sched_setaffinity(0, {core})
    with contextlib.suppress(AttributeError, OSError):
        os.sched_setscheduler(0, os.SCHED_RR, os.sched_param(BEFORE_OTHERS))


def one(consoles: int, conversations: int, rate: float, seconds: float) -> dict[str, Any]:
    """One server of its own, one rate."""
    server = Party("serve", conversations)
    try:
        assert server.process.stdout is not None
        where = json.loads(server.process.stdout.readline())
        return asyncio.run(load(consoles, rate, seconds, where))
    finally:
        server.end()


def run(rounds: int = 1, smoke: bool = False) -> dict[str, Any]:
    """Each rate once, over a server of its own; the last one shows where the limit is."""
    consoles, conversations, seconds = (30, 200, 1.0) if smoke else (3_000, 10_000, 15.0)
    rates = (50.0,) if smoke else (45.0, JUDGED, 2_000.0)
    cores = os.sched_getaffinity(0)
    try:
        _pin(1)
        results = [one(consoles, conversations, rate, seconds) for rate in rates]
    finally:
        os.sched_setaffinity(0, cores)
        with contextlib.suppress(AttributeError, OSError):
            os.sched_setscheduler(0, os.SCHED_OTHER, os.sched_param(0))
    judged = next((result for result in results if result["rate_asked"] == JUDGED), results[-1])
    met = judged["held_per_s"] >= 0.98 * judged["rate_asked"] and judged["p99_ms"] <= 100
    return {"name": NAME, "goal": GOAL, "conversations": conversations, "results": results, "met": met}


if __name__ == "__main__":
    if sys.argv[1:2] == ["serve"]:
        _pin(0)
        asyncio.run(serve(int(sys.argv[2])))
    elif sys.argv[1:2] == ["drain"]:
        drain(json.loads(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
    elif sys.argv[1:2] == ["watch"]:
        Watchers(json.loads(sys.argv[2]), int(sys.argv[3])).run()
    else:
        print(json.dumps(run(smoke="--smoke" in sys.argv), indent=2))
