"""What is open before I go, line by line with the keys that settle it; going all the same asks once more."""

from collections.abc import Sequence

from console.core.floor.presence import AgentState
from console.core.text.messages import t
from console.core.text.width import pad
from console.desk.actions import LISTS
from console.desk.adapters.port import Link
from console.desk.tui.dialogs import DialogContext
from console.desk.tui.screens.dialogs.parts import Part, Words
from console.desk.tui.screens.dialogs.results import ChooseState, OpenChat, Result, SettleBy, SignOff
from console.desk.tui.screens.dialogs.sheet import Sheet, key_hints
from console.desk.tui.screens.dialogs.sheet_parts import Blank, Row, RowsPart
from console.desk.work import leaving, names
from console.desk.work.desk import REPLY
from console.desk.work.hints import Hint
from console.desk.work.layouts import us_key
from console.desk.work.lists import FINE, ROLES, WARN
from console.desk.work.reading import Span
from console.desk.work.times import clock_time

_LABEL, _SAID = 13, 17


class SettleDialog(Sheet):
    """The checklist; what differs between a break and the end of a shift is in the two kinds of it."""

    kind = ""
    """The first part of its sentences."""
    is_break = False

    def __init__(self, given: DialogContext) -> None:
        super().__init__(given)
        self.list: list[leaving.Line] = []
        self.rows = RowsPart("lines")
        self._is_asking = False
        self._read()
        first = next((line.id for line in self.list if line.is_open), "")
        self.rows.put(first)

    # What it says.

    def heading(self) -> str:
        """What for."""
        return t(f"{self.kind}.title")

    def corner(self) -> str:
        """How many are open, how many are done."""
        number = leaving.open_lines(self.list)
        return t("leave.count", open=number, done=len(self.list) - number) if self.list else ""

    def make_parts(self) -> Sequence[Part]:
        """How much there is, the lines, what happens then, my own day."""
        parts = [Words(self._head), Blank(), self.rows, Blank(), Words(self._then)]
        return (*parts, Blank(self._day), Words(lambda: (Span(self._day(), "text"),)))

    def look(self) -> None:
        """Chats end, texts go."""
        self._read()
        super().look()

    def primary(self) -> str:
        """What Enter does with the line under the cursor; with nothing open: go."""
        line = self.line
        if self._is_asking:
            # Only a yes goes now, and the question says so.
            return ""
        if line is None:
            return t(f"{self.kind}.do")
        return t(f"leave.do.{line.kind}", name=line.name)

    def escape_words(self) -> str:
        """What Esc does."""
        return t("leave.stay")

    def advice(self) -> str:
        """That nothing is left silently."""
        return t(f"{self.kind}.advice")

    def hints(self) -> Sequence[Hint]:
        """The keys line."""
        line = self.line
        if self._is_asking or line is None:
            pairs = [("y" if self._is_asking else "Enter", t(f"{self.kind}.do"))]
        else:
            pairs = [("Enter", t(f"leave.do.{line.kind}", name=names.short_name(line.name)))]
            pairs += [(self.desk.keymap.name(act), _words(line, act)) for act in line.acts if _stands_below(line, act)]
            pairs.append(("Tab", t(f"{self.kind}.anyway")))
        return key_hints(*pairs, right=[("Esc", ""), ("F1", "")])

    @property
    def line(self) -> leaving.Line | None:
        """The open line under the cursor; else the first open one; None: nothing is open."""
        chosen = self.rows.chosen
        found = next((line for line in self.list if chosen is not None and line.id == chosen.id), None)
        if found is not None and found.is_open:
            return found
        return next((line for line in self.list if line.is_open), None)

    # Keys.

    def take_key(self, key: str, character: str | None) -> None:
        """While it is asked once more only a yes goes; every other key stays."""
        if self._is_asking:
            self._is_asking, self.complaint = False, ""
            if character and us_key(character) == t("dialog.yes.key"):
                self.finish(self.go())
            return
        if key == "tab":
            self._ask()
            return
        super().take_key(key, character)

    def letter(self, key: str, character: str | None) -> bool:
        """A key of the line, or yes: at once where there is nothing to settle, else it is asked once more."""
        line, is_yes = self.line, bool(character) and us_key(character or "") == t("dialog.yes.key")
        if line is None or is_yes:
            if is_yes and line is None:
                self.finish(self.go())
            elif is_yes:
                self._ask()
            return True
        action = self.desk.keymap.action(LISTS, character or key) or self.desk.keymap.action(
            LISTS, us_key(character or "")
        )
        if action is None or action.id not in line.acts:
            return False
        self.finish(self._by(line, action.id))
        return True

    def result(self) -> Result:
        """Settle the line, or go."""
        line = self.line
        return self.go() if line is None else self._by(line, "" if line.kind == leaving.CHAT else line.acts[0])

    def go(self) -> Result:
        """I go."""
        raise NotImplementedError

    def _ask(self) -> None:
        number = leaving.open_lines(self.list)
        self._is_asking = True
        self.complaint = t(f"{self.kind}.sure" if number != 1 else f"{self.kind}.sure_one", n=number)
        if not number:
            self.complaint = t(f"{self.kind}.sure_none")

    def _by(self, line: leaving.Line, act: str) -> Result:
        if act in ("", "reply"):
            return OpenChat(line.conv, kind=REPLY)
        return SettleBy(act, line.conv, self.kind)

    # Lines.

    def _read(self) -> None:
        self.list = leaving.checklist(self.desk, is_break=self.is_break)
        self.rows.show([self._row(line) for line in self.list])

    def _row(self, line: leaving.Line) -> Row:
        glyph = WARN if line.is_open else FINE
        keymap = self.desk.keymap
        spans = [
            Span(f"{glyph} ", ROLES[glyph]),
            Span(pad(line.label, _LABEL - 1) + " ", "customer" if line.kind == leaving.CHAT else "text"),
        ]
        spans.append(Span(pad(line.said, _SAID - 2) + "  ", "text" if line.is_open else "muted"))
        for number, act in enumerate(line.acts):
            spans += [
                Span("  " if number else "", "text"),
                Span(keymap.name(act), "key"),
                Span(f" {_words(line, act)}", "key-label"),
            ]
        return Row(line.id, tuple(spans))

    def _head(self) -> Sequence[Span]:
        number = leaving.open_lines(self.list)
        done = len(self.list) - number
        if not number:
            return (Span(t(f"{self.kind}.clear"), "fine"),)
        clear = t("leave.clear_one" if done == 1 else "leave.clear", n=done) if done else ""
        words = t(f"{self.kind}.open_one" if number == 1 else f"{self.kind}.open", n=number)
        return (Span(words + ("; " + clear if clear else ""), "text"),)

    def _then(self) -> Sequence[Span]:
        chats = leaving.going(self.desk)
        if self.desk.backend.link.link is not Link.LIVE:
            return (Span("▲ " + t(f"{self.kind}.offline"), "warn"),)
        if not chats:
            return (Span(t(f"{self.kind}.then_none"), "muted"),)
        words = t(f"{self.kind}.then" if len(chats) > 1 else f"{self.kind}.then_one", names=", ".join(chats))
        return (Span(words, "muted"),)

    def _day(self) -> str:
        day = self.desk.day
        return "" if self.is_break else day.line(self.desk.now, clock_time(day.since, self.desk.zone)[:5])


def _words(line: leaving.Line, act: str) -> str:
    """What a key of the line does."""
    if line.kind != leaving.CHAT:
        return t(f"leave.act.{line.kind}", name=line.name)
    return t("leave.act.answer" if act == "reply" and line.waits else f"leave.act.{act}")


def _stands_below(line: leaving.Line, act: str) -> bool:
    """What finishes a draft is what Enter does."""
    return line.kind == leaving.CHAT and (act != "reply" or line.waits)


class SignOffDialog(SettleDialog):
    """Before the end of a shift."""

    kind = "sign_off"

    def go(self) -> Result:
        """I sign off."""
        return SignOff()


class BreakDialog(SettleDialog):
    """Before a break that begins now."""

    kind = "break_now"
    is_break = True

    def refusal(self) -> str:
        """The backend must hear of it at once."""
        return "" if self.desk.backend.link.link is Link.LIVE else t("dialog.my_state.offline")

    def go(self) -> Result:
        """The break begins."""
        return ChooseState(AgentState.BREAK)
