"""One conversation as the figures follow it: its head, and what a head forgets but a figure needs."""

from collections.abc import Callable
from heapq import heappop, heappush

from console.core.conversation.model import Head
from console.core.conversation.words import family


class LegDone:
    """How a leg ended, as it is counted now; it may turn out to have been something else."""

    __slots__ = (
        "agent_spoke",
        "at",
        "ended_at",
        "enqueued_at",
        "helped",
        "in_60",
        "kind",
        "lang",
        "number",
        "open",
        "queue",
        "request",
        "short",
        "silent",
        "wait",
    )

    def __init__(self, at: int, number: int, queue: str, lang: str, enqueued_at: int, request: int, kind: str) -> None:
        self.at = at
        self.number = number
        self.queue = queue
        self.lang = lang
        self.enqueued_at = enqueued_at
        self.request = request
        self.kind = kind
        """`answered`, `left` or `flowed`."""
        self.wait = at - enqueued_at
        self.in_60 = False
        self.short = False
        self.silent = False
        self.helped = False
        """Answered by somebody at home in another queue."""
        self.open = False
        """The customer was away when it was answered and has not been seen since."""
        self.agent_spoke = False
        self.ended_at = 0
        """When its request ended with a person's words."""


class Talk:
    """A conversation."""

    __slots__ = (
        "agent_spoke",
        "away_since",
        "bot_spoke",
        "bot_started",
        "head",
        "help_text",
        "leg_done",
        "owed",
        "promise_due",
        "promise_kind",
        "timed_request",
        "topic",
        "transfers",
        "waits_as",
        "wrapper",
    )

    def __init__(self, head: Head) -> None:
        self.head = head
        self.topic = ""
        """The family of the first intent that was known."""
        self.bot_started = False
        self.bot_spoke = False
        self.agent_spoke = False
        self.transfers = 0
        self.away_since = 0
        self.leg_done: LegDone | None = None
        self.waits_as: tuple[str, int, int, bool, str] | None = None
        """As it stands in its queue: name, deadline, enqueued, under offer, topic."""
        self.owed: tuple[int, str] | None = None
        """The customer's turn that a person owes an answer: since when, and whose."""
        self.wrapper = ""
        """The agent whose slot its wrap-up holds."""
        self.promise_due = 0
        self.promise_kind = ""
        self.timed_request = 0
        """The request whose first accept was timed."""
        self.help_text = ""


def lang_of(head: Head) -> str:
    """The language without its region."""
    return head.lang.partition("-")[0].lower()


def topic_of(head: Head) -> str:
    """The family of its topic now."""
    return family(head.topic) if head.topic else ""


class Timers:
    """What is to be looked at again at an instant; in order of the instants."""

    def __init__(self) -> None:
        self._heap: list[tuple[int, int, Callable[[int], None]]] = []
        self._count = 0

    @property
    def next(self) -> int:
        """The first of them; far away where there is none."""
        return self._heap[0][0] if self._heap else 1 << 62

    def set(self, due: int, action: Callable[[int], None]) -> None:
        """Call it then, with that instant."""
        self._count += 1
        heappush(self._heap, (due, self._count, action))

    def fire(self) -> None:
        """The first one."""
        due, _, action = heappop(self._heap)
        action(due)
