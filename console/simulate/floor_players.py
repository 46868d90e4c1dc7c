"""The people of the simulated floor: customers and agents who play against a backend through its real doors.

As a process of its own (`python -m console.simulate.floor_players`) it is told by one line of JSON on standard input,
and ends with it.
"""

import asyncio
import random
import statistics
import sys
import threading
import time
from collections.abc import Awaitable, Callable
from typing import Final

import httpx
import msgspec
from msgspec.structs import replace

from console.backend.process import settle
from console.core.conversation.words import DAY, HOUR, MINUTE
from console.core.floor.rows import Row
from console.desk.adapters.native import NativeOptions
from console.simulate import durations
from console.simulate.floor_agent import FloorAgent, Ways
from console.simulate.floor_customer import FloorCustomer
from console.simulate.floor_demo import (
    ACCEPT,
    HABITS,
    HANDLE_CV,
    LETS_PASS,
    LINES,
    REPLY,
    cells,
    handle_s,
    name_of,
    per_day,
)
from console.simulate.floor_plan import Guest, Plan
from console.simulate.outage import PERSON, WORK, Outage
from console.simulate.play import Play, Report
from console.simulate.process import say, until_told
from console.simulate.traffic import A_DAY, Cell, Chat, Habits, Shock, Traffic, scenario, world

MOST: Final = 4_000
"""Customers at a time."""
SIGN_IN_AT_ONCE: Final = 8
_AGES: Final = 100 * 365 * DAY


class Told(msgspec.Struct, frozen=True):
    """The line on standard input."""

    plan: Plan
    play: Play


def traffic_of(play: Play, now: int) -> Traffic:
    """What comes in: the demo's floor in its busy hour, or one in so many of a whole company's."""
    shocks: tuple[Shock, ...] = ()
    if play.scenario:
        begin = now + round(play.at_s * 1_000)
        shocks = tuple(
            replace(
                shock,
                person=max(shock.person, PERSON if shock.topics else 0.0),
                decays=0 if play.enough else shock.decays,
            )
            for shock in scenario(play.scenario, begin, play.shortened)
        )
    known: tuple[Cell, ...] = cells() if play.scale == 0 else world()
    daily = per_day() if play.scale == 0 else A_DAY / play.scale
    habits = HABITS if play.scale == 0 else Habits()
    return Traffic(play.seed, known, per_day=daily, shocks=shocks, habits=habits, flat=play.scale == 0)


class Players:
    """Everybody who plays."""

    def __init__(self, plan: Plan, play: Play) -> None:
        self.plan = plan
        self.play = play
        self.agents: list[FloorAgent] = []
        self._http = httpx.AsyncClient(trust_env=False, timeout=20)
        self._customers: list[FloorCustomer] = []
        self._inside: dict[asyncio.Task[object], FloorCustomer] = {}
        self._outage = Outage((), play.seed)
        self._opened = 0
        """When the first new customer could come."""
        self._names = random.Random(f"names:{play.seed}")  # noqa: S311 - a play, not a secret
        self._gone = Report()
        self._waits: list[float] = []
        self._began = time.monotonic()

    async def run(self) -> None:
        """Sign everybody in, then let customers come until the time is over, or for ever."""
        for guest in self.plan.guests:
            self._seat(guest)
        await self._sign_in()
        await self._arrivals()

    async def _sign_in(self) -> None:
        seats = self.plan.seats[: self.play.agents] if self.play.agents else self.plan.seats
        gate = asyncio.Semaphore(SIGN_IN_AT_ONCE)

        async def begin(agent: FloorAgent) -> None:
            async with gate:
                await agent.start()

        for seat in seats:
            options = NativeOptions(
                server=self.plan.ws,
                user=seat.login,
                refresh=seat.refresh,
                access=seat.access,
                access_ends=seat.access_ends,
            )
            ways = Ways()
            if self.play.scale == 0:
                handle = durations.from_mean(handle_s(seat.home), HANDLE_CV)
                ways = Ways(ACCEPT, handle, REPLY, lets_pass=LETS_PASS)
            self.agents.append(
                FloorAgent(
                    options,
                    seed=self.play.seed,
                    ways=ways,
                    pace=self.play.pace,
                    hand_to=another_queue,
                    left=seat.left,
                    share=self._share,
                )
            )
        await asyncio.gather(*(begin(agent) for agent in self.agents))

    # customers

    async def _arrivals(self) -> None:
        now = self._opened = time.time_ns() // 1_000_000
        traffic = traffic_of(self.play, now)
        self._outage = Outage(traffic.shocks, self.play.seed, self.play.enough)
        until = now + round(self.play.minutes * MINUTE / self.play.pace) if self.play.minutes else now + _AGES
        for begin in range(now, until, HOUR):
            # An hour at a time, so that an empty age is slept through rather than looked through.
            for chat in self._outage.chats(traffic.chats(begin, min(until, begin + HOUR)), self._unanswered):
                await self._moment(now, chat.at)
                if len(self._inside) < MOST:
                    self._comes(chat)
            await self._moment(now, min(until, begin + HOUR))

    async def _moment(self, begin: int, at: int) -> None:
        """Until then, at the pace of the play."""
        await asyncio.sleep(max(0.0, (begin + (at - begin) * self.play.pace) / 1_000 - time.time()))

    def _comes(self, chat: Chat) -> None:
        self._enter(
            FloorCustomer(
                f"{self.plan.ws}/v1/customer",
                self.plan.url,
                self._ticket,
                chat,
                seed=self.play.seed,
                pace=self.play.pace,
                outage=chat.lang == "en" and self._outage.causes(chat.topic, chat.at),
                name=name_of(self._names, chat.lang),
            )
        )

    def _unanswered(self) -> int:
        return sum(one.is_unanswered and self._outage.touches(one.chat.topic) for one in self._inside.values())

    def _share(self, row: Row) -> float:
        at = self._opened + (row.opened_at - self._opened) / (self.play.pace or 1.0)
        return WORK if self._outage.causes(row.topic, round(at)) else 1.0

    def _seat(self, guest: Guest) -> None:
        self._enter(
            FloorCustomer(
                f"{self.plan.ws}/v1/customer",
                self.plan.url,
                _given(guest.ticket),
                guest.chat,
                seed=self.play.seed,
                pace=self.play.pace,
                known=guest.known,
                name=guest.name,
            )
        )

    def _enter(self, customer: FloorCustomer) -> None:
        task: asyncio.Task[object] = asyncio.create_task(customer.run())
        self._inside[task] = customer
        task.add_done_callback(self._leaves)

    def _leaves(self, task: asyncio.Task[object]) -> None:
        customer = self._inside.pop(task)
        if not task.cancelled():
            task.exception()
        self._count(self._gone, customer)
        if customer.ledger.asked_at and customer.ledger.first_human_at:
            self._waits.append(customer.ledger.first_human_at - customer.ledger.asked_at)

    async def _ticket(self) -> str:
        answer = await self._http.post(f"{self.plan.url}/v1/ticket", json={}, headers={"origin": self.plan.url})
        answer.raise_for_status()
        return str(answer.json()["ticket"])

    # the end

    async def close(self) -> Report:
        """Everybody goes home."""
        report = self.report()
        for task in list(self._inside):
            task.cancel()
        await asyncio.gather(*self._inside, return_exceptions=True)
        await asyncio.gather(*(agent.close() for agent in self.agents), return_exceptions=True)
        await self._http.aclose()
        return report

    def report(self) -> Report:
        """What happened so far."""
        report = replace(self._gone, seconds=time.monotonic() - self._began)
        for customer in self._inside.values():
            self._count(report, customer)
        for agent in self.agents:
            for name, number in msgspec.structs.asdict(agent.done).items():
                setattr(report, name, getattr(report, name) + number)
        report.wait_mid_s = statistics.median(self._waits) if self._waits else None
        return report

    @staticmethod
    def _count(report: Report, customer: FloorCustomer) -> None:
        ledger = customer.ledger
        report.chats += 1
        report.asked += ledger.asked_at > 0
        report.met_a_person += customer.met_a_person
        report.gave_up += customer.gave_up
        report.sent += len(ledger.sent)
        report.stored += len(ledger.stored & ledger.sent.keys())
        report.shown += len(set(ledger.shown) & set(ledger.sent.values()))
        report.rated += ledger.rated > 0


def another_queue(row: Row) -> str:
    """Another queue of the demo's floor in the same language; empty: there is none."""
    return next((line.queue for line in LINES if line.lang == row.lang and line.queue != row.queue), "")


def _given(ticket: str) -> Callable[[], Awaitable[str]]:
    async def get() -> str:
        return ticket

    return get


async def _play(told: Told) -> None:
    players = Players(told.plan, told.play)
    settle()
    try:
        await players.run()
        await asyncio.Event().wait()
    finally:
        say(await players.close())


def play_until(plan: Plan, play: Play, stop: threading.Event) -> Report:
    """Play in this process, until the time is over or somebody says stop."""

    async def playing() -> Report:
        players = Players(plan, play)
        run = asyncio.create_task(players.run())
        settle()
        while not run.done() and not stop.is_set():
            await asyncio.wait((run,), timeout=0.2)
        run.cancel()
        await asyncio.gather(run, return_exceptions=True)
        return await players.close()

    return asyncio.run(playing())


def main() -> int:
    """Play until it is told to end."""
    told = msgspec.json.decode(sys.stdin.buffer.readline(), type=Told)
    asyncio.run(until_told(_play(told)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
