"""Steps between staff: an offer is declined, a hand is raised and comes down, a supervisor whispers to the owner."""

from console.core.conversation.commands import AskHelp, Decline, EndHelp, Whisper
from console.desk.work import lists, names
from console.desk.work.desk import REPLY, WHISPER
from console.desk.work.steps import Steps


class StaffSteps(Steps):
    """What colleagues ask of each other about one chat."""

    def decline(self, conv: str, offer: str, reason: str) -> bool:
        """I do not take what is offered: the customer keeps her place, and the next person is asked."""
        desk = self.desk
        row = desk.backend.rows.get(conv)
        if row is None or row.offer != offer:
            desk.say("offer.over", glyph="▲", name=self._name_of(conv))
            return False
        if self._submit(conv, Decline(offer, reason=reason), epoch=row.epoch) is None:
            return False
        desk.offers.settle(offer)
        desk.say("offer.declined", name=self._name_of(conv))
        return True

    def ask_help(self, conv: str, text: str, *, epoch: int | None = None) -> bool:
        """Raise the hand about a chat of mine."""
        row = self.desk.backend.rows.get(conv)
        return self._submit(conv, AskHelp(text), epoch=epoch or (row.epoch if row else None)) is not None

    def end_help(self) -> bool:
        """The hand comes down again."""
        desk, row = self.desk, self.desk.open_row
        if row is None or not lists.is_mine(row, desk.me) or not row.help_since:
            return self._cannot("mine")
        if self._submit(row.conv, EndHelp(), epoch=row.epoch) is None:
            return False
        desk.own_helps.add(row.conv)
        desk.say("help.withdrawn", name=names.short_name(row.name))
        return True

    def whisper_mode(self) -> bool:
        """The box whispers to the owner of the open chat; a second time it is the reply's again."""
        desk = self.desk
        if not desk.situation().can_whisper:
            return self._cannot("whisperable")
        desk.kind = REPLY if desk.kind == WHISPER else WHISPER
        return True

    def send_whisper(self) -> str:
        """Enter in a whisper; `saved` when it has gone its way."""
        desk, text = self.desk, self.desk.text()
        row = desk.open_row
        if not text.text.strip() or row is None:
            return "none"
        if not desk.situation().can_whisper:
            self._cannot("whisperable")
            return "none"
        if self._submit(row.conv, Whisper(text.text), epoch=row.epoch) is None:
            return "none"
        self.clear(row.conv, WHISPER)
        desk.kind = REPLY
        desk.say("whisper.said", who=names.owner_name(row), name=names.short_name(row.name))
        return "saved"
