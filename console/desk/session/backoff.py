"""When to try the link again: spread where many lost it at once, else full jitter, or as the backend asked for."""

from collections.abc import Callable
from typing import Final

FIRST_FROM: Final = 500
FIRST_TO: Final = 10_000
AGAIN_FROM: Final = 3_000
AGAIN_TO: Final = 10_000
"""Before the next attempts of who lost the link with everybody else: a backend that starts again needs that long, and
whoever knocks before it is there has come for nothing."""
BASE: Final = 500
CAP: Final = 30_000
STABLE: Final = 60_000
"""A link that was live this long begins the count anew."""
TOO_FAST_STEP: Final = 5


class Backoff:
    """Counts attempts; times in milliseconds, chance from outside (0 to 1)."""

    def __init__(self, chance: Callable[[], float]) -> None:
        self._chance = chance
        self._attempt = 0
        self._with_all = False
        self._hint: tuple[int, int] | None = None

    def hinted(self, least: int, window: int) -> None:
        """The backend said when to come back."""
        self._hint = (max(0, least), max(0, window))

    def lived(self, duration: int) -> None:
        """A link was live for so long before it was lost."""
        if duration >= STABLE:
            self._attempt, self._with_all = 0, False

    def next(self, *, herd: bool = True, at_least: int = 0) -> int:
        """How long to wait now.

        `herd`: everybody may have lost the link at the same time, so the first attempt is spread widely.
        """
        hint, self._hint = self._hint, None
        if hint is not None:
            self._attempt, self._with_all = max(self._attempt, 1), True
            return max(at_least, int(hint[0] + self._chance() * hint[1]))
        attempt = self._attempt
        self._attempt += 1
        if attempt == 0 and herd:
            self._with_all = True
            return max(at_least, int(FIRST_FROM + self._chance() * (FIRST_TO - FIRST_FROM)))
        most = min(CAP, BASE * 2 ** min(attempt, 16))
        if self._with_all:
            return at_least + int(AGAIN_FROM + self._chance() * (max(AGAIN_TO, most) - AGAIN_FROM))
        return max(at_least, int(self._chance() * most))

    def slower(self) -> None:
        """We were told that we come too fast."""
        self._attempt = max(self._attempt, TOO_FAST_STEP)


def retry_delay(tries: int, told: int, chance: Callable[[], float]) -> int:
    """How long a command waits after `retry`: at least as told, and longer each time."""
    return told + int(chance() * min(CAP, BASE * 2 ** min(tries, 16)))
