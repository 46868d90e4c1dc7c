"""What a durable file must still hold after a fault: everything that was confirmed, and nothing half."""

import asyncio
import re
from collections.abc import Iterable
from pathlib import Path

import msgspec

from console.backend.store.faults import StoreFaultError
from console.backend.store.port import Committed
from console.backend.store.sqlite import SqliteStore
from console.desk.session.disk import Disk
from console.errors import StoreError
from tests.storage import working


class ViolationError(AssertionError):
    """A promise was broken."""


class Promises(msgspec.Struct):
    """What the lines of a working program promise, and what they leave open."""

    numbers: dict[tuple[str, str], int] = {}
    """The highest confirmed number by kind and key."""
    tried: dict[tuple[str, str], int] = {}
    faults: int = 0
    codes: list[str] = []
    gave_up: list[str] = []
    healed: bool = False
    ended: bool = False

    def hear(self, line: str) -> None:
        """One whole line of it."""
        words = line.split()
        match words:
            case ["ok", kind, key, number]:
                self.numbers[kind, key] = max(int(number), self.numbers.get((kind, key), 0))
            case ["try", kind, key, number]:
                self.tried[kind, key] = max(int(number), self.tried.get((kind, key), 0))
            case ["fault", code, *_]:
                self.faults += 1
                self.codes.append(code)
            case ["gave", *what]:
                self.gave_up.append(" ".join(what))
            case ["healed"]:
                self.healed = True
            case ["end"]:
                self.ended = True

    def of(self, kind: str) -> dict[str, int]:
        """The confirmed numbers of one kind."""
        return {key: number for (a_kind, key), number in self.numbers.items() if a_kind == kind}


def promises(output: str) -> Promises:
    """Of a whole output; a torn last line promises nothing."""
    found = Promises()
    for line in output[: output.rfind("\n") + 1].splitlines():
        found.hear(line)
    return found


def _need(condition: object, *what: object) -> None:
    if not condition:
        raise ViolationError(" ".join(str(part) for part in what))


class Found(msgspec.Struct):
    """What a store turned out to hold."""

    lost: list[str] = []
    """Promises that it does not keep."""


async def _look(store: SqliteStore, told: Promises) -> Found:
    lost: list[str] = []
    seqs: dict[str, int] = {}
    for stored in await store.open_heads():
        conv, seq = stored.head.conv, stored.head.seq
        seqs[conv] = seq
        records = await store.records(conv, 0, 100_000)
        _need([record.seq for record in records] == list(range(1, seq + 1)), conv, "has a hole before", seq)
        erased_to = told.tried.get(("erased", conv), 0)
        for record in records:
            text = record.bodies.get("text")
            gone = text is None and record.seq <= erased_to
            _need(gone or text == working.text_of(conv, record.seq), conv, record.seq, "says", text)
            if record.seq <= told.of("erased").get(conv, 0) and text is not None:
                lost.append(f"erasure of {conv} {record.seq}")
        kept = await store.result("customer:k", f"{conv}-{seq}")
        _need(kept is not None and kept.result == f"{conv}:{seq}".encode(), conv, seq, "has no result")
        _need(await store.result("customer:k", f"{conv}-{seq + 1}") is None, conv, seq + 1, "has a result only")
        _need(seq <= told.tried.get(("commit", conv), seq), conv, seq, "was never asked for")
    feed = await store.feed(0, 1_000_000)
    _need([entry.pos for entry in feed] == list(range(1, sum(seqs.values()) + 1)), "the feed has holes")
    _need(store.last_pos == len(feed), "last_pos", store.last_pos, "of", len(feed))
    lost += [f"commit {conv} {seq}" for conv, seq in told.of("commit").items() if seqs.get(conv, 0) < seq]
    lost += await _lost_of_people(store, told)
    return Found(lost)


async def _lost_of_people(store: SqliteStore, told: Promises) -> list[str]:
    lost = []
    for key, version in told.of("contact").items():
        contact = await store.contact(key)
        if contact is None or int(contact.name[1:]) < version:
            lost.append(f"contact {key} {version}")
    users = {user.id for user in await store.users()}
    lost += [f"user {key}" for key in told.of("user") if key not in users]
    revoked = told.of("revoked")
    for key in told.of("token"):
        there = await store.token(bytes.fromhex(key)) is not None
        if key in revoked and there:
            lost.append(f"sign-out {key}")
        elif not there and ("revoked", key) not in told.tried:
            lost.append(f"token {key}")
    return lost


async def _store(path: Path, told: Promises, again: bool) -> Found:
    store = await SqliteStore.open(path)
    try:
        found = await _look(store, told)
        if again:
            await _takes_more(store)
    finally:
        await store.close()
    if again and not found.lost:
        store = await SqliteStore.open(path)
        try:
            head = await store.head("later")
            _need(head is not None and head.head.seq == 2, "a commit after the fault is gone")
        finally:
            await store.close()
    return found


async def _takes_more(store: SqliteStore) -> None:
    for seq in (1, 2):
        outcome = await store.commit(working.commit_of("later", seq))
        _need(isinstance(outcome, Committed), "takes no commit after the fault:", outcome)


def look_at_store(path: Path, told: Promises, *, again: bool = False) -> Found:
    """Open it as a restarted backend does, and compare; `again`: it must take more commits as well.

    Raises:
        StoreFaultError: it says that it cannot.
        ViolationError: what it holds contradicts itself.
    """
    return asyncio.run(_store(path, told, again))


_VERSION = re.compile(r"<v(\d+)>")


def look_at_desk(state: Path, told: Promises, *, again: bool = False) -> tuple[Found, list[str]]:
    """The same for a console's disk; also the codes of what it says on opening.

    Raises:
        StoreError: it says that it cannot.
        ViolationError: what it holds contradicts itself.
    """
    disk = Disk.open(state, working.SERVER, working.USER)
    try:
        kept = disk.load()
        notices = [code for code, _ in disk.notices]
        items = {item.id: item for item in kept.items}
        _need(len(items) == len(kept.items), "an item twice")
        for key, item in items.items():
            _need(item == working.item_of(key, int(key[1:])), "another item", key)
        drafts = {
            draft.conv: max((int(version) for version in _VERSION.findall(draft.text)), default=0)
            for draft in kept.drafts
        }
        lost = [f"item {key}" for key in told.of("item") if key not in items and ("forget", key) not in told.tried]
        lost += [
            f"draft {conv} {version}" for conv, version in told.of("draft").items() if drafts.get(conv, 0) < version
        ]
        if again:
            disk.keep((working.item_of("i9999", 9999),))
    finally:
        disk.close()
    if again:
        disk = Disk.open(state, working.SERVER, working.USER)
        try:
            _need("i9999" in {item.id for item in disk.load().items}, "an item kept after the fault is gone")
        finally:
            disk.close()
    return Found(lost), notices


def untyped(error: BaseException) -> bool:
    """Whether this is anything but an explained fault."""
    return not isinstance(error, StoreFaultError | StoreError)


def codes(lines: Iterable[str]) -> list[str]:
    """What was told, each once."""
    return sorted(set(lines))
