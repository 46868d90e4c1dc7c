"""`warmline`: the desk on the screen, signed in to a backend."""

import importlib
import sys
from typing import TYPE_CHECKING

from console.cli import early, skeleton
from console.cli.account import SignIn, end_sign_in, settings_of, sign_in_of
from console.cli.connection import open_backend
from console.cli.desk_words import DeskWords
from console.cli.terminal import check_terminal
from console.config import logs
from console.config.load import load
from console.config.settings import Console
from console.desk.adapters.port import Backend
from console.desk.session.later import put_off

if TYPE_CHECKING:
    import argparse

    from console.desk.tui.outline import Outline
    from console.desk.work.coach import Coach


def run(command: str, options: "argparse.Namespace | DeskWords") -> int:
    """The desk of the signed-in account."""
    settings = settings_of(options)
    check_terminal()
    preload()
    from console.cli.prepared import PreparedBackend, kept

    way_in = early.begun()
    way, secrets = kept(settings, way_in)
    if way is not None and way_in is not None:
        return _start(PreparedBackend(way, way_in), settings.console, opens_floor=options.floor, ends_all=True)
    if way_in is not None:
        way_in.close()
    way = sign_in_of(settings, secrets=secrets)
    if way.secrets.notice:
        sys.stderr.write(way.secrets.notice + "\n")
    try:
        backend = open_backend(way, interactive=True)
        return _start(backend, settings.console, opens_floor=options.floor, ends_all=True)
    finally:
        end_sign_in(way)


def run_desk(way: SignIn, *, theme: str | None, opens_floor: bool = False) -> int:
    """The desk for a sign-in at hand: the demo's, which teaches its first keys."""
    from console.desk.work.coach import Coach

    coach = None if opens_floor else Coach()
    settings = load(options={"console.theme": theme}).settings.console
    return _start(open_backend(way, interactive=True), settings, opens_floor=opens_floor, coach=coach)


def preload() -> None:
    """Import the screen's modules, which take longer than anything else of a start."""
    # The command palette, which the Desk has not, brings inputs, lists of options, trees, selections and placeholders
    # with it: 14 of the 67 ms that Textual's modules take.
    put_off("textual.command", near="console.desk.tui.no_palette")
    importlib.import_module("console.desk.tui.app")


def _start(
    backend: Backend, settings: Console, *, opens_floor: bool, coach: "Coach | None" = None, ends_all: bool = False
) -> int:
    """The screen; `ends_all`: the program ends with it, so that it need not be taken apart."""
    from console.desk.tui.app import run as run_app
    from console.desk.tui.stage import Stage

    logs.to_file()
    stage = Stage(skeleton.hand_over, _keep, _saved if ends_all else None)
    return run_app(backend, settings, opens_floor=opens_floor, coach=coach, stage=stage)


def _keep(outline: "Outline") -> None:
    """The outline for the next start."""
    panes = []
    for pane in outline.panes:
        kind = skeleton.TITLE if pane.is_line else skeleton.FOCUS if pane.has_focus else skeleton.QUIET
        label = skeleton.LABELS.index(f"pane.{pane.label}" if pane.label else "")
        panes.append((pane.x, pane.y, pane.width, pane.height, kind, int(pane.is_box), label, pane.number))
    colors = [outline.colors[role] for role in skeleton.COLORS]
    skeleton.keep(skeleton.Layout(outline.columns, outline.rows, outline.is_ascii, outline.waiting, colors, panes))


def _saved() -> None:
    skeleton.start.is_all_saved = True
