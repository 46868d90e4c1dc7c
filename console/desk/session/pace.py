"""Keeps a console within the rate that its backend told: frames wait here in order, none is thrown away."""

from collections import deque


class Pace:
    """A token bucket and the frames that wait for it."""

    def __init__(self, per_second: int = 20, burst: int = 40) -> None:
        self._waiting: deque[str] = deque()
        self.limit(per_second, burst)
        self._tokens = float(self._burst)
        self._at = 0

    def limit(self, per_second: int, burst: int) -> None:
        """The backend's numbers; nonsense becomes the least that works."""
        self._rate = max(1, per_second) / 1000
        self._burst = max(4, burst)

    def restart(self, mono: int) -> None:
        """A new socket: a full bucket, and nothing left of the old one."""
        self._waiting.clear()
        self._tokens = float(self._burst)
        self._at = mono

    def spend(self, mono: int) -> bool:
        """Whether a frame that nothing waits behind may go now."""
        self._fill(mono)
        if self._waiting or self._tokens < 1:
            return False
        self._tokens -= 1
        return True

    def urgent(self, mono: int) -> None:
        """A frame goes whatever the bucket says; it counts all the same."""
        self._fill(mono)
        self._tokens -= 1

    def wait(self, data: str) -> None:
        """Put a frame in line."""
        self._waiting.append(data)

    def due(self, mono: int) -> list[str]:
        """The frames that may go now."""
        self._fill(mono)
        ready = []
        while self._waiting and self._tokens >= 1:
            self._tokens -= 1
            ready.append(self._waiting.popleft())
        return ready

    def next_at(self, mono: int) -> int | None:
        """When the first of those in line may go."""
        self._fill(mono)
        return mono + max(1, int((1 - self._tokens) / self._rate)) if self._waiting else None

    def _fill(self, mono: int) -> None:
        self._tokens = min(float(self._burst), self._tokens + max(0, mono - self._at) * self._rate)
        self._at = mono
