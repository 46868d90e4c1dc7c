"""Unsent texts and drafts, newest first: read, send, give back, leave as a note, copy, or throw away after a yes."""

from collections.abc import Iterator, Sequence

import msgspec

from console.core.conversation.commands import Note, Reply
from console.core.text.messages import t
from console.core.text.width import pad
from console.desk.adapters.port import Fate
from console.desk.tui.dialogs import DialogContext
from console.desk.tui.screens.dialogs.base import Act, Dialog
from console.desk.tui.screens.dialogs.choices import Choice
from console.desk.tui.screens.dialogs.fields import ListPart
from console.desk.tui.screens.dialogs.parts import Part, Words
from console.desk.tui.screens.dialogs.results import (
    CopyText,
    GiveAsNote,
    GiveBack,
    OpenChat,
    Result,
    SendHeld,
    ThrowAway,
)
from console.desk.work import lists, names
from console.desk.work.desk import NOTE, REPLY
from console.desk.work.layouts import us_key
from console.desk.work.reading import Span
from console.desk.work.times import clock_time

COPY, AS_NOTE, THROW_AWAY = "y", "N", "x"
_GLYPHS = {Fate.HELD: "▲", Fate.REFUSED: "■", Fate.EXPIRED: "■", Fate.UNKNOWN: "▲"}
_NAME_CELLS = 14


class Unsent(msgspec.Struct, frozen=True):
    """One text that did not go."""

    id: str
    conv: str
    kind: str
    text: str
    at: int
    fate: str
    """A fate of the port, or `draft`."""
    why: str = ""


class UnsentDialog(Dialog):
    """What Enter does depends on the text: go there, send it as it is, or put it back into its draft."""

    wide = 88

    def __init__(self, given: DialogContext) -> None:
        super().__init__(given)
        self._texts: dict[str, Unsent] = {}
        self._asking = ""
        """The text about which the agent is asked whether it shall be thrown away."""
        self.list = ListPart("texts", t("dialog.unsent.texts"), most_rows=12)
        self.list.nothing = t("dialog.unsent.none")

    def heading(self) -> str:
        """What it is."""
        return t("dialog.unsent.title")

    def make_parts(self) -> Sequence[Part]:
        """The list, and the whole of the text under the cursor."""
        self._read()
        return (self.list, Words(self._whole, fewest=6 if self._texts else 0, most_lines=9))

    def look(self) -> None:
        """A text may have gone meanwhile."""
        if self._is_made:
            self._read()
        super().look()

    def primary(self) -> str:
        """What Enter does with this text."""
        text = self.chosen
        return t(f"dialog.unsent.do.{text.fate}", name=self._customer(text.conv)) if text is not None else ""

    @property
    def chosen(self) -> Unsent | None:
        """The text under the cursor."""
        found = self.list.choices.chosen
        return self._texts.get(found.id) if found is not None else None

    def acts(self) -> Sequence[Act]:
        """What else can be done with it; while the question stands, the answers."""
        if self.chosen is None or self._asking:
            return ()
        owner = self._owner(self.chosen.conv)
        note = [Act("note", AS_NOTE, t("dialog.unsent.note", owner=owner))] if owner else []
        throw = (
            []
            if self.chosen.fate in (Fate.IN_FLIGHT, Fate.SENT)
            else [Act("throw", THROW_AWAY, t("dialog.unsent.throw"))]
        )
        return [Act("copy", COPY, t("dialog.unsent.copy")), *note, *throw]

    def result(self) -> Result | None:
        """Enter."""
        text = self.chosen
        if text is None:
            return None
        if text.fate == Fate.HELD:
            return SendHeld(text.id)
        if text.fate in (Fate.REFUSED, Fate.EXPIRED, Fate.UNKNOWN):
            return GiveBack(text.id, text.conv, text.kind, text.text)
        return OpenChat(text.conv, kind=text.kind)

    def act(self, act_id: str) -> None:
        """The other keys."""
        text = self.chosen
        if text is None:
            return
        command_id = "" if text.fate == "draft" else text.id
        kind = text.kind if not command_id else ""
        if act_id == "copy":
            self.finish(CopyText(text.text))
        elif act_id == "note":
            self.finish(GiveAsNote(text.conv, text.text, command_id, kind))
        elif act_id == "throw":
            self._asking = text.id
            self.complaint = t("dialog.unsent.ask", name=self._customer(text.conv))
        elif act_id == "yes":
            self.finish(ThrowAway(text.conv, command_id, kind))

    def take_key(self, key: str, character: str | None) -> None:
        """While it is asked, only a yes throws away; every other key, Enter too, does not."""
        if not self._asking:
            super().take_key(key, character)
            return
        is_same = self.chosen is not None and self.chosen.id == self._asking
        self._asking, self.complaint = "", ""
        if is_same and character and us_key(character) == t("dialog.yes.key"):
            self.act("yes")

    def clicked(self, x: int, y: int, *, is_double: bool) -> None:
        """The mouse takes the question back."""
        self._asking, self.complaint = "", ""
        super().clicked(x, y, is_double=is_double)

    def letter(self, key: str, character: str | None) -> bool:
        """The keys of the other buttons."""
        wanted = us_key(character) if character else ""
        act = next((act for act in self.acts() if act.key == wanted), None)
        if act is not None:
            self.act(act.id)
        return act is not None

    def _read(self) -> None:
        found = sorted(self._unsent(), key=lambda text: (-text.at, text.id))
        self._texts = {text.id: text for text in found}
        self.list.choices.show([self._choice(text) for text in found])

    def _unsent(self) -> Iterator[Unsent]:
        held = set()
        for item in self.desk.backend.outbox():
            if isinstance(item.command, Reply | Note) and item.fate is not Fate.SENT:
                kind = REPLY if isinstance(item.command, Reply) else NOTE
                held.add((item.conv, kind, item.command.text))
                yield Unsent(item.id, item.conv, kind, item.command.text, item.at, item.fate, item.message)
        for draft in self.desk.backend.drafts():
            # A held text stands in its draft too, so that it can be edited: it is one text.
            if draft.text.strip() and (draft.conv, draft.kind, draft.text) not in held:
                yield Unsent(f"draft {draft.conv} {draft.kind}", draft.conv, draft.kind, draft.text, draft.at, "draft")

    def _choice(self, text: Unsent) -> Choice:
        glyph = "✎" if text.fate == "draft" else _GLYPHS.get(Fate(text.fate), "·")
        lead = (
            Span(clock_time(text.at, self.desk.zone) + " ", "muted"),
            Span(glyph + " ", lists.ROLES.get(glyph, "muted")),
            Span(pad(self._customer(text.conv), _NAME_CELLS) + " ", "customer"),
        )
        right = (Span(t(f"dialog.unsent.is.{text.fate}"), "muted"),)
        return Choice(text.id, " ".join(text.text.split()), "note" if text.kind == NOTE else "text", lead, right=right)

    def _whole(self) -> Sequence[Span]:
        text = self.chosen
        if text is None:
            return ()
        about = t(f"dialog.unsent.about.{text.kind}", name=self._customer(text.conv))
        why = Span("■ " + text.why if text.why else "", "breach")
        return (Span(about, "muted"), why, Span(text.text, "text"))

    def _customer(self, conv: str) -> str:
        row = self.desk.row(conv)
        return names.short_name(row.name) if row is not None else t("dialog.unsent.somebody")

    def _owner(self, conv: str) -> str:
        """The colleague who has the chat; empty when nobody or I have it."""
        row = self.desk.backend.rows.get(conv)
        return "" if row is None or row.owner == self.desk.me else names.owner_name(row)


def dialog(given: DialogContext) -> UnsentDialog:
    """For the desk's table."""
    return UnsentDialog(given)
