"""What tests of the floor say over a console's socket, and what they read of the log."""

from typing import Any

import msgspec

from console.backend.store.port import Stream
from console.core.floor.policy import FloorPolicy, Mode, QueueSpec

PUSH = FloorPolicy(mode=Mode.PUSH, offer=20_000)
TEAMS = FloorPolicy(mode=Mode.PUSH, queues=(QueueSpec("payment en"), QueueSpec("main")))


async def act(console: Any, do: str, *, id: str = "", **fields: Any) -> dict[str, Any]:
    """Something asked of the floor, and its result."""
    console.n += 1
    id = id or f"act-{console.user}-{console.n:06d}"
    await console.send(t="act", id=id, do={"do": do, **fields})
    result: dict[str, Any] = await console.until("result", id=id)
    return result


async def logged(store: Any, stream: Stream, id: str) -> list[dict[str, Any]]:
    """The events of one subject, without the times."""
    return [msgspec.json.decode(entry.event) for entry in await store.tail(stream, id, 1_000)]


async def states(store: Any, agent: str) -> list[str]:
    """What an agent's events say, in short."""
    found = await logged(store, Stream.AGENT, agent)
    return [f"{event['ev']} {event.get('state', '')}".strip() for event in found]


async def member(console: Any, user: str, state: str) -> dict[str, Any]:
    """The colleague as soon as she is told to be in this state; empty: not there."""
    while True:
        frame = await console.until("presence")
        for found in frame["members"]:
            if found["id"] == user and found.get("state", "") == state:
                return dict(found)
