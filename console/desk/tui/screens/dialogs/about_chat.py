"""What dialogs about one chat have in common: whose it is, what its customer wrote last, why it cannot be done now."""

from collections.abc import Sequence
from typing import ClassVar

from console.core.conversation.transcript import Turn
from console.core.conversation.words import State
from console.core.floor.rows import Row
from console.core.text.messages import t
from console.core.text.safe import safe_line
from console.desk.tui.dialogs import DialogContext
from console.desk.tui.screens.dialogs.base import Dialog
from console.desk.work import lists, names
from console.desk.work.desk import Desk
from console.desk.work.reading import Span

_QUOTED_CELLS = 400
_NAMED = 6


def named(rows: Sequence[Row]) -> str:
    """Several customers: the first by name, the rest by number."""
    shown = [names.full_name(row.name) for row in rows[:_NAMED]]
    rest = len(rows) - len(shown)
    return ", ".join(shown) + (t("notice.more", n=rest) if rest else "")


def refusal_of(desk: Desk, conv: str, name: str) -> str:
    """Why nothing can be done with a chat: it is not mine any more."""
    row = desk.backend.rows.get(conv)
    if row is None:
        return t("dialog.not_mine.gone", name=name)
    if row.state == State.RESOLVED:
        return t("dialog.not_mine.resolved", name=name)
    if lists.is_mine(row, desk.me):
        return ""
    owner = names.owner_name(row)
    return t("dialog.not_mine.owner" if owner else "dialog.not_mine", owner=owner, name=name)


class ChatDialog(Dialog):
    """A dialog that changes the chat that was open when its key was pressed."""

    is_guarded: ClassVar[bool] = True

    def __init__(self, given: DialogContext) -> None:
        super().__init__(given)
        self._last_row = given.desk.row(given.conv)

    @property
    def row(self) -> Row | None:
        """The chat's row, or the last one that was seen of it."""
        self._last_row = self.desk.row(self.given.conv) or self._last_row
        return self._last_row

    @property
    def customer(self) -> str:
        """The customer's short name."""
        return names.short_name(self.row.name if self.row else "")

    @property
    def full_name(self) -> str:
        """The customer's whole name."""
        return names.full_name(self.row.name if self.row else "")

    def refusal(self) -> str:
        """It is not mine any more."""
        return refusal_of(self.desk, self.given.conv, self.customer)

    def last_turn(self) -> Turn | None:
        """What the customer wrote last."""
        transcript = self.desk.backend.transcript(self.given.conv)
        turns = transcript.turns if transcript else ()
        return next((turn for turn in reversed(turns) if turn.kind == "customer"), None)

    def last_words(self) -> list[Span]:
        """The same as a sentence with her name."""
        turn = self.last_turn()
        if turn is None or not turn.text:
            return [Span(t("dialog.no_last", name=self.customer), "muted")]
        words = safe_line(" ".join(turn.text.split()), _QUOTED_CELLS)
        return [Span(t("dialog.last", name=self.customer, text=words), "customer")]
