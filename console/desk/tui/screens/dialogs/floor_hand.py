"""Handing several chats at once: the same dialog as for one, about so many people."""

from collections.abc import Sequence

from console.core.floor.rows import Row
from console.core.text.messages import t
from console.desk.tui.dialogs import DialogContext
from console.desk.tui.screens.dialogs.about_chat import named
from console.desk.tui.screens.dialogs.hand_to import HandToDialog
from console.desk.tui.screens.dialogs.parts import Part, Words
from console.desk.work import names
from console.desk.work.reading import Span


class HandSeveralDialog(HandToDialog):
    """To one agent, team or queue; each chat goes by a command of its own."""

    def __init__(self, given: DialogContext, handed: Sequence[Row]) -> None:
        self.handed = list(handed)
        super().__init__(given)

    @property
    def customer(self) -> str:
        """How many, or who."""
        if len(self.handed) == 1:
            return names.short_name(self.handed[0].name)
        return t("hand_several.people", n=len(self.handed))

    def heading(self) -> str:
        """How many are handed on."""
        if len(self.handed) == 1:
            return super().heading()
        return t("dialog.hand_to.title", name=self.customer)

    def make_parts(self) -> Sequence[Part]:
        """By name, then as for one."""
        own = super().make_parts()
        if len(self.handed) == 1:
            return own
        return (Words(self._named, most_lines=2), *own[1:])

    def refusal(self) -> str:
        """All of them have gone."""
        rows = self.desk.backend.rows
        here = any(row.conv in rows for row in self.handed)
        return "" if here else t("hand_several.gone")

    def _named(self) -> Sequence[Span]:
        return (Span(named(self.handed), "text"),)
