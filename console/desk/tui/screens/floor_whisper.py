"""The whisper in a chat that is read unseen: a text to its owner, kept as it is typed; nobody is told of typing."""

from textual import events, on
from textual.widgets import TextArea

from console.core.conversation.commands import Whisper
from console.core.floor.rows import Row
from console.desk.actions import BOX
from console.desk.adapters.port import Link
from console.desk.tui.compat import ALT_ENTER
from console.desk.tui.screens.desk_keys import chord
from console.desk.tui.screens.floor_place import FloorPlace
from console.desk.tui.screens.floor_places import FloorContext
from console.desk.tui.widgets.box import ReplyBox
from console.desk.work import names
from console.desk.work.desk import WHISPER
from console.desk.work.paste import MOST_BYTES

_HANDS = 2.0
"""Seconds without a key after which nobody is typing any more."""


class WhisperPlace(FloorPlace):
    """A place about one chat, with a box for words to whoever has it."""

    def __init__(self, context: FloorContext, row: Row, *, whispers: bool = False) -> None:
        super().__init__(context)
        self.row = row
        self.part = "box" if whispers else "transcript"
        """Where the keys go: `list`, `transcript`, `box`."""
        self.box = ReplyBox()
        self._is_command = False
        self._loaded = ("", 0)
        self._whom = ""
        """Who had the chat when the whisper was begun."""
        self._typed_until = 0.0
        """Until then letters are still those of a whisper whose box went from under her hands."""

    @property
    def owner(self) -> str:
        """The colleague's name; empty where nobody or the bot has it, or it is mine."""
        row = self.row
        is_hers = row.owner != self.desk.me and row.conv in self.desk.backend.rows
        return names.owner_name(row) if is_hers else ""

    def _lose_box(self) -> None:
        """Its owner no longer has the chat. What she goes on typing must not be taken for commands."""
        desk = self.desk
        self.part = "transcript"
        self.set_focus(None)
        self._typed_until = desk.ticks() + _HANDS
        if self.box.text.strip():
            desk.say("reading.lost", glyph="▲", who=desk.agent_name(self._whom), name=names.short_name(self.row.name))

    def take(self, event: events.Key) -> None:
        """Letters that were meant for a box that has gone do nothing; Esc ends that."""
        is_typing = event.is_printable or event.key in ("enter", "backspace", "escape")
        if is_typing and self.desk.ticks() < self._typed_until:
            self._typed_until = 0.0 if event.key == "escape" else self.desk.ticks() + _HANDS
            return
        super().take(event)

    def _load(self) -> None:
        text = self.desk.text(self.row.conv, WHISPER)
        self._loaded = (self.row.conv, text.version)
        self.box.load(text.text, text.cursor)

    @on(TextArea.Changed)
    def _typed(self, message: TextArea.Changed) -> None:
        """Kept on disk as it is typed; nobody is told of it."""
        desk, text = self.desk, self.desk.text(self.row.conv, WHISPER)
        text.cursor = self.box.cursor_location
        if text.text != self.box.text:
            text.text, text.at = self.box.text, desk.clock()
            desk.backend.keep_draft(self.row.conv, WHISPER, text.text)
        self.paint()

    @on(ReplyBox.PasteCut)
    def _paste_cut(self, message: ReplyBox.PasteCut) -> None:
        self.desk.say("paste.cut", glyph="▲", limit=MOST_BYTES // 1024)

    def box_key(self, event: events.Key) -> bool:
        """A key in the box; False: it is typing."""
        name = chord(event)
        if self._is_command:
            self._is_command = False
            action = self._found(name)
            if action is not None:
                self.run(action)
            self.paint()
            return True
        if name == ALT_ENTER:
            self.box.insert_text("\n")
            return True
        if len(name) == 1 or name == "space":
            return False
        action = self.desk.keymap.action(BOX, name)
        if action is None:
            return name in ("tab", "shift+tab", "escape", "enter")
        if action.id == "command":
            self._is_command = True
        elif action.id == "new_line":
            self.box.insert_text("\n")
        elif action.id == "send":
            self._send()
        elif action.id == "leave_box":
            self._to("transcript")
        else:
            self.run(action)
        self.paint()
        return True

    def _send(self) -> None:
        desk, conv = self.desk, self.row.conv
        text = self.box.text.strip()
        if not text:
            return
        if desk.backend.link.link is Link.OFFLINE:
            desk.say("reading.whisper.offline", glyph="▲")
            return
        if self.row.owner != self._whom:
            self._whom = self.row.owner
            desk.say("reading.other", glyph="▲", who=self.owner, key=desk.keymap.name("send", BOX))
            return
        if self.submit(conv, Whisper(text)) is None:
            return
        draft = desk.text(conv, WHISPER)
        draft.text, draft.cursor = "", (0, 0)
        desk.backend.keep_draft(conv, WHISPER, "")
        self.box.load("", (0, 0))
        desk.say("whisper.said", who=self.owner, name=names.short_name(self.row.name))
        self._to("transcript")

    def _to(self, part: str) -> None:
        self.part = part
        if part == "box":
            self._whom = self.row.owner
            self.box.display, self.box.read_only, self.box.can_focus = True, False, True
            self.set_focus(self.box)
        else:
            self.set_focus(None)

    def do_whisper(self) -> None:
        """Into the box."""
        if self.owner:
            self._to("box")
        else:
            self.part = "transcript"
            self.desk.say("reading.calm.nobody")
