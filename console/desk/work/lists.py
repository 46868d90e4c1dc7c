"""What the three lists show: Waiting, Mine and Bots, as entries made from rows, in order.

An entry is plain words and role names; columns, colours and cursors belong to the widget that draws it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, Literal, overload

import msgspec

from console.core.conversation.words import MINUTE, State
from console.core.floor import order
from console.core.floor.eligible import speaks
from console.core.floor.rows import Row
from console.core.text.messages import t
from console.desk.work import names
from console.desk.work.kept_order import Ordered
from console.desk.work.times import age, wait

Kind = Literal["waiting", "mine", "bots"]

FINE: Final = "○"
WARN: Final = "▲"
BREACH: Final = "■"
STALE: Final = "·"
DRAFT: Final = "✎"

ROLES: Final = {FINE: "fine", WARN: "warn", BREACH: "breach", STALE: "stale", DRAFT: "draft"}
"""The colour role of each state glyph."""

_GLYPHS: Final = {order.Standing.FINE: FINE, order.Standing.WARN: WARN, order.Standing.BREACH: BREACH}
MINE_WARN: Final = MINUTE
MINE_BREACH: Final = 2 * MINUTE
"""How long a customer of mine may wait for my answer: a warning, then a breach."""
LOW_CONFIDENCE: Final = 0.65
LONG_TURNS: Final = 12
"""So many answers of the bot in one conversation are a sign of trouble by themselves."""


class ListEntry(msgspec.Struct, frozen=True):
    """One line of a list; equal entries look the same, so that an unchanged line is never painted again."""

    conv: str
    glyph: str
    """One of `○ ▲ ■ · ✎`, or empty for a line that only says something."""
    role: str
    """The colour role of the glyph; of `warn` and `breach` the figure beside it has it too, bold."""
    time: str
    """The figure beside the glyph: a wait of five cells, or the bot's confidence of four; may be empty."""
    lang: str
    reason: str
    """One short word for narrow columns."""
    reason_long: str
    """The same in plain words for wide ones."""
    name: str
    topic: str = ""
    stale: bool = False
    """The figure is old: draw it with role `stale`."""
    gone: str = ""
    """Instead of all fields: `Lena took Ana Ruiz`; the line stays three seconds after its row went."""
    offered: str = ""
    """How long it is still offered to me: `0:17`; empty: it is not."""
    marked: str = ""
    """Further marks after the name: `+2`, `✎`, `↑1`, `!`."""


class Listing(Sequence[ListEntry]):
    """Conversations in order, turned into entries only where a line is looked at.

    Thousands of rows cost nothing per second that way: `at` moves the clock, the order stays.
    """

    def __init__(
        self,
        kind: Kind,
        rows: Sequence[Row],
        now: int,
        *,
        stale: bool = False,
        gone: Mapping[str, str] | None = None,
        marks: Mapping[str, str] | None = None,
        offered: Mapping[str, int] | None = None,
    ) -> None:
        self.kind: Kind = kind
        self.rows = rows
        self.now = now
        self.stale = stale
        self.gone = gone or {}
        self.marks = marks or {}
        self.offered = offered or {}
        """Until when conversations are offered to me."""
        self._index: dict[str, int] | None = None

    def at(self, now: int, *, stale: bool = False) -> "Listing":
        """The same lines at another time."""
        return Listing(self.kind, self.rows, now, stale=stale, gone=self.gone, marks=self.marks, offered=self.offered)

    def find(self, conv: str) -> int | None:
        """The line of this conversation."""
        if isinstance(self.rows, Ordered):
            return self.rows.find(conv)
        if self._index is None:
            self._index = {row.conv: n for n, row in enumerate(self.rows)}
        return self._index.get(conv)

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[ListEntry]:
        return (self._entry(row) for row in self.rows)

    @overload
    def __getitem__(self, index: int) -> ListEntry: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[ListEntry]: ...
    def __getitem__(self, index: int | slice) -> ListEntry | Sequence[ListEntry]:
        if isinstance(index, slice):
            return [self._entry(row) for row in self.rows[index]]
        return self._entry(self.rows[index])

    def _entry(self, row: Row) -> ListEntry:
        gone = self.gone.get(row.conv, "")
        if gone:
            return ListEntry(row.conv, "", "system", "", "", "", "", names.full_name(row.name), gone=gone)
        make = _bot_entry if self.kind == "bots" else _mine_entry if self.kind == "mine" else _waiting_entry
        entry = make(row, self.now)
        left = age(self.offered[row.conv] - self.now) if row.conv in self.offered else ""
        return msgspec.structs.replace(entry, stale=self.stale, offered=left, marked=self.marks.get(row.conv, ""))


def waiting(
    rows: Iterable[Row],
    now: int,
    *,
    stale: bool = False,
    held: Iterable[tuple[Row, str]] = (),
    offered: Mapping[str, int] | None = None,
    text: str = "",
) -> Listing:
    """Customers who wait for a person, the most pressing first; `rows` may have been kept in this order.

    `held` are rows that went a moment ago, each with what became of it; they keep their place in the order. `offered`
    says until when which conversations are offered to me.
    """
    gone = {row.conv: said for row, said in held}
    ordered: Sequence[Row]
    if isinstance(rows, Ordered):
        kept = rows.with_held([row for row, _ in held])
        ordered = list(_filtered(kept, text)) if text.strip() else kept
    else:
        waits = {row.conv: row for row in rows if is_waiting(row)} | {row.conv: row for row, _ in held}
        ordered = sorted(_filtered(waits.values(), text), key=queue_place)
    return Listing("waiting", ordered, now, stale=stale, gone=gone, offered=offered)


def mine(
    rows: Iterable[Row],
    me: str,
    now: int,
    *,
    slots: Sequence[str] = (),
    stale: bool = False,
    marks: Mapping[str, str] | None = None,
    text: str = "",
) -> Listing:
    """My conversations, snoozed ones too, in the order of their slots."""
    places = {conv: n for n, conv in enumerate(slots)}
    own = [row for row in rows if is_mine(row, me)]
    own.sort(key=lambda row: (places.get(row.conv, len(places)), row.assigned_at, row.conv))
    return Listing("mine", list(_filtered(own, text)), now, stale=stale, marks=marks)


def bots(rows: Iterable[Row], now: int, *, stale: bool = False, text: str = "") -> Listing:
    """Conversations that the bot has, those in trouble first, each half by the bot's confidence; as for `waiting`."""
    if isinstance(rows, Ordered):
        return Listing("bots", list(_filtered(rows, text)) if text.strip() else rows, now, stale=stale)
    ordered = sorted(_filtered(filter(is_with_bot, rows), text), key=bots_place)
    return Listing("bots", ordered, now, stale=stale)


def is_waiting(row: Row) -> bool:
    """Whether a customer waits in a queue."""
    return row.state in (State.QUEUED, State.OFFERED)


def is_with_bot(row: Row) -> bool:
    """Whether the bot has it."""
    return row.state == State.BOT


def is_mine(row: Row, me: str) -> bool:
    """Whether this agent owns it."""
    return bool(me) and row.owner == me and row.state in (State.HUMAN, State.SNOOZED)


def in_trouble(row: Row) -> bool:
    """Whether a person should look at what the bot does here."""
    low = row.confidence is not None and row.confidence < LOW_CONFIDENCE
    return bool(row.trouble) or low or row.bot_turns >= LONG_TURNS


def queue_place(row: Row) -> tuple[int, int, str]:
    """Sorts the queue: whose time is up first, first; the id makes it total."""
    return (row.deadline or row.since, row.since, row.conv)


def bots_place(row: Row) -> tuple[bool, float, int, str]:
    """Sorts what the bot has: in trouble first, then by its confidence."""
    return (not in_trouble(row), _confidence(row), row.opened_at, row.conv)


def place_for(row: Row, langs: tuple[str, ...]) -> tuple[bool, tuple[int, int, str]]:
    """Sorts the queue for somebody with these languages: whom she cannot answer comes after all others."""
    return (not speaks(langs, (row.lang,) if row.lang else ()), queue_place(row))


def standing(row: Row, now: int) -> str:
    """The glyph of a customer who waits: fine, worth a warning, or beyond what was promised."""
    return _GLYPHS[order.standing(now, row.since, row.deadline)] if row.deadline else FINE


def standing_mine(row: Row, now: int) -> str:
    """The glyph of a conversation of mine: how long its customer waits for my answer, and whether I have read it."""
    waited = now - row.unanswered_since if row.unanswered and row.unanswered_since else 0
    if waited >= MINE_BREACH:
        return BREACH
    return WARN if waited >= MINE_WARN or row.unread else FINE


def _waiting_entry(row: Row, now: int) -> ListEntry:
    glyph = standing(row, now)
    return ListEntry(
        row.conv,
        glyph,
        ROLES[glyph],
        wait(now - row.since),
        names.language_code(row.lang),
        names.reason_short(row.reason, row.topic),
        names.reason(row.reason),
        names.full_name(row.name),
        names.topic(row.topic),
    )


def _mine_entry(row: Row, now: int) -> ListEntry:
    glyph = STALE if row.state == State.SNOOZED else standing_mine(row, now)
    snoozed = t("list.snoozed") if row.state == State.SNOOZED else ""
    return ListEntry(
        row.conv,
        glyph,
        ROLES[glyph],
        wait(now - (row.unanswered_since or row.last_at or row.assigned_at)),
        names.language_code(row.lang),
        snoozed or names.reason_short(row.reason, row.topic) or names.topic(row.topic),
        snoozed or names.reason(row.reason) or names.topic(row.topic),
        names.full_name(row.name),
        names.topic(row.topic),
    )


def _bot_entry(row: Row, now: int) -> ListEntry:
    glyph = WARN if in_trouble(row) else FINE
    short, long = names.reason_short(row.trouble, row.topic), names.reason(row.trouble)
    if not row.trouble and row.bot_turns >= LONG_TURNS:
        short = long = t("list.long", n=row.bot_turns)
    elif not row.trouble:
        low = "low_confidence" if glyph == WARN else ""
        short, long = names.reason_short(low) or names.topic(row.topic), names.reason(low) or names.topic(row.topic)
    return ListEntry(
        row.conv,
        glyph,
        ROLES[glyph],
        "    " if row.confidence is None else f"{min(1.0, max(0.0, row.confidence)):.2f}",
        names.language_code(row.lang),
        short,
        long,
        names.full_name(row.name),
        names.topic(row.topic),
    )


def _confidence(row: Row) -> float:
    return 1.0 if row.confidence is None else row.confidence


def _filtered(rows: Iterable[Row], text: str) -> Iterable[Row]:
    words = text.casefold().split()
    if not words:
        return rows
    return [row for row in rows if all(word in _searched(row) for word in words)]


def _searched(row: Row) -> str:
    parts = (row.name, row.topic, row.lang, names.language(row.lang), names.reason(row.reason), f"#{row.no}", *row.tags)
    return " ".join(parts).casefold()
