"""`warmline state`: what my state on the floor is, and asking for another, for scripts and status lines."""

import argparse
import asyncio
import sys
import time

import msgspec

from console.cli.account import SignIn, end_sign_in
from console.cli.connection import add_connection_options, connected, way_of
from console.cli.plain_shift import CAN_BE_SET, me_of, my_state, state_line
from console.core.floor.acting import SetState
from console.core.floor.presence import AgentState
from console.core.floor.rows import Rules
from console.core.text.messages import t
from console.desk.work import shift
from console.errors import DeniedError, Exit, UsageError, WarmlineError


def add_options(command: str, parser: argparse.ArgumentParser) -> None:
    """The state to ask for."""
    add_connection_options(parser)
    parser.add_argument("--json", action="store_true", help=t("cli.option.json"))
    parser.add_argument("state", nargs="?", choices=CAN_BE_SET, help=t("cli.state.option.state"))
    parser.add_argument("--reason", default="", help=t("cli.state.option.reason"))


def run(command: str, options: argparse.Namespace) -> int:
    """Show it, or ask for another."""
    if options.state == AgentState.AWAY and not options.reason.strip():
        raise UsageError(t("cli.state.no_reason", reasons=", ".join(shift.reasons(Rules()))), code="no_reason")
    way = way_of(options)
    try:
        return asyncio.run(_run(options, way))
    finally:
        end_sign_in(way)


async def _run(options: argparse.Namespace, way: SignIn) -> int:
    async with connected(way) as desk:
        if options.state:
            answer = await desk.backend.act(SetState(AgentState(options.state), options.reason.strip()))
            if not answer.ok:
                error = DeniedError if answer.code == "not_allowed" else WarmlineError
                raise error(answer.message, code=answer.code)
            sys.stderr.write(t(f"shift.set.{options.state}", reason=options.reason.strip()) + "\n")
            return Exit.OK
        me = me_of(desk.backend.account)
        now = time.time_ns() // 1_000_000 + desk.backend.link.skew_ms
        shown = {"state": my_state(desk.backend), "since": me.state_since, "slots": me.slots, "busy": me.busy}
        line = msgspec.json.encode(shown).decode() if options.json else state_line(desk.backend, now)
        sys.stdout.write(line + "\n")
        return Exit.OK
