"""Numbered slots: each chat of mine keeps its number until the chat ends, so that a digit never means another customer.

Holds which chat has which number and nothing else of it; how a slot looks follows from its row.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import msgspec

from console.core.conversation.words import State
from console.core.floor.rows import Row
from console.core.text.messages import t
from console.desk.work import names
from console.desk.work.lists import DRAFT, FINE, STALE, is_mine, standing_mine
from console.desk.work.times import age, wait

NUMBERS: Final = 9
"""Slots that a digit key can reach; further chats have higher numbers and are reached through Mine."""
DEFAULT_ROOM: Final = 4
"""Chats at once that an agent is expected to hold."""


class Slot(msgspec.Struct, frozen=True):
    """One cell of the slots line."""

    number: int
    conv: str
    name: str
    glyph: str
    time: str
    """Five cells: how long the customer waits for my answer, or since the last word."""
    unread: int = 0
    has_draft: bool = False
    unsent: int = 0
    """Replies not sent yet."""
    failed: int = 0
    is_open: bool = False
    waits: bool = False
    """The customer waits for my answer: the time is hers."""
    help: str = ""
    """How long I have been asking a supervisor for help about it; empty: I do not."""

    @property
    def extras(self) -> str:
        """`+2`, then `✎`, `↑1`, `!`: what the wide line adds behind the time."""
        if self.help:
            return t("slots.help", age=self.help)
        parts = []
        if self.unread:
            parts.append(f"+{min(self.unread, 99)}")
        if self.has_draft and self.glyph != DRAFT:
            parts.append(DRAFT)
        if self.unsent:
            parts.append(f"↑{min(self.unsent, 9)}")
        if self.failed:
            parts.append("!")
        return "".join(parts)


class Slots:
    """Which chat of mine has which number."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def keep(self, convs: Iterable[str]) -> None:
        """These are my chats now, oldest first: new ones take the lowest free number, ended ones free theirs."""
        mine = list(convs)
        self._numbers = {conv: n for conv, n in self._numbers.items() if conv in set(mine)}
        taken = set(self._numbers.values())
        for conv in mine:
            if conv not in self._numbers:
                number = next(n for n in range(1, len(mine) + len(taken) + 2) if n not in taken)
                self._numbers[conv] = number
                taken.add(number)

    def update(self, rows: Mapping[str, Row], me: str) -> None:
        """The same, from rows."""
        own = sorted((r for r in rows.values() if is_mine(r, me)), key=lambda r: (r.assigned_at, r.conv))
        self.keep(row.conv for row in own)

    def number(self, conv: str) -> int:
        """The chat's number, 0 if it has none."""
        return self._numbers.get(conv, 0)

    def conv(self, number: int) -> str:
        """The chat in this slot, or the empty string."""
        return next((conv for conv, n in self._numbers.items() if n == number), "")

    def order(self) -> list[str]:
        """My chats by number."""
        return sorted(self._numbers, key=self._numbers.__getitem__)

    def free(self, room: int = DEFAULT_ROOM) -> int:
        """The lowest free number, 0 when every slot of my room is taken."""
        taken = set(self._numbers.values())
        return next((n for n in range(1, room + 1) if n not in taken), 0)


def slot_of(
    row: Row,
    number: int,
    now: int,
    *,
    is_open: bool = False,
    has_draft: bool = False,
    unsent: int = 0,
    failed: int = 0,
) -> Slot:
    """How the slot of this row looks; a draft shows instead of a glyph that has nothing to say."""
    glyph = STALE if row.state == State.SNOOZED else standing_mine(row, now)
    if glyph == FINE and has_draft:
        glyph = DRAFT
    since = row.unanswered_since if row.unanswered and row.unanswered_since else row.last_at or row.assigned_at
    return Slot(
        number,
        row.conv,
        names.full_name(row.name),
        glyph,
        wait(now - since) if since else "     ",
        row.unread,
        has_draft,
        unsent,
        failed,
        is_open,
        bool(row.unanswered),
        age(now - row.help_since) if row.help_since else "",
    )


def next_needing(rows: Sequence[Row], open_conv: str) -> Row | None:
    """The chat of mine that needs me next: unread before read, then whoever waits longest; never the open one."""
    needing = [row for row in rows if row.conv != open_conv and (row.unanswered or row.unread)]
    return min(needing, key=lambda r: (not r.unread, r.unanswered_since or r.last_at, r.conv), default=None)
