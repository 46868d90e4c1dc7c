"""How a step becomes a command: kept on disk and on its way, or said why it cannot be done now."""

from console.core.conversation.commands import AgentCommand
from console.core.text.messages import t
from console.desk.adapters.port import Outgoing
from console.desk.work import names
from console.desk.work.situation import why_not
from console.desk.work.texts import Texts
from console.errors import WarmlineError


class Steps(Texts):
    """Issues commands for one desk."""

    def submit(self, conv: str, command: AgentCommand, *, epoch: int | None = None) -> bool:
        """Issue a dialog's command under the epoch that was on the screen; giving a chat away is no loss."""
        row = self.desk.row(conv)
        self.desk.own_acts.add(conv)
        return self._submit(conv, command, epoch=epoch or (row.epoch if row else None)) is not None

    def _submit(self, conv: str, command: AgentCommand, *, epoch: int | None = None) -> Outgoing | None:
        desk = self.desk
        try:
            item = desk.backend.submit(conv, command, epoch=epoch)
        except WarmlineError as problem:
            desk.tell(str(problem), glyph="■")
            return None
        desk.outgoing.setdefault(item.id, item)
        return item

    def _cannot(self, needs: str) -> bool:
        self.desk.tell(why_not(needs, self.desk.situation()) or t("why_not.nothing_open"))
        return False

    def _name_of(self, conv: str) -> str:
        row = self.desk.row(conv)
        return names.short_name(row.name) if row else t("desk.nameless")
