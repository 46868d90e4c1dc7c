"""Brings themes into the running app, previews and reloads them, and turns roles into styles for line-API widgets.

Reads no file itself and decides no colour: both are `console.config.themes`.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from rich.style import Style as RichStyle
from textual.app import App
from textual.color import Color
from textual.filter import LineFilter, NoColor
from textual.style import Style as ContentStyle
from textual.theme import Theme as TextualTheme

from console.config.roles import ANSI_WEIGHTS, FILLS, HEATS, ROLES, WEIGHTS
from console.config.themes import AUTO, PREFIX, Shelf, Theme, choose, substitution, textual_fields
from console.core.text.messages import t
from console.errors import ConfigError

_BACKGROUNDS: Final = frozenset((*FILLS, *HEATS))
_ATTRIBUTES: Final = ("bold", "dim", "italic", "underline", "reverse")

_FOREIGN: Final[dict[str, tuple[str, ...]]] = {
    "background": ("canvas", "box"),
    "surface": ("pane", "heat-1"),
    "panel": ("raised", "bar", "row", "row-idle", "note-fill", "heat-2"),
    "primary-muted": ("selection",),
    "success-muted": ("heat-3",),
    "warning-muted": ("heat-4",),
    "error-muted": ("heat-5",),
    "foreground": ("text", "header", "customer", *(f"heat-ink-{n}" for n in range(1, 6))),
    "foreground-muted": ("muted", "key-label", "system", "stale", "suppressed", "quiet-border"),
    "foreground-disabled": ("rule",),
    "text-primary": ("agent-self", "draft"),
    "text-secondary": ("bot", "agent-other", "confidence-mid"),
    "text-success": ("fine", "link-live", "confidence-high"),
    "text-warning": ("warn", "link-catching-up", "confidence-low"),
    "text-error": ("breach", "link-offline"),
    "text-accent": ("unread", "note", "key"),
    "primary": ("focus-border", "chart-1"),
    "warning": ("chart-2",),
    "success": ("chart-3",),
    "accent": ("chart-4",),
    "secondary": ("chart-5",),
}
"""Where each role's colour comes from in a theme that is not ours."""


STYLE_SHEET: Final = """
Input:ansi > .input--selection,
TextArea:ansi .text-area--selection,
Screen:ansi > .screen--selection {
    text-style: reverse;
}
"""
"""Belongs in the app's `CSS`: where no fill can show a selection, reverse must."""


def app_options(environ: Mapping[str, str]) -> dict[str, Any]:
    """What `App.__init__` must be given in this environment.

    Textual chooses its `NO_COLOR` filter in the constructor, before any theme is set: without `ansi_color=True` it
    takes the one that makes greys, and the `mono` theme comes out black on black.
    """
    return {"ansi_color": True} if "NO_COLOR" in environ else {}


def variable_defaults(app: App[Any]) -> dict[str, str]:
    """A colour for each of the roles in the current theme, for `App.get_theme_variable_defaults`.

    A theme that is not ours defines none of them, and a style sheet that names one would not parse.
    """
    return {f"wl-{role}": color for role, color in role_colors(app.current_theme).items()}


def role_colors(theme: TextualTheme) -> dict[str, str]:
    """The colour of every role in any of Textual's themes, ours or not; solid, so that cells can be painted with it."""
    if f"wl-{ROLES[0]}" in theme.variables:
        return {role: theme.variables[f"wl-{role}"] for role in ROLES}
    generated = {**theme.to_color_system().generate(), **theme.variables}
    paper = _solid(generated["background"], "ansi_default" if theme.ansi else "#000000", theme.ansi)
    ink = _solid(generated["foreground"], paper, theme.ansi)
    return {
        role: _solid(generated.get(source, ""), paper, theme.ansi) or ink
        for source, roles in _FOREIGN.items()
        for role in roles
    }


class Theming:
    """The themes of one running app."""

    def __init__(self, app: App[Any], shelf: Shelf, color_count: int) -> None:
        self.app = app
        self.shelf = shelf
        self.color_count = color_count
        self.generation = 0
        """Rises whenever a style that was handed out may have become wrong; part of the key of any cache of lines."""
        self._ours: dict[str, Theme] = {}
        self._stamps: dict[str, tuple[int, ...]] = {}
        self._colors: dict[str, dict[str, str]] = {}
        self._rich: dict[tuple[str, str, str, bool], RichStyle] = {}
        self._content: dict[tuple[str, str, str, bool], ContentStyle] = {}
        self._before_preview = ""
        self._no_color = NoColor()
        app.watch(app, "theme", self._changed, init=False)

    def start(self, configured: str, *, no_color: bool, colorfgbg: str = "") -> list[str]:
        """Set the first theme; sentences about what the user should know of it.

        A theme that is broken or missing is replaced by the one that would stand there without the setting.
        """
        ansi_names = self._ansi_names(configured)
        name = choose(no_color, self.color_count, colorfgbg, configured, ansi_names)
        said = [substitution(name, configured, no_color)]
        try:
            self.register(name)
        except ConfigError as problem:
            said.append(str(problem))
            name = choose(no_color, self.color_count, colorfgbg, "", ())
            self.register(name)
        self.app.theme = PREFIX + name
        return [sentence for sentence in (*said, *self._ours[name].warnings) if sentence]

    def register(self, name: str) -> Theme:
        """Make one theme known to the app, as `warmline-<name>`.

        Raises:
            ConfigError: when there is none of this name, or its file is broken.
        """
        stamp = self.shelf.stamp(name)
        theme = self.shelf.load(name)
        self._ours[name] = theme
        self._stamps[name] = stamp
        self.app.register_theme(TextualTheme(**textual_fields(theme, self.color_count)))
        self._forget()
        return theme

    def register_all(self) -> list[str]:
        """Make every theme known to the app; one sentence for each that is broken or weak."""
        said = self.shelf.misnamed()
        for name in self.shelf.names():
            try:
                said += self.register(name).warnings
            except ConfigError as problem:
                said.append(str(problem))
        return said

    def names(self) -> list[str]:
        """All themes that can be set: ours by their own names first, then Textual's."""
        ours = [name for name in self.shelf.names() if name in self._ours]
        return [*ours, *sorted(name for name in self.app.available_themes if not name.startswith(PREFIX))]

    def caution(self, name: str) -> str:
        """What the picker says beside a theme: its weakness, or that nothing is promised; empty if there is nothing."""
        theme = self._ours.get(name)
        return " ".join(theme.warnings) if theme else t("theme.foreign", name=name)

    @property
    def current(self) -> str:
        """The name of the theme in use, as settings would have it."""
        return self.app.theme.removeprefix(PREFIX)

    def line_filters(self, filters: Sequence[LineFilter]) -> Sequence[LineFilter]:
        """For `App.get_line_filters`: in `mono` even stock widgets, which bring colours of their own, get none."""
        theme = self._ours.get(self.current)
        is_colorless = theme is not None and set(theme.roles.values()) == {"ansi_default"}
        return [*filters, self._no_color] if is_colorless and not self.app.no_color else filters

    def preview(self, name: str) -> None:
        """Show a theme until `keep` or `revert`."""
        self._before_preview = self._before_preview or self.app.theme
        self.app.theme = self._registered(name)

    def keep(self) -> str:
        """Stay with what is shown; its name, for the settings."""
        self._before_preview = ""
        return self.current

    def revert(self) -> None:
        """Go back to what was shown before the preview."""
        if self._before_preview:
            self.app.theme, self._before_preview = self._before_preview, ""

    def poll(self) -> list[str]:
        """Take up a changed file of the user's own theme that is in use; sentences about what is wrong with it.

        Looks at one file; call it every second or so. A broken file leaves the theme as it was, and is told of once.
        """
        theme = self._ours.get(self.current)
        if theme is None or theme.is_shipped:
            return []
        stamp = self.shelf.stamp(theme.name)
        if not stamp or stamp == self._stamps[theme.name]:
            return []
        self._stamps[theme.name] = stamp
        try:
            said = list(self.register(theme.name).warnings)
        except ConfigError as problem:
            return [t("theme.kept", problem=problem)]
        self.app.mutate_reactive(App.theme)
        return said

    def style(self, role: str, *, on: str = "", words: bool = True) -> RichStyle:
        """The style of a role in the current theme, for segments of lines; over the fill `on` if one is named.

        `words` says that the span holds letters or digits. In themes of the terminal's own colours such a span
        keeps the terminal's text colour, and hue goes to marks only: no other contrast can be promised there.
        """
        key = (self.app.theme, role, on, words)
        found = self._rich.get(key)
        if found is None:
            ink, fill, attributes = self._parts(role, on, words)
            found = self._rich[key] = RichStyle(
                color=ink.rich_color if ink else None, bgcolor=fill.rich_color if fill else None, **attributes
            )
        return found

    def content_style(self, role: str, *, on: str = "", words: bool = True) -> ContentStyle:
        """The same as `style`, for spans of `Content`."""
        key = (self.app.theme, role, on, words)
        found = self._content.get(key)
        if found is None:
            ink, fill, attributes = self._parts(role, on, words)
            found = self._content[key] = ContentStyle(foreground=ink, background=fill, **attributes)
        return found

    def _parts(self, role: str, on: str, words: bool) -> tuple[Color | None, Color | None, dict[str, Any]]:
        theme = self._ours.get(self.current)
        ansi = self.app.current_theme.ansi
        colors = self._role_colors()
        attributes = _merged(self._weight(theme, on, ansi, words=False), self._weight(theme, role, ansi, words=words))
        if role in _BACKGROUNDS:
            return None, Color.parse(colors[role]), attributes
        hue = "text" if ansi and words and not role.startswith("heat-ink") else role
        return Color.parse(colors[hue]), Color.parse(colors[on]) if on else None, attributes

    def _weight(self, theme: Theme | None, role: str, ansi: bool, *, words: bool) -> frozenset[str]:
        own = theme.styles.get(role) if theme else None
        text = own if own is not None else (ANSI_WEIGHTS if ansi else WEIGHTS).get(role, "")
        weights = frozenset(text.split()) - {"none"}
        # Reverse belongs to marks: a reversed word would be a pair of colours that nobody chose.
        return weights - {"reverse"} if ansi and words and own is None and role not in _BACKGROUNDS else weights

    def _role_colors(self) -> dict[str, str]:
        name = self.app.theme
        if name not in self._colors:
            self._colors[name] = role_colors(self.app.current_theme)
        return self._colors[name]

    def _ansi_names(self, configured: str) -> tuple[str, ...]:
        if configured in (AUTO, ""):
            return ()
        try:
            is_ansi = self.shelf.load(configured).ansi
        except ConfigError:
            return ()
        return (configured,) if is_ansi else ()

    def _registered(self, name: str) -> str:
        return PREFIX + name if name in self._ours else name

    def _changed(self) -> None:
        self.generation += 1

    def _forget(self) -> None:
        self._colors.clear()
        self._rich.clear()
        self._content.clear()
        self.generation += 1


def _merged(fill: frozenset[str], ink: frozenset[str]) -> dict[str, Any]:
    """Weights of an ink on a fill. Reverse on reverse stands upright again, so that a mark shows on a reversed row."""
    weights = (fill | ink) - ({"reverse"} if "reverse" in fill & ink else frozenset())
    return {name: True for name in _ATTRIBUTES if name in weights}


def _solid(value: str, paper: str, ansi: bool) -> str:
    """One opaque colour for what a generated variable says; empty if it names none (`auto 87%`)."""
    if ansi:
        name = value.partition(" ")[0]
        return name if name.startswith("ansi_") else "ansi_default"
    try:
        color = Color.parse(value)
    except ValueError:
        return ""
    if color.ansi is not None:
        return value
    return (Color.parse(paper) + color).hex6
