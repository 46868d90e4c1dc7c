"""The fence at the terminal: only the renderer's own sequences pass to the tty, whatever a widget was given.

It is the second line behind `safe_text`, which cleans; the fence drops, counts and remembers. `TextFence` keeps
controls out of drawn text, where nothing foreign can pass for our own; `Fence` guards the bytes that are written.
"""

import re
from collections import deque
from functools import cache
from threading import RLock
from typing import Any, Final, NamedTuple

from rich.segment import Segment
from textual.color import Color
from textual.driver import Driver
from textual.filter import LineFilter

REMEMBERED: Final = 20
"""Dropped pieces kept for the report."""

_LONGEST_HELD: Final = 4_096
_LONGEST_COPY: Final = 2_000_000

_POINTER: Final = "\x1b]22;default\x07"
"""The mouse pointer's shape, which every start asks for."""

_MODES = "7|25|1000|1003|1004|1006|1015|1016|1049|2004|2026|2048"
_OURS = (
    r"\[(?:"
    r"[0-9;]{0,120}m"  # colours and styles
    r"|(?:[0-9]{1,5};[0-9]{1,5})?H|[0-9]{0,5}[ABCDG]"  # cursor
    r"|[0-2]?[JK]|[0-9]{0,5}X"  # erase
    rf"|\?(?:{_MODES})[hl]|8[hl]"  # modes; 8 is bidi
    r"|\?(?:2026|2048)\$p"  # the two questions asked at the start
    r"|>[0-9]{1,2}u|<u"  # kitty keyboard
    r"|[0-6]?\x20q"  # cursor shape
    r")"
)
_ROW_END = r"\n{0,300}\x1b\[[0-9]{1,5};[0-9]{1,5}H"
_CONTROL = r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]"

# The control comes first and is judged by what stands behind it: so the search skips plain text at full speed.
_FOREIGN = re.compile(rf"{_CONTROL}(?<!\x1b(?={_OURS})|\n(?={_ROW_END}))")


class _Foreign(NamedTuple):
    """How what was found is told apart."""

    pointer: re.Pattern[str]
    our_copy: re.Pattern[str]
    whole: re.Pattern[str]
    unfinished: re.Pattern[str]


@cache
def _foreign() -> _Foreign:
    """Made when the first foreign sequence comes: most desks never see one."""
    return _Foreign(
        pointer=re.compile(r"\x1b\]22;[a-z-]{1,20}\x07"),
        our_copy=re.compile(r"\x1b\]52;c;[A-Za-z0-9+/=]*\x07"),
        whole=re.compile(
            r"\x1b(?:\[[0-?]*[ -/]*[@-~]"  # CSI
            r"|[\]PX^_][^\x00-\x1f\x7f-\x9f]*(?:\x07|\x1b\\|\x9c)"  # OSC, DCS, SOS, PM, APC with their end
            r"|[ -/]+[0-~]|[0-~])?"
            r"|\x9b[0-?]*[ -/]*[@-~]"
            r"|[\x90\x98\x9d-\x9f][^\x00-\x1f\x7f-\x9f]*(?:\x07|\x1b\\|\x9c)"
            rf"|{_CONTROL}",
        ),
        unfinished=re.compile(r"\x1b(?:\[[0-?]*[ -/]*|[\]PX^_][^\x00-\x1f\x7f-\x9f]*\x1b?)?"),
    )


_IN_TEXT = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029]")


class Fence:
    """Lets the renderer's own output through and drops everything else, across any split into writes."""

    def __init__(self) -> None:
        self.dropped = 0
        """How many foreign sequences and characters were held back so far."""
        self.last: deque[str] = deque(maxlen=REMEMBERED)
        """The latest of them, as `repr`, for the report."""
        self._held = ""
        self._copies = 0

    def allow_clipboard(self) -> None:
        """Let the next clipboard write (OSC 52) through; call it only for a copy that the agent asked for."""
        self._copies = 1

    def filter(self, data: str) -> str:
        """What may be written of `data`; an unfinished sequence at its end waits for the next call."""
        if data == "\x07" or (data == _POINTER and not self._held):
            return data
        if self._held:
            data, self._held = self._held + data, ""
        return data if _FOREIGN.search(data) is None else self._without_foreign(data)

    def _without_foreign(self, data: str) -> str:
        end = self._unfinished(data)
        data, self._held = data[:end], data[end:]
        passed: list[str] = []
        position = 0
        kinds = _foreign()
        while foreign := _FOREIGN.search(data, position):
            start = foreign.start()
            passed.append(data[position:start])
            ours = kinds.pointer.match(data, start)
            if ours is None and self._copies and (ours := kinds.our_copy.match(data, start)):
                self._copies = 0
            if ours:
                passed.append(ours[0])
                position = ours.end()
                continue
            whole = kinds.whole.match(data, start) or foreign
            self._remember(whole[0])
            if "\ud800" <= whole[0] <= "\udfff":
                passed.append("\ufffd")
            position = whole.end()
        passed.append(data[position:])
        return "".join(passed)

    def _unfinished(self, data: str) -> int:
        """Where a sequence begins that `data` ends inside of, or its length when there is none."""
        end = len(data)
        last = data.rfind("\x1b")
        before = data.rfind("\x1b", 0, last) if 0 <= last == end - 1 else -1
        longest = _LONGEST_COPY if self._copies else _LONGEST_HELD
        for start in (before, last):
            if start >= 0 and end - start <= longest and _foreign().unfinished.fullmatch(data, start):
                end = start
                break
        # A line feed is judged by the move that follows it.
        while end > 0 and len(data) - end <= longest and data[end - 1] == "\n":
            end -= 1
        return end

    def _remember(self, piece: str) -> None:
        self.dropped += 1
        self.last.append(repr(piece[:80]))


class TextFence(LineFilter):
    """Takes controls, bidi controls and links out of drawn text; none has a width, so the layout stays.

    Return it first from `App.get_line_filters`. A sequence inside a text is then gone before the renderer adds its
    own, which `Fence` could not tell apart.
    """

    def __init__(self) -> None:
        super().__init__()
        self.dropped = 0
        """How many pieces of text held something that does not belong there."""
        self.last: deque[str] = deque(maxlen=REMEMBERED)
        """The latest of them, as `repr`, for the report."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same segments with text that is only text."""
        search = _IN_TEXT.search
        for text, style, control in segments:
            if (not control and search(text)) or (style is not None and style.link):
                return [self._clean(segment) for segment in segments]
        return segments

    def _clean(self, segment: Segment) -> Segment:
        text, style, control = segment
        if control:
            return segment
        if _IN_TEXT.search(text):
            self.dropped += 1
            self.last.append(repr(text[:80]))
            text = _IN_TEXT.sub("", text)
        if style is not None and style.link:
            style = style.update_link(None)
        return Segment(text, style)


def fenced(driver_class: type[Driver]) -> type[Driver]:
    """The driver class with a `Fence` around its `write`; give it to the app as its driver class."""

    class Fenced(driver_class):  # type: ignore[misc, valid-type]
        """A driver that writes only what its fence lets through."""

        def __init__(self, *args: Any, **options: Any) -> None:
            self.fence = Fence()
            # The input thread writes too. Re-entrant: a stop signal may write while its own thread writes.
            self._fence_lock = RLock()
            super().__init__(*args, **options)

        def write(self, data: str) -> None:
            """Write what the fence lets through of `data`."""
            with self._fence_lock:
                if passed := self.fence.filter(data):
                    super().write(passed)

    Fenced.__name__ = Fenced.__qualname__ = f"Fenced{driver_class.__name__}"
    return Fenced


def fence_of(driver: Driver | None) -> Fence | None:
    """The fence around this driver, if it has one."""
    fence = getattr(driver, "fence", None)
    return fence if isinstance(fence, Fence) else None
