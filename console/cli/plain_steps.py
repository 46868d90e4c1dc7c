"""The steps of the desk in lines that end or hand on the open conversation, and what is not sent."""

from collections.abc import Callable
from datetime import tzinfo
from typing import Final

from console.cli.plain_shift import Speaker
from console.core.conversation import commands as c
from console.core.conversation.words import DISPOSITIONS
from console.core.floor.presence import AgentState
from console.core.text.messages import t
from console.desk.adapters.port import Fate
from console.desk.work import names
from console.desk.work.moments import moment, written

_TAKES: Final = ("", AgentState.AVAILABLE)


class StepCommands:
    """Commands about the open conversation."""

    def __init__(self, desk: Speaker, zone: Callable[[], tzinfo]) -> None:
        self.desk = desk
        self.zone = zone
        self.commands: dict[str, Callable[[str], object]] = {
            "note": self._note,
            "done": self._done,
            "back": self._hand_back,
            "to": self._hand_to,
            "snooze": self._snooze,
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
        row, wanted = self.desk.current(), rest.casefold()
        agents, queues, absent = self._targets()
        command = _meant(agents | queues, wanted)
        if command is None:
            for name, why in absent.items():
                if wanted and name.casefold().startswith(wanted):
                    self.desk.say(t("dialog.hand_to.absent", name=name, why=why))
            self.desk.say(t("plain.whom", names=", ".join(agents) or "-", queues=", ".join(queues) or "-"))
        elif await self.desk.settle(row, command, row.epoch):
            self.desk.leave()

    def _targets(self) -> tuple[dict[str, c.Transfer], dict[str, c.Transfer], dict[str, str]]:
        """Colleagues who can have it, queues, and why the other colleagues cannot; by name."""
        account = self.desk.backend.account
        others = [one for one in account.team if one.id != account.me.id] if account else []
        agents = {one.name: c.Transfer(agent=one.id) for one in others if one.present and one.state in _TAKES}
        known = {one.team for one in others} | {row.queue for row in self.desk.backend.rows.values()}
        queues = {name: c.Transfer(queue=name) for name in sorted(known) if name}
        absent = {
            one.name: t(f"shift.{one.state}") if one.present else t("dialog.hand_to.not_here")
            for one in others
            if one.name not in agents
        }
        return agents, queues, absent

    async def _snooze(self, rest: str) -> None:
        row, now, zone = self.desk.current(), self.desk.now(), self.zone()
        until = moment(rest, now, zone) if rest.strip() else 0
        if until is None:
            self.desk.say(t("plain.snooze.when"))
        elif await self.desk.settle(row, c.Snooze(until), row.epoch):
            name = names.full_name(row.name)
            at = written(until, now, zone) if until else ""
            self.desk.say(t("plain.snoozed.until" if at else "plain.snoozed", name=name, at=at))
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


def _meant(targets: dict[str, c.Transfer], wanted: str) -> c.Transfer | None:
    """The one of that name, or the only one whose name begins so."""
    whole = [one for name, one in targets.items() if name.casefold() == wanted]
    begun = [one for name, one in targets.items() if wanted and name.casefold().startswith(wanted)]
    return whole[0] if whole else begun[0] if len(begun) == 1 else None
