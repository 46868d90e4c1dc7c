"""The demo's other half, a process of its own: a backend on a free loopback port, an empty store, and a crowd.

Started by `warmline demo`, which it never outlives: see `process`.
"""

import argparse
import asyncio
import secrets
import sys
from pathlib import Path
from typing import Final

import msgspec

from console.backend.node import Node, NodeOptions, wall_clock
from console.simulate.crowd import Crowd
from console.simulate.hosting import Introductions, host
from console.simulate.play import Ready
from console.simulate.process import say

ME: Final = ("maya", "Maya", "supervisor")
COLLEAGUES: Final = (("lena", "Lena", "agent"), ("sara", "Sara", "supervisor"))
ARRIVALS_S: Final = 9.0


def main() -> int:
    """Run until it is told to end."""
    parser = argparse.ArgumentParser(prog="console.simulate.host")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pace", type=float, default=1.0)
    parser.add_argument("--customers", type=int, default=24)
    options = parser.parse_args()
    return host(lambda folder: _live(folder, options))


async def _live(folder: Path, options: argparse.Namespace) -> None:
    pace = max(0.0, options.pace)
    node = await Node.open(NodeOptions(store=folder / "demo.db", pace=0.25 * min(pace, 4.0), workspace="acme"))
    try:
        listening = await node.start()
        introducing = Introductions(node)
        crowd = Crowd(listening.url(), listening.url("ws"), seed=options.seed, pace=pace, most=options.customers)
        arriving = asyncio.create_task(crowd.run(ARRIVALS_S))
        try:
            login, name, role = ME
            me = await node.access.add_user(login, name, role, secrets.token_hex(16), now=wall_clock())
            await node.people.reload()
            tokens = await node.access.vouch(me, "demo", wall_clock())
            say(Ready(listening.url(), listening.url("ws"), login, tokens.refresh, tokens.access, tokens.expires_at))
            for login, name, role in COLLEAGUES:
                await node.access.add_user(login, name, role, secrets.token_hex(16), now=wall_clock())
            await asyncio.Event().wait()
        finally:
            await introducing.close()
            arriving.cancel()
            await asyncio.gather(arriving, return_exceptions=True)
            await crowd.close()
            say(_report(node, crowd))
    finally:
        await node.close()


def _report(node: Node, crowd: Crowd) -> dict[str, object]:
    heads = [stored.head for stored in node.service.heads.values()]
    states: dict[str, int] = {}
    for head in heads:
        states[str(head.state)] = states.get(str(head.state), 0) + 1
    return {
        "event": "report",
        "conversations": len(heads),
        "states": states,
        "requests": sum(head.requests for head in heads),
        "bot_turns": sum(head.bot_turns for head in heads),
        "events": node.store.last_pos,
        **msgspec.to_builtins(crowd.tally()),
    }


if __name__ == "__main__":
    sys.exit(main())
