"""Walks the settings as data: names, environment variables, types in words, and the commented default file."""

import json
import typing
from collections.abc import Iterator
from functools import cache
from typing import Any, Literal, get_args, get_origin

import msgspec

from console.config.settings import Keys, Settings
from console.core.text.messages import t

ENV_PREFIX = "WARMLINE_"


class Setting(msgspec.Struct, frozen=True):
    """One setting: what it is called, what it may be, and what it is for."""

    place: tuple[str, ...]
    """Section, then the names below it: `("backend", "limits", "sockets")`."""
    type: Any
    default: Any
    doc: str

    @property
    def key(self) -> str:
        """Dotted name, as a file with dotted keys would have it."""
        return ".".join(self.place)

    @property
    def env(self) -> str:
        """Its environment variable; empty if it has none. The console's names stand without their section."""
        if self.is_table:
            return ""
        return ENV_PREFIX + "_".join(self.place[self.place[0] == "console" :]).upper()

    @property
    def is_table(self) -> bool:
        """Whether it is a table of the user's own names."""
        return get_origin(_bare(self.type)) is dict

    @property
    def is_list(self) -> bool:
        """Whether it holds several values."""
        return get_origin(_bare(self.type)) is tuple

    @property
    def expected(self) -> str:
        """In words, what it may be."""
        return _expected(self.type)


@cache
def settings() -> tuple[Setting, ...]:
    """Every setting, in the order of the file."""
    return tuple(_walk(Settings, ()))


@cache
def sections() -> dict[tuple[str, ...], str]:
    """Every table of the file with its line of documentation, in order."""
    return dict(_sections(Settings, ()))


def default_file() -> str:
    """A file with every setting at its default, each behind a `#` and below its documentation."""
    lines = [f"# {line}" for line in t("config.default.head").splitlines()]
    for section, doc in sections().items():
        lines += ["", f"# {doc}", f"[{'.'.join(section)}]"]
        for setting in settings():
            if setting.place[:-1] == section:
                lines += ["", f"# {setting.doc}", f"# {_setting_line(setting)}"]
    return "\n".join(lines) + "\n"


def _setting_line(setting: Setting) -> str:
    name, value = setting.place[-1], setting.default
    if isinstance(value, dict):
        return f"{name} = {{}}"
    return f"{name} = {json.dumps(value, ensure_ascii=False)}"


def _walk(struct: type[msgspec.Struct], above: tuple[str, ...]) -> Iterator[Setting]:
    """Plain settings before the tables below them, as TOML wants them."""
    below: list[Setting] = []
    hints = typing.get_type_hints(struct, include_extras=True)
    for field in msgspec.structs.fields(struct):
        place, hint = (*above, field.name), hints[field.name]
        bare = _bare(hint)
        if isinstance(bare, type) and issubclass(bare, msgspec.Struct):
            below += _walk(bare, place)
        else:
            default = {} if field.default is msgspec.NODEFAULT else field.default
            yield Setting(place, hint, default, _meta(hint).description or "")
    yield from below


def _sections(struct: type[msgspec.Struct], above: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    for name, hint in typing.get_type_hints(struct, include_extras=True).items():
        bare = _bare(hint)
        if isinstance(bare, type) and issubclass(bare, msgspec.Struct):
            yield (*above, name), _meta(hint).description or ""
            yield from _sections(bare, (*above, name))


def _bare(hint: Any) -> Any:
    return get_args(hint)[0] if get_origin(hint) is typing.Annotated else hint


def _meta(hint: Any) -> msgspec.Meta:
    extras = get_args(hint)[1:] if get_origin(hint) is typing.Annotated else ()
    return next((extra for extra in extras if isinstance(extra, msgspec.Meta)), msgspec.Meta())


def _expected(hint: Any) -> str:
    bare, meta = _bare(hint), _meta(hint)
    if bare == Keys:
        return t("config.expected.keys")
    if get_origin(bare) is Literal:
        return t("config.expected.choice", choices=", ".join(f'"{value}"' for value in get_args(bare)))
    if get_origin(bare) is tuple:
        return t("config.expected.list")
    if bare is bool:
        return t("config.expected.bool")
    if bare in (int, float):
        message = "config.expected.whole" if bare is int else "config.expected.number"
        return t(message, low=meta.ge, high=meta.le)
    if bare is str and meta.min_length:
        return t("config.expected.some_text")
    return t("config.expected.text")
