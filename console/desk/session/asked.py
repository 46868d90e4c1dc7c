"""What was asked beside commands (a search, the articles, something of the floor), until it has its answer."""

from collections.abc import Callable

from console.core.replica import safe_struct
from console.core.wire import frames
from console.desk.session import effects as fx
from console.desk.session.outbox_item import sentence

Question = frames.Find | frames.ListArticles | frames.Act


class Asked:
    """Questions that were asked on this socket and not answered."""

    def __init__(self, emit: Callable[[fx.Effect], None]) -> None:
        self._emit = emit
        self._ids: set[str] = set()

    def __contains__(self, ask_id: object) -> bool:
        return ask_id in self._ids

    def begin(self, question: Question) -> None:
        """It is about to be asked."""
        self._ids.add(question.id)

    def answered(self, frame: frames.Found | frames.Articles | frames.Result) -> None:
        """The answer has come."""
        told = safe_struct(frame)
        match told:
            case frames.Found():
                self._end(fx.Answered(told.id, told.hits))
            case frames.Articles():
                self._end(fx.Answered(told.id, told.articles))
            case frames.Result():
                self._end(fx.Acted(told.id, told))

    def unanswered(self, frame: frames.Problem) -> None:
        """There will be none."""
        told = safe_struct(frame)
        self._end(fx.Unanswered(told.id, sentence(told.code, told.message, {})))

    def link_lost(self) -> None:
        """None of them will be answered."""
        for ask_id in sorted(self._ids):
            self._end(fx.Unanswered(ask_id, ""))

    def _end(self, effect: fx.Answered | fx.Acted | fx.Unanswered) -> None:
        self._ids.discard(effect.id)
        self._emit(effect)
