"""The header's figures, counted over all rows: who waits, who has waited longest, what the bot has, what is mine."""

from collections.abc import Iterable

import msgspec

from console.core.conversation.words import State
from console.core.floor.rows import Row
from console.desk.work import lists


class Figures(msgspec.Struct, frozen=True):
    """The header's figures."""

    waiting: int = 0
    longest: Row | None = None
    """Who has waited longest."""
    bots: int = 0
    in_trouble: int = 0
    mine: int = 0


def figures_of(rows: Iterable[Row], me: str) -> Figures:
    """These rows, counted."""
    waiting = with_bot = trouble = own = 0
    longest: Row | None = None
    for row in rows:
        if lists.is_waiting(row):
            waiting += 1
            if longest is None or row.since < longest.since:
                longest = row
        elif row.state == State.BOT:
            with_bot += 1
            trouble += lists.in_trouble(row)
        elif lists.is_mine(row, me):
            own += 1
    return Figures(waiting, longest, with_bot, trouble, own)
