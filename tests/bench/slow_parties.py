"""The parties of the slow link and of growth: a backend with a queue as long as is asked for, consoles, the real Desk.

`python -m tests.bench.slow_parties PARTY`; each is told where by one JSON line, the Desk by its environment.
"""

import asyncio
import json
import sys
import time
from pathlib import Path

from tests.bench.load_parties import desk, order, say


async def server() -> None:
    """Serves; fills its queue when it is told to, says when that is done."""
    from msgspec.structs import replace

    from console.backend.door import DoorLimits
    from console.backend.node import Node, NodeOptions, wall_clock
    from console.core.conversation import commands as c
    from console.core.conversation.context import Actor

    told = await order()
    limits = DoorLimits(open_sockets=20_000, per_address=20_000, handshakes_per_second=2_000.0, handshake_burst=5_000)
    options = NodeOptions(store=Path(told["store"]), pace=0, limits=limits)
    node = await Node.open(options)
    lead = await node.access.add_user("agent0", "Agent 0", "supervisor", "a long pass phrase", now=wall_clock())
    tokens = [(await node.access.vouch(lead, f"slow-{n}", wall_clock())).access for n in range(told["desks"])]
    listening = await node.start()
    say(http=listening.url(), ws=listening.url("ws"), tokens=tokens)
    made = 0

    async def ask(n: int) -> None:
        actor = Actor("customer", f"vslow{n:08d}")
        await node.service.handle(f"cslow{n:08d}", c.AskPerson(), actor, command_id=f"slow{n:012d}")

    while not (wish := await order()).get("stop"):
        if wish.get("restart"):
            await node.close()
            node = await Node.open(replace(options, port=listening.port))
            await node.start()
            say(restarted=True)
            continue
        if "say" in wish:
            begun, used = time.monotonic(), time.process_time()
            for n in range(wish["say"]):
                await asyncio.sleep(begun + n / wish["rate"] - time.monotonic())
                conv = n * 7919 % made
                actor, spoken = Actor("customer", f"vslow{conv:08d}"), f"words {n}, and some more of them as usual"
                await node.service.handle(f"cslow{conv:08d}", c.Say(spoken), actor, command_id=f"said{made}-{n:08d}")
            await asyncio.sleep(0.3)
            say(cpu_s=time.process_time() - used)
            continue
        for start in range(made, made + wish["queue"], 200):
            await asyncio.gather(*(ask(n) for n in range(start, min(start + 200, made + wish["queue"]))))
        made += wish["queue"]
        say(queued=made)
    await node.close()
    say(closed=True)


class Reader(asyncio.Protocol):
    """A bare console that signs in, asks for the rows, and throws away what comes."""

    UPGRADE = (
        b"GET /v1/console HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
    )

    def __init__(self, token: str, device: str) -> None:
        self.frames = ({"t": "auth", "token": token, "proto": 1, "device": device}, {"t": "sync"})
        self.size = 0
        self.begun = self.synced = 0.0
        self._tail = self._head = b""
        self._skip = 0
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport, self.begun = transport, time.monotonic()
        transport.write(self.UPGRADE)

    def data_received(self, data: bytes) -> None:
        assert self._transport is not None
        if not self.size:
            for frame in self.frames:
                words = json.dumps(frame).encode()
                # Masked with zeros, which the backend cannot tell from another mask.
                self._transport.write(bytes([0x81, 0xFE, *len(words).to_bytes(2, "big"), 0, 0, 0, 0]) + words)
        else:
            self._pongs(data)
        self.size += len(data)
        if not self.synced:
            self._tail = (self._tail + data)[-4_096:]
            if b'"done":true' in self._tail:
                self.synced = time.monotonic()

    def _pongs(self, data: bytes) -> None:
        """Answer the backend's pings: who does not is taken for dead."""
        data, self._head = self._head + data, b""
        at = self._skip
        while at + 2 <= len(data):
            size, head = data[at + 1] & 127, 2
            if size >= 126:
                head = 4 if size == 126 else 10
                if at + head > len(data):
                    break
                size = int.from_bytes(data[at + 2 : at + head], "big")
            if data[at] & 15 == 9:
                assert self._transport is not None
                self._transport.write(bytes([0x8A, 0x80 | size, 0, 0, 0, 0]) + data[at + head : at + head + size])
            at += head + size
        self._skip = max(0, at - len(data))
        self._head = data[at:] if at < len(data) else b""


async def consoles() -> None:
    """So many consoles as are told of, a few at a time; how long the first one's rows took, and how large they were."""
    told = await order()
    readers: list[Reader] = []
    loop, port = asyncio.get_running_loop(), int(told["http"].rpartition(":")[2])
    while not (wish := await order()).get("stop"):
        while len(readers) < wish["consoles"]:
            some = [Reader(told["token"], f"growth-{len(readers) + n}") for n in range(25 if readers else 1)]
            for reader in some:
                await loop.create_connection(lambda reader=reader: reader, "127.0.0.1", port)
            for reader in some:
                while not reader.synced:  # noqa: ASYNC110
                    await asyncio.sleep(0.002)
            readers += some
        first = readers[0]
        say(there=len(readers), snapshot_ms=(first.synced - first.begun) * 1_000, snapshot_bytes=first.size)


if __name__ == "__main__":
    if sys.argv[1] == "desk":
        desk("SLOW_DESK")
    else:
        asyncio.run({"server": server, "consoles": consoles}[sys.argv[1]]())
