"""Whom I may choose among those who wait: anybody, or where work is handed out the first few of each queue."""

from collections.abc import Iterable, Mapping

from console.core.floor.eligible import speaks
from console.core.floor.rows import Row, Rules
from console.desk.work import lists


class Peek:
    """Whether the open chat's customer may be chosen; counted again only when rows, chat or rules changed."""

    def __init__(self) -> None:
        self._kept: tuple[tuple[object, ...], bool] = ((), False)

    def is_beyond(
        self, row: Row | None, rows: Mapping[str, Row], version: int, langs: tuple[str, ...], rules: Rules
    ) -> bool:
        """`version` rises whenever a row changes."""
        key = (version, row.conv if row is not None else "", langs, rules)
        if self._kept[0] != key:
            self._kept = (key, row is not None and is_beyond(row, rows.values(), langs, rules))
        return self._kept[1]


def is_beyond(row: Row, rows: Iterable[Row], langs: tuple[str, ...], rules: Rules) -> bool:
    """Whether too many whom I could answer stand before this customer in her queue for choosing this one."""
    if not rules.peek or row.queue in rules.picks or row.offer or not lists.is_waiting(row):
        return False
    place = lists.queue_place(row)
    before = sum(
        other.queue == row.queue
        and lists.is_waiting(other)
        and not other.offer
        and lists.queue_place(other) < place
        and speaks(langs, (other.lang,) if other.lang else ())
        for other in rows
    )
    return before >= rules.peek
