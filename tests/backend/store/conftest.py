"""A store in a real file, and a conversation that makes commits for it."""

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import msgspec
import pytest
import pytest_asyncio

from console.backend.store.port import Commit
from console.backend.store.sqlite import SqliteStore
from console.core.conversation.decide.timers import Due
from console.core.conversation.events import CustomerSaid, Event, Record
from console.core.conversation.model import BOT, BotTurn, Head
from console.core.conversation.words import State

Opener = Callable[[Path], Awaitable[SqliteStore]]


class Chat:
    """The head as its writer believes it to be; `commit` makes the next commit and moves on."""

    def __init__(self, conv: str = "c1", customer: str = "k1") -> None:
        self.head = Head(conv, State.BOT, BOT, 1, customer=customer)

    def commit(
        self,
        *events: tuple[Event, dict[str, str]],
        id: str = "",
        actor: str = "customer:k1",
        body_hash: bytes = b"hash",
        result: bytes = b"result",
        due: Due | None = None,
        bot_text: str | None = None,
        **changes: object,
    ) -> Commit:
        seq = self.head.seq
        after = msgspec.structs.replace(self.head, seq=seq + len(events), **changes)
        records = tuple(
            Record(after.conv, seq + n, 1_000 + seq + n, after.epoch, "customer", event, seq + n, bodies)
            for n, (event, bodies) in enumerate(events, 1)
        )
        self.head = after
        return Commit(after, seq, records, actor, id, body_hash, result, due, bot_text)

    def say(self, text: str, **options: object) -> Commit:
        return self.commit((CustomerSaid("en"), {"text": text}), **options)

    def turn(self, id: str) -> BotTurn:
        return BotTurn(id, self.head.epoch, self.head.seq, 0)


@pytest.fixture(name="Chat")
def chat_class() -> type[Chat]:
    return Chat


@pytest_asyncio.fixture
async def opened() -> AsyncIterator[Opener]:
    """Opens stores that are closed at the end, whatever happens."""
    stores: list[SqliteStore] = []

    async def open_(path: Path) -> SqliteStore:
        stores.append(await SqliteStore.open(path))
        return stores[-1]

    yield open_
    for store in stores:
        await store.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "warmline.db"


@pytest_asyncio.fixture
async def store(opened: Opener, path: Path) -> SqliteStore:
    return await opened(path)
