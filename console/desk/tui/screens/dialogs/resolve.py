"""Resolving a chat: what became of it, in words, or nothing for now; never over an unanswered wish for a person."""

from collections.abc import Sequence
from typing import Final

from console.core.conversation.commands import ExtendWrapUp, Resolve, WrapUp
from console.core.conversation.words import DISPOSITIONS, State
from console.core.text.messages import t
from console.desk.tui.dialogs import DialogContext
from console.desk.tui.screens.dialogs.about_chat import ChatDialog
from console.desk.tui.screens.dialogs.base import Act
from console.desk.tui.screens.dialogs.choices import Choice
from console.desk.tui.screens.dialogs.fields import ListPart
from console.desk.tui.screens.dialogs.parts import Part, Words
from console.desk.work.desk import REPLY
from console.desk.work.layouts import digit, us_key
from console.desk.work.leaving import wrap_left
from console.desk.work.reading import Span

MORE: Final = "m"
"""The key for more time."""


class ResolveDialog(ChatDialog):
    """Resolving never waits for an outcome: none is chosen beforehand."""

    wide = 60

    def __init__(self, given: DialogContext) -> None:
        super().__init__(given)
        listed = [Choice("", t("disposition.none"), lead=(Span("0  ", "key"),))]
        listed += [
            Choice(code, t(f"disposition.{code}"), lead=(Span(f"{number}  ", "key"),))
            for number, code in enumerate(DISPOSITIONS, 1)
        ]
        self.outcome = ListPart("outcome", t("dialog.resolve.outcome"), listed, most_rows=len(listed))

    def heading(self) -> str:
        """Whose chat ends."""
        return t("dialog.resolve.title", name=self.full_name)

    def make_parts(self) -> Sequence[Part]:
        """Her last line, then the outcomes."""
        return (Words(self._above, most_lines=5), self.outcome)

    def primary(self) -> str:
        """What Enter does."""
        return t("dialog.resolve.choose" if self.is_after else "dialog.resolve.do")

    def refusal(self) -> str:
        """Her wish for a person is open, or it is not mine."""
        row = self.row
        if row is not None and row.request_open:
            return t("dialog.unanswered_request", name=self.customer)
        return "" if self.is_after else super().refusal()

    def acts(self) -> Sequence[Act]:
        """An outcome that takes longer to find holds the slot as long."""
        return [Act("more", MORE, t("dialog.resolve.more"))] if self._left else []

    def act(self, act_id: str) -> None:
        """More time: the outcome is chosen later."""
        self.finish(ExtendWrapUp())

    def letter(self, key: str, character: str | None) -> bool:
        """A digit puts the cursor on its outcome."""
        if self._left and character and us_key(character) == MORE:
            self.act("more")
            return True
        shown = digit(character or "") if character else ""
        if shown.isdigit() and len(shown) == 1:
            return self.outcome.choices.choose(int(shown))
        return False

    @property
    def is_after(self) -> bool:
        """The chat is resolved, by me, and only its outcome is missing."""
        row = self.row
        return row is not None and row.state == State.RESOLVED and row.conv in self.desk.wrap_convs

    @property
    def _left(self) -> str:
        """How long its outcome can still be chosen; empty: not at all, or it is not resolved yet."""
        return wrap_left(self.desk, self.row) if self.is_after and self.row is not None else ""

    def result(self) -> Resolve | WrapUp | None:
        """The command."""
        chosen = self.outcome.choices.chosen
        code = chosen.id if chosen else ""
        if self.is_after:
            return WrapUp(code) if code else None
        return Resolve(code)

    def _above(self) -> Sequence[Span]:
        row = self.row
        waits = t("dialog.resolve.waits", name=self.customer) if row is not None and row.unanswered else ""
        draft = t("dialog.resolve.draft", name=self.customer) if self.desk.text(self.given.conv, REPLY).text else ""
        left = t("dialog.resolve.left", left=self._left) if self._left else ""
        said = [Span("▲ " + sentence, "warn") for sentence in (waits, draft, left) if sentence]
        return (*self.last_words(), *said)


def dialog(given: DialogContext) -> ResolveDialog:
    """For the desk's table."""
    return ResolveDialog(given)
