"""Looks at a world as a whole: at every half second what must not last, and after the storm that all of it is one."""

import functools
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from console.core.conversation import commands as c
from console.core.conversation.model import BOT
from console.core.conversation.transcript import Transcript, Turn
from console.core.conversation.words import DueKind, State
from console.core.floor.rows import Row
from console.desk.session.link import Stage
from console.desk.session.outbox_item import ON_THE_WAY
from console.desk.session.outbox_item import State as Stands
from tests.sim.desk import Desk
from tests.sim.faults import Fault
from tests.sim.floor import OFFERED_WITHIN
from tests.sim.ledger import Entry, shown_as
from tests.sim.page import Tab

if TYPE_CHECKING:
    from tests.sim.world import World

LOOK_EVERY: Final = 0.5
IN_QUEUE_WITHIN: Final = 1.0
NOTICED_WITHIN: Final = 25.0
WOKEN_WITHIN: Final = 2.0
ABSENT_WITHIN: Final = 120.0
TIMER_WITHIN: Final = 2.5
SLACK: Final = 3.0
_TIMERS: Final = {DueKind.BOT_SILENT: "L3", DueKind.OWNER_ABSENT: "L4", DueKind.FIRST_ANSWER: "L2"}


class Reckoning:
    """Holds everybody against the store."""

    def __init__(self, world: "World") -> None:
        self._world = world
        self._checks = world.checks
        self._absent: dict[str, float] = {}
        self._waits: dict[str, float] = {}
        self._late: dict[str, float] = {}
        self._dead: dict[str, float] = {}
        self._unrouted: dict[str, float] = {}
        self._troubled_at = -100.0
        self._faults = 0
        self._back: set[str] = set()
        self._stands = -1
        self._since = 0.0

    # every half second

    def look(self) -> None:
        """What must not last."""
        world = self._world
        world.loop.call_later(LOOK_EVERY, self.look, context=world.context)
        faults = world.server.faults.counts
        troubles = sum(count for name, count in faults.items() if name not in ("batches", "writes", "reads"))
        if troubles != self._faults or not world.server.up:
            # A disk that is slow may be so for some seconds.
            slow = world.server.faults.slow_s[1] if Fault.SLOW in world.profile.store else 0.0
            self._faults, self._troubled_at = troubles, world.fine + slow
            world.checks.pending.clear()
            if not world.server.up:
                self._absent.clear()
                self._waits.clear()
                self._late.clear()
                self._unrouted.clear()
        self._asks()
        self._offers()
        self._owners()
        for desk in world.desks:
            self._link(desk)
            if world.healing:
                self._help(desk)

    def _asks(self) -> None:
        """L1: an ask that a healthy backend has read is in the queue within a second."""
        now, reads_take = self._world.fine, self._world.server.faults.read_s[1]
        if reads_take > 0.1 or now < self._troubled_at:
            self._checks.pending.clear()
        for typed in self._checks.pending.values():
            if typed.heard_at is not None and now - typed.heard_at > IN_QUEUE_WITHIN + LOOK_EVERY:
                self._checks.fail("L1", f"{typed.visitor} asked {typed.text!r} and is in no queue after a second")

    def _offers(self) -> None:
        """F4: who waits and could be offered to somebody is, soon, whatever has happened."""
        world = self._world
        node = world.server.node
        if world.floor is None or node is None or not world.server.up:
            return
        due = world.floor.unrouted(node)
        for leg in [*self._unrouted.keys() - due, *due]:
            self._lasts(self._unrouted, leg, leg in due, OFFERED_WITHIN, "F4", f"{leg} waits and is offered to nobody")

    def unrouted(self) -> str:
        """Who waits and could be offered to somebody; empty: nobody."""
        world = self._world
        if world.floor is None or world.server.node is None:
            return ""
        return " ".join(world.floor.unrouted(world.server.node))

    def _owners(self) -> None:
        """L4: nobody who is gone keeps a waiting customer; L3: a bot that is silent keeps none either."""
        world = self._world
        node = world.server.node
        if node is None or not world.server.up:
            return
        for conv, known in self._checks.convs.items():
            head = known.head
            gone = bool(head.agent) and head.unanswered > 0 and not node.people.present(head.agent)
            self._lasts(self._absent, conv, gone, ABSENT_WITHIN, "L4", f"{conv}: {head.agent} is gone and owns it")
            silent = head.owner == BOT and head.state is State.BOT and head.unanswered > 0
            self._lasts(self._waits, f"{conv}.{head.customer_seq}", silent, 60.0, "L3", f"{conv}: the bot is silent")
            due = world.server.disk.rows[conv].due
            late = due is not None and due.at <= world.loop.now_ms("server")
            name = f"{conv}: {due.kind} is due and is not done" if due is not None else ""
            rule = _TIMERS.get(due.kind, "L5") if due is not None else ""
            self._lasts(self._late, f"{conv}.{due}", late, TIMER_WITHIN - SLACK, rule, name)

    def _lasts(self, since: dict[str, float], key: str, holds: bool, within: float, invariant: str, what: str) -> None:
        now = self._world.fine
        if not holds:
            since.pop(key, None)
        elif now - max(since.setdefault(key, now), self._troubled_at) > within + SLACK:
            self._checks.fail(invariant, f"{what} for more than {within + SLACK:.0f} s")

    def _link(self, desk: Desk) -> None:
        """The console never says that it is live for long when it is not."""
        world = self._world
        end = desk.end
        asleep = desk.process.frozen or not desk.process.alive
        deaf = end is not None and desk.is_live and end.link.down.stalled
        key = f"{desk.user}.{end.n if end else 0}"
        if not deaf or asleep:
            self._dead.pop(key, None)
        elif world.fine - self._dead.setdefault(key, world.fine) > NOTICED_WITHIN + LOOK_EVERY and not world.leapt:
            self._checks.fail("L6", f"{desk.user} says that she is live; nothing has come for {NOTICED_WITHIN:.0f} s")

    def _help(self, desk: Desk) -> None:
        """What a person would do at once: sign in where she is asked to."""
        session = desk.session
        if session is None or not desk.process.alive:
            return
        if desk.signed_out:
            desk.process.run(desk._act, session)
            return
        stage = session.core.link.stage
        if stage is Stage.STOPPED or (stage is Stage.WAITING and self._world.profile.eager):
            desk.process.run(session.call, lambda core, now: core.retry_now(now))

    # after the storm

    def _fresh(self) -> dict[str, Row] | None:
        node = self._world.server.node
        return {row.conv: row for row in node.feed.listed()} if node is not None else None

    def not_back(self) -> str:
        """Who has not once shown what is stored since the storm; empty when all have (L6)."""
        fresh = self._fresh()
        if fresh is None:
            return "the backend is down"
        first = ""
        for name, look in self._everybody(fresh):
            if name not in self._back:
                why = look()
                if not why:
                    self._back.add(name)
                first = first or (why and f"{name} {why}")
        return first

    def busy(self) -> str:
        """Whether something was stored in the last second."""
        stands = sum(known.seq for known in self._checks.convs.values())
        if stands != self._stands:
            self._stands, self._since = stands, self._world.loop.now
        return "" if self._world.loop.now - self._since >= 1.0 else "there is no end of it"

    def apart(self) -> str:
        """Why not everybody shows what is stored at rest; empty when they do (S8)."""
        fresh = self._fresh()
        if fresh is None:
            return "the backend is down"
        for name, look in self._everybody(fresh):
            why = look()
            if why:
                return f"{name} {why}"
        return self._rows_apart(fresh)

    def _everybody(self, fresh: dict[str, Row]) -> Iterator[tuple[str, Callable[[], str]]]:
        for desk in self._world.desks:
            yield desk.user, functools.partial(self._desk_apart, desk, fresh)
        for browser in self._world.browsers:
            for n, tab in enumerate(browser.tabs):
                yield f"page {n} of {browser.visitor}", functools.partial(self._tab_apart, tab)

    def _desk_apart(self, desk: Desk, fresh: dict[str, Row]) -> str:
        session = desk.session
        if session is None or not desk.is_live:
            return f"is not live: {session.core.link.stage if session else 'not started'}"
        shown = session.core.replica.rows
        if shown != fresh:
            return f"shows other rows: {_difference(shown, fresh)}"
        for conv in session.core.watches:
            known, transcript = self._checks.convs.get(conv), session.core.replica.transcripts.get(conv)
            if known is None:
                continue
            if transcript is None or transcript.have != known.seq:
                return f"shows {conv} up to {transcript.have if transcript else 0} of {known.seq}"
            if known.head.bot_turn is None and not _alike(transcript, known.transcript, desk):
                return f"shows another transcript of {conv}"
        return ""

    def _tab_apart(self, tab: Tab) -> str:
        if not tab.live:
            return "is not live"
        known = self._checks.convs.get(tab.conv)
        if known is None:
            return "shows a chat that is not stored" if tab.conv else ""
        if [item.seq for item in tab.items] != list(range(1, len(known.public) + 1)):
            return f"shows {len(tab.items)} of {len(known.public)} items of {tab.conv}"
        for item, record in zip(tab.items, known.public, strict=True):
            if item.text and item.text != record.bodies.get("text"):
                return f"says {item.text!r} as item {item.seq} of {tab.conv}"
        return ""

    def _rows_apart(self, fresh: dict[str, Row]) -> str:
        """The feed's rows are those of the store."""
        for conv, row in fresh.items():
            known = self._checks.convs.get(conv)
            if known is None or (row.seq, row.epoch, row.state) != (known.seq, known.head.epoch, str(known.head.state)):
                return f"the row of {conv} is not what is stored"
        for conv, known in self._checks.convs.items():
            if known.head.state is not State.RESOLVED and conv not in fresh:
                return f"{conv} is {known.head.state} and has no row"
        return ""

    def unsent(self) -> str:
        """What still is on its way; empty when everything has arrived or waits for somebody's eyes."""
        for desk in self._world.desks:
            if desk.session is None:
                return f"{desk.user} is not there"
            for item in desk.session.core.outbox.items():
                if item.state in ON_THE_WAY:
                    return f"{desk.user} has {item.state} {item.command}"
        for browser in self._world.browsers:
            for tab in browser.tabs:
                waiting = [one.frame for one in tab.outbox if not one.failed]
                if waiting:
                    return f"the page of {browser.visitor} has not sent {waiting[0]}"
        return ""

    def final(self) -> None:
        """The ledger: what was sent is stored is shown."""
        checks = self._checks
        for entry in checks.ledger.values():
            if entry.text:
                self._entry(entry)
        for typed in checks.typed_by_id.values():
            times = checks.stored.get(typed.text, 0)
            if typed.sent and typed.text and typed.text != "thank you" and times != 1:
                checks.fail("S5", f"{typed.visitor}'s {typed.text!r} was sent and is stored {times} times")
            if typed.failed and times:
                checks.fail("S5", f"{typed.visitor}'s {typed.text!r} was refused as {typed.failed} and is stored")
        for name, finds in (self._world.server.node.sweeper.finds if self._world.server.node else {}).items():
            checks.fail("L1", f"the sweeper found {finds} {name}")

    def _entry(self, entry: Entry) -> None:
        checks = self._checks
        desk = next(desk for desk in self._world.desks if desk.user == entry.desk)
        assert desk.session is not None
        times = checks.stored.get(entry.text, 0)
        item = next((item for item in desk.session.core.outbox.items() if item.id == entry.item.id), None)
        if entry.sent and times != 1:
            # A console whose clock jumped by a day has let go of what it sent "more than a day ago".
            # What was said among colleagues is not kept for a day as what a customer was told is.
            is_told = item is not None or "clock jumps" in self._world.profile.rates
            is_told = is_told or isinstance(entry.item.command, c.Whisper | c.AskHelp)
            if not (checks.restored and is_told) and not entry.discarded:
                checks.fail("S6", f"{entry.desk}'s {shown_as(entry)} was sent and is stored {times} times")
        elif not entry.sent and times and not checks.restored:
            checks.fail("S5", f"{entry.desk}'s {shown_as(entry)} counts as not sent and is stored")
        elif not entry.sent and not entry.discarded and item is None:
            checks.fail("S10", f"{entry.desk}'s {shown_as(entry)} is neither sent nor to be seen")
        elif item is not None and item.state not in (Stands.REFUSED, Stands.HELD, Stands.EXPIRED):
            checks.fail("S10", f"{entry.desk}'s {shown_as(entry)} stands at {item.state}")


def _alike(shown: Transcript, stored: Transcript, desk: Desk) -> bool:
    """All but how often a turn was painted anew, and whispers that are not for her."""
    return len(shown.turns) == len(stored.turns) and all(
        mine == theirs or replace(mine, version=0) == replace(_for(theirs, desk), version=0)
        for mine, theirs in zip(shown.turns, stored.turns, strict=True)
    )


def _for(turn: Turn, desk: Desk) -> Turn:
    is_hers = turn.kind != "whisper" or desk.role == "supervisor" or desk.user in (turn.author, turn.to)
    return turn if is_hers else replace(turn, text="")


def _difference(shown: dict[str, Row], fresh: dict[str, Row]) -> str:
    for conv in sorted(shown.keys() | fresh.keys()):
        mine, theirs = shown.get(conv), fresh.get(conv)
        if mine is None or theirs is None:
            return f"{conv} is {'missing' if mine is None else 'too much'}"
        if mine != theirs:
            names = [name for name in Row.__struct_fields__ if getattr(mine, name) != getattr(theirs, name)]
            return f"{conv}: " + ", ".join(f"{n} {getattr(mine, n)!r} for {getattr(theirs, n)!r}" for n in names[:4])
    return ""
