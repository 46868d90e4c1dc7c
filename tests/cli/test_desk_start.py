"""The Desk's beginning and end on a real terminal: the outline first, no flash, no key lost; gone at once, saved."""

import fcntl
import os
import re
import signal
import sqlite3
import sys
import termios
from pathlib import Path
from typing import Any

import pytest

from console.cli import skeleton

pytest.importorskip("pexpect")
pytest.importorskip("pyte")
if os.name != "posix":
    pytest.skip("there are no pseudo-terminals here", allow_module_level=True)

real: Any = sys.modules["real_program"]
pytestmark = pytest.mark.pty
COOKED = termios.ECHO | termios.ICANON | termios.ISIG
ENTERED, LEFT = b"\x1b[?1049h", b"\x1b[?1049l"
TAKEN_OVER = b"\x1b[?1000h"
"""What Textual writes first once it has the terminal."""
LAYOUT = skeleton.Layout(120, 40, False, 3, (-1,) * 8, ((0, 2, 40, 20, skeleton.QUIET, 0, 1, 3),))
WAITS_FOR_EVER = "import signal\nfrom console.cli import dispatch, main\ndispatch.run = lambda words: signal.pause()\n"


def files(home: Any) -> list[Path]:
    return sorted((home.folder / "cache").glob(f"{skeleton.PREFIX}*"))


def put_outline(home: Any, data: bytes, env: dict[str, str] | None = None) -> Path:
    """An outline as if a Desk had been open before on such a terminal."""
    path = Path(skeleton.path_of([], 120, 40, home.env | (env or {})))
    path.write_bytes(data)
    path.chmod(0o600)
    return path


def is_cooked(terminal: Any) -> bool:
    return bool(termios.tcgetattr(terminal.child.fileno())[3] & COOKED == COOKED)


def unread(terminal: Any) -> int:
    """How many characters of what was typed wait for the program."""
    with open(f"/proc/{terminal.child.pid}/fd/0", "rb", buffering=0, opener=_no_controlling) as tty:
        return int.from_bytes(fcntl.ioctl(tty, termios.FIONREAD, bytes(4)), sys.byteorder)


def _no_controlling(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_NOCTTY)


@pytest.fixture
def maya(server: Any, tmp_path: Path) -> Any:
    home = real.Home(tmp_path / "maya")
    ran = home.run("login", server.url, "--user", "maya", "--password-stdin", input=real.PASSWORD + "\n")
    assert ran.code == 0, ran
    return home


def test_the_outline_of_the_last_time_then_the_desk_without_a_flash(server: Any, maya: Any) -> None:
    with real.Customer(server, "Quirina") as customer:
        customer.ask_for_a_person()
        with real.Terminal(maya) as desk:
            desk.sees("● live", "Quirina")
            assert desk.raw.count(ENTERED) == 1
            os.kill(desk.child.pid, signal.SIGTERM)
            assert desk.ended() == 128 + signal.SIGTERM
        (kept,) = files(maya)
        data = kept.read_bytes()
        assert re.fullmatch(rb"warmline-skeleton-1(?: -?[0-9]+)+\n", data)
        layout = skeleton.decode(data)
        assert layout is not None
        assert layout.waiting >= 1
        assert len(layout.panes) == 5

        with real.Terminal(maya) as desk:
            # A key of the start: it is not shown, and it is not lost.
            real.until(lambda: (desk.text, desk.raw)[1], "first byte")
            desk.type("?")
            desk.sees("Keys here", "Quirina", "● live")
            first, taken, _ = desk.raw.partition(TAKEN_OVER)
            assert first.decode() == skeleton.drawn(layout)
            assert taken
            assert desk.raw.count(ENTERED) == 1
            os.kill(desk.child.pid, signal.SIGTERM)
            assert desk.ended() == 128 + signal.SIGTERM
            assert desk.raw.count(LEFT) == 1
            assert is_cooked(desk)


@pytest.mark.parametrize(
    ("env", "data", "size"),
    [
        ({}, b"warmline-skeleton-1 \x1b]0;mine\x07\n", (120, 40)),
        ({"NO_COLOR": "1"}, skeleton.encode(LAYOUT), (120, 40)),
        ({"TERM": "dumb"}, skeleton.encode(LAYOUT), (120, 40)),
        ({}, skeleton.encode(LAYOUT), (119, 40)),
    ],
)
def test_no_outline_where_it_would_not_fit(home: Any, env: dict[str, str], data: bytes, size: tuple[int, int]) -> None:
    put_outline(home, data, env)
    with real.Terminal(home, "-c", WAITS_FOR_EVER + "print('here')\nmain([])", size=size, env=env) as desk:
        desk.sees("here")
        assert desk.raw == b"here\r\n"
        assert is_cooked(desk)


@pytest.mark.parametrize(
    ("code", "number", "said"),
    [
        ("sys.stderr.write('a sentence\\n'); return 3", 3, b"a sentence\r\n"),
        ("print('a sentence'); return 0", 0, b"a sentence\r\n"),
        ("sys.stdout.write('a sentence\\n'); sys.exit(2)", 2, b"a sentence\r\n"),
        ("raise MemoryError", 1, b"MemoryError\r\n"),
    ],
)
def test_what_is_said_instead_of_the_desk_is_on_the_normal_screen(
    home: Any, code: str, number: int, said: bytes
) -> None:
    put_outline(home, skeleton.encode(LAYOUT))
    program = (
        "import sys\nfrom console.cli import dispatch, main\n"
        f"def run(words):\n    {code}\n"
        "dispatch.run = run\nsys.exit(main([]))"
    )
    with real.Terminal(home, "-c", program) as desk:
        assert desk.ended() == number
        painted, left, after = desk.raw.partition(LEFT)
        assert painted.decode() == skeleton.drawn(LAYOUT) + "\x1b[0m"
        assert left
        assert after.startswith(b"\x1b[?25h")
        assert after.endswith(said)
        assert b"\x1b" not in after[6:]
        assert is_cooked(desk)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_ended_while_the_outline_stands(home: Any, number: int) -> None:
    put_outline(home, skeleton.encode(LAYOUT))
    with real.Terminal(home, "-c", WAITS_FOR_EVER + "main([])") as desk:
        desk.sees("warmline", "Waiting 3")
        real.until(lambda: not is_cooked(desk), "a quiet terminal")
        desk.type("typed meanwhile")
        real.until(lambda: unread(desk) == len("typed meanwhile"), "keys in the terminal")
        if number == signal.SIGINT:
            desk.type("\x03")
        else:
            os.kill(desk.child.pid, number)
        assert desk.ended() in (-number, 1)
        assert b"typed" not in desk.raw
        assert desk.raw.count(LEFT) == 1
        assert is_cooked(desk)


def test_signed_out_it_asks_on_the_normal_screen(maya: Any) -> None:
    maya.ring_file.unlink()
    put_outline(maya, skeleton.encode(LAYOUT))
    with real.Terminal(maya) as desk:
        desk.sees("Password", seconds=40)
        assert desk.raw.index(LEFT) < desk.raw.index(b"Password")
        desk.type("not the right one\r")
        assert desk.ended() == 4
        assert desk.raw.count(LEFT) == 1
        assert b"not the right one" not in desk.raw
        assert is_cooked(desk)


def test_gone_at_once_and_all_is_saved(tmp_path: Path) -> None:
    """A draft, a reply in the outbox and what has been read, each done right before the end."""
    with real.served(tmp_path / "server", {"maya": "agent", "sara": "supervisor"}) as server:
        maya = real.Home(tmp_path / "maya")
        words = ("login", server.url, "--user", "maya", "--password-stdin")
        assert maya.run(*words, input=real.PASSWORD + "\n").code == 0
        mark = tmp_path / "interpreter-ended"
        program = (
            "import atexit, pathlib, sys\nfrom console.cli import main\n"
            f"atexit.register(pathlib.Path({str(mark)!r}).touch)\nsys.exit(main([]))"
        )
        with real.Customer(server, "Dora") as dora:
            dora.ask_for_a_person()
            assert maya.run("take", "Dora").code == 0
            with real.Terminal(maya, "-c", program) as desk:
                desk.sees("● live", "Dora")
                desk.type("1")
                desk.sees("you took over", "Enter sends")
                dora.say("the last words of Dora")
                desk.sees("the last words of Dora")
                desk.type("half a reply")
                desk.sees("┃half a reply")
                os.kill(desk.child.pid, signal.SIGTERM)
                assert desk.ended() == 128 + signal.SIGTERM
                assert not mark.exists()
                assert is_cooked(desk)
            assert "half a reply" in kept(maya)
            with real.Agent(server, "sara") as sara:
                sara.row(lambda row: row.get("name") == "Dora" and not row.get("unread"), "row that was read")

            with real.Terminal(maya) as desk:
                desk.sees("● live", "Dora")
                desk.type("1")
                desk.sees("┃half a reply")
                server.stop()
                desk.sees("offline")
                desk.enter("half a reply")
                os.kill(desk.child.pid, signal.SIGTERM)
                assert desk.ended() == 128 + signal.SIGTERM
            assert "half a reply" in kept(maya)


@pytest.mark.parametrize("words", [(), ("demo", "--pace", "0")])
def test_whose_window_is_closed_ends_too(maya: Any, words: tuple[str, ...]) -> None:
    """The kernel then says both that the terminal has gone and to go on."""
    with real.Terminal(maya, *words) as desk:
        desk.sees("● live", seconds=60)
        desk.child.ptyproc.fileobj.close()
        real.until(lambda: not desk.child.isalive(), "end of the program")
        assert desk.child.exitstatus == 128 + signal.SIGHUP


def test_who_is_told_to_go_on_ends_all_the_same(maya: Any) -> None:
    """As by a debugger, or a shell that stopped it from outside: no thread of a first beginning is left behind."""
    with real.Terminal(maya, "demo", "--pace", "0") as desk:
        desk.sees("● live", seconds=60)
        os.kill(desk.child.pid, signal.SIGCONT)
        real.until(lambda: (desk.text, desk.raw.count(TAKEN_OVER))[1] > 2, "the second beginning")
        desk.sees("● live")
        os.kill(desk.child.pid, signal.SIGTERM)
        assert desk.ended() == 128 + signal.SIGTERM
        assert is_cooked(desk)


def kept(home: Any) -> str:
    """All that the Desk's files hold of drafts and unsent commands."""
    found = []
    for path in (home.folder / "state" / "sessions").rglob("*.db"):
        with sqlite3.connect(path) as db:
            for table in ("draft", "item"):
                found += [str(row) for row in db.execute(f"SELECT body FROM {table}")]
        db.close()
    return "\n".join(found)
