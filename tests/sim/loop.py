"""An asyncio event loop in virtual time, with processes that crash, sleep and misread the clock; one seed, one history.

No selector, no thread, no real clock: a timer's time comes as soon as nothing else is to be done.
"""

import asyncio
import contextlib
import heapq
import random
from asyncio import events
from collections import deque
from collections.abc import Callable, Coroutine, Iterator
from contextvars import Context, copy_context
from enum import StrEnum
from typing import Any, Final, TypeVar

from tests.sim.chance import chance, clocks
from tests.sim.process import DEAD, FROZEN, RUNNING, Handle, Process, process

__all__ = ["START_MS", "Process", "SimLoop", "Stop", "StuckError", "chance", "clocks", "process"]

T = TypeVar("T")

START_MS: Final = 1_750_000_000_000
"""The wall clock's time, in milliseconds since the epoch, when a world begins."""

_CLOSINGS: Final = 8
"""How often a buried coroutine that awaits again in its own clearing up is told to end."""


class Stop(StrEnum):
    """Why a run ended."""

    MET = "met"
    """The condition holds."""
    TIME = "time"
    STEPS = "steps"
    IDLE = "idle"
    """Nothing is ready and no timer is set: whoever still waits, waits for ever."""


class StuckError(AssertionError):
    """A world ended in another way than it had to: deadlocked, or too long."""


class SimLoop(asyncio.AbstractEventLoop):
    """The loop of a whole world: every simulated process shares it, and each callback counts as one step."""

    def __init__(self, rng: random.Random | None = None, *, interleave: bool = False) -> None:
        """`interleave`: draw whose callback comes next among the processes that are ready at one time.

        Within one process the order stays first in, first out, as asyncio promises.
        """
        self.rng = rng or random.Random(0)
        self.interleave = interleave
        self.now = 0.0
        """Virtual seconds since the world began; sleeping and clock jumps leave it alone."""
        self.steps = 0
        self.offsets: dict[str, int] = {}
        """How many milliseconds each machine's wall clock is wrong by; outlives its processes."""
        self.thread_delay: Callable[[], float] | None = None
        """How long work takes that is handed to a thread; None: it is done at the next turn."""
        self.troubles: list[dict[str, Any]] = []
        """What was reported as unhandled: exceptions in callbacks, and in tasks that nobody awaited."""
        self._world = Process(self, "world")
        self._ready: deque[Handle] = deque()
        self._timers: list[tuple[float, int, Handle]] = []
        self._ties = 0
        self._turn_left = 0
        self._graves: list[asyncio.Task[Any]] = []
        self._closed = False
        self._stopping = False
        self._handler: Callable[[asyncio.AbstractEventLoop, dict[str, Any]], object] | None = None

    # processes

    def process(self, name: str) -> Process:
        """A new incarnation."""
        return Process(self, name)

    def kill(self, dead: Process) -> None:
        """As by SIGKILL: no callback and no task of it ever runs again, and no `finally` either."""
        if dead.state == DEAD:
            return
        dead.state = DEAD
        # Kept until the world ends: a coroutine that is collected would run its `finally` blocks.
        self._graves.extend(dead.tasks)
        dead.held.clear()
        for do in dead.deaths:
            do()

    def freeze(self, frozen: Process) -> None:
        """Suspend it (a closed lid, SIGSTOP): its callbacks and timers wait."""
        if frozen.state == RUNNING:
            frozen.state = FROZEN
            frozen.frozen_at = self.now

    def thaw(self, frozen: Process, *, asleep: bool = True) -> None:
        """Let it go on. `asleep`: its monotonic clock, and so its timers, stood still meanwhile."""
        if frozen.state != FROZEN:
            return
        frozen.state = RUNNING
        if asleep:
            frozen.slept += self.now - frozen.frozen_at
        held, frozen.held = frozen.held, []
        for handle in held:
            if handle._when:
                self._set_timer(handle, handle._when + frozen.slept)
            else:
                self._ready.append(handle)

    def now_ms(self, machine: str = "") -> int:
        """The wall clock of this machine, in milliseconds since the epoch; of none: the true one."""
        return START_MS + round(self.now * 1000) + self.offsets.get(machine, 0)

    def jump(self, machine: str, ms: int) -> None:
        """Move this machine's wall clock, and nothing else."""
        self.offsets[machine] = self.offsets.get(machine, 0) + ms

    # driving

    @contextlib.contextmanager
    def running(self) -> Iterator[None]:
        """Be the running loop, for code that asks for it outside of any callback."""
        before = events._get_running_loop()
        events._set_running_loop(self)
        try:
            yield
        finally:
            events._set_running_loop(before)

    def run(
        self,
        condition: Callable[[], bool] | None = None,
        *,
        until: float = float("inf"),
        steps: int = 1 << 62,
        each: Callable[[], None] | None = None,
    ) -> Stop:
        """Run callbacks until the condition holds, virtual time `until` has come, or so many steps are done.

        Time stands at `until` afterwards if that ended it. `each` is called after every step.
        """
        last, step = self.steps + steps, self._step
        with self.running():
            while True:
                if condition is not None and condition():
                    return Stop.MET
                if self.steps >= last:
                    return Stop.STEPS
                if self._turn_left <= 0 and not self._begin_turn(until):
                    if until == float("inf"):
                        return Stop.IDLE
                    self.now = max(self.now, until)
                    return Stop.TIME
                step()
                if each is not None:
                    each()

    def complete(self, work: Coroutine[Any, Any, T] | asyncio.Future[T], *, steps: int = 1 << 62) -> T:
        """Run until this is done; its result.

        Raises:
            StuckError: it never will be, or it takes more steps than that.
        """
        future = self.create_task(work) if isinstance(work, Coroutine) else work
        stop = self.run(future.done, steps=steps)
        if stop is not Stop.MET:
            raise StuckError(f"{stop} after {self.steps} steps at {self.now:.3f} s: {future!r}")
        return future.result()

    def _begin_turn(self, until: float) -> bool:
        """Gather what is ready now, moving time on if nothing is; False: nothing more until then."""
        timers = self._timers
        while True:
            while timers and timers[0][2]._cancelled:
                heapq.heappop(timers)
            if not self._ready:
                if not timers or timers[0][0] > until:
                    return False
                self.now = max(self.now, timers[0][0])
            while timers and timers[0][0] <= self.now:
                handle = heapq.heappop(timers)[2]
                if not handle._cancelled and self._is_due(handle):
                    self._ready.append(handle)
            if self._ready:
                break
        if self.interleave and len(self._ready) > 1:
            self._interleave()
        self._turn_left = len(self._ready)
        return True

    def _is_due(self, handle: Handle) -> bool:
        owner = handle._context.get(process)
        if owner is None:
            return True
        if owner.state == FROZEN:
            owner.held.append(handle)
            return False
        # It was set before its process slept: it has that much longer to wait.
        due = handle._when + owner.slept
        if due > self.now:
            self._set_timer(handle, due)
            return False
        handle._when = 0.0
        return True

    def _interleave(self) -> None:
        owners = [handle._context.get(process) for handle in self._ready]
        if owners.count(owners[0]) == len(owners):
            return
        queues: dict[Process | None, deque[Handle]] = {}
        for owner, handle in zip(owners, self._ready, strict=True):
            queues.setdefault(owner, deque()).append(handle)
        self.rng.shuffle(owners)
        self._ready = deque(queues[owner].popleft() for owner in owners)

    def _step(self) -> None:
        self._turn_left -= 1
        handle = self._ready.popleft()
        owner = handle._context.get(process)
        if owner is not None and owner.state != RUNNING:
            if owner.state == FROZEN:
                owner.held.append(handle)
            return
        self.steps += 1
        try:
            handle._context.run(handle._callback, *handle._args)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as error:
            if owner is None:
                # The world's own code: a check that failed.
                raise
            self.call_exception_handler({"message": "exception in a callback", "exception": error, "handle": handle})

    # what asyncio asks of a loop

    def time(self) -> float:
        """The monotonic clock of whoever asks."""
        owner = process.get()
        return self.now if owner is None else self.now - owner.slept

    def call_soon(self, callback: Callable[..., object], *args: Any, context: Context | None = None) -> Handle:  # type: ignore[override]
        handle = Handle(callback, args, copy_context() if context is None else context, 0.0)
        if not self._closed:
            self._ready.append(handle)
        return handle

    call_soon_threadsafe = call_soon  # type: ignore[assignment]

    def call_later(  # type: ignore[override]
        self, delay: float, callback: Callable[..., object], *args: Any, context: Context | None = None
    ) -> Handle:
        return self.call_at(self.time() + max(delay, 0.0), callback, *args, context=context)

    def call_at(  # type: ignore[override]
        self, when: float, callback: Callable[..., object], *args: Any, context: Context | None = None
    ) -> Handle:
        handle = Handle(callback, args, copy_context() if context is None else context, when)
        owner = handle._context.get(process)
        self._set_timer(handle, when if owner is None else when + owner.slept)
        return handle

    def _set_timer(self, handle: Handle, at: float) -> None:
        if not self._closed:
            self._ties += 1
            heapq.heappush(self._timers, (at, self._ties, handle))

    def create_future(self) -> asyncio.Future[Any]:
        return asyncio.Future(loop=self)

    def create_task(  # type: ignore[override]
        self, coro: Coroutine[Any, Any, T], *, name: str | None = None, context: Context | None = None
    ) -> asyncio.Task[T]:
        task = asyncio.Task(coro, loop=self, name=name, context=context)
        owner = process.get() if context is None else context.get(process)
        (owner or self._world).tasks.add(task)
        return task

    def run_in_executor(self, executor: object, func: Callable[..., T], *args: Any) -> asyncio.Future[T]:  # type: ignore[override]
        """Done whole at a later turn, or not at all if the process dies before."""
        future: asyncio.Future[T] = self.create_future()
        if self.thread_delay is None:
            self.call_soon(_in_thread, future, func, args)
        else:
            self.call_later(self.thread_delay(), _in_thread, future, func, args)
        return future

    def get_debug(self) -> bool:
        return False

    def is_running(self) -> bool:
        return events._get_running_loop() is self

    def is_closed(self) -> bool:
        return self._closed

    def stop(self) -> None:
        self._stopping = True

    def run_forever(self) -> None:
        """Until `stop`, or nothing is left to do."""
        self._stopping = False
        self.run(lambda: self._stopping)

    def run_until_complete(self, future: Any) -> Any:
        return self.complete(future)

    async def shutdown_asyncgens(self) -> None:
        """Nothing to do: they are collected as plain generators."""

    async def shutdown_default_executor(self) -> None:
        """Nothing to do: there are no threads."""

    def set_exception_handler(self, handler: Any) -> None:
        self._handler = handler

    def call_exception_handler(self, context: dict[str, Any]) -> None:
        if self._closed:
            return
        if self._handler is not None:
            self._handler(self, context)
        else:
            self.troubles.append(context)

    def close(self) -> None:
        """End the world: let go of every task without a word, whether it was done or not.

        Only now do `finally` blocks of the dead run, as Python runs them for all that it lets go of: judge before.
        """
        self._closed = True
        for task in [*self._graves, *asyncio.all_tasks(self)]:
            if not task.done():
                _bury(task)
        self._graves.clear()
        self._ready.clear()
        self._timers.clear()


def _in_thread(future: asyncio.Future[T], func: Callable[..., T], args: tuple[Any, ...]) -> None:
    if future.cancelled():
        return
    try:
        result = func(*args)
    except BaseException as error:
        future.set_exception(error)
    else:
        future.set_result(result)


def _bury(task: asyncio.Task[Any]) -> None:
    task._log_destroy_pending = False  # type: ignore[attr-defined]
    work = task.get_coro()
    for _ in range(_CLOSINGS):
        try:
            work.close()
        except BaseException:
            # Its clearing up awaits, or fails: this world is over, so nobody is told.
            continue
        return
