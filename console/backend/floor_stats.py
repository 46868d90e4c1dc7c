"""The figures of the floor: folded from the feed, at first in portions, then live, and the wall that is made of them.

There is one way into the figures, the feed as it is stored: what is shown is what a recomputation would show.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping
from typing import Final
from zoneinfo import ZoneInfo

import msgspec

from console.backend.floor_alarms import Alarms
from console.backend.floor_pace import Paces
from console.backend.floor_roster import Roster
from console.backend.floor_states import decoded
from console.backend.people import People
from console.backend.service import Service
from console.backend.store.faults import StoreFaultError
from console.backend.store.port import FeedEntry, Stream
from console.core.conversation.events import HelpAsked, Record
from console.core.conversation.words import DAY
from console.core.floor.acting import Audit
from console.core.floor.alarm_events import AlarmAcked, AlarmCleared, AlarmRaised
from console.core.floor.policy import FloorPolicy
from console.core.metrics.building import Circumstances, build
from console.core.metrics.entries import AgentRecord, Entry, FloorRecord, not_after
from console.core.metrics.figures import Figures
from console.core.metrics.signals import signals
from console.core.metrics.values import AllFigures, Value, values
from console.core.metrics.wall import Alarm, Cleared, Wall

log = logging.getLogger("warmline.floor")

KEPT_DAYS: Final = 36
"""How far back the feed is folded on a start: the quality of 28 days, over the chats of which 7 more have passed."""
PORTION: Final = 200
"""Entries that are folded at a time: a few milliseconds, between which everybody else is served."""
EVERY_S: Final = 1.0
HELP_LOOKED_AT: Final = 500
"""Records of a conversation in which the words of an open call for help are looked for."""

_floor_events: Final[msgspec.json.Decoder[Audit | AlarmRaised | AlarmAcked | AlarmCleared]] = msgspec.json.Decoder(
    Audit | AlarmRaised | AlarmAcked | AlarmCleared
)


class Stats:
    """Figures, wall and alarms of one node."""

    def __init__(
        self,
        service: Service,
        people: People,
        roster: Roster,
        policy: FloorPolicy,
        alarms: Alarms,
        closed: Callable[[], Mapping[str, int]],
    ) -> None:
        """`closed`: queues outside their hours, and when each opens."""
        self.service = service
        self.people = people
        self.store = service.store
        self.alarms = alarms
        self.figures = Figures(policy, roster.skills, ZoneInfo(policy.zone))
        self.paces = Paces(self.figures)
        self.ready = False
        """Everything that was stored before the start has been folded."""
        self._closed = closed
        self._pos = 0
        self._n = 0
        self._at = 0
        """The instant of this second's snapshot: figures and alarms are of one and the same."""
        self._opens: Mapping[str, int] = {}
        self._alarms: tuple[Alarm, ...] = ()
        self._cleared: tuple[Cleared, ...] = ()
        self._walls: dict[int, Wall] = {}
        """By window, those of this second."""

    async def run(self, told: Callable[[], None]) -> None:
        """Fold and judge once a second, until cancelled; `told` is called when everything is current."""
        while True:
            try:
                await self.catch_up()
                self._judge()
                await self.alarms.append()
                self._n += 1
                told()
            except StoreFaultError as error:
                log.warning("the figures wait for the store: %s", error.code)
            except Exception:
                log.exception("a round of the figures failed; they go on")
            await asyncio.sleep(EVERY_S)

    # folding

    async def catch_up(self) -> None:
        """Fold what was stored since the last time."""
        if not self.ready:
            await self._begin()
        while self._pos < self.store.last_pos:
            if not await self._portion(bodies=self.ready):
                break
        if not self.ready:
            await self._finish()

    async def _begin(self) -> None:
        """Where the days that are folded begin: the feed is in order of time, but for moments."""
        low, high, since = 0, self.store.last_pos, self.service.clock() - KEPT_DAYS * DAY
        while low < high:
            middle = (low + high) // 2
            entries = await self.store.feed(middle, 1)
            if entries and entries[0].at < since:
                low = middle + 1
            else:
                high = middle
        self._pos = max(self._pos, low)

    async def _portion(self, *, bodies: bool) -> bool:
        entries = await self.store.feed(self._pos, PORTION, bodies=bodies)
        for entry in entries:
            self._fold(entry)
            self._pos = entry.pos
        # The reading is done elsewhere; the folding is not.
        await asyncio.sleep(0)
        return bool(entries)

    def _fold(self, stored: FeedEntry) -> None:
        entry = entry_of(stored)
        if entry is None:
            return
        entry = not_after(entry, self.service.clock())
        self.paces.before(entry)
        try:
            self.figures.apply(entry)
        except ValueError:
            # One conversation that cannot be followed must not stop the others.
            log.exception("an entry of the feed does not fit", extra={"pos": stored.pos})
        if not self.ready and isinstance(entry, FloorRecord) and not isinstance(entry.event, Audit):
            self.alarms.book.apply(entry.event, entry.at)

    async def _finish(self) -> None:
        for stored in list(self.service.heads.values()):
            self.figures.adopt(stored.head)
        for agent in self.figures.agents.helping:
            for conv in self.figures.agents.agents[agent].helps:
                self.figures.talks[conv].help_text = await self._help_text(conv)
        self.ready = True

    async def _help_text(self, conv: str) -> str:
        stored = self.service.heads.get(conv)
        after = max(0, stored.head.seq - HELP_LOOKED_AT) if stored is not None else 0
        records = await self.store.records(conv, after, HELP_LOOKED_AT)
        texts = [record.bodies.get("text", "") for record in records if isinstance(record.event, HelpAsked)]
        return texts[-1] if texts else ""

    # telling

    def _customer_name(self, conv: str) -> str:
        stored = self.service.heads.get(conv)
        return self.people.contact(stored.head.customer).name if stored is not None else ""

    def _judge(self) -> None:
        self._at = self.service.clock()
        self._walls.clear()
        self._opens = self._closed()
        self.alarms.judge(signals(self.figures, self._at, self._customer_name, self._opens))
        self._alarms, self._cleared = self.alarms.book.alarms, self.alarms.book.cleared

    def wall(self, window: int) -> Wall | None:
        """This second's snapshot; None: what was stored before the start is still being folded."""
        if not self.ready:
            return None
        if window not in self._walls:
            self._walls[window] = build(
                self.figures,
                self._at,
                window,
                Circumstances(
                    agent_name=self.people.name,
                    customer_name=self._customer_name,
                    opens_at=self._opens,
                    estimates=self.paces.estimates(self._at),
                    alarms=self._alarms,
                    cleared=self._cleared,
                    n=self._n,
                ),
            )
        return self._walls[window]

    def values(self, window: int) -> tuple[Value, ...]:
        """All figures by name; none while the feed is still being folded."""
        return values(self.figures, self.service.clock(), window) if self.ready else ()

    def told(self, window: int) -> AllFigures | None:
        """The figures and the alarms; None while the feed is still being folded."""
        if not self.ready:
            return None
        policy = self.figures.policy
        return AllFigures(
            self.service.clock(), window, policy.zone, policy.workspace, self.values(window), self.alarms.book.alarms
        )


def entry_of(stored: FeedEntry) -> Entry | None:
    """What the figures know of an entry of the feed; None: it is a newer program's."""
    if isinstance(stored.event, Record):
        return stored.event
    if stored.stream is Stream.AGENT:
        event = decoded(stored.event)
        return AgentRecord(stored.id, stored.seq, stored.at, event) if event is not None else None
    try:
        return FloorRecord(stored.id, stored.seq, stored.at, _floor_events.decode(stored.event))
    except msgspec.MsgspecError:
        return None
