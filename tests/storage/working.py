"""A program that works on one of the two durable files and prints what was confirmed, while its disk misbehaves.

Lines: `ok <kind> <key> <number>` is a promise; `try ...` comes before an attempt whose fate may stay unknown;
`fault <code> <sentence>` is a typed refusal; `gave <kind> <key>` is work that never succeeded; `end` is the end.
"""

import argparse
import asyncio
import ctypes
import os
import random
import resource
import shutil
import sys
import threading
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from console.backend.store import writer
from console.backend.store.faults import StoreFaultError
from console.backend.store.port import Commit, Committed, Contact, Repeated, Token, TokenKind, User
from console.backend.store.sqlite import SqliteStore
from console.core.conversation import commands as c
from console.core.conversation.events import CustomerSaid, Record
from console.core.conversation.model import BOT, Head
from console.core.conversation.words import State
from console.desk.session.disk import Disk, folder_of
from console.desk.session.kept import KeptDraft
from console.desk.session.outbox_item import Item
from console.errors import StoreError

SERVER, USER = "wss://desk.example.com", "maya"
ATTEMPTS = 6
CHECKPOINT_AFTER = 7
"""So that even a short piece of work moves the log into the file several times."""


def say(*words: object) -> None:
    os.write(1, (" ".join(str(word) for word in words).replace("\n", " ") + "\n").encode())


def text_of(conv: str, seq: int) -> str:
    return f"word{seq} of {conv} " + "and so on " * (seq * 7 % 300)


def commit_of(conv: str, seq: int) -> Commit:
    head = Head(conv, State.BOT, BOT, 1, seq=seq, public_seq=seq, customer=f"k-{conv}")
    record = Record(conv, seq, seq, 1, "customer", CustomerSaid("en"), seq, {"text": text_of(conv, seq)})
    return Commit(head, seq - 1, (record,), "customer:k", f"{conv}-{seq}", b"h", f"{conv}:{seq}".encode())


def item_of(key: str, n: int) -> Item:
    return Item(key, f"c{n % 3}", c.Reply(f"words {n} " + "and so on " * (n * 13 % 400)), 5, n, key, decided_at=5)


def draft_of(conv: str, version: int) -> KeptDraft:
    return KeptDraft(conv, "reply", f"<v{version}> " + "typed " * (version * 11 % 300), version)


def desk_folder(state: Path) -> Path:
    return folder_of(state, SERVER, USER)


class Relief:
    """The disk gets better when so many faults were told, if this run is one in which it does."""

    def __init__(self, at: int, heal: Callable[[], None]) -> None:
        self._left = at
        self._heal = heal

    def fault(self, error: StoreError) -> None:
        sentence = str(error)
        if not sentence or sentence.startswith(("store.", "disk.")):
            raise AssertionError(f"no sentence: {error.code} {sentence!r}")
        say("fault", error.code, sentence)
        self._left -= 1
        if self._left == 0:
            self._heal()
            say("healed")


class StoreWork:
    """A backend's store in use: commits side by side, contacts, accounts, sign-outs, an erasure, readers, restarts."""

    def __init__(self, path: Path, dice: random.Random, relief: Relief) -> None:
        self.path = path
        self.dice = dice
        self.relief = relief
        self.seqs: dict[str, int] = {}
        self.versions: dict[str, int] = {}
        self.store: SqliteStore | None = None
        self._n = 0
        self._release: threading.Event | None = None
        self._reading: asyncio.Task[Any] | None = None

    async def run(self, steps: int) -> None:
        for step in range(steps):
            if self.store is None and not await self.open():
                return
            await self.step(step)
        await self.close()

    async def open(self) -> bool:
        for _ in range(ATTEMPTS):
            try:
                self.store = await SqliteStore.open(self.path)
            except StoreFaultError as error:
                self.relief.fault(error)
                continue
            return True
        say("gave", "open", "store")
        return False

    async def close(self) -> None:
        await self.let_readers_go()
        if self.store is not None:
            await self.store.close()
        self.store = None

    async def step(self, step: int) -> None:
        await asyncio.gather(*(self.commit(conv) for conv in self.dice.sample(["a", "b", "d", "e"], 3)))
        match self.dice.randrange(16):
            case 0 | 1:
                await self.contact()
            case 2 | 3:
                await self.account()
            case 4:
                await self.erase()
            case 5 | 6 | 7:
                self.hold_a_reader()
            case 8 | 9 | 10:
                await self.let_readers_go()
            case 11 if step > 3:
                await self.close()

    async def attempt(self, kind: str, key: str, number: int, work: Callable[[], Awaitable[Any]]) -> bool:
        say("try", kind, key, number)
        for _ in range(ATTEMPTS):
            try:
                outcome = await work()
            except StoreFaultError as error:
                self.relief.fault(error)
                if not error.retry:
                    break
                continue
            if kind == "commit" and not isinstance(outcome, Committed | Repeated):
                raise AssertionError(outcome)
            say("ok", kind, key, number)
            return True
        say("gave", kind, key)
        return False

    async def commit(self, conv: str) -> None:
        store = self.store
        assert store is not None
        seq = self.seqs.get(conv, 0) + 1
        if await self.attempt("commit", conv, seq, lambda: store.commit(commit_of(conv, seq))):
            self.seqs[conv] = seq

    async def contact(self) -> None:
        store = self.store
        assert store is not None
        version = self.versions["p"] = self.versions.get("p", 0) + 1
        await self.attempt("contact", "p", version, lambda: store.put_contact(Contact("p", f"v{version}")))

    async def account(self) -> None:
        store = self.store
        assert store is not None
        self._n += 1
        key, digest = f"u{self._n}", bytes([self._n]) * 16
        if await self.attempt("user", key, 1, lambda: store.add_user(User(key, key, key, "agent"))):
            token = Token(digest, key, TokenKind.ACCESS, key, "d", 1, 1 << 60, 1 << 60)
            if await self.attempt("token", digest.hex(), 1, lambda: store.put_token(token)):
                await self.attempt("revoked", digest.hex(), 1, lambda: store.revoke_token(digest))

    async def erase(self) -> None:
        store = self.store
        assert store is not None
        seq = self.seqs.get("e", 0)
        if seq:
            await self.let_readers_go()
            await self.attempt("erased", "e", seq, lambda: store.erase("k-e"))

    def hold_a_reader(self) -> None:
        """A long read keeps the log from being moved into the file wholly."""
        if self._release is None and self.store is not None:
            release = self._release = threading.Event()
            self._reading = asyncio.ensure_future(
                self.store._reader.run(lambda db: (db.execute("SELECT count(*) FROM feed").fetchone(), release.wait()))
            )

    async def let_readers_go(self) -> None:
        if self._release is not None and self._reading is not None:
            self._release.set()
            self._release = None
            try:
                await self._reading
            except StoreFaultError as error:
                self.relief.fault(error)


class DeskWork:
    """A console's disk in use: commands kept and forgotten, drafts that change, tidying, restarts, a second desk."""

    def __init__(self, state: Path, dice: random.Random, relief: Relief) -> None:
        self.state = state
        self.dice = dice
        self.relief = relief
        self.disk: Disk | None = None
        self.beside: Disk | None = None
        self.kept: list[str] = []
        self._n = 0

    def run(self, steps: int) -> None:
        for _ in range(steps):
            if self.disk is None:
                self.disk = self.open()
            if self.disk is None:
                return
            self.step(self.disk)
        self.close()

    def open(self) -> Disk | None:
        for _ in range(ATTEMPTS):
            try:
                disk = Disk.open(self.state, SERVER, USER)
                disk.load()
            except StoreError as error:
                self.relief.fault(error)
                continue
            for code, _ in disk.notices:
                say("notice", code)
            return disk
        say("gave", "open", "disk")
        return None

    def close(self) -> None:
        for disk in (self.disk, self.beside):
            if disk is not None:
                disk.close()
        self.disk = self.beside = None

    def step(self, disk: Disk) -> None:
        match self.dice.randrange(16):
            case 0 | 1 | 2 | 3 | 4:
                self.keep(disk)
            case 5 | 6 | 7:
                self.forget(disk)
            case 8 | 9 | 10 | 11:
                self.draft(disk)
            case 12:
                disk.tidy()
            case 13:
                self.close()
            case 14 if self.beside is None:
                self.beside = self.open()
            case _ if self.beside is not None:
                self.keep(self.beside)
                self.draft(self.beside, "c9")

    def attempt(self, kind: str, key: str, number: int, work: Callable[[], None]) -> bool:
        say("try", kind, key, number)
        for _ in range(ATTEMPTS):
            try:
                work()
            except StoreError as error:
                self.relief.fault(error)
                continue
            say("ok", kind, key, number)
            return True
        say("gave", kind, key)
        return False

    def keep(self, disk: Disk) -> None:
        self._n += 1
        key, n = f"i{self._n}", self._n
        if self.attempt("item", key, 1, lambda: disk.keep((item_of(key, n),))):
            self.kept.append(key)

    def forget(self, disk: Disk) -> None:
        if self.kept:
            key = self.kept.pop(self.dice.randrange(len(self.kept)))
            self.attempt("forget", key, 1, lambda: disk.keep((), (key,)))

    def draft(self, disk: Disk, conv: str = "") -> None:
        self._n += 1
        version = self._n
        conv = conv or f"c{self.dice.randrange(2)}"
        self.attempt("draft", conv, version, lambda: disk.keep_drafts([draft_of(conv, version)]))


def _no_longer_than(limit: int) -> Callable[[], None]:
    """Files end at this size, in the middle of a write as well, until the returned function is called."""
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))


def _small_disk(place: Path, size: int) -> Callable[[], None]:
    """A file system of this size at the folder, in this process's own mount namespace, until it grows."""
    libc = ctypes.CDLL(None, use_errno=True)

    def mount(flags: int, room: int) -> None:
        if libc.mount(b"tmpfs", os.fsencode(place), b"tmpfs", flags, f"size={room},mode=0700".encode()):
            raise OSError(ctypes.get_errno(), "mount")

    mount(0, size)
    return lambda: mount(32, 64 << 20)


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=["store", "desk"])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--steps", type=int, default=24)
    parser.add_argument("--heal-after", type=int, default=0, help="faults told until the disk gets better")
    parser.add_argument("--longest-file", type=int, default=0)
    parser.add_argument("--disk-size", type=int, default=0)
    parser.add_argument("--out", type=Path, help="where to copy the folder at the end")
    told = parser.parse_args(argv)
    heal: Callable[[], None] = lambda: None  # noqa: E731
    if told.disk_size:
        heal = _small_disk(told.folder, told.disk_size)
    if told.longest_file:
        heal = _no_longer_than(told.longest_file)
    dice, relief = random.Random(told.seed), Relief(told.heal_after, heal)
    writer.MOVE_LOG_AFTER = CHECKPOINT_AFTER  # type: ignore[misc]
    if told.what == "store":
        asyncio.run(StoreWork(told.folder / "data" / "warmline.db", dice, relief).run(told.steps))
    else:
        DeskWork(told.folder / "state", dice, relief).run(told.steps * 2)
    say("end")
    if told.out is not None:
        shutil.copytree(told.folder, told.out)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
