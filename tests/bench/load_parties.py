"""The parties of the load: the server, two hundred consoles, two thousand customers; each a process of its own.

`python tests/bench/load_parties.py PARTY`, told where by one JSON line on standard input. All use one clock, the
machine's monotonic one, and write down what they sent, what was accepted and what they were shown, and when.
"""

import asyncio
import contextlib
import json
import os
import re
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

CHAIN = re.compile(r'"t":"delta","prev":"([^"]*)","pos":"([^"]*)"')
AT_ONCE = 40


def say(**line: Any) -> None:
    """One JSON line to the parent."""
    print(json.dumps(line), flush=True)


async def order() -> dict[str, Any]:
    """One JSON line from the parent."""
    line = await asyncio.get_running_loop().run_in_executor(None, sys.stdin.readline)
    found: dict[str, Any] = json.loads(line or '{"stop": true}')
    return found


class Ledger:
    """What was sent, accepted and shown, each with its time; and what should not have been."""

    def __init__(self) -> None:
        self.sent: dict[str, float] = {}
        self.accepted: dict[str, float] = {}
        self.shown: dict[str, float] = {}
        self.doubled: list[str] = []
        self.faults: Counter[str] = Counter()

    def show(self, text: str, now: float) -> None:
        """This text has come to a screen."""
        if text in self.shown:
            self.doubled.append(text)
        else:
            self.shown[text] = now

    def told(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "sent": self.sent,
            "accepted": self.accepted,
            "shown": self.shown,
            "doubled": self.doubled,
            "faults": dict(self.faults),
        }


async def hand_in(ledger: Ledger, report: Path, running: list[asyncio.Task[None]]) -> None:
    """All is sent: what is still on its way may come until the parent says stop, then the ledger is written down."""
    say(sent=len(ledger.sent))
    await order()
    await asyncio.sleep(1.0)
    report.write_text(json.dumps(ledger.told()))
    for task in running:
        task.cancel()
    await asyncio.gather(*running, return_exceptions=True)
    say(done=True)


# the server


async def server() -> None:
    from console.backend import process
    from console.backend.door import DoorLimits
    from console.backend.node import Node, NodeOptions, wall_clock

    told = await order()
    limits = DoorLimits(open_sockets=20_000, per_address=20_000, handshakes_per_second=2_000.0, handshake_burst=5_000)
    node = await Node.open(NodeOptions(store=Path(told["store"]), pace=0, limits=limits))
    pairs = []
    # One hash for all: what a password costs is not measured here.
    first = await node.access.add_user("agent0", "Agent 0", "agent", "a long pass phrase", now=wall_clock())
    for n in range(told["consoles"]):
        user = first
        if n:
            from msgspec.structs import replace

            user = replace(first, id=f"u-load-{n:04}", login=f"agent{n}", name=f"Agent {n}")
            await node.store.add_user(user)
        pairs.append(await node.access.vouch(user, f"bench-{n}", wall_clock()))
    listening = await node.start()
    if told.get("as_served"):
        process.settle()
    tokens, refreshes = [pair.access for pair in pairs], [pair.refresh for pair in pairs]
    say(http=listening.url(), ws=listening.url("ws"), tokens=tokens, refreshes=refreshes)
    while not (await order()).get("stop"):
        kept = len(node.floor.stats.figures.resting)
        say(tasks=len(asyncio.all_tasks()), threads=threading.active_count(), kept=kept)
    await node.close()
    say(closed=True)


# consoles


class Desk:
    """One console: takes whom it is given, watches, answers, and holds the backend to its chain and its numbers."""

    def __init__(self, n: int, ledger: Ledger, taken: Callable[[], None]) -> None:
        self.n = n
        self.ledger = ledger
        self.taken = taken
        self.pos = ""
        self.have: dict[str, int] = {}
        self.epochs: dict[str, int] = {}
        self.waiting: dict[str, str] = {}
        self.live = asyncio.Event()
        self.socket: Any = None

    async def run(self, ws: str, token: str, on_row: Any) -> None:
        from websockets.asyncio.client import connect

        async with connect(ws + "/v1/console", compression=None, proxy=None, max_size=None) as self.socket:
            auth = {"t": "auth", "token": token, "proto": 1, "device": f"load-{self.n}", "interactive": True}
            await self.send(**auth)
            await self.send(t="sync")
            async for data in self.socket:
                self.hear(data, on_row)

    async def send(self, **frame: Any) -> None:
        await self.socket.send(json.dumps(frame))

    def hear(self, data: str, on_row: Any) -> None:
        kind = data[5:16]
        if kind.startswith('"delta"'):
            self.delta(data, on_row)
        elif kind.startswith('"events"'):
            self.events(json.loads(data))
        elif kind.startswith('"result"'):
            self.result(json.loads(data))
        elif kind.startswith('"snapshot"'):
            frame = json.loads(data)
            self.pos = frame.get("pos", self.pos)
            if frame.get("done"):
                self.live.set()
            for row in frame["rows"] if on_row else ():
                on_row(row)
        elif kind.startswith('"resync"'):
            self.ledger.faults["resync"] += 1

    def delta(self, data: str, on_row: Any) -> None:
        found = CHAIN.search(data[:200])
        if found is None or found[1] != self.pos:
            self.ledger.faults["chain"] += 1
        if found is not None:
            self.pos = found[2]
        if on_row:
            for row in json.loads(data).get("up", ()):
                on_row(row)

    def events(self, frame: dict[str, Any]) -> None:
        now = time.monotonic()
        conv = frame["conv"]
        for record in frame["records"]:
            if record["seq"] <= self.have.get(conv, 0):
                continue
            if record["seq"] != self.have.get(conv, 0) + 1:
                self.ledger.faults["hole"] += 1
            self.have[conv] = record["seq"]
            if record["event"]["ev"] == "customer_said":
                self.ledger.show(record["bodies"]["text"], now)

    def result(self, frame: dict[str, Any]) -> None:
        text = self.waiting.pop(frame["id"], None)
        if frame["status"] != "ok":
            self.ledger.faults[frame["status"] + " " + frame.get("code", "")] += 1
        elif text:
            self.ledger.accepted[text] = time.monotonic()
        else:
            self.epochs[frame["conv"]] = frame["epoch"]
            self.taken()

    async def take(self, conv: str, epoch: int) -> None:
        await self.send(t="watch", conv=conv)
        await self.send(t="cmd", id=f"take-{conv}", conv=conv, epoch=epoch, do={"do": "take"})

    async def reply(self, conv: str, text: str) -> None:
        id = f"reply-{len(self.ledger.sent):09}"
        self.waiting[id] = text
        self.ledger.sent[text] = time.monotonic()
        await self.send(t="cmd", id=id, conv=conv, epoch=self.epochs[conv], do={"do": "reply", "text": text})


async def consoles() -> None:
    told = await order()
    ledger = Ledger()
    all_taken = asyncio.Event()
    left = [told["customers"]]

    def one_taken() -> None:
        left[0] -= 1
        if not left[0]:
            all_taken.set()

    desks = [Desk(n, ledger, one_taken) for n in range(len(told["tokens"]))]
    taken: dict[str, Desk] = {}
    takes: set[asyncio.Task[None]] = set()

    def on_row(row: dict[str, Any]) -> None:
        if row["state"] == "queued" and row["conv"] not in taken:
            desk = taken[row["conv"]] = desks[len(taken) % len(desks)]
            takes.add(asyncio.create_task(desk.take(row["conv"], row["epoch"])))

    running = []
    for start in range(0, len(desks), AT_ONCE):
        some = desks[start : start + AT_ONCE]
        running += [
            asyncio.create_task(desk.run(told["ws"], told["tokens"][desk.n], on_row if desk.n == 0 else None))
            for desk in some
        ]
        await asyncio.gather(*(desk.live.wait() for desk in some))
    say(ready=True)
    await all_taken.wait()
    say(taken=True)
    go = await order()
    owned = [(desk, conv) for desk in desks for conv in desk.epochs]
    await paced(go["rate"], go["seconds"], lambda n: _reply(owned, n))
    await hand_in(ledger, Path(told["report"]), running)


async def _reply(owned: list[tuple[Desk, str]], n: int) -> None:
    desk, conv = owned[n % len(owned)]
    await desk.reply(conv, f"reply {n} to {conv}, with some more words as people write them")


async def paced(rate: float, seconds: float, do: Any) -> None:
    """Do something so often a second, for so long; late ones are caught up with."""
    begun, n = time.monotonic(), 0
    while (passed := time.monotonic() - begun) < seconds:
        while n < passed * rate:
            await do(n)
            n += 1
        await asyncio.sleep(0.004)


# customers


class Page:
    """One customer's page: asks for a person, writes when told to, and notes what it is shown."""

    def __init__(self, n: int, ledger: Ledger) -> None:
        self.n = n
        self.ledger = ledger
        self.have = 0
        self.waiting: dict[str, str] = {}
        self.met = asyncio.Event()
        self.speaker = ""
        self.socket: Any = None

    async def run(self, ws: str, http: str, ticket: str) -> None:
        from websockets.asyncio.client import connect

        async with connect(
            ws + "/v1/customer",
            origin=http,
            compression=None,
            proxy=None,
            max_size=None,  # type: ignore[arg-type]
        ) as self.socket:
            await self.send(t="auth", ticket=ticket, proto=1, name=f"Customer {self.n}", lang="en")
            await self.send(t="wish", id=f"wish-{self.n:08}", what="person")
            async for data in self.socket:
                self.hear(json.loads(data))

    async def send(self, **frame: Any) -> None:
        await self.socket.send(json.dumps(frame))

    def hear(self, frame: dict[str, Any]) -> None:
        match frame["t"]:
            case "items":
                now = time.monotonic()
                for item in frame["items"]:
                    if item["seq"] <= self.have:
                        continue
                    if item["seq"] != self.have + 1:
                        self.ledger.faults["page hole"] += 1
                    self.have = item["seq"]
                    if item["kind"] == "agent":
                        self.ledger.show(item["text"], now)
            case "status" if frame["state"] == "human":
                self.speaker = frame.get("speaker", "")
                self.met.set()
            case "result":
                text = self.waiting.pop(frame["id"], None)
                if frame["status"] != "ok":
                    self.ledger.faults["page " + frame["status"] + " " + frame.get("code", "")] += 1
                elif text:
                    self.ledger.accepted[text] = time.monotonic()

    async def write(self, text: str) -> None:
        id = f"say-{self.n:06}-{len(self.ledger.sent):09}"
        self.waiting[id] = text
        self.ledger.sent[text] = time.monotonic()
        await self.send(t="say", id=id, text=text)


async def customers() -> None:
    import httpx

    told = await order()
    ledger = Ledger()
    pages = [Page(n, ledger) for n in range(told["customers"])]
    running: list[asyncio.Task[None]] = []
    async with httpx.AsyncClient(trust_env=False, timeout=30) as http:

        async def begin(page: Page) -> None:
            while True:
                answer = await http.post(f"{told['http']}/v1/ticket", json={}, headers={"origin": told["http"]})
                if answer.status_code != httpx.codes.SERVICE_UNAVAILABLE:
                    break
                # As the page does: it is told when to come back.
                await asyncio.sleep(float(answer.headers["retry-after"]))
            running.append(asyncio.create_task(page.run(told["ws"], told["http"], answer.json()["ticket"])))
            await page.met.wait()

        for start in range(0, len(pages), AT_ONCE):
            await asyncio.gather(*(begin(page) for page in pages[start : start + AT_ONCE]))
    say(ready=True)
    go = await order()
    on_screen = [page for page in pages if page.speaker == "Agent 0"]
    await paced(go["rate"], go["seconds"], lambda n: _write(on_screen if n % 20 == 0 else pages, n))
    await hand_in(ledger, Path(told["report"]), running)


async def _write(pages: list[Page], n: int) -> None:
    page = pages[n * 7919 % 104_729 % len(pages)]
    await page.write(f"message {n} of customer {page.n}, with some more words as people write them")


# the real desk


def desk(variable: str) -> None:
    """The real screen on this process' terminal, signed in with the token that this variable holds."""
    from console.config.settings import Console
    from console.desk.adapters.native import NativeBackend, NativeOptions
    from console.desk.tui.app import run

    told = json.loads(os.environ[variable])
    wish = told.get("slow_link", "auto")
    options = NativeOptions(server=told["ws"], user="agent0", access=told["token"], access_ends=2**50, slow_link=wish)
    run(NativeBackend(options), Console(theme="hearth"))


if __name__ == "__main__":
    if sys.argv[1] == "desk":
        desk("LOAD_DESK")
    else:
        with contextlib.suppress(KeyboardInterrupt):
            asyncio.run({"server": server, "consoles": consoles, "customers": customers}[sys.argv[1]]())
