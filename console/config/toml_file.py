"""Reads a TOML file that a person wrote and knows on which line each of its keys stands; judges no value."""

import re
from bisect import bisect_right
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import msgspec

from console.config import paths
from console.core.text.messages import t
from console.errors import ConfigError

SIZE_LIMIT: Final = 256 * 1024
Place = tuple[str | int, ...]
"""Where a key is: the names on the way to it, and the index where the way leads through an array of tables."""

_POSITION = re.compile(r"^(.*?) \(at line (\d+), column \d+\)$", re.DOTALL)
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_SCALAR = re.compile(r"[^,\]}#\n]*")


class Document(msgspec.Struct, frozen=True):
    """One parsed file: its values, and what it was parsed from."""

    name: str
    """The path as it is shown to people."""
    table: dict[str, Any]
    text: str

    @property
    def lines(self) -> dict[Place, int]:
        """The line of every key, looked for once somebody asks: mostly nothing is wrong, and nobody does."""
        return _lines(self.text)

    def line(self, *place: str | int) -> int:
        """The line of this key, or of the nearest table around it."""
        lines = self.lines
        for end in range(len(place), 0, -1):
            if place[:end] in lines:
                return lines[place[:end]]
        return 1


def read(path: Path) -> Document:
    """Parse a file.

    Raises:
        FileNotFoundError: when there is none.
        ConfigError: when it cannot be read or is not TOML; names file and line.
    """
    return parse(paths.read_bytes(path, SIZE_LIMIT), str(path))


def parse(source: bytes, name: str) -> Document:
    """Parse the bytes of a file called `name`.

    Raises:
        ConfigError: when they are not TOML; names file and line.
    """
    import tomllib

    try:
        text = source.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = source.count(b"\n", 0, problem.start) + 1
        raise ConfigError(t("config.toml.encoding", path=name, line=line), code="not_utf8") from problem
    text = text.replace("\r\n", "\n")
    try:
        return Document(name, tomllib.loads(text), text)
    except RecursionError as problem:
        raise ConfigError(t("config.toml.deep", path=name), code="bad_toml") from problem
    except ValueError as problem:
        found = _POSITION.match(str(problem))
        line = int(found[2]) if found else text.count("\n") + 1
        detail = found[1] if found else str(problem).removesuffix(" (at end of document)")
        message = t("config.toml.syntax", path=name, line=line, detail=shown(detail))
        raise ConfigError(message, code="bad_toml") from problem


def shown(value: object, width: int = 60) -> str:
    """A value from a file as it may stand in a sentence on a terminal: safe, on one line, not endless."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return t("config.value.table")
    text = str(value)
    if len(text) <= width and text.isascii() and text.isprintable():
        return text
    from console.core.text.safe import safe_line

    return safe_line(text, width)


@lru_cache(1)
def _lines(text: str) -> dict[Place, int]:
    try:
        return _Locator(text).run()
    except RecursionError:
        # Its values lie in each other as deep as the parser has just managed.
        return {}


class _Locator:
    """Walks over text that is known to be TOML and notes where each key begins."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.lines: dict[Place, int] = {}
        self.breaks = [m.start() for m in re.finditer("\n", text)]
        self.arrays: dict[Place, int] = {}

    def run(self) -> dict[Place, int]:
        table: Place = ()
        while self._next():
            table = self._header() if self.text[self.at] == "[" else self._pair(table)
        return self.lines

    def _next(self) -> str:
        """Skip blanks and comments; the character there, or nothing at the end."""
        self.at = _BLANK.match(self.text, self.at).end()  # type: ignore[union-attr]  # matches the empty text too
        return self.text[self.at : self.at + 1]

    def _note(self, place: Place, offset: int) -> None:
        self.lines.setdefault(place, bisect_right(self.breaks, offset - 1) + 1)

    def _header(self) -> Place:
        start = self.at
        is_array = self.text.startswith("[[", start)
        self.at += 2 if is_array else 1
        names = self._key()
        self.at = self.text.index("]", self.at) + (2 if is_array else 1)
        place: Place = ()
        for depth, name in enumerate(names, 1):
            place = (*place, name)
            self._note(place, start)
            if is_array and depth == len(names):
                self.arrays[place] = self.arrays.get(place, -1) + 1
            if place in self.arrays:
                place = (*place, self.arrays[place])
                self._note(place, start)
        return place

    def _pair(self, table: Place) -> Place:
        """One `key = value`; returns the table that it belongs to."""
        start = self.at
        place = table
        for name in self._key():
            place = (*place, name)
            self._note(place, start)
        self.at = self.text.index("=", self.at) + 1
        self._value(place)
        return table

    def _key(self) -> list[str]:
        names: list[str] = []
        while True:
            self._next()
            start = self.at
            if self.text[start] in "\"'":
                self._string()
                names.append(_unquoted(self.text[start : self.at]))
            else:
                self.at = _BARE_KEY.match(self.text, start).end()  # type: ignore[union-attr]  # known to be a key
                names.append(self.text[start : self.at])
            if self._next() != ".":
                return names
            self.at += 1

    def _value(self, place: Place) -> None:
        opening = self._next()
        if opening in ('"', "'"):
            self._string()
        elif opening == "[":
            self._array(place)
        elif opening == "{":
            self._inline(place)
        else:
            self.at = _SCALAR.match(self.text, self.at).end()  # type: ignore[union-attr]  # matches the empty text too

    def _array(self, place: Place) -> None:
        self.at += 1
        index = 0
        while self._next() != "]":
            self._note((*place, index), self.at)
            self._value((*place, index))
            index += 1
            if self._next() == ",":
                self.at += 1
        self.at += 1

    def _inline(self, place: Place) -> None:
        self.at += 1
        while self._next() != "}":
            self._pair(place)
            if self._next() == ",":
                self.at += 1
        self.at += 1

    def _string(self) -> None:
        quote = self.text[self.at]
        is_long = self.text.startswith(quote * 3, self.at)
        closing = quote * 3 if is_long else quote
        self.at += len(closing)
        while not self.text.startswith(closing, self.at):
            self.at += 2 if quote == '"' and self.text[self.at] == "\\" else 1
        self.at += len(closing)
        for _ in range(2 if is_long else 0):
            # A long string may end in one or two quotation marks of its own.
            self.at += self.text.startswith(quote, self.at)


def _unquoted(raw: str) -> str:
    import tomllib

    value: str = tomllib.loads(f"key = {raw}")["key"]
    return value
