"""A customer of the simulated floor: one chat of the traffic over the real customer websocket, with its patience."""

import random
from enum import StrEnum
from typing import Final

import msgspec

from console.simulate import durations
from console.simulate.customer import GetTicket, SimulatedCustomer, Temper
from console.simulate.floor_lines import OUTAGE, opening
from console.simulate.scripts import SCRIPTS
from console.simulate.traffic import Chat

RATES: Final = 0.16
"""So many of those who spoke to a person rate it,"""
RATES_BOT: Final = 0.06
"""and of the others."""
LONGEST_S: Final = 3_600.0
BY_BUTTON: Final = 0.3
WAITING: Final = ("waiting", "promised", "bot")


class Stage(StrEnum):
    """Where a customer stands who has been there before this simulator was."""

    BOT = "bot"
    WAITING = "waiting"
    TALKING = "talking"


class Known(msgspec.Struct, frozen=True):
    """A customer whose chat is under way."""

    conv: str
    seq: int
    """Items that her page has."""
    stage: Stage
    answered: bool
    """The agent waits for her."""


class FloorCustomer(SimulatedCustomer):
    """Opens, asks for a person if her matter wants one, waits as long as she can, talks, rates."""

    def __init__(
        self,
        url: str,
        origin: str,
        ticket: GetTicket,
        chat: Chat,
        *,
        seed: int | str,
        pace: float = 1.0,
        outage: bool = False,
        known: Known | None = None,
        name: str = "",
    ) -> None:
        """`outage`: she writes what all write; `known`: she goes on with a chat."""
        rng = random.Random(f"customer:{seed}:{chat.n}")  # noqa: S311 - a play, not a secret
        lang = chat.lang if chat.lang in SCRIPTS else "en"
        super().__init__(url, origin, ticket, rng, lang=lang, temper=Temper.ASKS, pace=pace, name=name)
        self.chat = chat
        self.gave_up = False
        self._outage = outage
        self._known = known
        if known is not None:
            self._conv, self._seq = known.conv, known.seq
            self._state = "human" if known.stage is Stage.TALKING else str(known.stage)

    @property
    def met_a_person(self) -> bool:
        """Whether somebody has answered."""
        return self._agent_said > 0

    @property
    def is_unanswered(self) -> bool:
        """Whether she wants a person, has not lost patience, and nobody has taken her chat."""
        return bool(self.chat.reason) and not self.gave_up and self._state in ("new", *WAITING)

    async def _live(self) -> None:
        if self._known is not None:
            await self._go_on(self._known)
        elif self.chat.reason:
            await self._want_a_person()
        else:
            await self._do_with_the_bot()

    async def _go_on(self, known: Known) -> None:
        if known.stage is Stage.BOT:
            await (self._ask() if self.chat.reason else self._end_with_the_bot())
            return
        if known.stage is Stage.WAITING:
            await self._wait_and_talk()
            return
        if known.answered:
            await self._think()
            await self._say(self._rng.choice(self.script.to_agent))
        await self._talk()

    async def _open(self) -> None:
        text = self._rng.choice(OUTAGE) if self._outage else opening(self.lang, self.chat.topic, self.chat.n)
        await self._say(text)
        # The backend answers at its own pace, not at the play's.
        await self._until(lambda: self._bot_turns >= 1 or self._state not in ("new", "bot"), 40 / (self.pace or 1.0))

    async def _do_with_the_bot(self) -> None:
        await self._open()
        await self._end_with_the_bot()

    async def _end_with_the_bot(self) -> None:
        if self._state == "bot":
            await self._sleep(min(self.chat.bot, 240_000))
            await self._wish("end")
            await self._rate_sometimes(RATES_BOT, (2, 3, 4, 5, 5))
        elif not self._is_over():
            await self._wait_and_talk()

    async def _want_a_person(self) -> None:
        await self._open()
        await self._ask()

    async def _ask(self) -> None:
        if self._state == "bot":
            await self._sleep(min(self.chat.bot, 120_000))
            self._asked()
            if self._rng.random() < BY_BUTTON:
                await self._wish("person")
            else:
                await self._say(self._rng.choice(self.script.asks))
        await self._wait_and_talk()

    async def _wait_and_talk(self) -> None:
        """As long as patience lasts; who is silent just goes, and others say that they do."""
        patience = max(1.0, self.chat.patience / 1_000) if self.chat.patience else LONGEST_S
        if not await self._until(lambda: self._state not in WAITING, patience):
            self.gave_up = True
            if not self.chat.silent:
                await self._wish("end")
                await self._until(self._is_over, 5)
            return
        await self._talk()

    async def _talk(self) -> None:
        """Answers whatever the agent says, until she resolves it."""
        heard = 0
        while not self._is_over():
            if not await self._until(lambda heard=heard: self._agent_said > heard or self._is_over(), LONGEST_S):  # type: ignore[misc]
                return
            if self._is_over():
                break
            heard = self._agent_said
            await self._think()
            if not self._is_over():
                await self._say(self._rng.choice(self.script.to_agent))
        await self._rate_sometimes(RATES, (2, 3, 4, 5, 5, 5))

    def _is_over(self) -> bool:
        return self._state == "resolved"

    async def _rate_sometimes(self, share: float, scores: tuple[int, ...]) -> None:
        if self._rng.random() < share:
            await self._rate(self._rng.choice(scores))

    async def _think(self) -> None:
        await self._until(self._is_over, durations.THINK.draw(self._rng) / 1_000)

    async def _sleep(self, ms: int) -> None:
        await self._until(self._is_over, ms / 1_000)
