import asyncio
from collections.abc import Callable, Hashable
from typing import Any

import pytest
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.app import App, ComposeResult
from textual.geometry import Region, Size
from textual.pilot import Pilot
from textual.strip import Strip

from console.config.themes import Shelf
from console.core.text.width import cells
from console.desk.tui import theming
from console.desk.tui.theming import Theming
from console.desk.tui.widgets.changes import changed_cells
from console.desk.tui.widgets.lines import ASCII_SIGNS, EXTENT, FLUSH, KEPT, LineView, Piece, Signs, strip_of


class Words(LineView):
    """Plain words, a line each; remembers which rows were painted and how often its extent was set."""

    def __init__(self, words: list[str]) -> None:
        super().__init__(id="words")
        self.words = words
        self.top = 0
        self.painted: list[int] = []
        self.extents: list[Size] = []

    def row_key(self, row: int) -> Hashable:
        line = self.top + row
        return self.words[line] if line < len(self.words) else None

    def row_strip(self, row: int) -> Strip:
        line = self.top + row
        text = self.words[line] if line < len(self.words) else ""
        return strip_of(self.theming, [Piece(text, "text")], self.width, "pane")

    def row_painted(self, row: int) -> None:
        self.painted.append(row)

    def line_total(self) -> int:
        return len(self.words)

    def first_line(self) -> int:
        return self.top

    def show_line(self, line: int) -> None:
        self.top = max(0, min(line, len(self.words) - self.height))

    def scroll_lines(self, lines: int) -> None:
        self.show_line(self.top + lines)

    def watch_virtual_size(self, size: Size) -> None:
        self.extents.append(size)


class Board(App[None]):
    CSS = "Words { width: 20; background: $wl-pane; } Words.bar { overflow-y: scroll; scrollbar-size-vertical: 1; }"

    def __init__(self, words: list[str]) -> None:
        super().__init__()
        self.theming = Theming(self, Shelf(), 1 << 24)
        self.view = Words(words)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return theming.variable_defaults(self)

    def compose(self) -> ComposeResult:
        yield self.view

    def on_mount(self) -> None:
        self.theming.start("hearth", no_color=False)


def shown(app: App[Any]) -> list[str]:
    return [strip.text.rstrip() for strip in app.screen._compositor.render_strips(app.screen.size)]


async def until(pilot: Pilot[Any], holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not holds():
            await pilot.pause(0.005)


def words(number: int) -> list[str]:
    return [f"line {n}" for n in range(number)]


async def test_only_what_is_seen_is_drawn() -> None:
    app = Board(words(10_000))
    async with app.run_test(size=(20, 8)) as pilot:
        await pilot.pause()
        assert shown(app) == [f"line {n}" for n in range(8)]
        assert app.view.drawn == 8


async def test_what_is_kept_of_drawn_lines_is_about_two_windows() -> None:
    app = Board(words(10_000))
    async with app.run_test(size=(20, 50)) as pilot:
        await pilot.pause()
        for n in range(10):
            app.view.words = [f"{n} {word}" for word in words(10_000)]
            app.view.update_rows(own=True)
        assert len(app.view._lines) == 2 * 50
        await pilot.resize_terminal(20, 8)
        await pilot.pause()
        assert app.view._lines.maxsize == KEPT
        await pilot.resize_terminal(30, 8)
        await pilot.pause()
        assert len(app.view._lines) == 8, "at another width no line looks as it did"


async def test_one_changed_line_repaints_one_row() -> None:
    app = Board(words(100))
    async with app.run_test(size=(20, 8)) as pilot:
        await pilot.pause()
        app.view.painted.clear()
        app.view.words[3] = "changed"
        app.view.words[50] = "unseen"
        app.view.update_rows(own=True)
        await pilot.pause()
        assert shown(app)[3] == "changed"
        assert app.view.painted == [3]


async def test_nothing_changed_paints_nothing() -> None:
    app = Board(words(100))
    async with app.run_test(size=(20, 8)) as pilot:
        await pilot.pause()
        app.view.painted.clear()
        app.view.update_rows(own=True)
        await pilot.pause()
        assert app.view.painted == []


async def test_changes_of_others_are_gathered() -> None:
    app = Board(words(100))
    async with app.run_test(size=(20, 8)) as pilot:
        await pilot.pause()
        app.view.update_rows(own=True)
        app.view.painted.clear()
        loop = asyncio.get_running_loop()
        began = loop.time()
        for n in range(200):
            app.view.words[0] = f"change {n}"
            app.view.update_rows()
            await asyncio.sleep(0)
        if loop.time() - began < FLUSH:
            assert app.view.painted == []
        await until(pilot, lambda: shown(app)[0] == "change 199")
        assert len(app.view.painted) <= 1 + (loop.time() - began) / FLUSH


async def test_own_changes_do_not_wait() -> None:
    app = Board(words(100))
    async with app.run_test(size=(20, 8)) as pilot:
        await pilot.pause()
        for n in range(5):
            app.view.words[0] = f"own {n}"
            app.view.update_rows(own=True)
            assert app.view._flush_timer is None
            await pilot.pause()
            assert shown(app)[0] == f"own {n}"


async def test_asking_what_is_under_the_mouse_is_no_painting() -> None:
    app = Board(words(100))
    async with app.run_test(size=(20, 8)) as pilot:
        await pilot.pause()
        app.view.words[2] = "changed"
        app.screen.get_widget_and_offset_at(1, 2)
        app.view.update_rows(own=True)
        await pilot.pause()
        assert shown(app)[2] == "changed"
        assert app.view.painted[-1] == 2


async def test_another_theme_repaints_everything_and_blank_rows_have_the_fill() -> None:
    app = Board(["one"])
    async with app.run_test(size=(20, 4)) as pilot:
        await pilot.pause()
        before = [strip._segments[-1].style for strip in app.view.render_lines(app.view.size.region)]
        app.theming.preview(app.theming.register("daybreak").name)
        await pilot.pause()
        after = [strip._segments[-1].style for strip in app.view.render_lines(app.view.size.region)]
        for old, new in zip(before, after, strict=True):
            assert old is not None
            assert new is not None
            assert old.bgcolor is not None
            assert new.bgcolor is not None
            assert old.bgcolor != new.bgcolor
        assert {style.bgcolor for style in after if style} == {app.theming.style("pane").bgcolor}


async def test_the_extent_is_set_at_most_twice_a_second() -> None:
    app = Board(words(100))
    app.view.add_class("bar")
    async with app.run_test(size=(20, 8)) as pilot:
        await pilot.pause()
        loop = asyncio.get_running_loop()
        began = loop.time()
        app.view.extents.clear()
        for n in range(60):
            app.view.words.append(f"more {n}")
            app.view.update_rows(own=True)
            await pilot.pause()
        took = loop.time() - began
        assert len(app.view.extents) <= 2 + took / EXTENT
        assert app.view.max_scroll_y == 160 - 8
        await until(pilot, lambda: app.view.virtual_size.height == 160)


async def test_without_a_scrollbar_the_extent_costs_no_layout() -> None:
    app = Board(words(100))
    async with app.run_test(size=(20, 8)) as pilot:
        await pilot.pause()
        app.view.extents.clear()
        app.view.painted.clear()
        app.view.words.append("more")
        app.view.update_rows(own=True)
        await pilot.pause()
        assert app.view.virtual_size.height == 101
        assert app.view.extents == []
        assert app.view.painted == []


async def test_the_wheel_moves_three_lines_and_stops_at_the_ends() -> None:
    app = Board(words(10))
    async with app.run_test(size=(20, 8)) as pilot:
        await pilot.pause()

        def wheel(kind: type[events.MouseEvent]) -> None:
            app.view.post_message(kind(app.view, 1, 1, 0, 0, 0, False, False, False, 1, 1))

        wheel(events.MouseScrollDown)
        await pilot.pause()
        assert shown(app)[0] == "line 2"
        assert app.view.scroll_offset.y == 2
        wheel(events.MouseScrollUp)
        await pilot.pause()
        assert shown(app)[0] == "line 0"


async def test_textual_may_scroll_it_too() -> None:
    app = Board(words(100))
    async with app.run_test(size=(20, 8)) as pilot:
        await pilot.pause()
        app.view.scroll_to(y=40, animate=False)
        await pilot.pause()
        assert shown(app)[0] == "line 40"
        app.view.scroll_to(y=4_000, animate=False)
        await pilot.pause()
        assert shown(app)[7] == "line 99"


async def test_a_smaller_window_and_back() -> None:
    app = Board(words(100))
    async with app.run_test(size=(20, 8)) as pilot:
        await pilot.resize_terminal(9, 3)
        await pilot.pause()
        assert shown(app) == ["line 0", "line 1", "line 2"]
        await pilot.resize_terminal(20, 5)
        await pilot.pause()
        assert shown(app) == [f"line {n}" for n in range(5)]


def test_signs_of_our_own_and_in_ascii() -> None:
    ours, ascii_signs = Signs(), Signs(ASCII_SIGNS)
    assert ours("▲ ✓✓ ×") == "▲ ✓✓ ×"
    assert ascii_signs("○▲■·✎✓▌▏╰▒↑─×") == "o!#.ev>|+%^-x"
    assert ours.pad("Omar Haddad", 6) == "Omar… "
    assert ascii_signs.cut("Omar Haddad", 9) == "Omar H..."
    assert ascii_signs.cut("Omar", 4) == "Omar"
    assert ascii_signs.cut("Omar Haddad", 2) == ".."


@pytest.mark.parametrize("room", range(12))
@pytest.mark.parametrize("table", [None, ASCII_SIGNS])
def test_padding_is_exact_at_every_width(room: int, table: dict[str, str] | None) -> None:
    for text in ("", "Ana", "Omar Haddad", "东京太郎さん", "👩‍👩‍👧 family"):
        assert cells(Signs(table).pad(text, room)) == room


def test_every_ascii_sign_takes_one_cell_but_the_ellipsis() -> None:
    assert {sign for sign, other in ASCII_SIGNS.items() if len(other) != 1} == {"…"}
    assert all(other.isascii() for other in ASCII_SIGNS.values())


def test_only_the_cells_that_changed_are_written() -> None:
    red, blue = Style(color="red"), Style(color="blue")
    old = Strip([Segment("▲", red), Segment(" 01:22", red), Segment(" de  ", blue), Segment("東京", blue)])
    new = Strip([Segment("▲", red), Segment(" 01:23", red), Segment(" de  ", blue), Segment("東京", blue)])
    assert changed_cells(old, new) == (1, 7)
    assert changed_cells(old, old) == (16, 16)
    assert changed_cells(None, new) == (0, 16)
    assert changed_cells(Strip([Segment("x")]), new) == (0, 16)
    longer = Strip([*list(old)[:3], Segment("東京 ", blue)])
    assert changed_cells(longer, old) == (0, 16)
    assert changed_cells(Strip([*list(old)[:3], Segment("京東", blue)]), old) == (12, 16)


async def test_a_clock_that_moves_writes_its_own_cells() -> None:
    app = Board(words(30))
    async with app.run_test(size=(20, 8)) as pilot:
        await pilot.pause()
        app.view.words[2], app.view.words[3] = "line 2", "line 4"
        app.view.update_rows(own=True)
        regions = set(app.view._repaint_regions)
        assert regions == {Region(0, 3, 20, 1)}
        await pilot.pause()
        assert shown(app)[2:5] == ["line 2", "line 4", "line 4"]
