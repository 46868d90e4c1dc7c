"""Whether there is a terminal that can show a screen, and how text goes through pipes and questions to a person."""

import getpass
import os
import sys
from io import TextIOWrapper
from typing import TextIO

from console.cli import skeleton
from console.core.text.messages import t
from console.errors import ConfigError, UsageError


def check_terminal() -> None:
    """A screen needs a terminal that can show it.

    Raises:
        ConfigError: there is none, or its locale is not UTF-8; says what to do.
    """
    # Textual draws on standard error.
    if not all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):
        raise ConfigError(t("cli.desk.no_terminal"), code="no_terminal")
    if not _is_utf8(sys.stdout):
        raise ConfigError(t("cli.desk.no_utf8", encoding=sys.stdout.encoding), code="no_utf8")
    if os.environ.get("TERM", "") in ("", "dumb"):
        raise ConfigError(t("cli.desk.dumb"), code="dumb_terminal")


def settle_streams() -> None:
    """Pipes and files are UTF-8 whatever the locale says; a terminal shows `?` for what its locale lacks."""
    for stream, errors in ((sys.stdin, "strict"), (sys.stdout, "backslashreplace")):
        if not isinstance(stream, TextIOWrapper):
            continue
        if not stream.isatty():
            stream.reconfigure(encoding="utf-8", errors=errors)
        elif not _is_utf8(stream):
            stream.reconfigure(errors="replace")


def ask(question: str) -> str:
    """A line from the person at the terminal; the question goes to standard error, for standard output is data.

    Raises:
        UsageError: the input ended.
    """
    sys.stderr.write(f"{question}: ")
    sys.stderr.flush()
    line = sys.stdin.readline()
    if not line:
        raise UsageError(t("cli.input_ended"), code="input")
    return line.strip()


def ask_secret(question: str) -> str:
    """A line from the person at the terminal, without echo.

    Raises:
        UsageError: the input ended.
    """
    skeleton.lift()
    try:
        return getpass.getpass(f"{question}: ")
    except EOFError:
        raise UsageError(t("cli.input_ended"), code="input") from None


def read_password(from_stdin: bool, prompt: str, *, twice: bool = False) -> str:
    """A password from the terminal without echo, or one line of standard input; never from an argument.

    Raises:
        UsageError: there is nobody to ask, or the two were not the same.
    """
    if from_stdin:
        return first_line()
    if not sys.stdin.isatty():
        raise UsageError(t("cli.password_no_terminal"), code="input")
    password = ask_secret(prompt)
    if twice and ask_secret(t("cli.user.again")) != password:
        raise UsageError(t("cli.user.differ"), code="input")
    return password


def first_line() -> str:
    """One line of standard input, not a byte more: the rest is left to whoever reads on."""
    line = bytearray()
    while (byte := os.read(sys.stdin.fileno(), 1)) not in (b"", b"\n"):
        line += byte
    return line.decode().removesuffix("\r")


def _is_utf8(stream: TextIO) -> bool:
    return (stream.encoding or "").lower().replace("-", "") == "utf8"
