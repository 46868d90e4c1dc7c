"""`warmline stats`: the floor's figures by name, once or every second, for supervisors, scripts and screen readers."""

import argparse
import sys
import time
from datetime import datetime
from zoneinfo import ZoneInfo

import msgspec

from console.cli.account import SignIn, end_sign_in, renewed
from console.cli.connection import add_connection_options, way_of
from console.core.metrics.definitions import DEFINITIONS, MONEY, PERCENT, RATIO, SECONDS
from console.core.metrics.values import AllFigures, Value
from console.core.metrics.wall import WINDOWS
from console.core.text.messages import t
from console.core.text.safe import safe_line
from console.desk.adapters.stats import stats
from console.errors import Exit

EVERY_S = 1.0
RENEW_BEFORE_MS = 60_000


def add_options(command: str, parser: argparse.ArgumentParser) -> None:
    """The options of `stats`."""
    add_connection_options(parser)
    parser.add_argument("--watch", action="store_true", help=t("cli.stats.watch"))
    parser.add_argument("--window", type=int, choices=WINDOWS, default=30, help=t("cli.stats.window"))
    parser.add_argument("--json", action="store_true", help=t("cli.option.json"))


def run(command: str, options: argparse.Namespace) -> int:
    """Tell the figures until there is no more to tell, or somebody has had enough."""
    way = way_of(options)
    try:
        while True:
            way = _fresh(way)
            _write(stats(way.account.server, way.access, options.window), as_json=options.json)
            if not options.watch:
                return Exit.OK
            time.sleep(EVERY_S)
    finally:
        end_sign_in(way)


def _fresh(way: SignIn) -> SignIn:
    """The same way in, with a token that lasts a while."""
    if way.access_ends - time.time() * 1000 > RENEW_BEFORE_MS:
        return way
    return renewed(msgspec.structs.replace(way, access=""))


def _write(told: AllFigures, *, as_json: bool) -> None:
    if as_json:
        sys.stdout.write(msgspec.json.encode(told).decode() + "\n")
    else:
        sys.stdout.write("\n".join(lines(told)) + "\n")
    sys.stdout.flush()


def lines(told: AllFigures) -> list[str]:
    """The figures as lines: name, what it is of, value, unit, and of how many."""
    at = datetime.fromtimestamp(told.at / 1000, ZoneInfo(told.zone)).strftime("%Y-%m-%d %H:%M:%S")
    head = t("cli.stats.head", at=at, zone=told.zone, minutes=told.window)
    if not told.window:
        head = t("cli.stats.head_day", at=at, zone=told.zone)
    found = [head]
    for figure in told.figures:
        labels = ",".join(f"{name}={safe_line(value, 40)}" for name, value in figure.labels.items())
        name = f"{figure.name}{{{labels}}}" if labels else figure.name
        count = t("cli.stats.of", n=figure.n) if figure.n is not None else ""
        found.append(f"{name:<40} {spoken(figure):>12} {count}".rstrip())
    for alarm in told.alarms:
        subject = safe_line(alarm.queue or alarm.topic or alarm.agent or alarm.conv, 40)
        found.append(t("cli.stats.alarm", number=alarm.number, level=alarm.level, kind=alarm.kind, subject=subject))
    return found


def spoken(figure: Value) -> str:
    """The value with its unit; a dash where there is nothing to divide by."""
    if figure.value is None:
        return "-"
    known = DEFINITIONS.get(figure.name)
    unit = known.unit if known is not None else ""
    if unit == PERCENT:
        return f"{figure.value:.1f} %"
    if unit == SECONDS:
        return f"{figure.value:.0f} s"
    return f"{figure.value:.2f}" if unit in (RATIO, MONEY) else f"{figure.value:g}"
