"""Who is who and who is there: names of colleagues and customers, presence of agents, read marks; kept in memory.

The store is the truth for names and marks; presence lives only as long as the sockets that make it.
"""

from collections.abc import Callable, Collection
from typing import Final, Protocol

from msgspec.structs import replace

from console.backend.store.port import Contact, Store, User
from console.core.conversation.context import AgentView
from console.core.conversation.model import Head
from console.core.floor.presence import AgentNow, AgentState
from console.core.floor.rows import Member

STAFF_ROLES: Final = frozenset({"agent", "supervisor", "admin"})


class Standing(Protocol):
    """How agents stand on the floor."""

    def came_or_went(self, agent: str) -> None:
        """Her first session has begun, or her last has ended."""

    def now(self, agent: str) -> AgentNow:
        """Her state."""

    def slots(self, agent: str) -> tuple[int, int]:
        """Hers, and how many of them are busy."""

    def has_room(self, agent: str, head: Head | None = None) -> bool:
        """Whether this conversation (any, where none is named) may come to her without her asking for it."""

    def may_wake(self, agent: str, head: Head) -> bool:
        """Whether this conversation, which she has snoozed, may come back to her."""


class People:
    """Names and presence for rows, decisions and cards."""

    def __init__(self, store: Store, clock: Callable[[], int]) -> None:
        self.store = store
        self.clock = clock
        self.users: dict[str, User] = {}
        self.contacts: dict[str, Contact] = {}
        self._sessions: dict[str, int] = {}
        """Interactive sockets by user."""
        self._floor: Standing | None = None

    def attach(self, floor: Standing) -> None:
        """Who knows how agents stand."""
        self._floor = floor

    async def load(self, heads: list[Head]) -> None:
        """Read the colleagues, and the customers of these conversations."""
        await self.reload()
        wanted = sorted({head.customer for head in heads if head.customer})
        for start in range(0, len(wanted), 500):
            self.contacts |= await self.store.contacts(wanted[start : start + 500])

    async def reload(self) -> list[str]:
        """Read the colleagues again; the ids of those who changed, came or went."""
        fresh = {user.id: user for user in await self.store.users()}
        before, self.users = self.users, fresh
        return [id for id in before.keys() | self.users.keys() if before.get(id) != self.users.get(id)]

    async def user(self, user_id: str) -> User | None:
        """The account, fresh from the store."""
        user = await self.store.user(user_id)
        if user is not None:
            self.users[user_id] = user
        return user

    def view(self, agent: str, head: Head | None = None) -> AgentView:
        """The agent as decisions about this conversation need it."""
        user = self.users.get(agent)
        room = self._floor is None or self._floor.has_room(agent, head)
        may_wake = self._floor is None or head is None or self._floor.may_wake(agent, head)
        return AgentView(self.present(agent), room, user.team if user else "", may_wake)

    def name(self, user_id: str) -> str:
        """The colleague's name; the id where nothing is known."""
        user = self.users.get(user_id)
        return user.name if user else user_id

    def party_name(self, owner: str) -> str:
        """The name of an owner who may be the bot or nobody."""
        return owner if owner in ("", "bot") else self.name(owner)

    def member(self, user_id: str) -> Member:
        """The colleague as consoles show her."""
        user = self.users.get(user_id)
        if user is None:
            return Member(user_id, user_id)
        present = self.present(user_id)
        member = Member(user.id, user.name, user.role, present, user.team, langs=user.langs, level=user.level)
        if self._floor is None or not present:
            return member
        now = self._floor.now(user_id)
        if now.state is AgentState.OFFLINE:
            return member
        slots, busy = self._floor.slots(user_id)
        return replace(member, state=str(now.state), state_since=now.since, slots=slots, busy=busy)

    def team(self) -> tuple[Member, ...]:
        """Everybody who may sign in, by name."""
        active = (self.member(user.id) for user in self.users.values() if not user.disabled)
        return tuple(sorted(active, key=lambda member: (member.name.casefold(), member.id)))

    def arrive(self, user_id: str) -> bool:
        """One more interactive socket; True when it is the first."""
        self._sessions[user_id] = self._sessions.get(user_id, 0) + 1
        first = self._sessions[user_id] == 1
        if first and self._floor is not None:
            self._floor.came_or_went(user_id)
        return first

    def leave(self, user_id: str) -> bool:
        """One less; True when it was the last."""
        left = self._sessions.get(user_id, 0) - 1
        if left > 0:
            self._sessions[user_id] = left
            return False
        self._sessions.pop(user_id, None)
        if self._floor is not None:
            self._floor.came_or_went(user_id)
        return True

    def contact(self, customer: str) -> Contact:
        """The customer, as far as known."""
        return self.contacts.get(customer) or Contact(customer)

    async def fetch(self, customer: str) -> Contact:
        """The customer, read from the store where memory does not know her."""
        known = self.contacts.get(customer) or (await self.store.contact(customer) if customer else None)
        return known or Contact(customer)

    def forget(self, customer: str) -> None:
        """Nothing is known of this customer any more."""
        self.contacts.pop(customer, None)

    def forget_contacts(self, keep: Collection[str]) -> None:
        """Let go of all customers but these; the store has them."""
        for customer in self.contacts.keys() - keep:
            del self.contacts[customer]

    def present(self, user_id: str) -> bool:
        """Whether an interactive socket of hers is open."""
        return self._sessions.get(user_id, 0) > 0

    async def know(self, customer: str, *, name: str = "", lang: str = "") -> Contact:
        """The customer, added to the store or completed by what she now says of herself; a verified name stays."""
        old = self.contacts.get(customer) or await self.store.contact(customer)
        new = old or Contact(customer, created_at=self.clock())
        if name and not new.verified:
            new = replace(new, name=name)
        if lang:
            new = replace(new, lang=lang)
        if new != old:
            await self.store.put_contact(new)
        self.contacts[customer] = new
        return new
