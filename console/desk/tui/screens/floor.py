"""The supervisor's wall as a screen: paints each snapshot and each second, and knows where the viewer stands."""

import asyncio
from datetime import tzinfo
from typing import TYPE_CHECKING, Any, cast
from zoneinfo import ZoneInfo

from textual import events, on
from textual.app import ComposeResult
from textual.screen import Screen

from console.core.floor.acting import FloorCommand
from console.core.metrics.wall import Alarm
from console.core.text.messages import t
from console.desk.actions import FLOOR
from console.desk.adapters.port import Link
from console.desk.tui.screens.floor_actions import PANES, FloorActions
from console.desk.tui.screens.floor_keys import FloorKeys
from console.desk.tui.screens.floor_sheet import beneath
from console.desk.tui.settling import settle_memory
from console.desk.tui.widgets.floor_wall import FloorWall
from console.desk.tui.widgets.whichkey import WhichKey
from console.desk.work import names
from console.desk.work.desk import Desk
from console.desk.work.floor.alarms import said
from console.desk.work.floor.draw import draw, empty, has_quality
from console.desk.work.floor.view import View
from console.desk.work.flows import Flows
from console.desk.work.notices import SHOWN_FOR, Notice
from console.desk.work.times import age
from console.errors import WarmlineError

if TYPE_CHECKING:
    from console.desk.tui.app import DeskApp

_WINDOW = 30
"""Minutes of the figures at first."""
_SHOWN_WITHIN = 0.25
"""Seconds for which the Desk stays on the terminal while no figures have come: it takes the place of a painting."""


class FloorScreen(Screen[Any], inherit_bindings=False):
    """The wall; dismissed with an action or a result for the Desk, or None."""

    CSS_PATH = "floor.tcss"
    AUTO_FOCUS = None

    def __init__(self, desk: Desk, flows: Flows, *, language: str = "", is_ascii: bool = False) -> None:
        super().__init__()
        self.desk = desk
        self.flows = flows
        self.actions = FloorActions(self)
        self.keys = FloorKeys(self, language)
        self.wall = FloorWall()
        self.strip = WhichKey()
        self.window = _WINDOW
        self.focus_pane = "queues"
        self.cursors: dict[str, str] = {}
        self.filter = ""
        self.is_ascii = is_ascii
        self.is_held = True
        """Nothing is painted yet."""
        self._zones: dict[str, tzinfo] = {}
        self._rung: frozenset[str] | None = None
        self._heard_at = 0
        """Of when the last figures are that came before the link went; 0: it is there."""
        self._acts: set[asyncio.Task[None]] = set()
        self._answer: Notice | None = None
        """The last answer to a key: it stands its time, whatever else comes."""

    def compose(self) -> ComposeResult:
        """One widget for all lines, and the strip of keys over it."""
        yield self.wall
        yield self.strip

    def on_mount(self) -> None:
        """Ask for the figures, and tick with the clock's seconds."""
        self.desk.backend.floor(self.window)
        self._next_second()
        self.set_timer(_SHOWN_WITHIN, self._show_anyway)
        if not self.app.is_headless:
            self.call_after_refresh(settle_memory, "floor")

    def on_unmount(self) -> None:
        """Nobody looks any more."""
        self.desk.backend.floor(None)

    def on_resize(self, event: events.Resize) -> None:
        """The same floor at another size."""
        if self.focus_pane not in self.panes():
            self.focus_pane = "queues"
        self.paint()

    def _next_second(self) -> None:
        self.set_timer(1.0 - self.desk.now % 1000 / 1000, self._tick)

    def _tick(self) -> None:
        self.paint()
        self._next_second()

    def _show_anyway(self) -> None:
        if self.is_held:
            self.is_held = False
            self.paint()
            cast("DeskApp", self.app).show_frame()

    # What is to be seen.

    def panes(self) -> tuple[str, ...]:
        """The panes that the cursor can be in, at this size."""
        return PANES if has_quality(self.size.width, self.size.height) else PANES[:-1]

    def view(self) -> View | None:
        """Everything that the look depends on; None before the first snapshot."""
        desk, wall = self.desk, self.desk.backend.wall
        if wall is None:
            return None
        account, clock, now = desk.backend.account, desk.clock(), desk.now
        view = View(
            wall=wall,
            now=now,
            clock=clock,
            age=max(0, now - wall.at, clock - desk.wall_at if desk.wall_at else 0),
            zone=self._zone(wall.zone),
            link=desk.backend.link,
            keymap=desk.keymap,
            me=names.short_name(account.me.name) if account else "",
            workspace=account.workspace if account else "",
            width=self.size.width,
            height=self.size.height,
            focus=self.focus_pane,
            cursors=dict(self.cursors),
            filter=self.filter,
            is_filtering=self.keys.mode == "filter",
            notice=self._notice(clock),
            names={member.id: member.name for member in account.team} if account else {},
            is_ascii=self.is_ascii,
        )
        return view.with_places(self.actions.doable(view))

    def _notice(self, clock: int) -> Notice | None:
        """The answer to the viewer's own key; else an offer to her; news of the Desk only while there is no alarm."""
        desk = self.desk
        found = desk.notices.current(clock)
        if found is not None and found.at == desk.notices.answered_at:
            self._answer = found
        if self._answer is not None and clock < self._answer.at + SHOWN_FOR:
            return self._answer
        offer = desk.offer()
        if offer is not None and offer.offer_to == desk.me and offer.offer_until > desk.now:
            params = {"name": names.full_name(offer.name), "key": desk.keymap.name("go_desk", FLOOR)}
            waits, left = age(desk.now - offer.since), age(offer.offer_until - desk.now)
            return Notice(clock, "▲", t("floor.offer", waits=waits, left=left, **params), offer.conv)
        is_calm = desk.backend.wall is None or not desk.backend.wall.alarms
        return found if is_calm else None

    def _zone(self, name: str) -> tzinfo:
        if name not in self._zones:
            try:
                self._zones[name] = ZoneInfo(name)
            except (OSError, ValueError):
                self._zones[name] = self.desk.zone
        return self._zones[name]

    def paint(self) -> None:
        """Show how everything stands; what has not changed is not written again."""
        if not self.is_mounted or not self.size:
            return
        view = self.view()
        if view is None:
            is_off = self.desk.backend.link.link is Link.OFFLINE
            said = t("floor.waits.offline" if is_off else "floor.waits")
            self.wall.show(empty(said, self.size.width, self.size.height))
            return
        self.is_held = False
        self._ring(view)
        self.wall.show(beneath(self.app.screen, draw(view), view))

    def _ring(self, view: View) -> None:
        """Every alarm once, when it comes; those that were there before the wall was opened are silent."""
        open_alarms = frozenset(alarm.id for alarm in view.wall.alarms)
        new = open_alarms - self._rung if self._rung is not None else frozenset()
        if new:
            self.app.bell()
        self._rung = open_alarms | (self._rung or frozenset())
        if view.is_offline:
            self._heard_at = view.wall.at
        elif 0 < self._heard_at < view.wall.at:
            self._heard_at = 0
            self._tell_raised([alarm for alarm in view.wall.alarms if alarm.id in new], view)

    def _tell_raised(self, raised: list[Alarm], view: View) -> None:
        """What was raised while nothing was heard, once, the oldest first."""
        raised.sort(key=lambda alarm: (alarm.raised_at, alarm.number))
        if raised:
            what = ", ".join(f"{alarm.number} {said(view, alarm)}" for alarm in raised)
            self.desk.say("floor.raised_meanwhile", glyph="▲", what=what)

    # What keys and mouse do.

    def key(self, event: events.Key) -> bool:
        """A key, before any widget sees it."""
        self._show_anyway()
        return self.keys.key(event)

    def set_filter(self, words: str) -> None:
        """Only queues and agents with these words."""
        self.filter = words

    def ask(self, window: int) -> None:
        """Figures over so many minutes from the next snapshot on."""
        self.window = window
        self.desk.backend.floor(window)

    def leave(self, result: Any) -> None:
        """Back to the Desk, with what is to be done there."""
        self.keys.end()
        self.dismiss(result)

    def act(self, command: FloorCommand, done: str, **params: object) -> None:
        """Ask something of the floor and say what came of it; `done` is the sentence's id."""
        task = asyncio.get_running_loop().create_task(self._act(command, done, params))
        self._acts.add(task)
        task.add_done_callback(self._acts.discard)

    async def _act(self, command: FloorCommand, done: str, params: dict[str, object]) -> None:
        desk = self.desk
        try:
            answer = await desk.backend.act(command)
        except WarmlineError as problem:
            desk.tell(str(problem), glyph="▲")
        else:
            if answer.ok:
                desk.tell(t(done, **{**params, **answer.data}))
            else:
                desk.say("floor.refused", glyph="▲", why=answer.message or answer.code)
        self.paint()

    @on(FloorWall.Clicked)
    def _clicked(self, message: FloorWall.Clicked) -> None:
        """A first click moves the cursor, one on the cursor's line opens it; a key is pressed."""
        target = message.target
        panes = {"queue": "queues", "alarm": "alarms", "agent": "agents", "quality": "quality"}
        if target.kind == "key":
            self.keys.run_id(target.id)
            return
        pane = panes.get(target.kind)
        view = self.view()
        if pane is None or (view is not None and self.focus_pane == pane and view.cursor(pane) == target.id):
            self.actions.open(target)
        else:
            self.focus_pane, self.cursors[pane] = pane, target.id
        self.paint()
