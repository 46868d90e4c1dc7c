"""Finds and reads themes, shipped and the user's own, and chooses one for a terminal; paints nothing."""

import os
import re
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any, Final

import msgspec

import console
from console.config import contrast, paths, toml_file
from console.config.roles import ANSI_WEIGHTS, FIELDS, LITERALS, ROLES, SAME_AS, VARIABLES
from console.config.theme_file import ThemeFile, read_theme
from console.core.text.messages import t
from console.errors import ConfigError

SHIPPED: Final = ("hearth", "daybreak", "ember", "folio", "beacon", "inkwell", "lodestar", "native", "mono")
"""The themes that come with the program, in the order in which they are shown."""
ANSI_SHIPPED: Final = ("native", "mono")
AUTO: Final = "auto"
PREFIX: Final = "warmline-"
"""What a theme is registered under in Textual begins so: `warmline-hearth`."""
FULL_COLOR: Final = 1 << 24

_STEM = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
_USER_LIMIT: Final = 200


class Theme(msgspec.Struct, frozen=True):
    """One theme, complete: every role has a colour."""

    name: str
    dark: bool
    description: str
    ansi: bool
    """Whether it uses the terminal's own sixteen colours and background."""
    colors: dict[str, str]
    """Textual's own theme fields."""
    roles: dict[str, str]
    roles256: dict[str, str]
    """The same roles for a terminal with 256 colours."""
    styles: dict[str, str]
    """Weights by role, such as `bold reverse`, where the theme sets them itself."""
    path: Path
    is_shipped: bool
    warnings: tuple[str, ...] = ()
    """Sentences about what is allowed but weak."""


class Shelf:
    """The themes there are: the shipped ones, and the user's own, which come first where names are equal."""

    def __init__(self, user_folder: Path | None = None) -> None:
        self.user_folder = user_folder
        self._read: dict[Path, tuple[tuple[int, ...], Theme]] = {}

    def names(self) -> list[str]:
        """The shipped ones in their order, then the user's by name."""
        return [*SHIPPED, *sorted(name for name in self._own() if name not in SHIPPED)]

    def misnamed(self) -> list[str]:
        """One sentence for each file in the user's folder that cannot be a theme by its name."""
        return [
            t("theme.bad_name", path=toml_file.shown(path, 200))
            for path in self._files()
            if not _STEM.fullmatch(path.stem)
        ]

    def path(self, name: str) -> Path:
        """The file of this theme.

        Raises:
            ConfigError: when there is no theme of this name.
        """
        own = self._own().get(name)
        if own is not None:
            return own
        if name in SHIPPED:
            return shipped_folder() / f"{name}.toml"
        raise _unknown(name, self.names())

    def load(self, name: str) -> Theme:
        """The theme, from memory unless its file has changed.

        Raises:
            ConfigError: when there is none of this name, or its file is broken: names file and line.
        """
        return self._load(self.path(name))

    def stamp(self, name: str) -> tuple[int, ...]:
        """Changes when the theme's file does; empty while there is no file."""
        try:
            return _stamp(self.path(name))
        except ConfigError:
            return ()

    def _load(self, path: Path) -> Theme:
        stamp = _stamp(path)
        kept = self._read.get(path)
        if kept and stamp and kept[0] == stamp:
            return kept[1]
        theme = _complete(read_theme(path), self._shipped)
        self._read[path] = (stamp, theme)
        return theme

    def _shipped(self, name: str) -> Theme:
        return self._load(shipped_folder() / f"{name}.toml")

    def _own(self) -> dict[str, Path]:
        return {path.stem: path for path in self._files() if _STEM.fullmatch(path.stem)}

    def _files(self) -> list[Path]:
        if self.user_folder is None:
            return []
        try:
            found = sorted(path for path in self.user_folder.iterdir() if path.suffix == ".toml")
        except OSError:
            return []
        return found[:_USER_LIMIT]


def user_folder(env: Mapping[str, str] | None = None) -> Path:
    """Where a user's own themes are looked for."""
    return paths.directory("config", env) / "themes"


def shipped_folder() -> Path:
    """The folder of the shipped themes: inside an installed package, beside it in a checkout.

    Raises:
        ConfigError: when the installation has lost it.
    """
    package = Path(console.__file__).parent
    for folder in (package / "_themes", package.parent / "themes"):
        if (folder / "hearth.toml").is_file() and (folder / "daybreak.toml").is_file():
            return folder
    raise ConfigError(t("theme.lost"), code="themes_lost")


def choose(
    no_color: bool,
    color_count: int,
    colorfgbg: str,
    configured: str,
    ansi_names: Collection[str] = ANSI_SHIPPED,
) -> str:
    """The theme to start with: what the terminal can show goes before what the settings say.

    `ansi_names` are the themes that sixteen colours suffice for.
    """
    if no_color:
        return "mono"
    wanted = "" if configured == AUTO else configured
    if color_count < 256:
        return wanted if wanted in ansi_names else "native"
    return wanted or ("daybreak" if _is_light(colorfgbg) else "hearth")


def substitution(chosen: str, configured: str, no_color: bool) -> str:
    """The sentence that says why the configured theme is not used; empty if it is."""
    if configured in (AUTO, "", chosen):
        return ""
    return t("theme.no_color" if no_color else "theme.few_colors", wanted=configured)


def textual_fields(theme: Theme, color_count: int = FULL_COLOR) -> dict[str, Any]:
    """The arguments of `textual.theme.Theme` for this theme on a terminal with so many colours."""
    roles = theme.roles if color_count > 256 or theme.ansi else theme.roles256
    fields = {field: roles[role] for field, role in FIELDS.items()}
    fields |= theme.colors if roles is theme.roles else {}
    variables = {f"wl-{role}": roles[role] for role in ROLES}
    variables |= {name: roles[role] for name, role in VARIABLES.items()} | LITERALS
    if theme.ansi:
        variables |= _ansi_variables(theme)
    return {
        "name": PREFIX + theme.name,
        "dark": theme.dark,
        "ansi": theme.ansi,
        **fields,
        "variables": variables,
    }


def _ansi_variables(theme: Theme) -> dict[str, str]:
    """Where fills are all one, weight must show the cursor; words keep to the terminal's own text colour."""
    weights = ANSI_WEIGHTS | theme.styles
    words = {name: theme.roles["text"] for name in VARIABLES if name.startswith(("text-", "link-color", "footer-"))}
    fills = {name: theme.roles[VARIABLES[name]] for name in words if name.endswith("background")}
    return {
        **words,
        **fills,
        "block-cursor-text-style": f"bold {weights['row']}" if weights["row"] != "none" else "bold",
        "block-cursor-blurred-text-style": weights["row-idle"],
        "input-cursor-text-style": "reverse",
        # Textual's generator leaves these two out for such themes, and its own style sheet needs them.
        "ansi-background": "ansi_default",
        "ansi-foreground": "ansi_default",
    }


def _complete(file: ThemeFile, shipped: Callable[[str], Theme]) -> Theme:
    """Fill in what a file leaves out: by its Textual colour, by an equal role, else by the theme it falls back to."""
    is_shipped = file.path.parent == shipped_folder()
    complete = is_shipped and len(file.roles) == len(ROLES)
    base = None if complete else shipped("native" if file.ansi else "hearth" if file.dark else "daybreak")
    given = {role: file.colors[field] for field, role in FIELDS.items() if field in file.colors} | file.roles
    roles = _fill(given, base.roles if base else {})
    own256 = {role: color for role, color in roles.items() if role in given or SAME_AS.get(role) in given}
    roles256 = _fill(own256 | file.roles256, base.roles256 if base else roles)
    fields = {field: roles[role] for field, role in FIELDS.items()} | file.colors
    name = file.path.stem
    warnings = list(file.warnings)
    if not file.ansi and (pair := contrast.weakest(roles)).margin < 1:
        ratio, floor = f"{pair.ratio:.1f}", f"{pair.floor:g}"
        warnings.append(t("theme.weak", name=name, role=pair.role, fill=pair.fill, ratio=ratio, floor=floor))
    return Theme(
        name,
        file.dark,
        file.description,
        file.ansi,
        fields,
        roles,
        roles256,
        file.styles,
        file.path,
        is_shipped,
        tuple(warnings),
    )


def _fill(given: Mapping[str, str], base: Mapping[str, str]) -> dict[str, str]:
    return {role: given.get(role) or given.get(SAME_AS.get(role, "")) or base[role] for role in ROLES}


def _is_light(colorfgbg: str) -> bool:
    """`COLORFGBG` is `ink;paper` or `ink;default;paper`, in numbers of the sixteen colours."""
    paper = colorfgbg.rpartition(";")[2].strip()
    return paper.isascii() and paper.isdigit() and int(paper[:4]) in (7, *range(9, 16))


def _stamp(path: Path) -> tuple[int, ...]:
    try:
        status = os.stat(path)
    except OSError:
        return ()
    return (status.st_mtime_ns, status.st_size, status.st_ino)


def _unknown(name: str, known: list[str]) -> ConfigError:
    import difflib

    shown = toml_file.shown(name)
    near = difflib.get_close_matches(name[:80], known, n=1)
    if near:
        return ConfigError(t("theme.unknown", name=shown, near=near[0]), code="unknown_theme")
    return ConfigError(t("theme.unknown_alone", name=shown, known=", ".join(known)), code="unknown_theme")
