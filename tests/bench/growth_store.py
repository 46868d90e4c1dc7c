"""Growth, the store's part: what starting, appending, reading, searching and checking cost with 1,000 to 1,000,000
messages in one file.

The file is the real one, filled fast: a few conversations are led by the real service, and their rows are stored again
and again under other names by the store's own writer. It grows from size to size. Every figure has its exponent, the
slope of its logarithm over that of the size: 0 does not grow, 1 grows as the file does.

What grows and why: a start reads the heads of all open conversations, a tenth of all here; a search for the beginning
of a common word makes one list of all places of all words that begin so before it can take the newest; a search for
two common words that never stand together walks both lists to their ends. A whole word is taken from the newest on.
"""

import asyncio
import itertools
import json
import math
import os
import resource
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from console.backend.node import NodeOptions, running
from console.backend.service import Service
from console.backend.store.check import check_file
from console.backend.store.sqlite import SqliteStore
from console.backend.store.writer import Batch
from console.core.conversation import commands as c
from console.core.conversation.context import Actor, Policy
from tests.backend.store.floor import act, say, service_on

NAME = "growth of the store: cost against stored messages"
SIZES = (1_000, 10_000, 100_000, 1_000_000)
FLAT = ("append_us", "last_50_us", "search_rare_us", "search_common_us", "search_both_us")
STEADY = 0.2
"""So small an exponent is that of the depth of a tree; more is growth."""
LINEAR = ("megabytes", "check_s")
MOST = 1.1
GOAL = f"exponent <= {STEADY} for an append, the last 50, a search; <= {MOST} for the file and its check"
TIMED = 50
APPENDS = 200
CONV, CUSTOMER = "c0000000", "v0000000"
WORDS = "where is my order the parcel should have come on monday and the money for it has left my account already"
IN_TURN = ("alpha", "omega")
"""Words of every message of the one and of the other kind: both are common, and never stand together."""


class Template(msgspec.Struct, frozen=True):
    """One conversation's rows, to be stored again under other names; positions count from 0."""

    conversation: tuple[Any, ...]
    feed: list[tuple[int, int, int, bytes]]
    bodies: list[tuple[int, str, bool, str]]
    commands: list[tuple[str, str, bytes, bytes]]
    messages: int


# making


async def led(service: Service, messages: int, *, resolved: bool, word: str) -> None:
    """A conversation of so many messages, the last ones with somebody; or it waits for a person."""
    number = itertools.count()
    customer = Actor("customer", CUSTOMER)
    for _ in range(messages - 2 if resolved else messages):
        await say(service, CONV, CUSTOMER, f"{WORDS} {word} {CONV}", next(number))
    assert (await service.handle(CONV, c.AskPerson(), customer, command_id=f"{CONV}-asks")).status == "ok"
    if resolved:
        await act(service, CONV, c.Take(), next(number))
        for _ in range(2):
            await act(service, CONV, c.Reply(f"{WORDS} {word} {CONV}"), next(number))
        await act(service, CONV, c.Resolve("solved"), next(number))


async def template(messages: int, *, resolved: bool, word: str) -> Template:
    """Led in a store of its own, and read from its file."""
    with tempfile.TemporaryDirectory(prefix="warmline-growth-") as folder:
        path = Path(folder) / "t.db"
        store = await SqliteStore.open(path)
        service = service_on(store)
        await led(service, messages, resolved=resolved, word=word)
        await store.close()
        with sqlite3.connect(path) as db:
            row = db.execute(
                "SELECT id, customer, open, seq, epoch, turn, due_at, due_kind, due_token, head FROM conversations"
            ).fetchone()
            feed = db.execute("SELECT pos - 1, at, seq, data FROM feed ORDER BY pos").fetchall()
            bodies = db.execute("SELECT id - 8, field, staff, text FROM bodies ORDER BY id").fetchall()
            commands = db.execute("SELECT id, actor, hash, result FROM commands").fetchall()
    return Template(
        row, feed, [(id, field, bool(staff), text) for id, field, staff, text in bodies], commands, messages
    )


def stored(batch: Batch, template: Template, n: int) -> None:
    """The template's rows once more, as the `n`-th conversation."""
    conv, customer = f"c{n:07d}", f"v{n:07d}"
    conv_b, customer_b = conv.encode(), customer.encode()

    def renamed(data: bytes) -> bytes:
        return data.replace(CONV.encode(), conv_b).replace(CUSTOMER.encode(), customer_b)

    id, owner, *row, head = template.conversation
    number = batch.connection.execute(
        "INSERT INTO conversations (id, customer, open, seq, epoch, turn, due_at, due_kind, due_token, head)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (conv, owner and customer, *row, renamed(head)),
    ).lastrowid
    assert number is not None
    first = batch.last_pos + 1
    batch.feed += [(first + pos, at, 1, number, seq, renamed(data)) for pos, at, seq, data in template.feed]
    batch.bodies += [
        (first * 8 + id, field, staff, text.replace(CONV, conv)) for id, field, staff, text in template.bodies
    ]
    for id, actor, hash, result in template.commands:
        batch.results[id.replace(CONV, conv), actor.replace(CUSTOMER, customer)] = (hash, renamed(result))
    batch.last_pos += len(template.feed)


def portion_stored(some: list[tuple[Template, int]], batch: Batch) -> None:
    """Several of them in one transaction."""
    for template, n in some:
        stored(batch, template, n)


class Filler:
    """Fills one file up to a number of messages, and further."""

    def __init__(self, path: Path, templates: dict[str, Template]) -> None:
        self.path = path
        self.templates = templates
        self.messages = self.convs = 0
        self.long: list[str] = []

    def _next(self) -> Template:
        # Of a hundred conversations one is long and waits, nine are short and wait, ninety are over.
        kind = "long" if self.convs % 100 == 0 else "waiting" if self.convs % 100 < 10 else "over"
        if kind == "long":
            self.long.append(f"c{self.convs:07d}")
        return self.templates[f"{kind}{self.convs % 2}"]

    async def fill(self, messages: int) -> None:
        """Up to so many messages."""
        store = await SqliteStore.open(self.path)
        while self.messages < messages:
            some = []
            while self.messages < messages and len(some) < 200:
                template = self._next()
                some.append((template, self.convs))
                self.messages += template.messages
                self.convs += 1
            await store._writer.submit(partial(portion_stored, some))
        await store.close()


async def templates() -> dict[str, Template]:
    """Two of each kind, by the word that they have."""
    made = {}
    for n, word in enumerate(IN_TURN):
        made[f"long{n}"] = await template(100, resolved=False, word=word)
        made[f"waiting{n}"] = await template(6, resolved=False, word=word)
        made[f"over{n}"] = await template(12, resolved=True, word=word)
    return made


# measuring


async def timed(work: Callable[[int], Awaitable[object]], times: int) -> float:
    """Microseconds of processor time of one, the median of five portions: the machine may have others to serve."""
    portions = []
    for portion in range(5):
        began = time.process_time()
        for n in range(portion * times // 5, (portion + 1) * times // 5):
            await work(n)
        portions.append((time.process_time() - began) * 5e6 / times)
    return statistics.median(portions)


async def appended(service: Service, filler: Filler, size: int) -> float:
    """A customer's message in a conversation that is under way, through the service."""
    convs = [conv for conv in filler.long for _ in range(5)]

    async def one(n: int) -> None:
        conv = convs[n % len(convs)]
        customer = Actor("customer", conv.replace("c", "v"))
        result = await service.handle(conv, c.Say(WORDS), customer, command_id=f"grown-{size}-{n:06d}")
        assert result.status == "ok", result

    return await timed(one, APPENDS)


async def asked(store: SqliteStore, filler: Filler) -> dict[str, float]:
    """What a console asks for."""

    async def last_50(n: int) -> None:
        conv = filler.long[n * 7 % len(filler.long)]
        assert len(await store.records(conv, 50, 50)) == 50

    async def find(text: str, least: int, most: int) -> None:
        assert least <= len(await store.search(text, 20)) <= most, text

    return {
        "last_50_us": await timed(last_50, TIMED),
        "search_rare_us": await timed(lambda n: find(f"c{n * 7 % filler.convs:07d}", 1, 20), TIMED),
        "search_common_us": await timed(lambda n: find("parcel ", 20, 20), TIMED),
        "search_both_us": await timed(lambda n: find("monday parcel account ", 20, 20), TIMED),
        "search_beginning_ms": await timed(lambda n: find("parc", 20, 20), 10) / 1_000,
        "search_never_ms": await timed(lambda n: find(" ".join((*IN_TURN, "")), 0, 0), 10) / 1_000,
    }


async def started(path: Path) -> float:
    """Milliseconds of processor time from opening the file to letting people in."""
    began = time.process_time()
    async with running(NodeOptions(store=path, pace=0)):
        return (time.process_time() - began) * 1_000


async def one_size(filler: Filler, size: int) -> dict[str, float]:
    """Fill, then measure; the file is closed in between, so that nothing of the filling is warm in SQLite."""
    began = time.process_time()
    await filler.fill(size)
    filled = time.process_time() - began
    began = time.process_time()
    report = await asyncio.to_thread(check_file, filler.path, Policy())
    checked = time.process_time() - began
    assert report.sound, report
    began = time.process_time()
    store = await SqliteStore.open(filler.path)
    opened = (time.process_time() - began) * 1_000
    found = await asked(store, filler)
    service = Service(store, service_on(store).presence, lambda: 1_900_000_000_000)
    began = time.process_time()
    await service.load()
    loaded = (time.process_time() - began) * 1_000
    found["append_us"] = await appended(service, filler, size)
    heads = len(service.heads)
    await store.close()
    return {
        "conversations": filler.convs,
        "open": heads,
        "megabytes": os.path.getsize(filler.path) / 1e6,
        "open_ms": opened,
        "load_open_ms": loaded,
        "start_ms": await started(filler.path),
        **found,
        "check_s": checked,
        "fill_us": filled * 1e6 / size,
        "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_000,
    }


def exponent(sizes: Sequence[int], values: Sequence[float]) -> float:
    """The slope of the straight line through the logarithms."""
    if len(sizes) < 2:
        return 0.0
    points = [(math.log(size), math.log(max(value, 1e-9))) for size, value in zip(sizes, values, strict=True)]
    return round(statistics.linear_regression([x for x, _ in points], [y for _, y in points]).slope, 2)


async def measured(sizes: Sequence[int]) -> dict[int, dict[str, float]]:
    """One file that grows."""
    with tempfile.TemporaryDirectory(prefix="warmline-growth-") as folder:
        filler = Filler(Path(folder) / "warmline.db", await templates())
        return {size: await one_size(filler, size) for size in sizes}


def run(rounds: int = 1, smoke: bool = False, sizes: Sequence[int] = SIZES) -> dict[str, Any]:
    """Every size once: within a size each figure is a median already."""
    sizes = sizes[:1] if smoke else sizes
    found = asyncio.run(measured(sizes))
    names = [name for name in found[sizes[0]] if name not in ("conversations", "open", "memory_mb")]
    exponents = {name: exponent(sizes, [found[size][name] for size in sizes]) for name in names}
    met = {name: exponents[name] <= STEADY for name in FLAT} | {name: exponents[name] <= MOST for name in LINEAR}
    return {
        "name": NAME,
        "goal": GOAL,
        "rounds": 1,
        "results": [
            {"messages": size, **{name: round(value, 2) for name, value in found[size].items()}} for size in sizes
        ],
        "exponents": exponents,
        "each": met,
        "met": all(met.values()) if len(sizes) > 1 else None,
    }


if __name__ == "__main__":
    print(json.dumps(run(), indent=2))
