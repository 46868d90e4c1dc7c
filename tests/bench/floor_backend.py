"""The wall through the backend: one node's floor with 10,000 open conversations and 3,000 agents.

What one second costs (the fold of what came, the alarms, one wall and its frame), and the fold on a start. Times are of
the processor. The feed is at hand: what a disk costs is measured by others.
"""

import asyncio
import json
import tempfile
import time
from pathlib import Path
from typing import Any

import msgspec

from console.backend.node import Node, NodeOptions
from console.backend.store.port import FeedEntry, StoredHead, Stream, User
from console.backend.store.sqlite import SqliteStore
from console.core.conversation.events import Record
from console.core.floor.policy import FloorPolicy
from console.core.metrics.entries import AgentRecord, Entry
from console.core.wire import codec, frames
from tests.bench.floor_wall import big_log
from tests.bench.measure import percentile, summary
from tests.core.metrics.floor_log import FloorLog

NAME = "floor_backend: one second of a big floor's wall, and the fold on a start"
GOAL = "<= 20 ms of processor a second at 10,000 open conversations and 3,000 agents"
WINDOW = 30
A_SECOND = 35
"""Entries that come in one: as busy as the busiest hour."""


class FedStore:
    """The real store, but for a feed that is made up."""

    def __init__(self, store: SqliteStore, entries: list[FeedEntry]) -> None:
        self._store = store
        self._entries = entries
        self.last_pos = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    async def feed(self, after_pos: int, limit: int, *, bodies: bool = False) -> list[FeedEntry]:
        """A piece of it."""
        return self._entries[after_pos : min(after_pos + limit, self.last_pos)]


def as_stored(entries: list[Entry]) -> list[FeedEntry]:
    """As the store has them."""
    found = []
    for pos, entry in enumerate(entries, 1):
        if isinstance(entry, Record):
            found.append(FeedEntry(pos, entry.at, Stream.CONVERSATION, entry.conv, entry.seq, entry))
        else:
            is_agent = isinstance(entry, AgentRecord)
            stream, id = (Stream.AGENT, entry.agent) if is_agent else (Stream.FLOOR, entry.id)
            found.append(FeedEntry(pos, entry.at, stream, id, entry.seq, msgspec.json.encode(entry.event)))
    return found


async def node_of(folder: Path, log: FloorLog, policy: FloorPolicy) -> tuple[Node, FedStore]:
    """A node that knows these people; it is not started."""
    real = await SqliteStore.open(folder / "s.db")
    store = FedStore(real, as_stored(log.entries))
    node = Node(NodeOptions(store=folder / "s.db", floor=policy), store, None, _NoArticles())  # type: ignore[arg-type]
    for name, skills in log.team.items():
        node.people.users[name] = User(
            name, name, name.title(), "agent", skills.home, langs=skills.langs, level=skills.level
        )
    return node, store


class _NoArticles:
    def listed(self, lang: str) -> tuple[Any, ...]:
        return ()


async def measured(folder: Path, conversations: int, agents: int, seconds: int) -> dict[str, Any]:
    """One node's life: its start, and so many seconds of it."""
    log, policy = big_log(conversations, agents)
    node, store = await node_of(folder, log, policy)
    stats, now = node.floor.stats, max(entry.at for entry in log.entries)
    node.service.clock = lambda: now
    store.last_pos = len(log.entries) - seconds * A_SECOND
    began = time.thread_time()
    await stats.catch_up()
    start = time.thread_time() - began
    # After the start: what is at hand then and is not in the feed yet would be taken as it stands, and not be folded.
    node.service.heads |= {head.conv: StoredHead(head, n) for n, head in enumerate(log.heads.values(), 1)}
    folds, alarms, walls, frame = [], [], [], b""
    for _ in range(seconds):
        now += 1_000
        store.last_pos += A_SECOND
        marks = [time.thread_time()]
        await stats.catch_up()
        marks.append(time.thread_time())
        stats._judge()
        marks.append(time.thread_time())
        wall = stats.wall(WINDOW)
        assert wall is not None
        frame = codec.encode(frames.WallTold(wall))
        marks.append(time.thread_time())
        for found, begin, end in zip((folds, alarms, walls), marks, marks[1:], strict=False):
            found.append(1e3 * (end - begin))
    await store.close()
    return {
        "fold_ms": folds,
        "alarms_ms": alarms,
        "wall_ms": walls,
        "second_ms": [sum(parts) for parts in zip(folds, alarms, walls, strict=True)],
        "frame_bytes": len(frame),
        "start_s_per_100k": 1e5 * start / store_size(log, seconds),
    }


def store_size(log: FloorLog, seconds: int) -> int:
    """Entries that were folded on the start."""
    return len(log.entries) - seconds * A_SECOND


def run(rounds: int = 7, smoke: bool = False) -> dict[str, Any]:
    """Ten seconds for each round."""
    with tempfile.TemporaryDirectory() as folder:
        size = (100, 30, 2) if smoke else (10_000, 3_000, 10 * rounds)
        found = asyncio.run(measured(Path(folder), *size))
    times = {name: one for name, one in found.items() if isinstance(one, list)}
    figures = {name: summary(one) | {"p99": round(percentile(one, 0.99), 3)} for name, one in times.items()}
    return {
        "name": NAME,
        "goal": GOAL,
        "figures": figures,
        "each": {name: found[name] for name in ("frame_bytes", "start_s_per_100k")},
        "met": figures["second_ms"]["median"] <= 20.0,
        "rounds": size[2],
    }


if __name__ == "__main__":
    print(json.dumps(run(3), indent=2))
