"""The backend's machine: the shipped node, without its door, in a process that starts, stops, crashes, is restored."""

import asyncio
import contextlib
import random
from collections import Counter
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from websockets.exceptions import ConnectionClosed

from console.backend import node as nodes
from console.backend.door_listen import Listening
from console.backend.node import Node, NodeOptions
from console.backend.store.faults import StoreFaultError
from console.backend.store.port import User
from console.core.conversation import commands as c
from console.core.conversation.words import State
from console.core.floor.policy import ONE_DESK
from console.errors import WarmlineError
from tests.sim.bot import ScriptedBot
from tests.sim.disk import Disk
from tests.sim.faults import Faults
from tests.sim.loop import Process, process
from tests.sim.net import End
from tests.sim.store import SimStore

if TYPE_CHECKING:
    from tests.sim.world import World


class SimDoor:
    """Stands in for the door: sockets come from the simulated network."""

    def __init__(self, routes: Mapping[str, Any], *args: Any, **words: Any) -> None:
        self.routes = routes
        self.refused: Counter[int] = Counter()
        self.listening = False
        self._open: dict[int, tuple[End, asyncio.Task[None]]] = {}

    @property
    def open_sockets(self) -> int:
        """Of any kind."""
        return len(self._open)

    def spread_ms(self) -> int:
        """As the door says it."""
        return 200 * len(self._open)

    async def start(self, *where: Any) -> Listening:
        """Let people in."""
        self.listening = True
        return Listening("127.0.0.1", 1, False)

    def take(self, end: End, own: Process) -> None:
        """One more socket."""
        task = own.spawn(self._serve(end), f"{end.link.path} {end.link.host}")
        self._open[end.n] = (end, task)

    async def _serve(self, end: End) -> None:
        try:
            async with end:
                await self.routes[end.link.path].handler(end)
        except (ConnectionClosed, TimeoutError, StoreFaultError):
            # As the door does: it is logged, and the socket ends.
            pass
        finally:
            self._open.pop(end.n, None)
            end.transport.abort()

    async def close(
        self, code: int, reason: str, grace: float, farewell: Callable[[], Awaitable[object]] | None = None
    ) -> None:
        """Say goodbye, close what is open, and wait for it a little."""
        loop = asyncio.get_running_loop()
        until = loop.time() + grace
        self.listening = False
        if farewell is not None:
            async with asyncio.timeout(grace / 2):
                await farewell()
        ends = list(self._open.values())
        goodbyes = [asyncio.create_task(end.close(code, reason)) for end, _ in ends]
        running = [*goodbyes, *(task for _, task in ends)]
        if running:
            await asyncio.wait(goodbyes, timeout=max(0.0, until - loop.time()))
        for end, _ in ends:
            end.transport.abort()
        if running:
            _, late = await asyncio.wait(running, timeout=1.0)
            for task in late:
                task.cancel()


class SimPages:
    """Stands in for what needs HTTP."""

    def __init__(self, *args: Any, **words: Any) -> None:
        pass

    def app(self) -> None:
        """There is none."""


class NoArticles:
    """An empty help folder."""

    def listed(self, lang: str) -> tuple[Any, ...]:
        """Nothing."""
        return ()


class _Erasures:
    """What the node asks of every store on its start, where nobody was ever erased."""

    async def erasures_done(self) -> frozenset[str]:
        """None."""
        return frozenset()


class WorldStore(SimStore, _Erasures):
    """The store of a world without erasures."""


class Backend:
    """One machine with one disk, and the backend's processes on it, one after another."""

    def __init__(self, world: "World", rng: random.Random, flaws: frozenset[str]) -> None:
        self.world = world
        self.rng = rng
        self.disk = Disk(rng.randbytes(32))
        self.faults = Faults(random.Random(rng.getrandbits(48)))
        self.flaws = flaws
        self.process: Process = world.loop.process("server")
        self.node: Node | None = None
        self.up = False
        self.backup: Disk | None = None
        self.since = 0.0
        """When it was up last."""
        self.back_after = 0.5
        """How long after its death the next process starts."""

    def open(self, users: list[User]) -> None:
        """For the first time, with its accounts."""
        for user in users:
            self.disk.add_user(user)

    def begin(self) -> None:
        """Start a process."""
        world = self.world
        self.process = world.loop.process("server")
        self.process.server = self  # type: ignore[attr-defined]
        self.process.at_death(self._died)
        self.process.spawn(self._run(self.process), "node")

    async def _run(self, own: Process) -> None:
        world = self.world
        try:
            store = WorldStore(self.disk, self.faults, flaws=self.flaws)
            bot = ScriptedBot(random.Random(self.rng.getrandbits(48)), world.profile.bot_trouble)
            options = NodeOptions(
                store=Path("/sim/warmline.db"),
                pace=0.0,
                policy=world.profile.policy,
                floor=world.profile.floor or ONE_DESK,
            )
            node = Node(options, store, bot, NoArticles())  # type: ignore[arg-type]
            world.checks.restarted()
            await node.start()
        except WarmlineError as problem:
            # As the person who runs it would: start it again.
            world.trace("server", f"does not start: {problem.code}")
            world.count("starts that failed")
            world.loop.kill(own)
            return
        except Exception as problem:
            world.checks.fail("errors", f"the backend does not start: {problem!r}")
            raise
        self.node = node
        self.up = True
        self.since = world.loop.now
        world.trace("server", "is up")
        own.spawn(self._route_waiting(node), "router")

    def _died(self) -> None:
        self.up = False
        self.node = None
        self.world.checks.pending.clear()
        self.world.loop.call_later(self.back_after, self.begin, context=self.world.context)
        self.back_after = 0.2 + self.rng.random() * 2

    def crash(self, why: str = "crashes") -> None:
        """The process is gone at once; another one starts some time later."""
        if self.process.alive:
            self.world.trace("server", why)
            self.world.loop.kill(self.process)

    def restart(self) -> None:
        """In order: everybody is told, then it stops and starts."""
        if self.node is not None and self.up:
            self.world.trace("server", "restarts in order")
            self.up = False
            self.process.spawn(self._close(self.node, self.process), "close")

    async def _close(self, node: Node, own: Process) -> None:
        # Who runs it does not wait for ever either.
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(20.0):
                await node.close()
        self.back_after = 0.3
        self.world.loop.kill(own)

    def restore(self) -> None:
        """The older backup takes the place of the disk."""
        if self.backup is not None and self.process.alive:
            self.crash("is restored from its backup")
            self.disk.adopt(self.backup)
            self.disk.epoch = ""
            self.disk.ghosts = []
            self.world.checks.took_backup()

    def save(self) -> None:
        """Take a backup."""
        self.backup = self.disk.copy()

    def accept(self, end: End) -> None:
        """A socket from the network."""
        assert self.node is not None
        self.node.door.take(end, self.process)  # type: ignore[attr-defined]

    @property
    def listens(self) -> bool:
        """Whether a socket would be accepted."""
        return self.up and self.node is not None and self.node.door.listening  # type: ignore[attr-defined]

    async def _route_waiting(self, node: Node) -> None:
        """A little router: who waits is offered to somebody now and then, so that offers are seen too."""
        rng = random.Random(self.rng.getrandbits(48))
        while True:
            await asyncio.sleep(1.0 + rng.random() * 4)
            waiting = [one.head for one in node.service.heads.values() if one.head.state is State.QUEUED]
            present = [desk.user for desk in self.world.desks if node.people.present(desk.user)]
            if waiting and present and not self.world.healing and rng.random() < self.world.profile.routing:
                head = rng.choice(waiting)
                until = node.service.clock() + rng.choice((3_000, 20_000))
                offer = c.MakeOffer(f"o{rng.getrandbits(40):x}", rng.choice(present), until, rng.random() < 0.2)
                await node.service.system(head.conv, offer, epoch=head.epoch)


def here() -> Backend:
    """The backend whose process this is."""
    server = getattr(process.get(), "server", None)
    assert isinstance(server, Backend)
    return server


Work = Callable[[Node, int], Coroutine[Any, Any, Any]]

__all__ = ["Backend", "SimDoor", "SimPages", "Work", "here", "nodes"]
