"""What the process of a Desk sets once it stands, so that Python's collector does not stop it while somebody types."""

import gc
from collections.abc import Callable
from time import thread_time
from typing import Final

from console.desk.tui.compat import keep_fewer_regions, let_lines_go

YOUNG: Final = 1_000
MIDDLE: Final = 10
OLD: Final = 100
"""How many things are made before the collector looks: often and little, so that no look at them takes long."""

LOOK_EVERY: Final = 1.0
IDLE: Final = 0.8
"""Seconds without a key after which somebody reads, and does not type."""
PILED_UP: Final = 8
"""Collections of the middle generation since the last full one: under that there is little to be had."""
LONG: Final = 0.01
"""Seconds of a full collection after which what is left stands still, and is not looked at again: a key that comes
meanwhile waits. Ten thousand rows take it six milliseconds."""


class IdleCollector:
    """Makes full collections while nobody types: every style that is worked out and every dialog leaves circles behind,
    and what the collector comes to only by itself is tens of megabytes by then."""

    def __init__(self, ticks: Callable[[], float]) -> None:
        """`ticks` is a steady clock, seconds."""
        self._ticks = ticks
        self._pressed_at = -IDLE

    def pressed(self) -> None:
        """A key, the mouse or a paste came."""
        self._pressed_at = self._ticks()

    def look(self) -> bool:
        """Collect if it is worth it and nobody waits; whether it was done."""
        if gc.get_count()[2] < PILED_UP or self._ticks() - self._pressed_at < IDLE:
            return False
        begun = thread_time()
        gc.collect()
        if thread_time() - begun > LONG:
            gc.freeze()
        return True


_settled: set[str] = set()


def settle_memory(place: str = "desk") -> None:
    """A full collection looks at all that was ever imported, for a tenth of a second: no key must wait so long.

    What was imported by the time a place stands does not go away any more. Its screen does, and is made anew by the
    next visit: so that none is kept for ever, a place is settled once.
    """
    if place in _settled:
        return
    _settled.add(place)
    let_lines_go()
    keep_fewer_regions()
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, MIDDLE, OLD)
