"""Looking through a store: a sound one is sound at any moment, and each kind of harm is named."""

import asyncio
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from console.backend.store.check import Report, check_file
from console.backend.store.faults import StoreFaultError, StoreOpenError
from console.backend.store.port import Stream
from console.backend.store.sqlite import SqliteStore
from console.core.conversation import commands as c
from console.core.conversation.context import Actor
from console.core.text.messages import messages
from tests.backend.store.floor import act, conversation, fill, service_on


async def filled(path: Path) -> None:
    """Three conversations in different states, an agent's stream, and one person erased."""
    store = await SqliteStore.open(path)
    await fill(store, 3)
    service = service_on(store)
    await conversation(service, "erased", "v-gone")
    await service.system("erased", c.Erase())
    await store.erase("v-gone")
    said = await service.handle("bot", c.Say("hello"), Actor("customer", "v-bot"), command_id="bot-said-1")
    assert said.status == "ok"
    turn = Actor("bot")
    head = (await service.head("bot")).head
    started = await service.handle("bot", c.StartTurn("t1", head.customer_seq), turn, epoch=head.epoch)
    assert started.status == "ok", started
    assert await store.add_chunk("bot", head.epoch, "t1", 1, "piece")
    await act(service, "c000000", c.Whisper("wait for the bank"), 900, Actor("agent", "u-sara", "supervisor"))
    await store.append_feed(Stream.AGENT, "u-maya", b"x", 5)
    await store.append_feed(Stream.AGENT, "u-maya", b"y", 6)
    await store.set_cursor("bot", "agent:u-maya", 1)
    await store.close()


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("check") / "warmline.db"
    asyncio.run(filled(path))
    return path.read_bytes()


def looked_at(good: bytes, path: Path, harm: str, *, deep: bool = False) -> Report:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(good)
    if harm:
        db = sqlite3.connect(path, isolation_level=None)
        db.executescript(harm)
        db.close()
    return check_file(path, deep=deep)


@pytest.mark.parametrize("deep", [False, True])
def test_a_sound_store(good: bytes, path: Path, deep: bool) -> None:
    report = looked_at(good, path, "", deep=deep)
    assert report.sound, report.findings
    assert (report.conversations, report.format) == (5, 3)
    assert report.records > 40
    assert report.last_pos == report.records + 2
    assert report.commands > 20


def codes_of(path: Path) -> set[str]:
    """What is wrong, also where it cannot even be looked through."""
    try:
        return {finding.code for finding in check_file(path, deep=True).findings}
    except StoreFaultError as error:
        return {error.code}


LAST = "(SELECT max(pos) FROM feed WHERE stream = 1 AND subject = 1)"
SAID = "(SELECT min(pos) FROM feed WHERE stream = 1 AND subject = 1 AND instr(CAST(data AS TEXT), 'customer_said'))"

OLD_USERS = "; ".join(f"ALTER TABLE users DROP COLUMN {column}" for column in ("langs", "level", "topics"))

HARMS = {
    "head": "UPDATE conversations SET head = CAST(json_set(CAST(head AS TEXT), '$.transfers', 7) AS BLOB) WHERE no = 1",
    "row": "UPDATE conversations SET epoch = epoch + 1 WHERE no = 1",
    "timer": "UPDATE conversations SET due_at = 5, due_kind = 'idle', due_token = 'x' WHERE id = 'c000002'",
    "gap": "DELETE FROM feed WHERE stream = 1 AND subject = 1 AND seq = 3",
    "feed_gap": "DELETE FROM feed WHERE stream = 2 AND seq = 1",
    "stream_gap": "DELETE FROM feed WHERE stream = 2 AND seq = 1",
    "no_head": "DELETE FROM conversations WHERE no = 2",
    "words_missing": f"DELETE FROM bodies WHERE id / 8 = {SAID}",
    "search": f"DELETE FROM bodies WHERE id / 8 = {SAID}",
    "body_without_event": "INSERT INTO bodies VALUES (999999, 'text', 0, 'stray')",
    "body_kind": f"UPDATE bodies SET staff = 1 WHERE id / 8 = {SAID}",
    "words_after_erasure": "INSERT INTO bodies SELECT pos * 8, 'text', 0, 'back' FROM feed JOIN conversations"
    " ON subject = no WHERE id = 'erased' AND stream = 1 AND instr(CAST(data AS TEXT), 'customer_said') LIMIT 1",
    "public_gap": f"UPDATE feed SET data = CAST(json_set(CAST(data AS TEXT), '$.public_seq', 99) AS BLOB)"
    f" WHERE pos = {SAID}",
    "epoch": f"UPDATE feed SET data = CAST(json_set(CAST(data AS TEXT), '$.epoch', 99) AS BLOB) WHERE pos = {LAST}",
    "unreadable": f"UPDATE feed SET data = x'00' WHERE pos = {LAST}",
    "chunks": "UPDATE chunks SET turn = 'other'",
    "cursor": "UPDATE cursors SET seq = 500",
    "result_unreadable": "UPDATE commands SET result = x'00' WHERE id = 'c000001-asks'",
    "result_without_event": "UPDATE commands SET result ="
    " CAST(json_set(CAST(result AS TEXT), '$.seq', 500) AS BLOB) WHERE id = 'c000001-asks'",
    "request": "UPDATE conversations SET head = CAST(json_set(CAST(head AS TEXT), '$.request',"
    ' json(\'{"number":1,"since":1,"reason":"asked"}\')) AS BLOB) WHERE id = \'bot\'',
    "foreign_key": "PRAGMA foreign_keys = OFF; DELETE FROM cursors; INSERT INTO cursors VALUES (99, 'x', 1)",
}


@pytest.mark.parametrize("code", HARMS)
def test_each_harm_is_named(good: bytes, path: Path, code: str) -> None:
    report = looked_at(good, path, HARMS[code])
    assert code in {finding.code for finding in report.findings}, report.findings
    assert report.found == len(report.findings)
    for finding in report.findings:
        assert "hello" not in finding.detail
        assert f"check.{finding.code}" in messages()


def test_a_whisper_without_its_words_is_named(good: bytes, path: Path) -> None:
    where = "(SELECT pos FROM feed WHERE instr(CAST(data AS TEXT), 'whispered'))"
    report = looked_at(good, path, f"DELETE FROM bodies WHERE id / 8 = {where}")
    assert "words_missing" in {finding.code for finding in report.findings}


def test_a_deep_look_compares_the_index_entry_by_entry(good: bytes, path: Path) -> None:
    swap = "UPDATE bodies SET id = id + 4 WHERE id = (SELECT max(id) FROM bodies)"
    assert "search" not in {finding.code for finding in looked_at(good, path, swap).findings}
    assert "search" in {finding.code for finding in looked_at(good, path, swap, deep=True).findings}


def test_an_erasure_that_the_store_has_not_had(good: bytes, path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(good)
    assert [(f.code, f.detail) for f in check_file(path, listed=["e1"]).findings] == [("erasure_due", "e1")]
    db = sqlite3.connect(path)
    db.execute("INSERT INTO erasures VALUES ('e1', 5)")
    db.commit()
    db.close()
    assert check_file(path, listed=["e1"]).sound


def test_damaged_pages_are_damage_and_not_a_crash(good: bytes, path: Path) -> None:
    path.parent.mkdir()
    rng = range(4096 * 3, len(good) - 4096, 4096 * 5)
    for at in rng:
        path.write_bytes(good[:at] + b"\xa5" * 2048 + good[at + 2048 :])
        assert codes_of(path) & {"damaged", "store_corrupt", "store_foreign"}, at


@pytest.mark.parametrize("cut", [1, 100, 4096, 4096 * 3 + 7])
def test_a_file_that_is_cut_short_is_never_sound(good: bytes, path: Path, cut: int) -> None:
    path.parent.mkdir()
    path.write_bytes(good[:-cut])
    assert codes_of(path) & {"damaged", "store_corrupt", "store_disk"}


@pytest.mark.parametrize("content", [b"", b"not a store" * 500, b"SQLite format 3\0" + b"\xff" * 5000])
def test_what_is_no_store(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    with pytest.raises(StoreFaultError) as caught:
        check_file(path)
    assert caught.value.code in ("store_foreign", "store_corrupt")


def test_a_store_of_a_newer_program(good: bytes, path: Path) -> None:
    with pytest.raises(StoreOpenError) as caught:
        looked_at(good, path, "PRAGMA user_version = 99")
    assert caught.value.code == "store_newer"


def test_a_store_of_the_first_format(good: bytes, path: Path) -> None:
    report = looked_at(good, path, f"DROP TABLE erasures; {OLD_USERS}; PRAGMA user_version = 1")
    assert (report.sound, report.format) == (True, 1)


async def test_a_store_that_is_written_meanwhile_is_sound_at_every_look(opened: Callable[..., Any], path: Path) -> None:
    store = await opened(path)
    writing = asyncio.create_task(fill(store, 60, at_once=10))
    looks = 0
    while not writing.done():
        report = await asyncio.to_thread(check_file, path)
        assert report.sound, report.findings
        looks += 1
    await writing
    assert looks > 2
    assert check_file(path, deep=True).conversations == 60
