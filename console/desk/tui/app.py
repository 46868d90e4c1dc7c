"""The desk's Textual app: theme, driver, clocks and the one screen; what is on the screen is not its business."""

import asyncio
import contextlib
import os
import signal
import time
from collections.abc import Callable, Mapping
from datetime import tzinfo
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from textual import events
from textual.driver import Driver
from textual.filter import LineFilter

from console.config.logs import report_crash
from console.config.settings import Console
from console.config.themes import FULL_COLOR, Shelf, user_folder
from console.core.floor.presence import AgentState
from console.desk.actions import Keymap
from console.desk.adapters.port import Backend
from console.desk.tui.bridge import Bridge
from console.desk.tui.compat import TellingApp, reading_driver
from console.desk.tui.fence import TextFence, fenced
from console.desk.tui.screens.desk import DeskScreen
from console.desk.tui.screens.floor import FloorScreen
from console.desk.tui.symbols import AsciiSigns
from console.desk.tui.theming import Theming, app_options, variable_defaults
from console.desk.work import shift
from console.desk.work.desk import Desk, local_zone
from console.desk.work.flows import Flows
from console.desk.work.news import News
from console.errors import ConfigError

_COLORS = {"standard": 16, "eight_bit": 256, "truecolor": FULL_COLOR, "256": 256}
_THEME_EVERY = 1.0


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
    ) -> None:
        environ = dict(os.environ if environ is None else environ)
        self._environ = environ
        super().__init__(**app_options(environ))
        if not environ.get("TEXTUAL_ANIMATIONS"):
            self.animation_level = "none"
        self.driver_class = fenced(reading_driver(driver_class or self.driver_class))
        self.settings = settings or Console()
        self.backend = backend
        self._text_fence = TextFence()
        self.theming = Theming(self, shelf or Shelf(_own_themes()), self._color_count())
        keymap = Keymap(self.settings.keys)
        self.desk = Desk(backend, keymap, clock, ticks, zone=zone or local_zone())
        self.flows = Flows(self.desk, send_delay=self.settings.send_delay)
        self.news = News(self.desk, self.flows)
        self.bridge = Bridge(self.news, self._sync, self._paint)
        self.desk_screen: DeskScreen | None = None
        self.floor_screen: FloorScreen | None = None
        self._opens_floor = opens_floor
        self._ends = False
        self._is_coming_back = False

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Every role has a colour, in a foreign theme too."""
        return variable_defaults(self)

    def get_line_filters(self) -> list[LineFilter]:
        """The fence in front of the renderer goes first."""
        signs: list[LineFilter] = [AsciiSigns()] if self.settings.symbols == "ascii" else []
        return [self._text_fence, *signs, *super().get_line_filters()]

    async def on_mount(self) -> None:
        """Theme first, then the backend, then the screen."""
        said = self.theming.start(
            self.settings.theme, no_color=self.no_color, colorfgbg=self._environ.get("COLORFGBG", "")
        )
        for sentence in (*said, *self.desk.keymap.problems):
            self.desk.tell(sentence, glyph="▲", at_once=False)
        self.backend.listen(self.bridge.told)
        self.news.start()
        self.desk_screen = DeskScreen(self.desk, self.flows, language=self._language())
        if self.settings.density != "auto":
            self.desk_screen.transcript.density = self.settings.density
        self._end_on_signals()
        await self.push_screen(self.desk_screen)
        self.set_interval(_THEME_EVERY, self._poll_theme)
        await self.backend.start()

    async def on_event(self, event: events.Event) -> None:
        """Keys outside of text boxes go to the action table before any widget sees them."""
        screen, floor = self.desk_screen, self.floor_screen
        is_fresh = isinstance(event, (events.InputEvent, events.Paste)) and not event.is_forwarded
        if is_fresh and not isinstance(event, events.MouseMove):
            self._sign()
        if is_fresh and floor is not None and self.screen is floor:
            if isinstance(event, events.Paste) or (isinstance(event, events.Key) and floor.key(event)):
                return
        elif is_fresh and screen is not None and self.screen is screen and screen.focused is not screen.box:
            if isinstance(event, events.Key) and screen.list_key(event):
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
        if self._ends:
            return
        self._ends = True
        self._sync()
        self.flows.flush_delayed(everything=True)
        self.bridge.close()
        await self.backend.close()

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
        if self._opens_floor and self.backend.account is not None and self.desk_screen is not None:
            self._opens_floor = False
            self.desk_screen.key_table.run_id("go_floor")
        if self.floor_screen is not None and self.floor_screen.is_mounted:
            self.floor_screen.paint()
            return
        if self.desk_screen is not None and self.desk_screen.is_mounted:
            self.desk_screen.paint()

    def _poll_theme(self) -> None:
        for sentence in self.theming.poll():
            self.desk.tell(sentence, glyph="▲", at_once=False)

    def _color_count(self) -> int:
        return _COLORS.get(self.console.color_system or "", 16)

    def _language(self) -> str:
        locale = next((self._environ[name] for name in ("LC_ALL", "LC_CTYPE", "LANG") if self._environ.get(name)), "")
        return locale.partition("_")[0].partition(".")[0].lower()


def run(backend: Backend, settings: Console | None = None, *, opens_floor: bool = False) -> int:
    """The desk, until the agent signs off; returns the exit code. A supervisor may begin on the wall."""
    app = DeskApp(backend, settings, opens_floor=opens_floor)
    app.run(mouse=app.settings.mouse)
    return app.return_code or 0


def _own_themes() -> Path | None:
    try:
        return user_folder()
    except ConfigError:
        return None
