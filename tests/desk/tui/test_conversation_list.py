import asyncio
from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.widgets import Input

from console.config.themes import Shelf
from console.core.conversation.words import State
from console.core.floor.rows import Row
from console.core.text.width import cells
from console.desk.tui import theming
from console.desk.tui.theming import Theming
from console.desk.tui.widgets.conversation_list import ConversationList, NoEntries, entry_pieces
from console.desk.tui.widgets.lines import ASCII_SIGNS, Signs
from console.desk.work import lists
from console.desk.work.lists import ListEntry


class Entries(list[ListEntry]):
    """Entries as they are, with the one question a list asks."""

    def find(self, conv: str) -> int | None:
        return next((n for n, entry in enumerate(self) if entry.conv == conv), None)


def entry(
    conv: str, glyph: str, time: str, lang: str, reason: str, long: str, name: str, topic: str = "", **more: Any
) -> ListEntry:
    return ListEntry(conv, glyph, lists.ROLES[glyph], time, lang, reason, long, name, topic, **more)


DRAWN = Entries(
    [
        entry("a", "■", "03:18", "pt", "asked", "asked for a person", "Ana Ruiz", "refund"),
        entry("b", "▲", "01:22", "de", "unsure", "bot unsure", "Jo Brand", "dispute"),
        entry("c", "▲", "01:20", "de", "dispute", "payment dispute", "Max Vogel", "card charged twice"),
        entry("d", "○", "00:31", "en", "bot fail", "bot failed", "Rui Costa", "delivery"),
        entry("e", "○", "00:15", "en", "hardship", "hardship", "Tim Roe", "payment"),
    ]
)
BOTS = Entries(
    [
        entry("f", "▲", "0.31", "pt", "loop ×2", "loop ×2", "Tom Iles"),
        entry("g", "▲", "0.58", "en", "long 14×", "long 14×", "Pat Kim"),
        entry("h", "○", "0.92", "sv", "return", "return", "Eva Lund"),
    ]
)


def numbered(*numbers: int) -> Entries:
    return Entries([entry(f"c{n}", "○", "00:10", "en", "asked", "asked for a person", f"Name {n}") for n in numbers])


class Board(App[None]):
    CSS = "ConversationList { background: $wl-pane; } Input { dock: bottom; height: 1; border: none; }"

    def __init__(self, view: ConversationList | None = None) -> None:
        super().__init__()
        self.theming = Theming(self, Shelf(), 1 << 24)
        self.view = view or ConversationList("waiting")
        self.told: list[str] = []

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return theming.variable_defaults(self)

    def compose(self) -> ComposeResult:
        yield self.view
        yield Input()

    def on_mount(self) -> None:
        self.theming.start("hearth", no_color=False)
        self.view.focus()

    def on_conversation_list_highlighted(self, message: ConversationList.Highlighted) -> None:
        assert message.control is self.view
        self.told.append(message.conv)

    def on_conversation_list_opened(self, message: ConversationList.Opened) -> None:
        assert message.control is self.view
        self.told.append(f"open {message.conv}")


def shown(app: App[Any]) -> list[str]:
    lines = [strip.text for strip in app.screen._compositor.render_strips(app.screen.size)]
    return [line.rstrip() for line in lines[:-1]]


def names(app: App[Any]) -> list[str]:
    return [line[20:] for line in shown(app)]


async def settled(pilot: Pilot[Any], view: ConversationList) -> None:
    await until(pilot, lambda: view._flush_timer is None)
    await pilot.pause()


async def until(pilot: Pilot[Any], holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not holds():
            await pilot.pause(0.005)


async def test_narrow_as_drawn() -> None:
    app = Board()
    app.view.show(DRAWN)
    async with app.run_test(size=(32, 7)) as pilot:
        await pilot.pause()
        assert shown(app) == [
            "■▌03:18 pt asked    Ana Ruiz",
            "▲ 01:22 de unsure   Jo Brand",
            "▲ 01:20 de dispute  Max Vogel",
            "○ 00:31 en bot fail Rui Costa",
            "○ 00:15 en hardship Tim Roe",
            "",
        ]


async def test_narrow_bots_as_drawn() -> None:
    app = Board(ConversationList("bots"))
    app.view.show(BOTS)
    async with app.run_test(size=(32, 4)) as pilot:
        app.query_one(Input).focus()
        await pilot.pause()
        assert shown(app) == [
            "▲▏0.31 pt loop ×2   Tom Iles",
            "▲ 0.58 en long 14×  Pat Kim",
            "○ 0.92 sv return    Eva Lund",
        ]


async def test_wide_as_drawn() -> None:
    app = Board(ConversationList("waiting", wide=True))
    app.view.show(DRAWN)
    async with app.run_test(size=(80, 7)) as pilot:
        app.view.move(1)
        await pilot.pause()
        assert shown(app) == [
            " ■ 03:18  pt  asked for a person   Ana Ruiz      refund",
            "▌▲ 01:22  de  bot unsure           Jo Brand      dispute",
            " ▲ 01:20  de  payment dispute      Max Vogel     card charged twice",
            " ○ 00:31  en  bot failed           Rui Costa     delivery",
            " ○ 00:15  en  hardship             Tim Roe       payment",
            "",
        ]


async def test_marks_held_lines_stale_figures_and_long_names() -> None:
    app = Board()
    held = ListEntry("x", "", "system", "", "", "", "", "Ana Ruiz", gone="Lena took Ana Ruiz")
    stale = msgspec.structs.replace(DRAWN[0], conv="s", stale=True)
    marked = msgspec.structs.replace(DRAWN[1], conv="m", marked="+2✎↑1!")
    long = msgspec.structs.replace(DRAWN[2], conv="l", name="Maximiliane von der Vogelweide", marked="+12")
    wide = msgspec.structs.replace(DRAWN[3], conv="w", name="東京太郎と申します", lang="ast")
    app.view.show(Entries([held, stale, marked, long, wide]))
    async with app.run_test(size=(32, 6)) as pilot:
        await pilot.pause()
        assert shown(app) == [
            " ▌Lena took Ana Ruiz",
            "· 03:18 pt asked    Ana Ruiz",
            "▲ 01:22 de unsure   Jo B… +2✎↑1!",
            "▲ 01:20 de dispute  Maximil… +12",
            "○ 00:31 ast bot fa… 東京太郎と…",
        ]


async def test_an_empty_list_says_so() -> None:
    app = Board()
    app.view.show(NoEntries())
    async with app.run_test(size=(32, 4)) as pilot:
        app.view.move(1)
        app.view.open()
        app.view.to_end(1)
        await pilot.pause()
        assert shown(app) == [" Nobody is waiting.", "", ""]
        assert app.view.cursor_conv == ""
        assert app.told == []


async def test_the_cursor_follows_its_conversation_and_nobody_is_told() -> None:
    app = Board()
    app.view.show(numbered(1, 2, 3))
    async with app.run_test(size=(32, 9)) as pilot:
        app.view.move(1)
        await pilot.pause()
        app.view.show(numbered(7, 8, 9, 1, 2, 3))
        await settled(pilot, app.view)
        assert app.view.cursor_conv == "c2"
        assert [line[1] for line in shown(app)[:6]] == list("    ▌ ")
        assert app.told == ["c2"]


async def test_a_row_that_is_gone_leaves_the_cursor_on_its_place() -> None:
    app = Board()
    app.view.show(numbered(1, 2, 3, 4))
    async with app.run_test(size=(32, 9)) as pilot:
        app.view.move(1)
        await pilot.pause()
        app.view.show(numbered(1, 3, 4))
        await settled(pilot, app.view)
        assert app.view.cursor_conv == "c3"
        app.view.show(numbered(1))
        await settled(pilot, app.view)
        assert app.view.cursor_conv == "c1"
        assert app.told == ["c2"]


async def test_moving_right_after_rows_went_starts_from_the_conversation() -> None:
    app = Board()
    app.view.show(numbered(1, 2, 3, 4))
    async with app.run_test(size=(32, 9)) as pilot:
        app.view.move(2)
        await pilot.pause()
        app.view.show(numbered(9, 8, 1, 2, 3, 4))
        app.view.move(1)
        assert app.view.cursor_conv == "c4"
        assert await pilot.pause() is None
        assert app.told == ["c3", "c4"]


async def test_pages_ends_and_the_window() -> None:
    app = Board()
    app.view.show(numbered(*range(100)))
    async with app.run_test(size=(32, 11)) as pilot:
        app.view.page(1)
        await pilot.pause()
        assert app.view.cursor_conv == "c9"
        app.view.page(1)
        await pilot.pause()
        assert (names(app)[0], names(app)[-1]) == ("Name 9", "Name 18")
        app.view.to_end(1)
        await pilot.pause()
        assert (names(app)[0], names(app)[-1]) == ("Name 90", "Name 99")
        app.view.page(-1)
        await pilot.pause()
        assert (app.view.cursor_conv, names(app)[0]) == ("c90", "Name 90")
        app.view.to_end(-1)
        await pilot.pause()
        assert (app.view.cursor_conv, names(app)[0]) == ("c0", "Name 0")


async def test_what_was_read_stays_where_it_was_when_lines_come_above() -> None:
    app = Board()
    app.view.show(numbered(*range(100)))
    async with app.run_test(size=(32, 11)) as pilot:
        await pilot.pause()
        app.view.scroll_lines(50)
        app.view.update_rows(own=True)
        await pilot.pause()
        before = names(app)
        app.view.show(numbered(*range(200, 220), *range(100)))
        await settled(pilot, app.view)
        assert names(app) == before
        assert app.view.cursor_conv == "c0"


async def test_a_cursor_that_is_seen_stays_in_the_window() -> None:
    app = Board()
    app.view.show(numbered(*range(100)))
    async with app.run_test(size=(32, 11)) as pilot:
        app.view.move(3)
        await pilot.pause()
        app.view.show(numbered(*range(200, 250), *range(100)))
        await settled(pilot, app.view)
        assert app.view.cursor_conv == "c3"
        assert any(line[1] == "▌" for line in shown(app))
        await pilot.resize_terminal(32, 4)
        await pilot.pause()
        assert any(line[1] == "▌" for line in shown(app))


async def test_clicks_highlight_then_open() -> None:
    app = Board()
    app.view.show(numbered(1, 2, 3))
    async with app.run_test(size=(32, 9)) as pilot:
        await pilot.click(app.view, offset=(5, 2))
        await pilot.pause()
        assert app.told == ["c3"]
        await pilot.click(app.view, offset=(5, 2))
        await pilot.pause()
        assert app.told == ["c3", "open c3"]
        await pilot.click(app.view, offset=(5, 6))
        await pilot.pause()
        assert app.told == ["c3", "open c3"]


async def test_the_mouse_shows_its_line_and_leaves_no_trace() -> None:
    app = Board()
    app.view.show(numbered(1, 2, 3))
    async with app.run_test(size=(32, 9)) as pilot:

        def fills() -> list[Any]:
            strips = app.view.render_lines(app.view.size.region)[:3]
            return [strip._segments[0].style.bgcolor for strip in strips if strip._segments[0].style]

        await pilot.pause()
        before = fills()
        await pilot.hover(app.view, offset=(3, 2))
        await pilot.pause()
        assert fills()[2] == app.theming.style("row-idle").bgcolor
        await pilot.hover(Input, offset=(3, 0))
        await pilot.pause()
        assert fills() == before


async def test_colours_come_from_roles() -> None:
    app = Board()
    app.view.show(DRAWN)
    async with app.run_test(size=(32, 7)) as pilot:
        await pilot.pause()
        strips = app.view.render_lines(app.view.size.region)
        first = {segment.text.strip(): segment.style for segment in strips[0]}
        assert first["■"] == app.theming.style("breach", on="row", words=False)
        assert first["03:18"] == app.theming.style("breach", on="row")
        assert first["03:18"] is not None
        assert first["03:18"].bold
        assert first["Ana Ruiz"] is not None
        assert first["Ana Ruiz"].bold
        last = {segment.text.strip(): segment.style for segment in strips[4]}
        assert last["00:15"] == app.theming.style("text", on="pane")
        assert last["○"] == app.theming.style("fine", on="pane", words=False)


async def test_ten_thousand_rows_cost_what_is_seen() -> None:
    app = Board()
    rows = [Row(f"c{n}", n, State.QUEUED, 1, 1, name=f"Name {n}", lang="en", since=n) for n in range(10_000)]
    app.view.show(lists.waiting(rows, 60_000))
    async with app.run_test(size=(32, 31)) as pilot:
        await pilot.pause()
        assert app.view.drawn == 30
        for _ in range(10):
            app.view.move(1)
            await pilot.pause()
        assert app.view.drawn == 30 + 10 + 1
        rows[5_000] = msgspec.structs.replace(rows[5_000], name="changed")
        app.view.show(lists.waiting(rows, 60_000))
        await settled(pilot, app.view)
        assert app.view.drawn == 41
        app.view.to_end(1)
        await pilot.pause()
        assert app.view.drawn == 71


@pytest.mark.parametrize("wide", [False, True])
@pytest.mark.parametrize("table", [None, ASCII_SIGNS])
@given(
    data=st.builds(
        ListEntry,
        conv=st.just("c"),
        glyph=st.sampled_from(["○", "▲", "■", "·", "✎", ""]),
        role=st.sampled_from(["fine", "warn"]),
        time=st.sampled_from(["03:18", "0.31", "", "99d+ "]),
        lang=st.text(max_size=3),
        reason=st.text(max_size=20),
        reason_long=st.text(max_size=40),
        name=st.text(max_size=60),
        topic=st.text(max_size=60),
        stale=st.booleans(),
        gone=st.sampled_from(["", "Lena took Ana Ruiz " * 5]),
        marked=st.sampled_from(["", "+2", "+99✎↑9!"]),
    ),
    width=st.integers(24, 200),
)
@settings(max_examples=150, deadline=None)
def test_no_entry_is_wider_than_the_list(data: ListEntry, width: int, wide: bool, table: dict[str, str] | None) -> None:
    if wide and width < 60:
        width += 60
    pieces = entry_pieces(data, width, wide=wide, cursor="▌", signs=Signs(table))
    assert sum(cells(piece.text) for piece in pieces) <= width


changes = st.one_of(
    st.tuples(st.just("show"), st.lists(st.integers(0, 30), unique=True, max_size=31)),
    st.tuples(st.just("move"), st.integers(-3, 3)),
    st.tuples(st.just("page"), st.sampled_from([-1, 1])),
    st.tuples(st.just("end"), st.sampled_from([-1, 1])),
    st.tuples(st.just("wheel"), st.integers(-9, 9)),
    st.tuples(st.just("width"), st.integers(30, 90)),
    st.tuples(st.just("height"), st.integers(2, 12)),
    st.tuples(st.just("paint"), st.just(0)),
)


@given(steps=st.lists(changes, max_size=12))
@settings(max_examples=25, deadline=None)
def test_after_any_changes_the_screen_is_a_fresh_lists_screen(steps: list[tuple[str, Any]]) -> None:
    asyncio.run(_compare(steps))


async def _compare(steps: list[tuple[str, Any]]) -> None:
    app = Board()
    view = app.view
    entries: Entries = Entries()
    width, height = 32, 9
    async with app.run_test(size=(width, height)) as pilot:
        await pilot.pause()
        for what, value in steps:
            if what == "show":
                entries = numbered(*value)
                view.show(entries)
            elif what in ("width", "height"):
                width, height = (value, height) if what == "width" else (width, value)
                await pilot.resize_terminal(width, height)
            elif what == "wheel":
                view.scroll_lines(value)
                view.update_rows(own=True)
            elif what == "paint":
                await pilot.pause()
            else:
                {"move": view.move, "page": view.page, "end": view.to_end}[what](value)
        await settled(pilot, view)
        driven = shown(app)
        top, conv = view.first_line(), view.cursor_conv
        assert 0 <= top <= max(0, len(entries) - view.height)
        assert (conv in {e.conv for e in entries}) if entries else conv == ""
        fresh = ConversationList("waiting")
        await app.view.remove()
        fresh.show(entries)
        await app.mount(fresh)
        app.view = fresh
        fresh.focus()
        await pilot.pause()
        fresh.put_cursor(conv)
        fresh.show_line(top)
        fresh.update_rows(own=True)
        await pilot.pause()
        assert shown(app) == driven
