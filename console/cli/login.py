"""`warmline login` and `logout`: the sign-in goes to the system's keyring, or is said not to be kept."""

import argparse
import contextlib
import sys

from console.cli.connection import Account, account_of, remember, settings_of
from console.cli.terminal import ask, read_password
from console.config.secrets import open_store
from console.core.text.messages import t
from console.errors import Exit, UsageError, WarmlineError


def add_options(command: str, parser: argparse.ArgumentParser) -> None:
    """The options of both."""
    parser.add_argument("server", nargs="?", help=t("cli.login.server_help"))
    parser.add_argument("--user", help=t("cli.option.user"))
    parser.add_argument("--config", help=t("cli.option.config"))
    if command == "login":
        parser.add_argument("--password-stdin", action="store_true", help=t("cli.option.password_stdin"))


def run(command: str, options: argparse.Namespace) -> int:
    """Sign in or out."""
    if command == "logout":
        return _logout(account_of(settings_of(options)))
    return _login(options)


def _login(options: argparse.Namespace) -> int:
    from console.desk.adapters.signin import sign_in, sign_out

    asks = sys.stdin.isatty() and not options.password_stdin
    if asks and not options.server and not settings_of(options).console.server:
        options.server = ask(t("cli.login.server")) or None
    account = account_of(settings_of(options))
    user = options.user or (ask(t("cli.login.user")) if asks else account.user)
    if not user:
        raise UsageError(t("cli.connect.no_user"), code="no_user")
    password = read_password(options.password_stdin, t("cli.login.password", user=user, server=account.server))
    refresh = sign_in(account.server, user, password).refresh
    secrets = open_store()
    kept = secrets.set(account.server, user, refresh)
    remember(Account(account.server, user))
    if kept:
        sys.stderr.write(t("cli.login.done", server=account.server, user=user) + "\n")
        return Exit.OK
    with contextlib.suppress(WarmlineError):
        sign_out(account.server, refresh)
    sys.stderr.write(t("cli.login.right", server=account.server, user=user) + "\n")
    sys.stderr.write(secrets.notice + "\n")
    return Exit.OK


def _logout(account: Account) -> int:
    from console.desk.adapters.signin import sign_out

    secrets = open_store()
    refresh = secrets.get(account.server, account.user)
    # Here first: a backend that does not answer must not keep anybody signed in on this machine.
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
