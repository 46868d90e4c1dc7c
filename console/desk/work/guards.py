"""The guards of the desk: never to the wrong customer, never a letter taken for a command.

Plain functions and small classes over clocks that are handed in; seconds as floats of a steady clock.
"""

import re
from typing import Final

import msgspec

from console.core.floor.rows import Row

OPENED: Final = 0.6
"""Seconds after the open chat changed in which Enter only shows, plus the round trip."""
PAINTED: Final = 0.3
"""Seconds that a customer's line must have been on the screen before Enter counts as an answer to it."""
SWALLOW: Final = 0.3
"""Seconds after a letter that changed an owner in which further letters do nothing."""
HELD: Final = 3_000
"""Milliseconds for which a row that went stays where it was."""
OLD_DRAFT: Final = 10 * 60_000
"""Milliseconds after which a draft is old."""
BURST_CHARACTERS: Final = 20
BURST_WHATEVER: Final = 256
"""So many are a piece of a paste without any line end too; a key that was held down while the desk stood still is not:
it is few different ones."""
_HELD_DOWN: Final = 3
_SAID: Final = re.compile(
    "\x1b(?:"
    r"\[<[\d;]*[Mm]"  # the mouse
    r"|\[M[^\x1b\r\n]{3}"
    r"|\[\[?[\d;:]*[A-HPQRSZIO~u$^@]"  # keys, and the focus
    r"|\[[?>=]?[\d;:]*\$?[Rcntuy]"  # answers
    r"|[\]P^_][^\r\n\x07\x1b]{0,200}(?:\x07|\x1b\\)"
    r"|O[ -~]"
    r"|[^\x1b\[\]O]"  # with Alt
    ")"
)
"""What a terminal sends of its own."""


class Ground(msgspec.Struct, frozen=True):
    """What Enter stands on: when things last shifted under the agent. Times in seconds of one steady clock."""

    opened_at: float = -1e9
    """When the open chat last changed."""
    rtt: float = 0.0
    """The measured round trip, seconds."""
    painted_at: float = -1e9
    """When the newest line of the customer was painted."""
    below_fold: bool = False
    """A line of the customer is below what can be seen."""
    draft_age: int = 0
    """How long ago the draft was last changed, milliseconds."""
    wrote_since: int = 0
    """Customer messages since the draft was begun, or since a first Enter showed them."""
    news_after_reconnect: bool = False
    """The customer wrote while the link was down, and no first Enter has shown it yet."""


def doubt(ground: Ground, now: float) -> str:
    """Why Enter must only show what is new, as a code; empty when it may send.

    The codes: `news`, `wrote`, `below`, `painted`, `opened`, `old`.
    """
    if ground.news_after_reconnect:
        return "news"
    if ground.wrote_since:
        return "wrote"
    if ground.below_fold:
        return "below"
    if now - ground.painted_at < PAINTED:
        return "painted"
    if now - ground.opened_at < OPENED + ground.rtt:
        return "opened"
    if ground.draft_age > OLD_DRAFT:
        return "old"
    return ""


class Swallow:
    """After a letter that changed an owner or a state, further printable keys do nothing for a moment."""

    def __init__(self) -> None:
        self._until = -1e9

    def arm(self, now: float) -> None:
        """Such a letter was pressed."""
        self._until = now + SWALLOW

    def takes(self, now: float, character: str | None) -> bool:
        """Whether this key is swallowed; each swallowed one keeps the guard up."""
        if character is None or not character.isprintable() or now >= self._until:
            return False
        self._until = now + SWALLOW
        return True


class HeldRows:
    """Rows that went from a list stay three seconds, saying what became of them."""

    def __init__(self) -> None:
        self._held: dict[str, tuple[Row, str, int]] = {}

    def hold(self, row: Row, said: str, now: int) -> None:
        """This row went: `said` stands in its place."""
        self._held[row.conv] = (row, said, now + HELD)

    def let_go(self, conv: str) -> None:
        """The row is back."""
        self._held.pop(conv, None)

    def held(self, now: int) -> list[tuple[Row, str]]:
        """What is still held; the rest is forgotten."""
        self._held = {conv: item for conv, item in self._held.items() if item[2] > now}
        return [(row, said) for row, said, _ in self._held.values()]

    def said(self, conv: str, now: int) -> str:
        """What became of this row, while it is held; `t` there only says so."""
        item = self._held.get(conv)
        return item[1] if item is not None and item[2] > now else ""

    def __bool__(self) -> bool:
        return bool(self._held)


def is_burst(data: str) -> bool:
    """Whether one read from the terminal is a paste without brackets: many characters at once, with a line end.

    What the terminal says itself (keys, the mouse, answers) does not count; an ESC that is nothing of that is text, as
    the colours of a log are.
    """
    text = _SAID.sub("", data) if "\x1b" in data else data
    printable = sum(character.isprintable() for character in text)
    if printable >= BURST_WHATEVER and len(set(text)) > _HELD_DOWN:
        return True
    has_foreign = "\x1b[" in text
    has_end = "\n" in text or "\r" in (text if has_foreign else text[:-1])
    return has_end and (printable > BURST_CHARACTERS or has_foreign)


def goes_on(data: str) -> bool:
    """Whether what comes right behind a burst belongs to it: more than one letter, or a line end.

    What the terminal says itself does not count.
    """
    text = _SAID.sub("", data).replace("\x1b", "")
    return len(text) > 1 or not text.isprintable()
