"""Line-API views: only the rows of the window whose look changed are drawn, so that 100 lines cost what 10,000 cost.

Knows nothing of what stands on a line; a subclass says for each row of the window what it looks like.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from time import monotonic
from typing import Final, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.cache import LRUCache
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.timer import Timer
from textual.widget import Widget

from console.core.text.width import ELLIPSIS, cells, cut
from console.desk.tui.frames import ExactCompositor
from console.desk.tui.picture import cropped
from console.desk.tui.theming import Theming
from console.desk.tui.widgets.changes import changed_cells
from console.desk.tui.widgets.spans import theming_of

FLUSH: Final = 0.1
"""Seconds between two repaints for the changes of others."""
EXTENT: Final = 0.5
"""Seconds between two changes of the extent that a scrollbar shows; each lays out the whole screen."""
WHEEL: Final = 3
"""Lines that one notch of the wheel moves."""
KEPT: Final = 64
"""Drawn lines kept, or two windows full where that is more: for paging back and forth."""

CURSOR: Final = "▌"
"""Beside the line under the cursor, when the keys go there."""
CURSOR_IDLE: Final = "▏"
"""The same when they go elsewhere."""

ASCII_SIGNS: Final[Mapping[str, str]] = {
    **dict(zip("○▲■·●◐✎✓▌▏╰▒↑█─×", "o!#.*~ev>|+%^_-x", strict=True)),
    ELLIPSIS: "...",
}
"""For terminals that draw some of our signs two cells wide."""

_BOLD: Final = Style(bold=True)
_ITALIC: Final = Style(italic=True)


class Piece(NamedTuple):
    """Words of one look on a line."""

    text: str
    role: str
    bold: bool = False
    italic: bool = False
    start: int = -1
    """Where these words begin in the text that they are a part of; -1: they are no part of a text."""


class Signs:
    """The signs in use: ours, or those of a table in their place."""

    def __init__(self, table: Mapping[str, str] | None = None) -> None:
        self.ellipsis = (table or {}).get(ELLIPSIS, ELLIPSIS)
        self._table = str.maketrans({sign: other for sign, other in (table or {}).items() if sign != ELLIPSIS})

    def __call__(self, text: str) -> str:
        """Our own words or signs as they are drawn; never for what customers wrote."""
        return text.translate(self._table) if self._table else text

    def cut(self, text: str, room: int) -> str:
        """`text` in at most `room` cells; what had to go is shown by an ellipsis."""
        if cells(text) <= room or self.ellipsis == ELLIPSIS:
            return cut(text, room)
        kept = cut(text, room - len(self.ellipsis) + 1)
        return kept.removesuffix(ELLIPSIS) + self.ellipsis if kept else self.ellipsis[: max(0, room)]

    def pad(self, text: str, room: int) -> str:
        """`text` in exactly `room` cells."""
        text = self.cut(text, room)
        return text + " " * (room - cells(text))


def kept_at(height: int) -> int:
    """Drawn lines kept by a window of this height."""
    return max(KEPT, 2 * height)


def style_of(theming: Theming, piece: Piece, fill: str) -> Style:
    """The style of a piece over a fill."""
    style = theming.style(piece.role, on=fill, words=any(map(str.isalnum, piece.text)))
    if piece.bold:
        style += _BOLD
    return style + _ITALIC if piece.italic else style


def strip_of(theming: Theming, pieces: Iterable[Piece], width: int, fill: str) -> Strip:
    """The pieces as one line of exactly `width` cells; what they leave free has the fill too.

    Every change of style costs forty bytes on the way to the terminal: neighbours of one look are one segment, and a
    blank takes the look of its neighbour where that cannot be seen.
    """
    blank = theming.style("text", on=fill, words=False)
    parts = [(piece.text, None if piece.text.isspace() else style_of(theming, piece, fill)) for piece in pieces]
    free = width - sum(cells(text) for text, _ in parts)
    segments: list[Segment] = []
    lead = ""
    for text, own in (*parts, (" " * max(0, free), None)):
        before = segments[-1].style if segments else None
        if own is None and (before is None or not _is_seen_on_blanks(before, blank)):
            if segments:
                segments[-1] = Segment(segments[-1].text + text, before)
            else:
                lead += text
            continue
        style = own or blank
        if lead and _is_seen_on_blanks(style, blank):
            segments.append(Segment(lead, blank))
            lead = ""
        if before == style:
            segments[-1] = Segment(segments[-1].text + text, style)
        elif text:
            segments.append(Segment(lead + text, style))
            lead = ""
    return Strip([*segments, Segment(lead, blank)] if lead else segments).adjust_cell_length(width, blank)


def _is_seen_on_blanks(style: Style, blank: Style) -> bool:
    return (style.reverse, style.underline, style.bgcolor) != (blank.reverse, blank.underline, blank.bgcolor)


class LineView(ScrollView, can_focus=True, inherit_bindings=False):
    """A window on many lines.

    A subclass answers for the rows of the window: `row_key` (equal keys look the same), `row_strip`, and
    `settle`, which brings the window in line with what is to be shown. `update_rows` is all it has to call.
    """

    DEFAULT_CSS = """
    LineView {
        overflow-x: hidden;
        overflow-y: hidden;
    }
    """

    ALLOW_SELECT = False

    def __init__(
        self, *, signs: Mapping[str, str] | None = None, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.signs = Signs(signs)
        self.drawn = 0
        """Lines drawn so far, those taken from memory not counted."""
        self.width = 0
        """Cells of a line."""
        self.height = 0
        """Rows of the window."""
        self._lines: LRUCache[Hashable, Sequence[Segment]] = LRUCache(KEPT)
        """Drawn lines, not as strips: each of these brings seven caches of its own."""
        self._on_screen: list[Hashable] = []
        self._is_painting = False
        self._generation = -1
        self._flushed_at = -FLUSH
        self._flush_timer: Timer | None = None
        self._extent_at = -EXTENT
        self._extent_timer: Timer | None = None

    # What a subclass says.

    def row_key(self, row: int) -> Hashable:
        """All that decides how this row of the window looks, but its width and the theme."""
        raise NotImplementedError

    def row_strip(self, row: int) -> Strip:
        """This row, drawn."""
        raise NotImplementedError

    def settle(self) -> None:
        """Bring the window in line with what is to be shown and with `width` and `height`."""

    def row_painted(self, row: int) -> None:
        """This row is on its way to the terminal as it is now."""

    def line_total(self) -> int:
        """All lines there are, for the scrollbar."""
        return 0

    def first_line(self) -> int:
        """The line in the window's first row, for the scrollbar."""
        return 0

    def show_line(self, line: int) -> None:
        """Textual wants this line in the window's first row: the scrollbar was dragged."""

    def scroll_lines(self, lines: int) -> None:
        """Move the window by so many lines."""

    # What it calls.

    @property
    def theming(self) -> Theming:
        """Styles for roles."""
        return theming_of(self)

    def update_rows(self, *, own: bool = False) -> None:
        """Something changed: repaint what looks different, at once for the agent's own doing, else within 100 ms."""
        wait = 0.0 if own else self._flushed_at + FLUSH - monotonic()
        if wait <= 0:
            self._flush()
        elif self._flush_timer is None and self.is_attached:
            self._flush_timer = self.set_timer(wait, self._flush)

    def _flush(self) -> None:
        if self._flush_timer is not None:
            self._flush_timer.stop()
            self._flush_timer = None
        self._flushed_at = monotonic()
        if not self.is_mounted or not self._measure():
            return
        self.settle()
        self._follow_top()
        self._follow_extent()
        self._refresh_changed()

    def _measure(self) -> bool:
        self._generation = self.theming.generation
        width, height = self.scrollable_content_region.size
        if (width, height) != (self.width, self.height):
            # At another width no line looks as it did; and one that is full does not take more by itself.
            if width != self.width or self._lines.maxsize != kept_at(height):
                self._lines = LRUCache(kept_at(height))
            self.width, self.height = width, height
            self._on_screen = [None] * height
            if width and height:
                self.settle()
                self._follow_top()
        return bool(width and height)

    def _refresh_changed(self) -> None:
        regions: list[Region] = []
        for row, painted in enumerate(self._on_screen):
            key = self._full_key(row)
            if key == painted:
                continue
            start, end = changed_cells(self._lines.get(painted), self._line(key, row), self.width)
            last = regions[-1] if regions else Region()
            if last.bottom == row and last.column_span == (start, end):
                regions[-1] = Region(start, last.y, end - start, last.height + 1)
            elif start < end:
                regions.append(Region(start, row, end - start, 1))
            else:
                self._on_screen[row] = key
        if regions:
            self.refresh(*regions)

    def is_row_painted(self, row: int) -> bool:
        """Whether this row stands on the terminal as it should look now."""
        return row < len(self._on_screen) and self._on_screen[row] == self._full_key(row)

    def _line(self, key: Hashable, row: int) -> Sequence[Segment]:
        line = self._lines.get(key)
        if line is None:
            self.drawn += 1
            line = self._lines[key] = tuple(self.row_strip(row))
        return line

    def _full_key(self, row: int) -> Hashable:
        return (self.row_key(row), self.width, self._generation)

    # What Textual asks.

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw the rows that Textual is about to write."""
        self._measure()
        compositor: object = self.screen._compositor if self.is_attached else None
        # Ours asks for what it writes; a line that only the mouse asks for does not come to the screen.
        self._is_painting = not isinstance(compositor, ExactCompositor) or compositor.is_composing
        try:
            return super().render_lines(crop)
        finally:
            self._is_painting = False

    def bare_lines(self, crop: Region) -> list[Sequence[Segment]] | None:
        """The lines of a view without border, padding and scrollbar, which are about to be written."""
        self._measure()
        if self._size != (self.width, self.height):
            return None
        _, background = self.background_colors
        filters = self.get_line_filters()
        found: list[Sequence[Segment]] = []
        self._is_painting = True
        try:
            for y in crop.line_range:
                line: Sequence[Segment] = self._painted(y)
                for line_filter in filters:
                    line = line_filter.apply(list(line), background)
                found.append(line if crop.column_span == (0, self.width) else cropped(line, *crop.column_span))
        finally:
            self._is_painting = False
        return found

    def render_line(self, y: int) -> Strip:
        """One row of the window."""
        return Strip(self._painted(y))

    def _painted(self, y: int) -> Sequence[Segment]:
        if y >= len(self._on_screen):
            return (Segment(" " * self.size.width, self.theming.style("text", on="pane", words=False)),)
        key = self._full_key(y)
        if self._is_painting:
            # Textual also asks for a line to learn what is under the mouse: that does not bring it to the screen.
            self._on_screen[y] = key
            self.row_painted(y)
        return self._line(key, y)

    @property
    def max_scroll_y(self) -> int:
        """The last line that can stand in the first row; exact, where `virtual_size` follows in half seconds."""
        return max(0, self.line_total() - self.height)

    @property
    def allow_vertical_scroll(self) -> bool:
        """Whether there is anywhere to scroll to: a selection that is dragged to the edge asks."""
        return self.line_total() > self.height

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Textual moved the window."""
        if round(new_value) != self.first_line():
            self.show_line(round(new_value))
            self.update_rows(own=True)

    def _follow_top(self) -> None:
        """Keep `scroll_y` true, without its watchers: the window is there already."""
        top = float(self.first_line())
        if self.scroll_y != top:
            self.set_reactive(Widget.scroll_y, top)
            self.set_reactive(Widget.scroll_target_y, top)
            if self.show_vertical_scrollbar:
                self.vertical_scrollbar.position = top

    def _follow_extent(self) -> None:
        """Keep `virtual_size` true; nothing is laid out for it where no scrollbar shows it."""
        size = Size(self.width, self.line_total())
        if size == self.virtual_size or self._extent_timer is not None:
            return
        if self.styles.overflow_y == "hidden":
            self.set_reactive(Widget.virtual_size, size)
            return
        wait = self._extent_at + EXTENT - monotonic()
        if wait > 0:
            self._extent_timer = self.set_timer(wait, self._set_extent)
        else:
            self._set_extent()

    def _set_extent(self) -> None:
        self._extent_timer = None
        self._extent_at = monotonic()
        self.virtual_size = Size(self.width, self.line_total())

    def on_resize(self, event: events.Resize) -> None:
        """Another size: the same place in it."""
        self.update_rows(own=True)

    def on_focus(self, event: events.Focus) -> None:
        """The cursor looks different."""
        self.update_rows(own=True)

    def on_blur(self, event: events.Blur) -> None:
        """The cursor looks different."""
        self.update_rows(own=True)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel moves the window, never the cursor."""
        self._wheel(event, -WHEEL)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel moves the window, never the cursor."""
        self._wheel(event, WHEEL)

    def _wheel(self, event: events.MouseEvent, lines: int) -> None:
        event.stop()
        event.prevent_default()
        self.scroll_lines(lines)
        self.update_rows(own=True)

    def row_at(self, event: events.MouseEvent) -> int | None:
        """The row under the mouse."""
        offset = event.get_content_offset(self)
        return offset.y if offset is not None and 0 <= offset.y < self.height else None
