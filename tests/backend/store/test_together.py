"""Commits that go into one transaction: each alone in its effect, also where one is known or cannot be stored."""

import asyncio

import pytest

from console.backend.store import writer as writing
from console.backend.store.faults import StoreBusyError, StoreClosedError, StoreValueError
from console.backend.store.port import Commit, Committed, Conflict, Mismatch, Repeated
from console.backend.store.sqlite import SqliteStore


async def test_several_commits_are_answered_in_their_order(store: SqliteStore, Chat) -> None:
    chat = Chat()
    first, second = chat.say("one", id="1"), chat.say("two", id="2")
    late = Commit(first.head, 1, (), "agent:leo", "3", b"h", b"refused")
    outcomes = await store.commit_each([first, second, late])
    # What was refused on a head that has moved on must be decided again.
    assert outcomes == [Committed(1, 1), Committed(2, 1), Conflict(2)]
    assert await store.result("agent:leo", "3") is None


async def test_one_that_cannot_be_stored_fails_alone_among_several(store: SqliteStore, Chat) -> None:
    chats = [Chat(f"c{n}") for n in range(3)]
    outcomes = await store.commit_each([chat.say("\ud800" if n == 1 else "x") for n, chat in enumerate(chats)])
    assert isinstance(outcomes[1], StoreValueError)
    assert [outcomes[0], outcomes[2]] == [Committed(1, 1), Committed(2, 2)]


async def test_what_is_rolled_back_is_not_remembered(store: SqliteStore, Chat) -> None:
    chat = Chat()
    await store.commit(chat.say("one"))
    before = chat.head
    bad = chat.say("\ud800")
    chat.head = before
    assert isinstance((await store.commit_each([bad]))[0], StoreValueError)
    assert await store.commit(chat.say("two")) == Committed(2, 1)
    assert [record.seq for record in await store.records("c1", 0, 9)] == [1, 2]


async def test_a_repeated_command_does_nothing_to_those_beside_it(store: SqliteStore, Chat) -> None:
    chats = [Chat(f"c{n}") for n in range(4)]
    assert await store.commit(chats[1].say("x", id="known", result=b"then")) == Committed(1, 1)
    others = [chats[0].say("a", id="0"), chats[1].say("x", id="known"), chats[2].say("b", id="2")]
    assert await store.commit_each(others) == [Committed(2, 2), Repeated(b"then"), Committed(3, 3)]
    other = chats[3].say("something else", id="known", body_hash=b"other")
    assert await store.commit_each([other, chats[3].say("c", id="3")]) == [Mismatch(), Conflict(0)]
    assert [len(await store.records(f"c{n}", 0, 9)) for n in range(4)] == [1, 1, 1, 0]
    assert (await store.result("customer:k1", "2")) is not None


async def test_the_same_command_twice_in_one_transaction_has_one_effect(store: SqliteStore, Chat) -> None:
    chat = Chat()
    same = chat.say("x", id="same")
    assert await store.commit_each([same, same]) == [Committed(1, 1), Repeated(b"result")]


async def test_a_repeated_command_is_known_although_its_head_has_moved_on(store: SqliteStore, Chat) -> None:
    chat = Chat()
    first = chat.say("x", id="first", result=b"then")
    await store.commit_each([first, chat.say("y", id="second")])
    assert await store.commit(first) == Repeated(b"then")


async def test_repeated_commands_are_looked_for_only_for_a_while(
    store: SqliteStore, Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "CAREFUL_FOR", 2)
    chat = Chat()
    first = chat.say("x", id="first")
    await store.commit(first)
    refusal = Commit(chat.head, 1, (), "customer:k1", "first", first.body_hash, b"now")
    for n in range(6):
        assert await store.commit(refusal) == Repeated(b"result"), n
        assert await store.commit(chat.say(f"word{n}", id=f"{n}")) == Committed(n + 2, 1)
        refusal = Commit(chat.head, chat.head.seq, (), "customer:k1", "first", first.body_hash, b"now")


async def test_more_conversations_than_are_remembered(
    store: SqliteStore, Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "MOST_ROWS", 3)
    chats = [Chat(f"c{n}") for n in range(8)]
    for turn in range(1, 4):
        outcomes = await store.commit_each([chat.say(f"word{turn}") for chat in chats])
        assert outcomes == [Committed((turn - 1) * 8 + n, n) for n in range(1, 9)]


async def test_several_that_are_too_many_or_too_late_are_refused_one_by_one(
    store: SqliteStore, Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "LONGEST_QUEUE", 2)
    outcomes = await store.commit_each([Chat(f"c{n}").say("x") for n in range(3)])
    assert outcomes[:2] == [Committed(1, 1), Committed(2, 2)]
    assert isinstance(outcomes[2], StoreBusyError)
    asked = asyncio.create_task(store.commit_each([Chat("c8").say("x")]))
    await asyncio.sleep(0)
    await store.close()
    assert await asked == [Committed(3, 3)]
    assert isinstance((await store.commit_each([Chat("c9").say("x")]))[0], StoreClosedError)
