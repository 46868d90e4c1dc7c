"""The company's floor as data: its queues, hours and goals, who can do what, and how work reaches people.

Values only; times are milliseconds unless a name says otherwise. What a conversation's own decisions need of it is
`conversation.context.Policy`, which is made from this.
"""

import re
from enum import StrEnum
from typing import Final

import msgspec

from console.core.conversation.words import HOUR, MINUTE, SECOND

LANG: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
"""A language that a queue serves or somebody speaks."""
TOPIC: Final = re.compile(r"[a-z0-9][a-z0-9_.-]{0,39}")
"""A topic that a queue is for or somebody knows."""
GOT_PERSON: Final = 95.0
"""Of requests that ended, in percent: fewer that got a person are a warning, though the goal is all of them."""
POINTS: Final = 10.0
"""Past a goal in percent by so many points is a breach."""


class Mode(StrEnum):
    """How a waiting leg reaches a person."""

    PUSH = "push"
    """The router offers it to the best person, who has some seconds to accept."""
    PULL = "pull"
    """People take the next in line (`a`); the router offers only what is about to be late."""
    PICK = "pick"
    """People take whom they like; the router offers nothing."""


class Hours(msgspec.Struct, frozen=True, omit_defaults=True):
    """When somebody is there, in one zone's local time."""

    zone: str
    """A name of the time zone database."""
    days: tuple[tuple[int, int], ...] = ()
    """Monday to Sunday: minutes after midnight of opening (0 to 1,439) and of closing (to 1,440; before the opening: of
    the next day); equal: closed; none at all: always open."""


class QueueSpec(msgspec.Struct, frozen=True, omit_defaults=True):
    """One queue: whom it is for, and who answers it."""

    name: str
    langs: tuple[str, ...] = ()
    """Languages it serves; empty: any."""
    topics: tuple[str, ...] = ()
    """Intent families it serves; empty: any."""
    level: int = 1
    """The lowest level of agents who may answer it."""
    units: int = 1
    """Capacity units that one of its conversations takes."""
    mode: Mode | None = None
    """None: the floor's."""
    hours: Hours | None = None
    """None: always open."""
    rings: tuple[int, ...] = ()
    """After so many milliseconds of waiting the next ring of helpers is eligible too: first everybody with the language
    and the topic as a skill, then everybody with the language. Empty: home agents only, until somebody opens an
    overflow."""


class Goals(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the wall holds figures against."""

    waiting: int = 8
    longest: int = 2 * MINUTE
    in_60: float = 80.0
    wait_mid: int = 30 * SECOND
    wait_90: int = 90 * SECOND
    gave_up: float = 5.0
    slot_load: float = 85.0
    got_person: float = 100.0
    reply_owed: int = 90 * SECOND


class Costs(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a chat costs, in the company's currency; a company that sets nothing sees no cost."""

    currency: str = ""
    bot_fee: float = 0.0
    """A chat in which the bot took part."""
    human_time: float = 0.0
    hybrid_time: float = 0.0
    """Paid time of a chat that only people, or the bot and people, answered."""
    contact: float = 0.0
    """What it costs when somebody comes back."""


class FloorPolicy(msgspec.Struct, frozen=True, omit_defaults=True):
    """Everything about the floor that a company decides."""

    version: int = 1
    workspace: str = ""
    zone: str = "UTC"
    """In whose midnight a day begins on the wall."""
    mode: Mode = Mode.PICK
    queues: tuple[QueueSpec, ...] = ()
    capacity: tuple[int, ...] = (1, 2, 3, 3)
    """Units that an agent of level 0, 1, 2, 3 may have."""
    offer: int = 20 * SECOND
    peek: int = 5
    """Where work is handed out, so many at the head of a queue may be chosen from; who stands behind them waits."""
    peek_level: int = 2
    """The lowest level that may choose at all; others take the first."""
    most_offers: int = 3
    """Failed offers after which a leg is broadcast to all who are eligible."""
    sticky: int = 24 * HOUR
    """So long a customer goes first to the person who had her last."""
    sticky_wait: int = 30 * SECOND
    parked_after: int = 10 * MINUTE
    """A conversation whose customer has been silent for so long counts half."""
    wrap_up: int = 60 * SECOND
    wrap_up_longest: int = 180 * SECOND
    nobody_within: int = 10 * MINUTE
    """A customer whom nobody can answer within this time is told so at once."""
    reasons: tuple[str, ...] = ("meeting", "training", "other")
    """Why somebody is away."""
    goals: Goals = Goals()
    costs: Costs = Costs()

    def queue(self, name: str) -> QueueSpec:
        """The queue of this name; one that nobody described serves everybody."""
        return next((queue for queue in self.queues if queue.name == name), QueueSpec(name))

    def mode_of(self, name: str) -> Mode:
        """How legs of this queue reach people."""
        return self.queue(name).mode or self.mode

    @property
    def picks(self) -> tuple[str, ...]:
        """The queues of which people take whom they like, on a floor that hands work out elsewhere."""
        return tuple(queue.name for queue in self.queues if self.mode_of(queue.name) is Mode.PICK)

    def peek_of(self, level: int) -> int:
        """Among how many at the head of a queue an agent of this level may choose."""
        return self.peek if level >= self.peek_level else 1

    def units_of(self, level: int) -> int:
        """How many units an agent of this level may have."""
        return self.capacity[max(0, min(level, len(self.capacity) - 1))]


ONE_DESK: Final = FloorPolicy()
"""A company that has described nothing: one queue for everybody, and people take whom they like."""
