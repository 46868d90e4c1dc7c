"""Lines as they are laid on a screen of the floor, from the top down, with what a click on each of them means."""

from collections.abc import Callable, Iterable, Sequence

from console.desk.work.floor.ink import BAR, CANVAS, PANE, Bit, Drawing, Line, PaneLine, Place, Target, fitted, size
from console.desk.work.floor.view import View

_FRAMED = frozenset(("focus-border", "quiet-border"))


class Page:
    """The lines so far; the last two of a screen are the notice and the keys."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.lines: list[tuple[str, Line]] = []
        self.places: list[Place] = []

    def line(self, fill: str, bits: Sequence[Bit], target: Target | None = None, *, is_figure: bool = False) -> None:
        """One line over the whole width; figures that are old look so."""
        if target is not None:
            self.places.append(Place(len(self.lines), 0, self.view.width, target))
        line = fitted(bits, self.view.width)
        self.lines.append((fill, _aged(line) if is_figure and self.view.is_dim else line))

    def pane(self, lines: Iterable[PaneLine], *, is_figure: bool = True) -> None:
        """One pane over the whole width."""
        for line in lines:
            self.line(PANE, line.bits, line.target, is_figure=is_figure)

    def panes(self, *columns: Sequence[PaneLine], is_figure: bool = True) -> None:
        """Panes of one height side by side."""
        for row in zip(*columns, strict=True):
            y, x = len(self.lines), 0
            for line in row:
                wide = size(line.bits)
                if line.target is not None:
                    self.places.append(Place(y, x, x + wide, line.target))
                x += wide
            self.line(PANE, [bit for line in row for bit in line.bits], is_figure=is_figure)

    @property
    def free(self) -> int:
        """Lines that are left above the notice and the keys."""
        return max(0, self.view.height - 2 - len(self.lines))

    def ended(
        self,
        notice: tuple[Sequence[Bit], Target | None],
        keys: tuple[Sequence[Bit], Sequence[Place]],
        in_ascii: Callable[[Line], Line],
    ) -> Drawing:
        """With the notice and the keys below, at the height of the screen."""
        view = self.view
        while self.free:
            self.line(CANVAS, ())
        del self.lines[max(0, view.height - 2) :]
        self.line(CANVAS, *notice)
        self.line(BAR, keys[0])
        self.places += keys[1]
        lines = self.lines[: view.height]
        if view.is_ascii:
            lines = [(fill, in_ascii(line)) for fill, line in lines]
        return Drawing(tuple(lines), tuple(self.places))


def _aged(line: Line) -> Line:
    """Old figures in their own colour; frames stay, and so does the cursor's row."""
    return tuple(
        bit if bit.role in _FRAMED else Bit(bit.text, "stale", bit.on if bit.on == "row" else "") for bit in line
    )
