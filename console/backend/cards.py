"""What a console is told beside the records of a watched conversation: the customer's card, the bot's running text."""

from collections.abc import Callable, Sequence
from typing import Final

from console.backend.people import People
from console.backend.service import Committing
from console.backend.store.port import Store, StoredHead
from console.core.conversation.events import BotTurnEnded
from console.core.conversation.model import Head
from console.core.conversation.words import DAY, State
from console.core.floor.rows import Article, Customer, Earlier

CAME_BACK: Final = 7 * DAY
"""A later conversation within this time after the end means that the matter was not settled."""


class Cards:
    """Cards of customers, and what the bot is just saying."""

    def __init__(self, store: Store, people: People, articles: Callable[[str], Sequence[tuple[str, str, str]]]) -> None:
        """`articles(lang)` lists the bot's articles as (id, title, language)."""
        self.store = store
        self.people = people
        self._articles = articles
        self._partial: dict[str, tuple[str, str, int]] = {}

    def articles(self, lang: str) -> tuple[Article, ...]:
        """The bot's articles in this language."""
        return tuple(Article(id, title, language) for id, title, language in self._articles(lang))

    def chunk(self, conv: str, turn: str, n: int, text: str) -> None:
        """A piece of the bot's answer was stored."""
        known = self._partial.get(conv)
        before = known[1] if known and known[0] == turn else ""
        self._partial[conv] = (turn, before + text, n)

    def committed(self, told: Committing) -> None:
        """Keep up with what was said."""
        for record in told.records:
            if isinstance(record.event, BotTurnEnded):
                self._partial.pop(record.conv, None)

    def partial(self, conv: str, turn: str) -> tuple[str, int]:
        """The running turn's text so far, and the number of its last piece."""
        known = self._partial.get(conv)
        return (known[1], known[2]) if known and known[0] == turn else ("", 0)

    async def customer(self, head: Head) -> Customer:
        """The card of this conversation's customer."""
        contact = await self.people.fetch(head.customer)
        # Erased conversations belong to nobody, not to one another.
        found = await self.store.customer_conversations(head.customer, 10) if head.customer else []
        others = [stored for stored in found if stored.head.conv != head.conv and stored.head.customer]
        return Customer(
            contact.id,
            contact.name,
            contact.email,
            contact.verified,
            head.lang or contact.lang,
            contact.created_at,
            contact.profile,
            tuple(_earlier(stored, others, head) for stored in others if stored.head.opened_at <= head.opened_at),
        )


def _earlier(stored: StoredHead, others: Sequence[StoredHead], current: Head) -> Earlier:
    head = stored.head
    later = [current.opened_at, *(other.head.opened_at for other in others)]
    back = any(0 < opened - head.resolved_at <= CAME_BACK for opened in later if opened > head.opened_at)
    if head.state is not State.RESOLVED:
        outcome = "open"
    elif head.resolved_by in ("customer", "idle"):
        outcome = "left"
    else:
        outcome = "came_back" if back else "solved"
    handler = (head.last_handler.id or head.last_handler.kind) if head.last_handler else ""
    return Earlier(head.conv, stored.no, head.opened_at, handler, outcome, head.topic)
