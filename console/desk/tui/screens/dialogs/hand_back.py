"""Handing a chat back to the bot: an article to pin, an instruction, whether it answers now, what she will read."""

from collections.abc import Sequence

from console.core.conversation.commands import HandBack
from console.core.floor.rows import Article
from console.core.text.messages import t
from console.core.text.safe import safe_line
from console.desk.tui.dialogs import DialogContext
from console.desk.tui.screens.dialogs.about_chat import ChatDialog
from console.desk.tui.screens.dialogs.choices import Choice
from console.desk.tui.screens.dialogs.fields import FindPart, TextPart
from console.desk.tui.screens.dialogs.finding import found
from console.desk.tui.screens.dialogs.parts import Part, SwitchPart, Words
from console.desk.work.reading import Span
from console.errors import WarmlineError

_TITLE_CELLS = 100


class HandBackDialog(ChatDialog):
    """To the bot; refused while the customer's wish for a person has no answer."""

    def __init__(self, given: DialogContext) -> None:
        super().__init__(given)
        self._articles: Sequence[Article] = ()
        self._said = t("dialog.hand_back.loading")
        is_waiting = self.row is not None and self.row.unanswered > 0
        self.articles = FindPart(
            "article", t("dialog.hand_back.article"), self._follow, empty=t("dialog.hand_back.article.empty")
        )
        self.instruction = TextPart(
            "instruction",
            t("dialog.hand_back.instruction"),
            rows=3,
            empty=t("dialog.hand_back.instruction.empty"),
        )
        self.answers = SwitchPart("answers", t("dialog.hand_back.answers"), is_on=is_waiting)

    def heading(self) -> str:
        """Who goes back to the bot."""
        return t("dialog.hand_back.title", name=self.full_name)

    def make_parts(self) -> Sequence[Part]:
        """Her last line first: what the bot will have to answer."""
        return (
            Words(self._above, most_lines=5),
            self.articles,
            self.instruction,
            Words(lambda: (Span(t("dialog.hand_back.plainly"), "muted"),), is_tight=True),
            self.answers,
            Words(lambda: (Span(self._reads(), "text"),)),
        )

    def primary(self) -> str:
        """What Enter does."""
        return t("dialog.hand_back.do")

    def refusal(self) -> str:
        """Her wish for a person is open, or it is not mine."""
        row = self.row
        if row is not None and row.request_open:
            return t("dialog.unanswered_request", name=self.customer)
        return super().refusal()

    def result(self) -> HandBack:
        """The command."""
        chosen = self.articles.chosen
        return HandBack(self.instruction.text.strip(), chosen.id if chosen else "", self.answers.is_on)

    def on_mount(self) -> None:
        """The articles are asked for while the dialog stands there already."""
        super().on_mount()
        self.run_worker(self._load(), exit_on_error=False)

    async def _load(self) -> None:
        row = self.row
        try:
            self._articles = await self.desk.backend.articles(row.lang if row else "")
            self._said = "" if self._articles else t("dialog.hand_back.no_articles")
        except WarmlineError as problem:
            self._said = t("dialog.hand_back.articles_failed", why=problem)
        self.articles.follow()
        self.look()

    def _follow(self, text: str) -> Sequence[Choice]:
        none = Choice("", t("dialog.hand_back.no_pin"), tail=(Span("  " + self._said, "muted"),) if self._said else ())
        listed = [
            Choice(
                article.id,
                safe_line(article.title or article.id, _TITLE_CELLS),
                tail=(Span("  " + safe_line(article.id, _TITLE_CELLS), "muted"),),
            )
            for article in self._articles
        ]
        ranked = found(text, listed, lambda choice: (choice.text, choice.id))
        return [*ranked, none] if text else [none, *ranked]

    def _above(self) -> Sequence[Span]:
        row = self.row
        asked = row is not None and (row.asked or self._asked())
        warning = t("dialog.hand_back.asked", name=self.customer) if asked else ""
        return (*self.last_words(), Span("▲ " + warning if warning else "", "warn"))

    def _asked(self) -> bool:
        transcript = self.desk.backend.transcript(self.given.conv)
        return any(turn.asks or turn.code == "asked" for turn in (transcript.turns if transcript else ()))

    def _reads(self) -> str:
        then = "dialog.hand_back.reads.now" if self.answers.is_on else "dialog.hand_back.reads.later"
        return t("dialog.hand_back.reads", name=self.customer) + " " + t(then, name=self.customer)


def dialog(given: DialogContext) -> HandBackDialog:
    """For the desk's table."""
    return HandBackDialog(given)
