"""Frames: whatever is written piece by piece, the terminal shows what the whole screen looks like."""

import inspect
import random
import sys
from collections.abc import Callable
from typing import Any

import pyte
import pytest
from rich.console import Console as RichConsole
from textual import events
from textual._compositor import Compositor
from textual.app import ComposeResult
from textual.geometry import Region
from textual.screen import ModalScreen, Screen
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Static

from console.desk.tui.frames import ExactCompositor, Frame, FramedApp
from tests.desk import terminals
from tests.desk.tui.test_desk_fuzz import SIZES, _step
from tests.desk.tui.test_floor import outage

scripted = sys.modules["desk_scripted"]


class Shown:
    """A terminal that is fed what an app would write."""

    def __init__(self, app: FramedApp, monkeypatch: pytest.MonkeyPatch) -> None:
        self.app = app
        self.console = RichConsole(color_system="truecolor", force_terminal=True)
        self.screen = pyte.Screen(1, 1)
        self.frames: list[Frame] = []
        self.written = ""
        self.all: list[str] = []
        monkeypatch.setattr(app, "_display", self.display)

    def display(self, screen: Any, update: Any) -> None:
        """One frame."""
        if update is None:
            return
        assert isinstance(update, Frame)
        width, height = self.app.size
        if (self.screen.columns, self.screen.lines) != (width, height):
            self.screen.resize(height, width)
            self.screen.reset()
            self.app.picture.forget()
        self.frames.append(update)
        self.written = update.render_segments(self.console)
        self.all.append(self.written)
        pyte.Stream(self.screen).feed(self.written)

    def differs(self) -> list[str]:
        """The rows that are not as they should be."""
        wanted = pyte.Screen(*self.app.size)
        strips = self.app.screen._compositor.render_strips()
        whole = "".join(f"\x1b[{y + 1};1H{strip.render(self.console)}" for y, strip in enumerate(strips))
        pyte.Stream(wanted).feed(whole)
        return terminals.different(self.screen, wanted)


@pytest.mark.parametrize("seed", range(3))
async def test_a_desk_walked_at_random(desk_at: Callable[..., Any], seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(seed)
    async with desk_at((120, 40)) as at:
        shown = Shown(at.app, monkeypatch)
        at.app.refresh(layout=True)
        at.app.picture.erases = seed == 1
        for number in range(60):
            await _step(at, chance)
            if number % 6 == 5:
                await at.pilot.resize_terminal(*chance.choice(SIZES[:3]))
                await at.settle()
                assert not shown.differs()
        assert len(shown.frames) > 30


SCREENS = ("g f", "g d", "f1", "f2", "f3", "f4", "question_mark", "enter", "escape", "i", "tab", "down", "escape")


@pytest.mark.parametrize("seed", range(2))
async def test_screens_after_screens_leave_nothing_behind(
    desk_at: Callable[..., Any], seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(seed)
    async with desk_at(chance.choice(SIZES[:2]), me=scripted.SARA, scene=(outage,)) as at:
        shown = Shown(at.app, monkeypatch)
        at.app.refresh(layout=True)
        at.app.picture.erases = seed % 2 == 0
        seen = set()
        for _ in range(20):
            if chance.random() < 0.2:
                await at.pilot.resize_terminal(*chance.choice((*SIZES[:3], (110, 30))))
                await at.settle()
            else:
                await at.press(*chance.choice(SCREENS).split())
            seen.add(type(at.app.screen).__name__)
            assert not shown.differs()
        assert len(seen) > 3


async def test_a_screen_that_comes_back_is_written_once_and_only_where_it_differs(
    desk_at: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with desk_at((120, 40), me=scripted.SARA, scene=(outage,)) as at:
        shown = Shown(at.app, monkeypatch)
        at.app.refresh(layout=True)
        await at.settle()
        for keys in ("g f", "g d", "question_mark", "escape"):
            before = len(shown.all)
            await at.press(*keys.split())
            sizes, before = [len(told) for told in shown.all[before:]], len(shown.all)
            await at.press("ctrl+l")
            whole = sum(len(told) for told in shown.all[before:])
            assert len([size for size in sizes if size > 100]) == 1, "one frame"
            assert max(sizes) <= whole
            assert not shown.differs()


async def test_the_wall_is_not_painted_before_it_has_figures_or_has_waited_a_moment(
    desk_at: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with desk_at((120, 40), me=scripted.SARA, scene=(outage,)) as at:
        wall, at.backend.wall = at.backend.wall, None
        shown = Shown(at.app, monkeypatch)
        at.app.refresh(layout=True)
        await at.press("g")
        before = len(shown.frames)
        await at.press("f")
        assert at.app.screen.is_held
        assert len(shown.frames) == before
        at.app.screen._show_anyway()
        assert len(shown.frames) == before + 1
        assert not shown.differs()
        at.backend.wall = wall
        at.app.screen.paint()
        await at.settle()
        assert "Always a person" in "".join(shown.screen.display)
        assert not shown.differs()


async def test_a_widget_that_takes_room_from_others_is_painted_with_them(
    desk_at: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    app = FramedApp()
    async with app.run_test(size=(20, 10)) as pilot:
        two = Two()
        await app.push_screen(two)
        two.left.display = False
        await pilot.pause()
        shown = Shown(app, monkeypatch)
        two.right.refresh()
        two.left.display = True
        app.paint_now()
        assert not shown.frames, "it is laid out first"
        await pilot.pause()
        assert shown.frames


async def test_a_key_is_painted_in_its_own_turn(desk_at: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    async with desk_at((120, 40)) as at:
        shown = Shown(at.app, monkeypatch)
        at.app.refresh(layout=True)
        at.screen.lists["waiting"].to_end(-1)
        await at.settle()
        before = len(shown.frames)
        await at.app.on_event(events.Key("down", None))
        assert len(shown.frames) == before + 1
        assert "▌" in shown.written
        await at.settle()
        assert not shown.differs()


async def test_a_terminal_that_is_behind_gets_one_frame_of_how_it_is_by_then(
    desk_at: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with desk_at((120, 40)) as at:
        shown = Shown(at.app, monkeypatch)
        at.app.refresh(layout=True)
        await at.settle()
        before = len(shown.frames)
        monkeypatch.setattr(at.app._driver, "is_behind", True, raising=False)
        await at.press("down", "down", "up", "down")
        assert len(shown.frames) == before
        at.app._driver.is_behind = False
        at.app.show_frame()
        assert len(shown.frames) == before + 1
        assert not shown.differs()


async def test_redraw_writes_everything_anew(desk_at: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    async with desk_at((120, 40)) as at:
        shown = Shown(at.app, monkeypatch)
        at.app.refresh(layout=True)
        await at.settle()
        pyte.Stream(shown.screen).feed("\x1b[5;5Hgarbage from elsewhere")
        assert shown.differs()
        await at.press("ctrl+l")
        assert not shown.differs()
        await at.press("question_mark")
        pyte.Stream(shown.screen).feed("\x1b[5;5Hand over a dialog, on both of them\x1b[20;50Hgarbage")
        assert shown.differs()
        await at.press("ctrl+l")
        assert not shown.differs()


class Lines(Widget):
    """A widget that tells which of its lines it was asked for."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number
        self.asked: list[tuple[int, int]] = []

    def render_lines(self, crop: Region) -> list[Strip]:
        self.asked.append((crop.y, crop.height))
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        return Strip.blank(self.size.width)


class Over(ModalScreen[None]):
    """A screen over another."""

    def compose(self) -> ComposeResult:
        yield Static("over it")


class Two(Screen[None]):
    """Two widgets beside each other."""

    CSS = "Two { layout: horizontal; } Lines { width: 1fr; height: 1fr; }"

    def __init__(self) -> None:
        super().__init__()
        self.left, self.right = Lines(1), Lines(2)

    def compose(self) -> ComposeResult:
        yield self.left
        yield self.right


async def test_only_the_lines_that_are_dirty_are_asked_for() -> None:
    app = FramedApp()
    async with app.run_test(size=(20, 10)) as pilot:
        two = Two()
        await app.push_screen(two)
        await pilot.pause()
        assert isinstance(two._compositor, ExactCompositor)
        two.left.asked.clear()
        two.right.asked.clear()
        two.left.refresh(Region(1, 3, 4, 2), Region(1, 7, 4, 1))
        await pilot.pause()
        assert two.left.asked == [(3, 2), (7, 1)]
        assert two.right.asked == []


async def test_every_screen_is_composed_this_way(monkeypatch: pytest.MonkeyPatch) -> None:
    app = FramedApp()
    async with app.run_test(size=(20, 10)) as pilot:
        shown = Shown(app, monkeypatch)
        two, over = Two(), Over()
        await app.push_screen(two)
        await app.push_screen(over)
        await pilot.pause()
        assert isinstance(over._compositor, ExactCompositor)
        assert not shown.differs()
        app.pop_screen()
        await pilot.pause()
        assert not shown.differs()
        assert "over it" not in "".join(shown.screen.display)


def test_what_of_textual_it_uses_is_there() -> None:
    assert "render_partial_update" in inspect.getsource(Compositor.render_update)
    assert "_regions_to_spans" in inspect.getsource(Compositor)
    refresh = inspect.getsource(Screen._compositor_refresh)
    assert "render_update(" in refresh
    assert "_display" in refresh
    assert "_repaint_required" in inspect.getsource(Widget._check_refresh)
    assert "update_widgets(self._dirty_widgets)" in inspect.getsource(Screen._on_timer_update)
