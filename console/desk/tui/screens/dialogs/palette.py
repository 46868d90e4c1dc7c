"""The palette: finds any command by its words, any chat by name or number, and any theme; themes are shown at once."""

from collections.abc import Iterator, Sequence

from console.core.floor.rows import Row
from console.core.text.messages import t
from console.desk.actions import ACTIONS, Action
from console.desk.tui.dialogs import DialogContext
from console.desk.tui.screens.dialogs.base import Dialog
from console.desk.tui.screens.dialogs.choices import Choice
from console.desk.tui.screens.dialogs.fields import FindPart
from console.desk.tui.screens.dialogs.finding import found
from console.desk.tui.screens.dialogs.parts import Part
from console.desk.tui.screens.dialogs.results import KeepTheme, OpenChat, Result
from console.desk.tui.widgets.spans import theming_of
from console.desk.work import lists, names
from console.desk.work.reading import Span
from console.desk.work.situation import Situation, why_not

_ACTION, _CHAT, _THEME = "action:", "chat:", "theme:"
_MOST_CHATS = 20


class PaletteDialog(Dialog):
    """What cannot be done now stands there too, and says why."""

    wide = 84
    tall = 28

    def __init__(self, given: DialogContext) -> None:
        super().__init__(given)
        self._themes: list[str] | None = None
        self.find = FindPart(
            "find",
            t("dialog.palette.find"),
            self._follow,
            empty=t("dialog.palette.empty"),
            grows=True,
            moved=self._moved,
        )

    def heading(self) -> str:
        """What it is."""
        return t("dialog.palette.title")

    def make_parts(self) -> Sequence[Part]:
        """One field over one list."""
        return (self.find,)

    def primary(self) -> str:
        """What Enter does with what stands under the cursor."""
        chosen = self.find.chosen
        if chosen is not None and chosen.id.startswith(_CHAT):
            return t("dialog.palette.open")
        return t("dialog.palette.theme" if chosen is not None and chosen.id.startswith(_THEME) else "dialog.palette.do")

    def result(self) -> Result | None:
        """An action's id, a chat to open, or a theme to stay with."""
        chosen = self.find.chosen
        if chosen is None:
            self.complaint = t("dialog.find.nothing")
            return None
        kind, _, rest = chosen.id.partition(":")
        if kind == "theme":
            return KeepTheme(theming_of(self).keep())
        theming_of(self).revert()
        if kind == "chat":
            return OpenChat(rest)
        if chosen.why_not:
            self.complaint = chosen.why_not
            return None
        return rest

    def cancelled(self) -> None:
        """A theme that was only looked at goes again."""
        theming_of(self).revert()

    def _moved(self) -> None:
        chosen = self.find.chosen
        if chosen is not None and chosen.id.startswith(_THEME):
            theming_of(self).preview(chosen.id.removeprefix(_THEME))
        else:
            theming_of(self).revert()

    def _follow(self, text: str) -> Sequence[Choice]:
        situation = self.desk.situation()
        actions = [
            _command(action, self.desk.keymap.name(action.id), situation) for action in ACTIONS if action.palette
        ]
        actions.sort(key=lambda choice: bool(choice.why_not))
        if not text:
            return actions
        numbered = [row for row in self.desk.backend.rows.values() if text.removeprefix("#") == str(row.no)]
        chats = found(text, self.desk.backend.rows.values(), lambda row: (row.name, row.topic), _MOST_CHATS)
        things = [*actions, *map(self._chat, chats), *self._theme_choices()]
        return [*map(self._chat, numbered), *found(text, things, _fields)]

    def _chat(self, row: Row) -> Choice:
        about = " · ".join(part for part in (names.language(row.lang), row.topic) if part)
        state = t(f"dialog.state.{row.state}") if not lists.is_mine(row, self.desk.me) else t("dialog.state.mine")
        tail = (Span(f"  {state}" + (f" · {about}" if about else ""), "muted"),)
        lead = (Span(t("dialog.palette.chat") + " ", "muted"),)
        right = (Span(f"#{row.no}", "muted"),)
        return Choice(_CHAT + row.conv, names.full_name(row.name), "customer", lead, tail, right)

    def _theme_choices(self) -> Iterator[Choice]:
        if self._themes is None:
            theming = theming_of(self)
            theming.register_all()
            self._themes = theming.names()
        lead = (Span(t("dialog.palette.theme_lead") + " ", "muted"),)
        for name in self._themes:
            yield Choice(_THEME + name, name, lead=lead)


def _command(action: Action, key: str, situation: Situation) -> Choice:
    return Choice(
        _ACTION + action.id,
        action.title,
        tail=(Span("  " + action.help, "muted"),),
        right=(Span(key, "key"),) if key else (),
        why_not=why_not(action.needs, situation),
    )


def _fields(choice: Choice) -> Sequence[str]:
    if choice.id.startswith(_THEME):
        return (choice.text, t("dialog.palette.theme_lead"))
    return (choice.text, "".join(span.text for span in choice.tail))


def dialog(given: DialogContext) -> PaletteDialog:
    """For the desk's table."""
    return PaletteDialog(given)
