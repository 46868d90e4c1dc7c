"""Stays in queues: who waits now, and how each stay ended."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

import msgspec

from console.core.conversation import events as ev
from console.core.conversation.events import Record
from console.core.conversation.model import Head, Leg
from console.core.conversation.words import SECOND, Cause, OfferEnd, State
from console.core.metrics import requests
from console.core.metrics.arrivals import Arrivals
from console.core.metrics.lines import Sorted
from console.core.metrics.talks import LegDone, Stands, Talk, Timers, lang_of, topic_of
from console.core.metrics.windows import Rolling, Windows

TARGET: Final = 60 * SECOND
"""The T of the service level."""
SHORT: Final = 10 * SECOND
"""Who leaves sooner is counted apart, and never left out."""
AWAY: Final = 60 * SECOND
"""A customer who has been away for so long when somebody takes her has left, until she is seen again."""
SILENT: Final = 120 * SECOND
"""After an agent's first words; who has not been seen by then had left."""
MISSED: Final = (OfferEnd.DECLINED, OfferEnd.EXPIRED, OfferEnd.ABSENT)
_GOES_ON: Final = (Cause.DROPPED, Cause.REQUEUED)


class LegTally(msgspec.Struct):
    """How legs ended, of one queue or language, in one window."""

    in_60: int = 0
    answered: int = 0
    left: int = 0
    silent: int = 0
    short: int = 0
    flowed: int = 0
    """Left this queue for another one unanswered, after more than 60 s."""
    helped: int = 0

    @property
    def ended(self) -> int:
        """What `in_60` is a share of."""
        return self.answered + self.left + self.flowed

    def add(self, what: tuple[str, bool, bool], n: int) -> None:
        """So many more with this outcome."""
        kind, in_60, flag = what
        if kind == "answered":
            self.answered += n
            self.in_60 += n * in_60
            self.helped += n * flag
        elif kind == "flowed":
            self.flowed += n
        else:
            self.left += n
            self.silent += n * (kind == "silent")
            self.short += n * flag


class Line:
    """The legs that wait in one queue."""

    __slots__ = ("deadlines", "langs", "offered", "since")

    def __init__(self) -> None:
        self.deadlines = Sorted()
        self.since = Sorted()
        self.offered = 0
        self.langs: dict[str, int] = {}
        """How many speak which language."""


_Key = tuple[str, str, tuple[str, bool, bool]]


class LegFigures:
    """Legs as they begin, wait and end."""

    def __init__(
        self,
        windows: Windows,
        ends: Windows,
        arrivals: Arrivals,
        request_figures: "requests.RequestFigures",
        timers: Timers,
        home_of: Callable[[str], str],
    ) -> None:
        """`ends`: of what the tiles' lines are made of."""
        self._days = windows.days
        self._arrivals = arrivals
        self._requests = request_figures
        self._timers = timers
        self._home_of = home_of
        self.lines: dict[str, Line] = {}
        self.waiting = 0
        self.offered = 0
        self.topics: dict[tuple[str, str], int] = {}
        """Waiting legs by queue and topic."""
        self.outcomes: Rolling[_Key] = Rolling(ends)
        self.waits: Rolling[int] = Rolling(ends)
        """Of answered legs, by whole seconds."""
        self.waits_all: Rolling[int] = Rolling(windows)
        """Of those who left too."""
        self.missed: Rolling[tuple[str, str]] = Rolling(windows)
        self.begun: Rolling[tuple[str, str]] = Rolling(windows)
        """Legs by queue and cause."""
        self.transferred: Rolling[str] = Rolling(windows)
        self.heat: dict[int, dict[str, list[int]]] = {}
        """By local hour of the outcome and language: in 60 s, of all."""

    def moved(self, talk: Talk, before: Head, after: Head, record: Record) -> None:
        """The conversation has changed."""
        was = before.leg if before.waiting else None
        is_now = after.leg if after.waiting else None
        event = record.event
        self._place(talk, after, is_now)
        if was is not None and (is_now is None or is_now.number != was.number):
            self._ended(talk, before, was, is_now, record)
        elif was is None and is_now is not None and talk.leg_done is not None:
            self._goes_on(talk.leg_done, before, is_now)
        if isinstance(event, ev.Queued) and (was is None or was.queue != event.leg.queue):
            self.begun.add(record.at, (event.leg.queue, str(event.leg.cause)))
        elif isinstance(event, ev.OfferEnded) and event.end in MISSED:
            self.missed.add(record.at, (before.leg.queue if before.leg else "", str(event.end)))

    def handed_over(self, before: Head, at: int) -> None:
        """To an agent, a team or a queue."""
        self.transferred.add(at, before.leg.queue if before.leg else "")

    def sign(self, talk: Talk) -> None:
        """The customer has been seen."""
        done = talk.leg_done
        if done is not None and done.open:
            done.open = False
            if done.silent:
                self._turn(done, silent=False)

    def agent_spoke(self, talk: Talk, at: int) -> None:
        """Words of a person: whether anybody reads them is known in two minutes."""
        done = talk.leg_done
        if done is not None and done.open and not done.agent_spoke:
            done.agent_spoke = True
            self._timers.set(at + SILENT, lambda due: self._unseen(done))

    def _unseen(self, done: LegDone) -> None:
        if done.open:
            done.open = False
            if not done.silent:
                self._turn(done, silent=True)

    def _turn(self, done: LegDone, *, silent: bool) -> None:
        self._count(done, -1)
        done.silent = silent
        self._count(done, 1)
        if done.ended_at:
            ends = (requests.GOT, requests.LEFT) if silent else (requests.LEFT, requests.GOT)
            self._requests.turned_out(done.ended_at, *ends)

    def _place(self, talk: Talk, after: Head, leg: Leg | None) -> None:
        """Where it stands in its queue."""
        stands = None
        if leg is not None:
            is_offered = after.state is State.OFFERED
            stands = (leg.queue, leg.deadline, leg.enqueued_at, is_offered, topic_of(after), lang_of(after))
        was = talk.waits_as
        if was == stands:
            return
        conv = after.conv
        if was is not None:
            self._stand(conv, was, -1)
            line = self.lines[was[0]]
            line.deadlines.discard(was[1], conv)
            line.since.discard(was[2], conv)
        if stands is not None:
            self._stand(conv, stands, 1)
            line = self.lines[stands[0]]
            line.deadlines.add(stands[1], conv)
            line.since.add(stands[2], conv)
        talk.waits_as = stands

    def _stand(self, conv: str, stands: Stands, n: int) -> None:
        queue, _, _, is_offered, topic, lang = stands
        line = self.lines.get(queue)
        if line is None:
            line = self.lines[queue] = Line()
        line.langs[lang] = line.langs.get(lang, 0) + n
        self.waiting += n
        place = (queue, topic)
        self.topics[place] = self.topics.get(place, 0) + n
        if is_offered:
            line.offered += n
            self.offered += n

    def _ended(self, talk: Talk, before: Head, leg: Leg, follows: Leg | None, record: Record) -> None:
        event, at = record.event, record.at
        kind = ""
        if isinstance(event, ev.Taken):
            kind = "answered"
        elif isinstance(event, ev.Resolved) and event.by == "customer":
            kind = "left"
        elif follows is not None and follows.queue != leg.queue and at - leg.enqueued_at > TARGET:
            kind = "flowed"
        if not kind:
            return
        wait = max(0, at - leg.enqueued_at)
        done = LegDone(at, leg.number, leg.queue, lang_of(before), leg.enqueued_at, leg.request, kind, wait)
        done.in_60 = kind == "answered" and done.wait <= TARGET
        done.short = kind == "left" and done.wait < SHORT
        if isinstance(event, ev.Taken):
            home = self._home_of(event.agent)
            done.helped = bool(home) and home != leg.queue
            done.open = before.customer_away
            done.silent = done.open and talk.away_since > 0 and at - talk.away_since >= AWAY
        self._count(done, 1)
        if kind != "flowed":
            talk.leg_done = done

    def _goes_on(self, done: LegDone, before: Head, leg: Leg) -> None:
        """A leg that had been answered waits on: nobody had said a word, or the take was taken back."""
        if done.kind != "answered" or not done.at:
            return
        same = leg.number == done.number
        dropped = leg.cause in _GOES_ON and leg.enqueued_at == done.enqueued_at and before.request is not None
        if same or dropped:
            self._count(done, -1)
            # It answered nobody: nor can a later answer turn out to have come too late because of it.
            done.at, done.open, done.silent = 0, False, False

    def _count(self, done: LegDone, n: int) -> None:
        if not done.at:
            return
        kind = "silent" if done.silent else done.kind
        in_60 = done.in_60 and kind == "answered"
        flag = done.helped if kind == "answered" else done.short
        self.outcomes.add(done.at, (done.queue, done.lang, (kind, in_60, flag)), n)
        hour = self.heat.setdefault(self._days.hour(done.at), {})
        cell = hour.setdefault(done.lang, [0, 0])
        cell[0] += n * in_60
        cell[1] += n
        if kind == "flowed":
            return
        self.waits_all.add(done.at, done.wait // SECOND, n)
        if kind == "answered":
            self.waits.add(done.at, done.wait // SECOND, n)
            if n > 0:
                self._arrivals.answered(done.at)
            else:
                self._arrivals.unanswered(done.at)
        if len(self.heat) > 32:
            del self.heat[min(self.heat)]

    def forget(self, talk: Talk) -> None:
        """The conversation is followed no more."""
        self._place(talk, talk.head, None)

    def by_queue(self, minutes: int, now: int) -> dict[str, LegTally]:
        """How legs ended, by queue."""
        return _tallies((key[0], key[2], n) for key, n in self.outcomes.counts(minutes, now).items())

    def by_lang(self, minutes: int, now: int) -> dict[str, LegTally]:
        """How legs ended, by language."""
        return _tallies((key[1], key[2], n) for key, n in self.outcomes.counts(minutes, now).items())

    def missed_by_queue(self, minutes: int, now: int) -> Mapping[str, int]:
        """Offers that ended without being accepted."""
        found: dict[str, int] = {}
        for (queue, _), n in self.missed.counts(minutes, now).items():
            found[queue] = found.get(queue, 0) + n
        return found

    def longest(self) -> int:
        """Since when the oldest leg has waited; 0: none waits."""
        if not self.waiting:
            return 0
        return min(line.since.items[0][0] for line in self.lines.values() if line.since.items)

    def late(self, now: int) -> int:
        """How many wait past their deadline."""
        return sum(line.deadlines.until(now) for line in self.lines.values())


def _tallies(counts: Iterable[tuple[str, tuple[str, bool, bool], int]]) -> dict[str, LegTally]:
    found: dict[str, LegTally] = {}
    for name, what, n in counts:
        tally = found.get(name)
        if tally is None:
            tally = found[name] = LegTally()
        tally.add(what, n)
    return found


def total(tallies: Iterable[LegTally]) -> LegTally:
    """All of them together."""
    result = LegTally()
    for one in tallies:
        result.in_60 += one.in_60
        result.answered += one.answered
        result.left += one.left
        result.silent += one.silent
        result.short += one.short
        result.flowed += one.flowed
        result.helped += one.helped
    return result
