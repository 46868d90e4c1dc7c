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
from websockets.exceptions import ConnectionClosed, InvalidStatus

PASSWORD = "correct horse battery"
SECONDS = 20.0

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
                    raise ConnectionResetError(f"closed with {self.socket.close_code}, {self.heard[-1:]}")
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
            if result["code"] == "resync":  # the user decides anew
                self.unanswered.pop(frame["id"])
                return result
            if result["code"] == "expired_token":
                await self.freshen()
            await asyncio.sleep(result.get("retry_ms", 0) / 1000)

    async def freshen(self) -> None:
        """Show the backend a token that has not run out."""
        raise NotImplementedError

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

    async def drop(self) -> None:
        """The line breaks, without a close."""
        self.socket.transport.abort()
        assert await self.closed() == 1006


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
        self.ephemeral: dict[str, Any] = {}
        self.watched: dict[str, Frame] = {}
        self.records: dict[str, list[Frame]] = {}
        self.pieces: dict[str, tuple[str, int, str]] = {}

    async def sign_in(self, login: str) -> None:
        self.tokens = await self.post("/v1/login", {"login": login, "password": PASSWORD, "device": self.device})
        await self.open()

    async def renew(self) -> None:
        self.tokens = await self.post("/v1/token", {"refresh": self.tokens["refresh"]})

    async def freshen(self) -> None:
        await self.renew()
        await self.send("refresh", token=self.tokens["access"])

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
                    self.synced = not frame.get("more")
            case "delta" if self.pos and frame["prev"] == self.pos:
                self.rows |= {row["conv"]: row for row in frame.get("up", [])}
                for conv in frame.get("rm", []):
                    self.rows.pop(conv, None)
                self.pos, self.synced = frame["pos"], not frame.get("more")
            case "delta" if self.pos:  # without a position they are dropped until the snapshot comes
                self.gaps, self.pos, self.synced = self.gaps + 1, "", False
                await self.send("sync")
            case "watched":
                self.watched[frame["conv"]] = frame
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
            case "viewing" | "typing":
                self.ephemeral[frame["t"]] = frame.get("who", "")
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
            case "welcome" if frame["conv"] != self.conv or frame["seq"] < self.have:
                self.conv, self.items = frame["conv"], []
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

    def add(self, *logins: str) -> None:
        words = ("--role", "agent", "--password-stdin")
        how = {"stdin": subprocess.PIPE, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        for adding in [self.run("user", "add", login, "--name", login.title(), *words, **how) for login in logins]:
            with adding:
                adding.communicate(PASSWORD, timeout=SECONDS)
            assert adding.returncode == 0

    def start(self) -> None:
        self.process = self.run("serve", "--json", "--port", "0", stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        assert select.select([self.process.stdout], [], [], SECONDS)[0], "it does not listen"
        self.url = json.loads(self.process.stdout.readline())["url"]

    def term(self) -> None:
        self.process.send_signal(signal.SIGTERM)

    def gone(self) -> None:
        """It was told to stop, and does."""
        with self.process:
            try:
                assert self.process.wait(SECONDS) == 0
            finally:
                self.process.kill()


@pytest.fixture(scope="module")
def backend(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Backend]:
    backend = Backend(tmp_path_factory.mktemp("backend"))
    backend.start()
    try:
        backend.add("maya", "sam")
        yield backend
    finally:
        backend.term()
        backend.gone()


class Floor:
    """The clients of one test; those that are still there hang up at its end."""

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


async def ok(answer: Awaitable[Frame]) -> Frame:
    result = await answer
    assert result["status"] == "ok", result
    return result


async def refused(code: str, answer: Awaitable[Frame]) -> Frame:
    result = await answer
    assert (result["status"], result.get("code")) == ("refused", code)
    return result


async def test_a_conversation_from_the_first_question_to_the_rating(floor: Floor) -> None:
    maya, ana = await floor.console(), await floor.page("Ana")
    question, reply = "How do I change my password?", "Hello Ana, I am looking into it."
    secrets = ["She sounds upset.", "Tell her about the parcel."]

    await ok(ana.say(question))
    conv = ana.conv
    row = await maya.row(conv, state="bot", owner="bot", name="Ana", unanswered=1)
    await maya.watch(conv)
    answer = (await ana.item("bot"))["text"]
    ended = await maya.record(conv, "bot_turn_ended")
    assert ended["bodies"]["text"] == answer == "".join(f["text"] for f in ana.heard if f["t"] == "chunk")
    assert conv not in maya.pieces

    await ok(ana.wish("person"))
    row = await maya.row(conv, state="queued", asked=True, reason="asked", request_open=True)
    assert row["deadline"] > row["since"] > row["opened_at"]
    assert (await ana.stands("waiting"))["place"] >= 1
    assert maya.text(conv, "customer_said") == [question]
    assert maya.text(conv, "bot_turn_ended") == [answer]

    taken = await ok(maya.command(conv, "take", row["epoch"]))
    assert (taken["owner"], taken["owner_name"], taken["state"]) == (maya.me, "Maya", "human")
    assert taken["epoch"] == row["epoch"] + 1
    assert (await ana.stands("human"))["speaker"] == "Maya"
    said = await ok(maya.command(conv, "reply", taken["epoch"], text=reply))
    assert next(r for r in maya.records[conv] if r["seq"] == said["seq"])["bodies"] == {"text": reply}
    assert said["data"]["public_seq"] == (await ana.item("notice", code="request_answered"))["seq"]
    await ok(maya.command(conv, "note", text=secrets[0]))
    row = await maya.row(conv, state="human")
    back = await ok(maya.command(conv, "hand_back", row["epoch"], instruction=secrets[1]))
    assert (back["owner"], back["state"]) == ("bot", "bot")
    assert (await ana.stands("bot"))["speaker"] == "bot"

    row = await maya.row(conv, state="bot", epoch=back["epoch"])
    again = await ok(maya.command(conv, "take", row["epoch"]))
    await ok(maya.command(conv, "resolve", again["epoch"], disposition="solved"))
    row = await maya.row(conv, state="resolved", disposition="solved", undo_by=maya.me, handler=maya.me)
    await ana.stands("resolved")
    await ok(ana.tell("rate", score=5))
    await ana.send("seen", seq=ana.have)
    await maya.row(conv, seen=ana.have)

    assert ana.shown() == [
        ("customer", question),
        ("notice", "bot_writing"),
        ("bot", answer),
        *(("notice", code) for code in ("asked", "queued", "joined")),
        ("Maya", reply),
        *(("notice", code) for code in ("request_answered", "handed_back", "joined", "resolved", "rated")),
    ]
    assert maya.text(conv, "note_added") == secrets[:1]
    assert not any(secret in json.dumps(ana.heard) for secret in [*secrets, maya.me])
    records = maya.records[conv]
    assert [r["seq"] for r in records] == list(range(1, len(records) + 1))
    assert [r["public_seq"] for r in records if r.get("public_seq")] == [i["seq"] for i in ana.items]
    assert maya.gaps == 0
    await maya.ping(7)
    await ana.ping(8)


async def test_taken_in_the_middle_of_the_bots_sentence(floor: Floor) -> None:
    maya, page = await floor.console(), await floor.page("Bo")
    await ok(page.say("How long does a refund take?"))
    row = await maya.row(page.conv, state="bot")
    await page.until(lambda: page.pieces)
    other = await floor.page(key=page.key)
    assert (other.items, other.pieces) == (page.items, page.pieces)
    await maya.watch(page.conv)
    turn, _, text = maya.pieces[page.conv]
    assert page.pieces[turn].startswith(text)
    assert text
    await ok(maya.command(page.conv, "take", row["epoch"]))
    shown = "".join(f["text"] for f in page.heard if f["t"] == "chunk")
    for each in (page, other):
        bot = await each.item("bot", turn=turn)
        assert (bot["text"], bot["cut"]) == (shown, True)
        assert not each.pieces
    assert maya.text(page.conv, "bot_turn_ended") == [shown]
    kept = (await maya.record(page.conv, "suppressed"))["bodies"]["text"]
    assert kept not in json.dumps(page.heard)

    typing = await page.next("typing", maya.send("typing", conv=page.conv))
    assert typing["who"] == "Maya"
    await maya.next("typing", page.send("typing"))
    assert maya.ephemeral["typing"] == "customer"
    await maya.next("viewing", maya.send("viewing", conv=page.conv))
    assert maya.ephemeral["viewing"] == [maya.me]


async def test_a_command_has_one_effect_and_one_result(floor: Floor) -> None:
    maya, page = await floor.console(), await floor.waiting()
    row = await maya.row(page.conv, state="queued")
    await maya.watch(page.conv)
    first = await ok(maya.command(page.conv, "take", row["epoch"], id="the-taking"))
    said = await ok(maya.command(page.conv, "reply", first["epoch"], id="the-reply", text="Hello."))
    assert await maya.command(page.conv, "reply", first["epoch"], id="the-reply", text="Hello.") == said
    elsewhere = await floor.console()
    await ok(elsewhere.command(page.conv, "hand_back", first["epoch"]))
    assert await elsewhere.command(page.conv, "take", row["epoch"], id="the-taking") == first, "as it was then"
    await elsewhere.send("ask", id="the-reply")
    assert await elsewhere.until(lambda: elsewhere.results.get("the-reply")) == said
    await elsewhere.send("ask", id="never-sent", conv=page.conv)
    unseen = await elsewhere.until(lambda: elsewhere.results.get("never-sent"))
    assert (unseen["status"], unseen["code"]) == ("retry", "not_seen")
    await refused("mismatch", maya.command(page.conv, "reply", first["epoch"], id="the-reply", text="Bye."))
    await maya.row(page.conv, state="bot")
    assert maya.text(page.conv, "agent_said") == ["Hello."]
    assert [i["text"] for i in page.items if i["kind"] == "agent"] == ["Hello."]
    assert sum(r["event"]["ev"] == "taken" for r in maya.records[page.conv]) == 1


async def test_what_is_refused_and_what_is_tolerated(floor: Floor) -> None:
    maya, page = await floor.console(), await floor.waiting()
    row = await maya.row(page.conv, state="queued")
    await maya.watch(page.conv)
    epoch = (await ok(maya.command(page.conv, "take", row["epoch"])))["epoch"]
    have = maya.have(page.conv)

    stale = await refused("stale_epoch", maya.command(page.conv, "reply", row["epoch"], text="Hello."))
    assert (stale["epoch"], stale["owner_name"], stale["state"]) == (epoch, "Maya", "human")
    await refused("epoch_needed", maya.command(page.conv, "reply", text="Hello."))
    await refused("unknown_command", maya.command(page.conv, "fly", epoch))
    await refused("already_yours", maya.command(page.conv, "take", epoch))
    await refused("unanswered_request", maya.command(page.conv, "resolve", epoch, disposition="solved"))
    await refused("not_allowed", maya.command(page.conv, "requeue", epoch))
    await refused("empty", maya.command(page.conv, "reply", epoch, text=" "))
    await refused("bad_command", maya.command(page.conv, "reply", epoch))
    await refused("not_found", maya.command("no-such-conversation", "note", text="?"))
    for client in (maya, page):
        problem = await client.next("problem", client.send("weather", wind=3))
        assert problem["code"] == "unknown_frame"
    assert (await maya.next("problem", maya.send("watch", conv="nowhere")))["code"] == "not_found"
    assert maya.have(page.conv) == have, "nothing was done"

    await ok(maya.command(page.conv, "note", text="Unknown fields are ignored.", colour="red"))
    restored = {"t": "cmd", "id": "another-stream", "conv": page.conv, "do": {"do": "wake"}, "epoch": 1, "stream": "?"}
    again = await maya.answered(restored)
    assert (again["status"], again["code"]) == ("retry", "resync")

    for client in (maya, page):
        await client.take_in({"t": "weather", "wind": 3})
    have = maya.have(page.conv)
    strange = {"conv": page.conv, "seq": have + 1, "at": 1, "epoch": 9, "actor": "system", "event": {"ev": "moon"}}
    await maya.take_in({"t": "events", "conv": page.conv, "records": [strange]})
    assert maya.have(page.conv) == have + 1
    assert maya.gaps == 0


async def test_of_two_who_take_one_wins_and_the_other_learns_who(floor: Floor) -> None:
    maya, sam = consoles = [await floor.console("maya"), await floor.console("sam")]
    for page in [await floor.waiting(name) for name in ("Ana", "Bo", "Cy", "Di")]:
        rows = [await console.row(page.conv, state="queued") for console in consoles]
        takes = (c.command(page.conv, "take", r["epoch"]) for c, r in zip(consoles, rows, strict=True))
        results = await asyncio.gather(*takes)
        assert sorted(r["status"] for r in results) == ["ok", "refused"]
        winner, loser = (maya, sam) if results[0]["status"] == "ok" else (sam, maya)
        lost = next(r for r in results if r["status"] == "refused")
        name = winner.welcome["user"]["name"]
        assert lost["code"] in ("taken", "stale_epoch")
        assert (lost["owner"], lost["owner_name"], lost["epoch"]) == (winner.me, name, rows[0]["epoch"] + 1)
        await refused("not_owner", loser.command(page.conv, "reply", lost["epoch"], text="I have it."))
        assert (await loser.row(page.conv, state="human"))["owner_name"] == name
        assert [i["data"] for i in page.items if i.get("code") == "joined"] == [{"name": name}]


async def test_coming_back_brings_exactly_what_was_missed(floor: Floor) -> None:
    maya, sam = await floor.console("maya"), await floor.console("sam")
    taken, same, gone = [await floor.waiting(name) for name in ("Ana", "Bo", "Cy")]
    for page in (taken, same, gone):
        await maya.row(page.conv, state="queued")
        await maya.watch(page.conv)
    await maya.drop()
    mark, position, had = len(maya.heard), maya.pos, maya.have(taken.conv)

    row = await sam.row(taken.conv, state="queued")
    epoch = (await ok(sam.command(taken.conv, "take", row["epoch"])))["epoch"]
    await ok(sam.command(taken.conv, "reply", epoch, text="Hello."))
    await ok(gone.wish("end"))
    new = await floor.waiting("Di")
    await sam.row(taken.conv, state="human")
    await sam.row(new.conv, state="queued")
    await sam.until(lambda: gone.conv not in sam.rows)

    maya.unanswered["kept-over-it"] = {"t": "cmd", "id": "kept-over-it", "conv": same.conv, "do": {"do": "tag"}}
    maya.unanswered["kept-over-it"]["do"]["tags"] = ["late"]
    await maya.come_back()
    heard = maya.heard[mark:]
    assert not [f for f in heard if f["t"] == "snapshot"]
    missed = next(f for f in heard if f["t"] == "delta")
    ours = {page.conv for page in (taken, same, gone, new)}
    assert missed["prev"] == position
    assert {row["conv"] for row in missed["up"]} & ours == {taken.conv, new.conv}
    assert set(missed["rm"]) & ours == {gone.conv}
    records = [r["seq"] for f in heard if f["t"] == "events" and f["conv"] == taken.conv for r in f["records"]]
    assert records == list(range(had + 1, maya.watched[taken.conv]["seq"] + 1))
    assert maya.text(taken.conv, "agent_said") == ["Hello."]
    assert maya.results["kept-over-it"]["status"] == "ok"
    await maya.row(same.conv, tags=["late"])
    await sam.row(same.conv, tags=["late"])
    assert {c: maya.rows.get(c) for c in ours} == {c: sam.rows.get(c) for c in ours}
    assert maya.gaps == 0

    # A hole in the chain: all rows anew, and the chain goes on.
    before = dict(maya.rows)
    await maya.take_in({"t": "delta", "prev": "elsewhere", "pos": "nowhere", "rm": [same.conv]})
    await maya.until(lambda: maya.synced)
    assert maya.gaps == 1
    assert {c: maya.rows.get(c) for c in ours} == {c: before.get(c) for c in ours}
    await ok(maya.command(same.conv, "tag", tags=[]))
    await maya.until(lambda: "tags" not in maya.rows[same.conv])
    assert maya.gaps == 1


async def test_a_page_loses_and_doubles_nothing(floor: Floor) -> None:
    page = await floor.waiting()
    other = await floor.page(key=page.key)
    page.unanswered["said-and-lost"] = {"t": "say", "id": "said-and-lost", "text": "Is anybody there?"}
    await page.send(**page.unanswered["said-and-lost"])
    await other.item("customer", text="Is anybody there?")
    await page.drop()
    await ok(other.say("Me again."))
    had = page.have
    mark = len(page.heard)
    await page.open()
    fresh = [i["seq"] for f in page.heard[mark:] if f["t"] == "items" for i in f["items"]]
    assert fresh == list(range(had + 1, other.have + 1))
    for frame in list(page.unanswered.values()):
        result = await ok(page.answered(frame))
        assert next(i for i in page.items if i["seq"] == result["first"])["text"] == "Is anybody there?"
    many = [f"Line {n}" for n in range(4)]
    for line in many:
        await ok(page.say(line))
    assert [text for _, text in page.shown("customer")] == ["Is anybody there?", "Me again.", *many]
    await other.item("customer", text=many[-1])
    assert other.items == page.items

    await refused("mismatch", page.say("Something else.", id="said-and-lost"))
    await refused("empty", page.say(" "))
    await refused("not_resolved", page.tell("rate", score=5))
    await ok(other.tell("promise", kind="message", due=page.welcome["time"] + 3_600_000))
    assert (await page.stands("promised"))["due"] == page.welcome["time"] + 3_600_000
    await ok(page.wish("end"))
    await other.stands("resolved")
    await refused("bad_rating", page.tell("rate", score=6))
    await ok(other.wish("person"))
    await page.stands("waiting")
    assert page.conv == other.conv


async def test_a_restart(floor: Floor, backend: Backend) -> None:
    maya, page = await floor.console(), await floor.waiting()
    row = await maya.row(page.conv, state="queued")
    await maya.watch(page.conv)
    took = await ok(maya.command(page.conv, "take", row["epoch"], id="before-it"))
    await page.stands("human")
    backend.term()
    for client in (maya, page):
        assert await client.closed() == 1012
        assert client.heard[-1]["t"] == "goaway"
        assert client.heard[-1]["retry_window_ms"] > 0
    await asyncio.to_thread(backend.gone)
    await asyncio.to_thread(backend.start)
    maya.url = page.url = backend.url
    stream, items, records = maya.stream, list(page.items), list(maya.records[page.conv])
    await maya.come_back()
    await page.open()
    assert maya.stream == page.stream == stream
    assert (await maya.row(page.conv))["owner"] == maya.me
    assert maya.records[page.conv][: len(records)] == records
    assert page.items[: len(items)] == items
    assert await maya.command(page.conv, "take", row["epoch"], id="before-it") == took
    await ok(maya.command(page.conv, "reply", took["epoch"], text="Still here."))
    await page.item("agent", text="Still here.")


async def test_the_doors(floor: Floor, backend: Backend) -> None:
    for path, origin in ((Console.path, backend.url), (Page.path, None), (Page.path, "https://elsewhere.example")):
        with pytest.raises(InvalidStatus, match="403"):
            await connect(backend.url.replace("http", "ws", 1) + path, origin=origin, proxy=None)
    tries = [
        (Console, {"t": "auth", "token": "wrong", "proto": 1, "device": "d"}, "denied", 4501),
        (Console, {"t": "auth", "token": "wrong", "proto": 7, "device": "d"}, "version", 4526),
        (Console, {"t": "ping", "n": 1}, "auth_first", 4500),
        (Page, {"t": "auth", "ticket": "wrong", "proto": 1}, "", 4401),
        (Page, {"t": "auth", "ticket": "wrong", "proto": 7}, "", 4526),
    ]
    for kind, frame, problem, code in tries:
        client = kind(backend.url)
        await client.dial(origin=backend.url if kind is Page else None)
        await client.send(**frame)
        assert await client.closed() == code
        assert [f["code"] for f in client.heard if f["t"] == "problem"] == [problem][: bool(problem)]
    older = await floor.console(device="one-device")
    newer = await floor.console(device="one-device")
    assert await older.closed() == 4409
    await newer.send("watch", conv=3)
    assert await newer.closed() == 4500
    assert newer.heard[-1]["code"] == "bad_frame"

    async with httpx.AsyncClient(base_url=backend.url, trust_env=False) as http:
        answers = [
            (await http.post("/v1/login", json={"login": "maya", "password": "wrong"}), 401, "wrong_password"),
            (await http.post("/v1/token", json={"refresh": "wrong"}), 401, "sign_in_again"),
            (await http.post("/v1/ticket", json={}), 403, "origin"),
            (await http.post("/v1/login", content=b"[]"), 400, "bad_request"),
            (await http.post("/v1/login", content=b"x" * 17_000), 413, "too_large"),
            (await http.get("/v1/login"), 404, "not_found"),
        ]
        assert (await http.get("/healthz")).json().items() >= {"status": "ok", "proto": 1}.items()
    for answer, status, code in answers:
        assert (answer.status_code, answer.json()["code"]) == (status, code)
        assert answer.json()["message"]


async def test_tokens(floor: Floor) -> None:
    maya, page = await floor.console(), await floor.waiting()
    first = dict(maya.tokens)
    await maya.freshen()
    await maya.ping(1)
    lost = await maya.post("/v1/token", {"refresh": first["refresh"]})
    assert len({first["refresh"], lost["refresh"], maya.tokens["refresh"]}) == 3

    # That sign-in ends; its user has signed in again, and goes on with the same command.
    ended = maya.tokens
    maya.tokens = await maya.post("/v1/login", {"login": "maya", "password": PASSWORD})
    assert await maya.post("/v1/logout", {"refresh": ended["refresh"]}) == {}
    with suppress(ConnectionResetError, ConnectionClosed):  # the socket ends at some time in the next five seconds
        await ok(maya.command(page.conv, "note", id="out-and-in-again", text="Once."))
    if maya.unanswered:
        assert await maya.closed() == 4401
        await maya.come_back()
    assert maya.results["out-and-in-again"]["status"] == "ok"
    await maya.watch(page.conv)
    assert maya.text(page.conv, "note_added") == ["Once."]


async def test_over_the_rate(floor: Floor) -> None:
    maya, page = await floor.console(), await floor.waiting()
    await maya.watch(page.conv)
    limits = maya.welcome["limits"]
    notes = [f"Note {n}" for n in range(limits["command_burst"] + 10)]
    for result in await asyncio.gather(*(maya.command(page.conv, "note", text=note) for note in notes)):
        assert result["status"] == "ok"
    assert any(f.get("code") == "rate_limited" for f in maya.heard)
    assert sorted(maya.text(page.conv, "note_added")) == sorted(notes)
