"""From a key to an action: what a key means depends on where the focus is and what was pressed before it.

Decides and guards; what an action does is in `desk_actions`.
"""

from typing import TYPE_CHECKING, Final

from textual.events import Key
from textual.timer import Timer

from console.core.text.messages import t
from console.desk.actions import ACTIONS, ANYWHERE, BOX, BY_ID, GO, LISTS, Action, Keymap, shown
from console.desk.tui.compat import ALT_ENTER
from console.desk.work.guards import Swallow
from console.desk.work.layouts import digit, us_key
from console.desk.work.notices import QUESTION
from console.desk.work.situation import holds, why_not

if TYPE_CHECKING:
    from console.desk.tui.screens.desk import DeskScreen

STRIP_AFTER: Final = 0.3
"""Seconds after the command key in which the which-key strip appears."""
COPIES: Final = {"t": "turn", "e": "email", "n": "number", "a": "chat"}
"""After the key for copying: what is copied."""


def chord(event: Key) -> str:
    """The key as the action table spells it: the character for what prints, else the key's name."""
    character = event.character
    if character == " " and "+" not in event.key:
        return "space"
    if character and event.is_printable and not event.key.startswith(("ctrl+", "alt+", "super+")):
        return character
    return event.key


def action_of(keymap: Keymap, where: str, key: str, language: str) -> Action | None:
    """What a key means there; a character that no action has counts as the key of a US keyboard at its place."""
    found = keymap.action(where, key)
    if found is None and len(key) == 1:
        found = keymap.action(where, us_key(key, language)) or keymap.action(where, digit(key))
    return found


class KeyTable:
    """Turns keys into actions for one screen."""

    def __init__(self, screen: "DeskScreen", language: str) -> None:
        self.screen = screen
        self.language = language
        """The user's language, for keyboards whose letters stand elsewhere."""
        self.swallow = Swallow()
        self.mode = ""
        """What the next key belongs to: `command`, `go`, `copy`, `filter`, `ask`; empty: nothing special."""
        self.question: tuple[str, Action] | None = None
        self._timer: Timer | None = None

    # Keys while the reply box has no focus.

    def list_key(self, event: Key) -> bool:
        """A key outside of the box; whether it was taken."""
        if self.mode:
            return self._mode_key(event)
        desk = self.screen.desk
        if self.swallow.takes(desk.ticks(), event.character):
            desk.say("key.not_focused", key=desk.keymap.name("reply"))
            self.screen.paint()
            return True
        key = chord(event)
        action = self._list_action(key)
        if action is not None:
            self.run(action, from_box=False)
            return True
        if self._is_alt(key):
            self._say_alt(key)
        elif len(key) == 1 or key == "space":
            desk.say("key.unbound", key=shown(key))
        elif key == "ctrl+c":
            desk.say("copy.hint", key=desk.keymap.name("quit"))
        self.screen.paint()
        return len(key) == 1 or key in ("space", "ctrl+c", "escape", ALT_ENTER)

    def _list_action(self, key: str, where: str = LISTS) -> Action | None:
        return action_of(self.screen.desk.keymap, where, key, self.language)

    # Keys in the reply box.

    def box_key(self, event: Key) -> bool:
        """A key in the box; False: it is typing."""
        screen = self.screen
        if screen.is_unseen:
            # It was on its way to the box when the key before it called the editor.
            return True
        if not screen.is_in_box:
            # It was on its way to the box when the key before it moved the focus.
            return self.list_key(event)
        if self.mode:
            return self._mode_key(event)
        key = chord(event)
        if key == ALT_ENTER:
            screen.box.insert_text("\n")
            return True
        if self._is_alt(key):
            self._say_alt(key)
            screen.paint()
            return True
        if len(key) == 1 or key == "space":
            return False
        action = screen.desk.keymap.action(BOX, key)
        if action is not None:
            self.run(action, from_box=True)
            return True
        return self._box_rest(key)

    def _box_rest(self, key: str) -> bool:
        screen = self.screen
        if key == "up" and not screen.box.text:
            screen.sync_box()
            if screen.flows.take_back_text():
                screen.load_box()
                screen.paint()
            return True
        if key == "ctrl+c":
            selected = screen.box.selected_text
            if selected:
                screen.copy(selected, "copy.text")
            else:
                screen.desk.say("copy.hint", key=screen.desk.keymap.name("quit"))
            screen.paint()
            return True
        return key in ("tab", "shift+tab", "escape", "enter")

    # The key after a key.

    def start_mode(self, mode: str) -> None:
        """The next key belongs to this; a strip shows what it can be, after a moment."""
        self.mode = mode
        if self._timer is not None:
            self._timer.stop()
        if mode in ("command", "go", "copy"):
            self._timer = self.screen.set_timer(STRIP_AFTER, self._show_strip)
        self.screen.paint()

    def end_mode(self) -> None:
        """Back to plain keys."""
        self.mode, self.question = "", None
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        self.screen.strip.hide()

    def ask(self, question: str, action: Action) -> None:
        """Ask before doing it: `y` does, anything else does not."""
        self.start_mode("ask")
        self.question = (question, action)
        self.screen.desk.tell(question, glyph="▲", conv=QUESTION)
        self.screen.paint()

    def offered(self) -> list[Action]:
        """What the strip shows: the actions of this mode that work now."""
        situation = self.screen.desk.situation()
        where = GO if self.mode == "go" else LISTS
        return [
            action
            for action in ACTIONS
            if action.default_keys(where) is not None
            and self.screen.desk.keymap.keys(action.id, where)
            and (action.palette or action.id == "go_to" or where == GO)
            and holds(action.needs, situation)
        ]

    def _show_strip(self) -> None:
        if self.mode in ("command", "go"):
            self.screen.strip.offer(self.offered(), self.screen.desk.keymap, GO if self.mode == "go" else LISTS)
        elif self.mode == "copy":
            self.screen.desk.tell(" · ".join(f"{key} {t(f'copy.{what}')}" for key, what in COPIES.items()))
            self.screen.paint()

    def _mode_key(self, event: Key) -> bool:
        key = chord(event)
        if self.mode == "filter":
            return self.screen.filter_key(key, event.character)
        if self.mode == "ask":
            return self._answer(key)
        strip = self.screen.strip
        if key in ("up", "down", "left", "right", "enter") and self.mode in ("command", "go"):
            return self._walk(key)
        mode = self.mode
        strip.hide()
        self.end_mode()
        if mode == "copy":
            self.screen.actions.copy_what(COPIES.get(us_key(key, self.language), ""))
        elif key != "escape":
            self._after_mode(mode, key)
        self.screen.paint()
        return True

    def _after_mode(self, mode: str, key: str) -> None:
        action = self._list_action(key, GO if mode == "go" else LISTS)
        from_box = self.screen.is_in_box
        if action is not None and not (mode == "command" and len(key) > 1 and key != "space"):
            self.run(action, from_box=from_box)
        else:
            self.screen.desk.say("key.unbound", key=shown(key))

    def _walk(self, key: str) -> bool:
        strip = self.screen.strip
        if not strip.display:
            self._show_strip()
        if key == "enter":
            chosen = strip.chosen
            self.end_mode()
            if chosen is not None:
                self.run(chosen, from_box=self.screen.is_in_box)
        else:
            strip.move(-1 if key in ("up", "left") else 1, is_row=key in ("up", "down"))
        self.screen.paint()
        return True

    def _answer(self, key: str) -> bool:
        question = self.question
        self.end_mode()
        if question is not None and us_key(key, self.language) == "y":
            self.screen.actions.confirmed(question[1])
            self.swallow.arm(self.screen.desk.ticks())
        self.screen.desk.notices.forget(QUESTION)
        self.screen.paint()
        return True

    # Doing it.

    def run(self, action: Action, *, from_box: bool) -> None:
        """Do an action, or say why it cannot be done now."""
        screen = self.screen
        screen.sync_box()
        why = why_not(action.needs, screen.desk.situation())
        held = screen.desk.held_rows.said(screen.desk.open_conv, screen.desk.clock())
        if why:
            screen.desk.tell(held if held and action.id == "take" else why)
        elif action.id in ("go_to", "command", "copy"):
            self.start_mode({"go_to": "go", "command": "command", "copy": "copy"}[action.id])
        else:
            screen.actions.do(action, from_box=from_box)
            if action.guarded and self.mode != "ask":
                self.swallow.arm(screen.desk.ticks())
        screen.paint()

    def run_id(self, action_id: str) -> None:
        """The same by id, for the mouse, the palette and the help."""
        if action_id in BY_ID:
            self.run(BY_ID[action_id], from_box=self.screen.is_in_box)

    def _is_alt(self, key: str) -> bool:
        return key.startswith(("alt+", "ctrl+alt+", "super+", "meta+"))

    def _say_alt(self, key: str) -> None:
        keymap = self.screen.desk.keymap
        command = keymap.keys("command", ANYWHERE)
        self.screen.desk.say("key.alt", key=key, command=shown(command[0]) if command else "")
