"""How a frame is made: only what changed is composed and told to the terminal, in the turn of its key.

With `compat` the only place that uses what Textual does not document; each use has its test.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple, Protocol, runtime_checkable

from rich.color import ColorSystem
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.segment import Segment
from textual import events
from textual._compositor import ChopsUpdate, Compositor
from textual._context import visible_screen_stack
from textual.app import App
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from console.desk.tui.pen import Part, written
from console.desk.tui.picture import Picture, Span, cropped

FRAME_START = "\x1b[?2026h"
FRAME_END = "\x1b[?2026l"
"""Around a frame, for terminals that show it as one."""


class _Place(NamedTuple):
    """Where a widget is seen."""

    widget: Widget
    x: int
    y: int
    right: int
    bottom: int
    lead: int
    """Columns of it that are cut off at its left."""
    above: int
    """Rows of it that are cut off at its top."""


class ExactCompositor(Compositor):
    """Composes the cells that changed and no more.

    Textual composes every line of the screen and asks every widget near a change for all of its lines, then begins to
    write at the widget's left edge, however far to the right the change is.
    """

    def __init__(self, app: "FramedApp") -> None:
        super().__init__()
        self.app = app
        self.is_composing = False
        """What widgets are asked for now is what is written."""
        self._places: tuple[object, list[_Place]] = (None, [])

    def render_update(
        self, full: bool = False, screen_stack: list[Screen[Any]] | None = None, simplify: bool = False
    ) -> RenderableType | None:
        """What is dirty; all of the screen only for who wants it as such, a picture to save.

        Nothing while the terminal has yet to take earlier frames, or while the screen has nothing to show yet: then it
        is shown once, as it is by then.
        """
        if full:
            return super().render_update(full, screen_stack, simplify)
        if self.app._batch_count or getattr(self.app._driver, "is_behind", False):
            return None
        if getattr(self.app.screen, "is_held", False):
            return None
        visible_screen_stack.set(screen_stack or [])
        return self.render_partial_update()

    def render_partial_update(self) -> ChopsUpdate | None:
        """The update of what is dirty."""
        regions = self._dirty_regions.copy()
        self._dirty_regions.clear()
        opened: dict[int, list[Span]] = {}
        for y, start, end in self._regions_to_spans(regions):
            opened.setdefault(y, []).append((start, end))
        with self._composing():
            parts = sorted(self._parts(opened), key=_by_place)
        return Frame(parts, self.app.picture, self.size.width) if parts else None

    def _render_chops(self, crop: Region, is_rendered_line: Callable[[int], bool]) -> Sequence[Mapping[int, Strip]]:
        """All of a screen: as a picture, or as what is seen around the dialog over it."""
        with self._composing():
            return super()._render_chops(crop, is_rendered_line)

    @contextmanager
    def _composing(self) -> Iterator[None]:
        was, self.is_composing = self.is_composing, True
        try:
            yield
        finally:
            self.is_composing = was

    def _parts(self, opened: dict[int, list[Span]]) -> Iterator[Part]:
        """The cells of these rows, from the widgets in front to those behind them."""
        left = len(opened)
        for place in self._seen():
            mine: dict[int, list[Span]] = {}
            for y, spans in opened.items():
                if spans and place.y <= y < place.bottom and (taken := _taken(spans, place.x, place.right)):
                    mine[y], opened[y] = taken
                    left -= not opened[y]
            for first, rows in _runs(mine):
                crop = Region(place.lead, first - place.y + place.above, place.right - place.x, rows)
                for y, line in enumerate(_lines(place.widget, crop), first):
                    for start, end in mine[y]:
                        is_whole = start == place.x and end == place.right
                        yield Part(y, start, end, line if is_whole else cropped(line, start - place.x, end - place.x))
            if not left:
                return

    def _seen(self) -> list[_Place]:
        widgets = self.visible_widgets
        if self._places[0] is not widgets:
            self._places = (widgets, list(_places(widgets.items())))
        return self._places[1]


class Frame(ChopsUpdate):
    """Parts of the screen, in order."""

    def __init__(self, parts: list[Part], picture: Picture, width: int) -> None:
        super().__init__([], [], [])
        self.parts = parts
        self.picture = picture
        self.width = width

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for part in self.parts:
            yield from part.segments

    def render_segments(self, console: Console) -> str:
        """What is written for it."""
        system = console._color_system or ColorSystem.TRUECOLOR
        parts = self.picture.changed(self.parts, self.width, system)
        return written(parts, self.width, system, erases=self.picture.erases)


@runtime_checkable
class BareLines(Protocol):
    """A widget that has its lines without any decoration."""

    def bare_lines(self, crop: Region) -> list[Sequence[Segment]] | None:
        """These lines; None: they have to be decorated."""


def _lines(widget: Widget, crop: Region) -> list[Sequence[Segment]]:
    if isinstance(widget, BareLines) and (found := widget.bare_lines(crop)) is not None:
        return found
    return [list(strip) for strip in widget.render_lines(crop)]


def _all_in(widget: Widget) -> Iterator[Widget]:
    for child in widget._nodes:
        yield child
        yield from _all_in(child)


def _by_place(part: Part) -> tuple[int, int]:
    return part.y, part.x


def _places(widgets: Iterable[tuple[Widget, tuple[Region, Region]]]) -> Iterator[_Place]:
    for widget, (region, clip) in widgets:
        x, y, width, height = region.intersection(clip)
        if width and height:
            yield _Place(widget, x, y, x + width, y + height, x - region.x, y - region.y)


def _taken(spans: list[Span], left: int, right: int) -> tuple[list[Span], list[Span]] | None:
    """What of the spans lies between two columns, and what is left of them; None: nothing does."""
    inside: list[Span] = []
    outside: list[Span] = []
    for start, end in spans:
        first, last = max(start, left), min(end, right)
        if first >= last:
            outside.append((start, end))
            continue
        inside.append((first, last))
        if start < first:
            outside.append((start, first))
        if last < end:
            outside.append((last, end))
    return (inside, outside) if inside else None


def _runs(rows: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Rows that follow each other: the first one and how many they are."""
    first = count = 0
    for y in sorted(rows):
        if count and y == first + count:
            count += 1
            continue
        if count:
            yield first, count
        first, count = y, 1
    if count:
        yield first, count


class FramedApp(App[None], inherit_bindings=False):
    """An app whose screens are composed and painted this way."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.picture = Picture()
        self.redraw_keys: tuple[str, ...] = ()
        """Those that draw all anew where no screen takes them for anything."""

    def push_screen(self, screen: Any, *args: Any, **options: Any) -> Any:
        """Show a screen; all are composed in the same way."""
        if isinstance(screen, Screen) and not screen.is_running:
            self.compose_exactly(screen)
        return super().push_screen(screen, *args, **options)

    def compose_exactly(self, screen: Screen[Any]) -> None:
        """Have a screen that is yet to be shown composed in this way."""
        screen._compositor = ExactCompositor(self)

    @property
    def is_lent(self) -> bool:
        """Whether another program has the terminal: what is shown then is seen by nobody."""
        return bool(getattr(self._driver, "is_lent", False))

    def redraw(self) -> None:
        """Lay all out and write all of it anew, whatever stands on the terminal: something else may have written."""
        self.picture.forget()
        self.screen.refresh(layout=True)

    async def on_event(self, event: events.Event) -> None:
        """A terminal of another size, even if it has the old one again by now, shows anything; so may one on which
        somebody asks for all of it."""
        if isinstance(event, events.Resize):
            self.picture.forget()
        if isinstance(event, events.Key) and event.key in self.redraw_keys and not event.is_forwarded:
            self.redraw()
            return
        await super().on_event(event)

    def show_frame(self) -> None:
        """Show what could not be shown while the terminal had not taken earlier frames."""
        self.screen._compositor_refresh()

    def paint_now(self) -> None:
        """Bring what was refreshed to the terminal at once: Textual takes five turns of the loop for it.

        What has to be laid out anew first goes Textual's way, as does everything while more keys are waiting.
        """
        screen = self.screen
        if self._batch_count or screen._layout_required or screen._repaint_required or screen._scroll_required:
            return
        dirty = set(screen._dirty_widgets)
        if any(widget._layout_required for widget in _all_in(screen)):
            # One that is not seen yet may take its room from others now.
            return
        for widget in screen._compositor.visible_widgets:
            if widget._scroll_required:
                return
            if widget._repaint_required:
                dirty.add(widget)
        if not dirty or not self._message_queue.empty():
            return
        for widget in dirty:
            widget._repaint_required = False
        screen._compositor.update_widgets(dirty)
        screen._compositor_refresh()
