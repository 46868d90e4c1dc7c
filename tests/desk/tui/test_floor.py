"""The wall as a screen: who gets it, what it shows as figures come and stop, and what its keys do."""

import re
import sys
from typing import Any

import pyte
import pytest
from msgspec.structs import replace
from rich.console import Console as RichConsole
from rich.segment import Segment
from textual._compositor import ChopsUpdate
from textual.screen import Screen
from textual.strip import Strip

from console.config.settings import Console
from console.core.floor.acting import Acknowledge
from console.desk.adapters.port import Answer
from console.desk.tui.frames import ExactCompositor
from console.desk.tui.screens import floor_places
from console.desk.tui.widgets.floor_wall import changed
from tests.desk import floor_scene

scripted = sys.modules["desk_scripted"]


def outage(backend: Any) -> None:
    """The floor 30 s into an outage, before anybody looks at it."""
    backend.now = floor_scene.OUTAGE_AT + 400
    backend.link = replace(backend.link, since=backend.now)
    backend.wall = floor_scene.outage()


def nothing(backend: Any) -> None:
    """No snapshot has come yet."""
    outage(backend)
    backend.wall = None


@pytest.fixture
def wall_at(desk_at: Any) -> Any:
    def make(size: tuple[int, int] = (120, 40), *, scene: Any = outage, me: Any = scripted.SARA, **more: Any) -> Any:
        return desk_at(size, me=me, scene=(scene,), **more)

    return make


async def opened(at: Any) -> Any:
    await at.press("g", "f")
    await at.settle()
    return at.app.floor_screen


async def passes(at: Any, seconds: float) -> None:
    """Time goes by, and the wall ticks."""
    await at.later(seconds)
    at.app.floor_screen.paint()
    await at.settle()


async def test_a_supervisor_gets_the_wall_and_asks_for_figures(wall_at: Any) -> None:
    async with wall_at() as at:
        floor = await opened(at)
        assert at.app.screen is floor
        assert at.backend.windows == [30]
        assert "Always a person: 1,265 asked, 1,210 got one, 19 wait" in at.text
        assert "▌▲ payment en    13     0     0:34     0:26" in at.text
        await at.press("g", "d")
        assert at.app.floor_screen is None
        assert at.backend.windows == [30, None]
        assert "Always a person" not in at.text


async def test_an_agent_is_told_that_it_is_for_supervisors(wall_at: Any) -> None:
    async with wall_at(me=scripted.MAYA) as at:
        await at.press("g", "f")
        assert at.app.floor_screen is None
        assert "The Floor is for supervisors" in at.text
        assert at.backend.windows == []


async def test_begun_on_the_wall_only_by_those_who_may(wall_at: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from console.desk.tui.app import DeskApp

    original = DeskApp.__init__
    monkeypatch.setattr(DeskApp, "__init__", lambda self, *a, **k: original(self, *a, **k, opens_floor=True))
    async with wall_at() as at:
        assert at.app.screen is at.app.floor_screen
    async with wall_at(me=scripted.MAYA) as at:
        assert at.app.floor_screen is None
        assert "The Floor is for supervisors" in at.text


async def test_before_the_first_snapshot_it_says_so(wall_at: Any) -> None:
    async with wall_at(scene=nothing) as at:
        await opened(at)
        assert "Waiting for the first figures." in at.text
        at.backend.drops()
        await at.settle()
        assert "no figures have come yet" in at.text
        at.backend.returns()
        at.backend.tells_wall(floor_scene.outage())
        await passes(at, 0.2)
        assert "▌▲ payment en    13" in at.text


async def test_timers_run_on_between_snapshots(wall_at: Any) -> None:
    async with wall_at() as at:
        await opened(at)
        await passes(at, 2)
        assert "▌▲ payment en    13     0     0:36     0:24" in at.text
        assert "figures 2.4 s old" in at.text


async def test_a_new_snapshot_is_shown_and_a_new_alarm_rings_once(
    wall_at: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with wall_at() as at:
        await opened(at)
        rung = []
        monkeypatch.setattr(at.app, "bell", lambda: rung.append(1))
        await passes(at, 1)
        wall = floor_scene.outage()
        alarm = replace(wall.alarms[3], number=5, id="a5", kind="nobody", queue="all nl")
        for _ in range(2):
            at.backend.tells_wall(replace(wall, at=at.backend.now, alarms=(*wall.alarms, alarm)))
            await passes(at, 0.2)
        assert rung == [1]
        assert "Alarms 5" in at.text


async def test_what_was_raised_while_the_link_was_down_is_listed_once_the_oldest_first(wall_at: Any) -> None:
    async with wall_at((120, 40)) as at:
        await opened(at)
        wall = at.backend.wall
        help_asked, late = wall.alarms[3], wall.alarms[1]
        at.backend.tells_wall(replace(wall, at=at.backend.now, alarms=wall.alarms[:1]))
        await passes(at, 1)
        at.backend.drops()
        await passes(at, 3)
        at.backend.returns()
        await passes(at, 1)
        assert "Raised while" not in at.text, "the figures are still those of before"
        old = replace(help_asked, raised_at=wall.at, id="new-help")
        raised = (wall.alarms[0], replace(late, raised_at=at.backend.now, id="new-late"), old)
        at.backend.tells_wall(replace(wall, at=at.backend.now, alarms=raised))
        await passes(at, 1)
        assert "▲ Raised while the link was down: 4 Ben asks help" in at.lines()[-2]
        assert ", 2 payment en late" in at.lines()[-2]
        await passes(at, 11)
        at.backend.tells_wall(replace(wall, at=at.backend.now, alarms=raised))
        await passes(at, 1)
        assert "Raised while" not in at.text


async def test_old_figures_are_dim_then_stale_and_the_link_is_told_apart(wall_at: Any) -> None:
    async with wall_at((80, 24)) as at:
        floor = await opened(at)
        await passes(at, 5)
        assert {bit.role for _, line in floor.wall.drawing.lines[1:3] for bit in line} == {"stale"}
        assert "STALE" not in at.text
        await passes(at, 11)
        assert "· STALE 0:16" in at.text
        assert "figures stopped 10:20:37: the link is up, the count is not · R asks again" in at.text
        await at.press("R")
        assert at.backend.windows == [30, 30]
        at.backend.drops()
        await passes(at, 11)
        assert "offline 0:11" in at.text
        assert "O overflow" not in at.text
        assert "next late passed while offline" in at.text


async def test_window_keys(wall_at: Any) -> None:
    async with wall_at() as at:
        await opened(at)
        await at.press(".", ".", ".", ",", ",", ",", ",", ",")
        assert at.backend.windows == [30, 60, 0, 60, 30, 15, 5]


async def test_the_cursor_goes_through_panes_and_stays_on_its_line(wall_at: Any) -> None:
    async with wall_at() as at:
        floor = await opened(at)
        await at.press("j", "down")
        assert floor.view().cursor("queues") == "account en"
        wall = floor_scene.outage()
        at.backend.tells_wall(replace(wall, queues=tuple(reversed(wall.queues))))
        await passes(at, 0.2)
        assert floor.view().cursor("queues") == "account en"
        panes = []
        for _ in range(4):
            await at.press("tab")
            panes.append(floor.focus_pane)
        assert panes == ["alarms", "agents", "quality", "queues"]
        await at.press("shift+tab", "up", "end")
        assert floor.view().target == ("quality", "hybrid")


async def test_a_smaller_wall_has_no_quality_pane(wall_at: Any) -> None:
    async with wall_at((80, 24)) as at:
        floor = await opened(at)
        await at.press("tab", "tab", "tab")
        assert floor.focus_pane == "queues"


async def test_the_fold_moves_with_the_cursor(wall_at: Any) -> None:
    async with wall_at((80, 24)) as at:
        await opened(at)
        await at.press("end")
        assert "▌○ refund es" in at.text
        assert "2 more: 15 waiting, 0 of 53 slots free" in at.text


async def test_the_filter_leaves_what_has_its_words(wall_at: Any) -> None:
    async with wall_at() as at:
        floor = await opened(at)
        await at.press("slash", "e", "s")
        assert "Queues 1 / es█" in at.text
        assert "▌○ refund es" in at.text
        await at.press("enter")
        assert "Queues 1 / es " in at.text
        assert floor.keys.mode == ""
        await at.press("escape")
        assert "Queues 8" in at.text


async def test_space_acknowledges_on_an_alarm_and_pages_elsewhere(wall_at: Any) -> None:
    async with wall_at() as at:
        floor = await opened(at)
        await at.press("space")
        assert at.backend.acts == []
        assert floor.view().cursor("queues") == "refund es"
        await at.press("tab", "down", "space")
        assert at.backend.acts == [Acknowledge("a2")]
        assert "Alarm 2 seen" in at.text
        at.backend.answers.append(Answer(False, "gone", "the alarm has cleared."))
        await at.press("space")
        assert "Not done: the alarm has cleared." in at.text


async def test_offline_an_act_says_that_it_was_not_done(wall_at: Any) -> None:
    async with wall_at() as at:
        await opened(at)
        at.backend.drops()
        await at.press("tab", "space")
        assert at.app.desk.notices.log[-1].glyph == "▲"


async def test_news_of_the_desk_leave_the_line_to_alarms_and_answers(wall_at: Any) -> None:
    async with wall_at() as at:
        floor = await opened(at)
        desk = at.app.desk
        await at.press("tab", "down", "space")
        await passes(at, 0.1)
        desk.say("floor.no_line", at_once=False)
        await passes(at, 9)
        assert "Alarm 2 seen" in at.lines()[-2]
        await passes(at, 2)
        assert "payment ×3.6" in at.lines()[-2]
        at.backend.tells_wall(replace(at.backend.wall, alarms=()))
        await passes(at, 10)
        desk.say("floor.no_line", at_once=False)
        await passes(at, 0.2)
        assert "There is nothing under the cursor." in at.lines()[-2]
        assert floor.view().notice is not None


async def test_an_offer_to_the_viewer_stands_on_the_line(wall_at: Any) -> None:
    async with wall_at() as at:
        await opened(at)
        at.backend.opens("ann", "Ann Fox", "Hello", number=7)
        at.backend.escalates("ann")
        at.backend.offers("ann")
        await passes(at, 3)
        assert " ▲ offer to you: Ann Fox, waits 0:03 · 0:17 left · g d answers it on the Desk" in at.lines()[-2]


async def test_keys_without_a_place_are_not_offered(wall_at: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(floor_places, "PLACES", {})
    async with wall_at() as at:
        await opened(at)
        line = at.lines()[-1]
        assert "Enter" not in line
        assert "O overflow" not in line
        assert "tab" in line
        await at.press("O")
        assert "overflow has nothing to do here." in at.text


async def test_what_has_a_place_is_opened_with_what_it_is_about(wall_at: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    went: list[tuple[str, Any]] = []

    def place(name: str, context: floor_places.FloorContext) -> Screen[Any] | None:
        went.append((name, context.target))
        return Screen() if name == "overflow" else None

    places = dict.fromkeys(("open.queue", "open.alarm", "overflow"), "nowhere")
    monkeypatch.setattr(floor_places, "PLACES", places)
    monkeypatch.setattr("console.desk.tui.screens.floor_actions.place", place)
    async with wall_at() as at:
        floor = await opened(at)
        assert at.lines()[-1].startswith(" 1 payment: 13 can help  2 3 4 alarms  Enter open payment en ")
        await at.press("enter", "3", "9", "O")
        assert went == [
            ("open.queue", ("queue", "payment en")),
            ("open.alarm", ("alarm", "3")),
            ("overflow", ("queue", "payment en")),
        ]
        assert at.app.screen is not floor


async def test_a_click_moves_the_cursor_and_a_second_opens(wall_at: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    went: list[Any] = []
    monkeypatch.setattr(floor_places, "PLACES", {"open.agent": "nowhere", "open.tile": "nowhere"})
    monkeypatch.setattr(
        "console.desk.tui.screens.floor_actions.place", lambda name, context: went.append(context.target)
    )
    async with wall_at() as at:
        floor = await opened(at)
        row = next(y for y, line in enumerate(at.lines()) if " Karl " in line)
        await at.pilot.click("#wall", offset=(70, row))
        await at.settle()
        assert (floor.focus_pane, went) == ("agents", [])
        await at.pilot.click("#wall", offset=(70, row))
        await at.pilot.click("#wall", offset=(2, 3))
        await at.settle()
        assert went == [("agent", "karl"), ("tile", "waiting")]
        x = at.lines()[-1].index("g d Desk") + 2 if "g d Desk" in at.lines()[-1] else at.lines()[-1].index("? keys")
        await at.pilot.click("#wall", offset=(x, 39))
        await at.settle()
        assert at.app.screen is not floor


async def test_help_and_palette_come_from_the_same_table(wall_at: Any) -> None:
    async with wall_at() as at:
        await opened(at)
        await at.press("question_mark")
        assert "Keys of the Floor" in at.text
        await at.types("alarms")
        assert "1-9" in at.text
        await at.press("escape", ":")
        await at.types("longer")
        await at.press("enter")
        assert at.backend.windows == [30, 60]


async def test_going_elsewhere_leaves_the_wall(wall_at: Any) -> None:
    async with wall_at() as at:
        await opened(at)
        await at.press("g", "b")
        assert at.app.floor_screen is None
        assert at.screen.list_kind == "bots"
        await opened(at)
        await at.press("q")
        assert at.app.screen is at.screen


async def test_only_lines_that_changed_are_drawn_again(wall_at: Any) -> None:
    async with wall_at() as at:
        floor = await opened(at)
        before = floor.wall.drawn
        floor.paint()
        await at.settle()
        assert floor.wall.drawn == before
        await passes(at, 1)
        assert 0 < floor.wall.drawn - before < 24


async def test_a_resize_keeps_the_cursor(wall_at: Any) -> None:
    async with wall_at() as at:
        floor = await opened(at)
        await at.press("tab", "tab", "tab")
        for size in ((80, 24), (60, 20), (40, 10), (200, 60), (120, 40)):
            await at.pilot.resize_terminal(*size)
            await at.settle()
            assert len(floor.wall.drawing.lines) == size[1]
        assert floor.focus_pane == "queues"


async def test_ascii_signs_only(wall_at: Any) -> None:
    async with wall_at(settings=Console(symbols="ascii")) as at:
        await opened(at)
        own = "".join(at.lines())
        assert not [sign for sign in own if not sign.isascii() and not sign.isalpha() and sign not in "·±…"]


async def test_only_the_cells_that_changed_are_written_and_the_screen_is_right(wall_at: Any) -> None:
    async with wall_at() as at:
        floor = await opened(at)
        compositor = floor._compositor
        assert isinstance(compositor, ExactCompositor)
        console = RichConsole(color_system="truecolor", force_terminal=True, width=120)
        screen = pyte.Screen(120, 40)
        terminal = pyte.Stream(screen)
        whole = compositor.render_update(full=True)
        for y, line in enumerate(whole.strips):  # type: ignore[union-attr]
            terminal.feed(f"\x1b[{y + 1};1H" + "".join(strip.render(console) for strip in line))
        for wall in (None, floor_scene.calm(), floor_scene.outage()):
            at.backend.now += 1_000
            if wall is not None:
                at.backend.wall = replace(wall, at=at.backend.now)
            floor.paint()
            compositor.update_widgets({floor.wall})
            update = compositor.render_partial_update()
            assert isinstance(update, ChopsUpdate)
            written = update.render_segments(console)
            terminal.feed(written)
            assert screen.display == floor.wall.drawing.text()
            if wall is None:
                assert "warmline" not in written, "the clock stands at the end of its line"
                assert len(re.sub(r"\x1b\[[0-9;]*[a-zA-Z]", "", written)) < 800
        assert compositor.render_partial_update() is None


def test_places_where_a_line_changed() -> None:
    def line(*words: str) -> Strip:
        return Strip([Segment(word) for word in words])

    old = line("abcdefgh", "12", "........", "34")
    assert changed(old, old) == []
    assert changed(old, line("abcdefgh", "13", "........", "34")) == [(8, 10)]
    assert changed(old, line("abcdefgh", "13", "........", "35")) == [(8, 10), (18, 20)]
    assert changed(old, line("abcdefgx", "13", "........", "34")) == [(0, 10)]
    assert changed(old, line("abc")) == [(0, 3)]
    assert changed(None, old) == [(0, 20)]
