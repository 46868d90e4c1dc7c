"""Old conversations are forgotten: whichever are over for long enough, no other, and whole after a crash."""

import contextlib
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.backend import retention
from console.backend.retention import DAY, Retention, is_over
from console.backend.store.check import check_file
from console.backend.store.port import Contact
from console.backend.store.sqlite import SqliteStore
from console.core.conversation import events as ev
from console.core.conversation.model import Head
from console.core.conversation.words import State
from tests.backend.store.floor import START, Clock, Crash, conversation, crash_at, service_on

DAYS = 30


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "warmline.db"


@pytest.fixture(autouse=True)
def without_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "PAUSE_S", 0)
    monkeypatch.setattr(retention, "PORTION", 2)


@given(
    state=st.sampled_from(State),
    wrapped=st.booleans(),
    customer=st.sampled_from(["", "v1"]),
    age=st.integers(0, 60 * DAY),
    days=st.integers(1, 50),
)
def test_only_what_is_settled_for_so_long_is_over(
    state: State, wrapped: bool, customer: str, age: int, days: int
) -> None:
    head = Head("c", state, customer=customer, wrapped_up=wrapped, changed_at=100 * DAY - age)
    settled = state is State.RESOLVED and wrapped and customer == "v1"
    assert is_over(head, 100 * DAY, days) == (settled and age > days * DAY)


async def ages(store: SqliteStore) -> Clock:
    """Five old conversations, one old one that is open, one of yesterday; Ana has an old and a new one."""
    clock = Clock()
    service = service_on(store, clock)
    for n in range(5):
        await conversation(service, f"old{n}", f"v{n}", words="bygone")
    await conversation(service, "open", "v-open", words="bygone", resolved=False)
    await conversation(service, "ana-old", "v-ana", words="bygone")
    await store.put_contact(Contact("v-silent", "Never Wrote", created_at=START))
    clock.now += DAYS * DAY
    await conversation(service, "ana-new", "v-ana", words="current")
    return clock


async def words_of(store: SqliteStore, conv: str) -> bool:
    return any(record.bodies for record in await store.records(conv, 0, 100))


async def is_kept_to(store: SqliteStore) -> None:
    for n in range(5):
        assert not await words_of(store, f"old{n}")
        assert isinstance((await store.records(f"old{n}", 0, 100))[-1].event, ev.Erased)
        assert await store.contact(f"v{n}") is None
    assert not await words_of(store, "ana-old")
    assert await words_of(store, "ana-new")
    assert await words_of(store, "open")
    assert await store.contact("v-ana") is not None, "she has another conversation"
    assert await store.contact("v-open") is not None
    assert await store.contact("v-silent") is None
    assert {hit.conv for hit in await store.search("bygone", 50)} == {"open"}


async def test_old_conversations_are_forgotten_once(path: Path) -> None:
    store = await SqliteStore.open(path)
    clock = await ages(store)
    service = service_on(store, clock)
    forgotten: list[str] = []
    keeping = Retention(service, DAYS, forgotten.append)
    assert await keeping.sweep() == 6
    await is_kept_to(store)
    assert set(forgotten) == {*(f"v{n}" for n in range(5)), "v-silent"}
    assert await keeping.sweep() == 0
    await store.close()
    assert check_file(path, deep=True).sound
    data = b"".join(file.read_bytes() for file in path.parent.iterdir())
    assert b"of old3" not in data
    assert b"of open" in data


async def test_nothing_is_forgotten_unless_days_are_set(path: Path) -> None:
    store = await SqliteStore.open(path)
    clock = await ages(store)
    clock.now += 10_000 * DAY
    assert await Retention(service_on(store, clock), 0, str).sweep() == 0
    assert await words_of(store, "old0")
    await store.close()


async def test_a_crash_at_any_step_is_made_good_by_the_next_round(tmp_path: Path, path: Path) -> None:
    store = await SqliteStore.open(path)
    clock = await ages(store)
    await store.close()
    for stop in range(30):
        copy = tmp_path / str(stop) / "warmline.db"
        copy.parent.mkdir()
        shutil.copy(path, copy)
        store = await SqliteStore.open(copy)
        with pytest.MonkeyPatch.context() as patched:
            crash_at(patched, stop, ("forget", "commit", "forget_contacts", "sweep_out"))
            crashed = True
            with contextlib.suppress(Crash):
                await Retention(service_on(store, clock), DAYS, str).sweep()
                crashed = False
        await Retention(service_on(store, clock), DAYS, str).sweep()
        await is_kept_to(store)
        for n in range(5):
            records = await store.records(f"old{n}", 0, 100)
            assert sum(isinstance(record.event, ev.Erased) for record in records) == 1
        await store.close()
        assert b"of old3" not in b"".join(file.read_bytes() for file in copy.parent.iterdir())
        if not crashed:
            break
    assert not crashed
    assert stop > 10
