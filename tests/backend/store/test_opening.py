"""Opening: made, reopened, migrated; and every way in which a file cannot be a store, explained."""

import asyncio
import os
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from console.backend.store import schema
from console.backend.store.faults import StoreCorruptError, StoreFaultError, StoreOpenError
from console.backend.store.port import Committed, User
from console.backend.store.sqlite import SqliteStore
from console.errors import Exit


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


async def _refused(path: Path, code: str) -> StoreFaultError:
    with pytest.raises(StoreFaultError) as caught:
        await SqliteStore.open(path)
    assert caught.value.code == code
    assert caught.value.exit_code is Exit.STORE
    assert str(path.name) in str(caught.value)
    assert not caught.value.retry
    return caught.value


async def test_a_new_store_is_for_its_owner_only(opened, path: Path, Chat) -> None:
    before = os.umask(0)
    try:
        store = await opened(path)
        await store.commit(Chat().say("secret"))
    finally:
        os.umask(before)
    assert _mode(path.parent) == 0o700
    for file in path.parent.iterdir():
        assert _mode(file) == 0o600, file
    assert {file.name for file in path.parent.iterdir()} >= {"warmline.db", "warmline.db-wal", "warmline.db.lock"}


async def test_a_file_that_others_could_read_is_closed_to_them(opened, path: Path) -> None:
    await (await opened(path)).close()
    os.chmod(path, 0o644)
    await opened(path)
    assert _mode(path) == 0o600


async def test_the_epoch_is_the_stores_own_and_stays(opened, path: Path, tmp_path: Path) -> None:
    store = await opened(path)
    epoch = store.stream_epoch
    assert len(epoch) >= 12
    await store.close()
    assert (await opened(path)).stream_epoch == epoch
    assert (await opened(tmp_path / "other.db")).stream_epoch != epoch


async def test_every_write_is_flushed_before_it_is_answered(opened, path: Path) -> None:
    store = await opened(path)
    values = {}
    for pragma in ("journal_mode", "synchronous", "foreign_keys", "secure_delete"):
        values[pragma] = await store._writer.submit(
            lambda batch, pragma=pragma: batch.connection.execute(f"PRAGMA {pragma}").fetchone()[0], alone=True
        )
    assert values == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}


async def test_what_the_writer_keeps_of_the_file_is_bounded_low(opened, path: Path) -> None:
    store = await opened(path)
    kept = await store._writer.submit(
        lambda batch: batch.connection.execute("PRAGMA cache_size").fetchone()[0], alone=True
    )
    assert -8 * 1024 <= kept < 0


async def test_two_servers_never_share_a_store(opened, path: Path, tmp_path: Path, Chat) -> None:
    store = await opened(path)
    error = await _refused(path, "store_locked")
    assert str(os.getpid()) in str(error)
    link = tmp_path / "warmline.db"
    link.symlink_to(path)
    await _refused(link, "store_locked")
    assert isinstance(await store.commit(Chat().say("still works")), Committed)
    await store.close()
    await opened(link)


def test_a_dead_servers_lock_is_no_lock(path: Path) -> None:
    program = (
        "import asyncio, os, sys\nfrom pathlib import Path\nfrom console.backend.store.sqlite import SqliteStore\n"
        "async def main():\n    await SqliteStore.open(Path(sys.argv[1]))\n    os.kill(os.getpid(), 9)\n"
        "asyncio.run(main())"
    )
    assert subprocess.run([sys.executable, "-c", program, str(path)], check=False).returncode == -9

    async def again() -> None:
        await (await SqliteStore.open(path)).close()

    asyncio.run(again())


@pytest.mark.parametrize(
    "content",
    [b"x", b"hello, this is a diary\n" * 500, b"SQLite format 2\x00" + bytes(5_000), b"SQLite format 3\x00", bytes(100),
     b"SQLite format 3\x00" + b"\xff" * 9_000],
)  # fmt: skip
async def test_another_kind_of_file_is_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "diary.db"
    path.write_bytes(content)
    with pytest.raises(StoreFaultError) as caught:
        await SqliteStore.open(path)
    assert caught.value.code in {"store_foreign", "store_corrupt"}
    assert "backup" in str(caught.value)
    assert path.read_bytes() == content


async def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "contacts.db"
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE contact (name)")
    db.close()
    before = path.read_bytes()
    await _refused(path, "store_foreign")
    assert path.read_bytes() == before


async def test_a_newer_stores_file_says_upgrade(opened, path: Path) -> None:
    await (await opened(path)).close()
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 99")
    db.close()
    assert "Upgrade Warmline" in str(await _refused(path, "store_newer"))


async def test_a_folder_or_a_file_as_folder(tmp_path: Path) -> None:
    await _refused(tmp_path, "store_directory")
    (tmp_path / "file").write_text("x")
    await _refused(tmp_path / "file" / "warmline.db", "store_unwritable")
    await _refused(tmp_path / ("n" * 300), "store_unwritable")


async def test_after_a_refusal_the_file_is_free_again(opened, tmp_path: Path) -> None:
    path = tmp_path / "warmline.db"
    path.write_bytes(b"rubbish")
    await _refused(path, "store_foreign")
    path.unlink()
    await opened(path)


async def test_an_empty_file_becomes_a_store(opened, tmp_path: Path, Chat) -> None:
    path = tmp_path / "warmline.db"
    path.touch()
    assert isinstance(await (await opened(path)).commit(Chat().say("x")), Committed)


def test_migrations_are_all_or_nothing(tmp_path: Path) -> None:
    first = ("CREATE TABLE meta (key TEXT)",)
    second = ("ALTER TABLE meta ADD COLUMN value TEXT", "UPDATE meta SET value = key || '!'")
    broken = ("CREATE TABLE more (x)", "INSERT INTO nowhere VALUES (1)")
    db = sqlite3.connect(tmp_path / "old.db", isolation_level=None)
    schema.migrate(db, (first,))
    db.execute("INSERT INTO meta VALUES ('hello')")
    with pytest.raises(sqlite3.OperationalError):
        schema.migrate(db, (first, second, broken))
    assert db.execute("PRAGMA user_version").fetchone() == (1,)
    assert db.execute("SELECT * FROM meta").fetchall() == [("hello",)]
    schema.migrate(db, (first, second))
    schema.migrate(db, (first, second))
    assert db.execute("PRAGMA user_version").fetchone() == (2,)
    assert db.execute("SELECT * FROM meta").fetchall() == [("hello", "hello!")]
    with pytest.raises(schema.NewerError):
        schema.migrate(db, (first,))
    db.close()


async def test_accounts_of_the_second_format_get_the_skills_that_everybody_has(opened, path: Path) -> None:
    store = await opened(path)
    await store.add_user(User("u1", "ana", "Ana", "agent", "billing", langs=("en",), level=3, topics=("payment",)))
    await store.close()
    with sqlite3.connect(path) as db:
        for column in ("langs", "level", "topics"):
            db.execute(f"ALTER TABLE users DROP COLUMN {column}")
        db.execute("PRAGMA user_version = 2")
    db.close()
    store = await opened(path)
    assert await store.user("u1") == User("u1", "ana", "Ana", "agent", "billing")
    changed = User("u1", "ana", "Ana", "agent", "billing", version=2, langs=("es", "en"), level=0, topics=("dispute",))
    assert await store.update_user(changed, 1)
    assert await store.user("u1") == changed


async def test_a_backup_is_whole_and_begins_a_new_epoch(opened, path: Path, tmp_path: Path, Chat) -> None:
    store = await opened(path)
    chat = Chat()
    await store.commit(chat.say("before"))
    target = tmp_path / "copy.db"
    writes = [store.commit(Chat(f"d{n}").say("during")) for n in range(50)]
    await asyncio.gather(store.backup(target), *writes)
    assert _mode(target) == 0o600
    with pytest.raises(FileExistsError):
        await store.backup(target)
    await store.commit(chat.say("after"))
    copy = await opened(target)
    stored = await copy.head("c1")
    assert stored is not None
    assert stored.head.seq == 1
    assert copy.stream_epoch != store.stream_epoch
    assert [hit.conv for hit in await copy.search("before", 5)] == ["c1"]
    epoch = copy.stream_epoch
    await copy.close()
    assert (await opened(target)).stream_epoch == epoch


def _damage(path: Path) -> None:
    pages = path.read_bytes()
    path.write_bytes(pages[:4_096] + b"\xa5" * (len(pages) - 4_096))


async def test_a_damaged_page_is_explained_when_it_is_met(opened, path: Path, Chat) -> None:
    store = await opened(path)
    chat = Chat()
    for n in range(200):
        await store.commit(chat.say(f"word {n} " * 50))
    await store.close()
    _damage(path)

    async def read() -> None:
        await (await opened(path)).records("c1", 0, 1_000)

    with pytest.raises(StoreCorruptError) as caught:
        await read()
    assert "backup" in str(caught.value)
    assert not caught.value.retry


async def test_an_old_sqlite_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 33, 0))
    with pytest.raises(StoreOpenError) as caught:
        await SqliteStore.open(path)
    assert caught.value.code == "store_sqlite"
    assert "3.34.0" in str(caught.value)
