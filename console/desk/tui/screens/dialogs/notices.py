"""The log of notices, the latest first; Enter opens the chat that one is about."""

from collections.abc import Sequence

from console.core.text.messages import t
from console.desk.tui.dialogs import DialogContext
from console.desk.tui.screens.dialogs.base import Dialog
from console.desk.tui.screens.dialogs.choices import Choice
from console.desk.tui.screens.dialogs.fields import FindPart
from console.desk.tui.screens.dialogs.finding import fit
from console.desk.tui.screens.dialogs.parts import Part
from console.desk.tui.screens.dialogs.results import OpenChat
from console.desk.work import lists
from console.desk.work.reading import Span
from console.desk.work.times import clock_time


class NoticesDialog(Dialog):
    """What stood on the notice line, with its time; a new one does not move what is being read."""

    wide = 88
    tall = 30

    def __init__(self, given: DialogContext) -> None:
        super().__init__(given)
        self._noticed = list(reversed(given.desk.notices.log))
        self.log_part = FindPart("log", t("dialog.notices.log"), self._follow, grows=bool(self._noticed))
        if not self._noticed:
            self.tall = 0
            self.log_part.list.nothing = t("dialog.notices.none")

    def heading(self) -> str:
        """What it is."""
        return t("dialog.notices.title")

    def make_parts(self) -> Sequence[Part]:
        """One list."""
        return (self.log_part,)

    def primary(self) -> str:
        """Only a notice about a chat leads anywhere."""
        return t("dialog.notices.open") if self._conv() else ""

    def result(self) -> OpenChat | None:
        """The chat."""
        conv = self._conv()
        return OpenChat(conv) if conv else None

    def _conv(self) -> str:
        chosen = self.log_part.chosen
        conv = chosen.id.partition(" ")[2] if chosen is not None else ""
        return conv if conv in self.desk.backend.rows else ""

    def _follow(self, text: str) -> Sequence[Choice]:
        listed = []
        for number, notice in enumerate(self._noticed):
            if fit(text, notice.text):
                role = lists.ROLES.get(notice.glyph, "text")
                at = Span(clock_time(notice.at, self.desk.zone) + " ", "muted")
                lead = (at, Span((notice.glyph or " ") + " ", role))
                listed.append(Choice(f"{number} {notice.conv}", notice.text, lead=lead, most_lines=3))
        return listed


def dialog(given: DialogContext) -> NoticesDialog:
    """For the desk's table."""
    return NoticesDialog(given)
