"""Compressed frames on real sockets: who gets them, how small they are, how many may, and what a bomb comes to."""

import asyncio
import contextlib
import functools
import json
import time
import tracemalloc
import zlib
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.extensions.permessage_deflate import ClientPerMessageDeflateFactory

from console.backend.door_deflate import LEVEL, MEMORY_LEVEL, STRANGERS_BYTES, WINDOW_BITS
from console.backend.door_websockets import FRAME_BURST, FRAMES_PER_SECOND
from console.backend.pace import Pace
from console.core.conversation import commands as c
from console.core.conversation.context import Actor
from console.core.wire.limits import MAX_CLIENT_FRAME

Waiter = Callable[[Callable[[], Any]], Awaitable[Any]]
ASKS: dict[str, Any] = {"compression": "deflate"}


@functools.cache
def packed(data: bytes) -> bytes:
    """As one message of permessage-deflate."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -WINDOW_BITS)
    return (packer.compress(data) + packer.flush(zlib.Z_SYNC_FLUSH))[:-4]


def frame(payload: bytes, first: int = 0xC1) -> bytes:
    """As a client may write it; compressed text, unless another first byte is given. The mask is zero."""
    size = len(payload)
    if size < 126:
        head = bytes([first, 0x80 | size])
    elif size < 65_536:
        head = bytes([first, 0xFE]) + size.to_bytes(2, "big")
    else:
        head = bytes([first, 0xFF]) + size.to_bytes(8, "big")
    return head + bytes(4) + payload


def pieces(payload: bytes, number: int) -> bytes:
    """One compressed message in so many frames."""
    step = -(-len(payload) // number)
    parts = [payload[at : at + step] for at in range(0, len(payload), step)]
    firsts = [0x41, *[0x00] * (len(parts) - 2), 0x80]
    return b"".join(frame(part, first) for part, first in zip(parts, firsts, strict=True))


class Tap:
    """The bytes that a client's socket gets, and the first byte of each frame."""

    def __init__(self, socket: Any) -> None:
        self.data = b""
        taken = socket.data_received

        def data_received(data: bytes) -> None:
            self.data += data
            taken(data)

        socket.data_received = data_received

    def frames(self) -> list[tuple[int, int]]:
        """First byte and length of each frame."""
        found, at = [], 0
        while at + 2 <= len(self.data):
            size, head = self.data[at + 1] & 127, 2
            if size >= 126:
                head = 4 if size == 126 else 10
                size = int.from_bytes(self.data[at + 2 : at + head], "big")
            found.append((self.data[at], size))
            at += head + size
        return found


async def fill(backend: Any, chats: int) -> None:
    """So many chats that wait."""
    for n in range(chats):
        await backend.node.service.handle(
            f"cslow{n:04d}", c.AskPerson(), Actor("customer", f"v{n:04d}"), command_id=f"ask{n:08d}"
        )


async def test_who_does_not_ask_gets_none_and_costs_none(backend: Any) -> None:
    agent = await backend.console()
    assert agent.socket.protocol.extensions == []
    assert backend.node.compression.begun == 0
    assert "Sec-WebSocket-Extensions" not in agent.socket.response.headers


async def test_rows_and_deltas_are_a_fraction_of_their_size_and_the_same(backend: Any) -> None:
    await fill(backend, 60)
    plain, slow = await backend.console("maya"), await backend.console("lena", **ASKS)
    taps = {agent: Tap(agent.socket) for agent in (plain, slow)}
    rows = {agent: await agent.sync() for agent in taps}
    assert rows[plain] == rows[slow]
    size = {agent: len(tap.data) for agent, tap in taps.items()}
    assert size[slow] < size[plain] / 8
    said = c.Say("some words of mine")
    for n in range(10):
        actor = Actor("customer", f"v{n:04d}")
        await backend.node.service.handle(f"cslow{n:04d}", said, actor, command_id=f"say{n:08d}")
        for agent in taps:
            await agent.where(lambda frame, n=n: frame["t"] == "delta" and f"cslow{n:04d}" in json.dumps(frame))
    more = {agent: len(tap.data) - size[agent] for agent, tap in taps.items()}
    assert more[slow] < more[plain] / 2


async def test_nothing_is_compressed_for_who_has_not_signed_in(backend: Any, until: Waiter) -> None:
    strangers = [await backend.open("/v1/console", **ASKS) for _ in range(3)]
    assert all(socket.protocol.extensions for socket in strangers)
    assert backend.node.compression.begun == 0
    token = await backend.token()
    tap = Tap(strangers[0])
    await strangers[0].send(json.dumps({"t": "auth", "token": "wrong", "proto": 1, "device": ""}))
    with contextlib.suppress(ConnectionClosed):
        async for _ in strangers[0]:
            pass
    assert [first for first, _ in tap.frames()] == [0x81, 0x88]
    tap = Tap(strangers[1])
    await strangers[1].send(json.dumps({"t": "auth", "token": token, "proto": 1, "device": ""}))
    await until(lambda: backend.node.compression.begun == 1)
    await until(lambda: tap.frames())
    assert tap.frames()[0][0] == 0xC1


async def test_no_more_than_so_many_are_and_the_others_go_on_plain(backend_at: Any, until: Waiter) -> None:
    async with backend_at(compressed_sockets=1) as backend:
        early = await backend.open("/v1/console", **ASKS)
        first = await backend.console("maya", **ASKS)
        second = await backend.console("lena", **ASKS)
        assert first.socket.protocol.extensions
        assert second.socket.protocol.extensions == []
        await second.sync()
        # It was agreed to while there was room, which another one took before it had signed in.
        tap = Tap(early)
        await early.send(json.dumps({"t": "auth", "token": await backend.token("olga"), "proto": 1, "device": ""}))
        await until(lambda: tap.frames())
        assert {head for head, _ in tap.frames()} == {0x81}
        assert backend.node.compression.begun == 1
        await first.socket.close()
        await until(lambda: backend.node.compression.begun == 0)
        assert (await backend.console("maya", **ASKS)).socket.protocol.extensions


async def test_who_goes_while_the_sign_in_is_looked_up_takes_no_place(
    backend: Any, until: Waiter, monkeypatch: pytest.MonkeyPatch
) -> None:
    stranger, gone = await backend.open("/v1/console", **ASKS), asyncio.Event()
    session, left = backend.node.access.session, asyncio.Event()

    async def late(*words: Any) -> Any:
        stranger.transport.abort()
        await until(lambda: backend.node.door.open_sockets == 0)
        gone.set()
        return await session(*words)

    monkeypatch.setattr(backend.node.access, "session", late)
    monkeypatch.setattr(backend.node.gateway, "_leave", lambda socket: left.set())
    await stranger.send(json.dumps({"t": "auth", "token": await backend.token(), "proto": 1, "device": ""}))
    await asyncio.wait_for(gone.wait(), 10)
    await asyncio.wait_for(left.wait(), 10)
    assert backend.node.compression.begun == 0


async def test_none_may_be_all_there_are(backend_at: Any) -> None:
    async with backend_at(compressed_sockets=0) as backend:
        agent = await backend.console(**ASKS)
        assert agent.socket.protocol.extensions == []


async def test_who_wants_no_context_kept_gets_each_message_by_itself(backend: Any) -> None:
    await fill(backend, 5)
    offer = ClientPerMessageDeflateFactory(server_no_context_takeover=True)
    agent = await backend.console(extensions=[offer])
    assert agent.socket.protocol.extensions[0].remote_no_context_takeover
    assert len(await agent.sync()) == 5
    assert len(await agent.sync()) == 5


async def test_an_offer_without_a_bound_for_what_the_client_sends_is_declined(backend: Any) -> None:
    agent = await backend.console(extensions=[ClientPerMessageDeflateFactory(client_max_window_bits=None)])
    assert agent.socket.protocol.extensions == []


async def test_a_client_keeps_no_context_of_what_it_sends(backend: Any) -> None:
    agent = await backend.console(**ASKS)
    (agreed,) = agent.socket.protocol.extensions
    assert agreed.local_no_context_takeover
    assert agreed.local_max_window_bits == WINDOW_BITS


BOMBS = {
    # A gigabyte of zeros; its head says enough, so that no more than a part of it need be sent.
    "larger than a frame may be on the wire": lambda: frame(packed(bytes(1024**2)) * 1024)[:20_000],
    "a thousand times larger than on the wire": lambda: frame(packed(bytes(60 * 1024**2))),
    "in pieces": lambda: pieces(packed(b" " * 150_000), 5),
    "one byte too many": lambda: frame(packed(b" " * (MAX_CLIENT_FRAME + 1))),
}


@pytest.mark.parametrize("bomb", BOMBS)
@pytest.mark.parametrize("signed_in", [False, True])
async def test_a_bomb_is_refused_before_it_takes_room(backend: Any, wire: Any, bomb: str, *, signed_in: bool) -> None:
    data = BOMBS[bomb]()
    agent = await backend.console(**ASKS) if signed_in else wire(await backend.open("/v1/console", **ASKS))
    tracemalloc.start()
    try:
        began = time.process_time()
        agent.socket.transport.write(data)
        assert await agent.closed() == 1009
        used, peak = time.process_time() - began, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    # What is written waits in this process too; inflated it would be 64 MiB and more.
    assert peak < len(data) * 3 + 1024**2
    assert used < 5


async def test_a_message_of_somebody_who_has_not_signed_in_inflates_to_little(backend: Any, wire: Any) -> None:
    stranger = wire(await backend.open("/v1/console", **ASKS))
    stranger.socket.transport.write(frame(packed(b" " * (STRANGERS_BYTES + 1))))
    assert await stranger.closed() == 1009
    agent = await backend.console(**ASKS)
    ping = b'{"t":"ping","n":7' + b" " * (MAX_CLIENT_FRAME - 40) + b"}"
    agent.socket.transport.write(frame(packed(ping)))
    await agent.until("pong", n=7)


async def test_what_does_not_inflate_ends_the_socket(backend: Any) -> None:
    agent = await backend.console(**ASKS)
    agent.socket.transport.write(frame(b"\xff" * 100))
    assert await agent.closed() == 1002


async def test_small_frames_that_inflate_are_paced_as_large_ones(
    backend: Any, until: Waiter, monkeypatch: pytest.MonkeyPatch
) -> None:
    agent = await backend.console(**ASKS)
    (socket,) = backend.node.gateway.outlet.sockets.values()
    socket.connection._share = Pace(FRAMES_PER_SECOND, FRAME_BURST, lambda: 0.0)
    ping = b'{"t":"ping","n":%d' + b" " * (MAX_CLIENT_FRAME - 40) + b"}"
    agent.socket.transport.write(b"".join(frame(packed(ping % n)) for n in range(3)))
    await agent.until("pong", n=0)
    assert socket.connection._share.owes
    await agent.until("pong", n=2)


def test_one_compressor_is_as_large_as_it_is_said_to_be() -> None:
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        many = [zlib.compressobj(LEVEL, zlib.DEFLATED, -WINDOW_BITS, MEMORY_LEVEL) for _ in range(20)]
        each = (tracemalloc.get_traced_memory()[0] - before) / len(many)
    finally:
        tracemalloc.stop()
    assert each < 40 * 1024
