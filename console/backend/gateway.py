"""The consoles' endpoint: signs sockets in, feeds them rows and watched conversations, brings their commands in.

A thin shell: rows are `feed`'s, decisions `service`'s, accounts `access`'s. Sending never waits for a socket: one that
does not read is closed and catches up when it is back.
"""

import asyncio
import contextlib
import logging
import secrets
from collections.abc import Awaitable, Callable, Coroutine, Iterable
from typing import Any, Final

import msgspec
from websockets.asyncio.server import ServerConnection, broadcast
from websockets.exceptions import ConnectionClosed

from console import __version__
from console.backend.access import Access
from console.backend.cards import Cards
from console.backend.door import Refusal, RequestHead, buffered
from console.backend.feed import Feed
from console.backend.gateway_socket import HELD_FRAMES, ConsoleSocket, Watching, hang_up
from console.backend.people import People
from console.backend.service import RETRY_MS, Committing, Service
from console.backend.store.faults import StoreFaultError
from console.core.conversation import commands as c
from console.core.conversation import events as ev
from console.core.conversation.context import Actor
from console.core.conversation.model import Head
from console.core.floor.rows import Hit
from console.core.text.messages import t
from console.core.wire import codec, frames
from console.core.wire.limits import (
    AUTH_DEADLINE,
    COMMAND_BURST,
    COMMANDS_PER_SECOND,
    DELTA_EVERY,
    MAX_BUFFERED,
    MAX_CLIENT_FRAME,
    MAX_TEXT,
    MAX_WATCHED,
    PING_EVERY,
    PROTOCOL,
    Close,
)

log = logging.getLogger("warmline.gateway")

REVALIDATE_S: Final = 4.0
"""How often open sockets are held against the accounts: a revoked one is closed within five seconds."""
PACED_BYTES: Final = 256 * 1024
"""Snapshots and histories wait while so much of them is unread, so that a slow link is not taken for a dead one."""


def refuse_browsers(head: RequestHead) -> Refusal | None:
    """The console path is for programs: a browser's Origin is refused before the upgrade."""
    return Refusal(403, t("gateway.origin")) if head.header("origin") is not None else None


class Gateway:
    """All consoles of one node."""

    def __init__(
        self,
        service: Service,
        people: People,
        access: Access,
        feed: Feed,
        cards: Cards,
        clock: Callable[[], int],
        *,
        workspace: str,
        type_to_customer: Callable[[str, str], None],
    ) -> None:
        """`type_to_customer(conv, agent id)` tells the customer's page that an agent types."""
        self.service = service
        self.people = people
        self.access = access
        self.feed = feed
        self.cards = cards
        self.clock = clock
        self.workspace = workspace
        self._type_to_customer = type_to_customer
        self._sockets: dict[tuple[str, str], ConsoleSocket] = {}
        self._watchers: dict[str, set[ConsoleSocket]] = {}
        self._viewing: dict[str, dict[str, int]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._encoded: tuple[str, list[bytes]] = ("", [])
        """The snapshot's frames, and the position at which they were made."""
        service.listen(self.committed)

    # the life of the gateway

    async def run(self) -> None:
        """Flush deltas ten times a second and hold sockets against the accounts, until cancelled."""
        await asyncio.gather(_often(DELTA_EVERY / 1000, self._flush), _often(REVALIDATE_S, self._revalidate))

    async def close(self) -> None:
        """Stop what is under way."""
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _flush(self) -> None:
        self._tell_rows()

    def _tell_rows(self) -> None:
        while (delta := self.feed.flush(self.clock())) is not None:
            data = codec.encode(delta)
            self._broadcast((socket for socket in self._sockets.values() if socket.synced), data)
            for socket in list(self._sockets.values()):
                if socket.held_deltas is not None:
                    self._hold_delta(socket, socket.held_deltas, data)

    def _hold_delta(self, socket: ConsoleSocket, held: list[bytes], data: bytes) -> None:
        held.append(data)
        if len(held) > HELD_FRAMES:
            self._close(socket, Close.TOO_SLOW, "does not read")

    def go_away(self, why: str, retry_min_ms: int, retry_window_ms: int) -> None:
        """Tell every console when to come back, before the door closes."""
        self._broadcast(self._sockets.values(), codec.encode(frames.GoAway(why, retry_min_ms, retry_window_ms)))

    async def _revalidate(self) -> None:
        changed = await self.people.reload()
        if changed:
            members = tuple(self.people.member(user_id) for user_id in changed)
            self._broadcast(self._sockets.values(), codec.encode(frames.Presence(members)))
        for stored in list(self.service.heads.values()):
            if stored.head.agent in changed:
                self.feed.touch(stored)
            self._check_owner(stored.head)
        for socket in list(self._sockets.values()):
            if not await self.access.still_valid(socket.session, self.clock()):
                self._close(socket, Close.AUTH_TIMEOUT, "token expired or revoked")

    # one socket

    async def serve(self, connection: ServerConnection) -> None:
        """The handler of the door's console route: returns when the socket is done."""
        hello = frames.Hello(
            PROTOCOL, PROTOCOL, f"warmline/{__version__}", self.clock(), AUTH_DEADLINE, MAX_CLIENT_FRAME
        )
        connection.transport.set_write_buffer_limits(high=PACED_BYTES)
        broadcast([connection], codec.encode(hello).decode())
        socket = await self._sign_in(connection)
        if socket is None:
            return
        try:
            await self._welcome(socket)
            async for data in connection:
                if not await self._receive(socket, data):
                    break
        except ConnectionClosed:
            pass
        finally:
            self._leave(socket)
            if socket.closing is not None:
                # Or the door would close it first, with a code of its own.
                await asyncio.wait({socket.closing})

    async def _sign_in(self, connection: ServerConnection) -> ConsoleSocket | None:
        try:
            async with asyncio.timeout(AUTH_DEADLINE / 1000):
                frame = codec.decode_client(await connection.recv())
        except TimeoutError:
            await connection.close(Close.AUTH_TIMEOUT, "no auth frame in time")
            return None
        except codec.FrameError as error:
            await self._reject(connection, Close.BAD_FRAME, error.code, t("gateway.bad_frame"))
            return None
        except ConnectionClosed:
            return None
        if not isinstance(frame, frames.Auth):
            await self._reject(connection, Close.BAD_FRAME, "auth_first", t("gateway.auth_first"))
            return None
        if frame.proto != PROTOCOL:
            sentence = t("gateway.version", yours=frame.proto, ours=PROTOCOL)
            await self._reject(connection, Close.VERSION, "version", sentence)
            return None
        session = await self.access.session(frame.token, self.clock())
        if session is None or len(frame.device) > 64:
            await self._reject(connection, Close.DENIED, "denied", t("gateway.denied"))
            return None
        return ConsoleSocket(connection, session, frame.device or secrets.token_hex(8), frame.interactive)

    async def _reject(self, connection: ServerConnection, close: Close, code: str, message: str) -> None:
        broadcast([connection], codec.encode(frames.Problem(code, message)).decode())
        await connection.close(close, code)

    async def _welcome(self, socket: ConsoleSocket) -> None:
        """The welcome is its first frame after the hello: nothing is awaited between the register and that."""
        user = socket.session.user
        await self.people.user(user.id)
        old = self._sockets.get(socket.key)
        if old is not None:
            self._close(old, Close.KICKED, "a newer connection of this device")
        first = socket.interactive and self.people.arrive(user.id)
        socket.arrived = socket.interactive
        self._send(socket, self._greeting(socket))
        self._sockets[socket.key] = socket
        log.info("console signed in", extra={"user": user.id, "session": socket.id})
        if first:
            self._spawn(self._presence(user.id))

    def _greeting(self, socket: ConsoleSocket) -> frames.Welcome:
        limits = frames.Limits(MAX_CLIENT_FRAME, MAX_TEXT, COMMANDS_PER_SECOND, COMMAND_BURST, MAX_WATCHED, PING_EVERY)
        return frames.Welcome(
            self.people.member(socket.session.user.id),
            socket.id,
            self.service.store.stream_epoch,
            self.clock(),
            self.workspace,
            limits,
            self.people.team(),
        )

    def _leave(self, socket: ConsoleSocket) -> None:
        socket.gone = True
        if self._sockets.get(socket.key) is socket:
            del self._sockets[socket.key]
        for conv in list(socket.watches):
            self._unwatch(socket, conv)
        self._look(socket, "")
        if socket.arrived and self.people.leave(socket.session.user.id):
            self._spawn(self._presence(socket.session.user.id))
        log.info("console left", extra={"user": socket.session.user.id, "session": socket.id})

    async def _presence(self, user_id: str) -> None:
        """Tell colleagues, and start or stop the clock of the conversations that she owns or is offered."""
        self._broadcast(self._sockets.values(), codec.encode(frames.Presence((self.people.member(user_id),))))
        mine = [
            conv
            for conv, stored in self.service.heads.items()
            if stored.head.agent == user_id or (stored.head.offer is not None and stored.head.offer.agent == user_id)
        ]
        await asyncio.gather(*(self._mark(conv, user_id) for conv in mine))

    async def _mark(self, conv: str, user_id: str) -> None:
        # Whether she is there is asked when it is marked: the mark of a short absence never comes after her return.
        await self.service.system(conv, c.MarkPresence("owner", not self.people.present(user_id), user_id))

    def _check_owner(self, head: Head) -> None:
        """An owner who came or went while she became the owner is marked all the same (L4)."""
        if head.agent and self.people.present(head.agent) == bool(head.owner_absent_since):
            self._spawn(self._mark(head.conv, head.agent))

    # frames from the console

    async def _receive(self, socket: ConsoleSocket, data: str | bytes) -> bool:
        """Act on one frame; False when the socket must end."""
        paced = socket.pace.take()
        try:
            frame = codec.decode_client(data)
        except codec.FrameError as error:
            if not paced:
                return self._too_fast(socket, None)
            self._send(socket, frames.Problem(error.code, t("gateway.bad_frame")))
            if error.code == "unknown_frame":
                return True
            self._close(socket, Close.BAD_FRAME, error.code)
            return False
        if not paced:
            return self._too_fast(socket, frame)
        socket.excess = max(0, socket.excess - 1)
        match frame:
            case frames.Cmd():
                self._queue_command(socket, frame)
            case frames.Sync():
                self._sync(socket, frame)
            case frames.Watch():
                self._watch(socket, frame)
            case frames.Unwatch(conv=conv):
                self._unwatch(socket, conv)
            case frames.Ping(n=n):
                self._send(socket, frames.Pong(n, self.clock()))
            case frames.Typing(conv=conv, on=on):
                self._typing(socket, conv, on=on)
            case frames.Viewing(conv=conv):
                self._look(socket, conv)
            case frames.Read(conv=conv, seq=seq):
                self._spawn(self._guarded(socket, self._read(socket, conv, seq)))
            case frames.Ask():
                self._spawn(self._guarded(socket, self._ask(socket, frame)))
            case frames.Find():
                self._spawn(self._guarded(socket, self._find(socket, frame)))
            case frames.ListArticles(id=id, lang=lang):
                self._send(socket, frames.Articles(id, self.cards.articles(lang)))
            case frames.Refresh(token=token):
                return await self._refresh(socket, token)
            case frames.Auth():
                self._close(socket, Close.BAD_FRAME, "second auth")
                return False
        return True

    def _too_fast(self, socket: ConsoleSocket, frame: frames.ClientFrame | None) -> bool:
        """A command over the rate is told to come again; a flood ends the socket."""
        socket.excess += 1
        if socket.excess > 10 * COMMAND_BURST:
            self._close(socket, Close.TOO_FAST, "over the rate limit")
            return False
        if isinstance(frame, frames.Cmd):
            self._send(
                socket, frames.Result(frame.id, "retry", "rate_limited", t("refused.rate_limited"), retry_ms=1_000)
            )
        return True

    async def _refresh(self, socket: ConsoleSocket, token: str) -> bool:
        session = await self.access.session(token, self.clock())
        if session is None or session.user.id != socket.session.user.id:
            self._close(socket, Close.DENIED, "token not accepted")
            return False
        socket.session = session
        return True

    def _queue_command(self, socket: ConsoleSocket, frame: frames.Cmd) -> None:
        """Commands for one conversation go one after another; those for others do not wait."""
        conv = frame.conv
        task = self._spawn(self._command(socket, frame, socket.commands.get(conv)))
        socket.commands[conv] = task

        def ended(task: asyncio.Task[None]) -> None:
            if socket.commands.get(conv) is task:
                del socket.commands[conv]

        task.add_done_callback(ended)

    async def _command(self, socket: ConsoleSocket, frame: frames.Cmd, before: asyncio.Task[None] | None) -> None:
        if before is not None:
            await asyncio.wait({before})
        try:
            result = await self._carry_out(socket, frame)
        except Exception as error:
            if not isinstance(error, StoreFaultError):
                log.exception("a command failed", extra={"conv": frame.conv})
            result = frames.Result(frame.id, "retry", "store", t("refused.store"), frame.conv, retry_ms=RETRY_MS)
        named = msgspec.structs.replace(result, id=frame.id, owner_name=self._party_name(result.owner))
        self._send(socket, named)

    async def _guarded(self, socket: ConsoleSocket, work: Coroutine[Any, Any, None]) -> None:
        """Work that is not a command: where the store fails, the console is told that it did."""
        try:
            await work
        except StoreFaultError as error:
            log.warning("the store failed a console: %s", error.code)
            self._send(socket, frames.Problem("store", t("refused.store")))

    async def _carry_out(self, socket: ConsoleSocket, frame: frames.Cmd) -> frames.Result:
        def refused(code: str) -> frames.Result:
            return frames.Result(frame.id, "refused", code, t(f"refused.{code}"), frame.conv)

        if frame.stream and frame.stream != self.service.store.stream_epoch:
            return frames.Result(frame.id, "retry", "resync", t("refused.resync"), frame.conv, retry_ms=1_000)
        if not 8 <= len(frame.id) <= 64 or not 0 < len(frame.conv) <= 64:
            return refused("bad_command")
        try:
            command = codec.decode_command(frame.do)
        except codec.FrameError as error:
            return refused(error.code)
        session = socket.session
        if not await self.access.still_valid(session, self.clock()):
            return frames.Result(frame.id, "retry", "expired_token", t("refused.expired_token"), frame.conv)
        if await self.service.head(frame.conv) is None:
            return refused("not_found")
        actor = Actor("agent", session.user.id, session.user.role)
        return await self.service.handle(frame.conv, command, actor, command_id=frame.id, epoch=frame.epoch)

    def _party_name(self, owner: str) -> str:
        return owner if owner in ("", "bot") else self.people.name(owner)

    async def _ask(self, socket: ConsoleSocket, frame: frames.Ask) -> None:
        known = await self.service.store.result(f"agent:{socket.session.user.id}", frame.id)
        if known is None:
            result = frames.Result(frame.id, "retry", "not_seen", t("refused.not_seen"), frame.conv)
        else:
            result = msgspec.json.decode(known.result, type=frames.Result)
        self._send(socket, msgspec.structs.replace(result, id=frame.id, owner_name=self._party_name(result.owner)))

    def _sync(self, socket: ConsoleSocket, frame: frames.Sync) -> None:
        same = frame.stream == self.service.store.stream_epoch
        # What is due goes out first, so that the position told below is where the chain goes on for this socket too.
        self._tell_rows()
        delta = self.feed.since(frame.pos) if same and frame.pos else None
        socket.held_deltas = None
        socket.synced = delta is not None
        if delta is not None:
            self._send(socket, delta)
        else:
            held: list[bytes] = []
            socket.held_deltas = held
            self._spawn(self._snapshot(socket, held, self._snapshot_pages()))

    def _snapshot_pages(self) -> list[bytes]:
        """All rows as encoded frames, made once for all consoles that come at the same position."""
        pos, pages = self._encoded
        if pos != self.feed.pos:
            pages = [codec.encode(page) for page in self.feed.snapshot()]
            self._encoded = (self.feed.pos, pages)
        return pages

    async def _snapshot(self, socket: ConsoleSocket, held: list[bytes], pages: list[bytes]) -> None:
        """The snapshot at the pace at which it is read, then the deltas since, then live."""
        for data in pages:
            if not await self._send_paced(socket, data) or socket.held_deltas is not held:
                return
        while held:
            if not await self._send_paced(socket, held.pop(0)) or socket.held_deltas is not held:
                return
        socket.held_deltas, socket.synced = None, True

    # watching

    def _watch(self, socket: ConsoleSocket, frame: frames.Watch) -> None:
        self._unwatch(socket, frame.conv)
        if len(socket.watches) >= MAX_WATCHED:
            self._send(socket, frames.Problem("too_many_watched", t("gateway.too_many_watched", limit=MAX_WATCHED)))
            return
        self._watchers.setdefault(frame.conv, set()).add(socket)
        self._spawn(self._fill(socket, frame, socket.watch(frame.conv)))

    async def _fill(self, socket: ConsoleSocket, frame: frames.Watch, watch: Watching) -> None:
        try:
            await self._history(socket, frame, watch)
        except StoreFaultError as error:
            # It comes back and asks again: half a history would pass for a whole one.
            log.warning("the store failed a watch: %s", error.code)
            self._close(socket, Close.RESTART, "store")

    async def _history(self, socket: ConsoleSocket, frame: frames.Watch, watch: Watching) -> None:
        """What it lacks, in pages at the pace at which they are read; then what happened meanwhile, then live."""
        conv = frame.conv
        stored = await self.service.head(conv)
        customer = await self.cards.customer(stored.head) if stored is not None else None
        if socket.watches.get(conv) is not watch:
            return
        if stored is None or customer is None:
            self._unwatch(socket, conv)
            self._send(socket, frames.Problem("not_found", t("refused.not_found")))
            return
        head = self.service.heads.get(conv, stored).head
        turn = head.bot_turn
        partial, n = self.cards.partial(conv, turn.id) if turn else ("", 0)
        watch.begin()
        self._send(
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
            for data in pages(conv, page):
                if not await self._send_paced(socket, data) or socket.watches.get(conv) is not watch:
                    return
            have = page[-1].seq if page else have
        for data in watch.go_live():
            self._send_bytes(socket, data)

    def _unwatch(self, socket: ConsoleSocket, conv: str) -> None:
        socket.unwatch(conv)
        watchers = self._watchers.get(conv)
        if watchers is not None:
            watchers.discard(socket)
            if not watchers:
                del self._watchers[conv]

    def committed(self, told: Committing) -> None:
        """The service has stored something: rows at the next flush, records to watchers at once."""
        self.feed.take(told)
        conv = told.stored.head.conv
        watchers = self._watchers.get(conv)
        if watchers:
            for data in pages(conv, told.records):
                self._to_watchers(watchers, conv, data)
        self._notices(told)
        self._check_owner(told.stored.head)

    def chunk(self, conv: str, turn: str, n: int, text: str) -> None:
        """A piece of the bot's running answer has been stored."""
        watchers = self._watchers.get(conv)
        if watchers:
            self._to_watchers(watchers, conv, codec.encode(frames.Chunk(conv, turn, n, text)))

    def customer_types(self, conv: str, *, on: bool) -> None:
        """The customer types or stopped."""
        self._tell_watchers(conv, frames.Typing(conv, on, "customer"))

    def _to_watchers(self, watchers: Iterable[ConsoleSocket], conv: str, data: bytes) -> None:
        live = [socket for socket in watchers if not socket.hold(conv, data)]
        self._broadcast(live, data)

    def _tell_watchers(self, conv: str, frame: frames.ServerFrame, but: ConsoleSocket | None = None) -> None:
        watchers = self._watchers.get(conv)
        if watchers:
            self._broadcast((socket for socket in watchers if socket is not but), codec.encode(frame))

    def _notices(self, told: Committing) -> None:
        """What an agent must be told beside rows and records: she lost a conversation, or a customer waits for her."""
        for record in told.records:
            event = record.event
            if isinstance(event, ev.Taken) and event.from_agent:
                by = event.by or event.agent
                data: dict[str, str | int] = {
                    "by": by,
                    "by_name": self.people.name(by),
                    "role": self.people.member(by).role,
                    "why": record.bodies.get("why", ""),
                    "at": record.at,
                }
                self._notify(event.from_agent, frames.Notice("taken_from_you", record.conv, data))
            elif isinstance(event, ev.Queued) and event.leg.cause == "dropped" and told.before.agent:
                self._notify(told.before.agent, frames.Notice("dropped", record.conv, {"at": record.at}))
            elif isinstance(event, ev.Warned):
                self._notify(event.agent, frames.Notice("warned", record.conv, {"at": record.at}))

    def _notify(self, user_id: str, notice: frames.Notice) -> None:
        mine = (socket for socket in self._sockets.values() if socket.session.user.id == user_id)
        self._broadcast(mine, codec.encode(notice))

    # ephemerals, marks, search

    def _typing(self, socket: ConsoleSocket, conv: str, *, on: bool) -> None:
        stored = self.service.heads.get(conv)
        me = socket.session.user.id
        if stored is not None and stored.head.agent == me:
            self._type_to_customer(conv, me if on else "")
        self._tell_watchers(conv, frames.Typing(conv, on, me), but=socket)

    def _look(self, socket: ConsoleSocket, conv: str) -> None:
        if conv == socket.viewing or (conv and conv not in self.service.heads):
            return
        user = socket.session.user.id
        for left, delta in ((socket.viewing, -1), (conv, 1)):
            if left:
                who = self._viewing.setdefault(left, {})
                who[user] = who.get(user, 0) + delta
                if who[user] <= 0:
                    del who[user]
                self._tell_watchers(left, frames.Viewing(left, tuple(sorted(who))))
                if not who:
                    del self._viewing[left]
        socket.viewing = conv

    async def _read(self, socket: ConsoleSocket, conv: str, seq: int) -> None:
        stored = self.service.heads.get(conv)
        if stored is None or stored.head.agent != socket.session.user.id:
            return
        await self.service.store.set_cursor(conv, f"agent:{socket.session.user.id}", min(seq, stored.head.seq))
        if seq >= stored.head.customer_seq:
            self.feed.read(stored)

    async def _find(self, socket: ConsoleSocket, frame: frames.Find) -> None:
        limit = max(1, min(frame.limit, 50))
        found = await self.service.store.search(frame.text[:200], limit)
        heads = {hit.conv: await self.service.head(hit.conv) for hit in found}
        customers = {stored.head.conv: stored.head.customer for stored in heads.values() if stored is not None}
        contacts = await self.service.store.contacts(sorted({id for id in customers.values() if id}))
        names = {conv: contacts[id].name for conv, id in customers.items() if id in contacts}
        hits = [Hit(hit.conv, hit.no, hit.seq, hit.at, names.get(hit.conv, ""), hit.snippet) for hit in found]
        self._send(socket, frames.Found(frame.id, tuple(hits), len(found) == limit))

    # sending

    def _send(self, socket: ConsoleSocket, frame: frames.ServerFrame) -> None:
        self._send_bytes(socket, codec.encode(frame))

    def _send_bytes(self, socket: ConsoleSocket, data: bytes) -> None:
        self._broadcast((socket,), data)

    def _broadcast(self, sockets: Iterable[ConsoleSocket], data: bytes) -> None:
        ready = []
        for socket in list(sockets):
            if socket.gone:
                continue
            if buffered(socket.connection) > MAX_BUFFERED:
                self._close(socket, Close.TOO_SLOW, "does not read")
            else:
                ready.append(socket.connection)
        if ready:
            broadcast(ready, data, text=True)

    async def _send_paced(self, socket: ConsoleSocket, data: bytes) -> bool:
        """Send, and wait while the socket is behind; False when it has gone."""
        if not socket.gone:
            with contextlib.suppress(ConnectionClosed, OSError):
                await socket.connection.send(data, text=True)
        return not socket.gone

    def _close(self, socket: ConsoleSocket, close: Close, reason: str) -> None:
        if not socket.gone:
            socket.gone = True
            socket.closing = self._spawn(hang_up(socket.connection, close, reason))

    def _spawn(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._finished)
        return task

    def _finished(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("a frame failed", exc_info=error)


async def _often(seconds: float, work: Callable[[], Awaitable[None]]) -> None:
    """Again and again: one failure is logged and does not end it."""
    while True:
        await asyncio.sleep(seconds)
        try:
            await work()
        except StoreFaultError as error:
            log.warning("the gateway waits for the store: %s", error.code)
        except Exception:
            log.exception("a round of the gateway failed")


HISTORY_PAGE: Final = 100
PAGE_BYTES: Final = 192 * 1024


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
