"""Kills with SIGKILL: the server and the consoles, at random times, at named points, and at system calls.

One bout is one floor, some kills and a ledger; one seed, one plan (what the machine makes of it differs in its timing).
"""

import asyncio
import contextlib
import random
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from tests.fire.floor import DeskLife, Floor, Lookout, until
from tests.fire.fuse import CONSOLE, SERVER
from tests.fire.ledger import Verdict
from tests.fire.nursery import Nursery
from tests.fire.pages import Page

SLOW_US: Final = 20_000
FUSE_S: Final = 1.5
"""A point that is not passed in this time is given up: the kill comes at random then."""
SURE_S: Final = 6.0
"""The same where the very point is wanted."""
ASK_LIMIT_S: Final = 30.0
"""L1: from the ask to the queue, as a console sees it, after a SIGKILL at any point."""
GIVE_UP_S: Final = 90.0
OFTEN: Final = frozenset(
    name for point in ("command", "commit", "batch", "committed", "outlet", "page") for name in SERVER if point in name
) | {"frame.before", "frame.after", "keep.before", "keep.after", "send.before", "send.after"}
STARTING: Final = frozenset({"load.before", "load.after"})
"""Passed only while it starts."""
TELLING: Final = ("command.after", "page.after", "outlet.after")
CALLS: Final = ("pwrite64", "fdatasync", "write")


@dataclass(frozen=True)
class Kill:
    """One kill that is planned."""

    what: str
    """`server`, `console` or `both`."""
    point: str = ""
    """A named point, `call:NAME` for a system call, or empty: at a random time."""
    count: int = 1
    delay_us: int = 0
    ask: str = "during"
    """When the customer asks for a person: `before`, `during` or `after` the kill of the server."""
    natural: bool = False
    """The console that looks on waits as long as the product's own backoff does; else its person presses the key."""
    slow_disk: bool = False
    """Each write to the disk takes long, so that what is told too early is told well before it is there."""
    tries: int = 1
    """How often it is tried until it dies at the very point."""

    @property
    def patience(self) -> float:
        """Seconds."""
        return SURE_S if self.tries > 1 else FUSE_S


@dataclass
class Told:
    """What a bout has shown."""

    seed: int
    kills: Counter[str] = field(default_factory=Counter)
    """By the point where it really happened."""
    asks: dict[str, list[float]] = field(default_factory=lambda: {"natural": [], "key": [], "stored": []})
    """Seconds from an ask to the queue as seen by a console; `stored`: to the answer on her page."""
    starts: list[float] = field(default_factory=list)
    """Seconds from a server's start to its listening."""
    verdict: Verdict = field(default_factory=Verdict)
    seconds: float = 0.0


def plan(seed: int, count: int, *, natural: float = 0.5) -> list[Kill]:
    """So many kills: every named point in turn, others at random, in a seeded order."""
    chance = random.Random(f"kills {seed}")
    named = [*SERVER, *CONSOLE]
    chance.shuffle(named)
    kills = [_kill(chance, named[n % len(named)] if n % 3 else "", natural) for n in range(count)]
    chance.shuffle(kills)
    return kills


def every_point(seed: int) -> list[Kill]:
    """Each named point once, each system call once, both at once."""
    chance = random.Random(f"points {seed}")
    kills = [_kill(chance, point, 0.0) for point in (*SERVER, *CONSOLE)]
    kills = [replace(kill, tries=5, count=min(kill.count, 5)) for kill in kills]
    kills += [Kill("server", f"call:{CALLS[seed % len(CALLS)]}", chance.randint(1, 12)), Kill("both")]
    kills += [Kill("server", point, chance.randint(2, 8), slow_disk=True) for point in TELLING]
    chance.shuffle(kills)
    return kills


def _kill(chance: random.Random, point: str, natural: float) -> Kill:
    if point:
        what = "server" if point in SERVER else "console"
    else:
        what = chance.choice(("server", "server", "server", "console", "console", "both"))
        if what == "server" and chance.random() < 0.15:
            point = f"call:{chance.choice(CALLS)}"
    most = 1 if point not in OFTEN and not point.startswith("call:") else 14 if what == "server" else 4
    count = chance.randint(1, most)
    ask = chance.choice(("before", "during", "during", "during", "after"))
    slow_disk = point in TELLING and chance.random() < 0.5
    return Kill(what, point, count, chance.randint(0, 3000), ask, chance.random() < natural, slow_disk)


class Bout:
    """One floor and its kills."""

    def __init__(self, floor: Floor, seed: int) -> None:
        self.floor = floor
        self.told = Told(seed)
        self.chance = random.Random(f"bout {seed}")
        self.lookout: Lookout | None = None

    async def run(self, kills: Sequence[Kill]) -> Told:
        """Open, kill, come to rest, judge."""
        begun = time.monotonic()
        try:
            await self.floor.open()
            await self.floor.start_desks()
            for kill in kills:
                await self._do(kill)
            if self.lookout is not None:
                await self.lookout.close()
                self.lookout = None
            self.told.verdict = await self.floor.judge()
        except AssertionError as problem:
            self.told.verdict = self.floor.verdict
            self.told.verdict.violations.append(str(problem))
        finally:
            if self.lookout is not None:
                await self.lookout.close()
            with contextlib.suppress(AssertionError):
                await self.floor.close()
        self.told.seconds = time.monotonic() - begun
        return self.told

    async def _do(self, kill: Kill) -> None:
        for _ in range(kill.tries):
            if kill.what == "console":
                await self._kill_console(kill)
            else:
                await self._kill_server(kill)
            self._goodbye()
            if self.told.kills[f"{kill.what} {kill.point}"]:
                break

    # a console

    async def _kill_console(self, kill: Kill) -> None:
        desk = self.chance.choice(self.floor.desks)
        if kill.point:
            desk.fuse.light(kill.point, kill.count)
        if kill.point.startswith("token"):
            await desk.kill()
            await self.floor.start_desk(desk)
        self._traffic()
        patience = kill.patience if kill.point else self.chance.uniform(0.0, 0.5)
        if not await desk.dead(patience):
            desk.fuse.put_out()
            await desk.kill()
        self.told.kills[f"console {desk.fuse.burnt if kill.point and desk.fuse.burnt else 'at random'}"] += 1
        await asyncio.sleep(self.chance.uniform(0.0, 0.1))
        await self.floor.start_desk(desk)

    # the server

    async def _kill_server(self, kill: Kill) -> None:
        server = self.floor.server
        await self._look_on(kill)
        page = self.floor.page()
        page.say(f"where is my order {page.name}")
        if kill.ask == "before":
            await page.until(lambda: page.settled, 5)
            page.ask(button=self.chance.random() < 0.5)
            await page.until(lambda: page.settled, self.chance.uniform(0.0, 1.0))
        strace = await self._strace(kill) if kill.slow_disk or kill.point.startswith("call:") else None
        if kill.point and kill.point not in STARTING and not kill.point.startswith("call:"):
            server.fuse.light(kill.point, kill.count, kill.delay_us)
        victim = self.chance.choice(self.floor.desks) if kill.what == "both" or "refresh" in kill.point else None
        await self._stir(kill, page, victim)
        where = await self._await_death(kill)
        if strace is not None:
            await strace.wait()
        self.told.kills[f"server {where}"] += 1
        if kill.ask == "after":
            page.ask(button=False)
        await self._begin_again(kill)
        if victim is not None and not (victim.child and victim.child.alive):
            await self.floor.start_desk(victim)
        await self._measure(kill, page)

    async def _look_on(self, kill: Kill) -> None:
        """A console that is live, and has never lost a link yet."""
        if self.lookout is not None:
            await self.lookout.close()
        self.lookout = await self.floor.lookout(patience=0.0 if kill.natural else 0.3).start()
        lookout = self.lookout
        await until(lambda: lookout.live, "console that looks on", 20)

    async def _stir(self, kill: Kill, page: Page, victim: DeskLife | None) -> None:
        """What makes the server pass the point."""
        if victim is not None:
            await victim.kill()
            if "refresh" in kill.point:
                await self.floor.start_desk(victim)
        if kill.point == "snapshot.before":
            passing = await self.floor.lookout().start()
            with contextlib.suppress(AssertionError):
                await until(lambda: passing.live or not self.floor.server.alive, "snapshot", SURE_S)
            await passing.close()
        if kill.point == "chunk.after":
            await page.until(lambda: page.settled, 2)
        self._traffic()
        if kill.ask == "during":
            await asyncio.sleep(self.chance.uniform(0.0, 0.15))
            page.ask(button=False)

    async def _await_death(self, kill: Kill) -> str:
        server = self.floor.server
        planned = kill.point and kill.point not in STARTING
        if planned and await server.dead(kill.patience):
            return kill.point if kill.point.startswith("call:") else server.fuse.burnt
        server.fuse.put_out()
        if not planned:
            await asyncio.sleep(self.chance.uniform(0.0, 0.4))
        await server.kill()
        return "at random"

    async def _strace(self, kill: Kill) -> asyncio.subprocess.Process:
        """It dies as it enters the n-th such system call, or each of its writes takes long."""
        name = "pwrite64" if kill.slow_disk else kill.point.removeprefix("call:")
        harm = f"delay_enter={SLOW_US}" if kill.slow_disk else f"signal=SIGKILL:when={kill.count}"
        child = self.floor.server.child
        assert child is not None
        words = ("-f", "-qq", "-e", f"trace={name}", "-e", f"inject={name}:{harm}")
        quiet = asyncio.subprocess.DEVNULL
        process = await asyncio.create_subprocess_exec(
            "strace", *words, "-p", str(child.pid), stdin=quiet, stdout=quiet, stderr=quiet
        )
        status = Path(f"/proc/{child.pid}/status")
        await until(lambda: not child.alive or "TracerPid:\t0" not in status.read_text(), "tracer", 10)
        return process

    async def _begin_again(self, kill: Kill) -> None:
        server = self.floor.server
        await asyncio.sleep(self.chance.uniform(0.0, 0.3))
        if kill.point in STARTING:
            server.fuse.light(kill.point, 1)
        begun = time.monotonic()
        while not await server.start():
            self.told.kills[f"server {server.fuse.burnt}"] += 1
            begun = time.monotonic()
        self.told.starts.append(time.monotonic() - begun)

    async def _measure(self, kill: Kill, page: Page) -> None:
        """From her ask to the queue, as the console sees it that looks on."""
        lookout = self.lookout
        assert lookout is not None
        with contextlib.suppress(AssertionError):
            await until(lambda: page.name in lookout.queued_at, "ask in the queue", GIVE_UP_S)
        seconds = lookout.queued_at.get(page.name, page.asked_at + GIVE_UP_S) - page.asked_at
        if seconds < 0:
            # A supervisor was there before she asked.
            return
        self.told.asks["natural" if kill.natural else "key"].append(seconds)
        if page.asked in page.kept.ok:
            self.told.asks["stored"].append(page.kept.ok[page.asked] - page.asked_at)
        if seconds > ASK_LIMIT_S:
            self.floor.verdict.violations.append(f"{page.name} waited {seconds:.1f} s to be in the queue after {kill}")

    # customers

    def _traffic(self) -> None:
        """Somebody writes, so that there is something to answer."""
        live = [page for page in self.floor.pages if page.state != "resolved" and not page.kept.outbox][-6:]
        for page in self.chance.sample(live, min(len(live), 3)):
            page.say(f"still waiting {page.name} {len(page.kept.sent)}")
        if len(live) < 2:
            page = self.floor.page()
            page.ask(button=False)
        if live and self.chance.random() < 0.15:
            self.chance.choice(live).reload()

    def _goodbye(self) -> None:
        """The oldest go."""
        open_pages = [page for page in self.floor.pages if page.state == "human" and not page.kept.outbox]
        for page in open_pages[:-5]:
            page.say(f"bye {page.name} {len(page.kept.sent)}")


def summed(bouts: Sequence[Told]) -> dict[str, Any]:
    """What many bouts have shown together."""
    kills: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    for told in bouts:
        kills.update(told.kills)
        counts.update(told.verdict.counts)
    return {
        "bouts": len(bouts),
        "kills": sum(kills.values()),
        "kills_of_servers": sum(number for point, number in kills.items() if point.startswith("server")),
        "kills_of_consoles": sum(number for point, number in kills.items() if point.startswith("console")),
        "by_point": dict(sorted(kills.items())),
        "messages": dict(sorted(counts.items())),
        "ask_to_queue_s": {way: spread([s for told in bouts for s in told.asks[way]]) for way in Told(0).asks},
        "server_start_s": spread([s for told in bouts for s in told.starts]),
        "violations": sum(len(told.verdict.violations) for told in bouts),
    }


def spread(seconds: list[float]) -> dict[str, float]:
    """Median, 99th percentile and worst."""
    if not seconds:
        return {"n": 0}
    times = sorted(seconds)
    last = len(times) - 1
    middle, high = times[last // 2], times[min(last, round(last * 0.99))]
    return {"n": len(times), "p50": round(middle, 2), "p99": round(high, 2), "worst": round(times[-1], 2)}


async def bout(nursery: Nursery, folder: Path, template: Path, seed: int, kills: Sequence[Kill]) -> Told:
    """One floor from its opening to its verdict."""
    folder.mkdir()
    return await Bout(Floor(nursery, folder, template, seed), seed).run(kills)
