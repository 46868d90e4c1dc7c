"""`login`, `logout` and `user` as processes: where the secret goes, and where it never goes."""

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

real: Any = sys.modules["real_program"]


def passwords(home: Any, *words: str, password: str = "", env: dict[str, str] | None = None) -> Any:
    return home.run(*words, "--password-stdin", input=(password or real.PASSWORD) + "\n", env=env)


def files(folder: Path) -> str:
    return "\n".join(
        path.read_bytes().decode("utf-8", "replace")
        for path in folder.rglob("*")
        if path.is_file() and path.name != "ring.json"
    )


def test_signed_in_once_then_no_password_and_signed_out_for_good(server: Any, tmp_path: Path) -> None:
    home = real.Home(tmp_path / "home")
    ran = passwords(home, "login", server.url.upper().replace("HTTP", "http"), "--user", "maya")
    assert (ran.code, ran.out) == (0, "")
    assert f"Signed in to {server.ws} as maya" in ran.err
    kept = home.ring_file.read_text()
    token = real.secrets_in(kept)[0]
    # However the address is typed, it is the same sign-in; and each use replaces the kept token.
    assert home.run("queue", "--server", server.ws + "/").code == 0
    assert home.run("queue").code == 0
    assert token not in home.ring_file.read_text()
    assert real.secrets_in(files(home.folder)) == []

    stolen = home.ring_file.read_text()
    out = home.run("logout")
    assert (out.code, out.out) == (0, "")
    assert home.ring_file.read_text() == "{}"
    after = home.run("queue", "--server", server.url, "--user", "maya")
    assert (after.code, after.out) == (4, "")
    assert "run `warmline login`" in after.err
    home.ring_file.write_text(stolen)
    old = home.run("queue", "--server", server.url, "--user", "maya")
    assert (old.code, old.out) == (4, "")
    assert "run `warmline login`" in old.err
    assert home.run("logout", server.url, "--user", "nobody").code == 0


def test_logout_while_the_backend_is_away_still_forgets_here(server: Any, tmp_path: Path) -> None:
    home = real.Home(tmp_path / "home")
    home.ring_file.write_text('{"warmline:ws://127.0.0.1:9 maya": "some-token"}')
    ran = home.run("logout", "ws://127.0.0.1:9", "--user", "maya")
    assert ran.code == 3
    assert "Signed out on this machine" in ran.err
    assert home.ring_file.read_text() == "{}"


def test_scripts_of_one_account_take_turns(desk: Any) -> None:
    running = [desk.begin("queue", "--json") for _ in range(3)]
    assert [process.wait(60) for process in running] == [0, 0, 0]
    for process in running:
        process.communicate()
    assert desk.run("queue").code == 0


def test_without_a_keyring_the_sign_in_lasts_for_one_run(server: Any, home: Any) -> None:
    ran = passwords(home, "login", server.url, "--user", "maya")
    assert (ran.code, ran.out) == (0, "")
    assert "no keyring that Warmline trusts" in ran.err
    assert "each time" in ran.err
    assert real.secrets_in(files(home.folder)) == []
    silent = home.run("queue")
    assert (silent.code, silent.out) == (4, "")
    # The account of the last sign-in is remembered, its secret is not; and nothing is left open on the backend.
    assert passwords(home, "queue", "--json").code == 0
    assert real.secrets_in(files(home.folder)) == []


@pytest.mark.parametrize(
    ("env", "words"),
    [
        ({"PYTHON_KEYRING_BACKEND": "test_ring.Plaintext"}, "does not protect secrets"),
        ({"PYTHON_KEYRING_BACKEND": "test_ring.Keyring", "RING_HANGS": "30"}, "did not answer within"),
        ({"PYTHON_KEYRING_BACKEND": "nothing.Here"}, "memory only"),
    ],
    ids=["untrusted", "hung", "broken"],
)
def test_a_keyring_that_is_no_place_for_secrets(server: Any, home: Any, env: dict[str, str], words: str) -> None:
    ran = passwords(home, "login", server.url, "--user", "maya", env=env)
    assert (ran.code, ran.out) == (0, "")
    assert words in ran.err
    assert not home.ring_file.exists()
    assert real.secrets_in(files(home.folder)) == []


def test_the_wrong_password_and_nobody(server: Any, home: Any) -> None:
    wrong = passwords(home, "login", server.url, "--user", "maya", password="not this one")
    assert (wrong.code, wrong.out) == (4, "")
    assert "do not belong together" in wrong.err
    nobody = passwords(home, "login", server.url)
    assert (nobody.code, nobody.out) == (2, "")
    assert "--user NAME" in nobody.err
    silent = home.run("login", server.url, "--user", "maya")
    assert (silent.code, silent.out) == (2, "")
    assert "--password-stdin" in silent.err
    nowhere = home.run("queue")
    assert (nowhere.code, nowhere.out) == (2, "")
    assert "warmline demo" in nowhere.err


def test_no_secret_in_arguments_or_environments(server: Any, tmp_path: Path) -> None:
    """A demo has the most children; its tokens go through a pipe."""
    home = real.Home(tmp_path / "home", ring=False)
    demo = home.begin("demo", "--plain", "--pace", "0")
    try:
        seen = b""
        while b"Signed in" not in seen:
            line = demo.stdout.readline()
            assert line, demo.stderr.read()
            seen += line
        family = [demo.pid, *children(demo.pid)]
        assert len(family) >= 2
        for pid in family:
            for name in ("cmdline", "environ"):
                shown = Path(f"/proc/{pid}/{name}").read_text("utf-8", "replace")
                assert real.secrets_in(shown.replace("\0", "\n")) == []
    finally:
        out, err = demo.communicate(b"/quit\n", timeout=30)
    assert demo.returncode == 0
    assert real.secrets_in((seen + out + err).decode()) == []


def children(pid: int) -> list[int]:
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        with suppress(FileNotFoundError):  # A thread that has ended meanwhile has none.
            for child in (task / "children").read_text().split():
                found += [int(child), *children(int(child))]
    return found


def test_the_server_logs_no_secret(server: Any, desk: Any) -> None:
    assert desk.run("queue").code == 0
    log = server.log_path.read_text()
    assert "Warmline serves at" in log
    assert real.secrets_in(log) == []


def test_accounts_beside_the_running_backend(server: Any) -> None:
    home = server.home
    added = passwords(home, "user", "add", "lena", "--name", "Lena", "--json")
    assert added.code == 0
    assert [(user["login"], user["role"], user["disabled"]) for user in added.json] == [("lena", "agent", False)]
    twice = passwords(home, "user", "add", "lena", "--json")
    assert (twice.code, twice.out) == (1, "")
    assert "already a user" in twice.err
    short = passwords(home, "user", "add", "kim", password="short")
    assert short.code in (1, 2)
    assert "at least" in short.err

    skills = (
        "--langs",
        "en, es,en",
        "--level",
        "3",
        "--team",
        " payment  en ",
        "--topics",
        "dispute",
        "--name",
        "Lena B",
    )
    edited = home.run("user", "edit", "lena", *skills, "--json").json[0]
    assert (edited["langs"], edited["level"], edited["team"]) == (["en", "es"], 3, "payment en")
    assert (edited["topics"], edited["name"], edited["role"]) == (["dispute"], "Lena B", "agent")
    assert "lena                 agent        Lena B L3 en,es payment en\n" in home.run("user", "list").out
    assert home.run("user", "edit", "lena", "--langs", "", "--json").json[0]["langs"] == []
    for wrong, said in (
        ((), "Say what"),
        (("--langs", "Englisch!"), "not a language"),
        (("--topics", "A b"), "not a topic"),
    ):
        refused = home.run("user", "edit", "lena", *wrong)
        assert (refused.code > 0, said in refused.err) == (True, True)

    assert home.run("user", "disable", "lena", "--json").json[0]["disabled"] is True
    listed = home.run("user", "list", "--json")
    shown = {user["login"]: user["disabled"] for user in listed.json}
    assert {login: shown[login] for login in ("maya", "sara", "lena")} == {"maya": False, "sara": False, "lena": True}
    assert "(disabled)" in home.run("user", "list").out
    other = real.Home(home.folder / "other", ring=False)
    refused = passwords(other, "login", server.url, "--user", "lena")
    assert (refused.code, refused.out) == (4, "")
    assert home.run("user", "enable", "lena").code == 0
    assert passwords(home, "user", "passwd", "lena", password="another long password").code == 0
    assert passwords(other, "login", server.url, "--user", "lena").code == 4
    assert passwords(other, "login", server.url, "--user", "lena", password="another long password").code == 0

    missing = home.run("user", "disable", "nobody")
    assert (missing.code, missing.out) == (1, "")
    assert "no user `nobody`" in missing.err
    assert home.run("user", "disable").code == 2
    assert home.run("user", "paint", "lena").code == 2
    assert home.run("user", "passwd", "lena").code == 2


def test_a_disabled_account_is_out_at_once(server: Any) -> None:
    home = server.home
    passwords(home, "user", "add", "omar")
    with real.Agent(server, "omar") as agent:
        assert home.run("user", "disable", "omar").code == 0
        closed = real.until(lambda: ended(agent), "end of the disabled account's socket")
        assert closed in (4401, 4501)


def ended(agent: Any) -> int:
    try:
        agent.connection.recv(timeout=0.05)
    except TimeoutError:
        return 0
    except Exception:
        return int(agent.connection.close_code or 0)
    return 0


def test_files_of_the_desk_are_for_its_user_alone(desk: Any) -> None:
    for path in (desk.folder / "state").rglob("*"):
        assert os.stat(path).st_mode & 0o077 == 0, path
