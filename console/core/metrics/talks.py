"""One conversation as the figures follow it: its head, what that forgets but a figure needs; and timers."""

from array import array
from bisect import bisect_right
from collections import deque
from collections.abc import Callable
from heapq import heappop, heappush
from typing import Any, Final, Generic, TypeVar

import msgspec

from console.core.conversation.model import Head
from console.core.conversation.words import State, family

_FAR: Final = 1 << 62
_OVER: Final = 1_024
"""So many that are over are let go of at once."""

T = TypeVar("T")

Stands = tuple[str, int, int, bool, str, str]
"""Queue, deadline, enqueued, under offer, topic, language."""


class LegDone(msgspec.Struct, omit_defaults=True):
    """How a leg ended, as it is counted now; it may turn out to have been something else."""

    at: int
    number: int
    queue: str
    lang: str
    enqueued_at: int
    request: int
    kind: str
    """`answered`, `left` or `flowed`."""
    wait: int
    in_60: bool = False
    short: bool = False
    silent: bool = False
    helped: bool = False
    """Answered by somebody at home in another queue."""
    open: bool = False
    """The customer was away when it was answered and has not been seen since."""
    agent_spoke: bool = False
    ended_at: int = 0
    """When its request ended with a person's words."""


class Talk(msgspec.Struct, omit_defaults=True):
    """A conversation."""

    head: Head
    topic: str = ""
    """The family of the first intent that was known."""
    bot_started: bool = False
    bot_spoke: bool = False
    agent_spoke: bool = False
    transfers: int = 0
    away_since: int = 0
    leg_done: LegDone | None = None
    waits_as: Stands | None = None
    """As it stands in its queue."""
    owed: tuple[int, str] | None = None
    """The customer's turn that a person owes an answer: since when, and whose."""
    wrapper: str = ""
    """The agent whose slot its wrap-up holds."""
    promise_due: int = 0
    promise_kind: str = ""
    timed_request: int = 0
    """The request whose first accept was timed."""
    help_text: str = ""

    @property
    def rests(self) -> bool:
        """Whether it is over, and nothing but a record of its own can say anything about it soon."""
        done = self.leg_done
        may_turn_out = done is not None and done.open and done.agent_spoke
        head = self.head
        waits = self.waits_as or self.owed or self.promise_due or head.request is not None or head.help_since
        return head.state is State.RESOLVED and not (self.wrapper or waits or may_turn_out)


def lang_of(head: Head) -> str:
    """The language without its region."""
    return head.lang.partition("-")[0].lower()


def topic_of(head: Head) -> str:
    """The family of its topic now."""
    return family(head.topic) if head.topic else ""


class Line(Generic[T]):
    """Many that wait about equally long for the same: each costs sixteen bytes, and no action of its own."""

    def __init__(self, timers: "Timers", action: Callable[[T, int], None]) -> None:
        self._timers = timers
        self.action = action
        self._dues = array("q")
        """In order; those before `_first` are over."""
        self._first = 0
        self._whats: deque[T] = deque()
        self.next = _FAR
        """When the first of them is due."""

    def __len__(self) -> int:
        return len(self._whats)

    def add(self, due: int, what: T) -> None:
        """It is due then."""
        dues = self._dues
        if self._whats and dues[-1] <= due:
            dues.append(due)
            self._whats.append(what)
            return
        place = bisect_right(dues, due, self._first)
        dues.insert(place, due)
        self._whats.insert(place - self._first, what)
        self.next = dues[self._first]
        self._timers.next = min(self._timers.next, self.next)

    def pop(self) -> T:
        """The first one, which waits no more."""
        what = self._whats.popleft()
        self._first += 1
        if self._first == _OVER:
            del self._dues[:_OVER]
            self._first = 0
        self.next = self._dues[self._first] if self._whats else _FAR
        return what


class Timers:
    """What is to be looked at again at an instant; in order of the instants."""

    def __init__(self) -> None:
        self._heap: list[tuple[int, int, Callable[[int], None]]] = []
        self._count = 0
        self._lines: list[Line[Any]] = []
        self.next = _FAR
        """The first of them; far away where there is none."""

    def set(self, due: int, action: Callable[[int], None]) -> None:
        """Call it then, with that instant."""
        self._count += 1
        heappush(self._heap, (due, self._count, action))
        if due < self.next:
            self.next = due

    def line(self, action: Callable[[T, int], None]) -> "Line[T]":
        """Room for many that wait for the same."""
        line = Line(self, action)
        self._lines.append(line)
        return line

    def fire(self) -> None:
        """The first one."""
        due = self.next
        if self._heap and self._heap[0][0] == due:
            action = heappop(self._heap)[2]
            self._first()
            action(due)
            return
        line = next(line for line in self._lines if line.next == due)
        what = line.pop()
        self._first()
        line.action(what, due)

    def _first(self) -> None:
        first = self._heap[0][0] if self._heap else _FAR
        for line in self._lines:
            first = min(first, line.next)
        self.next = first
