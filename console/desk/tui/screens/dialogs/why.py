"""Why me: on what the router's decision about this conversation rested, or how else it came to me."""

from collections.abc import Sequence

from console.core.text.messages import t
from console.desk.tui.dialogs import DialogContext
from console.desk.tui.screens.dialogs.base import Dialog
from console.desk.tui.screens.dialogs.parts import Part, Words
from console.desk.work import names
from console.desk.work.reading import Span
from console.desk.work.why import latest_why, no_why, why_lines


class WhyDialog(Dialog):
    """Reads, and changes nothing."""

    def heading(self) -> str:
        """About whom."""
        return t("routed.title", name=self._customer())

    def make_parts(self) -> Sequence[Part]:
        """The values, line by line."""
        return (Words(self._why),)

    def _customer(self) -> str:
        row = self.desk.row(self.given.conv)
        return names.full_name(row.name if row is not None else "")

    def _why(self) -> Sequence[Span]:
        desk, conv = self.desk, self.given.conv
        transcript = desk.backend.transcript(conv)
        if transcript is None or not transcript.complete:
            return (Span(t("status.loading"), "muted"),)
        turn = latest_why(transcript.turns, desk.me)
        if turn is None or turn.why is None:
            return (Span(no_why(transcript.turns, desk.me, self._customer()), "text"),)
        first, *rest = why_lines(turn.why, desk.people(conv).agent, desk.zone)
        return (Span(first, "text"), *(Span(line, "muted") for line in rest))


def dialog(given: DialogContext) -> WhyDialog:
    """For the desk's table."""
    return WhyDialog(given)
