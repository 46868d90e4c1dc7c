"""The theme picker: the desk stands there in the theme under the cursor; Esc goes back to the one before."""

from collections.abc import Sequence

from console.core.text.messages import t
from console.desk.tui.dialogs import DialogContext
from console.desk.tui.screens.dialogs.base import Dialog
from console.desk.tui.screens.dialogs.choices import Choice
from console.desk.tui.screens.dialogs.fields import FindPart
from console.desk.tui.screens.dialogs.finding import found
from console.desk.tui.screens.dialogs.parts import Part, Words
from console.desk.tui.screens.dialogs.results import KeepTheme
from console.desk.tui.widgets.spans import theming_of
from console.desk.work.reading import Span


class ThemeDialog(Dialog):
    """Ours first, then those that Textual brings, which promise no contrast."""

    wide = 50
    tall = 24

    def __init__(self, given: DialogContext) -> None:
        super().__init__(given)
        self._names: list[str] = []
        self._ours: frozenset[str] = frozenset()
        self.find = FindPart("theme", t("dialog.theme.themes"), self._follow, grows=True, moved=self._moved)

    def heading(self) -> str:
        """What it is."""
        return t("dialog.theme.title")

    def make_parts(self) -> Sequence[Part]:
        """The list, and what there is to say about the theme."""
        theming = theming_of(self)
        theming.register_all()
        self._names, self._ours = theming.names(), frozenset(theming.shelf.names())
        self.find.follow()
        shown = [choice.id for choice in self.find.list.choices.items]
        self.find.list.choices.choose(shown.index(theming.current) if theming.current in shown else 0)
        return (self.find, Words(self._caution, most_lines=3))

    def primary(self) -> str:
        """What Enter does."""
        return t("dialog.theme.do")

    def result(self) -> KeepTheme | None:
        """The theme that is shown."""
        if self.find.chosen is None:
            self.complaint = t("dialog.find.nothing")
            return None
        return KeepTheme(theming_of(self).keep())

    def cancelled(self) -> None:
        """Back to the theme before."""
        theming_of(self).revert()

    def _follow(self, text: str) -> Sequence[Choice]:
        listed = [Choice(name, name, tail=(Span("  " + _about(name), "muted"),)) for name in self._names]
        ranked = found(text, listed, lambda choice: (choice.text, choice.tail[0].text))
        ours = [choice for choice in ranked if choice.id in self._ours]
        others = [choice for choice in ranked if choice.id not in self._ours]
        heading = [Choice("", t("dialog.theme.others"), "muted", is_heading=True)] if others else []
        return [*ours, *heading, *others]

    def _moved(self) -> None:
        chosen = self.find.chosen
        if chosen is not None:
            theming_of(self).preview(chosen.id)

    def _caution(self) -> Sequence[Span]:
        chosen = self.find.chosen
        said = theming_of(self).caution(chosen.id) if chosen is not None else ""
        return (Span("▲ " + said if said else "", "warn"),)


def _about(name: str) -> str:
    said = t(f"dialog.theme.about.{name}")
    return "" if said.startswith("dialog.") else said


def dialog(given: DialogContext) -> ThemeDialog:
    """For the desk's table."""
    return ThemeDialog(given)
