"""The guards on a real pseudo-terminal: bytes as terminals send them, the screen as a terminal shows it."""

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pexpect
import pyte
import pytest

pytestmark = pytest.mark.pty
PROGRAM = Path(__file__).with_name("pty_desk.py")
PATIENCE = 30.0


class Terminal:
    """A child on a pseudo-terminal, and what its screen shows."""

    def __init__(self, script: str, report: Path, size: tuple[int, int] = (80, 24)) -> None:
        environ = {k: v for k, v in os.environ.items() if not k.startswith(("TEXTUAL", "COLOR", "NO_COLOR"))}
        environ |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
        self.report = report
        self.screen = pyte.Screen(*size)
        self.stream = pyte.ByteStream(self.screen)
        self.child = pexpect.spawn(
            sys.executable, [str(PROGRAM), script, str(report)], env=environ, dimensions=size[::-1], timeout=PATIENCE
        )
        self.child.delaybeforesend = None

    def read(self, wait: float = 0.05) -> None:
        try:
            self.stream.feed(self.child.read_nonblocking(65536, wait))
        except (pexpect.TIMEOUT, pexpect.EOF):
            return

    def rest(self, seconds: float = 0.5) -> None:
        """Longer than any guard lasts."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.read()

    @property
    def text(self) -> str:
        return "\n".join(self.screen.display)

    def until(self, what: Callable[[str], bool] | str) -> str:
        """Read on until the screen shows it."""
        end = time.monotonic() + PATIENCE
        shows = (lambda text: what in text) if isinstance(what, str) else what
        while not shows(self.text):
            assert time.monotonic() < end, f"never saw {what!r} in\n{self.text}"
            self.read()
        return self.text

    def send(self, data: str | bytes) -> None:
        self.child.send(data)

    def leaves(self) -> Any:
        """Sign off; what the program reports."""
        self.send("\x1b")
        self.until(lambda text: "Esc list" not in text and "typing goes on" not in text)
        self.rest()
        self.send("q")
        self.until("Sign off ─")
        self.send("\t")
        self.until("y signs off")
        self.send("y")
        end = time.monotonic() + PATIENCE
        while self.child.isalive() and time.monotonic() < end:
            self.read()
        return json.loads(self.report.read_text(encoding="utf-8"))


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Callable[..., Terminal]]:
    begun: list[Terminal] = []

    def begin(script: str = "plain", **options: Any) -> Terminal:
        begun.append(Terminal(script, tmp_path / "report.json", **options))
        return begun[-1]

    yield begin
    for one in begun:
        one.child.close(force=True)


def test_esc_cr_never_sends(terminal: Callable[..., Terminal]) -> None:
    at = terminal()
    at.until("Waiting 12")
    at.send("a")
    at.until("To Ana Ruiz")
    at.send("one")
    at.until("one")
    at.send("\x1b\r")
    at.send("two")
    at.until("two")
    at.send("\x1b")
    at.send("\r")
    at.send("three")
    at.until("three")
    report = at.leaves()
    assert report["said"]["w00"] == []
    assert report["drafts"]["w00/reply"] == "one\ntwo\nthree"


def test_a_lost_claim_never_turns_letters_into_commands(terminal: Callable[..., Terminal]) -> None:
    at = terminal("lost")
    at.until("Waiting 12")
    at.send("a")
    at.until("taking over…")
    text = "tabenq1 e b f z u o"
    for letter in text:
        at.send(letter)
        at.read(0.08)
    at.until("cannot send")
    assert "Lena took Ana" in at.text
    at.send(" qt!")
    at.until("qt!")
    at.send("\r")
    report = at.leaves()
    assert report["drafts"]["w00/reply"] == f"{text} qt!"
    assert report["owners"]["w00"] == "lena"
    assert [conv for conv, who in report["owners"].items() if who == "maya"] == ["kim", "omar"]
    assert report["said"]["w00"] == []


# On a busy machine the first Enter may come when its moment is over; test_desk_guards has the rule without a clock.
@pytest.mark.campaign
def test_a_second_enter_is_needed_when_the_chat_has_just_changed(terminal: Callable[..., Terminal]) -> None:
    at = terminal()
    at.until("Waiting 12")
    at.send("1hello\r")
    at.until("Enter again sends")
    at.rest(1.0)
    at.send("\r")
    at.until("✓✓")
    report = at.leaves()
    assert report["said"]["kim"][1:] == ["hello"]


def test_an_unbracketed_burst_is_a_paste(terminal: Callable[..., Terminal]) -> None:
    at = terminal()
    at.until("Waiting 12")
    at.send("a")
    at.until("Enter sends")
    burst = "a first line that no hand types at once\ra second one\r"
    at.send(burst)
    at.until("a second one")
    at.send("\x1b")
    at.until(lambda text: "Esc list" not in text)
    at.rest()
    at.send(burst)
    at.until("pasted into your draft")
    at.send("r")
    at.until("Esc list")
    report = at.leaves()
    assert report["said"]["w00"] == []
    assert report["drafts"]["w00/reply"] == burst.replace("\r", "\n") * 2
    assert [conv for conv, who in report["owners"].items() if who == "maya"] == ["w00", "kim", "omar"]


def test_an_offer_leaves_the_letters_alone_and_enter_too(terminal: Callable[..., Terminal]) -> None:
    at = terminal("offer")
    at.until("Waiting 12")
    at.send("1")
    at.until("To Kim Lee")
    for letter in "hello":
        at.send(letter)
        at.read(0.05)
    at.until("offer: Jo Brand")
    at.send(" aDpt")
    at.until("hello aDpt")
    assert "To Kim Lee" in at.text
    at.send("\x07")
    at.rest(0.1)
    at.send("a")
    at.until("To Jo Brand")
    report = at.leaves()
    assert report["owners"]["w01"] == "maya"
    assert report["drafts"]["kim/reply"] == "hello aDpt"
    assert report["said"]["w01"] == []


@pytest.mark.parametrize("size", [(120, 40), (60, 20), (20, 5)])
def test_it_starts_and_ends_at_any_size(terminal: Callable[..., Terminal], size: tuple[int, int]) -> None:
    at = terminal(size=size)
    at.until("Waiting 12" if size[0] > 20 else "20")
    at.send("q")
    at.rest()
    at.send("\t")
    at.rest()
    at.send("y")
    at.child.expect(pexpect.EOF)
    at.child.close()
    assert at.child.exitstatus == 0
