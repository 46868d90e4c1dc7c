"""A reading of the clocks, given to the core with every input; reads none itself."""

from typing import Final

import msgspec

SLEPT: Final = 5_000
"""A jump of the clock that goes on in sleep, beside the one that stops: this machine was asleep."""


class Moment(msgspec.Struct, frozen=True):
    """One instant, in milliseconds."""

    wall: int
    """Since the epoch, UTC, as this machine believes."""
    mono: int
    """Steady, stops in sleep."""
    boot: int
    """Steady, goes on in sleep."""

    def slept_since(self, before: "Moment") -> bool:
        """Whether the machine slept between the two."""
        return (self.boot - before.boot) - (self.mono - before.mono) > SLEPT
