"""`warmline`: the desk on the screen, signed in to a backend."""

import argparse
import importlib
import os
import sys

from console.cli.connection import SignIn, account_of, open_backend, settings_of, sign_in_of
from console.config.load import load
from console.config.settings import Console
from console.core.text.messages import t
from console.errors import ConfigError, Exit


def run(command: str, options: argparse.Namespace) -> int:
    """The desk of the signed-in account."""
    settings = settings_of(options)
    check_terminal()
    way = sign_in_of(account_of(settings))
    if way.secrets.notice:
        sys.stderr.write(way.secrets.notice + "\n")
    return _start(way, settings.console)


def run_desk(way: SignIn, *, theme: str | None) -> int:
    """The desk for a sign-in at hand: the demo's."""
    return _start(way, load(options={"console.theme": theme}).settings.console)


def check_terminal() -> None:
    """A screen needs a terminal that can show it.

    Raises:
        ConfigError: there is none, or its locale is not UTF-8; says what to do.
    """
    if not sys.stdin.isatty() or not sys.stdout.isatty():
        raise ConfigError(t("cli.desk.no_terminal"), code="no_terminal")
    if (sys.stdout.encoding or "").lower().replace("-", "") != "utf8":
        raise ConfigError(t("cli.desk.no_utf8", encoding=sys.stdout.encoding), code="no_utf8")
    if os.environ.get("TERM", "") in ("", "dumb"):
        raise ConfigError(t("cli.desk.dumb"), code="dumb_terminal")


def preload() -> None:
    """Import the screen's modules, which take longer than anything else of a start."""
    importlib.import_module("console.desk.tui.app")


def _start(way: SignIn, settings: Console) -> int:
    from console.desk.tui.app import run as run_app

    run_app(open_backend(way, interactive=True), settings)
    return Exit.OK
