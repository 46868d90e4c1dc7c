"""The store against a model of dictionaries: random commits, repeats, chunks, marks, erasures, restarts."""

import asyncio
import tempfile
from pathlib import Path
from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from console.backend.store.port import Commit, Committed, Conflict, Mismatch, Repeated, StoredResult
from console.backend.store.sqlite import SqliteStore
from console.core.conversation.decide.timers import Due
from console.core.conversation.events import BotTurnEnded, BotTurnStarted, CustomerSaid, Event, NoteAdded, Record
from console.core.conversation.model import BOT, BotTurn, Head
from console.core.conversation.words import DueKind, State, TurnOutcome

CONVS = st.sampled_from(["c1", "c2", "c3"])
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.sampled_from(["alpha", "beta gamma"])
COMMIT = st.tuples(
    st.just("commit"),
    CONVS,
    st.integers(-1, 1).map(lambda off: off if off else 0),
    st.lists(st.tuples(st.sampled_from(["say", "note", "start", "end"]), WORDS), max_size=3),
    st.sampled_from(["", "1", "2", "3", "4"]),
    st.sampled_from([b"h1", b"h2"]),
    st.none() | st.integers(0, 50),
    st.sampled_from([State.BOT, State.HUMAN, State.RESOLVED]),
)
CHUNK = st.tuples(st.just("chunk"), CONVS, st.integers(0, 3), st.integers(1, 3), WORDS)
MARK = st.tuples(st.just("mark"), CONVS, st.sampled_from(["a", "b"]), st.integers(-2, 20))
ERASE = st.tuples(st.just("erase"), CONVS)
REOPEN = st.tuples(st.just("reopen"))
STEP = COMMIT | COMMIT | CHUNK | MARK | ERASE | REOPEN
GROUPS = st.lists(st.lists(STEP, min_size=1, max_size=6), max_size=8)


class Model:
    """What the store must be, as plain dictionaries."""

    def __init__(self) -> None:
        self.heads: dict[str, Head] = {}
        self.due: dict[str, Due | None] = {}
        self.records: dict[str, list[Record]] = {}
        self.results: dict[str, StoredResult] = {}
        self.chunks: dict[tuple[str, str], dict[int, str]] = {}
        self.marks: dict[str, dict[str, int]] = {}
        self.feed: list[Record] = []

    def made(self, step: tuple[Any, ...]) -> Commit:
        _, conv, off, wanted, id, body_hash, due_at, state = step
        head = self.heads.get(conv, Head(conv, customer=f"k-{conv}", epoch=1))
        seq = max(head.seq + off, 0)
        turn = head.bot_turn
        events: list[tuple[Event, dict[str, str]]] = []
        for kind, text in wanted:
            if kind == "start" and turn is None:
                turn = BotTurn(f"t{len(self.feed)}-{len(events)}", head.epoch, seq, 0)
                events.append((BotTurnStarted(turn.id, seq), {}))
            elif kind == "end" and turn is not None:
                events.append((BotTurnEnded(turn.id, TurnOutcome.DONE), {"text": text}))
                turn = None
            elif kind == "note":
                events.append((NoteAdded("a"), {"text": text}))
            else:
                events.append((CustomerSaid("en"), {"text": text}))
        records = tuple(
            Record(conv, seq + n, n, 1, "x", event, 0, bodies) for n, (event, bodies) in enumerate(events, 1)
        )
        after = msgspec.structs.replace(head, seq=seq + len(records), bot_turn=turn, state=state, owner=BOT)
        due = None if due_at is None else Due(due_at, DueKind.IDLE, str(due_at))
        return Commit(after, seq, records, "actor", id, body_hash, f"{conv}{seq}{id}".encode(), due)

    def commit(self, commit: Commit) -> Committed | Conflict | Repeated | Mismatch:
        conv = commit.head.conv
        known = self.results.get(commit.command_id)
        if known is not None:
            return Repeated(known.result) if known.body_hash == commit.body_hash else Mismatch()
        seq = self.heads[conv].seq if conv in self.heads else 0
        if seq != commit.expected_seq:
            return Conflict(seq)
        if commit.command_id:
            self.results[commit.command_id] = StoredResult(commit.body_hash, commit.result)
        if commit.records:
            self.heads[conv] = commit.head
            self.records.setdefault(conv, []).extend(commit.records)
            self.feed.extend(commit.records)
            for record in commit.records:
                if isinstance(record.event, BotTurnEnded):
                    self.chunks.pop((conv, record.event.turn), None)
        if conv in self.heads:
            self.due[conv] = commit.due
        return Committed(len(self.feed), list(self.heads).index(conv) + 1 if conv in self.heads else 0)

    def chunk(self, conv: str, epoch: int, turn: str, n: int, text: str) -> bool:
        head = self.heads.get(conv)
        if head is None or head.bot_turn is None or (head.epoch, head.bot_turn.id) != (epoch, turn):
            return False
        return self.chunks.setdefault((conv, turn), {}).setdefault(n, text) == text

    def mark(self, conv: str, who: str, seq: int) -> int:
        if conv not in self.heads:
            return 0
        marks = self.marks.setdefault(conv, {})
        moved = max(marks.get(who, 0), min(seq, self.heads[conv].seq))
        if moved:
            marks[who] = moved
        return moved

    def erase(self, conv: str) -> list[str]:
        bare = [msgspec.structs.replace(record, bodies={}) for record in self.records.get(conv, [])]
        self.records[conv] = bare
        self.chunks = {key: said for key, said in self.chunks.items() if key[0] != conv}
        return [conv] if conv in self.heads else []


async def _step(store: SqliteStore, model: Model, step: tuple[Any, ...]) -> tuple[Any, Any]:
    """What the store will answer, and what it should."""
    match step:
        case ("commit", *_):
            commit = model.made(step)
            return store.commit(commit), model.commit(commit)
        case ("chunk", conv, epoch, n, text):
            head = model.heads.get(conv)
            turn = head.bot_turn.id if head and head.bot_turn else "t0"
            return store.add_chunk(conv, epoch, turn, n, text), model.chunk(conv, epoch, turn, n, text)
        case ("mark", conv, who, seq):
            return store.set_cursor(conv, who, seq), model.mark(conv, who, seq)
        case ("erase", conv):
            return store.erase(f"k-{conv}"), model.erase(conv)
    raise AssertionError(step)


async def _agree(store: SqliteStore, model: Model) -> None:
    for n, (conv, head) in enumerate(model.heads.items(), 1):
        stored = await store.head(conv)
        assert stored is not None
        assert (stored.head, stored.no, stored.due) == (head, n, model.due[conv])
        assert await store.records(conv, 0, 1_000) == model.records[conv]
        assert (await store.cursors([conv])).get(conv, {}) == model.marks.get(conv, {})
        if head.bot_turn is not None:
            said = model.chunks.get((conv, head.bot_turn.id), {})
            assert await store.chunks(conv, head.bot_turn.id) == "".join(said[n] for n in sorted(said))
    open_ = [head for head in model.heads.values() if head.state is not State.RESOLVED]
    assert [stored.head for stored in await store.open_heads()] == open_
    for id in "1234":
        assert await store.result("actor", id) == model.results.get(id)
    feed = await store.feed(0, 1_000)
    assert [(entry.pos, entry.id, entry.seq) for entry in feed] == [
        (pos, record.conv, record.seq) for pos, record in enumerate(model.feed, 1)
    ]
    assert store.last_pos == len(model.feed)
    timers = {(due.at, conv) for conv, due in model.due.items() if due is not None and due.at <= 25}
    assert {(due.at, conv) for conv, due in await store.due(25, 1_000)} == timers
    for word in ("alpha", "gamma"):
        expected = {
            (record.conv, record.seq)
            for records in model.records.values()
            for record in records
            if word in record.bodies.get("text", "").split()
        }
        assert {(hit.conv, hit.seq) for hit in await store.search(f"{word} ", 1_000)} >= expected
        found = {(hit.conv, hit.seq) for hit in await store.search(f"{word} ", 1_000)}
        holds = {
            (record.conv, record.seq)
            for records in model.records.values()
            for record in records
            if word in record.bodies.get("text", "").lower()
        }
        assert found <= holds


async def _play(groups: list[list[tuple[Any, ...]]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "warmline.db"
        store = await SqliteStore.open(path)
        model = Model()
        try:
            for group in groups:
                asked = []
                for step in group:
                    if step[0] == "reopen":
                        for call, wanted in asked:
                            assert await call == wanted
                        asked = []
                        await store.close()
                        store = await SqliteStore.open(path)
                    else:
                        asked.append(await _step(store, model, step))
                # What is asked for together is one transaction, in the order of asking.
                answers = await asyncio.gather(*(call for call, _ in asked))
                assert list(answers) == [wanted for _, wanted in asked]
                await _agree(store, model)
        finally:
            await store.close()


@given(GROUPS)
@settings(max_examples=60, deadline=None)
def test_the_store_is_what_the_model_says(groups: list[list[tuple[Any, ...]]]) -> None:
    asyncio.run(_play(groups))
