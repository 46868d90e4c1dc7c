"""The demo's other half, a process of its own: a backend on a free loopback port, an empty store, and a crowd.

Started by `warmline demo`; ends when its standard input ends, so that it never outlives the desk.
"""

import argparse
import asyncio
import contextlib
import secrets
import shutil
import signal
import sys
import tempfile
from pathlib import Path
from typing import Final

import msgspec

from console.backend.node import Node, NodeOptions, wall_clock
from console.backend.service import Committing
from console.core.conversation.events import Opened
from console.simulate.crowd import Crowd
from console.simulate.shop import known

ME: Final = ("maya", "Maya", "supervisor")
COLLEAGUES: Final = (("lena", "Lena", "agent"), ("sara", "Sara", "supervisor"))
ARRIVALS_S: Final = 9.0


class Ready(msgspec.Struct):
    """The first line on standard output: where the backend is, and a sign-in for the desk."""

    url: str
    chat: str
    user: str
    refresh: str
    access: str
    access_ends: int
    event: str = "ready"


def main() -> int:
    """Run until standard input ends."""
    parser = argparse.ArgumentParser(prog="console.simulate.host")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pace", type=float, default=1.0)
    parser.add_argument("--customers", type=int, default=24)
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="warmline-demo-"))
    try:
        with contextlib.suppress(KeyboardInterrupt):
            asyncio.run(_host(folder, options))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return 0


async def _host(folder: Path, options: argparse.Namespace) -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        # The desk's own Ctrl+C must not end the backend under it; the end of standard input does.
        with contextlib.suppress(NotImplementedError):
            asyncio.get_running_loop().add_signal_handler(number, lambda: None)
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
            _print(
                Ready(listening.url(), f"{listening.url()}/", login, tokens.refresh, tokens.access, tokens.expires_at)
            )
            for login, name, role in COLLEAGUES:
                await node.access.add_user(login, name, role, secrets.token_hex(16), now=wall_clock())
            await _end_of_input()
        finally:
            await introducing.close()
            arriving.cancel()
            await asyncio.gather(arriving, return_exceptions=True)
            await crowd.close()
            _print(_report(node, crowd))
    finally:
        await node.close()


class Introductions:
    """Tells the backend what the shop knows of a customer as soon as she has written."""

    def __init__(self, node: Node) -> None:
        self._node = node
        self._tasks: set[asyncio.Task[None]] = set()
        node.service.listen(self._committed)

    def _committed(self, told: Committing) -> None:
        if isinstance(told.records[0].event, Opened):
            task = asyncio.create_task(self._introduce(told.stored.head.customer))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _introduce(self, customer: str) -> None:
        people = self._node.people
        contact = known(people.contact(customer), wall_clock())
        await self._node.store.put_contact(contact)
        people.contacts[customer] = contact

    async def close(self) -> None:
        """Finish what is being told."""
        await asyncio.gather(*self._tasks, return_exceptions=True)


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


async def _end_of_input() -> None:
    reader = asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while await reader.read(1024):
        pass


def _print(value: object) -> None:
    with contextlib.suppress(BrokenPipeError):
        sys.stdout.write(msgspec.json.encode(value).decode() + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
