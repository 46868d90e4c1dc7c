"""Turns commands into committed events: authorise and decide purely, store in one transaction, then tell the listeners.

The only writer of conversations. It knows no sockets: gateways bring commands in, listeners carry events out.
"""

import asyncio
import logging
import secrets
from collections.abc import Callable
from typing import Final, Protocol

import msgspec

from console.backend import answers
from console.backend.answers import Asked, Found, Kept, Refused
from console.backend.service_turns import Turns
from console.backend.store.faults import StoreFaultError
from console.backend.store.port import Commit, CommitOutcome, Committed, Mismatch, Repeated, Store, StoredHead
from console.core.asks import asks_for_person
from console.core.conversation import commands as c
from console.core.conversation.context import Actor, AgentView, Context, Policy, Refusal
from console.core.conversation.decide import agents_named, decide
from console.core.conversation.decide.timers import Due, next_due
from console.core.conversation.events import CustomerSaid, Record
from console.core.conversation.model import Head
from console.core.conversation.why import Why
from console.core.conversation.words import State
from console.core.text.messages import t
from console.core.text.thanks import is_thanks
from console.core.wire.frames import Result

log = logging.getLogger("warmline.service")

ATTEMPTS: Final = 8
"""How often a decision is made again after losing a race before the caller is told to retry."""
RETRY_MS: Final = 1_000
EXTRACT_RECORDS: Final = 40
"""How far back the last words of a customer are looked for when the conversation comes to people."""

_MAY_ESCALATE: Final = (c.Say, c.AskPerson, c.Escalate, c.FireDue, c.Interrupt)
"""What may bring a conversation from the bot to people, so that its card needs what was said."""


class Presence(Protocol):
    """Who is there, as decisions need it."""

    def view(self, agent: str, head: Head | None = None) -> AgentView:
        """This agent now, as far as this conversation is concerned."""


class Committing(msgspec.Struct, frozen=True):
    """What has just been stored: told to every listener, in the order of each conversation's `seq`."""

    stored: StoredHead
    before: Head
    records: tuple[Record, ...]
    pos: int


Explain = Callable[[Head, c.Command, Actor], Why | None]
"""What a command rests on, as the router knows it."""

Observer = Callable[[c.Command, Result, float], None]
"""Called with each command, its answer and the seconds that it took."""

Listener = Callable[[Committing], None]
"""Called on the event loop straight after the commit; must not block and must not raise."""


class Service:
    """All conversations of one workspace on one node."""

    def __init__(
        self, store: Store, presence: Presence, clock: Callable[[], int], policy: Policy | None = None
    ) -> None:
        """`clock` gives milliseconds since the epoch."""
        self.store = store
        self.presence = presence
        self.clock = clock
        self.policy = policy or Policy()
        self.heads: dict[str, StoredHead] = {}
        """Every conversation that is open, and those touched since the start."""
        self.explain: Explain | None = None
        self.is_beyond: Callable[[Head, c.Command, Actor], bool] | None = None
        """Whether too many stand before this customer for whoever wants to take this one."""
        self._listeners: list[Listener] = []
        self._observers: list[Observer] = []
        self._doubtful: set[str] = set()
        """Conversations of which a commit was not answered: it may have had its effect, and nobody was told."""
        self.turns = Turns(self._refuse, self._keep_each, self._doubtful.add)
        self._key = store.hash_key

    def listen(self, listener: Listener) -> None:
        """Be told of every commit."""
        self._listeners.append(listener)

    def observe(self, observer: Observer) -> None:
        """Be told of every answer."""
        self._observers.append(observer)

    async def load(self) -> None:
        """Bring the open conversations into memory, and interrupt the bot turns that a stop left open."""
        for stored in await self.store.open_heads():
            self.heads[stored.head.conv] = stored
        for conv, stored in list(self.heads.items()):
            if stored.head.bot_turn is not None:
                await self.system(conv, c.Interrupt())
            elif stored.due != next_due(stored.head, self.policy):
                await self.reschedule(conv)

    async def head(self, conv: str) -> StoredHead | None:
        """The conversation as it stands, or None."""
        found = self.heads.get(conv)
        if found is None:
            found = await self.store.head(conv)
            # What is being committed, or may have been, is told first: memory that knew it already would never tell.
            if found is not None and conv not in self.turns and conv not in self._doubtful:
                # What was committed while this was read is newer.
                self.heads.setdefault(conv, found)
            found = self.heads.get(conv, found)
        return found

    async def system(self, conv: str, command: c.Command, *, epoch: int | None = None) -> Result:
        """A command of the backend itself; nothing is kept of a refusal."""
        return await self.handle(conv, command, Actor("system"), epoch=epoch)

    async def handle(
        self,
        conv: str,
        command: c.Command,
        actor: Actor,
        *,
        command_id: str = "",
        epoch: int | None = None,
        linked: str = "",
    ) -> Result:
        """Carry a command out; `linked` is the conversation that a first message follows.

        Returns:
            `ok` once committed and flushed, `refused` for good, or `retry` when nothing was done and it may be sent
            again. A command id that was used before is answered as it was then (S5).
        """
        # A customer's page may not know which conversation its message went to before: the words alone are compared.
        place = "" if actor.kind == "customer" else conv
        body_hash = answers.hash_of(self._key, place, command, epoch) if command_id else b""
        asked = Asked(conv, command, actor, command_id, epoch, body_hash, linked, Found())
        loop = asyncio.get_running_loop()
        begun = loop.time()
        try:
            result = await self._carry_out(asked)
        except StoreFaultError as error:
            log.warning("store refused a commit: %s", error.code)
            result = Result(command_id, "retry", "store", t("refused.store"), conv, retry_ms=RETRY_MS)
        for observer in self._observers:
            observer(command, result, loop.time() - begun)
        return result

    async def _carry_out(self, asked: Asked) -> Result:
        # Whether its id was used before is found out by the commit, which then does nothing: no need to ask first.
        for _ in range(ATTEMPTS):
            kept = await self.turns.take(asked.conv, asked)
            result = await (self._take_turn(asked) if kept is None else self._hold_to(kept))
            if result is not None:
                return result
        return Result(asked.command_id, "retry", "busy", t("refused.busy"), asked.conv, retry_ms=RETRY_MS)

    async def _take_turn(self, asked: Asked) -> Result | None:
        """Decide and store; None: decide again."""
        try:
            head, decision, bot_text = await self._decide(asked)
            if not isinstance(decision, Refusal):
                return await self._apply(asked, head, decision, bot_text)
        finally:
            self.turns.end(asked.conv)
        # A refusal changes nothing, so it need not keep others waiting: many are stored in one transaction.
        return await self._keep_refusal(self._refused(asked, head, decision, next_due(head, self.policy)))

    async def _decide(self, asked: Asked) -> tuple[Head, tuple[Record, ...] | Refusal, str | None]:
        """The head, what follows from it, and, where it ends the bot's open turn, what that has said so far."""
        if asked.conv in self._doubtful:
            await self._catch_up(asked.conv)
        stored = await self.head(asked.conv)
        head = stored.head if stored else Head(asked.conv)
        found = asked.found
        context = self._context(head, asked, found.bot_text or "")
        said = isinstance(asked.command, c.Say) and not context.asks and head.state is not State.RESOLVED
        if head.seq and head.request is None and isinstance(asked.command, _MAY_ESCALATE) and not said:
            if found.said_at != head.seq:
                found.said_at, found.said = head.seq, await self._said(head)
            context = msgspec.structs.replace(context, said=found.said)
        decision = decide(head, asked.command, context)
        if head.bot_turn is None or not answers.ends_turn(decision):
            return head, decision, None
        if found.bot_text is None:
            found.bot_text = await self.store.chunks(asked.conv, head.bot_turn.id)
            decision = decide(head, asked.command, msgspec.structs.replace(context, bot_text=found.bot_text))
        return head, decision, found.bot_text

    async def _said(self, head: Head) -> tuple[str, ...]:
        records = await self.store.records(head.conv, max(0, head.seq - EXTRACT_RECORDS), EXTRACT_RECORDS)
        return tuple(r.bodies.get("text", "") for r in records if isinstance(r.event, CustomerSaid))

    async def _apply(
        self, asked: Asked, head: Head, records: tuple[Record, ...], bot_text: str | None
    ) -> Result | None:
        """Store what was decided and tell of it; None: the head has moved on, decide again."""
        after = answers.head_after(head, records)
        result = answers.done(asked.command_id, head, after, records)
        if not records and not asked.command_id:
            return result
        commit = answers.commit_of(asked, result, after, head.seq, next_due(after, self.policy), records, bot_text)
        outcome = await self._commit(asked.conv, commit)
        if isinstance(outcome, Committed):
            if records:
                self._tell(head, after, records, outcome.last_pos, outcome.no)
            return result
        if isinstance(outcome, Repeated | Mismatch):
            result = answers.again(asked, outcome.result if isinstance(outcome, Repeated) else None)
            if self._is_behind(asked, head, result):
                if result.conv == asked.conv:
                    await self._catch_up(asked.conv)
                else:
                    self._doubtful.add(result.conv)
            return result
        asked.found.bot_text = outcome.bot_text
        if outcome.seq != head.seq:
            await self._catch_up(asked.conv)
        return None

    def _refuse(self, conv: str, waiting: list[Asked | None]) -> list[Refused]:
        """What can be refused from memory, of those who wait for a turn: up to the first who needs hers."""
        stored = self.heads.get(conv)
        if stored is None or conv in self._doubtful:
            return []
        found, due = [], next_due(stored.head, self.policy)
        for asked in waiting:
            refusal = self._refusal(stored.head, asked) if asked is not None else None
            if asked is None or refusal is None:
                break
            found.append(self._refused(asked, stored.head, refusal, due))
        return found

    def _refusal(self, head: Head, asked: Asked) -> Refusal | None:
        # Others are hardly ever refused, and what a customer says is not looked through twice.
        if asked.actor.kind != "agent" or not asked.command_id:
            return None
        try:
            decision = decide(head, asked.command, self._context(head, asked, asked.found.bot_text or ""))
        except Exception:
            # It will fail again in its own turn, and there it is its own failure.
            return None
        return decision if isinstance(decision, Refusal) else None

    def _refused(self, asked: Asked, head: Head, refusal: Refusal, due: Due | None) -> Refused:
        result = answers.refused(asked.command_id, asked.conv, refusal)
        return Refused(asked, head, result, answers.commit_of(asked, result, head, head.seq, due))

    async def _keep_each(self, refused: list[Refused]) -> list[CommitOutcome | StoreFaultError]:
        return await self.store.commit_each([one.commit for one in refused])

    async def _keep_refusal(self, refused: Refused) -> Result | None:
        """Store one refusal; None: decide again."""
        if not refused.asked.command_id:
            return refused.result
        return await self._hold_to(Kept(refused, await self._commit(refused.asked.conv, refused.commit)))

    async def _hold_to(self, kept: Kept) -> Result | None:
        """The refusal if the head still stood where it was made; None: decide again."""
        refused, outcome = kept.refused, kept.outcome
        asked = refused.asked
        if isinstance(outcome, Committed):
            return refused.result
        if isinstance(outcome, Repeated | Mismatch):
            result = answers.again(asked, outcome.result if isinstance(outcome, Repeated) else None)
            if self._is_behind(asked, refused.head, result):
                await self._settle(result.conv)
            return result
        known = self.heads.get(asked.conv)
        if outcome.seq != (known.head.seq if known else 0):
            self._doubtful.add(asked.conv)
        return None

    async def _commit(self, conv: str, commit: Commit) -> CommitOutcome:
        storing = asyncio.ensure_future(self.store.commit(commit))
        try:
            return await asyncio.shield(storing)
        except StoreFaultError:
            # It may have been stored all the same: whoever looks at this conversation next finds out.
            self._doubtful.add(conv)
            raise
        except asyncio.CancelledError:
            # It is on its way: who looked before it has arrived would find nothing, and doubt no longer.
            storing.add_done_callback(lambda done: self._doubt(conv, done))
            raise

    def _doubt(self, conv: str, stored: "asyncio.Future[CommitOutcome]") -> None:
        if not stored.cancelled():
            stored.exception()
        self._doubtful.add(conv)

    async def settle(self) -> None:
        """Tell of commits that were stored although their answer was lost."""
        for conv in list(self._doubtful):
            await self._settle(conv)

    async def _settle(self, conv: str) -> None:
        await self.turns.take(conv)
        try:
            await self._catch_up(conv)
        finally:
            self.turns.end(conv)

    async def _catch_up(self, conv: str) -> None:
        """Hold memory against the store, and tell of what memory does not know; in one's turn."""
        stored = await self.store.head(conv)
        known = self.heads.get(conv)
        before = known.head if known else Head(conv)
        if stored is not None and stored.head.seq > before.seq:
            records = tuple(await self.store.records(conv, before.seq, stored.head.seq - before.seq))
            self._tell(before, stored.head, records, self.store.last_pos, stored.no)
        self._doubtful.discard(conv)

    async def reschedule(self, conv: str) -> None:
        """Store the next timer anew: another policy than the one it was made under moves it."""
        await self.turns.take(conv)
        try:
            stored = await self.head(conv)
            if stored is not None:
                due = next_due(stored.head, self.policy)
                await self.store.commit(Commit(stored.head, stored.head.seq, due=due))
        except StoreFaultError as error:
            log.warning("a timer could not be moved: %s", error.code)
        finally:
            self.turns.end(conv)

    def _tell(self, before: Head, after: Head, records: tuple[Record, ...], pos: int, no: int) -> None:
        known = self.heads.get(after.conv)
        stored = StoredHead(after, no or (known.no if known else 0), next_due(after, self.policy))
        self.heads[after.conv] = stored
        told = Committing(stored, before, records, pos)
        for listener in self._listeners:
            try:
                listener(told)
            except Exception:
                # It is stored, and the others must still hear of it.
                log.exception("a listener failed", extra={"conv": after.conv})

    def _context(self, head: Head, asked: Asked, bot_text: str) -> Context:
        text = asked.command.text if isinstance(asked.command, c.Say) else ""
        return Context(
            self.clock(),
            asked.actor,
            self.policy,
            asked.epoch,
            asks=bool(text) and asks_for_person(text) is not None,
            thanks=bool(text) and is_thanks(text),
            agents={agent: self.presence.view(agent, head) for agent in agents_named(head, asked.command, asked.actor)},
            bot_text=bot_text,
            fresh=secrets.token_hex(8) if isinstance(asked.command, c.Transfer) else "",
            linked=asked.linked,
            is_beyond=self.is_beyond is not None and self.is_beyond(head, asked.command, asked.actor),
            why=self._why(head, asked),
        )

    def _why(self, head: Head, asked: Asked) -> Why | None:
        """What a take rests on. To find it costs a walk through all who wait: not for one that is behind."""
        if self.explain is None or asked.epoch not in (None, head.epoch):
            return None
        return self.explain(head, asked.command, asked.actor)

    def _is_behind(self, asked: Asked, head: Head, again: Result) -> bool:
        """Whether what was decided on lacks the effect that was now answered once more: nobody was told of it yet."""
        known = self.heads.get(again.conv)
        seq = head.seq if again.conv == asked.conv else known.head.seq if known else again.seq
        return again.status == "ok" and seq < again.seq

    def forget_resolved(self, before: int) -> None:
        """Let go of conversations that were resolved and wrapped up before this time."""
        gone = [
            conv
            for conv, stored in self.heads.items()
            if stored.head.state is State.RESOLVED and stored.head.wrapped_up and stored.head.changed_at < before
        ]
        for conv in gone:
            if conv not in self.turns and conv not in self._doubtful:
                del self.heads[conv]
