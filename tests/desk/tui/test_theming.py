import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar

import pytest
from textual.app import App, ComposeResult
from textual.content import Content
from textual.filter import LineFilter
from textual.theme import BUILTIN_THEMES
from textual.widgets import (
    Button,
    DataTable,
    Footer,
    Input,
    Markdown,
    OptionList,
    ProgressBar,
    Select,
    Static,
    Switch,
    Tabs,
    TextArea,
)
from textual.widgets.text_area import Selection

from console.config.roles import FILLS, HEATS, ROLES
from console.config.themes import ANSI_SHIPPED, SHIPPED, Shelf
from console.desk.tui import theming
from console.desk.tui.theming import PREFIX, Theming

RULES = "\n".join(
    f"#r-{role} {{ color: $wl-{role}; background: $wl-{role}; border: heavy $wl-{role}; }}" for role in ROLES
)


class Board(App[None]):
    """A rule for every role, and the stock widgets whose colours we override."""

    CSS = RULES + theming.STYLE_SHEET
    BINDINGS: ClassVar[list[Any]] = [("x", "nothing", "Nothing")]

    def __init__(self, shelf: Shelf | None = None, color_count: int = 1 << 24, *, stock: bool = False) -> None:
        super().__init__(**theming.app_options(os.environ))
        self.stock = stock
        self.theming = Theming(self, shelf or Shelf(), color_count)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return theming.variable_defaults(self)

    def get_line_filters(self) -> Sequence[LineFilter]:
        return self.theming.line_filters(super().get_line_filters())

    def compose(self) -> ComposeResult:
        for role in ROLES:
            yield Static("Ana 12", id=f"r-{role}", markup=False)
        yield Input("typed", id="input")
        yield TextArea("one two three", id="area")
        if self.stock:
            yield from self.compose_stock()

    def compose_stock(self) -> ComposeResult:
        yield OptionList("first", "second")
        yield Button("Press")
        yield Switch()
        yield ProgressBar()
        yield Tabs("a", "b")
        yield Select([("one", 1)])
        yield Markdown("# head\n[link](https://example.com)")
        table: DataTable[str] = DataTable()
        table.add_columns("a")
        yield table
        yield Footer()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "themes"
    made.mkdir()
    return made


@pytest.fixture
def no_color(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    return


def colors_on_screen(app: App[None]) -> set[str]:
    """Every colour that would be written to the terminal."""
    found = set()
    for strip in app.screen._compositor.render_strips():
        for segment in strip:
            if segment.style:
                found |= {str(color.name) for color in (segment.style.color, segment.style.bgcolor) if color}
    return found


@pytest.mark.parametrize("color_count", [256, 1 << 24])
async def test_every_theme_ours_and_foreign_can_be_switched_to(color_count: int) -> None:
    app = Board(color_count=color_count, stock=color_count > 256)
    async with app.run_test(size=(120, 40)) as pilot:
        assert app.theming.register_all() == []
        names = app.theming.names()
        assert names[: len(SHIPPED)] == list(SHIPPED)
        assert set(names) == {*SHIPPED, *BUILTIN_THEMES}
        for name in names:
            app.theming.preview(name)
            await pilot.pause()
            assert app.theming.current == name
            expected = theming.role_colors(app.current_theme)
            assert set(expected) == set(ROLES)
            assert set(theming.variable_defaults(app)) == {f"wl-{role}" for role in ROLES}
            shown = {role: app.query_one(f"#r-{role}").styles.color for role in ROLES}
            assert {role: color.hex.lower() for role, color in shown.items()} == {
                role: color.lower() for role, color in expected.items()
            }, name
            assert all(color.a == 1 for color in shown.values())


async def test_our_256_tables_reach_the_screen() -> None:
    app = Board(color_count=256)
    async with app.run_test(size=(80, 24)):
        app.theming.start("daybreak", no_color=False)
        table = Shelf().load("daybreak").roles256
        assert app.theming.style("warn").color.name == table["warn"]  # type: ignore[union-attr]


@pytest.mark.usefixtures("no_color")
async def test_under_no_color_nothing_on_the_screen_has_a_colour() -> None:
    app = Board(stock=True)
    async with app.run_test(size=(120, 60)) as pilot:
        said = app.theming.start("ember", no_color=True)
        assert said == ["NO_COLOR is set: the theme `mono` is used instead of `ember`."]
        await pilot.pause()
        assert app.theming.current == "mono"
        assert [type(f).__name__ for f in app._filters if f.enabled] == ["NoColor"]
        assert colors_on_screen(app) <= {"default"}
        for name in ("nord", "ansi-dark"):
            app.theming.preview(name)
            await pilot.pause()
            assert colors_on_screen(app) <= {"default"}


@pytest.mark.parametrize("name", ANSI_SHIPPED)
async def test_ansi_themes_parse_and_paint_without_no_color(name: str) -> None:
    app = Board(stock=True)
    async with app.run_test(size=(120, 60)) as pilot:
        app.theming.start(name, no_color=False)
        await pilot.pause()
        assert app.native_ansi_color
        found = colors_on_screen(app)
        assert "default" in found
        assert not [color for color in found if color.startswith("#")]
        if name == "mono":
            assert found == {"default"}


@pytest.mark.parametrize("name", ANSI_SHIPPED)
async def test_a_selection_is_reversed_where_no_fill_can_show_it(name: str) -> None:
    app = Board()
    async with app.run_test(size=(80, 200)) as pilot:
        app.theming.start(name, no_color=False)
        area = app.query_one("#area", TextArea)
        area.focus()
        area.selection = Selection((0, 0), (0, 3))
        app.query_one("#input", Input).selection = type(app.query_one("#input", Input).selection)(0, 2)
        await pilot.pause()
        selected = [s for s in area.render_line(0) if s.style and s.style.reverse]
        assert "one" in "".join(s.text for s in selected)
        assert app.query_one("#input", Input).get_component_rich_style("input--selection").reverse
        assert app.screen.get_component_rich_style("screen--selection").reverse


async def test_styles_follow_the_theme() -> None:
    app = Board()
    async with app.run_test():
        app.theming.start("hearth", no_color=False)
        app.theming.register_all()
        shelf = Shelf()
        before = app.theming.generation
        first = app.theming.style("warn", on="row")
        assert first is app.theming.style("warn", on="row")
        assert (first.color.name, first.bgcolor.name, first.bold) == (  # type: ignore[union-attr]
            shelf.load("hearth").roles["warn"],
            shelf.load("hearth").roles["row"],
            True,
        )
        app.theming.preview("folio")
        assert app.theming.style("warn").color.name == shelf.load("folio").roles["warn"]  # type: ignore[union-attr]
        assert app.theming.generation > before
        app.theming.preview("nord")
        assert app.theming.style("warn").color is not None
        assert app.theming.caution("nord").startswith("`nord` is not one of Warmline's")
        app.theming.revert()
        assert app.theming.current == "hearth"
        assert app.theming.style("warn", on="row") == first
        app.theming.preview("ember")
        assert app.theming.keep() == "ember"
        app.theming.revert()
        assert app.theming.current == "ember"


@pytest.mark.parametrize("name", ["hearth", "native", "mono", "dracula", "ansi-light"])
async def test_both_kinds_of_style_say_the_same_for_every_role_and_fill(name: str) -> None:
    app = Board()
    async with app.run_test():
        app.theming.register_all()
        app.theming.preview(name)
        for role in ROLES:
            for on in ("", *FILLS):
                for words in (True, False):
                    rich = app.theming.style(role, on=on, words=words)
                    content = app.theming.content_style(role, on=on, words=words).rich_style
                    assert (rich.bold, rich.underline, rich.reverse, rich.dim) == (
                        content.bold,
                        content.underline,
                        content.reverse,
                        content.dim,
                    )
                    assert str(rich.color) == str(content.color) or rich.color is None
                    assert (rich.color is None) is (role in FILLS or role in HEATS)
                    Content("Ana").stylize(app.theming.content_style(role, on=on, words=words))


async def test_in_native_words_keep_the_terminals_own_colour_and_marks_have_the_hue() -> None:
    app = Board()
    async with app.run_test():
        app.theming.start("native", no_color=False)
        style = app.theming.style
        for role in (role for role in ROLES if not role.startswith("heat-") and role not in FILLS):
            assert style(role).color.is_default, role  # type: ignore[union-attr]
        assert style("breach", words=False).color.number == 1  # type: ignore[union-attr]
        assert (style("breach", words=False).reverse, style("breach").reverse) == (True, None)
        assert style("breach").bold
        assert style("row").reverse
        assert style("row-idle").underline
        assert style("text", on="row").reverse
        assert style("breach", on="row", words=False).reverse is None
        assert style("heat-ink-3", on="heat-3").color.number == 0  # type: ignore[union-attr]
        assert style("heat-ink-3", on="heat-3").bgcolor.number == 6  # type: ignore[union-attr]


async def test_in_mono_the_files_weights_carry_everything() -> None:
    app = Board()
    async with app.run_test():
        app.theming.start("mono", no_color=False)
        style = app.theming.style
        assert (style("breach").bold, style("breach").reverse) == (True, True)
        assert (style("stale").dim, style("suppressed").dim, style("fine").bold) == (True, True, None)
        assert style("agent-other").underline
        assert (style("customer").bold, style("bot").bold) == (True, None)


async def test_a_changed_file_of_the_users_theme_shows_without_a_restart(folder: Path) -> None:
    file = folder / "mine.toml"
    file.write_text('[roles]\nbreach = "#ff9999"\n')
    app = Board(Shelf(folder))
    async with app.run_test() as pilot:
        assert app.theming.start("mine", no_color=False) == []
        assert app.theming.poll() == []
        seen: list[str] = []
        app.theme_changed_signal.subscribe(app, lambda theme: seen.append(theme.name))
        await pilot.pause()
        generation = app.theming.generation
        file.write_text('[roles]\nbreach = "#ffaaaa"\nmuted = "#888888"\n')
        said = app.theming.poll()
        assert len(said) == 1
        assert "has a contrast of" in said[0]
        await pilot.pause()
        assert app.query_one("#r-breach").styles.color.hex == "#FFAAAA"
        assert app.theming.style("breach").color.name == "#ffaaaa"  # type: ignore[union-attr]
        assert app.theming.generation > generation
        assert seen[-1] == PREFIX + "mine"
        file.write_text('[roles]\nbreahc = "#ffffff"\n')
        told = app.theming.poll()
        assert len(told) == 1
        assert told[0].startswith("The theme stays as it was.")
        assert "line 2: `breahc` is not part of a theme; did you mean `breach`?" in told[0]
        assert app.theming.poll() == []
        file.unlink()
        assert app.theming.poll() == []
        await pilot.pause()
        assert app.query_one("#r-breach").styles.color.hex == "#FFAAAA"


async def test_a_theme_may_turn_into_one_of_the_terminals_colours_while_it_is_shown(folder: Path) -> None:
    file = folder / "mine.toml"
    file.write_text("")
    app = Board(Shelf(folder))
    async with app.run_test(size=(120, 60)) as pilot:
        app.theming.start("mine", no_color=False)
        file.write_text("[colors]\nansi = true\n")
        assert app.theming.poll() == []
        await pilot.pause()
        assert app.native_ansi_color
        assert not [f for f in app._filters if f.enabled]
        assert not [color for color in colors_on_screen(app) if color.startswith("#")]


@pytest.mark.parametrize(
    ("text", "configured", "said"),
    [
        ("[roles]\nwarn = 'red'\n", "mine", "line 2: `warn` must be a colour"),
        ("", "mien", "There is no theme called `mien`; did you mean `mine`?"),
    ],
)
async def test_a_broken_or_missing_theme_starts_with_the_default_and_says_so(
    folder: Path, text: str, configured: str, said: str
) -> None:
    (folder / "mine.toml").write_text(text)
    app = Board(Shelf(folder))
    async with app.run_test():
        told = app.theming.start(configured, no_color=False, colorfgbg="0;15")
        assert len(told) == 1
        assert said in told[0]
        assert app.theming.current == "daybreak"


async def test_sixteen_colours_get_native_and_are_told_once(folder: Path) -> None:
    (folder / "mine.toml").write_text("[colors]\nansi = true\n")
    app = Board(Shelf(folder), color_count=16)
    async with app.run_test():
        told = app.theming.start("hearth", no_color=False)
        assert told == ["This terminal shows 16 colours, too few for `hearth`: the theme `native` is used instead."]
        assert app.theming.current == "native"
        assert app.theming.start("mine", no_color=False) == []
        assert app.theming.current == "mine"


async def test_all_broken_files_are_told_when_all_are_registered(folder: Path) -> None:
    (folder / "one.toml").write_text("[roles")
    (folder / "two.toml").write_text("")
    (folder / "A B.toml").write_text("")
    app = Board(Shelf(folder))
    async with app.run_test():
        told = app.theming.register_all()
        assert len(told) == 2
        assert app.theming.names()[: len(SHIPPED) + 1] == [*SHIPPED, "two"]
