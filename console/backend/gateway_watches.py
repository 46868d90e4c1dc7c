"""Brings consoles what happens in the conversations that they watch: records, running answers, who types and looks."""

import asyncio
import logging
from collections.abc import Callable, Iterable
from typing import Final

import msgspec

from console.backend.cards import Cards
from console.backend.gateway_outlet import Outlet
from console.backend.gateway_socket import ConsoleSocket, Watching
from console.backend.service import Committing, Service
from console.backend.store.faults import StoreFaultError
from console.core.conversation import events as ev
from console.core.text.messages import t
from console.core.wire import codec, frames
from console.core.wire.limits import MAX_WATCHED, Close

log = logging.getLogger("warmline.gateway")

HISTORY_PAGE: Final = 100
PAGE_BYTES: Final = 192 * 1024
FILLERS: Final = 4
"""Histories that one socket gets at a time."""
PAUSE_S: Final = 0.2
"""Before the next history of a socket that has had many."""


class Watches:
    """Who watches what."""

    def __init__(
        self, service: Service, cards: Cards, outlet: Outlet, type_to_customer: Callable[[str, str], None]
    ) -> None:
        """`type_to_customer(conv, agent id)` tells the customer's page that an agent types."""
        self.service = service
        self.cards = cards
        self.outlet = outlet
        self._type_to_customer = type_to_customer
        self._watchers: dict[str, set[ConsoleSocket]] = {}
        self._viewing: dict[str, dict[str, int]] = {}
        self._typing: dict[tuple[str, str], tuple[bool, ConsoleSocket | None]] = {}
        """Who has begun or stopped to type since it was told last, and on which socket."""
        self._looked: set[str] = set()
        """Conversations that somebody has begun or stopped to look at since."""
        self._stale: set[ConsoleSocket] = set()
        """Those who were behind when it was told."""

    def watch(self, socket: ConsoleSocket, frame: frames.Watch) -> None:
        """Its records from now on, and before them what it lacks."""
        self.unwatch(socket, frame.conv)
        if len(socket.watches) >= MAX_WATCHED:
            message = t("gateway.too_many_watched", limit=MAX_WATCHED)
            self.outlet.send(socket, frames.Problem("too_many_watched", message, frame.conv))
            return
        self._watchers.setdefault(frame.conv, set()).add(socket)
        socket.unfilled[frame.conv] = socket.watch(frame)
        if socket.fillers < FILLERS:
            socket.fillers += 1
            self.outlet.spawn(self._fill_all(socket))

    async def _fill_all(self, socket: ConsoleSocket) -> None:
        """One history after the other: watching and unwatching in turns piles nothing up here."""
        try:
            while socket.unfilled and not socket.gone:
                while not socket.watch_pace.take(socket.price):  # noqa: ASYNC110 - there is nothing to wait for but time
                    await asyncio.sleep(PAUSE_S)
                if not socket.unfilled:
                    break
                conv = next(iter(socket.unfilled))
                await self._history(socket, conv, socket.unfilled.pop(conv))
        except StoreFaultError as error:
            # It comes back and asks again: half a history would pass for a whole one.
            log.warning("the store failed a watch: %s", error.code)
            self.outlet.hang_up_on(socket, Close.RESTART, "store")
        finally:
            socket.fillers -= 1

    async def _history(self, socket: ConsoleSocket, conv: str, watch: Watching) -> None:
        """What it lacks, in pages at the pace at which they are read; then what happened meanwhile, then live."""
        frame = watch.frame
        stored = await self.service.head(conv)
        customer = await self.cards.customer(stored.head) if stored is not None else None
        if socket.watches.get(conv) is not watch:
            return
        if stored is None or customer is None:
            self.unwatch(socket, conv)
            self.outlet.send(socket, frames.Problem("not_found", t("refused.not_found"), conv))
            return
        head = self.service.heads.get(conv, stored).head
        turn = head.bot_turn
        partial, n = self.cards.partial(conv, turn.id) if turn else ("", 0)
        watch.begin()
        self.outlet.send(
            socket,
            frames.Watched(
                conv,
                head.seq,
                customer,
                viewing=tuple(sorted(self._viewing.get(conv, ()))),
                partial=partial,
                partial_turn=turn.id if turn else "",
                partial_n=n,
            ),
        )
        have, full = (frame.have if 0 <= frame.have <= head.seq else 0), True
        while full or watch.missed:
            watch.missed = False
            page = await self.service.store.records(conv, have, HISTORY_PAGE)
            full = len(page) == HISTORY_PAGE
            for data in pages(conv, readable(page, socket)):
                if not await self.outlet.send_paced(socket, data) or socket.watches.get(conv) is not watch:
                    return
            have = page[-1].seq if page else have
        for data in watch.go_live():
            self.outlet.send_bytes(socket, data)

    def unwatch(self, socket: ConsoleSocket, conv: str) -> None:
        """No more of it."""
        socket.unwatch(conv)
        watchers = self._watchers.get(conv)
        if watchers is not None:
            watchers.discard(socket)
            if not watchers:
                del self._watchers[conv]

    def committed(self, told: Committing) -> None:
        """Records to their watchers, at once."""
        conv = told.stored.head.conv
        watchers = self._watchers.get(conv)
        if watchers and not any(isinstance(record.event, ev.Whispered) for record in told.records):
            for data in pages(conv, told.records):
                self._to_watchers(watchers, conv, data)
            return
        for socket in watchers or ():
            for data in pages(conv, readable(told.records, socket)):
                self._to_watchers((socket,), conv, data)

    def chunk(self, conv: str, turn: str, n: int, text: str) -> None:
        """A piece of the bot's running answer has been stored."""
        watchers = self._watchers.get(conv)
        if watchers:
            self._to_watchers(watchers, conv, codec.encode(frames.Chunk(conv, turn, n, text)))

    def customer_types(self, conv: str, *, on: bool) -> None:
        """The customer types or stopped."""
        if conv in self._watchers:
            self._typing[conv, "customer"] = (on, None)

    def _to_watchers(self, watchers: Iterable[ConsoleSocket], conv: str, data: bytes) -> None:
        live = [socket for socket in watchers if not socket.hold(conv, data)]
        self.outlet.broadcast(live, data)

    def typing(self, socket: ConsoleSocket, conv: str, *, on: bool) -> None:
        """An agent types or stopped."""
        if not (socket.typing_pace.take() if on else conv in socket.types_in):
            return
        if on and len(socket.types_in) < MAX_WATCHED:
            socket.types_in.add(conv)
        elif not on:
            socket.types_in.discard(conv)
        if conv in self._watchers:
            self._typing[conv, socket.session.user.id] = (on, socket)
        self._to_the_customer(conv, socket.session.user.id, on)

    def _to_the_customer(self, conv: str, agent: str, on: bool) -> None:
        """The owner is seen by the customer too."""
        stored = self.service.heads.get(conv)
        if stored is not None and stored.head.agent == agent:
            self._type_to_customer(conv, agent if on else "")

    def look(self, socket: ConsoleSocket, conv: str) -> None:
        """What this console looks at now; empty: nothing."""
        conv = "" if conv in socket.observes else conv
        if conv == socket.viewing or (conv and conv not in self.service.heads):
            return
        user = socket.session.user.id
        for looked, delta in ((socket.viewing, -1), (conv, 1)):
            if looked:
                who = self._viewing.setdefault(looked, {})
                who[user] = who.get(user, 0) + delta
                if who[user] <= 0:
                    del who[user]
                if not who:
                    del self._viewing[looked]
                if looked in self._watchers:
                    self._looked.add(looked)
        socket.viewing = conv

    def leave(self, socket: ConsoleSocket) -> None:
        """The socket has gone."""
        for conv in list(socket.watches):
            self.unwatch(socket, conv)
        self.look(socket, "")
        self._stale.discard(socket)

    def tell(self) -> None:
        """Who types and who looks, to those who watch and keep up; the others get what still counts when they do."""
        typing, self._typing = self._typing, {}
        for (conv, who), (on, own) in typing.items():
            others = [socket for socket in self._watchers.get(conv, ()) if socket is not own]
            self.outlet.broadcast_passing(others, codec.encode(frames.Typing(conv, on, who)))
        looked, self._looked = self._looked, set()
        for conv in looked:
            for socket in self.outlet.broadcast_passing(self._watchers.get(conv, ()), self._viewers(conv)):
                socket.stale_views.add(conv)
                self._stale.add(socket)
        for socket in [socket for socket in self._stale if self.outlet.keeps_up(socket)]:
            self._stale.discard(socket)
            for conv in sorted(socket.stale_views):
                self.outlet.send_bytes(socket, self._viewers(conv))
            socket.stale_views.clear()

    def _viewers(self, conv: str) -> bytes:
        return codec.encode(frames.Viewing(conv, tuple(sorted(self._viewing.get(conv, ())))))


def readable(records: Iterable[ev.Record], socket: ConsoleSocket) -> Iterable[ev.Record]:
    """The records as this console's user may read them."""
    actor = socket.session.actor
    for record in records:
        bodies = ev.readable_bodies(record, actor.id, actor.leads)
        yield record if bodies is record.bodies else msgspec.structs.replace(record, bodies=bodies)


def pages(conv: str, records: Iterable[ev.Record]) -> Iterable[bytes]:
    """Encoded `events` frames of these records, none over the limit of a frame."""
    page: list[bytes] = []
    size = 0
    head = b'{"t":"events","conv":' + msgspec.json.encode(conv) + b',"records":['
    for record in records:
        data = msgspec.json.encode(record)
        if page and size + len(data) > PAGE_BYTES:
            yield head + b",".join(page) + b"]}"
            page, size = [], 0
        page.append(data)
        size += len(data)
    if page:
        yield head + b",".join(page) + b"]}"
