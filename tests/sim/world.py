"""One seed, one history: a backend, agents and customers in virtual time, a storm of faults, peace, a reckoning."""

import asyncio
import contextlib
import functools
import gc
import hashlib
import logging
import random
from collections import Counter
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Iterator
from contextvars import Context
from typing import Any, Final, TypeVar

import msgspec

from console.backend import customer_page, gateway_presence, gateway_socket, gateway_watches, service
from console.backend import node as nodes
from console.backend.node import Node
from console.backend.store.faults import StoreFaultError
from console.backend.store.port import Commit, User
from console.core import replica
from console.core.floor.rows import Row
from console.core.wire import codec
from console.desk.session import core, disk, people, shell
from tests.sim.checks import Checks
from tests.sim.desk import Desk, SimDisk, sim_dial, sim_exchange
from tests.sim.floor import OFFERED_WITHIN, RULES, FloorChecks, floor_of
from tests.sim.ledger import Violation
from tests.sim.loop import Process, SimLoop, Stop, chance, clocks, process
from tests.sim.net import End, Net, Weather
from tests.sim.page import Browser
from tests.sim.profile import Profile, drawn
from tests.sim.reckoning import Reckoning
from tests.sim.server import Backend, SimDoor, SimPages
from tests.sim.storm import Storm

T = TypeVar("T")

MOST_STEPS: Final = 60_000
CONVERGED_WITHIN: Final = 10.0
LATE_WITHIN: Final = 45.0
EMPTY_WITHIN: Final = 60.0
QUIET_WITHIN: Final = 90.0
LOOK_EVERY: Final = 0.5
CLIENT_GIVES_UP: Final = 10.0


class Refused(msgspec.Struct):
    """No socket could be had."""

    why: str
    retry_after_ms: int = 0


class Outcome(msgspec.Struct):
    """What one history came to."""

    seed: int
    violations: list[Violation]
    counts: dict[str, int]
    steps: int
    seconds: float
    digest: str
    converged: float = 0.0


class _Task(asyncio.Task[T]):
    """A task that has the same place in a set in every run."""

    n = 0

    def __hash__(self) -> int:
        return self.n


class OrderedSet(dict[Any, None]):
    """A set that is walked in the order in which it was filled, in every run."""

    def __init__(self, some: Iterable[Any] = ()) -> None:
        super().__init__(dict.fromkeys(some))

    def add(self, one: Any) -> None:
        self[one] = None

    def discard(self, one: Any) -> None:
        self.pop(one, None)

    def remove(self, one: Any) -> None:
        del self[one]

    def update(self, *others: Iterable[Any]) -> None:  # type: ignore[override]
        for other in others:
            for one in other:
                self[one] = None

    def __and__(self, other: Any) -> "OrderedSet":
        return OrderedSet(one for one in self if one in other)

    def __rand__(self, other: Any) -> "OrderedSet":
        return OrderedSet(one for one in self if one in other)

    def __sub__(self, other: Any) -> "OrderedSet":
        return OrderedSet(one for one in self if one not in other)


class WorldLoop(SimLoop):
    """The loop, with work on threads that may be simulated by a coroutine."""

    _tasks = 0

    def create_task(  # type: ignore[override]
        self, coro: Coroutine[Any, Any, T], *, name: str | None = None, context: Context | None = None
    ) -> asyncio.Task[T]:
        self._tasks += 1
        _Task.n = self._tasks
        task = _Task(coro, loop=self, name=name, context=context)
        task.n = self._tasks
        owner = process.get() if context is None else context.get(process)
        (owner or self._world).tasks.add(task)
        return task

    def run_in_executor(self, executor: object, func: Callable[..., Any], *args: Any) -> asyncio.Future[Any]:  # type: ignore[override]
        return self.create_task(self._in_thread(func, args))

    async def _in_thread(self, func: Callable[..., Any], args: tuple[Any, ...]) -> Any:
        await asyncio.sleep(0)
        done = func(*args)
        return await done if isinstance(done, Awaitable) else done


class World:
    """Everything of one seed."""

    def __init__(
        self,
        seed: int,
        *,
        profile: Profile | None = None,
        tracing: bool = False,
        flaws: frozenset[str] = frozenset(),
    ) -> None:
        self.seed = seed
        self.rng = random.Random(seed)
        self.profile = profile or drawn(self.rng)
        floor = floor_of(seed) if profile is None else None
        if floor is not None:
            self.profile = msgspec.structs.replace(self.profile, floor=floor, policy=RULES, routing=0.0)
        self.loop = WorldLoop(random.Random(self.rng.getrandbits(48)), interleave=self.profile.interleave)
        self.context = Context()
        self.counts: Counter[str] = Counter()
        self.tracing = tracing
        self.history: list[tuple[float, str, str]] = []
        self.digest = hashlib.blake2b(digest_size=12)
        self.checks = Checks(self)
        self.weather = Weather(random.Random(self.rng.getrandbits(48)))
        self.weather.counts = self.counts
        self.weather.on_sent = self._sent
        self.weather.on_write = self._writes
        self.net = Net(self.loop, random.Random(self.rng.getrandbits(48)), self.weather)
        self.server = Backend(self, random.Random(self.rng.getrandbits(48)), flaws)
        users = [f"agent{n}" for n in range(self.profile.desks)]
        roles = {user: "supervisor" if n == 0 else "agent" for n, user in enumerate(users)}
        self.accounts = [
            User(user, user, user.title(), role, team="tech" if n % 2 else "main", password_hash="x", created_at=1)
            for n, (user, role) in enumerate(roles.items())
        ]
        self.floor = FloorChecks(self, self.profile.floor) if self.profile.floor is not None else None
        self.desks = [Desk(self, user, role, self._rng()) for user, role in roles.items()]
        self.browsers = [Browser(self, f"v{n}", self._rng()) for n in range(self.profile.browsers)]
        self.storm = Storm(self, self._rng())
        self.leap: tuple[float, float] | None = None
        self.leapt = 0.0
        self.leaping = False
        self.healing = False
        self.closing = False
        self.recorded: list[tuple[str, str, str, str]] = []
        """Host, path, id and frame of what clients sent, for the proxy that sends it again."""

    def _rng(self) -> random.Random:
        return random.Random(self.rng.getrandbits(48))

    # what everybody uses

    def count(self, what: str) -> None:
        """One more of these."""
        self.counts[what] += 1

    def trace(self, who: str, what: str) -> None:
        """Something that a reader of the history should see."""
        if self.tracing:
            self.history.append((self.loop.now, who, what))

    @property
    def fine(self) -> float:
        """Virtual seconds without those that were leapt over."""
        return self.loop.now - self.leapt

    async def sleep(self, seconds: float) -> None:
        """By the clock of whoever asks."""
        await asyncio.sleep(seconds)

    def _sent(self, end: End, data: str) -> None:
        self.digest.update(f"{self.loop.now:.6f}{end.name}{data}".encode())
        if self.tracing:
            who = f"{end.name} {end.link.n}" if not end.is_server else f"server→{end.link.host} {end.link.n}"
            self.history.append((self.loop.now, who, data[:300]))
        self.checks.sent(end, data)
        if not end.is_server and data.startswith(('{"t":"cmd"', '{"t":"say"', '{"t":"wish"')):
            self.recorded.append((end.link.host, end.link.path, msgspec.json.decode(data)["id"], data))

    def _writes(self, end: End, where: str, data: str) -> None:
        desk = getattr(end.process, "desk", None)
        if isinstance(desk, Desk):
            desk.boundary(where)
            if where == "before send":
                self.checks.writing(desk, data)

    def committed(self, commit: Commit) -> None:
        """Something became durable."""
        self.digest.update(f"{self.loop.now:.6f}{commit.head.conv}{commit.head.seq}".encode())
        if self.tracing:
            for record in commit.records:
                told = f"{type(record.event).__name__} {' '.join(record.bodies.values())}".strip()
                text = f"{commit.head.conv[:6]}.{record.seq} epoch {record.epoch} by {record.actor}: {told}"
                self.history.append((self.loop.now, "store", text))

    def desk_died(self, desk: Desk) -> None:
        """A program or a machine stopped dead: somebody starts it again."""
        self.loop.call_later(0.1 + desk.rng.random() * 3, self._begin_desk, desk, context=self.context)

    def _begin_desk(self, desk: Desk) -> None:
        if not desk.process.alive:
            desk.begin()

    # the network as clients see it

    async def dial(self, host: str, path: str, own: Process | None) -> End | Refused:
        """A socket to the backend, or why there is none."""
        await asyncio.sleep(self._travel())
        if not await self._reaches(host):
            return Refused("nobody answers")
        if not self.server.listens:
            return Refused("refused")
        if self.storm.door_busy and self.rng.random() < 0.5:
            self.count("handshakes turned away")
            return Refused("busy", 1_000)
        if own is not None and not own.alive:
            return Refused("gone")
        link = self.net.connect(host, path, own, self.server.process)
        self.server.accept(link.server)
        link.server.read = self.checks.heard
        return link.client

    async def call(self, host: str, work: Callable[[Node, int], Coroutine[Any, Any, T]]) -> T | None:
        """One request over HTTP; None when no answer comes."""
        await asyncio.sleep(self._travel())
        if not await self._reaches(host):
            return None
        node = self.server.node
        if node is None or not self.server.listens:
            return None
        answer: asyncio.Future[T | None] = self.loop.create_future()
        own = self.server.process
        own.spawn(_answer(work, node, answer), "http")
        own.at_death(lambda: answer.done() or answer.set_result(None))
        given = await answer
        await asyncio.sleep(self._travel())
        return given if await self._reaches(host) else None

    async def _reaches(self, host: str) -> bool:
        """Whether packets get through at last, before the client gives up."""
        until = self.loop.now + CLIENT_GIVES_UP
        while host in self.weather.parted:
            if self.loop.now >= until:
                return False
            await asyncio.sleep(0.5)
        return True

    def _travel(self) -> float:
        return self.weather.delay + self.weather.jitter * self.rng.random() + 0.001

    # the history

    def run(self) -> Outcome:
        """From the first start to the reckoning."""
        profile, loop, checks = self.profile, self.loop, self.checks
        with installed(self), loop.running():
            weather = self.weather
            weather.delay, weather.jitter = profile.delay, profile.jitter
            checks.watch_disk(self.server.disk)
            self.server.open(self.accounts)
            loop.call_soon(self._begin, context=self.context)
            self._until(0.5)
            self.storm.begin()
            reckoning = Reckoning(self)
            loop.call_later(LOOK_EVERY, reckoning.look, context=self.context)
            self._until(loop.now + profile.seconds)
            took = 0.0
            if not checks.violations:
                self.storm.end()
                took = self._calm_down(reckoning)
            if not checks.violations:
                reckoning.final()
            self._troubles()
            self.closing = self.net.over = True
            loop.close()
            _let_go(loop)
        for name, count in self.server.faults.counts.items():
            self.counts[f"store {name}"] += count
        outcome = Outcome(
            self.seed, checks.violations, dict(self.counts), loop.steps, loop.now, self.digest.hexdigest(), took
        )
        return outcome

    def _begin(self) -> None:
        self.server.begin()
        for desk in self.desks:
            desk.begin()
        for browser in self.browsers:
            browser.begin()

    def _until(self, end: float) -> None:
        """Go on until then; leaps that somebody asks for lengthen it."""
        loop, checks = self.loop, self.checks
        while loop.now < end and not checks.violations:
            stop = loop.run(
                lambda: bool(checks.violations) or self.leap is not None, until=end, steps=MOST_STEPS - loop.steps
            )
            if stop is Stop.STEPS:
                return
            if self.leap is not None:
                leap, self.leap = self.leap, None
                end += leap[0]
                self._leap(*leap)

    def _leap(self, seconds: float, step: float) -> None:
        """Let much time pass in steps: whatever is due in one of them comes at its end, once."""
        loop, checks = self.loop, self.checks
        self.trace("world", f"{seconds:.0f} s pass in steps of {step:.0f} s")
        until = loop.now + seconds
        self.leaping = True
        while loop.now < until and not checks.violations:
            loop.now += step
            self.leapt += step
            loop.run(lambda: bool(checks.violations), until=loop.now + 0.25, steps=MOST_STEPS)
        self.leaping = False
        self.storm.leapt()

    def _calm_down(self, reckoning: Reckoning) -> float:
        """Peace: everybody comes back, and everything is as it is stored, in time."""
        loop = self.loop
        self.trace("world", "the storm is over")
        self.healing = True
        loop.run(lambda: bool(self.checks.violations) or self.server.listens, until=loop.now + 30.0)
        healed = loop.now
        if self.profile.eager:
            for desk in self.desks:
                if desk.session is not None:
                    desk.process.run(desk.session.call, lambda core, now: core.retry_now(now))
            for browser in self.browsers:
                for tab in browser.tabs:
                    tab.online()
        # What a program in the middle has swallowed, or a line that is dead at one end, must be noticed first.
        late = not self.profile.eager or self.profile.swallow or "half open" in self.profile.rates
        within = LATE_WITHIN if late else CONVERGED_WITHIN
        took = self._await(reckoning.not_back, healed, within, "L6")
        self._await(reckoning.unsent, healed, EMPTY_WITHIN, "L6")
        if self.profile.aftermath and not self.checks.violations:
            self._leap(170.0, 5.0)
        # What is still told now is told late: then nothing may be apart any more. A swallowed frame may only now
        # have been noticed, and its console waits for its next attempt as before.
        self._await(reckoning.busy, loop.now, QUIET_WITHIN, "L6")
        self._await(reckoning.apart, loop.now, within, "S8")
        if self.floor is not None:
            self._await(reckoning.unrouted, loop.now, OFFERED_WITHIN, "F4")
            self._await(self.floor.wall_differs, loop.now, OFFERED_WITHIN, "F7")
        return took

    def _await(self, apart: Callable[[], str], since: float, within: float, invariant: str) -> float:
        """Until nothing is apart any more."""
        loop = self.loop
        while not self.checks.violations:
            why = apart()
            if not why:
                return loop.now - since
            if loop.now - since > within:
                self.checks.fail(invariant, f"{within:.0f} s after the storm: {why}")
                break
            self._until(loop.now + 0.25)
        return loop.now - since

    def _troubles(self) -> None:
        for trouble in self.loop.troubles:
            error = trouble.get("exception")
            if not isinstance(error, asyncio.CancelledError | ConnectionError) and not type(error).__name__.startswith(
                "Killed"
            ):
                self.checks.fail("errors", f"{trouble.get('message')}: {error!r}")


def _let_go(loop: WorldLoop) -> None:
    """What the dead began in their clearing up never begins."""
    for task in asyncio.all_tasks(loop):
        task._log_destroy_pending = False  # type: ignore[attr-defined]
        task.get_coro().close()  # type: ignore[union-attr]


async def _answer(
    work: Callable[[Node, int], Coroutine[Any, Any, T]], node: Node, answer: "asyncio.Future[T | None]"
) -> None:
    try:
        given: T | None = await work(node, node.customers.clock())
    except StoreFaultError:
        given = None
    except Exception as problem:
        if not answer.done():
            answer.set_exception(problem)
        return
    if not answer.done():
        answer.set_result(given)


class _Errors(logging.Handler):
    """An error that the product logs is one that it did not expect."""

    def __init__(self, world: World) -> None:
        super().__init__(logging.ERROR)
        self._world = world

    def emit(self, record: logging.LogRecord) -> None:
        told = record.getMessage()
        if self._world.closing:
            return
        if (
            told == "the bot failed"
            and record.exc_info
            and isinstance(record.exc_info[1], ConnectionError | TimeoutError | RuntimeError)
        ):
            return
        error = record.exc_info[1] if record.exc_info else None
        if type(error).__name__ == "KilledError":
            return
        self._world.checks.fail("errors", f"{record.name}: {told}: {error!r}")


_asks_for_person = functools.lru_cache(maxsize=1_000)(service.asks_for_person)
_thanks = functools.lru_cache(maxsize=1_000)(service.is_thanks)


def _asks(text: str) -> Any:
    """What was found in these words before; the mark that numbers them says nothing."""
    return _asks_for_person(text.partition(" [")[0])


class _Remembered:
    """Frames decoded and made safe, by the shipped functions, once for each value rather than once for each reader.

    They are frozen, so readers can share them.
    """

    def __init__(self) -> None:
        self._frames: dict[str, Any] = {}
        self._page_frames: dict[str, Any] = {}
        self._known: dict[int, tuple[Any, Any]] = {}
        """By identity what was asked and found; both are kept, so that no other value has that identity."""
        self._known_records: dict[int, tuple[Any, Any]] = {}
        self._structs: dict[Any, Any] = {}
        self._records: dict[bytes, Any] = {}
        self._safe_struct, self._safe_record = replica.safe_struct, replica.safe_record
        self._decode_server, self._decode_page_server = codec.decode_server, codec.decode_page_server

    def server_frame(self, data: str) -> Any:
        """As `decode_server`."""
        frame = self._frames.get(data)
        if frame is None:
            frame = self._frames[data] = self._decode_server(data)
        return frame

    def page_server_frame(self, data: str) -> Any:
        """As `decode_page_server`."""
        frame = self._page_frames.get(data)
        if frame is None:
            frame = self._page_frames[data] = self._decode_page_server(data)
        return frame

    def struct(self, value: Any) -> Any:
        """As `safe_struct`."""
        known = self._known.get(id(value))
        if known is not None:
            return known[1]
        key = value if type(value) is Row else (type(value), msgspec.json.encode(value))
        safe = self._structs.get(key)
        if safe is None:
            safe = self._structs[key] = self._safe_struct(value)
        self._known[id(value)] = (value, safe)
        return safe

    def record(self, record: Any) -> Any:
        """As `safe_record`."""
        known = self._known_records.get(id(record))
        if known is not None:
            return known[1]
        key = msgspec.json.encode(record)
        safe = self._records.get(key)
        if safe is None:
            safe = self._records[key] = self._safe_record(record)
        self._known_records[id(record)] = (record, safe)
        return safe


@contextlib.contextmanager
def installed(world: World) -> Iterator[None]:
    """The shipped code on simulated machines, for as long as one world lasts."""
    safe = _Remembered()
    places: list[tuple[Any, str, Any]] = [
        (codec, "decode_server", safe.server_frame),
        (codec, "decode_page_server", safe.page_server_frame),
        (replica, "safe_struct", safe.struct),
        (replica, "safe_record", safe.record),
        (core, "safe_struct", safe.struct),
        (people, "safe_struct", safe.struct),
        (nodes, "Door", SimDoor),
        (nodes, "Pages", SimPages),
        (nodes, "asks_for_person", _asks),
        (service, "asks_for_person", _asks),
        (service, "is_thanks", _thanks),
        (shell, "dial", sim_dial),
        (shell, "exchange", sim_exchange),
        (disk, "Disk", SimDisk),
        *((module, "set", OrderedSet) for module in (gateway_presence, gateway_socket, gateway_watches, service)),
        # Sets of sockets are walked in one order, whatever their addresses in memory are.
        (customer_page.Page, "__hash__", _by_connection),
        (gateway_socket.ConsoleSocket, "__hash__", _by_connection),
    ]
    kept = [(place, name, getattr(place, name, None)) for place, name, _ in places]
    log, errors = logging.getLogger("warmline"), _Errors(world)
    level, propagates = log.level, log.propagate
    log.setLevel(logging.ERROR)
    log.propagate = False
    log.addHandler(errors)
    collects = gc.isenabled()
    gc.disable()
    for place, name, value in places:
        setattr(place, name, value)
    try:
        with chance(world.rng), clocks(world.loop):
            yield
    finally:
        for place, name, value in kept:
            if value is None:
                delattr(place, name)
            else:
                setattr(place, name, value)
        log.removeHandler(errors)
        log.setLevel(level)
        log.propagate = propagates
        if collects:
            gc.enable()


def _by_connection(self: Any) -> int:
    return int(self.connection.n)


def play(seed: int, *, tracing: bool = False, flaws: frozenset[str] = frozenset()) -> tuple[World, Outcome]:
    """The history of this seed."""
    world = World(seed, tracing=tracing, flaws=flaws)
    return world, world.run()
