"""The details of one answer of the bot: from which articles it came, how sure it was, what was not sent of it."""

from collections.abc import Iterator, Sequence

from console.core.conversation.transcript import Turn
from console.core.text.messages import messages, t
from console.core.text.width import pad
from console.desk.tui.dialogs import DialogContext
from console.desk.tui.screens.dialogs.base import Dialog
from console.desk.tui.screens.dialogs.choices import Choice
from console.desk.tui.screens.dialogs.fields import ListPart
from console.desk.tui.screens.dialogs.parts import Part
from console.desk.work.reading import Span
from console.desk.work.times import clock_time, seconds

_LABEL_CELLS = 11


class TurnDialog(Dialog):
    """Read only; each fact is a line."""

    wide = 80

    def __init__(self, given: DialogContext, seq: int) -> None:
        super().__init__(given)
        self.seq = seq
        self.facts = ListPart("facts", t("dialog.turn.facts"), list(self._facts()), most_rows=24)
        self.facts.nothing = t("dialog.turn.none")

    def heading(self) -> str:
        """Which answer."""
        turn = self._turn()
        return t("dialog.turn.title", at=clock_time(turn.at, self.desk.zone) if turn else "")

    def make_parts(self) -> Sequence[Part]:
        """The facts."""
        return (self.facts,)

    def _turn(self) -> Turn | None:
        transcript = self.desk.backend.transcript(self.given.conv)
        turns = transcript.turns if transcript else ()
        return next((turn for turn in turns if turn.seq == self.seq and turn.kind == "bot"), None)

    def _facts(self) -> Iterator[Choice]:
        turn = self._turn()
        if turn is None:
            return
        yield _fact("said", turn.text or t("dialog.turn.nothing_said"), most_lines=40)
        if turn.unsent:
            yield _fact("unsent", turn.unsent, "suppressed", most_lines=40)
        outcome = f"dialog.turn.outcome.{turn.outcome}"
        yield _fact("outcome", t(outcome) if outcome in messages() else turn.outcome or t("dialog.turn.writing"))
        if turn.intent:
            yield _fact("intent", turn.intent)
        if turn.confidence is not None:
            yield _fact("confidence", f"{turn.confidence:.2f}")
        if turn.latency_ms:
            yield _fact("latency", seconds(turn.latency_ms))
        for number, (article, title) in enumerate(turn.sources):
            yield _fact("sources" if not number else "", f"{title}  ({article})", most_lines=2)


def _fact(name: str, text: str, role: str = "text", *, most_lines: int = 1) -> Choice:
    label = t(f"dialog.turn.{name}") if name else ""
    return Choice(f"{name} {text}", text, role, (Span(pad(label, _LABEL_CELLS) + " ", "muted"),), most_lines=most_lines)


def turn_details(given: DialogContext, seq: int) -> TurnDialog:
    """The details of the bot's turn with this `seq` in the chat of the context."""
    return TurnDialog(given, seq)
