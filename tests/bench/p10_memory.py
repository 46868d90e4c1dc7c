"""P10: memory of the serving process for each open websocket: our door against starlette on uvicorn as it is installed.

One server process a contestant, started anew in each round, in turns; a process of bare sockets opens the connections,
gets one event on each and stays. Before that some came and went, so that what is loaded once counts for neither side.
"""

import asyncio
import gc
import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

NAME = "P10 memory of the server for each open websocket"
GOAL = "<= 0.6x starlette on uvicorn"
LIMIT = 0.6
SOCKETS = 1_000
WARM = 50
EVENT = json.dumps({"t": "events", "conv": "c" * 20, "records": [{"seq": 1, "text": "x" * 380}]})
UVICORN = ("uvicorn[standard]>=0.54,<0.55", "starlette>=1.10,<1.11")


def rss() -> int:
    """Bytes of resident memory of this process."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


async def answer(open_now: Callable[[], int]) -> None:
    """Tell the memory and how many are open, whenever the parent asks."""
    loop = asyncio.get_running_loop()
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        if line.strip() == "memory":
            gc.collect()
        print(json.dumps({"open": open_now(), "rss": rss()}), flush=True)
    os._exit(0)


async def serve_door() -> None:
    """Our door, as the node uses it."""
    from starlette.applications import Starlette
    from websockets.asyncio.server import ServerConnection

    from console.backend.door import Door, DoorLimits, Route, broadcast

    connections: set[ServerConnection] = set()

    async def handler(connection: ServerConnection) -> None:
        connections.add(connection)
        broadcast([connection], EVENT.encode())
        try:
            async for _ in connection:
                pass
        finally:
            connections.discard(connection)

    limits = DoorLimits(per_address=SOCKETS * 2, handshakes_per_second=1e6, handshake_burst=SOCKETS * 2)
    door = Door({"/v1/console": Route(handler=handler)}, Starlette(), limits)
    print((await door.start("127.0.0.1", 0)).port, flush=True)
    await answer(lambda: len(connections))


async def serve_uvicorn() -> None:
    """Starlette's websockets on uvicorn with what its `standard` extra brings."""
    import uvicorn
    from starlette.applications import Starlette
    from starlette.routing import WebSocketRoute
    from starlette.websockets import WebSocket

    connections: set[int] = set()

    async def endpoint(connection: WebSocket) -> None:
        await connection.accept()
        connections.add(id(connection))
        await connection.send_text(EVENT)
        try:
            async for _ in connection.iter_text():
                pass
        finally:
            connections.discard(id(connection))

    app = Starlette(routes=[WebSocketRoute("/v1/console", endpoint)])
    listener = socket.create_server(("127.0.0.1", 0), backlog=1024)
    server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    print(listener.getsockname()[1], flush=True)
    await answer(lambda: len(connections))
    await serving


class Reader(asyncio.Protocol):
    """Asks for the upgrade and throws away what comes."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        transport.write(  # type: ignore[attr-defined]
            b"GET /v1/console HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
        )


async def hold(port: int, count: int, tls: bool = False) -> None:
    """Open so many sockets and keep them until killed."""
    context = None
    if tls:
        import ssl

        context = ssl._create_unverified_context()
    loop = asyncio.get_running_loop()
    for start in range(0, count, 50):
        await asyncio.gather(
            *(loop.create_connection(Reader, "127.0.0.1", port, ssl=context) for _ in range(min(50, count - start)))
        )
    await asyncio.Event().wait()


class Server:
    """A server process, and the memory it has."""

    def __init__(self, words: list[str]) -> None:
        self.process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        self.port = int(self.process.stdout.readline())

    def told(self, ask: str) -> dict[str, int]:
        """What it answers."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(ask + "\n")
        self.process.stdin.flush()
        found: dict[str, int] = json.loads(self.process.stdout.readline())
        return found

    def memory(self, count: int, tls: bool = False) -> tuple[int, subprocess.Popen[bytes]]:
        """Its memory with so many sockets open, and the process that holds them."""
        holder = subprocess.Popen([sys.executable, __file__, "hold", str(self.port), str(count), str(int(tls))])
        while self.told("open")["open"] != count:
            if holder.poll() is not None:
                raise RuntimeError("the clients have ended")
        return self.told("memory")["rss"], holder

    def end(self) -> None:
        """Stop it."""
        self.process.kill()
        self.process.wait()


def one(words: list[str], count: int, tls: bool = False) -> float:
    """KiB for each connection, once."""
    server = Server(words)
    holders = []
    try:
        _, warm = server.memory(WARM, tls)
        warm.kill()
        warm.wait()
        while server.told("open")["open"]:
            pass
        before = server.told("memory")["rss"]
        after, holder = server.memory(count, tls)
        holders.append(holder)
        return (after - before) / count / 1024
    finally:
        for holder in holders:
            holder.kill()
            holder.wait()
        server.end()


def run(rounds: int = 7, smoke: bool = False) -> dict[str, Any]:
    """Both in turns."""
    from tests.bench import measure, peers

    count, rounds = (100, 1) if smoke else (SOCKETS, rounds)
    contestants = {"door": lambda: {"kib": one([sys.executable, __file__, "door"], count)}}
    skipped: dict[str, str] = {}
    versions: dict[str, str] = {}
    peer = peers.python("uvicorn", UVICORN)
    if isinstance(peer, peers.Skip):
        skipped["uvicorn"] = peer.reason
    else:
        versions = peers.versions(peer, ("uvicorn", "starlette", "websockets", "uvloop", "httptools"))
        contestants["uvicorn"] = lambda: {"kib": one([str(peer), __file__, "uvicorn"], count)}
    found = measure.rounds(rounds, contestants)
    result = {
        "name": NAME,
        "goal": GOAL,
        "sockets": count,
        "rounds": rounds,
        "figures": measure.figures(found),
        "versions": versions,
        "met": None,
    }
    if skipped:
        return result | {"skipped": skipped}
    ratio = measure.ratio(found["door"]["kib"], found["uvicorn"]["kib"])
    return result | {"ratio": ratio, "met": ratio["median"] <= LIMIT}


if __name__ == "__main__":
    if sys.argv[1:2] == ["door"]:
        asyncio.run(serve_door())
    elif sys.argv[1:2] == ["uvicorn"]:
        import uvloop

        uvloop.run(serve_uvicorn())
    elif sys.argv[1:2] == ["hold"]:
        asyncio.run(hold(int(sys.argv[2]), int(sys.argv[3]), sys.argv[4:5] == ["1"]))
    else:
        print(json.dumps(run(rounds=3), indent=2))
