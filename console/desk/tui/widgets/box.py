"""The reply box: a text area whose keys the desk's screen decides, and which no paste can freeze."""

from typing import TYPE_CHECKING, ClassVar, Final, cast

from textual import events
from textual.binding import Binding, BindingType
from textual.cache import LRUCache
from textual.message import Message
from textual.widgets import TextArea

from console.desk.tui.compat import insert_typed
from console.desk.work.paste import MOST_BYTES, pasted

if TYPE_CHECKING:
    from console.desk.tui.screens.desk import DeskScreen

_LINES_KEPT: Final = 48


class ReplyBox(TextArea, inherit_bindings=False):
    """Takes letters whatever happens elsewhere; only the agent's own keys move the focus away."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "cursor_up", show=False),
        Binding("down", "cursor_down", show=False),
        Binding("left", "cursor_left", show=False),
        Binding("right", "cursor_right", show=False),
        Binding("ctrl+left", "cursor_word_left", show=False),
        Binding("ctrl+right", "cursor_word_right", show=False),
        Binding("home,ctrl+a", "cursor_line_start", show=False),
        Binding("end,ctrl+e", "cursor_line_end", show=False),
        Binding("shift+up", "cursor_up(True)", show=False),
        Binding("shift+down", "cursor_down(True)", show=False),
        Binding("shift+left", "cursor_left(True)", show=False),
        Binding("shift+right", "cursor_right(True)", show=False),
        Binding("shift+home", "cursor_line_start(True)", show=False),
        Binding("shift+end", "cursor_line_end(True)", show=False),
        Binding("ctrl+shift+left", "cursor_word_left(True)", show=False),
        Binding("ctrl+shift+right", "cursor_word_right(True)", show=False),
        Binding("backspace", "delete_left", show=False),
        Binding("delete,ctrl+d", "delete_right", show=False),
        Binding("ctrl+w", "delete_word_left", show=False),
        Binding("ctrl+u", "delete_to_start_of_line", show=False),
        Binding("ctrl+k", "delete_to_end_of_line", show=False),
        Binding("ctrl+x", "cut", show=False),
        Binding("ctrl+v", "paste", show=False),
        Binding("ctrl+z", "undo", show=False),
        Binding("ctrl+y", "redo", show=False),
    ]

    class PasteCut(Message):
        """A paste was longer than a message can be."""

    def __init__(self) -> None:
        super().__init__(
            id="box",
            soft_wrap=True,
            tab_behavior="indent",
            read_only=True,
            show_line_numbers=False,
            highlight_cursor_line=False,
        )
        self.cursor_blink = False
        # Every key makes lines that are never seen again, and each holds on to a kilobyte: a thousand of them are kept
        # where only those on the screen are ever asked for twice.
        self._line_cache = LRUCache(_LINES_KEPT)

    async def on_key(self, event: events.Key) -> None:
        """The screen decides first; what it leaves is typing."""
        if cast("DeskScreen", self.screen).box_key(event):
            event.stop()
            event.prevent_default()
            return
        for binding in self._bindings.key_to_bindings.get(event.key, ()):
            # Textual does it only once the key has come to the app: letters typed behind it would be there before.
            event.stop()
            event.prevent_default()
            await self.run_action(binding.action)
            return
        if event.is_printable and self._room() < len((event.character or "").encode("utf-8", "ignore")):
            event.stop()
            event.prevent_default()
            self.post_message(self.PasteCut())

    def on_paste(self, event: events.Paste) -> None:
        """Clean and bounded; it never sends."""
        event.stop()
        event.prevent_default()
        self.insert_text(event.text)

    def action_paste(self) -> None:
        """Paste what was cut or copied here."""
        self.insert_text(self.app.clipboard)

    def insert_text(self, text: str) -> None:
        """Put text at the cursor, as much as a message may hold."""
        if self.read_only:
            return
        found = pasted(text, self._room())
        if found.is_cut:
            self.post_message(self.PasteCut())
        if found.text:
            insert_typed(self, found.text)

    def load(self, text: str, cursor: tuple[int, int]) -> None:
        """Another draft stands in the box now."""
        if text != self.text:
            self.load_text(text)
        self.move_cursor(cursor)

    def _room(self) -> int:
        selected = len(self.selected_text.encode("utf-8", "ignore"))
        return MOST_BYTES - len(self.text.encode("utf-8", "ignore")) + selected
