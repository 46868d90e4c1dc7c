"""Hostile and slow sockets of every kind beside healthy ones: each is ended in its own way, and nobody else notices."""

import asyncio
import contextlib
import gc
import itertools
import json
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed

from console.backend import (
    customer_sign_in,
    customers,
    door_websockets,
    gateway,
    gateway_asking,
    gateway_commands,
    gateway_rows,
    gateway_socket,
    gateway_watches,
    outlet,
)
from console.backend.door import DoorLimits
from console.core.conversation import commands as c
from console.core.conversation.context import Actor
from console.core.wire.limits import COMMAND_BURST, MAX_BUFFERED, Close

Waiter = Callable[[Callable[[], Any]], Awaitable[Any]]
QUICK = DoorLimits(
    head_seconds=1.0,
    body_idle_seconds=0.3,
    body_seconds=0.6,
    unread_seconds=0.3,
    handshakes_per_second=10_000,
    handshake_burst=20_000,
    per_address=10_000,
    request_burst=100_000,
)


@pytest.fixture
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Deadlines that a test can wait for."""
    monkeypatch.setattr(outlet, "HANG_UP_S", 0.2)
    monkeypatch.setattr(gateway, "AUTH_DEADLINE", 1_000)
    monkeypatch.setattr(gateway, "SLOW_DOWN_S", 0)
    monkeypatch.setattr(customers, "SLOW_DOWN_S", 0)
    monkeypatch.setattr(customer_sign_in, "AUTH_DEADLINE", 1_000)


def masked(opcode: int, payload: bytes = b"") -> bytes:
    """A frame as a client may write it (the mask is zero)."""
    size = len(payload)
    head = bytes([opcode, 0x80 | size]) if size < 126 else bytes([opcode, 0xFE]) + size.to_bytes(2, "big")
    return head + b"\0\0\0\0" + payload


async def raw(backend: Any, data: bytes, then: bytes = b"") -> bytes:
    """Write something else than the protocol, and read until the backend has enough of it."""
    reader, writer = await asyncio.open_connection("127.0.0.1", backend.node.listening.port)
    answer = asyncio.create_task(reader.read())
    writer.write(data)
    # The interval is the attack: a little at a time, for ever.
    while then and not (await asyncio.wait({answer}, timeout=0.05))[0]:
        writer.write(then)
    with contextlib.suppress(OSError):
        return await asyncio.wait_for(answer, 10)
    writer.close()
    return b""


# what each kind does, and how it ends


async def never_signs_in(backend: Any, wire: Any) -> None:
    assert await wire(await backend.open("/v1/console")).closed() == Close.AUTH_TIMEOUT


async def page_never_signs_in(backend: Any, wire: Any) -> None:
    page = await backend.open("/v1/customer", origin=backend.node.listening.url())
    assert await wire(page).closed() == Close.AUTH_TIMEOUT


async def dribbles_a_head(backend: Any, wire: Any) -> None:
    assert (await raw(backend, b"GET /v1/console HT", b"T")).startswith(b"HTTP/1.1 4")


async def dribbles_a_body(backend: Any, wire: Any) -> None:
    head = b"POST /v1/login HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n"
    assert await raw(backend, head, b"x") == b""


async def sends_a_huge_frame(backend: Any, wire: Any) -> None:
    agent = await backend.console("huge")
    with contextlib.suppress(ConnectionClosed):
        await agent.socket.send("x" * 100_000)
    assert await agent.closed() == 1009


async def sends_what_is_no_text(backend: Any, wire: Any) -> None:
    agent = await backend.console("no-text")
    agent.socket.transport.write(masked(0x81, b'{"t":"ping","n":"\xff\xfe"}'))
    assert await agent.closed() == 1007


async def sends_a_compression_bomb(backend: Any, wire: Any) -> None:
    page = await backend.page("v-bomb")
    assert page.socket.protocol.extensions == []
    page.socket.transport.write(masked(0xC1, b"\xec\xc1\x01\x01" * 30))
    assert await page.closed() == 1002


async def sends_deep_json(backend: Any, wire: Any) -> None:
    agent = await backend.console("deep")
    await agent.socket.send('{"t":"ping","n":' + '{"a":' * 9_000)
    assert await agent.closed() == Close.BAD_FRAME


async def sends_many_keys(backend: Any, wire: Any) -> None:
    agent = await backend.console("keys")
    await agent.socket.send('{"t":"ping","n":1,' + ",".join(f'"k{n}":0' for n in range(6_000)) + "}")
    await agent.until("pong", n=1)
    await agent.socket.close()


async def never_ends_a_message(backend: Any, wire: Any) -> None:
    agent = await backend.console("fragments")
    agent.socket.transport.write(masked(0x01, b'{"t":') + masked(0x00) * 200_000)
    assert await agent.closed() in (1009, 1006)


async def pings_without_end(backend: Any, wire: Any) -> None:
    agent = await backend.console("pings")
    agent.socket.transport.write(masked(0x89, b"x" * 125) * 5_000)
    assert await agent.closed() == 1006


async def floods_with_commands(backend: Any, wire: Any) -> None:
    agent = await backend.console("commands")
    do = {"do": "take"}
    await _flood(agent, [{"t": "cmd", "id": f"flood-{n:06d}", "conv": "none", "do": do} for n in range(700)])


async def floods_with_watches(backend: Any, wire: Any) -> None:
    agent = await backend.console("watches")
    await _flood(agent, [{"t": "watch" if n % 2 else "unwatch", "conv": f"c{n % 7}"} for n in range(700)])


async def floods_with_searches(backend: Any, wire: Any) -> None:
    agent = await backend.console("searches")
    await _flood(agent, [{"t": "find", "id": f"find{n}", "text": "person"} for n in range(700)])


async def floods_with_typing(backend: Any, wire: Any) -> None:
    agent = await backend.console("typing")
    await _flood(agent, [{"t": "typing", "conv": f"c{n}"} for n in range(700)])


async def floods_with_syncs(backend: Any, wire: Any) -> None:
    agent = await backend.console("syncs")
    await _flood(agent, [{"t": "sync"} for n in range(700)])


async def page_floods_with_messages(backend: Any, wire: Any) -> None:
    await _flood(await backend.page("v-flood"), [{"t": "say", "id": f"flood{n:05d}", "text": "x"} for n in range(300)])


async def page_floods_with_typing(backend: Any, wire: Any) -> None:
    await _flood(await backend.page("v-typing"), [{"t": "typing", "on": True} for n in range(3_000)])


async def _flood(client: Any, frames: list[dict[str, Any]]) -> None:
    client.socket.transport.write(b"".join(masked(0x81, json.dumps(frame).encode()) for frame in frames))
    assert await client.closed() == Close.TOO_FAST


FLOODS = ("commands", "watches", "searches", "typing", "syncs")
KINDS = (
    never_signs_in,
    page_never_signs_in,
    dribbles_a_head,
    dribbles_a_body,
    sends_a_huge_frame,
    sends_what_is_no_text,
    sends_a_compression_bomb,
    sends_deep_json,
    sends_many_keys,
    never_ends_a_message,
    pings_without_end,
    floods_with_commands,
    floods_with_watches,
    floods_with_searches,
    floods_with_typing,
    floods_with_syncs,
    page_floods_with_messages,
    page_floods_with_typing,
)


async def test_each_is_ended_in_its_own_way_and_healthy_ones_get_everything(
    backend_at: Any, wire: Any, until: Waiter, soon: None
) -> None:
    async with backend_at(limits=QUICK) as backend:
        page, conv = await backend.queued("v-healthy")
        healthy = [await backend.console(f"healthy{n}") for n in range(3)]
        for agent in healthy:
            await agent.sync()
            await agent.watch(conv)
        for login in ("huge", "no-text", "deep", "keys", "fragments", "pings", *FLOODS):
            await backend.user(login)
        hostile = [asyncio.create_task(kind(backend, wire)) for kind in KINDS for _ in range(2)]
        for n in range(30):
            # Through the service: the page's own pace is not what this is about.
            said = c.Say(f"message {n}")
            await backend.node.service.handle(conv, said, Actor("customer", "v-healthy"), command_id=f"say-{n:05d}")
        for agent in healthy:
            texts: list[str] = []
            while len(texts) < 30:
                records = (await agent.until("events", conv=conv))["records"]
                texts += [r["bodies"]["text"] for r in records if r["event"]["ev"] == "customer_said"]
            assert texts == [f"message {n}" for n in range(30)]
        await asyncio.gather(*hostile)
        for n, agent in enumerate(healthy):
            await agent.send(t="ping", n=n)
            pong = await agent.until("pong", n=n)
            deltas = [frame["pos"] for frame in agent.frames if frame["t"] == "delta"]
            assert pong["pos"] == deltas[-1]
        await page.socket.close()
        kept = backend.node.gateway
        await until(lambda: len(kept.outlet.sockets) == 3)
        assert kept.outlet.tasks == set()


async def test_who_does_not_read_is_cut_soon_however_little_there_is_to_say(
    backend_at: Any, until: Waiter, monkeypatch: pytest.MonkeyPatch, soon: None
) -> None:
    monkeypatch.setattr(gateway_rows, "SNAPSHOTS_AT_ONCE", 1)
    monkeypatch.setattr(gateway_rows, "PATIENCE_S", 0.05)
    async with backend_at(limits=replace(QUICK, unread_seconds=2.0)) as backend:
        _, conv = await backend.queued()
        deaf = await backend.console("deaf")
        await deaf.watch(conv)
        (socket,) = backend.node.gateway.outlet.sockets.values()
        deaf.socket.transport.pause_reading()
        said = 0
        while door_websockets.buffered(socket.connection) <= gateway.PACED_BYTES:
            said += 1
            words = c.Say("x" * 16_000)
            await backend.node.service.handle(conv, words, Actor("customer", "v1"), command_id=f"say-{said:05d}")
        # It holds up the next one for a moment only, and that one gets all rows.
        await deaf.send(t="sync")
        await until(lambda: backend.node.gateway.rows._turns.locked())
        calm = await backend.console("calm")
        assert len(await calm.sync()) == 1
        assert not socket.gone
        # Nothing more is said to it, and no ping of 15 seconds is waited for.
        await until(lambda: len(backend.node.gateway.outlet.sockets) == 1)
        assert door_websockets.buffered(socket.connection) <= MAX_BUFFERED
        await until(lambda: not backend.node.gateway.outlet.tasks)


async def test_a_newer_socket_does_not_wait_for_the_older_one_to_go(
    backend: Any, until: Waiter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outlet, "HANG_UP_S", 3_600.0)
    old = await backend.console("maya", device="laptop")
    # Half open: it hears nothing and says nothing, and its close is never answered.
    old.socket.transport.pause_reading()
    new = await backend.console("maya", device="laptop")
    assert await new.sync() == []
    (kept,) = backend.node.gateway.outlet.sockets.values()
    assert kept.id == (await _welcome(new))["session"]
    assert backend.node.people.present(new.user)
    old.socket.transport.abort()
    await until(lambda: backend.node.people._sessions == {new.user: 1})


async def _welcome(console: Any) -> Any:
    return next(frame for frame in console.frames if frame["t"] == "welcome")


async def test_a_flood_is_read_no_faster_than_it_may_come(backend: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gateway, "SLOW_DOWN_S", 3_600.0)
    agent, calm = await backend.console("maya"), await backend.console("leo")
    (socket,) = [s for s in backend.node.gateway.outlet.sockets.values() if s.session.user.login == "maya"]
    agent.socket.transport.write(b"".join(masked(0x81, b'{"t":"ping","n":%d}' % n) for n in range(20_000)))
    for n in range(2 * COMMAND_BURST):
        await agent.until("pong", n=n)
    await calm.send(t="ping", n=1)
    await calm.until("pong")
    # One over the rate was read; of the rest hardly anything, and none of it is kept here.
    assert socket.excess == 1
    assert len(socket.connection.recv_messages.frames) < 2_000


async def test_histories_beyond_a_consoles_share_come_more_slowly(
    backend: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gateway_socket, "WATCH_BURST", 2)
    monkeypatch.setattr(gateway_socket, "WATCHES_PER_SECOND", 1e-9)
    monkeypatch.setattr(gateway_watches, "PAUSE_S", 0.001)
    convs = [(await backend.queued(f"v{n}"))[1] for n in range(3)]
    agent = await backend.console()
    for conv in convs:
        await agent.send(t="watch", conv=conv)
    # They are filled side by side, so that either may be the first.
    assert {(await agent.until("watched"))["conv"] for _ in range(2)} == set(convs[:2])
    await agent.send(t="ping", n=1)
    await agent.until("pong")
    assert not [frame for frame in agent.frames if frame["t"] == "watched" and frame["conv"] == convs[2]]
    (socket,) = backend.node.gateway.outlet.sockets.values()
    socket.watch_pace = gateway_socket.Pace(1_000, 1)
    await agent.until("watched", conv=convs[2])


async def test_commands_are_carried_out_at_the_rate_that_was_told(
    backend: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gateway, "SLOW_DOWN_S", 0)
    agent = await backend.console()
    limits = (await _welcome(agent))["limits"]
    assert limits["command_burst"] == COMMAND_BURST
    frames = [
        {"t": "cmd", "id": f"burst-{n:05d}", "conv": "none", "do": {"do": "take"}} for n in range(3 * COMMAND_BURST)
    ]
    agent.socket.transport.write(b"".join(masked(0x81, json.dumps(frame).encode()) for frame in frames))
    answers = [await agent.until("result", id=frame["id"]) for frame in frames[:COMMAND_BURST]]
    assert {answer["code"] for answer in answers} == {"not_found"}
    while not (late := [f for f in agent.frames if f["t"] == "result" and f["id"] == frames[-1]["id"]]):
        await agent.next()
    last = late[0]
    assert (last["status"], last["code"]) == ("retry", "rate_limited")


async def test_what_is_under_way_for_one_socket_is_bounded_while_the_store_stands_still(
    backend: Any, until: Waiter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gateway_commands, "MOST_UNDER_WAY", 5)
    monkeypatch.setattr(gateway_asking, "MOST_QUESTIONS", 3)
    agent = await backend.console()
    go, store = asyncio.Event(), backend.node.store
    real, searched = store.role_of, store.search

    async def role_of(hash: bytes) -> Any:
        await go.wait()
        return await real(hash)

    async def search(*args: Any, **words: Any) -> Any:
        await go.wait()
        return await searched(*args, **words)

    store.role_of, store.search = role_of, search
    for n in range(8):
        await agent.send(t="cmd", id=f"command-{n}", conv="none", do={"do": "take"})
        await agent.send(t="find", id=f"find-{n}", text="x")
    for n in range(5, 8):
        assert (await agent.until("result", id=f"command-{n}"))["code"] == "busy"
    refused = [f["id"] for f in agent.frames if f["t"] == "problem" and f["code"] == "busy"]
    while len(refused) < 4:
        refused.append((await agent.until("problem", code="busy"))["id"])
    assert set(refused) < {f"find-{n}" for n in range(3, 8)} | {"find-8"}
    go.set()
    for n in range(5):
        assert (await agent.until("result", id=f"command-{n}"))["code"] == "not_found"
    (socket,) = backend.node.gateway.outlet.sockets.values()
    await until(lambda: (socket.under_way, socket.under_way_bytes, socket.commands) == (0, 0, {}))
    await until(lambda: not socket.answering)


async def test_two_thousand_sockets_that_come_and_go_leave_nothing(backend_at: Any, until: Waiter, soon: None) -> None:
    async with backend_at(limits=QUICK) as backend:
        _, conv = await backend.queued("v-queued")
        node = backend.node
        tokens = [await backend.token(f"agent{n}") for n in range(40)]
        await until(lambda: len(node.customers._everyone) == 1)

        async def come_and_go(n: int) -> None:
            if n % 10 == 0:
                page = await backend.page(f"v{n}")
                page.socket.transport.abort()
                return
            frames = [
                {"t": "auth", "token": tokens[n % 40], "proto": 1, "device": f"device{n}"},
                {"t": "sync"},
                {"t": "watch", "conv": conv},
                {"t": "viewing", "conv": conv},
                {"t": "typing", "conv": conv},
                {"t": "cmd", "id": f"command-{n}", "conv": conv, "do": {"do": "take"}, "epoch": 99},
                {"t": "find", "id": "f", "text": "person"},
            ]
            reader, writer = await asyncio.open_connection("127.0.0.1", node.listening.port)
            writer.write(
                b"GET /v1/console HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
            )
            writer.write(b"".join(masked(0x81, json.dumps(frame).encode()) for frame in frames))
            with contextlib.suppress(asyncio.IncompleteReadError):
                await reader.readuntil(b'"t":"welcome"' if n % 3 else b'"t":"result"')
            writer.transport.abort()

        for start in range(0, 2_000, 50):
            await asyncio.gather(*(come_and_go(n) for n in range(start, start + 50)))
        kept, pages = node.gateway, node.customers
        await until(lambda: not (kept.outlet.sockets or kept.outlet.tasks or kept.watches._watchers))
        await until(lambda: len(pages._everyone) == 1 and not pages.outlet.tasks)
        await until(lambda: node.door.open_sockets == 1)
        await until(lambda: not (kept.watches._typing or kept.watches._looked or kept.presence._changed))
        assert (kept.watches._viewing, kept.watches._stale, kept.presence._stale) == ({}, set(), set())
        assert node.people._sessions == {}
        assert pages.marks._leaving.keys() <= {conv}
        assert len(node.service.turns) == 0
        assert len(node.door._websockets.handler_tasks) == 1
        gc.collect()
        left = [one for one in gc.get_objects() if type(one) is gateway_socket.ConsoleSocket]
        assert left == []


async def test_who_goes_on_flooding_is_carried_out_more_and_more_slowly(
    backend: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gateway, "SLOW_DOWN_S", 0)
    agent = await backend.console()
    (socket,) = backend.node.gateway.outlet.sockets.values()
    now = 0.0
    socket.pace = gateway_socket.Pace(20, COMMAND_BURST, lambda: now)
    socket.frame_pace = gateway_socket.Pace(1, 1_000_000, lambda: now)
    frames = iter(range(10_000))

    async def carried_out(count: int) -> int:
        codes = []
        for n in itertools.islice(frames, count):
            await agent.send(t="cmd", id=f"command-{n:05d}", conv="none", do={"do": "take"})
            codes.append((await agent.until("result", id=f"command-{n:05d}"))["code"])
        assert set(codes) <= {"not_found", "rate_limited"}
        return codes.count("not_found")

    assert await carried_out(COMMAND_BURST + 10) == COMMAND_BURST
    # A second's worth: 20 for whoever keeps to the rate.
    now += 1.0
    assert await carried_out(20) == 3
    # Kept to for a while, it is the old one again.
    for _ in range(400):
        now += 2.0
        await carried_out(1)
        if not socket.excess:
            break
    now += 10.0
    assert await carried_out(COMMAND_BURST) == COMMAND_BURST


async def test_searches_beyond_a_consoles_share_come_more_slowly(backend: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gateway_socket, "SEARCH_BURST", 2)
    monkeypatch.setattr(gateway_socket, "SEARCHES_PER_SECOND", 1e-9)
    monkeypatch.setattr(gateway_asking, "PAUSE_S", 0.001)
    agent = await backend.console()
    for n in range(3):
        await agent.send(t="find", id=f"f{n}", text="person")
    for n in range(2):
        await agent.until("found", id=f"f{n}")
    await agent.send(t="ping", n=1)
    await agent.until("pong")
    assert not [frame for frame in agent.frames if frame["t"] == "found" and frame["id"] == "f2"]
    (socket,) = backend.node.gateway.outlet.sockets.values()
    socket.search_pace = gateway_socket.Pace(1_000, 1)
    await agent.until("found", id="f2")


async def test_what_waits_for_its_turn_does_not_grow_while_the_handler_is_behind(
    backend: Any, monkeypatch: pytest.MonkeyPatch, until: Waiter
) -> None:
    monkeypatch.setattr(gateway, "SLOW_DOWN_S", 0.0001)
    monkeypatch.setattr(gateway, "MOST_EXCESS", 1e9)
    agent = await backend.console()
    (socket,) = backend.node.gateway.outlet.sockets.values()
    agent.socket.transport.write(masked(0x81, b'{"t":"sync"}') * 20_000)
    await until(lambda: socket.excess > 150)
    assert len(socket.connection._late) <= 2 * door_websockets.READ_BYTES
    # In the order in which it was sent, each taken once.
    assert socket.excess < 20_000
