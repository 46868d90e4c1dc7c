"""The steps of the desk in lines that end or hand on the open conversation, and what is not sent."""

from collections.abc import Callable

from console.cli.plain_shift import Speaker
from console.core.conversation import commands as c
from console.core.conversation.words import DISPOSITIONS
from console.core.text.messages import t
from console.desk.adapters.port import Fate


class StepCommands:
    """Commands about the open conversation."""

    def __init__(self, desk: Speaker) -> None:
        self.desk = desk
        self.commands: dict[str, Callable[[str], object]] = {
            "note": self._note,
            "done": self._done,
            "back": self._hand_back,
            "to": self._hand_to,
            "undo": self._undo,
            "unsent": self._unsent,
        }

    async def _note(self, rest: str) -> None:
        await self.desk.settle(self.desk.current(), c.Note(rest), None)

    async def _done(self, rest: str) -> None:
        if rest and rest not in DISPOSITIONS:
            self.desk.say(t("plain.codes", codes=", ".join(DISPOSITIONS)))
            return
        row = self.desk.current()
        if await self.desk.settle(row, c.Resolve(rest), row.epoch):
            self.desk.leave()

    async def _hand_back(self, rest: str) -> None:
        row = self.desk.current()
        self.desk.say(t("plain.bot_cannot"))
        if await self.desk.settle(row, c.HandBack(article=rest), row.epoch):
            self.desk.leave()

    async def _hand_to(self, rest: str) -> None:
        row = self.desk.current()
        team = self.desk.backend.account.team if self.desk.backend.account else ()
        found = [m for m in team if rest and m.name.casefold().startswith(rest.casefold())]
        if len(found) != 1:
            self.desk.say(t("plain.whom", names=", ".join(m.name for m in team if m.present)))
            return
        if await self.desk.settle(row, c.Transfer(agent=found[0].id), row.epoch):
            self.desk.leave()

    async def _undo(self, rest: str) -> None:
        row = self.desk.current()
        await self.desk.settle(row, c.UndoLast(), None)

    def _unsent(self, rest: str) -> None:
        items = [item for item in self.desk.backend.outbox() if item.fate is not Fate.SENT]
        for item in items:
            self.desk.say(f"{item.fate}: {getattr(item.command, 'text', '')}")
        if not items:
            self.desk.say(t("plain.none_unsent"))
