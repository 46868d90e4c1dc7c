"""Text under the agent's hands in a dialog: a caret, the editing keys and wrapping; it is no widget.

It takes letters as letters, always: nothing here is a command.
"""

from collections.abc import Callable
from typing import Final

from wcwidth import iter_graphemes

from console.core.text.width import cells
from console.desk.work.paste import clean, pasted


class Typed:
    """One text of a single paragraph and its caret."""

    def __init__(self, text: str = "", *, most_bytes: int = 4_000) -> None:
        self.most_bytes = most_bytes
        self.text = ""
        self.at = 0
        """Index of the character before which the caret stands."""
        self.insert(text)

    def insert(self, text: str) -> None:
        """Put text at the caret, as much as there is room for; a line break becomes a space."""
        room = self.most_bytes - len(self.text.encode("utf-8", "ignore"))
        given = pasted(clean(text[: 2 * self.most_bytes]).replace("\n", " "), room).text
        self.text = self.text[: self.at] + given + self.text[self.at :]
        self.at += len(given)

    def replace(self, text: str) -> None:
        """Another text in the place of all of it."""
        self.text, self.at = "", 0
        self.insert(text)

    def edit(self, key: str, character: str | None) -> bool:
        """Take a key; False when it is none of a text's."""
        act = _KEYS.get(key)
        if act is not None:
            act(self)
            return True
        if character and character.isprintable():
            self.insert(character)
            return True
        return False

    # Moving and deleting.

    def _stops(self) -> list[int]:
        """Where the caret can stand: between graphemes."""
        stops = [0]
        for piece in iter_graphemes(self.text):
            stops.append(stops[-1] + len(piece))
        return stops

    def left(self) -> None:
        """One grapheme to the left."""
        self.at = max((stop for stop in self._stops() if stop < self.at), default=0)

    def right(self) -> None:
        """One grapheme to the right."""
        self.at = min((stop for stop in self._stops() if stop > self.at), default=len(self.text))

    def word_left(self) -> None:
        """To the begin of the word."""
        self.at = self.text[: self.at].rstrip().rfind(" ") + 1

    def word_right(self) -> None:
        """Behind the end of the word."""
        rest = self.text[self.at :]
        begin = len(rest) - len(rest.lstrip())
        end = rest.find(" ", begin)
        self.at = len(self.text) if end < 0 else self.at + end

    def home(self) -> None:
        """To the begin."""
        self.at = 0

    def end(self) -> None:
        """To the end."""
        self.at = len(self.text)

    def cut_by(self, move: Callable[["Typed"], None]) -> None:
        """Delete what a move would pass over."""
        here = self.at
        move(self)
        start, end = sorted((here, self.at))
        self.text = self.text[:start] + self.text[end:]
        self.at = start

    # Looking.

    def rows(self, width: int) -> list[tuple[int, int]]:
        """Where each row of the wrapped text begins and ends, each at most `width` cells with room for the caret."""
        width = max(2, width)
        rows: list[tuple[int, int]] = []
        start = at = taken = 0
        gap = -1
        for piece in iter_graphemes(self.text):
            size = cells(piece)
            if taken + size > width - 1:
                end = gap if gap > start else at
                rows.append((start, end))
                taken = cells(self.text[end:at])
                start, gap = end, -1
            at += len(piece)
            taken += size
            if piece == " ":
                gap = at
        return [*rows, (start, len(self.text))]

    def caret_row(self, rows: list[tuple[int, int]]) -> int:
        """In which of these rows the caret stands."""
        return max((number for number, (start, _) in enumerate(rows) if start <= self.at), default=0)

    def around_caret(self, start: int, end: int) -> tuple[str, str, str]:
        """A row before the caret, under it (a blank at the end) and behind it."""
        under = next(iter(iter_graphemes(self.text[self.at : end])), "")
        behind = self.at + len(under)
        return self.text[start : self.at], under if cells(under) else " ", self.text[behind:end]


_KEYS: Final[dict[str, Callable[[Typed], None]]] = {
    "left": Typed.left,
    "right": Typed.right,
    "ctrl+left": Typed.word_left,
    "ctrl+right": Typed.word_right,
    "home": Typed.home,
    "ctrl+a": Typed.home,
    "end": Typed.end,
    "ctrl+e": Typed.end,
    "backspace": lambda typed: typed.cut_by(Typed.left),
    "delete": lambda typed: typed.cut_by(Typed.right),
    "ctrl+d": lambda typed: typed.cut_by(Typed.right),
    "ctrl+w": lambda typed: typed.cut_by(Typed.word_left),
    "ctrl+u": lambda typed: typed.cut_by(Typed.home),
    "ctrl+k": lambda typed: typed.cut_by(Typed.end),
}
