import os
import shutil
import tomllib
from pathlib import Path

import pytest

import console
from console.config import contrast, themes
from console.config.roles import FIELDS, LITERALS, MARKS_ON, ROLES, SAME_AS, TEXT_ON, VARIABLES
from console.config.themes import SHIPPED, Shelf, choose, textual_fields
from console.errors import ConfigError

COLORED = [name for name in SHIPPED if name not in themes.ANSI_SHIPPED]
STRICT = ("beacon", "inkwell")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "themes"
    made.mkdir()
    return made


def raw(name: str) -> dict[str, object]:
    return tomllib.loads((themes.shipped_folder() / f"{name}.toml").read_text())


def test_there_are_51_roles_and_each_has_a_place_in_the_tables() -> None:
    assert len(ROLES) == len(set(ROLES)) == 51
    assert {*TEXT_ON, *MARKS_ON, *SAME_AS, *FIELDS.values(), *VARIABLES.values()} <= set(ROLES)
    fills = {fill for fills in (*TEXT_ON.values(), *MARKS_ON.values()) for fill in fills}
    assert set(ROLES) == {*TEXT_ON, *MARKS_ON, *fills, "rule"}


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_files_are_whole_and_their_textual_colours_follow_from_the_roles(name: str) -> None:
    file, theme = raw(name), Shelf().load(name)
    assert set(file["roles"]) == set(ROLES)  # type: ignore[call-overload]
    assert file["name"] == theme.name == name
    assert theme.is_shipped
    assert theme.warnings == ()
    assert {field: color for field, color in file["colors"].items() if field != "ansi"} == {  # type: ignore[attr-defined]
        field: theme.roles[role] for field, role in FIELDS.items()
    }
    assert theme.ansi is (name in themes.ANSI_SHIPPED)


@pytest.mark.parametrize("name", COLORED)
@pytest.mark.parametrize("table", ["roles", "roles256"])
def test_shipped_themes_hold_their_floors(name: str, table: str) -> None:
    floors = (7.0, 4.5) if name in STRICT else (4.5, 3.0)
    pairs = contrast.pairs(getattr(Shelf().load(name), table), text_floor=floors[0], mark_floor=floors[1])
    assert [pair for pair in pairs if pair.margin < 1] == []


def test_contrast_is_wcags() -> None:
    assert contrast.ratio("#000000", "#ffffff") == pytest.approx(21)
    assert contrast.ratio("#777777", "#ffffff") == pytest.approx(4.478, abs=0.001)
    assert contrast.ratio("#e69052", "#e69052") == 1
    hearth = Shelf().load("hearth").roles
    assert round(contrast.ratio(hearth["text"], hearth["pane"]), 1) == 11.4


def test_a_theme_that_leaves_roles_out_falls_back_by_its_darkness(folder: Path) -> None:
    (folder / "evening.toml").write_text('[roles]\nwarn = "#fed"\n')
    (folder / "noon.toml").write_text('dark = false\n[roles]\n[colors]\nprimary = "#003BAE"\n')
    shelf = Shelf(folder)
    evening, noon = shelf.load("evening"), shelf.load("noon")
    hearth, daybreak = shelf.load("hearth"), shelf.load("daybreak")
    own = {"warn", "link-catching-up", "confidence-low"}
    assert {role for role in ROLES if evening.roles[role] != hearth.roles[role]} == own
    assert {evening.roles[role] for role in own} == {evening.roles256[role] for role in own} == {"#ffeedd"}
    assert {role for role in ROLES if evening.roles256[role] != hearth.roles256[role]} == own
    assert {role for role in ROLES if noon.roles[role] != daybreak.roles[role]} == {"focus-border"}
    assert noon.colors["primary"] == "#003BAE"
    assert not evening.is_shipped


def test_an_ansi_theme_falls_back_to_native(folder: Path) -> None:
    (folder / "mine.toml").write_text('[colors]\nansi = true\n[roles]\nbreach = "ansi_bright_red"\n')
    shelf = Shelf(folder)
    mine, native = shelf.load("mine"), shelf.load("native")
    assert {role for role in ROLES if mine.roles[role] != native.roles[role]} == {"breach", "link-offline"}
    assert mine.warnings == ()


def test_a_users_theme_of_a_shipped_name_wins_but_is_not_fallen_back_to(folder: Path) -> None:
    (folder / "hearth.toml").write_text('[roles]\ntext = "#ffffff"\n')
    (folder / "other.toml").write_text("")
    shelf = Shelf(folder)
    assert shelf.load("hearth").roles["text"] == "#ffffff"
    assert shelf.load("other").roles["text"] == Shelf().load("hearth").roles["text"]
    assert shelf.names() == [*SHIPPED, "other"]


def test_the_weakest_pair_is_named_in_one_line_and_the_theme_still_loads(folder: Path) -> None:
    (folder / "faint.toml").write_text('[roles]\nmuted = "#4a4540"\nnote = "#5a5550"\n')
    warnings = Shelf(folder).load("faint").warnings
    assert len(warnings) == 1
    assert warnings[0].startswith("Theme `faint`: `muted` on `row` has a contrast of 1.")
    assert warnings[0].endswith("less than the 4.5 it needs to be read.")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[roles]\n\nwran = '#fff'", "line 3: `wran` is not part of a theme; did you mean `warn`?"),
        ("[roles]\nzzz = '#fff'", "line 2: `zzz` is not part of a theme."),
        ("[rolse]\n", "line 1: `rolse` is not part of a theme; did you mean `roles`?"),
        ("[roles]\nwarn = 'red'", 'line 2: `warn` must be a colour such as "#e69052", not red.'),
        ("[roles]\nwarn = 'ansi_red'", "line 2: `warn` must be a colour"),
        ("[roles256]\nwarn = '#12345678'", "line 2: `warn` must be a colour"),
        ("[colors]\nprimary = 7", "line 2: `primary` must be a colour"),
        ("[colors]\nansi = true\nprimary = 'ansi_pink'", 'or "ansi_cyan", not ansi_pink'),
        ("[colors]\nansi = 'yes'", "line 2: `ansi` must be true or false"),
        ("dark = 1", "line 1: `dark` must be true or false, not 1."),
        ("name = 1", "line 1: `name` must be a text"),
        ("roles = 3", "line 1: [roles] must be a table."),
        ("[styles]\nwarn = 'blink'", "line 2: `warn` must be made of bold"),
        ("[styles]\nwarn = ''", "line 2: `warn` must be made of bold"),
        ("[styles]\nwran = 'bold'", "line 2: `wran`"),
        ("[roles]\nwarn = '\x1b[2J'", "line 2: this is not TOML"),
        ('[roles]\nwarn = "\\u001b[2J"', "line 2: `warn` must be a colour"),
        ("= 1", "line 1: this is not TOML"),
    ],
)
def test_a_broken_file_is_told_by_file_and_line(folder: Path, text: str, said: str) -> None:
    (folder / "mine.toml").write_text(text)
    with pytest.raises(ConfigError) as refused:
        Shelf(folder).load("mine")
    assert said in str(refused.value)
    assert str(refused.value).startswith(str(folder / "mine.toml"))
    assert str(refused.value).isprintable()


def test_all_that_is_wrong_with_a_file_is_told(folder: Path) -> None:
    (folder / "mine.toml").write_text("[roles]\nwran = '#fff'\nbreach = 'red'\n")
    with pytest.raises(ConfigError) as refused:
        Shelf(folder).load("mine")
    assert len(str(refused.value).splitlines()) == 3


def test_a_copied_theme_that_kept_its_name_works_and_says_so(folder: Path) -> None:
    shutil.copy(themes.shipped_folder() / "ember.toml", folder / "cave.toml")
    theme = Shelf(folder).load("cave")
    assert theme.name == "cave"
    assert theme.warnings == (
        f"{folder / 'cave.toml'}, line 1: the theme is known by its file's name, `cave`; it calls itself `ember`.",
    )


def test_files_that_cannot_be_themes_by_their_name_are_told(folder: Path) -> None:
    (folder / "My Theme.toml").write_text("")
    (folder / "notes.txt").write_text("")
    shelf = Shelf(folder)
    assert shelf.names() == list(SHIPPED)
    assert len(shelf.misnamed()) == 1
    assert "My Theme.toml" in shelf.misnamed()[0]


def test_an_unknown_theme_names_the_nearest(folder: Path) -> None:
    with pytest.raises(ConfigError, match="did you mean `hearth`"):
        Shelf(folder).load("heart")
    with pytest.raises(ConfigError, match="there are: hearth, daybreak"):
        Shelf(folder).load("../../../etc/passwd")


def test_a_missing_folder_and_a_folder_that_is_none_are_no_themes(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert Shelf(tmp_path / "gone").names() == Shelf(tmp_path / "file").names() == list(SHIPPED)


def test_a_file_is_read_again_only_when_it_changed(folder: Path) -> None:
    file = folder / "mine.toml"
    file.write_text('[roles]\nwarn = "#ffeedd"\n')
    shelf = Shelf(folder)
    first, stamp = shelf.load("mine"), shelf.stamp("mine")
    assert shelf.load("mine") is first
    file.write_text('[roles]\nwarn = "#ffeedc"\n')
    os.utime(file, ns=(1, 1))
    assert shelf.stamp("mine") != stamp
    assert shelf.load("mine").roles["warn"] == "#ffeedc"
    file.unlink()
    assert shelf.stamp("mine") == ()


@pytest.mark.parametrize(
    ("no_color", "count", "colorfgbg", "configured", "chosen"),
    [
        (False, 1 << 24, "", "auto", "hearth"),
        (False, 256, "15;0", "", "hearth"),
        (False, 256, "0;15", "auto", "daybreak"),
        (False, 256, "0;default;7", "auto", "daybreak"),
        (False, 256, "15;default", "auto", "hearth"),
        (False, 256, "12;8", "auto", "hearth"),
        (False, 256, ";;;99999999999999999999", "auto", "hearth"),
        (False, 256, "0;15", "ember", "ember"),
        (False, 255, "", "auto", "native"),
        (False, 16, "", "ember", "native"),
        (False, 16, "", "mono", "mono"),
        (True, 1 << 24, "0;15", "ember", "mono"),
        (True, 16, "", "auto", "mono"),
    ],
)
def test_choice_at_the_start(no_color: bool, count: int, colorfgbg: str, configured: str, chosen: str) -> None:
    assert choose(no_color, count, colorfgbg, configured) == chosen
    said = themes.substitution(chosen, configured, no_color)
    assert bool(said) is (configured == "ember" and chosen != "ember")


@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.parametrize("count", [16, 256, 1 << 24])
def test_textual_is_told_every_role_and_override(name: str, count: int) -> None:
    theme = Shelf().load(name)
    fields = textual_fields(theme, count)
    roles = theme.roles256 if count <= 256 else theme.roles
    assert fields["name"] == f"warmline-{name}"
    assert fields["primary"] == roles["focus-border"]
    variables = fields["variables"]
    assert {f"wl-{role}" for role in ROLES} | set(VARIABLES) | set(LITERALS) <= set(variables)
    assert all(variables[f"wl-{role}"] == roles[role] for role in ROLES)
    if theme.ansi:
        assert variables["ansi-background"] == variables["ansi-foreground"] == "ansi_default"
        assert variables["text-error"] == variables["text-success"] == "ansi_default"
        assert variables["block-cursor-text-style"] == "bold reverse"
    else:
        assert variables["text-error"] == roles["breach"]
        assert "ansi" not in "".join(variables.values())


def test_themes_are_found_beside_a_checkout_and_inside_a_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = themes.shipped_folder()
    package = tmp_path / "site" / "console"
    (package / "_themes").mkdir(parents=True)
    monkeypatch.setattr(console, "__file__", str(package / "__init__.py"))
    with pytest.raises(ConfigError, match="install it again"):
        themes.shipped_folder()
    shutil.copytree(source, tmp_path / "site" / "themes")
    assert themes.shipped_folder() == tmp_path / "site" / "themes"
    shutil.copytree(source, package / "_themes", dirs_exist_ok=True)
    assert themes.shipped_folder() == package / "_themes"
