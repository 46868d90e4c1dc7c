"""A slow link: how it is found out, when another socket is opened, and what a real one brings compressed."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from console.backend.node import Node, NodeOptions, running, wall_clock
from console.core.conversation import commands as c
from console.core.conversation.context import Actor
from console.core.text.messages import t
from console.core.wire import frames
from console.desk.adapters import port as p
from console.desk.session import effects as fx
from console.desk.session import slow_link
from console.desk.session.clocks import read_clocks
from console.desk.session.link import Stage
from console.desk.session.moment import Moment
from console.desk.session.news import Notified
from console.desk.session.slow_link import LARGE, PAUSE, SLOW, SURE_AFTER, LineSpeed, SlowLink
from tests.desk.live import PASSWORD, Desk, address, token
from tests.desk.session.bench import ME, Bench, row
from tests.fire.proxy import DOWN, UP, Proxy, Toxic

PIECE = 1_400
ROWS = 300


def comes(speed: LineSpeed, size: int, rate: float, at: float) -> float:
    """A message of so many bytes at this rate; when its last piece came."""
    pieces = -(-size // PIECE)
    for n in range(pieces):
        speed.came(PIECE, at + n * PIECE / rate)
    return at + (pieces - 1) * PIECE / rate


# what a link shows


def test_large_messages_that_come_slowly_show_a_slow_link() -> None:
    speed, at = LineSpeed(), 100.0
    at = comes(speed, 46_000, 9_600, at)
    speed.whole()
    assert speed.is_slow


def test_a_message_that_never_ends_shows_it_too() -> None:
    speed = LineSpeed()
    comes(speed, 46_000, 2_000, 100.0)
    assert speed.is_slow


@pytest.mark.parametrize("rate", [SLOW * 1.1, 10 * SLOW, 1e9])
def test_a_fast_link_is_never_taken_for_a_slow_one(rate: float) -> None:
    speed, at = LineSpeed(), 100.0
    for _ in range(50):
        at = comes(speed, 46_000, rate, at) + 0.1
        speed.whole()
    assert not speed.is_slow


def test_small_messages_say_nothing_however_rarely_they_come() -> None:
    speed, at = LineSpeed(), 100.0
    for _ in range(200):
        at = comes(speed, LARGE // 4, 1e6, at) + PAUSE / 4
        speed.came(40, at)
        speed.whole()
    assert not speed.is_slow


def test_a_moment_of_trouble_says_nothing() -> None:
    speed = LineSpeed()
    comes(speed, 20_000, 20_000 / (SURE_AFTER - 0.5), 100.0)
    speed.whole()
    assert not speed.is_slow


def test_a_pause_is_not_the_links() -> None:
    speed = LineSpeed()
    at = comes(speed, 23_000, 1e6, 100.0)
    comes(speed, 23_000, 1e6, at + 10 * PAUSE)
    speed.whole()
    assert not speed.is_slow


def test_what_came_before_a_message_is_not_its_time() -> None:
    speed = LineSpeed()
    speed.came(12, 100.0)
    comes(speed, 46_000, 1e6, 100.0 + 60)
    speed.whole()
    assert not speed.is_slow


def test_parts_of_a_message_are_noticed_once_and_pings_never() -> None:
    speed, at = LineSpeed(), 100.0
    for _ in range(100):
        at += 15.0
        speed.came(6, at)
    assert not speed.has_come()
    comes(speed, 10_000, 2_000, at + 15.0)
    assert speed.has_come()
    assert not speed.has_come()


# what follows


def slowed(slow: SlowLink) -> SlowLink:
    comes(slow.dialing(), 46_000, 9_600, 100.0)
    return slow


class Ear(list[str]):
    def __call__(self, told: Notified) -> None:
        assert told.code == "slow_link"
        self.append(str(told.data["message"]))


def test_found_out_once_it_is_asked_for_from_then_on() -> None:
    ear = Ear()
    slow = SlowLink("auto", ear)
    assert not slow.is_asked
    assert not slow.found()
    assert slowed(slow).found()
    assert slow.is_asked
    assert not slowed(slow).found()
    assert ear == [t("session.slow_link.found")]


@pytest.mark.parametrize("wish", ["never", "always"])
def test_what_a_person_has_said_stays(wish: str) -> None:
    ear = Ear()
    slow = slowed(SlowLink(wish, ear))
    assert not slow.found()
    assert slow.is_asked is (wish == "always")
    assert ear == []


def test_a_backend_that_declines_is_told_of_once() -> None:
    ear = Ear()
    slow = SlowLink("always", ear)
    slow.opened(compressed=True)
    assert ear == []
    slow.opened(compressed=False)
    slow.opened(compressed=False)
    assert ear == [t("session.slow_link.declined")]
    SlowLink("auto", ear).opened(compressed=False)
    assert len(ear) == 1


# in the core


def coming_in(bench: Bench, *, compressed: bool = False) -> None:
    bench.core.connected(bench.moment, compressed=compressed)
    bench.hear(frames.Hello(1, 1, "test", bench.moment.wall, 5_000, 65_536))
    limits = frames.Limits(65_536, 16_384, 20, 40, 64, 15_000)
    bench.hear(frames.Welcome(ME, "x", "s1", bench.moment.wall, "acme", limits, team=(ME,)))


def test_while_the_first_rows_still_come_another_socket_is_opened_at_once() -> None:
    bench = Bench()
    coming_in(bench)
    bench.hear(frames.Snapshot((row(),), 0))
    assert bench.core.link.anew(bench.moment)
    drop, *_, connect = [effect for effect in bench.collect() if isinstance(effect, fx.Drop | fx.Connect)]
    assert isinstance(drop, fx.Drop)
    assert isinstance(connect, fx.Connect)
    bench.done.clear()
    coming_in(bench, compressed=True)
    bench.hear(frames.Snapshot((row(),), 0, True, "r.1"))
    assert bench.core.link.live
    assert bench.core.link.view.is_compressed
    assert list(bench.core.replica.rows) == ["c1"]


def test_a_desk_that_is_live_is_never_interrupted_for_it() -> None:
    bench = Bench()
    bench.enter(row())
    assert not bench.core.link.anew(bench.moment)
    assert bench.core.link.live
    bench.lose()
    bench.pass_time(20_000)
    coming_in(bench)
    assert bench.core.link.stage is Stage.SYNCING
    assert not bench.core.link.anew(bench.moment)


def test_a_socket_that_is_lost_is_no_compressed_one() -> None:
    bench = Bench()
    coming_in(bench, compressed=True)
    assert bench.core.link.view.is_compressed
    bench.lose()
    assert not bench.core.link.view.is_compressed
    bench.pass_time(20_000)
    coming_in(bench)
    assert not bench.core.link.view.is_compressed


def test_a_large_frame_that_comes_slowly_is_waited_for() -> None:
    bench = Bench()
    coming_in(bench)
    for _ in range(60):
        bench.core.link.arriving(bench.moment)
        bench.pass_time(1_000)
        assert bench.core.link.stage is Stage.SYNCING
        assert not bench.core.link.view.silent_since
    while bench.core.link.stage is Stage.SYNCING:
        bench.pass_time(1_000)
    assert bench.core.link.view.why


# on real sockets


@pytest.fixture
async def node(tmp_path: Path) -> AsyncIterator[Node]:
    async with running(NodeOptions(store=tmp_path / "store.db", pace=0, compressed_sockets=1)) as node:
        await node.access.add_user("maya", "Maya", "agent", PASSWORD, now=wall_clock())
        yield node


@pytest.fixture
async def line(node: Node) -> AsyncIterator[Proxy]:
    """What leads to a backend with a long queue."""

    async def ask(n: int) -> None:
        await node.service.handle(f"c{n:04d}", c.AskPerson(), Actor("customer", f"v{n:04d}"), command_id=f"ask{n:08d}")

    await asyncio.gather(*map(ask, range(ROWS)))
    assert node.listening is not None
    line = await Proxy("127.0.0.1", node.listening.port).start()
    yield line
    await line.close()


def said(desk: Desk) -> list[str]:
    return [update.data["message"] for update in desk.of(p.Told) if update.code == "slow_link"]


@pytest.mark.parametrize("wish", ["auto", "never"])
async def test_who_does_not_ask_is_sent_plain_frames(node: Node, wish: str) -> None:
    desk = await Desk(address(node), await token(node), slow_link=wish).begin()
    assert not desk.backend.link.is_compressed
    assert node.compression.begun == 0
    await desk.backend.close()


async def test_who_asks_is_sent_compressed_frames_and_compresses_nothing_itself(node: Node, line: Proxy) -> None:
    heard: dict[str, bytearray] = {UP: bytearray(), DOWN: bytearray()}
    line.saw = lambda stream, data: heard[stream].extend(data)  # type: ignore[method-assign]
    tokens = await node.access.sign_in("maya", PASSWORD, "test", wall_clock())
    server, ends = f"ws://127.0.0.1:{line.port}", tokens.expires_at
    desk = await Desk(server, access=tokens.access, access_ends=ends, slow_link="always").begin()
    assert desk.backend.link.is_compressed
    assert node.compression.begun == 1
    assert len(desk.backend.rows) == ROWS
    assert len(heard[DOWN]) < 50 * ROWS
    assert heard[UP].partition(b"\r\n\r\n")[2][0] == 0x81
    sent = desk.backend.submit("c0001", c.Take(), epoch=desk.backend.rows["c0001"].epoch)
    assert (await desk.backend.settled(sent.id, timeout=10)).fate is p.Fate.SENT
    assert said(desk) == []
    await desk.backend.close()


async def test_a_backend_without_room_is_said_and_goes_on_plain(node: Node) -> None:
    refresh = await token(node)
    first = await Desk(address(node), refresh, slow_link="always").begin()
    second = await Desk(address(node), await token(node), slow_link="always").begin()
    assert not second.backend.link.is_compressed
    assert len(said(second)) == 1
    for desk in (first, second):
        await desk.backend.close()


async def test_a_slow_link_is_found_out_and_the_rows_come_compressed(
    node: Node, line: Proxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slow_link, "SURE_AFTER", 0.3)
    tokens = await node.access.sign_in("maya", PASSWORD, "test", wall_clock())
    line.add(Toxic("bandwidth", DOWN, rate=50), Toxic("slicer", DOWN, size=PIECE))
    desk = Desk(f"ws://127.0.0.1:{line.port}", access=tokens.access, access_ends=tokens.expires_at)
    await desk.begin()
    assert desk.backend.link.is_compressed
    assert len(desk.backend.rows) == ROWS
    assert len(said(desk)) == 1
    assert line.counts.connections == 2
    await desk.backend.close()


async def test_a_part_of_a_message_is_an_answer_of_sorts(node: Node) -> None:
    late = 0

    def clocks() -> Moment:
        now = read_clocks()
        return Moment(now.wall + late, now.mono + late, now.boot + late)

    tokens = await node.access.sign_in("maya", PASSWORD, "test", wall_clock())
    desk = Desk(address(node), clocks=clocks, access=tokens.access, access_ends=tokens.expires_at)
    await desk.begin()
    await desk.until(lambda: desk.backend.link.rtt_ms is not None)
    session = desk.backend.session
    session.call(lambda core, now: core.link.asked(now))
    late = 3_000
    session.tick()
    assert desk.backend.link.silent_since
    for _ in range(2):
        session._slow.speed.came(PIECE, 1e9)
    session.tick()
    assert not desk.backend.link.silent_since
    await desk.backend.close()
