"""The session on real sockets against the real backend: restarts, missed events, dead links, tokens, two desks."""

import asyncio
import contextlib
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from console.backend.node import Node, NodeOptions, running, wall_clock
from console.core.conversation import commands as c
from console.core.wire.limits import Close
from console.desk.adapters import port as p
from console.desk.session.clocks import read_clocks
from console.desk.session.moment import Moment
from tests.desk.live import PASSWORD, Desk, address, says, texts, token


@pytest.fixture
async def node(tmp_path: Path) -> AsyncIterator[Node]:
    async with running(NodeOptions(store=tmp_path / "store.db", pace=0)) as node:
        for login in ("maya", "lena"):
            await node.access.add_user(login, login.title(), "agent", PASSWORD, now=wall_clock())
        yield node


@pytest.fixture
async def desk(node: Node, tmp_path: Path) -> AsyncIterator[Desk]:
    desk = Desk(address(node), await token(node), state=tmp_path / "state")
    yield desk
    await desk.backend.close()


async def test_a_backend_restart_loses_and_doubles_nothing(tmp_path: Path) -> None:
    options = NodeOptions(store=tmp_path / "store.db", pace=0)
    first = await Node.open(options)
    await first.start()
    await first.access.add_user("maya", "Maya", "agent", PASSWORD, now=wall_clock())
    await says(first, "c1", "I want a person")
    desk = Desk(address(first), await token(first), state=tmp_path / "state")
    await desk.begin()
    desk.backend.watch("c1")
    taken = desk.backend.submit("c1", c.Take(), epoch=desk.backend.rows["c1"].epoch)
    await desk.backend.settled(taken.id, timeout=10)
    await first.close(retry_min_ms=0)
    await desk.until(lambda: not desk.live)
    assert desk.backend.link.why
    assert desk.backend.link.retry_at
    offline = [desk.backend.submit("c1", c.Reply(f"offline {n}")) for n in range(3)]
    assert {item.fate for item in offline} == {p.Fate.QUEUED}

    assert first.listening is not None
    second = await Node.open(NodeOptions(store=tmp_path / "store.db", pace=0, port=first.listening.port))
    await second.start()
    try:
        await desk.back()
        for item in offline:
            assert (await desk.backend.settled(item.id, timeout=10)).fate is p.Fate.SENT
        await desk.until(lambda: texts(desk, "c1")[-1:] == ["offline 2"])
        assert [text for text in texts(desk, "c1") if text.startswith("offline")] == [f"offline {n}" for n in range(3)]
        assert desk.backend.outbox() == []
    finally:
        await desk.backend.close()
        await second.close()


async def test_a_thousand_missed_events_arrive_in_order_and_without_a_hole(node: Node, desk: Desk) -> None:
    await says(node, "c1", "I want a person")
    await desk.begin()
    desk.backend.watch("c1")
    await desk.until(lambda: texts(desk, "c1"))
    socket_now = desk.backend.session._socket
    assert socket_now is not None
    socket_now.transport.abort()
    await desk.until(lambda: not desk.live)
    for n in range(1_000):
        await says(node, "c1", f"missed {n}", n + 1)
    await desk.back()
    head = node.service.heads["c1"].head
    await desk.until(lambda: desk.backend.transcript("c1").complete and texts(desk, "c1")[-1] == "missed 999")  # type: ignore[union-attr]
    assert [text for text in texts(desk, "c1") if text.startswith("missed")] == [f"missed {n}" for n in range(1_000)]
    assert desk.backend.session.core.replica.transcripts["c1"].have == head.seq
    await desk.until(lambda: desk.backend.rows["c1"].seq == head.seq)


class Valve:
    """A relay whose pipe can be shut without a word: a half-open link."""

    def __init__(self, port: int) -> None:
        self._port = port
        self.open = asyncio.Event()
        self.open.set()
        self._writers: list[asyncio.StreamWriter] = []
        self._tasks: set[asyncio.Task[None]] = set()

    async def start(self) -> int:
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        return int(self._server.sockets[0].getsockname()[1])

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self._port)
        self._writers += [writer, far_writer]
        for source, sink in ((reader, far_writer), (far_reader, writer)):
            task = asyncio.create_task(self._pump(source, sink))
            self._tasks.add(task)

    async def _pump(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            while data := await source.read(65_536):
                await self.open.wait()
                sink.write(data)
            sink.close()

    async def close(self) -> None:
        self._server.close()
        for writer in self._writers:
            writer.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


class Clock:
    """This machine's clocks, with time and sleep added by hand."""

    def __init__(self) -> None:
        self.added = self.slept = 0

    def __call__(self) -> Moment:
        now = read_clocks()
        return Moment(now.wall + self.added + self.slept, now.mono + self.added, now.boot + self.added + self.slept)


@pytest.fixture
async def valve(node: Node) -> AsyncIterator[tuple[Valve, int]]:
    assert node.listening is not None
    valve = Valve(node.listening.port)
    port = await valve.start()
    yield valve, port
    await valve.close()


async def test_a_half_open_link_is_noticed_and_the_reply_goes_once(
    node: Node, valve: tuple[Valve, int], tmp_path: Path
) -> None:
    pipe, port = valve
    clock = Clock()
    await says(node, "c1", "I want a person")
    desk = Desk(f"ws://127.0.0.1:{port}", await token(node), clocks=clock, state=tmp_path / "state")
    await desk.begin()
    await desk.until(lambda: desk.backend.link.rtt_ms is not None)
    taken = desk.backend.submit("c1", c.Take(), epoch=desk.backend.rows["c1"].epoch)
    await desk.backend.settled(taken.id, timeout=10)
    pipe.open.clear()
    reply = desk.backend.submit("c1", c.Reply("into the void"))
    waited = 0
    while desk.live:
        clock.added += 1_000
        waited += 1
        desk.backend.session.tick()
    assert waited <= 26
    assert "answering" in desk.backend.link.why
    pipe.open.set()
    await desk.back()
    assert (await desk.backend.settled(reply.id, timeout=10)).fate is p.Fate.SENT
    desk.backend.watch("c1")
    await desk.until(lambda: texts(desk, "c1")[-1:] == ["into the void"])
    assert texts(desk, "c1").count("into the void") == 1
    await desk.backend.close()


async def test_waking_from_sleep_reconnects_and_a_long_absence_holds_the_reply(node: Node, tmp_path: Path) -> None:
    clock = Clock()
    await says(node, "c1", "I want a person")
    desk = Desk(address(node), await token(node), clocks=clock, state=tmp_path / "state")
    await desk.begin()
    await desk.backend.settled(desk.backend.submit("c1", c.Take()).id, timeout=10)
    clock.slept += 42 * 60_000
    desk.backend.session.tick()
    assert not desk.live
    assert "asleep" in desk.backend.link.why
    reply = desk.backend.submit("c1", c.Reply("written on the train"))
    await desk.back()
    await desk.until(lambda: desk.backend.outbox() and desk.backend.outbox()[0].fate is p.Fate.HELD)
    assert desk.backend.outbox()[0].code == "long_offline"
    desk.backend.release(reply.id)
    assert (await desk.backend.settled(reply.id, timeout=10)).fate is p.Fate.SENT
    await desk.backend.close()


async def test_two_desks_of_one_account_do_not_kick_each_other_and_share_one_sign_in(
    node: Node, tmp_path: Path
) -> None:
    ring = {"maya": await token(node)}
    words = {"load_token": lambda: ring["maya"], "save_token": lambda new: ring.update(maya=new)}
    one = await Desk(address(node), state=tmp_path / "state", **words).begin()
    two = await Desk(address(node), state=tmp_path / "state", **words).begin()
    await says(node, "c1", "I want a person")
    await one.until(lambda: "c1" in one.backend.rows)
    await two.until(lambda: "c1" in two.backend.rows)
    assert one.live
    assert two.live
    await one.backend.close()
    await two.backend.close()


async def test_a_newer_socket_of_the_same_device_stops_the_older(node: Node, tmp_path: Path, desk: Desk) -> None:
    await desk.begin()
    rival = Desk(address(node), await token(node))
    rival.backend.session.keeper.device = desk.backend.session.keeper.device
    await rival.begin()
    await desk.until(lambda: not desk.live)
    assert "Another desk" in desk.backend.link.why
    assert desk.backend.link.retry_at == 0
    await rival.backend.close()


async def test_a_disabled_account_needs_a_sign_in(node: Node, desk: Desk) -> None:
    await desk.begin()
    await node.access.disable("maya")
    await node.gateway._revalidate()
    await desk.until(lambda: not desk.live)

    def asked() -> bool:
        desk.backend.retry_now()
        return bool(desk.of(p.SignInNeeded))

    await desk.until(asked)
    assert desk.backend.link.retry_at == 0
    await node.access.disable("maya", disabled=False)
    desk.backend.sign_in(await token(node))
    await desk.until(lambda: desk.live)


async def test_without_a_token_a_sign_in_is_asked_for(node: Node) -> None:
    desk = Desk(address(node))
    await desk.backend.start()
    await desk.until(lambda: desk.of(p.SignInNeeded))
    assert "warmline login" in desk.of(p.SignInNeeded)[0].why
    await desk.backend.close()


async def test_a_token_is_renewed_on_the_living_socket(node: Node, tmp_path: Path) -> None:
    clock = Clock()
    desk = await Desk(address(node), await token(node), clocks=clock).begin()
    first = desk.backend.session.core.link.token
    desk.backend.session.core.link.skew = 13 * 60_000
    desk.backend.session.tick()
    await desk.until(lambda: desk.backend.session.core.link.token != first)
    await says(node, "c1", "I want a person")
    await desk.until(lambda: "c1" in desk.backend.rows)
    assert desk.live
    await desk.backend.close()


@pytest.mark.parametrize("code", [Close.TOO_SLOW, Close.RESTART, Close.BAD_FRAME, Close.VERSION])
async def test_close_codes_over_a_real_socket(node: Node, desk: Desk, code: Close) -> None:
    await desk.begin()
    for console in node.gateway.outlet.sockets.values():
        node.gateway.outlet.hang_up_on(console, code, "test")
    await desk.until(lambda: not desk.live)
    assert bool(desk.backend.link.retry_at) is code.comes_back
    assert desk.backend.link.why


async def test_an_unusable_state_directory_is_told_and_work_goes_on_in_memory(node: Node, tmp_path: Path) -> None:
    (tmp_path / "blocked").write_text("")
    await says(node, "c1", "I want a person")
    desk = await Desk(address(node), await token(node), state=tmp_path / "blocked").begin()
    told = [update for update in desk.of(p.Told) if update.code == "outbox_in_memory"]
    assert "memory only" in str(told[0].data["message"])
    note = desk.backend.submit("c1", c.Note("works"))
    assert (await desk.backend.settled(note.id, timeout=10)).fate is p.Fate.SENT
    await desk.backend.close()


async def test_drafts_reach_the_disk_before_the_end(node: Node, tmp_path: Path) -> None:
    refresh = await token(node)
    desk = await Desk(address(node), refresh, state=tmp_path / "state").begin()
    desk.backend.keep_draft("c1", "reply", "half a thought", base_seq=2)
    desk.backend.submit("c9", c.Note("to nowhere"))
    await desk.backend.close()
    again = Desk(address(node), await token(node), state=tmp_path / "state")
    await again.backend.start()
    draft = again.backend.draft("c1", "reply")
    assert draft is not None
    assert draft.text == "half a thought"
    await again.backend.close()


# a desk that is killed between the key press and the answer

CHILD = """
import asyncio, sys
from pathlib import Path
from console.core.conversation import commands as c
from console.desk.adapters import port as p
from console.desk.adapters.native import NativeBackend, NativeOptions
async def main():
    options = NativeOptions(server=sys.argv[1], user="maya", refresh=sys.argv[2], state=Path(sys.argv[3]))
    backend = NativeBackend(options)
    live = asyncio.Event()
    def hear(update):
        if isinstance(update, p.LinkChanged) and update.state.link is p.Link.LIVE:
            live.set()
    backend.listen(hear)
    await backend.start()
    await live.wait()
    backend.submit("c1", c.Take(), epoch=backend.rows["c1"].epoch)
    for n in range(5):
        backend.submit("c1", c.Reply(f"reply {n}"))
    print("durable", flush=True)
    if sys.argv[4] == "later":
        await asyncio.sleep(30)
    else:
        sys.stdin.read()
asyncio.run(main())
"""


@pytest.mark.parametrize("when", ["at once", "later"])
async def test_kill_9_between_submit_and_result_sends_everything_once(node: Node, tmp_path: Path, when: str) -> None:
    await says(node, "c1", "I want a person")
    args = [sys.executable, "-c", CHILD, address(node), await token(node), str(tmp_path / "state"), when]
    child = await asyncio.create_subprocess_exec(*args, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert child.stdout is not None
    assert await child.stdout.readline() == b"durable\n"
    if when == "later":
        taken = asyncio.Event()
        node.service.listen(lambda told: taken.set())
        if not node.service.heads["c1"].head.agent:
            await asyncio.wait_for(taken.wait(), 10)
    child.kill()
    await child.wait()
    desk = await Desk(address(node), await token(node), state=tmp_path / "state").begin()
    desk.backend.watch("c1")
    await desk.until(lambda: not [i for i in desk.backend.outbox() if i.fate in (p.Fate.QUEUED, p.Fate.IN_FLIGHT)])
    assert desk.backend.outbox() == []
    await desk.until(lambda: texts(desk, "c1")[-1:] == ["reply 4"])
    assert [text for text in texts(desk, "c1") if text.startswith("reply")] == [f"reply {n}" for n in range(5)]
    await desk.backend.close()


# what the start does not import


def test_the_start_imports_neither_httpx_nor_websockets() -> None:
    script = (
        "import sys, console.desk.adapters.native as n; "
        "b = n.NativeBackend(n.NativeOptions(server='wss://desk.example.com', user='maya')); "
        "print([m for m in ('httpx', 'websockets', 'keyring', 'sqlite3', 'console.backend') if m in sys.modules])"
    )
    out = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"
