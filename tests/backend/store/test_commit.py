"""Commits: compare and set, idempotence, numbers, timers, bodies, the feed, and the bot's chunks."""

import asyncio

import msgspec
import pytest

from console.backend.store.faults import StoreBusyError, StoreClosedError, StoreValueError
from console.backend.store.port import Committed, Conflict, Mismatch, Repeated, StoredResult, Stream
from console.backend.store.sqlite import SqliteStore
from console.core.conversation.decide.timers import Due
from console.core.conversation.events import (
    AgentSaid,
    BotTurnEnded,
    BotTurnStarted,
    CustomerSaid,
    NoteAdded,
    Opened,
    Summarised,
    Taken,
)
from console.core.conversation.model import Party
from console.core.conversation.words import DueKind, State, TurnOutcome


async def test_a_new_conversation_is_stored_and_numbered(store: SqliteStore, Chat) -> None:
    chat = Chat()
    due = Due(5_000, DueKind.BOT_SILENT, "1.5000")
    commit = chat.commit((Opened("k1"), {}), (CustomerSaid("en"), {"text": "hello"}), due=due)
    assert await store.commit(commit) == Committed(2, 1)
    stored = await store.head("c1")
    assert stored is not None
    assert (stored.head, stored.no, stored.due) == (commit.head, 1, due)
    assert await store.records("c1", 0, 10) == list(commit.records)
    assert await store.commit(Chat("c2").say("hi")) == Committed(3, 2)
    assert await store.commit(chat.say("again")) == Committed(4, 1)
    assert store.last_pos == 4


async def test_an_unknown_conversation_is_none_and_empty(store: SqliteStore) -> None:
    assert await store.head("nowhere") is None
    assert await store.records("nowhere", 0, 10) == []
    assert await store.chunks("nowhere", "t") == ""
    assert await store.cursors(["nowhere"]) == {}
    assert await store.result("nobody", "x") is None


async def test_of_many_commits_on_one_head_exactly_one_wins(store: SqliteStore, Chat) -> None:
    base = Chat()
    await store.commit(base.say("help"))
    takes = []
    for n in range(50):
        rival = Chat()
        rival.head = base.head
        takes.append(
            rival.commit(
                (Taken(f"a{n}", State.BOT), {}), epoch=2, owner=Party("agent", f"a{n}"), actor=f"agent:a{n}", id="take"
            )
        )
    outcomes = await asyncio.gather(*map(store.commit, takes))
    winners = [n for n, outcome in enumerate(outcomes) if isinstance(outcome, Committed)]
    assert len(winners) == 1
    assert all(outcome == Conflict(2) for n, outcome in enumerate(outcomes) if n not in winners)
    stored = await store.head("c1")
    assert stored is not None
    assert stored.head.agent == f"a{winners[0]}"
    assert [record.seq for record in await store.records("c1", 0, 99)] == [1, 2]
    # A loser's command had no effect, so nothing is kept of it and it may be decided again under the same id.
    loser = next(n for n in range(50) if n not in winners)
    assert await store.result(f"agent:a{loser}", "take") is None


@pytest.mark.parametrize("gap", [1, -1])
async def test_a_stale_or_premature_commit_is_a_conflict(store: SqliteStore, Chat, gap: int) -> None:
    chat = Chat()
    for word in ("one", "two", "three"):
        await store.commit(chat.say(word))
    chat.head = msgspec.structs.replace(chat.head, seq=chat.head.seq + gap)
    before = store.last_pos
    assert await store.commit(chat.say("lost")) == Conflict(3)
    assert store.last_pos == before
    assert await store.search("lost", 5) == []


async def test_a_commit_for_an_existing_head_that_does_not_exist_is_a_conflict(store: SqliteStore, Chat) -> None:
    chat = Chat("ghost")
    chat.head = msgspec.structs.replace(chat.head, seq=7)
    assert await store.commit(chat.say("boo")) == Conflict(0)
    assert await store.head("ghost") is None


async def test_commits_with_holes_are_a_bug_of_the_caller(store: SqliteStore, Chat) -> None:
    good = Chat().say("x")
    for bad in (
        msgspec.structs.replace(good, expected_seq=1),
        msgspec.structs.replace(good, records=()),
        msgspec.structs.replace(good, records=good.records * 2),
        msgspec.structs.replace(good, head=msgspec.structs.replace(good.head, conv="other")),
        msgspec.structs.replace(
            good, records=(msgspec.structs.replace(good.records[0], bodies={str(n): "x" for n in range(9)}),)
        ),
    ):
        with pytest.raises(ValueError):
            await store.commit(bad)
    assert store.last_pos == 0


async def test_a_repeated_command_has_one_effect_and_the_same_result(store: SqliteStore, Chat) -> None:
    commit = Chat().say("hello", id="01", result=b'{"ok":1}')
    outcomes = await asyncio.gather(*(store.commit(commit) for _ in range(5)))
    assert outcomes == [Committed(1, 1)] + [Repeated(b'{"ok":1}')] * 4
    assert await store.commit(commit) == Repeated(b'{"ok":1}')
    assert await store.commit(msgspec.structs.replace(commit, body_hash=b"other")) == Mismatch()
    assert await store.result("customer:k1", "01") == StoredResult(b"hash", b'{"ok":1}')
    assert len(await store.records("c1", 0, 10)) == 1


async def test_command_ids_are_each_actors_own(store: SqliteStore, Chat) -> None:
    assert isinstance(await store.commit(Chat("c1").say("x", id="01", actor="a")), Committed)
    assert isinstance(await store.commit(Chat("c2").say("x", id="01", actor="b")), Committed)
    assert isinstance(await store.commit(Chat("c3").say("x", id="01", actor="a")), Repeated)


async def test_without_a_command_id_nothing_is_kept(store: SqliteStore, Chat) -> None:
    chat = Chat()
    await store.commit(chat.say("x"))
    assert isinstance(await store.commit(chat.say("x")), Committed)
    assert await store.result("customer:k1", "") is None


async def test_a_refusal_is_kept_without_records(store: SqliteStore, Chat) -> None:
    chat = Chat()
    assert await store.commit(chat.commit(id="01", result=b"no")) == Committed(0, 0)
    assert await store.head("c1") is None
    assert await store.commit(chat.say("x")) == Committed(1, 1)
    refused = chat.commit(id="02", result=b"no", due=Due(9, DueKind.IDLE, "t"))
    assert await store.commit(refused) == Committed(1, 1)
    assert await store.commit(refused) == Repeated(b"no")
    stored = await store.head("c1")
    assert stored is not None
    assert stored.due == Due(9, DueKind.IDLE, "t"), "the timer follows a changed policy, so that no poller spins"
    await store.commit(chat.commit(id="03", result=b"no", due=Due(9, DueKind.SNOOZE, "t")))
    stored = await store.head("c1")
    assert stored is not None
    assert stored.due == Due(9, DueKind.SNOOZE, "t"), "also where only its kind differs"


async def test_timers_come_in_order_and_go_with_the_next_commit(store: SqliteStore, Chat) -> None:
    chats = [Chat(f"c{n}") for n in range(4)]
    for n, chat in enumerate(chats):
        await store.commit(chat.say("x", due=Due(100 - n, DueKind.IDLE, f"t{n}") if n else None))
    assert await store.due(98, 10) == [
        ("c3", Due(97, DueKind.IDLE, "t3")),
        ("c2", Due(98, DueKind.IDLE, "t2")),
    ]
    assert await store.due(1_000, 1) == [("c3", Due(97, DueKind.IDLE, "t3"))]
    assert await store.due(96, 10) == []
    await store.commit(chats[3].say("y", due=None))
    assert [conv for conv, _ in await store.due(1_000, 10)] == ["c2", "c1"]


async def test_open_heads_are_those_that_somebody_has_to_do_something_about(store: SqliteStore, Chat) -> None:
    bot, done, wrapping, reopened = (Chat(f"c{n}") for n in range(4))
    for chat in (bot, done, wrapping, reopened):
        await store.commit(chat.say("x"))
    await store.commit(done.say("bye", state=State.RESOLVED, wrapped_up=True))
    await store.commit(wrapping.say("bye", state=State.RESOLVED, wrapped_up=False))
    await store.commit(reopened.say("bye", state=State.RESOLVED, wrapped_up=True))
    assert [stored.head.conv for stored in await store.open_heads()] == ["c0", "c2"]
    await store.commit(reopened.say("again", state=State.QUEUED))
    await store.commit(wrapping.say("done", wrapped_up=True))
    assert [(stored.head, stored.no) for stored in await store.open_heads()] == [(bot.head, 1), (reopened.head, 4)]


async def test_a_customers_conversations_are_newest_first(store: SqliteStore, Chat) -> None:
    for conv, customer in (("c1", "k1"), ("c2", "k2"), ("c3", "k1"), ("c4", "k1")):
        await store.commit(Chat(conv, customer).say("x"))
    assert [stored.head.conv for stored in await store.customer_conversations("k1", 2)] == ["c4", "c3"]
    assert await store.customer_conversations("k1", -1) == []


async def test_records_come_in_pieces_with_all_their_bodies(store: SqliteStore, Chat) -> None:
    chat = Chat()
    commit = chat.commit(
        (CustomerSaid("en"), {"text": ""}),
        (Summarised(), {"wants": "a refund", "did": "asked"}),
        (Taken("a1", State.BOT), {}),
        (AgentSaid("a1"), {"text": "nul \x00, ünïcödé 👩‍👩‍👧, \u202e and \ufeff"}),
    )
    await store.commit(commit)
    assert await store.records("c1", 0, 10) == list(commit.records)
    assert await store.records("c1", 1, 2) == list(commit.records[1:3])
    assert await store.records("c1", 4, 10) == []
    assert await store.records("c1", 0, -1) == []


async def test_the_feed_has_everything_in_one_order(store: SqliteStore, Chat) -> None:
    chat = Chat()
    commit = chat.say("hello")
    await store.commit(commit)
    assert await store.append_feed(Stream.AGENT, "5", b'{"on":1}', 77) == 2
    assert await store.append_feed(Stream.FLOOR, "policy", b"{}", 78) == 3
    assert await store.append_feed(Stream.AGENT, "5", b'{"on":0}', 79) == 4
    feed = await store.feed(0, 10)
    assert [(entry.pos, entry.at, entry.stream, entry.id, entry.seq) for entry in feed] == [
        (1, 1_001, Stream.CONVERSATION, "c1", 1),
        (2, 77, Stream.AGENT, "5", 1),
        (3, 78, Stream.FLOOR, "policy", 1),
        (4, 79, Stream.AGENT, "5", 2),
    ]
    assert feed[0].event == msgspec.structs.replace(commit.records[0], bodies={})
    assert feed[3].event == b'{"on":0}'
    assert (await store.feed(0, 1, bodies=True))[0].event == commit.records[0]
    assert [entry.pos for entry in await store.feed(2, 10)] == [3, 4]
    with pytest.raises(ValueError):
        await store.append_feed(Stream.CONVERSATION, "c1", b"", 0)


async def test_the_last_entries_of_one_subject(store: SqliteStore) -> None:
    for n in range(5):
        await store.append_feed(Stream.AGENT, "a", b"%d" % n, n)
        await store.append_feed(Stream.AGENT, "b", b"other", n)
        await store.append_feed(Stream.FLOOR, "a", b"floor", n)
    found = await store.tail(Stream.AGENT, "a", 3)
    assert [(entry.seq, entry.event, entry.at, entry.pos) for entry in found] == [
        (3, b"2", 2, 7),
        (4, b"3", 3, 10),
        (5, b"4", 4, 13),
    ]
    assert [entry.seq for entry in await store.tail(Stream.FLOOR, "a", 9)] == [1, 2, 3, 4, 5]
    assert await store.tail(Stream.AGENT, "c", 9) == []


async def test_feed_numbers_stay_gapless_when_asked_for_at_once(store: SqliteStore) -> None:
    positions = await asyncio.gather(*(store.append_feed(Stream.AGENT, "a", b"x", n) for n in range(40)))
    assert sorted(positions) == list(range(1, 41))
    assert [entry.seq for entry in await store.feed(0, 99)] == list(range(1, 41))


async def test_chunks_are_fenced_by_epoch_and_turn_and_end_with_it(store: SqliteStore, Chat) -> None:
    chat = Chat()
    await store.commit(chat.say("where is it?"))
    assert not await store.add_chunk("c1", 1, "t1", 1, "no turn yet")
    assert not await store.add_chunk("c1", 1, "", 1, "no turn at all")
    await store.commit(chat.commit((BotTurnStarted("t1", 1), {}), bot_turn=chat.turn("t1")))
    assert await store.add_chunk("c1", 1, "t1", 2, "on its way.")
    assert await store.add_chunk("c1", 1, "t1", 1, "It is ")
    assert await store.add_chunk("c1", 1, "t1", 1, "It is "), "the same again"
    assert not await store.add_chunk("c1", 1, "t1", 1, "It was "), "another text under the same number"
    assert not await store.add_chunk("c1", 0, "t1", 3, "x")
    assert not await store.add_chunk("c1", 2, "t1", 3, "x")
    assert not await store.add_chunk("c1", 1, "t2", 3, "x")
    assert not await store.add_chunk("c2", 1, "t1", 3, "x")
    assert await store.chunks("c1", "t1") == "It is on its way."
    ended = chat.commit(
        (BotTurnEnded("t1", TurnOutcome.CUT), {"text": "It is on its way."}),
        (Taken("a1", State.BOT), {}),
        bot_turn=None,
        epoch=2,
        bot_text="It is on its way.",
    )
    assert isinstance(await store.commit(ended), Committed)
    assert await store.chunks("c1", "t1") == ""
    assert not await store.add_chunk("c1", 1, "t1", 3, "late")
    assert not await store.add_chunk("c1", 2, "t1", 3, "late")


async def test_a_take_that_missed_a_chunk_is_a_conflict(store: SqliteStore, Chat) -> None:
    chat = Chat()
    await store.commit(chat.say("where is it?"))
    await store.commit(chat.commit((BotTurnStarted("t1", 1), {}), bot_turn=chat.turn("t1")))
    before = chat.head
    await store.add_chunk("c1", 1, "t1", 1, "It is ")
    cut = chat.commit((BotTurnEnded("t1", TurnOutcome.CUT), {"text": "It is "}), bot_turn=None, bot_text="It is ")
    added, outcome = await asyncio.gather(store.add_chunk("c1", 1, "t1", 2, "here"), store.commit(cut))
    assert (added, outcome) == (True, Conflict(2, "It is here")), (
        "else the customer would have seen words that the record lacks"
    )
    chat.head = before
    whole = chat.commit(
        (BotTurnEnded("t1", TurnOutcome.CUT), {"text": "It is here"}), bot_turn=None, bot_text="It is here"
    )
    assert isinstance(await store.commit(whole), Committed)


@pytest.mark.parametrize("bad", ["half a pair \ud800", "\udfff"])
async def test_what_cannot_be_stored_fails_alone(store: SqliteStore, Chat, bad: str) -> None:
    commits = [Chat(f"c{n}").say(bad if n == 3 else f"word{n}", id=f"{n}") for n in range(6)]
    outcomes = await asyncio.gather(*map(store.commit, commits), return_exceptions=True)
    assert isinstance(outcomes[3], StoreValueError)
    assert not outcomes[3].retry
    assert [outcomes[n] for n in (0, 1, 2, 4, 5)] == [Committed(n, n) for n in range(1, 6)]
    assert await store.head("c3") is None
    assert await store.result("customer:k1", "3") is None
    for n in (0, 1, 2, 4, 5):
        assert [hit.conv for hit in await store.search(f"word{n}", 5)] == [f"c{n}"]
    assert await store.commit(Chat("c3").say("well now", id="3")) == Committed(6, 6)


async def test_numbers_beyond_64_bits_fail_alone(store: SqliteStore, Chat) -> None:
    huge = Chat("c1").say("x", due=Due(2**70, DueKind.IDLE, "t"))
    outcomes = await asyncio.gather(store.commit(huge), store.commit(Chat("c2").say("y")), return_exceptions=True)
    assert isinstance(outcomes[0], StoreValueError)
    assert outcomes[1] == Committed(1, 1)


async def test_a_cancelled_caller_harms_nobody(store: SqliteStore, Chat) -> None:
    first = asyncio.create_task(store.commit(Chat("c1").say("x")))
    second = asyncio.create_task(store.commit(Chat("c2").say("y")))
    await asyncio.sleep(0)
    first.cancel()
    assert await second == Committed(2, 2)
    with pytest.raises(asyncio.CancelledError):
        await first
    assert await store.head("c1") is not None, "it had been handed over"


async def test_close_finishes_what_was_asked_and_refuses_the_rest(opened, path, Chat) -> None:
    store = await opened(path)
    asked = [asyncio.create_task(store.commit(Chat(f"c{n}").say("x"))) for n in range(20)]
    await asyncio.sleep(0)
    await store.close()
    assert len({outcome.no for outcome in await asyncio.gather(*asked)}) == 20
    with pytest.raises(StoreClosedError):
        await store.commit(Chat("late").say("x"))
    with pytest.raises(StoreClosedError):
        await store.head("c1")
    await store.close()
    again = await opened(path)
    assert len(await again.open_heads()) == 20


async def test_too_many_waiting_requests_are_refused_at_once(store: SqliteStore, Chat, monkeypatch) -> None:
    monkeypatch.setattr("console.backend.store.writer.LONGEST_QUEUE", 10)
    outcomes = await asyncio.gather(*(store.commit(Chat(f"c{n}").say("x")) for n in range(15)), return_exceptions=True)
    assert sum(isinstance(outcome, Committed) for outcome in outcomes) == 10
    assert sum(isinstance(outcome, StoreBusyError) and outcome.retry for outcome in outcomes) == 5
    assert isinstance(await store.commit(Chat("later").say("x")), Committed)


async def test_notes_are_marked_as_for_staff(store: SqliteStore, Chat) -> None:
    chat = Chat()
    await store.commit(chat.commit((CustomerSaid(), {"text": "parcel"}), (NoteAdded("a1"), {"text": "parcel lost"})))
    assert [(hit.seq, hit.staff) for hit in await store.search("parcel", 5)] == [(2, True), (1, False)]
    assert [hit.seq for hit in await store.search("parcel", 5, staff=False)] == [1]
