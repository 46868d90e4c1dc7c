"""Hostile: 500 hostile or slow sockets of mixed kinds beside 50 healthy consoles: what the healthy ones notice.

The server is a process of its own over a store on disk; 20 customers write 40 messages a second in all, each healthy
console watches four of their conversations, and the time from the commit (in the record) to the socket is measured, in
turns without and with the hostile crowd, a process of its own: whoever is cut comes back some seconds later.

What is judged is the server: when its bytes came to the socket is read from the kernel, which stamps them
(SO_TIMESTAMPNS; of several reads the last stamp counts, so that nothing is flattered). When the measuring program got
round to reading them stands beside (`read_p99_ms`), and so does how late that program's own timer was
(`client_lag_p99_ms`): the crowd shares its core, ten steps of priority behind it. That the crowd is not starved is
shown by its share of the core and by the sockets that it opens a second. The server has the other core. Where it is
allowed, the server and the measuring program go before the other programs of a machine that is not theirs alone, in
both phases alike. Phases are short and many, and the medians of each kind are compared: one bad second of the machine
decides nothing.
"""

import asyncio
import contextlib
import itertools
import json
import os
import random
import re
import resource
import signal
import socket
import statistics
import struct
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, Final

NAME = "Hostile: 500 hostile or slow sockets beside 50 healthy consoles"
GOAL = (
    "fan-out p99 to the healthy moves by less than 20 % (`bounded`: or is at most 50 ms beside them, where it is a few"
    " ms alone), the server's memory grows by at most 1.25 MiB a socket"
)

CUSTOMERS: Final = 20
WATCHED: Final = 4
"""Conversations that each healthy console watches."""
PER_SOCKET_MIB: Final = 1.25
"""The bound: what a client may leave unread (1 MiB) and one frame more."""
P99_BOUND_MS: Final = 50.0
ADDRESSES: Final = 8
SERVER_CORE: Final = 0
CLIENTS_CORE: Final = 1
BEFORE_OTHERS: Final = 1
"""The real-time priority of those who are measured."""
CROWD: Final = -10
"""The crowd's: behind them, and before what else there is."""
SO_TIMESTAMPNS: Final = 35
BEAT_S: Final = 0.005
BACK_AFTER_S: Final = (3.0, 6.0)
EVENTS_FRAME = re.compile(rb'"t":"events","conv":"[^"]+","records":\[\{"conv":"[^"]+","seq":\d+,"at":(\d+)')
UPGRADE: Final = (
    "GET {} HTTP/1.1\r\nHost: x\r\n{}Upgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
)


def pin(core: int) -> None:
    """Keep this process on one core, so that the server has one for itself whatever the clients do."""
    os.sched_setaffinity(0, {core} & os.sched_getaffinity(0) or os.sched_getaffinity(0))


def go_before_others() -> None:
    """What else runs on the machine is not what is measured."""
    with contextlib.suppress(AttributeError, OSError):
        os.sched_setscheduler(0, os.SCHED_RR, os.sched_param(BEFORE_OTHERS))


def loop_first() -> None:
    """Let this thread, the event loop's, go before the others of this process, also those that come.

    As an ordinary scheduler lets who mostly waits: among equals in real time one that searches would keep the core.
    """
    own = threading.get_native_id()

    def again() -> None:
        while True:
            for thread in os.listdir("/proc/self/task"):
                with contextlib.suppress(AttributeError, OSError):
                    priority = BEFORE_OTHERS + (int(thread) == own)
                    os.sched_setscheduler(int(thread), os.SCHED_RR, os.sched_param(priority))
            time.sleep(0.5)

    threading.Thread(target=again, daemon=True).start()


def go_behind() -> None:
    """The crowd shares a core with those who measure, and must not be in their way; nor must others be in its own."""
    with contextlib.suppress(AttributeError, OSError):
        os.sched_setscheduler(0, os.SCHED_OTHER, os.sched_param(0))
    with contextlib.suppress(PermissionError):
        os.setpriority(os.PRIO_PROCESS, 0, CROWD)


class Stamped(socket.socket):
    """A socket that knows when what was read last had come to it, by the kernel's clock."""

    def __init__(self) -> None:
        super().__init__(socket.AF_INET, socket.SOCK_STREAM)
        self.setsockopt(socket.SOL_SOCKET, SO_TIMESTAMPNS, 1)
        self.came_ms = 0.0

    def recv(self, size: int, flags: int = 0) -> bytes:
        """Read, and note the stamp."""
        data, told, _, _ = self.recvmsg(size, 128, flags)
        for level, kind, stamp in told:
            if level == socket.SOL_SOCKET and kind == SO_TIMESTAMPNS:
                seconds, nanoseconds = struct.unpack("@ll", stamp)
                self.came_ms = seconds * 1e3 + nanoseconds / 1e6
        return data


async def serve(folder: Path, healthy: int, hostile: int) -> None:
    """A backend with its own limits; one JSON line says where, and who may sign in."""
    from console.backend import process
    from console.backend.node import Node, NodeOptions, wall_clock
    from console.backend.store.port import User
    from console.core.conversation import commands as c
    from console.core.conversation.context import Actor

    node = await Node.open(NodeOptions(store=folder / "hostile.db", pace=0))
    listening = await node.start()
    tokens = []
    for n in range(healthy + hostile):
        user = User(f"u{n:06d}", f"agent{n}", f"Agent {n}", "agent", password_hash="none", created_at=1)
        await node.store.add_user(user)
        tokens.append((await node.access.vouch(user, "bench", wall_clock())).access)
    await node.people.reload()
    for n in range(200):
        actor = Actor("customer", f"v{n:06d}")
        await node.service.handle(f"conv{n:06d}", c.AskPerson(), actor, command_id=f"ask{n:09d}")
    process.settle()
    told = {"port": listening.port, "url": listening.url(), "tokens": tokens, "pid": os.getpid()}
    (folder / "where.json").write_text(json.dumps(told))
    print("serving", flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    os._exit(0)


def masked(payload: bytes, opcode: int = 0x81) -> bytes:
    """A frame as a client may write it (the mask is zero)."""
    size = len(payload)
    head = bytes([opcode, 0x80 | size]) if size < 126 else bytes([opcode, 0xFE]) + size.to_bytes(2, "big")
    return head + b"\0\0\0\0" + payload


def text(**frame: Any) -> bytes:
    """A text frame of the protocol."""
    return masked(json.dumps(frame).encode())


# the crowd

Reader, Writer = asyncio.StreamReader, asyncio.StreamWriter


class Crowd:
    """The hostile sockets' process."""

    def __init__(self, where: dict[str, Any], count: int, healthy: int, seed: int) -> None:
        self.where, self.count, self.healthy = where, count, healthy
        self.chance = random.Random(seed)
        self.rounds = 0

    async def run(self) -> None:
        """All of them, until killed."""
        kinds = itertools.cycle(KINDS)
        telling = asyncio.create_task(self._tell())
        await asyncio.gather(telling, *(self._again(n, next(kinds)) for n in range(self.count)))

    async def _tell(self) -> None:
        while True:
            await asyncio.sleep(0.5)
            print(self.rounds, flush=True)

    async def _again(self, n: int, kind: "Kind") -> None:
        await asyncio.sleep(self.chance.random() * 4)
        address = f"127.0.0.{2 + n % ADDRESSES}", 0
        while True:
            self.rounds += 1
            with contextlib.suppress(OSError, asyncio.IncompleteReadError):
                reader, writer = await asyncio.open_connection("127.0.0.1", self.where["port"], local_addr=address)
                try:
                    await kind(self, n, reader, writer)
                finally:
                    writer.transport.abort()
            await asyncio.sleep(self.chance.uniform(*BACK_AFTER_S))

    async def sign_in(self, n: int, reader: Reader, writer: Writer) -> None:
        """A console that begins like any other."""
        writer.write(UPGRADE.format("/v1/console", "").encode())
        token = self.where["tokens"][self.healthy + n]
        writer.write(text(t="auth", token=token, proto=1, device=f"device{n}"))
        await reader.readuntil(b'"t":"welcome"')


Kind = Callable[[Crowd, int, Reader, Writer], Awaitable[None]]


async def _read_on(reader: Reader) -> None:
    while await reader.read(1 << 16):
        pass


async def _silent(crowd: Crowd, n: int, reader: Reader, writer: Writer) -> None:
    await _read_on(reader)


async def _no_auth(crowd: Crowd, n: int, reader: Reader, writer: Writer) -> None:
    writer.write(UPGRADE.format("/v1/console", "").encode())
    await _read_on(reader)


async def _dribbles_head(crowd: Crowd, n: int, reader: Reader, writer: Writer) -> None:
    done = asyncio.create_task(_read_on(reader))
    writer.write(b"GET / HT")
    while not (await asyncio.wait({done}, timeout=0.5))[0]:
        writer.write(b"T")


async def _dribbles_body(crowd: Crowd, n: int, reader: Reader, writer: Writer) -> None:
    done = asyncio.create_task(_read_on(reader))
    writer.write(b"POST /v1/login HTTP/1.1\r\nHost: x\r\nContent-Length: 16000\r\n\r\n")
    while not (await asyncio.wait({done}, timeout=0.5))[0]:
        writer.write(b"{")


async def _garbage(crowd: Crowd, n: int, reader: Reader, writer: Writer) -> None:
    writer.write(crowd.chance.randbytes(4_000))
    await _read_on(reader)


def _sends(data: Callable[[], bytes]) -> Kind:
    async def kind(crowd: Crowd, n: int, reader: Reader, writer: Writer) -> None:
        await crowd.sign_in(n, reader, writer)
        reading = asyncio.create_task(_read_on(reader))
        writer.write(data())
        await reading

    return kind


def _never_reads(*frames: bytes) -> Kind:
    async def kind(crowd: Crowd, n: int, reader: Reader, writer: Writer) -> None:
        await crowd.sign_in(n, reader, writer)
        writer.transport.pause_reading()  # type: ignore[attr-defined]
        writer.write(b"".join(frames))
        # As long as it is let: what has ended shows only when something is written.
        for _ in range(120):
            await asyncio.sleep(1)
            writer.write(text(t="ping", n=1))
            await writer.drain()
            if writer.transport.is_closing():
                return

    return kind


def _flood(frame: Callable[[int], dict[str, Any]]) -> Kind:
    return _sends(lambda: b"".join(text(**frame(n)) for n in range(1_000)))


def _do(n: int) -> dict[str, Any]:
    return {"t": "cmd", "id": f"flood-{n:06d}", "conv": f"conv{n % 200:06d}", "do": {"do": "take"}, "epoch": 99}


KINDS: tuple[Kind, ...] = (
    _silent,
    _no_auth,
    _dribbles_head,
    _dribbles_body,
    _garbage,
    _sends(lambda: masked(b"x" * 60_000) * 20),
    _sends(lambda: masked(b"\xff" * 100)),
    _sends(lambda: masked(b'{"t":"ping","n":' + b'{"a":' * 9_000)),
    _sends(lambda: masked(b'{"t":', 0x01) + masked(b"", 0x00) * 50_000),
    _sends(lambda: masked(b"x" * 125, 0x89) * 2_000),
    _sends(lambda: masked(b"", 0x89) * 50_000),
    _flood(_do),
    _flood(lambda n: {"t": "watch" if n % 2 else "unwatch", "conv": f"conv{n % 100:06d}"}),
    _flood(lambda n: {"t": "find", "id": f"f{n}", "text": "person"}),
    _flood(lambda n: {"t": "typing", "conv": f"conv{n % CUSTOMERS:06d}"}),
    _flood(lambda n: {"t": "sync"}),
    _never_reads(text(t="sync"), *(text(t="watch", conv=f"conv{n:06d}") for n in range(CUSTOMERS))),
    _never_reads(text(t="sync")),
)


# the healthy


class Fleet:
    """The healthy consoles, and the customers who write."""

    def __init__(self, where: dict[str, Any], healthy: int) -> None:
        self.where, self.healthy = where, healthy
        self.came: list[float] = []
        """After the commit at the socket, milliseconds."""
        self.read: list[float] = []
        """After the commit in the program."""
        self.late: list[float] = []
        """How late the program's own timer was."""
        self.lost = 0

    async def console(self, n: int, ready: asyncio.Event) -> None:
        """One console that watches some of the conversations."""
        from websockets.asyncio.client import connect

        url = self.where["url"].replace("http", "ws")
        stamped = Stamped()
        stamped.connect(("127.0.0.1", self.where["port"]))
        options = {"compression": None, "proxy": None, "max_size": None, "sock": stamped}
        async with connect(url + "/v1/console", **options) as link:
            token = self.where["tokens"][n]
            await link.send(json.dumps({"t": "auth", "token": token, "proto": 1, "device": "healthy"}))
            await link.send(json.dumps({"t": "sync"}))
            for k in range(WATCHED):
                conv = self.convs[(n + k) % CUSTOMERS]
                await link.send(json.dumps({"t": "watch", "conv": conv}))
            ready.set()
            async for data in link:
                found = EVENTS_FRAME.search(data.encode() if isinstance(data, str) else data)
                if found is not None:
                    at = int(found[1])
                    self.came.append(stamped.came_ms - at)
                    self.read.append(time.time() * 1000 - at)

    async def beat(self) -> None:
        """Note how late a timer of this program is."""
        while True:
            began = time.perf_counter()
            await asyncio.sleep(BEAT_S)
            self.late.append((time.perf_counter() - began - BEAT_S) * 1000)

    async def customers(self) -> None:
        """Open the pages, and have each conversation at a person."""
        import httpx
        from websockets.asyncio.client import connect

        url = self.where["url"]
        self.pages = []
        self.convs = []
        async with httpx.AsyncClient(trust_env=False) as http:
            for n in range(CUSTOMERS):
                ticket = (await http.post(f"{url}/v1/ticket", json={}, headers={"origin": url})).json()["ticket"]
                page = await connect(
                    url.replace("http", "ws") + "/v1/customer", origin=url, compression=None, proxy=None
                )
                await page.send(json.dumps({"t": "auth", "ticket": ticket, "proto": 1, "name": f"C{n}"}))
                await page.send(json.dumps({"t": "wish", "id": f"wish{n:012d}", "what": "person"}))
                while json.loads(data := await page.recv())["t"] != "items":
                    pass
                self.convs.append(json.loads(data)["conv"])
                self.pages.append(page)
        self.hearing = [asyncio.create_task(self._hear(page)) for page in self.pages]
        self.writing = asyncio.create_task(self._write())

    async def _hear(self, page: Any) -> None:
        async for data in page:
            frame = json.loads(data)
            self.lost += frame["t"] == "result" and frame["status"] != "ok"

    async def _write(self) -> None:
        sent, began = 0, time.perf_counter()
        while True:
            due = int((time.perf_counter() - began) * CUSTOMERS * 1.8)
            while sent < due:
                frame = {"t": "say", "id": f"say{sent:013d}", "text": f"message {sent} " + "x" * 80}
                await self.pages[sent % CUSTOMERS].send(json.dumps(frame))
                sent += 1
            await asyncio.sleep(0.005)


async def measure(folder: Path, count: int, healthy: int, seconds: float, rounds: int, calm: float) -> dict[str, Any]:
    """In turns without and with the crowd, each after some `calm` seconds."""
    where = json.loads((folder / "where.json").read_text())
    fleet = Fleet(where, healthy)
    await fleet.customers()
    readies = [asyncio.Event() for _ in range(healthy)]
    consoles = [asyncio.create_task(fleet.console(n, ready)) for n, ready in enumerate(readies)]
    for ready in readies:
        await ready.wait()
    beating = asyncio.create_task(fleet.beat())
    await asyncio.sleep(calm)
    results = []
    for n in range(rounds):
        pair: dict[str, Any] = {"alone": await _phase(fleet, where["pid"], seconds)}
        crowd = subprocess.Popen(  # noqa: ASYNC220 - between the phases
            [sys.executable, __file__, "crowd", str(folder), str(count), str(healthy), str(n)], stdout=subprocess.PIPE
        )
        try:
            # All of them have come once.
            await asyncio.sleep(2.5 * calm)
            opened, cpu, began = _opened(crowd), _cpu(crowd.pid), time.perf_counter()
            pair["beside"] = await _phase(fleet, where["pid"], seconds)
            took = time.perf_counter() - began
            pair["crowd_cpu_percent"] = round(100 * (_cpu(crowd.pid) - cpu) / took)
            pair["crowd_sockets_per_s"] = round((_opened(crowd) - opened) / took, 1)
        finally:
            crowd.send_signal(signal.SIGKILL)
            crowd.wait()
        await asyncio.sleep(calm)
        pair["p99_ratio"] = round(pair["beside"]["p99_ms"] / pair["alone"]["p99_ms"], 3)
        results.append(pair)
        print(json.dumps(pair), file=sys.stderr, flush=True)
    assert not any(task.done() for task in (*consoles, beating))
    grown = max(pair["beside"]["rss_mib"] for pair in results) - results[0]["alone"]["rss_mib"]
    return {"results": results, "grown_mib": round(grown, 1), "customers_refused": fleet.lost}


async def _phase(fleet: Fleet, pid: int, seconds: float) -> dict[str, float]:
    for gathered in (fleet.came, fleet.read, fleet.late):
        gathered.clear()
    began, cpu, rss = time.perf_counter(), _cpu(pid), _rss(pid)
    while time.perf_counter() - began < seconds:
        await asyncio.sleep(0.1)
        rss = max(rss, _rss(pid))
    return {
        "events": len(fleet.came),
        "p50_ms": round(statistics.median(fleet.came), 2),
        "p99_ms": _p99(fleet.came),
        "read_p50_ms": round(statistics.median(fleet.read), 2),
        "read_p99_ms": _p99(fleet.read),
        "client_lag_p99_ms": _p99(fleet.late),
        "cpu_percent": round(100 * (_cpu(pid) - cpu) / (time.perf_counter() - began)),
        "rss_mib": rss,
    }


def _p99(values: list[float]) -> float:
    return round(sorted(values)[int(len(values) * 0.99)], 2)


def _opened(crowd: "subprocess.Popen[bytes]") -> int:
    assert crowd.stdout is not None
    return int(os.read(crowd.stdout.fileno(), 1 << 16).split()[-1])


def _cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _rss(pid: int) -> float:
    return round(int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20, 1)


def run(rounds: int = 7, smoke: bool = False) -> dict[str, Any]:
    """So many turns."""
    count, healthy, seconds, rounds = (36, 5, 2.0, 1) if smoke else (500, 50, 10.0, rounds)
    cores = os.sched_getaffinity(0)
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    with tempfile.TemporaryDirectory(prefix="warmline-hostile-") as name:
        server = subprocess.Popen(
            [sys.executable, __file__, "serve", name, str(healthy), str(count)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            assert server.stdout is not None
            assert server.stdout.readline().strip() == "serving"
            pin(CLIENTS_CORE)
            go_before_others()
            found = asyncio.run(measure(Path(name), count, healthy, seconds, rounds, 0.5 if smoke else 3.0))
        finally:
            server.kill()
            server.wait()
            resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
            os.sched_setaffinity(0, cores)
            with contextlib.suppress(AttributeError, OSError):
                os.sched_setscheduler(0, os.SCHED_OTHER, os.sched_param(0))
    pairs, bound = found["results"], count * PER_SOCKET_MIB
    alone, beside = (statistics.median(pair[phase]["p99_ms"] for pair in pairs) for phase in ("alone", "beside"))
    figures = {"p99_ratio": round(beside / alone, 3)}
    shown = ("p50_ms", "p99_ms", "read_p99_ms", "client_lag_p99_ms", "cpu_percent")
    for phase, key in itertools.product(("alone", "beside"), shown):
        figures[f"{phase}_{key}"] = round(statistics.median(pair[phase][key] for pair in pairs), 2)
    for key in ("crowd_cpu_percent", "crowd_sockets_per_s"):
        figures[key] = statistics.median(pair[key] for pair in pairs)
    figures |= {"grown_mib": found["grown_mib"], "bound_mib": bound}
    small = found["grown_mib"] <= bound
    met = small and figures["p99_ratio"] < 1.2
    bounded = met or (small and figures["beside_p99_ms"] <= P99_BOUND_MS)
    return {
        "name": NAME,
        "goal": GOAL,
        "sockets": count,
        "healthy": healthy,
        "figures": figures,
        **found,
        "bounded": bounded,
        "met": met,
    }


if __name__ == "__main__":
    if sys.argv[1:2] == ["serve"]:
        pin(SERVER_CORE)
        loop_first()
        asyncio.run(serve(Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])))
    elif sys.argv[1:2] == ["crowd"]:
        pin(CLIENTS_CORE)
        go_behind()
        known = json.loads((Path(sys.argv[2]) / "where.json").read_text())
        asyncio.run(Crowd(known, int(sys.argv[3]), int(sys.argv[4]), int(sys.argv[5])).run())
    else:
        print(json.dumps(run(smoke="--smoke" in sys.argv), indent=2))
