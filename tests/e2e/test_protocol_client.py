"""A console and a customer's page, written from ``docs/protocol.md`` alone, against a real backend.

Nothing of the program is imported here: what these two clients can do, anybody can who has read that page.
"""

import asyncio
import json
import os
import select
import signal
import subprocess
import sys
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, suppress
from pathlib import Path
from typing import Any

import httpx
import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

PASSWORD = "correct horse battery"
SECONDS = 10.0

Frame = dict[str, Any]


class Line:
    """What both clients do alike: one websocket, each frame one JSON object, taken in in the order it came."""

    path = ""

    def __init__(self, url: str) -> None:
        self.url = url
        self.stream = ""
        self.heard: list[Frame] = []
        self.results: dict[str, Frame] = {}
        self.unanswered: dict[str, Frame] = {}
        self.news = asyncio.Condition()

    async def post(self, path: str, body: Frame, **headers: str) -> Frame:
        async with httpx.AsyncClient(base_url=self.url, trust_env=False) as http:
            answer = await http.post(path, json=body, headers=headers)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def dial(self, origin: str | None = None) -> None:
        """Open the socket; the backend speaks first."""
        self.socket = await connect(self.url.replace("http", "ws", 1) + self.path, origin=origin, proxy=None)
        hello = json.loads(await asyncio.wait_for(self.socket.recv(), SECONDS))
        assert hello["t"] == "hello"
        assert hello["proto_min"] <= 1 <= hello["proto_max"]
        self.reader = asyncio.create_task(self._read())

    async def _read(self) -> None:
        try:
            with suppress(ConnectionClosed):
                async for text in self.socket:
                    await self.take_in(json.loads(text))
        finally:
            async with self.news:
                self.news.notify_all()

    async def take_in(self, frame: Frame) -> None:
        self.heard.append(frame)
        if frame["t"] == "result":
            self.results[frame["id"]] = frame
            if frame["status"] != "retry":
                self.unanswered.pop(frame["id"], None)
        else:
            await self.hear(frame)
        async with self.news:
            self.news.notify_all()

    async def hear(self, frame: Frame) -> None:
        raise NotImplementedError

    async def send(self, t: str, **fields: Any) -> None:
        await self.socket.send(json.dumps({"t": t, **fields}))

    async def until(self, ready: Callable[[], Any]) -> Any:
        """Wait until what came makes this true."""
        async with asyncio.timeout(SECONDS), self.news:
            while not (value := ready()):
                if self.reader.done():
                    self.reader.result()
                    raise AssertionError(f"closed with {self.socket.close_code}, {self.heard[-1:]}")
                await self.news.wait()
        return value

    async def next(self, t: str, act: Awaitable[Any]) -> Frame:
        """The next frame of this kind that comes after an act."""
        mark = len(self.heard)
        await act
        return await self.until(lambda: next((f for f in self.heard[mark:] if f["t"] == t), None))

    async def answered(self, frame: Frame) -> Frame:
        """Send a frame with an id until it is answered for good; the very same frame each time."""
        self.unanswered[frame["id"]] = frame
        while True:
            self.results.pop(frame["id"], None)
            await self.send(**frame)
            result = await self.until(lambda: self.results.get(frame["id"]))
            if result["status"] != "retry":
                return result
            await asyncio.sleep(result.get("retry_ms", 0) / 1000)

    async def ping(self, n: int) -> None:
        pong = await self.next("pong", self.send("ping", n=n))
        assert pong["n"] == n

    async def closed(self) -> int:
        """The code that the backend closes with."""
        async with asyncio.timeout(SECONDS):
            await self.reader
            await self.socket.wait_closed()
        return self.socket.close_code

    async def close(self) -> None:
        await self.socket.close()
        await self.closed()


class Console(Line):
    """A console: rows by the chain of deltas, records without a gap, commands with epochs and ids."""

    path = "/v1/console"

    def __init__(self, url: str, device: str = "") -> None:
        super().__init__(url)
        self.device = device or uuid.uuid4().hex
        self.pos = ""
        self.rows: dict[str, Frame] = {}
        self.pages: list[Frame] = []
        self.synced = False
        self.gaps = 0
        self.team: dict[str, Frame] = {}
        self.viewers: dict[str, list[str]] = {}
        self.watched: dict[str, Frame] = {}
        self.records: dict[str, list[Frame]] = {}
        self.pieces: dict[str, tuple[str, int, str]] = {}

    async def sign_in(self, login: str) -> None:
        self.tokens = await self.post("/v1/login", {"login": login, "password": PASSWORD, "device": self.device})
        await self.open()

    async def renew(self) -> None:
        self.tokens = await self.post("/v1/token", {"refresh": self.tokens["refresh"]})

    async def open(self) -> None:
        await self.dial()
        auth = self.send("auth", token=self.tokens["access"], proto=1, device=self.device, client="page/1")
        self.welcome = await self.next("welcome", auth)
        self.me = self.welcome["user"]["id"]
        self.team = {m["id"]: m for m in self.welcome.get("team", [])}
        if self.welcome["stream"] != self.stream:
            self.stream, self.pos, self.rows, self.records = self.welcome["stream"], "", {}, {}

    async def come_back(self) -> None:
        """After a drop: the rows and the records that were missed, then what is unanswered, oldest first."""
        await self.open()
        await self.sync()
        for conv in list(self.watched):
            await self.watch(conv)
        for frame in list(self.unanswered.values()):
            await self.answered(frame)

    async def sync(self) -> None:
        self.synced = False
        await self.send("sync", **({"stream": self.stream, "pos": self.pos} if self.pos else {}))
        await self.until(lambda: self.synced)

    async def watch(self, conv: str) -> Frame:
        await self.next("watched", self.send("watch", conv=conv, have=self.have(conv)))
        await self.until(lambda: self.have(conv) >= self.watched[conv]["seq"])
        return self.watched[conv]

    async def unwatch(self, conv: str) -> None:
        await self.send("unwatch", conv=conv)
        del self.watched[conv], self.records[conv]

    def have(self, conv: str) -> int:
        records = self.records.get(conv)
        return records[-1]["seq"] if records else 0

    async def command(self, conv: str, do: str, epoch: int | None = None, *, id: str = "", **fields: Any) -> Frame:
        frame = {"t": "cmd", "id": id or uuid.uuid4().hex, "conv": conv, "do": {"do": do, **fields}}
        return await self.answered(frame if epoch is None else frame | {"epoch": epoch, "stream": self.stream})

    async def row(self, conv: str, **want: Any) -> Frame:
        """The row, as soon as it is like this."""
        await self.until(lambda: conv in self.rows and want.items() <= self.rows[conv].items())
        return self.rows[conv]

    async def record(self, conv: str, ev: str, after: int = 0) -> Frame:
        """The first event of this kind after a place, as soon as it is there."""

        def first() -> Frame | None:
            return next((r for r in self.records[conv] if r["event"]["ev"] == ev and r["seq"] > after), None)

        return await self.until(first)

    def text(self, conv: str, ev: str) -> list[str]:
        return [r["bodies"]["text"] for r in self.records[conv] if r["event"]["ev"] == ev]

    async def hear(self, frame: Frame) -> None:
        match frame["t"]:
            case "snapshot":
                self.pages = self.pages + frame["rows"] if frame["page"] else frame["rows"]
                if frame.get("done"):
                    self.rows, self.pos = {row["conv"]: row for row in self.pages}, frame["pos"]
                    self.synced = True
            case "delta" if self.pos and frame["prev"] == self.pos:
                self.rows |= {row["conv"]: row for row in frame.get("up", [])}
                for conv in frame.get("rm", []):
                    self.rows.pop(conv, None)
                self.pos, self.synced = frame["pos"], True
            case "delta" if self.pos:
                self.gaps, self.pos, self.synced = self.gaps + 1, "", False
                await self.send("sync")
            case "watched":
                self.watched[frame["conv"]] = frame
                self.viewers[frame["conv"]] = frame.get("viewing", [])
                self.pieces[frame["conv"]] = (
                    frame.get("partial_turn", ""),
                    frame.get("partial_n", 0),
                    frame.get("partial", ""),
                )
            case "events":
                await self.hear_records(frame["conv"], frame["records"])
            case "chunk":
                turn, n, text = self.pieces.get(frame["conv"], ("", 0, ""))
                if frame["turn"] != turn:
                    n, text = 0, ""
                if frame["n"] > n:
                    self.pieces[frame["conv"]] = (frame["turn"], frame["n"], text + frame["text"])
            case "viewing":
                self.viewers[frame["conv"]] = frame.get("who", [])
            case "presence":
                self.team |= {member["id"]: member for member in frame["members"]}
            case "resync":
                self.pos = ""
                await self.send("sync")
                for conv in self.watched:
                    await self.send("watch", conv=conv, have=self.have(conv))
            case "ping":
                await self.send("pong", n=frame["n"])

    async def hear_records(self, conv: str, records: list[Frame]) -> None:
        if conv not in self.watched:
            return
        for record in records:
            have = self.have(conv)
            if record["seq"] > have + 1:
                self.gaps += 1
                await self.send("watch", conv=conv, have=have)
                return
            if record["seq"] == have + 1:
                self.records.setdefault(conv, []).append(record)
                if record["event"]["ev"] == "bot_turn_ended":
                    self.pieces.pop(conv, None)


class Page(Line):
    """A customer's page: her own key, one message after another, the public items and no more."""

    path = "/v1/customer"

    def __init__(self, url: str, key: str = "") -> None:
        super().__init__(url)
        self.key = key
        self.conv = ""
        self.items: list[Frame] = []
        self.status: Frame = {}
        self.pieces: dict[str, str] = {}
        self.wishes = asyncio.Lock()

    async def open(self, name: str = "") -> None:
        got = await self.post("/v1/ticket", {"key": self.key} if self.key else {}, Origin=self.url)
        self.key = got["key"]
        await self.dial(origin=self.url)
        auth = self.send("auth", ticket=got["ticket"], proto=1, have=self.have, conv=self.conv, name=name, lang="en")
        self.welcome = await self.next("status", auth) and next(f for f in self.heard[::-1] if f["t"] == "welcome")
        if self.stream not in ("", self.welcome["stream"]):
            self.conv, self.items = "", []
            await self.close()
            await self.open(name)
        self.stream = self.welcome["stream"]

    @property
    def have(self) -> int:
        return self.items[-1]["seq"] if self.items else 0

    async def tell(self, t: str, *, id: str = "", **fields: Any) -> Frame:
        """``say``, ``wish``, ``promise`` or ``rate``: one at a time and in order."""
        async with self.wishes:
            return await self.answered({"t": t, "id": id or uuid.uuid4().hex, **fields})

    async def say(self, text: str, id: str = "") -> Frame:
        return await self.tell("say", id=id, text=text, lang="en")

    async def wish(self, what: str) -> Frame:
        return await self.tell("wish", what=what)

    async def item(self, kind: str, after: int = 0, **want: Any) -> Frame:
        """The first item like this after a place, as soon as it is there."""

        def first() -> Frame | None:
            like = {"kind": kind, **want}.items()
            return next((i for i in self.items if i["seq"] > after and like <= i.items()), None)

        return await self.until(first)

    async def stands(self, state: str) -> Frame:
        await self.until(lambda: self.status.get("state") == state)
        return self.status

    def shown(self, *kinds: str) -> list[tuple[str, str]]:
        """What the customer reads: words with their speaker, notices with their code."""
        lines = [(i.get("name") or i["kind"], i.get("text") or i.get("code", "")) for i in self.items]
        return [line for line, i in zip(lines, self.items, strict=True) if i["kind"] in kinds] if kinds else lines

    async def hear(self, frame: Frame) -> None:
        match frame["t"]:
            case "items":
                if frame["conv"] != self.conv:
                    self.conv, self.items = frame["conv"], []
                for item in frame["items"]:
                    if item["seq"] > self.have:
                        assert item["seq"] == self.have + 1, "a gap: hang up and come back with what you have"
                        self.items.append(item)
                        if item["kind"] == "bot":
                            self.pieces.pop(item["turn"], None)
            case "chunk" if not any(i["kind"] == "bot" and i["turn"] == frame["turn"] for i in self.items):
                before = self.pieces.get(frame["turn"], "") if frame["n"] else ""
                self.pieces[frame["turn"]] = before + frame["text"]
            case "status":
                self.status = frame


class Backend:
    """The backend as its operators start it, in a process of its own."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.environment = {**os.environ, "WARMLINE_CONFIG_DIR": str(home / "config")}

    def run(self, *words: str, **how: Any) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "console", *words, "--data", str(self.home / "data")]
        return subprocess.Popen(command, env=self.environment, text=True, **how)

    def add(self, login: str, role: str = "agent") -> None:
        words = ("user", "add", login, "--name", login.title(), "--role", role, "--password-stdin")
        with self.run(*words, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as adding:
            adding.communicate(PASSWORD, timeout=SECONDS)
        assert adding.returncode == 0

    def start(self) -> None:
        self.process = self.run("serve", "--json", "--port", "0", stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        assert select.select([self.process.stdout], [], [], SECONDS)[0], "it does not listen"
        self.url = json.loads(self.process.stdout.readline())["url"]

    def term(self) -> None:
        self.process.send_signal(signal.SIGTERM)

    def gone(self) -> None:
        try:
            self.process.wait(SECONDS)
        finally:
            self.process.kill()
            self.process.wait()
            self.process.stdout.close()


@pytest.fixture(scope="module")
def backend(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Backend]:
    backend = Backend(tmp_path_factory.mktemp("backend"))
    for login in ("maya", "sam"):
        backend.add(login)
    backend.start()
    yield backend
    backend.term()
    backend.gone()


class Floor:
    """Clients of one test; all hang up at its end."""

    def __init__(self, backend: Backend, stack: AsyncExitStack) -> None:
        self.backend = backend
        self.stack = stack

    async def console(self, login: str = "maya", device: str = "") -> Console:
        console = Console(self.backend.url, device)
        await console.sign_in(login)
        self.stack.push_async_callback(console.close)
        await console.sync()
        return console

    async def page(self, name: str = "Ana", key: str = "") -> Page:
        page = Page(self.backend.url, key)
        await page.open(name)
        self.stack.push_async_callback(page.close)
        return page

    async def waiting(self, name: str = "Ana") -> Page:
        """A customer who wants a person."""
        page = await self.page(name)
        assert (await page.wish("person"))["status"] == "ok"
        await page.stands("waiting")
        return page


@pytest.fixture
async def floor(backend: Backend) -> AsyncIterator[Floor]:
    async with AsyncExitStack() as stack:
        yield Floor(backend, stack)
