"""Help: every key in force, by the place where it works, found by typing; and what the signs of the desk mean."""

from collections.abc import Iterator, Sequence

from console.core.text.messages import t
from console.core.text.width import pad
from console.desk.actions import ACTIONS, ANYWHERE, BOX, FLOOR, GO, LISTS, Action, shown
from console.desk.tui.dialogs import DialogContext
from console.desk.tui.screens.dialogs.base import Dialog
from console.desk.tui.screens.dialogs.choices import Choice
from console.desk.tui.screens.dialogs.fields import FindPart
from console.desk.tui.screens.dialogs.finding import fit
from console.desk.tui.screens.dialogs.parts import Part
from console.desk.work.reading import Span

_KEY_CELLS = 15
_TITLE_CELLS = 16
_SIGNS = (
    ("○", "fine"),
    ("▲", "warn"),
    ("■", "breach"),
    ("·", "stale"),
    ("●", "fine"),
    ("✎", "draft"),
    ("↑", "agent-self"),
    ("✓", "agent-self"),
    ("✓✓", "agent-self"),
    ("▌", "key"),
    ("▒", "note"),
)


class HelpDialog(Dialog):
    """Generated from the table of actions, with the agent's own keys in their places."""

    wide = 92
    tall = 34

    def __init__(self, given: DialogContext, places: Sequence[str], *, with_signs: bool) -> None:
        super().__init__(given)
        self.places = places
        self.with_signs = with_signs
        self.keys = FindPart("keys", t("dialog.help.keys"), self._follow, grows=True, empty=t("dialog.help.empty"))

    def heading(self) -> str:
        """Which place it is about."""
        return t("dialog.help.title" if self.with_signs else f"dialog.keys.title.{self.given.where}")

    def make_parts(self) -> Sequence[Part]:
        """The keys."""
        return (self.keys,)

    def _follow(self, text: str) -> Sequence[Choice]:
        listed: list[Choice] = []
        for place in self.places:
            entries = [entry for entry in self._entries(place) if _fits(text, entry)]
            if entries:
                listed += [_heading(t(f"dialog.help.place.{place}")), *entries]
        unbound = [] if not self.with_signs else [entry for entry in self._unbound() if _fits(text, entry)]
        if unbound:
            listed += [_heading(t("dialog.help.place.none")), *unbound]
        if self.with_signs:
            signs = [sign for sign in _signs() if _fits(text, sign)]
            listed += [_heading(t("dialog.help.signs")), *signs] if signs else []
        return listed

    def _entries(self, place: str) -> Iterator[Choice]:
        keymap = self.desk.keymap
        for action in ACTIONS:
            keys = keymap.keys(action.id, place)
            # Nine slots, or nine alarms, are one line.
            if not keys or action.id.startswith(("slot_", "alarm_")):
                if action.id in ("slot_1", "alarm_1") and keys:
                    many = "slots" if action.id == "slot_1" else "alarms"
                    yield _line(place, many, "1-9", t(f"dialog.help.{many}"), t(f"dialog.help.{many}.help"))
                continue
            yield self._entry(place, action, " ".join(map(shown, keys)))
        if place == BOX:
            command = keymap.name("command", BOX)
            yield _line(place, "after", f"{command} …", t("dialog.help.after"), t("dialog.help.after.help"))

    def _entry(self, place: str, action: Action, keys: str) -> Choice:
        return _line(place, action.id, keys, action.title, action.help)

    def _unbound(self) -> Iterator[Choice]:
        for action in ACTIONS:
            if action.palette and not self.desk.keymap.keys(action.id):
                yield self._entry("none", action, "")


def _fits(text: str, entry: Choice) -> int:
    return fit(text, *(span.text.strip() for span in reversed(entry.lead)), entry.text)


def _line(place: str, action_id: str, keys: str, title: str, more: str) -> Choice:
    lead = (Span(pad(keys, _KEY_CELLS) + " ", "key"), Span(pad(title, _TITLE_CELLS) + " ", "text"))
    return Choice(f"{place}.{action_id}", more, "muted", lead, most_lines=3)


def _heading(text: str) -> Choice:
    return Choice("", text, "muted", is_heading=True)


def _signs() -> Iterator[Choice]:
    for sign, role in _SIGNS:
        yield Choice(f"sign.{sign}", t(f"dialog.help.sign.{sign}"), lead=(Span(pad(sign, _KEY_CELLS) + " ", role),))


def dialog(given: DialogContext) -> HelpDialog:
    """For the desk's table: everything, the place of the focus first."""
    mine = {"box": [BOX], FLOOR: [FLOOR, GO]}.get(given.where, [LISTS, GO])
    others = [place for place in (BOX, LISTS, GO, FLOOR) if place not in mine]
    return HelpDialog(given, (*mine, ANYWHERE, *others), with_signs=True)
