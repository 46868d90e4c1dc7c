"""Herd: a restart of the backend with 2,000 consoles on real sockets: how long until all are back, and in how many
attempts.

The server is a process of its own over a store on disk, with its own limits; it is stopped in order (SIGTERM: a goaway
with a hint) or killed (SIGKILL: none), and started again at once. The consoles are light: bare sockets in two
processes, each with the shipped rules of the link (`LinkLife` with its backoff, deadlines and tokens); a quarter of
them find that their access token has died meanwhile and fetch another over HTTP first. Back is who has all rows again.
"""

import asyncio
import contextlib
import json
import os
import random
import re
import resource
import secrets
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, Final

from console.core.wire import codec, frames
from console.desk.session import effects as fx
from console.desk.session.clocks import read_clocks
from console.desk.session.link import LinkLife, Stage

NAME = "Herd: 2,000 consoles after a restart"
GOAL = "all back within 30 s, p99 within 20 s, at most 2 attempts a console (mean), orderly and after SIGKILL"

PROCESSES: Final = 2
ADDRESSES: Final = 8
"""The consoles come from so many addresses of the loopback network, as from so many offices."""
TOKENS_DEAD: Final = 0.25
WATCHED: Final = 2
SERVER_CORE: Final = 0
CONSOLES_CORE: Final = 1
PATIENCE_S: Final = 90.0
POS = re.compile(rb'"pos":"([^"]+)"')


def pin(core: int) -> None:
    """Keep this process on one core, so that the server has one for itself whatever the consoles do."""
    os.sched_setaffinity(0, {core} & os.sched_getaffinity(0) or os.sched_getaffinity(0))


async def serve(folder: Path, port: int, consoles: int, rows: int) -> None:
    """Serve the store in the folder, made on the first start; one JSON line says where."""
    from console.backend import process
    from console.backend.node import Node, NodeOptions, wall_clock
    from console.backend.store.port import User
    from console.core.conversation import commands as c
    from console.core.conversation.context import Actor

    began = time.monotonic()
    fresh = not (folder / "herd.db").exists()
    node = await Node.open(NodeOptions(store=folder / "herd.db", port=port, pace=0))
    if fresh:

        async def seed(n: int) -> None:
            await node.service.handle(
                f"cseed{n:08d}", c.AskPerson(), Actor("customer", f"v{n:08d}"), command_id=f"seed{n:012d}"
            )

        async def account(n: int) -> tuple[str, str]:
            user = User(f"u{n:06d}", f"agent{n}", f"Agent {n}", "agent", password_hash="none", created_at=1)
            await node.store.add_user(user)
            tokens = await node.access.vouch(user, "herd", wall_clock())
            return tokens.access, tokens.refresh

        accounts: list[tuple[str, str]] = []
        for start in range(0, consoles, 500):
            accounts += await asyncio.gather(*(account(n) for n in range(start, min(consoles, start + 500))))
        for start in range(0, rows, 500):
            await asyncio.gather(*(seed(n) for n in range(start, min(rows, start + 500))))
        (folder / "accounts.json").write_text(json.dumps(accounts))
    listening = await node.start()
    process.settle()
    told = {"port": listening.port, "pid": os.getpid(), "start_s": round(time.monotonic() - began, 2)}
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    print(json.dumps(told), flush=True)
    await stop.wait()
    await node.close()
    print(json.dumps({"refused": dict(node.door.refused)}), file=sys.stderr, flush=True)


def masked(frame: bytes) -> bytes:
    """A client's text frame (the mask is zero)."""
    size = len(frame)
    head = bytes([0x81, 0x80 | size]) if size < 126 else bytes([0x81, 0xFE]) + size.to_bytes(2, "big")
    return head + b"\0\0\0\0" + frame


class Socket(asyncio.Protocol):
    """A bare websocket: whole messages go to its console."""

    def __init__(self, console: "Console") -> None:
        self.console = console
        self.buffer = bytearray()
        self.open = False
        self.code = 1006
        self.transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        transport.write(
            b"GET /v1/console HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
        )

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        if not self.open and not self._upgraded():
            return
        while (size := self._frame()) is not None:
            start, end = size
            opcode, payload = self.buffer[0] & 15, bytes(self.buffer[start:end])
            del self.buffer[:end]
            if opcode == 1:
                self.console.message(payload)
            elif opcode == 8:
                self.code = int.from_bytes(payload[:2], "big") if len(payload) >= 2 else 1005
                self.write(bytes([0x88, 0x80 | len(payload)]) + b"\0\0\0\0" + payload)
            elif opcode == 9:
                self.write(bytes([0x8A, 0x80 | len(payload)]) + b"\0\0\0\0" + payload)

    def _upgraded(self) -> bool:
        end = self.buffer.find(b"\r\n\r\n")
        if end < 0:
            return False
        head = bytes(self.buffer[:end])
        del self.buffer[: end + 4]
        if b" 101 " in head.split(b"\r\n", 1)[0]:
            self.open = True
            self.console.connected(self)
            return True
        told = re.search(rb"retry-after: (\d+)", head, re.I)
        self.console.refused(self, int(told[1]) * 1000 if told else 0)
        return False

    def _frame(self) -> tuple[int, int] | None:
        if len(self.buffer) < 2:
            return None
        size, start = self.buffer[1] & 127, 2
        if size == 126:
            size, start = int.from_bytes(self.buffer[2:4], "big"), 4
        elif size == 127:
            size, start = int.from_bytes(self.buffer[2:10], "big"), 10
        return (start, start + size) if len(self.buffer) >= start + size else None

    def write(self, data: bytes) -> None:
        if self.transport is not None and not self.transport.is_closing():
            self.transport.write(data)

    def connection_lost(self, exc: Exception | None) -> None:
        self.console.lost(self, self.code)


class Console:
    """One light console."""

    def __init__(self, n: int, port: int, access: str, refresh: str, seed: int) -> None:
        self.n, self.port, self.refresh = n, port, refresh
        chance = random.Random(seed * 100_003 + n)
        self.link = LinkLife(self._effect, lambda now: None, chance.random)
        self.link.token = access
        self.socket: Socket | None = None
        self.tasks: set[asyncio.Task[None]] = set()
        self.stream = self.pos = ""
        self.attempts = 0
        self.back_at = 0.0

    def _effect(self, effect: fx.Effect) -> None:
        match effect:
            case fx.Connect():
                self._spawn(self._connect())
            case fx.NeedToken():
                self._spawn(self._exchange())
            case fx.Send(data=data) if self.socket is not None:
                self.socket.write(masked(data.encode()))
            case fx.Drop() if self.socket is not None:
                socket, self.socket = self.socket, None
                if socket.transport is not None:
                    socket.transport.abort()

    def _spawn(self, work: Any) -> None:
        task = asyncio.create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    @property
    def _from(self) -> tuple[str, int]:
        return f"127.0.0.{2 + self.n % ADDRESSES}", 0

    async def _connect(self) -> None:
        self.attempts += 1
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(10):
                _, socket = await loop.create_connection(
                    lambda: Socket(self), "127.0.0.1", self.port, local_addr=self._from
                )
            self.socket = socket
        except (OSError, TimeoutError):
            self.link.failed("", read_clocks())

    async def _exchange(self) -> None:
        body = json.dumps({"refresh": self.refresh}).encode()
        try:
            async with asyncio.timeout(15):
                reader, writer = await asyncio.open_connection("127.0.0.1", self.port, local_addr=self._from)
                writer.write(b"POST /v1/token HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: ")
                writer.write(str(len(body)).encode() + b"\r\n\r\n" + body)
                answer = await reader.read()
                writer.close()
            status = int(answer.split(b" ", 2)[1])
            if status != 200:
                raise OSError(answer)
            tokens = json.loads(answer.partition(b"\r\n\r\n")[2])
        except (OSError, TimeoutError, IndexError, ValueError):
            self.attempts += self.link.stage is Stage.TOKEN
            self.link.token_failed("", read_clocks(), denied=False)
            return
        self.refresh = tokens["refresh"]
        self.link.give_token(tokens["access"], tokens["expires_at"], read_clocks())

    # what its socket tells

    def connected(self, socket: Socket) -> None:
        self.socket = socket
        self.link.connected(read_clocks())

    def refused(self, socket: Socket, retry_ms: int) -> None:
        self.socket = None
        if socket.transport is not None:
            socket.transport.abort()
        self.link.failed("", read_clocks(), retry_ms)

    def lost(self, socket: Socket, code: int) -> None:
        if self.socket is socket:
            self.socket = None
            if socket.open:
                self.link.lost(code, read_clocks())
            else:
                self.link.failed("", read_clocks())

    def message(self, data: bytes) -> None:
        now = read_clocks()
        kind = data[6:14]
        if kind.startswith(b"snapshot"):
            self.link.heard(now)
            if b'"done":true' in data[-120:] and b'"more":true' not in data[-20:]:
                self._synced(data[-120:], now)
        elif kind.startswith(b"delta"):
            self.link.heard(now)
            if b'"more":true' not in data[-20:]:
                self._synced(data[:120], now)
        elif kind.startswith((b"hello", b"welcome", b"pong", b"goaway")):
            self._frame(codec.decode_server(data), now)
        else:
            self.link.heard(now)

    def _frame(self, frame: frames.ServerFrame | None, now: Any) -> None:
        self.link.heard(now)
        match frame:
            case frames.Hello():
                self.link.hello(frame, "herd", f"device{self.n}", now, interactive=True)
            case frames.Welcome(stream=stream):
                self.link.welcome(frame, now)
                pos = self.pos if self.stream == stream else ""
                self.stream = stream
                self.link.say(frames.Sync(stream, pos))
            case frames.Pong():
                self.link.pong(frame, now)
            case frames.GoAway():
                self.link.goaway(frame)

    def _synced(self, told: bytes, now: Any) -> None:
        found = POS.findall(told)
        if found:
            self.pos = found[-1].decode()
        if not self.link.live:
            self.link.synced(now)
            self.back_at = time.time()
            for n in range(WATCHED):
                self.link.say(frames.Watch(f"cseed{(self.n * WATCHED + n) % 50:08d}"))

    def tick(self) -> None:
        due = self.link.next_at()
        now = read_clocks()
        if due is None or now.mono >= due:
            self.link.tick(now)


async def crowd(port: int, seed: int, share: int, accounts: list[list[str]]) -> None:
    """One process' consoles: connect, say so, then be told `cut` for each measured restart and tell how it went."""
    loop = asyncio.get_running_loop()
    consoles = [
        Console(n, port, access, refresh, seed)
        for n, (access, refresh) in enumerate(accounts)
        if n % PROCESSES == share
    ]

    async def tick() -> None:
        while True:
            for start in range(0, len(consoles), 200):
                for console in consoles[start : start + 200]:
                    console.tick()
                await asyncio.sleep(0.01)

    ticking = asyncio.create_task(tick())
    for start in range(0, len(consoles), 25):
        for console in consoles[start : start + 25]:
            console.link.start(read_clocks())
        await asyncio.sleep(0.25)
    await _all_live(consoles)
    print("live", flush=True)
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        if line.strip() == "cut":
            for n, console in enumerate(consoles):
                console.attempts, console.back_at = 0, 0.0
                if n < len(consoles) * TOKENS_DEAD:
                    console.link.token = ""
            print("ready", flush=True)
        else:
            await _all_live(consoles, since=True)
            told = [(console.back_at, console.attempts) for console in consoles]
            print(json.dumps(told), flush=True)
    ticking.cancel()


async def _all_live(consoles: list[Console], *, since: bool = False) -> None:
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(PATIENCE_S):
            while not all(console.link.live and (console.back_at or not since) for console in consoles):  # noqa: ASYNC110
                await asyncio.sleep(0.05)


class Server:
    """The server's process, started again and again over one store."""

    def __init__(self, folder: Path, consoles: int, rows: int) -> None:
        self.folder, self.consoles, self.rows = folder, consoles, rows
        self.port = 0
        self.start()

    def start(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, __file__, "serve", str(self.folder), str(self.port), str(self.consoles), str(self.rows)],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        told = json.loads(self.process.stdout.readline())
        self.port, self.start_s = told["port"], told["start_s"]

    def stop(self, how: int) -> None:
        self.process.send_signal(how)
        self.process.wait()


def one_round(server: Server, crowds: list["subprocess.Popen[str]"], how: int) -> dict[str, Any]:
    """One restart: how long after the signal each was back."""
    for process in crowds:
        _tell(process, "cut")
    at = time.time()
    server.stop(how)
    stopped = time.time() - at
    server.start()
    listening = time.time() - at
    told = [one for process in crowds for one in json.loads(_tell(process, "tell"))]
    times = sorted((back - at) if back else float("inf") for back, _ in told)
    attempts = [attempts for _, attempts in told]
    return {
        "how": "orderly" if how == signal.SIGTERM else "SIGKILL",
        "stopped_s": round(stopped, 2),
        "listening_s": round(listening, 2),
        "back": sum(time < float("inf") for time in times),
        "all_s": round(times[-1], 2),
        "p99_s": round(times[int(len(times) * 0.99)], 2),
        "p50_s": round(statistics.median(times), 2),
        "server_cpu_s": round(_cpu(server.process.pid), 2),
        "attempts_mean": round(statistics.mean(attempts), 3),
        "attempts_p99": sorted(attempts)[int(len(attempts) * 0.99)],
        "attempts_max": max(attempts),
    }


def _cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _tell(process: "subprocess.Popen[str]", word: str) -> str:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(word + "\n")
    process.stdin.flush()
    return process.stdout.readline()


def run(rounds: int = 3, smoke: bool = False) -> dict[str, Any]:
    """Each kind of restart once a round."""
    consoles, rows = (60, 100) if smoke else (2_000, 2_000)
    rounds = 1 if smoke else min(rounds, 3)
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    results = []
    try:
        with tempfile.TemporaryDirectory(prefix="warmline-herd-") as name:
            folder = Path(name)
            server = Server(folder, consoles, rows)
            seed = secrets.randbelow(10_000)
            crowds = [_crowd(folder, server.port, seed, share) for share in range(PROCESSES)]
            try:
                for process in crowds:
                    assert process.stdout is not None
                    assert process.stdout.readline().strip() == "live"
                for _ in range(rounds):
                    for how in (signal.SIGTERM, signal.SIGKILL):
                        results.append(one_round(server, crowds, how))
                        print(json.dumps(results[-1]), file=sys.stderr, flush=True)
            finally:
                for process in crowds:
                    process.kill()
                    process.wait()
                server.stop(signal.SIGKILL)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    met = all(
        result["back"] == consoles and result["all_s"] <= 30 and result["p99_s"] <= 20 and result["attempts_mean"] <= 2
        for result in results
    )
    return {
        "name": NAME,
        "goal": GOAL,
        "consoles": consoles,
        "rows": rows,
        "seed": seed,
        "results": results,
        "met": met,
    }


def _crowd(folder: Path, port: int, seed: int, share: int) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, __file__, "crowd", str(folder), str(port), str(seed), str(share)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


if __name__ == "__main__":
    if sys.argv[1:2] == ["serve"]:
        pin(SERVER_CORE)
        asyncio.run(serve(Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]), int(sys.argv[5])))
    elif sys.argv[1:2] == ["crowd"]:
        pin(CONSOLES_CORE)
        known = json.loads((Path(sys.argv[2]) / "accounts.json").read_text())
        asyncio.run(crowd(int(sys.argv[3]), int(sys.argv[4]), int(sys.argv[5]), known))
    else:
        print(json.dumps(run(smoke="--smoke" in sys.argv), indent=2))
