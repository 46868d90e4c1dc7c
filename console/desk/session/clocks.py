"""Reads this machine's clocks for the session's core, which reads none itself."""

import time

from console.desk.session.moment import Moment


def read_clocks() -> Moment:
    """The clocks of this machine; where none goes on in sleep, the wall clock stands in."""
    wall = time.time_ns() // 1_000_000
    boot = wall
    if hasattr(time, "CLOCK_BOOTTIME"):
        boot = time.clock_gettime_ns(time.CLOCK_BOOTTIME) // 1_000_000
    return Moment(wall, time.monotonic_ns() // 1_000_000, boot)
