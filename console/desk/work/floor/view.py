"""What a wall is drawn from: the snapshot, the moment, the link, and where the viewer stands; how old figures look."""

from collections.abc import Mapping
from datetime import datetime, tzinfo
from typing import Final

import msgspec

from console.core.floor.policy import FloorPolicy, Goals
from console.core.metrics.wall import AgentLine, QueueLine, Wall
from console.desk.actions import Keymap
from console.desk.adapters.port import Link, LinkState
from console.desk.work.floor.ink import Target
from console.desk.work.notices import Notice

DIM_AFTER: Final = 5_000
"""Milliseconds after which figures change their colour, and timers stop."""
STALE_AFTER: Final = 15_000
"""The same after which the wall says that its figures are old."""

_GOALS: Final[Mapping[str, float]] = msgspec.structs.asdict(Goals()) | {
    "wrap_up": FloorPolicy().wrap_up,
    "wrap_up_longest": FloorPolicy().wrap_up_longest,
}


class View(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that the wall's look depends on."""

    wall: Wall
    now: int
    """The backend's time."""
    clock: int
    """The local clock, in which the link's state is dated."""
    age: int
    """Milliseconds since the snapshot."""
    zone: tzinfo
    """The floor's."""
    link: LinkState
    keymap: Keymap
    me: str = ""
    workspace: str = ""
    width: int = 120
    height: int = 40
    focus: str = "queues"
    """The pane in which the cursor is: `queues`, `alarms`, `agents`, `quality`."""
    cursors: Mapping[str, str] = {}
    """What the cursor of each pane stands on, by id; the first line where there is none."""
    filter: str = ""
    """Words that queues and agents must have in their names."""
    is_filtering: bool = False
    places: frozenset[str] = frozenset()
    """Actions that can be done from here."""
    notice: Notice | None = None
    names: Mapping[str, str] = {}
    """Colleagues by id, beside those of the snapshot."""
    is_ascii: bool = False

    @property
    def is_dim(self) -> bool:
        """Whether the figures are too old to look like now."""
        return self.age >= DIM_AFTER

    @property
    def is_stale(self) -> bool:
        """Whether the figures are so old that the wall must say so."""
        return self.age >= STALE_AFTER

    @property
    def is_offline(self) -> bool:
        """Whether the link is down."""
        return self.link.link is Link.OFFLINE

    @property
    def then(self) -> int:
        """The moment that timers show: now, or that of the snapshot once it is old."""
        return self.wall.at if self.is_dim else max(self.now, self.wall.at)

    def with_places(self, places: frozenset[str]) -> "View":
        """The same with the actions that can be done from here."""
        return msgspec.structs.replace(self, places=places)

    def goal(self, name: str) -> float:
        """A goal by its name."""
        return self.wall.goals.get(name, _GOALS[name])

    def hours(self, at: int) -> str:
        """`10:20`, in the floor's zone."""
        return self._local(at, "%H:%M", "--:--")

    def seconds(self, at: int) -> str:
        """`10:20:07`, in the floor's zone."""
        return self._local(at, "%H:%M:%S", "--:--:--")

    def _local(self, at: int, form: str, otherwise: str) -> str:
        try:
            return datetime.fromtimestamp(at / 1000, self.zone).strftime(form)
        except (OverflowError, ValueError, OSError):
            return otherwise

    def queue(self, name: str) -> QueueLine | None:
        """A queue by its name."""
        return next((queue for queue in self.wall.queues if queue.name == name), None)

    def agent_name(self, agent: str) -> str:
        """A colleague's name by id."""
        found = next((line.name for line in self.wall.agents if line.id == agent), "")
        return found or self.names.get(agent, agent)

    # What the cursor can stand on.

    def queues(self) -> tuple[QueueLine, ...]:
        """The queues that the filter leaves."""
        return tuple(queue for queue in self.wall.queues if self._passes(queue.name))

    def agents(self) -> tuple[AgentLine, ...]:
        """The agents that the filter leaves."""
        return tuple(agent for agent in self.wall.agents if self._passes(f"{agent.name} {agent.home}"))

    def _passes(self, words: str) -> bool:
        return self.filter.casefold() in words.casefold()

    def ids(self, pane: str) -> list[str]:
        """The lines of a pane, by id."""
        if pane == "queues":
            return [queue.name for queue in self.queues()]
        if pane == "alarms":
            return [str(alarm.number) for alarm in self.wall.alarms]
        if pane == "agents":
            return [agent.id for agent in self.agents()]
        return ["bot", "human", "hybrid"]

    def cursor(self, pane: str) -> str:
        """The line of a pane on which the cursor stands; empty where there is none."""
        ids = self.ids(pane)
        own = self.cursors.get(pane, "")
        return own if own in ids else ids[0] if ids else ""

    @property
    def target(self) -> Target | None:
        """What is under the cursor of the pane in focus."""
        own = self.cursor(self.focus)
        kinds = {"queues": "queue", "alarms": "alarm", "agents": "agent", "quality": "quality"}
        return Target(kinds[self.focus], own) if own else None
