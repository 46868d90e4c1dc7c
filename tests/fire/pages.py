"""A customer's page on the real protocol, without a browser: keeps what it has not got through and sends it again.

It does as the chat page does: one thing at a time and in order, a new ticket for every socket, a hole ends the socket.
"""

import asyncio
import contextlib
import json
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidMessage

TICKET_S: Final = 10.0
PING_S: Final = 15.0
PONG_S: Final = 10.0
STOPS: Final = frozenset({4409, 4500, 4501, 4526})


async def post(address: tuple[str, int], path: str, body: object, origin: str = "") -> dict[str, Any]:
    """The answer to an HTTP call; empty when it is not 200.

    Raises:
        OSError: the connection broke.
        ValueError: the answer is cut off.
    """
    data = json.dumps(body).encode()
    reader, writer = await asyncio.open_connection(*address)
    try:
        lines = [f"POST {path} HTTP/1.1", f"Host: {address[0]}:{address[1]}", "Content-Type: application/json"]
        lines += [f"Origin: {origin}"] if origin else []
        lines += [f"Content-Length: {len(data)}", "Connection: close", "", ""]
        writer.write("\r\n".join(lines).encode() + data)
        answer = await reader.read()
    finally:
        writer.transport.abort()
    head, _, rest = answer.partition(b"\r\n\r\n")
    found: dict[str, Any] = json.loads(rest) if b" 200 " in head.split(b"\r\n")[0] else {}
    return found


@dataclass
class Kept:
    """What the browser keeps over a reload."""

    key: str
    outbox: list[dict[str, Any]] = field(default_factory=list)
    conv: str = ""
    sent: dict[str, str] = field(default_factory=dict)
    """Text by id, of everything that was ever sent."""
    ok: dict[str, float] = field(default_factory=dict)
    """When an id was answered `ok`."""
    refused: dict[str, str] = field(default_factory=dict)
    loads: int = 1


class Page:
    """One customer."""

    def __init__(self, address: tuple[str, int], origin: str, name: str, chance: random.Random) -> None:
        self.address = address
        self.origin = origin
        self.name = name
        self.kept = Kept(f"{chance.getrandbits(160):040x}")
        self._chance = chance
        self._n = 0
        self._task: asyncio.Task[None] | None = None
        self._writes: set[asyncio.Task[None]] = set()
        self.problems: list[str] = []
        """What a page may never see."""
        self.asked_at = 0.0
        self.asked = ""
        """The id of her last ask, and when she made it."""
        self._load()

    def _load(self) -> None:
        self.items: list[dict[str, Any]] = []
        self.have = 0
        self.conv = ""
        self.stream = ""
        self.state = "new"
        self.live = False
        self.stopped = 0
        self.attempts = 0
        self._flying = ""
        self._rest_until = 0.0
        self._goaway: dict[str, Any] | None = None
        self._socket: ClientConnection | None = None
        self._news = asyncio.Event()

    # the window

    def open(self) -> None:
        """Open it, or load it anew: what was not sent is still there."""
        self._task = asyncio.create_task(self._run())

    async def close(self) -> None:
        """Close the window, without a word to anybody."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    def reload(self) -> None:
        """Close, and open again: the transcript is read from the start."""
        old, self._task = self._task, None
        if old is not None:
            old.cancel()
        self._load()
        self.kept.loads += 1
        self.open()

    async def until(self, true: Callable[[], bool], seconds: float) -> bool:
        """Wait for something that this page is told."""
        deadline = time.monotonic() + seconds
        while not true():
            left = deadline - time.monotonic()
            if left <= 0:
                return False
            self._news.clear()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._news.wait(), left)
        return True

    # what the customer does

    def say(self, text: str) -> str:
        """Write something; it is kept until the backend has it."""
        return self._put({"t": "say", "text": text, "lang": "en"})

    def wish(self, what: str) -> str:
        """Press a button."""
        return self._put({"t": "wish", "what": what})

    def ask(self, *, button: bool) -> str:
        """Ask for a person."""
        self.asked_at = time.monotonic()
        self.asked = self.wish("person") if button else self.say("I want to talk to a human please")
        return self.asked

    def _put(self, frame: dict[str, Any]) -> str:
        self._n += 1
        wish_id = f"{self._chance.getrandbits(96):024x}"
        self.kept.outbox.append(frame | {"id": wish_id})
        if frame["t"] == "say":
            self.kept.sent[wish_id] = frame["text"]
        self._pump()
        return wish_id

    # the link

    async def _run(self) -> None:
        while not self.stopped:
            code = 0
            try:
                async with asyncio.timeout(TICKET_S):
                    ticket = await self._ticket()
                if ticket:
                    code = await self._connection(ticket)
            except (OSError, TimeoutError, ValueError, EOFError, InvalidHandshake, InvalidMessage):
                pass
            except ConnectionClosed as end:
                code = end.rcvd.code if end.rcvd else 1006
            self.live, self._socket, self._flying = False, None, ""
            if code in STOPS:
                self.stopped = code
                self.problems.append(f"turned away for good: {code}")
            await asyncio.sleep(self._wait())

    def _wait(self) -> float:
        goaway, self._goaway = self._goaway, None
        if goaway is not None:
            wait = goaway["retry_min_ms"] + self._chance.random() * goaway["retry_window_ms"]
        elif self.attempts:
            wait = self._chance.random() * min(30_000, 1000 * 2 ** min(self.attempts, 5))
        else:
            wait = self._chance.random() * 500
        self.attempts += 1
        return float(wait / 1000)

    async def _ticket(self) -> str:
        return str((await post(self.address, "/v1/ticket", {"key": self.kept.key}, self.origin)).get("ticket", ""))

    async def _connection(self, ticket: str) -> int:
        url = f"ws://{self.address[0]}:{self.address[1]}/v1/customer"
        options: dict[str, Any] = {"origin": self.origin, "proxy": None, "compression": None, "ping_interval": None}
        async with connect(url, open_timeout=TICKET_S, close_timeout=1, **options) as socket:
            self._socket = socket
            auth = {"t": "auth", "ticket": ticket, "proto": 1, "have": self.have, "conv": self.conv}
            await socket.send(json.dumps(auth | {"name": self.name, "lang": "en"}))
            pinged = False
            while True:
                try:
                    async with asyncio.timeout(PONG_S if pinged else PING_S):
                        data = await socket.recv()
                except TimeoutError:
                    if pinged:
                        socket.transport.abort()
                        return 1006
                    pinged = True
                    await socket.send(json.dumps({"t": "ping", "n": 1}))
                    continue
                pinged = False
                if not self._hear(json.loads(data)):
                    return 1000
                self._news.set()

    # what comes

    def _hear(self, frame: dict[str, Any]) -> bool:
        match frame["t"]:
            case "welcome":
                self._welcome(frame)
            case "items":
                return self._items(frame)
            case "status":
                self.state = frame["state"]
            case "result":
                self._result(frame)
            case "goaway":
                self._goaway = frame
        return True

    def _welcome(self, frame: dict[str, Any]) -> None:
        if self.stream and frame["stream"] != self.stream:
            self.problems.append("another stream without a restore")
        self.stream = frame["stream"]
        if frame.get("seq", 0) < self.have and frame["conv"] == self.conv:
            self.problems.append(f"the backend has {frame.get('seq', 0)} of what was shown up to {self.have}")
        if frame["conv"] != self.conv:
            self._begin(frame["conv"])
        self.live, self.attempts = True, 0
        self._pump()

    def _begin(self, conv: str) -> None:
        self.conv = self.kept.conv = conv
        self.have = 0
        self.items = []

    def _items(self, frame: dict[str, Any]) -> bool:
        if frame["conv"] != self.conv:
            self._begin(frame["conv"])
        for item in frame["items"]:
            if item["seq"] <= self.have:
                if self.items[item["seq"] - 1] != item:
                    self.problems.append(f"item {item['seq']} was shown as something else before")
                continue
            if item["seq"] != self.have + 1:
                return False
            self.have = item["seq"]
            self.items.append(item)
        return True

    def _result(self, frame: dict[str, Any]) -> None:
        wish_id, status = frame["id"], frame["status"]
        if self._flying == wish_id:
            self._flying = ""
        if status == "retry":
            wait = frame.get("retry_ms", 0) / 1000 or 1.0
            self._rest_until = time.monotonic() + wait
            asyncio.get_running_loop().call_later(wait, self._pump)
            return
        self.kept.outbox = [one for one in self.kept.outbox if one["id"] != wish_id]
        if status == "ok":
            self.kept.ok.setdefault(wish_id, time.monotonic())
        else:
            self.kept.refused[wish_id] = frame.get("code", "")
        self._pump()

    def _pump(self) -> None:
        if not self.live or self._flying or self._socket is None or time.monotonic() < self._rest_until:
            return
        if self.kept.outbox:
            self._flying = self.kept.outbox[0]["id"]
            self._write(self._socket, self.kept.outbox[0])

    def _write(self, socket: ClientConnection, frame: dict[str, Any]) -> None:
        task = asyncio.get_running_loop().create_task(socket.send(json.dumps(frame)))
        self._writes.add(task)
        task.add_done_callback(self._written)

    def _written(self, task: "asyncio.Task[None]") -> None:
        self._writes.discard(task)
        if not task.cancelled():
            # A socket that is gone is noticed where it is read.
            task.exception()

    # what it shows

    def shown(self, kind: str) -> list[str]:
        """The texts of one kind on the page now, in order."""
        return [item.get("text", "") for item in self.items if item["kind"] == kind]

    @property
    def settled(self) -> bool:
        """Whether nothing of hers waits."""
        return self.live and not self.kept.outbox
