"""The mark beside the store: an older file in the store's place is noticed, and nothing else is taken for one."""

import asyncio
import logging
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from console.backend.store import marker
from console.backend.store.marker import Mark, read_mark
from console.backend.store.sqlite import SqliteStore
from tests.backend.store.writing import commit_of
from tests.real import until

WRITER = """
import asyncio, sys
from pathlib import Path
from console.backend.store import marker
marker.EVERY_S = 0.001
from tests.backend.store.writing import write
asyncio.run(write(Path(sys.argv[1]), 4, 10_000, 1))
"""


async def grown(path: Path, first: int, last: int) -> str:
    """The epoch of the store, after these commits."""
    store = await SqliteStore.open(path)
    for seq in range(first, last + 1):
        await store.commit(commit_of("c", seq))
    await store.close()
    return store.stream_epoch


async def test_a_file_put_back_by_hand_begins_a_new_epoch(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    epoch = await grown(path, 1, 3)
    assert read_mark(path) == Mark(epoch, 3)
    older = path.with_name("older.db")
    shutil.copy(path, older)
    assert await grown(path, 4, 5) == epoch, "going on is no reason"
    shutil.copy(older, path)
    with caplog.at_level(logging.WARNING, "warmline.store"):
        fresh = await grown(path, 4, 4)
    assert fresh != epoch
    assert "ends at position 3, and had come to 5" in " ".join(caplog.text.split())
    assert read_mark(path) == Mark(fresh, 4)
    assert await grown(path, 5, 5) == fresh, "once"


async def test_a_file_of_before_a_restore_begins_a_new_epoch_however_far_it_is(path: Path) -> None:
    first = await grown(path, 1, 9)
    older = path.with_name("older.db")
    shutil.copy(path, older)
    path.unlink()
    second = await grown(path, 1, 3)
    shutil.copy(older, path)
    assert await grown(path, 10, 10) not in (first, second)


async def test_a_mark_that_cannot_be_read_is_no_mark(path: Path) -> None:
    epoch = await grown(path, 1, 3)
    file = path.with_name("warmline.db.mark")
    for content in (b"", b"\xff\xfe", b'{"epoch":1}', b"[]"):
        file.write_bytes(content)
        assert await grown(path, 4, 3) == epoch
        assert read_mark(path) == Mark(epoch, 3), "made anew"


async def test_the_mark_follows_while_the_store_is_open(
    opened: Callable[..., Any], path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(marker, "EVERY_S", 0.001)
    store = await opened(path)
    await store.commit(commit_of("c", 1))
    await asyncio.to_thread(until, lambda: read_mark(path) == Mark(store.stream_epoch, 1), "mark")
    assert os.stat(path.with_name("warmline.db.mark")).st_mode & 0o777 == 0o600


async def test_a_mark_that_cannot_be_written_hurts_nobody(path: Path) -> None:
    epoch = await grown(path, 1, 1)
    path.with_name("warmline.db.mark.new").mkdir()
    assert await grown(path, 2, 4) == epoch
    assert read_mark(path) == Mark(epoch, 1)
    assert await grown(path, 5, 5) == epoch


async def test_a_program_beside_leaves_the_mark_alone(opened: Callable[..., Any], path: Path) -> None:
    store = await opened(path)
    await store.commit(commit_of("c", 1))
    beside = await SqliteStore.open_beside(path)
    await beside.close()
    assert read_mark(path) is None or read_mark(path) == Mark(store.stream_epoch, 0)


def killed(path: Path, after: int, marked: int = 0) -> None:
    """A writer that is killed after so many confirmed commits, and once the mark has come so far."""
    process = subprocess.Popen([sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, cwd=os.getcwd())
    assert process.stdout is not None
    while after > 0 or (read_mark(path) or Mark("", 0)).pos < marked:
        assert process.stdout.readline().startswith(b"ok")
        after -= 1
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL")
async def test_a_kill_is_never_taken_for_a_file_put_back(path: Path) -> None:
    epoch = await grown(path, 1, 1)
    for after in (1, 40, 90, 200):
        killed(path, after)
        mark = read_mark(path)
        store = await SqliteStore.open(path)
        await store.close()
        assert store.stream_epoch == epoch
        assert mark is not None
        assert mark.pos <= store.last_pos, "it follows"
    assert mark.pos > 100


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL")
async def test_a_log_that_lost_confirmed_commits_begins_a_new_epoch(path: Path) -> None:
    epoch = await grown(path, 1, 1)
    killed(path, 300, marked=250)
    mark = read_mark(path)
    assert mark is not None
    wal = path.with_name("warmline.db-wal")
    data = bytearray(wal.read_bytes())
    # From its fortieth frame on the log is not what was flushed: too early for all that the mark has seen.
    damaged = 32 + 40 * (24 + 4_096)
    data[damaged : damaged + 64] = b"\xa5" * 64
    wal.write_bytes(data)
    store = await SqliteStore.open(path)
    await store.close()
    assert store.last_pos < mark.pos
    assert store.stream_epoch != epoch
