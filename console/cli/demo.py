"""`warmline demo`: a backend, its customers and (`--floor`) sixty agents as child processes, and a desk signed in."""

import argparse
import sys
import time
from typing import Final

import msgspec

from console.cli.simulate import SCENARIOS, seconds
from console.cli.terminal import check_terminal
from console.core.text.messages import t
from console.errors import Exit
from console.simulate.child import Child
from console.simulate.play import Ready, demo_play

REPORT: Final = '"report"'


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
    """Start the backend before anything heavy is imported, then its people, then the desk; end all in other order."""
    if not options.headless and not options.plain:
        check_terminal()
    has_floor = options.floor or bool(options.scenario)
    play = demo_play(options.seed, options.pace, options.scenario or "", seconds(options.at))
    children = [_floor(options) if has_floor else _shop(options)]
    try:
        if not options.headless and not options.plain:
            from console.cli.desk import preload

            # The heavy imports go on while the backend starts.
            preload()
        line = children[0].line()
        ready = msgspec.json.decode(line, type=Ready)
        if has_floor:
            children.append(Child("floor_players", told={"plan": msgspec.Raw(line.strip().encode()), "play": play}))
        if options.headless:
            return _headless(children[-1], ready, options.seconds)
        return _desk(ready, options, opens_floor=has_floor)
    finally:
        for child in reversed(children):
            child.end()


def _shop(options: argparse.Namespace) -> Child:
    """A backend with a bot, and its customers."""
    words = ["--seed", str(options.seed), "--pace", str(options.pace), "--customers", str(options.customers)]
    return Child("host", *words)


def _floor(options: argparse.Namespace) -> Child:
    """A backend with a past."""
    return Child("floor_host", "--history", "--seed", str(options.seed))


def _headless(child: Child, ready: Ready, lasts: float) -> int:
    """Let it run; `child`: who reports at the end."""
    sys.stderr.write(t("cli.demo.running", url=ready.chat, seconds=f"{lasts:g}") + "\n")
    time.sleep(max(0.0, lasts))
    report = child.end()
    if REPORT not in report:
        raise child.failed()
    sys.stdout.write(report + "\n")
    return Exit.OK


def _desk(ready: Ready, options: argparse.Namespace, *, opens_floor: bool) -> int:
    from console.cli.account import Account, SignIn
    from console.config.secrets import MemoryStore

    sys.stderr.write(t("cli.demo.chat", url=ready.chat) + "\n")
    way = SignIn(Account(ready.ws, ready.user), MemoryStore(""), ready.refresh, ready.access, ready.access_ends)
    if options.plain:
        from console.cli.plain import run_plain

        return run_plain(way)
    from console.cli.desk import run_desk

    return run_desk(way, theme=options.theme, opens_floor=opens_floor)
