"""The one thread that writes: whatever waits becomes one transaction, in which each request succeeds or fails alone.

Nothing is answered before the transaction is on disk, and a transaction that fails answers all of its requests so.
"""

import asyncio
import collections
import logging
import queue
import sqlite3
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final, TypeVar

import msgspec

from console.backend.store.faults import StoreBusyError, StoreClosedError, StoreFaultError, StoreValueError, settle
from console.backend.store.gate import Gate
from console.backend.store.opening import connect_writer, explain

T = TypeVar("T")

log = logging.getLogger("warmline.store")

LARGEST_BATCH: Final = 1_000
MOVE_LOG_AFTER: Final = 200
"""So many requests stand in the log, some megabytes, when it is moved into the file."""
LONGEST_QUEUE: Final = 20_000
"""Requests that may wait; more are refused at once as busy, so that memory and waiting times stay bounded."""
MOST_ROWS: Final = 2_000
"""Conversations whose rows are known without reading them: those that something goes on in."""
CAREFUL_FOR: Final = 20
"""Batches after a repeated command in which each is looked for first: they come together, after a lost link."""

_UNSTORABLE: Final = (
    sqlite3.IntegrityError,
    sqlite3.DataError,
    sqlite3.ProgrammingError,
    sqlite3.InterfaceError,
    UnicodeError,
    OverflowError,
    msgspec.MsgspecError,
)
"""What a request's own values cause, without harm to the others in the transaction."""


Row = tuple[int, int, str, int, int | None, str | None, str | None]
"""What a commit compares of a conversation: its number (0: there is none), seq, turn, open, and its timer's three."""


class RepeatedError(Exception):
    """A command that nobody had looked for was there already."""


class Batch:
    """The transaction that is being built; rows that nothing in it reads are kept together and written at its end."""

    def __init__(
        self, connection: sqlite3.Connection, last_pos: int, rows: dict[str, Row] | None = None, *, careful: bool = True
    ) -> None:
        """`rows` are known of conversations; not `careful`: commands are taken to be new, or `flush` raises."""
        self.connection = connection
        self.last_pos = last_pos
        self.rows: dict[str, Row] = {} if rows is None else rows
        """Conversations as they are in this transaction."""
        self.careful = careful
        self.feed: list[tuple[int, int, int, int | str, int, bytes]] = []
        """Pos, at, stream, subject, seq, data."""
        self.bodies: list[tuple[int, str, bool, str]] = []
        """Id, field, staff, text."""
        self.results: dict[tuple[str, str], tuple[bytes, bytes]] = {}
        """Hash and result by command id and actor."""

    def keep_row(self, conv: str, row: Row) -> None:
        """Know this conversation's row while something goes on in it, and not too many."""
        if not row[3]:
            self.rows.pop(conv, None)
            return
        if len(self.rows) >= MOST_ROWS:
            self.rows.clear()
        self.rows[conv] = row

    def next_pos(self) -> int:
        """The feed's next position."""
        self.last_pos += 1
        return self.last_pos

    def flush(self) -> None:
        """Write what is kept, so that statements see it."""
        write = self.connection.executemany
        if self.results:
            self._write_results()
        if self.feed:
            write("INSERT INTO feed (pos, at, stream, subject, seq, data) VALUES (?, ?, ?, ?, ?, ?)", self.feed)
            self.feed = []
        if self.bodies:
            write("INSERT INTO bodies (id, field, staff, text) VALUES (?, ?, ?, ?)", self.bodies)
            write("INSERT INTO search (rowid, text) VALUES (?, ?)", [(row[0], row[3]) for row in self.bodies])
            self.bodies = []

    def _write_results(self) -> None:
        rows, self.results = [(*key, *row) for key, row in self.results.items()], {}
        statement = (
            "INSERT INTO commands (id, actor, hash, result) VALUES (?, ?, ?, ?) ON CONFLICT (id, actor) DO NOTHING"
        )
        if self.connection.executemany(statement, rows).rowcount < len(rows):
            raise RepeatedError


class _Request(msgspec.Struct, frozen=True):
    work: Callable[[Batch], Any]
    future: "asyncio.Future[Any]"
    alone: bool


_Answer = tuple["asyncio.Future[Any]", Any, BaseException | None]


class Writer:
    """Takes requests from the event loop that made it and answers them there, once a batch."""

    def __init__(self, connection: sqlite3.Connection, path: Path, last_pos: int, gate: Gate) -> None:
        self.last_pos = last_pos
        """The feed's last committed position, as known to the event loop."""
        self._connection: sqlite3.Connection | None = connection
        self._path = path
        self._gate = gate
        self._in_log = 0
        self._written_pos = last_pos
        self._rows: dict[str, Row] = {}
        """As they are on the disk, or in the transaction under way; nobody else writes them."""
        self._careful = 0
        self._loop = asyncio.get_running_loop()
        self._asked: list[_Request] = []
        """Asked for in this turn of the event loop, and handed over together at its end."""
        self._unanswered = 0
        self._queue: queue.SimpleQueue[list[_Request]] = queue.SimpleQueue()
        self._waiting: collections.deque[_Request] = collections.deque()
        """What the thread has taken over and not yet done."""
        self._closing = False
        self._thread = threading.Thread(target=self._run, name="warmline-store", daemon=True)
        self._thread.start()

    def durable_pos(self) -> int:
        """The last position that is on the disk; for other threads."""
        return self._written_pos

    async def submit(self, work: Callable[[Batch], T], *, alone: bool = False) -> T:
        """Run `work` in the next transaction; returns when that is on disk. `alone`: outside of any transaction."""
        return await self._ask(work, alone)

    async def submit_each(self, works: Sequence[Callable[[Batch], T]]) -> list[T | StoreFaultError]:
        """Run all of these in the next transaction, as if each had been submitted alone."""
        answers: list[T | StoreFaultError] = []
        asked: list[asyncio.Future[T] | StoreFaultError] = []
        for work in works:
            try:
                asked.append(self._ask(work, alone=False))
            except StoreFaultError as fault:
                asked.append(fault)
        for one in asked:
            try:
                answers.append(one if isinstance(one, StoreFaultError) else await one)
            except StoreFaultError as fault:
                answers.append(fault)
        return answers

    def _ask(self, work: Callable[[Batch], T], alone: bool) -> "asyncio.Future[T]":
        if self._closing:
            raise StoreClosedError
        if self._unanswered >= LONGEST_QUEUE:
            raise StoreBusyError
        future: asyncio.Future[T] = self._loop.create_future()
        if not self._asked:
            self._loop.call_soon(self._hand_over)
        self._asked.append(_Request(work, future, alone))
        self._unanswered += 1
        return future

    async def empty_log(self) -> bool:
        """Move the log into the file and cut it, so that old pages are gone from it as well; False: not now."""
        return await self.submit(lambda batch: _move(batch.connection, self._gate, "TRUNCATE"), alone=True)

    def _hand_over(self) -> None:
        # Once a turn of the loop: the thread then finds what many tasks asked for at one time as one transaction.
        asked, self._asked = self._asked, []
        if asked:
            self._queue.put(asked)

    async def close(self) -> None:
        """Write what waits, then end the thread and close its connection."""
        if not self._closing:
            self._closing = True
            self._hand_over()
            self._queue.put([])
        await asyncio.to_thread(self._thread.join)

    def _run(self) -> None:
        while batch := self._gather():
            try:
                connection = self._connected()
            except (sqlite3.Error, OSError) as error:
                answers = self._all_failed(batch, error)
            else:
                answers = self._alone(connection, batch[0]) if batch[0].alone else self._transaction(connection, batch)
            self._tell(answers)
            self._in_log += len(batch)
            if self._in_log >= MOVE_LOG_AFTER:
                self._move_log()
        if self._connection is not None:
            self._connection.close()

    def _move_log(self) -> None:
        self._in_log = 0
        try:
            if self._connection is not None:
                _move(self._connection, self._gate, "PASSIVE")
        except sqlite3.Error as error:
            # Nothing is lost by it, and the next time all of it is moved again.
            log.warning("the store's log cannot be moved into its file for now: %s", error)

    def _gather(self) -> list[_Request]:
        waiting = self._waiting
        while len(waiting) < LARGEST_BATCH:
            try:
                asked = self._queue.get(block=not waiting)
            except queue.Empty:
                break
            if not asked:
                if not waiting:
                    return []
                self._queue.put(asked)
                break
            waiting.extend(asked)
        batch = [waiting.popleft()]
        while waiting and not batch[0].alone and not waiting[0].alone and len(batch) < LARGEST_BATCH:
            batch.append(waiting.popleft())
        return batch

    def _connected(self) -> sqlite3.Connection:
        if self._connection is None:
            self._connection = connect_writer(self._path)
        return self._connection

    def _transaction(self, connection: sqlite3.Connection, requests: list[_Request]) -> list[_Answer]:
        try:
            try:
                return self._together(connection, requests)
            except RepeatedError:
                self._undo(connection)
                self._careful = CAREFUL_FOR
            except Exception as error:
                if not _is_own_fault(error):
                    raise
                self._undo(connection)
                return self._apart(connection, requests)
            return self._transaction(connection, requests)
        except Exception as error:
            self._undo(connection)
            return self._all_failed(requests, error)

    def _together(self, connection: sqlite3.Connection, requests: list[_Request]) -> list[_Answer]:
        batch = Batch(connection, self._written_pos, self._rows, careful=self._careful > 0)
        self._careful = max(0, self._careful - 1)
        connection.execute("BEGIN IMMEDIATE")
        answers: list[_Answer] = [(request.future, request.work(batch), None) for request in requests]
        batch.flush()
        connection.execute("COMMIT")
        self._written_pos = batch.last_pos
        return answers

    def _apart(self, connection: sqlite3.Connection, requests: list[_Request]) -> list[_Answer]:
        # One of them cannot be stored: the same again with a savepoint around each, so that only that one fails.
        # Not always so, since savepoints copy pages and let the search index flush each time.
        connection.execute("BEGIN IMMEDIATE")
        pos = self._written_pos
        answers: list[_Answer] = []
        for request in requests:
            batch = Batch(connection, pos, self._rows)
            connection.execute("SAVEPOINT request")
            try:
                value = request.work(batch)
                batch.flush()
            except Exception as error:
                if not _is_own_fault(error):
                    raise
                connection.execute("ROLLBACK TO request")
                self._rows.clear()
                answers.append((request.future, None, _own_fault(error)))
            else:
                pos = batch.last_pos
                answers.append((request.future, value, None))
            connection.execute("RELEASE request")
        connection.execute("COMMIT")
        self._written_pos = pos
        return answers

    def _alone(self, connection: sqlite3.Connection, request: _Request) -> list[_Answer]:
        try:
            return [(request.future, request.work(Batch(connection, self._written_pos)), None)]
        except Exception as error:
            self._undo(connection)
            return self._all_failed([request], error)

    def _undo(self, connection: sqlite3.Connection) -> None:
        self._rows.clear()
        try:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
        except sqlite3.Error:
            # The disk refuses even this; letting go of the connection undoes it, and the next batch makes a new one.
            self._connection = None
            connection.close()

    def _all_failed(self, requests: list[_Request], error: Exception) -> list[_Answer]:
        return [(request.future, None, self._fault(error)) for request in requests]

    def _fault(self, error: Exception) -> Exception:
        return explain(error, self._path) if isinstance(error, sqlite3.Error | OSError) else error

    def _tell(self, answers: list[_Answer]) -> None:
        try:
            self._loop.call_soon_threadsafe(self._deliver, answers, self._written_pos)
        except RuntimeError:
            # The event loop has been closed: nobody is there to be told.
            self._closing = True

    def _deliver(self, answers: list[_Answer], last_pos: int) -> None:
        self.last_pos = last_pos
        self._unanswered -= len(answers)
        for future, value, fault in answers:
            settle(future, value, fault)


def _move(connection: sqlite3.Connection, gate: Gate, how: str) -> bool:
    with gate.moving() as alone:
        return alone and bool(connection.execute(f"PRAGMA wal_checkpoint({how})").fetchone()[0] == 0)


def _is_own_fault(error: Exception) -> bool:
    return isinstance(error, _UNSTORABLE) or not isinstance(error, sqlite3.Error | OSError | MemoryError)


def _own_fault(error: Exception) -> Exception:
    return StoreValueError(str(error)) if isinstance(error, _UNSTORABLE) else error
