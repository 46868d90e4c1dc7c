"""`warmline demo`: a backend with a bot and customers as a child process, and the desk signed in to it."""

import argparse
import subprocess
import sys
import time
from typing import Final

import msgspec

from console.cli.simulate import SCENARIOS
from console.cli.terminal import check_terminal
from console.core.text.messages import t
from console.errors import Exit, UnreachableError

START_S: Final = 20.0


class Ready(msgspec.Struct):
    """What the child says once it listens."""

    url: str
    chat: str
    user: str
    refresh: str
    access: str
    access_ends: int


def add_options(command: str, parser: argparse.ArgumentParser) -> None:
    """The options of `demo`."""
    parser.add_argument("--seed", type=int, default=1, help=t("cli.demo.seed"))
    parser.add_argument("--pace", type=float, default=1.0, help=t("cli.demo.pace"))
    parser.add_argument("--customers", type=int, default=24, help=t("cli.demo.customers"))
    parser.add_argument("--headless", action="store_true", help=t("cli.demo.headless"))
    parser.add_argument("--seconds", type=float, default=20.0, help=t("cli.demo.seconds"))
    parser.add_argument("--floor", action="store_true", help=t("simulate.demo.floor"))
    names = ", ".join(SCENARIOS)
    parser.add_argument("--scenario", choices=SCENARIOS, help=t("simulate.option.scenario", names=names))
    parser.add_argument("--at", default="60s", help=t("simulate.option.at"))
    parser.add_argument("--plain", action="store_true", help=t("cli.option.plain"))
    parser.add_argument("--theme", help=t("cli.option.theme"))


def run(command: str, options: argparse.Namespace) -> int:
    """Start the child before anything heavy is imported, then the desk."""
    if not options.headless and not options.plain:
        check_terminal()
    if options.floor or options.scenario:
        from console.cli.demo_floor import run_floor

        return run_floor(options)
    child = Child(options)
    try:
        if options.headless:
            return _headless(child, options.seconds)
        return _desk(child, options)
    finally:
        child.end()


class Child:
    """The demo's backend process; it ends when its standard input is closed."""

    def __init__(self, options: argparse.Namespace) -> None:
        words = ["--seed", str(options.seed), "--pace", str(options.pace), "--customers", str(options.customers)]
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-m", "console.simulate.host", *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def ready(self) -> Ready:
        """Wait until it listens.

        Raises:
            UnreachableError: it ended instead.
        """
        line = self._process.stdout.readline() if self._process.stdout else ""
        if not line:
            raise UnreachableError(t("cli.demo.failed"), code="demo_failed")
        return msgspec.json.decode(line, type=Ready)

    def end(self) -> str:
        """Close its input and wait; its last line is the report."""
        if self._process.poll() is not None and self._process.stdin is None:
            return ""
        try:
            out, _ = self._process.communicate(timeout=START_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            out, _ = self._process.communicate()
        except ValueError:
            return ""
        return next((line for line in reversed((out or "").splitlines()) if '"report"' in line), "")


def _headless(child: Child, seconds: float) -> int:
    ready = child.ready()
    sys.stderr.write(t("cli.demo.running", url=ready.chat, seconds=f"{seconds:g}") + "\n")
    time.sleep(max(0.0, seconds))
    report = child.end()
    if not report:
        raise UnreachableError(t("cli.demo.failed"), code="demo_failed")
    sys.stdout.write(report + "\n")
    return Exit.OK


def _desk(child: Child, options: argparse.Namespace) -> int:
    from console.cli.connection import Account, SignIn
    from console.config.secrets import MemoryStore

    # The heavy imports go on while the child starts.
    if not options.plain:
        from console.cli.desk import preload

        preload()
    ready = child.ready()
    sys.stderr.write(t("cli.demo.chat", url=ready.chat) + "\n")
    account = Account(ready.url, ready.user)
    way = SignIn(account, MemoryStore(""), ready.refresh, ready.access, ready.access_ends)
    if options.plain:
        from console.cli.plain import run_plain

        return run_plain(way)
    from console.cli.desk import run_desk

    return run_desk(way, theme=options.theme)
