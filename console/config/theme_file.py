"""Reads one theme file exactly as it is written and says by line what is wrong with it; fills nothing in."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import msgspec

from console.config import toml_file
from console.config.roles import FIELDS, ROLES
from console.config.toml_file import Document, shown
from console.core.text.messages import t
from console.errors import ConfigError

ANSI_COLORS: Final = frozenset(
    f"ansi_{kind}{hue}"
    for kind in ("", "bright_")
    for hue in ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
) | {"ansi_default"}
STYLE_WORDS: Final = frozenset({"bold", "dim", "italic", "underline", "reverse", "none"})
SECTIONS: Final = ("colors", "roles", "roles256", "styles")

_HEX = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")


class ThemeFile(msgspec.Struct, frozen=True):
    """What stands in a theme's file, checked; roles that it leaves out are not here."""

    path: Path
    dark: bool
    description: str
    ansi: bool
    colors: dict[str, str]
    roles: dict[str, str]
    roles256: dict[str, str]
    styles: dict[str, str]
    warnings: tuple[str, ...]


def read_theme(path: Path) -> ThemeFile:
    """Read and check a theme's file.

    Raises:
        ConfigError: when it is missing or broken: all problems, each with file and line.
    """
    try:
        document = toml_file.read(path)
    except FileNotFoundError as problem:
        raise ConfigError(t("config.file.missing", path=path), code="no_theme_file") from problem
    reader = _Reader(document)
    file = reader.file(path)
    if reader.problems:
        raise ConfigError(_told(reader.problems), code="bad_theme")
    return file


def _told(problems: list[str]) -> str:
    if len(problems) == 1:
        return problems[0]
    return "\n".join([t("theme.problems", count=len(problems)), *(f"- {problem}" for problem in problems)])


class _Reader:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.problems: list[str] = []
        self.ansi = False

    def file(self, path: Path) -> ThemeFile:
        for name in self.document.table:
            if name not in (*SECTIONS, "name", "dark", "description"):
                self._unknown((name,), (*SECTIONS, "name", "dark", "description"))
        colors = self._section("colors")
        self.ansi = self._flag(("colors", "ansi"), colors.pop("ansi", False))
        return ThemeFile(
            path=path,
            dark=self._flag(("dark",), self.document.table.get("dark", True)),
            description=self._text("description"),
            ansi=self.ansi,
            colors=dict(self._colors("colors", colors, tuple(FIELDS))),
            roles=dict(self._colors("roles", self._section("roles"), ROLES)),
            roles256=dict(self._colors("roles256", self._section("roles256"), ROLES)),
            styles=dict(self._styles()),
            warnings=self._warnings(path, self._text("name")),
        )

    def _warnings(self, path: Path, name: str) -> tuple[str, ...]:
        if name in ("", path.stem):
            return ()
        return (t("theme.name_differs", where=self._where("name"), name=path.stem, other=shown(name)),)

    def _where(self, *place: str) -> str:
        return t("config.where.file", path=self.document.name, line=self.document.line(*place))

    def _section(self, name: str) -> dict[str, Any]:
        value = self.document.table.get(name, {})
        if isinstance(value, dict):
            return dict(value)
        self.problems.append(t("theme.not_a_table", where=self._where(name), section=name))
        return {}

    def _flag(self, place: tuple[str, ...], value: object) -> bool:
        if isinstance(value, bool):
            return value
        self.problems.append(t("theme.bad_flag", where=self._where(*place), key=place[-1], value=shown(value)))
        return False

    def _text(self, name: str) -> str:
        value = self.document.table.get(name, "")
        if isinstance(value, str):
            return shown(value, 200)
        self.problems.append(t("theme.bad_text", where=self._where(name), key=name, value=shown(value)))
        return ""

    def _colors(self, section: str, table: dict[str, Any], known: tuple[str, ...]) -> Iterator[tuple[str, str]]:
        for key, value in table.items():
            if key not in known:
                self._unknown((section, key), known)
            elif isinstance(value, str) and (_HEX.fullmatch(value) or (self.ansi and value in ANSI_COLORS)):
                yield key, _long(value)
            else:
                message = "theme.bad_color_ansi" if self.ansi else "theme.bad_color"
                where = self._where(section, key)
                self.problems.append(t(message, where=where, key=key, value=shown(value)))

    def _styles(self) -> Iterator[tuple[str, str]]:
        for key, value in self._section("styles").items():
            if key not in ROLES:
                self._unknown(("styles", key), ROLES)
            elif isinstance(value, str) and value.split() and STYLE_WORDS.issuperset(value.split()):
                yield key, " ".join(value.split())
            else:
                where = self._where("styles", key)
                self.problems.append(t("theme.bad_style", where=where, key=key, value=shown(value)))

    def _unknown(self, place: tuple[str, ...], known: tuple[str, ...]) -> None:
        import difflib

        where, key = self._where(*place), shown(place[-1])
        near = difflib.get_close_matches(place[-1][:80], known, n=1)
        if near:
            self.problems.append(t("theme.unknown_key", where=where, key=key, near=near[0]))
        else:
            self.problems.append(t("theme.unknown_key_alone", where=where, key=key))


def _long(color: str) -> str:
    return "#" + "".join(2 * digit for digit in color[1:]) if len(color) == 4 else color
