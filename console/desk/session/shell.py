"""The session's core with a real socket, clock and disk around it: thin asyncio, no rules of its own."""

import asyncio
import contextlib
import logging
import random
import secrets
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

import msgspec

from console import __version__
from console.core.conversation import commands as c
from console.core.floor.acting import FloorCommand
from console.core.floor.rows import Article, Hit
from console.core.text.messages import t
from console.core.wire import codec, frames
from console.desk.session import closes
from console.desk.session import effects as fx
from console.desk.session import news as nw
from console.desk.session.address import tls
from console.desk.session.answers import Answers
from console.desk.session.asked import Question
from console.desk.session.clocks import read_clocks
from console.desk.session.core import SessionCore
from console.desk.session.dialing import NoSocketError, dial, farewell, load
from console.desk.session.keeper import Keeper
from console.desk.session.kept import KeptDraft
from console.desk.session.moment import Moment
from console.desk.session.options import Options
from console.desk.session.outbox_item import FINAL, Item
from console.desk.session.recording import Line, Recorder
from console.desk.session.slow_link import SlowLink
from console.desk.session.tokens import exchange
from console.desk.session.trouble import sentence
from console.errors import DeniedError, StoreError, WarmlineError

if TYPE_CHECKING:
    from websockets.asyncio.client import ClientConnection
    from websockets.frames import Close

log = logging.getLogger("warmline.session")

TICK_S: Final = 1.0
FAREWELL_S: Final = 3.0


class Session:
    """One console's session on this machine."""

    def __init__(
        self,
        options: Options,
        listener: Callable[[nw.News], None],
        *,
        clocks: Callable[[], Moment] = read_clocks,
        chance: Callable[[], float] = random.random,
    ) -> None:
        """Checks the options at once.

        Raises:
            ConfigError: the file of certificates can't be used.
        """
        self.options = options
        self.clocks = clocks
        self._listener = listener
        self._tls = tls(options.address, options.ca_file)
        self.core = SessionCore(
            fresh=lambda: secrets.token_hex(12),
            chance=chance,
            client=f"warmline/{__version__}",
            interactive=options.interactive,
        )
        self.keeper = Keeper(lambda code, message: self._tell(nw.Notified(code, data={"message": message})))
        self._slow = SlowLink(options.slow_link, self._tell)
        self._recorder: Recorder | None = None
        self._waiters: dict[str, list[asyncio.Future[Item]]] = {}
        self._answers = Answers()
        self._socket: ClientConnection | None = None
        self._dialing: asyncio.Task[None] | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._timer: asyncio.TimerHandle | None = None
        self._busy = False
        self._closed = False

    # beginning and end

    async def start(self) -> None:
        """Open the disk, then begin to connect in the background.

        Raises:
            StoreError: the recording that was asked for can't be written.
        """
        if self.options.record is not None:
            self._recorder = Recorder(self.options.record, self.clocks().wall)
        items = await self.keeper.open(self.options.state, self.options.address.name, self.options.user)
        self.core.load(self.keeper.device, items)
        now = self.clocks()
        if self.options.access:
            self.core.give_token(self.options.access, self.options.access_ends, now)
        self.core.start(now)
        self._do()

    async def close(self) -> None:
        """Stop in order: drafts to the disk, the socket closed, the file let go of."""
        if self._closed:
            return
        self._closed = True
        if self._timer is not None:
            self._timer.cancel()
        self.core.close(self.clocks())
        self._do()
        if self._dialing is not None:
            self._dialing.cancel()
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=FAREWELL_S)
        for task in self._tasks:
            task.cancel()
        await self.keeper.close(self.clocks().mono)
        self._end_waiting()
        if self._recorder is not None:
            self._recorder.close()

    def _end_waiting(self) -> None:
        for item_id, waiting in self._waiters.items():
            item = self.core.outbox.get(item_id)
            for future in waiting:
                if not future.done():
                    future.set_result(item) if item is not None else future.cancel()
        self._answers.close()

    # effects

    def _do(self) -> None:
        """Carry out what the core wants, then set the timer for what it wants next."""
        if not self._busy:
            self._act()
            self._schedule()

    def _act(self) -> None:
        """Carry out what the core wants, in order; a listener that calls back in here is served afterwards."""
        if self._busy:
            return
        self._busy = True
        try:
            while effects := self.core.take():
                for effect in effects:
                    self._carry_out(effect)
        finally:
            self._busy = False

    def _carry_out(self, effect: fx.Effect) -> None:
        match effect:
            case fx.Send(data=data):
                self._send(data)
            case fx.Tell(news=news):
                self._tell(news)
            case fx.Keep(save=save, forget=forget):
                self.keeper.keep(save, forget, self.clocks().mono)
            case fx.Connect():
                self._dialing = asyncio.create_task(self._dial(), name="session-dial")
            case fx.Drop(code=code):
                self._drop(code)
            case fx.NeedToken():
                self._spawn(self._exchange())
            case fx.EraseDrafts(conv=conv):
                self.keeper.drafts.erase(conv, self.clocks().mono)
            case fx.Answered() | fx.Acted() | fx.Unanswered():
                self._answers.answered(effect)

    def _tell(self, news: nw.News) -> None:
        if isinstance(news, nw.Moved) and news.item.state in FINAL:
            for future in self._waiters.pop(news.item.id, ()):
                if not future.done():
                    future.set_result(news.item)
        try:
            self._listener(news)
        except Exception:
            log.exception("the listener failed")

    def _spawn(self, work: "asyncio._CoroutineLike[None]") -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    # the socket

    async def _dial(self) -> None:
        try:
            await asyncio.to_thread(load)
            agent, slow = f"warmline/{__version__}", self._slow
            socket = await dial(self.options.address, self._tls, agent, slow.dialing(), compressed=slow.is_asked)
        except NoSocketError as problem:
            self._no_socket(str(problem), problem.retry_after_ms)
            return
        except Exception as problem:
            # Whatever it was, another attempt follows: a desk that stays offline for ever helps nobody.
            log.exception("dialing failed")
            self._no_socket(sentence(problem, self.options.address))
            return
        self._socket = socket
        now = self.clocks()
        self._record(Line(now.wall, "connected"))
        compressed = bool(socket.protocol.extensions)
        self.core.connected(now, compressed=compressed)
        slow.opened(compressed=compressed)
        self._do()
        self._spawn(self._read(socket))

    def _learn(self, now: Moment) -> None:
        """If the link turns out to be slow, the next socket has what comes compressed; at once if rows still come."""
        if self._slow.found():
            self.core.link.anew(now)

    def _no_socket(self, why: str, at_least: int = 0) -> None:
        self.core.link.failed(why, self.clocks(), at_least)
        self._do()

    async def _read(self, socket: "ClientConnection") -> None:
        from websockets.exceptions import ConnectionClosed

        told: Close | None = None
        try:
            while self._socket is socket:
                data = await socket.recv()
                if self._socket is not socket:
                    return
                self._slow.speed.whole()
                now = self.clocks()
                if self._recorder is not None and isinstance(data, str):
                    self._record(Line(now.wall, "frame", frame=data))
                self.core.frame(data, now)
                self._learn(now)
                self._do()
        except ConnectionClosed as end:
            # What we could not take we know best ourselves: the other side may be gone without an answer.
            told = end.rcvd or end.sent
        finally:
            if self._socket is socket and not self._closed:
                self._socket = None
                code = told.code if told is not None else closes.ABNORMAL
                now = self.clocks()
                self._record(Line(now.wall, "lost", code=code))
                self.core.lost(code, now)
                self._learn(now)
                self._do()

    def _send(self, data: str) -> None:
        if self._socket is not None:
            from websockets.asyncio.connection import broadcast

            # Writes at once and in order; a socket that takes nothing is noticed by its unanswered pings.
            broadcast([self._socket], data)

    def _drop(self, code: int) -> None:
        socket, self._socket = self._socket, None
        if socket is None:
            if self._dialing is not None and not self._dialing.done():
                self._dialing.cancel()
            return
        self._learn(self.clocks())
        self._record(Line(self.clocks().wall, "lost", code=code))
        if code == 1000:
            self._spawn(farewell(socket))
        else:
            socket.transport.abort()

    def _record(self, line: Line) -> None:
        if self._recorder is not None:
            self._recorder.write(line)
            if self._recorder.failure:
                failure, self._recorder = self._recorder.failure, None
                self._tell(nw.Notified("recording_stopped", data={"message": failure}))

    async def _exchange(self) -> None:
        options = self.options
        try:
            tokens = await asyncio.to_thread(
                exchange, options.address, self._tls, options.credentials, options.state, options.user
            )
        except DeniedError as problem:
            self.core.link.token_failed(str(problem), self.clocks(), denied=True)
        except WarmlineError as problem:
            self.core.link.token_failed(str(problem), self.clocks(), denied=False)
        except Exception as problem:
            log.exception("the exchange of tokens failed")
            self.core.link.token_failed(sentence(problem, self.options.address), self.clocks(), denied=False)
        else:
            self.core.give_token(tokens.access, tokens.expires_at, self.clocks())
        self._do()

    # time

    def tick(self) -> None:
        """Look at the clocks now, and again when something is due next."""
        try:
            now = self.clocks()
            if self._slow.speed.has_come():
                self.core.link.arriving(now)
                self._learn(now)
            self.core.tick(now)
            self._act()
            self.keeper.tick(now.mono)
            if self._recorder is not None:
                self._recorder.flush()
        finally:
            self._schedule()

    def _schedule(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        if self._closed:
            return
        now = self.clocks()
        delay = TICK_S
        for at in (self.core.next_at(now), self.keeper.due_at()):
            if at is not None:
                delay = min(delay, (at - now.mono) / 1000)
        self._timer = asyncio.get_running_loop().call_later(max(0.005, delay), self.tick)

    # what people do

    def submit(self, conv: str, command: c.AgentCommand, epoch: int | None) -> Item:
        """Issue a command: durable when this returns.

        Raises:
            StoreError: it could not be kept or can never be sent; nothing was issued.
        """
        if self._closed:
            raise StoreError(t("session.closed"), code="closed")
        item = self.core.prepare(conv, command, epoch, self.clocks())
        self.keeper.issue(item)
        self.core.submit(item, self.clocks())
        self._do()
        return self.core.outbox.get(item.id) or item

    async def settled(self, item_id: str, timeout: float | None) -> Item | None:
        """The item with its final state, or as it stands after `timeout` seconds."""
        item = self.core.outbox.get(item_id)
        if item is None or item.state in FINAL or self._closed:
            return item
        future: asyncio.Future[Item] = asyncio.get_running_loop().create_future()
        self._waiters.setdefault(item_id, []).append(future)
        with contextlib.suppress(TimeoutError):
            return await asyncio.wait_for(future, timeout)
        return self.core.outbox.get(item_id)

    def discard(self, item_id: str) -> None:
        """Forget an item that is not under way."""
        item = self.core.outbox.get(item_id)
        self.core.discard(item_id, self.clocks())
        self._do()
        if item is not None and self.core.outbox.get(item_id) is None:
            for future in self._waiters.pop(item_id, ()):
                if not future.done():
                    future.set_result(item)

    def put_draft(self, draft: KeptDraft) -> None:
        """A changed draft."""
        self.keeper.drafts.put(draft, self.clocks().mono)
        self._schedule()

    def call(self, act: Callable[[SessionCore, Moment], Any]) -> Any:
        """Let the core do something now."""
        outcome = act(self.core, self.clocks())
        self._do()
        return outcome

    async def find(self, text: str) -> list[Hit]:
        """Search.

        Raises:
            UnreachableError: no live link, or no answer in time.
        """
        return list(await self._ask(lambda id: frames.Find(id, text.encode("utf-8", "replace").decode()[:200])))

    async def articles(self, lang: str) -> list[Article]:
        """The bot's articles.

        Raises:
            UnreachableError: no live link, or no answer in time.
        """
        return list(await self._ask(lambda id: frames.ListArticles(id, lang)))

    async def act(self, command: FloorCommand) -> frames.Result:
        """Ask something of the floor.

        Raises:
            UnreachableError: no live link, or no answer in time: it may have been done.
        """
        result: frames.Result = await self._ask(lambda id: frames.Act(id, msgspec.Raw(codec.encode(command))))
        return result

    async def _ask(self, make: Callable[[str], Question]) -> Any:
        return await self._answers.ask(make, lambda question: self.call(lambda core, now: core.ask(question, now)))
