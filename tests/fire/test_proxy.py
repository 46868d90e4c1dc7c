"""The fault proxy itself, on loopback: each toxic does what its name says, to the connections that it should."""

import asyncio
import socket
import time
from collections.abc import Awaitable, Callable

import pytest

from tests.fire.proxy import DOWN, UP, Proxy, ProxyThread, Toxic

BLOB = bytes(range(256)) * 400


class Echo:
    """A server that sends back what it gets, and notes how its connections ended."""

    def __init__(self) -> None:
        self.ends: list[str] = []
        self.ended = asyncio.Event()
        self.got = 0
        self.port = 0

    async def start(self) -> "Echo":
        self.server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.port = self.server.sockets[0].getsockname()[1]
        return self

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while data := await reader.read(65_536):
                self.got += len(data)
                writer.write(data)
                await writer.drain()
            self.ends.append("fin")
        except OSError:
            self.ends.append("reset")
        self.ended.set()
        writer.close()


Line = tuple[asyncio.StreamReader, asyncio.StreamWriter]


def through(work: Callable[[Proxy, Echo], Awaitable[None]], seed: int = 1) -> None:
    """Do this with a proxy before an echo."""

    async def run() -> None:
        echo = await Echo().start()
        proxy = await Proxy("127.0.0.1", echo.port, seed).start()
        try:
            await asyncio.wait_for(work(proxy, echo), 20)
        finally:
            await proxy.close()
            echo.server.close()

    asyncio.run(run())


async def line(proxy: Proxy) -> Line:
    return await asyncio.open_connection("127.0.0.1", proxy.port)


async def echoed(pair: Line, data: bytes) -> float:
    """Seconds until all of it is back, unharmed."""
    reader, writer = pair
    begun = time.monotonic()
    writer.write(data)
    assert await reader.readexactly(len(data)) == data
    return time.monotonic() - begun


def test_without_toxics_everything_passes_and_a_close_is_a_close() -> None:
    async def work(proxy: Proxy, echo: Echo) -> None:
        pair = await line(proxy)
        await echoed(pair, BLOB)
        pair[1].write_eof()
        assert await pair[0].read() == b""
        assert echo.ends == ["fin"]
        assert proxy.counts.bytes == {UP: len(BLOB), DOWN: len(BLOB)}

    through(work)


def test_latency_delays_each_way_and_is_over_when_removed() -> None:
    async def work(proxy: Proxy, echo: Echo) -> None:
        pair = await line(proxy)
        assert await echoed(pair, b"x") < 0.1
        proxy.add(Toxic("latency", UP, latency=120), Toxic("latency", DOWN, latency=120))
        assert 0.24 <= await echoed(pair, b"x") < 0.6
        proxy.add(Toxic("latency", UP, latency=60_000))
        waiting = asyncio.create_task(echoed(pair, b"y"))
        proxy.when(UP, b"y", proxy.clear)
        assert await waiting < 1.0

    through(work)


def test_jitter_keeps_the_order_and_is_the_same_for_the_same_seed() -> None:
    async def times(proxy: Proxy, found: list[float]) -> None:
        proxy.add(Toxic("latency", UP, latency=30, jitter=30))
        pair = await line(proxy)
        for _ in range(5):
            found.append(await echoed(pair, b"x"))

    first: list[float] = []
    again: list[float] = []
    through(lambda proxy, _: times(proxy, first), seed=7)
    through(lambda proxy, _: times(proxy, again), seed=7)
    assert all(abs(one - other) < 0.025 for one, other in zip(first, again, strict=True))

    async def order(proxy: Proxy, echo: Echo) -> None:
        proxy.add(Toxic("latency", UP, latency=5, jitter=5))
        await echoed(await line(proxy), BLOB)

    through(order)


def test_bandwidth_takes_its_time() -> None:
    async def work(proxy: Proxy, echo: Echo) -> None:
        proxy.add(Toxic("bandwidth", DOWN, rate=200))
        assert 0.35 <= await echoed(await line(proxy), b"z" * 80 * 1024) < 1.5

    through(work)


def test_a_slicer_sends_single_bytes() -> None:
    async def work(proxy: Proxy, echo: Echo) -> None:
        proxy.add(Toxic("slicer", DOWN, size=1, delay=2))
        reader, writer = await line(proxy)
        writer.write(b"twenty bytes of text")
        pieces = []
        while sum(map(len, pieces)) < 20:
            pieces.append(await reader.read(100))
        assert len(pieces) >= 10
        assert b"".join(pieces) == b"twenty bytes of text"

    through(work)


def test_a_timeout_swallows_everything_then_ends_the_connection() -> None:
    async def work(proxy: Proxy, echo: Echo) -> None:
        reader, writer = await line(proxy)
        proxy.add(Toxic("timeout", UP, timeout=150))
        writer.write(b"lost")
        assert await reader.read() == b""
        assert echo.got == 0

        # One without an end swallows until it is removed, and then ends: the rest would be another stream.
        proxy.add(Toxic("timeout", UP))
        reader, writer = await line(proxy)
        writer.write(b"lost")
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(reader.read(1), 0.1)
        proxy.clear()
        assert await reader.read() == b""
        assert echo.got == 0

    through(work)


def test_limited_data_ends_in_the_middle() -> None:
    async def work(proxy: Proxy, echo: Echo) -> None:
        proxy.add(Toxic("limit_data", DOWN, bytes=7))
        reader, writer = await line(proxy)
        writer.write(b"0123456789")
        assert await reader.read() == b"0123456"

    through(work)


def test_reset_is_a_reset_on_both_sides() -> None:
    async def work(proxy: Proxy, echo: Echo) -> None:
        pair = await line(proxy)
        await echoed(pair, b"x")
        proxy.add(Toxic("reset_peer", timeout=20))
        with pytest.raises(ConnectionResetError):
            await pair[0].readexactly(1)
        await echo.ended.wait()
        assert echo.ends == ["reset"]
        assert proxy.counts.reset == 1

    through(work)


def test_slow_close_holds_the_end_back() -> None:
    async def work(proxy: Proxy, echo: Echo) -> None:
        pair = await line(proxy)
        await echoed(pair, b"x")
        proxy.add(Toxic("slow_close", UP, delay=200))
        begun = time.monotonic()
        pair[1].write_eof()
        assert await pair[0].read() == b""
        assert time.monotonic() - begun >= 0.19

    through(work)


def test_half_open_stops_both_ways_without_an_end_and_goes_on_unharmed() -> None:
    async def work(proxy: Proxy, echo: Echo) -> None:
        pair = await line(proxy)
        await echoed(pair, b"x")
        proxy.add(Toxic("half_open"))
        waiting = asyncio.create_task(echoed(pair, BLOB))
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(asyncio.shield(waiting), 0.15)
        assert echo.got == 1
        assert echo.ends == []
        proxy.clear()
        await waiting

    through(work)


def test_down_refuses_and_up_listens_on_the_same_port() -> None:
    async def work(proxy: Proxy, echo: Echo) -> None:
        pair = await line(proxy)
        await echoed(pair, b"x")
        await proxy.down()
        with pytest.raises(ConnectionResetError):
            await pair[0].readexactly(1)
        with pytest.raises(ConnectionRefusedError):
            await line(proxy)
        await proxy.up()
        await echoed(await line(proxy), b"x")

    through(work)


def test_toxicity_touches_a_share_that_the_seed_decides() -> None:
    async def work(proxy: Proxy, found: list[bool]) -> None:
        proxy.add(Toxic("limit_data", DOWN, toxicity=0.5, bytes=0))
        for _ in range(12):
            reader, writer = await line(proxy)
            writer.write(b"x")
            found.append(await reader.read(1) == b"x")
            writer.close()

    draws: list[list[bool]] = [[], [], []]
    for draw, seed in zip(draws, (3, 3, 4), strict=True):
        through(lambda proxy, _, draw=draw: work(proxy, draw), seed=seed)
    assert draws[0] == draws[1] != draws[2]
    assert {True, False} == set(draws[0])


def test_a_dead_server_is_refused_and_a_wrong_toxic_is_none() -> None:
    async def work(proxy: Proxy, echo: Echo) -> None:
        echo.server.close()
        await echo.server.wait_closed()
        reader, _ = await line(proxy)
        with pytest.raises(ConnectionResetError):
            await reader.readexactly(1)
        assert proxy.counts.refused == 1

    through(work)
    with pytest.raises(ValueError, match="no such toxic"):
        Toxic("gremlins")


def test_on_a_thread_of_its_own() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        ProxyThread("127.0.0.1", server.getsockname()[1]) as running,
        socket.create_connection(("127.0.0.1", running.proxy.port)) as client,
    ):
        served, _ = server.accept()
        with served:
            client.sendall(b"hello")
            assert served.recv(5) == b"hello"
            running.run(running.proxy.add, Toxic("half_open"))
            client.sendall(b"more")
            served.settimeout(0.1)
            with pytest.raises(TimeoutError):
                served.recv(1)
            running.run(running.proxy.clear)
            served.settimeout(5)
            assert served.recv(4) == b"more"
