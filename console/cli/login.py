"""`warmline login` and `logout`: the sign-in goes to the keyring or an encrypted file, or is said not to be kept."""

import argparse
import contextlib
import sys

from console.cli.account import Account, account_of, remember, settings_of
from console.cli.keeping import to_keep_in, unlocked
from console.cli.terminal import ask, read_password
from console.config import secret_file
from console.config.settings import Settings
from console.core.text.messages import t
from console.errors import DeniedError, Exit, UsageError, WarmlineError


def add_options(command: str, parser: argparse.ArgumentParser) -> None:
    """The options of both."""
    parser.add_argument("server", nargs="?", help=t("cli.login.server_help"))
    parser.add_argument("--user", help=t("cli.option.user"))
    parser.add_argument("--config", help=t("cli.option.config"))
    if command == "login":
        parser.add_argument("--password-stdin", action="store_true", help=t("cli.option.password_stdin"))
    parser.add_argument("--passphrase-stdin", action="store_true", help=t("cli.option.passphrase_stdin"))


def run(command: str, options: argparse.Namespace) -> int:
    """Sign in or out."""
    if command == "logout":
        return _logout(settings_of(options), options.passphrase_stdin)
    return _login(options)


def _login(options: argparse.Namespace) -> int:
    from console.desk.adapters.signin import sign_in

    asks = sys.stdin.isatty() and not options.password_stdin
    if asks and not options.server and not settings_of(options).console.server:
        options.server = ask(t("cli.login.server")) or None
    settings = settings_of(options)
    account = account_of(settings)
    user = options.user or (ask(t("cli.login.user")) if asks else account.user)
    if not user:
        raise UsageError(t("cli.connect.no_user"), code="no_user")
    password = read_password(options.password_stdin, t("cli.login.password", user=user, server=account.server))
    refresh = sign_in(account.server, user, password).refresh
    try:
        secrets = to_keep_in(settings.console.secrets, account.server, user, from_stdin=options.passphrase_stdin)
    except WarmlineError:
        _sign_out_again(account.server, refresh)
        raise
    kept = secrets.set(account.server, user, refresh)
    remember(Account(account.server, user))
    if kept:
        sys.stderr.write(t("cli.login.done", server=account.server, user=user) + "\n")
        return Exit.OK
    _sign_out_again(account.server, refresh)
    sys.stderr.write(t("cli.login.right", server=account.server, user=user) + "\n")
    sys.stderr.write(secrets.notice + "\n")
    return Exit.OK


def _sign_out_again(server: str, refresh: str) -> None:
    """A sign-in that is not kept anywhere is of no use to anybody but a thief."""
    from console.desk.adapters.signin import sign_out

    with contextlib.suppress(WarmlineError):
        sign_out(server, refresh)


def _logout(settings: Settings, passphrase_stdin: bool) -> int:
    from console.desk.adapters.signin import sign_out

    account = account_of(settings)
    try:
        secrets = unlocked(settings.console.secrets, account.server, account.user, from_stdin=passphrase_stdin)
    except DeniedError:
        # A forgotten passphrase must not keep anybody signed in on this machine.
        secret_file.forget(account.server, account.user)
        remember(None)
        sys.stderr.write(t("cli.logout.here_only", server=account.server) + "\n")
        raise
    refresh = secrets.get(account.server, account.user)
    # Here first: a backend that does not answer must not do so either.
    secrets.delete(account.server, account.user)
    remember(None)
    if not refresh:
        sys.stderr.write(t("cli.logout.nothing") + "\n")
        return Exit.OK
    try:
        sign_out(account.server, refresh)
    except WarmlineError as error:
        sys.stderr.write(t("cli.logout.here_only", server=account.server) + "\n")
        raise error
    sys.stderr.write(t("cli.logout.done", server=account.server) + "\n")
    return Exit.OK
