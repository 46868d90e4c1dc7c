"""What the desk says of its link: one of three words, since when, why, and when it is tried again."""

from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace

from console.desk.adapters.port import Link, LinkChanged

DeskAt = Callable[..., Any]
WIDE, SMALL = (120, 40), (80, 24)


async def tell(at: Any, **link: object) -> None:
    at.backend.link = replace(at.backend.link, **link)
    at.backend.listener(LinkChanged(at.backend.link))
    await at.settle()


@pytest.mark.parametrize("size", [WIDE, SMALL])
async def test_offline_says_since_when_why_and_when_it_is_tried(desk_at: DeskAt, size: tuple[int, int]) -> None:
    async with desk_at(size) as at:
        assert "● live" in at.lines()[0]
        at.backend.drops()
        await at.later(2)
        assert "■ offline 0:02" in at.lines()[0]
        assert "live" not in at.lines()[0]
        if size == WIDE:
            assert "■ offline 0:02 · again in 0:03" in at.lines()[0]
        await at.later(10)
        await tell(at, retry_at=at.backend.now + 4_000)
        assert at.lines()[-2].startswith(" ■ next try in 0:04, R tries now · no route")
        assert "offline 0:12" in at.lines()[0]
        await tell(at, retry_at=0, is_trying=True)
        assert at.lines()[-2].startswith(" ■ trying now · no route")
        if size == WIDE:
            assert "offline 0:12 · trying" in at.lines()[0]
        await tell(at, is_trying=False, why="Run `warmline login`.")
        assert at.lines()[-2].startswith(" ■ R tries now · Run `warmline login`.")
        await tell(at, link=Link.CATCHING_UP, since=at.backend.now)
        assert "◐ catching up" in at.lines()[0]


@pytest.mark.parametrize("size", [WIDE, SMALL])
async def test_a_link_that_is_compressed_says_so_where_there_is_room(desk_at: DeskAt, size: tuple[int, int]) -> None:
    async with desk_at(size) as at:
        await tell(at, rtt_ms=480)
        assert "compressed" not in at.lines()[0]
        await tell(at, is_compressed=True)
        assert ("480 ms · compressed" in at.lines()[0]) is (size == WIDE)
        at.backend.drops()
        await at.settle()
        assert "compressed" not in at.lines()[0]


async def test_a_chat_that_cannot_be_loaded_offline_says_how_old_it_is(desk_at: DeskAt) -> None:
    async with desk_at(WIDE) as at:
        at.backend.drops()
        await at.later(3)
        assert "as it was 0:03 ago" in at.text
        assert "loading" not in at.text


async def test_a_reply_in_line_is_marked_as_kept_not_as_on_its_way(desk_at: DeskAt) -> None:
    async with desk_at(WIDE) as at:
        await at.press("a")
        await at.later(2)
        at.backend.drops()
        await at.types("achei")
        await at.press("enter")
        await at.later(1)
        assert "achei" in at.text
        assert any("achei" in line and " kept " in line for line in at.lines())
