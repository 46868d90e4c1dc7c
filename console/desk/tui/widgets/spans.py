"""Words with colour roles, brought to the screen as `Content`: one line with a left and a right part, and frame tops.

Nothing here parses markup; every style comes from a role of the current theme.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final, cast

from textual.content import Content
from textual.style import Style
from textual.widget import Widget

from console.core.text.width import cells, cut
from console.desk.tui.theming import Theming
from console.desk.work.box import Frame
from console.desk.work.reading import Span

if TYPE_CHECKING:
    from console.desk.tui.app import DeskApp

BOLD: Final = "+bold"
"""Behind a role's name: the same, bold."""

_LINES: Final = {
    Frame.QUIET: ("╭", "─", "╮"),
    Frame.FOCUS: ("┏", "━", "┓"),
    Frame.WARN: ("┏", "━", "┓"),
    Frame.DOUBLE: ("╔", "═", "╗"),
    Frame.NOTE: ("┏", "━", "┓"),
}
FRAME_ROLES: Final = {
    Frame.QUIET: "quiet-border",
    Frame.FOCUS: "focus-border",
    Frame.WARN: "warn",
    Frame.DOUBLE: "breach",
    Frame.NOTE: "note",
}
_FEWEST_TITLE_CELLS: Final = 12


def theming_of(widget: Widget) -> Theming:
    """The theming of the app in which this widget is."""
    return cast("DeskApp", widget.app).theming


def width_of(spans: Iterable[Span]) -> int:
    """The cells of these spans."""
    return sum(cells(span.text) for span in spans)


def fitted(spans: Sequence[Span], width: int) -> list[Span]:
    """The spans in at most `width` cells, the last one cut."""
    kept: list[Span] = []
    for span in spans:
        room = width - width_of(kept)
        if room <= 0:
            break
        kept.append(Span(cut(span.text, room), span.role))
    return kept


def content(theming: Theming, spans: Iterable[Span], *, on: str = "") -> Content:
    """The spans as `Content`."""
    return Content.assemble(*((span.text, style_of(theming, span, on=on)) for span in spans))


def style_of(theming: Theming, span: Span, *, on: str = "") -> Style:
    """The style of a span; a span without letters or digits is a mark, which may have hue in every theme."""
    role = span.role.removesuffix(BOLD)
    has_words = any(character.isalnum() for character in span.text)
    style = theming.content_style(role, on=on, words=has_words)
    return style + Style(bold=True) if span.role.endswith(BOLD) else style


def two_parts(left: Sequence[Span], right: Sequence[Span], width: int) -> list[Span]:
    """One line: the left part cut to what the right one leaves, the right part at the end."""
    right = fitted(right, width)
    room = width - width_of(right)
    left = fitted(left, room - (1 if right else 0)) if room > 1 else []
    gap = width - width_of(left) - width_of(right)
    return [*left, Span(" " * max(0, gap), "text"), *right]


def frame_top(kind: Frame, left: Sequence[Span], right: Sequence[Span], width: int, *, is_line: bool) -> list[Span]:
    """The top of a frame with its title, or (`is_line`) a title line without a frame."""
    corner_left, dash, corner_right = _LINES[kind]
    role = FRAME_ROLES[kind]
    if is_line:
        corner_left = corner_right = ("▒" if kind is Frame.NOTE else dash) * 2
    elif kind is Frame.NOTE:
        corner_left, corner_right = "┏▒▒", "▒▒┓"
    fill = " " if kind is Frame.NOTE and is_line else dash
    inner = width - cells(corner_left) - cells(corner_right)
    if inner < 4:
        return fitted([Span(dash * max(0, width), role)], width)
    left, right = _titles(left, right, inner)
    taken = width_of(left) + 2 + (width_of(right) + 2 if right else 0)
    line = [Span(corner_left, role), Span(" ", role), *left, Span(" ", role)]
    line.append(Span(fill * max(0, inner - taken), role))
    if right:
        line += [Span(" ", role), *right, Span(" ", role)]
    return [*line, Span(corner_right, role)]


def _titles(left: Sequence[Span], right: Sequence[Span], inner: int) -> tuple[list[Span], list[Span]]:
    """Both titles cut to fit between the corners: the left one first, down to a few cells, then the right one."""
    room = inner - 2
    if not right:
        return fitted(left, room), []
    own = min(width_of(left), max(_FEWEST_TITLE_CELLS, room - 2 - width_of(right)))
    rest = room - 2 - own
    if rest < 3:
        return fitted(left, room), []
    return fitted(left, own), fitted(right, rest)


class SpanLine(Widget):
    """One line of spans, left and right; painted again only when it changed."""

    DEFAULT_CSS = "SpanLine { height: 1; width: 1fr; }"

    def __init__(self, *, on: str = "", id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.on = on
        """The fill under the words."""
        self.left: tuple[Span, ...] = ()
        self.right: tuple[Span, ...] = ()

    def show(self, left: Iterable[Span], right: Iterable[Span] = ()) -> None:
        """What stands on the line."""
        new = (tuple(left), tuple(right))
        if new != (self.left, self.right):
            self.left, self.right = new
            self.refresh()

    def spans(self, width: int) -> list[Span]:
        """The line at this width."""
        return two_parts(self.left, self.right, width)

    def render(self) -> Content:
        """The line as it is drawn."""
        return content(theming_of(self), self.spans(self.size.width), on=self.on)


class FrameTop(SpanLine):
    """The top line of a pane: its frame and titles, or at small sizes the title line that stands for both."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.kind = Frame.QUIET
        self.is_line = False

    def frame(self, kind: Frame, *, is_line: bool) -> None:
        """Which frame it is."""
        if (kind, is_line) != (self.kind, self.is_line):
            self.kind, self.is_line = kind, is_line
            self.refresh()

    def spans(self, width: int) -> list[Span]:
        """The line at this width."""
        return frame_top(self.kind, self.left, self.right, width, is_line=self.is_line)
