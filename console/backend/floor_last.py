"""Who had each customer last, in whatever conversation: from commits, and from the store where they are older.

It is remembered for some minutes, and for as long as the customer waits; after that the store is asked again.
"""

from collections.abc import Callable, Collection, Iterable
from typing import Final

from console.backend.service import Committing
from console.backend.store.port import Store
from console.core.conversation.model import Head
from console.core.conversation.words import MINUTE

LOOKED_AT: Final = 5
"""A customer's conversations that are looked through, the newest first."""
KEPT: Final = 10 * MINUTE
"""So long after it was found out it is not asked for again: who comes back comes back soon, or is one of very many."""


class Lasts:
    """Agents by customer, of those who wait and of the last minutes."""

    def __init__(self, store: Store, waiting: Callable[[], Collection[str]]) -> None:
        """`waiting`: the customers who wait now; theirs stay known."""
        self.store = store
        self._waiting = waiting
        self._forget_at = 0
        self._known: dict[str, tuple[str, int, int]] = {}
        """By customer who it was, when she wrote last, and when that was found out; the oldest finding first."""

    def knows(self, customer: str) -> bool:
        """Whether the store need not be asked."""
        return customer in self._known

    def of(self, customer: str) -> tuple[str, int]:
        """Who it was and when she wrote last; an empty id: nobody, as far as is known."""
        agent, at, _ = self._known.get(customer, ("", 0, 0))
        return agent, at

    def committed(self, told: Committing) -> None:
        """Somebody may have written."""
        head = told.stored.head
        if head.last_agent_at > told.before.last_agent_at:
            self._put(head.customer, *_last((head,)), head.changed_at)

    async def find(self, customer: str, now: int) -> None:
        """Ask the store.

        Raises:
            StoreFaultError: it stays unknown.
        """
        found = await self.store.customer_conversations(customer, LOOKED_AT)
        agent, at = _last(stored.head for stored in found)
        # What was committed while this was read is newer.
        self._put(customer, *max((agent, at), self.of(customer), key=lambda last: last[1]), now)

    def _put(self, customer: str, agent: str, at: int, now: int) -> None:
        self._known.pop(customer, None)
        self._known[customer] = (agent, at, now)
        if now >= self._forget_at:
            self._forget_at = now + MINUTE
            self._forget(now - KEPT)

    def _forget(self, before: int) -> None:
        waiting = self._waiting()
        for customer, (_, _, found) in list(self._known.items()):
            if found >= before:
                break
            if customer not in waiting:
                del self._known[customer]


def _last(heads: Iterable[Head]) -> tuple[str, int]:
    """Of these conversations' last handlers who wrote last."""
    agents = (
        (head.last_agent_at, head.last_handler.id)
        for head in heads
        if head.last_handler is not None and head.last_handler.kind == "agent" and head.last_agent_at
    )
    at, agent = max(agents, default=(0, ""))
    return agent, at
