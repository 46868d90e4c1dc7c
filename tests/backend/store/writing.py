"""A program that writes to a store and prints what was confirmed, for tests that break it in the middle.

Each line is `ok <conversation> <seq>`, or `<error code> <conversation> <seq>` and the same commit again.
"""

import asyncio
import os
import sys
from pathlib import Path

from console.backend.store.faults import StoreFaultError
from console.backend.store.port import Commit, Committed, Repeated
from console.backend.store.sqlite import SqliteStore
from console.core.conversation.events import CustomerSaid, Record
from console.core.conversation.model import BOT, Head
from console.core.conversation.words import State


def text_of(conv: str, seq: int) -> str:
    return f"word{seq} of {conv} " + "and so on " * (seq % 40)


def commit_of(conv: str, seq: int) -> Commit:
    head = Head(conv, State.BOT, BOT, 1, seq=seq, public_seq=seq, customer="k")
    record = Record(conv, seq, seq, 1, "customer", CustomerSaid("en"), seq, {"text": text_of(conv, seq)})
    return Commit(head, seq - 1, (record,), "customer:k", f"{conv}-{seq}", b"h", f"{conv}:{seq}".encode())


async def write(path: Path, writers: int, commits: int, out: int, attempts: int = 50) -> None:
    store = await SqliteStore.open(path)

    async def one(conv: str) -> None:
        stored = await store.head(conv)
        done = stored.head.seq if stored else 0
        for seq in range(done + 1, done + commits + 1):
            for _ in range(attempts):
                try:
                    outcome = await store.commit(commit_of(conv, seq))
                except StoreFaultError as error:
                    os.write(out, f"{error.code} {conv} {seq}\n".encode())
                    if not error.retry:
                        return
                    continue
                if not isinstance(outcome, Committed | Repeated):
                    raise AssertionError(outcome)
                os.write(out, f"ok {conv} {seq}\n".encode())
                break
            else:
                return

    await asyncio.gather(*(one(f"c{n}") for n in range(writers)))
    await store.close()


if __name__ == "__main__":
    asyncio.run(write(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), 1))
