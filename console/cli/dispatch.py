"""Reads the words of the command line, runs the sub-command, and turns what goes wrong into a sentence and a code."""

import contextlib
import importlib
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from console.cli.desk_words import DeskWords, desk_words
from console.cli.terminal import settle_streams
from console.core.text.messages import t
from console.desk.session.later import put_off
from console.errors import Exit, WarmlineError

if TYPE_CHECKING:
    import argparse

COMMANDS: Final = {
    "login": "login",
    "logout": "login",
    "demo": "demo",
    "simulate": "simulate",
    "serve": "serve",
    "user": "user",
    "backup": "backup",
    "restore": "backup",
    "check": "backup",
    "erase": "erase",
    "export": "erase",
    "state": "state",
    "stats": "stats",
    "promise": "promise",
    "queue": "talk",
    "show": "talk",
    "tail": "talk",
    "take": "talk",
    "say": "talk",
    "note": "talk",
    "hand-back": "talk",
    "resolve": "talk",
}
"""Sub-command to the module that adds its options and runs it."""


def run(arguments: Sequence[str]) -> int:
    """Parse and run; raises nothing but the parser's own exits."""
    settle_streams()
    try:
        return _run(arguments)
    except WarmlineError as error:
        _complain(str(error))
        return error.exit_code
    except KeyboardInterrupt:
        return Exit.INTERRUPTED
    except BrokenPipeError:
        _let_go_of_output()
        return Exit.FAILED
    except UnicodeDecodeError:
        _complain(t("cli.not_utf8"))
        return Exit.USAGE
    except Exception as error:
        from console.config.logs import report_crash

        _complain(report_crash(error))
        return Exit.FAILED


def _complain(sentence: str) -> None:
    with contextlib.suppress(BrokenPipeError):
        sys.stderr.write(f"warmline: {sentence}\n")
        sys.stderr.flush()


def _let_go_of_output() -> None:
    """The reader of our output has gone: what is still buffered must not raise again at the interpreter's end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):
            os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def _run(arguments: Sequence[str]) -> int:
    words = desk_words(arguments)
    if words is not None:
        return _desk(words)
    from console.cli import parser

    # Sub-commands are built one at a time: a dozen parsers would cost more than most commands do.
    chosen = next((word for word in arguments if not word.startswith("-")), "")
    if chosen in COMMANDS and arguments[0] == chosen:
        module = importlib.import_module(f"console.cli.{COMMANDS[chosen]}")
        reader = parser.Parser(prog=f"warmline {chosen}", description=t(f"cli.help.{chosen}"))
        module.add_options(chosen, reader)
        return int(module.run(chosen, reader.parse_args(arguments[1:])))
    options = parser.read_desk(arguments, COMMANDS)
    if options.version:
        from console import __version__

        sys.stdout.write(f"warmline {__version__}\n")
        return Exit.OK
    if options.plain:
        return int(importlib.import_module("console.cli.plain").run("", options))
    return _desk(options)


def _desk(options: "argparse.Namespace | DeskWords") -> int:
    # Before the library is imported for the first time, which imports it for nothing of ours.
    put_off("msgspec.inspect")
    return int(importlib.import_module("console.cli.desk").run("", options))
