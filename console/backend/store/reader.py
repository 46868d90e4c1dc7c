"""Reads beside the writer: a few threads, each with a connection that cannot write; what they see was committed."""

import asyncio
import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final, TypeVar

import msgspec

from console.backend.store.faults import StoreClosedError, StoreCorruptError
from console.backend.store.gate import Gate
from console.backend.store.opening import connect_reader, explain

T = TypeVar("T")

THREADS: Final = 2


class Reader:
    """Runs functions over a connection inside one read transaction each, so that each sees one instant."""

    def __init__(self, path: Path, gate: Gate) -> None:
        self._path = path
        self._gate = gate
        self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix="warmline-store-read")
        self._local = threading.local()
        self._connections: list[sqlite3.Connection] = []
        self._closed = False

    async def run(self, read: Callable[[sqlite3.Connection], T]) -> T:
        """Run `read` in one of the threads."""
        if self._closed:
            raise StoreClosedError
        return await asyncio.get_running_loop().run_in_executor(self._pool, self._read, read)

    async def close(self) -> None:
        """Let running reads end, then close."""
        self._closed = True
        await asyncio.to_thread(self._pool.shutdown)
        for connection in self._connections:
            connection.close()

    def _read(self, read: Callable[[sqlite3.Connection], T]) -> T:
        try:
            with self._gate.reading():
                return self._at_one_instant(read)
        except sqlite3.Error as error:
            raise explain(error, self._path) from error
        except msgspec.MsgspecError as error:
            raise StoreCorruptError(str(self._path), str(error)) from error

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
