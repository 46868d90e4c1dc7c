"""The keys line: only what works now, with the names; a click on a key does what the key does."""

from collections.abc import Sequence

from textual.events import Click
from textual.message import Message

from console.desk.actions import Keymap
from console.desk.tui.widgets.spans import SpanLine
from console.desk.work.hints import GAP, Hint, KeysLine, Pair, fit
from console.desk.work.reading import Span


class Keys(SpanLine):
    """The last line of the desk."""

    class Chosen(Message):
        """A key was clicked."""

        def __init__(self, action: str) -> None:
            super().__init__()
            self.action = action

    def __init__(self) -> None:
        super().__init__(on="bar", id="keys")
        self._actions: list[tuple[int, int, str]] = []

    def tell(self, hints: Sequence[Hint], keymap: Keymap, where: str) -> None:
        """Show these hints, as many as there is room for."""
        width = self.size.width
        line = fit(hints, keymap, where, max(0, width - 2))
        left = (Span(" ", "key-label"), *spans_of(line.left))
        right = (*spans_of(line.right), Span(" ", "key-label"))
        self._actions = _places(line, width)
        self.show(left, right)

    def on_click(self, event: Click) -> None:
        """Do what the key under the mouse does."""
        for start, end, action in self._actions:
            if start <= event.x < end and action:
                self.post_message(self.Chosen(action))
                return


def spans_of(pairs: Sequence[Pair]) -> list[Span]:
    """Keys with their words, a gap between them."""
    spans: list[Span] = []
    for number, pair in enumerate(pairs):
        if number:
            spans.append(Span(" " * GAP, "key-label"))
        if pair.key:
            spans.append(Span(pair.key, "key"))
        if pair.label:
            spans.append(Span((" " if pair.key else "") + pair.label, "key-label"))
    return spans


def _places(line: KeysLine, width: int) -> list[tuple[int, int, str]]:
    places = []
    column = 1
    for pair, action in zip(line.left, line.left_actions, strict=True):
        places.append((column, column + pair.cells, action))
        column += pair.cells + GAP
    column = width - 1 - sum(pair.cells for pair in line.right) - GAP * max(0, len(line.right) - 1)
    for pair, action in zip(line.right, line.right_actions, strict=True):
        places.append((column, column + pair.cells, action))
        column += pair.cells + GAP
    return places
