"""The consoles' endpoint: signs sockets in, feeds them rows and watched conversations, brings their commands in.

A thin shell: rows are `feed`'s, decisions `service`'s, accounts `access`'s. Sending never waits for a socket: one that
does not read is closed and catches up when it is back.
"""

import asyncio
import contextlib
import logging
import secrets
from collections.abc import Callable, Iterable
from typing import Final

import msgspec
from websockets.asyncio.server import ServerConnection, broadcast
from websockets.exceptions import ConnectionClosed

from console import __version__
from console.backend.access import Access
from console.backend.cards import Cards
from console.backend.door import Refusal, RequestHead, buffered
from console.backend.feed import Feed
from console.backend.gateway_socket import ConsoleSocket
from console.backend.people import People
from console.backend.service import Committing, Service
from console.core.conversation import commands as c
from console.core.conversation import events as ev
from console.core.conversation.context import Actor
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

REVALIDATE_S: Final = 5.0
"""How often open sockets are held against the accounts."""


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
        service.listen(self.committed)

    # the life of the gateway

    async def run(self) -> None:
        """Flush deltas ten times a second and hold sockets against the accounts, until cancelled."""
        next_check = 0.0
        loop = asyncio.get_running_loop()
        while True:
            await asyncio.sleep(DELTA_EVERY / 1000)
            delta = self.feed.flush(self.clock())
            if delta is not None:
                self._broadcast((s for s in self._sockets.values() if s.synced), codec.encode(delta))
            if loop.time() >= next_check:
                next_check = loop.time() + REVALIDATE_S
                await self._revalidate()

    def go_away(self, why: str, retry_min_ms: int, retry_window_ms: int) -> None:
        """Tell every console when to come back, before the door closes."""
        self._broadcast(self._sockets.values(), codec.encode(frames.GoAway(why, retry_min_ms, retry_window_ms)))

    async def _revalidate(self) -> None:
        changed = await self.people.reload()
        if changed:
            members = tuple(self.people.member(user_id) for user_id in changed)
            self._broadcast(self._sockets.values(), codec.encode(frames.Presence(members)))
        for socket in list(self._sockets.values()):
            if not await self.access.still_valid(socket.session, self.clock()):
                self._close(socket, Close.AUTH_TIMEOUT, "token expired or revoked")

    # one socket

    async def serve(self, connection: ServerConnection) -> None:
        """The handler of the door's console route: returns when the socket is done."""
        hello = frames.Hello(
            PROTOCOL, PROTOCOL, f"warmline/{__version__}", self.clock(), AUTH_DEADLINE, MAX_CLIENT_FRAME
        )
        connection.transport.set_write_buffer_limits(high=MAX_BUFFERED)
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
            await self._leave(socket)

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
        self._send(socket, self._greeting(socket))
        self._sockets[socket.key] = socket
        log.info("console signed in", extra={"user": user.id, "session": socket.id})
        if first:
            await self._presence(user.id, away=False)

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

    async def _leave(self, socket: ConsoleSocket) -> None:
        socket.gone = True
        if self._sockets.get(socket.key) is socket:
            del self._sockets[socket.key]
        for conv in list(socket.watches):
            self._unwatch(socket, conv)
        self._look(socket, "")
        if socket.interactive and self.people.leave(socket.session.user.id):
            await self._presence(socket.session.user.id, away=True)
        log.info("console left", extra={"user": socket.session.user.id, "session": socket.id})

    async def _presence(self, user_id: str, *, away: bool) -> None:
        """Tell colleagues, and start or stop the clock of the conversations that she owns or is offered."""
        self._broadcast(self._sockets.values(), codec.encode(frames.Presence((self.people.member(user_id),))))
        mine = [
            conv
            for conv, stored in self.service.heads.items()
            if stored.head.agent == user_id or (stored.head.offer is not None and stored.head.offer.agent == user_id)
        ]
        for conv in mine:
            await self.service.system(conv, c.MarkPresence("owner", away))

    # frames from the console

    async def _receive(self, socket: ConsoleSocket, data: str | bytes) -> bool:
        """Act on one frame; False when the socket must end."""
        try:
            frame = codec.decode_client(data)
        except codec.FrameError as error:
            self._send(socket, frames.Problem(error.code, t("gateway.bad_frame")))
            if error.code == "unknown_frame":
                return True
            self._close(socket, Close.BAD_FRAME, error.code)
            return False
        if not socket.pace.take():
            return self._too_fast(socket, frame)
        match frame:
            case frames.Cmd():
                self._spawn(self._command(socket, frame))
            case frames.Sync():
                self._sync(socket, frame)
            case frames.Watch():
                self._spawn(self._watch(socket, frame))
            case frames.Unwatch(conv=conv):
                self._unwatch(socket, conv)
            case frames.Ping(n=n):
                self._send(socket, frames.Pong(n, self.clock()))
            case frames.Typing(conv=conv, on=on):
                self._typing(socket, conv, on=on)
            case frames.Viewing(conv=conv):
                self._look(socket, conv)
            case frames.Read(conv=conv, seq=seq):
                self._spawn(self._read(socket, conv, seq))
            case frames.Ask():
                self._spawn(self._ask(socket, frame))
            case frames.Find():
                self._spawn(self._find(socket, frame))
            case frames.ListArticles(id=id, lang=lang):
                self._send(socket, frames.Articles(id, self.cards.articles(lang)))
            case frames.Refresh(token=token):
                return await self._refresh(socket, token)
            case frames.Auth():
                self._close(socket, Close.BAD_FRAME, "second auth")
                return False
        return True

    def _too_fast(self, socket: ConsoleSocket, frame: frames.ClientFrame) -> bool:
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

    async def _command(self, socket: ConsoleSocket, frame: frames.Cmd) -> None:
        result = await self._carry_out(socket, frame)
        named = msgspec.structs.replace(result, id=frame.id, owner_name=self._party_name(result.owner))
        self._send(socket, named)

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
        due = self.feed.flush(self.clock())
        if due is not None:
            self._broadcast((s for s in self._sockets.values() if s.synced), codec.encode(due))
        delta = self.feed.since(frame.pos) if same and frame.pos else None
        if delta is not None:
            self._send(socket, delta)
        else:
            for page in self.feed.snapshot():
                self._send(socket, page)
        socket.synced = True

    # watching

    async def _watch(self, socket: ConsoleSocket, frame: frames.Watch) -> None:
        conv = frame.conv
        if conv in socket.watches or len(socket.watches) >= MAX_WATCHED:
            self._unwatch(socket, conv)
        if len(socket.watches) >= MAX_WATCHED:
            self._send(socket, frames.Problem("too_many_watched", t("gateway.too_many_watched", limit=MAX_WATCHED)))
            return
        stored = await self.service.head(conv)
        if stored is None or socket.gone:
            self._send(socket, frames.Problem("not_found", t("refused.not_found")))
            return
        watch = socket.watch(conv)
        self._watchers.setdefault(conv, set()).add(socket)
        head = stored.head
        turn = head.bot_turn
        partial, n = self.cards.partial(conv, turn.id) if turn else ("", 0)
        customer = await self.cards.customer(head)
        self._send(
            socket,
            frames.Watched(
                conv,
                head.seq,
                customer,
                viewing=tuple(self._viewing.get(conv, ())),
                partial=partial,
                partial_turn=turn.id if turn else "",
                partial_n=n,
            ),
        )
        have = max(0, frame.have) if frame.have <= head.seq else 0
        while have < head.seq and not socket.gone:
            page = await self.service.store.records(conv, have, 100)
            if not page:
                break
            for data in pages(conv, page):
                self._send_bytes(socket, data)
            have = page[-1].seq
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
                data: dict[str, str | int] = {"by": by, "name": self.people.name(by), "at": record.at}
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
        if seq >= stored.head.seq or seq >= self.cards.last_customer_seq(conv):
            self.feed.read(stored)

    async def _find(self, socket: ConsoleSocket, frame: frames.Find) -> None:
        limit = max(1, min(frame.limit, 50))
        found = await self.service.store.search(frame.text[:200], limit)
        hits = []
        for hit in found:
            stored = await self.service.head(hit.conv)
            name = self.people.contact(stored.head.customer).name if stored else ""
            hits.append(Hit(hit.conv, hit.no, hit.seq, hit.at, name, hit.snippet))
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
            broadcast(ready, data.decode())

    def _close(self, socket: ConsoleSocket, close: Close, reason: str) -> None:
        if not socket.gone:
            socket.gone = True
            self._spawn(_closing(socket.connection, close, reason))

    def _spawn(self, work: "asyncio._CoroutineLike[None]") -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._finished)

    def _finished(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("a frame failed", exc_info=error)


async def _closing(connection: ServerConnection, close: Close, reason: str) -> None:
    with contextlib.suppress(ConnectionClosed, OSError):
        await connection.close(close, reason)


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
