"""Hands that leave the keys: the user's own editor in the middle of a reply, and the mouse, as terminals report it."""

import os
import signal
import sys
import termios
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pexpect")
pytest.importorskip("pyte")
if os.name != "posix":
    pytest.skip("there are no pseudo-terminals here", allow_module_level=True)

from tests import real
from tests.e2e.test_desk_pty import signed_in

pytestmark = pytest.mark.pty

F7 = "\x1b[18~"
PRESS, RELEASE = "\x1b[<0;{};{}M", "\x1b[<0;{};{}m"
WHEEL_UP, WHEEL_DOWN = "\x1b[<64;{};{}M", "\x1b[<65;{};{}M"
EDITOR = """
import pathlib, sys, termios
path = pathlib.Path(sys.argv[1])
is_cooked = bool(termios.tcgetattr(0)[3] & termios.ICANON)
mode = f"{path.stat().st_mode & 0o777:o}"
path.write_text(f"{path.read_text()}, mode {mode}, cooked {is_cooked}\\nsaid: {input('say: ')}")
"""

WAITING_EDITOR = """
import os, pathlib, sys, time
path, folder = pathlib.Path(sys.argv[1]), pathlib.Path(os.environ["HOME"])
path.write_text(path.read_text() + ", saved once")
(folder / "began").write_text(f"{os.getpid()} {path}")
while not (folder / "go").exists():
    try:
        time.sleep(0.01)
    except KeyboardInterrupt:
        (folder / "interrupted").touch()
path.write_text(path.read_text() + " and again")
"""
"""Says that it has begun, and waits until it is told to go on."""
COOKED = termios.ECHO | termios.ICANON


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    # Those who leave chats behind have nobody else's in their first slot.
    users = {"maya": "agent", "ida": "agent", "ute": "agent", "kay": "agent", "sara": "supervisor"}
    with real.served(tmp_path_factory.mktemp("home"), users) as server:
        yield server


@pytest.fixture
def maya(server: Any, tmp_path: Path) -> Any:
    return signed_in(server, tmp_path / "maya")


def mouse(desk: Any, words: str, *reports: str, right: int = 0) -> None:
    """Reports of the mouse on the first place where these words stand."""
    lines = desk.sees(words).split("\n")
    row, line = next((row, line) for row, line in enumerate(lines) if words in line)
    for report in reports:
        desk.type(report.format(line.index(words) + 1 + right, row + 1))


def takes(desk: Any, customer: Any, name: str) -> None:
    """Whoever asks for a person is the agent's, and the box is open."""
    customer.ask_for_a_person()
    desk.sees("● live", name)
    desk.type("a")
    desk.sees("you took over", "Enter sends")


def test_the_text_goes_through_the_users_own_editor(server: Any, maya: Any, tmp_path: Path) -> None:
    script = tmp_path / "editor.py"
    script.write_text(EDITOR, encoding="utf-8")
    env = {"EDITOR": f"'{sys.executable}' '{script}'"}
    with real.Customer(server, "Eva Berg") as eva, real.Terminal(maya, env=env) as desk:
        takes(desk, eva, "Eva Berg")
        desk.type("Hello Eva")
        desk.sees("┃Hello Eva")
        desk.type(F7)
        desk.sees("say: ")
        desk.type("hi\r")
        desk.sees("┃Hello Eva, mode 600, cooked True", "┃said: hi")
        desk.type("!")
        desk.enter("Hello Eva")
        eva.hears("Hello Eva, mode 600, cooked True\nsaid: hi!")


@pytest.mark.parametrize(
    ("editor", "said"),
    [
        ("vi 'unbalanced", "EDITOR"),
        ("  ", "EDITOR"),
        ("/nowhere/editor", "No such file"),
        ("rm", "No such file"),
    ],
)
def test_an_editor_that_cannot_be(server: Any, maya: Any, editor: str, said: str) -> None:
    with real.Customer(server, "Ed Moss") as ed, real.Terminal(maya, env={"EDITOR": editor}) as desk:
        takes(desk, ed, "Ed Moss")
        desk.type("my words")
        desk.sees("┃my words")
        desk.type(F7)
        desk.sees(said, "┃my words")
        desk.type(" stay")
        desk.enter("my words stay")
        ed.hears("my words stay")


def test_an_editor_that_leaves_nothing(server: Any, maya: Any) -> None:
    with real.Customer(server, "Al Null") as al, real.Terminal(maya, env={"EDITOR": "truncate -s 0"}) as desk:
        takes(desk, al, "Al Null")
        desk.type("away with it")
        desk.sees("┃away with it")
        desk.type(F7)
        desk.sees("Enter sends", without="┃away with it")


def waiting_editor(home: Any) -> dict[str, str]:
    script = home.folder / "editor.py"
    script.write_text(WAITING_EDITOR, encoding="utf-8")
    return {"EDITOR": f"'{sys.executable}' '{script}'"}


def edits(desk: Any, home: Any, text: str) -> tuple[int, Path]:
    """The open chat's text in the waiting editor: its process and the file."""
    desk.type("a")
    desk.sees("you took over", "Enter sends")
    desk.type(text)
    desk.sees(f"┃{text}")
    # What follows the key at once is neither a part of the text nor a key for the Desk.
    desk.type(f"{F7} typed ahead\r")
    began = home.folder / "began"
    said = real.until(lambda: began.exists() and began.read_text(), "editor")
    pid, _, path = said.partition(" ")
    return int(pid), Path(path)


def has_ended(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


def test_the_session_goes_on_while_the_editor_has_the_terminal(server: Any, maya: Any) -> None:
    with real.Customer(server, "Gil Oak") as gil, real.Terminal(maya, env=waiting_editor(maya)) as desk:
        gil.ask_for_a_person()
        desk.sees("● live", "Gil Oak")
        _, path = edits(desk, maya, "Hello Gil")
        assert termios.tcgetattr(desk.child.fileno())[3] & COOKED == COOKED
        assert desk.text
        assert desk.raw.rfind(b"\x1b[?1049l") > desk.raw.rfind(b"\x1b[?1049h")
        written = len(desk.raw)

        gil.say("I wrote this meanwhile")
        # She is seen typing, again and again: so commands and heartbeats go out too.
        seen = sum(frame["t"] == "typing" for frame in gil.drain())
        real.until(lambda: sum(frame["t"] == "typing" for frame in gil.drain()) > seen + 1, "typing")
        desk.resize(130, 42)
        desk.type("\x03")
        real.until((maya.folder / "interrupted").exists, "the editor's own Ctrl+C")
        assert desk.text
        # Nothing but what the terminal itself shows of a key.
        assert desk.raw[written:] == b"^C"

        (maya.folder / "go").touch()
        desk.sees("┃Hello Gil, saved once and again", "I wrote this meanwhile", "● live", "Gil Oak")
        assert not path.parent.exists()
        desk.enter("Hello Gil, saved once and again")
        gil.hears("Hello Gil, saved once and again")


@pytest.mark.parametrize("does_end", [False, True])
def test_a_chat_that_is_taken_while_its_text_is_in_the_editor(server: Any, maya: Any, *, does_end: bool) -> None:
    name = f"Tea {'Fox' if does_end else 'Elk'}"
    with (
        real.Customer(server, name) as tea,
        real.Agent(server, "sara") as sara,
        real.Terminal(maya, env=waiting_editor(maya)) as desk,
    ):
        tea.ask_for_a_person()
        desk.sees("● live", name)
        edits(desk, maya, "Hello Tea")
        row = sara.row(lambda row: row["name"] == name and row["owner"] not in ("", "bot"), "hers")
        epoch = row["epoch"]
        assert sara.command(row, "take", force=True, why="a test")["status"] == "ok"
        if does_end:
            row = sara.row(lambda row: row["name"] == name and row["epoch"] > epoch, "taken")
            assert sara.command(row, "reply", text="Goodbye")["status"] == "ok"
            assert sara.command(row, "resolve", disposition="solved")["status"] == "ok"
            tea.until(lambda frame: frame["t"] == "status" and frame["state"] == "resolved", "end")
        (maya.folder / "go").touch()
        desk.sees("Hello Tea, saved once and again", "took Tea from you")
        assert tea.items("agent") == (["Goodbye"] if does_end else [])


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_told_to_end_while_the_editor_has_the_terminal(server: Any, tmp_path: Path, number: int) -> None:
    name, login = ("Ivo Elm", "ida") if number == signal.SIGTERM else ("Ivo Yew", "ute")
    home = signed_in(server, tmp_path / login, login)
    with real.Customer(server, name) as ivo:
        with real.Terminal(home, env=waiting_editor(home)) as desk:
            ivo.ask_for_a_person()
            desk.sees("● live", name)
            pid, path = edits(desk, home, "Hello Ivo")
            os.kill(desk.child.pid, number)
            assert desk.ended() == 128 + number
            assert has_ended(pid)
            assert termios.tcgetattr(desk.child.fileno())[3] & COOKED == COOKED
            assert b"Traceback" not in desk.raw
            assert not path.parent.exists()
        with real.Terminal(home) as desk:
            desk.sees("● live", name)
            desk.type("1")
            desk.sees("┃Hello Ivo, saved once")


def test_killed_while_the_editor_has_the_terminal(server: Any, tmp_path: Path) -> None:
    home = signed_in(server, tmp_path / "kay", "kay")
    with real.Customer(server, "Kit Ash") as kit:
        with real.Terminal(home, env=waiting_editor(home)) as desk:
            kit.ask_for_a_person()
            desk.sees("● live", "Kit Ash")
            pid, path = edits(desk, home, "Hello Kit")
            drafts = home.folder / "state"
            real.until(lambda: any(b"saved once" in f.read_bytes() for f in drafts.rglob("*") if f.is_file()), "draft")
            desk.kill()
            os.kill(pid, signal.SIGKILL)
        assert path.exists()
        with real.Terminal(home) as desk:
            desk.sees("● live", "Kit Ash")
            desk.type("1")
            desk.sees("┃Hello Kit, saved once")
            path.unlink()
            path.parent.rmdir()


def test_the_mouse(server: Any, maya: Any) -> None:
    with (
        real.Customer(server, "Kim One") as kim,
        real.Customer(server, "Lou Two") as lou,
        real.Terminal(maya) as desk,
    ):
        kim.ask_for_a_person()
        desk.sees("● live", "Kim One")
        lou.ask_for_a_person()
        desk.sees("Lou Two")
        mouse(desk, "asked    Lou Two", PRESS, RELEASE)
        desk.sees("╭ Lou Two ·")
        mouse(desk, "asked    Kim One", PRESS, RELEASE)
        desk.sees("╭ Kim One ·")

        desk.type("t")
        desk.sees("you took over", "Enter sends")
        desk.type("abcdef")
        mouse(desk, "┃abcdef", PRESS, RELEASE, right=3)
        desk.type("X")
        desk.sees("┃abXcdef")

        for tens in range(4):
            kim.say("\n".join(f"line {tens}{ones}" for ones in range(10)))
        desk.sees("line 39", without="line 05")
        mouse(desk, "line 39", *[WHEEL_UP] * 30)
        desk.sees("line 00", without="line 39")
        mouse(desk, "line 00", *[WHEEL_DOWN] * 60)
        desk.sees("line 39", without="line 00")
        desk.type("Y")
        desk.sees("┃abXYcdef")
        mouse(desk, "line 39", PRESS, RELEASE)
        desk.sees("│abXYcdef", "? keys")
        mouse(desk, "│abXYcdef", PRESS, RELEASE, right=8)
        desk.type("Z")
        desk.sees("┃abXYcdeZf")
