"""The which-key strip: after the command key and a moment, the letters that work now, with what they do."""

from collections.abc import Sequence

from textual.content import Content
from textual.widget import Widget

from console.core.text.width import cells, pad
from console.desk.actions import Action, Keymap, shown
from console.desk.tui.widgets.spans import content, theming_of
from console.desk.work.reading import Span

_COLUMN = 22


class WhichKey(Widget):
    """A strip above the notice line; arrows walk it, Enter chooses."""

    DEFAULT_CSS = "WhichKey { display: none; height: auto; width: 1fr; }"

    def __init__(self) -> None:
        super().__init__(id="which-key")
        self.entries: list[tuple[str, Action]] = []
        self.cursor = -1

    def offer(self, actions: Sequence[Action], keymap: Keymap, where: str) -> None:
        """Show these actions."""
        self.entries = []
        for action in actions:
            keys = keymap.keys(action.id, where)
            if keys:
                self.entries.append((shown(keys[0]), action))
        self.cursor = -1
        self.display = bool(self.entries)
        self.styles.height = self._rows()
        self.refresh(layout=True)

    def hide(self) -> None:
        """Away."""
        if self.display:
            self.display = False

    def move(self, by: int, *, is_row: bool = False) -> None:
        """Walk with the arrows."""
        if self.entries:
            step = by * self._columns() if is_row else by
            self.cursor = 0 if self.cursor < 0 else (self.cursor + step) % len(self.entries)
            self.refresh()

    @property
    def chosen(self) -> Action | None:
        """The action under the cursor."""
        return self.entries[self.cursor][1] if 0 <= self.cursor < len(self.entries) else None

    def _columns(self) -> int:
        width = self.size.width or self.app.size.width
        return max(1, width // _COLUMN)

    def _rows(self) -> int:
        columns = self._columns()
        return -(-len(self.entries) // columns)

    def render(self) -> Content:
        """The letters in columns."""
        theming = theming_of(self)
        lines: list[Content] = []
        columns = self._columns()
        for start in range(0, len(self.entries), columns):
            spans: list[Span] = []
            for number, (key, action) in enumerate(self.entries[start : start + columns], start):
                mark = "▌" if number == self.cursor else " "
                room = _COLUMN - 2 - cells(key)
                spans += [
                    Span(mark, "focus-border"),
                    Span(key, "key"),
                    Span(" " + pad(action.title, room), "key-label"),
                ]
            lines.append(content(theming, spans, on="raised"))
        return Content("\n").join(lines)
