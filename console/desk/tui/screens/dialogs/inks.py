"""The lines of a dialog as plain values: words with role and fill, and which cells the mouse can press."""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from console.core.text.width import cells, cut
from console.desk.tui.theming import Theming
from console.desk.tui.widgets.spans import BOLD
from console.desk.work.reading import Span

RAISED: Final = "raised"
"""The fill of a dialog."""

_BOLD: Final = Style(bold=True)
_JOINERS: Final = "\u200c\u200d"
_CARET: Final = Style(reverse=True)


class Ink(NamedTuple):
    """Words of one look."""

    text: str
    role: str = "text"
    fill: str = RAISED
    is_caret: bool = False


class Spot(NamedTuple):
    """Cells of a line that the mouse can press, from `start` to before `end`."""

    start: int
    end: int
    what: str
    """A part's id, or a button's."""
    nth: int = -1
    """Which of its choices; -1: the part as a whole."""


class Line(NamedTuple):
    """One line of a dialog."""

    inks: tuple[Ink, ...]
    spots: tuple[Spot, ...] = ()


def width_of(inks: Iterable[Ink]) -> int:
    """The cells of these inks."""
    return sum(cells(ink.text) for ink in inks)


def inked(spans: Iterable[Span], fill: str = RAISED) -> list[Ink]:
    """The spans over a fill."""
    return [Ink(span.text, span.role, fill) for span in spans]


def fitted(inks: Sequence[Ink], width: int, fill: str = RAISED) -> list[Ink]:
    """The inks in exactly `width` cells: cut, or filled up."""
    kept: list[Ink] = []
    room = max(0, width)
    for ink in inks:
        if room <= 0:
            break
        # A joiner at the end would swallow what stands behind it.
        text = cut(ink.text, room).rstrip(_JOINERS)
        kept.append(ink._replace(text=text))
        room -= cells(text)
    if room > 0:
        kept.append(Ink(" " * room, "text", fill))
    return kept


def ends(left: Sequence[Ink], right: Sequence[Ink], width: int, fill: str = RAISED) -> list[Ink]:
    """One line: the left part cut to what the right one leaves, the right part at the end."""
    taken = width_of(right)
    if not right or taken + 4 > width:
        return fitted(left, width, fill)
    return [*fitted(left, width - taken - 1, fill), Ink(" ", "text", fill), *right]


def shifted(line: Line, by: int) -> Line:
    """The line's spots moved to the right."""
    return Line(line.inks, tuple(spot._replace(start=spot.start + by, end=spot.end + by) for spot in line.spots))


def spot_at(line: Line, x: int) -> Spot | None:
    """What the mouse presses in this column."""
    return next((spot for spot in line.spots if spot.start <= x < spot.end), None)


def strip_of(theming: Theming, line: Line, width: int) -> Strip:
    """The line as it is drawn; only this knows colours."""
    segments = []
    for ink in line.inks:
        has_words = any(map(str.isalnum, ink.text))
        style = theming.style(ink.role.removesuffix(BOLD), on=ink.fill, words=has_words)
        if ink.role.endswith(BOLD):
            style += _BOLD
        segments.append(Segment(ink.text, style + _CARET if ink.is_caret else style))
    return Strip(segments).adjust_cell_length(width, theming.style("text", on=RAISED, words=False))


def blank_lines(rows: int, width: int) -> list[Line]:
    """Empty lines."""
    return [Line(tuple(fitted((), width)))] * rows


def sided(line: Line, pad: int) -> Line:
    """The line between the dialog's own sides."""
    left, right = Ink("│", "quiet-border"), Ink("│", "quiet-border")
    space = (Ink(" " * pad),) if pad else ()
    return Line((left, *space, *line.inks, *space, right), shifted(line, 1 + pad).spots)


def squeezed(lines: list[Line], limit: int, width: int) -> list[Line]:
    """On a terminal of a few rows: the frame goes first, then what stands above the buttons."""
    if len(lines) > limit:
        inside = lines[1:-1]
        lines = inside[-limit:] if limit < 3 else [lines[0], *inside[-(limit - 2) :], lines[-1]]
    return lines if width > 2 else [Line(tuple(fitted(line.inks, width)), line.spots) for line in lines]
