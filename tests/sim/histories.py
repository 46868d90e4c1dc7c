"""Histories of ownership: eight agents race over one or two conversations through the shipped service, which is killed.

Commands keep their ids when they are sent again; answers get lost, doubled and late; the store has faults.
"""

import asyncio
import contextlib
import random
from collections import Counter
from contextvars import copy_context
from typing import Any, Final

from console.backend.service import Committing, Service
from console.backend.store.faults import StoreFaultError
from console.backend.timers import run_timers
from console.core.conversation import commands as c
from console.core.conversation.context import Actor, AgentView
from console.core.conversation.model import Head
from console.core.wire.frames import Result
from tests.sim.disk import Disk
from tests.sim.faults import Fault, Faults
from tests.sim.linear import Answer, Call, Operation, Ownership, TooHardError, check, explain
from tests.sim.loop import Process, SimLoop, StuckError, chance
from tests.sim.store import SimStore

AGENTS: Final = tuple(f"a{n}" for n in range(1, 9))
LEADS: Final = frozenset({"a7", "a8"})
CUSTOMER: Final = Actor("customer", "k1")
MOST_STEPS: Final = 400_000
ATTEMPTS: Final = 5
ROUGH: Final = {
    Fault.FAIL: 0.04,
    Fault.AMBIGUOUS: 0.06,
    Fault.GHOST: 0.04,
    Fault.SLOW: 0.06,
    Fault.CRASH_BEFORE: 0.02,
    Fault.CRASH_AFTER: 0.03,
    Fault.BUSY: 0.02,
    Fault.READ: 0.01,
}

_PLAIN: Final[dict[str, c.Command]] = {
    "take": c.Take(),
    "force": c.Take(force=True),
    "hand_back": c.HandBack(),
    "requeue": c.Requeue(),
}


class History:
    """What happened under one seed, and whether it can be explained."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.begins: dict[str, Ownership] = {}
        self.operations: dict[str, list[Operation]] = {}
        self.counts: Counter[str] = Counter()
        self.problems: list[str] = []

    @property
    def told(self) -> str:
        """The whole history as one text: the same for the same seed."""
        return "\n".join(f"{conv} {one}" for conv, told in self.operations.items() for one in told)

    def judge(self) -> list[str]:
        """Everything that is wrong with it."""
        found = list(self.problems)
        for conv, operations in self.operations.items():
            try:
                verdict = check(operations, self.begins[conv])
            except TooHardError as error:
                self.counts["undecided"] += 1
                found.append(f"{conv}: undecided, {error}")
                continue
            self.counts["nodes"] += verdict.nodes
            if not verdict.holds:
                found.append(f"{conv} is not linearizable:\n{explain(operations, verdict)}")
        return found


class Everybody:
    """All agents are there and have room."""

    def view(self, agent: str, head: object = None) -> AgentView:
        return AgentView(present=True)


class Server:
    """One incarnation of the backend."""

    def __init__(self, race: "Race") -> None:
        self.race = race
        self.process: Process = race.loop.process("server")
        self.service: Service | None = None
        self.process.at_death(race.server_died)
        self.process.spawn(self._start())

    async def _start(self) -> None:
        race = self.race
        try:
            store = await SimStore.open(race.disk, race.faults, flaws=race.flaws)
            service = Service(store, Everybody(), self.process.now_ms)
            service.listen(race.heard)
            await service.load()
        except StoreFaultError:
            await self.process.die()
        self.service = service
        race.up.set()
        await run_timers(service)

    async def carry_out(self, conv: str, call: Call, id: str, answered: "asyncio.Future[Answer | None]") -> None:
        """One frame of a console; the answer goes back over the network."""
        assert self.service is not None
        if call.kind == "look":
            try:
                stored = await self.service.head(conv)
            except StoreFaultError:
                self.race.send_back(answered, None)
                return
            assert stored is not None
            standing = ownership(stored.head)
            self.race.send_back(answered, Answer("", standing.owner, standing.epoch, str(stored.head.state)))
            return
        actor = Actor("agent", call.agent, "supervisor" if call.leads else "agent")
        result = await self.service.handle(conv, command(call), actor, command_id=id, epoch=call.epoch)
        self.race.send_back(answered, read(result))


def command(call: Call) -> c.Command:
    """The product's command for a call."""
    match call.kind:
        case "transfer":
            return c.Transfer(agent=call.to)
        case "assign":
            return c.Assign(call.to)
        case "reply":
            return c.Reply("hello, a person here")
    return _PLAIN[call.kind]


def read(result: Result) -> Answer | None:
    """None: to be sent again."""
    if result.status == "retry":
        return None
    return Answer(result.code, result.owner, result.epoch, result.state)


def ownership(head: Head) -> Ownership:
    """The register as a head says it."""
    owner = head.owner.id or head.owner.kind if head.owner else ""
    offer = head.offer.agent if head.offer else ""
    return Ownership(owner, head.epoch, offer, head.request is not None, head.transfers)


class Race:
    """The world of one history."""

    def __init__(self, seed: int, *, flaws: frozenset[str] = frozenset()) -> None:
        self.rng = rng = random.Random(seed)
        self.flaws = flaws
        self.history = History(seed)
        self.loop = SimLoop(random.Random(rng.getrandbits(64)), interleave=True)
        self.disk = Disk()
        self.faults = Faults(random.Random(rng.getrandbits(64)))
        self.convs = [f"c{n}" for n in range(1, rng.choice((1, 1, 2)) + 1)]
        self.rough = rng.random() < 0.7
        self.loss = rng.choice((0.0, 0.05, 0.2))
        self.cancels = rng.choice((0.0, 0.1))
        self.kills = rng.choice((0, 1, 2, 3))
        self.hurry = rng.choice((0.002, 0.01, 0.05))
        self.told: dict[str, Ownership] = {}
        self.server: Server | None = None
        self.up = asyncio.Event()
        self.context = copy_context()
        self.tick = 0

    def run(self) -> History:
        """From the customers' first words to the last standing."""
        try:
            self.loop.complete(self._play(), steps=MOST_STEPS)
        except StuckError as error:
            self.history.problems.append(str(error))
        finally:
            for trouble in self.loop.troubles:
                self.history.problems.append(f"unhandled: {trouble.get('exception') or trouble['message']!r}")
            self.history.counts["steps"] = self.loop.steps
            self.history.counts.update(self.faults.counts)
            self.loop.close()
        return self.history

    async def _play(self) -> None:
        await self._open_house()
        if self.rough:
            self.faults.rates = dict(ROUGH)
            self.faults.slow_s = (0.02, 0.2)
        killer = asyncio.ensure_future(self._kill_now_and_then())
        await asyncio.gather(*(self._work(agent) for agent in AGENTS))
        killer.cancel()
        self.faults.rates = {}
        await self._end()

    async def _open_house(self) -> None:
        server = self.server = Server(self)
        await self.up.wait()
        assert server.service is not None
        for conv in self.convs:
            asked = server.service.handle(conv, c.AskPerson(), CUSTOMER, command_id=f"begin-{conv}")
            result = await server.process.spawn(asked)
            assert result.status == "ok", result
            stored = self.disk.head(conv)
            assert stored is not None
            self.told[conv] = self.history.begins[conv] = ownership(stored.head)
            self.history.operations[conv] = []

    async def _end(self) -> None:
        """Wait for what is still on its way, then hold the disk and the service's memory against the history."""
        await asyncio.sleep(2.0)
        await self.up.wait()
        assert self.server is not None
        assert self.server.service is not None
        await self.server.process.spawn(self.server.service.settle())
        for conv in self.convs:
            stored, known = self.disk.head(conv), self.server.service.heads.get(conv)
            if stored is None:
                self.history.problems.append(f"{conv} is gone")
                continue
            head, begun = stored.head, self._now()
            last = ownership(head)
            answer = Answer("", last.owner, last.epoch, str(head.state))
            self.history.operations[conv].append(Operation(Call("look", "the disk"), begun, self._now(), answer))
            if known is not None and known.head != head:
                self.history.problems.append(f"{conv}: the service believes {known.head}, stored is {head}")

    def _now(self) -> int:
        self.tick += 1
        return self.tick

    # the server's machine

    async def _kill_now_and_then(self) -> None:
        for _ in range(self.kills):
            await asyncio.sleep(self.rng.uniform(0.0, 16 * self.hurry))
            if self.server is not None:
                self.loop.kill(self.server.process)

    def server_died(self) -> None:
        """Its supervisor starts it again."""
        self.server = None
        self.up.clear()
        self.history.counts["kills"] += 1
        self.loop.call_later(self.rng.uniform(0.001, 0.03), self._start_again, context=self.context)

    def _start_again(self) -> None:
        self.server = Server(self)

    def heard(self, told: Committing) -> None:
        """What the feed brings to the desks."""
        self.told[told.stored.head.conv] = ownership(told.stored.head)

    # the agents

    async def _work(self, agent: str) -> None:
        seen: dict[str, Ownership] = dict(self.told)
        for n in range(self.rng.randint(3, 6)):
            await asyncio.sleep(self.rng.expovariate(1 / self.hurry))
            conv = self.rng.choice(self.convs)
            if self.rng.random() < 0.6:
                seen[conv] = self.told[conv]
            call = self._choose(agent, seen[conv])
            begun = self._now()
            answer = await self._ask(conv, call, f"{agent}-{n}")
            self._note(conv, Operation(call, begun, None if answer is None else self._now(), answer))
            if answer is not None:
                seen[conv] = seen[conv]._replace(owner=answer.owner, epoch=answer.epoch)

    def _choose(self, agent: str, seen: Ownership) -> Call:
        rng, leads = self.rng, agent in LEADS
        epoch = seen.epoch + (rng.random() < 0.05)
        if rng.random() < 0.12:
            return Call("look", agent)
        if leads and rng.random() < 0.5:
            kind = rng.choice(("force", "requeue", "assign", "transfer"))
        elif seen.owner == agent:
            kind = rng.choice(("reply", "reply", "hand_back", "hand_back", "transfer"))
        else:
            kind = rng.choice(("take", "take", "take", "take", "hand_back"))
        to = ""
        if kind == "assign" or (kind == "transfer" and rng.random() < 0.5):
            to = rng.choice(AGENTS)
        return Call(kind, agent, epoch, to, leads)

    async def _ask(self, conv: str, call: Call, id: str) -> Answer | None:
        """The same command under the same id until it is answered, or given up for dead."""
        for attempt in range(ATTEMPTS):
            answered: asyncio.Future[Answer | None] = self.loop.create_future()
            self.history.counts["attempts"] += 1
            self._send(conv, call, id, answered)
            if self.rng.random() < 0.05:
                self._send(conv, call, id, answered)
            with contextlib.suppress(TimeoutError):
                answer = await asyncio.wait_for(answered, self.rng.uniform(0.005, 0.08) * (attempt + 1))
                if answer is not None:
                    return answer
            if self.rng.random() < 0.08:
                break
            await asyncio.sleep(self.rng.uniform(0.001, 0.03))
        return None

    def _note(self, conv: str, operation: Operation) -> None:
        counts = self.history.counts
        self.history.operations[conv].append(operation)
        counts["operations"] += 1
        if operation.answer is None:
            counts["unknown"] += 1
        elif operation.answer.code:
            counts["refused"] += 1
        else:
            counts["done"] += 1

    # the network

    def _lost(self) -> bool:
        return self.rng.random() < self.loss

    def _send(self, conv: str, call: Call, id: str, answered: "asyncio.Future[Answer | None]") -> None:
        if self._lost():
            self.history.counts["lost"] += 1
            return
        self.loop.call_later(self.rng.expovariate(1 / 0.002), self._arrive, conv, call, id, answered)

    def _arrive(self, conv: str, call: Call, id: str, answered: "asyncio.Future[Answer | None]") -> None:
        server = self.server
        if server is None or server.service is None:
            return
        working = server.process.spawn(server.carry_out(conv, call, id, answered))
        if self.rng.random() < self.cancels:
            # The console's connection ends, and with it the work for it.
            self.history.counts["cancelled"] += 1
            self.loop.call_later(self.rng.uniform(0.0, 0.004), working.cancel)

    def send_back(self, answered: "asyncio.Future[Answer | None]", answer: Answer | None) -> None:
        """The answer's way to the desk."""
        if self._lost():
            self.history.counts["lost"] += 1
            return
        delay = self.rng.expovariate(1 / 0.002)
        self.loop.call_later(delay, _deliver, answered, answer, context=self.context)


def _deliver(answered: "asyncio.Future[Any]", answer: Answer | None) -> None:
    if not answered.done():
        answered.set_result(answer)


def history(seed: int, *, flaws: frozenset[str] = frozenset()) -> History:
    """The one history of this seed."""
    with chance(random.Random(seed)):
        return Race(seed, flaws=flaws).run()
