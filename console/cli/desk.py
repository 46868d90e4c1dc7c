"""`warmline`: the desk on the screen, signed in to a backend."""

import argparse
import importlib
import sys

from console.cli.connection import SignIn, end_sign_in, open_backend, settings_of, sign_in_of
from console.cli.terminal import check_terminal
from console.config import logs
from console.config.load import load
from console.config.settings import Console


def run(command: str, options: argparse.Namespace) -> int:
    """The desk of the signed-in account."""
    settings = settings_of(options)
    check_terminal()
    way = sign_in_of(settings)
    if way.secrets.notice:
        sys.stderr.write(way.secrets.notice + "\n")
    try:
        return _start(way, settings.console, opens_floor=options.floor)
    finally:
        end_sign_in(way)


def run_desk(way: SignIn, *, theme: str | None, opens_floor: bool = False) -> int:
    """The desk for a sign-in at hand: the demo's."""
    return _start(way, load(options={"console.theme": theme}).settings.console, opens_floor=opens_floor)


def preload() -> None:
    """Import the screen's modules, which take longer than anything else of a start."""
    importlib.import_module("console.desk.tui.app")


def _start(way: SignIn, settings: Console, *, opens_floor: bool) -> int:
    from console.desk.tui.app import run as run_app

    logs.to_file()
    return run_app(open_backend(way, interactive=True), settings, opens_floor=opens_floor)
