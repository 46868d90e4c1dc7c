"""Contacts, read marks, and that an erased person's words are nowhere in the files."""

import asyncio
from pathlib import Path

import msgspec

from console.backend.store.port import Committed, Contact
from console.backend.store.sqlite import SqliteStore
from console.core.conversation.events import BotTurnStarted, CustomerSaid, NoteAdded


async def test_contacts_are_added_and_replaced(store: SqliteStore) -> None:
    ana = Contact("k1", "Ana", "pt", "ana@example.org", True, 10, {"plan": "gold", "ключ": "значение"})
    await store.put_contact(ana)
    assert await store.contact("k1") == ana
    assert await store.contact("k2") is None
    await store.put_contact(msgspec.structs.replace(ana, name="Ana B.", created_at=99))
    assert await store.contact("k1") == msgspec.structs.replace(ana, name="Ana B."), "the first time stays"
    bob = Contact("k'2\"", "Bob")
    await store.put_contact(bob)
    assert await store.contacts(["k'2\"", "nobody", "k1", "k1"]) == {
        "k1": msgspec.structs.replace(ana, name="Ana B."),
        "k'2\"": bob,
    }
    assert await store.contacts([]) == {}
    assert len(await store.contacts([f"k{n}" for n in range(50_000)])) == 1


async def test_read_marks_go_forward_only_and_not_past_the_end(store: SqliteStore, Chat) -> None:
    chat = Chat()
    for word in ("one", "two", "three"):
        await store.commit(chat.say(word))
    assert await store.set_cursor("c1", "a1", 2) == 2
    assert await store.set_cursor("c1", "a1", 1) == 2
    assert await store.set_cursor("c1", "customer", 2**62) == 3
    assert await store.set_cursor("c1", "a2", -5) == 0
    assert await store.set_cursor("c9", "a1", 1) == 0
    assert await store.cursors(["c9", "c1"]) == {"c1": {"a1": 2, "customer": 3}}


def _bytes_on_disk(path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(path.parent.iterdir()))


async def test_an_erased_person_is_nowhere_in_the_files(store: SqliteStore, path: Path, Chat) -> None:
    mine, other = Chat("c1", "k1"), Chat("c2", "k2")
    for n in range(300):
        await store.commit(mine.say(f"zyxsecret{n} lives in quuxstreet {n}"))
        await store.commit(other.say(f"harmless words {n}"))
    await store.commit(mine.commit((NoteAdded("a1"), {"text": "zyxsecret is angry"})))
    await store.commit(mine.commit((BotTurnStarted("t1", 1), {}), bot_turn=mine.turn("t1")))
    await store.add_chunk("c1", 1, "t1", 1, "dear zyxsecret")
    await store.put_contact(Contact("k1", "Zyxsecret", email="zyxsecret@example.org"))
    await store.put_ticket(b"t", "k1", 10**15)
    assert b"zyxsecret" in _bytes_on_disk(path)

    assert await store.erase("k1") == ["c1"]

    files = _bytes_on_disk(path).lower()
    assert b"secret" not in files
    assert b"quux" not in files
    assert await store.contact("k1") is None
    assert await store.chunks("c1", "t1") == ""
    assert await store.use_ticket(b"t", 1) is None
    assert await store.search("zyxsecret", 5) == []
    records = await store.records("c1", 0, 1_000)
    assert [record.seq for record in records] == list(range(1, mine.head.seq + 1)), "the numbers stay gapless"
    assert all(record.bodies == {} for record in records)
    assert len(await store.search("harmless", 1_000)) == 300, "nobody else's words went"
    assert len(await store.search("words 299", 5)) == 1
    assert await store.erase("k1") == ["c1"]
    assert await store.erase("nobody") == []


async def test_erasing_amid_traffic(store: SqliteStore, path: Path, Chat) -> None:
    mine, other = Chat("c1", "k1"), Chat("c2", "k2")
    await store.commit(mine.say("zyxsecret"))
    last = mine.commit((CustomerSaid(), {"text": "zyxsecret again"}))
    # Handed over together with the erasure: the words have not even reached the index yet.
    outcome, erased, other_outcome = await asyncio.gather(
        store.commit(last), store.erase("k1"), store.commit(other.say("hello"))
    )
    assert isinstance(outcome, Committed)
    assert isinstance(other_outcome, Committed)
    assert erased == ["c1"]
    assert await store.search("zyxsecret", 5) == []
    assert b"zyxsecret" not in _bytes_on_disk(path)
    assert len(await store.search("hello", 5)) == 1
    await store.commit(mine.say("back again"))
    assert [hit.conv for hit in await store.search("back", 5)] == ["c1"]
