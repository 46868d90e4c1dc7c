"""P13: 200 consoles take one conversation at the same instant: one winner, and how long everybody waits for an answer.

The whole path: frame, rights, decision, flushed commit, result; every refusal is stored and flushed as well. The
consoles are one process of bare sockets of its own, so that the server's processor time is the server's; beside it the
same takes handed to the service without sockets, and the limit: the same number of rows in one flushed transaction.
"""

import asyncio
import contextlib
import json
import secrets
import sqlite3
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from websockets.asyncio.client import ClientConnection, connect

from console.backend import process
from console.backend.door import DoorLimits
from console.backend.node import Node, NodeOptions, running, wall_clock
from console.backend.store.port import User
from console.core.conversation import commands as c
from console.core.conversation.context import Actor
from tests.bench.measure import percentile, summary

NAME = "P13 concurrent takes of one conversation"
GOAL = "200 takes: one winner, all answered within 5 ms median"
LIMIT_MS = 5.0
RACERS = 200
MODULE = "tests.bench.p13_takes"


# the consoles, a process of their own


async def racer(url: str, token: str) -> ClientConnection:
    """A signed-in console."""
    socket = await connect(url, proxy=None, compression=None)
    await socket.recv()
    await socket.send(json.dumps({"t": "auth", "token": token, "proto": 1, "device": "bench"}))
    await socket.recv()
    return socket


async def take(socket: ClientConnection, conv: str, id: str) -> tuple[str, float]:
    """One take over the socket: how it was answered, and when."""
    frame = json.dumps({"t": "cmd", "id": id, "conv": conv, "epoch": 1, "do": {"do": "take"}})
    await socket.send(frame, text=True)
    while True:
        answer = await socket.recv()
        now = time.perf_counter()
        if id in answer:
            return json.loads(answer)["status"], now


async def consoles() -> None:
    """Sign in, then for each line of input let all take that conversation; say when each was answered."""
    lines = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin)
    told = json.loads(await lines.readline())
    sockets = [await racer(told["url"], token) for token in told["tokens"]]
    print("ready", flush=True)
    while conv := (await lines.readline()).decode().strip():
        ids = [secrets.token_hex(8) for _ in sockets]
        began = time.perf_counter()
        answers = await asyncio.gather(*(take(s, conv, id) for s, id in zip(sockets, ids, strict=True)))
        times = [(at - began) * 1_000 for _, at in answers]
        print(json.dumps({"statuses": [status for status, _ in answers], "times": times}), flush=True)
    for socket in sockets:
        socket.transport.abort()


# the server


class Consoles:
    """The other process, as the server's sees it."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    async def ask(self, line: str) -> str:
        """One line there, one back."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(line.encode() + b"\n")
        return (await self._process.stdout.readline()).decode()

    async def end(self) -> None:
        """Let them go."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        await self._process.wait()


async def signed_in(node: Node, racers: int) -> Consoles:
    """All consoles, each of its own user."""
    tokens = []
    for n in range(racers):
        user = User(f"u{n:04d}", f"agent{n:04d}", f"Agent {n}", "agent", password_hash="none", created_at=1)
        await node.store.add_user(user)
        tokens.append((await node.access.vouch(user, "bench", wall_clock())).access)
    assert node.listening is not None
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        MODULE,
        "--consoles",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        limit=1 << 20,
    )
    there = Consoles(process)
    await there.ask(json.dumps({"url": node.listening.url("ws") + "/v1/console", "tokens": tokens}))
    return there


async def direct(node: Node, conv: str, n: int) -> tuple[str, float]:
    """One take without the socket."""
    actor = Actor("agent", f"u{n:04d}", "agent")
    result = await node.service.handle(conv, c.Take(), actor, command_id=secrets.token_hex(8), epoch=1)
    return result.status, time.perf_counter()


def told(statuses: list[str], times: list[float], spent: float) -> dict[str, float]:
    """One race, after checking that one won."""
    assert statuses.count("ok") == 1, statuses
    assert statuses.count("refused") == len(statuses) - 1, statuses
    return {"median_ms": percentile(times, 0.5), "all_ms": max(times), "cpu_us_a_take": spent * 1e6 / len(times)}


async def over_sockets(node: Node, consoles: Consoles, conv: str) -> dict[str, float]:
    """All at once, from their process."""
    await node.service.handle(conv, c.AskPerson(), Actor("customer", f"v{conv}"), command_id=f"ask-{conv}")
    await asyncio.sleep(0.3)
    spent = time.process_time()
    answers = json.loads(await consoles.ask(conv))
    return told(answers["statuses"], answers["times"], time.process_time() - spent)


async def in_service(node: Node, racers: int, conv: str) -> dict[str, float]:
    """All at once, without sockets."""
    await node.service.handle(conv, c.AskPerson(), Actor("customer", f"v{conv}"), command_id=f"ask-{conv}")
    await asyncio.sleep(0.3)
    spent, began = time.process_time(), time.perf_counter()
    answers = await asyncio.gather(*(direct(node, conv, n) for n in range(racers)))
    times = [(at - began) * 1_000 for _, at in answers]
    return told([status for status, _ in answers], times, time.process_time() - spent)


def bare(folder: Path, racers: int) -> dict[str, float]:
    """The limit: what must be stored, in one flushed transaction of its own, from one thread."""
    with contextlib.closing(sqlite3.connect(folder / "bare.db", isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = FULL")
        db.execute("CREATE TABLE IF NOT EXISTS commands (id TEXT PRIMARY KEY, actor TEXT, hash BLOB, result BLOB)")
        rows = [(secrets.token_hex(8), f"agent:u{n:04d}", b"h" * 16, b"r" * 250) for n in range(racers)]
        spent, began = time.process_time(), time.perf_counter()
        db.execute("BEGIN IMMEDIATE")
        db.executemany("INSERT INTO commands VALUES (?, ?, ?, ?)", rows)
        db.execute("COMMIT")
        took = (time.perf_counter() - began) * 1_000
    return {"median_ms": took, "all_ms": took, "cpu_us_a_take": (time.process_time() - spent) * 1e6 / racers}


async def measured(rounds: int, racers: int) -> dict[str, dict[str, list[float]]]:
    """All ways in turns, the first round unseen."""
    found: dict[str, dict[str, list[float]]] = {}
    with tempfile.TemporaryDirectory(prefix="warmline-p13-") as name:
        folder = Path(name)
        limits = DoorLimits(per_address=1_000, handshakes_per_second=1_000.0, handshake_burst=1_000)
        async with running(NodeOptions(store=folder / "p13.db", pace=0, limits=limits)) as node:
            consoles = await signed_in(node, racers)
            process.settle()
            for n in range(rounds + 1):
                one = {
                    "sockets": await over_sockets(node, consoles, f"socket{n}"),
                    "service": await in_service(node, racers, f"direct{n}"),
                    "bare": bare(folder, racers),
                }
                for way, figures in one.items() if n else ():
                    for figure, value in figures.items():
                        found.setdefault(way, {}).setdefault(figure, []).append(value)
            await consoles.end()
    return found


def run(rounds: int = 7, smoke: bool = False) -> dict[str, Any]:
    """Several races each way."""
    racers, rounds = (10, 1) if smoke else (RACERS, 3 * rounds)
    found = asyncio.run(measured(rounds, racers))
    figures = {way: {name: summary(values) for name, values in own.items()} for way, own in found.items()}
    return {
        "name": NAME,
        "goal": GOAL,
        "racers": racers,
        "rounds": rounds,
        "figures": figures,
        "each": {way: figures[way]["median_ms"]["median"] <= LIMIT_MS for way in ("sockets", "service")},
        "met": figures["sockets"]["median_ms"]["median"] <= LIMIT_MS,
    }


if __name__ == "__main__":
    if "--consoles" in sys.argv:
        asyncio.run(consoles())
    else:
        print(json.dumps(run(), indent=2))
