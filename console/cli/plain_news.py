"""What happened while a line was typed: kept until the next prompt, and worded only then, as it is by then."""

from collections.abc import Callable
from functools import partial
from typing import Final

from console.cli.spoken import WAITING, row_line, waiting_rows
from console.core.floor.rows import Row
from console.core.text.messages import t
from console.desk.adapters.port import Backend
from console.desk.work import names

ANNOUNCED: Final = 12
"""Lines said at one prompt: of more than these the last ones."""

Said = str | Callable[[], str]
"""A line, or how it reads once it is told; empty: it is over."""


class Announcements:
    """Lines that wait for the prompt."""

    def __init__(self) -> None:
        self._waiting: list[Said] = []

    def add(self, *lines: Said) -> None:
        """Something has happened."""
        self._waiting += lines

    def take(self) -> tuple[int, list[str]]:
        """How many of the lines are left out, and the rest."""
        waiting, self._waiting = self._waiting, []
        told: list[str] = []
        worded: set[str] = set()
        for said in waiting:
            line = said if isinstance(said, str) else said()
            # What is so now is said once, however often it has become so.
            if not line or (line in worded and not isinstance(said, str)):
                continue
            told.append(line)
            if not isinstance(said, str):
                worded.add(line)
        return max(0, len(told) - ANNOUNCED), told[-ANNOUNCED:]


class RowNews:
    """Who began to wait, and who wrote to me, since the rows were last looked at."""

    def __init__(self, backend: Backend, now: Callable[[], int]) -> None:
        self._backend = backend
        self._now = now
        self._mine: dict[str, Row] = {}
        self._waiting: set[str] = set()

    def remember(self) -> None:
        """What there is now is no news."""
        self._waiting = {row.conv for row in waiting_rows(self._backend.rows.values())}
        self._mine = {row.conv: row for row in my_rows(self._backend)}

    def news(self, open_conv: str) -> list[Said]:
        """What is new; of the open conversation its own lines tell."""
        told: list[Said] = []
        for row in waiting_rows(self._backend.rows.values()):
            if row.conv not in self._waiting:
                told.append(partial(self._waits, row.conv))
        for row in my_rows(self._backend):
            before = self._mine.get(row.conv)
            if row.conv != open_conv and row.unread > (before.unread if before else 0):
                told.append(t("plain.wrote", name=names.full_name(row.name), no=row.no))
        self.remember()
        return told

    def _waits(self, conv: str) -> str:
        """Somebody began to wait, and still does; what is offered to me is said as that."""
        row, account = self._backend.rows.get(conv), self._backend.account
        if row is None or row.state not in WAITING or (account and row.offer_to == account.me.id):
            return ""
        return t("plain.new_waiting", line=row_line(row, self._now()))


def my_rows(backend: Backend) -> list[Row]:
    """My conversations, the oldest first."""
    me = backend.account.me.id if backend.account else ""
    return sorted((row for row in backend.rows.values() if me and row.owner == me), key=lambda row: row.no)
