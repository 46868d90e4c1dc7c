"""A question that is answered with yes or no; taking a chat from a colleague asks besides for the reason to tell."""

from collections.abc import Sequence
from typing import ClassVar

from console.core.text.messages import t
from console.desk.tui.dialogs import DialogContext
from console.desk.tui.screens.dialogs.about_chat import ChatDialog
from console.desk.tui.screens.dialogs.base import Dialog
from console.desk.tui.screens.dialogs.fields import TextPart
from console.desk.tui.screens.dialogs.parts import Part, Words
from console.desk.tui.screens.dialogs.results import Confirmed, Result, TakeFrom
from console.desk.work import names
from console.desk.work.reading import Span


class ConfirmDialog(Dialog):
    """Yes is named by what it does."""

    is_guarded: ClassVar[bool] = True
    wide = 60

    def __init__(self, given: DialogContext, question: str, yes: str, *, more: str = "") -> None:
        super().__init__(given)
        self.question = question
        self.yes = yes
        self.more = more

    def heading(self) -> str:
        """The question."""
        return self.question

    def make_parts(self) -> Sequence[Part]:
        """What else there is to know."""
        return (Words(lambda: (Span(self.more, "text"),)),)

    def primary(self) -> str:
        """What yes does."""
        return self.yes

    def result(self) -> Result:
        """Yes."""
        return Confirmed()


class TakeDialog(ChatDialog):
    """A supervisor takes a chat from a colleague, who is told by whom and why."""

    wide = 60

    def __init__(self, given: DialogContext) -> None:
        super().__init__(given)
        self.owner = names.owner_name(self.row) if self.row else ""
        self.why = TextPart("why", t("dialog.take.why", owner=self.owner), empty=t("dialog.take.why.empty"))

    def heading(self) -> str:
        """Whose chat is taken."""
        return t("dialog.take.title", name=self.full_name, owner=self.owner)

    def make_parts(self) -> Sequence[Part]:
        """What happens then, and why."""
        told = Words(lambda: (Span(t("dialog.take.told", name=self.customer, owner=self.owner), "muted"),))
        return (Words(self.last_words, most_lines=3), self.why, told)

    def primary(self) -> str:
        """What Enter does."""
        return t("dialog.take.do", name=self.customer)

    def refusal(self) -> str:
        """It has another owner than the one in the question."""
        row = self.desk.backend.rows.get(self.given.conv)
        if row is not None and names.owner_name(row) == self.owner:
            return ""
        return t("dialog.take.changed", name=self.customer, owner=self.owner)

    def result(self) -> TakeFrom:
        """Yes, and why."""
        return TakeFrom(self.why.text.strip())


def dialog(given: DialogContext) -> TakeDialog:
    """For the desk's table: the only question that the desk asks in a dialog of its own."""
    return TakeDialog(given)
