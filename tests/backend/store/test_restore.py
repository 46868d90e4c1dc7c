"""Putting a backup in the store's place: a new stream epoch, nothing deleted, and whole after a crash at any step."""

import os
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from console.backend.store import erasures, restoring
from console.backend.store.check import check_file
from console.backend.store.faults import BackupError, StoreOpenError
from console.backend.store.marker import read_mark
from console.backend.store.port import Token, TokenKind, User
from console.backend.store.restoring import restore
from console.backend.store.saving import save
from console.backend.store.sqlite import SqliteStore
from console.core.conversation.context import Policy
from tests.backend.store.floor import MAYA, conversation, fill, service_on

NOW = 1_800_000_000_000


class Made:
    """A store of five conversations of which a backup has three."""

    def __init__(self, path: Path, folder: Path) -> None:
        self.path, self.folder = path, folder
        self.backup = folder / "good.db"

    async def make(self) -> "Made":
        self.folder.mkdir()
        store = await SqliteStore.open(self.path)
        await store.add_user(User("u-maya", "maya", "Maya", "agent"))
        await store.put_token(Token(b"t", "u-maya", TokenKind.REFRESH, "f", "d", 1, 10**15, 10**15))
        await fill(store, 3)
        save(self.path, self.backup, NOW, policy=Policy())
        self.backed_up = store.last_pos
        service = service_on(store)
        for n in (3, 4):
            await conversation(service, f"c{n:06d}", f"v{n:06d}")
        self.epoch, self.key, self.pos = store.stream_epoch, store.hash_key, store.last_pos
        await store.close()
        return self

    def restore(self, **options: Any) -> restoring.Restored:
        return restore(options.pop("backup", self.backup), self.path, NOW, **options)


@pytest.fixture
async def made(path: Path, tmp_path: Path) -> Made:
    return await Made(path, tmp_path / "backups").make()


async def test_a_restore_goes_back_and_begins_a_new_epoch(made: Made) -> None:
    done = made.restore()
    assert (done.last_pos, done.replaced_pos, done.findings) == (made.backed_up, made.pos, 0)
    store = await SqliteStore.open(made.path)
    assert store.last_pos == made.backed_up
    assert store.stream_epoch != made.epoch
    assert store.hash_key == made.key, "stored hashes still match"
    assert await store.head("c000003") is None
    head = await store.head("c000002")
    assert head is not None
    assert head.head.epoch >= 2, "epochs of conversations survive"
    assert await store.result(f"agent:{MAYA.id}", "c000002-did-0001") is not None
    assert await store.result(f"agent:{MAYA.id}", "c000003-did-0001") is None, "what was lost was never answered"
    assert await store.result("customer:v000003", "c000003-asks") is None
    assert len(await store.tokens("u-maya")) == 1
    epoch = store.stream_epoch
    await store.close()
    store = await SqliteStore.open(made.path)
    assert store.stream_epoch == epoch
    await store.close()
    report = check_file(made.path, deep=True)
    assert report.sound
    assert report.backup_at == 0, "it is no backup any more"


async def test_the_replaced_store_is_kept_whole(made: Made) -> None:
    done = made.restore()
    kept = check_file(Path(done.replaced))
    assert kept.sound
    assert (kept.last_pos, kept.conversations) == (made.pos, 5)
    again = restore(Path(done.replaced), made.path, NOW + 1000)
    assert again.last_pos == made.pos
    store = await SqliteStore.open(made.path)
    assert await store.head("c000004") is not None
    await store.close()


async def test_a_replaced_store_that_a_crash_left_keeps_its_log(made: Made) -> None:
    """What stands in its log only is neither lost nor taken for the restored file's."""
    store = await SqliteStore.open(made.path)
    await conversation(service_on(store), "in-log", "v-log")
    pos = store.last_pos
    files = {file.name: file.read_bytes() for file in made.path.parent.iterdir() if file.name != "warmline.db.lock"}
    await store.close()
    assert len(files["warmline.db-wal"]) > 1000
    for name, data in files.items():
        made.path.with_name(name).write_bytes(data)
    done = made.restore()
    assert done.replaced_pos == pos
    assert check_file(made.path).last_pos == made.backed_up
    assert check_file(Path(done.replaced)).last_pos == pos


async def test_a_restore_where_there_is_no_store(made: Made, tmp_path: Path) -> None:
    elsewhere = tmp_path / "new" / "warmline.db"
    done = restore(made.backup, elsewhere, NOW)
    assert (done.replaced, done.replaced_pos) == ("", 0)
    assert check_file(elsewhere).last_pos == made.backed_up


async def test_a_store_that_is_served_is_left_alone(made: Made) -> None:
    store = await SqliteStore.open(made.path)
    with pytest.raises(StoreOpenError) as caught:
        made.restore()
    assert caught.value.code == "store_locked"
    assert await store.head("c000004") is not None
    await store.close()
    assert check_file(made.path).last_pos == made.pos


async def test_a_store_that_is_damaged_is_replaced_and_kept(made: Made) -> None:
    made.path.write_bytes(b"\xa5" * 9000)
    done = made.restore()
    assert done.replaced_pos == -1
    assert Path(done.replaced).read_bytes() == b"\xa5" * 9000
    assert check_file(made.path).sound


def harmed(backup: Path, harm: str) -> Path:
    other = backup.with_name("harmed.db")
    other.write_bytes(backup.read_bytes())
    db = sqlite3.connect(other)
    db.executescript(harm)
    db.close()
    return other


@pytest.mark.parametrize(
    ("harm", "code", "forced"),
    [
        ("UPDATE conversations SET epoch = 99", "backup_unsound", True),
        ("UPDATE meta SET value = 'aa' WHERE key = 'hash_key'", "backup_other_store", True),
        ("PRAGMA user_version = 99", "store_newer", False),
        ("PRAGMA application_id = 7", "store_foreign", False),
    ],
)
async def test_a_backup_that_is_not_good(made: Made, harm: str, code: str, forced: bool) -> None:
    other = harmed(made.backup, harm)
    before = sorted(file.name for file in made.path.parent.iterdir())
    with pytest.raises(Exception) as caught:
        made.restore(backup=other)
    assert getattr(caught.value, "code", "") == code
    # Looking at it leaves SQLite's own two files, empty.
    now = {file.name for file in made.path.parent.iterdir()} - {"warmline.db-wal", "warmline.db-shm"}
    assert now == set(before)
    assert check_file(made.path).last_pos == made.pos
    if forced:
        assert made.restore(backup=other, force=True).last_pos == made.backed_up
    else:
        with pytest.raises(StoreOpenError):
            made.restore(backup=other, force=True)


async def test_a_damaged_backup_is_refused_whatever_is_said(made: Made) -> None:
    data = bytearray(made.backup.read_bytes())
    for at in range(4096 * 2, len(data) - 4096, 4096 * 3):
        data[at : at + 512] = b"\xa5" * 512
    bad = made.backup.with_name("bad.db")
    bad.write_bytes(data)
    for force in (False, True):
        with pytest.raises(BackupError) as caught:
            made.restore(backup=bad, force=force)
        assert caught.value.code == "backup_unsound"
    assert check_file(made.path).last_pos == made.pos


async def test_the_store_itself_and_a_list_that_is_not_there(made: Made) -> None:
    with pytest.raises(BackupError) as caught:
        made.restore(backup=made.path)
    assert caught.value.code == "backup_same"
    with pytest.raises(BackupError) as caught:
        made.restore(lists=[made.folder / "none"])
    assert caught.value.code == "backup_no_list"
    made.restore()
    with pytest.raises(BackupError) as caught:
        made.restore()
    assert caught.value.code == "backup_just_restored"


async def test_everybody_may_be_signed_out(made: Made) -> None:
    made.restore(sign_out=True)
    store = await SqliteStore.open(made.path)
    assert await store.tokens("u-maya") == []
    assert await store.user("u-maya") is not None
    await store.close()


async def test_lists_of_erasures_come_together(made: Made, tmp_path: Path) -> None:
    own = erasures.begin(made.path, "v1", made.key, 1)
    (tmp_path / "other").mkdir()
    beside = erasures.begin(made.folder / "later.db", "v2", made.key, 2)
    named = erasures.begin(tmp_path / "other" / "named.db", "v3", made.key, 3)
    done = made.restore(lists=[tmp_path / "other" / "named.db.erasures"])
    assert done.erasures == 3
    assert set(erasures.read(erasures.list_of(made.path))[0]) == {own, beside, named}


class Crash(BaseException):
    """The machine stops."""


async def test_a_crash_at_any_step_leaves_the_old_or_the_new_store_whole(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each change of a name may be the last thing that happens; whoever opens the store then finds one or the other."""
    rename, link = os.rename, os.link
    outcomes = []
    for stop in range(12):
        made = await Made(path.parent / str(stop) / "warmline.db", tmp_path / f"backups{stop}").make()
        left = stop

        def step(do: Any, *names: Any) -> None:
            nonlocal left
            if not left:
                raise Crash
            left -= 1
            do(*names)

        with monkeypatch.context() as patched:
            patched.setattr(os, "rename", lambda *names: step(rename, *names))
            patched.setattr(os, "link", lambda *names: step(link, *names))
            crashed = False
            try:
                made.restore()
            except Crash:
                crashed = True
        store = await SqliteStore.open(made.path)
        pos, epoch = store.last_pos, store.stream_epoch
        await store.close()
        assert check_file(made.path, deep=True).sound
        assert (pos, epoch == made.epoch) in ((made.pos, True), (made.backed_up, False))
        outcomes.append(pos == made.backed_up)
        if outcomes[-1]:
            [kept] = made.path.parent.glob("warmline.db.replaced-*Z")
            assert check_file(kept).last_pos == made.pos
        assert read_mark(made.path) is not None
        if not crashed:
            break
    assert not crashed
    assert outcomes == sorted(outcomes), "from one step on it is the new one"
    assert len(outcomes) >= 4, outcomes
    assert outcomes.count(False) == 1, "the first name decides"
