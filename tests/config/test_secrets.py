import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import keyring.core
import pytest
from keyring.backend import KeyringBackend

from console.config import secrets
from console.config.secrets import MemoryStore, SecretStore, open_store

SERVER, USER = "wss://desk.example", "lena"


class Vault(KeyringBackend):
    """A keyring that works, for these tests only: the allow-list names it by injection."""

    priority = 20.0  # type: ignore[assignment]
    kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


class Hanging(Vault):
    """Waits for a person who never comes."""

    priority = 21.0  # type: ignore[assignment]
    released = threading.Event()

    def get_password(self, service: str, username: str) -> str | None:
        self.released.wait()
        return None

    set_password = delete_password = get_password  # type: ignore[assignment]


class Refusing(Vault):
    priority = 22.0  # type: ignore[assignment]

    def set_password(self, service: str, username: str, password: str) -> None:
        raise RuntimeError(f"cannot keep {password}")


class Forgetting(Vault):
    priority = 23.0  # type: ignore[assignment]

    def set_password(self, service: str, username: str, password: str) -> None:
        pass


class Unknown(Vault):
    priority = 99.0  # type: ignore[assignment]


def opened(*backends: type[KeyringBackend], time_limit: float = 3.0) -> SecretStore:
    return open_store(allowed={f"{b.__module__}.{b.__qualname__}" for b in backends}, time_limit=time_limit)


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.delenv("PYTHON_KEYRING_BACKEND", raising=False)
    monkeypatch.setattr(keyring.core, "_keyring_backend", None)
    Vault.kept.clear()
    Hanging.released.clear()
    yield
    Hanging.released.set()


def test_a_trusted_keyring_keeps_secrets_by_server_and_user() -> None:
    store = opened(Vault)
    assert store.notice == ""
    assert store.get(SERVER, USER) is None
    assert store.set(SERVER, USER, "token-1")
    assert store.set(SERVER, "maya", "token-2")
    assert store.set("wss://other", USER, "token-3")
    again = opened(Vault)
    assert again.get(SERVER, USER) == "token-1"
    again.delete(SERVER, USER)
    again.delete(SERVER, USER)
    assert again.get(SERVER, USER) is None
    assert sorted(Vault.kept.values()) == ["token-2", "token-3"]
    assert store.notice == again.notice == ""


def test_a_keyring_that_is_not_on_the_list_is_passed_over_for_one_that_is() -> None:
    store = opened(Vault)
    assert store.set(SERVER, USER, "x")
    assert Vault.kept
    assert Unknown.priority > Vault.priority  # the library would have chosen it


def test_where_there_is_no_keyring_memory_serves_and_a_plain_sentence_says_so() -> None:
    store = open_store(allowed=())
    assert isinstance(store, MemoryStore)
    assert store.notice.startswith("This machine has no keyring")
    assert "memory only" in store.notice
    assert not store.set(SERVER, USER, "token")
    assert store.get(SERVER, USER) == "token"
    store.delete(SERVER, USER)
    assert store.get(SERVER, USER) is None


@pytest.mark.parametrize("name", ["keyring.backends.null.Keyring", f"{__name__}.Unknown"])
def test_a_keyring_that_protects_nothing_is_refused_though_the_user_configured_it(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, __name__, sys.modules[Unknown.__module__])
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", name)
    store = opened(Vault)
    assert isinstance(store, MemoryStore)
    assert "does not protect secrets" in store.notice
    store.set(SERVER, USER, "token")
    assert not Vault.kept


def test_the_librarys_own_failing_keyring_counts_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    assert opened(Vault).notice.startswith("This machine has no keyring")


def test_a_broken_configuration_of_the_library_is_no_crash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "no.such.Keyring")
    store = opened(Vault)
    assert "refused (ModuleNotFoundError)" in store.notice
    assert not store.set(SERVER, USER, "token")


def test_a_hung_keyring_blocks_for_the_limit_once_and_then_no_more() -> None:
    store = opened(Hanging, time_limit=0.05)
    assert store.get(SERVER, USER) is None
    assert "did not answer within 0.05 seconds" in store.notice
    began = time.monotonic()
    for _ in range(50):
        assert not store.set(SERVER, USER, "token")
        assert store.get(SERVER, USER) == "token"
    store.delete(SERVER, USER)
    assert time.monotonic() - began < 1


def test_a_detection_that_hangs_ends_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyring.core, "init_backend", lambda limit: Hanging.released.wait())
    assert "did not answer" in opened(Vault, time_limit=0.05).notice


def test_a_keyring_that_refuses_falls_to_memory_and_the_secret_is_in_no_sentence() -> None:
    store = opened(Refusing)
    assert not store.set(SERVER, USER, "s3cr3t")
    assert store.get(SERVER, USER) == "s3cr3t"
    assert store.notice.startswith("The keyring refused (RuntimeError)")
    assert "s3cr3t" not in store.notice + repr(store) + str(vars(store)["_backend"])


def test_a_keyring_that_accepts_and_forgets_is_noticed() -> None:
    store = opened(Forgetting)
    assert not store.set(SERVER, USER, "token")
    assert store.get(SERVER, USER) == "token"


def test_a_hung_keyring_does_not_keep_the_program_from_ending() -> None:
    script = (
        "import threading\n"
        "from console.config import secrets\n"
        "try: secrets._within(0.05, threading.Event().wait)\n"
        "except TimeoutError: print('gave up')\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=20, check=True)
    assert done.stdout == "gave up\n"


def test_only_keyrings_of_operating_systems_are_on_the_list() -> None:
    assert {name.split(".")[2] for name in secrets.ALLOWED} == {
        "macOS",
        "Windows",
        "SecretService",
        "kwallet",
        "libsecret",
    }


def test_settings_themes_and_secrets_import_nothing_heavy() -> None:
    script = (
        "import sys\n"
        "import console.config.paths, console.config.load, console.config.themes, console.config.secrets\n"
        "from console.config import reference\n"
        "heavy = {'keyring', 'textual', 'rich', 'platformdirs', 'tomllib', 'difflib', 'asyncio', 'httpx'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=20, check=True)
    assert done.stdout == "[]\n"
