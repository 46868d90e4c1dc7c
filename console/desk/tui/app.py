"""The desk's Textual app: theme, driver, clocks and the one screen; what is on the screen is not its business."""

import asyncio
import contextlib
import gc
import os
import signal
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import tzinfo
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.driver import Driver
from textual.filter import LineFilter

from console.config.logs import report_crash
from console.config.settings import Console
from console.config.themes import FULL_COLOR, Shelf, user_folder
from console.core.floor.presence import AgentState
from console.desk.actions import ANYWHERE, Keymap
from console.desk.adapters.port import Backend, Link
from console.desk.tui.bridge import Bridge
from console.desk.tui.compat import TellingApp, reading_driver
from console.desk.tui.fence import TextFence, fenced
from console.desk.tui.first_frame import FirstFrame
from console.desk.tui.outline import outline_of
from console.desk.tui.screens.desk import DeskScreen
from console.desk.tui.settling import LOOK_EVERY, IdleCollector, settle_memory
from console.desk.tui.stage import Stage, staged
from console.desk.tui.symbols import AsciiSigns
from console.desk.tui.theming import Theming, app_options, variable_defaults
from console.desk.tui.writing import whole_frames
from console.desk.work import shift
from console.desk.work.coach import Coach
from console.desk.work.desk import Desk, local_zone
from console.desk.work.flows import Flows
from console.desk.work.news import News
from console.errors import ConfigError

if TYPE_CHECKING:
    from console.desk.tui.screens.floor import FloorScreen

_COLORS = {"standard": 16, "eight_bit": 256, "truecolor": FULL_COLOR, "256": 256}
_THEME_EVERY = 1.0
_SETTLED_AFTER = 3.0
"""Seconds until nearly all that stays is there."""
_OUTLINE_EVERY = 60.0
_SETTLED = 1.5
"""Seconds after which a start is over."""


def wall_clock() -> int:
    """Milliseconds since the epoch."""
    return time.time_ns() // 1_000_000


class DeskApp(TellingApp, inherit_bindings=False):
    """One agent's desk on one backend."""

    ENABLE_COMMAND_PALETTE = False
    TITLE = "Warmline"
    BINDINGS: ClassVar[list[Any]] = []
    NOTIFICATION_TIMEOUT = 10
    ESCAPE_TO_MINIMIZE = False
    CSS_PATH = "screens/desk.tcss"
    """Here, for a style sheet that came later would have all the others read again."""

    def __init__(
        self,
        backend: Backend,
        settings: Console | None = None,
        clock: Callable[[], int] = wall_clock,
        *,
        ticks: Callable[[], float] = time.monotonic,
        environ: Mapping[str, str] | None = None,
        driver_class: type[Driver] | None = None,
        shelf: Shelf | None = None,
        zone: tzinfo | None = None,
        opens_floor: bool = False,
        coach: Coach | None = None,
        stage: Stage | None = None,
    ) -> None:
        environ = dict(os.environ if environ is None else environ)
        self._environ = environ
        super().__init__(**app_options(environ))
        if not environ.get("TEXTUAL_ANIMATIONS"):
            self.animation_level = "none"
        self.stage = stage or Stage()
        self.driver_class = staged(fenced(whole_frames(reading_driver(driver_class or self.driver_class))), self.stage)
        self.settings = settings or Console()
        self.backend = backend
        self._collector = IdleCollector(ticks)
        self._text_fence = TextFence()
        self.theming = Theming(self, shelf or Shelf(_own_themes()), self._color_count())
        keymap = Keymap(self.settings.keys)
        self.redraw_keys = keymap.keys("redraw", ANYWHERE)
        self.desk = Desk(backend, keymap, clock, ticks, zone=zone or local_zone())
        self.flows = Flows(self.desk, send_delay=self.settings.send_delay)
        self.news = News(self.desk, self.flows)
        self.bridge = Bridge(self.news, self._sync, self._paint)
        self.first_frame = FirstFrame(self, self._paint_widgets, self._make_rest)
        self.desk_screen: DeskScreen | None = None
        self.floor_screen: FloorScreen | None = None
        self._opens_floor = opens_floor
        self._coach = coach
        self._ends = False
        self._is_coming_back = False
        self.is_all_saved = False
        """The end came in order, and the process may go as it is."""

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Every role has a colour, in a foreign theme too."""
        return variable_defaults(self)

    def get_line_filters(self) -> list[LineFilter]:
        """The fence in front of the renderer goes first."""
        signs: list[LineFilter] = [AsciiSigns()] if self.settings.symbols == "ascii" else []
        return [self._text_fence, *signs, *super().get_line_filters()]

    def refresh_css(self, animate: bool = True) -> None:
        """A new theme is worked out for every widget; before there is one the new colours are all it needs."""
        if self.screen_stack:
            super().refresh_css(animate)
        else:
            self.stylesheet.set_variables(self.get_css_variables())

    async def on_load(self) -> None:
        """The theme goes first: set any later, every style would be worked out twice. Then the backend: what it tells
        comes while the screen is made."""
        said = self.theming.start(
            self.settings.theme, no_color=self.no_color, colorfgbg=self._environ.get("COLORFGBG", "")
        )
        for sentence in (*said, *self.desk.keymap.problems):
            self.desk.tell(sentence, glyph="▲", at_once=False)
        self.backend.listen(self.bridge.told)
        self.news.start()
        await self.backend.start()
        if not self.is_headless:
            self.first_frame.hold()

    def get_default_screen(self) -> DeskScreen:
        """The Desk is the screen below all others."""
        self.desk_screen = screen = DeskScreen(self.desk, self.flows, language=self._language())
        screen.notice.coach = self._coach
        if self.settings.density != "auto":
            screen.transcript.density = self.settings.density
        self.compose_exactly(screen)
        screen.call_later(self._stands)
        return screen

    def _stands(self) -> None:
        """The screen is made: what was told meanwhile is shown, soon at the latest."""
        self._paint()
        self.first_frame.wait()

    def on_mount(self) -> None:
        """What goes on beside the screen."""
        self._end_on_signals()
        self.set_interval(_THEME_EVERY, self._poll_theme)
        if not self.is_headless:
            self.set_timer(_SETTLED_AFTER, settle_memory)
            self.set_interval(LOOK_EVERY, self._collector.look)
        self.set_interval(_OUTLINE_EVERY, self._keep_outline)
        if not gc.isenabled():
            self.set_timer(_SETTLED, _settle)

    async def on_event(self, event: events.Event) -> None:
        """Keys outside of text boxes go to the action table before any widget sees them."""
        if self.is_lent and isinstance(event, (events.InputEvent, events.Paste)):
            # Typed before the other program had the terminal: meant for it, if for anything.
            return
        screen, floor = self.desk_screen, self.floor_screen
        is_fresh = isinstance(event, (events.InputEvent, events.Paste)) and not event.is_forwarded
        if is_fresh and not isinstance(event, events.MouseMove):
            self._collector.pressed()
            self._sign()
            self.first_frame.show()
        if is_fresh and floor is not None and self.screen is floor:
            if isinstance(event, events.Paste) or (isinstance(event, events.Key) and floor.key(event)):
                self.paint_now()
                return
        elif is_fresh and screen is not None and self.screen is screen and not screen.is_in_box:
            if isinstance(event, events.Key) and screen.list_key(event):
                self.paint_now()
                return
            if isinstance(event, events.Paste):
                screen.paste(event.text)
                return
        await super().on_event(event)

    def _sign(self) -> None:
        """Somebody is there: that ends a missed offer, whatever the key does besides."""
        if shift.my_state(self.desk) is AgentState.NO_ANSWER and not self._is_coming_back:
            self._is_coming_back = True
            self.run_worker(self._come_back())

    async def _come_back(self) -> None:
        try:
            await shift.came_back(self.desk)
        finally:
            self._is_coming_back = False

    async def on_unmount(self) -> None:
        """In order: the draft, what waits out its delay, then the backend."""
        await self._save()

    async def _save(self) -> None:
        if self._ends:
            return
        self._ends = True
        self._sync()
        self.flows.flush_delayed(everything=True)
        self.bridge.close()
        await self.backend.close()

    def exit(self, result: None = None, return_code: int = 0, message: Any = None) -> None:
        """End, once the screen as it stands is kept for the next start."""
        self._keep_outline()
        super().exit(result, return_code, message)

    def _keep_outline(self) -> None:
        outline = outline_of(self)
        if outline is not None:
            self.stage.keep(outline)

    async def _shutdown(self) -> None:
        """Textual's end takes every widget apart; where the process ends with the Desk nobody would notice."""
        driver = self._driver
        if self.stage.saved is None or driver is None or self._exception is not None or self._exit_renderables:
            await super()._shutdown()
            return
        await self._save()
        driver.close()
        self.is_all_saved = True

    def _end_on_signals(self) -> None:
        """Told to end, it ends in order: drafts to the disk, the terminal as it was."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, getattr(signal, "SIGHUP", None)):
            if number is not None:
                with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
                    loop.add_signal_handler(number, partial(self.exit, return_code=128 + number))

    def sentence_of(self, error: Exception) -> str:
        """An error of our own: where it happened goes to the log, what people wrote goes nowhere."""
        return report_crash(error)

    def bell(self) -> None:
        """Ring, unless the settings say not to."""
        if self.settings.notifications != "off":
            super().bell()

    def _sync(self) -> None:
        if self.desk_screen is not None and self.desk_screen.is_mounted:
            self.desk_screen.sync_box()

    def open_floor(self) -> None:
        """The supervisor's wall, over the Desk."""
        if self.floor_screen is None:
            # Most who sit at a Desk never see the wall.
            from console.desk.tui.screens.floor import FloorScreen

            is_ascii = self.settings.symbols == "ascii"
            self.floor_screen = FloorScreen(self.desk, self.flows, language=self._language(), is_ascii=is_ascii)
            self.desk.on_floor = True
            self.flows.watch()
            self.push_screen(self.floor_screen, self._left_floor)

    def _left_floor(self, result: Any) -> None:
        self.floor_screen, self.desk.on_floor = None, False
        self.flows.watch()
        if self.desk_screen is not None:
            self.desk_screen.actions.results.done(self.desk.open_conv, None, result)

    def _paint(self) -> None:
        if self.desk_screen is None or not self.desk_screen.is_mounted:
            return
        if self._opens_floor and self.backend.account is not None:
            self._opens_floor = False
            self.desk_screen.key_table.run_id("go_floor")
        link = self.backend.link
        if not ((link.link is Link.LIVE or link.why) and self.first_frame.show()):
            self._paint_widgets()
        self.paint_now()

    def _paint_widgets(self) -> None:
        if self.floor_screen is not None and self.floor_screen.is_mounted:
            self.floor_screen.paint()
        elif self.desk_screen is not None:
            self.desk_screen.paint()

    def _make_rest(self) -> None:
        if self.desk_screen is not None:
            self.desk_screen.make_box()

    def _poll_theme(self) -> None:
        for sentence in self.theming.poll():
            self.desk.tell(sentence, glyph="▲", at_once=False)

    def _color_count(self) -> int:
        return _COLORS.get(self.console.color_system or "", 16)

    def _language(self) -> str:
        locale = next((self._environ[name] for name in ("LC_ALL", "LC_CTYPE", "LANG") if self._environ.get(name)), "")
        return locale.partition("_")[0].partition(".")[0].lower()


def run(
    backend: Backend,
    settings: Console | None = None,
    *,
    opens_floor: bool = False,
    coach: Coach | None = None,
    stage: Stage | None = None,
) -> int:
    """The desk, until the agent signs off; returns the exit code. A supervisor may begin on the wall, a newcomer with a
    coach."""
    app = DeskApp(backend, settings, opens_floor=opens_floor, coach=coach, stage=stage)
    runner, threads = asyncio.Runner(), ThreadPoolExecutor(thread_name_prefix="desk")
    runner.get_loop().set_default_executor(threads)
    try:
        runner.run(app.run_async(mouse=app.settings.mouse))
    finally:
        if app.is_all_saved and app.stage.saved is not None:
            # What a thread is about, such as a new token for the keyring, is finished first.
            threads.shutdown()
            app.stage.saved()
        else:
            runner.close()
    return app.return_code or 0


def _settle() -> None:
    """What the start made stays to the end: the collector, which it went without, need never look at it."""
    gc.freeze()
    gc.enable()


def _own_themes() -> Path | None:
    try:
        return user_folder()
    except ConfigError:
        return None
