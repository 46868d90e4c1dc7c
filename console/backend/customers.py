"""The customers' endpoint: tickets in, messages in, public events out; a page never sees what is for staff.

A thin shell: decisions are `service`'s, what a customer may read is `public_items`'.
"""

import asyncio
import hashlib
import logging
from collections.abc import Callable, Iterable
from typing import Final

from websockets.asyncio.server import ServerConnection
from websockets.exceptions import ConnectionClosed

from console.backend.customer_marks import Marks
from console.backend.customer_page import Page, Passing, Wishes, command_of, item_pages, short_name
from console.backend.customer_sign_in import sign_in
from console.backend.door import broadcast
from console.backend.feed import Feed
from console.backend.line import Line
from console.backend.outlet import SocketOutlet
from console.backend.people import People
from console.backend.public_items import Wait, item_of, status_of
from console.backend.service import RETRY_MS, Committing, Service
from console.backend.store.faults import StoreFaultError
from console.backend.store.port import StoredHead
from console.core.conversation import commands as c
from console.core.conversation.context import Actor
from console.core.conversation.events import Record
from console.core.conversation.model import Head
from console.core.conversation.words import State
from console.core.text.messages import t
from console.core.wire import codec, customer
from console.core.wire.limits import (
    AUTH_DEADLINE,
    CUSTOMER_BURST,
    MAX_CLIENT_FRAME,
    MAX_TEXT,
    PROTOCOL,
    Close,
)

log = logging.getLogger("warmline.customers")

PLACE_EVERY_S: Final = 2.0
BEHIND_BYTES: Final = 16 * 1024
"""With so much unread a page is spared what lasts only seconds."""
SLOW_DOWN_S: Final = 0.02
"""After a frame over the rate, times how many there have been: a flood waits in the sender's own buffers."""
MOST_SLOW: Final = 50


class Customers:
    """All customers' pages of one node."""

    def __init__(
        self,
        service: Service,
        people: People,
        feed: Feed,
        clock: Callable[[], int],
        *,
        workspace: str,
        on_typing: Callable[[str, bool], None],
        wait: Callable[[Head, int], Wait],
    ) -> None:
        """`on_typing(conv, on)` tells the consoles that the customer types; `wait(head, place)`: how long she waits."""
        self.service = service
        self.people = people
        self.feed = feed
        self.clock = clock
        self.workspace = workspace
        self._on_typing = on_typing
        self._wait = wait
        self._pages: dict[str, set[Page]] = {}
        """By conversation."""
        self._everyone: set[Page] = set()
        self._partial: dict[str, tuple[str, str]] = {}
        """The bot's running answers: turn and text so far, by conversation."""
        self._line = Line()
        self.outlet: SocketOutlet[Page] = SocketOutlet(log, BEHIND_BYTES)
        self.marks = Marks(service, feed, self.outlet, lambda conv: conv in self._pages)
        service.listen(self.committed)

    async def run(self) -> None:
        """Refresh the places in line and store read marks, until cancelled."""
        while True:
            await asyncio.sleep(PLACE_EVERY_S)
            for conv, place in self._line.places():
                self._tell_status(conv, place=place)
            open_to = {stored.head.customer for stored in self.service.heads.values()}
            self.people.forget_contacts(open_to | {page.visitor for page in self._everyone})
            await self.marks.store()

    def expect(self) -> None:
        """After a start: who had a page open and does not come back is away."""
        for conv, stored in self.service.heads.items():
            self._line.note(stored.head)
            if stored.head.state is not State.RESOLVED and not stored.head.customer_away:
                self.marks.left(conv)

    def go_away(self, retry_min_ms: int, retry_window_ms: int) -> None:
        """Tell every page when to come back."""
        self._write(self._everyone, codec.encode(customer.GoAway(retry_min_ms, retry_window_ms)))

    async def serve(self, connection: ServerConnection) -> None:
        """The handler of the door's customer route."""
        hello = customer.Hello(PROTOCOL, PROTOCOL, self.clock(), AUTH_DEADLINE, MAX_CLIENT_FRAME, MAX_TEXT)
        broadcast([connection], codec.encode(hello))
        signed_in = await sign_in(connection, self.service.store, self.clock())
        if signed_in is None:
            return
        page, auth = signed_in
        try:
            await self._welcome(page, auth)
            async for data in connection:
                if not await self._receive(page, data):
                    break
        except ConnectionClosed:
            pass
        finally:
            self._leave(page)
            if page.closing is not None:
                # Or the door would close it first, with a code of its own.
                await asyncio.wait({page.closing})

    async def _welcome(self, page: Page, auth: customer.Auth) -> None:
        """Its latest conversation that still goes on, with everything the page lacks of it."""
        known = await self.people.know(page.visitor, name=short_name(auth.name), lang=auth.lang[:16])
        stored = await self._current(page.visitor)
        conv = stored.head.conv if stored else ""
        seq = stored.head.public_seq if stored else 0
        epoch = self.service.store.stream_epoch
        # Not before: what another page of hers opens would reach it ahead of its welcome, which says what it has.
        self._everyone.add(page)
        self._write((page,), codec.encode(customer.Welcome(conv, seq, epoch, self.clock(), known.name, self.workspace)))
        if stored is not None:
            self.feed.touch(stored)
            have = auth.have if auth.conv == conv and 0 <= auth.have <= seq else 0
            await self._join(page, stored, have)
            return
        page.ready = True
        self._write((page,), codec.encode(customer.Status("new")))
        opened = await self._current(page.visitor)
        if opened is not None:
            # By another page of hers, while this one was let in.
            await self._move(page, opened.head.conv)

    async def _current(self, visitor: str) -> StoredHead | None:
        for found in await self.service.store.customer_conversations(visitor, 3):
            stored = await self.service.head(found.head.conv) or found
            if not self._over(stored) and stored.head.customer == visitor:
                return stored
        return None

    def _over(self, stored: StoredHead) -> bool:
        """Resolved so long ago that it can't be reopened."""
        head = stored.head
        return head.state is State.RESOLVED and self.clock() - head.resolved_at > self.service.policy.reopen_window

    async def _join(self, page: Page, stored: StoredHead, have: int) -> None:
        """Bind the page to the conversation: history first, what happens meanwhile waits."""
        conv = stored.head.conv
        if page.conv == conv:
            return
        page.conv, page.ready, page.sent, page.status = conv, False, have, None
        page.held = []
        pages = self._pages.setdefault(conv, set())
        first = not pages
        pages.add(page)
        self.marks.came(conv)
        after = 0
        while not page.gone and page.conv == conv:
            page.missed = False
            records = await self.service.store.records(conv, after, 200)
            if not records and not page.missed:
                break
            after = records[-1].seq if records else after
            # Unlike news, history waits for the page to read: it may be long, and the line slow.
            for part in item_pages(item for item in map(self._item, records) if item and item.seq > page.sent):
                page.sent = part[-1].seq
                await page.connection.send(codec.encode(customer.Items(conv, part)).decode())
        if page.conv == conv and not page.gone:
            self._go_live(page, conv)
        if first and stored.head.customer_away:
            await self.service.system(conv, c.MarkPresence("customer", False))

    def _go_live(self, page: Page, conv: str) -> None:
        """What was held, the bot's answer as far as it is, and who speaks; from now on everything as it happens."""
        held, page.held = page.held, []
        page.ready = True
        if held:
            self._items((page,), conv, tuple(held))
        partial = self._partial.get(conv)
        if partial is not None:
            self._write((page,), codec.encode(customer.Chunk(partial[0], 0, partial[1])))
        self._tell_status(conv, only=page)

    def _leave(self, page: Page) -> None:
        page.gone = True
        self._everyone.discard(page)
        if self._unbind(page):
            self.marks.left(page.conv)

    def _unbind(self, page: Page) -> bool:
        """Out of its conversation; whether it was the last page there."""
        pages = self._pages.get(page.conv)
        if pages is None or page not in pages:
            return False
        pages.discard(page)
        if pages:
            return False
        del self._pages[page.conv]
        return True

    # from the page

    async def _receive(self, page: Page, data: str | bytes) -> bool:
        try:
            frame = codec.decode_page(data)
        except codec.FrameError as error:
            if error.code != "unknown_frame":
                self._problem(page, error.code)
                self.outlet.hang_up_on(page, Close.BAD_FRAME, error.code)
                return False
            if not page.passing.take():
                return await self._too_fast(page)
            self._problem(page, error.code)
            return True
        if isinstance(frame, customer.Auth):
            self.outlet.hang_up_on(page, Close.BAD_FRAME, "second auth")
            return False
        if isinstance(frame, customer.Ping | customer.Seen | customer.Typing):
            if not page.passing.take():
                return await self._too_fast(page)
            page.excess = max(0, page.excess - 1)
            self._passing(page, frame)
            return True
        if not page.pace.take():
            result = customer.Result(frame.id, "retry", "rate_limited", t("refused.rate_limited"), retry_ms=1_000)
            self._write((page,), codec.encode(result))
            # Each has an answer, unlike what passes: a quarter of the patience.
            return await self._too_fast(page, 4)
        await self._wish(page, frame)
        return True

    def _problem(self, page: Page, code: str) -> None:
        self._write((page,), codec.encode(customer.Problem(code, t("gateway.bad_frame"))))

    def _passing(self, page: Page, frame: Passing) -> None:
        match frame:
            case customer.Ping(n=n):
                self._write((page,), codec.encode(customer.Pong(n)))
            case customer.Seen(seq=seq):
                self.marks.seen(page.conv, seq)
            case customer.Typing(on=on):
                if page.conv:
                    self._on_typing(page.conv, on)

    async def _too_fast(self, page: Page, weight: int = 1) -> bool:
        """What is over the rate is not carried out; a flood ends the socket."""
        page.excess += weight
        if page.excess > 40 * CUSTOMER_BURST:
            self.outlet.hang_up_on(page, Close.TOO_FAST, "over the rate limit")
            return False
        # It is read no faster than that, and its system finds no room for more.
        await asyncio.sleep(SLOW_DOWN_S * min(page.excess, MOST_SLOW))
        return True

    async def _wish(self, page: Page, frame: Wishes) -> None:
        command = command_of(frame)
        if command is None or not 8 <= len(frame.id) <= 64:
            refusal = customer.Result(frame.id, "refused", "bad_command", t("refused.bad_command"))
            self._write((page,), codec.encode(refusal))
            return
        try:
            answer = await self._carry_out(page, frame, command)
        except StoreFaultError as error:
            log.warning("store refused a customer: %s", error.code)
            answer = customer.Result(frame.id, "retry", "store", t("refused.store"), retry_ms=RETRY_MS)
        self._write((page,), codec.encode(answer))

    async def _carry_out(self, page: Page, frame: Wishes, command: c.CustomerCommand) -> customer.Result:
        conv, linked = await self._conversation(page)
        if isinstance(command, c.Say):  # Who names her language only when she signs in is routed by it too.
            command = c.Say(command.text, (await self.people.know(page.visitor, lang=command.lang)).lang)
        actor = Actor("customer", page.visitor)
        result = await self.service.handle(conv, command, actor, command_id=frame.id, linked=linked)
        if result.status == "ok" and conv != page.conv:
            await self._move(page, conv)
            for other in [other for other in self._everyone if other.visitor == page.visitor and other.conv != conv]:
                self.outlet.spawn(self._move(other, conv))
        before, after = int(result.data.get("public_from", 0)), int(result.data.get("public_seq", 0))
        made = (before + 1, after) if after > before else (0, 0)
        return customer.Result(frame.id, result.status, result.code, result.message, *made, result.retry_ms)

    async def _conversation(self, page: Page) -> tuple[str, str]:
        """The conversation of this page; a first message, or one long after the end of the last, opens the next.

        And which one it follows, if it is new.
        """
        stored = await self.service.head(page.conv) if page.conv else None
        if stored is None or self._over(stored) or stored.head.customer != page.visitor:
            stored = await self._current(page.visitor)
        if stored is not None:
            return stored.head.conv, ""
        # Derived, so that a message that is sent again after a crash finds the conversation it opened; from the last
        # one, which is over, so that it never is that one again.
        before = await self.service.store.customer_conversations(page.visitor, 1)
        last = before[0].head.conv if before else page.conv
        seed = f"{self.service.store.stream_epoch}:{page.visitor}:{last}".encode()
        linked = last if before and before[0].head.customer else ""
        return "c" + hashlib.blake2b(seed, digest_size=9).hexdigest(), linked

    async def _move(self, page: Page, conv: str) -> None:
        stored = await self.service.head(conv)
        if stored is None or page.gone or page.conv == conv:
            return
        self._unbind(page)
        try:
            await self._join(page, stored, 0)
        except ConnectionClosed:
            pass
        except StoreFaultError as error:
            # It comes back and asks again: half a history would pass for a whole one.
            log.warning("store failed a page: %s", error.code)
            self.outlet.hang_up_on(page, Close.RESTART, "store")

    # to the page

    def committed(self, told: Committing) -> None:
        """Public events go to the pages of this conversation, in order."""
        conv = told.stored.head.conv
        self._line.note(told.stored.head)
        if told.stored.head.bot_turn is None:
            self._partial.pop(conv, None)
        pages = self._pages.get(conv)
        if not pages:
            return
        items = tuple(item for item in map(self._item, told.records) if item is not None)
        if items:
            for page in pages:
                if not page.ready:
                    page.hold(items)
            self._items([page for page in pages if page.ready], conv, items)
        self._tell_status(conv)

    def chunk(self, conv: str, turn: str, n: int, text: str) -> None:
        """A piece of the bot's answer has been stored."""
        stored = self.service.heads.get(conv)
        if stored is None or stored.head.bot_turn is None or stored.head.bot_turn.id != turn:
            return
        known = self._partial.get(conv)
        self._partial[conv] = (turn, known[1] + text if known and known[0] == turn else text)
        pages = [page for page in self._pages.get(conv, ()) if page.ready]
        if pages:
            self._write(pages, codec.encode(customer.Chunk(turn, n, text)))

    def agent_types(self, conv: str, agent: str) -> None:
        """The owner types, or (without one) stopped."""
        pages = self._pages.get(conv)
        if pages:
            who = self.people.name(agent) if agent else ""
            self.outlet.broadcast_passing(pages, codec.encode(customer.Typing(bool(agent), who)))

    def _item(self, record: Record) -> customer.Item | None:
        return item_of(record, self.people.name)

    def _tell_status(self, conv: str, *, only: Page | None = None, place: int = 0) -> None:
        pages = (only,) if only else self._pages.get(conv, ())
        stored = self.service.heads.get(conv)
        if stored is None or not pages:
            return
        place = place or self._line.place(stored.head)
        status = status_of(stored.head, self.people.name, place, self._wait(stored.head, place) if place else Wait())
        for page in pages:
            if page.ready and status != page.status:
                page.status = status
                self._write((page,), codec.encode(status))

    def _items(self, pages: Iterable[Page], conv: str, items: tuple[customer.Item, ...]) -> None:
        """To each page what it has not been sent yet."""
        alike: dict[int, list[Page]] = {}
        for page in pages:
            known = sum(item.seq <= page.sent for item in items)
            if known < len(items):
                page.sent = items[-1].seq
                alike.setdefault(known, []).append(page)
        for known, some in alike.items():
            for part in item_pages(items[known:]):
                self._write(some, codec.encode(customer.Items(conv, part)))

    def _write(self, pages: Iterable[Page], data: bytes) -> None:
        self.outlet.broadcast(pages, data)

    async def close(self) -> None:
        """Stop what waits, and store what is known."""
        await self.outlet.close()
        await self.marks.close()
