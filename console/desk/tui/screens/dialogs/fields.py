"""A dialog's fields with a frame and a title: a text, a list to choose from, a text over a list that follows it."""

from collections.abc import Callable, Sequence
from typing import Final

from console.core.text.messages import t
from console.core.text.width import cells, wrap
from console.desk.tui.screens.dialogs.choices import Choice, Choices
from console.desk.tui.screens.dialogs.inks import Ink, Line, Spot, fitted, inked, shifted
from console.desk.tui.screens.dialogs.parts import Page, Part
from console.desk.tui.screens.dialogs.typed import Typed
from console.desk.tui.widgets.spans import BOLD, FRAME_ROLES, frame_top
from console.desk.work.box import Frame
from console.desk.work.reading import Span

_PAGE: Final = 8
"""Choices that a page key moves over."""


class _Framed(Part):
    """A part with a title in its frame."""

    fill_focused = "pane"
    fill_quiet = "pane"

    def __init__(self, part_id: str, title: str) -> None:
        super().__init__(part_id)
        self.title = title
        self.hint: Callable[[], str] = lambda: ""
        """What stands at the right end of its frame."""

    def fill(self, page: Page) -> str:
        """The fill of its inside."""
        return self.fill_focused if page.has_keys else self.fill_quiet

    def inner(self, page: Page) -> Page:
        """The place inside of its frame."""
        if page.is_tiny:
            return page
        around = 2 if page.is_framed else 1
        return page._replace(width=max(1, page.width - (4 if page.is_framed else 0)), rows=max(1, page.rows - around))

    def framed(self, page: Page, lines: list[Line]) -> list[Line]:
        """The lines with their frame, or with the title line that stands for it."""
        if page.is_tiny:
            return lines
        kind = Frame.FOCUS if page.has_keys else Frame.QUIET
        fill = self.fill(page)
        title = [Span(self.title, "text" + BOLD if page.has_keys else "muted")]
        hint = self.hint()
        right = [Span(hint, "muted")] if hint else []
        top = Line(tuple(inked(frame_top(kind, title, right, page.width, is_line=not page.is_framed), fill)))
        whole = Spot(0, page.width, self.id)
        top = top._replace(spots=(whole,))
        self.cursor_line += 1
        if self.caret is not None:
            self.caret = (self.caret[0] + (2 if page.is_framed else 0), self.caret[1] + 1)
        if not page.is_framed:
            return [top, *lines]
        role = FRAME_ROLES[kind]
        side, low = ("┃", "┗━┛") if page.has_keys else ("│", "╰─╯")
        framed = [top]
        for line in lines:
            left, right_side = Ink(side + " ", role, fill), Ink(" " + side, role, fill)
            spots = tuple(spot._replace(start=spot.start + 2, end=spot.end + 2) for spot in line.spots)
            framed.append(Line((left, *line.inks, right_side), (*spots, whole)))
        bottom = low[0] + low[1] * max(0, page.width - 2) + low[2]
        return [*framed, Line(tuple(fitted((Ink(bottom, role, fill),), page.width, fill)), (whole,))]


class TextPart(_Framed):
    """A text that the agent writes."""

    takes_keys = True
    fill_focused = "box"

    def __init__(
        self,
        part_id: str,
        title: str,
        text: str = "",
        *,
        rows: int = 1,
        empty: str = "",
        changed: Callable[[], None] | None = None,
        most_bytes: int = 4_000,
    ) -> None:
        super().__init__(part_id, title)
        self.typed = Typed(text, most_bytes=most_bytes)
        self.rows = rows
        self.empty = empty
        """What stands there while nothing is typed."""
        self.changed = changed or (lambda: None)

    @property
    def text(self) -> str:
        """What is typed."""
        return self.typed.text

    def draw(self, page: Page) -> list[Line]:
        """The rows around the caret."""
        return self.framed(page, self.draw_rows(self.inner(page), self.fill(page)))

    def draw_rows(self, page: Page, fill: str) -> list[Line]:
        """The same without a frame."""
        spots = (Spot(0, page.width, self.id),)
        self.caret, self.cursor_line = None, 0
        if not self.typed.text and not page.has_keys:
            return [Line(tuple(fitted((Ink(self.empty, "muted", fill),), page.width, fill)), spots)]
        rows = self.typed.rows(page.width)
        at = self.typed.caret_row(rows)
        shown = max(1, min(self.rows, page.rows, len(rows)))
        first = max(0, min(at - shown // 2, len(rows) - shown))
        lines: list[Line] = []
        for number in range(first, first + shown):
            start, end = rows[number]
            inks = [Ink(self.typed.text[start:end], "text", fill)]
            if page.has_keys and number == at:
                before, under, behind = self.typed.around_caret(start, end)
                inks = [Ink(before, "text", fill), Ink(under, "text", fill, is_caret=True), Ink(behind, "text", fill)]
                self.caret, self.cursor_line = (cells(before), len(lines)), len(lines)
                if not self.typed.text:
                    inks.append(Ink(self.empty, "muted", fill))
            lines.append(Line(tuple(fitted(inks, page.width, fill)), spots))
        return lines

    def take(self, key: str, character: str | None) -> bool:
        """Editing; up and down go from row to row where there are several."""
        old = self.typed.text
        is_taken = self.typed.edit(key, character)
        if self.typed.text != old:
            self.changed()
        return is_taken

    def paste(self, text: str) -> None:
        """As much as there is room for."""
        self.typed.insert(text)
        self.changed()


class ListPart(_Framed):
    """A list to choose from."""

    takes_keys = True

    def __init__(
        self,
        part_id: str,
        title: str,
        items: Sequence[Choice] = (),
        *,
        most_rows: int = 8,
        grows: bool = False,
        moved: Callable[[], None] | None = None,
    ) -> None:
        super().__init__(part_id, title)
        self.choices = Choices(items)
        self.most_rows = most_rows
        self.grows = grows
        self.moved = moved or (lambda: None)
        self.nothing = t("dialog.list.empty")
        """What stands there when there is nothing to choose."""

    def draw(self, page: Page) -> list[Line]:
        """The choices in sight."""
        return self.framed(page, self.draw_rows(self.inner(page), self.fill(page)))

    def draw_rows(self, page: Page, fill: str) -> list[Line]:
        """The same without a frame."""
        self.caret = None
        room = max(1, page.rows if self.grows else min(self.most_rows, page.rows))
        if not self.choices.items:
            said = [
                Line(tuple(fitted((Ink(row, "muted", fill),), page.width, fill)))
                for row in wrap(self.nothing, page.width)
            ]
            blank = Line(tuple(fitted((), page.width, fill)))
            self.cursor_line = 0
            return (said + [blank] * room)[:room] if self.grows else said[:room]
        rows = room if self.grows else self.choices.rows(page.width, room)
        lines, self.cursor_line = self.choices.draw(self.id, page.width, rows, has_keys=page.has_keys, fill=fill)
        return lines

    def take(self, key: str, character: str | None) -> bool:
        """Moving."""
        steps = {"up": -1, "down": 1, "pageup": -_PAGE, "pagedown": _PAGE}
        if key in steps:
            self.choices.move(steps[key])
        elif key in ("home", "end"):
            self.choices.move(-len(self.choices.items) if key == "home" else len(self.choices.items))
        else:
            return False
        self.moved()
        return True

    def press(self, index: int) -> None:
        """The mouse chose one."""
        if self.choices.choose(index):
            self.moved()

    def wheel(self, by: int) -> None:
        """The cursor moves."""
        self.choices.move(by)
        self.moved()


class FindPart(_Framed):
    """A text over a list that follows it: letters go to the text, arrows to the list."""

    takes_keys = True

    def __init__(
        self,
        part_id: str,
        title: str,
        follow: Callable[[str], Sequence[Choice]],
        *,
        empty: str = "",
        most_rows: int = 5,
        grows: bool = False,
        moved: Callable[[], None] | None = None,
    ) -> None:
        super().__init__(part_id, title)
        self._follow = follow
        self.moved = moved or (lambda: None)
        self.line = TextPart(part_id, title, empty=empty or t("dialog.find.empty"))
        self.list = ListPart(part_id, title, follow(""), most_rows=most_rows, grows=grows)
        self.list.nothing = t("dialog.find.nothing")
        self.grows = grows

    @property
    def text(self) -> str:
        """What is looked for."""
        return self.line.text

    @property
    def chosen(self) -> Choice | None:
        """The choice under the cursor."""
        return self.list.choices.chosen

    def follow(self, *, keep: bool = True) -> None:
        """Make the list anew."""
        self.list.choices.show(self._follow(self.text.strip()), keep=keep)

    def draw(self, page: Page) -> list[Line]:
        """The text in the first line, the list under it."""
        inner, fill = self.inner(page), self.fill(page)
        is_apart = self.grows and page.is_framed
        line = self.line.draw_rows(inner._replace(width=max(2, inner.width - 2), rows=1), fill)[0]
        sign = Ink("/ ", "key" if page.has_keys else "muted", fill)
        top = Line((sign, *line.inks), (Spot(0, inner.width, self.id),))
        self.caret = (self.line.caret[0] + 2, 0) if self.line.caret else None
        self.cursor_line = 0
        if is_apart:
            # A frame around a long list would be louder than what is in it.
            place = page._replace(width=max(1, page.width - 4), rows=max(1, page.rows - 3))
            lines = [_padded(row, 2, fill) for row in self.list.draw_rows(place, fill)]
            framed = self.framed(page, [top])
            self.cursor_line = len(framed) + self.list.cursor_line
            return [*framed, *lines]
        if inner.rows < 2:
            return self.framed(page, [top])
        rest = self.list.draw_rows(inner._replace(rows=inner.rows - 1), fill)
        self.cursor_line = self.list.cursor_line + 1
        return self.framed(page, [top, *rest])

    def take(self, key: str, character: str | None) -> bool:
        """Arrows move in the list, all else is typing."""
        if key not in ("home", "end") and self.list.take(key, None):
            self.moved()
            return True
        old = self.text
        is_taken = self.line.take(key, character)
        if self.text != old:
            self.follow(keep=False)
            self.moved()
        return is_taken

    def paste(self, text: str) -> None:
        """It is looked for."""
        self.line.paste(text)
        self.follow(keep=False)
        self.moved()

    def press(self, index: int) -> None:
        """The mouse chose one."""
        if self.list.choices.choose(index):
            self.moved()

    def wheel(self, by: int) -> None:
        """The cursor moves."""
        self.list.choices.move(by)
        self.moved()


def _padded(line: Line, by: int, fill: str) -> Line:
    """The line with so many cells of fill on both sides."""
    space = Ink(" " * by, "text", fill)
    return Line((space, *line.inks, space), shifted(line, by).spots)
