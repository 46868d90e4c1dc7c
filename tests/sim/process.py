"""A simulated process: what belongs to it, its clocks, and the callbacks that wait for its turn."""

import asyncio
import weakref
from collections.abc import Callable, Coroutine
from contextvars import Context, ContextVar, copy_context
from typing import TYPE_CHECKING, Any, Final, NoReturn, TypeVar

if TYPE_CHECKING:
    from tests.sim.loop import SimLoop

T = TypeVar("T")

RUNNING, FROZEN, DEAD = range(3)


class Process:
    """One incarnation of a simulated process; what it starts (tasks, callbacks, timers) belongs to it."""

    def __init__(self, loop: "SimLoop", name: str) -> None:
        self.loop = loop
        self.name = name
        self.tasks: weakref.WeakSet[asyncio.Task[Any]] = weakref.WeakSet()
        self.slept = 0.0
        """Seconds for which its machine was suspended: its monotonic clock stood still then."""
        self.state = RUNNING
        self.held: list[Handle] = []
        self.frozen_at = 0.0
        self.deaths: list[Callable[[], None]] = []

    def __repr__(self) -> str:
        return f"<Process {self.name} {('running', 'frozen', 'dead')[self.state]}>"

    @property
    def alive(self) -> bool:
        """Not killed (perhaps frozen)."""
        return self.state != DEAD

    @property
    def frozen(self) -> bool:
        """Suspended for the moment."""
        return self.state == FROZEN

    def now_ms(self) -> int:
        """Its machine's wall clock."""
        return self.loop.now_ms(self.name)

    def mono_ms(self) -> int:
        """Its monotonic clock, which stops in sleep."""
        asleep = self.loop.now - self.frozen_at if self.state == FROZEN else 0.0
        return round((self.loop.now - self.slept - asleep) * 1000)

    def boot_ms(self) -> int:
        """Its boot-time clock, which goes on in sleep."""
        return round(self.loop.now * 1000)

    def clocks_ms(self) -> tuple[int, int, int]:
        """All three: wall, monotonic, boot-time."""
        now = self.loop.now
        asleep = now - self.frozen_at if self.state == FROZEN else 0.0
        boot = round(now * 1000)
        return self.loop.now_ms(self.name), round((now - self.slept - asleep) * 1000), boot

    def run(self, do: Callable[..., T], *args: Any) -> T:
        """Call it as this process would, with the loop running."""
        with self.loop.running():
            return self._context().run(do, *args)

    def spawn(self, work: Coroutine[Any, Any, T], name: str = "") -> asyncio.Task[T]:
        """A task of this process."""
        return self.loop.create_task(work, name=name or None, context=self._context())

    def call_soon(self, do: Callable[..., object], *args: Any) -> None:
        """Let this process call it at its next turn."""
        self.loop.call_soon(do, *args, context=self._context())

    def at_death(self, do: Callable[[], None]) -> None:
        """Call it when this process is killed: what its kernel does for it (sockets, locks)."""
        self.deaths.append(do)

    async def die(self) -> NoReturn:
        """Called by the process itself at a crash point: nothing of it runs after this line."""
        self.loop.kill(self)
        await self.loop.create_future()
        raise AssertionError("a dead process went on")

    def _context(self) -> Context:
        context = copy_context()
        context.run(process.set, self)
        return context


process: Final[ContextVar[Process | None]] = ContextVar("process", default=None)
"""Whose turn it is; None: the world itself (network, customers' hands, checks)."""


class Handle:
    """A callback that waits for its turn."""

    __slots__ = ("_args", "_callback", "_cancelled", "_context", "_when")

    def __init__(self, callback: Callable[..., object], args: tuple[Any, ...], context: Context, when: float) -> None:
        self._callback = callback
        self._args = args
        self._context = context
        self._cancelled = False
        self._when = when

    def cancel(self) -> None:
        """Never call it."""
        self._cancelled = True
        self._callback, self._args = _nothing, ()

    def cancelled(self) -> bool:
        """Whether it was cancelled."""
        return self._cancelled

    def when(self) -> float:
        """Of a timer: its time, on its process's monotonic clock."""
        return self._when


def _nothing() -> None:
    pass
