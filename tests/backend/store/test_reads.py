"""Reads cost what they return, not what the store holds: counted in instructions of SQLite's machine, not in time."""

import asyncio
import sqlite3
from collections.abc import Callable

from console.backend.store import conversations, people, search
from console.backend.store.sqlite import SqliteStore
from console.core.conversation.decide.timers import Due
from console.core.conversation.words import DueKind, State

READS: dict[str, Callable[[sqlite3.Connection], object]] = {
    "head": lambda db: conversations.head(db, "c1"),
    "end of a transcript": lambda db: conversations.records(db, "c0", 70, 10),
    "feed": lambda db: conversations.feed(db, 50, 10, True),
    "result": lambda db: conversations.result(db, "customer:k1", "c1-1"),
    "open heads": lambda db: conversations.open_heads(db),
    "customer": lambda db: conversations.customer_conversations(db, "k2", 3),
    "due": lambda db: conversations.due(db, 1_000, 3),
    "marks": lambda db: people.cursors(db, ["c1"]),
    "search": lambda db: search.search(db, "common words", 5, None, True),
}


def _cost(db: sqlite3.Connection, read: Callable[[sqlite3.Connection], object]) -> int:
    """The least of some readings: now and then one is the first after the tables have changed, and plans anew."""
    return min(_steps(db, read) for _ in range(3))


def _steps(db: sqlite3.Connection, read: Callable[[sqlite3.Connection], object]) -> int:
    steps = 0

    def count() -> int:
        nonlocal steps
        steps += 1
        return 0

    db.set_progress_handler(count, 10)
    assert read(db)
    db.set_progress_handler(None, 0)
    return steps


async def _grow(store: SqliteStore, Chat, first: int, last: int) -> None:
    async def one(n: int) -> None:
        chat = Chat(f"c{n}", f"k{n % 10 if n < 50 else n}")
        for seq in range(1, 81 if n == 0 else 4):
            await store.commit(
                chat.say("common words", id=f"c{n}-{seq}", actor=f"customer:k{n}", due=Due(n, DueKind.IDLE, "t"))
            )
        if n >= 5:
            await store.commit(chat.say("bye", state=State.RESOLVED, wrapped_up=True, due=None))
        await store.set_cursor(f"c{n}", "a", 1)

    await asyncio.gather(*(one(n) for n in range(first, last)))


async def test_reads_cost_the_same_in_a_store_of_ten_times_the_size(store: SqliteStore, Chat) -> None:
    await _grow(store, Chat, 0, 50)
    small = {name: await store._reader.run(lambda db, read=read: _cost(db, read)) for name, read in READS.items()}
    await _grow(store, Chat, 50, 500)
    large = {name: await store._reader.run(lambda db, read=read: _cost(db, read)) for name, read in READS.items()}
    for name, cost in large.items():
        assert cost <= small[name] * 1.5 + 3, (name, small[name], cost)
