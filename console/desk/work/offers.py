"""Offers to me: which conversation is proposed, for how long, and how that ended; none is accepted by itself."""

from typing import Final

from console.core.floor.rows import Row
from console.desk.work.recent import Recent

_NEARLY: Final = 1_000
"""Milliseconds before its end from which on an offer that goes has run out: two clocks are never quite alike."""


class Offers:
    """The offers on the table for one agent, those to everybody among them."""

    def __init__(self) -> None:
        self._rows: dict[str, Row] = {}
        """Rows with an offer, by conversation."""
        self._to_all: set[str] = set()
        """Conversations that everybody who can answer them was called for, me too."""
        self._settled: Recent[str, bool] = Recent()
        """Ids of offers that I have accepted or declined."""
        self._rung: Recent[str, bool] = Recent()

    def take(self, row: Row, me: str, now: int) -> str:
        """The row as it is now; what is new of its offer to me: `made`, `passed` without an answer, or nothing."""
        old = self._rows.pop(row.conv, None)
        if not row.offer:
            self._to_all.discard(row.conv)
        else:
            self._rows[row.conv] = row
        if old is not None and old.offer != row.offer and old.offer_to == me and old.offer not in self._settled:
            self._settled[old.offer] = True
            if row.owner != me and now >= old.offer_until - _NEARLY:
                return "passed"
        return "made" if self._rings(row, me) else ""

    def to_all(self, conv: str, me: str) -> bool:
        """Everybody is called for this conversation; whether that is new to me."""
        self._to_all.add(conv)
        row = self._rows.get(conv)
        return row is not None and self._rings(row, me)

    def drop(self, conv: str) -> None:
        """Its row has gone."""
        self._rows.pop(conv, None)
        self._to_all.discard(conv)

    def settle(self, offer: str) -> None:
        """I have accepted or declined it: it stands before me no more."""
        self._settled[offer] = True

    def reopen(self, offer: str) -> None:
        """The answer did not count after all."""
        self._settled.pop(offer, None)

    def current(self, me: str) -> Row | None:
        """The offer to answer first: that which ends first, one to me alone before one to all."""
        mine = (row for row in self._rows.values() if self._is_mine(row, me))
        return min(mine, key=lambda row: (row.offer_to != me, row.offer_until, row.conv), default=None)

    def _is_mine(self, row: Row, me: str) -> bool:
        is_to_me = bool(me) and (row.offer_to == me or row.conv in self._to_all)
        return is_to_me and row.offer not in self._settled

    def _rings(self, row: Row, me: str) -> bool:
        if not row.offer or row.offer in self._rung or not self._is_mine(row, me):
            return False
        self._rung[row.offer] = True
        return True
