"""The box's text in the user's own editor: out into a file that nobody else can read, and back into its draft.

Chats go on meanwhile: what the text was about may be somebody else's when it comes back.
"""

import os
import shlex
import shutil
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from rich.text import Text

from console.core.text.messages import t
from console.desk.tui.lending import lend, let_go
from console.desk.work import lists, names
from console.desk.work.desk import REPLY
from console.desk.work.paste import MOST_BYTES, clean, pasted

if TYPE_CHECKING:
    from console.desk.tui.app import DeskApp
    from console.desk.tui.screens.desk import DeskScreen

_TYPES_FOR: Final = 16.0
"""Seconds since the terminal was last read from in which somebody types there: it knows to eight seconds."""


def editor_words() -> list[str]:
    """The user's editor as a command; empty: there is none."""
    try:
        return shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "")
    except ValueError:
        return []


class Editing:
    """One text, from the box to the editor and back."""

    def __init__(self, screen: "DeskScreen", words: list[str]) -> None:
        desk = screen.desk
        self.screen = screen
        self.conv, self.kind = desk.open_conv, desk.kind
        self._before = self._saved = screen.box.text
        self._seq = max(desk.customer_seqs(self.conv), default=0)
        self._folder = Path(tempfile.mkdtemp(prefix="warmline-"))
        self._path = self._folder / "text.txt"
        self._path.touch(mode=0o600)
        self._path.write_text(self._before, encoding="utf-8")
        self._written = self._path.stat().st_mtime_ns
        # An editor may take words of a customer for its own commands: no modelines where there are some.
        extra = ["--cmd", "set nomodeline"] if Path(words[0]).name in ("vim", "nvim") else []
        self._words = [*words, *extra, str(self._path)]
        let_go(screen.app)

    async def run(self) -> None:
        """Until the editor has ended and the text is back."""
        screen = self.screen
        try:
            await lend(screen.app, self._words, look=self._look, cut_short=self._cut_short)
            text = self._read()
        except OSError as problem:
            screen.desk.say("editor.failed", glyph="▲", reason=problem.strerror or self._words[0])
        else:
            # How things stand by now comes first: the box may not be the text's any more.
            screen.paint()
            self._take(text)
        shutil.rmtree(self._folder, ignore_errors=True)
        screen.paint()
        cast("DeskApp", screen.app).redraw()

    def _read(self) -> str:
        return clean(self._path.read_text(encoding="utf-8", errors="replace")).rstrip("\n")

    def _look(self) -> None:
        """What she has saved so far is kept on the disk as her draft; the customer sees that she types."""
        desk = self.screen.desk
        try:
            written = self._path.stat().st_mtime_ns
            # An editor empties the file before it writes it.
            if written != self._written and (text := self._read()):
                self._written, self._saved = written, text
                base_seq = desk.text(self.conv, self.kind).base_seq or self._seq
                desk.backend.keep_draft(self.conv, self.kind, text, base_seq=base_seq)
        except OSError:
            # There is none at this moment: some editors replace it.
            return
        if self.kind == REPLY and self._is_mine() and _types():
            desk.backend.typing(self.conv)

    def _is_mine(self) -> bool:
        row = self.screen.desk.backend.rows.get(self.conv)
        return row is not None and lists.is_mine(row, self.screen.desk.me)

    def _take(self, text: str) -> None:
        """Back into the box, where it can be undone; where that is no longer its box, into its draft."""
        screen, desk, box = self.screen, self.screen.desk, self.screen.box
        if text == self._before:
            if self._saved != text:
                desk.backend.keep_draft(self.conv, self.kind, text, base_seq=desk.text(self.conv, self.kind).base_seq)
            return
        is_here = (desk.open_conv, desk.kind, box.text) == (self.conv, self.kind, self._before)
        if is_here and not box.read_only:
            box.select_all()
            if text:
                box.insert_text(text)
            else:
                box.action_delete_left()
            screen.sync_box()
            if not self._before:
                # It was begun before what the customer wrote since.
                desk.text().base_seq = self._seq
                desk.backend.keep_draft(self.conv, self.kind, desk.text().text, base_seq=self._seq)
        else:
            self._into_draft(text)
            row = desk.row(self.conv)
            name = names.short_name(row.name) if row else t("desk.nameless")
            desk.say("editor.kept", glyph="■", conv=self.conv, name=name)

    def _into_draft(self, text: str) -> None:
        text = pasted(text, MOST_BYTES).text
        self.screen.flows.rewritten(self.conv, self.kind, self._before, text, base_seq=self._seq)

    def _cut_short(self) -> None:
        """The Desk ends: what was saved is the draft; of the rest the editor may have left something."""
        try:
            text = self._read()
        except OSError:
            text = ""
        if text and text != self._before:
            self._into_draft(text)
        left = [path for path in self._folder.iterdir() if path != self._path]
        if left:
            self.screen.app._exit_renderables.append(Text(t("editor.left", folder=str(self._folder))))
        else:
            shutil.rmtree(self._folder, ignore_errors=True)


def _types() -> bool:
    """Whether somebody has used the terminal's keys just now."""
    try:
        return time.time() - os.fstat(0).st_atime < _TYPES_FOR
    except OSError:
        return False
