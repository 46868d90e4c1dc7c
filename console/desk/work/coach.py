"""What a newcomer to the demo does next, in one line, until every step of the job was done once; then never again."""

from console.core.text.messages import t
from console.desk.work.desk import Desk
from console.desk.work.reading import Span


class Coach:
    """Follows one desk from the first take to the first resolved chat."""

    def __init__(self) -> None:
        self._is_over = False

    def line(self, desk: Desk, where: str) -> tuple[Span, ...]:
        """The next step with its key as it is in this place; empty once there is none."""
        step, action = self._step(desk)
        if not step:
            return ()
        key = desk.keymap.name(action, where) if action else ""
        lead = (Span(" ", "text"), Span(key, "key")) if key else ()
        return (*lead, Span(" " + t(f"coach.{step}"), "text"))

    def _step(self, desk: Desk) -> tuple[str, str]:
        self._is_over = self._is_over or desk.day.has_solved
        if self._is_over:
            return "", ""
        if not desk.mine():
            return "take", "take"
        if desk.sent_texts:
            return "resolve", "resolve"
        return ("send", "send") if desk.text().text.strip() else ("write", "")
