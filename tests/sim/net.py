"""Simulated links: two ends with the surface of websockets' connections, and what a network does to them.

TCP never loses single bytes: what a cut loses is everything behind it, in each direction by itself. A single frame is
lost only by a program in the middle that breaks its promise (`Weather.swallow`), and only where the protocol is to
notice.
"""

import asyncio
import logging
import random
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextvars import Context
from typing import Any, Final

from websockets.exceptions import ConnectionClosed, ConnectionClosedError, ConnectionClosedOK
from websockets.frames import Close
from websockets.protocol import State

from tests.sim.loop import Process, SimLoop

PING_EVERY: Final = 15.0
PING_WITHIN: Final = 10.0
CLOSE_WITHIN: Final = 5.0
UNREAD: Final = 64 * 1024
"""Bytes that the kernels on the way hold for a reader who is late."""

_QUIET: Final = logging.getLogger("tests.sim.net")
_PING, _PONG, _CLOSE, _END = range(4)
_Item = str | tuple[int, Any]
_WORLD: Final = Context()

Heard = Callable[["End", str], None]


class Weather:
    """How the network is now; drawn for one world, changed while it goes on."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.delay = 0.01
        self.jitter = 0.02
        self.swallow = 0.0
        """The chance that a frame between a console and the backend vanishes in a program in the middle."""
        self.weight = 1
        """How heavy each byte weighs in a buffer: so that few bytes are as many."""
        self.parted: set[str] = set()
        """Hosts that nobody reaches."""
        self.on_write: Callable[[End, str, str], None] = _nothing_written
        """Told before and after a client writes a command: places where a crash would hurt."""
        self.on_sent: Heard = _nothing_heard
        """Told of every frame that an end writes."""
        self.counts: dict[str, int] = {}

    def count(self, what: str) -> None:
        """One more of these."""
        self.counts[what] = self.counts.get(what, 0) + 1


def _nothing_heard(end: "End", data: str) -> None:
    pass


def _nothing_written(end: "End", where: str, data: str) -> None:
    pass


class Pipe:
    """One direction of a link: in order, with delay; it can stall, and lose its tail."""

    def __init__(self, loop: SimLoop, weather: Weather, seed: int, target: "End") -> None:
        self._loop = loop
        self._weather = weather
        self._rng = random.Random(seed)
        self._target = target
        self._under_way: deque[tuple[float, int, _Item]] = deque()
        self._last = 0.0
        self.stalled = False
        self.waiting = 0
        """Bytes that are not delivered because it stalls."""
        self.cut = False

    def put(self, item: _Item) -> None:
        """Send it on its way."""
        if not self.cut:
            self._put(item)

    def _put(self, item: _Item) -> None:
        weather = self._weather
        size = len(item) if type(item) is str else 0
        # The last digits are this pipe's own: two pipes never deliver at the same instant.
        at = max(self._last + 1e-6, self._loop.now + weather.delay + weather.jitter * self._rng.random())
        self._last = at
        self._under_way.append((at, size, item))
        if self.stalled:
            self.waiting += size
        else:
            self._loop.call_at(at, self._deliver, context=_WORLD)

    def _deliver(self) -> None:
        if self.stalled or not self._under_way or self._under_way[0][0] > self._loop.now + 1e-9:
            return
        self._target.arrive(self._under_way.popleft()[2])

    def stall(self) -> None:
        """Nothing arrives any more; what is under way waits with what will be sent."""
        if not self.stalled:
            self.stalled = True
            self.waiting = sum(size for _, size, _ in self._under_way)

    def flow(self) -> None:
        """What waited arrives now, in order."""
        if not self.stalled:
            return
        self.stalled, self.waiting = False, 0
        waited, self._under_way = self._under_way, deque()
        self._last = self._loop.now
        for _, _, item in waited:
            self._put(item)
        self._target.peer.drained()

    def lose_tail(self) -> None:
        """Everything behind some frame that is under way is gone for ever."""
        kept = self._rng.randint(0, len(self._under_way))
        while len(self._under_way) > kept:
            self._under_way.pop()

    def end(self) -> None:
        """The other side learns that the link is gone, after what is under way."""
        self.put((_END, None))
        self.cut = True

    def break_off(self) -> None:
        """The tail is lost, and the other side learns that the link is gone, after what is left."""
        self.lose_tail()
        # What was lost may be the end itself, of a link that had broken before: it is said again.
        self.cut = False
        self.end()


class Transport:
    """What the product asks of a transport."""

    def __init__(self, end: "End") -> None:
        self._end = end
        self.high = 64 * 1024

    def set_write_buffer_limits(self, high: int | None = None, low: int | None = None) -> None:
        self.high = high or 64 * 1024

    def get_write_buffer_size(self) -> int:
        return self._end.buffered

    def abort(self) -> None:
        self._end.abort()

    def is_closing(self) -> bool:
        return self._end.state is not State.OPEN


class End:
    """One end of a link, as ServerConnection, as ClientConnection, or (with `hear`) as a browser's WebSocket."""

    send_in_progress = None
    extensions = ()
    logger = _QUIET

    def __init__(self, link: "Link", name: str, process: Process | None) -> None:
        self.link = link
        self.name = name
        self.process = process
        self.peer: End
        self.out: Pipe
        self.state = State.OPEN
        self.transport = Transport(self)
        self.hear: Callable[[str], None] | None = None
        self.lost: Callable[[int], None] = _nothing_lost
        self.read: Heard = _nothing_heard
        """Told of every frame that the process takes into its hands."""
        self.rcvd: Close | None = None
        self.sent: Close | None = None
        self.n = link.n
        self._rcvd_first = False
        self._inbox: deque[str] = deque()
        self._parked: deque[_Item] = deque()
        self._reader: asyncio.Future[None] | None = None
        self._gone: asyncio.Future[None] = link.loop.create_future()
        self._drained: asyncio.Future[None] | None = None
        self._ponged = True

    @property
    def protocol(self) -> "End":
        """Itself: `broadcast` writes through it."""
        return self

    @property
    def buffered(self) -> int:
        """Bytes that were written and that the kernel does not take."""
        return max(0, self.out.waiting * self.link.weather.weight - UNREAD)

    @property
    def is_server(self) -> bool:
        """Which end."""
        return self is self.link.server

    # writing

    def send_text(self, data: bytes) -> None:
        """As `protocol.send_text`."""
        self._write(data.decode())

    def send_data(self) -> None:
        """As `Connection.send_data`: it was written at once."""

    def _write(self, data: str) -> None:
        if self.state is State.OPEN:
            weather, is_command = self.link.weather, data.startswith('{"t":"cmd"') and not self.is_server
            if is_command:
                weather.on_write(self, "before send", data)
            weather.on_sent(self, data)
            self.link.carry(self, data)
            if is_command:
                weather.on_write(self, "after send", data)

    async def send(self, data: str | bytes, text: bool | None = None) -> None:
        """As `Connection.send`: waits while the buffer is over its limit."""
        if self.state is not State.OPEN:
            await self._closed()
        self._write(data if isinstance(data, str) else bytes(data).decode())
        while self.buffered > self.transport.high and self.state is State.OPEN:
            if self._drained is None:
                self._drained = self.link.loop.create_future()
            await asyncio.wait({self._drained, self._gone}, return_when=asyncio.FIRST_COMPLETED)

    def drained(self) -> None:
        """The other side reads on."""
        if self._drained is not None and not self._drained.done():
            self._drained.set_result(None)
        self._drained = None

    # reading

    def arrive(self, item: _Item) -> None:
        """The network brings something; a process that is suspended has it later."""
        if self._parked or (self.process is not None and self.process.frozen):
            self._parked.append(item)
            if len(self._parked) == 1 and self.process is not None:
                self.process.call_soon(self._unpark)
        else:
            self._take(item)

    def _unpark(self) -> None:
        parked, self._parked = self._parked, deque()
        for item in parked:
            self._take(item)

    def _take(self, item: _Item) -> None:
        if self.state is State.CLOSED or (self.process is not None and not self.process.alive):
            return
        if type(item) is str:
            self._frame(item)
            return
        kind, value = item
        if kind == _PING:
            self.out.put((_PONG, None))
        elif kind == _PONG:
            self._ponged = True
        elif kind == _CLOSE:
            self.rcvd = value
            self._rcvd_first = self.sent is None
            if self.state is State.OPEN:
                self.sent = Close(value.code, "")
                self.out.put((_CLOSE, self.sent))
            self._end()
        else:
            self._end()

    def _frame(self, data: str) -> None:
        if self.hear is not None:
            self.hear(data)
            return
        self._inbox.append(data)
        if self._reader is not None and not self._reader.done():
            self._reader.set_result(None)

    async def recv(self) -> str:
        """As `Connection.recv`."""
        while not self._inbox:
            if self.state is State.CLOSED:
                await self._closed()
            self._reader = self.link.loop.create_future()
            await self._reader
        data = self._inbox.popleft()
        self.read(self, data)
        return data

    async def __aiter__(self) -> AsyncIterator[str]:
        try:
            while True:
                yield await self.recv()
        except ConnectionClosedOK:
            return

    async def _closed(self) -> None:
        await self._gone
        raise self._why()

    def _why(self) -> ConnectionClosed:
        fine = self.rcvd is not None and self.rcvd.code in (1000, 1001) and (not self.sent or self.sent.code == 1000)
        kind = ConnectionClosedOK if fine else ConnectionClosedError
        both = self.rcvd is not None and self.sent is not None
        return kind(self.rcvd, self.sent, self._rcvd_first if both else None)

    # ending

    async def close(self, code: int = 1000, reason: str = "") -> None:
        """As `Connection.close`: waits for the other side's answer, not for ever."""
        if self.state is State.OPEN:
            self.begin_close(code, reason)
        if self.state is not State.CLOSED and not self.link.net.over:
            await self._gone

    def begin_close(self, code: int = 1000, reason: str = "") -> None:
        """As a browser's `close()`: says it, and does not wait."""
        if self.state is State.OPEN:
            self.state = State.CLOSING
            self.sent = Close(int(code), reason)
            self.out.put((_CLOSE, self.sent))
            self.link.loop.call_later(CLOSE_WITHIN, self.abort, context=_WORLD)

    def abort(self) -> None:
        """Let go at once."""
        if self.state is not State.CLOSED:
            self._end()

    def _end(self) -> None:
        """No link any more."""
        self.state = State.CLOSED
        self.out.end()
        if not self._gone.done():
            self._gone.set_result(None)
        if self._reader is not None and not self._reader.done():
            self._reader.set_result(None)
        self.link.ended(self)
        # One that it said goodbye to, or heard it from, is known by that code.
        self.lost(self.rcvd.code if self.rcvd is not None else 1006)

    def die(self) -> None:
        """Its process is gone: the kernel closes what it had open."""
        if self.state is not State.CLOSED:
            self.state = State.CLOSED
            self.out.break_off()
            self.link.ended(self)

    # the library's own pings, of the server

    def keep_alive(self) -> None:
        """Ping for as long as it is open."""
        self.link.loop.call_later(PING_EVERY, self._ping, context=_WORLD)

    def _ping(self) -> None:
        if self.state is State.OPEN and (self.process is None or self.process.alive):
            self._ponged = False
            self.out.put((_PING, None))
            self.link.loop.call_later(PING_WITHIN, self._pinged, context=_WORLD)

    def _pinged(self) -> None:
        if self.state is not State.OPEN or (self.process is not None and not self.process.alive):
            return
        if self._ponged:
            self.keep_alive()
        else:
            self.sent = Close(1011, "keepalive ping timeout")
            self.abort()

    async def __aenter__(self) -> "End":
        return self

    async def __aexit__(self, kind: Any, value: Any, trace: Any) -> None:
        await self.close(1000 if kind is None else 1011)


def _nothing_lost(code: int) -> None:
    pass


class Link:
    """One connection between a client and the backend."""

    def __init__(self, net: "Net", host: str, path: str, client: Process | None, server: Process, n: int) -> None:
        self.loop = net.loop
        self.weather = net.weather
        self.net = net
        self.host = host
        self.path = path
        self.n = n
        self.client = End(self, host, client)
        self.server = End(self, "server", server)
        self.client.peer, self.server.peer = self.server, self.client
        seed = net.rng.getrandbits(48)
        self.client.out = self.up = Pipe(net.loop, net.weather, seed, self.server)
        self.server.out = self.down = Pipe(net.loop, net.weather, seed + 1, self.client)
        self._seed = seed + 2
        self._rng: random.Random | None = None
        self.passed = False
        """Whether the client has sent more than its first frame."""
        for end in (self.client, self.server):
            if end.process is not None:
                end.process.at_death(end.die)

    def carry(self, end: End, data: str) -> None:
        """A frame goes out, unless a program in the middle swallows it."""
        swallow = self.weather.swallow
        if end is self.client and not data.startswith('{"t":"auth"'):
            self.passed = True
        if swallow and self.path.endswith("console"):
            self._rng = self._rng or random.Random(self._seed)
            if self._rng.random() < swallow:
                self.weather.count("frames swallowed")
                return
        end.out.put(data)

    @property
    def is_open(self) -> bool:
        """At either end."""
        return State.CLOSED not in (self.client.state, self.server.state)

    @property
    def dead(self) -> bool:
        """Whether nothing passes in some direction, or one end is gone."""
        return self.up.stalled or self.down.stalled or self.server.state is State.CLOSED

    def ended(self, end: End) -> None:
        """An end let go."""
        if State.OPEN not in (self.client.state, self.server.state):
            self.net.links.pop(self.n, None)

    def reset(self) -> None:
        """The link breaks: what is under way is lost from somewhere on, in each direction by itself."""
        for end in (self.client, self.server):
            end.out.break_off()
        for pipe in (self.up, self.down):
            pipe.flow()


class Net:
    """All links of a world."""

    def __init__(self, loop: SimLoop, rng: random.Random, weather: Weather) -> None:
        self.loop = loop
        self.rng = rng
        self.weather = weather
        self.links: dict[int, Link] = {}
        self.over = False
        """The world has ended: nobody waits for anything."""
        self._n = 0

    def connect(self, host: str, path: str, client: Process | None, server: Process) -> Link:
        """A new link, open at both ends."""
        self._n += 1
        link = Link(self, host, path, client, server, self._n)
        self.links[self._n] = link
        if host in self.weather.parted:
            link.up.stall()
            link.down.stall()
        link.server.keep_alive()
        return link

    def part(self, host: str) -> None:
        """Nobody reaches this host, and it reaches nobody."""
        self.weather.parted.add(host)
        for link in list(self.links.values()):
            if link.host == host:
                link.up.stall()
                link.down.stall()

    def heal(self, host: str) -> None:
        """What waited arrives, or the link is found to be dead."""
        self.weather.parted.discard(host)
        for link in [link for link in self.links.values() if link.host == host]:
            self.mend(link)

    def mend(self, link: Link) -> None:
        """The link goes on, or breaks."""
        if self.rng.random() < 0.4:
            link.reset()
        else:
            link.up.flow()
            link.down.flow()
