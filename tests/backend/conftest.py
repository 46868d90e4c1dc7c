"""A whole backend on a loopback port with the real store, and bare clients of its two sockets."""

import asyncio
import contextlib
import json
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import argon2
import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from console.backend import access
from console.backend import node as nodes
from console.backend.bots.faq import FaqBot
from console.backend.bots.index import ArticleIndex
from console.backend.bots.port import Bot
from console.backend.node import Node, NodeOptions
from console.backend.store.faults import StoreDiskError
from console.backend.store.port import User
from console.backend.store.sqlite import SqliteStore

WAIT = 30.0
Frame = dict[str, Any]


@pytest.fixture(autouse=True)
def _passwords_cost_little(monkeypatch: pytest.MonkeyPatch) -> None:
    """The real algorithm at its cheapest, in this process: what it costs is the library's affair."""
    monkeypatch.setattr(access, "_hasher", argon2.PasswordHasher(1, 8, 1))


class Wire:
    """One client socket: frames as dictionaries; `until` waits for one, and each is handed out once."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self.frames: list[Frame] = []
        self.at = 0

    async def send(self, **frame: Any) -> None:
        await self.socket.send(json.dumps(frame))

    async def next(self) -> Frame:
        if self.at == len(self.frames):
            async with asyncio.timeout(WAIT):
                data = await self.socket.recv()
            assert isinstance(data, str)
            assert len(data.encode()) <= 256 * 1024
            self.frames.append(json.loads(data))
        self.at += 1
        return self.frames[self.at - 1]

    async def until(self, t: str, **fields: Any) -> Frame:
        while True:
            frame = await self.next()
            if frame["t"] == t and all(frame.get(name) == value for name, value in fields.items()):
                return frame

    async def has(self, t: str) -> Frame:
        """The first one of these, passed over already or still to come: an effect may be told before its result."""
        seen = next((frame for frame in self.frames[: self.at] if frame["t"] == t), None)
        return seen or await self.until(t)

    async def where(self, wanted: Callable[[Frame], bool]) -> Frame:
        while not wanted(frame := await self.next()):
            pass
        return frame

    async def closed(self) -> int:
        """The code with which the backend closes it."""
        with contextlib.suppress(ConnectionClosed):
            while True:
                await self.next()
        return self.socket.close_code or 0


class Console(Wire):
    """A signed-in console."""

    user: str
    stream: str
    welcome: Frame
    n = 0

    async def do(self, conv: str, what: str, *, id: str = "", epoch: int | None = None, **fields: Any) -> Frame:
        """One command and its result."""
        self.n += 1
        id = id or f"{self.user}-{self.socket.local_address[1]}-{self.n:06d}"
        await self.send(t="cmd", id=id, conv=conv, epoch=epoch, do={"do": what, **fields})
        return await self.until("result", id=id)

    async def sync(self) -> list[Frame]:
        """A snapshot's rows."""
        await self.send(t="sync")
        rows: list[Frame] = []
        while True:
            page = await self.until("snapshot")
            rows += page["rows"]
            if page.get("done"):
                return rows

    async def watch(self, conv: str) -> list[Frame]:
        """All records of a conversation so far."""
        await self.send(t="watch", conv=conv)
        seq = (await self.until("watched", conv=conv))["seq"]
        records: list[Frame] = []
        while not records or records[-1]["seq"] < seq:
            records += (await self.until("events", conv=conv))["records"]
        return records


class Page(Wire):
    """A customer's signed-in page."""

    welcome: Frame
    visitor: str
    n = 0

    async def say(self, text: str, *, id: str = "", **fields: Any) -> Frame:
        """One message and its result."""
        return await self.wish("say", id=id, text=text, **fields)

    async def wish(self, t: str, *, id: str = "", **fields: Any) -> Frame:
        """One wish and its result."""
        self.n += 1
        id = id or f"{self.visitor}-{self.socket.local_address[1]}-{self.n:06d}"
        await self.send(t=t, id=id, **fields)
        return await self.until("result", id=id)


class FailingStore:
    """The real store; the calls named in `fail` raise so often, before (or, with `after`, behind) their effect."""

    def __init__(self, store: SqliteStore) -> None:
        self._store = store
        self.fail: dict[str, int] = {}
        self.after = False

    def __getattr__(self, name: str) -> Any:
        real = getattr(self._store, name)
        if self.fail.get(name, 0) <= 0:
            return real

        async def failing(*args: Any, **kwargs: Any) -> Any:
            self.fail[name] -= 1
            if self.after:
                await real(*args, **kwargs)
            raise StoreDiskError("warmline.db", "injected")

        return failing


class Backend:
    """A running node and what tests do to it."""

    def __init__(self, node: Node) -> None:
        self.node = node
        self._open: list[ClientConnection] = []

    @property
    def faults(self) -> FailingStore:
        assert isinstance(self.node.store, FailingStore)
        return self.node.store

    async def user(self, login: str = "maya", role: str = "agent") -> User:
        known = await self.node.store.user_by_login(login)
        if known is None:
            known = User("u-" + login, login, login.title(), role, password_hash="none", created_at=1)
            assert await self.node.store.add_user(known)
            await self.node.people.reload()
        return known

    async def token(self, login: str = "maya", role: str = "agent") -> str:
        user = await self.user(login, role)
        return (await self.node.access.vouch(user, "test", nodes.wall_clock())).access

    async def open(self, path: str, **options: Any) -> ClientConnection:
        assert self.node.listening is not None
        options = {"compression": None} | options
        socket = await connect(self.node.listening.url("ws") + path, proxy=None, max_size=None, **options)
        self._open.append(socket)
        return socket

    async def console(
        self,
        login: str = "maya",
        *,
        role: str = "agent",
        device: str = "",
        interactive: bool = True,
        token: str = "",
        **options: Any,
    ) -> Console:
        token = token or await self.token(login, role)
        console = Console(await self.open("/v1/console", **options))
        await console.until("hello")
        await console.send(t="auth", token=token, proto=1, device=device, interactive=interactive)
        welcome = await console.until("welcome")
        console.user, console.stream, console.welcome = welcome["user"]["id"], welcome["stream"], welcome
        return console

    async def page(self, visitor: str = "v1", **auth: Any) -> Page:
        assert self.node.listening is not None
        ticket = await self.node.access.ticket(visitor, self.node.customers.clock())
        page = Page(await self.open("/v1/customer", origin=self.node.listening.url()))
        await page.until("hello")
        await page.send(t="auth", ticket=ticket, proto=1, **auth)
        page.welcome, page.visitor = await page.until("welcome"), visitor
        return page

    async def queued(self, visitor: str = "v1", text: str = "I want to talk to a person") -> tuple[Page, str]:
        """A customer who waits, and her conversation."""
        page = await self.page(visitor)
        assert (await page.say(text))["status"] == "ok"
        conv = (await self.node.store.customer_conversations(visitor, 1))[0].head.conv
        return page, conv

    async def close(self) -> None:
        for socket in self._open:
            socket.transport.abort()


async def eventually(condition: Callable[[], Any]) -> Any:
    """Wait until it is true; the value."""
    async with asyncio.timeout(WAIT):
        while True:
            value = condition()
            value = await value if isinstance(value, Awaitable) else value
            if value:
                return value
            await asyncio.sleep(0.005)


@pytest.fixture
def until() -> Callable[[Callable[[], Any]], Awaitable[Any]]:
    return eventually


@pytest.fixture
def wire() -> type[Wire]:
    return Wire


Starter = Callable[..., contextlib.AbstractAsyncContextManager[Backend]]


@pytest.fixture
def backend_at(tmp_path: Path) -> Starter:
    """Starts a backend over this test's one store file, again and again."""

    @contextlib.asynccontextmanager
    async def start(bot: Bot | None = None, *, faults: bool = False, **options: Any) -> AsyncIterator[Backend]:
        content = tmp_path / "articles"
        if not content.exists():
            # One article is enough, and is read in no time.
            content.mkdir()
            first = min(path for path in nodes.CONTENT.rglob("*.md"))
            shutil.copy(first, content / first.name)
        told = NodeOptions(**{"store": tmp_path / "s.db", "pace": 0, "content": content, **options})
        articles = ArticleIndex(content)
        store: Any = await SqliteStore.open(told.store)
        node = Node(told, FailingStore(store) if faults else store, bot or FaqBot(articles), articles)
        backend = Backend(node)
        try:
            await node.start()
            yield backend
        finally:
            await backend.close()
            await node.close()

    return start


@pytest.fixture
async def backend(backend_at: Starter) -> AsyncIterator[Backend]:
    """A backend with the built-in bot."""
    async with backend_at() as running:
        yield running
