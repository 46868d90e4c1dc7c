"""The Desk's screen as numbers: sizes of panes, colours and counts, for the outline that the next start paints."""

from typing import TYPE_CHECKING, Final, NamedTuple

from rich.color import Color as RichColor
from rich.color import ColorSystem, ColorType
from textual.color import Color

from console.desk.tui.theming import role_colors
from console.desk.tui.widgets.pane import Pane
from console.desk.work.box import Frame

if TYPE_CHECKING:
    from console.desk.tui.app import DeskApp

_SYSTEMS: Final = {
    "standard": ColorSystem.STANDARD,
    "256": ColorSystem.EIGHT_BIT,
    "truecolor": ColorSystem.TRUECOLOR,
}
TERMINALS_OWN: Final = -1
TRUE_COLOR: Final = 1 << 24
"""Added to a colour of 24 bits; smaller ones are of the palette."""


class PaneOutline(NamedTuple):
    """One pane."""

    x: int
    y: int
    width: int
    height: int
    is_line: bool
    """A title line without a frame."""
    has_focus: bool
    is_box: bool
    """It has the reply box's fill."""
    label: str
    """`waiting`, `mine`, `bots`, or empty: all other titles name people."""
    number: int
    """What the label counts."""


class Outline(NamedTuple):
    """What a screen looks like without any word of anybody."""

    columns: int
    rows: int
    is_ascii: bool
    waiting: int
    colors: dict[str, int]
    """By role."""
    panes: tuple[PaneOutline, ...]


def outline_of(app: "DeskApp") -> Outline | None:
    """The Desk's outline now; None: there is nothing worth keeping, as nobody has signed in or there is no room."""
    screen, system = app.desk_screen, _SYSTEMS.get(app.console.color_system or "")
    if screen is None or screen.is_small or app.backend.account is None or system is None or app.no_color:
        return None
    colors = {role: _color(color, system) for role, color in role_colors(app.current_theme).items()}
    figures = app.desk.figures
    top = "mine" if screen.list_kind == "mine" else "waiting"
    labels = {
        "queue": (top, len(app.desk.mine()) if top == "mine" else figures.waiting),
        "bots": ("bots", figures.bots),
    }
    panes = tuple(_pane(pane, *labels.get(name, ("", 0))) for name, pane in screen.panes.items() if _is_seen(pane))
    width, height = screen.size
    return Outline(width, height, app.settings.symbols == "ascii", figures.waiting, colors, panes)


def _is_seen(pane: Pane) -> bool:
    parent = pane.parent
    return pane.is_attached and pane.display and parent is not None and parent.display and pane.region.area > 0


def _pane(pane: Pane, label: str, number: int) -> PaneOutline:
    x, y, width, height = pane.region
    is_box = pane.id == "box-pane" and pane.kind is not Frame.QUIET
    return PaneOutline(x, y, width, height, pane.top.is_line, pane.kind is Frame.FOCUS, is_box, label, number)


def _color(name: str, system: ColorSystem) -> int:
    rich: RichColor = Color.parse(name).rich_color.downgrade(system)
    if rich.type is ColorType.DEFAULT:
        return TERMINALS_OWN
    if rich.triplet is not None and rich.number is None:
        red, green, blue = rich.triplet
        return TRUE_COLOR | red << 16 | green << 8 | blue
    return rich.number if rich.number is not None else TERMINALS_OWN
