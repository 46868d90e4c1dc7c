"""A simulated agent of the model: her chats, the speed at which she gets on with them, and where her time went."""

from typing import Final

from console.core.floor.capacity import HALVES, Load
from console.core.floor.eligible import Agent
from console.core.floor.policy import FloorPolicy
from console.core.floor.presence import AgentState, Skills

ALONE: Final = (1.0,)
"""Work in all that she gets done with 1, 2, 3 ... chats, beside one: each chat as fast as if it were the only one."""

_loads: dict[tuple[int, int], Load] = {}


def load(capacity: int, units: int) -> Load:
    """Room of which so many units are taken."""
    found = _loads.get((capacity, units))
    if found is None:
        found = _loads[capacity, units] = Load(capacity, HALVES * units)
    return found


class Staff:
    """One agent: chats in progress share her as `speed` says, those she wraps up hold their room and cost no speed."""

    __slots__ = (
        "_looked_at",
        "agent",
        "available_ms",
        "busy_ms",
        "capacity",
        "chat_ms",
        "chats",
        "held",
        "id",
        "last_assigned_at",
        "skills",
        "slot_ms",
        "speed",
        "state",
        "talking",
        "until",
        "version",
        "wrapping",
    )

    def __init__(self, id: str, skills: Skills, policy: FloorPolicy, speed: tuple[float, ...] = ALONE) -> None:
        """`speed[k - 1]` is the work done at once with k chats; beyond its end each chat goes at its last pace."""
        self.id = id
        self.skills = skills
        self.capacity = policy.units_of(skills.level)
        self.speed = speed
        self.state = AgentState.OFFLINE
        self.until = 0
        """When her shift ends."""
        self.chats: dict[str, float] = {}
        """Chats in progress and the work that is left of each, in milliseconds."""
        self.talking = 0
        self.wrapping = 0
        self.held = 0
        """Units, wrap-ups among them."""
        self.last_assigned_at = 0
        self.version = 0
        """Rises whenever what is to come of her chats changes."""
        self._looked_at = 0
        self.busy_ms = self.chat_ms = self.slot_ms = self.available_ms = 0

    def pace(self) -> float:
        """How fast each chat goes on."""
        k = len(self.chats)
        if self.speed is ALONE or not k:
            return 1.0
        return self.speed[min(k, len(self.speed)) - 1] / k

    def advance(self, now: int) -> None:
        """Let time pass until this instant."""
        elapsed = now - self._looked_at
        self._looked_at = now
        if elapsed <= 0:
            return
        k = len(self.chats)
        if self.state is AgentState.AVAILABLE:
            self.available_ms += elapsed
            self.busy_ms += elapsed * bool(self.held)
            self.slot_ms += elapsed * self.capacity
        else:
            self.slot_ms += elapsed * self.held
        self.chat_ms += elapsed * (k + self.wrapping)
        if k:
            done = elapsed * self.pace()
            for conv in self.chats:
                self.chats[conv] -= done

    def next_end(self) -> tuple[float, str] | None:
        """In how many milliseconds which chat ends, if nothing changes."""
        if not self.chats:
            return None
        conv = min(self.chats, key=self.chats.__getitem__)
        return max(0.0, self.chats[conv]) / self.pace(), conv

    def seen(self) -> Agent:
        """As the router sees her."""
        return Agent(self.id, load(self.capacity, self.held), self.skills, self.state, self.last_assigned_at)
