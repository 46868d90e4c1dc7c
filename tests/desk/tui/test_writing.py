"""Frames on their way to a terminal: in one piece, in order, and never waiting for it."""

import fcntl
import os
import pty
import select
import subprocess
import sys
import threading
import tty
from pathlib import Path
from typing import Any

import pytest
from textual.app import App
from textual.drivers.headless_driver import HeadlessDriver
from textual.drivers.linux_driver import LinuxDriver

from console.desk.tui.writing import FRAME_END, FRAME_START, Outlet, whole_frames

TERMINFO = ("/etc/terminfo", "/lib/terminfo", "/usr/lib/terminfo", "/usr/share/terminfo")


def read(fd: int, size: int) -> str:
    """So many bytes."""
    found = b""
    while len(found) < size and select.select([fd], [], [], 10)[0]:
        found += os.read(fd, 65_536)
    return found.decode()


@pytest.fixture
def terminal() -> Any:
    parent, child = pty.openpty()
    tty.setraw(child)
    file = os.fdopen(child, "w")
    yield parent, file
    os.close(parent)
    file.close()


def test_what_the_terminal_takes_is_there_at_once_and_the_rest_is_the_threads(terminal: Any) -> None:
    parent, file = terminal
    drained = threading.Event()
    outlet = Outlet(file, drained.set)
    outlet.open()
    assert outlet.at_once("short é") == ""
    assert read(parent, 8) == "short é"
    assert not outlet.is_behind

    long = "long é界 " * 20_000
    rest = outlet.at_once(long)
    assert 0 < len(rest) < len(long), "a terminal that nobody reads takes only so much"
    assert outlet.is_behind
    later = outlet.at_once("after it")
    assert later == "after it", "nothing overtakes what the thread still has"

    def thread() -> None:
        outlet.write(rest)
        assert not drained.is_set()
        outlet.write(later)

    writer = threading.Thread(target=thread)
    writer.start()
    assert read(parent, len((long + later).encode())) == long + later
    writer.join()
    assert drained.is_set()
    assert not outlet.is_behind
    assert outlet.at_once("again") == ""
    outlet.close()
    assert outlet.at_once("closed") == "closed"


def test_the_shells_own_way_to_the_terminal_still_waits(terminal: Any) -> None:
    _, file = terminal
    outlet = Outlet(file, lambda: None)
    outlet.open()
    assert not fcntl.fcntl(file.fileno(), fcntl.F_GETFL) & os.O_NONBLOCK
    outlet.close()


def test_a_terminal_that_is_gone_is_no_error() -> None:
    parent, child = pty.openpty()
    file = os.fdopen(child, "w")
    outlet = Outlet(file, lambda: None)
    outlet.open()
    os.close(parent)
    outlet.write(outlet.at_once("words"))
    outlet.close()
    file.close()


def test_what_is_no_terminal_is_left_to_the_thread(tmp_path: Any) -> None:
    with (tmp_path / "file").open("w") as file:
        outlet = Outlet(file, lambda: None)
        outlet.open()
        assert outlet.at_once("words") == "words"
        outlet.write("words")
        assert (tmp_path / "file").read_text() == "words"


async def test_a_frame_is_one_piece() -> None:
    pieces: list[str] = []

    class Noting(HeadlessDriver):
        def write(self, data: str) -> None:
            pieces.append(data)

    driver = whole_frames(Noting)(App[None](), size=(80, 24))
    for data in ("before", FRAME_START, "one", "two", FRAME_END, "after"):
        driver.write(data)
    assert pieces == ["before", f"{FRAME_START}onetwo{FRAME_END}", "after"]


async def test_nothing_is_written_while_the_terminal_is_another_programs() -> None:
    pieces: list[str] = []

    class Noting(HeadlessDriver):
        def write(self, data: str) -> None:
            pieces.append(data)

        def stop_application_mode(self) -> None:
            self.write("end")

    driver = whole_frames(Noting)(App[None](), size=(80, 24))
    driver.suspend_application_mode()
    assert driver.is_behind
    for data in ("\x07", FRAME_START, "one", FRAME_END, "\x1b]52;c;\x07"):
        driver.write(data)
    assert pieces == ["end"]
    driver.resume_application_mode()
    assert not driver.is_behind
    driver.write("again")
    assert pieces[-1] == "again"


async def test_a_program_that_still_has_the_terminal_is_ended_first() -> None:
    told: list[str] = []

    class Noting(HeadlessDriver):
        def stop_application_mode(self) -> None:
            told.append("stopped")

    driver = whole_frames(Noting)(App[None](), size=(80, 24))
    driver.take_back = lambda: told.append("taken back")
    driver.stop_application_mode()
    assert told == ["taken back", "stopped"]


async def test_a_frame_in_which_nothing_is_different_is_not_written() -> None:
    pieces: list[str] = []

    class Noting(HeadlessDriver):
        def write(self, data: str) -> None:
            pieces.append(data)

    driver = whole_frames(Noting)(App[None](), size=(80, 24))
    for data in ("\x1b[2;1Hwords\x1b[1;1H", "\x1b[1;1H", "\x1b[1;2H", "\x1b[1;2H", "\x1b[3;1Hmore\x1b[1;2H"):
        for piece in (FRAME_START, data, FRAME_END):
            driver.write(piece)
    assert [piece.removeprefix(FRAME_START).removesuffix(FRAME_END) for piece in pieces] == [
        "\x1b[2;1Hwords\x1b[1;1H",
        "\x1b[1;2H",
        "\x1b[3;1Hmore\x1b[1;2H",
    ]


@pytest.mark.parametrize(
    ("terminal", "session", "erases"),
    [("xterm-256color", "", "True"), ("xterm-256color", "1.pts", "False"), ("no-such-terminal", "", "False")],
)
def test_a_terminal_says_whether_what_is_erased_has_the_fill(terminal: str, session: str, erases: str) -> None:
    if terminal.startswith("xterm") and not any(Path(root, "x", terminal).exists() for root in TERMINFO):
        pytest.skip("nothing is said about this terminal on this machine")
    words = "from console.desk.tui.writing import erases_with_fill; print(erases_with_fill(1))"
    env = {**os.environ, "TERM": terminal, "STY": session}
    told = subprocess.run([sys.executable, "-c", words], env=env, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == erases


def test_what_of_textual_it_uses_is_there() -> None:
    import inspect

    from textual.drivers import _writer_thread

    assert "_file" in inspect.getsource(LinuxDriver.__init__)
    assert "WriterThread(self._file)" in inspect.getsource(LinuxDriver.start_application_mode)
    source = inspect.getsource(_writer_thread.WriterThread)
    assert "self._file.write" in source
    assert "_begin_update" in inspect.getsource(App._display)
