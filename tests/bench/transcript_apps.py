"""The contestants of P7: our transcript and a RichLog, over the same messages.

Run as a program on a terminal: `python transcript_apps.py <view|reader|log> <messages>`. The key `p` prepares the
messages, `o` opens the conversation; `reader` makes the blocks from turns when it opens, as the desk does.
"""

import sys
from datetime import UTC
from random import Random
from typing import Any, ClassVar

from rich.text import Text
from textual.app import App, ComposeResult
from textual.widgets import RichLog

from console.config.themes import Shelf
from console.core.conversation.transcript import Turn
from console.desk.tui import theming
from console.desk.tui.theming import Theming
from console.desk.tui.widgets.transcript_view import TranscriptView
from console.desk.work.reading import People, Reader, TranscriptModel

READY = "\x1b]2;ready\x07"
PREPARED = "\x1b]2;prepared\x07"
LAST = "the last message"
WORDS = (
    "order",
    "refund",
    "parcel",
    "where",
    "address",
    "change",
    "late",
    "card",
    "broken",
    "thanks",
    "wait",
    "please",
)


def turns(number: int) -> list[Turn]:
    """A conversation of 8 to 60 words a message."""
    random = Random(3)
    kinds = ("customer", "bot", "agent")
    made = [
        Turn(
            seq,
            1_760_000_000_000 + seq * 7_000,
            kinds[seq % 3],
            "maya" if seq % 3 == 2 else "",
            " ".join(random.choices(WORDS, k=random.randrange(8, 60))),
        )
        for seq in range(1, number)
    ]
    return [*made, Turn(number, 1_760_000_000_000 + number * 7_000, "customer", text=LAST)]


class Transcript(App[None]):
    """What both share."""

    CSS = "TranscriptView { background: $wl-pane; } "
    BINDINGS: ClassVar[list[Any]] = [("p", "prepare"), ("o", "open")]

    def __init__(self, number: int, *, makes_blocks: bool) -> None:
        super().__init__()
        self.theming = Theming(self, Shelf(), 1 << 24)
        self.number, self.makes_blocks = number, makes_blocks
        self.people = People("Ana Souza", "maya")
        self.turns: list[Turn] = []
        self.model = TranscriptModel("", ())

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return theming.variable_defaults(self)

    def on_mount(self) -> None:
        self.theming.start("hearth", no_color=False)
        self.call_after_refresh(self.say, READY)

    def say(self, words: str) -> None:
        """Tell the bench."""
        assert self._driver is not None
        self._driver.write(words)
        self._driver.flush()

    def action_prepare(self) -> None:
        """Have the messages in memory."""
        self.turns = turns(self.number)
        if not self.makes_blocks:
            self.model = self.read()
        self.say(PREPARED)

    def read(self) -> TranscriptModel:
        """Blocks of the turns."""
        return Reader().read("c", self.turns, self.people, UTC)


class View(Transcript):
    """Our transcript."""

    def compose(self) -> ComposeResult:
        self.view = TranscriptView()
        yield self.view

    def action_open(self) -> None:
        """Show the conversation."""
        self.view.show(self.read() if self.makes_blocks else self.model)


class Log(Transcript):
    """Textual's log, one write a message."""

    def compose(self) -> ComposeResult:
        self.log_view = RichLog(wrap=True, markup=False, highlight=False)
        yield self.log_view

    def action_open(self) -> None:
        """Show the conversation."""
        muted, text = self.theming.style("muted"), self.theming.style("text")
        for block in self.model.blocks:
            words = Text.assemble((block.time, muted), f" {block.label:<5}", (block.text, text))
            self.log_view.write(words)


def main(arguments: list[str]) -> None:
    kind, number = arguments
    (Log if kind == "log" else View)(int(number), makes_blocks=kind == "reader").run()


if __name__ == "__main__":
    main(sys.argv[1:])
