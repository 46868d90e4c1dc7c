"""A pane: its top line with the titles, and its body with the rest of the frame; at small sizes a title line only."""

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widget import Widget

from console.desk.tui.widgets.spans import FrameTop
from console.desk.work.box import Frame
from console.desk.work.reading import Span


class Pane(Vertical):
    """Holds widgets in a frame whose kind says where the keys go."""

    def __init__(self, *children: Widget, id: str) -> None:
        super().__init__(id=id, classes="pane -quiet")
        self.top = FrameTop(classes="pane-top")
        self.body = Vertical(*children, classes="pane-body")
        self.kind = Frame.QUIET

    def compose(self) -> ComposeResult:
        """The top line over the body."""
        yield self.top
        yield self.body

    def tell(self, kind: Frame, left: Iterable[Span], right: Iterable[Span], *, is_line: bool) -> None:
        """Which frame, and what its titles say."""
        self.top.frame(kind, is_line=is_line)
        self.top.show(left, right)
        if kind is not self.kind:
            self.remove_class(f"-{self.kind}")
            self.add_class(f"-{kind}")
            self.kind = kind
