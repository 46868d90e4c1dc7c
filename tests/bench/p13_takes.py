"""P13: 200 consoles take one conversation at the same instant: one winner, and how long everybody waits for an answer.

The whole path: frame, rights, decision, flushed commit, result; every refusal is stored and flushed as well. The
consoles are one process of bare sockets of its own, so that the server's processor time is the server's; beside it the
same takes handed to the service without sockets, and the limit: the same number of rows in one flushed transaction.
"""

import asyncio
import base64
import contextlib
import json
import re
import secrets
import selectors
import socket
import sqlite3
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

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


class Racer:
    """A signed-in console that costs little: a library's would take longer to ask and to read than the server does."""

    def __init__(self, host: str, port: int, token: str) -> None:
        self.socket = socket.create_connection((host, port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._heard = b""
        key = base64.b64encode(secrets.token_bytes(16)).decode()
        self.socket.sendall(
            f"GET /v1/console HTTP/1.1\r\nHost: {host}:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n".encode()
        )
        self._until(b'"t":"hello"')
        self.socket.sendall(framed({"t": "auth", "token": token, "proto": 1, "device": "bench"}))
        self._until(b'"t":"welcome"')
        self.socket.setblocking(False)

    def _until(self, mark: bytes) -> None:
        while mark not in self._heard:
            data = self.socket.recv(1 << 16)
            assert data, self._heard
            self._heard += data

    def ask(self, conv: str) -> None:
        """A take of this conversation."""
        with contextlib.suppress(BlockingIOError):
            self._hear()
        self.id = secrets.token_hex(8)
        self._asked = framed({"t": "cmd", "id": self.id, "conv": conv, "epoch": 1, "do": {"do": "take"}})
        self._heard = b""

    def send(self) -> None:
        """On its way."""
        assert self.socket.send(self._asked) == len(self._asked)

    def hear(self) -> str:
        """How it was answered; empty: not yet."""
        self._hear()
        found = re.search(rb'"t":"result","id":"%s","status":"(\w+)"' % self.id.encode(), self._heard)
        return found[1].decode() if found is not None else ""

    def _hear(self) -> None:
        data = self.socket.recv(1 << 16)
        assert data, "the server has hung up"
        self._heard += data
        for ping in re.findall(rb"\x89\x04(.{4})", data, re.DOTALL):
            self.socket.send(b"\x8a\x84" + bytes(4) + ping)


def framed(frame: dict[str, Any]) -> bytes:
    """A text frame of a client, with a mask that changes nothing."""
    data = json.dumps(frame).encode()
    size = bytes([0x80 | len(data)]) if len(data) < 126 else b"\xfe" + len(data).to_bytes(2, "big")
    return b"\x81" + size + bytes(4) + data


def race(racers: list[Racer], conv: str) -> dict[str, list[Any]]:
    """All take it; how each was answered, and after how many milliseconds."""
    with selectors.DefaultSelector() as waiting:
        for racer in racers:
            racer.ask(conv)
            waiting.register(racer.socket, selectors.EVENT_READ, racer)
        statuses, times = [], []
        began = time.perf_counter()
        for racer in racers:
            racer.send()
        while len(statuses) < len(racers):
            for key, _ in waiting.select():
                status = key.data.hear()
                if status:
                    times.append((time.perf_counter() - began) * 1_000)
                    statuses.append(status)
                    waiting.unregister(key.fileobj)
    return {"statuses": statuses, "times": times}


def consoles() -> None:
    """Sign in, then for each line of input let all take that conversation; say when each was answered."""
    told = json.loads(sys.stdin.readline())
    racers = [Racer(told["host"], told["port"], token) for token in told["tokens"]]
    print("ready", flush=True)
    while conv := sys.stdin.readline().strip():
        print(json.dumps(race(racers, conv)), flush=True)
    for racer in racers:
        racer.socket.close()


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
    await there.ask(json.dumps({"host": node.listening.host, "port": node.listening.port, "tokens": tokens}))
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
        consoles()
    else:
        print(json.dumps(run(), indent=2))
