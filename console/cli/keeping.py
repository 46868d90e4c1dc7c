"""Where a sign-in is kept on this machine, and asking for the passphrase where that is a file."""

import sys
from typing import Final, Literal

from console.cli.terminal import ask_secret, first_line
from console.config import secret_file
from console.config.secret_file import SecretFile
from console.config.secrets import MemoryStore, SecretStore, open_store
from console.core.text.messages import t
from console.errors import DeniedError, UsageError

TRIES: Final = 3
Place = Literal["keyring", "file"]


def unlocked(place: Place, server: str, user: str, *, from_stdin: bool = False) -> SecretStore:
    """The store of this account's sign-in; a file that is there is unlocked. Blocking.

    Raises:
        DeniedError: the passphrase is wrong, or there is nobody to ask for it.
        ConfigError: the file is none of ours.
    """
    if place == "keyring":
        return open_store()
    if not secret_file.kept(server, user):
        return MemoryStore(t("secrets.not_yet"))
    if from_stdin:
        return SecretFile.unlock(server, user, first_line())
    if not sys.stdin.isatty():
        raise DeniedError(t("secrets.locked"), code="locked")
    for _ in range(TRIES - 1):
        try:
            return SecretFile.unlock(server, user, ask_secret(t("cli.passphrase")))
        except DeniedError as problem:
            sys.stderr.write(f"{problem}\n")
    return SecretFile.unlock(server, user, ask_secret(t("cli.passphrase")))


def to_keep_in(place: Place, server: str, user: str, *, from_stdin: bool = False) -> SecretStore:
    """The store that a new sign-in goes to; for a file a passphrase is chosen. Blocking.

    Raises:
        UsageError: nobody to ask, or the two passphrases were not the same.
        ConfigError: it is too short, or there is no place for the file.
    """
    if place == "keyring":
        return open_store()
    if from_stdin:
        return SecretFile.create(server, user, first_line())
    if not sys.stdin.isatty():
        raise UsageError(t("secrets.locked"), code="locked")
    passphrase = ask_secret(t("cli.new_passphrase", least=secret_file.LEAST))
    if ask_secret(t("cli.user.again")) != passphrase:
        raise UsageError(t("cli.user.differ"), code="input")
    return SecretFile.create(server, user, passphrase)
