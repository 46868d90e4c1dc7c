"""The consoles' endpoint: signs sockets in, feeds them rows and watched conversations, brings their commands in.

A thin shell: rows are `feed`'s, decisions `service`'s, accounts `access`'s. Sending never waits for a socket: one that
does not read is closed and catches up when it is back.
"""

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, Final

import msgspec
from websockets.asyncio.server import ServerConnection, broadcast
from websockets.exceptions import ConnectionClosed

from console import __version__
from console.backend.access import Access
from console.backend.cards import Cards
from console.backend.door import Refusal, RequestHead
from console.backend.feed import Feed
from console.backend.gateway_outlet import Outlet
from console.backend.gateway_rows import RowsOut
from console.backend.gateway_socket import ConsoleSocket
from console.backend.gateway_watches import Watches
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
        self.outlet = Outlet()
        self.rows = RowsOut(feed, self.outlet, clock, service.store.stream_epoch)
        self.watches = Watches(service, cards, self.outlet, type_to_customer)
        service.listen(self.committed)

    # the life of the gateway

    async def run(self) -> None:
        """Flush deltas ten times a second and hold sockets against the accounts, until cancelled."""
        await asyncio.gather(_often(DELTA_EVERY / 1000, self._tell_rows), _often(REVALIDATE_S, self._revalidate))

    async def close(self) -> None:
        """Stop what is under way."""
        await self.outlet.close()

    async def _tell_rows(self) -> None:
        self.rows.tell()

    def go_away(self, why: str, retry_min_ms: int, retry_window_ms: int) -> None:
        """Tell every console when to come back, before the door closes."""
        self.outlet.broadcast(
            self.outlet.sockets.values(), codec.encode(frames.GoAway(why, retry_min_ms, retry_window_ms))
        )

    async def _revalidate(self) -> None:
        changed = await self.people.reload()
        if changed:
            members = tuple(self.people.member(user_id) for user_id in changed)
            self.outlet.broadcast(self.outlet.sockets.values(), codec.encode(frames.Presence(members)))
        for stored in list(self.service.heads.values()):
            if stored.head.agent in changed:
                self.feed.touch(stored)
            self._check_owner(stored.head)
        valid: dict[bytes, bool] = {}
        for socket in list(self.outlet.sockets.values()):
            token = socket.session.token
            if token not in valid:
                valid[token] = await self.access.still_valid(socket.session, self.clock())
            if not valid[token]:
                self.outlet.hang_up_on(socket, Close.AUTH_TIMEOUT, "token expired or revoked")

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
        old = self.outlet.sockets.get(socket.key)
        if old is not None:
            self.outlet.hang_up_on(old, Close.KICKED, "a newer connection of this device")
        first = socket.interactive and self.people.arrive(user.id)
        socket.arrived = socket.interactive
        self.outlet.send(socket, self._greeting(socket))
        self.outlet.sockets[socket.key] = socket
        log.info("console signed in", extra={"user": user.id, "session": socket.id})
        if first:
            self.outlet.spawn(self._presence(user.id))

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
        if self.outlet.sockets.get(socket.key) is socket:
            del self.outlet.sockets[socket.key]
        for conv in list(socket.watches):
            self.watches.unwatch(socket, conv)
        self.watches.look(socket, "")
        if socket.arrived and self.people.leave(socket.session.user.id):
            self.outlet.spawn(self._presence(socket.session.user.id))
        log.info("console left", extra={"user": socket.session.user.id, "session": socket.id})

    async def _presence(self, user_id: str) -> None:
        """Tell colleagues, and start or stop the clock of the conversations that she owns or is offered."""
        self.outlet.broadcast(
            self.outlet.sockets.values(), codec.encode(frames.Presence((self.people.member(user_id),)))
        )
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
            self.outlet.spawn(self._mark(head.conv, head.agent))

    # frames from the console

    async def _receive(self, socket: ConsoleSocket, data: str | bytes) -> bool:
        """Act on one frame; False when the socket must end."""
        paced = socket.pace.take()
        try:
            frame = codec.decode_client(data)
        except codec.FrameError as error:
            if not paced:
                return self._too_fast(socket, None)
            self.outlet.send(socket, frames.Problem(error.code, t("gateway.bad_frame")))
            if error.code == "unknown_frame":
                return True
            self.outlet.hang_up_on(socket, Close.BAD_FRAME, error.code)
            return False
        if not paced:
            return self._too_fast(socket, frame)
        socket.excess = max(0, socket.excess - 1)
        match frame:
            case frames.Cmd():
                self._queue_command(socket, frame)
            case frames.Sync():
                self.rows.sync(socket, frame)
            case frames.Watch():
                self.watches.watch(socket, frame)
            case frames.Unwatch(conv=conv):
                self.watches.unwatch(socket, conv)
            case frames.Ping(n=n):
                self.outlet.send(socket, frames.Pong(n, self.clock()))
            case frames.Typing(conv=conv, on=on):
                self.watches.typing(socket, conv, on=on)
            case frames.Viewing(conv=conv):
                self.watches.look(socket, conv)
            case frames.Read(conv=conv, seq=seq):
                self.outlet.spawn(self._guarded(socket, self._read(socket, conv, seq)))
            case frames.Ask():
                self.outlet.spawn(self._guarded(socket, self._ask(socket, frame)))
            case frames.Find():
                self.outlet.spawn(self._guarded(socket, self._find(socket, frame)))
            case frames.ListArticles(id=id, lang=lang):
                self.outlet.send(socket, frames.Articles(id, self.cards.articles(lang)))
            case frames.Refresh(token=token):
                return await self._refresh(socket, token)
            case frames.Auth():
                self.outlet.hang_up_on(socket, Close.BAD_FRAME, "second auth")
                return False
        return True

    def _too_fast(self, socket: ConsoleSocket, frame: frames.ClientFrame | None) -> bool:
        """A command over the rate is told to come again; a flood ends the socket."""
        socket.excess += 1
        if socket.excess > 10 * COMMAND_BURST:
            self.outlet.hang_up_on(socket, Close.TOO_FAST, "over the rate limit")
            return False
        if isinstance(frame, frames.Cmd):
            self.outlet.send(
                socket, frames.Result(frame.id, "retry", "rate_limited", t("refused.rate_limited"), retry_ms=1_000)
            )
        return True

    async def _refresh(self, socket: ConsoleSocket, token: str) -> bool:
        session = await self.access.session(token, self.clock())
        if session is None or session.user.id != socket.session.user.id:
            self.outlet.hang_up_on(socket, Close.DENIED, "token not accepted")
            return False
        socket.session = session
        return True

    def _queue_command(self, socket: ConsoleSocket, frame: frames.Cmd) -> None:
        """Commands for one conversation go one after another; those for others do not wait."""
        conv = frame.conv
        task = self.outlet.spawn(self._command(socket, frame, socket.commands.get(conv)))
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
        self.outlet.send(socket, named)

    async def _guarded(self, socket: ConsoleSocket, work: Coroutine[Any, Any, None]) -> None:
        """Work that is not a command: where the store fails, the console is told that it did."""
        try:
            await work
        except StoreFaultError as error:
            log.warning("the store failed a console: %s", error.code)
            self.outlet.send(socket, frames.Problem("store", t("refused.store")))

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
        self.outlet.send(
            socket, msgspec.structs.replace(result, id=frame.id, owner_name=self._party_name(result.owner))
        )

    def committed(self, told: Committing) -> None:
        """The service has stored something: rows at the next flush, records to watchers at once."""
        self.feed.take(told)
        self.watches.committed(told)
        self._notices(told)
        self._check_owner(told.stored.head)

    def chunk(self, conv: str, turn: str, n: int, text: str) -> None:
        """A piece of the bot's running answer has been stored."""
        self.watches.chunk(conv, turn, n, text)

    def customer_types(self, conv: str, *, on: bool) -> None:
        """The customer types or stopped."""
        self.watches.customer_types(conv, on=on)

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
        mine = (socket for socket in self.outlet.sockets.values() if socket.session.user.id == user_id)
        self.outlet.broadcast(mine, codec.encode(notice))

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
        self.outlet.send(socket, frames.Found(frame.id, tuple(hits), len(found) == limit))


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
