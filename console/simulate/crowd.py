"""A crowd of simulated customers who arrive like a shop's: some at once, then at random, in five languages."""

import asyncio
import random
from typing import Final

import httpx
import msgspec

from console.simulate.customer import Ledger, SimulatedCustomer, Temper
from console.simulate.scripts import SCRIPTS

TEMPERS: Final = {
    Temper.CONTENT: 30,
    Temper.CURIOUS: 20,
    Temper.ASKS: 22,
    Temper.ANGRY: 8,
    Temper.HARD: 8,
    Temper.LEAVES: 7,
    Temper.SILENT: 5,
}
"""Weights."""
LANGUAGES: Final = {"en": 40, "sv": 15, "de": 15, "es": 15, "pt": 15}
FIRST: Final = (
    (Temper.ASKS, "pt"),
    (Temper.HARD, "de"),
    (Temper.ASKS, "sv"),
    (Temper.CURIOUS, "en"),
    (Temper.ANGRY, "en"),
    (Temper.CONTENT, "es"),
    (Temper.ASKS, "en"),
    (Temper.CURIOUS, "sv"),
)
"""Who is there when the doors open."""


class Tally(msgspec.Struct):
    """What the crowd did, for a report."""

    customers: int = 0
    sent: int = 0
    stored: int = 0
    shown: int = 0
    doubled: int = 0
    asked: int = 0
    met_a_person: int = 0
    rated: int = 0


class Crowd:
    """Brings customers to a backend's customer door."""

    def __init__(self, http_url: str, ws_url: str, *, seed: int, pace: float, most: int = 40) -> None:
        """`http_url` and `ws_url` are the backend's; `most` customers at a time."""
        self.http_url = http_url
        self.ws_url = f"{ws_url}/v1/customer"
        self.rng = random.Random(seed)  # noqa: S311 - a play, not a secret
        self.pace = pace
        self.most = most
        self._http = httpx.AsyncClient(trust_env=False, timeout=20)
        self._tasks: set[asyncio.Task[Ledger]] = set()
        self._ledgers: list[Ledger] = []

    async def run(self, every_s: float) -> None:
        """Arrivals for ever: the first ones at once, then one every `every_s` seconds on average (times the pace)."""
        for temper, lang in FIRST:
            self.arrive(temper, lang, eager=True)
            await asyncio.sleep(0.02)
        while True:
            await asyncio.sleep(self.rng.expovariate(1 / every_s) * max(self.pace, 0.05))
            if len(self._tasks) < self.most:
                self.arrive()

    def arrive(self, temper: Temper | None = None, lang: str = "", *, eager: bool = False) -> SimulatedCustomer:
        """One more customer."""
        temper = temper or self.rng.choices(list(TEMPERS), list(TEMPERS.values()))[0]
        lang = lang or self.rng.choices(list(LANGUAGES), list(LANGUAGES.values()))[0]
        rng = random.Random(self.rng.getrandbits(64))  # noqa: S311
        name = self._free_name(lang, rng)
        newcomer = SimulatedCustomer(
            self.ws_url,
            self.http_url,
            self._ticket,
            rng,
            lang=lang,
            temper=temper,
            pace=self.pace,
            name=name,
            eager=eager,
        )
        self._ledgers.append(newcomer.ledger)
        task = asyncio.create_task(newcomer.run(), name=name)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return newcomer

    async def close(self) -> None:
        """Everybody leaves."""
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._http.aclose()

    def tally(self) -> Tally:
        """What happened so far."""
        tally = Tally(len(self._ledgers))
        for ledger in self._ledgers:
            tally.sent += len(ledger.sent)
            tally.stored += len(ledger.stored & ledger.sent.keys())
            tally.shown += len(ledger.shown)
            tally.doubled += max(0, len(ledger.shown) - len(ledger.sent))
            tally.asked += ledger.asked_at > 0
            tally.met_a_person += ledger.first_human_at > 0
            tally.rated += ledger.rated > 0
        return tally

    def _free_name(self, lang: str, rng: random.Random) -> str:
        """A name that nobody present has, as long as there is one."""
        present = {task.get_name() for task in self._tasks}
        names = [name for name in SCRIPTS[lang].names if name not in present]
        return rng.choice(names or list(SCRIPTS[lang].names))

    async def _ticket(self) -> str:
        answer = await self._http.post(f"{self.http_url}/v1/ticket", json={}, headers={"origin": self.http_url})
        answer.raise_for_status()
        return str(answer.json()["ticket"])
