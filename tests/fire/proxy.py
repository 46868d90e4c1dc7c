"""A TCP proxy that spoils what passes through it, in Toxiproxy's vocabulary; one seed, one behaviour.

Upstream is from the client to the server, downstream the way back. Toxics come and go while connections live.
"""

import asyncio
import contextlib
import random
import socket
import struct
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

UP: Final = "upstream"
DOWN: Final = "downstream"
PIECE: Final = 32 * 1024
BACKLOG: Final = 256 * 1024
"""Bytes that wait inside for one direction before the sender is left to wait."""
KINDS: Final = (
    "latency",
    "bandwidth",
    "slicer",
    "timeout",
    "limit_data",
    "reset_peer",
    "slow_close",
    "half_open",
)


@dataclass(frozen=True)
class Toxic:
    """One thing that is wrong with the line; times in milliseconds."""

    kind: str
    stream: str = DOWN
    toxicity: float = 1.0
    """The share of connections that it touches, drawn once for each."""
    latency: float = 0.0
    jitter: float = 0.0
    rate: float = 0.0
    """`bandwidth`: kilobytes a second."""
    size: int = 1
    """`slicer`: bytes of a slice, and `delay` between two of them."""
    delay: float = 0.0
    timeout: float = 0.0
    """`timeout` swallows everything and ends the connection after so long (0: never by itself); `reset_peer` resets it
    after so long."""
    bytes: int = 0
    """`limit_data`: so many more pass, then the connection ends."""
    name: str = ""

    def __post_init__(self) -> None:
        if self.kind not in KINDS or self.stream not in (UP, DOWN):
            raise ValueError(f"no such toxic: {self.kind} {self.stream}")

    @property
    def key(self) -> str:
        """Its name, or one made of what it is."""
        return self.name or f"{self.kind}_{self.stream}"


@dataclass
class Counts:
    """What passed."""

    connections: int = 0
    refused: int = 0
    reset: int = 0
    bytes: dict[str, int] = field(default_factory=lambda: {UP: 0, DOWN: 0})


class _Way:
    """One direction of one connection: a reader that fills a queue, a writer that empties it as the toxics let it."""

    def __init__(self, link: "_Link", stream: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.link = link
        self.stream = stream
        self.reader = reader
        self.writer = writer
        self.queue: deque[tuple[float, bytes]] = deque()
        self.waiting = 0
        self.ended = False
        self.limits: dict[str, int] = {}
        self.due = 0.0

    def toxics(self, *kinds: str) -> list[Toxic]:
        return [toxic for toxic in self.link.touching() if toxic.stream == self.stream and toxic.kind in kinds]

    def stuck(self) -> bool:
        return any(toxic.kind == "half_open" for toxic in self.link.touching())

    async def fill(self) -> None:
        while True:
            await self.link.until(lambda: self.waiting < BACKLOG and not self.stuck())
            data = await self.reader.read(PIECE)
            await self.link.until(lambda: not self.stuck())
            if not data:
                break
            self.link.proxy.saw(self.stream, data)
            self.queue.append((self.link.now(), data))
            self.waiting += len(data)
            self.link.stir()
        self.ended = True
        self.link.stir()

    async def empty(self) -> None:
        while True:
            await self.link.until(lambda: bool(self.queue) or self.ended)
            if not self.queue:
                break
            came, data = self.queue.popleft()
            await self._pass(came, data)
            self.waiting -= len(data)
            self.link.stir()
        for toxic in self.toxics("slow_close"):
            await self.link.sleep(toxic.delay / 1000, lambda toxic=toxic: toxic in self.toxics("slow_close"))
        with contextlib.suppress(OSError):
            self.writer.write_eof()

    async def _pass(self, came: float, data: bytes) -> None:
        await self.link.until(lambda: not self.stuck())
        if self.toxics("timeout"):
            self.link.lossy = True
            return
        await self._late(came)
        for toxic in self.toxics("limit_data"):
            left = self.limits.setdefault(toxic.key, toxic.bytes)
            self.limits[toxic.key] = left - len(data)
            if left <= len(data):
                await self._write(data[:left])
                self.link.end()
                return
        slicers = self.toxics("slicer")
        if not slicers:
            await self._write(data)
            return
        slicer = slicers[0]
        while data and slicer in self.toxics("slicer"):
            await self._write(data[: slicer.size])
            data = data[slicer.size :]
            await self.link.sleep(slicer.delay / 1000, lambda: slicer in self.toxics("slicer"))
        if data:
            await self._write(data)

    async def _late(self, came: float) -> None:
        for toxic in self.toxics("latency"):
            spread = self.link.chance.uniform(-toxic.jitter, toxic.jitter) if toxic.jitter else 0.0
            # Never before what went ahead of it: this is TCP.
            self.due = max(self.due, came + max(0.0, toxic.latency + spread) / 1000)
            await self.link.sleep(self.due - self.link.now(), lambda toxic=toxic: toxic in self.toxics("latency"))

    async def _write(self, data: bytes) -> None:
        for toxic in self.toxics("bandwidth"):
            seconds = len(data) / 1024 / toxic.rate if toxic.rate else 0.0
            await self.link.sleep(seconds, lambda toxic=toxic: toxic in self.toxics("bandwidth"))
        await self.link.until(lambda: not self.stuck())
        self.writer.write(data)
        self.link.proxy.counts.bytes[self.stream] += len(data)
        await self.writer.drain()


class _Link:
    """One client's connection and ours to the server."""

    def __init__(self, proxy: "Proxy", client: asyncio.StreamWriter, server: asyncio.StreamWriter, number: int) -> None:
        self.proxy = proxy
        self.client = client
        self.server = server
        self.chance = random.Random(f"{proxy.seed}:{number}")
        self.lossy = False
        """Bytes were swallowed: what follows them would be another stream than was sent."""
        self.over = False
        self._draws: dict[str, bool] = {}
        self._changed = asyncio.Event()
        self._timers: dict[str, asyncio.TimerHandle] = {}

    def now(self) -> float:
        return asyncio.get_running_loop().time()

    def touching(self) -> list[Toxic]:
        return [toxic for toxic in self.proxy.toxics.values() if self._draw(toxic)]

    def _draw(self, toxic: Toxic) -> bool:
        if toxic.toxicity >= 1:
            return True
        return self._draws.setdefault(toxic.key, self.chance.random() < toxic.toxicity)

    def stir(self) -> None:
        """Something changed: whoever waits looks again."""
        self._changed.set()
        self._changed = asyncio.Event()

    async def until(self, true: Callable[[], bool]) -> None:
        while not true():
            if self.over:
                raise ConnectionResetError
            await self._changed.wait()

    async def sleep(self, seconds: float, still: Callable[[], bool]) -> None:
        """So long, but no longer than the toxic lasts."""
        end = self.now() + seconds
        while still() and not self.over and (left := end - self.now()) > 0:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._changed.wait(), left)

    def apply(self) -> None:
        """The toxics have changed."""
        for toxic in self.touching():
            if toxic.kind == "reset_peer" and toxic.key not in self._timers:
                self._timers[toxic.key] = self._after(toxic.timeout, self.reset)
            elif toxic.kind == "timeout" and toxic.timeout and toxic.key not in self._timers:
                self._timers[toxic.key] = self._after(toxic.timeout, self.end)
        for key in [key for key in self._timers if key not in self.proxy.toxics]:
            self._timers.pop(key).cancel()
        self._draws = {key: drawn for key, drawn in self._draws.items() if key in self.proxy.toxics}
        if self.lossy and not any(toxic.kind == "timeout" for toxic in self.touching()):
            self.end()
        self.stir()

    def _after(self, ms: float, act: Callable[[], None]) -> asyncio.TimerHandle:
        return asyncio.get_running_loop().call_later(ms / 1000, act)

    def end(self) -> None:
        """Both sides are closed in order (FIN)."""
        self._finish(abort=False)

    def reset(self) -> None:
        """Both sides are torn down (RST)."""
        self.proxy.counts.reset += 1
        self._finish(abort=True)

    def _finish(self, *, abort: bool) -> None:
        self.over = True
        for timer in self._timers.values():
            timer.cancel()
        for writer in (self.client, self.server):
            if abort:
                _reset(writer)
            else:
                writer.close()
        self.stir()

    async def run(self, client: asyncio.StreamReader, server: asyncio.StreamReader) -> None:
        ways = (_Way(self, UP, client, self.server), _Way(self, DOWN, server, self.client))
        tasks = [asyncio.create_task(part) for way in ways for part in (way.fill(), way.empty())]
        self.apply()
        try:
            await asyncio.gather(*tasks)
        except (OSError, ConnectionError):
            if not self.over:
                self.reset()
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            if not self.over:
                self.end()


class Proxy:
    """Listens on a port of its own and passes everything on to `host:port`; belongs to one event loop."""

    def __init__(self, host: str, port: int, seed: int = 0) -> None:
        self.target = (host, port)
        self.seed = seed
        self.toxics: dict[str, Toxic] = {}
        self.counts = Counts()
        self.port = 0
        self._links: set[_Link] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._server: asyncio.Server | None = None
        self._marks: list[tuple[str, bytes, Callable[[], None]]] = []

    async def start(self) -> "Proxy":
        """Listen; on the same port as before."""
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", self.port, limit=PIECE)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def close(self) -> None:
        """End everything."""
        await self.down()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def down(self) -> None:
        """Refuse connections, and reset those that there are."""
        if self._server is not None:
            self._server.close()
            await self._server.wait_closed()
            self._server = None
        self.cut()

    async def up(self) -> None:
        """Listen again."""
        if self._server is None:
            await self.start()

    def cut(self) -> None:
        """Reset every connection there is now."""
        for link in list(self._links):
            link.reset()

    def add(self, *toxics: Toxic) -> None:
        """From now on this is wrong, with connections that live and with those to come."""
        self.toxics |= {toxic.key: toxic for toxic in toxics}
        self._apply()

    def remove(self, *keys: str) -> None:
        """These are over."""
        for key in keys:
            self.toxics.pop(key, None)
        self._apply()

    def clear(self) -> None:
        """Nothing is wrong any more."""
        self.remove(*list(self.toxics))

    def when(self, stream: str, mark: bytes, act: Callable[[], None]) -> None:
        """Do this once, when `mark` is about to pass in one piece."""
        self._marks.append((stream, mark, act))

    def saw(self, stream: str, data: bytes) -> None:
        """A piece has come in."""
        for entry in [entry for entry in self._marks if entry[0] == stream and entry[1] in data]:
            self._marks.remove(entry)
            entry[2]()

    @property
    def open(self) -> int:
        """Connections now."""
        return len(self._links)

    def _apply(self) -> None:
        for link in list(self._links):
            link.apply()

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        self.counts.connections += 1
        try:
            server_reader, server_writer = await asyncio.open_connection(*self.target, limit=PIECE)
        except OSError:
            self.counts.refused += 1
            _reset(writer)
            self._tasks.discard(task)
            return
        link = _Link(self, writer, server_writer, self.counts.connections)
        self._links.add(link)
        try:
            await link.run(reader, server_reader)
        finally:
            self._links.discard(link)
            self._tasks.discard(task)


def _reset(writer: asyncio.StreamWriter) -> None:
    """End it with an RST."""
    raw = writer.get_extra_info("socket")
    if raw is not None:
        with contextlib.suppress(OSError):
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


class ProxyThread:
    """A proxy on an event loop of its own, for tests that block."""

    def __init__(self, host: str, port: int, seed: int = 0) -> None:
        self.proxy = Proxy(host, port, seed)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="fault-proxy", daemon=True)

    def __enter__(self) -> "ProxyThread":
        self._thread.start()
        self.run(self.proxy.start)
        return self

    def __exit__(self, *_: object) -> None:
        self.run(self.proxy.close)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def run(self, act: Callable[..., object], *words: object) -> object:
        """Call it on the proxy's loop, and wait for it."""

        async def call() -> object:
            found = act(*words)
            return await found if asyncio.iscoroutine(found) else found

        return asyncio.run_coroutine_threadsafe(call(), self._loop).result(20)
