"""The family of dialogs: a frame with parts and a line of buttons, its keys and mouse, at every size of terminal.

No part is a widget: all keys arrive in one queue and in order, so that no letter is lost between two fields, and
nothing but the agent's own key or mouse says where they go.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar, Final, NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.geometry import Offset, Size
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widget import Widget

from console.core.text.messages import t
from console.core.text.width import cells, wrap
from console.desk.tui.dialogs import DialogContext
from console.desk.tui.screens.dialogs.inks import (
    RAISED,
    Ink,
    Line,
    Spot,
    blank_lines,
    fitted,
    inked,
    sided,
    spot_at,
    squeezed,
    strip_of,
)
from console.desk.tui.screens.dialogs.parts import Page, Part
from console.desk.tui.screens.dialogs.results import Result
from console.desk.tui.widgets.spans import BOLD, frame_top, theming_of
from console.desk.work.box import Frame
from console.desk.work.reading import Span

FRAMED_FROM: Final = 32
"""Rows of the terminal from which on parts have frames and air between them."""
TINY_BELOW: Final = 10
"""Rows of the terminal below which not even title lines have room."""
SETTLES: Final = 0.3
"""Seconds after opening in which Enter does nothing: it was meant for what stood there before."""
_LOOK: Final = 0.5
_PRESS, _CANCEL = "press", "cancel"


class Act(NamedTuple):
    """A button beside the primary one."""

    id: str
    key: str
    label: str


class Dialog(ModalScreen[Result | None], inherit_bindings=False):
    """One question or one thing to look at; dismissed with its result, or with None: nothing changes."""

    CSS_PATH = Path(__file__).with_name("dialogs.tcss")
    AUTO_FOCUS = None
    ALLOW_SELECT = False
    ESCAPE_TO_MINIMIZE = False

    wide = 72
    """Cells that it likes to be wide."""
    tall = 0
    """Rows that it likes to be tall; 0: as many as it needs."""
    is_guarded: ClassVar[bool] = False
    """It changes something: an Enter that comes too soon after opening does not count."""

    def __init__(self, given: DialogContext) -> None:
        super().__init__()
        self.given = given
        self.desk = given.desk
        self.pane = DialogPane(self)
        self.current = 0
        """The part to which the keys go."""
        self.complaint = ""
        """What was wrong with the last press."""
        self._parts: Sequence[Part] = ()
        self._lines: list[Line] = []
        self._scroll = 0
        self._opened_at = given.desk.ticks()
        self._is_made = False
        self._is_done = False

    # What a dialog says.

    def heading(self) -> str:
        """The title in its frame."""
        raise NotImplementedError

    def make_parts(self) -> Sequence[Part]:
        """Its parts, from top to bottom."""
        raise NotImplementedError

    def primary(self) -> str:
        """The label of the button that Enter presses; empty: Enter closes."""
        return ""

    def acts(self) -> Sequence[Act]:
        """Further buttons, with keys of their own."""
        return ()

    def refusal(self) -> str:
        """Why the primary button cannot be pressed now; looked at twice a second."""
        return ""

    def result(self) -> Result | None:
        """What Enter dismisses it with; None with a `complaint` keeps it open, without one closes it."""
        return None

    def act(self, act_id: str) -> None:
        """Another button was pressed."""

    def letter(self, key: str, character: str | None) -> bool:
        """A key that the current part did not take."""
        return False

    def cancelled(self) -> None:
        """It closes without a result."""

    # Life.

    def compose(self) -> ComposeResult:
        """One pane that draws everything."""
        self._parts = self.make_parts()
        self.current = next((n for n, part in enumerate(self._parts) if part.takes_keys), 0)
        self._is_made = True
        yield self.pane

    def on_mount(self) -> None:
        """From now on it looks twice a second whether something changed."""
        self._opened_at = self.desk.ticks()
        self.set_interval(_LOOK, self.look)
        self.look()

    def on_resize(self, event: events.Resize) -> None:
        """Another size: the same dialog."""
        self.look()

    def look(self) -> None:
        """Show how everything stands."""
        if not self._is_made or not self.is_attached:
            return
        lines, size = self._draw(self.size)
        if size != self.pane.wanted:
            self.pane.wanted = size
            self.pane.styles.width, self.pane.styles.height = size
        if lines != self._lines or theming_of(self).generation != self.pane.generation:
            self._lines = lines
            # Where an input method draws what is being composed.
            self.app.cursor_position = self.pane.region.offset + self.pane.caret
            self.pane.generation = theming_of(self).generation
            self.pane.refresh()

    @property
    def lines(self) -> Sequence[Line]:
        """What it shows, line by line."""
        return self._lines

    # Drawing.

    def _draw(self, room: Size) -> tuple[list[Line], Size]:
        width = max(1, min(self.wide, room.width))
        limit = max(1, min(room.height, self.tall) if self.tall else room.height)
        is_framed, is_tiny = room.height >= FRAMED_FROM, room.height < TINY_BELOW
        pad = (2 if is_framed else 1) if width > 8 else 0
        inner = max(1, width - 2 - 2 * pad)
        gap = 1 if is_framed else 0
        foot = self._foot(inner)
        body_room = max(1, limit - 2 - 2 * gap - len(foot))
        body, keep, caret = self._body(Page(inner, body_room, False, is_framed, is_tiny), gap)
        shown = min(len(body), body_room)
        if self.tall and not is_tiny:
            shown = body_room
            body += [Line(tuple(fitted((), inner)))] * (body_room - len(body))
        self._scroll = max(0, min(self._scroll, len(body) - shown))
        if keep is not None:
            self._scroll = min(max(self._scroll, keep - shown + 1), keep)
        middle = [*blank_lines(gap, inner), *body[self._scroll : self._scroll + shown], *foot, *blank_lines(gap, inner)]
        lines = [self._top(width), *(sided(line, pad) for line in middle), self._bottom(width)]
        if caret is not None:
            self.pane.caret = Offset(caret[0] + 1 + pad, caret[1] - self._scroll + 1 + gap)
        return squeezed(lines, limit, width), Size(width, min(limit, len(lines)))

    def _body(self, page: Page, gap: int) -> tuple[list[Line], int | None, tuple[int, int] | None]:
        """All parts, with the line that must stay in sight and the caret."""
        drawn: dict[int, list[Line]] = {}
        taken = gaps = 0
        for number, part in enumerate(self._parts):
            if not part.grows:
                drawn[number] = part.draw(page._replace(has_keys=number == self.current))
                taken += len(drawn[number])
                gaps += gap if drawn[number] and not part.is_tight else 0
        for number, part in enumerate(self._parts):
            if part.grows:
                left = max(1 if page.is_tiny else 3, page.rows - taken - gaps)
                drawn[number] = part.draw(page._replace(rows=left, has_keys=number == self.current))
        lines: list[Line] = []
        keep, caret = None, None
        for number, part in enumerate(self._parts):
            if drawn[number] and lines and not part.is_tight:
                lines += blank_lines(gap, page.width)
            if number == self.current and part.takes_keys:
                keep = len(lines) + part.cursor_line
                caret = (part.caret[0], part.caret[1] + len(lines)) if part.caret else None
            lines += drawn[number]
        return lines, keep, caret

    def _top(self, width: int) -> Line:
        title = [Span(self.heading(), "text" + BOLD)]
        return Line(tuple(fitted(inked(frame_top(Frame.QUIET, title, (), width, is_line=False)), width)))

    def _bottom(self, width: int) -> Line:
        text = "╰" + "─" * (width - 2) + "╯" if width > 1 else "─"
        return Line(tuple(fitted((Ink(text, "quiet-border"),), width)))

    def _foot(self, width: int) -> list[Line]:
        """What is in the way, and the buttons."""
        refusal = self.refusal()
        said = self.complaint or refusal
        lines = blank_lines(1, width) if self.size.height >= FRAMED_FROM else []
        if said:
            rows = wrap(said, max(4, width - 2))[: 1 if self.size.height < TINY_BELOW else 3]
            for number, row in enumerate(rows):
                sign = Ink("  " if number else "■ ", "breach")
                lines.append(Line(tuple(fitted((sign, Ink(row, "breach")), width))))
            lines += blank_lines(1, width) if self.size.height >= FRAMED_FROM else []
        return [*lines, self._buttons(width, is_refused=bool(refusal))]

    def _buttons(self, width: int, *, is_refused: bool) -> Line:
        inks: list[Ink] = []
        spots: list[Spot] = []
        column = 0
        label = self.primary() or t("dialog.close")
        fill = RAISED if is_refused else "row"
        named = [(_PRESS, "Enter", label, fill, "stale" if is_refused else "text" + BOLD)]
        named += [(act.id, act.key, act.label, RAISED, "key-label") for act in self.acts()]
        if self.primary():
            named.append((_CANCEL, "Esc", t("dialog.cancel"), RAISED, "key-label"))
        if sum(part.takes_keys for part in self._parts) > 1:
            named.append(("", "Tab", t("dialog.next_field"), RAISED, "key-label"))
        for what, key, words, under, role in named:
            shown = f" {words} "
            size = len(key) + 1 + cells(shown)
            if column and column + size > width:
                break
            inks += [
                Ink(f" {key}", "stale" if is_refused and what == _PRESS else "key", under),
                Ink(shown, role, under),
            ]
            spots.append(Spot(column, column + size, what))
            inks.append(Ink(" ", "text", RAISED))
            column += size + 1
        return Line(tuple(fitted(inks, width)), tuple(spots))

    # Keys and mouse.

    def on_key(self, event: events.Key) -> None:
        """All keys come here, in order."""
        event.stop()
        event.prevent_default()
        if not self._is_done:
            self.take_key(event.key, event.character if event.is_printable else None)
        if self.is_attached:
            self.look()

    def take_key(self, key: str, character: str | None) -> None:
        """What a key does."""
        part = self._parts[self.current] if self._parts else None
        if key == "escape":
            self.cancel()
        elif key == "enter":
            self.press()
        elif key in ("tab", "shift+tab"):
            self.go_on(1 if key == "tab" else -1)
        elif part is not None and part.take(key, character):
            self.complaint = ""
        else:
            self.letter(key, character)

    def on_paste(self, event: events.Paste) -> None:
        """A paste goes into the current text; anywhere else it is nothing."""
        event.stop()
        event.prevent_default()
        if self._parts:
            self._parts[self.current].paste(event.text)
            self.complaint = ""
        self.look()

    def go_on(self, by: int) -> None:
        """To the next or the previous part that takes keys."""
        fields = [number for number, part in enumerate(self._parts) if part.takes_keys]
        if fields:
            at = fields.index(self.current) if self.current in fields else 0
            self.current = fields[(at + by) % len(fields)]

    def cancel(self) -> None:
        """Close it; nothing changes."""
        if not self._is_done:
            self.cancelled()
            self.finish(None)

    def finish(self, found: Result | None) -> None:
        """Dismiss it, once: keys that come behind in the same burst find nothing."""
        if not self._is_done:
            self._is_done = True
            self.dismiss(found)

    def press(self) -> None:
        """The primary button."""
        if not self.primary():
            self.cancel()
            return
        if self.is_guarded and self.desk.ticks() - self._opened_at < SETTLES:
            return
        self.complaint = ""
        if self.refusal():
            return
        found = self.result()
        if found is not None:
            self.finish(found)
        elif not self.complaint:
            self.cancel()

    def clicked(self, x: int, y: int, *, is_double: bool) -> None:
        """The mouse on the pane."""
        spot = spot_at(self._lines[y], x) if 0 <= y < len(self._lines) else None
        if spot is None or self._is_done:
            return
        if spot.what == _PRESS:
            self.press()
        elif spot.what == _CANCEL:
            self.cancel()
        elif not spot.what:
            self.go_on(1)
        elif any(act.id == spot.what for act in self.acts()):
            self.act(spot.what)
        else:
            self._clicked_part(spot, is_double=is_double)
        if self.is_attached:
            self.look()

    def _clicked_part(self, spot: Spot, *, is_double: bool) -> None:
        for number, part in enumerate(self._parts):
            if part.id == spot.what and part.takes_keys:
                self.current = number
                self.complaint = ""
                part.press(spot.nth)
                if is_double and spot.nth >= 0:
                    self.press()

    def wheeled(self, y: int, by: int) -> None:
        """The mouse wheel: it moves in the list under it, else the dialog."""
        spots = self._lines[y].spots if 0 <= y < len(self._lines) else ()
        over = {spot.what for spot in spots}
        part = next((part for part in self._parts if part.takes_keys and part.id in over), None)
        if part is not None:
            part.wheel(by)
        self.look()


class DialogPane(Widget):
    """Draws a dialog's lines."""

    ALLOW_SELECT = False

    def __init__(self, dialog: Dialog) -> None:
        super().__init__()
        self.dialog = dialog
        self.wanted = Size(0, 0)
        self.generation = -1
        self.caret = Offset(0, 0)

    def render_line(self, y: int) -> Strip:
        """One line."""
        lines, width = self.dialog.lines, self.size.width
        line = lines[y] if y < len(lines) else Line(())
        return strip_of(theming_of(self), line, width)

    def on_click(self, event: events.Click) -> None:
        """The mouse."""
        event.stop()
        self.dialog.clicked(event.x, event.y, is_double=event.chain == 2)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel."""
        event.stop()
        self.dialog.wheeled(event.y, -1)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel."""
        event.stop()
        self.dialog.wheeled(event.y, 1)
