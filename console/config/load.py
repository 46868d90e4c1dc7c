"""Puts the settings together: defaults, then the file, then the environment, then the command line.

Every problem is found in one go, and each names its place and the way out; nothing is guessed or skipped.
"""

import os
import re
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from console.config import paths, toml_file
from console.config.reference import ENV_PREFIX, Setting, sections, settings
from console.config.settings import Settings
from console.config.toml_file import Document, shown
from console.core.text.messages import t
from console.errors import ConfigError

FILE_NAME = "warmline.toml"
FILE_VARIABLE = "WARMLINE_CONFIG"
OFF = "off"

_KEY = re.compile(r"\S{1,32}(?: \S{1,32})?")
_ORIGIN = re.compile(r"https?://[^\s/?#@\\]+")
_SERVER = re.compile(r"(?:wss?|https?)://[^\s/?#@\\]+(?:/[^\s?#\\]*)?")


class Loaded(msgspec.Struct, frozen=True):
    """The settings in force, and where each of them came from."""

    settings: Settings
    path: Path | None
    """The file that was read; `None` if there is none."""
    warnings: tuple[str, ...]
    """Sentences about things that look like a slip but break nothing."""
    sources: dict[str, str]
    """Where a setting that is not at its default comes from, by dotted name: `line 4`, `WARMLINE_THEME`, `--theme`."""

    def unknown_keys(self, actions: Collection[str]) -> list[str]:
        """One sentence for each entry of `[console.keys]` that names none of these actions."""
        return [
            t(
                "config.keys.unknown",
                where=self.sources[f"console.keys.{name}"],
                key=shown(name),
                hint=_hint(name, actions),
            )
            for name in self.settings.console.keys
            if name not in actions
        ]


def load(
    path: Path | None = None,
    *,
    env: Mapping[str, str] | None = None,
    options: Mapping[str, object] | None = None,
) -> Loaded:
    """All settings: defaults < file < `WARMLINE_*` < command line.

    `path` is a file that was asked for and must exist; without it, `WARMLINE_CONFIG`, else `warmline.toml` in the
    configuration directory, which need not. `options` has dotted names (`{"backend.port": 0}`); `None` is "not given".

    Raises:
        ConfigError: when anything is wrong; tells of all problems, each with file and line, variable or option.
    """
    env = os.environ if env is None else env
    found = _Findings()
    document = _document(path, env)
    if document:
        found.take_file(document)
    found.take_environment(env)
    found.take_options(options or {})
    result = found.settings()
    if found.problems:
        raise _refusal(found.problems, document)
    return Loaded(result, Path(document.name) if document else None, tuple(found.warnings), found.sources)


def _document(path: Path | None, env: Mapping[str, str]) -> Document | None:
    asked = path or (Path(env[FILE_VARIABLE]).expanduser() if env.get(FILE_VARIABLE) else None)
    if asked is not None:
        try:
            return toml_file.read(asked)
        except FileNotFoundError as problem:
            raise ConfigError(t("config.file.missing", path=asked), code="no_config_file") from problem
    folder = paths.directory("config", env)
    try:
        document = toml_file.read(folder / FILE_NAME)
    except FileNotFoundError:
        return None
    paths.check(folder, paths.OVERRIDES["config"])
    return document


def _refusal(problems: list[str], document: Document | None) -> ConfigError:
    if len(problems) == 1:
        return ConfigError(problems[0], code="bad_setting")
    head = t("config.problems", count=len(problems))
    return ConfigError("\n".join([head, *(f"- {problem}" for problem in problems)]), code="bad_setting")


class _Findings:
    """What the layers said so far: a later one replaces an earlier one's value."""

    def __init__(self) -> None:
        self.values: dict[tuple[str, ...], Any] = {}
        self.sources: dict[str, str] = {}
        self.problems: list[str] = []
        self.warnings: list[str] = []
        self.known = {setting.place: setting for setting in settings()}

    def take_file(self, document: Document) -> None:
        self._table(document, (), document.table)

    def _table(self, document: Document, above: tuple[str, ...], table: Mapping[str, Any]) -> None:
        for name, value in table.items():
            place = (*above, name)
            line = document.line(*place)
            where = t("config.where.file", path=document.name, line=line)
            setting = self.known.get(place)
            if setting is not None:
                lines = {entry: document.line(*place, entry) for entry in value} if isinstance(value, dict) else {}
                self._take(
                    setting,
                    value,
                    where,
                    {e: t("config.where.file", path=document.name, line=n) for e, n in lines.items()},
                )
            elif place not in sections():
                self.problems.append(self._unknown(place, where))
            elif isinstance(value, dict):
                self._table(document, place, value)
            else:
                message = t("config.section", where=where, key=".".join(place), value=shown(value))
                self.problems.append(message)

    def take_environment(self, env: Mapping[str, str]) -> None:
        variables = {setting.env: setting for setting in settings() if setting.env}
        words = [name.removeprefix(ENV_PREFIX) for name in variables]
        for name in sorted(n for n in env if n.startswith(ENV_PREFIX) and env[n]):
            setting = variables.get(name)
            if setting is not None:
                self._take(setting, _from_text(setting, env[name]), name)
            elif (
                name not in paths.OVERRIDES.values()
                and name != FILE_VARIABLE
                and (near := _nearest(name.removeprefix(ENV_PREFIX), words))
            ):
                self.warnings.append(t("config.env.unknown", name=shown(name), near=ENV_PREFIX + near))

    def take_options(self, options: Mapping[str, object]) -> None:
        for name, value in options.items():
            setting = self.known.get(tuple(name.split(".")))
            where = "--" + name.rpartition(".")[2].replace("_", "-")
            if setting is None:
                self.problems.append(self._unknown(tuple(name.split(".")), where))
            elif value is not None:
                self._take(setting, _from_text(setting, value) if isinstance(value, str) else value, where)

    def _take(self, setting: Setting, value: Any, where: str, lines: Mapping[str, str] | None = None) -> None:
        """Check one value and keep it; an earlier layer's mistake is reported even if a later layer says better."""
        if setting.is_table:
            self._take_keys(setting, value, where, lines or {})
            return
        try:
            checked = msgspec.convert(value, setting.type)
        except msgspec.ValidationError:
            self._wrong(setting.key, setting.expected, value, where)
            return
        expected = _further(setting.key, checked)
        if expected:
            self._wrong(setting.key, expected, value, where)
            return
        self.values[setting.place] = checked
        self.sources[setting.key] = where

    def _take_keys(self, setting: Setting, value: Any, where: str, lines: Mapping[str, str]) -> None:
        """Entries are laid over those of an earlier layer one by one."""
        if not isinstance(value, Mapping):
            self._wrong(setting.key, setting.expected, value, where)
            return
        kept = dict(self.values.get(setting.place, {}))
        for action, keys in value.items():
            place = f"{setting.key}.{action}"
            several = [keys] if isinstance(keys, str) and keys != OFF else keys
            if keys == OFF:
                kept[action] = ()
            elif isinstance(several, list | tuple) and several and all(_is_key(key) for key in several):
                kept[action] = tuple(several)
            else:
                self._wrong(shown(place), t("config.expected.action_keys"), keys, lines.get(action, where))
                continue
            self.sources[place] = lines.get(action, where)
        self.values[setting.place] = kept

    def _wrong(self, key: str, expected: str, value: object, where: str) -> None:
        self.problems.append(t("config.wrong", where=where, key=key, expected=expected, value=_quoted(value)))

    def _unknown(self, place: tuple[str, ...], where: str) -> str:
        name, siblings = place[-1], [p[-1] for p in (*self.known, *sections()) if p[:-1] == place[:-1]]
        key = shown(name)
        if near := _nearest(name, siblings):
            return t("config.unknown.near", where=where, key=key, near=near)
        elsewhere = [".".join(p[:-1]) for p in self.known if p[-1] == name]
        if elsewhere:
            return t("config.unknown.section", where=where, key=key, section=elsewhere[0])
        return t("config.unknown", where=where, key=key, known=", ".join(siblings))

    def settings(self) -> Settings:
        """The whole, once every layer has been taken; what only shows in the whole is checked here."""
        tree: dict[str, Any] = {}
        for place, value in self.values.items():
            table = tree
            for name in place[:-1]:
                table = table.setdefault(name, {})
            table[place[-1]] = value
        result = msgspec.convert(tree, Settings)
        backend = result.backend
        if bool(backend.tls_cert) != bool(backend.tls_key):
            given, missing = ("tls_cert", "tls_key") if backend.tls_cert else ("tls_key", "tls_cert")
            where = self.sources[f"backend.{given}"]
            self.problems.append(t("config.tls_pair", where=where, given=given, missing=missing))
        return result


def _from_text(setting: Setting, text: str) -> Any:
    """A value written as plain words in the environment or on the command line; left as it is if it is none."""
    if setting.is_list:
        return tuple(part.strip() for part in text.split(",") if part.strip())
    try:
        return msgspec.convert(text.strip(), setting.type, strict=False)
    except msgspec.ValidationError:
        return text


def _further(key: str, value: Any) -> str:
    """What the value should have been, where its type alone does not say; empty if it is well."""
    if key == "console.server" and value and not _SERVER.fullmatch(value):
        return t("config.expected.server")
    if key == "backend.origins" and not all(_ORIGIN.fullmatch(origin) for origin in value):
        return t("config.expected.origins")
    if key == "backend.trusted_proxies" and value and not _are_networks(value):
        return t("config.expected.networks")
    if isinstance(value, str) and not value.isprintable():
        return t("config.expected.printable")
    return ""


def _are_networks(values: Iterable[str]) -> bool:
    import ipaddress

    try:
        for value in values:
            ipaddress.ip_network(value)
    except ValueError:
        return False
    return True


def _is_key(key: object) -> bool:
    return isinstance(key, str) and key != OFF and key.isprintable() and bool(_KEY.fullmatch(key))


def _quoted(value: object) -> str:
    if not isinstance(value, str):
        return shown(value)
    # An address may carry a password, and sentences end up in logs and screenshots.
    return f'"{shown(re.sub(r"//[^/]*@", "//…@", value))}"'


def _nearest(word: str, known: Iterable[str]) -> str:
    import difflib

    return next(iter(difflib.get_close_matches(word[:80], list(known), n=1, cutoff=0.6)), "")


def _hint(word: str, known: Iterable[str]) -> str:
    near = _nearest(word, known)
    return t("config.hint.near", near=near) if near else t("config.hint.none")
