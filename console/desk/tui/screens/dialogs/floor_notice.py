"""One notice to customers who wait: which one, what each language reads, to how many; then a yes."""

from collections import Counter
from collections.abc import Sequence
from typing import Any, ClassVar

import msgspec

from console.core.conversation.words import NoticeCode
from console.core.floor.acting import NoticeAll
from console.core.floor.rows import Row
from console.core.text.messages import messages, t
from console.desk.tui.dialogs import DialogContext
from console.desk.tui.screens.dialogs.about_chat import named
from console.desk.tui.screens.dialogs.base import Dialog
from console.desk.tui.screens.dialogs.choices import Choice
from console.desk.tui.screens.dialogs.fields import ListPart, TextPart
from console.desk.tui.screens.dialogs.parts import Part, Words
from console.desk.work import names
from console.desk.work.reading import Span

_CODES = (NoticeCode.KNOWN_PROBLEM, NoticeCode.BUSY, NoticeCode.STILL_HERE)
_LONGEST_TOPIC = 40
_MOST_LINES = 12


class Notice(msgspec.Struct, frozen=True):
    """Yes: this notice to these people."""

    command: NoticeAll
    count: int


class NoticeDialog(Dialog):
    """What is said is of a closed list; only what a known problem is about has words of one's own."""

    is_guarded: ClassVar[bool] = True
    wide = 76

    def __init__(self, given: DialogContext, told: Sequence[Row], *, queue: str = "", topic: str = "") -> None:
        super().__init__(given)
        self.told = list(told)
        self.queue, self.topic = queue, topic
        order = _CODES if topic else (*_CODES[1:], _CODES[0])
        self.which = ListPart("which", t("notice.which"), [Choice(code, t(f"notice.{code}")) for code in order])
        self.about = TextPart("about", t("notice.about"), topic, empty=t("notice.about.empty"))

    def heading(self) -> str:
        """To how many."""
        return t("notice.title", n=len(self.told))

    def make_parts(self) -> Sequence[Part]:
        """Which one, about what, and what everybody reads."""
        return (Words(self._whom, most_lines=3), self.which, self.about, Words(self._preview, most_lines=_MOST_LINES))

    def primary(self) -> str:
        """What Enter does."""
        return t("notice.do", n=len(self.told))

    def refusal(self) -> str:
        """Nobody waits, or a known problem that is about nothing."""
        if not self.told:
            return t("notice.nobody")
        if self._code == NoticeCode.KNOWN_PROBLEM and not self._topic:
            return t("notice.about.needed")
        return ""

    def result(self) -> Any:
        """The command: to these people, as they were when they were counted."""
        params = {"topic": self._topic} if self._code == NoticeCode.KNOWN_PROBLEM else {}
        convs = tuple(row.conv for row in self.told)
        return Notice(NoticeAll(self._code, convs, self.queue, self.topic, params), len(self.told))

    @property
    def _code(self) -> str:
        chosen = self.which.choices.chosen
        return chosen.id if chosen is not None else NoticeCode.BUSY

    @property
    def _topic(self) -> str:
        return " ".join(self.about.text.split())[:_LONGEST_TOPIC]

    def _whom(self) -> Sequence[Span]:
        return (Span(named(self.told), "muted"),)

    def _preview(self) -> Sequence[Span]:
        """What each language reads, with how many read it; the most first."""
        known = messages()
        counted = Counter(names.language_code(row.lang) for row in self.told)
        spans = []
        for lang, number in counted.most_common():
            own = f"notice.text.{self._code}.{lang}"
            said = own if own in known else f"notice.text.{self._code}.en"
            head = t("notice.reads", n=number, lang=names.language(lang) or lang)
            spans.append(Span(f'{head}: "{t(said, topic=self._topic or "…")}"', "text"))
        return spans
