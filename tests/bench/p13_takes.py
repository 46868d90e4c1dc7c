"""P13: 200 consoles take one conversation at the same instant: one winner, and how long everybody waits for an answer.

The whole path over real sockets and the real store: frame, rights, decision, flushed commit, result. Server and clients
share one process, so that the figure is an upper bound.
"""

import asyncio
import json
import secrets
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

from websockets.asyncio.client import ClientConnection, connect

from console.backend.door import DoorLimits
from console.backend.node import Node, NodeOptions, running, wall_clock
from console.backend.store.port import User
from console.core.conversation import commands as c
from console.core.conversation.context import Actor

NAME = "P13 concurrent takes of one conversation"
GOAL = "200 takes: one winner, all answered within 5 ms median"
RACERS = 200
ROUNDS = 7


async def racer(node: Node, n: int) -> ClientConnection:
    """A signed-in console of its own user."""
    user = User(f"u{n:04d}", f"agent{n:04d}", f"Agent {n}", "agent", password_hash="none", created_at=1)
    await node.store.add_user(user)
    tokens = await node.access.vouch(user, "bench", wall_clock())
    assert node.listening is not None
    socket = await connect(node.listening.url("ws") + "/v1/console", proxy=None)
    await socket.recv()
    await socket.send(json.dumps({"t": "auth", "token": tokens.access, "proto": 1, "device": "bench"}))
    await socket.recv()
    return socket


async def take(socket: ClientConnection, conv: str, epoch: int, id: str) -> tuple[str, float]:
    """One take over the socket: how it was answered, and after how many milliseconds."""
    frame = json.dumps({"t": "cmd", "id": id, "conv": conv, "epoch": epoch, "do": {"do": "take"}})
    start = time.perf_counter()
    await socket.send(frame)
    while True:
        answer: dict[str, Any] = json.loads(await socket.recv())
        if answer.get("id") == id:
            return answer["status"], (time.perf_counter() - start) * 1_000


async def direct(node: Node, conv: str, n: int) -> tuple[str, float]:
    """One take without the socket."""
    start = time.perf_counter()
    actor = Actor("agent", f"u{n:04d}", "agent")
    result = await node.service.handle(conv, c.Take(), actor, command_id=secrets.token_hex(8), epoch=1)
    return result.status, (time.perf_counter() - start) * 1_000


async def race(node: Node, sockets: list[ClientConnection], conv: str) -> list[float]:
    """All at once; the times, after checking that one won."""
    await node.service.handle(conv, c.AskPerson(), Actor("customer", f"v{conv}"), command_id=f"ask-{conv}")
    if sockets:
        ids = [secrets.token_hex(8) for _ in sockets]
        answers = await asyncio.gather(*(take(s, conv, 1, id) for s, id in zip(sockets, ids, strict=True)))
    else:
        answers = await asyncio.gather(*(direct(node, conv, n) for n in range(RACERS)))
    statuses = [status for status, _ in answers]
    assert statuses.count("ok") == 1, statuses
    assert statuses.count("refused") == RACERS - 1
    return [elapsed for _, elapsed in answers]


def figures(rounds: list[list[float]]) -> dict[str, float]:
    """Over rounds: the median of medians, its spread, and the slowest answers."""
    medians = [statistics.median(times) for times in rounds]
    return {
        "median_ms": round(statistics.median(medians), 2),
        "fastest_round_ms": round(min(medians), 2),
        "slowest_round_ms": round(max(medians), 2),
        "all_answered_ms": round(statistics.median(max(times) for times in rounds), 2),
        "per_take_us": round(statistics.median(max(times) for times in rounds) * 1_000 / RACERS),
    }


async def main() -> dict[str, Any]:
    """Both ways, in turns."""
    folder = Path(tempfile.mkdtemp(prefix="warmline-p13-"))
    limits = DoorLimits(per_address=1_000, handshakes_per_second=1_000.0, handshake_burst=1_000)
    async with running(NodeOptions(store=folder / "p13.db", pace=0, limits=limits)) as node:
        sockets = [await racer(node, n) for n in range(RACERS)]
        over_sockets, without = [], []
        for n in range(ROUNDS):
            over_sockets.append(await race(node, sockets, f"socket{n}"))
            without.append(await race(node, [], f"direct{n}"))
        await asyncio.gather(*(socket.close() for socket in sockets))
    return {
        "name": NAME,
        "goal": GOAL,
        "racers": RACERS,
        "rounds": ROUNDS,
        "over_sockets": figures(over_sockets),
        "service_alone": figures(without),
    }


if __name__ == "__main__":
    print(json.dumps(asyncio.run(main()), indent=2))
