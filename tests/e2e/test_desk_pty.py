"""The real Desk against a real server in a pseudo-terminal: what an agent does with her hands, and what goes wrong."""

import contextlib
import importlib.util
import os
import re
import signal
import sys
import termios
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

pytest.importorskip("pexpect")
pytest.importorskip("pyte")
if os.name != "posix":
    pytest.skip("there are no pseudo-terminals here", allow_module_level=True)


def _load(name: str, path: Path) -> ModuleType:
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, path)
        assert spec is not None
        assert spec.loader is not None
        sys.modules[name] = module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    return sys.modules[name]


real: Any = _load("real_program", Path(__file__).parents[1] / "real.py")
poison: Any = _load("poison_corpus", Path(__file__).parents[1] / "poison.py")
pytestmark = pytest.mark.pty

ENTER, ESC, CTRL_T = "\r", "\x1b", "\x14"
COOKED = termios.ECHO | termios.ICANON


def signed_in(server: Any, folder: Path, login: str = "maya") -> Any:
    home = real.Home(folder)
    ran = home.run("login", server.url, "--user", login, "--password-stdin", input=real.PASSWORD + "\n")
    assert ran.code == 0, ran
    return home


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with real.served(tmp_path_factory.mktemp("home"), {"maya": "agent", "sara": "supervisor"}) as server:
        yield server


@pytest.fixture
def maya(server: Any, tmp_path: Path) -> Any:
    return signed_in(server, tmp_path / "maya")


def texts(home: Any, which: str) -> list[str]:
    """What was said in a conversation, as the backend has it."""
    (shown,) = home.run("show", which, "--json").json
    return [turn["text"] for turn in shown["turns"] if turn.get("text")]


def test_from_the_queue_to_resolved(server: Any, maya: Any) -> None:
    with real.Terminal(maya) as desk, real.Customer(server, "Ana Pereira") as ana:
        desk.sees("● live", "Nobody is waiting")
        ana.ask_for_a_person("Posso falar com uma pessoa? I want a human")
        desk.sees("Waiting 1", "Ana Pereira")
        desk.type("t")
        desk.sees("you took over", "Enter sends")
        desk.type("Hello Ana")
        desk.enter("Hello Ana")
        ana.hears("Hello Ana")
        desk.sees("you  Hello Ana", without="┃Hello Ana")

        # ESC CR is a new line, in one piece or as VS Code sends it; it never sends.
        desk.type("first line\x1b\rsecond line")
        desk.sees("┃first line", "┃second line")
        assert ana.items("agent") == ["Hello Ana"]
        desk.enter("first line")
        ana.hears("first line\nsecond line")
        ana.say("thank you")
        desk.sees("Ana  thank you")

        desk.type(CTRL_T)
        desk.sees("NOTE about")
        desk.type("she was kind")
        desk.enter("she was kind")
        desk.sees("she was kind")
        assert ana.items("agent") == ["Hello Ana", "first line\nsecond line"]
        assert maya.run("show", "Ana", "--json").out.count("she was kind") == 1

        desk.type(ESC)
        desk.sees("? keys")
        desk.type("e")
        desk.sees("Enter Resolve")

        def resolved() -> bool:
            desk.type(ENTER)
            with contextlib.suppress(AssertionError):
                desk.sees("you resolved it", seconds=0.8)
            return "you resolved it" in desk.text

        real.until(resolved, "Enter that resolves")
        ana.until(lambda frame: frame["t"] == "status" and frame["state"] == "resolved", "resolved")
        desk.sees("1 wrap-up Ana")
        assert ana.items("agent") == ["Hello Ana", "first line\nsecond line"]
        assert "she was kind" not in str(ana.frames)
        desk.type("q")
        desk.sees("1 line to settle before you go", "1 code missing")
        desk.type("\t")
        desk.sees("y signs off")
        desk.type("y")
        assert desk.ended() == 0
        assert b"\x1b[?1049l" in desk.raw


def test_at_80_by_24_and_through_a_window_that_is_too_small(server: Any, maya: Any) -> None:
    with real.Customer(server, "Bo Ek", "sv") as bo, real.Terminal(maya, size=(80, 24)) as desk:
        bo.ask_for_a_person()
        desk.sees("● live", "Bo Ek")
        desk.type("t")
        desk.sees("you took over")
        desk.type("Hej Bo, ")
        desk.sees("Hej Bo,")
        desk.resize(20, 5)
        desk.sees("too small: 20x5", without="Hej Bo")
        desk.resize(80, 24)
        desk.sees("Hej Bo,", "you took over")
        desk.type("här är Maya")
        desk.enter("Hej Bo, här är Maya", edge="\n ")
        bo.hears("Hej Bo, här är Maya")
        assert bo.items("agent") == ["Hej Bo, här är Maya"]


def test_started_in_a_window_that_is_too_small(maya: Any) -> None:
    with real.Terminal(maya, size=(20, 5)) as desk:
        desk.sees("too small: 20x5")
        desk.resize(80, 24)
        desk.sees("● live", "? keys")


def test_a_lost_claim_keeps_the_text_and_runs_no_command(server: Any, maya: Any) -> None:
    """The other agent's take is at the server first; what was typed meanwhile stays text."""
    letters = "behold zebra eeo"
    with real.Terminal(maya) as desk, real.Agent(server, "sara") as sara:
        desk.sees("● live")
        for attempt in range(4):
            with real.Customer(server, f"Cleo {attempt}") as cleo:
                cleo.ask_for_a_person()
                row = sara.row(lambda row, n=attempt: row["name"] == f"Cleo {n}" and row["state"] == "queued")
                desk.sees(f"Cleo {attempt}")
                os.kill(server.pid, signal.SIGSTOP)
                try:
                    wish = {"id": f"take-first-{attempt}", "conv": row["conv"], "epoch": row["epoch"]}
                    sara.send(t="cmd", do={"do": "take"}, **wish)
                    desk.type("t")
                    desk.type(letters)
                    desk.sees("behold zebra eeo")
                finally:
                    os.kill(server.pid, signal.SIGCONT)
                result = sara.until(lambda f, n=attempt: f["t"] == "result" and f["id"] == f"take-first-{n}")
                if result["status"] != "ok":
                    continue
                desk.sees("Sara", "behold zebra eeo")
                desk.type("e")
                desk.sees("behold zebra eeo")
                desk.type(ENTER)
                desk.sees("behold zebra eeo")
                assert cleo.items("agent") == []
                after = sara.row(lambda row, n=attempt: row["name"] == f"Cleo {n}" and row["state"] != "queued")
                assert (after["state"], after["owner_name"]) == ("human", "Sara")
                return
    pytest.fail("the other agent never was first")


def test_killed_with_an_unsent_reply_and_a_restart_while_typing(tmp_path: Path) -> None:
    with real.served(tmp_path / "server", {"maya": "agent"}) as server:
        maya = signed_in(server, tmp_path / "maya")
        with real.Customer(server, "Dora") as dora:
            dora.ask_for_a_person()
            assert maya.run("take", "Dora").code == 0
        with real.Terminal(maya) as desk:
            desk.sees("● live", "Dora")
            desk.type("1")
            desk.sees("you took over", "Enter sends")
            desk.type("half a reply")
            desk.sees("half a reply")
            server.stop()
            desk.sees("offline")
            desk.type(" and its end")
            desk.sees("half a reply and its end")
            server.start()
            desk.sees("● live", seconds=40)
            desk.enter("half a reply and its end")
            real.until(lambda: texts(maya, "Dora").count("half a reply and its end") == 1, "the reply")

            server.stop(signal.SIGKILL)
            desk.sees("offline")
            desk.type("written in the dark")
            desk.enter("written in the dark")
            desk.sees("written in the dark")
            desk.type("and a draft")
            desk.sees("and a draft")
            draft_is_kept(maya)
            desk.kill()
        server.start()
        with real.Terminal(maya) as desk:
            desk.sees("● live", "Dora", seconds=40)
            desk.type("1")
            desk.sees("written in the dark")
            sent = real.until(lambda: texts(maya, "Dora").count("written in the dark") or held(desk), "its fate")
            desk.sees("┃and a draft")
            assert sent == 1
            assert texts(maya, "Dora").count("written in the dark") <= 1
            assert texts(maya, "Dora").count("half a reply and its end") == 1


def draft_is_kept(home: Any) -> None:
    """Until it is on the disk: within a second of the last key."""

    def found() -> bool:
        files = (home.folder / "state").rglob("*")
        return any(b"and a draft" in path.read_bytes() for path in files if path.is_file())

    real.until(found, "draft on the disk")


def held(desk: Any) -> bool:
    return "held" in desk.text.lower()


OURS = re.compile(
    r"\x1b\[(?:[0-9;]*m|(?:\d+;\d+)?H|\d*[ABCDGX]|[0-2]?[JK]|>\d+u|<u|\d? q|8[hl]|"
    r"\?(?:7|25|1000|1003|1004|1006|1015|1016|1049|2004|2026|2048)[hl]|\?(?:2026|2048)\$p)|\x1b\]22;[a-z-]{1,20}\x07"
)
NEVER = re.compile(r"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def test_hostile_text_cannot_reach_the_terminal(server: Any, maya: Any) -> None:
    corpus = [text for _, text in poison.POISON if text.encode("utf-8", "ignore").decode() == text]
    assert len(corpus) >= 350
    messages = [""]
    for text in corpus:
        piece = text[:300]
        if len(messages[-1]) + len(piece) > 3_500:
            messages.append("")
        messages[-1] += piece + " "
    with real.Terminal(maya) as desk:
        desk.sees("● live")
        names = ["Eve\x1b]0;owned\x07\x1b[2J", "\x9b31mEve\u202e2", "Eve\r\n3\x1bP1$qm\x1b\\"]
        for start, name in zip(range(0, len(messages), 3), names, strict=False):
            with real.Customer(server, name, "en\x1b[5m") as eve:
                eve.ask_for_a_person("\x1b]52;c;cm0=\x07I want to talk to a human please\x1b[?1049l")
                for message in messages[start : start + 3]:
                    eve.say(message + "the end")
                desk.sees("a takes ○")
                desk.type("a")
                desk.sees("you took over")
                for key in ("\x1b[5~", "\x1b[5~", "\x1b[6~"):
                    desk.type(key)
                desk.type(ESC)
                desk.sees("? keys")

        def asked() -> bool:
            # A letter that comes at once after ESC is alt and a letter: the Desk does not act on it: typed anew.
            desk.type("q")
            with contextlib.suppress(AssertionError):
                desk.sees("Sign off ─", seconds=1)
            return "Sign off ─" in desk.text

        real.until(asked, "the list of what is open before one goes")
        desk.type("\t")
        desk.sees("y signs off")
        desk.type("y")
        assert desk.ended() == 0
        written = desk.raw.decode()
        left = OURS.sub("", written)
        assert NEVER.findall(left) == []
        assert "\x1b" not in left


def test_an_error_of_the_desk_itself(server: Any, maya: Any, tmp_path: Path) -> None:
    """No words of a customer in what is printed or logged, the terminal as it was, what was typed kept."""
    trigger = tmp_path / "now"
    code = (
        "import os, sys\n"
        "from console.desk.tui import app\n"
        "before = app.DeskApp._poll_theme\n"
        "def broken(self):\n"
        "    words_of_the_customer = 'card 4111-1111'\n"
        f"    if os.path.exists({str(trigger)!r}): raise ValueError(words_of_the_customer)\n"
        "    before(self)\n"
        "app.DeskApp._poll_theme = broken\n"
        "from console.cli import main\n"
        "sys.exit(main([]))\n"
    )
    with real.Customer(server, "Fay") as fay:
        fay.ask_for_a_person()
        assert maya.run("take", "Fay").code == 0
        with real.Terminal(maya, "-c", code) as desk:
            desk.sees("● live", "Fay")
            desk.type("1")
            desk.sees("you took over", "Enter sends")
            desk.type("a reply that is not lost")
            desk.sees("a reply that is not lost")
            assert termios.tcgetattr(desk.child.fileno())[3] & COOKED == 0
            trigger.touch()
            assert desk.ended() == 1
            end = desk.raw.decode().rpartition("\x1b[?1049l")[2]
            told = " ".join(end.split())
            assert "error of its own (ValueError)" in told
            assert "warmline.log" in end.replace("\r\n", "")
            assert "4111" not in desk.raw.decode()
            assert "Traceback" not in desk.raw.decode()
            for off in (b"\x1b[?1049l", b"\x1b[?1000l", b"\x1b[?2004l", b"\x1b[?25h"):
                assert off in desk.raw
            assert termios.tcgetattr(desk.child.fileno())[3] & COOKED == COOKED
        log = (maya.folder / "state" / "warmline.log").read_text()
        assert '"error":"ValueError"' in log
        assert "4111" not in log
        assert "not lost" not in log
        with real.Terminal(maya) as desk:
            desk.sees("● live", "Fay")
            desk.type("1")
            desk.sees("you took over", "┃a reply that is not lost")


def test_told_to_end_it_leaves_the_terminal_as_it_was(maya: Any) -> None:
    with real.Terminal(maya) as desk:
        desk.sees("● live", "? keys")
        os.kill(desk.child.pid, signal.SIGTERM)
        assert desk.ended() == 128 + signal.SIGTERM
        assert b"\x1b[?1049l" in desk.raw
        assert termios.tcgetattr(desk.child.fileno())[3] & COOKED == COOKED
        assert b"Traceback" not in desk.raw


@pytest.mark.parametrize(
    ("env", "told"),
    [
        ({"TERM": "dumb"}, "TERM is empty or dumb"),
        ({"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, "LC_ALL=C.UTF-8"),
    ],
)
def test_a_terminal_that_cannot_show_a_screen(maya: Any, env: dict[str, str], told: str) -> None:
    with real.Terminal(maya, env=env) as desk:
        assert desk.ended() == 2
        shown = " ".join(desk.raw.decode().split())
        assert told in shown
        assert "warmline --plain" in shown
        assert "\x1b" not in shown


def test_without_colours(maya: Any) -> None:
    with real.Terminal(maya, env={"NO_COLOR": "1"}) as desk:
        desk.sees("● live", "? keys")
        styles = set(re.findall(r"\x1b\[([0-9;]*)m", desk.raw.decode()))
        coloured = {style for style in styles if re.search(r"(?:^|;)(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:;|$)", style)}
        assert coloured == set()


def test_the_plain_desk_in_a_terminal_without_utf8(server: Any, maya: Any) -> None:
    with real.Customer(server, "Łucja") as customer:
        customer.ask_for_a_person()
        env = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "TERM": "dumb"}
        with real.Terminal(maya, "--plain", env=env) as desk:
            desk.sees("Signed in to", "?ucja")
            # Chats of the tests before may still be hers: then it asks once more.
            desk.type("/quit\n/quit\n")
            assert desk.ended() == 0
