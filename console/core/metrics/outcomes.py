"""How conversations closed, by whom, and whether they stayed closed: verdicts are provisional for seven days."""

from typing import Final

import msgspec

from console.core.conversation import events as ev
from console.core.conversation.events import Record
from console.core.conversation.model import BOT, Head
from console.core.conversation.words import DAY, HOUR, MINUTE, State
from console.core.metrics.days import WEEK
from console.core.metrics.talks import Talk, Timers, lang_of

ASSUMED_AFTER: Final = 72 * HOUR
AGAIN_WITHIN: Final = WEEK
DUPLICATE: Final = 5 * MINUTE
"""A new conversation that soon after a close is the same thread begun twice, and no re-contact."""
PERIOD: Final = 28
"""Days of the ledger."""
GOOD: Final = 4
BAD: Final = 2
HANDLERS: Final = ("bot", "human", "hybrid")


class Closing(msgspec.Struct, gc=False, eq=False):
    """One close of one conversation, and what became of it."""

    conv: str
    at: int
    customer: str
    topic: str
    lang: str
    earlier: "Closing | None" = None
    """The customer's closing before this one; never a later one, so that nothing goes round."""
    handler: str = "bot"
    last: str = "bot"
    """Who handled it last: `bot`, or `agent`."""
    bot_started: bool = False
    confirmed: bool = False
    """The customer said that this was all."""
    negative: bool = False
    """Something speaks against its being settled: a question without an answer, a bot in trouble, a bad rating."""
    rating: int = 0
    transfers: int = 0
    again_at: int = 0
    is_final: bool = False

    @property
    def assumed(self) -> bool:
        """Settled as far as anybody can tell after 72 hours."""
        stayed = not self.again_at or self.again_at - self.at > ASSUMED_AFTER
        return stayed and not self.negative and not 0 < self.rating <= BAD

    @property
    def verified(self) -> bool:
        """Settled: confirmed or assumed, and nobody came back with it for seven days."""
        return not self.again_at and (self.confirmed or self.assumed)


class Cell:
    """One handler's counts on one topic in one language."""

    __slots__ = ("again", "answers", "assumed", "bot_started", "closed", "final", "first_contact", "rated", "verified")

    def __init__(self) -> None:
        self.closed = 0
        self.bot_started = 0
        self.final = 0
        self.assumed = 0
        self.verified = 0
        self.again = 0
        self.first_contact = 0
        """Final, never handed over, and nobody came back."""
        self.rated = 0
        self.answers = 0

    def add(self, other: "Cell", n: int = 1) -> None:
        """All of the other's, or less."""
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + n * getattr(other, name))


Place = tuple[str, str, str]
"""Handler, topic, language."""


class Outcomes:
    """All closings of the last weeks: single ones until they are final, counts afterwards."""

    def __init__(self, timers: Timers) -> None:
        self._to_settle = timers.line(self._settle)
        self._open: dict[str, Closing] = {}
        """The latest closing of each conversation, until it is final."""
        self._customers: dict[str, Closing] = {}
        """The latest one of each customer that is not final."""
        self._hours: dict[int, dict[Place, Cell]] = {}
        self._sums: dict[Place, Cell] = {}
        self._newest = 0
        """The last hour of the period that `_sums` is of."""
        self.version = 0
        """Another number when any count may be another."""
        self._again: dict[int, dict[str, list[int]]] = {}
        """By hour of the close and last handler: came back within 24 hours, within 7 days, of final."""

    def closed(self, talk: Talk, before: Head, after: Head, record: Record) -> None:
        """The conversation has closed."""
        if isinstance(record.event, ev.Resolved):
            self._closed(talk, before, after, record.event, record.at)

    def reopened(self, talk: Talk, before: Head, after: Head, record: Record) -> None:
        """It is open again: the customer came back with it, or it had not been closed."""
        if isinstance(record.event, ev.Reopened):
            self._reopened(record.conv, record.at, by_customer=record.event.by == "customer")

    def undone(self, talk: Talk, before: Head, after: Head, record: Record) -> None:
        """A close that was taken back was none."""
        if before.state is State.RESOLVED:
            self._reopened(record.conv, record.at, by_customer=False)

    def thanked(self, conv: str) -> None:
        """The customer has thanked after the close."""
        closing = self._open.get(conv)
        if closing is not None:
            closing.confirmed = True

    def rated(self, conv: str, score: int) -> None:
        """The customer's judgement; the last one counts."""
        closing = self._open.get(conv)
        if closing is None:
            return
        for cell in self._cells(closing):
            cell.answers += not closing.rating
            cell.rated += (score >= GOOD) - (closing.rating >= GOOD)
        closing.rating = score

    def about(self, talk: Talk, topic: str) -> None:
        """What a conversation is about is known now: its customer may have come back with it."""
        self._came_back(talk.head, topic)

    def _closed(self, talk: Talk, before: Head, after: Head, event: ev.Resolved, at: int) -> None:
        if not talk.topic:
            self._came_back(after, "")
        closing = Closing(after.conv, at, after.customer, talk.topic, lang_of(after))
        last = after.last_handler
        if talk.agent_spoke or (last is not None and last != BOT):
            closing.handler = "hybrid" if talk.bot_spoke else "human"
        closing.last = "bot" if last is None or last == BOT else "agent"
        closing.bot_started = talk.bot_started
        closing.confirmed = event.by == "bot"
        closing.negative = before.unanswered > 0 or (before.state is State.BOT and bool(before.trouble))
        closing.transfers = talk.transfers
        self._open[after.conv] = closing
        if after.customer:
            closing.earlier = self._customers.get(after.customer)
            self._customers[after.customer] = closing
        for cell in self._cells(closing):
            cell.closed += 1
            cell.bot_started += closing.bot_started
        self._to_settle.add(at + AGAIN_WITHIN, closing)

    def _reopened(self, conv: str, at: int, *, by_customer: bool) -> None:
        closing = self._open.get(conv)
        if closing is None:
            return
        if by_customer:
            closing.again_at = closing.again_at or at
            return
        # Nobody came back: it had not been closed.
        for cell in self._cells(closing):
            cell.closed -= 1
            cell.bot_started -= closing.bot_started
            cell.answers -= closing.rating > 0
            cell.rated -= closing.rating >= GOOD
        closing.is_final = True
        self._drop(closing)

    def _came_back(self, head: Head, topic: str) -> None:
        """The customer's latest closing of the same family, if it was within seven days of this conversation."""
        closing = self._customers.get(head.customer)
        while closing is not None:
            since = head.opened_at - closing.at
            if closing.conv != head.conv and closing.topic == topic and DUPLICATE <= since <= AGAIN_WITHIN:
                closing.again_at = closing.again_at or head.opened_at
                return
            closing = closing.earlier

    def _settle(self, closing: Closing, due: int) -> None:
        """Seven days have passed: the verdict is final."""
        if closing.is_final:
            return
        closing.is_final = True
        again = bool(closing.again_at)
        for cell in self._cells(closing):
            cell.final += 1
            cell.assumed += closing.assumed
            cell.verified += closing.verified
            cell.again += again
            cell.first_contact += not again and not closing.transfers
        counts = self._again.setdefault(closing.at // HOUR, {}).setdefault(closing.last, [0, 0, 0])
        counts[0] += again and closing.again_at - closing.at <= DAY
        counts[1] += again
        counts[2] += 1
        self._drop(closing)

    def _drop(self, closing: Closing) -> None:
        if self._open.get(closing.conv) is closing:
            del self._open[closing.conv]
        later = self._customers.get(closing.customer)
        if later is closing:
            if closing.earlier is None:
                del self._customers[closing.customer]
            else:
                self._customers[closing.customer] = closing.earlier
            return
        while later is not None and later.earlier is not closing:
            later = later.earlier
        if later is not None:
            later.earlier = closing.earlier

    def _cells(self, closing: Closing) -> tuple[Cell, ...]:
        """Where it counts: in its hour, and in the sums while its hour is among theirs."""
        self.version += 1
        hour = closing.at // HOUR
        cells = self._hours.get(hour)
        if cells is None:
            cells = self._hours[hour] = {}
            self._slide(hour)
        place = (closing.handler, closing.topic, closing.lang)
        cell = cells.get(place)
        if cell is None:
            cell = cells[place] = Cell()
        if hour <= self._newest - PERIOD * 24:
            return (cell,)
        return cell, self._sums.setdefault(place, Cell())

    def _slide(self, newest: int) -> None:
        """The period ends with this hour now."""
        if newest <= self._newest:
            return
        gone = self._newest - PERIOD * 24
        self._newest = newest
        for hour in [key for key in self._hours if gone < key <= newest - PERIOD * 24]:
            for place, cell in self._hours[hour].items():
                self._sums[place].add(cell, -1)
            self.version += 1
        for hour in [key for key in self._hours if key < newest - (PERIOD + 8) * 24]:
            del self._hours[hour]
            self._again.pop(hour, None)

    def cells(self, now: int) -> dict[Place, Cell]:
        """Counts over the period, by handler, topic and language."""
        self._slide(now // HOUR)
        return self._sums

    def again_by_last(self, now: int, days: int = PERIOD) -> dict[str, tuple[int, int, int]]:
        """Came back within 24 hours, within 7 days, of final closings, by who handled them last."""
        newest = now // HOUR
        found: dict[str, tuple[int, int, int]] = {}
        for hour, handlers in self._again.items():
            if newest - days * 24 < hour <= newest:
                for last, (day, week, final) in handlers.items():
                    had = found.get(last, (0, 0, 0))
                    found[last] = (had[0] + day, had[1] + week, had[2] + final)
        return found
