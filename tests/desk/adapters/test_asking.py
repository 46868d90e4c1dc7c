"""A search over a real link: its answer, and what becomes of it when the link goes first."""

import asyncio
from pathlib import Path

import pytest

from console.backend.node import NodeOptions, running, wall_clock
from console.errors import UnreachableError
from tests.desk.live import PASSWORD, Desk, address, says, token


async def test_a_search_ends_with_its_answer_or_at_once_with_the_link(tmp_path: Path) -> None:
    async with running(NodeOptions(store=tmp_path / "store.db", pace=0)) as node:
        await node.access.add_user("maya", "Maya", "agent", PASSWORD, now=wall_clock())
        await says(node, "c1", "I want a person about my refund")
        desk = await Desk(address(node), await token(node)).begin()
        assert {hit.conv for hit in await desk.backend.find("refund")} == {"c1"}
        asked = asyncio.create_task(desk.backend.find("refund"))
        await asyncio.sleep(0)
        socket = desk.backend.session._socket
        assert socket is not None
        socket.transport.abort()
        with pytest.raises(UnreachableError, match="ask again"):
            await asyncio.wait_for(asked, 5)
        with pytest.raises(UnreachableError, match="no connection"):
            await desk.backend.find("refund")
        await desk.backend.close()


async def test_closing_ends_what_was_asked(tmp_path: Path) -> None:

    async with running(NodeOptions(store=tmp_path / "store.db", pace=0)) as node:
        await node.access.add_user("maya", "Maya", "agent", PASSWORD, now=wall_clock())
        desk = await Desk(address(node), await token(node)).begin()
        asked = asyncio.create_task(desk.backend.articles("en"))
        await asyncio.sleep(0)
        await desk.backend.close()
        with pytest.raises(UnreachableError):
            await asyncio.wait_for(asked, 5)
