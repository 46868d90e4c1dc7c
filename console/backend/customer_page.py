"""What the customers' endpoint keeps of one page's socket, and how a page's frames become commands and items frames.

Knows no store and sends nothing.
"""

import asyncio
from collections.abc import Iterable
from typing import Final

from websockets.asyncio.server import ServerConnection

from console.backend.pace import Pace
from console.core.conversation import commands as c
from console.core.wire import codec, customer
from console.core.wire.limits import CUSTOMER_BURST, CUSTOMER_MESSAGES_PER_SECOND

PAGE_BYTES: Final = 192 * 1024
"""Of one `items` frame, so that with its frame it stays below the limit."""
PASSING_PER_SECOND: Final = 20
PASSING_BURST: Final = 60
HELD_ITEMS: Final = 500
"""Typing, marks and pings: more are not read."""

Wishes = customer.Say | customer.Wish | customer.Promise | customer.Rate
Passing = customer.Ping | customer.Seen | customer.Typing


class Page:
    """One customer's socket."""

    def __init__(self, connection: ServerConnection, visitor: str) -> None:
        self.connection = connection
        self.visitor = visitor
        self.conv = ""
        self.gone = False
        self.ready = False
        """Has its history; until then what happens is held."""
        self.sent = 0
        """The last `seq` that went out on this socket, or that the page had before."""
        self.status: customer.Status | None = None
        self.pace = Pace(CUSTOMER_MESSAGES_PER_SECOND, CUSTOMER_BURST)
        self.passing = Pace(PASSING_PER_SECOND, PASSING_BURST)
        self.held: list[customer.Item] = []
        self.missed = False
        """More happened during its history than could be held: read on in the store."""
        self.excess = 0
        self.closing: asyncio.Task[None] | None = None

    def hold(self, items: tuple[customer.Item, ...]) -> None:
        """Keep what happens while the history is on its way."""
        if len(self.held) + len(items) > HELD_ITEMS:
            self.held, self.missed = [], True
        self.held += items


def item_pages(items: Iterable[customer.Item]) -> Iterable[tuple[customer.Item, ...]]:
    """The items in order, in parts that each fit a frame."""
    part: list[customer.Item] = []
    size = 0
    for item in items:
        one = len(codec.encode(item))
        if part and size + one > PAGE_BYTES:
            yield tuple(part)
            part, size = [], 0
        part.append(item)
        size += one
    if part:
        yield tuple(part)


def short_name(name: str) -> str:
    """A name as a customer gave it, on one line and not too long."""
    return " ".join(name.split())[:60]


def command_of(frame: Wishes) -> c.CustomerCommand | None:
    """The command that a page's frame stands for; None for a button that there is not."""
    match frame:
        case customer.Say(text=text, lang=lang):
            return c.Say(text, lang[:16])
        case customer.Wish(what="person"):
            return c.AskPerson()
        case customer.Wish(what="withdraw"):
            return c.Withdraw()
        case customer.Wish(what="end"):
            return c.End()
        case customer.Promise(kind=kind, due=due):
            return c.ChoosePromise(kind, due)
        case customer.Rate(score=score, comment=comment):
            return c.Rate(score, comment)
        case _:
            return None
