"""P9: fan-out, deliveries per CPU-second of the serving process: our door and outlet, a raw socket loop, starlette.

One server process a contestant, started anew in each round, in turns; the clients are one process of bare sockets that
only read. The same encoded event of about 450 bytes goes to every socket, as fast as the server can.
"""

import asyncio
import json
import logging
import os
import resource
import socket
import statistics
import subprocess
import sys
import time
from typing import Any

NAME = "P9 fan-out, deliveries per CPU-second"
GOAL = ">= 0.55x a raw socket loop, >= 2x starlette on uvicorn"
SOCKETS = 1_000
SECONDS = 3.0
EVENT = json.dumps({"t": "events", "conv": "c" * 20, "records": [{"seq": 1, "text": "x" * 380}]})
CONTESTANTS = ("raw", "door", "starlette")


def frame(text: str) -> bytes:
    """One unmasked websocket text frame."""
    data = text.encode()
    head = bytes([0x81, len(data)]) if len(data) < 126 else bytes([0x81, 126, len(data) >> 8, len(data) & 255])
    return head + data


def cpu() -> float:
    """CPU seconds of this process so far."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


async def flood(send: Any, wait: Any, count: int, seconds: float) -> dict[str, float]:
    """Call `send()` (one event to all) until the time is over; deliveries per CPU-second."""
    sent, began, start = 0, cpu(), time.perf_counter()
    while time.perf_counter() - start < seconds:
        send()
        sent += count
        await wait()
    return {"deliveries": sent, "per_cpu_s": sent / max(cpu() - began, 1e-6)}


async def serve_raw(count: int, seconds: float) -> None:
    """A loop of `socket.send` over plain sockets."""
    listener = socket.create_server(("127.0.0.1", 0), backlog=1024)
    listener.setblocking(False)
    print(listener.getsockname()[1], flush=True)
    loop = asyncio.get_running_loop()
    sockets = []
    while len(sockets) < count:
        sock, _ = await loop.sock_accept(listener)
        await loop.sock_recv(sock, 4096)
        await loop.sock_sendall(sock, b"HTTP/1.1 101 Switching Protocols\r\n\r\n")
        sock.setblocking(False)
        # As every transport of asyncio has it: without it the system gathers small frames, and an event waits for that.
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        sockets.append(sock)
    data = frame(EVENT)

    def send() -> None:
        for sock in sockets:
            try:
                sock.send(data)
            except BlockingIOError:
                left.append(sock)

    left: list[socket.socket] = []

    async def wait() -> None:
        # A full buffer is waited for as a server must: the next round would lose the event.
        for sock in left:
            await loop.sock_sendall(sock, data)
        left.clear()
        await asyncio.sleep(0)

    print(json.dumps(await flood(send, wait, count, seconds)), flush=True)


class Watcher:
    """What the outlet knows of one socket."""

    def __init__(self, connection: Any) -> None:
        self.connection = connection
        self.gone = False
        self.closing: asyncio.Task[None] | None = None


async def serve_door(count: int, seconds: float) -> None:
    """Our door and the outlet of its sockets, as consoles get their events."""
    from starlette.applications import Starlette

    from console.backend.door import Door, DoorLimits, Route, buffered
    from console.backend.outlet import SocketOutlet

    watchers: list[Watcher] = []
    outlet: SocketOutlet[Watcher] = SocketOutlet(logging.getLogger("bench"), 65_536)
    full = asyncio.Event()

    async def handler(connection: Any) -> None:
        watchers.append(Watcher(connection))
        if len(watchers) == count:
            full.set()
        await connection.wait_closed()

    limits = DoorLimits(per_address=count + 10, handshakes_per_second=1e6, handshake_burst=count + 10)
    door = Door({"/v1/console": Route(handler=handler)}, Starlette(), limits)
    print((await door.start("127.0.0.1", 0)).port, flush=True)
    await full.wait()
    data = EVENT.encode()

    async def wait() -> None:
        await asyncio.sleep(0)
        while any(buffered(watcher.connection) > 65_536 for watcher in watchers[::50]):  # noqa: ASYNC110
            await asyncio.sleep(0.001)

    print(json.dumps(await flood(lambda: outlet.broadcast(watchers, data), wait, count, seconds)), flush=True)
    await door.close(grace=0.5)


async def serve_starlette(count: int, seconds: float) -> None:
    """Starlette's websockets on uvicorn, `send_text` gathered."""
    import uvicorn
    from starlette.applications import Starlette
    from starlette.routing import WebSocketRoute
    from starlette.websockets import WebSocket

    connections: list[WebSocket] = []
    full = asyncio.Event()

    async def endpoint(connection: WebSocket) -> None:
        await connection.accept()
        connections.append(connection)
        if len(connections) == count:
            full.set()
        await asyncio.Event().wait()

    app = Starlette(routes=[WebSocketRoute("/v1/console", endpoint)])
    listener = socket.create_server(("127.0.0.1", 0), backlog=1024)
    config = uvicorn.Config(app, log_level="error", ws_per_message_deflate=False, ws_ping_interval=None)
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    print(listener.getsockname()[1], flush=True)
    await full.wait()
    sent, began, start = 0, cpu(), time.perf_counter()
    while time.perf_counter() - start < seconds:
        await asyncio.gather(*(connection.send_text(EVENT) for connection in connections))
        sent += count
    print(json.dumps({"deliveries": sent, "per_cpu_s": sent / (cpu() - began)}), flush=True)
    serving.cancel()
    os._exit(0)


class Reader(asyncio.Protocol):
    """Asks for the upgrade and throws away what comes."""

    REQUEST = (
        b"GET /v1/console HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
    )

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        transport.write(self.REQUEST)  # type: ignore[attr-defined]


async def read_all(port: int, count: int) -> None:
    """Open the sockets, then read until the server ends."""
    loop = asyncio.get_running_loop()
    for start in range(0, count, 50):
        await asyncio.gather(
            *(loop.create_connection(Reader, "127.0.0.1", port) for _ in range(min(50, count - start)))
        )
    await asyncio.Event().wait()


def one(contestant: str, count: int, seconds: float) -> float:
    """One contestant, once."""
    server = subprocess.Popen(
        [sys.executable, __file__, "serve", contestant, str(count), str(seconds)], stdout=subprocess.PIPE, text=True
    )
    assert server.stdout is not None
    port = int(server.stdout.readline())
    readers = subprocess.Popen([sys.executable, __file__, "read", str(port), str(count)])
    try:
        return float(json.loads(server.stdout.readline())["per_cpu_s"])
    finally:
        readers.kill()
        server.kill()
        readers.wait()
        server.wait()


def run(rounds: int = 7, smoke: bool = False) -> dict[str, Any]:
    """All contestants in turns."""
    count, seconds, rounds = (50, 0.3, 1) if smoke else (SOCKETS, SECONDS, rounds)
    figures: dict[str, list[float]] = {name: [] for name in CONTESTANTS}
    for _ in range(rounds):
        for name in CONTESTANTS:
            figures[name].append(one(name, count, seconds))
    median = {name: statistics.median(values) for name, values in figures.items()}
    to_raw = [door / raw for door, raw in zip(figures["door"], figures["raw"], strict=True)]
    to_starlette = [door / other for door, other in zip(figures["door"], figures["starlette"], strict=True)]
    return {
        "name": NAME,
        "goal": GOAL,
        "sockets": count,
        "rounds": rounds,
        "per_cpu_second": {name: round(value) for name, value in median.items()},
        "spread": {name: [round(min(values)), round(max(values))] for name, values in figures.items()},
        "ratio": {"door/raw": statistics.median(to_raw), "door/starlette": statistics.median(to_starlette)},
        "met": statistics.median(to_raw) >= 0.55 and statistics.median(to_starlette) >= 2,
    }


if __name__ == "__main__":
    if sys.argv[1:2] == ["serve"]:
        serve = {"raw": serve_raw, "door": serve_door, "starlette": serve_starlette}[sys.argv[2]]
        asyncio.run(serve(int(sys.argv[3]), float(sys.argv[4])))
    elif sys.argv[1:2] == ["read"]:
        asyncio.run(read_all(int(sys.argv[2]), int(sys.argv[3])))
    else:
        print(json.dumps(run(rounds=3), indent=2))
