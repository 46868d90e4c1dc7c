"""One simulated customer: a page of her own over the real customer websocket, and a temper."""

import asyncio
import contextlib
import random
from collections.abc import Awaitable, Callable
from enum import StrEnum
from typing import Final

import msgspec
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake

from console.core.wire import codec, customer
from console.core.wire.limits import PROTOCOL
from console.simulate.scripts import SCRIPTS, Script

TYPING_S: Final = 0.06
"""A believable typist: seconds a character, at pace 1."""


class Temper(StrEnum):
    """How a customer goes about it."""

    CONTENT = "content"
    CURIOUS = "curious"
    ASKS = "asks"
    ANGRY = "angry"
    HARD = "hard"
    LEAVES = "leaves"
    SILENT = "silent"
    """Asks, then goes without a word."""


class Ledger(msgspec.Struct):
    """What one customer's page sent and was shown: every own message must be shown exactly once."""

    sent: dict[str, str] = {}
    """Id to text, of everything that was sent."""
    stored: set[str] = set()
    """Ids that were answered `ok`."""
    shown: list[str] = []
    """Own texts as the page showed them, in order."""
    heard: list[tuple[str, str]] = []
    """Kind and text of everything else that was shown."""
    rated: int = 0
    joined: str = ""
    first_human_at: float = 0.0
    asked_at: float = 0.0


GetTicket = Callable[[], Awaitable[str]]


class SimulatedCustomer:
    """Talks like a person, waits like a person, and keeps a ledger of what happened."""

    def __init__(
        self,
        url: str,
        origin: str,
        ticket: GetTicket,
        rng: random.Random,
        *,
        lang: str,
        temper: Temper,
        pace: float = 1.0,
        name: str = "",
        eager: bool = False,
    ) -> None:
        """`url` is the websocket's; `pace` stretches or (0) removes every wait; an eager one has typed already."""
        self.url = url
        self.origin = origin
        self.lang = lang
        self.temper = temper
        self.pace = pace
        self.ledger = Ledger()
        self.script: Script = SCRIPTS[lang]
        self._eager = eager
        self._rng = rng
        self._ticket = ticket
        self.name = name or rng.choice(self.script.names)
        self._seq = 0
        self._conv = ""
        self._state = "new"
        self._news = asyncio.Event()
        self._bot_turns = 0
        self._agent_said = 0
        self._connection: ClientConnection | None = None

    async def run(self) -> Ledger:
        """From the first hello to the end; never raises for what networks do."""
        with contextlib.suppress(ConnectionClosed, OSError, TimeoutError, InvalidHandshake):
            async with connect(self.url, origin=self.origin, compression=None, proxy=None) as connection:  # type: ignore[arg-type]
                self._connection = connection
                await connection.send(
                    codec.encode(
                        customer.Auth(await self._ticket(), PROTOCOL, self._seq, self._conv, self.name, self.lang)
                    ).decode()
                )
                reading = asyncio.create_task(self._read(connection))
                try:
                    await self._live()
                finally:
                    reading.cancel()
                    await asyncio.gather(reading, return_exceptions=True)
        return self.ledger

    # the script

    async def _live(self) -> None:
        match self.temper:
            case Temper.CONTENT | Temper.CURIOUS:
                await self._with_the_bot()
            case Temper.ASKS | Temper.LEAVES | Temper.SILENT:
                await self._for_a_person()
            case Temper.ANGRY:
                await self._angrily()
            case Temper.HARD:
                await self._say(self._rng.choice(self.script.hard))
                await self._with_a_person()

    async def _with_the_bot(self) -> None:
        await self._say(self._rng.choice(self.script.openings))
        if not await self._until(lambda: self._bot_turns >= 1 or self._state != "bot", 40):
            return
        if self.temper is Temper.CURIOUS and self._state == "bot":
            await self._pause(4, 14)
            seen = self._bot_turns
            await self._say(self._rng.choice(self.script.further))
            await self._until(lambda: self._bot_turns > seen or self._state != "bot", 40)
        if self._state == "bot":
            await self._pause(3, 10)
            await self._say(self._rng.choice(self.script.thanks))
            await self._pause(2, 6)
            await self._wish("end")
            await self._rate(self._rng.choice((3, 4, 5, 5)))
        else:
            await self._with_a_person()

    async def _for_a_person(self) -> None:
        if self._eager:
            self._asked()
            await self._say(self._rng.choice(self.script.asks))
            await self._with_a_person()
            return
        if self._rng.random() < 0.6:
            await self._say(self._rng.choice(self.script.openings))
            await self._until(lambda: self._bot_turns >= 1, 30)
            await self._pause(1, 6)
        if self._rng.random() < 0.25:
            await self._ask_by_button()
        else:
            self._asked()
            await self._say(self._rng.choice(self.script.asks))
        if self.temper is Temper.SILENT:
            await self._pause(20, 60)
            return
        await self._with_a_person()

    async def _ask_by_button(self) -> None:
        if self._state == "new":
            await self._say(self._rng.choice(self.script.openings))
        self._asked()
        await self._wish("person")

    async def _angrily(self) -> None:
        await self._say(self._rng.choice(self.script.openings))
        for line in self.script.angry:
            seen = self._bot_turns
            await self._until(lambda seen=seen: self._bot_turns > seen or self._state != "bot", 30)  # type: ignore[misc]
            if self._state != "bot":
                break
            await self._pause(2, 6)
            await self._say(line)
        if self._state == "bot":
            self._asked()
            await self._say(self._rng.choice(self.script.asks))
        await self._with_a_person()

    async def _with_a_person(self) -> None:
        """Wait in the queue, talk to whoever comes, rate at the end."""
        patience = self._rng.uniform(25, 70) if self.temper is Temper.LEAVES else 3_600
        waited = 0.0
        while self._state in ("waiting", "promised", "bot") and waited < patience:
            step = self._rng.uniform(20, 60)
            if await self._until(lambda: self._state not in ("waiting", "promised", "bot"), step):
                break
            waited += step
            if self._rng.random() < 0.35:
                await self._say(self._rng.choice(self.script.impatient))
        if self._state in ("waiting", "promised"):
            return
        for n in range(self._rng.randint(2, len(self.script.to_agent))):
            said = self._agent_said
            if not await self._until(lambda said=said: self._agent_said > said or self._state == "resolved", 600):  # type: ignore[misc]
                return
            if self._state == "resolved":
                break
            await self._pause(2, 9)
            await self._say(self.script.to_agent[min(n, len(self.script.to_agent) - 1)])
        if await self._until(lambda: self._state == "resolved", 900):
            await self._rate(self._rng.choice((2, 4, 5, 5)))

    # acting

    def _asked(self) -> None:
        self.ledger.asked_at = asyncio.get_running_loop().time()

    async def _say(self, text: str) -> None:
        if self.pace and not self._eager:
            await self._send(customer.Typing(True))
            await asyncio.sleep(min(6.0, len(text) * TYPING_S) * self.pace)
        self._eager = False
        wish_id = f"{self._rng.getrandbits(64):016x}"
        self.ledger.sent[wish_id] = text
        await self._send(customer.Say(wish_id, text, self.lang))
        await self._until(lambda: wish_id in self.ledger.stored, 20)

    async def _wish(self, what: str) -> None:
        await self._send(customer.Wish(f"{self._rng.getrandbits(64):016x}", what))

    async def _rate(self, score: int) -> None:
        if await self._until(lambda: self._state == "resolved", 10):
            await self._pause(1, 4)
            self.ledger.rated = score
            await self._send(customer.Rate(f"{self._rng.getrandbits(64):016x}", score))
            await self._pause(1, 2)

    async def _pause(self, least: float, most: float) -> None:
        if self.pace:
            await asyncio.sleep(self._rng.uniform(least, most) * self.pace)

    async def _until(self, true: Callable[[], bool], seconds: float) -> bool:
        """Wait for a condition; at pace 0 waits stay as they are, for the backend sets the speed."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + seconds * (self.pace or 1.0)
        while not true():
            self._news.clear()
            try:
                async with asyncio.timeout_at(deadline):
                    await self._news.wait()
            except TimeoutError:
                return true()
        return True

    async def _send(self, frame: customer.ClientFrame) -> None:
        if self._connection is not None:
            await self._connection.send(codec.encode(frame).decode())

    # hearing

    async def _read(self, connection: ClientConnection) -> None:
        async for data in connection:
            frame = codec.decode_page_server(data)
            if frame is not None:
                self._hear(frame)
                self._news.set()
            if isinstance(frame, customer.Items):
                await connection.send(codec.encode(customer.Seen(self._seq)).decode())

    def _hear(self, frame: customer.ServerFrame) -> None:
        match frame:
            case customer.Welcome(conv=conv):
                self._conv = conv
            case customer.Items(items=items):
                for item in items:
                    self._item(item)
            case customer.Status(state=state):
                self._state = state
            case customer.Result(id=wish_id, status="ok"):
                self.ledger.stored.add(wish_id)

    def _item(self, item: customer.Item) -> None:
        if item.seq <= self._seq:
            return
        self._seq = item.seq
        if item.kind == "customer":
            self.ledger.shown.append(item.text)
            return
        self.ledger.heard.append((item.kind, item.text or item.code))
        if item.kind == "bot" and not item.cut:
            self._bot_turns += 1
        elif item.kind == "agent":
            self._agent_said += 1
            self.ledger.first_human_at = self.ledger.first_human_at or asyncio.get_running_loop().time()
        elif item.code == "joined":
            self.ledger.joined = str(item.data.get("name", ""))
