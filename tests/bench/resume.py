"""Resume: 30 s without a link while 1,000 messages come: how long until the console has them, and at what cost.

A real server process and a real `NativeBackend`, with a relay of ours between them that cuts the link and refuses to
open it again until the 30 s are over. The messages go to the conversations that the console watches. A second console
behind another relay stays live: converged is when the first one's rows and transcripts equal the second's. "The events'
own frames" are one `events` frame for each commit; what the live console was sent meanwhile is told beside it.
"""

import asyncio
import contextlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, Final

NAME = "Resume after a 30 s cut with 1,000 missed events"
GOAL = "converged within 300 ms of the open link, bytes at most 1.3x the events' own frames"

CONVERSATIONS: Final = 200
WATCHED: Final = 20
"""By each console: what its user owns or looks at."""


async def serve(folder: Path) -> None:
    """A backend with conversations; then a customer's messages for every number that comes on standard input."""
    from console.backend.gateway_watches import pages
    from console.backend.node import Node, NodeOptions, wall_clock
    from console.backend.service import Committing
    from console.backend.store.port import User
    from console.core.conversation import commands as c
    from console.core.conversation.context import Actor

    node = await Node.open(NodeOptions(store=folder / "resume.db", pace=0))
    listening = await node.start()

    async def ask(n: int) -> None:
        actor = Actor("customer", f"v{n:06d}")
        await node.service.handle(f"conv{n:06d}", c.AskPerson(), actor, command_id=f"ask{n:09d}")

    await asyncio.gather(*(ask(n) for n in range(CONVERSATIONS)))
    tokens = []
    for name in ("cut", "live"):
        user = User(f"u-{name}", name, name.title(), "agent", password_hash="none", created_at=1)
        await node.store.add_user(user)
        await node.people.reload()
        tokens.append((await node.access.vouch(user, name, wall_clock())).access)
    print(json.dumps({"port": listening.port, "tokens": tokens}), flush=True)
    said = own = 0

    def count(told: Committing) -> None:
        nonlocal own
        own += sum(map(len, pages(told.stored.head.conv, told.records)))

    node.service.listen(count)
    while line := await asyncio.get_running_loop().run_in_executor(None, sys.stdin.readline):
        for _ in range(int(line)):
            n = said % WATCHED
            text = f"message {said}: my parcel has not come, and nobody has told me where it is now"
            await node.service.handle(
                f"conv{n:06d}", c.Say(text), Actor("customer", f"v{n:06d}"), command_id=f"say{said:09d}"
            )
            said += 1
        print(own, flush=True)
    os._exit(0)


class Relay:
    """A way to the server that can be cut; counts what comes from there."""

    def __init__(self, port: int) -> None:
        self.target = port
        self.port = 0
        self.bytes = 0
        self.opened_at = 0.0
        self.up = asyncio.Event()
        self.up.set()
        self._writers: set[asyncio.StreamWriter] = set()

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator["Relay"]:
        """Relay for the length of a block."""
        server = await asyncio.start_server(self._relay, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        try:
            yield self
        finally:
            self.cut()
            server.close()

    def cut(self) -> None:
        """End what is open, and open nothing more until `up` is set."""
        for writer in list(self._writers):
            writer.transport.abort()

    async def _relay(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if not self.up.is_set():
            writer.transport.abort()
            return
        self.opened_at = time.perf_counter()
        back, forth = await asyncio.open_connection("127.0.0.1", self.target)
        self._writers |= {writer, forth}
        try:
            await asyncio.gather(self._pipe(reader, forth, count=False), self._pipe(back, writer, count=True))
        finally:
            self._writers -= {writer, forth}

    async def _pipe(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, count: bool) -> None:
        with contextlib.suppress(OSError):
            while data := await reader.read(1 << 18):
                self.bytes += len(data) if count else 0
                writer.write(data)
                await writer.drain()
        writer.transport.abort()


async def measure(folder: Path, missed: int, seconds: float, rounds: int) -> list[dict[str, float]]:
    """Cut, let so many messages come, open again."""
    server = await asyncio.create_subprocess_exec(
        sys.executable, __file__, "serve", str(folder), stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert server.stdin is not None
    assert server.stdout is not None
    try:
        where = json.loads(await server.stdout.readline())
        async with Relay(where["port"]).running() as cut, Relay(where["port"]).running() as live:
            mine = _backend(folder, cut.port, "cut", where["tokens"][0])
            other = _backend(folder, live.port, "live", where["tokens"][1])
            async with _running(mine), _running(other):
                await _until(lambda: _same(mine, other))
                results = []
                for _ in range(rounds):
                    results.append(await _round(server, cut, live, mine, other, missed, seconds))
                    print(json.dumps(results[-1]), file=sys.stderr, flush=True)
                return results
    finally:
        server.kill()
        await server.wait()


async def _round(
    server: asyncio.subprocess.Process, cut: Relay, live: Relay, mine: Any, other: Any, missed: int, seconds: float
) -> dict[str, float]:
    cut.up.clear()
    cut.cut()
    cut_at, live_before, own_before = time.perf_counter(), live.bytes, await _say(server, 0)
    pieces = 20
    for _ in range(pieces):
        own = await _say(server, missed // pieces)
        await asyncio.sleep(max(0.0, seconds / pieces * 0.9))
    await asyncio.sleep(max(0.0, seconds - (time.perf_counter() - cut_at)))
    await _until(lambda: _have(other) > _have(mine))
    assert not _same(mine, other)
    before = cut.bytes
    cut.up.set()
    mine.retry_now()
    await _until(lambda: _same(mine, other), step=0.002)
    return {
        "converged_ms": round((time.perf_counter() - cut.opened_at) * 1000, 1),
        "bytes": cut.bytes - before,
        "own_bytes": own - own_before,
        "bytes_ratio": round((cut.bytes - before) / (own - own_before), 3),
        "live_bytes": live.bytes - live_before,
    }


async def _say(server: asyncio.subprocess.Process, messages: int) -> int:
    """Let so many messages come; the bytes of all events' own frames so far."""
    assert server.stdin is not None
    assert server.stdout is not None
    server.stdin.write(f"{messages}\n".encode())
    return int(await server.stdout.readline())


def _have(backend: Any) -> int:
    return sum(transcript.have for transcript in backend.session.core.replica.transcripts.values())


def _backend(folder: Path, port: int, name: str, token: str) -> Any:
    from console.desk.adapters.native import NativeBackend, NativeOptions

    ends = int(time.time() * 1000) + 15 * 60_000
    server = f"ws://127.0.0.1:{port}"
    return NativeBackend(NativeOptions(server=server, user=name, access=token, access_ends=ends, state=folder / name))


@contextlib.asynccontextmanager
async def _running(backend: Any) -> AsyncIterator[None]:
    await backend.start()
    try:
        for n in range(WATCHED):
            backend.watch(f"conv{n:06d}")
        yield
    finally:
        await backend.close()


def _held(backend: Any) -> tuple[Any, Any]:
    """Its rows, and the text of what it watches."""
    replica = backend.session.core.replica
    return replica.rows, {conv: transcript.turns for conv, transcript in replica.transcripts.items()}


def _same(mine: Any, other: Any) -> bool:
    core, theirs = mine.session.core, other.session.core
    if not (core.link.live and theirs.link.live) or core.replica.pos != theirs.replica.pos:
        return False
    have = {conv: transcript.have for conv, transcript in core.replica.transcripts.items()}
    if have != {conv: transcript.have for conv, transcript in theirs.replica.transcripts.items()}:
        return False
    return all(have.values()) and _held(mine) == _held(other)


async def _until(condition: Any, step: float = 0.02) -> None:
    async with asyncio.timeout(60):
        while not condition():  # noqa: ASYNC110
            await asyncio.sleep(step)


def run(rounds: int = 3, smoke: bool = False) -> dict[str, Any]:
    """So many cuts of one session."""
    missed, seconds, rounds = (100, 1.0, 1) if smoke else (1_000, 30.0, min(rounds, 5))
    with tempfile.TemporaryDirectory(prefix="warmline-resume-") as name:
        results = asyncio.run(measure(Path(name), missed, seconds, rounds))
    figures = {
        figure: {
            "median": statistics.median(result[figure] for result in results),
            "min": min(result[figure] for result in results),
            "max": max(result[figure] for result in results),
        }
        for figure in results[0]
    }
    met = figures["converged_ms"]["median"] <= 300 and figures["bytes_ratio"]["max"] <= 1.3
    return {"name": NAME, "goal": GOAL, "missed": missed, "cut_s": seconds, "figures": figures, "met": met}


if __name__ == "__main__":
    if sys.argv[1:2] == ["serve"]:
        asyncio.run(serve(Path(sys.argv[2])))
    else:
        print(json.dumps(run(smoke="--smoke" in sys.argv), indent=2))
