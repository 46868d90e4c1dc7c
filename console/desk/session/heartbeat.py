"""Whether the other side is still there: pings, their round trip, and how long an answer may take."""

from console.core.wire.limits import PING_DEADLINE, PING_EVERY

BESIDE = 500
"""Timers come a little late: a ping goes so much earlier, that silence is noticed within 25 seconds all the same."""
QUIET = 2_000
"""An answer that takes longer is missed: what is shown may be old, and another ping finds out."""
STALLED = 5_000
"""Nothing was looked at for so long: this program was stopped, which says nothing about the link."""


class Heartbeat:
    """Pings of one socket at a time; times of the steady clock."""

    def __init__(self) -> None:
        self.rtt: int | None = None
        self._n = 0
        self._next = 0
        self._sent: int | None = None
        self._asked: int | None = None
        """Since when an answer to anything is waited for, with nothing heard meanwhile."""
        self._deadline = 0
        self._looked = 0

    def begin(self, mono: int) -> None:
        """A socket is signed in: measure at once."""
        self._sent = self._asked = None
        self._next = mono
        self._looked = mono

    def ping(self, mono: int) -> int | None:
        """The number of the ping to send now, if one is due."""
        if self._sent is not None or (mono < self._next and self.silence(mono) is None):
            return None
        self._n += 1
        self.asked(mono)
        self._sent = mono
        self._deadline = mono + PING_DEADLINE
        self._next = mono + PING_EVERY - BESIDE
        return self._n

    def pong(self, n: int, mono: int) -> int | None:
        """The round trip, if this answers the ping that is under way."""
        if self._sent is None or n != self._n:
            return None
        self.rtt = max(0, mono - self._sent)
        self._sent = None
        return self.rtt

    def asked(self, mono: int) -> None:
        """Something was said that the other side answers."""
        if self._asked is None:
            self._asked = mono

    def silence(self, mono: int) -> int | None:
        """For how long an answer has been missed; None while nothing is."""
        return mono - self._asked if self._asked is not None and mono - self._asked >= QUIET else None

    def heard(self, mono: int) -> None:
        """Anything that comes shows that the other side lives."""
        self._asked = None
        if self._sent is not None:
            self._deadline = max(self._deadline, mono + PING_DEADLINE)

    def dead(self, mono: int) -> bool:
        """Whether an answer is overdue."""
        stalled, self._looked = mono - self._looked > STALLED, mono
        if self._sent is None:
            return False
        if stalled:
            self._deadline = max(self._deadline, mono + PING_DEADLINE)
        return mono >= self._deadline

    def next_at(self, mono: int) -> int:
        """When to look again."""
        due = self._deadline if self._sent is not None else self._next
        missed = self._asked + QUIET if self._asked is not None else due
        return min(due, missed) if missed > mono else due
