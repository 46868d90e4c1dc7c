"""Keeps the refresh token of a sign-in: in the operating system's keyring, else in memory with a sentence saying so.

Never in a file of ours, an argument or the environment. The keyring is asked on a thread of its own with a time
limit, because a locked one may never answer.
"""

import threading
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Final, Protocol, TypeVar

from console.core.text.messages import t

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

TIME_LIMIT: Final = 3.0
ALLOWED: Final = frozenset(
    {
        "keyring.backends.macOS.Keyring",
        "keyring.backends.Windows.WinVaultKeyring",
        "keyring.backends.SecretService.Keyring",
        "keyring.backends.kwallet.DBusKeyring",
        "keyring.backends.kwallet.DBusKeyringKWallet4",
        "keyring.backends.libsecret.Keyring",
    }
)
"""Keyrings that encrypt what they hold; all others, known or not, are refused."""

_ABSENT: Final = frozenset({"keyring.backends.fail.Keyring"})
_NAME_WIDTH: Final = 80

Result = TypeVar("Result")


class SecretStore(Protocol):
    """Where secrets are, by server and user. Calls block for the time limit at most: off the event loop, please."""

    @property
    def notice(self) -> str:
        """The sentence to show when secrets end with the program; empty while they are kept."""

    def get(self, server: str, user: str) -> str | None:
        """The secret, or `None`."""

    def set(self, server: str, user: str, secret: str) -> bool:
        """Keep it; whether it will outlive this program."""

    def delete(self, server: str, user: str) -> None:
        """Forget it, wherever it is."""


class MemoryStore:
    """Keeps secrets until the program ends."""

    def __init__(self, notice: str) -> None:
        self._notice = notice
        self._secrets: dict[tuple[str, str], str] = {}

    @property
    def notice(self) -> str:
        """Why nothing better is there."""
        return self._notice

    def get(self, server: str, user: str) -> str | None:
        """The secret, or `None`."""
        return self._secrets.get((server, user))

    def set(self, server: str, user: str, secret: str) -> bool:
        """Keep it for this program's life."""
        self._secrets[server, user] = secret
        return False

    def delete(self, server: str, user: str) -> None:
        """Forget it."""
        self._secrets.pop((server, user), None)


class KeyringStore:
    """Keeps secrets in the system's keyring; from its first failure on, new ones stay in memory."""

    def __init__(self, backend: "KeyringBackend", time_limit: float = TIME_LIMIT) -> None:
        self._backend = backend
        self._time_limit = time_limit
        self._memory = MemoryStore("")
        self._failure = ""

    @property
    def notice(self) -> str:
        """Why secrets end with the program; empty while the keyring works."""
        return self._failure

    def get(self, server: str, user: str) -> str | None:
        """The secret of this program's life if there is one, else the keyring's."""
        held = self._memory.get(server, user)
        if held is not None:
            return held
        return self._ask(lambda: self._backend.get_password(_service(server), user))

    def set(self, server: str, user: str, secret: str) -> bool:
        """Keep it in the keyring; in memory if that fails."""
        if self._ask(lambda: self._put(server, user, secret)):
            self._memory.delete(server, user)
            return True
        return self._memory.set(server, user, secret)

    def delete(self, server: str, user: str) -> None:
        """Forget it in the keyring and in memory."""
        self._memory.delete(server, user)
        self._ask(lambda: self._remove(server, user))

    def _put(self, server: str, user: str, secret: str) -> bool:
        self._backend.set_password(_service(server), user, secret)
        # Some keyrings accept and forget: only what can be read back is kept.
        return self._backend.get_password(_service(server), user) == secret

    def _remove(self, server: str, user: str) -> None:
        if self._backend.get_password(_service(server), user) is not None:
            self._backend.delete_password(_service(server), user)

    def _ask(self, question: Callable[[], Result]) -> Result | None:
        if self._failure:
            return None
        try:
            return _within(self._time_limit, question)
        except TimeoutError:
            self._failure = t("secrets.hung", seconds=f"{self._time_limit:g}")
        except Exception as problem:  # a keyring may raise anything, and its words may hold the secret
            self._failure = t("secrets.failed", name=type(problem).__name__[:_NAME_WIDTH])
        return None


def open_store(*, allowed: Collection[str] = ALLOWED, time_limit: float = TIME_LIMIT) -> SecretStore:
    """The best place there is; never raises and never takes longer than the time limit.

    `allowed` are the full names of the keyring classes that are trusted.
    """
    try:
        backend = _within(time_limit, lambda: _detect(allowed))
    except TimeoutError:
        return MemoryStore(t("secrets.hung", seconds=f"{time_limit:g}"))
    except Exception as problem:  # detection runs foreign code: a plug-in, D-Bus
        return MemoryStore(t("secrets.failed", name=type(problem).__name__[:_NAME_WIDTH]))
    name = _class_name(backend)
    if name in allowed:
        return KeyringStore(backend, time_limit)
    if name in _ABSENT:
        return MemoryStore(t("secrets.none"))
    return MemoryStore(t("secrets.refused", name=name[:_NAME_WIDTH]))


def _detect(allowed: Collection[str]) -> "KeyringBackend":
    import keyring
    from keyring.core import init_backend

    # The user's own configuration of the keyring library goes before this filter, hence the check afterwards.
    init_backend(limit=lambda backend: _class_name(backend) in allowed)
    return keyring.get_keyring()


def _class_name(backend: object) -> str:
    return f"{type(backend).__module__}.{type(backend).__qualname__}"


def _service(server: str) -> str:
    return f"warmline:{server}"


def _within(seconds: float, question: Callable[[], Result]) -> Result:
    """The answer, if it comes in time.

    A daemon thread, not an executor: executors are waited for at exit, and a hung keyring would hang the program.

    Raises:
        TimeoutError: when it does not.
    """
    answers: list[Result] = []
    problems: list[BaseException] = []

    def ask() -> None:
        try:
            answers.append(question())
        except BaseException as problem:
            problems.append(problem)

    thread = threading.Thread(target=ask, name="warmline-keyring", daemon=True)
    thread.start()
    thread.join(seconds)
    if problems:
        raise problems[0]
    if not answers:
        raise TimeoutError
    return answers[0]
