"""The chain of deltas on its way: every live console gets every link, in order and once; nobody waits for all."""

import asyncio
from typing import Any

import pytest
from msgspec import json

from console.backend import gateway_chain
from console.backend.gateway_chain import AT_A_TIME, Chain, Link
from console.core.wire.frames import Delta


class Socket:
    """As much of a console's socket as the chain looks at."""

    def __init__(self, *, takes_changes: bool = False) -> None:
        self.synced = self.gone = False
        self.linked = 0
        self.takes_changes = takes_changes
        self.heard: list[tuple[str, str]] = []
        self.shorts = 0


class Outlet:
    """Writes down what is sent."""

    def __init__(self) -> None:
        self.sockets: dict[int, Socket] = {}

    def broadcast(self, sockets: list[Socket], data: bytes) -> None:
        frame = json.decode(data)
        for socket in sockets:
            assert not socket.gone
            socket.heard.append((frame["prev"], frame["pos"]))
            socket.shorts += frame.get("time") == 2

    def spawn(self, work: Any) -> "asyncio.Task[None]":
        return asyncio.create_task(work)


def link(n: int) -> Link:
    return Link(Delta(f"r.{n - 1}", f"r.{n}", time=1), Delta(f"r.{n - 1}", f"r.{n}", time=2))


def made(count: int) -> tuple[Chain, dict[int, Socket]]:
    outlet = Outlet()
    chain = Chain(outlet)  # type: ignore[arg-type]
    for n in range(count):
        outlet.sockets[n] = Socket(takes_changes=n % 2 == 1)
        chain.join(outlet.sockets[n])  # type: ignore[arg-type]
    return chain, outlet.sockets


async def rest(chain: Chain) -> None:
    async with asyncio.timeout(10):
        while chain.busy:  # noqa: ASYNC110 - its end is no event
            await asyncio.sleep(0)


def whole(*numbers: int) -> list[tuple[str, str]]:
    return [(f"r.{n - 1}", f"r.{n}") for n in numbers]


async def test_few_consoles_have_it_at_once_each_in_its_form() -> None:
    chain, sockets = made(4)
    chain.add([link(1), link(2)])
    assert not chain.busy
    assert all(socket.heard == whole(1, 2) for socket in sockets.values())
    assert [socket.shorts for socket in sockets.values()] == [0, 2, 0, 2]


async def test_many_are_told_some_at_a_time_and_others_have_their_turn_between() -> None:
    chain, sockets = made(5 * AT_A_TIME)
    chain.add([link(1)])
    seen = []
    async with asyncio.timeout(10):
        while chain.busy:
            seen.append(sum(bool(socket.heard) for socket in sockets.values()))
            await asyncio.sleep(0)
    assert set(seen) >= {AT_A_TIME, 2 * AT_A_TIME, 3 * AT_A_TIME, 4 * AT_A_TIME}
    assert all(socket.heard == whole(1) for socket in sockets.values())


async def test_what_is_added_meanwhile_reaches_all_in_order() -> None:
    chain, sockets = made(4 * AT_A_TIME)
    chain.add([link(1)])
    await asyncio.sleep(0.001)
    chain.add([link(2)])
    await rest(chain)
    chain.add([link(3)])
    await rest(chain)
    assert all(socket.heard == whole(1, 2, 3) for socket in sockets.values())


async def test_who_joins_or_asks_where_the_chain_stands_meanwhile_gets_the_rest_and_nothing_twice() -> None:
    chain, sockets = made(4 * AT_A_TIME)
    chain.add([link(1)])
    last = sockets[4 * AT_A_TIME - 1]
    assert last.heard == []
    chain.complete(last)  # type: ignore[arg-type]
    assert last.heard == whole(1)
    late = sockets[10_000] = Socket()
    chain.complete(late)  # type: ignore[arg-type]
    chain.join(late)  # type: ignore[arg-type]
    chain.add([link(2)])
    await rest(chain)
    assert late.heard == whole(2)
    assert last.heard == whole(1, 2)


async def test_who_leaves_or_begins_anew_meanwhile_gets_no_more() -> None:
    chain, sockets = made(4 * AT_A_TIME)
    chain.add([link(1)])
    gone, anew = sockets[4 * AT_A_TIME - 1], sockets[4 * AT_A_TIME - 2]
    gone.gone, anew.synced = True, False
    await rest(chain)
    assert gone.heard == anew.heard == []


async def test_lists_that_take_long_to_send_come_less_often(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]

    def clock() -> float:
        now[0] += 0.05
        return now[0]

    monkeypatch.setattr(gateway_chain, "loop_time", clock)
    chain, _ = made(4)
    chain.add([link(1)])
    assert chain.every == pytest.approx(gateway_chain.SHARE * 0.05)
