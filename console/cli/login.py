"""`warmline login` and `logout`: the sign-in goes to the system's keyring, or is said to be in memory only."""

import argparse
import sys

from console.cli.connection import Account, account_of, remember, settings_of
from console.cli.user import read_password
from console.config.secrets import open_store
from console.core.text.messages import t
from console.errors import Exit


def add_options(command: str, parser: argparse.ArgumentParser) -> None:
    """The options of both."""
    parser.add_argument("server", nargs="?", help=t("cli.login.server_help"))
    parser.add_argument("--user", help=t("cli.option.user"))
    parser.add_argument("--config", help=t("cli.option.config"))
    if command == "login":
        parser.add_argument("--password-stdin", action="store_true", help=t("cli.option.password_stdin"))


def run(command: str, options: argparse.Namespace) -> int:
    """Sign in or out."""
    settings = settings_of(options)
    return _logout(account_of(settings)) if command == "logout" else _login(options)


def _login(options: argparse.Namespace) -> int:
    from console.desk.adapters.signin import sign_in

    if not options.server and sys.stdin.isatty() and not settings_of(options).console.server:
        options.server = input(t("cli.login.server") + ": ").strip() or None
    account = account_of(settings_of(options))
    user = options.user or (input(t("cli.login.user") + ": ").strip() if sys.stdin.isatty() else account.user)
    prompt = t("cli.login.password", user=user, server=account.server)
    password = read_password(options.password_stdin, prompt)
    refresh = sign_in(account.server, user, password).refresh
    secrets = open_store()
    kept = secrets.set(account.server, user, refresh)
    remember(Account(account.server, user))
    sys.stderr.write(t("cli.login.done", server=account.server, user=user) + "\n")
    if not kept:
        sys.stderr.write((secrets.notice or t("cli.login.memory")) + "\n")
    return Exit.OK


def _logout(account: Account) -> int:
    from console.desk.adapters.signin import sign_out

    secrets = open_store()
    refresh = secrets.get(account.server, account.user)
    if refresh:
        sign_out(account.server, refresh)
        secrets.delete(account.server, account.user)
    remember(None)
    words = t("cli.logout.done", server=account.server) if refresh else t("cli.logout.nothing")
    sys.stderr.write(words + "\n")
    return Exit.OK
