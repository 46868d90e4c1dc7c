"""Rows in their order, kept from one time to the next: only what changed looks for its place anew."""

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from itertools import compress
from operator import is_not
from typing import Any, Final

from console.core.floor.rows import Row

_FEW: Final = 4
"""Of so many rows one may have changed before all are sorted anew."""

Change = tuple[Row | None, Row | None]
"""What a row was, and what it is; None: it was not, or it is no more."""
Place = tuple[Any, ...]
"""What a row is sorted by; no two have the same."""


class Seen:
    """The rows as they were last looked at."""

    def __init__(self) -> None:
        self._known: dict[str, Row] = {}

    def changes(self, rows: Mapping[str, Row]) -> list[Change]:
        """What is different since the last time; a row that did not change is the same object."""
        known = self._known
        before = list(map(known.get, rows))
        found: list[Change] = list(
            compress(zip(before, rows.values(), strict=True), map(is_not, before, rows.values()))
        )
        new = sum(old is None for old, _ in found)
        if len(known) + new != len(rows):
            found += [(known.pop(conv), None) for conv in known.keys() - rows.keys()]
        known.update((row.conv, row) for _, row in found if row is not None)
        return found


class Ordered(Sequence[Row]):
    """Rows in order as they were at one moment."""

    def __init__(
        self, rows: list[Row], places: list[Place], place: Callable[[Row], Place], by_conv: Mapping[str, Row]
    ) -> None:
        self._rows = rows
        self._places = places
        self._place = place
        self._by_conv = by_conv
        self._held: dict[str, Row] = {}

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, index: Any) -> Any:
        return self._rows[index]

    def find(self, conv: str) -> int | None:
        """The line of this conversation."""
        row = self._held.get(conv) or self._by_conv.get(conv)
        if row is None:
            return None
        line = bisect_left(self._places, self._place(row))
        return line if line < len(self._rows) and self._rows[line].conv == conv else None

    def with_held(self, held: Sequence[Row]) -> "Ordered":
        """The same with some rows as they were, in the places that they had."""
        if not held:
            return self
        found = self.copy()
        found._held = {row.conv: row for row in held}
        for row in held:
            line = self.find(row.conv)
            if line is not None:
                found._drop(self._rows[line])
            found._put(row)
        return found

    def copy(self) -> "Ordered":
        """The same, to be changed."""
        return Ordered(self._rows.copy(), self._places.copy(), self._place, self._by_conv)

    def _put(self, row: Row) -> None:
        place = self._place(row)
        line = bisect_left(self._places, place)
        self._rows.insert(line, row)
        self._places.insert(line, place)

    def _drop(self, row: Row) -> None:
        line = bisect_left(self._places, self._place(row))
        del self._rows[line], self._places[line]


class KeptOrder:
    """Those rows that belong to a list, in its order."""

    def __init__(self, belongs: Callable[[Row], bool], place: Callable[[Row], Place]) -> None:
        self._belongs = belongs
        self._place = place
        self._now = Ordered([], [], place, {})
        self._by_conv: dict[str, Row] = {}

    def take(self, changes: Sequence[Change], rows: Mapping[str, Row]) -> None:
        """Take up what changed, where `rows` are all that there are now."""
        belongs = self._belongs
        gone = [old for old, _ in changes if old is not None and belongs(old)]
        come = [new for _, new in changes if new is not None and belongs(new)]
        if not gone and not come:
            return
        if (len(gone) + len(come)) * _FEW > len(self._now):
            ordered = sorted(filter(belongs, rows.values()), key=self._place)
            self._by_conv = {row.conv: row for row in ordered}
            self._now = Ordered(ordered, [self._place(row) for row in ordered], self._place, self._by_conv)
            return
        now = self._now = self._now.copy()
        for row in gone:
            now._drop(row)
            del self._by_conv[row.conv]
        for row in come:
            now._put(row)
            self._by_conv[row.conv] = row

    def ordered(self) -> Ordered:
        """The rows as they stand now; what comes later does not move them."""
        return self._now
