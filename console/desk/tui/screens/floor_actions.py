"""What each action does on the wall: moves, the window of the figures, acknowledging, dialogs, and what has a place."""

from typing import TYPE_CHECKING, Any, cast

from console.core.floor.acting import Acknowledge
from console.core.metrics.wall import WINDOWS
from console.desk.actions import BY_ID, FLOOR, Action
from console.desk.tui.dialogs import DialogContext, dialog
from console.desk.tui.screens.dialogs.results import ChooseState
from console.desk.tui.screens.floor_places import FloorContext, has_place, place
from console.desk.work import shift
from console.desk.work.floor.ink import Target
from console.desk.work.floor.view import View

if TYPE_CHECKING:
    from console.desk.tui.app import DeskApp
    from console.desk.tui.screens.floor import FloorScreen

PANES = ("queues", "alarms", "agents", "quality")
MOVES = {"up": -1, "down": 1, "page_up": -8, "page_down": 8, "top": -(10**6), "bottom": 10**6}
"""By how many lines each moving key goes."""
_OWN = frozenset(
    (*MOVES, "next_pane", "previous_pane", "shorter", "longer", "acknowledge", "retry", "filter", "go_to", "my_state")
) | frozenset(("go_desk", "quit", "redraw"))
DIALOGS = frozenset(("palette", "help", "keys", "theme", "notices", "search"))
"""Those that open over the wall and its places as over the Desk."""


class FloorActions:
    """Does what keys, palette and mouse ask for."""

    def __init__(self, screen: "FloorScreen") -> None:
        self.screen = screen

    def doable(self, view: View) -> frozenset[str]:
        """The actions that lead somewhere from here."""
        found = {action for action in BY_ID if action in _OWN or action in DIALOGS or has_place(action)}
        target = view.target
        if target is not None and has_place(f"open.{target.kind}"):
            found.add("open")
        if has_place("open.alarm"):
            found |= {f"alarm_{alarm.number}" for alarm in view.wall.alarms}
        return frozenset(found)

    def do(self, action: Action) -> None:
        """Do it."""
        screen = self.screen
        if action.id in MOVES:
            self._move(MOVES[action.id])
        elif action.id in ("next_pane", "previous_pane"):
            self._pane(1 if action.id == "next_pane" else -1)
        elif action.id in ("go_desk", "quit"):
            screen.leave(None)
        elif action.id.startswith("go_") and action.id != "go_floor":
            screen.leave(action.id)
        elif action.id in DIALOGS:
            self._dialog(action.dialog)
        elif action.id.startswith("alarm_"):
            self._alarm(int(action.id.removeprefix("alarm_")))
        elif action.id == "open":
            self.open(self._view_target())
        elif hasattr(self, f"_{action.id}"):
            getattr(self, f"_{action.id}")()
        else:
            self.go(action.id, self._view_target())

    def open(self, target: Target | None) -> None:
        """What Enter and a click open."""
        if target is None:
            self.screen.desk.say("floor.no_line")
        else:
            self.go(f"open.{target.kind}", target)

    def go(self, name: str, target: Target | None) -> None:
        """Go to a place over the wall, if there is one."""
        screen = self.screen
        wall = screen.desk.backend.wall
        if not has_place(name) or wall is None:
            if name in BY_ID:
                screen.desk.say("floor.not_here", title=BY_ID[name].title)
            return
        shown = place(name, FloorContext(screen, screen.desk, screen.flows, wall, target))
        if shown is not None:
            screen.app.push_screen(shown, lambda result: screen.paint())

    def _view_target(self) -> Target | None:
        view = self.screen.view()
        return view.target if view is not None else None

    def _move(self, by: int) -> None:
        screen, view = self.screen, self.screen.view()
        ids = view.ids(screen.focus_pane) if view is not None else []
        if view is None or not ids:
            return
        here = ids.index(view.cursor(screen.focus_pane))
        screen.cursors[screen.focus_pane] = ids[max(0, min(len(ids) - 1, here + by))]

    def _pane(self, by: int) -> None:
        shown = self.screen.panes()
        here = shown.index(self.screen.focus_pane) if self.screen.focus_pane in shown else 0
        self.screen.focus_pane = shown[(here + by) % len(shown)]

    def _alarm(self, number: int) -> None:
        wall = self.screen.desk.backend.wall
        if wall is None or number not in [alarm.number for alarm in wall.alarms]:
            self.screen.desk.say("floor.no_alarm", n=number)
        else:
            self.go("open.alarm", Target("alarm", str(number)))

    def _acknowledge(self) -> None:
        """Only on an alarm; elsewhere the key pages."""
        screen, target, wall = self.screen, self._view_target(), self.screen.desk.backend.wall
        if target is None or target.kind != "alarm" or wall is None:
            self._move(MOVES["page_down"])
            return
        alarm = next(alarm for alarm in wall.alarms if str(alarm.number) == target.id)
        screen.act(Acknowledge(alarm.id), "floor.seen", n=alarm.number)

    def _shorter(self) -> None:
        self._window(-1)

    def _longer(self) -> None:
        self._window(1)

    def _window(self, by: int) -> None:
        screen = self.screen
        place_now = WINDOWS.index(screen.window) + by
        if 0 <= place_now < len(WINDOWS):
            screen.ask(WINDOWS[place_now])

    def _retry(self) -> None:
        screen = self.screen
        view = screen.view()
        if view is None or view.is_offline:
            screen.flows.retry()
        elif view.is_dim:
            screen.ask(screen.window)
            screen.desk.say("floor.asked_again")
        else:
            screen.flows.retry()

    def _my_state(self) -> None:
        """One's own state, over whatever is open here."""
        screen = self.screen
        found = dialog("state", DialogContext(screen.desk, screen.flows, "", FLOOR))
        if found is not None:
            screen.app.push_screen(found, self._state_chosen)

    def _state_chosen(self, result: Any) -> None:
        """Set from here; where chats have to be settled first, on the Desk."""
        screen = self.screen
        if isinstance(result, ChooseState):
            screen.run_worker(self._choose(result), exit_on_error=False)
        elif result is not None:
            while screen.app.screen is not screen:
                screen.app.pop_screen()
            screen.leave(result)

    async def _choose(self, chosen: ChooseState) -> None:
        await shift.set_state(self.screen.desk, chosen.state, chosen.reason)
        self.screen.paint()

    def _redraw(self) -> None:
        cast("DeskApp", self.screen.app).redraw()

    def _dialog(self, name: str) -> None:
        screen = self.screen
        found = dialog(name, DialogContext(screen.desk, screen.flows, "", FLOOR))
        if found is not None:
            screen.app.push_screen(found, self._dialog_done)

    def _dialog_done(self, result: Any) -> None:
        """What a dialog was dismissed with: an action of the wall, or something that is done on the Desk."""
        screen = self.screen
        if isinstance(result, str):
            action = BY_ID.get(result)
            if action is not None and (action.needs == "on_floor" or action.on_floor or result in _OWN | DIALOGS):
                screen.keys.run(action)
            elif action is not None:
                screen.leave(result)
        elif result is not None:
            screen.leave(result)
        screen.paint()
