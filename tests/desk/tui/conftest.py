"""A desk on a scripted backend, with its clocks in the test's hands."""

import asyncio
import importlib.util
import sys
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from contextlib import asynccontextmanager
from datetime import UTC
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from textual import app as textual_app
from textual import events
from textual import pilot as textual_pilot
from textual._context import active_app
from textual.css import stylesheet

from console.config.settings import Console
from console.config.themes import Shelf
from console.desk.tui.widgets.lines import LineView

SOON, AT_MOST = 0.02, 1.0


def _load(name: str, path: Path) -> ModuleType:
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, path)
        assert spec is not None
        assert spec.loader is not None
        sys.modules[name] = module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    return sys.modules[name]


scripted = _load("desk_scripted", Path(__file__).parents[1] / "scripted.py")


@pytest.fixture(autouse=True, scope="session")
def _sheets_are_parsed_once() -> Iterator[None]:
    """The same rules under the same variables are parsed once a process, not once an app."""
    parse, parsed = stylesheet.Stylesheet._parse_rules, {}

    def once(sheet: Any, css: str, read_from: Any, *rest: Any, **more: Any) -> Any:
        key = (css, read_from, rest, tuple(more.items()), tuple(sheet._variables.items()))
        if key not in parsed:
            parsed[key] = parse(sheet, css, read_from, *rest, **more)
        return parsed[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stylesheet.Stylesheet, "_parse_rules", once)
        yield


async def _quiet(*_: float) -> None:
    """Until nothing is left to run, now or soon. Textual's own wait sleeps, and looks how busy the process was."""
    loop: Any = asyncio.get_running_loop()
    began, rounds = loop.time(), 0
    while rounds < 3 and loop.time() < began + AT_MOST:
        await asyncio.sleep(0)
        rounds = 0 if loop._ready else rounds + 1
        if rounds == 3:
            active_app.get().screen._on_timer_update()
            due = min((timer.when() for timer in loop._scheduled if not timer.cancelled()), default=began + SOON)
            if loop._ready or due < began + SOON:
                await asyncio.sleep(0 if loop._ready else due - loop.time())
                rounds = 0


@pytest.fixture(autouse=True, scope="session")
def _a_pause_is_as_long_as_there_is_something_to_wait_for() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for module in (textual_app, textual_pilot):
            patch.setattr(module, "wait_for_idle", _quiet)
        yield


class At:
    """One running desk, its backend and its clocks."""

    def __init__(self, backend: Any, app: Any, pilot: Any) -> None:
        self.backend, self.app, self.pilot = backend, app, pilot
        self.desk, self.screen = app.desk, app.desk_screen

    def lines(self) -> list[str]:
        """The screen as plain text."""
        width, height = self.app.size
        strips = self.app.screen._compositor.render_strips()
        return ["".join(segment.text for segment in strips[y])[:width] for y in range(height)]

    @property
    def text(self) -> str:
        return "\n".join(self.lines())

    async def settle(self) -> None:
        """Everything told is taken up and painted."""
        await self._flushed()
        self.screen.paint()
        await self._flushed()

    async def _flushed(self) -> None:
        """Until nothing waits for its turn to be painted."""
        await self.pilot.pause()
        while self.app.bridge._flushing or any(view._flush_timer for view in self.screen.query(LineView)):
            await self.pilot.pause(0.005)
        await self.pilot.pause()

    async def press(self, *keys: str) -> None:
        """Keys, each after what the one before it began."""
        for key in keys:
            character = key if len(key) == 1 else {"slash": "/", "question_mark": "?", "space": " "}.get(key)
            self.app.post_message(events.Key(key, character))
            await self.pilot.pause()
        await self.settle()

    async def types(self, text: str) -> None:
        """Letters, one by one, without pilot's pause after each."""
        for character in text:
            key = {" ": "space", "\n": "ctrl+j"}.get(character, character)
            self.app.post_message(events.Key(key, character))
        await self.settle()

    async def later(self, seconds: float) -> None:
        """Time goes by, for both clocks."""
        self.app.steady[0] += seconds
        self.backend.now += int(seconds * 1000)
        await self.settle()

    async def opens(self, conv: str, focus: str = "transcript") -> None:
        self.app.flows.open(conv)
        self.app.flows.watch()
        self.screen.show_open(focus=focus)
        await self.settle()
        await self.later(1)
        self.backend.now -= 1_000


@pytest.fixture
def desk_at(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """`async with desk_at((120, 40)) as at:` the desk of the drawings at this size."""
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)

    @asynccontextmanager
    async def make(
        size: tuple[int, int],
        *,
        settings: Console | None = None,
        me: Any = scripted.MAYA,
        scene: Iterable[Callable[[Any], None]] = (scripted.drawn,),
    ) -> AsyncIterator[At]:
        from console.desk.tui.app import DeskApp

        backend = scripted.ScriptedBackend(me)
        for step in scene:
            step(backend)
        steady = [1_000.0]
        app = DeskApp(
            backend,
            settings,
            lambda: backend.now,
            ticks=lambda: steady[0],
            environ={"COLORTERM": "truecolor", "TERM": "xterm-256color"},
            shelf=Shelf(None),
            zone=UTC,
        )
        app.steady = steady
        async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
            at = At(backend, app, pilot)
            await at.settle()
            await at.later(0)
            yield at

    return make
