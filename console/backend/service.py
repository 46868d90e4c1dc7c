"""Turns commands into committed events: authorise and decide purely, store in one transaction, then tell the listeners.

The only writer of conversations. It knows no sockets: gateways bring commands in, listeners carry events out.
"""

import asyncio
import hashlib
import logging
import secrets
from collections.abc import Callable, Mapping
from typing import Final, Protocol

import msgspec

from console.backend.store.faults import StoreFaultError
from console.backend.store.port import Commit, Committed, Mismatch, Repeated, Store, StoredHead
from console.core.asks import asks_for_person
from console.core.conversation import commands as c
from console.core.conversation.context import Actor, AgentView, Context, Policy, Refusal
from console.core.conversation.decide import decide
from console.core.conversation.decide.timers import next_due
from console.core.conversation.events import Record
from console.core.conversation.evolve import evolve
from console.core.conversation.model import Head
from console.core.conversation.words import State
from console.core.text.messages import t
from console.core.text.thanks import is_thanks
from console.core.wire.frames import Result

log = logging.getLogger("warmline.service")

ATTEMPTS: Final = 8
"""How often a decision is made again after losing a race before the caller is told to retry."""
RETRY_MS: Final = 1_000

_result_decoder = msgspec.json.Decoder(Result)
_encoder = msgspec.json.Encoder()


class Presence(Protocol):
    """Who is there, as decisions need it."""

    def view(self, agent: str) -> AgentView:
        """This agent now."""


class Committing(msgspec.Struct, frozen=True):
    """What has just been stored: told to every listener, in the order of each conversation's `seq`."""

    stored: StoredHead
    before: Head
    records: tuple[Record, ...]
    pos: int


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
        self._listeners: list[Listener] = []
        self._locks: dict[str, tuple[asyncio.Lock, int]] = {}
        self._key = store.hash_key

    def listen(self, listener: Listener) -> None:
        """Be told of every commit."""
        self._listeners.append(listener)

    async def load(self) -> None:
        """Bring the open conversations into memory, and interrupt the bot turns that a stop left open."""
        for stored in await self.store.open_heads():
            self.heads[stored.head.conv] = stored
        for conv, stored in list(self.heads.items()):
            if stored.head.bot_turn is not None:
                await self.system(conv, c.Interrupt())

    async def head(self, conv: str) -> StoredHead | None:
        """The conversation as it stands, or None."""
        found = self.heads.get(conv)
        if found is None:
            found = await self.store.head(conv)
            if found is not None:
                self.heads.setdefault(conv, found)
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
    ) -> Result:
        """Carry a command out.

        Returns:
            `ok` once committed and flushed, `refused` for good, or `retry` when nothing was done and it may be sent
            again. A command id that was used before is answered as it was then (S5).
        """
        # A customer's page may not know which conversation its message went to before: the words alone are compared.
        place = "" if actor.kind == "customer" else conv
        body_hash = self._hash(place, command, epoch) if command_id else b""
        lock = self._acquire(conv)
        try:
            async with lock:
                return await self._carry_out(conv, command, actor, command_id, body_hash, epoch)
        except StoreFaultError as error:
            log.warning("store refused a commit: %s", error.code)
            return Result(command_id, "retry", "store", t("refused.store"), conv, retry_ms=RETRY_MS)
        finally:
            self._release(conv)

    async def _carry_out(
        self, conv: str, command: c.Command, actor: Actor, command_id: str, body_hash: bytes, epoch: int | None
    ) -> Result:
        author = f"{actor.kind}:{actor.id}"
        if command_id:
            known = await self.store.result(author, command_id)
            if known is not None:
                return self._again(command_id, conv, known.result if known.body_hash == body_hash else None)
        for _ in range(ATTEMPTS):
            stored = await self.head(conv)
            head = stored.head if stored else Head(conv)
            bot_text = await self.store.chunks(conv, head.bot_turn.id) if head.bot_turn else ""
            context = self._context(head, command, actor, epoch, bot_text)
            decision = decide(head, command, context)
            if isinstance(decision, Refusal):
                if not command_id:
                    return self._refused("", conv, decision)
                records: tuple[Record, ...] = ()
                result = self._refused(command_id, conv, decision)
            else:
                records = decision
                if not records and not command_id:
                    return self._done("", head, head)
                result = self._done(command_id, head, _after(head, records))
            after = _after(head, records)
            outcome = await self.store.commit(
                Commit(
                    after,
                    head.seq,
                    records,
                    author,
                    command_id,
                    body_hash,
                    _encoder.encode(result),
                    next_due(after, self.policy),
                    bot_text if head.bot_turn else None,
                )
            )
            if isinstance(outcome, Repeated):
                return self._again(command_id, conv, outcome.result)
            if isinstance(outcome, Mismatch):
                return self._again(command_id, conv, None)
            if isinstance(outcome, Committed):
                if records:
                    self._tell(head, after, records, outcome)
                return result
            self.heads.pop(conv, None)
        return Result(command_id, "retry", "busy", t("refused.busy"), conv, retry_ms=RETRY_MS)

    def _tell(self, before: Head, after: Head, records: tuple[Record, ...], outcome: Committed) -> None:
        known = self.heads.get(after.conv)
        stored = StoredHead(after, outcome.no or (known.no if known else 0), next_due(after, self.policy))
        self.heads[after.conv] = stored
        told = Committing(stored, before, records, outcome.last_pos)
        for listener in self._listeners:
            listener(told)

    def _context(self, head: Head, command: c.Command, actor: Actor, epoch: int | None, bot_text: str) -> Context:
        text = command.text if isinstance(command, c.Say) else ""
        named = {head.agent, head.last_handler.id if head.last_handler else "", getattr(command, "agent", "")}
        return Context(
            self.clock(),
            actor,
            self.policy,
            epoch,
            asks=bool(text) and asks_for_person(text) is not None,
            thanks=bool(text) and is_thanks(text),
            agents={agent: self.presence.view(agent) for agent in named if agent},
            bot_text=bot_text,
            fresh=secrets.token_hex(8),
        )

    def _done(self, command_id: str, before: Head, after: Head) -> Result:
        return Result(
            command_id,
            "ok",
            conv=after.conv,
            seq=after.seq,
            epoch=after.epoch,
            owner=_owner(after),
            state=str(after.state),
            data={"from": before.seq, "public_from": before.public_seq, "public_seq": after.public_seq},
        )

    def _refused(self, command_id: str, conv: str, refusal: Refusal) -> Result:
        data: Mapping[str, str | int] = refusal.data
        return Result(
            command_id,
            "refused",
            refusal.code,
            t(f"refused.{refusal.code}", **data),
            conv,
            epoch=int(data.get("epoch", 0)),
            owner=str(data.get("owner", "")),
            state=str(data.get("state", "")),
            data=dict(data),
        )

    def _again(self, command_id: str, conv: str, stored: bytes | None) -> Result:
        """The stored answer, or a refusal when the id was used for something else."""
        if stored is None:
            return Result(command_id, "refused", "mismatch", t("refused.mismatch"), conv)
        return _result_decoder.decode(stored)

    def _hash(self, conv: str, command: c.Command, epoch: int | None) -> bytes:
        body = msgspec.json.encode([conv, epoch, command], enc_hook=str)
        return hashlib.blake2b(body, key=self._key, digest_size=16).digest()

    def _acquire(self, conv: str) -> asyncio.Lock:
        lock, waiting = self._locks.get(conv, (None, 0))
        lock = lock or asyncio.Lock()
        self._locks[conv] = (lock, waiting + 1)
        return lock

    def _release(self, conv: str) -> None:
        lock, waiting = self._locks[conv]
        if waiting == 1:
            del self._locks[conv]
        else:
            self._locks[conv] = (lock, waiting - 1)

    def forget_resolved(self, before: int) -> None:
        """Let go of conversations that were resolved and wrapped up before this time."""
        gone = [
            conv
            for conv, stored in self.heads.items()
            if stored.head.state is State.RESOLVED and stored.head.wrapped_up and stored.head.changed_at < before
        ]
        for conv in gone:
            if conv not in self._locks:
                del self.heads[conv]


def _after(head: Head, records: tuple[Record, ...]) -> Head:
    for record in records:
        head = evolve(head, record)
    return head


def _owner(head: Head) -> str:
    return head.owner.id or head.owner.kind if head.owner else ""
