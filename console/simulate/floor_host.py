"""The backend of the simulated floor, a process of its own: eight queues, sixty accounts, a supervisor, a history.

Prints its `Plan` once it listens, and never outlives who started it: see `process`.
"""

import argparse
import asyncio
import gc
import secrets
import sys
from itertools import islice
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from console.backend.access import TICKET_LASTS, digest
from console.backend.door import DoorLimits
from console.backend.node import Node, NodeOptions, wall_clock
from console.backend.process import settle
from console.backend.store.port import Commit, Committed, Contact, Store, Stream, User
from console.backend.store.sqlite import SqliteStore
from console.simulate.floor_demo import WORKSPACE, Employee, employees, floor, rules, user_id
from console.simulate.floor_plan import Guest, Plan, Seat
from console.simulate.history import Present, history
from console.simulate.hosting import Introductions, host
from console.simulate.log import AgentEntry, Log
from console.simulate.process import say

LEADS: Final = ("sara", "Sara")
LIMITS: Final = DoorLimits(
    open_sockets=10_000, per_address=10_000, handshakes_per_second=1_000.0, handshake_burst=2_000
)
"""Everybody comes from one address."""
AT_ONCE: Final = 1_000


async def hire(store: Store, agents: list[Employee], now: int) -> list[User]:
    """Accounts without passwords: nobody signs in to them but by a token of this process."""
    login, name = LEADS
    users = [User(user_id(login), login, name, "supervisor", created_at=now)]
    users += [
        User(user_id(e.login), e.login, e.name, "agent", e.home, created_at=now, langs=e.langs, level=e.level)
        for e in agents
    ]
    await asyncio.gather(*(store.add_user(user) for user in users))
    return users


async def _live(folder: Path, options: argparse.Namespace) -> None:
    path = folder / "floor.db"
    agents = list(employees())[: options.agents or None]
    store = await SqliteStore.open(path)
    users = await hire(store, agents, wall_clock())
    past = await _past(store, options.seed) if options.history else None
    await store.close()
    node = await Node.open(
        NodeOptions(
            store=path, port=options.port, workspace=WORKSPACE, policy=rules(), floor=floor().policy, limits=LIMITS
        )
    )
    try:
        listening = await node.start()
        settle()
        introducing = Introductions(node)
        plan = await plan_of(node, listening.url(), listening.url("ws"), users, agents)
        say(await going_on(node, plan, past) if past is not None else plan)
        try:
            await asyncio.Event().wait()
        finally:
            await introducing.close()
    finally:
        await node.close()


async def _past(store: Store, seed: int) -> Present:
    # All of it stays until it is stored: looking for garbage meanwhile would take half the time.
    gc.disable()
    log, present = history(seed, wall_clock())
    await keep(store, log, present)
    gc.enable()
    return present


async def keep(store: Store, log: Log, present: Present) -> None:
    """Store the log by the store's own commits."""
    contacts = (Contact(one.customer, one.name, one.lang) for one in present.going)
    await asyncio.gather(*(store.put_contact(contact) for contact in contacts))
    entries = log.entries()
    while part := list(islice(entries, AT_ONCE)):
        await asyncio.gather(*(_keep(store, entry) for entry in part))


async def _keep(store: Store, entry: Commit | AgentEntry) -> None:
    if isinstance(entry, AgentEntry):
        await store.append_feed(Stream.AGENT, entry.agent, entry.event, entry.at)
        return
    outcome = await store.commit(entry)
    if not isinstance(outcome, Committed):
        raise TypeError(outcome)


async def going_on(node: Node, plan: Plan, present: Present) -> Plan:
    """With the chats that are under way."""
    until = wall_clock() + TICKET_LASTS
    guests = tuple(Guest(secrets.token_urlsafe(18), one.name, one.chat, one.known) for one in present.going)
    tickets = zip((guest.ticket for guest in guests), present.going, strict=True)
    await asyncio.gather(*(node.store.put_ticket(digest(ticket), one.customer, until) for ticket, one in tickets))
    seats = tuple(replace(seat, left=present.left.get(user_id(seat.login), {})) for seat in plan.seats)
    return replace(plan, seats=seats, guests=guests)


async def plan_of(node: Node, url: str, ws: str, users: list[User], agents: list[Employee]) -> Plan:
    """What the players need to know; `users`: the supervisor first, then the agents."""
    now = wall_clock()
    vouched = await asyncio.gather(*(node.access.vouch(user, "floor", now) for user in users))
    lead, rest = vouched[0], vouched[1:]
    seats = tuple(
        Seat(employee.login, tokens.refresh, tokens.access, tokens.expires_at, employee.home)
        for employee, tokens in zip(agents, rest, strict=True)
    )
    return Plan(url, ws, users[0].login, lead.refresh, lead.access, lead.expires_at, seats)


def main() -> int:
    """Run until it is told to end."""
    parser = argparse.ArgumentParser(prog="console.simulate.floor_host")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--agents", type=int, default=0)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--history", action="store_true")
    options = parser.parse_args()
    return host(lambda folder: _live(folder, options))


if __name__ == "__main__":
    sys.exit(main())
