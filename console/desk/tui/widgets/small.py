"""What stands there when the terminal is too small to work in: it says so, and everything goes on behind it."""

from textual.content import Content
from textual.widget import Widget

from console.core.text.messages import t
from console.core.text.width import wrap

LEAST = (60, 15)
"""Columns and rows that the desk needs."""


class TooSmall(Widget):
    """Covers the screen while it is too small."""

    def __init__(self) -> None:
        super().__init__(id="small")
        self._own = (0, 0)

    def tell(self, width: int, height: int) -> None:
        """The terminal's size."""
        if (width, height) != self._own:
            self._own = (width, height)
            self.refresh()

    def render(self) -> Content:
        """A sentence that fits."""
        width, height = self._own
        said = t("small.title", width=LEAST[0], height=LEAST[1], own_width=width, own_height=height)
        lines = [*wrap(said, max(1, width)), *wrap(t("small.hint"), max(1, width))]
        if len(lines) > height:
            lines = wrap(t("small.short", width=width, height=height), max(1, width))
        return Content("\n".join(lines[: max(1, height)]))
