"""Who works on the floor, what each can do, and what conversations take of their room; kept current by commits."""

from collections.abc import Iterable

from console.backend.people import People
from console.backend.store.port import StoredHead
from console.core.conversation.model import Head
from console.core.conversation.words import State
from console.core.floor.capacity import Hold, Load, hold_of, load_of
from console.core.floor.policy import FloorPolicy
from console.core.floor.presence import Skills


class Roster:
    """The agents of one node, and what they hold."""

    def __init__(self, people: People, policy: FloorPolicy) -> None:
        self.people = people
        self.policy = policy
        self._holds: dict[str, Hold] = {}
        """By conversation."""
        self._held: dict[str, dict[str, Hold]] = {}
        """By agent and conversation."""
        self._chats: dict[str, set[str]] = {}
        """By agent: conversations that she owns and that are not snoozed."""
        self._loads: dict[str, Load] = {}
        self.assigned_at: dict[str, int] = {}
        """When each agent was given her last conversation."""

    def load_heads(self, heads: Iterable[StoredHead]) -> None:
        """Begin with these."""
        for stored in heads:
            self.take(Head(stored.head.conv), stored.head)

    def take(self, before: Head, after: Head) -> set[str]:
        """A conversation has changed; whose room it changed."""
        conv = after.conv
        if (before.agent and before.agent != after.agent) or after.state is not State.HUMAN:
            self._chats.get(before.agent, set()).discard(conv)
        if after.state is State.HUMAN:
            self._chats.setdefault(after.agent, set()).add(conv)
            if after.assigned_at > self.assigned_at.get(after.agent, 0):
                self.assigned_at[after.agent] = after.assigned_at
        old, new = self._holds.get(conv), hold_of(after, self.policy)
        if old == new:
            return set()
        touched = set()
        if old is not None:
            del self._holds[conv]
            self._held[old.agent].pop(conv, None)
            touched.add(old.agent)
        if new is not None:
            self._holds[conv] = new
            self._held.setdefault(new.agent, {})[conv] = new
            touched.add(new.agent)
        for agent in touched:
            self._loads.pop(agent, None)
        return touched

    def forget(self, agents: Iterable[str]) -> None:
        """Their accounts have changed."""
        for agent in agents:
            self._loads.pop(agent, None)

    def works(self, agent: str) -> bool:
        """Whether chats go to this account: an agent's, or that of somebody else who has a home queue."""
        user = self.people.users.get(agent)
        return user is not None and not user.disabled and (user.role == "agent" or bool(user.team))

    def starts_at_once(self, agent: str) -> bool:
        """Whether she takes chats from when she is there: an agent does; who leads the floor, once she says so."""
        user = self.people.users.get(agent)
        return user is not None and user.role == "agent"

    def agents(self) -> list[str]:
        """All of them."""
        return [id for id in self.people.users if self.works(id)]

    def skills(self, agent: str) -> Skills:
        """What she can do."""
        user = self.people.users.get(agent)
        return Skills() if user is None else Skills(user.langs, user.level, user.team, user.topics)

    def load(self, agent: str) -> Load:
        """Her room and what is taken of it."""
        found = self._loads.get(agent)
        if found is None:
            held = self._held.get(agent, {})
            found = self._loads[agent] = load_of(self.skills(agent).level, held.values(), self.policy)
        return found

    def chats(self, agent: str) -> int:
        """Conversations that she owns and that are not snoozed."""
        return len(self._chats.get(agent, ()))
