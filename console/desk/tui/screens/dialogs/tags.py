"""The tags of a chat: written with commas between them, or chosen from those in use elsewhere."""

from collections import Counter
from collections.abc import Sequence

from console.core.conversation.commands import Tag
from console.core.conversation.decide.agents import LONGEST_TAG, MOST_TAGS
from console.core.text.messages import t
from console.desk.tui.dialogs import DialogContext
from console.desk.tui.screens.dialogs.about_chat import ChatDialog
from console.desk.tui.screens.dialogs.choices import Choice
from console.desk.tui.screens.dialogs.fields import ListPart, TextPart
from console.desk.tui.screens.dialogs.parts import Part
from console.desk.work.reading import Span

_MOST_KNOWN = 100


class TagsDialog(ChatDialog):
    """Anybody on the staff may tag any chat that is in sight."""

    wide = 60

    def __init__(self, given: DialogContext) -> None:
        super().__init__(given)
        row = self.row
        self._typed_before = ", ".join(row.tags) + ", " if row is not None and row.tags else ""
        used = Counter(tag for other in given.desk.backend.rows.values() for tag in other.tags)
        self._known = [tag for tag, _ in sorted(used.items(), key=lambda pair: (-pair[1], pair[0]))[:_MOST_KNOWN]]
        self.text = TextPart(
            "tags", t("dialog.tags.tags"), self._typed_before, rows=3, empty=t("dialog.tags.empty"), changed=self._show
        )
        self.used = ListPart("used", t("dialog.tags.known"), most_rows=6)
        self.used.nothing = t("dialog.tags.none_known")
        self.used.hint = lambda: t("dialog.tags.space")
        self._show()

    def heading(self) -> str:
        """Whose tags."""
        return t("dialog.tags.title", name=self.full_name)

    def make_parts(self) -> Sequence[Part]:
        """The text, then what is in use elsewhere."""
        return (self.text, self.used)

    def primary(self) -> str:
        """What Enter does."""
        return t("dialog.tags.do")

    def refusal(self) -> str:
        """It is out of sight."""
        is_here = self.given.conv in self.desk.backend.rows
        return "" if is_here else t("dialog.not_mine.gone", name=self.customer)

    def letter(self, key: str, character: str | None) -> bool:
        """Space sets the tag under the cursor, or takes it away."""
        chosen = self.used.choices.chosen
        if key != "space" or chosen is None:
            return False
        tags = [tag for tag in self.tags() if tag != chosen.id]
        if len(tags) == len(self.tags()):
            tags.append(chosen.id)
        self.text.typed.replace(", ".join(tags) + (", " if tags else ""))
        self._show()
        return True

    def tags(self) -> tuple[str, ...]:
        """What is written, each tag once."""
        words = (" ".join(part.split()) for part in self.text.text.split(","))
        return tuple(dict.fromkeys(word for word in words if word))

    def result(self) -> Tag | None:
        """The command."""
        tags = self.tags()
        if len(tags) > MOST_TAGS or any(len(tag) > LONGEST_TAG for tag in tags):
            self.complaint = t("refused.bad_tags", limit=MOST_TAGS, longest=LONGEST_TAG)
            return None
        return Tag(tags)

    def _show(self) -> None:
        if not hasattr(self, "used"):
            return
        tags = self.tags()
        begun = "" if self.text.text.rstrip().endswith(",") else (tags[-1] if tags else "").casefold()
        begun = "" if begun in self._known else begun
        listed = [tag for tag in self._known if begun in tag.casefold()]
        self.used.choices.show(
            [Choice(tag, tag, lead=(Span("✓ " if tag in tags else "  ", "fine"),)) for tag in listed]
        )


def dialog(given: DialogContext) -> TagsDialog:
    """For the desk's table."""
    return TagsDialog(given)
