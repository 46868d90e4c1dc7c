"""Short reads that are asked for at one time are made together, and each succeeds, fails and is given up alone."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from console.backend.store.faults import StoreClosedError, StoreFaultError
from console.backend.store.port import Committed
from console.backend.store.reader import Reader
from console.backend.store.sqlite import SqliteStore


@pytest.fixture
def transactions(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """One entry for each read transaction of any store."""
    counted: list[int] = []
    real = Reader._at_one_instant

    def counting(self: Reader, read: Callable[..., Any]) -> Any:
        counted.append(1)
        return real(self, read)

    monkeypatch.setattr(Reader, "_at_one_instant", counting)
    return counted


async def test_two_hundred_looks_are_one_transaction(store: SqliteStore, Chat: Any, transactions: list[int]) -> None:
    for n in range(20):
        assert isinstance(await store.commit(Chat(f"c{n}").say("x")), Committed)
    heads = await asyncio.gather(*(store.head(f"c{n % 25}") for n in range(200)))
    assert [stored.head.conv if stored else "" for stored in heads[:25]] == [*(f"c{n}" for n in range(20)), *[""] * 5]
    assert len(transactions) == 1


async def test_a_look_sees_every_write_that_has_returned(store: SqliteStore, Chat: Any) -> None:
    chat = Chat()
    for seq in range(1, 30):
        assert isinstance(await store.commit(chat.say("x")), Committed)
        early, stored = await asyncio.gather(store.head("nowhere"), store.head("c1"))
        assert early is None
        assert stored is not None
        assert stored.head.seq >= seq


async def test_a_look_that_fails_or_is_given_up_leaves_the_others_alone(store: SqliteStore, Chat: Any) -> None:
    await store.commit(Chat().say("x"))
    bad = asyncio.ensure_future(store._reader.look(lambda db: db.execute("SELECT * FROM nothing").fetchall()))
    given_up = asyncio.ensure_future(store.head("c1"))
    good = asyncio.ensure_future(store.head("c1"))
    await asyncio.sleep(0)
    given_up.cancel()
    answers = await asyncio.gather(bad, given_up, good, return_exceptions=True)
    assert isinstance(answers[0], StoreFaultError)
    assert isinstance(answers[1], asyncio.CancelledError)
    assert answers[2] == await store.head("c1")


async def test_what_was_asked_before_the_end_is_answered(store: SqliteStore, Chat: Any) -> None:
    await store.commit(Chat().say("x"))
    asked = asyncio.ensure_future(store.head("c1"))
    await asyncio.sleep(0)
    await store.close()
    assert (await asked) is not None
    with pytest.raises(StoreClosedError):
        await store.head("c1")
