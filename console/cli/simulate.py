"""`warmline simulate`: a floor full of people, in virtual time (`--model`) or against a backend's real doors."""

import argparse
import re
import signal
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from console.core.conversation.words import DAY, SECOND
from console.core.text.messages import t
from console.errors import Exit, UsageError

if TYPE_CHECKING:
    from console.simulate.floor_plan import Plan
    from console.simulate.play import Play, Report
    from console.simulate.traffic import Shock

_UNITS: Final = {"s": 1, "m": 60, "h": 3_600}
SCENARIOS: Final = ("payment-outage", "due-date", "black-friday", "bot-outage")
MONDAY: Final = 1_763_337_600_000
"""Midnight in London before a Monday: the model's days begin there, so that a seed always gives the same one."""
VECTOR_CHATS: Final = 50_000


def add_options(command: str, parser: argparse.ArgumentParser) -> None:
    """The options of `simulate`."""
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--model", action="store_true", help=t("simulate.option.model"))
    where.add_argument("--own", action="store_true", help=t("simulate.option.own"))
    where.add_argument("--server", help=t("simulate.option.server"))
    parser.add_argument("--vectors", action="store_true", help=t("simulate.option.vectors"))
    parser.add_argument("--chats", type=int, default=VECTOR_CHATS, help=t("simulate.option.chats"))
    parser.add_argument("--day", type=float, default=1.0, metavar="DAYS", help=t("simulate.option.day"))
    parser.add_argument("--accounts", type=Path, help=t("simulate.option.accounts"))
    parser.add_argument("--scale", help=t("simulate.option.scale"))
    parser.add_argument("--agents", type=int, default=0, help=t("simulate.option.agents"))
    names = ", ".join(SCENARIOS)
    parser.add_argument("--scenario", choices=SCENARIOS, help=t("simulate.option.scenario", names=names))
    parser.add_argument("--at", default="60s", help=t("simulate.option.at"))
    parser.add_argument("--shortened", type=float, default=1.0, help=t("simulate.option.shortened"))
    parser.add_argument("--minutes", type=float, default=0.0, help=t("simulate.option.minutes"))
    parser.add_argument("--seed", type=int, default=1, help=t("simulate.option.seed"))
    parser.add_argument("--pace", type=float, default=1.0, help=t("simulate.option.pace"))
    parser.add_argument("--json", action="store_true", help=t("simulate.option.json"))


def run(command: str, options: argparse.Namespace) -> int:
    """Simulate, and say what came of it.

    Raises:
        UsageError: the words of the command do not say what.
    """
    if options.model and options.vectors:
        from console.cli.simulate_told import tell_vectors

        tell_vectors(options.chats, options.seed, as_json=options.json)
        return Exit.OK
    if options.model:
        return _day(options)
    if options.own or options.server:
        return _play(options)
    raise UsageError(t("simulate.which"), code="usage")


def seconds(text: str) -> float:
    """`60s`, `5m`, `10h` in seconds.

    Raises:
        UsageError: it is none of these.
    """
    found = re.fullmatch(r"(\d+(?:\.\d+)?)([smh])", text.strip())
    if found is None:
        raise UsageError(t("simulate.bad_span", text=text), code="usage")
    return float(found[1]) * _UNITS[found[2]]


def scale(text: str | None, default: float) -> float:
    """`1:400` as 400; `floor` as 0.

    Raises:
        UsageError: it is neither.
    """
    if text is None:
        return default
    if text == "floor":
        return 0.0
    found = re.fullmatch(r"1:(\d+(?:\.\d+)?)", text.strip())
    if found is None or float(found[1]) < 1:
        raise UsageError(t("simulate.bad_scale", text=text), code="usage")
    return float(found[1])


def _day(options: argparse.Namespace) -> int:
    from console.cli.simulate_told import tell_day
    from console.simulate.full_size import AGENTS, simulate_day
    from console.simulate.traffic import A_DAY, scenario

    begin = MONDAY
    one_in = scale(options.scale, 1.0) or 1.0
    shocks: tuple[Shock, ...] = ()
    if options.scenario:
        shocks = scenario(options.scenario, begin + round(seconds(options.at) * SECOND), options.shortened)
    agents = options.agents or max(14, round(AGENTS / one_in))
    day = simulate_day(
        begin, chats=A_DAY / one_in, agents=agents, length=round(options.day * DAY), seed=options.seed, shocks=shocks
    )
    tell_day(day, options.day, as_json=options.json)
    return Exit.OK


def _play(options: argparse.Namespace) -> int:
    from console.simulate.play import Play

    play = Play(
        options.seed,
        scale(options.scale, 400.0),
        options.pace,
        options.scenario or "",
        seconds(options.at),
        options.shortened,
        options.minutes,
        options.agents,
    )
    if options.server:
        from console.simulate.floor_accounts import plan_of

        report = _against(plan_of(options.server, options.accounts), play)
    else:
        report = _against_its_own(play)
    sys.stdout.write(msgspec.json.encode(report).decode() + "\n")
    return Exit.OK


def _against_its_own(play: "Play") -> "Report":
    from console.simulate.child import Child
    from console.simulate.floor_plan import Plan

    host = Child("floor_host", "--seed", str(play.seed), "--agents", str(play.agents))
    try:
        return _against(msgspec.json.decode(host.line(), type=Plan), play)
    finally:
        host.end()


def _against(plan: "Plan", play: "Play") -> "Report":
    from console.simulate.floor_players import play_until

    sys.stderr.write(t("simulate.playing", agents=len(plan.seats), url=plan.url, chat=plan.chat) + "\n")
    stop = threading.Event()
    before = signal.signal(signal.SIGINT, lambda *_: stop.set())
    try:
        return play_until(plan, play, stop)
    finally:
        signal.signal(signal.SIGINT, before)
