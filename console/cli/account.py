"""Who signs in where, and with what: from options and settings to tokens. Nothing of a live backend is imported: the
process beside a starting Desk has use for this alone.
"""

import contextlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from console.cli.desk_words import DeskWords
from console.config import paths
from console.config.load import Loaded, load
from console.config.secrets import MemoryStore, SecretStore
from console.config.settings import Settings
from console.core.text.messages import t
from console.desk.session.address import parse
from console.errors import ConfigError, DeniedError, UsageError, WarmlineError

if TYPE_CHECKING:
    import argparse

LAST_FILE: Final = "last-login.json"


class Account(msgspec.Struct, frozen=True):
    """Where to sign in, and as whom."""

    server: str
    user: str


def settings_of(options: "argparse.Namespace | DeskWords") -> Settings:
    """All settings, with these options on top."""
    given = {
        "console.server": options.server,
        "console.user": options.user,
        "console.theme": getattr(options, "theme", None),
        "console.slow_link": "always" if getattr(options, "slow_link", False) else None,
    }
    path = Path(options.config) if options.config else None
    loaded = load(path, options=given)
    tell_warnings(loaded)
    return loaded.settings


def tell_warnings(loaded: Loaded) -> None:
    """What looks like a slip in the settings, on standard error."""
    for warning in loaded.warnings:
        sys.stderr.write(warning + "\n")


def account_of(settings: Settings) -> Account:
    """The account that is meant: named, or the one of the last sign-in.

    Raises:
        ConfigError: no server is known, or its address can't be used.
    """
    last = last_account()
    server = settings.console.server or (last.server if last else "")
    if not server:
        raise ConfigError(t("cli.connect.no_server"), code="no_server")
    # However it was typed, it is filed under one name.
    server = parse(server).name
    user = settings.console.user or (last.user if last and last.server == server else "")
    return Account(server, user)


def last_account() -> Account | None:
    """The account of the last sign-in on this machine."""
    try:
        return msgspec.json.decode(paths.read_bytes(paths.directory("state") / LAST_FILE, 4096), type=Account)
    except (OSError, msgspec.DecodeError, ConfigError):
        return None


def remember(account: Account | None) -> None:
    """Keep (or forget) which account was last; never a secret."""
    file = paths.ensure("state") / LAST_FILE
    try:
        if account is None:
            file.unlink(missing_ok=True)
            return
        paths.replace_private(file, msgspec.json.encode(account))
    except OSError as problem:
        raise ConfigError(t("cli.connect.not_kept", file=file, detail=problem.strerror), code="not_kept") from None


class SignIn(msgspec.Struct, frozen=True):
    """A way in: the account, and the tokens or where they are kept."""

    account: Account
    secrets: SecretStore
    refresh: str
    access: str = ""
    """A token that was made just now, for the first connection."""
    access_ends: int = 0
    passing: bool = False
    """Made for this one run: it is signed out at the end."""
    slow_link: str = "auto"
    """Whether the backend is asked to compress what it sends, as the setting has it."""


def sign_in_of(
    settings: Settings,
    *,
    password_stdin: bool = False,
    passphrase_stdin: bool = False,
    secrets: SecretStore | None = None,
) -> SignIn:
    """The kept sign-in of the account that is meant, or a new one with a password that is asked for now. Blocking.

    `secrets` is the place where it would be, if that has been found out already.

    Raises:
        DeniedError: not signed in and nobody to ask, or the password or passphrase is wrong.
    """
    account = account_of(settings)
    if secrets is None:
        from console.cli.keeping import unlocked

        secrets = unlocked(settings.console.secrets, account.server, account.user, from_stdin=passphrase_stdin)
    kept = secrets.get(account.server, account.user) if account.user else None
    if kept:
        return SignIn(account, secrets, kept, slow_link=settings.console.slow_link)
    if not password_stdin and not sys.stdin.isatty():
        raise DeniedError(t("cli.connect.signed_out", server=account.server), code="signed_out")
    if password_stdin and not account.user:
        raise UsageError(t("cli.connect.no_user"), code="no_user")
    from console.cli.terminal import ask, ask_secret, first_line
    from console.desk.adapters.signin import sign_in

    user = account.user or ask(t("cli.login.user"))
    prompt = t("cli.login.password", user=user, server=account.server)
    password = first_line() if password_stdin else ask_secret(prompt)
    tokens = sign_in(account.server, user, password)
    way = SignIn(
        Account(account.server, user),
        MemoryStore(secrets.notice),
        tokens.refresh,
        passing=True,
        slow_link=settings.console.slow_link,
    )
    way.secrets.set(account.server, user, tokens.refresh)
    return msgspec.structs.replace(way, access=tokens.access, access_ends=tokens.access_ends)


def renewed(way: SignIn) -> SignIn:
    """The same way in with a fresh access token; other programs of this account wait for their turn. Blocking.

    Raises:
        DeniedError: the kept sign-in is not accepted any more.
        UnreachableError: nobody answers, or not a Warmline backend.
    """
    if way.access:
        return way
    from console.desk.adapters.signin import renew

    server, user = way.account.server, way.account.user
    tokens = renew(
        server,
        user,
        load=lambda: way.secrets.get(server, user),
        save=lambda token: way.secrets.set(server, user, token),
        state=paths.ensure("state"),
    )
    return msgspec.structs.replace(way, refresh=tokens.refresh, access=tokens.access, access_ends=tokens.access_ends)


def end_sign_in(way: SignIn) -> None:
    """Sign out what was signed in for this run only; the backend forgets it by itself if it can't be told."""
    if not way.passing:
        return
    from console.desk.adapters.signin import sign_out

    with contextlib.suppress(WarmlineError):
        sign_out(way.account.server, way.secrets.get(way.account.server, way.account.user) or way.refresh)
