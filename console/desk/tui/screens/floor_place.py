"""What all places over the wall have in common: one drawing, the keys of the wall, the way back, and how to act."""

import asyncio
from collections.abc import Coroutine, Hashable, Iterable
from pathlib import Path
from typing import Any, ClassVar

import msgspec
from textual import events, on
from textual.app import ComposeResult
from textual.screen import Screen
from textual.widget import Widget

from console.core.conversation.commands import AgentCommand
from console.core.floor.acting import FloorCommand
from console.core.text.messages import t
from console.desk.actions import BY_ID, FLOOR, GO, LISTS, Action, shown
from console.desk.adapters.port import Answer, Outgoing
from console.desk.tui.dialogs import DialogContext, dialog
from console.desk.tui.fence import fence_of
from console.desk.tui.screens.desk_keys import action_of, chord
from console.desk.tui.screens.floor_actions import DIALOGS, MOVES
from console.desk.tui.screens.floor_keys import MOST_FILTER
from console.desk.tui.screens.floor_places import FloorContext
from console.desk.tui.screens.floor_sheet import beneath
from console.desk.tui.widgets.floor_wall import FloorWall
from console.desk.work.floor.draw import empty
from console.desk.work.floor.ink import Drawing, Target
from console.desk.work.floor.view import View
from console.errors import WarmlineError

TICK = 0.25
_ON_LISTS = frozenset(("copy", "card"))
"""Actions that have keys in the lists only, and work here too."""


class FloorPlace(Screen[Any], inherit_bindings=False):
    """One place over the wall; Esc and `q` go back to what is under it."""

    CSS_PATH = Path(__file__).with_name("floor_place.tcss")
    AUTO_FOCUS = None
    ALLOW_SELECT = False
    changes_only_live: ClassVar[frozenset[str]] = frozenset(
        ("overflow", "notice_all", "whisper", "state", "take", "hand_to", "acknowledge", "banner")
    )
    """What changes something on the floor: not while the link is down."""

    def __init__(self, context: FloorContext) -> None:
        super().__init__()
        self.context = context
        self.desk = context.desk
        self.flows = context.flows
        self.floor = context.screen
        self.surface = FloorWall()
        self.filter = ""
        self.mode = ""
        """What the next key belongs to: `filter`, `go`; empty: nothing special."""
        self._tasks: set[asyncio.Task[None]] = set()
        self._stamp: tuple[object, ...] = ()
        self._has_left = False

    # What a place says.

    def draw(self, view: View) -> Drawing:
        """How everything stands."""
        raise NotImplementedError

    def move(self, by: int) -> None:
        """The cursor."""

    def clicked(self, target: Target) -> None:
        """The mouse, on anything but a key."""

    def others(self) -> Iterable[Widget]:
        """Widgets over the drawing."""
        return ()

    def settle(self, view: View) -> None:
        """What has to be put in its place after a drawing."""

    # Life.

    def compose(self) -> ComposeResult:
        """The drawing, and what lies over it."""
        yield self.surface
        yield from self.others()

    def on_mount(self) -> None:
        """From now on it looks several times a second whether something changed."""
        self.set_interval(TICK, self._tick)
        self.paint()

    def _tick(self) -> None:
        """What is shown changes with the second, the snapshot, rows, notices and the link; else nothing is drawn."""
        desk = self.desk
        wall = desk.backend.wall
        snapshot = (wall.at, wall.n) if wall is not None else None
        now = (snapshot, desk.now // 1000, desk.rows_version, desk.notices.current(desk.clock()))
        stamp = (*now, desk.backend.link, self.is_current, self.stamp())
        if stamp != self._stamp:
            self._stamp = stamp
            self.paint()

    def stamp(self) -> Hashable:
        """What else its look depends on."""
        return None

    def on_resize(self, event: events.Resize) -> None:
        """The same place at another size."""
        self.paint()

    def view(self) -> View | None:
        """The wall's view at this size."""
        found = self.floor.view()
        if found is None:
            return None
        size = self.size
        return msgspec.structs.replace(
            found, width=size.width, height=size.height, filter=self.filter, is_filtering=self.mode == "filter"
        )

    def paint(self) -> None:
        """Show how everything stands; what has not changed is not written again."""
        if not self.is_mounted or not self.size:
            return
        view = self.view()
        if view is None:
            self.surface.show(empty(t("floor.waits"), self.size.width, self.size.height))
            return
        self.surface.show(beneath(self.app.screen, self.draw(view), view))
        self.settle(view)

    # Keys and mouse.

    def on_key(self, event: events.Key) -> None:
        """All keys that no text took."""
        event.stop()
        event.prevent_default()
        self.take(event)
        self.paint()

    def take(self, event: events.Key) -> None:
        """What a key does."""
        name = chord(event)
        if self.mode == "filter":
            self._filter_key(name, event.character)
        elif self.mode == "go":
            self.mode = ""
            action = self._action(GO, name)
            if action is not None:
                self.run(action)
        elif name == "escape":
            self.escaped()
        elif (found := self._found(name)) is not None:
            self.run(found)
        elif len(name) == 1:
            self.desk.say("key.unbound", key=shown(name))

    def escaped(self) -> None:
        """Esc: the filter first, then the place."""
        if self.filter:
            self.filter = ""
        else:
            self.close()

    def close(self) -> None:
        """Back to what is under it."""
        # It stays the current screen until it has been taken away: what closes it may well come twice.
        if self.is_current and not self._has_left:
            self._has_left = True
            self.dismiss(None)

    def _found(self, name: str) -> Action | None:
        action = self._action(FLOOR, name)
        if action is None:
            other = self._action(LISTS, name)
            action = other if other is not None and other.id in _ON_LISTS else None
        return action

    def _action(self, where: str, name: str) -> Action | None:
        return action_of(self.desk.keymap, where, name, self.floor.keys.language)

    def _filter_key(self, name: str, character: str | None) -> None:
        if name in ("enter", "escape"):
            self.mode = ""
            self.filter = "" if name == "escape" else self.filter
        elif name == "backspace":
            self.filter = self.filter[:-1]
        elif name in ("up", "down"):
            self.move(MOVES[name])
        elif character and character.isprintable():
            self.filter = (self.filter + character)[:MOST_FILTER]

    def run(self, action: Action) -> None:
        """Do an action, or say why it has nothing to do here."""
        own = getattr(self, f"do_{action.id}", None)
        view = self.view()
        if action.id in self.changes_only_live and view is not None and view.is_offline:
            self.desk.say("acts.offline", glyph="▲")
        elif own is not None:
            own()
        elif action.id in MOVES:
            self.move(MOVES[action.id])
        elif action.id == "quit":
            self.close()
        elif action.id == "filter":
            self.mode, self.filter = "filter", ""
        elif action.id == "go_to":
            self.mode = "go"
        elif action.id == "go_floor":
            self.leave_places()
        elif action.id.startswith("go_"):
            self.leave(None if action.id == "go_desk" else action.id)
        elif action.id in DIALOGS:
            self._dialog(action.dialog)
        elif action.id.startswith(("alarm_", "list_")) or action.id in ("banner", "my_state"):
            self.floor.actions.do(action)
        elif action.id in ("retry", "redraw"):
            self.floor.keys.run(action)
        else:
            self.desk.say("floor.not_here", title=action.title)

    def run_id(self, action_id: str) -> None:
        """The same by id, for the mouse and the palette."""
        if action_id in BY_ID:
            self.run(BY_ID[action_id])
        self.paint()

    @on(FloorWall.Clicked)
    def _clicked(self, message: FloorWall.Clicked) -> None:
        """The mouse."""
        message.stop()
        target = message.target
        if target.kind == "key":
            self.run_id(target.id)
        else:
            self.clicked(target)
            self.paint()

    def _dialog(self, name: str) -> None:
        found = dialog(name, self.given())
        if found is not None:
            self.app.push_screen(found, self._dialog_done)

    def _dialog_done(self, result: Any) -> None:
        if isinstance(result, str) and result in BY_ID:
            action = BY_ID[result]
            if action.needs == "on_floor" or action.on_floor or result in DIALOGS or result == "my_state":
                self.run(action)
            else:
                self.leave(result)
        elif result is not None:
            self.leave(result)
        self.paint()

    # Going on.

    def given(self, conv: str = "") -> DialogContext:
        """What a dialog may look at."""
        return DialogContext(self.desk, self.flows, conv, FLOOR)

    def there(self, target: Target | None = None) -> FloorContext:
        """The context of a place over this one."""
        wall = self.desk.backend.wall or self.context.wall
        return FloorContext(self.floor, self.desk, self.flows, wall, target)

    def go(self, place: "FloorPlace") -> None:
        """To a place over this one."""
        self.app.push_screen(place, lambda result: self.paint())

    def leave_places(self) -> None:
        """Back to the wall, from however deep."""
        app = self.app
        while isinstance(app.screen, FloorPlace):
            app.pop_screen()
        self.floor.paint()

    def leave(self, result: Any) -> None:
        """Back to the Desk, with what is to be done there."""
        self.leave_places()
        self.floor.leave(result)

    def to_clipboard(self, text: str, what: str) -> None:
        """Copy a text; `what` is the id of a word for it."""
        if not text:
            self.desk.say("copy.nothing")
            return
        fence = fence_of(self.app._driver)
        if fence is not None:
            fence.allow_clipboard()
        self.app.copy_to_clipboard(text)
        self.desk.say("copy.done", what=t(what))

    # Acting.

    def begin(self, work: Coroutine[Any, Any, None]) -> None:
        """Something that waits for the backend."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def ask(self, command: FloorCommand) -> Answer | None:
        """Ask something of the floor; None: refused or not heard, and said so."""
        try:
            answer = await self.desk.backend.act(command)
        except WarmlineError as problem:
            self.desk.tell(str(problem), glyph="▲")
            return None
        if not answer.ok:
            self.desk.say("floor.refused", glyph="▲", why=answer.message or answer.code)
            return None
        return answer

    def submit(self, conv: str, command: AgentCommand) -> Outgoing | None:
        """Issue a command under the epoch of its row."""
        row = self.desk.backend.rows.get(conv)
        try:
            item = self.desk.backend.submit(conv, command, epoch=row.epoch if row else None)
        except WarmlineError as problem:
            self.desk.tell(str(problem), glyph="■")
            return None
        self.desk.outgoing.setdefault(item.id, item)
        return item
