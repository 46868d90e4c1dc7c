"""From a key on the wall to an action, by the one table of actions; the key after `g`, and words of a filter."""

from typing import TYPE_CHECKING

from textual.events import Key
from textual.timer import Timer

from console.desk.actions import ACTIONS, BY_ID, FLOOR, GO, Action, shown
from console.desk.tui.screens.desk_keys import STRIP_AFTER, action_of, chord
from console.desk.work.situation import holds, why_not

if TYPE_CHECKING:
    from console.desk.tui.screens.floor import FloorScreen

MOST_FILTER = 40
"""Characters of a filter."""


class FloorKeys:
    """Turns keys into actions for one wall."""

    def __init__(self, screen: "FloorScreen", language: str) -> None:
        self.screen = screen
        self.language = language
        self.mode = ""
        """What the next key belongs to: `go`, `filter`; empty: nothing special."""
        self._timer: Timer | None = None

    def key(self, event: Key) -> bool:
        """A key; whether it was taken."""
        name = chord(event)
        if self.mode == "filter":
            return self._filter(name, event.character)
        if self.mode == "go":
            return self._go(name)
        action = self._action(FLOOR, name)
        desk = self.screen.desk
        if action is not None:
            self.run(action)
            return True
        if name == "escape":
            self.screen.set_filter("")
        elif name == "ctrl+c":
            desk.say("copy.hint", key=desk.keymap.name("quit", FLOOR))
        elif len(name) == 1:
            desk.say("key.unbound", key=shown(name))
        self.screen.paint()
        return len(name) == 1 or name in ("space", "ctrl+c", "escape")

    def run(self, action: Action) -> None:
        """Do an action, or say why it cannot be done."""
        why = why_not(action.needs, self.screen.desk.situation()) if action.needs in ("lead", "on_floor") else ""
        if why:
            self.screen.desk.tell(why)
        elif action.id == "go_to":
            self._start("go")
        elif action.id == "filter":
            self._start("filter")
        else:
            self.screen.actions.do(action)
        self.screen.paint()

    def run_id(self, action_id: str) -> None:
        """The same by id, for the mouse and the palette."""
        if action_id in BY_ID:
            self.run(BY_ID[action_id])

    def end(self) -> None:
        """Back to plain keys."""
        self.mode = ""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        self.screen.strip.hide()

    def _start(self, mode: str) -> None:
        self.end()
        self.mode = mode
        if mode == "go":
            self._timer = self.screen.set_timer(STRIP_AFTER, self._show_strip)

    def _show_strip(self) -> None:
        situation, keymap = self.screen.desk.situation(), self.screen.desk.keymap
        offered = [a for a in ACTIONS if keymap.keys(a.id, GO) and holds(a.needs, situation)]
        self.screen.strip.offer(offered, keymap, GO)

    def _action(self, where: str, name: str) -> Action | None:
        return action_of(self.screen.desk.keymap, where, name, self.language)

    def _go(self, name: str) -> bool:
        strip = self.screen.strip
        if name in ("up", "down", "left", "right"):
            if not strip.display:
                self._show_strip()
            strip.move(-1 if name in ("up", "left") else 1, is_row=name in ("up", "down"))
            return True
        chosen = strip.chosen if name == "enter" else self._action(GO, name)
        self.end()
        if chosen is not None:
            self.run(chosen)
        elif name not in ("escape", "enter"):
            self.screen.desk.say("key.unbound", key=shown(name))
        self.screen.paint()
        return True

    def _filter(self, name: str, character: str | None) -> bool:
        screen = self.screen
        if name in ("enter", "escape"):
            self.end()
            if name == "escape":
                screen.set_filter("")
        elif name == "backspace":
            screen.set_filter(screen.filter[:-1])
        elif character and character.isprintable():
            screen.set_filter((screen.filter + character)[:MOST_FILTER])
        screen.paint()
        return True
