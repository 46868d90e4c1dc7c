"""The processes of a demo: they end when they are told to and with who started them, and leave nothing behind."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from console.backend.store.lock import FileLock
from console.errors import UnreachableError
from console.simulate.child import Child
from console.simulate.hosting import LOCK, PREFIX, YOUNG_S, sweep

HOST = [sys.executable, "-m", "console.simulate.host"]
DEMO = [sys.executable, "-m", "console", "demo", "--headless", "--seconds", "600"]
MOST_S = 60.0


@contextlib.contextmanager
def started(folder: Path, *words: str, stdin: int = subprocess.PIPE) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        words,
        stdin=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "TMPDIR": str(folder)},
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + MOST_S
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def folders(place: Path) -> list[Path]:
    return list(place.glob(f"{PREFIX}*"))


def test_a_backend_of_a_demo_ends_by_a_signal_and_leaves_nothing(tmp_path: Path) -> None:
    with started(tmp_path, *HOST, "--customers", "1") as process:
        assert process.stdout is not None
        assert '"refresh"' in process.stdout.readline()
        assert len(folders(tmp_path)) == 1
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=MOST_S)
    assert process.returncode == 0
    assert "Traceback" not in err
    assert '"report"' in out
    assert folders(tmp_path) == []


def test_without_anybody_at_its_input_it_ends_at_once(tmp_path: Path) -> None:
    with started(tmp_path, *HOST, stdin=subprocess.DEVNULL) as process:
        _, err = process.communicate(timeout=MOST_S)
    assert process.returncode == 0
    assert "Traceback" not in err
    assert folders(tmp_path) == []


def test_a_demo_that_loses_its_terminal_leaves_nothing(tmp_path: Path) -> None:
    with started(tmp_path, *DEMO) as process:
        assert process.stderr is not None
        assert "http" in process.stderr.readline()
        assert len(folders(tmp_path)) == 1
        process.send_signal(signal.SIGHUP)
        process.wait(MOST_S)
        until(lambda: folders(tmp_path) == [])


def test_ctrl_c_ends_a_demo_and_leaves_nothing(tmp_path: Path) -> None:
    # A program that a shell's background started ignores it, and so would this one.
    own = "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler); "
    words = "from console.cli import main; sys.exit(main(['demo', '--headless', '--seconds', '600']))"
    with started(tmp_path, sys.executable, "-c", own + words) as process:
        assert process.stderr is not None
        assert "http" in process.stderr.readline()
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=MOST_S)
    assert process.returncode == 130
    assert "Traceback" not in err
    assert folders(tmp_path) == []


def test_folders_of_the_dead_are_swept_and_those_of_the_living_are_not(tmp_path: Path) -> None:
    living, dead, young, other = (
        tmp_path / name for name in (f"{PREFIX}living", f"{PREFIX}dead", f"{PREFIX}young", "warmline")
    )
    for folder in (living, dead, young, other):
        folder.mkdir()
    (tmp_path / f"{PREFIX}link").symlink_to(other)
    (dead / "floor.db").write_text("")
    lock = FileLock(living / LOCK)
    old = time.time() - 2 * YOUNG_S
    for folder in (living, dead, other):
        os.utime(folder, (old, old))
    sweep(tmp_path)
    assert (living.exists(), dead.exists(), young.exists(), other.exists()) == (True, False, True, True)
    lock.release()
    sweep(tmp_path)
    assert not living.exists()


def test_who_ends_too_early_is_quoted() -> None:
    child = Child("nonsense")
    with pytest.raises(UnreachableError, match=r"No module named console\.simulate\.nonsense") as raised:
        child.line()
    child.end()
    assert "code 1" in str(raised.value)
