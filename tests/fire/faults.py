"""Faults of the line between real consoles, real customers and the real server: twelve toxics in six phases.

One case is one floor whose console and pages come through fault proxies; it ends with its ledger.
"""

import asyncio
import contextlib
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from tests.fire.floor import Floor, until
from tests.fire.kills import spread
from tests.fire.ledger import Verdict
from tests.fire.nursery import Nursery
from tests.fire.pages import Page
from tests.fire.proxy import DOWN, UP, Proxy, Toxic

PHASES: Final = ("sign_in", "snapshot", "history", "sending", "resume", "idle")
TOXICS: Final = (
    "latency",
    "jitter",
    "bandwidth",
    "slicer",
    "timeout_up",
    "timeout_down",
    "limit_up",
    "limit_down",
    "reset_peer",
    "slow_close",
    "half_open",
    "down",
)
_MARKS: Final = {"snapshot": b'"t":"welcome"', "history": b'"t":"watched"', "sending": b'"t":"result"'}
ROUNDS: Final = 3
"""Answers of a customer to an agent."""
PHASE_S: Final = 20.0
BACK_S: Final = 30.0
"""After the line has healed everybody must be back in this time."""
NOTICED_S: Final = 25.0
"""A half-open line must be noticed in this time; and a second for the machine."""


@dataclass(frozen=True)
class Case:
    """One fault at one time."""

    toxic: str
    phase: str
    seed: int
    seconds: float = 1.0
    """How long the line is bad."""

    def __str__(self) -> str:
        return f"{self.toxic}:{self.phase}:{self.seed}:{self.seconds:g}"


@dataclass
class Told:
    """What a case has shown."""

    case: Case
    verdict: Verdict = field(default_factory=Verdict)
    back: float = 0.0
    """Seconds from the healing of the line until everybody was live and everything sent."""
    noticed: float = 0.0
    """Seconds until the console said that it was offline, where the line was bad for longer than that may take."""
    connections: int = 0


def cases(seed: int) -> list[Case]:
    """All seventy-two of one round, and a minute's ride on a train: one trouble after another, often two at once."""
    chance = random.Random(f"faults {seed}")
    found = []
    for toxic in TOXICS:
        for phase in PHASES:
            silent = toxic in ("half_open", "timeout_up", "timeout_down")
            seconds = 28.0 if silent and chance.random() < 0.2 else round(chance.uniform(0.3, 4.0), 1)
            found.append(Case(toxic, phase, seed, seconds))
    return [*found, Case("train", "ride", seed, 60.0)]


def telling(seed: int = 1) -> list[Case]:
    """A dozen: each toxic once, each phase twice, and one line that is dead for longer than may go unnoticed."""
    pairs = zip(TOXICS, PHASES[1:] + PHASES + PHASES[:1], strict=True)
    return [Case(toxic, phase, seed, 26.5 if toxic == "half_open" else 1.0) for toxic, phase in pairs]


def toxics_of(name: str, chance: random.Random) -> list[Toxic]:
    """The line's trouble; none for a line that is down."""
    both = (UP, DOWN)
    size = chance.randint(1, 700)
    match name:
        case "latency":
            return [Toxic("latency", way, latency=chance.uniform(100, 1500)) for way in both]
        case "jitter":
            return [Toxic("latency", way, latency=150, jitter=150) for way in both]
        case "bandwidth":
            return [Toxic("bandwidth", way, rate=chance.uniform(1, 16)) for way in both]
        case "slicer":
            return [Toxic("slicer", way, size=1, delay=chance.uniform(0, 2)) for way in both]
        case "timeout_up" | "timeout_down":
            return [Toxic("timeout", UP if name.endswith("up") else DOWN)]
        case "limit_up" | "limit_down":
            return [Toxic("limit_data", UP if name.endswith("up") else DOWN, bytes=size)]
        case "reset_peer":
            return [Toxic("reset_peer", timeout=chance.uniform(0, 200))]
        case "slow_close":
            return [Toxic("slow_close", way, delay=1500) for way in both]
        case "half_open":
            return [Toxic("half_open")]
        case _:
            return []


class Play:
    """One case, from the first sign-in to the ledger."""

    def __init__(self, floor: Floor, case: Case) -> None:
        self.floor = floor
        self.told = Told(case)
        self.case = case
        self.chance = random.Random(f"case {case}")
        self.toxics = toxics_of(case.toxic, self.chance)
        self._bad_since = 0.0
        self._bad = asyncio.Event()
        self._talks: list[asyncio.Task[None]] = []
        self._proxies: list[Proxy] = []

    async def run(self) -> Told:
        """Play it."""
        try:
            await self.floor.open()
            port = self.floor.server.port
            self._proxies = [await Proxy("127.0.0.1", port, self.case.seed + n).start() for n in range(2)]
            self.floor.consoles_port, self.floor.pages_port = (proxy.port for proxy in self._proxies)
            await self._play()
            await self._come_back()
            self._watch_noticing()
            self.told.connections = sum(proxy.counts.connections for proxy in self._proxies)
            self.told.verdict = await self.floor.judge()
        except AssertionError as problem:
            self.told.verdict = self.floor.verdict
            self.told.verdict.violations.append(str(problem))
        finally:
            for talk in self._talks:
                talk.cancel()
            with contextlib.suppress(AssertionError):
                await self.floor.close()
            for proxy in self._proxies:
                await proxy.close()
        return self.told

    async def _play(self) -> None:
        console_line = self._proxies[0]
        phase = self.case.phase
        if phase == "ride":
            await self._begin()
            await self._ride()
            return
        if phase == "sign_in":
            await self._spoil()
        elif phase in _MARKS:
            console_line.when(DOWN, _MARKS[phase], self._spoil_soon)
        await self._begin()
        if phase in ("resume", "idle"):
            await asyncio.wait(self._talks, timeout=PHASE_S)
            await until(lambda: all(page.settled for page in self.floor.pages), "rest before the fault", PHASE_S)
            if phase == "resume":
                console_line.when(DOWN, _MARKS["snapshot"], self._spoil_soon)
                for proxy in self._proxies:
                    proxy.cut()
            else:
                await self._spoil()
        await until(self._bad.is_set, f"phase {phase}", PHASE_S)
        self._stir()
        await asyncio.sleep(self.case.seconds)
        for proxy in self._proxies:
            proxy.clear()
            await proxy.up()

    async def _ride(self) -> None:
        """Every proxy by itself: bad for a while, well for a while."""
        end = time.monotonic() + self.case.seconds

        async def jolt(proxy: Proxy) -> None:
            while time.monotonic() < end:
                toxics = toxics_of(self.chance.choice(TOXICS), self.chance)
                share = self.chance.choice((0.5, 1.0, 1.0))
                proxy.add(*(replace(toxic, toxicity=share) for toxic in toxics))
                if not toxics:
                    await proxy.down()
                await asyncio.sleep(self.chance.uniform(0.1, 3.0))
                if self.chance.random() < 0.7:
                    proxy.clear()
                await proxy.up()
                await asyncio.sleep(self.chance.uniform(0.1, 3.0))
            proxy.clear()

        async def chatter() -> None:
            while time.monotonic() < end:
                await asyncio.sleep(self.chance.uniform(0.2, 2.0))
                page = self.chance.choice(self.floor.pages)
                page.say(f"another {page.name} {len(page.kept.sent)}")

        await asyncio.gather(chatter(), *map(jolt, self._proxies))

    async def _begin(self) -> None:
        """Two customers come, and the console; who comes to a line that is down comes again later."""
        pages = [self.floor.page() for _ in range(2)]
        self._talks = [asyncio.create_task(self._talk(page)) for page in pages]
        await self.floor.start_desks()

    async def _talk(self, page: Page) -> None:
        page.say(f"where is my order {page.name}")
        page.ask(button=self.chance.random() < 0.5)
        for n in range(ROUNDS):
            await page.until(lambda n=n: len(page.shown("agent")) > n, 120)
            page.say(f"and then {page.name} {n}")

    def _spoil_soon(self) -> None:
        """In the middle of the phase: before the piece that marks it goes on."""
        for proxy in self._proxies:
            proxy.add(*self.toxics)
        self._down = asyncio.get_running_loop().create_task(self._spoil())

    async def _spoil(self) -> None:
        self._bad_since = time.monotonic()
        for proxy in self._proxies:
            proxy.add(*self.toxics)
            if not self.toxics:
                await proxy.down()
        self._bad.set()

    def _stir(self) -> None:
        """What happens while the line is bad."""
        for page in self.floor.pages:
            page.say(f"hello? {page.name}")
        if self.case.toxic == "slow_close":
            self.floor.pages[0].reload()

    async def _come_back(self) -> None:
        """After the line has healed."""
        healed = time.monotonic()
        desk = self.floor.desks[0]

        def back() -> bool:
            links = [line["link"] for line in desk.journal if line["what"] == "link"]
            return links[-1:] == ["live"] and all(page.settled for page in self.floor.pages)

        await until(back, "return of everybody", BACK_S)
        self.told.back = time.monotonic() - healed
        await asyncio.wait(self._talks, timeout=PHASE_S)

    def _watch_noticing(self) -> None:
        """A line that is silent for so long is seen to be dead, and said to be."""
        if self.case.seconds <= NOTICED_S:
            return
        bad_at = (time.time() - (time.monotonic() - self._bad_since)) * 1000
        journal = self.floor.desks[0].journal
        said = [
            line for line in journal if line["what"] == "link" and line["link"] == "offline" and line["at"] > bad_at
        ]
        was_live = [line for line in journal if line["what"] == "link" and line["at"] <= bad_at][-1:]
        if not was_live or was_live[0]["link"] != "live":
            return
        self.told.noticed = (said[0]["at"] - bad_at) / 1000 if said else 1e9
        self.floor.verdict.holds(self.told.noticed <= NOTICED_S + 1, f"noticed after {self.told.noticed:.1f} s")


def summed(told: Sequence[Told]) -> dict[str, Any]:
    """What many cases have shown together."""
    messages: dict[str, int] = {}
    for one in told:
        for name, count in one.verdict.counts.items():
            messages[name] = messages.get(name, 0) + count
    noticed = [one.noticed for one in told if one.noticed]
    return {
        "cases": len(told),
        "connections": sum(one.connections for one in told),
        "messages": dict(sorted(messages.items())),
        "back_s": spread([one.back for one in told if one.back]),
        "noticed_s": spread(noticed),
        "violations": sum(len(one.verdict.violations) for one in told),
    }


async def play(nursery: Nursery, folder: Path, template: Path, case: Case) -> Told:
    """One case."""
    folder.mkdir()
    seed = random.Random(str(case)).getrandbits(32)
    return await Play(Floor(nursery, folder, template, seed, desks=1, patience=0.0), case).run()


async def play_all(
    root: Path, template: Path, wanted: Sequence[Case], at_once: int, tell: Callable[[Told, Path], None]
) -> list[Told]:
    """All of these, so many side by side."""
    told: list[Told] = []
    waiting = iter(enumerate(wanted))

    async def side(nursery: Nursery) -> None:
        for number, case in waiting:
            folder = root / f"case-{number}"
            one = await play(nursery, folder, template, case)
            told.append(one)
            tell(one, folder)

    async with Nursery() as nursery:
        await asyncio.gather(*(side(nursery) for _ in range(at_once)))
    return told
