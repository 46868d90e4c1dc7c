"""`warmline --plain` and `warmline demo` as processes: a scripted desk does the whole job, line by line."""

import contextlib
import signal
import sys
import threading
import urllib.request
from typing import Any

import pytest

real: Any = sys.modules["real_program"]


class Plain:
    """A plain desk whose output is read as it comes."""

    def __init__(self, process: Any) -> None:
        self.process = process
        self.out = ""
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        while data := self.process.stdout.read1(4096):
            self.out += data.decode()

    def type(self, line: str, then: str) -> None:
        """A line, and what it is answered with."""
        before = len(self.out)
        self.process.stdin.write(line.encode() + b"\n")
        self.process.stdin.flush()
        self.sees(then, before)

    def sees(self, text: str, since: int = 0) -> None:
        try:
            real.until(lambda: text in self.out[since:] or self.process.poll() is not None, "such answer")
        finally:
            assert text in self.out[since:], f"no {text!r} in {self.out}"


@pytest.fixture
def plain(desk: Any) -> Any:
    process = desk.begin("--plain")
    yield Plain(process)
    process.kill()
    process.communicate()


def test_the_whole_job(server: Any, plain: Any) -> None:
    plain.sees("Signed in to")
    with real.Customer(server, "Inês Prado", "pt") as ana:
        ana.ask_for_a_person("quero falar com uma pessoa, por favor")
        real.until(lambda: plain.type("", "> ") or "* New: " in plain.out, "news of the queue")
        plain.type("hello?", "No conversation is open")
        plain.type("/take inês", "Inês (pt)> ")
        assert "quero falar com uma pessoa" in plain.out
        plain.type("Olá Inês, sou a Maya.", "Done.")
        ana.hears("Olá Inês, sou a Maya.")
        ana.say("obrigada \x1b[31mvermelho")
        real.until(lambda: plain.type("", "> ") or "obrigada" in plain.out, "the customer's answer")
        assert "\x1b" not in plain.out
        plain.type("/note she is kind", "Done.")
        plain.type("/paint", "There is no command /paint")
        plain.type("/done magic", "Use one of these")
        plain.type("/quit", "Still yours: Inês Prado, for two minutes")
        plain.type("/to sara", "Sara: not here now.")
        plain.type("/snooze", "Answer before you put the chat away.")
        plain.type("De nada!", "Done.")
        plain.type("/snooze yesterday", "Until when? /snooze 45m")
        plain.type("/snooze 45m", "Inês Prado is put away until ")
        plain.type("/open inês", "Inês (pt)> ")
        plain.type("Até logo!", "Done.")
        plain.type("/help", "Anything else is said to the customer")
        plain.type("/done solved", "Done.")
        ana.until(lambda frame: frame["t"] == "status" and frame["state"] == "resolved")
        assert ana.items("agent") == ["Olá Inês, sou a Maya.", "De nada!", "Até logo!"]
    plain.process.stdin.write(b"/quit\n")
    plain.process.stdin.flush()
    assert plain.process.wait(20) == 0


def test_a_reply_to_a_chat_that_somebody_else_took_is_not_sent_and_not_lost(server: Any, plain: Any) -> None:
    plain.sees("Signed in to")
    with real.Customer(server, "Bo", "sv") as bo, real.Agent(server, "sara") as sara:
        bo.ask_for_a_person()
        real.until(lambda: plain.type("", "> ") or "Bo" in plain.out, "Bo in the queue")
        plain.type("/take Bo", "Bo (sv)> ")
        row = sara.row(lambda row: row["name"] == "Bo" and row["state"] == "human", "Bo's conversation")
        assert sara.command(row, "take", force=True)["status"] == "ok"
        plain.type("are you there?", "Sara")
        real.until(lambda: plain.type("", "> ") or "Sara took Bo from you" in plain.out, "the news")
        plain.type("still me?", "Sara")
        assert bo.items("agent") == []


def test_interrupted_in_the_middle_of_a_line_it_ends_at_once(desk: Any) -> None:
    process = desk.begin("--plain")
    shown = Plain(process)
    shown.sees("Signed in to")
    process.stdin.write(b"half a li")
    process.stdin.flush()
    process.send_signal(signal.SIGINT)
    assert process.wait(20) == 130
    out, err = process.stderr.read(), b""
    assert b"Traceback" not in out + err
    assert b"Fatal Python error" not in out + err


def test_signed_out_meanwhile_says_so_and_gives_the_text_back(server: Any, tmp_path: Any) -> None:
    home = real.Home(tmp_path / "home", ring=False)
    server.home.run("user", "add", "pia", "--password-stdin", input=real.PASSWORD + "\n")
    process = home.begin("--plain", "--server", server.url, "--user", "pia", "--password-stdin")
    process.stdin.write(real.PASSWORD.encode() + b"\n")
    process.stdin.flush()
    shown = Plain(process)
    shown.sees("Signed in to")
    assert server.home.run("user", "disable", "pia").code == 0

    def keeps_typing() -> bool:
        with contextlib.suppress(BrokenPipeError):
            process.stdin.write(b"my long text\n")
            process.stdin.flush()
        return process.poll() is not None

    real.until(keeps_typing, "end of the desk")
    assert process.wait(20) == 4
    assert b"signed out: run `warmline login`" in process.stderr.read()
    assert "Your text was: my long text" in shown.out


def test_without_a_sign_in_or_a_server(server: Any, home: Any) -> None:
    assert home.run("--plain").code == 2
    ran = home.run("--plain", "--server", server.url, "--user", "maya")
    assert (ran.code, ran.out) == (4, "")
    wrong = home.run("--plain", "--server", server.url, "--user", "maya", "--password-stdin", input="wrong\n/quit\n")
    assert (wrong.code, wrong.out) == (4, "")


def test_the_demo_without_a_screen(home: Any) -> None:
    ran = home.run("demo", "--headless", "--seconds", "3", "--pace", "0", "--seed", "7")
    assert ran.code == 0, ran
    (report,) = ran.json
    assert report["customers"] >= 8
    assert report["conversations"] >= 5
    assert report["doubled"] == 0
    assert report["shown"] == report["stored"]
    assert "be a customer yourself at http://127.0.0.1:" in ran.err


def test_the_demo_in_lines(home: Any) -> None:
    process = home.begin("demo", "--plain", "--pace", "0", "--seed", "3")
    shown = Plain(process)
    try:
        shown.sees("Signed in to")
        real.until(lambda: shown.type("/queue", "> ") or "#" in shown.out, "somebody who waits")
        shown.type("/take", ")> ")
        shown.type("Hello, this is Maya.", "Done.")
        shown.type("/queue", "> ")
    finally:
        process.stdin.write(b"/quit\n")
        process.stdin.close()
        assert process.wait(30) == 0
    told = process.stderr.read().decode()
    chat = next(word for word in told.split() if word.startswith("http://127.0.0.1:"))
    # The backend has ended with the desk.
    with pytest.raises(OSError):
        urllib.request.urlopen(chat, timeout=5)
