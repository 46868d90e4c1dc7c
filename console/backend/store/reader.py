"""Reads beside the writer: a few threads, each with a connection that cannot write; what they see was committed."""

import asyncio
import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final, TypeVar

import msgspec

from console.backend.store.faults import StoreClosedError, StoreCorruptError, StoreFaultError, settle
from console.backend.store.gate import Gate
from console.backend.store.opening import connect_reader, explain

T = TypeVar("T")

THREADS: Final = 2

_Look = tuple[Callable[[sqlite3.Connection], Any], "asyncio.Future[Any]"]
_Seen = tuple[Any, StoreFaultError | None]


class Reader:
    """Runs functions over a connection inside one read transaction each, so that each sees one instant."""

    def __init__(self, path: Path, gate: Gate) -> None:
        self._path = path
        self._gate = gate
        self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix="warmline-store-read")
        self._local = threading.local()
        self._connections: list[sqlite3.Connection] = []
        self._asked: list[_Look] = []
        """Asked for in this turn of the event loop, and handed over together at its end."""
        self._closed = False

    async def run(self, read: Callable[[sqlite3.Connection], T]) -> T:
        """Run `read` in one of the threads."""
        if self._closed:
            raise StoreClosedError
        return await asyncio.get_running_loop().run_in_executor(self._pool, self._read, read)

    async def look(self, read: Callable[[sqlite3.Connection], T]) -> T:
        """The same for what takes no time: whatever is asked for in one turn of the event loop is read together.

        Two hundred commands that come at one time would otherwise be two hundred ways to a thread and back.
        """
        if self._closed:
            raise StoreClosedError
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()
        if not self._asked:
            loop.call_soon(self._hand_over, loop)
        self._asked.append((read, future))
        return await future

    def _hand_over(self, loop: asyncio.AbstractEventLoop) -> None:
        asked, self._asked = self._asked, []
        if asked:
            reading = loop.run_in_executor(self._pool, self._read_each, [read for read, _ in asked])
            reading.add_done_callback(lambda done: _deliver(done, asked))

    async def close(self) -> None:
        """Let running reads end, then close."""
        self._hand_over(asyncio.get_running_loop())
        self._closed = True
        await asyncio.to_thread(self._pool.shutdown)
        for connection in self._connections:
            connection.close()

    def _read(self, read: Callable[[sqlite3.Connection], T]) -> T:
        try:
            with self._gate.reading():
                return self._at_one_instant(read)
        except (sqlite3.Error, msgspec.MsgspecError) as error:
            raise self._fault(error) from error

    def _read_each(self, reads: "list[Callable[[sqlite3.Connection], Any]]") -> list[_Seen]:
        def each(connection: sqlite3.Connection) -> list[_Seen]:
            seen: list[_Seen] = []
            for read in reads:
                try:
                    seen.append((read(connection), None))
                except (sqlite3.Error, msgspec.MsgspecError) as error:
                    seen.append((None, self._fault(error)))
            return seen

        return self._read(each)

    def _fault(self, error: sqlite3.Error | msgspec.MsgspecError) -> StoreFaultError:
        if isinstance(error, sqlite3.Error):
            return explain(error, self._path)
        return StoreCorruptError(str(self._path), str(error))

    def _at_one_instant(self, read: Callable[[sqlite3.Connection], T]) -> T:
        connection = self._connection()
        connection.execute("BEGIN")
        try:
            return read(connection)
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")

    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._local.connection = connect_reader(self._path)
            self._connections.append(connection)
        return connection


def _deliver(reading: "asyncio.Future[list[_Seen]]", asked: list[_Look]) -> None:
    failed = reading.exception()
    seen = [(None, failed)] * len(asked) if failed is not None else reading.result()
    for (_, future), (value, fault) in zip(asked, seen, strict=True):
        settle(future, value, fault)
