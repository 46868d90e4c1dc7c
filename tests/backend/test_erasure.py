"""The list of erasures carried out: whole after a crash at any step, once, and only on who was meant."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from console.backend.erasure import Erasing, carry_out_now
from console.backend.service import Service
from console.backend.store import erasures
from console.backend.store.check import check_file
from console.backend.store.faults import StoreBusyError, StoreOpenError
from console.backend.store.sqlite import SqliteStore
from console.core.conversation import commands as c
from console.core.conversation import events as ev
from console.core.conversation.context import Actor, Policy
from console.core.conversation.words import State
from tests.backend.store.floor import MAYA, Clock, Crash, act, conversation, crash_at, say, service_on

SECRET = "zyxsecret"


async def floor(path: Path) -> SqliteStore:
    """Ana has a resolved conversation, one with an agent and one with the bot in mid-sentence; Bo has one."""
    store = await SqliteStore.open(path)
    service = service_on(store)
    await conversation(service, "over", "v-ana", words=SECRET)
    await conversation(service, "held", "v-ana", words=SECRET, resolved=False)
    await say(service, "bot", "v-ana", f"my name is {SECRET}", 1)
    await turn(service)
    await conversation(service, "other", "v-bo", words="harmless")
    return store


async def turn(service: Service) -> None:
    head = (await service.head("bot")).head
    started = await service.handle("bot", c.StartTurn("t1", head.customer_seq), Actor("bot"), epoch=head.epoch)
    assert started.status == "ok"
    assert await service.store.add_chunk("bot", head.epoch, "t1", 1, f"dear {SECRET}")


def on_disk(path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in path.parent.iterdir())


async def is_erased(store: SqliteStore, path: Path) -> None:
    """Nothing of Ana, everything of Bo, and one notice in each conversation."""
    assert SECRET.encode() not in on_disk(path)
    assert await store.contact("v-ana") is None
    for conv in ("over", "held", "bot"):
        records = await store.records(conv, 0, 100)
        assert sum(isinstance(record.event, ev.Erased) for record in records) == 1
        assert not any(record.bodies for record in records)
    assert any(record.bodies for record in await store.records("other", 0, 100))
    assert (await store.contact("v-bo")) is not None
    assert (await store.head("bot")).head.state is State.RESOLVED, "nobody waits for an answer"
    assert (await store.head("held")).head.agent == MAYA.id, "she ends it herself"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "warmline.db"


async def test_a_person_is_erased_and_open_consoles_are_told(path: Path) -> None:
    store = await floor(path)
    service = service_on(store)
    told: list[str] = []
    service.listen(lambda t: told.extend(t.stored.head.conv for r in t.records if isinstance(r.event, ev.Erased)))
    forgotten: list[str] = []
    erasing = Erasing(service, path, forgotten.append)
    assert await erasing.carry_out() == 0
    erasures.begin(path, "v-ana", store.hash_key, 5)
    assert await erasing.carry_out() == 1
    await is_erased(store, path)
    assert sorted(told) == ["bot", "held", "over"]
    assert forgotten == ["v-ana"]
    assert await erasing.carry_out() == 0
    await store.close()
    entries = [entry.id for entry in erasures.read(erasures.list_of(path))[0]]
    assert check_file(path, deep=True, listed=entries).sound


async def test_what_machines_say_late_is_not_kept_and_what_people_write_is(path: Path) -> None:
    store = await floor(path)
    service = service_on(store)
    erasures.begin(path, "v-ana", store.hash_key, 5)
    await Erasing(service, path, str).carry_out()
    await service.system("held", c.Summarise(f"wants {SECRET}", "did"))
    await service.handle("bot", c.Suppress("t1", f"dear {SECRET}, too late"), Actor("bot"))
    await is_erased(store, path)
    await act(service, "held", c.Note("done as she asked"), 50)
    assert (await store.records("held", 0, 100))[-1].bodies == {"text": "done as she asked"}
    await store.close()


async def test_somebody_who_comes_back_is_not_erased_again(path: Path) -> None:
    store = await floor(path)
    service = service_on(store)
    erasures.begin(path, "v-ana", store.hash_key, 5)
    await Erasing(service, path, str).carry_out()
    await conversation(service, "new", "v-ana", words="again")
    await store.close()
    assert await carry_out_now(path, Clock(), Policy()) == 0
    store = await SqliteStore.open(path)
    assert any(record.bodies for record in await store.records("new", 0, 100))
    erasures.begin(path, "v-ana", store.hash_key, 6)
    assert await Erasing(service_on(store), path, str).carry_out() == 1
    assert not any(record.bodies for record in await store.records("new", 0, 100))
    await store.close()


STEPS = ("commit", "erase", "note_erasure", "sweep_out")


async def test_a_crash_at_any_step_is_made_good_by_the_next_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for stop in range(20):
        path = tmp_path / str(stop) / "warmline.db"
        store = await floor(path)
        erasures.begin(path, "v-ana", store.hash_key, 5)
        with monkeypatch.context() as patched:
            stopped = crash_at(patched, stop, STEPS)
            crashed = False
            try:
                await Erasing(service_on(store), path, str).carry_out()
            except Crash:
                crashed = True
        assert crashed == stopped()
        await store.close()
        again = await carry_out_now(path, Clock(), Policy())
        assert again == int(crashed)
        store = await SqliteStore.open(path)
        await is_erased(store, path)
        await store.close()
        assert check_file(path).sound
        if not crashed:
            break
    assert not crashed
    assert stop > 5


async def test_a_store_that_refuses_is_asked_again(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = await floor(path)
    erasures.begin(path, "v-ana", store.hash_key, 5)
    erasing = Erasing(service_on(store), path, str)

    async def busy(self: SqliteStore, commit: Any) -> Any:
        raise StoreBusyError

    with monkeypatch.context() as patched:
        patched.setattr(SqliteStore, "commit", busy)
        assert await erasing.carry_out() == 0
        assert not erasing.whole
    assert await erasing.carry_out() == 1
    assert erasing.whole
    await is_erased(store, path)
    await store.close()


async def test_the_list_is_watched_while_the_backend_runs(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("console.backend.erasure.LOOK_S", 0.001)
    store = await floor(path)
    done = asyncio.Event()
    erasing = Erasing(service_on(store), path, lambda customer: done.set())
    task = asyncio.create_task(erasing.run())
    for customer in ("v-ana", "v-bo"):
        done.clear()
        erasures.begin(path, customer, store.hash_key, 5)
        await asyncio.wait_for(done.wait(), 10)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert SECRET.encode() not in on_disk(path)
    await store.close()


async def test_a_store_that_is_served_is_left_to_its_server(path: Path) -> None:
    store = await floor(path)
    with pytest.raises(StoreOpenError):
        await carry_out_now(path, Clock(), Policy())
    await store.close()
