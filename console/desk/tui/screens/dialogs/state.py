"""My state: available, finish up then break, break now, away with a reason, or the way to signing off."""

from collections.abc import Sequence

from console.core.floor.presence import AgentState
from console.core.text.messages import t
from console.desk.adapters.port import Link
from console.desk.tui.dialogs import DialogContext
from console.desk.tui.screens.dialogs.parts import Part, Words
from console.desk.tui.screens.dialogs.results import ChooseState, OpenSheet, Result
from console.desk.tui.screens.dialogs.sheet import Sheet, key_hints
from console.desk.tui.screens.dialogs.sheet_parts import Blank, LabelledText, Row, RowsPart
from console.desk.work import names, shift
from console.desk.work.desk import NOTE, REPLY
from console.desk.work.hints import Hint
from console.desk.work.leaving import texts_left
from console.desk.work.reading import Span

_LABEL = 19
"""Cells of a choice; a longer one moves what stands behind it."""


class StateDialog(Sheet):
    """Nothing here locks anybody out: the same key leads back at any time."""

    def __init__(self, given: DialogContext) -> None:
        super().__init__(given)
        self.rows = RowsPart("states", moved=self._moved)
        self._show()
        present = shift.my_state(given.desk)
        self.rows.put(AgentState.FINISHING if present is AgentState.AVAILABLE else AgentState.AVAILABLE)
        self.reason = LabelledText(
            "reason",
            lambda: t("dialog.my_state.reason"),
            8,
            quiet=lambda: t("dialog.my_state.no_reason"),
            is_open=lambda: self.choice == AgentState.AWAY,
            known=shift.reasons(given.desk.rules),
        )

    @property
    def choice(self) -> str:
        """What the cursor stands on."""
        chosen = self.rows.chosen
        return chosen.id if chosen is not None else AgentState.AVAILABLE

    def heading(self) -> str:
        """What it is."""
        return t("dialog.my_state.title")

    def corner(self) -> str:
        """The keys that lead here."""
        return t("dialog.my_state.or").join(_shown(self.desk.keymap.keys("my_state")))

    def make_parts(self) -> Sequence[Part]:
        """Where I stand, the choices, the reason, and what colleagues see of it."""
        return (Words(self._headline), Blank(), self.rows, Blank(), self.reason, Words(self._then))

    def look(self) -> None:
        """Chats end, and the clock goes on."""
        self._show()
        super().look()

    def primary(self) -> str:
        """What Enter does."""
        return t(f"shift.do.{self.choice}")

    def escape_words(self) -> str:
        """What Esc does."""
        return t("dialog.nothing_changes")

    def refusal(self) -> str:
        """The backend must hear of it at once."""
        is_live = self.desk.backend.link.link is Link.LIVE
        return "" if is_live or self.choice == shift.SIGN_OFF else t("dialog.my_state.offline")

    def advice(self) -> str:
        """Nobody is sent anywhere, and nothing typed goes."""
        desk = self.desk
        drafted = [row for row in desk.mine() if desk.text(row.conv, REPLY).text or desk.text(row.conv, NOTE).text]
        kept = t("dialog.my_state.keeps", name=names.short_name(drafted[0].name)) if drafted else ""
        return t("dialog.my_state.advice") + ("; " + kept if kept else "")

    def hints(self) -> Sequence[Hint]:
        """The keys line."""
        pairs = [("Enter", self.primary()), ("↑↓", t("dialog.key.choose")), ("Tab", t("dialog.key.reason"))]
        return key_hints(*pairs, right=[("Esc", t("dialog.key.close")), ("F1", t("hint.help"))])

    def letter(self, key: str, character: str | None) -> bool:
        """The key that opened it closes it."""
        if key in self.desk.keymap.keys("my_state"):
            self.cancel()
            return True
        return False

    def result(self) -> Result:
        """Another state, or the list that comes before it."""
        if self.choice == shift.SIGN_OFF:
            return OpenSheet("sign_off")
        state = AgentState(self.choice)
        if state is AgentState.BREAK and shift.chats_of(self.desk):
            return OpenSheet("break_now")
        return ChooseState(state, self.reason.text.strip() if state is AgentState.AWAY else "")

    def _show(self) -> None:
        texts = texts_left(self.desk)
        self.rows.show([self._row(choice, texts) for choice in shift.CHOICES])

    def _row(self, choice: str, texts: int) -> Row:
        about = Span("  " + shift.about(self.desk, choice, texts=texts), "muted")
        return Row(choice, (Span("   " + t(f"shift.do.{choice}").ljust(_LABEL), "text"), about))

    def _moved(self) -> None:
        if self.choice == AgentState.AWAY and not self.reason.text:
            self.reason.typed.replace(shift.reasons(self.desk.rules)[0])

    def _headline(self) -> Sequence[Span]:
        account = self.desk.backend.account
        name = names.short_name(account.me.name) if account is not None else t("desk.you")
        return (Span(shift.headline(self.desk, name), "text"),)

    def _then(self) -> Sequence[Span]:
        key = self.desk.keymap.name("my_state")
        return (
            Span(t("dialog.my_state.see", what=t(f"shift.seen.{self.choice}")), "muted"),
            Span(t("dialog.my_state.no_lock", key=key), "muted"),
        )


def _shown(keys: Sequence[str]) -> list[str]:
    return [key.upper() if len(key) > 1 else key for key in keys]


def dialog(given: DialogContext) -> StateDialog:
    """For the desk's table."""
    return StateDialog(given)
