"""Reads the words of a command line with argparse, and says what is wrong with them in one sentence."""

import argparse
from collections.abc import Iterable, Sequence
from typing import NoReturn

from console.core.text.messages import t
from console.errors import Exit


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence, with our exit code."""

    def error(self, message: str) -> NoReturn:
        """The words of the command can't be used."""
        self.exit(Exit.USAGE, f"{self.prog}: {message}\n{t('cli.see_help', command=self.prog)}\n")


def read_desk(arguments: Sequence[str], commands: Iterable[str]) -> argparse.Namespace:
    """The options of the desk itself; its help lists the commands."""
    names = list(commands)
    listing = "\n".join(f"  {name:<10} {t(f'cli.help.{name}')}" for name in names)
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
    parser.add_argument("--slow-link", action="store_true", help=t("cli.option.slow_link"))
    parser.add_argument("--floor", action="store_true", help=t("cli.option.floor"))
    parser.add_argument("--password-stdin", action="store_true", help=t("cli.option.password_stdin_plain"))
    parser.add_argument("--passphrase-stdin", action="store_true", help=t("cli.option.passphrase_stdin"))
    parser.add_argument("command", nargs="?", help=argparse.SUPPRESS)
    options = parser.parse_args(list(arguments))
    if options.command in names:
        parser.error(t("cli.command_first", command=options.command))
    if options.command:
        parser.error(t("cli.unknown_command", command=options.command))
    return options
