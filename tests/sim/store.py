"""A model of the store with the faults of a disk: group commit, what is durable, and what dies with the process."""

import asyncio
import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final, TypeVar

from console.backend.store.conversations import check
from console.backend.store.faults import (
    StoreBusyError,
    StoreClosedError,
    StoreDiskError,
    StoreFaultError,
    StoreFullError,
    StoreOpenError,
    settle,
)
from console.backend.store.port import (
    Commit,
    CommitOutcome,
    Contact,
    FeedEntry,
    Hit,
    Reused,
    StoredHead,
    StoredResult,
    Stream,
    Token,
    User,
)
from console.core.conversation.decide.timers import Due
from console.core.conversation.events import Record
from tests.sim.disk import Disk
from tests.sim.disk_search import find
from tests.sim.faults import Fault, Faults
from tests.sim.loop import Process, SimLoop, process

T = TypeVar("T")

ACK_BEFORE_FLUSH: Final = "ack_before_flush"
DEDUPE_SKIPPED: Final = "dedupe_skipped"
CAS_SKIPPED: Final = "cas_skipped"
CHUNK_FENCE_DROPPED: Final = "chunk_fence_dropped"
DUE_LOST_ON_RESTART: Final = "due_lost_on_restart"
RESULTS_LOST_ON_RESTART: Final = "results_lost_on_restart"
FLAWS: Final = frozenset(
    {
        ACK_BEFORE_FLUSH,
        DEDUPE_SKIPPED,
        CAS_SKIPPED,
        CHUNK_FENCE_DROPPED,
        DUE_LOST_ON_RESTART,
        RESULTS_LOST_ON_RESTART,
    }
)
"""What can be wrong with this store on purpose, so that the checks of a world are seen to catch it."""

LARGEST_BATCH: Final = 1_000
LONGEST_QUEUE: Final = 20_000
PATH: Final = "warmline.db"


_Request = tuple[Callable[..., Any], tuple[Any, ...], "asyncio.Future[Any]"]


class SimStore:
    """A `Store` on a `Disk`; belongs to the simulated process that opens it, and dies with it."""

    def __init__(self, disk: Disk, faults: Faults | None = None, *, flaws: frozenset[str] = frozenset()) -> None:
        """Open the disk, as `SqliteStore.open` does the file.

        Raises:
            StoreOpenError: a process that is alive has it open.
        """
        loop = asyncio.get_running_loop()
        assert isinstance(loop, SimLoop)
        self._loop = loop
        self._disk = disk
        self._process = process.get()
        self.faults = faults or Faults(random.Random(0))
        self.flaws = flaws
        self._claim()
        self.stream_epoch = disk.epoch
        self.hash_key = disk.key
        self.last_pos = len(disk.feed)
        self._asked: list[_Request] = []
        self._waiting: list[_Request] = []
        self._unanswered = 0
        self._writing = False
        self._closed = False
        self._drained: asyncio.Future[None] | None = None
        self._before: Disk | None = None
        """Of a store that answers too early: what is really on the disk."""
        self._timerless = set(disk.rows) if DUE_LOST_ON_RESTART in flaws else set()

    @classmethod
    async def open(cls, disk: Disk, faults: Faults | None = None, *, flaws: frozenset[str] = frozenset()) -> "SimStore":
        """The same, a moment later."""
        await asyncio.sleep(0)
        return cls(disk, faults, flaws=flaws)

    def _claim(self) -> None:
        disk = self._disk
        unknown = self.flaws - FLAWS
        if unknown:
            raise ValueError(f"no such flaw: {unknown}")
        if isinstance(disk.holder, Process) and disk.holder.alive and disk.holder is not self._process:
            raise StoreOpenError("locked", path=PATH, pid=disk.holder.name)
        disk.holder = self._process
        disk.flaws = self.flaws
        for work, args in disk.ghosts:
            _attempt(work, args)
        disk.ghosts = []
        if RESULTS_LOST_ON_RESTART in self.flaws:
            disk.commands.clear()
        if not disk.epoch:
            disk.epoch = f"{self.faults.rng.getrandbits(64):x}"
        if self._process is not None and ACK_BEFORE_FLUSH in self.flaws:
            self._process.at_death(self._lose)

    def _lose(self) -> None:
        if self._before is not None:
            self._disk.adopt(self._before)
            self._before = None

    async def close(self) -> None:
        """Finish what was asked, then let go of the disk."""
        if not self._closed:
            self._closed = True
            self._drained = self._loop.create_future()
            self._hand_over()
            if not self._writing:
                self._drained.set_result(None)
            await self._drained
            self._disk.holder = None

    # writing

    async def _write(self, work: Callable[..., T], *args: Any) -> T:
        if self._closed:
            raise StoreClosedError
        if self._unanswered >= LONGEST_QUEUE or self.faults.strikes(Fault.BUSY):
            raise StoreBusyError
        self.faults.counts["writes"] += 1
        future: asyncio.Future[T] = self._loop.create_future()
        if not self._asked:
            self._loop.call_soon(self._hand_over)
        self._asked.append((work, args, future))
        self._unanswered += 1
        return await future

    def _hand_over(self) -> None:
        asked, self._asked = self._asked, []
        self._waiting += asked
        if self._waiting and not self._writing:
            self._begin()

    def _begin(self) -> None:
        batch, self._waiting = self._waiting[:LARGEST_BATCH], self._waiting[LARGEST_BATCH:]
        fault = self.faults.of_batch()
        span = self.faults.slow_s if fault is Fault.SLOW else self.faults.flush_s
        self._writing = True
        if ACK_BEFORE_FLUSH in self.flaws:
            self._before = self._before or self._disk.copy()
            self._before.epoch = self._disk.epoch
            self._deliver([(future, *_attempt(work, args)) for work, args, future in batch])
            batch = []
        self._loop.call_later(self.faults.drawn(span), self._flush, batch, fault)

    def _flush(self, batch: list[_Request], fault: Fault) -> None:
        """The instant at which the batch becomes durable, whole, or does not."""
        if fault is Fault.CRASH_BEFORE:
            self._crash()
            return
        lost = fault in (Fault.FAIL, Fault.FULL, Fault.GHOST)
        self._disk.ghosts = [(work, args) for work, args, _ in batch] if fault is Fault.GHOST else []
        why = StoreFullError(PATH) if fault is Fault.FULL else StoreDiskError(PATH, fault)
        answers: list[tuple[asyncio.Future[Any], Any, Exception | None]] = []
        for work, args, future in batch:
            value, refused = (None, None) if lost else _attempt(work, args)
            answers.append((future, value, why if lost or fault is Fault.AMBIGUOUS else refused))
        self._before = None
        if fault is Fault.CRASH_AFTER:
            self._crash()
            return
        self._loop.call_later(self.faults.drawn(self.faults.answer_s), self._answer, answers)

    def _crash(self) -> None:
        assert self._process is not None, "only a process can crash"
        self._loop.kill(self._process)

    def _answer(self, answers: list[tuple[asyncio.Future[Any], Any, Exception | None]]) -> None:
        self._deliver(answers)
        self._writing = False
        if self._waiting:
            self._begin()
        elif self._drained is not None:
            self._drained.set_result(None)

    def _deliver(self, answers: list[tuple[asyncio.Future[Any], Any, Exception | None]]) -> None:
        self.last_pos = len(self._disk.feed)
        self._unanswered -= len(answers)
        for future, value, fault in answers:
            settle(future, value, fault)

    # reading

    async def _read(self, read: Callable[..., T], *args: Any) -> T:
        if self._closed:
            raise StoreClosedError
        faults = self.faults
        faults.counts["reads"] += 1
        if faults.read_s[1]:
            await asyncio.sleep(faults.drawn(faults.read_s))
        if faults.strikes(Fault.READ):
            raise StoreDiskError(PATH, Fault.READ)
        found = read(*args)
        # What was read may be old by the time at which the reader hears of it.
        await asyncio.sleep(faults.drawn(faults.read_s) if faults.read_s[1] else 0)
        return found

    # conversations

    async def commit(self, commit: Commit) -> CommitOutcome:
        check(commit)
        return await self._write(self._commit, commit)

    async def commit_each(self, commits: Sequence[Commit]) -> list[CommitOutcome | StoreFaultError]:
        asked = [asyncio.ensure_future(self.commit(commit)) for commit in commits]
        await asyncio.wait(asked)
        return [fault if isinstance(fault := one.exception(), StoreFaultError) else one.result() for one in asked]

    def _commit(self, commit: Commit) -> CommitOutcome:
        self._timerless.discard(commit.head.conv)
        return self._disk.commit(commit)

    async def head(self, conv: str) -> StoredHead | None:
        return await self._read(self._disk.head, conv)

    async def open_heads(self) -> list[StoredHead]:
        return await self._read(self._disk.open_heads)

    async def customer_conversations(self, customer: str, limit: int) -> list[StoredHead]:
        return await self._read(self._disk.customer_conversations, customer, limit)

    async def records(self, conv: str, after_seq: int, limit: int) -> list[Record]:
        return await self._read(self._disk.records, conv, after_seq, limit)

    async def result(self, actor: str, command_id: str) -> StoredResult | None:
        return await self._read(self._disk.result, actor, command_id)

    async def due(self, now: int, limit: int) -> list[tuple[str, Due]]:
        found = await self._read(self._disk.due, now, limit)
        return [(conv, due) for conv, due in found if conv not in self._timerless]

    async def add_chunk(self, conv: str, epoch: int, turn: str, n: int, text: str) -> bool:
        return await self._write(self._disk.add_chunk, conv, epoch, turn, n, text)

    async def chunks(self, conv: str, turn: str) -> str:
        return await self._read(self._disk.chunks, conv, turn)

    # feed

    async def feed(self, after_pos: int, limit: int, *, bodies: bool = False) -> list[FeedEntry]:
        return await self._read(self._disk.entries, after_pos, limit, bodies)

    async def tail(self, stream: Stream, id: str, limit: int) -> list[FeedEntry]:
        return await self._read(self._disk.tail, stream, id, limit)

    async def append_feed(self, stream: Stream, id: str, event: bytes, at: int) -> int:
        if stream is Stream.CONVERSATION:
            raise ValueError("conversations are written by commit")
        return await self._write(self._disk.append_feed, stream, id, event, at)

    async def search(self, text: str, limit: int, before: int | None = None, *, staff: bool = True) -> list[Hit]:
        return await self._read(find, self._disk, text, limit, before, staff)

    # people

    async def put_contact(self, contact: Contact) -> None:
        await self._write(self._disk.put_contact, contact)

    async def contact(self, id: str) -> Contact | None:
        return await self._read(lambda: self._disk.contacts.get(id))

    async def contacts(self, ids: list[str]) -> dict[str, Contact]:
        return await self._read(self._disk.known_contacts, ids)

    async def cursors(self, convs: list[str]) -> dict[str, dict[str, int]]:
        return await self._read(self._disk.cursors, convs)

    async def set_cursor(self, conv: str, who: str, seq: int) -> int:
        return await self._write(self._disk.set_cursor, conv, who, seq)

    async def erase(self, customer: str) -> list[str]:
        erased = await self._write(self._disk.erase, customer)
        await self.sweep_out()
        return erased

    async def settled(self, after: int, limit: int) -> list[StoredHead]:
        return await self._read(self._disk.settled, after, limit)

    async def forget(self, convs: list[str]) -> None:
        await self._write(self._disk.forget, convs)

    async def forget_contacts(self, before: int) -> list[str]:
        return await self._write(self._disk.forget_contacts, before)

    async def customers(self) -> list[str]:
        return await self._read(self._disk.customers)

    async def erasures_done(self) -> frozenset[str]:
        return await self._read(lambda: frozenset(self._disk.erasures))

    async def note_erasure(self, id: str, now: int) -> None:
        await self._write(self._disk.note_erasure, id, now)

    async def sweep_out(self) -> None:
        # Nothing lies about here that was forgotten; but it takes a moment, between which others are served.
        await self._write(_nothing)

    # accounts

    async def add_user(self, user: User) -> bool:
        return await self._write(self._disk.add_user, user)

    async def user(self, id: str) -> User | None:
        return await self._read(lambda: self._disk.users.get(id))

    async def user_by_login(self, login: str) -> User | None:
        return await self._read(self._disk.user_by_login, login)

    async def users(self) -> list[User]:
        return await self._read(self._disk.all_users)

    async def update_user(self, user: User, expected_version: int) -> bool:
        if user.version <= expected_version:
            raise ValueError(f"version {user.version} does not follow {expected_version}")
        return await self._write(self._disk.update_user, user, expected_version)

    async def put_token(self, *tokens: Token) -> None:
        await self._write(self._disk.put_tokens, tokens)

    async def token(self, hash: bytes) -> Token | None:
        return await self._read(lambda: self._disk.tokens.get(hash))

    async def holder(self, hash: bytes) -> tuple[Token, User] | None:
        return await self._read(self._disk.holder_of, hash)

    async def role_of(self, hash: bytes) -> str | None:
        return await self._read(self._disk.role_of, hash)

    async def tokens(self, user_id: str) -> list[Token]:
        return await self._read(self._disk.tokens_of, user_id)

    async def use_refresh(self, hash: bytes, now: int, *new: Token) -> Token | Reused | None:
        return await self._write(self._disk.use_refresh, hash, now, new)

    async def revoke_token(self, hash: bytes) -> bool:
        return await self._write(self._disk.revoke, "hash", hash) > 0

    async def revoke_family(self, family: str) -> int:
        return await self._write(self._disk.revoke, "family", family)

    async def revoke_user(self, user_id: str) -> int:
        return await self._write(self._disk.revoke, "user_id", user_id)

    async def purge_expired(self, now: int) -> int:
        return await self._write(self._disk.purge_expired, now)

    async def put_ticket(self, hash: bytes, customer: str, expires_at: int) -> None:
        await self._write(self._disk.put_ticket, hash, customer, expires_at)

    async def use_ticket(self, hash: bytes, now: int) -> str | None:
        return await self._write(self._disk.use_ticket, hash, now)

    # operations

    async def backup(self, target: Path) -> None:
        """Kept on the disk under its path: opening the copy begins a new epoch."""
        name = str(target)
        if name in self._disk.backups:
            raise FileExistsError(name)
        self._disk.backups[name] = await self._read(self._disk.copy)


def _attempt(work: Callable[..., T], args: tuple[Any, ...]) -> tuple[T | None, Exception | None]:
    """One request of a batch: what cannot be stored fails alone."""
    try:
        return work(*args), None
    except Exception as error:
        return None, error


def _nothing() -> None:
    pass
