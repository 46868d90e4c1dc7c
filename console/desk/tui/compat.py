"""What of Textual is used although it is not documented, with `frames`, `first_frame`, `writing` and `stage`: each use
has its test.

`DeskParser` reads the terminal's input ahead of Textual's own parser: ESC CR is a new line, and a burst of characters
with a line end, which no hand types, is a paste.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from time import monotonic
from typing import TYPE_CHECKING, Any, Final

from rich.text import Text
from textual import events
from textual._styles_cache import StylesCache
from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START, XTermParser
from textual.driver import Driver
from textual.geometry import Region
from textual.message import Message

from console.desk.tui.frames import FramedApp
from console.desk.work.guards import goes_on, is_burst

if TYPE_CHECKING:
    from textual.widgets import TextArea

ALT_ENTER: Final = "alt+enter"
_SEQUENCE_SECONDS: Final = 0.2
"""An ESC longer ago than this was a key of its own."""
_REGIONS: Final = 512
_BURST_SECONDS: Final = 0.2
"""So soon behind a paste no hand types."""
_PASTE_BEGUN = re.compile(r"(?:\x1b\[2(?:0(?:0)?)?)?\Z")
_OPEN_SEQUENCE = re.compile(r"\x1b[^\x1b]{0,6}\Z")


def let_lines_go() -> None:
    """Textual keeps the drawn lines of a thousand widgets that are gone: one of its caches, which is for colours, has
    the lines' owner among its keys. Here it has the class."""
    kept = StylesCache.__dict__["get_inner_outer"]
    if not isinstance(kept, classmethod):
        StylesCache.get_inner_outer = classmethod(lru_cache(64)(kept.__wrapped__))  # type: ignore[method-assign,assignment,arg-type]


def keep_fewer_regions() -> None:
    """Textual keeps what it worked out of every place on the screen that was ever painted, twenty thousand of them; a
    screen has some hundred that it comes back to."""
    for name, kept in list(vars(Region).items()):
        if hasattr(kept, "cache_parameters") and kept.cache_parameters()["maxsize"] > _REGIONS:
            setattr(Region, name, lru_cache(_REGIONS)(kept.__wrapped__))


class DeskParser(XTermParser):
    """Textual's input parser with two more things understood."""

    def __init__(self, debug: bool = False) -> None:
        super().__init__(debug)
        self._tail = ""
        self._is_pasting = False
        self._fed_at = 0.0
        self._burst_at = -1.0
        self._pasted: str | None = None
        """What has come of a bracketed paste whose end has not."""
        self._begun = ""
        """What a read ended with that may be the first of a paste's bracket; no key is begun like that and left so."""

    def feed(self, data: str) -> Iterable[Message]:
        """Parse what was read from the terminal.

        What stands between the brackets of a paste is never keys: Textual takes it for some where an ESC is in it.
        """
        if not data:
            return super().feed(data)
        data = self._begun + data
        self._begun = _PASTE_BEGUN.search(data)[0] if self._pasted is None else ""  # type: ignore[index]
        data = data[: len(data) - len(self._begun)]
        if self._pasted is None and BRACKETED_PASTE_START not in data:
            return self._typed(data) if data else ()
        found: list[Message] = []
        if self._pasted is None:
            head, _, self._pasted = data.partition(BRACKETED_PASTE_START)
            found += self._typed(head) if head else ()
        else:
            self._pasted += data
        pasted, end, rest = self._pasted.partition(BRACKETED_PASTE_END)
        if end:
            self._pasted = None
            found.append(events.Paste(pasted.replace("\x00", "")))
            found += self.feed(rest) if rest else ()
        return found

    def _typed(self, data: str) -> Iterable[Message]:
        now = monotonic()
        is_open = now - self._fed_at < _SEQUENCE_SECONDS and _OPEN_SEQUENCE.search(self._tail) is not None
        # A read holds a part of a long paste only: the rest of it comes at once.
        is_rest = now - self._burst_at < _BURST_SECONDS and goes_on(data)
        is_plain = not self._is_pasting and not is_open
        self._fed_at = now
        self._follow(data)
        if is_rest or (is_plain and is_burst(data)):
            self._burst_at = now
            return [events.Paste(data.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", ""))]
        return super().feed(data)

    def _follow(self, data: str) -> None:
        """Know whether what comes next is inside of a bracketed paste."""
        seen = self._tail + data
        start, end = seen.rfind(BRACKETED_PASTE_START), seen.rfind(BRACKETED_PASTE_END)
        if max(start, end) >= 0:
            self._is_pasting = start > end
        self._tail = seen[-(len(BRACKETED_PASTE_START) - 1) :]

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[events.Key]:
        """ESC CR is alt+enter (VS Code sends it for shift+enter): left alone, Textual makes it a plain Enter."""
        if sequence in ("\x1b\r", "\x1b\n"):
            return iter((events.Key(ALT_ENTER, None),))
        return super()._sequence_to_key_events(sequence, alt)


class TellingApp(FramedApp, inherit_bindings=False):
    """An app that ends an error with one sentence: Textual would print a traceback with every local's value."""

    def sentence_of(self, error: Exception) -> str:
        """What to print once the terminal is as it was."""
        raise NotImplementedError

    def _handle_exception(self, error: Exception) -> None:
        self._return_code = 1
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
            self._exit_renderables.append(Text(self.sentence_of(error)))
        self._close_messages_no_wait()


def reading_driver(driver_class: type[Driver]) -> type[Driver]:
    """The driver class, its input read by `DeskParser`."""
    run = getattr(driver_class, "run_input_thread", None)
    names: dict[str, Any] = getattr(run, "__globals__", {})
    if "XTermParser" not in names:
        return driver_class

    class Reading(driver_class):  # type: ignore[misc, valid-type]
        """A driver with our parser."""

        def run_input_thread(self) -> None:
            """Read input until the app ends."""
            # The parser's class is a name of the driver's module; there is no other way in.
            names["XTermParser"] = DeskParser
            super().run_input_thread()

    Reading.__name__ = Reading.__qualname__ = f"Reading{driver_class.__name__}"
    return Reading


def insert_typed(area: "TextArea", text: str) -> None:
    """Insert text as if it had been typed: one step for undo, the cursor behind it."""
    result: Any = area._replace_via_keyboard(text, *area.selection)
    if result is not None:
        area.move_cursor(result.end_location)
