"""Flaws planted on purpose, one at a time, in the shipped code or in the store: what shows that the checks can fail."""

import contextlib
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from msgspec.structs import replace

from console.backend import (
    answers,
    gateway_commands,
    gateway_rows,
    gateway_watches,
    public_items,
    service,
    service_turns,
)
from console.backend.bots import runner
from console.core import replica
from console.core.conversation import events as ev
from console.core.conversation.decide import agents, bots, customers, timers, working
from console.core.conversation.transcript import Transcript
from console.core.conversation.words import RequestEnd, State
from console.desk.session import core as session_core
from console.desk.session import outbox, outbox_item, posting
from tests.sim import page
from tests.sim.store import (
    ACK_BEFORE_FLUSH,
    CAS_SKIPPED,
    CHUNK_FENCE_DROPPED,
    DEDUPE_SKIPPED,
    DUE_LOST_ON_RESTART,
    RESULTS_LOST_ON_RESTART,
)
from tests.sim.world import play

Place = tuple[Any, str, Any]


class Mutant:
    """One flaw."""

    def __init__(
        self, what: str, *, places: Callable[[], list[Place]] | None = None, store: frozenset[str] = frozenset()
    ) -> None:
        self.what = what
        self.store = store
        self._places = places or list

    @contextlib.contextmanager
    def planted(self) -> Iterator[None]:
        """Put in for the length of a block."""
        places = self._places()
        kept = [(place, name, _now(place, name)) for place, name, _ in places]
        _set(places)
        try:
            yield
        finally:
            _set(kept)


def _now(place: Any, name: Any) -> Any:
    return place[name] if isinstance(place, dict) else getattr(place, name)


def _set(places: Iterable[Place]) -> None:
    for place, name, value in places:
        if isinstance(place, dict):
            place[name] = value
        else:
            setattr(place, name, value)


def hunt(mutant: Mutant, seeds: Iterable[int]) -> tuple[int, str]:
    """The first of these seeds that catches it, and the invariant; 0: none did."""
    with mutant.planted():
        for seed in seeds:
            _, outcome = play(seed, flaws=mutant.store)
            if outcome.violations:
                first = outcome.violations[0]
                return seed, first.invariant
    return 0, ""


# decisions


def _no_fence() -> list[Place]:
    return [(working.Working, "stale", lambda self: None)]


def _take_without_cas() -> list[Place]:
    def take(work: Any, command: Any) -> None:
        if work.head.state not in (State.NEW, State.RESOLVED):
            work.give(work.context.actor.id, why=command.why)

    from console.core.conversation import commands as c
    from console.core.conversation import decide

    return [(decide._DECISIONS, c.Take, take)]


def _no_lock() -> list[Place]:
    """Nothing but the store's comparison keeps two decisions apart."""

    async def take(self: Any, conv: str, asked: Any = None) -> None:
        return None

    return [(service_turns.Turns, "take", take), (service_turns.Turns, "end", lambda self, conv: None)]


def _closed_by_timer() -> list[Place]:
    def first_answer(work: Any) -> None:
        work.end_request(RequestEnd.ANSWERED)

    def silent(work: Any) -> None:
        work.emit(ev.Resolved("idle"))

    from console.core.conversation.words import DueKind

    return [(timers._FIRE, DueKind.FIRST_ANSWER, first_answer), (timers._FIRE, DueKind.OWNER_ABSENT, silent)]


def _ask_unheard() -> list[Place]:
    real = customers._follow

    def follow(work: Any, text: str, passed: Any, thanks: bool) -> None:
        if not (work.context.asks and work.head.state is State.BOT):
            real(work, text, passed, thanks)

    return [(customers, "_follow", follow)]


# the service and the gateway


def _tells_before_commit() -> list[Place]:
    real = service.Service._apply

    async def apply(self: Any, asked: Any, head: Any, records: Any, bot_text: Any) -> Any:
        if records:
            self._tell(head, answers.head_after(head, records), records, 0, 0)
            self.heads[head.conv] = replace(self.heads[head.conv], head=head)
        return await real(self, asked, head, records, bot_text)

    return [(service.Service, "_apply", apply)]


def _position_after_rows() -> list[Place]:
    real = gateway_rows.RowsOut._pages

    def pages(self: Any) -> Any:
        made = real(self)
        made.pos = self.feed.pos
        return made

    return [(gateway_rows.RowsOut, "_pages", pages)]


def _ask_overtakes() -> list[Place]:
    async def settled(self: Any, user_id: str, command_id: str) -> None:
        pass

    return [(gateway_commands.Commands, "settled", settled)]


def _note_on_page() -> list[Place]:
    real = public_items.item_of

    def item_of(record: Any, name: Any) -> Any:
        if isinstance(record.event, ev.NoteAdded):
            from console.core.wire.customer import Item

            return Item(1, record.at, "agent", record.bodies.get("text", ""))
        return real(record, name)

    from console.backend import customers as pages

    return [(pages, "item_of", item_of)]


def _bot_speaks_on() -> list[Place]:
    return [(bots, "_current", lambda work, turn: None), (bots, "_fenced", lambda work: None)]


def _second_turn_after_restart() -> list[Place]:
    """After a restart an open turn is left open, and the bot begins anew beside it."""

    def interrupt(work: Any, command: Any) -> None:
        work.head = replace(work.head, request=work.head.request)

    from console.core.conversation import commands as c
    from console.core.conversation import decide

    def owed(head: Any) -> bool:
        return head.state is State.BOT and bool(head.unanswered)

    def start(work: Any, command: Any) -> None:
        work.emit(ev.BotTurnStarted(command.turn, command.answers))

    return [
        (decide._DECISIONS, c.Interrupt, interrupt),
        (decide._DECISIONS, c.StartTurn, start),
        (runner, "_owed", owed),
    ]


# consoles


def _delta_over_hole() -> list[Place]:
    real = replica.Replica.delta

    def delta(self: Any, prev: str, pos: str, up: Any, rm: Any) -> Any:
        return real(self, self.pos, pos, up, rm)

    return [
        (replica.Replica, "delta", delta),
        (session_core.SessionCore, "_compare", lambda self, pos, now: None),
    ]


def _records_over_hole() -> list[Place]:
    def apply(self: Any, record: Any) -> bool:
        if record.seq <= self.have:
            return True
        self.have = record.seq
        self.version += 1
        self._fold(record)
        return True

    return [(Transcript, "apply", apply)]


def _send_before_keep() -> list[Place]:
    def prepare(self: Any, conv: Any, command: Any, epoch: Any, now: Any) -> Any:
        item = real(self, conv, command, epoch, now)
        return replace(item, state=outbox_item.State.QUEUED, written=False)

    real = session_core.SessionCore.prepare

    def commands(self: Any, mono: int) -> None:
        flying = [self._outbox.fly(item, mono) for item in self._outbox.ready(mono) if self._pace.spend(mono)]
        for item in flying:
            self.send(item)
        self.settle()

    return [(session_core.SessionCore, "prepare", prepare), (posting.Posting, "_commands", commands)]


def _new_id_after_loss() -> list[Place]:
    real = outbox.Outbox.link_lost

    def link_lost(self: Any) -> None:
        for item in self.items():
            if item.state is outbox_item.State.IN_FLIGHT:
                self._put(replace(item, wire=self._fresh(), state=outbox_item.State.QUEUED, written=False))
                self._runs[item.id] = outbox._Run()
        real(self)

    return [(outbox.Outbox, "link_lost", link_lost)]


def _forgotten_before_result() -> list[Place]:
    real = outbox.Outbox.fly

    def fly(self: Any, item: Any, mono: int) -> Any:
        flown = real(self, item, mono)
        self._changed.forget(flown)
        return flown

    return [(outbox.Outbox, "fly", fly)]


def _page_new_id() -> list[Place]:
    real = page.Tab._pump

    def pump(self: Any) -> None:
        for item in self.outbox:
            if getattr(item, "sent_on", None) not in (None, self.end) and not item.failed:
                old = item.frame.id
                item.frame = replace(item.frame, id=old[::-1])
                self.world.checks.typed_by_id[item.frame.id] = self.world.checks.typed_by_id[old]
        real(self)
        for item in self.outbox:
            if item.frame.id == self.flying:
                item.sent_on = self.end

    return [(page.Tab, "_pump", pump)]


def _held_deadlock() -> list[Place]:
    """What is released waits for what is held: the bug that this simulation found."""
    real = outbox.Outbox.release

    def release(self: Any, item_id: str, row: Any, now: int) -> bool:
        after = self._items[item_id].after if item_id in self._items else ""
        done = real(self, item_id, row, now)
        item = self._items.get(item_id)
        if done and item is not None and after in self._items:
            self._put(replace(item, after=after))
        return done

    return [(outbox.Outbox, "release", release)]


def _agent_speaks_for_all() -> list[Place]:
    """Who does not own a conversation may speak in it."""
    from console.core.conversation import access
    from console.core.conversation import commands as c

    return [(access.RIGHTS, c.Reply, dict.fromkeys(("agent", "supervisor", "admin"), access.ANY))]


MUTANTS: Final[dict[str, Mutant]] = {
    "fence_dropped": Mutant("decisions do not look at the epoch", places=_no_fence),
    "chunk_fence_dropped": Mutant("a bot's piece is stored whatever the epoch", store=frozenset({CHUNK_FENCE_DROPPED})),
    "bot_speaks_on": Mutant("a bot's command is carried out without its fence", places=_bot_speaks_on),
    "ack_before_flush": Mutant("answered before it is durable", store=frozenset({ACK_BEFORE_FLUSH})),
    "dedupe_skipped": Mutant("a command id is not looked up", store=frozenset({DEDUPE_SKIPPED})),
    "cas_skipped": Mutant(
        "a commit does not compare the head, and nothing else keeps decisions apart",
        places=_no_lock,
        store=frozenset({CAS_SKIPPED}),
    ),
    "take_without_cas": Mutant("a take does not ask who has it", places=_take_without_cas),
    "results_lost_on_restart": Mutant("results are gone with the process", store=frozenset({RESULTS_LOST_ON_RESTART})),
    "due_lost_on_restart": Mutant("timers are gone with the process", store=frozenset({DUE_LOST_ON_RESTART})),
    "delta_over_hole": Mutant("rows are changed whatever was missed", places=_delta_over_hole),
    "records_over_hole": Mutant("records are applied whatever was missed", places=_records_over_hole),
    "send_before_keep": Mutant("written before it is on the disk as in flight", places=_send_before_keep),
    "new_id_after_loss": Mutant("sent anew under another id after a lost link", places=_new_id_after_loss),
    "forgotten_before_result": Mutant("let go of when it is written", places=_forgotten_before_result),
    "released_behind_held": Mutant("a released command waits for a held one", places=_held_deadlock),
    "ask_overtakes": Mutant("`not seen` is answered of what is under way", places=_ask_overtakes),
    "second_turn_after_restart": Mutant("the bot begins anew beside its open turn", places=_second_turn_after_restart),
    "request_closed_by_timer": Mutant("a timer closes the wish for a person", places=_closed_by_timer),
    "ask_unheard": Mutant("a wish in words opens no request", places=_ask_unheard),
    "tells_before_commit": Mutant("consoles hear of it before it is stored", places=_tells_before_commit),
    "position_after_rows": Mutant("a snapshot's position is of later rows", places=_position_after_rows),
    "page_resends_anew": Mutant("a page sends again under another id", places=_page_new_id),
    "note_on_page": Mutant("a note becomes an item of the page", places=_note_on_page),
    "anybody_speaks": Mutant("who does not own it may reply", places=_agent_speaks_for_all),
}

__all__ = ["MUTANTS", "Mutant", "agents", "gateway_watches", "hunt"]
