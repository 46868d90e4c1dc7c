"""Saved replies: found by typing, read before they are used, put into the reply box and never sent by that."""

from collections.abc import Sequence
from pathlib import Path

from console.core.text.messages import t
from console.desk.tui.dialogs import DialogContext
from console.desk.tui.screens.dialogs.base import Dialog
from console.desk.tui.screens.dialogs.choices import Choice
from console.desk.tui.screens.dialogs.fields import FindPart
from console.desk.tui.screens.dialogs.finding import found
from console.desk.tui.screens.dialogs.parts import Part, Words
from console.desk.tui.screens.dialogs.reply_folder import Saved, SavedReply, folder, saved_replies
from console.desk.tui.screens.dialogs.results import InsertText
from console.desk.work import names
from console.desk.work.reading import Span
from console.errors import ConfigError


class RepliesDialog(Dialog):
    """Those in the customer's language first; `{name}` and `{me}` become the customer's and the agent's names."""

    wide = 84
    tall = 28

    def __init__(self, given: DialogContext, path: Path | None) -> None:
        super().__init__(given)
        self.path = path
        self.saved = saved_replies(path) if path is not None else Saved(())
        row = given.desk.row(given.conv)
        self._lang = row.lang.replace("_", "-").partition("-")[0].lower() if row is not None else ""
        self._customer = names.short_name(row.name) if row is not None else ""
        self.find = FindPart("find", t("dialog.replies.find"), self._follow, grows=bool(self.saved.replies))
        if not self.saved.replies:
            self.tall = 0
            self.find.list.nothing = t("dialog.replies.none", path=path or "")

    def heading(self) -> str:
        """For whom."""
        return t("dialog.replies.title", name=self._customer) if self._customer else t("dialog.replies.title.nobody")

    def make_parts(self) -> Sequence[Part]:
        """The list, and the whole of the reply under the cursor."""
        return (self.find, Words(self._whole, fewest=5, most_lines=9))

    def primary(self) -> str:
        """What Enter does."""
        return t("dialog.replies.do") if self.saved.replies and self.given.conv else ""

    def result(self) -> InsertText | None:
        """The text, its places filled in."""
        reply = self._chosen()
        if reply is None:
            self.complaint = t("dialog.find.nothing")
            return None
        return InsertText(self.filled(reply.text))

    def filled(self, text: str) -> str:
        """The text with names in the places for them."""
        account = self.desk.backend.account
        me = names.short_name(account.me.name) if account else ""
        return text.replace("{name}", self._customer or "{name}").replace("{me}", me or "{me}")

    def _chosen(self) -> SavedReply | None:
        chosen = self.find.chosen
        return next((reply for reply in self.saved.replies if chosen and reply.id == chosen.id), None)

    def _follow(self, text: str) -> Sequence[Choice]:
        mine = sorted(self.saved.replies, key=lambda reply: self._rank(reply.lang))
        ranked = found(text, mine, lambda reply: (reply.title, reply.id, reply.text))
        return [
            Choice(
                reply.id,
                reply.title,
                tail=(Span("  " + " ".join(reply.text.split()), "muted"),),
                right=(Span(names.language(reply.lang), "muted"),) if reply.lang else (),
            )
            for reply in ranked
        ]

    def _rank(self, lang: str) -> int:
        return 0 if lang and lang == self._lang else 2 if lang else 1

    def _whole(self) -> Sequence[Span]:
        reply = self._chosen()
        problems = [Span("▲ " + problem, "warn") for problem in self.saved.problems[:2]]
        return (*problems, Span(self.filled(reply.text) if reply else "", "text"))


def dialog(given: DialogContext) -> RepliesDialog:
    """For the desk's table."""
    try:
        path: Path | None = folder()
    except ConfigError:
        path = None
    return RepliesDialog(given, path)
