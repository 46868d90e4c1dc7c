"""Snoozing a chat: for a while, until tomorrow, until the customer writes, or to a time of the agent's own."""

from collections.abc import Sequence

from console.core.conversation.commands import Snooze
from console.core.conversation.context import Policy
from console.core.conversation.words import DAY, HOUR, MINUTE, State
from console.core.text.messages import t
from console.desk.tui.dialogs import DialogContext
from console.desk.tui.screens.dialogs.about_chat import ChatDialog
from console.desk.tui.screens.dialogs.choices import Choice
from console.desk.tui.screens.dialogs.fields import ListPart, TextPart
from console.desk.tui.screens.dialogs.parts import Part, Words
from console.desk.work.moments import moment, tomorrow_morning, written
from console.desk.work.reading import Span

_OWN = "own"


class SnoozeDialog(ChatDialog):
    """Refused while the customer waits for an answer; whatever is chosen, her next message wakes it."""

    wide = 60

    def __init__(self, given: DialogContext) -> None:
        super().__init__(given)
        self.until = ListPart("until", t("dialog.snooze.until"), self._listed())
        self.own = TextPart("own", t("dialog.snooze.own"), empty=t("dialog.snooze.own.empty"), changed=self._typed)
        self.own.hint = self._own_means

    def heading(self) -> str:
        """Who is put away."""
        return t("dialog.snooze.title", name=self.full_name)

    def make_parts(self) -> Sequence[Part]:
        """Times to choose from, then one's own."""
        wakes = Words(lambda: (Span(t("dialog.snooze.wakes", name=self.customer), "muted"),))
        return (Words(self.last_words, most_lines=3), self.until, self.own, wakes)

    def primary(self) -> str:
        """What Enter does."""
        return t("dialog.snooze.do")

    def refusal(self) -> str:
        """She waits, or it is not mine."""
        row = self.row
        if row is not None and row.request_open:
            return t("dialog.unanswered_request", name=self.customer)
        if row is not None and row.unanswered:
            return t("dialog.snooze.waits", name=self.customer)
        if row is not None and row.state == State.SNOOZED:
            return t("dialog.snooze.already", name=self.customer)
        return super().refusal()

    def letter(self, key: str, character: str | None) -> bool:
        """A digit begins a time of one's own."""
        if not character or not character.isalnum():
            return False
        self.current = self._parts.index(self.own)
        return self.own.take(key, character)

    def result(self) -> Snooze | None:
        """The command."""
        chosen = self.until.choices.chosen
        if chosen is None or chosen.id == "reply":
            return Snooze(0, True)
        now = self.desk.now
        at: int | None = _ends(chosen.id, self) if chosen.id != _OWN else moment(self.own.text, now, self.desk.zone)
        if at is None:
            self.current = self._parts.index(self.own)
            self.complaint = t("dialog.snooze.unread" if self.own.text.strip() else "dialog.snooze.empty")
            return None
        if at - now > Policy().snooze_longest:
            self.complaint = t("dialog.snooze.long", days=Policy().snooze_longest // DAY)
            return None
        return Snooze(at, True)

    def _listed(self) -> list[Choice]:
        now, zone = self.desk.now, self.desk.zone
        timed = [
            Choice(code, t(f"dialog.snooze.{code}"), right=(Span(written(_ends(code, self), now, zone), "muted"),))
            for code in ("15m", "1h", "tomorrow")
        ]
        return [
            *timed,
            Choice("reply", t("dialog.snooze.reply", name=self.customer)),
            Choice(_OWN, t("dialog.snooze.own_below")),
        ]

    def _typed(self) -> None:
        index = next(n for n, item in enumerate(self.until.choices.items) if item.id == _OWN)
        self.until.choices.choose(index if self.own.text.strip() else 0)

    def _own_means(self) -> str:
        at = moment(self.own.text, self.desk.now, self.desk.zone)
        return written(at, self.desk.now, self.desk.zone) if at is not None else ""


def _ends(code: str, snooze: SnoozeDialog) -> int:
    now = snooze.desk.now
    return {"15m": now + 15 * MINUTE, "1h": now + HOUR}.get(code) or tomorrow_morning(now, snooze.desk.zone)


def dialog(given: DialogContext) -> SnoozeDialog:
    """For the desk's table."""
    return SnoozeDialog(given)
