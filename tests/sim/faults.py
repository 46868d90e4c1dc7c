"""What a disk does wrong, and how long it takes: drawn from one world's chance."""

import random
from collections import Counter
from enum import StrEnum
from typing import Final


class Fault(StrEnum):
    """What happens to one batch, or to one call."""

    NONE = "none"
    FAIL = "fail"
    """No effect; answered with a fault."""
    FULL = "full"
    """The same, for want of room."""
    AMBIGUOUS = "ambiguous"
    """The whole effect, durable at once; answered with a fault."""
    GHOST = "ghost"
    """No effect, and a fault; but if the process dies before the next batch, the effect is there after the restart: a
    flush that failed behind the last write to the log."""
    SLOW = "slow"
    """Takes `Faults.slow_s`."""
    CRASH_BEFORE = "crash_before"
    """The process dies before the flush: no effect, no answer."""
    CRASH_AFTER = "crash_after"
    """The process dies between flush and answer."""
    BUSY = "busy"
    """A write is refused at once."""
    READ = "read"
    """A read is refused."""


_OF_BATCHES: Final = (
    Fault.FAIL,
    Fault.FULL,
    Fault.AMBIGUOUS,
    Fault.GHOST,
    Fault.SLOW,
    Fault.CRASH_BEFORE,
    Fault.CRASH_AFTER,
)


class Faults:
    """Draws the faults and the times of one machine's disk; outlives the processes that use it.

    `rates` holds the chance of each fault, 0 to 1, and may be changed at any time; `planned` faults come first.
    """

    def __init__(self, rng: random.Random, rates: dict[Fault, float] | None = None) -> None:
        self.rng = rng
        self.rates: dict[Fault, float] = rates or {}
        self.planned: list[Fault] = []
        """Of the next batches, in order."""
        self.flush_s = (0.0002, 0.004)
        """From the gathering of a batch to its flush."""
        self.answer_s = (0.0, 0.0005)
        self.read_s = (0.0, 0.0)
        self.slow_s = (0.5, 6.0)
        self.counts: Counter[str] = Counter()
        """How often each fault has happened, and `batches`, `writes` and `reads`."""

    def of_batch(self) -> Fault:
        """What happens to the next batch."""
        self.counts["batches"] += 1
        if self.planned:
            return self._counted(self.planned.pop(0))
        if not self.rates:
            return Fault.NONE
        drawn = self.rng.random()
        for fault in _OF_BATCHES:
            drawn -= self.rates.get(fault, 0.0)
            if drawn < 0:
                return self._counted(fault)
        return Fault.NONE

    def strikes(self, fault: Fault) -> bool:
        """Whether this call is hit by it."""
        rate = self.rates.get(fault, 0.0)
        if not rate or self.rng.random() >= rate:
            return False
        self._counted(fault)
        return True

    def drawn(self, span: tuple[float, float]) -> float:
        """A time out of a span."""
        return span[0] if span[0] == span[1] else self.rng.uniform(*span)

    def _counted(self, fault: Fault) -> Fault:
        if fault is not Fault.NONE:
            self.counts[fault] += 1
        return fault
