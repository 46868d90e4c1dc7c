"""What a dialog is made of: the place of a part, words that are only read, a switch; fields are elsewhere."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from console.core.text.messages import t
from console.core.text.width import cells, wrap
from console.desk.tui.screens.dialogs.inks import RAISED, Ink, Line, Spot, ends, fitted
from console.desk.tui.widgets.lines import CURSOR
from console.desk.tui.widgets.spans import BOLD
from console.desk.work.reading import Span


class Page(NamedTuple):
    """The place a part has."""

    width: int
    rows: int
    """At most so many lines."""
    has_keys: bool = False
    """The keys go to it."""
    is_framed: bool = True
    """There is room for frames; else a title line stands for one."""
    is_tiny: bool = False
    """There is not even room for title lines."""


class Part:
    """One part of a dialog."""

    takes_keys = False
    grows = False
    """It takes what room the others leave."""
    is_tight = False
    """It belongs to the part above: no air between them."""

    def __init__(self, part_id: str = "") -> None:
        self.id = part_id
        self.cursor_line = 0
        """The line, as drawn last, that must stay in sight."""
        self.caret: tuple[int, int] | None = None
        """Column and line of the caret, as drawn last."""

    def draw(self, page: Page) -> list[Line]:
        """Its lines, each exactly as wide as the page."""
        raise NotImplementedError

    def take(self, key: str, character: str | None) -> bool:
        """A key; False when it is not for this part."""
        return False

    def paste(self, text: str) -> None:
        """A paste."""

    def press(self, index: int) -> None:
        """The mouse chose this of its choices."""

    def wheel(self, by: int) -> None:
        """The mouse wheel."""


class Words(Part):
    """Sentences that are only read; those that are empty take no room."""

    def __init__(
        self, look: Callable[[], Sequence[Span]], *, fewest: int = 0, most_lines: int = 99, is_tight: bool = False
    ) -> None:
        super().__init__()
        self.fewest = fewest
        """Lines that it takes in any case where there is room, so that nothing jumps when its words change."""
        self.is_tight = is_tight
        self._look = look
        self.most_lines = most_lines

    def draw(self, page: Page) -> list[Line]:
        """Each sentence wrapped; a sign of state at its begin hangs out."""
        lines: list[Line] = []
        for span in self._look():
            if not span.text:
                continue
            sign, indent = "", ""
            text = span.text
            if text[:2] in ("▲ ", "■ ", "○ ", "· "):
                sign, text, indent = text[:2], text[2:], "  "
            found = wrap(text, max(4, page.width - len(indent)))
            for number, row in enumerate(found):
                inks = (Ink(indent if number else sign, span.role), Ink(row, span.role))
                lines.append(Line(tuple(fitted(inks, page.width))))
        blank = Line(tuple(fitted((), page.width)))
        return lines[: self.most_lines] + [blank] * (self.fewest - len(lines) if page.is_framed else 0)


class SwitchPart(Part):
    """Yes or no, in one line."""

    takes_keys = True

    def __init__(self, part_id: str, title: str, *, is_on: bool, changed: Callable[[], None] | None = None) -> None:
        super().__init__(part_id)
        self.title = title
        self.is_on = is_on
        self.changed = changed or (lambda: None)

    def draw(self, page: Page) -> list[Line]:
        """The title, and both answers with the chosen one in brackets."""
        fill = "row" if page.has_keys else RAISED
        words = (t("dialog.yes"), t("dialog.no"))
        left = [
            Ink(CURSOR if page.has_keys else " ", "key", fill),
            Ink(self.title, "text" + BOLD if page.has_keys else "text", fill),
        ]
        right: list[Ink] = []
        spots: list[Spot] = []
        column = page.width - sum(cells(word) + 2 for word in words) - 2
        for index, word in enumerate(words):
            is_chosen = self.is_on == (index == 0)
            shown = f"[{word}]" if is_chosen else f" {word} "
            right.append(Ink(shown, "text" + BOLD if is_chosen else "muted", fill))
            spots.append(Spot(column, column + cells(shown), self.id, index))
            column += cells(shown) + 1
            right.append(Ink(" ", "text", fill))
        inks = ends(left, right, page.width, fill)
        return [Line(tuple(fitted(inks, page.width, fill)), (*spots, Spot(0, page.width, self.id)))]

    def take(self, key: str, character: str | None) -> bool:
        """Arrows and space change it; the letters answer."""
        if key in ("left", "right", "up", "down", "space", " "):
            self.is_on = not self.is_on
        elif character and character.casefold() in (t("dialog.yes.key"), t("dialog.no.key")):
            self.is_on = character.casefold() == t("dialog.yes.key")
        else:
            return False
        self.changed()
        return True

    def press(self, index: int) -> None:
        """The mouse chose an answer."""
        if index >= 0:
            self.is_on = index == 0
            self.changed()
