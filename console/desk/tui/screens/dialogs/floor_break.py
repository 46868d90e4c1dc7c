"""Sending an agent on break: when her chats have ended, or at once; then a yes."""

from collections.abc import Sequence
from typing import Any, ClassVar

import msgspec

from console.core.floor.acting import SetState
from console.core.floor.presence import AgentState
from console.core.metrics.wall import AgentLine
from console.core.text.messages import t
from console.desk.tui.dialogs import DialogContext
from console.desk.tui.screens.dialogs.base import Dialog
from console.desk.tui.screens.dialogs.choices import Choice
from console.desk.tui.screens.dialogs.fields import ListPart
from console.desk.tui.screens.dialogs.parts import Part, Words
from console.desk.work.floor_views.agents import state_of
from console.desk.work.reading import Span


class Break(msgspec.Struct, frozen=True):
    """Yes: this agent goes on break."""

    command: SetState


class BreakDialog(Dialog):
    """Nobody is made to take chats, and nobody else says where she is: a break is all that can be set."""

    is_guarded: ClassVar[bool] = True
    wide = 66

    def __init__(self, given: DialogContext, agent: AgentLine) -> None:
        super().__init__(given)
        self.agent = agent
        chats = agent.chats
        items = [Choice(AgentState.FINISHING, t("break.finishing", n=chats))] if chats else []
        items.append(Choice(AgentState.BREAK, t("break.now", n=chats) if chats else t("break.now.free")))
        self.which = ListPart("which", t("break.which"), items)

    def heading(self) -> str:
        """Whose state."""
        return t("break.title", name=self.agent.name)

    def make_parts(self) -> Sequence[Part]:
        """How she is, and what she is told."""
        agent = self.agent
        now = t("break.is", name=agent.name, state=state_of(agent), n=agent.chats)
        told = t("break.told", name=agent.name)
        return (Words(lambda: (Span(now, "text"),)), self.which, Words(lambda: (Span(told, "muted"),)))

    def primary(self) -> str:
        """What Enter does."""
        chosen = self.which.choices.chosen
        is_later = chosen is not None and chosen.id == AgentState.FINISHING
        return t("break.do.later" if is_later else "break.do", name=self.agent.name)

    def result(self) -> Any:
        """The command."""
        chosen = self.which.choices.chosen
        state = AgentState(chosen.id) if chosen is not None else AgentState.BREAK
        return Break(SetState(state, agent=self.agent.id))
