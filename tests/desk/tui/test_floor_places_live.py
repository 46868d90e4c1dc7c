"""The places behind the wall on a real backend: what a supervisor does there is done, told, and logged."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from console.backend.node import Node, NodeOptions, running, wall_clock
from console.backend.store.port import Stream
from console.config.themes import Shelf
from console.core.conversation import commands as c
from console.core.conversation.context import Actor
from console.core.conversation.events import Announced
from console.core.floor.policy import FloorPolicy, Mode, QueueSpec
from console.desk.adapters.native import NativeBackend, NativeOptions
from console.desk.adapters.port import Told, ViewingChanged
from console.desk.tui.app import DeskApp
from console.desk.tui.screens.dialogs.confirm import TakeDialog
from console.desk.tui.screens.dialogs.floor_break import BreakDialog
from console.desk.tui.screens.dialogs.floor_hand import HandSeveralDialog
from console.desk.tui.screens.dialogs.floor_notice import NoticeDialog
from console.desk.tui.screens.floor_agents import AgentsPlace
from console.desk.tui.screens.floor_reading import ReadingPlace
from tests.desk.live import PASSWORD, Desk, address, says, token

FLOOR = FloorPolicy(mode=Mode.PICK, queues=(QueueSpec("main"),))


async def asks(node: Node, conv: str) -> None:
    """A customer who wants a person."""
    await says(node, conv, f"This is {conv}")
    found = await node.service.handle(conv, c.AskPerson(), Actor("customer", f"v-{conv}"), command_id=f"ask-{conv}")
    assert found.status == "ok"


async def until(pilot: Any, condition: Callable[[], object]) -> None:
    async with asyncio.timeout(20):
        while not condition():
            await pilot.pause(0.02)


async def entries(node: Node, kind: str, pilot: Any) -> list[dict[str, Any]]:
    """What the floor's log says of this, as soon as it says something."""
    async with asyncio.timeout(20):
        while not (found := await node.store.tail(Stream.FLOOR, kind, 100)):
            await pilot.pause(0.02)
    return [msgspec.json.decode(entry.event) for entry in found]


@pytest.fixture
def truecolor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.setenv("TERM", "xterm-256color")


@pytest.mark.usefixtures("truecolor")
async def test_a_supervisor_notices_reads_whispers_hands_and_takes(tmp_path: Path) -> None:
    async with running(NodeOptions(store=tmp_path / "store.db", pace=0, floor=FLOOR)) as node:
        now = wall_clock()
        await node.access.add_user("maya", "Maya", "agent", PASSWORD, now=now)
        await node.access.add_user("sara", "Sara", "supervisor", PASSWORD, now=now)
        await node.people.reload()
        maya = await Desk(address(node), await token(node)).begin()
        for conv in ("c1", "c2", "c3"):
            await asks(node, conv)
        refresh = await token(node, "sara")
        app = DeskApp(
            NativeBackend(NativeOptions(server=address(node), user="sara", refresh=refresh)),
            environ={"COLORTERM": "truecolor", "TERM": "xterm-256color"},
            shelf=Shelf(None),
        )
        async with app.run_test(size=(120, 40), notifications=True) as pilot:
            backend = app.backend
            await until(pilot, lambda: len(backend.rows) == 3 and backend.account is not None)
            await pilot.press("g", "f")
            await until(pilot, lambda: backend.wall is not None and backend.wall.tiles.waiting == 3)

            await pilot.press("enter", "x", "x", "M")
            assert isinstance(app.screen, NoticeDialog)
            await yes(app, pilot)
            assert [audit["count"] for audit in await entries(node, "notice_all", pilot)] == [2]
            told = [conv for conv in ("c1", "c2", "c3") if await announced(node, conv)]
            assert len(told) == 2

            own = maya.backend.account.me.id
            await pilot.press("f", *"maya")
            assert isinstance(app.screen, HandSeveralDialog)
            await yes(app, pilot)
            await until(pilot, lambda: sum(row.offer_to == own for row in backend.rows.values()) == 2)
            await until(pilot, lambda: "2 handed to Maya." in said(app))
            await pilot.press("q")

            maya.backend.watch("c1")
            taken = maya.backend.submit("c1", c.Take(), epoch=maya.backend.rows["c1"].epoch)
            await maya.backend.settled(taken.id, timeout=10)
            await until(pilot, lambda: backend.rows["c1"].owner == own)
            await until(pilot, lambda: any(agent.id == own for agent in backend.wall.agents))
            heard = len(maya.updates)
            await pilot.press("tab", "tab", "enter")
            assert isinstance(app.screen, AgentsPlace)
            app.screen.cursor = own
            await pilot.press("p")
            assert isinstance(app.screen, BreakDialog)
            await yes(app, pilot)
            await until(pilot, lambda: "Maya goes on break." in said(app))
            await until(pilot, lambda: any(agent.state == "finishing" for agent in backend.wall.agents))
            assert [audit["agent"] for audit in await entries(node, "set_state", pilot)] == [own]

            await pilot.press("enter")
            await until(pilot, lambda: isinstance(app.screen, ReadingPlace))
            assert [audit["conv"] for audit in await entries(node, "observe", pilot)] == ["c1"]
            await until(pilot, lambda: backend.transcript("c1") is not None)

            await pilot.press("w", *"wait", "enter")
            await until(pilot, lambda: whispers(maya) == ["wait"])
            seen = [update for update in maya.updates[heard:] if isinstance(update, ViewingChanged) and update.who]
            assert not seen

            await pilot.press("t")
            assert isinstance(app.screen, TakeDialog)
            await yes(app, pilot)
            await until(pilot, lambda: backend.rows["c1"].owner == backend.account.me.id)
            await until(pilot, lambda: app.screen is app.desk_screen)
            await maya.until(lambda: [update for update in maya.of(Told) if update.code == "taken_from_you"])
        await maya.backend.close()


async def yes(app: DeskApp, pilot: Any) -> None:
    """Enter, as soon as the dialog takes it."""
    place = len(app.screen_stack)
    async with asyncio.timeout(20):
        while len(app.screen_stack) >= place:
            await pilot.press("enter")


def said(app: DeskApp) -> list[str]:
    return [notice.text for notice in app.desk.notices.log]


async def announced(node: Node, conv: str) -> bool:
    return any(isinstance(record.event, Announced) for record in await node.store.records(conv, 0, 100))


def whispers(desk: Desk) -> list[str]:
    found = desk.backend.transcript("c1")
    return [turn.text for turn in found.turns if turn.kind == "whisper"] if found else []
