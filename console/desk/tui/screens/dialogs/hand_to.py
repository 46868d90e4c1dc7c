"""Handing a chat on: to a colleague with a free slot, to a team, or back to the queue, with the draft as a note."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from console.core.conversation.commands import Transfer
from console.core.text.messages import t
from console.core.text.width import cells, pad
from console.desk.tui.dialogs import DialogContext
from console.desk.tui.screens.dialogs.about_chat import refusal_of
from console.desk.tui.screens.dialogs.inks import Line
from console.desk.tui.screens.dialogs.parts import Page, Part, Words
from console.desk.tui.screens.dialogs.sheet import Sheet, key_hints
from console.desk.tui.screens.dialogs.sheet_parts import Blank, LabelledText, Row, RowsPart
from console.desk.work import handing, names
from console.desk.work.desk import REPLY
from console.desk.work.handing import AGENT, QUEUE, Target
from console.desk.work.hints import Hint
from console.desk.work.reading import Span
from console.desk.work.times import age

_LEAD, _READS = 10, 11
_NAME, _MOST_NAME, _LANG, _BARS, _QUEUE_NAME = 7, 16, 4, 3, 14
_MOST_AGENTS = 6
_FEWEST = 3
"""Rows to choose from that are shown however little room there is."""


class Whom(Part):
    """A text over rows that follow it: letters go to the text, arrows to the rows."""

    takes_keys = True
    grows = True

    def __init__(self, follow: Callable[[str], Sequence[Row]]) -> None:
        super().__init__("to")
        self._follow = follow
        self.line = LabelledText("to", lambda: t("dialog.hand_to.to"), 5, changed=self.follow)
        self.rows = RowsPart("to", follow(""))

    def follow(self) -> None:
        """The rows that fit what is typed."""
        self.rows.show(self._follow(self.line.text.strip()))

    def draw(self, page: Page) -> list[Line]:
        """The text, an empty line, the rows."""
        first = self.line.draw(page)
        self.caret = self.line.caret
        rows = self.rows.draw(page._replace(rows=max(_FEWEST, page.rows - len(first) - 1)))
        lines = [*first, *Blank().draw(page), *rows]
        self.cursor_line = len(first) + 1 + self.rows.cursor_line
        return lines

    def take(self, key: str, character: str | None) -> bool:
        """Arrows move, all else is typing."""
        if key not in ("home", "end") and self.rows.take(key, None):
            return True
        return self.line.take(key, character)

    def paste(self, text: str) -> None:
        """It is looked for."""
        self.line.paste(text)

    def press(self, index: int) -> None:
        """The mouse chose one."""
        self.rows.press(index)

    def wheel(self, by: int) -> None:
        """The cursor moves."""
        self.rows.wheel(by)


class HandToDialog(Sheet):
    """A colleague gets an offer of seconds; a team's queue gets the chat with its old clock."""

    is_guarded: ClassVar[bool] = True
    wide = 64

    def __init__(self, given: DialogContext) -> None:
        super().__init__(given)
        self._last_row = given.desk.row(given.conv)
        self._targets: dict[str, Target] = {}
        self.whom = Whom(self._follow)
        draft = given.desk.text(given.conv, REPLY).text
        self.note = LabelledText("note", self._note_label, _READS, text=draft, quiet=self._note_words)

    # Whom it is about.

    @property
    def customer(self) -> str:
        """The customer's short name."""
        return names.short_name(self._last_row.name if self._last_row else "")

    @property
    def target(self) -> Target | None:
        """What the cursor stands on."""
        chosen = self.whom.rows.chosen
        return self._targets.get(chosen.id) if chosen is not None else None

    def heading(self) -> str:
        """Who is handed on."""
        return t("dialog.hand_to.title", name=names.full_name(self._last_row.name if self._last_row else ""))

    def corner(self) -> str:
        """Its key."""
        return self.desk.keymap.name("hand_to")

    def make_parts(self) -> Sequence[Part]:
        """About whom, to whom, what the customer reads, what the colleague gets, and what happens without an answer."""
        reads = Words(self._reads, most_lines=2)
        return (Words(self._about), Blank(), self.whom, Blank(), reads, self.note, Words(self._then, most_lines=2))

    def look(self) -> None:
        """Slots fill up, colleagues go."""
        self._last_row = self.desk.row(self.given.conv) or self._last_row
        self.whom.follow()
        super().look()

    def primary(self) -> str:
        """What Enter does."""
        target = self.target
        if target is None or target.kind == QUEUE:
            return t("dialog.hand_to.do.queue", name=self.customer)
        to = names.short_name(target.name) if target.kind == AGENT else target.name
        return t("dialog.hand_to.do", name=self.customer, to=to)

    def escape_words(self) -> str:
        """What Esc does."""
        return t("dialog.nothing_changes")

    def refusal(self) -> str:
        """It is not mine any more, or has been handed on too often."""
        found = refusal_of(self.desk, self.given.conv, self.customer)
        if found and self.desk.situation().is_lead and self.desk.backend.rows.get(self.given.conv) is not None:
            found = ""
        if handing.is_over(self._last_row, is_lead=self.desk.situation().is_lead):
            return found or handing.count_words(self._last_row, is_lead=False)
        return found

    def advice(self) -> str:
        """Which hand-over it is, and how it is taken back."""
        count = handing.count_words(self._last_row, is_lead=self.desk.situation().is_lead)
        return t("dialog.hand_to.advice", count=count, key=self.desk.keymap.name("undo"))

    def hints(self) -> Sequence[Hint]:
        """The keys line."""
        pairs = [("Enter", self.primary()), ("↑↓", t("dialog.key.choose")), ("Tab", t("dialog.key.note"))]
        return key_hints(*pairs, right=[("Esc", t("dialog.key.close")), ("F1", t("hint.help"))])

    def take_key(self, key: str, character: str | None) -> None:
        """The arrows choose to whom, from the note too."""
        if self.current_part is self.note and key in ("up", "down"):
            self.whom.rows.take(key, None)
        else:
            super().take_key(key, character)

    def result(self) -> Transfer | None:
        """The command."""
        target, note = self.target, self.note.text.strip()
        if target is None:
            self.complaint = t("dialog.hand_to.whom")
            return None
        if target.why_not:
            self.complaint = t("dialog.hand_to.absent", name=target.name, why=target.why_not)
            return None
        return Transfer(agent=target.id, note=note) if target.kind == AGENT else Transfer(queue=target.id, note=note)

    # Lines.

    def _follow(self, text: str) -> Sequence[Row]:
        listed = handing.found(handing.targets(self.desk, self._last_row), text)
        agents = [one for one in listed if one.kind == AGENT]
        here = [one for one in agents if not one.why_not][:_MOST_AGENTS]
        absent = [one for one in agents if one.why_not][:_MOST_AGENTS]
        queues = [one for one in listed if one.kind != AGENT]
        shown = [*here, *queues, *absent]
        if text:
            # Somebody was named: the queue is never what Enter finds before that name.
            shown.sort(key=lambda one: one.kind == QUEUE)
        self._targets = {f"{one.kind}:{one.id}": one for one in shown}
        room = min(_MOST_NAME, max([_NAME, *(cells(one.name) + 1 for one in shown if one.kind == AGENT)]))
        rows, before = [], ""
        for one in shown:
            label = t(f"dialog.hand_to.kind.{one.kind}") if one.kind != before else ""
            before = one.kind
            lead = (Span(pad(label, _LEAD), "muted"),)
            rows.append(Row(f"{one.kind}:{one.id}", _spans(one, room), lead))
        return rows

    def _about(self) -> Sequence[Span]:
        row, now = self._last_row, self.desk.now
        if row is None:
            return ()
        parts = [names.full_name(row.name), names.language(row.lang), names.topic(row.topic)]
        if row.owner == self.desk.me and row.assigned_at:
            parts.append(t("pane.yours", age=age(now - row.assigned_at)))
        if row.unanswered:
            parts.append(t("pane.waits", age=age(now - row.unanswered_since)))
        return (Span(" · ".join(part for part in parts if part), "text"),)

    def _reads(self) -> Sequence[Span]:
        target = self.target
        to = names.short_name(target.name) if target is not None and target.kind == AGENT else ""
        words = t("dialog.hand_to.reads.agent" if to else "dialog.hand_to.reads.queue", to=to)
        label = t("dialog.hand_to.reads", name=self.customer)
        label = pad(label, max(_READS - 1, cells(label))) + " "
        return (Span(label + words, "muted"),)

    def _note_label(self) -> str:
        target = self.target
        if self.current_part is self.note or target is None or target.kind != AGENT:
            return t("dialog.hand_to.note")
        return t("dialog.hand_to.gets", to=names.short_name(target.name))

    def _note_words(self) -> str:
        return t("dialog.hand_to.gets.words")

    def _then(self) -> Sequence[Span]:
        target = self.target
        if target is None or target.kind != AGENT:
            return (Span(t("dialog.hand_to.then.queue", name=self.customer), "muted"),)
        left = age(self.desk.rules.transfer)
        return (Span(t("dialog.hand_to.then.agent", left=left, name=self.customer), "muted"),)


def _spans(one: Target, room: int) -> tuple[Span, ...]:
    role = "stale" if one.why_not else "text"
    glyph = "·" if one.why_not or one.kind == QUEUE else "○"
    sign = Span(glyph + " ", "stale" if glyph == "·" else "fine")
    if one.kind == QUEUE:
        return (sign, Span(one.said, "muted"))
    if one.kind != AGENT:
        return (
            sign,
            Span(pad(one.name, max(_QUEUE_NAME, min(_MOST_NAME, cells(one.name) + 1))), role),
            Span(one.said, "muted"),
        )
    said = one.why_not or one.said
    return (
        sign,
        Span(pad(one.name, room), role),
        Span(pad(one.langs, max(_LANG, cells(one.langs) + 1)), "muted"),
        Span(pad(one.level, 3), "muted"),
        Span(one.busy, "text"),
        Span(pad(one.free, max(0, _BARS - cells(one.busy))), "muted"),
        Span("  " + said, "muted"),
    )


def dialog(given: DialogContext) -> HandToDialog:
    """For the desk's table."""
    return HandToDialog(given)
