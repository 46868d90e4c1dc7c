"""The wall on the screen: takes a drawing, writes only the cells that changed, and says what a click was on."""

from collections.abc import Hashable, Iterable

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from console.desk.tui.theming import Theming
from console.desk.tui.widgets.changes import length_of
from console.desk.tui.widgets.lines import LineView
from console.desk.work.floor.ink import BOLD, CANVAS, Bit, Drawing, Line, Target
from console.desk.work.floor.sparks import SIGNS

_BOLD = Style(bold=True)
_NEAR = 6
"""Cells between two changes that cost less to write than to jump over."""
_UPRIGHT = Style(reverse=False)
_EMPTY = Drawing((), ())


class FloorWall(LineView, can_focus=False, inherit_bindings=False):
    """All lines of the supervisor's wall."""

    class Clicked(Message):
        """Something on the wall was clicked."""

        def __init__(self, target: Target) -> None:
            super().__init__()
            self.target = target

    def __init__(self) -> None:
        super().__init__(id="wall")
        self.drawing = _EMPTY

    def show(self, drawing: Drawing) -> None:
        """What is to be seen from now on."""
        self.drawing = drawing
        self.update_rows(own=True)

    def row_key(self, row: int) -> Hashable:
        """A line looks as its words, roles and fills say."""
        return self.drawing.lines[row] if row < len(self.drawing.lines) else ()

    def row_strip(self, row: int) -> Strip:
        """A line, drawn."""
        fill, line = self.drawing.lines[row] if row < len(self.drawing.lines) else (CANVAS, ())
        return strip(self.theming, fill, line, self.width)

    def _refresh_changed(self) -> None:
        """A line of the wall changes in several places at once: what is between them is not written again."""
        regions: list[Region] = []
        for row, painted in enumerate(self._on_screen):
            key = self._full_key(row)
            if key != painted:
                spans = changed(self._lines.get(painted), self._line(key, row))
                regions += [Region(start, row, end - start, 1) for start, end in spans]
                if not spans:
                    self._on_screen[row] = key
        if regions:
            self.refresh(*regions)

    def on_click(self, event: events.Click) -> None:
        """Tell what is under the mouse."""
        target = self.drawing.at(event.x, event.y)
        if target is not None:
            self.post_message(self.Clicked(target))


def changed(old: Iterable[Segment] | None, new: Iterable[Segment]) -> list[tuple[int, int]]:
    """From which cell up to which a line looks different, place by place."""
    if old is None or length_of(old) != length_of(new):
        return [(0, length_of(new))]
    before, after = _by_start(old), _by_start(new)
    spans: list[tuple[int, int]] = []
    for start, segment in after.items():
        if before.get(start) == segment:
            continue
        end = start + segment.cell_length
        if spans and start - spans[-1][1] <= _NEAR:
            start, _ = spans.pop()
        spans.append((start, end))
    return spans


def _by_start(line: Iterable[Segment]) -> dict[int, Segment]:
    found, start = {}, 0
    for segment in line:
        found[start] = segment
        start += segment.cell_length
    return found


def strip(theming: Theming, fill: str, line: Line, width: int) -> Strip:
    """A line as one strip; neighbours of one look are one segment, because every change of style costs bytes."""
    segments: list[Segment] = []
    for bit in (part for whole in line for part in _parts(theming, whole, fill)):
        style = _style(theming, bit, fill)
        before = segments[-1].style if segments else None
        if before is not None and (style == before or (bit.text.isspace() and _hides(before, style))):
            segments[-1] = Segment(segments[-1].text + bit.text, before)
        else:
            segments.append(Segment(bit.text, style))
    return Strip(segments).adjust_cell_length(width, theming.style("text", on=fill, words=False))


def _parts(theming: Theming, bit: Bit, fill: str) -> tuple[Bit, ...]:
    """Where a role is drawn in reverse, the blanks around its words are not."""
    if bit.text == bit.text.strip() or bit.text.isspace():
        return (bit,)
    blank = Bit(" ", "text", bit.on)
    if _hides(_style(theming, blank, fill), _style(theming, bit, fill)):
        return (bit,)
    words = bit.text.strip()
    lead = len(bit.text) - len(bit.text.lstrip())
    parts = (" " * lead, words, " " * (len(bit.text) - lead - len(words)))
    return tuple(
        part
        for part in (blank._replace(text=parts[0]), bit._replace(text=words), blank._replace(text=parts[2]))
        if part.text
    )


def _style(theming: Theming, bit: Bit, fill: str) -> Style:
    role = bit.role.removesuffix(BOLD)
    style = theming.style(role, on=bit.on or fill, words=any(map(str.isalnum, bit.text)))
    if bit.text and bit.text in SIGNS:
        # A column in reverse would be as high as it is low.
        style += _UPRIGHT
    return style + _BOLD if bit.role.endswith(BOLD) else style


def _hides(before: Style, style: Style) -> bool:
    """Whether a blank may have the look of what stands before it."""
    looks = [(look.bgcolor, look.reverse, look.underline) for look in (before, style)]
    return looks[0] == looks[1]
