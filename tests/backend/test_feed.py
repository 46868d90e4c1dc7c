"""The chain of deltas: a console that applies what it is sent has what a fresh snapshot has, wherever it was."""

from itertools import count, takewhile
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import json
from msgspec.structs import replace

from console.backend import feed as feeds
from console.backend import gateway_snapshot as pages_of
from console.backend.feed import Feed
from console.backend.gateway_snapshot import Pages
from console.backend.people import People
from console.backend.service import Committing
from console.backend.store.port import StoredHead
from console.core.conversation.events import CustomerSaid, Record
from console.core.conversation.model import BOT, Head, Leg, Party, Undo
from console.core.conversation.words import Cause, State, UndoKind
from console.core.floor.rows import Row
from console.core.replica import Replica
from console.core.wire import codec
from console.core.wire.frames import Delta, Snapshot
from console.core.wire.limits import MAX_SERVER_FRAME, PAGE_ROWS, REPLAY_BYTES, REPLAY_ROWS


def feed(run: str = "run") -> Feed:
    return Feed(People(None, lambda: 0), run)  # type: ignore[arg-type]


def stored(conv: str, state: State = State.BOT, seq: int = 1, **fields: Any) -> StoredHead:
    owner = BOT if state is State.BOT else Party("agent", "u1") if state is State.HUMAN else None
    return StoredHead(Head(conv, state, owner, 1, seq=seq, customer="v1", **fields), int(conv[1:]) + 1)


def told(now: StoredHead, *records: Record) -> Committing:
    return Committing(now, now.head, records, 0)


class Screen:
    """A console: a replica that is fed as the protocol says."""

    def __init__(self, *, changes: bool = False) -> None:
        self.replica = Replica()
        self.online = False
        self.changes = changes
        """It takes of rows only what changed."""

    def connect(self, feed: Feed) -> None:
        deltas = feed.since(self.replica.pos) if self.replica.pos else None
        if deltas is not None:
            assert [delta.more for delta in deltas] == [True] * (len(deltas) - 1) + [False]
            for delta in deltas:
                self.take(delta)
        else:
            pages = frames_of(feed)
            assert [page.page for page in pages] == list(range(len(pages)))
            self.replica.reset([row for page in pages for row in page.rows], feed.pos)
        self.online = True

    def take(self, delta: Delta) -> None:
        delta = codec.decode_server(codec.encode(delta))  # type: ignore[assignment]
        assert self.replica.delta(delta.prev, delta.pos, delta.up, delta.rm, delta.ch) is not None


def encoded(feed: Feed) -> list[bytes]:
    pages = Pages(feed.pos, feed.listed())
    return list(takewhile(lambda data: data is not None, map(pages.page, count())))  # type: ignore[arg-type]


def frames_of(feed: Feed) -> list[Snapshot]:
    found = [codec.decode_server(data) for data in encoded(feed)]
    return [frame for frame in found if isinstance(frame, Snapshot)]


def snapshot(feed: Feed) -> dict[str, Row]:
    return {row.conv: row for page in frames_of(feed) for row in page.rows}


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("commit"), st.integers(0, 5), st.sampled_from(list(State)[1:])),
        st.tuples(st.just("resolve"), st.integers(0, 5), st.integers(0, 3)),
        st.tuples(st.just("seen"), st.integers(0, 5), st.integers(0, 9)),
        st.tuples(st.just("flush"), st.just(0), st.just(0)),
        st.tuples(st.just("drop"), st.integers(0, 2), st.just(0)),
        st.tuples(st.just("connect"), st.integers(0, 2), st.just(0)),
        st.tuples(st.just("restart"), st.just(0), st.just(0)),
    ),
    max_size=60,
)


@settings(deadline=None, max_examples=200)
@given(
    steps=STEPS, kept=st.sampled_from([4, 20_000]), replay=st.sampled_from([2, 500]), size=st.sampled_from([1, 10**5])
)
def test_every_console_has_what_a_fresh_snapshot_has(steps: list[Any], kept: int, replay: int, size: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(feeds, "KEPT_REMOVALS", kept)
        patch.setattr(feeds, "REPLAY_ROWS", replay)
        patch.setattr(feeds, "PAGE_ROWS", 2)
        patch.setattr(feeds, "FRAME_BYTES", size)
        patch.setattr(pages_of, "PAGE_ROWS", 2)
        patch.setattr(pages_of, "FRAME_BYTES", size)
        _walk(steps)


def _walk(steps: list[Any]) -> None:
    subject, screens, seq, now, runs = feed(), [Screen(changes=n != 1) for n in range(3)], 1, 1_000, 0
    heads: dict[str, StoredHead] = {}

    def flush() -> None:
        while (delta := subject.flush(now)) is not None:
            short = subject.short(delta)
            for screen in screens:
                if screen.online:
                    screen.take(short if screen.changes else delta)

    for what, which, value in steps:
        conv, seq, now = f"c{which}", seq + 1, now + 1
        if what == "commit":
            heads[conv] = stored(conv, value, seq)
            said = Record(conv, seq, now, 1, "customer", CustomerSaid())
            subject.take(told(heads[conv], said))
        elif what == "resolve":
            undo = Undo(UndoKind.RESOLVE, "u1", now + value, State.HUMAN)
            heads[conv] = stored(conv, State.RESOLVED, seq, resolved_at=now, wrapped_up=value == 0, undo=undo)
            subject.take(told(heads[conv]))
        elif what == "seen" and conv in heads:
            subject.seen(heads[conv], value)
        elif what == "flush":
            flush()
        elif what == "drop":
            screens[which].online = False
        elif what == "connect":
            flush()
            screens[which].connect(subject)
        elif what == "restart":
            runs += 1
            subject = feed(f"run{runs}")
            subject.load(heads.values(), {})
            for screen in screens:
                screen.online = False
    now += 10_000
    flush()
    for screen in screens:
        screen.connect(subject)
        assert screen.replica.rows == snapshot(subject)
    # And the rows are those of the heads: nothing of the past stays.
    fresh = feed()
    for head in heads.values():
        fresh.take(told(head))
    while fresh.flush(now):
        pass
    assert snapshot(subject).keys() == snapshot(fresh).keys()
    assert {conv: row.seq for conv, row in snapshot(subject).items()} == {
        conv: row.seq for conv, row in snapshot(fresh).items()
    }
    assert subject._dirty == {}
    assert subject._seen.keys() | subject._unread.keys() <= subject.rows.keys()
    assert subject._going.keys() <= subject.rows.keys()


@pytest.mark.parametrize(
    "pos", ["", "run", "run.", "run.x", "run.-1", "run.9", "run.²", "other.1", ".1", "run.1.1", "run." + "9" * 40]
)
def test_a_position_that_is_not_ours_gets_a_snapshot(pos: str) -> None:
    subject = feed()
    subject.take(told(stored("c1")))
    subject.flush(1)
    assert subject.since(pos) is None
    assert subject.since("run.0") is not None
    assert subject.since(subject.pos) == [Delta(subject.pos, subject.pos)]


def test_what_changed_is_told_alone_and_new_rows_whole() -> None:
    subject = feed()
    subject.take(told(stored("c1")))
    first = subject.flush(1)
    assert first is not None
    assert subject.short(first) == first
    subject.take(told(stored("c1", seq=4)))
    subject.take(told(stored("c2")))
    second = subject.flush(2)
    assert second is not None
    short = json.decode(codec.encode(subject.short(second)))
    assert short["ch"] == [{"conv": "c1", "seq": 4}]
    assert [row["conv"] for row in short["up"]] == ["c2"]
    assert (short["prev"], short["pos"]) == (second.prev, second.pos)


def test_unchanged_rows_are_not_told_again() -> None:
    subject = feed()
    subject.take(told(stored("c1")))
    assert subject.flush(1) is not None
    subject.take(told(stored("c1")))
    assert subject.flush(2) is None


def test_who_missed_too_much_gets_a_snapshot() -> None:
    subject = feed()
    for n in range(REPLAY_ROWS + 1):
        subject.take(told(stored(f"c{n}")))
    while subject.flush(1):
        pass
    assert subject.since("run.0") is None


def test_no_frame_is_over_the_limit_however_large_its_rows() -> None:
    subject = feed()
    tags = tuple(f"{n:02d}" + "\x01" * 38 for n in range(20))
    for n in range(300):
        subject.take(told(stored(f"c{n}", tags=tags)))
    sizes = []
    while delta := subject.flush(1):
        sizes.append(len(codec.encode(delta)))
        assert len(delta.up) <= PAGE_ROWS
    sizes += map(len, encoded(subject))
    assert max(sizes) <= MAX_SERVER_FRAME
    assert sum(sizes) > REPLAY_BYTES
    assert subject.since("run.0") is None
    assert len(snapshot(subject)) == 300


def test_a_snapshot_begins_with_who_waits_in_the_order_in_which_they_are_due_and_keeps_its_instant() -> None:
    subject = feed()
    for n in range(900):
        leg = Leg(1, "any", Cause.ESCALATED, 1, 5_000 + n * 7_919 % 900) if n % 2 else None
        state = State.QUEUED if n % 2 else State.BOT
        subject.take(told(stored(f"c{n}", state, leg=leg)))
    while subject.flush(1):
        pass
    pages = Pages(subject.pos, subject.listed())
    first = codec.decode_server(pages.page(0) or b"")
    assert isinstance(first, Snapshot)
    assert [row.deadline for row in first.rows] == sorted(5_000 + n * 7_919 % 900 for n in range(1, 900, 2))[:PAGE_ROWS]
    # What changes while it goes out is told after it.
    subject.take(told(stored("c0", State.HUMAN, seq=2)))
    assert subject.flush(2) is not None
    rest = [codec.decode_server(data) for n in range(1, 5) if (data := pages.page(n))]
    rows = [row for frame in (first, *rest) if isinstance(frame, Snapshot) for row in frame.rows]
    assert (len(rows), len({row.conv for row in rows}), len(rest)) == (900, 900, 4)
    assert next(row.state for row in rows if row.conv == "c0") == State.BOT
    assert pages.page(5) is None
    assert (pages.page(0), pages.page(4)) == (codec.encode(first), codec.encode(rest[-1]))


def test_a_replay_of_many_frames_brings_all_and_says_which_is_the_last() -> None:
    subject, screen = feed(), Screen()
    screen.connect(subject)
    tags = tuple(f"{n:02d}" + "\x01" * 38 for n in range(20))
    for n in range(150):
        subject.take(told(stored(f"c{n}", tags=tags)))
    while subject.flush(1):
        pass
    deltas = subject.since(screen.replica.pos)
    assert deltas is not None
    sizes = [len(codec.encode(delta)) for delta in deltas]
    assert len(deltas) > 2
    assert max(sizes) <= MAX_SERVER_FRAME
    assert sum(sizes) <= REPLAY_BYTES + MAX_SERVER_FRAME
    screen.connect(subject)
    assert screen.replica.rows.keys() == snapshot(subject).keys()
    assert screen.replica.pos == subject.pos


def test_what_was_encoded_is_fresh_until_too_much_has_changed() -> None:
    subject = feed()
    pos = subject.pos
    for n in range(4):
        subject.take(told(stored(f"c{n}")))
        subject.flush(n)
    assert subject.fresh(pos, 4)
    assert not subject.fresh(pos, 3)
    assert subject.fresh(subject.pos, 0)
    assert not subject.fresh("other.0", 10)


def test_how_far_the_customer_has_seen_lives_over_a_restart() -> None:
    subject = feed()
    subject.load([stored("c1", State.HUMAN)], {}, {"c1": 7, "gone": 3})
    assert snapshot(subject)["c1"].seen == 7
    assert subject._seen == {"c1": 7}


def test_unread_counts_for_the_owner_until_she_has_read_and_lives_over_a_restart() -> None:
    subject, mine = feed(), stored("c1", State.HUMAN, unanswered=2, customer_seq=8)
    said = Record("c1", 8, 1, 1, "customer", CustomerSaid())
    subject.take(told(mine, said, replace(said, seq=9)))
    subject.flush(1)
    assert snapshot(subject)["c1"].unread == 2
    subject.read(mine)
    subject.flush(2)
    assert snapshot(subject)["c1"].unread == 0
    for read, unread in ((7, 2), (8, 0)):
        again = feed()
        again.load([mine], {"c1": read})
        assert snapshot(again)["c1"].unread == unread


def test_a_resolved_row_stays_while_the_step_can_be_undone() -> None:
    subject = feed()
    undo = Undo(UndoKind.RESOLVE, "u1", 5_000, State.HUMAN)
    subject.take(told(stored("c1", State.RESOLVED, resolved_at=1, undo=undo)))
    assert subject.flush(4_000) is not None
    assert subject.flush(5_000) is None
    gone = subject.flush(5_001)
    assert gone is not None
    assert gone.rm == ("c1",)
    assert json.decode(codec.encode(gone))["rm"] == ["c1"]
