"""The commands for scripts, as processes, against a real server: standard output is data, exit codes are as written."""

import json
import secrets
import subprocess
import sys
from typing import Any

import pytest

real: Any = sys.modules["real_program"]


@pytest.fixture
def ana(server: Any) -> Any:
    """A customer who waits for a person."""
    with real.Customer(server, f"Ana {secrets.token_hex(3)}", "pt") as customer:
        customer.ask_for_a_person()
        yield customer


def number(desk: Any, name: str) -> str:
    rows = [row for row in desk.run("queue", "--json").json if row["name"] == name]
    return f"#{rows[-1]['no']}"


def test_a_conversation_from_the_queue_to_its_end(desk: Any, ana: Any) -> None:
    queue = desk.run("queue", "--json")
    assert queue.code == 0
    rows = [row for row in queue.json if row["name"] == ana.name]
    assert [(row["state"], row["reason"], row["asked"]) for row in rows] == [("queued", "asked", True)]
    which = f"#{rows[0]['no']}"

    plain = desk.run("queue")
    assert plain.code == 0
    assert which in plain.out
    assert ana.name in plain.out

    early = desk.run("say", which, "too early", "--json")
    assert early.code == 1
    assert early.json[0]["status"] == "refused"
    assert early.json[0]["code"]
    assert early.err.startswith("warmline: ")

    took = desk.run("take", which, "--json")
    assert took.code == 0
    assert [(line["status"], line["no"]) for line in took.json] == [("sent", rows[0]["no"])]
    said = desk.run("say", which, "Olá, sou a Maya — ajudo já.")
    assert (said.code, said.out) == (0, "")
    assert "done" in said.err
    ana.hears("Olá, sou a Maya — ajudo já.")

    piped = desk.run("say", which, "-", input="line one\nline two\n")
    assert piped.code == 0
    ana.hears("line one\nline two")
    assert desk.run("note", which, "a note for staff", "--json").json[0]["status"] == "sent"

    shown = desk.run("show", which, "--json").json
    assert len(shown) == 1
    assert set(shown[0]) == {"row", "card", "turns", "customer"}
    texts = [turn.get("text", "") for turn in shown[0]["turns"]]
    assert "a note for staff" in texts
    assert "line one\nline two" in texts
    told = desk.run("show", which)
    assert told.code == 0
    assert "a note for staff" in told.out
    assert "    line two" in told.out

    done = desk.run("resolve", which, "--disposition", "solved", "--json")
    assert [line["status"] for line in done.json] == ["sent"]
    ana.until(lambda frame: frame["t"] == "status" and frame["state"] == "resolved", "resolved")
    assert ana.items("agent") == ["Olá, sou a Maya — ajudo já.", "line one\nline two"]
    assert "a note for staff" not in json.dumps(ana.frames)


def test_hand_back_gives_it_to_the_bot(desk: Any, server: Any) -> None:
    with real.Customer(server, "Britta", "sv") as customer:
        customer.ask_for_a_person()
        which = number(desk, "Britta")
        assert desk.run("take", which).code == 0
        early = desk.run("hand-back", which)
        assert (early.code, early.out) == (1, "")
        assert "Write to the customer first" in early.err
        assert desk.run("say", which, "the bot knows").code == 0
        ran = desk.run("hand-back", which, "--article", "refund-time", "--json")
        assert ran.code == 0, ran
        assert ran.json[0]["status"] == "sent"
        customer.until(lambda frame: frame["t"] == "status" and frame["state"] == "bot", "bot again")
        rows = [row for row in desk.run("queue", "--all", "--json").json if row["name"] == "Britta"]
        assert [row["state"] for row in rows] == ["bot"]


def test_tail_follows_a_conversation_and_the_queue(desk: Any, server: Any, ana: Any) -> None:
    which = number(desk, ana.name)
    ended = desk.run("tail", "--seconds", "0.3", "--json")
    assert ended.code == 0
    assert ana.name in {row["name"] for row in ended.json}
    follower = desk.begin("tail", which, "--json")
    try:
        turn = json.loads(follower.stdout.readline())
        assert turn["text"] == "I want to talk to a human please"
        ana.say("are you there?")
        texts = []
        while "are you there?" not in texts:
            line = follower.stdout.readline()
            assert line, follower.stderr.read()
            texts.append(json.loads(line).get("text"))
    finally:
        follower.terminate()
        follower.communicate()


def test_a_supervisor_takes_by_force_and_an_agent_may_not(server: Any, desk: Any, ana: Any) -> None:
    words = ("--server", server.url, "--user", "sara", "--password-stdin")
    which = number(desk, ana.name)
    assert server.home.run("take", which, *words, input=real.PASSWORD + "\n").code == 0
    refused = desk.run("take", which, "--force", "--json")
    assert refused.code in (1, 4)
    assert refused.json[0]["status"] == "refused"
    assert desk.run("take", which).code == 1


def test_the_first_line_is_the_password_and_the_rest_is_the_text(server: Any, desk: Any, ana: Any, home: Any) -> None:
    which = number(desk, ana.name)
    words = ("--server", server.url, "--user", "maya", "--password-stdin")
    assert home.run("take", which, *words, input=real.PASSWORD + "\n").code == 0
    assert home.run("say", which, *words, input=real.PASSWORD + "\nhello from a pipe\n").code == 0
    ana.hears("hello from a pipe")
    assert ana.items("agent") == ["hello from a pipe"]


@pytest.mark.parametrize("command", ["show", "take", "say"])
def test_a_conversation_that_is_not_there(desk: Any, command: str) -> None:
    words = ("text",) if command == "say" else ()
    ran = desk.run(command, "#99999", *words, "--json")
    assert (ran.code, ran.out) == (1, "")
    assert "warmline queue --all" in ran.err


def test_nothing_to_say(desk: Any, ana: Any) -> None:
    ran = desk.run("say", ana.name, input=" \n")
    assert (ran.code, ran.out) == (2, "")
    assert "nothing to say" in ran.err


def test_input_that_is_not_utf8_is_not_guessed(desk: Any, ana: Any) -> None:
    ran = desk.run("say", ana.name, "-", input=b"caf\xe9\n")
    assert (ran.code, ran.out) == (2, "")
    assert "not UTF-8" in ran.err


def test_the_reader_of_our_output_has_gone(desk: Any, server: Any, ana: Any) -> None:
    with real.Customer(server, "Zoe") as other:
        other.ask_for_a_person()
        script = 'set -o pipefail; "$@" queue --json | head -c 10; echo " ${PIPESTATUS[0]}" >&2'
        ran = subprocess.run(
            ["bash", "-c", script, "x", sys.executable, "-m", "console"],
            capture_output=True, env=desk.env, timeout=30, check=False,
        )  # fmt: skip
        assert len(ran.stdout) == 10
        assert b"Traceback" not in ran.stderr
        assert b"Exception ignored" not in ran.stderr
        assert ran.stderr.split()[-1] in (b"0", b"1")


def test_pipes_are_utf8_whatever_the_locale(desk: Any, server: Any) -> None:
    with real.Customer(server, "Łukasz Żółć") as customer:
        customer.ask_for_a_person()
        for words in (("queue", "--json"), ("queue",)):
            ran = desk.run(*words, env={"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"})
            assert ran.code == 0, ran
            assert "Łukasz Żółć" in ran.out
