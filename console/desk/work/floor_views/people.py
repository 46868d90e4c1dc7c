"""The lists behind the wall's numbers, made from rows, and marks that follow the person rather than the line."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import msgspec

from console.core.conversation.words import State, family
from console.core.floor.rows import Row
from console.desk.work import lists, names

STAYS: Final = 3_000
"""Milliseconds that a line stays after its person was taken."""
QUEUE, TOPIC, WAITING, LATE, OFFERED, AGENT, PROMISED, IDS = (
    "queue", "topic", "waiting", "late", "offered", "agent", "promised", "ids",
)  # fmt: skip


class Choice(msgspec.Struct, frozen=True):
    """Which conversations a list is about."""

    kind: str
    of: str = ""
    """The queue, topic or agent."""
    convs: frozenset[str] = frozenset()
    """Of `ids`."""


def is_about(row: Row, topic: str) -> bool:
    """Whether a conversation is on this topic or one of its family."""
    return bool(topic) and topic in (row.topic, family(row.topic))


def chosen(choice: Choice, rows: Iterable[Row], now: int) -> list[Row]:
    """The rows of a list, those who are late first in the first places."""
    found = [row for row in rows if _fits(choice, row, now)]
    if choice.kind == AGENT:
        return sorted(found, key=lambda row: (not row.unanswered_since, row.unanswered_since, row.conv))
    if choice.kind == PROMISED:
        return sorted(found, key=lambda row: (row.promise_due, row.conv))
    return sorted(found, key=lists.queue_place)


def _fits(choice: Choice, row: Row, now: int) -> bool:
    waits = lists.is_waiting(row)
    match choice.kind:
        case "queue":
            return waits and row.queue == choice.of
        case "topic":
            return waits and is_about(row, choice.of)
        case "late":
            return waits and 0 < row.deadline <= now
        case "offered":
            return row.state == State.OFFERED
        case "agent":
            return row.owner == choice.of and row.state in (State.HUMAN, State.SNOOZED)
        case "promised":
            return row.state == State.PROMISED
        case "ids":
            return row.conv in choice.convs
        case _:
            return waits


def waiting(rows: Iterable[Row], *, queue: str = "", topic: str = "") -> list[Row]:
    """Who waits, in a queue or on a topic, the most pressing first."""
    found = [
        row
        for row in rows
        if lists.is_waiting(row) and (not queue or row.queue == queue) and (not topic or is_about(row, topic))
    ]
    return sorted(found, key=lists.queue_place)


class Marks:
    """Marks that follow the person, not the line; who was taken stays for a moment and says by whom."""

    def __init__(self) -> None:
        self._marked: dict[str, Row] = {}
        self._gone: dict[str, tuple[Row, str, int]] = {}
        self._seen: dict[str, Row] = {}

    @property
    def marked(self) -> frozenset[str]:
        """Those marked who are still here."""
        return frozenset(self._marked.keys() - self._gone.keys())

    def toggle(self, row: Row) -> None:
        """Mark, or no longer."""
        if self._marked.pop(row.conv, None) is None:
            self._marked[row.conv] = row

    def all(self, rows: Sequence[Row]) -> None:
        """Mark all; where all are marked, none."""
        if all(row.conv in self._marked for row in rows):
            for row in rows:
                self._marked.pop(row.conv, None)
        else:
            self._marked |= {row.conv: row for row in rows}

    def clear(self) -> None:
        """Mark nobody."""
        self._marked.clear()

    def follow(self, here: Sequence[Row], rows: Mapping[str, Row], taken: str, now: int) -> list[Row]:
        """The lines to show: who is here, and who was here a moment ago, in their places.

        Args:
            here: who belongs to the list now.
            rows: everybody as last told.
            taken: the sentence for somebody who left, with `{who}` and `{name}`.
            now: the local clock.
        """
        current = {row.conv: row for row in here}
        for conv, old in self._seen.items():
            if conv not in current and conv not in self._gone:
                self._gone[conv] = (old, self._sentence(old, rows.get(conv), taken), now + STAYS)
        for conv in [conv for conv, (_, _, until) in self._gone.items() if conv in current or until <= now]:
            del self._gone[conv]
            if conv not in current:
                self._marked.pop(conv, None)
        self._seen = current
        held = [row for row, _, _ in self._gone.values()]
        return sorted([*here, *held], key=lists.queue_place) if held else list(here)

    def _sentence(self, old: Row, new: Row | None, taken: str) -> str:
        who = names.owner_name(new) if new is not None else ""
        return taken.format(who=who, name=names.full_name(old.name)) if who else ""

    def said(self, conv: str) -> str | None:
        """What became of somebody who is no longer here; empty: nobody took them; None: still here."""
        gone = self._gone.get(conv)
        return gone[1] if gone else None


def lang_of(queue: str) -> str:
    """The language that a queue is for, in words; empty where its name does not say."""
    last = queue.rpartition(" ")[2]
    word = names.language(last)
    return word if word != last else ""


def topic_of(queue: str) -> str:
    """What a queue is about: its name without the language."""
    return queue.rpartition(" ")[0] if lang_of(queue) else queue
