"""Real faults: killed in the middle, a full disk, a disk that does not flush, a torn log. Never a false `ok` (S6)."""

import asyncio
import contextlib
import importlib.util
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from console.backend.store.faults import StoreBusyError, StoreFullError, StoreOpenError
from console.backend.store.port import Committed, Repeated
from console.backend.store.sqlite import SqliteStore

PROGRAM = Path(__file__).with_name("writing.py")


def _load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("writing", PROGRAM)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


writing = _load()


def _confirmed(output: str) -> dict[str, int]:
    """The last confirmed number of each conversation; a torn last line confirms nothing."""
    confirmed: dict[str, int] = {}
    for line in output[: output.rfind("\n") + 1].splitlines():
        code, conv, seq = line.split()
        if code == "ok":
            assert int(seq) == confirmed.get(conv, int(seq) - 1) + 1
            confirmed[conv] = int(seq)
    return confirmed


async def _is_whole(path: Path, *, search: bool = True) -> dict[str, int]:
    """Each conversation is a prefix without holes, and head, records, results, feed and search agree."""
    store = await SqliteStore.open(path)
    seqs: dict[str, int] = {}
    for stored in await store.open_heads():
        conv, seq = stored.head.conv, stored.head.seq
        records = await store.records(conv, 0, 100_000)
        assert [record.seq for record in records] == list(range(1, seq + 1))
        assert all(record.bodies == {"text": writing.text_of(conv, record.seq)} for record in records)
        kept = await store.result("customer:k", f"{conv}-{seq}")
        assert kept is not None
        assert kept.result == f"{conv}:{seq}".encode()
        assert await store.result("customer:k", f"{conv}-{seq + 1}") is None
        if search:
            assert (await store.search(f"{conv} word{seq} ", 1))[0].seq == seq
        seqs[conv] = seq
    feed = await store.feed(0, 1_000_000)
    assert [entry.pos for entry in feed] == list(range(1, sum(seqs.values()) + 1))
    assert store.last_pos == len(feed)
    await store.close()
    return seqs


def _killed_while_writing(path: Path, lines: int) -> str:
    readable, writable = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(readable)
        with contextlib.suppress(BaseException):
            asyncio.run(writing.write(path, 8, 100_000, writable))
        os._exit(1)
    os.close(writable)
    output = b""
    with os.fdopen(readable, "rb", buffering=0) as pipe:
        while output.count(b"\n") < lines:
            piece = pipe.read(65_536)
            assert piece, "the writer ended by itself"
            output += piece
        os.kill(child, signal.SIGKILL)
        while piece := pipe.read(65_536):
            output += piece
    assert os.waitpid(child, 0)[1] == signal.SIGKILL
    return output.decode()


def test_what_was_confirmed_survives_thirty_kills(tmp_path: Path) -> None:
    path = tmp_path / "warmline.db"
    dice = random.Random(12)
    confirmed: dict[str, int] = {}
    for _ in range(30):
        confirmed |= _confirmed(_killed_while_writing(path, dice.randrange(1, 150)))
        stored = asyncio.run(_is_whole(path))
        assert stored.keys() >= confirmed.keys()
        assert all(stored[conv] >= seq for conv, seq in confirmed.items())
    assert sum(confirmed.values()) > 500


def test_a_torn_log_loses_its_end_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "warmline.db"
    output = _killed_while_writing(path, 300)
    log = path.with_name("warmline.db-wal")
    whole = _with_a_hurt_log(path, tmp_path / "whole", log.stat().st_size, None)
    assert whole == _confirmed(output) | whole
    size = log.stat().st_size
    dice = random.Random(7)
    points = sorted({0, 31, 32, 33, 56, size - 1, *(dice.randrange(size) for _ in range(25))})
    before = -1
    for n, point in enumerate(points):
        stored = _with_a_hurt_log(path, tmp_path / f"cut{n}", point, None)
        assert sum(stored.values()) >= before, "a longer log never holds less"
        before = sum(stored.values())
        assert all(seq <= whole[conv] for conv, seq in stored.items())
        flipped = _with_a_hurt_log(path, tmp_path / f"flip{n}", size, point)
        assert all(seq <= whole[conv] for conv, seq in flipped.items())


def _with_a_hurt_log(path: Path, to: Path, length: int, flip: int | None) -> dict[str, int]:
    """What a copy holds whose log ends early or has one wrong bit; it must open, and take another commit."""
    to.mkdir()
    copy = to / path.name
    shutil.copy(path, copy)
    log = bytearray(path.with_name(path.name + "-wal").read_bytes()[:length])
    if flip is not None:
        log[flip] ^= 0x40
    copy.with_name(path.name + "-wal").write_bytes(log)
    found = asyncio.run(_is_whole(copy))
    asyncio.run(_takes_another(copy))
    shutil.rmtree(to)
    return found


async def _takes_another(path: Path) -> None:
    store = await SqliteStore.open(path)
    assert isinstance(await store.commit(writing.commit_of("new", 1)), Committed)
    await store.close()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real file system with two megabytes."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", place], capture_output=True, text=True, check=False
    )
    if mounted.returncode:
        pytest.skip(f"cannot mount a small disk: {mounted.stderr.strip()}")
    yield place
    subprocess.run(["umount", "-l", place], check=True)


async def test_a_full_disk_confirms_nothing_and_works_again(small_disk: Path) -> None:
    path = small_disk / "warmline.db"
    store = await SqliteStore.open(path)
    # Room is taken step by step so that each try meets the end of the disk at another place.
    ballast = small_disk / "ballast"
    confirmed: dict[str, int] = {}
    full = 0
    for n in range(6):
        ballast.write_bytes(bytes(max(_room(small_disk) - 120_000 - n * 7_000, 0)))
        for seq in range(confirmed.get("c", 0) + 1, 10_000):
            others = [writing.commit_of(f"o{n}-{seq}-{k}", 1) for k in range(3)]
            outcomes = await asyncio.gather(
                store.commit(writing.commit_of("c", seq)), *map(store.commit, others), return_exceptions=True
            )
            confirmed |= {
                commit.head.conv: 1
                for commit, outcome in zip(others, outcomes[1:], strict=True)
                if isinstance(outcome, Committed)
            }
            if isinstance(outcomes[0], BaseException):
                assert isinstance(outcomes[0], StoreFullError), outcomes[0]
                assert outcomes[0].retry
                full += 1
                break
            confirmed["c"] = seq
        heads = {stored.head.conv: stored.head.seq for stored in await store.open_heads()}
        assert heads == confirmed, "readers go on, and see what was confirmed and no more"
        ballast.unlink()
        again = await store.commit(writing.commit_of("c", confirmed["c"] + 1))
        assert isinstance(again, Committed), "works as soon as there is room"
        confirmed["c"] += 1
    assert full == 6
    await store.close()
    assert await _is_whole(path) == confirmed


def _room(place: Path) -> int:
    state = os.statvfs(place)
    return state.f_bavail * state.f_frsize


async def test_a_store_does_not_fit_on_a_full_disk(small_disk: Path) -> None:
    (small_disk / "ballast").write_bytes(bytes(_room(small_disk) - 20_000))
    with pytest.raises(StoreFullError):
        await SqliteStore.open(small_disk / "warmline.db")
    (small_disk / "ballast").unlink()
    await (await SqliteStore.open(small_disk / "warmline.db")).close()


async def test_a_read_only_disk_is_explained(small_disk: Path) -> None:
    path = small_disk / "warmline.db"
    await (await SqliteStore.open(path)).close()
    await asyncio.to_thread(subprocess.run, ["mount", "-o", "remount,ro", small_disk], check=True)
    for name in (path, small_disk / "new.db", small_disk / "folder" / "new.db"):
        with pytest.raises(StoreOpenError) as caught:
            await SqliteStore.open(name)
        assert caught.value.code == "store_unwritable"


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write everywhere")
async def test_a_folder_without_rights_is_explained(tmp_path: Path) -> None:
    place = tmp_path / "closed"
    place.mkdir(mode=0o500)
    with pytest.raises(StoreOpenError) as caught:
        await SqliteStore.open(place / "warmline.db")
    assert caught.value.code == "store_unwritable"


def _strace_works() -> bool:
    strace = shutil.which("strace")
    if strace is None:
        return False
    return subprocess.run([strace, "-e", "trace=none", "true"], capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(not _strace_works(), reason="needs strace and the right to trace")
@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ("fsync,fdatasync:error=EIO:when=12", "store_disk"),
        ("fsync,fdatasync:error=EIO:when=20+3", "store_disk"),
        ("pwrite64:error=EIO:when=150+40", "store_disk"),
        ("pwrite64:error=ENOSPC:when=150+40", "store_full"),
    ],
)
def test_a_disk_that_does_not_flush_confirms_nothing(tmp_path: Path, fault: str, code: str) -> None:
    path = tmp_path / "warmline.db"
    command = ["strace", "-f", "-qq", "-o", os.devnull, "-e", f"trace={fault.split(':')[0]}", "-e", f"inject={fault}"]
    ran = subprocess.run(
        [*command, sys.executable, PROGRAM, path, "4", "40"], capture_output=True, text=True, check=False, timeout=120
    )
    assert ran.returncode == 0, ran.stderr
    codes = [line.split()[0] for line in ran.stdout.splitlines()]
    assert code in codes, "the fault was met, and told"
    stored = asyncio.run(_is_whole(path))
    assert stored == _confirmed(ran.stdout), "all that was confirmed; what failed was done again"


async def test_another_programs_lock_is_busy_and_passes(opened, path: Path) -> None:
    store = await opened(path)
    await store._writer.submit(lambda batch: batch.connection.execute("PRAGMA busy_timeout = 20"), alone=True)
    intruder = sqlite3.connect(path, isolation_level=None)
    intruder.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreBusyError) as caught:
        await store.commit(writing.commit_of("c", 1))
    assert caught.value.retry
    assert await store.head("c") is None
    intruder.execute("ROLLBACK")
    intruder.close()
    assert isinstance(await store.commit(writing.commit_of("c", 1)), Committed)


async def test_a_retried_commit_after_a_lost_answer_is_the_same(opened, path: Path) -> None:
    store = await opened(path)
    assert isinstance(await store.commit(writing.commit_of("c", 1)), Committed)
    await store.close()
    again = await opened(path)
    assert await again.commit(writing.commit_of("c", 1)) == Repeated(b"c:1")
