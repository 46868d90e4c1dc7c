"""The Desk's screen as far as its reply box goes: made at its first use, open or not, and in step with the draft."""

from typing import TYPE_CHECKING

from textual.screen import Screen

from console.desk.tui.widgets.pane import Pane
from console.desk.tui.widgets.spans import SpanLine
from console.desk.work.desk import Desk
from console.desk.work.flows import Flows
from console.desk.work.paste import MOST_BYTES

if TYPE_CHECKING:
    from console.desk.tui.widgets.box import ReplyBox


class BoxScreen(Screen[None], inherit_bindings=False):
    """A screen with a reply box."""

    desk: Desk
    flows: Flows

    def __init__(self) -> None:
        super().__init__()
        self.panes: dict[str, Pane] = {}
        self.box_line = SpanLine(id="box-line")
        self._box: ReplyBox | None = None
        self._in_box = ("", "", 0)
        """What the box shows: the chat, the kind of text and its version."""

    def paint(self) -> None:
        """Show how everything stands."""
        raise NotImplementedError

    def _draft_key(self) -> tuple[str, str, int]:
        desk = self.desk
        return (desk.open_conv, desk.kind, desk.text().version if desk.open_conv else 0)

    @property
    def box(self) -> "ReplyBox":
        """The reply box; the first who asks for it has it made."""
        return self._box or self.make_box()

    def make_box(self) -> "ReplyBox":
        """Make the reply box, unless there is one. The first frame does without: it is hidden until there is a chat
        to answer or a draft, and takes as long to make as a third of all other widgets."""
        if self._box is None:
            from console.desk.tui.widgets.box import ReplyBox

            self._box = ReplyBox()
            self._box.can_focus = self._box.display = False
            self.panes["box"].body.mount(self._box, before=self.box_line)
        return self._box

    @property
    def is_in_box(self) -> bool:
        """Whether keys go to the reply box."""
        return self._box is not None and self.focused is self._box

    def open_box(self, *, can_type: bool) -> bool:
        """Let letters into the box or not; whether it is shown, which it is with a text in it too."""
        if self._box is None and not can_type:
            return False
        box = self.box
        box.read_only, box.can_focus = not can_type, can_type
        box.display = can_type or bool(box.text)
        return box.display

    @property
    def takes_text(self) -> bool:
        """Whether the box can have the focus."""
        return self._box is not None and self._box.can_focus

    def follow_draft(self) -> None:
        """Load the box anew if it is about another draft than what it shows."""
        if self._in_box != self._draft_key():
            self.load_box()

    def load_box(self) -> None:
        """Put the open chat's draft into the box."""
        self._in_box = self._draft_key()
        text = self.desk.text() if self.desk.open_conv else None
        if self._box is None and not (text and text.text):
            return
        self.box.load(text.text if text else "", text.cursor if text else (0, 0))

    def sync_box(self) -> None:
        """Take what stands in the box into the draft, before a key acts on it."""
        if self._box is not None and self._in_box == self._draft_key():
            self.flows.typed(self.box.text, self.box.cursor_location)

    def on_text_area_changed(self) -> None:
        """Somebody types."""
        self.sync_box()
        self.paint()

    def on_reply_box_paste_cut(self) -> None:
        """Not all of a paste has room."""
        self.desk.say("paste.cut", glyph="▲", limit=MOST_BYTES // 1024)
        self.paint()
