"""Every figure of the floor, folded from the feed: no clock, no I/O, the same whenever the same log is folded.

figures = Figures(policy, skills, zone)
figures.apply(entry)                      # in the feed's order; what was here before changes nothing
wall = build(figures, now, window, ...)   # `building`
values(figures, now, window)              # `values`: the same figures by their names
"""

from collections.abc import Callable
from datetime import UTC, tzinfo
from typing import Final

from console.core.conversation import events as ev
from console.core.conversation.events import Record
from console.core.conversation.evolve import evolve
from console.core.conversation.model import Head
from console.core.conversation.words import HOUR, MINUTE, SECOND, State
from console.core.floor.acting import Audit
from console.core.floor.policy import FloorPolicy
from console.core.floor.presence import Skills
from console.core.metrics import requests
from console.core.metrics.agents import BUSY, SLOTS, AgentFigures
from console.core.metrics.arrivals import Arrivals
from console.core.metrics.days import Days
from console.core.metrics.entries import AgentRecord, Entry, FloorRecord
from console.core.metrics.handling import Handling
from console.core.metrics.history import History, Sample, Sliding, Standing, sample_of
from console.core.metrics.legs import LegFigures
from console.core.metrics.outcomes import AGAIN_WITHIN, Outcomes
from console.core.metrics.requests import RequestFigures
from console.core.metrics.resting import Resting
from console.core.metrics.talks import Talk, Timers, topic_of
from console.core.metrics.wall import Quality
from console.core.metrics.windows import Levels, Windows, nearest_rank

SETTLE: Final = 2 * SECOND
"""What happened may come so much later than something newer: so long nothing is concluded from silence."""

RESTS_AFTER: Final = 2 * MINUTE
"""What a conversation was is kept packed when it has been over for so long: by then most have been judged."""

LOOKED_AT_AGAIN: Final = HOUR
"""Where something of it is open still; the end of its wrap-up comes by itself."""

_QUIET: Final = frozenset(
    {
        ev.NoteAdded,
        ev.Whispered,
        ev.Announced,
        ev.Suppressed,
        ev.EffectIntended,
        ev.EffectEnded,
        ev.BotTurnStarted,
        ev.Warned,
        ev.OwnerPresence,
        ev.Summarised,
        ev.Tagged,
        ev.Unrecognised,
    }
)
"""Events that no figure is about."""

_Hearing = Callable[[Talk, Head, Head, Record], None]


class Figures:
    """The floor in figures."""

    def __init__(self, policy: FloorPolicy, skills: Callable[[str], Skills], zone: tzinfo = UTC) -> None:
        self.policy = policy
        self.days = Days(zone)
        self.timers = Timers()
        windows = self._windows = Windows(self.days)
        self._ends = Windows(self.days)
        """Of what the tiles' lines are shares of: it is looked at for every sample, and so holds nothing else."""
        self.levels = Levels(windows)
        self.arrivals = Arrivals(windows)
        self.agents = AgentFigures(policy, skills, self.levels)
        self.requests = RequestFigures(windows, self._ends, self.arrivals)
        self.legs = LegFigures(windows, self._ends, self.arrivals, self.requests, self.timers, self.agents.home_of)
        self.handling = Handling(policy, windows, self.agents, self.timers)
        self.outcomes = Outcomes(self.timers)
        self.history = History(self._standing, self._sliding, self._ends.version)
        self.talks: dict[str, Talk] = {}
        """Those that go on, or have just ended."""
        self.resting = Resting()
        """Those that are over."""
        self._chores = Timers()
        """What no figure depends on: time is not stopped for it."""
        self._to_rest = self._chores.line(self._lay)
        self._perhaps_later = self._chores.line(self._lay)
        self._to_forget = self.timers.line(self._forget)
        self.bot_topics: dict[str, int] = {}
        """Conversations with the bot now, by topic."""
        self.overflows: set[str] = set()
        self.banner = ""
        self.quality_kept: tuple[int, Quality] | None = None
        """The quality pane, and the version of the outcomes that it is of."""
        self._floor: dict[str, int] = {}
        self._hear: dict[type, _Hearing] = {
            ev.Opened: self._opened,
            ev.CustomerSaid: self._customer_said,
            ev.PersonAsked: self._customer_said,
            ev.CustomerPresence: self._customer_presence,
            ev.AgentSaid: self._agent_said,
            ev.BotTurnEnded: self.handling.bot_said,
            ev.Taken: self.handling.taken,
            ev.HandedBack: self.handling.handed_back,
            ev.Transferred: self._transferred,
            ev.HelpAsked: self._help_asked,
            ev.Erased: self._erased,
            ev.Rated: self._rated,
            ev.Resolved: self.outcomes.closed,
            ev.Reopened: self.outcomes.reopened,
            ev.Undone: self.outcomes.undone,
        }
        """What an event says by itself."""

    def apply(self, entry: Entry) -> None:
        """One entry of the feed, unless it was here before.

        Raises:
            ValueError: when a record of this conversation is missing before it.
        """
        at = entry.at
        if at >= self.history.next or at >= self.timers.next:
            self.advance(at)
        if isinstance(entry, Record):
            self._record(entry)
        elif isinstance(entry, AgentRecord):
            self.agents.apply(entry)
        else:
            self._floor_record(entry)

    def adopt(self, head: Head) -> None:
        """Follow a conversation that began before the feed that is at hand: how it stands counts from here on."""
        if head.conv in self.talks or head.conv in self.resting or head.state is State.NEW:
            return
        talk = self.talks[head.conv] = Talk(head)
        talk.topic = topic_of(head)
        talk.bot_spoke = head.bot_turns > 0
        talk.agent_spoke = head.last_agent_at > 0
        record = Record(head.conv, head.seq, head.changed_at, head.epoch, "system", ev.Unrecognised())
        self._moved(talk, Head(head.conv), head, record)

    @property
    def next(self) -> int:
        """From when on something follows from the time alone."""
        return min(self.history.next, self.timers.next)

    def advance(self, to: int) -> None:
        """Time has passed: everything that follows from it, in order."""
        while self.next <= to:
            if self.history.next and self.timers.next <= self.history.next:
                self.days.settled = max(self.days.settled, self.timers.next)
                self.timers.fire()
                continue
            begun = self.history.next
            upto = min(to, self.timers.next - 1) if begun else to
            self.days.settled = max(self.days.settled, begun)
            self.history.advance(upto)
        settled = self.days.settled = max(self.days.settled, to)
        while self._chores.next <= settled:
            self._chores.fire()

    def until(self, now: int) -> None:
        """As `advance`, as far as nothing older can come any more; nothing at all before the first entry.

        A clock that was put back is followed: what happened ahead of it stays in the windows, as if it had just been.
        """
        if now + SETTLE < self.days.settled:
            self.days.settled = now
            for windows in (self._windows, self._ends):
                windows.rewind(now)
            self.history.rewind(now)
        elif self.history.next and now - SETTLE > self.days.settled:
            self.advance(now - SETTLE)

    def _floor_record(self, entry: FloorRecord) -> None:
        if entry.seq <= self._floor.get(entry.id, 0):
            return
        self._floor[entry.id] = entry.seq
        event = entry.event
        if not isinstance(event, Audit):
            return
        if event.what == "overflow":
            (self.overflows.add if event.on else self.overflows.discard)(event.queue)
        elif event.what == "banner":
            self.banner = event.topic if event.on else ""

    def _record(self, record: Record) -> None:
        talk = self.talks.get(record.conv) or self._woken(record.conv)
        if talk is None:
            head = self._unknown(record)
            if head is None:
                return
            talk = self.talks[record.conv] = Talk(head)
        before = talk.head
        if record.seq <= before.seq:
            return
        after = talk.head = evolve(before, record)
        event = record.event
        if type(event) in _QUIET:
            return
        heard = self._hear.get(type(event))
        if heard is not None:
            heard(talk, before, after, record)
        self._moved(talk, before, after, record)

    def _unknown(self, record: Record) -> Head | None:
        """What to fold a record of an unknown conversation onto; None: it was here before, or says nothing.

        A conversation that has been closed for seven days is not known any more; when somebody reopens it, it is
        followed again, without what it was.
        """
        if record.at <= self.days.settled - AGAIN_WITHIN:
            return None
        if record.seq == 1:
            return Head(record.conv)
        if isinstance(record.event, ev.Reopened):
            return Head(record.conv, State.RESOLVED, seq=record.seq - 1)
        return None

    def _opened(self, talk: Talk, before: Head, after: Head, record: Record) -> None:
        talk.bot_started = after.owner is not None

    def _customer_said(self, talk: Talk, before: Head, after: Head, record: Record) -> None:
        talk.away_since = 0
        self.legs.sign(talk)
        event = record.event
        if isinstance(event, ev.CustomerSaid) and event.thanks and after.state is State.RESOLVED:
            self.outcomes.thanked(record.conv)

    def _customer_presence(self, talk: Talk, before: Head, after: Head, record: Record) -> None:
        talk.away_since = record.at if after.customer_away else 0
        if not after.customer_away:
            self.legs.sign(talk)

    def _agent_said(self, talk: Talk, before: Head, after: Head, record: Record) -> None:
        talk.agent_spoke = True
        self.legs.agent_spoke(talk, record.at)
        self.handling.said(talk, before, after, record)

    def _transferred(self, talk: Talk, before: Head, after: Head, record: Record) -> None:
        talk.transfers += 1
        self.legs.handed_over(before, record.at)

    def _help_asked(self, talk: Talk, before: Head, after: Head, record: Record) -> None:
        talk.help_text = record.bodies.get("text", "")

    def _erased(self, talk: Talk, before: Head, after: Head, record: Record) -> None:
        talk.help_text = ""

    def _rated(self, talk: Talk, before: Head, after: Head, record: Record) -> None:
        self.outcomes.rated(record.conv, after.rating)

    def _moved(self, talk: Talk, before: Head, after: Head, record: Record) -> None:
        """What has changed between two heads."""
        other_state, other_topic = before.state is not after.state, before.topic != after.topic
        if other_topic and not talk.topic:
            self._about(talk, after)
        if other_state or other_topic:
            self._with_bot(before, -1)
            self._with_bot(after, 1)
        if before.offer is not after.offer:
            self._offer(before, -1, record.at)
            self._offer(after, 1, record.at)
        if before.help_since != after.help_since:
            self.agents.asks_help(after.help_by or before.help_by, after.conv, after.help_since)
        other_leg = before.leg is not after.leg
        if other_state or other_leg or before.request is not after.request:
            self.requests.moved(talk, before, after, record)
        if other_state or other_leg or (other_topic and after.waiting):
            self.legs.moved(talk, before, after, record)
        if other_state or before.owner is not after.owner or before.wrapped_up is not after.wrapped_up:
            self.handling.moved(talk, before, after, record)
            self.handling.owe(talk, after)
            if after.state is State.RESOLVED and (other_state or after.wrapped_up):
                self._to_rest.add(record.at + RESTS_AFTER, after.conv)
        elif before.unanswered_since != after.unanswered_since:
            self.handling.woken(after, record.at)
            self.handling.owe(talk, after)
        if other_state and after.state is State.RESOLVED:
            self._to_forget.add(record.at + AGAIN_WITHIN, after.conv)

    def _about(self, talk: Talk, after: Head) -> None:
        """What it is about is known for the first time."""
        talk.topic = topic_of(after)
        if after.opened_at:
            self.arrivals.opened(after.opened_at, talk.topic)
        self.outcomes.about(talk, talk.topic)

    def _with_bot(self, head: Head, n: int) -> None:
        if head.state is State.BOT:
            topic = topic_of(head)
            self.bot_topics[topic] = self.bot_topics.get(topic, 0) + n

    def _offer(self, head: Head, n: int, at: int) -> None:
        if head.offer is not None and not head.offer.broadcast:
            self.agents.offered(head.offer.agent, n, at)

    def _lay(self, conv: str, due: int) -> None:
        """Over for a while: it may rest."""
        talk = self.talks.get(conv)
        if talk is None or talk.head.state is not State.RESOLVED:
            return
        if talk.rests:
            self.resting.lay(self.talks.pop(conv))
        else:
            self._perhaps_later.add(due + LOOKED_AT_AGAIN, conv)

    def _woken(self, conv: str) -> Talk | None:
        """One that rested, and rests again unless it is opened."""
        talk = self.resting.wake(conv)
        if talk is not None:
            self.talks[conv] = talk
            self._to_rest.add(self.days.settled + RESTS_AFTER, conv)
        return talk

    def _forget(self, conv: str, due: int) -> None:
        """Closed for seven days: nothing can be said about it any more."""
        talk = self.talks.get(conv)
        if talk is None:
            self.resting.forget(conv, due - AGAIN_WITHIN)
            return
        head = talk.head
        if head.state is not State.RESOLVED or head.resolved_at + AGAIN_WITHIN > due:
            return
        self.requests.forget(talk)
        self.legs.forget(talk)
        self.handling.forget(talk, due)
        self.talks.pop(conv, None)

    def sample(self, minutes: int, at: int) -> Sample:
        """The tiles' figures at an instant, of a window: in the order of `history.FIGURES`."""
        return sample_of(self._standing(), self._shares(minutes, at), at)

    def _standing(self) -> Standing:
        """What stands until something happens."""
        level = self.levels.level
        slots = level(SLOTS)
        load = 100.0 * level(BUSY) / slots if slots else None
        return self.legs.waiting, self.legs.longest(), load, self.agents.owed.first

    def _sliding(self, minutes: int, at: int) -> tuple[Sliding, int]:
        """What a window holds at an instant that everything before has come of, and until when it does."""
        until = self._ends.settle(minutes, at)
        return self._shares(minutes, at), until

    def _shares(self, minutes: int, at: int) -> Sliding:
        """What a window's outcomes come to."""
        outcomes = self.legs.outcomes.counts(minutes, at)
        request_ends = self.requests.ended.counts(minutes, at)
        in_60 = ended = left = left_of = 0
        for (_, _, (kind, is_in_60, _)), n in outcomes.items():
            ended += n
            if is_in_60:
                in_60 += n
            if kind != "flowed":
                left_of += n
                left += n * (kind != "answered")
        all_ends = sum(request_ends.values())
        wait = nearest_rank(self.legs.waits.counts(minutes, at), 0.5)
        return (
            100.0 * in_60 / ended if ended else None,
            None if wait is None else float(wait),
            100.0 * left / left_of if left_of else None,
            100.0 * request_ends.get(requests.GOT, 0) / all_ends if all_ends else None,
        )
