"""What compressed frames cost the backend, and what they save: memory a socket, deliveries a CPU-second, bytes each.

The same door with sockets that ask for nothing, for permessage-deflate, and for one that keeps no context; a process
anew in each round, in turns; bare clients that only read. There is no goal: only a slow link asks for it.
"""

import asyncio
import contextlib
import json
import logging
import os
import random
import subprocess
import sys
import time
from typing import Any

NAME = "compressed frames against plain ones: memory a socket, deliveries a CPU-second, bytes each"
GOAL = "measured, no goal"
SOCKETS = 300
SECONDS = 2.0
OFFERS = {
    "plain": "",
    "context_kept": "permessage-deflate; client_max_window_bits",
    "no_context": "permessage-deflate; client_max_window_bits; server_no_context_takeover",
}
WORDS = (
    "parcel refund order person please where when still waiting thanks invoice broken colour delivery address change "
    "cancel card payment account again yesterday nobody answered number second time today size wrong return label"
)
FRAMES = 500


def events(seed: int = 7) -> list[bytes]:
    """What a console is told while chats go on: one row that changes a frame, with another chat's last words."""
    chance, words = random.Random(seed), WORDS.split()
    chats = [f"c{chance.getrandbits(60):015x}" for _ in range(200)]
    found = []
    for n in range(FRAMES):
        change = {
            "conv": chance.choice(chats),
            "seq": chance.randrange(5, 60),
            "last_at": 1_795_315_417_668 + n * 100,
            "last_text": " ".join(chance.choice(words) for _ in range(chance.randrange(3, 14))),
            "unanswered": chance.randrange(1, 5),
            "unanswered_since": 1_795_315_400_000 + chance.randrange(20_000),
        }
        frame = {"t": "delta", "prev": f"a1b2c3d4e5f6.{n}", "pos": f"a1b2c3d4e5f6.{n + 1}", "ch": [change]}
        found.append(json.dumps(frame, separators=(",", ":")).encode())
    return found


async def serve(count: int, seconds: float) -> None:
    """Let so many in, then send events to all of them as fast as they take them."""
    from starlette.applications import Starlette

    from console.backend.door import Door, DoorLimits, Route, buffered, compress
    from console.backend.door_deflate import Compression
    from console.backend.outlet import SocketOutlet
    from tests.bench.tls import Watcher, rss

    watchers: list[Watcher] = []
    outlet: SocketOutlet[Watcher] = SocketOutlet(logging.getLogger("bench"), 65_536)
    full = asyncio.Event()

    async def handler(connection: Any) -> None:
        compress(connection)
        watchers.append(Watcher(connection))
        if len(watchers) == count:
            full.set()
        await connection.wait_closed()

    limits = DoorLimits(per_address=count + 10, handshakes_per_second=1e6, handshake_burst=count + 10)
    routes = {"/v1/console": Route(handler=handler, compression=Compression(count))}
    door = Door(routes, Starlette(), limits)
    listening = await door.start("127.0.0.1", 0)
    frames, before = events(), rss()
    print(listening.port, flush=True)
    await full.wait()
    for frame in frames[:50]:  # A compressor takes its memory with its first frames.
        outlet.broadcast(watchers, frame)
        await asyncio.sleep(0)
    held = (rss() - before) / count / 1024
    sent, cpu, began = 0, time.process_time(), time.perf_counter()
    while time.perf_counter() - began < seconds:
        outlet.broadcast(watchers, frames[sent // count % FRAMES])
        sent += count
        await asyncio.sleep(0)
        while any(buffered(watcher.connection) > 65_536 for watcher in watchers[::10]):  # noqa: ASYNC110
            await asyncio.sleep(0.001)
    per_cpu = sent / max(time.process_time() - cpu, 1e-6)
    print(json.dumps({"kib": held, "deliveries_per_cpu_s": per_cpu, "frames": sent // count + 50}), flush=True)
    sys.stdin.readline()
    os._exit(0)


class Reader(asyncio.Protocol):
    """Asks for the upgrade, and counts what comes."""

    def __init__(self, offer: str) -> None:
        self.offer = f"Sec-WebSocket-Extensions: {offer}\r\n" if offer else ""
        self.size = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        head = (
            "GET /v1/console HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n{self.offer}\r\n"
        )
        transport.write(head.encode())  # type: ignore[attr-defined]

    def data_received(self, data: bytes) -> None:
        self.size += len(data)


async def read_all(port: int, count: int, offer: str) -> None:
    """Open the sockets and read; say how much came to the first one when asked."""
    loop = asyncio.get_running_loop()
    _, first = await loop.create_connection(lambda: Reader(offer), "127.0.0.1", port)
    for _ in range(count - 1):
        await loop.create_connection(lambda: Reader(offer), "127.0.0.1", port)
    await loop.run_in_executor(None, sys.stdin.readline)
    print(first.size, flush=True)
    await asyncio.Event().wait()


def one(contestant: str, count: int, seconds: float) -> dict[str, float]:
    """One contestant, once."""
    words, pipe = [sys.executable, "-m", "tests.bench.compression"], subprocess.PIPE
    server = subprocess.Popen([*words, "serve", str(count), str(seconds)], stdin=pipe, stdout=pipe, text=True)
    assert server.stdout is not None
    port = int(server.stdout.readline())
    told = [*words, "read", str(port), str(count), OFFERS[contestant]]
    readers = subprocess.Popen(told, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, text=True)
    try:
        found: dict[str, float] = json.loads(server.stdout.readline())
        assert readers.stdin is not None
        assert readers.stdout is not None
        time.sleep(0.2)  # What was written last is still on its way.
        readers.stdin.write("\n")
        readers.stdin.flush()
        found["bytes_each"] = int(readers.stdout.readline()) / found.pop("frames")
        return found
    finally:
        for process in (readers, server):
            process.kill()
            process.wait()


def run(rounds: int = 7, smoke: bool = False) -> dict[str, Any]:
    """All in turns."""
    from tests.bench import measure

    count, seconds, rounds = (30, 0.3, 1) if smoke else (SOCKETS, SECONDS, rounds)
    found = measure.rounds(rounds, {name: lambda name=name: one(name, count, seconds) for name in OFFERS})
    ratios = {
        name: {figure: measure.ratio(found[name][figure], found["plain"][figure]) for figure in found["plain"]}
        for name in OFFERS
        if name != "plain"
    }
    return {
        "name": NAME,
        "goal": GOAL,
        "sockets": count,
        "rounds": rounds,
        "figures": measure.figures(found),
        "ratios": ratios,
        "met": True,
    }


if __name__ == "__main__":
    if sys.argv[1:2] == ["serve"]:
        asyncio.run(serve(int(sys.argv[2]), float(sys.argv[3])))
    elif sys.argv[1:2] == ["read"]:
        with contextlib.suppress(KeyboardInterrupt, OSError):
            asyncio.run(read_all(int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]))
    else:
        print(json.dumps(run(rounds=3), indent=2))
