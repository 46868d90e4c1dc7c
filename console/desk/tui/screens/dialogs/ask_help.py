"""A raised hand about one chat: a line for the supervisors, who see it on the Floor."""

from collections.abc import Sequence

from console.core.text.messages import t
from console.desk.tui.dialogs import DialogContext
from console.desk.tui.screens.dialogs.about_chat import ChatDialog
from console.desk.tui.screens.dialogs.fields import TextPart
from console.desk.tui.screens.dialogs.parts import Part, Words
from console.desk.tui.screens.dialogs.results import RaiseHand
from console.desk.work.reading import Span


class AskHelpDialog(ChatDialog):
    """The line may stay empty; the chat stays mine."""

    wide = 60

    def __init__(self, given: DialogContext) -> None:
        super().__init__(given)
        self.text = TextPart("text", t("help.text"), rows=3, empty=t("help.text.empty"))

    def heading(self) -> str:
        """About whom."""
        return t("help.title", name=self.full_name)

    def make_parts(self) -> Sequence[Part]:
        """Her last words, the line, and who sees it."""
        told = Words(lambda: (Span(t("help.told", name=self.customer), "muted"),))
        return (Words(self.last_words, most_lines=3), self.text, told)

    def primary(self) -> str:
        """What Enter does."""
        return t("help.do")

    def refusal(self) -> str:
        """It is raised already, or the chat is not mine."""
        row = self.row
        return super().refusal() or (t("help.raised") if row is not None and row.help_since else "")

    def result(self) -> RaiseHand:
        """The hand goes up."""
        return RaiseHand(self.text.text.strip())


def dialog(given: DialogContext) -> AskHelpDialog:
    """For the desk's table."""
    return AskHelpDialog(given)
