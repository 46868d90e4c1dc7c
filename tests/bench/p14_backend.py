"""P14: the whole backend on one core: 3,000 consoles, 10,000 open conversations, customers' messages at a steady rate.

The server is a process of its own, pinned to one core where the system allows it. Of the consoles as many as there are
active conversations watch one each and are timed, from the instant in the record (before its commit) to the socket; the
rest are drained by a third process that only reads, so that no client's own slowness is taken for the server's.
"""

import asyncio
import json
import os
import re
import secrets
import select
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

NAME = "P14 whole backend, commit to console socket"
GOAL = "450 messages/s with p99 <= 100 ms at 3,000 consoles and 10,000 open conversations, one core"

CUSTOMERS = 300
EVENTS_FRAME = re.compile(rb'"t":"events","conv":"[^"]+","records":\[\{"conv":"[^"]+","seq":\d+,"at":(\d+)')


async def serve(conversations: int) -> None:
    """Seed a store through the service, then serve; one JSON line says where."""
    from msgspec.structs import replace

    from console.backend.door import DoorLimits
    from console.backend.node import Node, NodeOptions, wall_clock
    from console.core.conversation import commands as c
    from console.core.conversation.context import Actor

    folder = Path(tempfile.mkdtemp(prefix="warmline-p14-"))
    limits = DoorLimits(open_sockets=20_000, per_address=20_000, handshakes_per_second=2_000.0, handshake_burst=5_000)
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
    print(
        json.dumps({"http": listening.url(), "ws": listening.url("ws"), "token": tokens.access, "pid": os.getpid()}),
        flush=True,
    )
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    os._exit(0)


class Console(asyncio.Protocol):
    """A bare console socket: signs in, syncs, watches some conversations, notes when events come."""

    def __init__(self, token: str, device: str, latencies: list[float]) -> None:
        self.token = token
        self.device = device
        self.latencies = latencies
        self.bytes = 0
        self.transport: asyncio.Transport | None = None
        self.open = asyncio.Event()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        transport.write(UPGRADE)

    def data_received(self, data: bytes) -> None:
        self.bytes += len(data)
        if not self.open.is_set():
            self.open.set()
            self.send({"t": "auth", "token": self.token, "proto": 1, "device": self.device, "interactive": False})
            self.send({"t": "sync"})
        now = time.time() * 1000
        for found in EVENTS_FRAME.finditer(data):
            self.latencies.append(now - int(found[1]))

    def send(self, frame: dict[str, Any]) -> None:
        """One text frame."""
        assert self.transport is not None
        self.transport.write(masked(frame))


def drain(host: str, port: int, token: str, first: int, count: int) -> None:
    """Sign consoles in and read whatever comes, without looking at it."""
    poller = select.epoll()
    socks = {}
    for n in range(first, first + count):
        sock = socket.create_connection((host, port))
        sock.sendall(UPGRADE)
        sock.recv(4096)
        auth = {"t": "auth", "token": token, "proto": 1, "device": f"device{n}", "interactive": False}
        sock.sendall(masked(auth) + masked({"t": "sync"}))
        sock.setblocking(False)
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


async def load(consoles: int, rate: float, seconds: float, where: dict[str, Any]) -> dict[str, Any]:
    """Open the sockets, let customers write at the rate, collect what consoles saw."""
    import httpx
    from websockets.asyncio.client import connect

    host, _, port = where["http"].removeprefix("http://").partition(":")
    loop = asyncio.get_running_loop()
    latencies: list[float] = []
    crowd: list[Console] = []
    timed = min(consoles, CUSTOMERS)
    draining = subprocess.Popen(  # noqa: ASYNC220 - before anything is timed
        [sys.executable, __file__, "drain", host, port, where["token"], str(timed), str(consoles - timed)],
        stdout=subprocess.PIPE,
    )
    assert draining.stdout is not None
    await loop.run_in_executor(None, draining.stdout.readline)
    for start in range(0, timed, 50):
        made = await asyncio.gather(
            *(
                loop.create_connection(lambda n=n: Console(where["token"], f"device{n}", latencies), host, int(port))
                for n in range(start, min(timed, start + 50))
            )
        )
        crowd += [protocol for _, protocol in made]
        await asyncio.gather(*(protocol.open.wait() for _, protocol in made))
    sent = answered = 0
    pages = []
    async with httpx.AsyncClient(trust_env=False) as http:
        for n in range(CUSTOMERS):
            answer = await http.post(f"{where['http']}/v1/ticket", json={}, headers={"origin": where["http"]})
            page = await connect(f"{where['ws']}/v1/customer", origin=where["http"], compression=None, proxy=None)
            await page.send(json.dumps({"t": "auth", "ticket": answer.json()["ticket"], "proto": 1, "name": f"C{n}"}))
            pages.append(page)
    convs: dict[int, str] = {}
    opened = asyncio.Event()

    async def hear(n: int) -> None:
        nonlocal answered
        async for data in pages[n]:
            frame = json.loads(data)
            if frame["t"] == "items" and n not in convs:
                convs[n] = frame["conv"]
                if len(convs) == CUSTOMERS:
                    opened.set()
            answered += frame["t"] == "result" and frame["status"] == "ok"

    hearing = [asyncio.create_task(hear(n)) for n in range(CUSTOMERS)]
    for n, page in enumerate(pages):
        await page.send(json.dumps({"t": "wish", "id": f"wish{n:012d}", "what": "person"}))
    async with asyncio.timeout(60):
        await opened.wait()
    for n, console in enumerate(crowd):
        console.send({"t": "watch", "conv": convs[n % CUSTOMERS]})
    await asyncio.sleep(2)
    latencies.clear()
    received = sum(console.bytes for console in crowd)
    answered, began, cpu = 0, time.perf_counter(), _cpu(where["pid"])
    while time.perf_counter() - began < seconds:
        due = int((time.perf_counter() - began) * rate)
        while sent < due:
            n = sent % CUSTOMERS
            await pages[n].send(
                json.dumps({"t": "say", "id": f"say{sent:013d}", "text": f"message {sent} " + "x" * 80})
            )
            sent += 1
        await asyncio.sleep(0.005)
    elapsed = time.perf_counter() - began
    used = _cpu(where["pid"]) - cpu
    for _ in range(100):
        if answered >= sent:
            break
        await asyncio.sleep(0.05)
    for task in hearing:
        task.cancel()
    draining.kill()
    draining.wait()
    ordered = sorted(latencies) or [float("nan")]
    return {
        "consoles": consoles,
        "rate_asked": rate,
        "sent": sent,
        "acked": answered,
        "held_per_s": round(answered / elapsed, 1),
        "server_cpu_percent": round(100 * used / elapsed),
        "events_seen": len(latencies),
        "p50_ms": round(statistics.median(ordered), 2),
        "p99_ms": round(ordered[int(len(ordered) * 0.99)], 2),
        "kib_per_console_s": round((sum(c.bytes for c in crowd) - received) / timed / elapsed / 1024, 1),
        "server_rss_mb": _rss(where["pid"]),
    }


def _cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _rss(pid: int) -> int:
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") // 1_000_000


def run(rounds: int = 1, smoke: bool = False) -> dict[str, Any]:
    """One server, each rate once."""
    consoles, conversations, seconds = (30, 200, 1.0) if smoke else (3_000, 10_000, 15.0)
    rates = (50.0,) if smoke else (45.0, 450.0)
    results = []
    for rate in rates:
        server = subprocess.Popen(
            [sys.executable, __file__, "serve", str(conversations)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert server.stdout is not None
        try:
            where = json.loads(server.stdout.readline())
            if hasattr(os, "sched_setaffinity") and (os.cpu_count() or 1) > 1:
                os.sched_setaffinity(where["pid"], {0})
                os.sched_setaffinity(0, {1})
            results.append(asyncio.run(load(consoles, rate, seconds, where)))
        finally:
            server.kill()
            server.wait()
    met = results[-1]["held_per_s"] >= 0.98 * rates[-1] and results[-1]["p99_ms"] <= 100
    return {"name": NAME, "goal": GOAL, "conversations": conversations, "results": results, "met": met}


if __name__ == "__main__":
    if sys.argv[1:2] == ["serve"]:
        asyncio.run(serve(int(sys.argv[2])))
    elif sys.argv[1:2] == ["drain"]:
        drain(sys.argv[2], int(sys.argv[3]), sys.argv[4], int(sys.argv[5]), int(sys.argv[6]))
    else:
        print(json.dumps(run(smoke="--smoke" in sys.argv), indent=2))
