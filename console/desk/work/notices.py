"""The notice line: one notice at a time for ten seconds each, and a log of all of them."""

from collections import deque
from typing import Final

import msgspec

SHOWN_FOR: Final = 10_000
"""How long, in milliseconds, a notice stands on the line."""
_SHORTENED: Final = 2_500
"""The same while others wait behind it, so that a burst does not hide the latest for a minute."""
_KEPT: Final = 500
QUESTION: Final = "?"
"""Stands for a conversation in the notice of a question, so that the answer takes it away."""


class Notice(msgspec.Struct, frozen=True):
    """Something that happened, in a sentence."""

    at: int
    glyph: str
    """`○ ▲ ■ ·`, or empty."""
    text: str
    conv: str = ""
    """The conversation that it is about."""
    passing: bool = False
    """It is true for a while only: `over` takes it away."""


class Notices:
    """The queue behind the notice line, and the log."""

    def __init__(self) -> None:
        self.log: deque[Notice] = deque(maxlen=_KEPT)
        self._queue: deque[Notice] = deque()
        self._current: Notice | None = None
        self._until = 0
        self.answered_at = 0
        """When the agent's own key was last answered: nothing else may stand in the place of that for a moment."""

    def add(self, notice: Notice, *, at_once: bool = False) -> None:
        """A new notice: behind the others, or (an answer to the agent's own key) at once."""
        self.log.append(notice)
        if self._current is not None and (notice.text, notice.conv) == (self._current.text, self._current.conv):
            self._until = notice.at + SHOWN_FOR
            return
        if at_once:
            self.answered_at = notice.at
            self._current, self._until = notice, notice.at + SHOWN_FOR
            return
        self._queue = deque(n for n in self._queue if (n.text, n.conv) != (notice.text, notice.conv))
        self._queue.append(notice)

    def current(self, now: int) -> Notice | None:
        """What stands on the line now."""
        over = self._current is None or now >= self._until
        hurried = bool(self._queue) and now >= self._until - SHOWN_FOR + _SHORTENED
        if over or hurried:
            self._current = self._queue.popleft() if self._queue else None
            self._until = now + SHOWN_FOR
        return self._current

    def standing(self, now: int) -> Notice | None:
        """What stands on the line now, without going on to the next: something else may be in its place."""
        return self._current if now < self._until else None

    def forget(self, conv: str) -> None:
        """What was said about this conversation no longer matters for the line."""
        self._queue = deque(n for n in self._queue if n.conv != conv)
        if self._current is not None and self._current.conv == conv:
            self._until = 0

    def over(self) -> None:
        """What was true for a while only is no longer."""
        self._queue = deque(n for n in self._queue if not n.passing)
        if self._current is not None and self._current.passing:
            self._until = 0
