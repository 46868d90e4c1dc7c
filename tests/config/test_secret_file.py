"""The encrypted file of a sign-in: only its passphrase opens it, nothing of it can be read or changed unnoticed."""

import functools
import json
import os
import stat
from pathlib import Path

import pytest

from console.config import secret_file
from console.config.secret_file import SecretFile
from console.errors import ConfigError, DeniedError

SERVER, USER = "wss://desk.example", "lena"
PHRASE = "a horse that is correct"


@pytest.fixture(autouse=True)
def cheap(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The least that a file may ask for, except where the price itself is looked at."""
    if "full_price" not in request.fixturenames:
        monkeypatch.setattr(secret_file, "Kdf", functools.partial(secret_file.Kdf, memory=8 * 1024, time=1, lanes=1))


@pytest.fixture
def full_price() -> None:
    """What the program asks for by itself."""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("WARMLINE_STATE_DIR", str(tmp_path / "state"))
    return tmp_path


def written(secret: str = "the refresh token") -> Path:
    assert SecretFile.create(SERVER, USER, PHRASE).set(SERVER, USER, secret)
    return secret_file.path_of(SERVER, USER)


@pytest.mark.usefixtures("full_price")
def test_what_was_kept_comes_back_under_its_passphrase_only() -> None:
    path = written()
    kdf = json.loads(path.read_bytes())["kdf"]
    assert (kdf["memory"], kdf["time"]) >= (64 * 1024, 3)
    assert secret_file.kept(SERVER, USER)
    assert SecretFile.unlock(SERVER, USER, PHRASE).get(SERVER, USER) == "the refresh token"
    with pytest.raises(DeniedError, match="passphrase"):
        SecretFile.unlock(SERVER, USER, PHRASE + "!")
    assert b"the refresh token" not in path.read_bytes()
    assert PHRASE.encode() not in path.read_bytes()
    assert "lena" not in path.name
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_rotated_token_takes_its_place_and_is_seen_by_another_program() -> None:
    written()
    one, other = SecretFile.unlock(SERVER, USER, PHRASE), SecretFile.unlock(SERVER, USER, PHRASE)
    assert one.set(SERVER, USER, "the next one")
    assert other.get(SERVER, USER) == "the next one"
    assert [path.name for path in secret_file.path_of(SERVER, USER).parent.iterdir()] == [
        secret_file.path_of(SERVER, USER).name
    ]


@pytest.mark.parametrize("field", ["nonce", "sealed"])
def test_a_changed_file_does_not_open(field: str) -> None:
    path = written()
    data = json.loads(path.read_bytes())
    data[field] = ("B" if data[field][0] != "B" else "C") + data[field][1:]
    path.write_text(json.dumps(data))
    with pytest.raises(DeniedError):
        SecretFile.unlock(SERVER, USER, PHRASE)


def test_the_file_of_another_account_does_not_pass_for_this_one() -> None:
    written().rename(secret_file.path_of(SERVER, "maya"))
    with pytest.raises(DeniedError):
        SecretFile.unlock(SERVER, "maya", PHRASE)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[]",
        b"x" * 70_000,
        b'{"version":2}',
        b'{"version":1,"kdf":{"salt":"","memory":99999999}}',
    ],
)
def test_what_is_no_such_file_is_refused_with_a_sentence(content: bytes) -> None:
    path = written()
    path.write_bytes(content)
    with pytest.raises(ConfigError):
        SecretFile.unlock(SERVER, USER, PHRASE)


def test_a_bad_salt_is_refused() -> None:
    path = written()
    data = json.loads(path.read_bytes())
    data["kdf"]["salt"] = "!"
    path.write_text(json.dumps(data))
    with pytest.raises(ConfigError):
        SecretFile.unlock(SERVER, USER, PHRASE)


def test_a_short_passphrase_is_refused() -> None:
    with pytest.raises(ConfigError, match="12"):
        SecretFile.create(SERVER, USER, "too short")


def test_forgetting_needs_no_passphrase() -> None:
    written()
    secret_file.forget(SERVER, USER)
    assert not secret_file.kept(SERVER, USER)
    with pytest.raises(ConfigError, match="login"):
        SecretFile.unlock(SERVER, USER, PHRASE)


def test_what_cannot_be_written_is_kept_for_this_program_and_said(home: Path) -> None:
    written()
    store = SecretFile.unlock(SERVER, USER, PHRASE)
    folder = secret_file.path_of(SERVER, USER).parent
    moved = folder.rename(home / "moved")
    folder.write_text("in the way")
    assert not store.set(SERVER, USER, "the next one")
    assert store.get(SERVER, USER) == "the next one"
    assert "memory" in store.notice
    folder.unlink()
    moved.rename(folder)
    assert store.set(SERVER, USER, "the one after")
    assert store.notice == ""
    assert SecretFile.unlock(SERVER, USER, PHRASE).get(SERVER, USER) == "the one after"


def test_it_knows_no_other_account() -> None:
    written()
    store = SecretFile.unlock(SERVER, USER, PHRASE)
    assert store.get(SERVER, "maya") is None
    assert not store.set(SERVER, "maya", "x")
    store.delete(SERVER, "maya")
    assert store.get(SERVER, USER) == "the refresh token"
