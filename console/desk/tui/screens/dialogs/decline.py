"""Declining an offer with a reason from the closed list; the customer keeps her place in line."""

from collections.abc import Sequence
from typing import ClassVar

from console.core.conversation.words import DECLINE_REASONS
from console.core.text.messages import t
from console.desk.tui.dialogs import DialogContext
from console.desk.tui.screens.dialogs.parts import Part, Words
from console.desk.tui.screens.dialogs.results import DeclineOffer
from console.desk.tui.screens.dialogs.sheet import Sheet, key_hints
from console.desk.tui.screens.dialogs.sheet_parts import Blank, Row, RowsPart
from console.desk.work import names
from console.desk.work.hints import Hint
from console.desk.work.layouts import digit
from console.desk.work.reading import Span
from console.desk.work.times import age


class DeclineDialog(Sheet):
    """About the offer that stood there when the key was pressed, and no other."""

    is_guarded: ClassVar[bool] = True

    def __init__(self, given: DialogContext) -> None:
        super().__init__(given)
        self.offer = given.desk.offer()
        rows = [
            Row(code, (Span(f"{number}  ", "key"), Span(t(f"decline.reason.{code}"), "text")))
            for number, code in enumerate(DECLINE_REASONS, 1)
        ]
        self.rows = RowsPart("reasons", rows)

    @property
    def name(self) -> str:
        """Who is offered."""
        return names.full_name(self.offer.name) if self.offer is not None else t("desk.nameless")

    def heading(self) -> str:
        """Whose offer."""
        return t("decline.title", name=self.name)

    def corner(self) -> str:
        """How long it still stands."""
        left = self.offer.offer_until - self.desk.now if self.offer is not None else 0
        return t("offer.left", left=age(left)) if left > 0 else ""

    def make_parts(self) -> Sequence[Part]:
        """The reasons."""
        return (Words(self._why), self.rows, Blank(), Words(self._then))

    def primary(self) -> str:
        """What Enter does."""
        return t("decline.do")

    def escape_words(self) -> str:
        """What Esc does."""
        return t("decline.keep")

    def hints(self) -> Sequence[Hint]:
        """The keys line."""
        pairs = [("Enter", t("decline.do")), ("↑↓", t("dialog.key.choose"))]
        return key_hints(*pairs, right=[("Esc", t("dialog.key.close")), ("F1", t("hint.help"))])

    def refusal(self) -> str:
        """It is over: somebody else has it, or its time has run out."""
        offer = self.offer
        row = self.desk.backend.rows.get(offer.conv) if offer is not None else None
        if offer is None or row is None or row.offer != offer.offer:
            return t("offer.over", name=self.name)
        return ""

    def letter(self, key: str, character: str | None) -> bool:
        """A digit puts the cursor on its reason."""
        shown = digit(character or "") if character else ""
        if shown.isdigit() and 1 <= int(shown) <= len(self.rows.rows):
            self.rows.cursor = int(shown) - 1
            return True
        return False

    def result(self) -> DeclineOffer:
        """Declined."""
        chosen = self.rows.chosen
        offer = self.offer
        reason = chosen.id if chosen is not None else ""
        return DeclineOffer(offer.conv if offer else "", offer.offer if offer else "", reason)

    def _why(self) -> Sequence[Span]:
        return (Span(t("decline.why", name=names.short_name(self.name)), "muted"),)

    def _then(self) -> Sequence[Span]:
        name = names.short_name(self.offer.name) if self.offer is not None else t("desk.nameless")
        return (Span(t("decline.then", name=name), "muted"),)


def dialog(given: DialogContext) -> DeclineDialog:
    """For the desk's table."""
    return DeclineDialog(given)
