"""The consoles' endpoint: signs sockets in, feeds them rows and watched conversations, brings their commands in.

A thin shell: rows are `feed`'s, decisions `service`'s, accounts `access`'s. Sending never waits for a socket: one that
does not read is closed and catches up when it is back.
"""

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable
from typing import Final

from websockets.asyncio.server import ServerConnection
from websockets.exceptions import ConnectionClosed

from console import __version__
from console.backend.access import Access
from console.backend.cards import Cards
from console.backend.door import Refusal, RequestHead, broadcast, compress
from console.backend.feed import Feed
from console.backend.floor import Floor
from console.backend.gateway_asking import Asking
from console.backend.gateway_commands import Commands
from console.backend.gateway_floor import FloorOut
from console.backend.gateway_notices import Notices
from console.backend.gateway_outlet import Outlet
from console.backend.gateway_presence import MEMBERS_AT_ONCE, Presence
from console.backend.gateway_rows import RowsOut
from console.backend.gateway_socket import ConsoleSocket
from console.backend.gateway_watches import Watches
from console.backend.people import People
from console.backend.service import Committing, Service
from console.backend.store.faults import StoreFaultError
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
SLOW_DOWN_S: Final = 0.02
"""After a frame over the rate, times how many there have been: a flood waits in the sender's own buffers."""
MOST_SLOW: Final = 50
MOST_EXCESS: Final = 5 * COMMAND_BURST
"""Frames over the rate before the socket is closed; each one that is not makes up for a part of one that was."""
FORGIVEN: Final = 0.2
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
        floor: Floor,
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
        self.floor = floor
        self.clock = clock
        self.workspace = workspace
        self.outlet = Outlet()
        self.rows = RowsOut(feed, self.outlet, clock, service.store.stream_epoch)
        self.watches = Watches(service, cards, self.outlet, type_to_customer)
        self.presence = Presence(service, people, self.outlet)
        self.commands = Commands(service, access, people, self.outlet, clock)
        self.asking = Asking(service, people, feed, self.outlet, self.commands)
        self.notices = Notices(people, self.outlet)
        self.floor_out = FloorOut(floor, access, self.outlet, clock)
        self._closing = False
        service.listen(self.committed)

    # the life of the gateway

    async def run(self) -> None:
        """Tell what was gathered ten times a second and hold sockets against the accounts, until cancelled."""
        await asyncio.gather(
            _often(self.rows.every, self._tell_rows),
            _often(lambda: DELTA_EVERY / 1000, self._tell),
            _often(lambda: REVALIDATE_S, self._revalidate),
        )

    async def close(self) -> None:
        """Stop what is under way."""
        await self.outlet.close()

    async def _tell_rows(self) -> None:
        if not self._closing:
            self.rows.tell()

    async def _tell(self) -> None:
        if self._closing:
            return
        self.presence.tell()
        self.watches.tell()

    def go_away(self, why: str, retry_min_ms: int, retry_window_ms: int) -> None:
        """Tell every console when to come back, before the door closes; who leaves then is no news to the others."""
        self._closing = True
        self.outlet.broadcast(
            self.outlet.sockets.values(), codec.encode(frames.GoAway(why, retry_min_ms, retry_window_ms))
        )

    async def _revalidate(self) -> None:
        changed = await self.people.reload()
        self.presence.changed(changed)
        self.floor.accounts_changed(changed)
        for stored in list(self.service.heads.values()):
            if stored.head.agent in changed:
                self.feed.touch(stored)
            self.presence.check_owner(stored.head)
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
        broadcast([connection], codec.encode(hello))
        socket = await self._sign_in(connection)
        if socket is None:
            return
        compress(connection)
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
        broadcast([connection], codec.encode(frames.Problem(code, message)))
        await connection.close(close, code)

    async def _welcome(self, socket: ConsoleSocket) -> None:
        """The welcome is its first frame after the hello: nothing is awaited between the register and that."""
        user = socket.session.user
        await self.people.user(user.id)
        old = self.outlet.sockets.get(socket.key)
        if old is not None:
            self.outlet.hang_up_on(old, Close.KICKED, "a newer connection of this device")
        self.presence.changed([user.id])
        if socket.interactive:
            self.people.arrive(user.id)
            socket.arrived = True
        self.outlet.send(socket, self._greeting(socket))
        self.presence.greet(socket)
        self.outlet.sockets[socket.key] = socket
        log.info("console signed in", extra={"user": user.id, "session": socket.id})

    def _greeting(self, socket: ConsoleSocket) -> frames.Welcome:
        limits = frames.Limits(MAX_CLIENT_FRAME, MAX_TEXT, COMMANDS_PER_SECOND, COMMAND_BURST, MAX_WATCHED, PING_EVERY)
        user, rules = socket.session.user.id, self.service.policy
        return frames.Welcome(
            self.people.member(user),
            socket.id,
            self.service.store.stream_epoch,
            self.clock(),
            self.workspace,
            limits,
            self.presence.team()[:MEMBERS_AT_ONCE],
            reasons=self.floor.policy.reasons,
            wrap_up_ms=rules.wrap_up,
            transfer_ms=rules.transfer_offer,
            slots=self.floor.room_of(user),
            peek=self.floor.peek_of(user),
            picks=self.floor.policy.picks,
        )

    def _leave(self, socket: ConsoleSocket) -> None:
        socket.gone = True
        if self.outlet.sockets.get(socket.key) is socket:
            del self.outlet.sockets[socket.key]
        self.watches.leave(socket)
        self.presence.forget(socket)
        if socket.arrived:
            self.people.leave(socket.session.user.id)
            self.presence.changed([socket.session.user.id])
        log.info("console left", extra={"user": socket.session.user.id, "session": socket.id})

    # frames from the console

    async def _receive(self, socket: ConsoleSocket, data: str | bytes) -> bool:
        """Act on one frame; False when the socket must end."""
        if socket.gone:
            # A newer one may have been told already that what this one brings was not seen.
            return False
        paced = socket.frame_pace.take(socket.price)
        try:
            frame = codec.decode_client(data)
        except codec.FrameError as error:
            if not paced:
                return await self._too_fast(socket)
            self.outlet.send(socket, frames.Problem(error.code, t("gateway.bad_frame")))
            if error.code == "unknown_frame":
                return True
            self.outlet.hang_up_on(socket, Close.BAD_FRAME, error.code)
            return False
        if isinstance(frame, frames.Cmd):
            paced = socket.pace.take(socket.price) and paced
            if not paced:
                self.commands.too_fast(socket, frame)
        if not paced:
            return await self._too_fast(socket)
        socket.excess = max(0.0, socket.excess - FORGIVEN)
        return await self._act(socket, frame, len(data))

    async def _act(self, socket: ConsoleSocket, frame: frames.ClientFrame, size: int) -> bool:
        match frame:
            case frames.Cmd():
                self.floor.sign(socket.session.user.id)
                self.commands.queue(socket, frame, size)
            case frames.Act():
                self.floor_out.ask(socket, frame)
            case frames.Floor():
                self.floor_out.want(socket, frame)
            case frames.Sync():
                self.rows.sync(socket, frame)
            case frames.Watch():
                self.watches.watch(socket, frame)
            case frames.Unwatch(conv=conv):
                self.watches.unwatch(socket, conv)
            case frames.Ping(n=n):
                # Told in order with the deltas: a console whose position differs has missed one.
                self.outlet.send(socket, frames.Pong(n, self.clock(), self.rows.pos(socket)))
            case frames.Typing(conv=conv, on=on):
                self.watches.typing(socket, conv, on=on)
            case frames.Viewing(conv=conv):
                self.watches.look(socket, conv)
            case frames.Read(conv=conv, seq=seq):
                self.asking.read(socket, conv, seq)
            case frames.Ask() | frames.Find():
                self.asking.ask(socket, frame)
            case frames.ListArticles(id=id, lang=lang):
                self.outlet.send(socket, frames.Articles(id, self.cards.articles(lang)))
            case frames.Refresh(token=token):
                return await self._refresh(socket, token)
            case frames.Auth():
                self.outlet.hang_up_on(socket, Close.BAD_FRAME, "second auth")
                return False
        return True

    async def _too_fast(self, socket: ConsoleSocket) -> bool:
        """What is over the rate is not carried out; a flood ends the socket."""
        socket.excess += 1
        if socket.excess > MOST_EXCESS:
            self.outlet.hang_up_on(socket, Close.TOO_FAST, "over the rate limit")
            return False
        # It is read no faster than that, and its system finds no room for more.
        await asyncio.sleep(SLOW_DOWN_S * min(socket.excess, MOST_SLOW))
        return True

    async def _refresh(self, socket: ConsoleSocket, token: str) -> bool:
        session = await self.access.session(token, self.clock())
        if session is None or session.user.id != socket.session.user.id:
            self.outlet.hang_up_on(socket, Close.DENIED, "token not accepted")
            return False
        socket.session = session
        return True

    # to the consoles

    def committed(self, told: Committing) -> None:
        """The service has stored something: rows at the next flush, records to watchers at once."""
        self.feed.take(told)
        self.watches.committed(told)
        self.notices.committed(told)
        self.presence.check_owner(told.stored.head)

    def chunk(self, conv: str, turn: str, n: int, text: str) -> None:
        """A piece of the bot's running answer has been stored."""
        self.watches.chunk(conv, turn, n, text)

    def customer_types(self, conv: str, *, on: bool) -> None:
        """The customer types or stopped."""
        self.watches.customer_types(conv, on=on)


async def _often(seconds: Callable[[], float], work: Callable[[], Awaitable[None]]) -> None:
    """Again and again: one failure is logged and does not end it."""
    while True:
        await asyncio.sleep(seconds())
        try:
            await work()
        except StoreFaultError as error:
            log.warning("the gateway waits for the store: %s", error.code)
        except Exception:
            log.exception("a round of the gateway failed")
