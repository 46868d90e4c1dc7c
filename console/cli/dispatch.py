"""Reads the words of the command line, runs the sub-command, and turns what goes wrong into a sentence and a code."""

import argparse
import contextlib
import importlib
import os
import sys
from collections.abc import Sequence
from typing import Final, NoReturn

from console.cli.terminal import settle_streams
from console.core.text.messages import t
from console.errors import Exit, WarmlineError

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


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence, with our exit code."""

    def error(self, message: str) -> NoReturn:
        """The words of the command can't be used."""
        self.exit(Exit.USAGE, f"{self.prog}: {message}\n{t('cli.see_help', command=self.prog)}\n")


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
    # Sub-commands are built one at a time: a dozen parsers would cost more than most commands do.
    chosen = next((word for word in arguments if not word.startswith("-")), "")
    if chosen in COMMANDS and arguments[0] == chosen:
        module = importlib.import_module(f"console.cli.{COMMANDS[chosen]}")
        parser = Parser(prog=f"warmline {chosen}", description=t(f"cli.help.{chosen}"))
        module.add_options(chosen, parser)
        return int(module.run(chosen, parser.parse_args(arguments[1:])))
    return _desk(arguments)


def _desk(arguments: Sequence[str]) -> int:
    listing = "\n".join(f"  {name:<10} {t(f'cli.help.{name}')}" for name in COMMANDS)
    parser = Parser(
        prog="warmline",
        usage="warmline [--plain] [COMMAND] [OPTIONS]",
        description=t("cli.help.plain_first"),
        epilog=f"{t('cli.help.commands')}\n{listing}\n\n{t('cli.help.exit_codes')}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", "-V", action="store_true", help=t("cli.option.version"))
    parser.add_argument("--plain", action="store_true", help=t("cli.option.plain"))
    parser.add_argument("--server", help=t("cli.option.server"))
    parser.add_argument("--user", help=t("cli.option.user"))
    parser.add_argument("--config", help=t("cli.option.config"))
    parser.add_argument("--theme", help=t("cli.option.theme"))
    parser.add_argument("--floor", action="store_true", help=t("cli.option.floor"))
    parser.add_argument("--password-stdin", action="store_true", help=t("cli.option.password_stdin_plain"))
    parser.add_argument("--passphrase-stdin", action="store_true", help=t("cli.option.passphrase_stdin"))
    parser.add_argument("command", nargs="?", help=argparse.SUPPRESS)
    options = parser.parse_args(list(arguments))
    if options.command in COMMANDS:
        parser.error(t("cli.command_first", command=options.command))
    if options.command:
        parser.error(t("cli.unknown_command", command=options.command))
    if options.version:
        from console import __version__

        sys.stdout.write(f"warmline {__version__}\n")
        return Exit.OK
    module = importlib.import_module("console.cli.plain" if options.plain else "console.cli.desk")
    return int(module.run("", options))
