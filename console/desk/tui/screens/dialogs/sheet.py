"""A dialog over the desk as a sheet: what Enter and Esc do stands in its lower edge, other keys on the desk's lines.

The desk behind it goes on; its notice line has the sheet's advice meanwhile.
"""

from collections.abc import Sequence

from textual.geometry import Size

from console.core.text.width import cells, cut, wrap
from console.desk.tui.dialogs import dialog
from console.desk.tui.screens.dialogs.base import Dialog
from console.desk.tui.screens.dialogs.inks import Ink, Line, Spot, fitted, shifted, sided, squeezed, width_of
from console.desk.tui.screens.dialogs.parts import Page, Part
from console.desk.tui.widgets.spans import BOLD
from console.desk.work.hints import Hint

_EDGE = "quiet-border"
_LINED_FROM = 18
"""Rows of the terminal from which a sheet leaves the desk's own lines free,"""
_DESK_LINES = 4
"""the header and slots above it, notice and keys below."""


class Sheet(Dialog):
    """A dialog whose keys are said around it."""

    wide = 62

    # What a sheet says beside what a dialog says.

    def corner(self) -> str:
        """At the right end of its upper edge: its keys, or a count."""
        return ""

    def escape_words(self) -> str:
        """What Esc does."""
        raise NotImplementedError

    def advice(self) -> str:
        """One sentence for the notice line."""
        return ""

    def hints(self) -> Sequence[Hint]:
        """What the keys line says."""
        return ()

    @property
    def current_part(self) -> Part | None:
        """The part to which the keys go."""
        return self._parts[self.current] if self._parts else None

    # Drawing.

    def look(self) -> None:
        """Show how everything stands, in the desk's lines too."""
        super().look()
        if self._is_made and self.is_attached:
            # The last line of the screen is the keys line: the sheet stands in the middle of what is above it.
            height = len(self._lines)
            centre = (self.size.height - height) // 2
            self.pane.styles.offset = (0, max(0, (self.size.height - 1 - height) // 2) - centre)
            self._desk_lines()

    def _desk_lines(self) -> None:
        """What is under the sheet has the sheet's words in its last lines."""
        below = [screen for screen in self.app.screen_stack if hasattr(screen, "paint") and screen.is_attached]
        if below:
            below[-1].paint()

    def take_key(self, key: str, character: str | None) -> None:
        """Help is one key away here too."""
        help_dialog = dialog("help", self.given) if key == "f1" else None
        if help_dialog is not None:
            self.app.push_screen(help_dialog)
        else:
            super().take_key(key, character)

    def _draw(self, room: Size) -> tuple[list[Line], Size]:
        if room.height >= _LINED_FROM:
            # What the sheet says on the desk's lines below must be read too, and the header goes on.
            room = Size(room.width, room.height - _DESK_LINES)
        width = max(1, min(self.wide, room.width))
        pad = 1 if width > 8 else 0
        inner = max(1, width - 2 - 2 * pad)
        said = self._foot(inner)
        body_room = max(1, room.height - 2 - len(said))
        body, keep, _ = self._body(Page(inner, body_room, False, False, False), 0)
        shown = min(len(body), body_room)
        self._scroll = max(0, min(self._scroll, len(body) - shown))
        if keep is not None:
            self._scroll = min(max(self._scroll, keep - shown + 1), keep)
        middle = [*body[self._scroll : self._scroll + shown], *said]
        lines = [self._top(width), *(_sided(line, pad, inner) for line in middle), self._bottom(width)]
        return squeezed(lines, room.height, width), Size(width, min(room.height, len(lines)))

    def _foot(self, width: int) -> list[Line]:
        said = self.complaint or self.refusal()
        if not said:
            return []
        rows = wrap(said, max(4, width - 2))[:2]
        signs = ("■ ", "  ")
        return [
            Line(tuple(fitted((Ink(sign, "breach"), Ink(row, "breach")), width)))
            for sign, row in zip(signs, rows, strict=False)
        ]

    def _top(self, width: int) -> Line:
        title, corner = self.heading(), self.corner()
        return _edge("╭", "╮", Ink(title, "text" + BOLD), Ink(corner, "muted"), width)

    def _bottom(self, width: int) -> Line:
        words = self.primary()
        is_refused = bool(self.refusal())
        left = Ink(f"Esc {self.escape_words()}", "key-label")
        right = Ink(f"Enter {words}" if words else "", "stale" if is_refused else "text" + BOLD)
        line = _edge("╰", "╯", left, right, width)
        escape = Spot(2, 2 + cells(left.text), "cancel")
        press = Spot(width - 2 - cells(right.text), width - 2, "press")
        return Line(line.inks, (escape, press) if words else (escape,))


def _sided(line: Line, pad: int, inner: int) -> Line:
    """The line between the sheet's sides; the cursor's sign of a wider one stands in the margin."""
    if width_of(line.inks) <= inner or not pad:
        return sided(line, pad)
    left, right = Ink("│", _EDGE), Ink("│", _EDGE)
    return Line((left, *line.inks, Ink(" "), right), shifted(line, 1).spots)


def _edge(start: str, end: str, left: Ink, right: Ink, width: int) -> Line:
    """An edge with words in it: the left ones are cut for the right ones."""
    if width < 8:
        return Line(tuple(fitted((Ink(start + "─" * max(0, width - 2) + end, _EDGE),), width)))
    right_cells = cells(right.text) + 2 if right.text else 0
    text = cut(left.text, max(1, width - 5 - right_cells))
    dashes = max(1, width - 4 - cells(text) - right_cells)
    inks = [Ink(start, _EDGE), Ink(" ", _EDGE), left._replace(text=text), Ink(" ", _EDGE), Ink("─" * dashes, _EDGE)]
    if right.text:
        inks += [Ink(" ", _EDGE), right, Ink(" ", _EDGE)]
    return Line(tuple(fitted([*inks, Ink(end, _EDGE)], width)))


def key_hints(*pairs: tuple[str, str], right: Sequence[tuple[str, str]] = ()) -> list[Hint]:
    """Keys with their words, the first the most important."""
    left = [Hint("", words, rank, key=key) for rank, (key, words) in enumerate(pairs)]
    return [*left, *(Hint("", words, 9, key=key, right=True) for key, words in right)]
