"""The simulated links do what links do, and no more: order, tails that are lost, silence, goodbyes."""

import asyncio
import random
from collections.abc import Iterator

import pytest
from websockets.asyncio.server import broadcast
from websockets.exceptions import ConnectionClosed, ConnectionClosedOK
from websockets.protocol import State

from tests.sim.loop import Process, SimLoop
from tests.sim.net import UNREAD, End, Link, Net, Weather


@pytest.fixture
def loop() -> Iterator[SimLoop]:
    world = SimLoop(random.Random(1))
    with world.running():
        yield world
        world.close()


def linked(loop: SimLoop, client: Process | None = None) -> Link:
    weather = Weather(random.Random(2))
    return Net(loop, random.Random(3), weather).connect("maya", "/v1/console", client, loop.process("server"))


async def heard(end: End, frames: list[str]) -> None:
    try:
        async for data in end:
            frames.append(data)
    except ConnectionClosed as gone:
        frames.append(f"closed {gone.rcvd.code if gone.rcvd else 1006}")


def test_frames_come_in_order(loop: SimLoop) -> None:
    link, frames = linked(loop), []
    loop.create_task(heard(link.client, frames))
    for n in range(20):
        broadcast([link.server], str(n).encode(), text=True)
    loop.run(until=2.0)
    assert frames == [str(n) for n in range(20)]


def test_a_reset_loses_a_tail_and_both_ends_hear_of_it(loop: SimLoop) -> None:
    for _ in range(20):
        link, frames = linked(loop), []
        loop.create_task(heard(link.client, frames))
        for n in range(10):
            broadcast([link.server], str(n))
        link.reset()
        loop.run(until=loop.now + 2.0)
        kept, end = frames[:-1], frames[-1]
        assert kept == [str(n) for n in range(len(kept))]
        assert end == "closed 1006"
        assert link.server.state is State.CLOSED


def test_a_crash_behind_a_reset_is_heard_of_too(loop: SimLoop) -> None:
    for _ in range(20):
        link, frames = linked(loop), []
        loop.create_task(heard(link.client, frames))
        broadcast([link.server], "0")
        link.reset()
        loop.kill(link.server.process)
        loop.run(until=loop.now + 2.0)
        assert frames[-1:] == ["closed 1006"]


def test_what_waits_on_a_stalled_link_comes_when_it_flows(loop: SimLoop) -> None:
    link, frames = linked(loop), []
    loop.create_task(heard(link.client, frames))
    link.down.stall()
    broadcast([link.server], "x" * (UNREAD + 100))
    broadcast([link.server], "y")
    loop.run(until=5.0)
    assert frames == []
    assert link.server.buffered == 101
    link.down.flow()
    loop.run(until=6.0)
    assert [data[0] for data in frames] == ["x", "y"]
    assert link.server.buffered == 0


def test_a_writer_waits_for_a_reader_who_is_behind(loop: SimLoop) -> None:
    link = linked(loop)
    link.server.transport.set_write_buffer_limits(high=1_000)
    link.down.stall()
    sending = loop.create_task(link.server.send("x" * (UNREAD + 2_000)))
    loop.run(until=5.0)
    assert not sending.done()
    link.down.flow()
    loop.run(until=6.0)
    assert sending.done()


def test_a_goodbye_is_answered(loop: SimLoop) -> None:
    link, frames = linked(loop), []
    loop.create_task(heard(link.client, frames))
    loop.complete(link.server.close(4409, "newer"))
    assert frames == ["closed 4409"]
    with pytest.raises(ConnectionClosed):
        loop.complete(link.server.recv())


def test_a_plain_goodbye_ends_the_walk_over_frames(loop: SimLoop) -> None:
    link = linked(loop)
    loop.complete(link.client.close())
    with pytest.raises(ConnectionClosedOK):
        loop.complete(link.server.recv())


def test_a_line_that_is_dead_is_noticed_within_25_seconds(loop: SimLoop) -> None:
    link = linked(loop)
    link.up.stall()
    loop.run(until=26.0)
    assert link.server.state is State.CLOSED


def test_a_process_that_sleeps_has_its_frames_later(loop: SimLoop) -> None:
    own, frames = loop.process("maya"), []
    link = linked(loop, own)
    own.spawn(heard(link.client, frames))
    loop.run(until=0.1)
    loop.freeze(own)
    broadcast([link.server], "a")
    loop.run(until=3.0)
    assert frames == []
    loop.thaw(own)
    loop.run(until=4.0)
    assert frames == ["a"]


def test_the_kernel_closes_what_the_dead_had_open(loop: SimLoop) -> None:
    own = loop.process("maya")
    link = linked(loop, own)
    loop.kill(own)
    with pytest.raises(ConnectionClosed):
        loop.complete(asyncio.wait_for(link.server.recv(), 5.0))
