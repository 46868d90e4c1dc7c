"""`secrets = "file"`: a sign-in kept under a passphrase, on a machine without a keyring."""

import sys
from pathlib import Path
from typing import Any

import pytest

real: Any = sys.modules["real_program"]
PHRASE = "a horse that is correct"


@pytest.fixture
def kept(home: Any) -> Any:
    (home.folder / "config" / "warmline.toml").write_text('[console]\nsecrets = "file"\n')
    return home


def sealed(home: Any) -> list[Path]:
    return list((home.folder / "state" / "secrets").glob("*.sealed"))


def login(home: Any, server: Any, phrase: str = PHRASE) -> Any:
    words = ("login", server.url, "--user", "maya", "--password-stdin", "--passphrase-stdin")
    return home.run(*words, input=f"{real.PASSWORD}\n{phrase}\n")


def test_signed_in_once_then_the_passphrase_is_enough(server: Any, kept: Any) -> None:
    ran = login(kept, server)
    assert ran.code == 0, ran
    first = sealed(kept)[0].read_bytes()
    again = kept.run("queue", "--passphrase-stdin", input=PHRASE + "\n")
    assert again.code == 0, again
    # The token rotates with each use, and the file with it.
    assert sealed(kept)[0].read_bytes() != first
    assert real.secrets_in(sealed(kept)[0].read_text()) == []
    wrong = kept.run("queue", "--passphrase-stdin", input="not the passphrase\n")
    assert (wrong.code, wrong.out) == (4, "")
    assert "does not open" in wrong.err
    nobody = kept.run("queue")
    assert nobody.code == 4
    assert "--passphrase-stdin" in nobody.err

    out = kept.run("logout", "--passphrase-stdin", input=PHRASE + "\n")
    assert out.code == 0, out
    assert sealed(kept) == []


def test_a_short_passphrase_keeps_nothing(server: Any, kept: Any) -> None:
    ran = login(kept, server, "short")
    assert ran.code != 0
    assert "12 characters" in ran.err
    assert sealed(kept) == []


def test_a_forgotten_passphrase_does_not_keep_anybody_signed_in_here(server: Any, kept: Any) -> None:
    assert login(kept, server).code == 0
    ran = kept.run("logout", "--passphrase-stdin", input="forgotten, I fear\n")
    assert ran.code == 4
    assert "Signed out on this machine" in ran.err
    assert sealed(kept) == []


def test_without_a_kept_sign_in_it_says_how_to_keep_one(server: Any, kept: Any) -> None:
    words = ("--plain", "--server", server.url, "--user", "maya", "--password-stdin")
    ran = kept.run(*words, input=real.PASSWORD + "\nquit\n")
    assert ran.code == 0, ran
    assert "warmline login" in ran.err
