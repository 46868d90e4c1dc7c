"""The first frame waits for what the backend tells, for a key, or for its time, whichever comes first."""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from msgspec.structs import replace

from console.desk.adapters.port import Link, LinkChanged

scripted: Any = sys.modules["desk_scripted"]
DeskAt = Callable[..., Any]


class Held:
    """A desk that has not shown its first frame, and what it would have written since."""

    def __init__(self, at: Any) -> None:
        self.at = at
        self.painted = asyncio.Event()
        self.words = ""

    def display(self, screen: Any, update: Any) -> None:
        if update is not None and not self.at.app._batch_count:
            self.painted.set()
            self.words += "".join(segment.text for part in getattr(update, "parts", ()) for segment in part.segments)

    async def link(self, link: Link, why: str = "") -> None:
        self.at.backend.link = replace(self.at.backend.link, link=link, why=why)
        self.at.backend.listener(LinkChanged(self.at.backend.link))
        await self.at.settle()


@pytest.fixture
def held(desk_at: DeskAt, monkeypatch: pytest.MonkeyPatch) -> Any:
    @asynccontextmanager
    async def make(within: float = 60) -> AsyncIterator[Held]:
        monkeypatch.setattr("console.desk.tui.first_frame.WITHIN", within)
        async with desk_at((120, 40)) as at:
            found = Held(at)
            monkeypatch.setattr(at.app, "_display", found.display)
            at.app.first_frame.hold()
            at.app.first_frame.wait()
            at.backend.opens("c-new", "Quirina", "hello")
            at.backend.escalates("c-new")
            yield found

    return make


async def test_it_is_shown_once_the_rows_are_there(held: Any) -> None:
    async with held() as desk:
        await desk.link(Link.OFFLINE)
        await desk.link(Link.CATCHING_UP)
        assert not desk.painted.is_set()
        await desk.link(Link.LIVE)
        assert desk.painted.is_set()
        assert all(word in desk.words for word in ("Quirina", "warmline", "? keys"))


async def test_it_does_not_wait_for_who_can_t_be_reached(held: Any) -> None:
    async with held() as desk:
        await desk.link(Link.OFFLINE, "no route")
        assert desk.painted.is_set()


async def test_a_key_shows_it(held: Any) -> None:
    async with held() as desk:
        await desk.link(Link.CATCHING_UP)
        assert not desk.painted.is_set()
        await desk.at.press("question_mark")
        assert desk.painted.is_set()
        assert "Keys here" in desk.at.text


async def test_it_does_not_wait_for_long(held: Any) -> None:
    async with held(0.05) as desk:
        await desk.link(Link.CATCHING_UP)
        await asyncio.wait_for(desk.painted.wait(), 20)


async def test_what_comes_later_is_painted_as_ever(held: Any) -> None:
    async with held() as desk:
        await desk.link(Link.LIVE)
        assert desk.at.app._batch_count == 0
        desk.painted.clear()
        desk.at.app.first_frame.show()
        await desk.at.press("down")
        assert desk.painted.is_set()
        assert desk.at.app._batch_count == 0


async def test_what_others_tell_before_it_paints_no_widget(held: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    async with held() as desk:
        painted: list[int] = []
        painter = desk.at.screen.painter
        paint = painter.paint
        monkeypatch.setattr(painter, "paint", lambda: (painted.append(1), paint()))
        await desk.link(Link.OFFLINE)
        await desk.link(Link.CATCHING_UP)
        assert painted == []
        await desk.link(Link.LIVE)
        assert painted


@pytest.fixture
def no_box(monkeypatch: pytest.MonkeyPatch) -> None:
    """The time before the reply box is made goes on."""
    monkeypatch.setattr("console.desk.tui.app.DeskApp._make_rest", lambda app: None)


@pytest.mark.usefixtures("no_box")
async def test_who_is_faster_than_the_reply_box_loses_no_letter(desk_at: DeskAt) -> None:
    async with desk_at((120, 40)) as at:
        assert not at.screen.query("#box")
        await at.types("ahello, you")
        assert at.screen.focused is at.screen.query_one("#box")
        assert at.backend.draft(at.desk.open_conv, "reply").text == "hello, you"
        assert "hello, you" in at.text


@pytest.mark.usefixtures("no_box")
async def test_the_screen_is_the_same_before_the_reply_box_is_there(desk_at: DeskAt) -> None:
    async with desk_at((120, 40)) as at:
        await at.opens("w00")
        await at.settle()
        before = at.lines()
        assert not at.screen.query("#box")
        at.screen.make_box()
        await at.settle()
        assert at.screen.query("#box")
        assert at.lines() == before


@pytest.mark.usefixtures("no_box")
async def test_a_draft_has_the_reply_box_made(desk_at: DeskAt) -> None:
    def begun(backend: Any) -> None:
        backend.keep_draft("kim", "reply", "on its way")

    async with desk_at((120, 40), scene=(scripted.drawn, begun)) as at:
        assert not at.screen.query("#box")
        await at.press("1")
        assert at.screen.box.text == "on its way"
        assert "on its way" in at.text
