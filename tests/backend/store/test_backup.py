"""Backups of a store that is being written: whole and verified or not there at all."""

import asyncio
import contextlib
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from console.backend.store import copying, erasures
from console.backend.store.check import check_file
from console.backend.store.faults import BackupError, StoreFaultError, StoreFullError
from console.backend.store.saving import Saved, save
from console.backend.store.sqlite import SqliteStore
from console.core.conversation.context import Policy
from tests.backend.store.floor import conversation, fill, service_on
from tests.real import until

NOW = 1_800_000_000_000
SLOW = """
import sys
from pathlib import Path
from console.backend.store import copying
from console.backend.store.saving import save
from console.core.conversation.context import Policy
copying.STEP_PAGES, copying.PAUSE_S = 1, 0.005
save(Path(sys.argv[1]), Path(sys.argv[2]), 5, policy=Policy())
"""


def saved(path: Path, target: Path, now: int = NOW, **options: Any) -> Saved:
    return save(path, target, now, **({"policy": Policy()} | options))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "backups").mkdir()
    return tmp_path / "backups"


async def test_a_backup_while_the_store_is_written(opened: Callable[..., Any], path: Path, folder: Path) -> None:
    store = await opened(path)
    await fill(store, 10)
    writing = asyncio.create_task(fill_more(store))
    made: list[Saved] = []
    while not writing.done():
        before = store.last_pos
        made.append(await asyncio.to_thread(saved, path, folder / f"{len(made)}.db"))
        assert before <= made[-1].last_pos <= store.last_pos
    await writing
    assert len(made) > 1
    for done in made:
        assert done.verified
        assert done.findings == 0
        report = check_file(Path(done.path), deep=True)
        assert report.sound
        assert (report.last_pos, report.backup_at) == (done.last_pos, NOW)
        assert os.stat(done.path).st_mode & 0o777 == 0o600
    assert {file.name for file in folder.iterdir()} == {f"{n}.db" for n in range(len(made))}


async def fill_more(store: SqliteStore) -> None:
    service = service_on(store)
    for n in range(20):
        await conversation(service, f"more{n}", f"w{n}")


async def test_one_backup_is_one_instant_however_slow_it_is(
    opened: Callable[..., Any], path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Commits between its steps neither start it over nor come into it."""
    store = await opened(path)
    await fill(store, 10)
    monkeypatch.setattr(copying, "STEP_PAGES", 5)
    steps = 0
    loop = asyncio.get_running_loop()

    def commit_between(seconds: float) -> None:
        nonlocal steps
        steps += 1
        assert steps < 5_000, "it was started over"
        asyncio.run_coroutine_threadsafe(store.append_feed("agent", "u", b"x", 1), loop).result()

    monkeypatch.setattr(copying.time, "sleep", commit_between)
    last = store.last_pos
    done = await asyncio.to_thread(saved, path, folder / "slow.db")
    assert done.last_pos == last
    assert steps > 5
    assert store.last_pos == last + steps
    assert check_file(folder / "slow.db").last_pos == last


async def test_a_folder_takes_backups_by_date_and_position_and_keeps_the_newest(
    opened: Callable[..., Any], path: Path, folder: Path
) -> None:
    store = await opened(path)
    await fill(store, 1)
    (folder / "warmline.txt").touch()
    (folder / "theirs.db").touch()
    names = []
    for n in range(5):
        done = saved(path, folder, NOW + n * 1000, keep=3)
        names.append(Path(done.path).name)
        assert [Path(name).name for name in done.removed] == names[n - 3 : n - 2] if n >= 3 else done.removed == ()
    assert names[0] == f"warmline-20270115T080000Z-{store.last_pos}.db"
    assert sorted(file.name for file in folder.iterdir()) == sorted([*names[2:], "theirs.db", "warmline.txt"])


async def test_a_backup_overwrites_nothing(opened: Callable[..., Any], path: Path, folder: Path) -> None:
    store = await opened(path)
    await fill(store, 1)
    (folder / "there.db").write_text("precious")
    (folder / "link.db").symlink_to(folder / "nowhere")
    cases = [
        (folder / "there.db", "backup_exists"),
        (folder / "link.db", "backup_exists"),
        (path, "backup_inside"),
        (path.with_name("warmline.db-wal"), "backup_inside"),
        (path.with_name("warmline.db-journal"), "backup_inside"),
        (path.with_name("warmline.db.erasures"), "backup_inside"),
        (folder / "none" / "x.db", "backup_no_folder"),
    ]
    for target, code in cases:
        with pytest.raises(BackupError) as caught:
            saved(path, target)
        assert caught.value.code == code, target
    assert (folder / "there.db").read_text() == "precious"
    assert sorted(file.name for file in folder.iterdir()) == ["link.db", "there.db"]
    with pytest.raises(BackupError) as caught:
        saved(folder / "no.db", folder)
    assert caught.value.code == "backup_no_store"
    assert (await store.head("c000000")) is not None


async def test_a_name_that_is_taken_meanwhile_is_left_to_its_owner(
    opened: Callable[..., Any], path: Path, folder: Path
) -> None:
    store = await opened(path)
    await fill(store, 1)

    def taken(part: Path) -> None:
        (folder / "x.db").write_text("precious")

    db = sqlite3.connect(path, isolation_level=None)
    with pytest.raises(FileExistsError):
        copying.copy(db, folder / "x.db", NOW, taken)
    db.close()
    assert (folder / "x.db").read_text() == "precious"
    assert list(folder.iterdir()) == [folder / "x.db"]


async def test_a_doubtful_store_is_backed_up_and_a_damaged_copy_is_not_kept(path: Path, folder: Path) -> None:
    store = await SqliteStore.open(path)
    await fill(store, 30)
    await store.close()
    db = sqlite3.connect(path)
    db.execute("UPDATE conversations SET epoch = 99 WHERE no = 1")
    db.commit()
    db.close()
    done = saved(path, folder, NOW, keep=1)
    assert done.findings
    later = saved(path, folder, NOW + 1000, keep=1)
    assert later.removed == (), "nothing older goes for a doubtful one"
    data = bytearray(path.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 4096] = b"\xa5" * 4096
    path.write_bytes(data)
    with pytest.raises(StoreFaultError) as caught:
        saved(path, folder / "bad.db")
    assert caught.value.code in ("backup_damaged", "store_corrupt")
    assert not any("bad" in file.name for file in folder.iterdir())


async def test_the_list_of_erasures_goes_with_the_backup(path: Path, folder: Path) -> None:
    store = await SqliteStore.open(path)
    await fill(store, 1)
    await store.close()
    entry = erasures.begin(path, "v9", store.hash_key, NOW)
    done = saved(path, folder)
    assert erasures.read(Path(done.path + ".erasures")) == ([entry], 0)
    saved(path, folder, NOW + 1000, keep=1)
    assert len(list(folder.iterdir())) == 2, "and goes with it"


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL")
async def test_a_killed_backup_leaves_nothing_that_looks_like_one(
    opened: Callable[..., Any], path: Path, folder: Path
) -> None:
    await fill(await opened(path), 20)
    target = folder / "copy.db"
    part = folder / "copy.db.part"
    for size in (0, 1, 4096 * 9):
        await asyncio.to_thread(killed_at, path, target, part, size)
        assert not target.exists()
        with pytest.raises(FileExistsError):
            copy_over(path, target)
        part.unlink()
    part.touch()
    # An hour later it is known to be nobody's.
    os.utime(part, (1, 1))
    assert saved(path, target).findings == 0
    assert list(folder.iterdir()) == [target]


def killed_at(path: Path, target: Path, part: Path, size: int) -> None:
    """A backup that was killed once its part had this size; one that was too fast to be caught is begun again."""
    for _ in range(10):
        process = begun(path, target)
        until(
            lambda process=process: process.poll() is not None or (part.exists() and part.stat().st_size >= size),
            "part",
        )
        process.send_signal(signal.SIGKILL)
        process.wait()
        if not target.exists():
            return
        target.unlink()
    raise AssertionError("no backup was slow enough to be caught")


def begun(path: Path, target: Path) -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, "-c", SLOW, str(path), str(target)], cwd=os.getcwd())


def copy_over(path: Path, target: Path) -> None:
    db = sqlite3.connect(path, isolation_level=None)
    with contextlib.closing(db):
        copying.copy(db, target, NOW)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = shutil.which("mount") and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if not mounted or mounted.returncode:
        pytest.skip("mounting a small disk is not permitted here")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=False)


async def test_a_full_disk_leaves_no_file(opened: Callable[..., Any], path: Path, small_disk: Path) -> None:
    store = await opened(path)
    await fill(store, 20)
    for target in (small_disk, small_disk / "x.db"):
        with pytest.raises(StoreFullError):
            saved(path, target)
        assert list(small_disk.iterdir()) == []


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write everywhere")
async def test_a_folder_without_the_right_to_write(opened: Callable[..., Any], path: Path, folder: Path) -> None:
    store = await opened(path)
    await fill(store, 1)
    folder.chmod(0o500)
    with pytest.raises(StoreFaultError) as caught:
        saved(path, folder)
    assert caught.value.code == "store_unwritable"
