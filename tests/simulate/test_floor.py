"""The simulated floor against a real backend: its people come through the real doors, and a past goes on."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from console.backend.node import Node, NodeOptions, wall_clock
from console.backend.store.check import check_file
from console.backend.store.port import Contact
from console.backend.store.sqlite import SqliteStore
from console.core.conversation.words import DAY, MINUTE, SECOND, State
from console.simulate.floor_customer import Stage
from console.simulate.floor_demo import employees, floor, rules
from console.simulate.floor_host import LIMITS, going_on, hire, keep, plan_of
from console.simulate.floor_players import Players
from console.simulate.history import Present, history
from console.simulate.log import Log
from console.simulate.play import Play, Report

AGENTS = list(employees())
SHARE = 0.04
"""Of the demo's past: enough to be one."""


class Theatre:
    """A backend with the demo's floor, and players."""

    def __init__(self, node: Node, players: Players) -> None:
        self.node = node
        self.players = players

    async def until(self, true: Callable[[Report], bool], most_s: float = 30.0) -> Report:
        async with asyncio.timeout(most_s):
            while not true(self.players.report()):  # noqa: ASYNC110 - the report has no event
                await asyncio.sleep(0.05)
        return self.players.report()


@contextlib.asynccontextmanager
async def stage(folder: Path, play: Play, past: tuple[Log, Present] | None = None) -> AsyncIterator[Theatre]:
    path = folder / "floor.db"
    store = await SqliteStore.open(path)
    users = await hire(store, AGENTS, wall_clock())
    if past is not None:
        await keep(store, *past)
    await store.close()
    node = await Node.open(NodeOptions(store=path, pace=0, policy=rules(), floor=floor().policy, limits=LIMITS))
    try:
        listening = await node.start()
        plan = await plan_of(node, listening.url(), listening.url("ws"), users, AGENTS)
        if past is not None:
            plan = await going_on(node, plan, past[1])
        players = Players(plan, play)
        playing = asyncio.create_task(players.run())
        try:
            yield Theatre(node, players)
        finally:
            playing.cancel()
            await asyncio.gather(playing, return_exceptions=True)
            await players.close()
    finally:
        await node.close()


async def test_agents_answer_resolve_and_wrap_up_what_customers_ask(tmp_path: Path) -> None:
    async with stage(tmp_path, Play(seed=3, scale=60, pace=0.004)) as theatre:
        report = await theatre.until(lambda r: r.resolved >= 4 and r.met_a_person >= 6 and r.sent == r.stored)
        assert report.accepted >= 4
        heads = [stored.head for stored in theatre.node.service.heads.values()]
        taken = [head for head in heads if head.assignments]
        assert taken
        assert all(head.offers for head in taken)


async def test_an_outage_fills_the_queue_of_payments(tmp_path: Path) -> None:
    play = Play(seed=1, scale=0, pace=0.01, scenario="payment-outage", at_s=5, shortened=0.2, agents=1)
    async with stage(tmp_path, play) as theatre:
        await theatre.until(lambda r: r.asked >= 12)
        waiting = [s.head for s in theatre.node.service.heads.values() if s.head.waiting and s.head.leg]
        queues = [head.leg.queue for head in waiting if head.leg]
        assert queues.count("payment en") > len(queues) / 3


@pytest.fixture(scope="module")
def past() -> tuple[Log, Present]:
    return history(5, wall_clock(), SHARE)


async def test_the_past_is_a_log_like_any_other(tmp_path: Path, past: tuple[Log, Present]) -> None:
    path = tmp_path / "floor.db"
    store = await SqliteStore.open(path)
    await hire(store, AGENTS, wall_clock())
    await keep(store, *past)
    entries = await store.feed(0, 1_000_000)
    heads = {stored.head.conv: stored.head for stored in await store.open_heads()}
    contact = await store.contact(past[1].going[0].customer) if past[1].going else Contact("none")
    await store.close()
    assert contact is not None
    assert check_file(path, rules()).findings == ()
    times = [entry.at for entry in entries]
    assert times[-1] - times[0] > 8 * DAY
    # In order of time, but for moments.
    latest = 0
    for at in times:
        assert at > latest - 10 * SECOND
        latest = max(latest, at)
    assert wall_clock() - latest < 3 * MINUTE
    open_now = {head.conv for head in heads.values() if head.state is not State.RESOLVED}
    assert {one.known.conv for one in past[1].going} <= open_now


async def test_chats_of_the_past_go_on(tmp_path: Path, past: tuple[Log, Present]) -> None:
    # Nobody new comes: what is answered now are the past's own chats.
    play = Play(seed=5, scale=1e9, pace=0.01, minutes=60)
    left = {agent: dict.fromkeys(chats, 200.0) for agent, chats in past[1].left.items()}
    hurried = (past[0], replace(past[1], left=left))
    talking = [one for one in past[1].going if one.known.stage is Stage.TALKING]
    async with stage(tmp_path, play, hurried) as theatre:
        heads = theatre.node.service.heads

        def over(conv: str) -> bool:
            # One that is resolved and wrapped up leaves the memory of the backend after a while.
            return conv not in heads or heads[conv].head.state is State.RESOLVED

        report = await theatre.until(lambda r: all(over(one.known.conv) for one in talking))
        assert talking
        assert report.resolved >= len(talking)
