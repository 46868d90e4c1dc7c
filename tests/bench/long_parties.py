"""The parties of the long run: consoles that come back again and again, customers of whom always others are there.

`python tests/bench/long_parties.py PARTY`, told where by one JSON line, as in `load_parties`. A chat lasts some
minutes, is resolved by its agent, and its customer makes room for another; a console signs in anew every few minutes.
"""

import asyncio
import contextlib
import random
import sys
import time
from pathlib import Path
from typing import Any

from websockets.exceptions import ConnectionClosed

from tests.bench.load_parties import AT_ONCE, Desk, Ledger, Page, hand_in, order, paced, say

SETTLE = 10.0


class LongLedger(Ledger):
    """A chat that comes to a second desk is shown there again, as it should be: the first showing counts."""

    def show(self, text: str, now: float) -> None:
        self.shown.setdefault(text, now)


class LongDesk(Desk):
    """A console that resolves its chats after some time, and that signs in anew before its token runs out."""

    def __init__(self, n: int, ledger: Ledger, told: dict[str, Any], chance: random.Random) -> None:
        super().__init__(n, ledger, lambda: None)
        self.told = told
        self.chance = chance
        self.access: str = told["tokens"][n]
        self.refresh: str = told["refreshes"][n]
        self.is_leaving = False
        self.resolving: dict[str, str] = {}
        self.ends: dict[str, float] = {}
        self.mine: set[str] = set()
        self.taking: set[str] = set()
        self.settled: list[tuple[float, str]] = []
        self.sockets = self.resolved = self.n_sent = 0

    async def stay(self, http: Any, on_row: Any) -> None:
        """One socket after another."""
        while True:
            self.sockets += 1
            running = asyncio.create_task(self.run(self.told["ws"], self.access, on_row))
            await self.live.wait()
            for conv in list(self.mine):
                await self.send(t="watch", conv=conv, have=self.have.get(conv, 0))
            await asyncio.wait([running], timeout=self.chance.uniform(*self.told["stay"]))
            if running.done():
                self.ledger.faults[f"console ended: {running.exception()!r}"] += 1
                await asyncio.sleep(1.0)
            self.is_leaving = True
            await until(lambda: not self.waiting and not self.resolving and not self.taking)
            pair = await posted(http, f"{self.told['http']}/v1/token", {"refresh": self.refresh}, self.ledger)
            self.access, self.refresh = pair["access"], pair["refresh"]
            self.live.clear()
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)
            self.is_leaving, self.pos = False, ""

    def delta(self, data: str, on_row: Any) -> None:
        # What comes between `sync` and its snapshot belongs to the chain before.
        if self.live.is_set():
            super().delta(data, on_row)

    def result(self, frame: dict[str, Any]) -> None:
        conv = self.resolving.pop(frame["id"], None)
        if conv is None:
            self.taking.discard(frame["id"])
            if frame["id"].startswith("take-") and frame["status"] == "refused" and self.told.get("after"):
                self.mine.discard(frame["conv"])
                self.settled.append((time.monotonic(), frame["conv"]))
                return
            super().result(frame)
            if frame["id"].startswith("take-") and frame["status"] == "ok":
                self.ends[frame["conv"]] = time.monotonic() + self.chance.uniform(*self.told["life"])
        elif frame["status"] == "ok":
            self.resolved += 1
            del self.epochs[conv]
            # What was said before may still be on its way: it is watched for a moment longer.
            self.settled.append((time.monotonic() + 2.0, conv))
        else:
            self.ledger.faults["resolve " + frame["status"] + " " + frame.get("code", "")] += 1
            self.ends[conv] = time.monotonic() + 2.0

    def events(self, frame: dict[str, Any]) -> None:
        if frame["conv"] in self.mine:
            super().events(frame)

    async def take(self, conv: str, epoch: int) -> None:
        self.mine.add(conv)
        id = f"take-{conv}-{epoch}"
        self.taking.add(id)
        await self.send(t="watch", conv=conv)
        await self.send(t="cmd", id=id, conv=conv, epoch=epoch, do={"do": "take"})

    async def reply(self, conv: str, text: str) -> None:
        self.n_sent += 1
        id = f"reply-{self.n}-{self.n_sent:09}"
        self.waiting[id] = text
        self.ledger.sent[text] = time.monotonic()
        await self.send(t="cmd", id=id, conv=conv, epoch=self.epochs[conv], do={"do": "reply", "text": text})

    async def resolve_due(self) -> None:
        """Resolve one that has lasted long enough, with a last answer: a request that nobody answered stays open."""
        now = time.monotonic()
        for conv in [conv for conv, end in self.ends.items() if end <= now][:1]:
            del self.ends[conv]
            await self.reply(conv, f"goodbye {self.n_sent} from {self.n} to {conv}")
            id = f"resolve-{conv}-{self.n_sent}"
            self.resolving[id] = conv
            do = {"do": "resolve", "disposition": "solved"}
            await self.send(t="cmd", id=id, conv=conv, epoch=self.epochs[conv], do=do)
        while self.settled and self.settled[0][0] <= now:
            _, conv = self.settled.pop(0)
            if conv not in self.epochs and f"take-{conv}" not in "".join(self.taking):
                self.mine.discard(conv)
                self.have.pop(conv, None)
                await self.send(t="unwatch", conv=conv)


async def until(true: Any, seconds: float = 20.0) -> bool:
    """Wait for it, not for ever."""
    end = time.monotonic() + seconds
    while not true() and time.monotonic() < end:  # noqa: ASYNC110
        await asyncio.sleep(0.02)
    return bool(true())


def spared(step: Any, ledger: Ledger) -> Any:
    """The same, when the socket has just gone: that is counted, and the load goes on."""

    async def take(n: int) -> None:
        try:
            await step(n)
        except ConnectionClosed as error:
            ledger.faults[f"written to a closed socket: {error}"] += 1

    return take


async def posted(http: Any, url: str, body: dict[str, str], ledger: Ledger, **headers: str) -> dict[str, Any]:
    """What the backend answers, asked again after a failure: on a busy machine an answer may come too late."""
    import httpx

    while True:
        try:
            answer = await http.post(url, json=body, headers=headers)
            found: dict[str, Any] = answer.raise_for_status().json()
        except httpx.HTTPError as error:
            ledger.faults[f"{url.rpartition('/')[2]} {type(error).__name__}"] += 1
            await asyncio.sleep(1.0)
        else:
            return found


async def consoles() -> None:
    """All consoles; number 0 hears of who waits, and shares them out."""
    import httpx

    told = await order()
    chance = random.Random(told["seed"])
    ledger = LongLedger()
    desks = [LongDesk(n, ledger, told, random.Random(chance.random())) for n in range(len(told["tokens"]))]
    taken: set[tuple[str, int]] = set()
    takes: set[asyncio.Task[None]] = set()

    async def take(conv: str, epoch: int, place: int) -> None:
        # Somebody else may be given the time to be first, and more of it for every so many.
        is_left = place % told.get("left_every", place + 1) == 0
        await asyncio.sleep(told["left_for"] if is_left else told.get("after", 0.0))
        await until(lambda: any(desk.live.is_set() and not desk.is_leaving for desk in desks))
        order_ = [desks[(place + n) % len(desks)] for n in range(len(desks))]
        await next(desk for desk in order_ if desk.live.is_set() and not desk.is_leaving).take(conv, epoch)

    def on_row(row: dict[str, Any]) -> None:
        if row["state"] == "queued" and (row["conv"], row["epoch"]) not in taken:
            taken.add((row["conv"], row["epoch"]))
            task = asyncio.create_task(take(row["conv"], row["epoch"], len(taken)))
            takes.add(task)
            task.add_done_callback(takes.discard)

    async with httpx.AsyncClient(trust_env=False, timeout=30) as http:
        running = []
        for start in range(0, len(desks), AT_ONCE):
            some = desks[start : start + AT_ONCE]
            running += [asyncio.create_task(desk.stay(http, None if desk.n else on_row)) for desk in some]
            await asyncio.gather(*(desk.live.wait() for desk in some))
        say(ready=True)
        go = await order()

        async def step(n: int) -> None:
            desk = desks[n % len(desks)]
            if not desk.is_leaving and desk.live.is_set():
                await desk.resolve_due()
                convs = [conv for conv in desk.epochs if conv in desk.ends]
                if convs:
                    conv = convs[n // len(desks) % len(convs)]
                    await desk.reply(conv, f"reply {n} to {conv}, with some more words as people write them")

        await paced(go["rate"], go["seconds"], spared(step, ledger))
        say(resolved=sum(desk.resolved for desk in desks), sockets=sum(desk.sockets for desk in desks))
        await asyncio.sleep(SETTLE)
        await hand_in(ledger, Path(told["report"]), running)


class LongPage(Page):
    """A page that knows when its chat is over; it may answer at once, and have been with the bot before."""

    def __init__(self, n: int, ledger: Ledger, told: dict[str, Any]) -> None:
        super().__init__(n, ledger)
        self.over = asyncio.Event()
        self.n_sent = 0
        self.answers: str = told.get("answers", "")
        self.bot_for: float = told.get("bot_for", 0.0) if n % 2 else 0.0
        self.steps: set[asyncio.Task[None]] = set()

    def do(self, step: Any) -> None:
        task = asyncio.create_task(step)
        self.steps.add(task)
        task.add_done_callback(self.steps.discard)

    async def send(self, **frame: Any) -> None:
        if frame["t"] == "wish" and self.bot_for:
            self.do(self.after_the_bot(frame))
        else:
            await super().send(**frame)

    async def after_the_bot(self, wish: dict[str, Any]) -> None:
        with contextlib.suppress(ConnectionClosed):
            await self.write(f"message of customer {self.n} to the bot")
            await asyncio.sleep(self.bot_for)
            await super().send(**wish)

    async def answer(self, text: str) -> None:
        with contextlib.suppress(ConnectionClosed):
            await self.write(f"customer answers {text.rpartition(' ')[2]}")

    def hear(self, frame: dict[str, Any]) -> None:
        have = self.have
        super().hear(frame)
        if frame["t"] == "items" and self.answers:
            for item in frame["items"]:
                if item["seq"] > have and item["kind"] == "agent" and item["text"].startswith(self.answers):
                    self.do(self.answer(item["text"]))
        if frame["t"] == "status":
            if frame["state"] == "resolved":
                self.over.set()
            elif frame["state"] != "human":
                self.met.clear()

    async def write(self, text: str) -> None:
        self.n_sent += 1
        id = f"say-{self.n:08}-{self.n_sent:06}"
        self.waiting[id] = text
        self.ledger.sent[text] = time.monotonic()
        await self.send(t="say", id=id, text=text)


async def customers() -> None:
    """So many places, in each one customer after another."""
    import httpx

    told = await order()
    ledger = LongLedger()
    pages: dict[int, LongPage] = {}
    count = [0]

    async def place(n: int, http: Any) -> None:
        while True:
            page = LongPage(count[0], ledger, told)
            count[0] += 1
            ticket = (await posted(http, f"{told['http']}/v1/ticket", {}, ledger, origin=told["http"]))["ticket"]
            running = asyncio.create_task(page.run(told["ws"], told["http"], ticket))
            pages[n] = page
            await asyncio.wait(
                [running, over := asyncio.create_task(page.over.wait())], return_when=asyncio.FIRST_COMPLETED
            )
            over.cancel()
            if running.done():
                ledger.faults[f"page ended: {running.exception()!r}"] += 1
            del pages[n]
            if not await until(lambda page=page: not page.waiting, 5.0):
                ledger.faults["page: no answer"] += 1
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)

    async with httpx.AsyncClient(trust_env=False, timeout=30) as http:
        places: list[asyncio.Task[None]] = []
        for start in range(0, told["customers"], AT_ONCE):
            numbers = range(start, min(told["customers"], start + AT_ONCE))
            places += [asyncio.create_task(place(n, http)) for n in numbers]
            await until(lambda numbers=numbers: all(n in pages and pages[n].met.is_set() for n in numbers), 60)
        say(ready=True)
        go = await order()

        async def step(n: int) -> None:
            page = pages.get(n * 7919 % 104_729 % told["customers"])
            if page is not None and page.met.is_set() and not page.over.is_set():
                await page.write(f"message {n} of customer {page.n}, with some more words as people write them")

        await paced(go["rate"], go["seconds"], spared(step, ledger))
        say(customers=count[0])
        await asyncio.sleep(SETTLE)
        await hand_in(ledger, Path(told["report"]), places)


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run({"consoles": consoles, "customers": customers}[sys.argv[1]]())
