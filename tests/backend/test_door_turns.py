"""Sockets that send more than their share are read in turns, whole and in order, and keep nobody else waiting."""

import asyncio
from collections.abc import Callable

import pytest

from console.backend import door_websockets
from console.backend.door_turns import PART, TURN_S, Turns
from tests.backend.test_door import PATIENCE, frame, opened, upgrade

MANY = 3_000


class Pile:
    """Something left to read, in so many pieces."""

    def __init__(self, turns: Turns, left: int, told: Callable[["Pile"], None]) -> None:
        self.left = left
        self.told = told
        turns.wait(self)

    def read_on(self) -> bool:
        self.left -= 1
        self.told(self)
        return self.left > 0


async def test_each_gets_its_turn_and_only_as_long_as_something_is_left() -> None:
    turns, read, done = Turns(), [], asyncio.Event()

    def told(pile: Pile) -> None:
        read.append(piles.index(pile))
        if len(read) == 10:
            done.set()

    piles: list[Pile] = []
    for left in (3, 1, 2, 4):
        piles.append(Pile(turns, left, told))
    await asyncio.wait_for(done.wait(), PATIENCE)
    assert read == [0, 1, 2, 3, 0, 2, 3, 0, 3, 3]
    ended = asyncio.Event()
    Pile(turns, 1, lambda pile: ended.set())
    await asyncio.wait_for(ended.wait(), PATIENCE)


async def test_most_of_the_loops_time_is_left_to_others() -> None:
    loop = asyncio.get_running_loop()
    turns, done, spent = Turns(), asyncio.Event(), 0.0

    def told(pile: Pile) -> None:
        nonlocal spent
        began = loop.time()
        while loop.time() - began < TURN_S:
            pass
        spent += loop.time() - began
        if not pile.left:
            done.set()

    began = loop.time()
    Pile(turns, 20, told)
    await asyncio.wait_for(done.wait(), PATIENCE)
    # The last one is not followed by a rest.
    assert spent - 2 * TURN_S <= PART * (loop.time() - began)


@pytest.mark.parametrize("at_once", [door_websockets.READ_BYTES, 1 << 20])
async def test_what_comes_beyond_the_share_is_taken_whole_and_in_order(
    at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The larger one as an event loop reads that cannot be told how much.
    monkeypatch.setattr(door_websockets, "READ_BYTES", at_once)
    async with opened() as (_, at):
        reader, writer = await asyncio.open_connection(at.host, at.port)
        writer.write(upgrade() + b"".join(frame(f"{n:06d}") for n in range(MANY)))
        await reader.readuntil(b"\r\n\r\n")
        async with asyncio.timeout(PATIENCE):
            told = await reader.readexactly(8 * MANY)
        writer.close()
    assert [told[n * 8 + 2 : n * 8 + 8] for n in range(MANY)] == [b"%06d" % n for n in range(MANY)]


async def test_what_waits_is_taken_before_the_end_of_the_line_is_acted_on() -> None:
    heard: list[str] = []
    ended = asyncio.Event()

    async def hear(connection: door_websockets.ServerConnection) -> None:
        async for message in connection:
            heard.append(str(message))
        ended.set()

    routes = {"/v1/console": door_websockets.Route(handler=hear)}
    async with opened(routes=routes) as (_, at):
        reader, writer = await asyncio.open_connection(at.host, at.port)
        writer.write(upgrade())
        await reader.readuntil(b"\r\n\r\n")
        goodbye = b"\x88\x82\0\0\0\0\x03\xe8"
        writer.write(b"".join(frame(f"{n:06d}") for n in range(MANY)) + goodbye)
        writer.write_eof()
        await asyncio.wait_for(ended.wait(), PATIENCE)
        writer.close()
    assert heard == [f"{n:06d}" for n in range(MANY)]
