"""`warmline demo --floor`: a backend with a past, sixty agents and their customers, and a supervisor at the wall."""

import argparse
import sys
import time
from typing import TYPE_CHECKING, Final

import msgspec

from console.cli.simulate import seconds
from console.core.text.messages import t
from console.errors import Exit, UnreachableError
from console.simulate.child import Child

if TYPE_CHECKING:
    from console.simulate.floor_plan import Plan, Play

SHORTENED: Final = 0.022
"""An outage of half a minute and its wake, rather than of twenty minutes: nobody watches a demo for an hour."""


def run_floor(options: argparse.Namespace) -> int:
    """Start the backend, then its people, then the desk; end them in the other order."""
    host = Child("floor_host", "--history", "--seed", str(options.seed))
    players: Child | None = None
    try:
        if not options.headless and not options.plain:
            from console.cli.desk import preload

            # The heavy imports go on while the backend starts.
            preload()
        plan = _plan(host)
        players = Child("floor_players", told=_told(plan, options))
        if options.headless:
            return _headless(players, plan, options.seconds)
        return _desk(plan, options)
    finally:
        if players is not None:
            players.end()
        host.end()


def _plan(host: Child) -> "Plan":
    from console.simulate.floor_plan import Plan

    return msgspec.json.decode(host.line(), type=Plan)


def _told(plan: "Plan", options: argparse.Namespace) -> dict[str, object]:
    return {"plan": plan, "play": _play(options)}


def _play(options: argparse.Namespace) -> "Play":
    from console.simulate.floor_plan import Play

    return Play(
        seed=options.seed,
        scale=0,
        pace=options.pace,
        scenario=options.scenario or "",
        at_s=seconds(options.at),
        shortened=SHORTENED,
    )


def _headless(players: Child, plan: "Plan", lasts: float) -> int:
    sys.stderr.write(t("cli.demo.running", url=plan.chat, seconds=f"{lasts:g}") + "\n")
    time.sleep(max(0.0, lasts))
    report = players.end()
    if not report:
        raise UnreachableError(t("simulate.failed"), code="demo_failed")
    sys.stdout.write(report + "\n")
    return Exit.OK


def _desk(plan: "Plan", options: argparse.Namespace) -> int:
    from console.cli.connection import Account, SignIn
    from console.config.secrets import MemoryStore

    sys.stderr.write(t("cli.demo.chat", url=plan.chat) + "\n")
    way = SignIn(Account(plan.ws, plan.user), MemoryStore(""), plan.refresh, plan.access, plan.access_ends)
    if options.plain:
        from console.cli.plain import run_plain

        return run_plain(way)
    from console.cli.desk import run_desk

    return run_desk(way, theme=options.theme, opens_floor=True)
