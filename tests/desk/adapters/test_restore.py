"""A real backend that comes back from an older copy: consoles say what it has lost, and nothing goes twice."""

import os
from pathlib import Path

import pytest

from console.backend.node import Node, NodeOptions, wall_clock
from console.core.conversation import commands as c
from console.desk.adapters import port as p
from tests.desk.live import PASSWORD, Desk, address, says, texts, token


class World:
    """One store, one port, and the backend that serves it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = 0
        self.node: Node

    async def serve(self) -> Node:
        self.node = await Node.open(NodeOptions(store=self.folder / "store.db", pace=0, port=self.port))
        await self.node.start()
        assert self.node.listening is not None
        self.port = self.node.listening.port
        return self.node

    async def restore(self, copy: Path) -> Node:
        """Stop, put the older copy in the store's place, begin again."""
        await self.node.close(retry_min_ms=0)
        for left in self.folder.glob("store.db*"):
            left.unlink()
        os.replace(copy, self.folder / "store.db")
        return await self.serve()

    async def desk(self, state: str) -> Desk:
        desk = Desk(address(self.node), await token(self.node), state=self.folder / state)
        return await desk.begin()


@pytest.fixture
async def world(tmp_path: Path):
    world = World(tmp_path)
    node = await world.serve()
    await node.access.add_user("maya", "Maya", "agent", PASSWORD, now=wall_clock())
    yield world
    await world.node.close()


async def reply(desk: Desk, text: str, conv: str = "c1") -> str:
    item = desk.backend.submit(conv, c.Reply(text))
    assert (await desk.backend.settled(item.id, timeout=10)).fate is p.Fate.SENT
    return item.id


def held(desk: Desk) -> dict[str, str]:
    return {
        item.command.text: item.code  # type: ignore[union-attr]
        for item in desk.backend.outbox()
        if item.fate is p.Fate.HELD
    }


def told(desk: Desk) -> list[object]:
    return [update.data["n"] for update in desk.of(p.Told) if update.code == "messages_lost"]


async def back(world: World, desk: Desk) -> None:
    """Signed in anew: the copy knows the sign-ins of its time only."""
    desk.backend.sign_in(await token(world.node))
    await desk.back()


async def test_what_a_restore_lost_is_shown_on_the_desk_that_sent_it_and_goes_once_more_by_hand(
    world: World,
) -> None:
    await says(world.node, "c1", "I want a person")
    one, two = await world.desk("one"), await world.desk("two")
    await one.backend.settled(one.backend.submit("c1", c.Take()).id, timeout=10)
    await reply(one, "kept")
    await world.node.service.store.backup(world.folder / "copy.db")
    lost = await reply(one, "lost here")
    await two.until(lambda: two.backend.rows["c1"].owner_name == "Maya")
    await reply(two, "lost there")
    await says(world.node, "c2", "I want a person too")
    await one.until(lambda: "c2" in one.backend.rows)
    await one.backend.settled(one.backend.submit("c2", c.Note("about a chat that is gone")).id, timeout=10)

    await world.restore(world.folder / "copy.db")
    await back(world, one)
    await back(world, two)
    await one.until(lambda: told(one))
    await two.until(lambda: told(two))
    assert (told(one), told(two)) == ([2], [1])
    assert held(one) == {"lost here": "lost", "about a chat that is gone": "lost_chat"}
    assert held(two) == {"lost there": "lost"}
    one.backend.watch("c1")
    await one.until(lambda: texts(one, "c1")[-1:] == ["kept"])

    one.backend.release(lost)
    assert (await one.backend.settled(lost, timeout=10)).fate is p.Fate.SENT
    await one.until(lambda: texts(one, "c1")[-1:] == ["lost here"])
    assert texts(one, "c1").count("lost here") == 1
    assert "lost there" not in texts(one, "c1"), "nothing is sent again by itself"
    await one.backend.close()
    await two.backend.close()


async def test_a_restore_while_the_desk_was_closed_is_found_by_its_next_life(world: World) -> None:
    await says(world.node, "c1", "I want a person")
    desk = await world.desk("one")
    await desk.backend.settled(desk.backend.submit("c1", c.Take()).id, timeout=10)
    await world.node.service.store.backup(world.folder / "copy.db")
    await reply(desk, "lost")
    await desk.backend.close()
    await world.restore(world.folder / "copy.db")
    again = await world.desk("one")
    await again.until(lambda: told(again))
    assert held(again) == {"lost": "lost"}
    await again.backend.close()
    third = await world.desk("one")
    assert held(third) == {"lost": "lost"}, "it waits until the person has decided"
    third.backend.discard(third.backend.outbox()[0].id)
    await third.backend.close()
    fourth = await world.desk("one")
    assert fourth.backend.outbox() == []
    assert told(fourth) == []
    await fourth.backend.close()
