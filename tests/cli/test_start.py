"""What a start imports, and how words that can't be used are answered."""

import subprocess
import sys
from typing import Any

import pytest

real: Any = sys.modules["real_program"]
HEAVY = ("textual", "rich", "httpx", "keyring", "websockets", "sqlite3", "starlette", "uvicorn", "console.backend")


def imported(home: Any, code: str) -> set[str]:
    script = f"import sys\n{code}\nsys.stderr.write('\\n' + '\\n'.join(sys.modules))"
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, env=home.env, timeout=30, check=True)
    return {name for name in ran.stderr.decode().splitlines() if name.startswith(HEAVY)}


def test_the_version_and_the_help_import_nothing_heavy(home: Any) -> None:
    assert imported(home, "from console.cli import main; assert main(['--version']) == 0") == set()
    help_code = "from console.cli import main\ntry: main(['--help'])\nexcept SystemExit as end: assert end.code == 0"
    assert imported(home, help_code) == set()


def test_the_desk_starts_without_what_it_does_not_need_at_once(home: Any) -> None:
    found = imported(home, "import console.cli.desk, console.desk.tui.app")
    assert {name for name in found if not name.startswith(("textual", "rich"))} == set()
    assert "textual.app" in found
    # The reply box is made behind the first frame.
    assert "textual.widgets._text_area" not in found


LATER = (
    "argparse",
    "zoneinfo",
    "prometheus_client",
    "cryptography",
    "argon2",
    "console.simulate",
    "console.backend",
    "console.desk.tui.screens.floor",
    "console.desk.tui.screens.dialogs.base",
    "console.desk.tui.widgets.floor",
    "console.desk.work.floor",
    "console.cli.parser",
    "console.cli.login",
    "console.cli.plain",
    "console.desk.session.inflating",
    "pydantic",
    "tree_sitter",
)
"""Not for the first frame of an agent's Desk."""


def test_the_first_frame_waits_for_nothing_that_it_does_not_show(home: Any) -> None:
    code = (
        "import asyncio, sys\n"
        "import console.cli.dispatch, console.cli.desk, console.cli.prepared, console.cli.early\n"
        "from console.desk.adapters.native import NativeBackend, NativeOptions\n"
        "from console.desk.tui.app import DeskApp\n"
        "async def start():\n"
        "    backend = NativeBackend(NativeOptions(server='ws://127.0.0.1:9', user='maya'))\n"
        "    async def later(): return None\n"
        "    backend.start = later\n"
        "    async with DeskApp(backend).run_test(size=(120, 40)) as pilot:\n"
        "        await pilot.pause()\n"
        "        sys.stderr.write('\\n' + '\\n'.join(sys.modules) + '\\nframe\\n')\n"
        "asyncio.run(start())"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, env=home.env, timeout=60, check=True)
    names = ran.stderr.decode().partition("\nframe\n")[0].splitlines()
    assert "console.desk.tui.screens.desk" in names
    unwanted = tuple(name for name in HEAVY if name not in ("textual", "rich")) + LATER
    assert [name for name in names if f"{name}.".startswith(tuple(f"{first}." for first in unwanted))] == []


def test_what_websockets_hardly_uses_is_there_once_it_is_asked_for(home: Any) -> None:
    code = """
from console.desk.session.dialing import load
load()
assert not {"email", "zipfile", "http.client", "wcwidth"} & set(sys.modules)
import importlib.metadata
import urllib.request as request
from importlib.metadata import version
assert version("websockets") == importlib.metadata.version("websockets")
assert request.getproxies() is not None and "http.client" in sys.modules
"""
    assert "websockets.asyncio.client" in imported(home, code)


def test_what_textual_imports_for_the_palette_is_there_once_it_is_asked_for(home: Any) -> None:
    code = """
from console.cli.desk import preload
preload()
names = {"_input", "_option_list", "_tree", "_select", "_placeholder"}
names = {f"textual.widgets.{name}" for name in names}
assert not names & set(sys.modules)
import textual.app
from console.desk.tui.app import DeskApp
from textual.types import NoSelection
from textual.widgets import Input, Tree
from textual.widgets._select import NoSelection as real
assert NoSelection is real and issubclass(Input, textual.widget.Widget)
assert not DeskApp.ENABLE_COMMAND_PALETTE and not textual.app.CommandPalette.is_open(None)
from textual.command import Matcher
assert Matcher("a").match("a") > 0
assert names <= set(sys.modules)
"""
    assert "textual.app" in imported(home, code)


def test_the_outline_is_painted_with_what_a_bare_interpreter_has(home: Any) -> None:
    code = "from console.cli import skeleton, early, desk_words, main; skeleton.raise_for([]); early.begin([])"
    script = f"import sys\nbefore = set(sys.modules)\n{code}\nprint(*sorted(set(sys.modules) - before))"
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, env=home.env, timeout=30, check=True)
    found = [name for name in ran.stdout.decode().split() if not name.startswith("console.cli")]
    assert found == ["console"]


def test_the_version(home: Any) -> None:
    for word in ("--version", "-V"):
        ran = home.run(word)
        assert (ran.code, ran.err) == (0, "")
        assert ran.out.startswith("warmline ")


def test_the_help_names_the_plain_desk_first_and_every_exit_code(home: Any) -> None:
    ran = home.run("--help")
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()
    first = " ".join(lines[1:4])
    assert "warmline --plain" in first
    for code in ("0 done", "1 refused", "2 wrong words", "3 no backend", "4 signed out", "5 the store", "130"):
        assert code in " ".join(ran.out.split())
    for command in ("login", "demo", "serve", "hand-back"):
        assert f"\n  {command}" in ran.out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("dance",), "no command `dance`"),
        (("--server", "ws://127.0.0.1:1", "queue"), "warmline queue OPTIONS"),
        (("queue", "--colour"), "--colour"),
        (("resolve", "#1", "--disposition", "magic"), "magic"),
        (("demo", "--seed", "x"), "--seed"),
        (("serve", "--port", "99999"), "0 to 65535"),
        (("queue", "--config", "/nonexistent/warmline.toml"), "/nonexistent/warmline.toml"),
        (("queue", "--server", "ws://desk.example.com"), "use wss://"),
        (("queue", "--server", "ftp://desk.example.com"), "begins with wss://"),
        (("login", "wss://maya:pw@desk.example.com"), "begins with wss://"),
    ],
)
def test_words_that_cannot_be_used(home: Any, words: tuple[str, ...], told: str) -> None:
    ran = home.run(*words)
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err
    assert "Traceback" not in ran.err
    assert "maya:pw" not in ran.err


def test_a_slip_in_the_settings_names_key_and_line(home: Any) -> None:
    path = home.folder / "config" / "warmline.toml"
    path.write_text('[console]\n\nsevrer = "wss://desk.example.com"\n')
    for command in ("queue", "serve", "login"):
        ran = home.run(command)
        assert (ran.code, ran.out) == (2, "")
        assert f"{path}, line 3: `console.sevrer`" in ran.err or f"{path}, line 3: `sevrer`" in ran.err
        assert "did you mean" in ran.err
    path.write_text('[console]\nserver = "wss://desk.example.com\n')
    ran = home.run("queue")
    assert ran.code == 2
    assert f"{path}, line 2" in ran.err


def test_a_misspelled_variable_is_told_and_breaks_nothing(home: Any) -> None:
    ran = home.run("queue", "--server", "ws://127.0.0.1:9", env={"WARMLINE_SERVRE": "x"})
    assert ran.code == 4
    assert "WARMLINE_SERVRE" in ran.err


def test_no_screen_no_desk(home: Any) -> None:
    for words in ((), ("demo",)):
        ran = home.run(*words, env={"WARMLINE_SERVER": "ws://127.0.0.1:9"})
        assert (ran.code, ran.out) == (2, "")
        assert "warmline --plain" in ran.err


def test_a_folder_that_others_may_write_to(home: Any) -> None:
    (home.folder / "state").chmod(0o770)
    ran = home.run("login", "ws://127.0.0.1:9", "--user", "maya", "--password-stdin", input="x\n")
    assert ran.code == 3
    ran = home.run("serve", "--data", str(home.folder / "state"))
    assert (ran.code, ran.out) == (2, "")
    assert f"chmod 700 {home.folder / 'state'}" in ran.err


def test_an_error_of_our_own_is_one_sentence_and_names_the_log(home: Any) -> None:
    code = (
        "from console.cli import dispatch, talk\n"
        "def broken(command, options):\n    said = 'my card number is 4111'\n    raise ValueError(said)\n"
        "talk.run = broken\n"
        "sys.exit(dispatch.run(['queue']))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", f"import sys\n{code}"], capture_output=True, env=home.env, timeout=30, check=False
    )
    told = ran.stderr.decode()
    assert ran.returncode == 1
    assert "ValueError" in told
    assert "4111" not in told
    assert "Traceback" not in told
    log = home.folder / "state" / "warmline.log"
    assert str(log) in told
    assert '"error":"ValueError"' in log.read_text()
    assert "4111" not in log.read_text()
    assert log.stat().st_mode & 0o077 == 0
