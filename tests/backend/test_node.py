"""The whole backend over its end and its next start, in every state; and the real program killed in mid-stream."""

import asyncio
import contextlib
import json
import signal
import socket
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from console.backend import node as nodes
from console.backend.access import Access
from console.backend.bots.port import Done, Text
from console.backend.store.sqlite import SqliteStore
from console.core.conversation import commands as c
from console.core.conversation.context import Actor
from console.core.conversation.evolve import evolve
from console.core.conversation.model import Head
from console.core.conversation.words import HOUR, State
from console.errors import ConfigError

Waiter = Callable[[Callable[[], Any]], Awaitable[Any]]
SYSTEM = Actor("system")


class Silent:
    """A bot that says one word and then thinks for ever."""

    async def run(self, request: Any, tools: Any) -> Any:
        yield Text("Hm ")
        await asyncio.Event().wait()


class Short:
    async def run(self, request: Any, tools: Any) -> Any:
        yield Text("Yes.")
        yield Done()


async def reach(backend: Any, state: str) -> str:
    """A conversation in this state, by way of the service."""
    service, n = backend.node.service, iter(range(100))
    customer, maya = Actor("customer", "v1"), Actor("agent", "u-maya", "agent")
    await backend.user("maya")
    await backend.user("leo")

    async def do(command: Any, actor: Actor = customer) -> None:
        head = service.heads.get("c1")
        epoch = head.head.epoch if head and actor.kind == "agent" else None
        id = f"reach-{next(n):04d}" if actor.kind != "system" else ""
        result = await service.handle("c1", command, actor, command_id=id, epoch=epoch)
        assert result.status == "ok", (command, result)

    now = service.clock()
    backend.node.people.arrive("u-leo")
    steps: dict[str, list[tuple[Any, Actor]]] = {
        "bot": [(c.Say("hello"), customer)],
        "queued": [(c.AskPerson(), customer)],
        "offered": [(c.MakeOffer("o1", "u-leo", now + HOUR), SYSTEM)],
        "promised": [(c.ChoosePromise("message", now + HOUR), customer)],
        "human": [(c.Take(), maya)],
        "answered": [(c.Take(), maya), (c.Reply("hi"), maya)],
        "snoozed": [(c.Take(), maya), (c.Reply("hi"), maya), (c.Snooze(), maya)],
        "wrap_up": [(c.Take(), maya), (c.Reply("hi"), maya), (c.Resolve(), maya)],
        "resolved": [(c.Take(), maya), (c.Reply("hi"), maya), (c.Resolve("solved"), maya)],
    }
    if state not in ("bot", "queued"):
        await do(c.AskPerson())
    for command, actor in steps[state]:
        await do(command, actor)
    backend.node.people.leave("u-leo")
    return "c1"


@pytest.mark.parametrize(
    "state", ["bot", "queued", "offered", "promised", "human", "answered", "snoozed", "wrap_up", "resolved"]
)
async def test_after_a_start_everything_stands_as_it_stood(backend_at: Any, until: Waiter, state: str) -> None:
    async with backend_at(Short()) as backend:
        conv = await reach(backend, state)
        if state == "bot":
            await until(lambda: not backend.node.service.heads[conv].head.unanswered)
        before = backend.node.service.heads[conv].head
        rows = {row["conv"] for row in await (await backend.console("ada")).sync()}
    async with backend_at(Short()) as backend:
        stored = await backend.node.service.head(conv)
        agent = await backend.console("ada")
        assert stored.head.state is before.state
        assert stored.head.owner == before.owner
        assert stored.head.epoch == before.epoch
        assert stored.head.request == before.request
        # The owner has not come back yet.
        assert bool(stored.head.owner_absent_since) is bool(before.agent)
        if state not in ("wrap_up", "resolved"):
            assert {row["conv"] for row in await agent.sync()} == rows == {conv}
        head = Head(conv)
        for record in await backend.node.store.records(conv, 0, 1_000):
            head = evolve(head, record)
        assert head == stored.head


async def test_an_owner_who_does_not_come_back_loses_it_and_one_who_does_keeps_it(
    backend_at: Any, until: Waiter
) -> None:
    async with backend_at(Short()) as backend:
        await reach(backend, "answered")
        result = await backend.node.service.handle(
            "c1", c.Say("hello?"), Actor("customer", "v1"), command_id="waiting-1"
        )
        assert result.status == "ok"
    async with backend_at(Short()) as backend:
        heads = backend.node.service.heads
        assert heads["c1"].head.owner_absent_since
        maya = await backend.console("maya")
        await until(lambda: not heads["c1"].head.owner_absent_since)
        await maya.socket.close()
        await until(lambda: heads["c1"].head.owner_absent_since)
    async with backend_at(Short()) as backend:
        clock = backend.node.service.clock
        backend.node.service.clock = lambda: clock() + 121_000
        await until(lambda: backend.node.service.heads["c1"].head.state is State.QUEUED)


async def test_what_the_owner_had_read_is_read_after_a_start(backend_at: Any, until: Waiter) -> None:
    async with backend_at(Short()) as backend:
        page, conv = await backend.queued()
        maya = await backend.console("maya")
        epoch = backend.node.service.heads[conv].head.epoch
        await maya.do(conv, "take", epoch=epoch)
        await page.say("one")
        await page.say("two")
        seq = backend.node.service.heads[conv].head.customer_seq
        await maya.send(t="read", conv=conv, seq=seq - 1)
        await until(lambda: backend.node.store.cursors([conv]))
        await maya.sync()
        assert (await maya.sync())[0]["unread"] == 2
    async with backend_at(Short()) as backend:
        maya = await backend.console("maya")
        assert (await maya.sync())[0]["unread"] > 0
        await maya.send(t="read", conv=conv, seq=seq)
        await maya.where(lambda f: f["t"] == "delta" and f["up"][0].get("unread", 0) == 0)
    async with backend_at(Short()) as backend:
        maya = await backend.console("maya")
        assert (await maya.sync())[0].get("unread", 0) == 0


async def test_a_turn_is_not_lost_when_a_bot_thinks_at_the_stop(backend_at: Any, until: Waiter) -> None:
    async with backend_at(Silent()) as backend:
        page = await backend.page()
        await page.say("hello")
        await page.has("chunk")
    async with backend_at(Short()) as backend:
        page = await backend.page()
        item = await page.where(lambda f: f["t"] == "items" and any(i.get("cut") for i in f["items"]))
        assert next(i for i in item["items"] if i.get("cut"))["text"] == "Hm "
        assert (await page.until("status"))["state"] == "waiting"


async def test_a_port_that_is_taken_is_said_and_the_store_let_go_of(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        options = nodes.NodeOptions(store=tmp_path / "s.db", port=taken.getsockname()[1])
        with pytest.raises(ConfigError):
            async with nodes.running(options):
                raise AssertionError
    async with nodes.running(nodes.NodeOptions(store=tmp_path / "s.db")) as node:
        assert not await node.has_users()


async def test_nothing_is_left_behind_by_a_stop(tmp_path: Path) -> None:
    before = asyncio.all_tasks()
    async with nodes.running(nodes.NodeOptions(store=tmp_path / "s.db", pace=0)) as node:
        await node.service.handle("c1", c.Say("hello"), Actor("customer", "v1"), command_id="message-1")
    for _ in range(3):
        await asyncio.sleep(0)
    assert asyncio.all_tasks() == before


# the real program


class Program:
    """`warmline serve --json` in a process of its own."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.url = ""

    async def start(self) -> None:
        config = self.data / "warmline.toml"
        config.write_text("[backend]\npace = 0.05\n")
        self.process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-c", "import sys; from console.cli import main; sys.exit(main())"),
            *("serve", "--json", "--port", "0"),
            *("--data", str(self.data), "--config", str(config)),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
        )
        assert self.process.stdout is not None
        async with asyncio.timeout(20):
            self.url = json.loads(await self.process.stdout.readline())["url"]

    async def kill(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            self.process.send_signal(signal.SIGKILL)
        await self.process.wait()


@pytest.fixture
async def program(tmp_path: Path) -> AsyncIterator[Program]:
    subject = Program(tmp_path)
    await subject.start()
    yield subject
    await subject.kill()


class Link:
    """A client of the program: what it was acknowledged is in `acked`."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.acked: dict[str, dict[str, Any]] = {}
        self.frames: list[dict[str, Any]] = []

    async def customer(self, key: str = "") -> str:
        async with httpx.AsyncClient(trust_env=False) as http:
            origin = {"origin": self.program.url}
            answer = (await http.post(f"{self.program.url}/v1/ticket", json={"key": key}, headers=origin)).json()
        ws = self.program.url.replace("http", "ws")
        self.socket = await connect(f"{ws}/v1/customer", origin=self.program.url, proxy=None)
        await self.send(t="auth", ticket=answer["ticket"], proto=1)
        await self.until("welcome")
        return str(answer["key"])

    async def console(self, token: str) -> None:
        self.socket = await connect(self.program.url.replace("http", "ws") + "/v1/console", proxy=None)
        await self.send(t="auth", token=token, proto=1, device="d")
        await self.until("welcome")

    async def send(self, **frame: Any) -> None:
        await self.socket.send(json.dumps(frame))

    async def until(self, t: str, **fields: Any) -> dict[str, Any]:
        async with asyncio.timeout(10):
            while True:
                frame: dict[str, Any] = json.loads(await self.socket.recv())
                self.frames.append(frame)
                if frame["t"] == "result" and frame["status"] == "ok":
                    self.acked[frame["id"]] = frame
                if frame["t"] == t and all(frame.get(name) == value for name, value in fields.items()):
                    return frame

    async def command(self, conv: str, id: str, epoch: int, **do: Any) -> dict[str, Any]:
        await self.send(t="cmd", id=id, conv=conv, epoch=epoch, do=do)
        return await self.until("result", id=id)


async def account(data: Path) -> str:
    store = await SqliteStore.open_beside(data / "warmline.db")
    try:
        access = Access(store)
        user = await access.add_user("maya", "Maya", "agent", "correct horse", now=nodes.wall_clock())
        return (await access.vouch(user, "d", nodes.wall_clock())).access
    finally:
        await store.close()


async def test_a_kill_in_mid_stream_loses_nothing_that_was_acknowledged(program: Program) -> None:
    token = await account(program.data)
    customer = Link(program)
    key = await customer.customer()
    # A take, a reply and a resolution, all acknowledged; then a bot in mid-sentence; then the kill.
    await customer.send(t="wish", id="wish-0001", what="person")
    await customer.until("result", id="wish-0001")
    agent = Link(program)
    await agent.console(token)
    await agent.send(t="sync")
    row = (await agent.until("snapshot"))["rows"][0]
    conv = row["conv"]
    take = await agent.command(conv, "take-0001", row["epoch"], do="take")
    await agent.command(conv, "reply-001", take["epoch"], do="reply", text="I am on it")
    await agent.command(conv, "resolve-1", take["epoch"], do="resolve", disposition="solved")
    stranger = Link(program)
    await stranger.customer()
    await stranger.send(t="say", id="message-1", text="How do I return an item?", lang="en")
    shown = (await stranger.until("chunk"))["text"]
    await program.kill()
    with contextlib.suppress(ConnectionClosed):
        await stranger.until("never")
    shown = "".join(frame["text"] for frame in stranger.frames if frame["t"] == "chunk")
    await program.start()
    again = Link(program)
    await again.console(token)
    for id, result in agent.acked.items():
        await again.send(t="ask", id=id, conv=conv)
        assert await again.until("result", id=id) == result
    await again.send(t="watch", conv=conv)
    watched = await again.until("watched")
    records: list[dict[str, Any]] = []
    while len(records) < watched["seq"]:
        records += (await again.until("events"))["records"]
    assert [record["seq"] for record in records] == list(range(1, watched["seq"] + 1))
    kinds = [record["event"]["ev"] for record in records]
    assert [kinds.count(kind) for kind in ("person_asked", "taken", "agent_said", "resolved")] == [1, 1, 1, 1]
    await again.send(t="sync")
    rows = (await again.until("snapshot"))["rows"]
    (waiting,) = [row for row in rows if row["state"] == "queued"]
    assert waiting["reason"] == "bot_error"
    await again.send(t="watch", conv=waiting["conv"])
    await again.until("watched", conv=waiting["conv"])
    records = (await again.until("events", conv=waiting["conv"]))["records"]
    ended = next(record for record in records if record["event"]["ev"] == "bot_turn_ended")
    assert ended["event"]["outcome"] == "interrupted"
    # What was shown was stored.
    assert ended["bodies"]["text"].startswith(shown)
    back = Link(program)
    assert await back.customer(key) == key


@pytest.mark.campaign
@pytest.mark.parametrize("round", range(4))
async def test_kills_at_any_moment_keep_every_acknowledged_message_once(program: Program, round: int) -> None:
    customer = Link(program)
    key, sent = await customer.customer(), 0
    texts: dict[str, str] = {}
    for life in range(4):
        killing = asyncio.get_running_loop().call_later(0.15 + 0.13 * (round + life), program.process.kill)
        with contextlib.suppress(ConnectionClosed, TimeoutError):
            while True:
                sent += 1
                texts[f"message-{sent}"] = f"text {sent}"
                assert (await _say(customer, sent))["status"] == "ok"
        killing.cancel()
        await program.kill()
        await program.start()
        customer = Link(program)
        await customer.customer(key)
        # The last one had no answer: it is sent again, and is there once whether it was stored or not.
        assert (await _say(customer, sent))["status"] == "ok"
    fresh = Link(program)
    await fresh.customer(key)
    await fresh.until("status")
    items = [item for frame in fresh.frames if frame["t"] == "items" for item in frame["items"]]
    assert [item["seq"] for item in items] == list(range(1, len(items) + 1))
    said = [item["text"] for item in items if item["kind"] == "customer"]
    assert said == [f"text {n}" for n in range(1, sent + 1)]


async def _say(customer: Link, n: int) -> dict[str, Any]:
    while True:
        await customer.send(t="say", id=f"message-{n}", text=f"text {n}")
        answer = await customer.until("result", id=f"message-{n}")
        if answer["status"] != "retry":
            return answer
        # As the answer asks: it was too fast.
        await asyncio.sleep(answer["retry_ms"] / 1_000)
