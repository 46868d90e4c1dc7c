"""P12: durable append by 50 concurrent writers, against one commit per event and against a bare loop of 1,000 rows.

All contestants store the same rows (head, event, body, search entry, command) with synchronous=FULL in a fresh file,
in turns; `bare_event` is the one-table loop of the first measurements. Prints JSON; only the ratios mean something.
"""

import argparse
import asyncio
import json
import queue
import sqlite3
import statistics
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from console.backend.store import conversations
from console.backend.store.opening import connect_writer, enter_wal
from console.backend.store.port import Commit, Committed
from console.backend.store.schema import migrate
from console.backend.store.sqlite import SqliteStore
from console.backend.store.writer import Batch
from console.core.conversation.decide.timers import Due
from console.core.conversation.events import CustomerSaid, Record
from console.core.conversation.model import BOT, Head
from console.core.conversation.words import DueKind, State

NAME = "P12 durable append by 50 writers"
GOAL = ">= 3x one commit an event, >= 0.4x a bare loop of 1,000 rows"
WORDS = ("order", "refund", "parcel", "where", "address", "change", "late", "card", "broken", "thanks", "wait")
ROWS = 1_000
MOST = 800
"""Events of one writer."""
EVENTS = 40
"""Events of one conversation: a long chat."""


def commit_of(writer: int, n: int) -> Commit:
    """The writer's `n`-th event: conversations of `EVENTS` events, one after the other."""
    conv = f"01HZX3{(n - 1) // EVENTS:08d}{writer:012d}"
    seq = (n - 1) % EVENTS + 1
    at = 1_700_000_000_000 + n
    text = " ".join(WORDS[(writer * 7 + n * 3 + word * (n % 5 + 1)) % len(WORDS)] for word in range(33))[:200]
    head = Head(
        conv,
        State.BOT,
        BOT,
        1,
        seq=seq,
        public_seq=seq,
        customer=f"customer-{writer}",
        opened_at=at,
        changed_at=at,
        last_customer_at=at,
        unanswered=1,
    )
    record = Record(conv, seq, at, 1, "customer", CustomerSaid("en"), seq, {"text": text})
    due = Due(at + 30_000, DueKind.BOT_SILENT, f"1.{at}")
    name = f"01HZY{n:09d}{writer * 2_654_435_761 % 10**12:012d}"
    return Commit(head, seq - 1, (record,), f"customer-{writer}", name, b"h" * 32, b'{"ok":{"seq":1}}' * 4, due)


def prepared_commits(writers: int) -> list[list[Commit]]:
    """Making them is the service's work, not the store's."""
    return [[commit_of(writer, seq) for seq in range(1, MOST + 1)] for writer in range(writers)]


async def warmline(folder: Path, writers: int, seconds: float) -> float:
    store = await SqliteStore.open(folder / "warmline.db")
    ready = prepared_commits(writers)

    async def write(writer: int) -> int:
        seq = 0
        while time.perf_counter() < end and seq < MOST:
            seq += 1
            assert isinstance(await store.commit(ready[writer][seq - 1]), Committed)
        return seq

    began = time.perf_counter()
    end = began + seconds
    done = sum(await asyncio.gather(*(write(writer) for writer in range(writers))))
    rate = done / (time.perf_counter() - began)
    await store.close()
    return rate


def prepared(folder: Path) -> sqlite3.Connection:
    path = folder / "raw.db"
    path.touch()
    connection = connect_writer(path)
    migrate(connection)
    enter_wal(connection, path)
    return connection


async def each_event(folder: Path, writers: int, seconds: float) -> float:
    """As aiosqlite does it: calls queue up for a thread, and every event is a transaction."""
    connection = prepared(folder)
    ready = prepared_commits(writers)
    calls: queue.SimpleQueue[tuple[asyncio.Future[None], Callable[[], None]] | None] = queue.SimpleQueue()
    loop = asyncio.get_running_loop()

    def serve() -> None:
        while (call := calls.get()) is not None:
            call[1]()
            loop.call_soon_threadsafe(call[0].set_result, None)

    def store(commit: Commit) -> None:
        batch = Batch(connection, last["pos"])
        connection.execute("BEGIN IMMEDIATE")
        conversations.commit(batch, commit)
        batch.flush()
        connection.execute("COMMIT")
        last["pos"] = batch.last_pos

    last = {"pos": 0}
    thread = threading.Thread(target=serve)
    thread.start()

    async def write(writer: int) -> int:
        seq = 0
        while time.perf_counter() < end and seq < MOST:
            seq += 1
            commit = ready[writer][seq - 1]
            future: asyncio.Future[None] = loop.create_future()
            calls.put((future, lambda commit=commit: store(commit)))
            await future
        return seq

    began = time.perf_counter()
    end = began + seconds
    done = sum(await asyncio.gather(*(write(writer) for writer in range(writers))))
    rate = done / (time.perf_counter() - began)
    calls.put(None)
    thread.join()
    connection.close()
    return rate


NEW = "INSERT INTO conversations (id, customer, open, seq, epoch, turn, head) VALUES (?, ?, 1, 0, 1, '', '{}')"
STATEMENTS = (
    "UPDATE conversations SET seq = ?, epoch = ?, turn = ?, due_at = ?, due_kind = ?, due_token = ?, head = ?"
    " WHERE no = ?",
    "INSERT INTO feed (pos, at, stream, subject, seq, data) VALUES (?, ?, ?, ?, ?, ?)",
    "INSERT INTO bodies (id, field, staff, text) VALUES (?, ?, ?, ?)",
    "INSERT INTO search (rowid, text) VALUES (?, ?)",
    "INSERT INTO commands (actor, id, hash, result) VALUES (?, ?, ?, ?)",
)


def bare_rows(folder: Path, writers: int, seconds: float) -> float:
    """The limit: the same rows, made beforehand, no questions asked, 1,000 commands a transaction."""
    connection = prepared(folder)
    numbers: dict[str, int] = {}
    done, spent, seq = 0, 0.0, 0
    while spent < seconds:
        rows = []
        while len(rows) < ROWS:
            seq += 1
            rows += [commit_of(writer, seq) for writer in range(writers)]
        new = [commit for commit in rows if commit.expected_seq == 0]
        numbers |= {commit.head.conv: len(numbers) + n for n, commit in enumerate(new, 1)}
        ready = [_flat(commit, done + n, numbers[commit.head.conv]) for n, commit in enumerate(rows, 1)]
        began = time.perf_counter()
        connection.execute("BEGIN IMMEDIATE")
        for commit in new:
            connection.execute(NEW, (commit.head.conv, commit.head.customer))
        for row in ready:
            for statement, values in zip(STATEMENTS, row, strict=True):
                connection.execute(statement, values)
        connection.execute("COMMIT")
        spent += time.perf_counter() - began
        done += len(ready)
    connection.close()
    return done / spent


def _flat(commit: Commit, pos: int, no: int) -> tuple[tuple[object, ...], ...]:
    head, record, due = commit.head, commit.records[0], commit.due
    assert due is not None
    text = record.bodies["text"]
    data = msgspec.json.encode(msgspec.structs.replace(record, bodies={}))
    return (
        (head.seq, 1, "", due.at, due.kind.value, due.token, msgspec.json.encode(head), no),
        (pos, record.at, 1, no, record.seq, data),
        (pos * 8, "text", 0, text),
        (pos * 8, text),
        (commit.actor, commit.command_id, commit.body_hash, commit.result),
    )


def bare_event(folder: Path, writers: int, seconds: float) -> float:
    """One table, one index, no search: what the first measurements called the limit."""
    connection = sqlite3.connect(folder / "event.db", isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE event (pos INTEGER PRIMARY KEY, conv TEXT, seq INTEGER, data BLOB)")
    connection.execute("CREATE UNIQUE INDEX place ON event (conv, seq)")
    done, spent = 0, 0.0
    while spent < seconds:
        rows = [(f"01HZX3{n % writers:020d}", done + n, b"x" * 400) for n in range(ROWS)]
        began = time.perf_counter()
        connection.execute("BEGIN IMMEDIATE")
        for row in rows:
            connection.execute("INSERT INTO event (conv, seq, data) VALUES (?, ?, ?)", row)
        connection.execute("COMMIT")
        spent += time.perf_counter() - began
        done += len(rows)
    connection.close()
    return done / spent


def contest(name: str, writers: int, seconds: float) -> float:
    with tempfile.TemporaryDirectory() as folder:
        match name:
            case "warmline":
                return asyncio.run(warmline(Path(folder), writers, seconds))
            case "each_event":
                return asyncio.run(each_event(Path(folder), writers, seconds))
            case "bare_rows":
                return bare_rows(Path(folder), writers, seconds)
            case _:
                return bare_event(Path(folder), writers, seconds)


CONTESTANTS = ("warmline", "each_event", "bare_rows", "bare_event")


def summary(values: list[float]) -> dict[str, float]:
    return {
        "median": round(statistics.median(values), 3),
        "min": round(min(values), 3),
        "max": round(max(values), 3),
    }


def run(rounds: int = 7, smoke: bool = False, *, seconds: float = 1.0, writers: int = 50) -> dict[str, Any]:
    """All contestants in turns."""
    if smoke:
        rounds, seconds, writers = 1, 0.1, 5
    found = [{name: contest(name, writers, seconds) for name in CONTESTANTS} for _ in range(rounds)]
    ratios = {
        f"x_{name}": summary([one["warmline"] / one[name] for one in found])
        for name in CONTESTANTS
        if name != "warmline"
    }
    return {
        "name": NAME,
        "goal": GOAL,
        "writers": writers,
        "sqlite": sqlite3.sqlite_version,
        "events_per_second": {name: summary([one[name] for one in found]) for name in CONTESTANTS},
        "ratio": ratios,
        "met": ratios["x_each_event"]["median"] >= 3.0 and ratios["x_bare_rows"]["median"] >= 0.4,
        "rounds": rounds,
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="p12_append", description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--seconds", type=float, default=1.0)
    parser.add_argument("--writers", type=int, default=50)
    options = parser.parse_args()
    print(json.dumps(run(options.rounds, seconds=options.seconds, writers=options.writers), indent=2))
