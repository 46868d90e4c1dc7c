"""A customer and her page: the rules of `pages/chat.js` in virtual time, tabs that share what a browser keeps."""

import random
from typing import TYPE_CHECKING, Any

from console.core.wire import codec, customer
from tests.sim.net import End

if TYPE_CHECKING:
    from tests.sim.world import World

STOP_CODES = frozenset({4409, 4500, 4501, 4526})
OPENINGS = ("where is my parcel", "my invoice is wrong", "the app does not open", "I cannot sign in")
ASKS = ("I want to talk to a person", "please give me a human being", "can I speak to an agent")


class Kept:
    """One message or wish in a page's outbox."""

    def __init__(self, key: str, frame: Any, text: str) -> None:
        self.key = key
        self.frame = frame
        self.text = text
        self.failed = False


class Browser:
    """One customer: what her browser keeps, and her tabs."""

    def __init__(self, world: "World", name: str, rng: random.Random) -> None:
        self.world = world
        self.name = name
        self.visitor = name
        self.rng = rng
        self.storage: dict[str, Kept] = {}
        self.tabs: list[Tab] = []
        self.works = True
        self.said = 0
        self.wants = 0

    def begin(self) -> None:
        """She opens the page, and writes now and then."""
        self.open_tab()
        self.world.loop.call_later(self.rng.random() * self.world.profile.opening_within, self._say_first)

    def open_tab(self) -> None:
        """A new tab, or the page loaded again."""
        tab = Tab(self)
        self.tabs.append(tab)
        tab.connect()

    def close_tab(self, tab: "Tab") -> None:
        """Closed, or about to be loaded again; what the browser keeps stays."""
        self.tabs.remove(tab)
        tab.unload()

    def heal(self) -> None:
        """Somebody who has closed her page opens it again; a page that says so is loaded anew."""
        for tab in list(self.tabs):
            if tab.stopped:
                self.close_tab(tab)
        if not self.tabs:
            self.open_tab()

    def _say_first(self) -> None:
        self._say(self.rng.choice(OPENINGS))
        self._later()

    def _later(self) -> None:
        self.world.loop.call_later(0.2 + self.rng.expovariate(1 / self.world.profile.customer_pace), self._act)

    def _act(self) -> None:
        if not self.works:
            return
        self._later()
        rng, tab = self.rng, self._tab()
        draw = rng.random()
        if tab is None:
            if draw < 0.5:
                self.open_tab()
            return
        if tab.stopped:
            self.close_tab(tab)
            self.open_tab()
        elif draw < 0.5:
            self._say(f"more {rng.choice(OPENINGS)}")
        elif draw < 0.65:
            self._ask(rng.choice(ASKS))
        elif draw < 0.72:
            self._wish(customer.Wish, "person")
        elif draw < 0.77:
            self._wish(customer.Wish, "withdraw")
        elif draw < 0.79:
            self._wish(customer.Wish, "end")
        elif draw < 0.82:
            self._promise(rng.choice((30_000, 700_000)))
        elif draw < 0.85:
            self._put(customer.Rate(self._id(), rng.randint(1, 5)), "")
        elif draw < 0.90:
            self._say("thank you")
        elif draw < 0.95:
            tab.send(customer.Typing(True))
        else:
            self._fiddle(tab)

    def _fiddle(self, tab: "Tab") -> None:
        draw = self.rng.random()
        if draw < 0.4:
            self.world.count("page reloads")
            self.close_tab(tab)
            self.open_tab()
        elif draw < 0.6 and len(self.tabs) < 2:
            self.world.count("second tabs")
            self.open_tab()
        else:
            self.world.count("pages closed")
            self.close_tab(tab)

    def _tab(self) -> "Tab | None":
        return self.rng.choice(self.tabs) if self.tabs else None

    def _id(self) -> str:
        return f"{self.rng.getrandbits(96):024x}"

    def _say(self, text: str) -> None:
        # Thanks are recognised as a whole, and may be said again: only other words are numbered.
        self.said += 1
        words = text if text == "thank you" else f"{text} [{self.name}.{self.said}]"
        self._put(customer.Say(self._id(), words, "en"), words)

    def _ask(self, text: str) -> None:
        self.wants += 1
        self._say(text)

    def _wish(self, kind: type[customer.Wish], what: str) -> None:
        self._put(kind(self._id(), what), "")

    def _promise(self, after: int) -> None:
        self._put(customer.Promise(self._id(), "message", self.world.loop.now_ms() + after), "")

    def _put(self, frame: Any, text: str) -> None:
        tab = self._tab()
        if tab is None:
            return
        self.world.trace(self.name, f"puts {type(frame).__name__.lower()} {text or getattr(frame, 'what', '')}".strip())
        self.world.checks.typed(self, frame, text)
        tab.put(frame, text)


class Tab:
    """One page, as its script behaves."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.world = browser.world
        self.rng = browser.rng
        self.outbox: list[Kept] = []
        self.flying = ""
        self.resting = False
        self.conv = ""
        self.stream = ""
        self.have = 0
        self.items: list[customer.Item] = []
        self.streams: dict[str, str] = {}
        self.ended: set[str] = set()
        self.status: customer.Status | None = None
        self.end: End | None = None
        self.live = False
        self.attempts = 0
        self.dialing = False
        self.stopped = ""
        self.gone = False
        self.goaway: customer.GoAway | None = None
        self._heard = 0.0
        self._timer: Any = None
        self._ping: Any = None

    # the link

    def connect(self) -> None:
        """Get a ticket, then a socket."""
        if self._timer is not None:
            self._timer.cancel()
        if self.end is not None or self.dialing or self.stopped or self.gone:
            return
        self.dialing = True
        self.world.loop.create_task(self._connect())

    async def _connect(self) -> None:
        visitor = self.browser.visitor
        ticket = await self.world.call(self.browser.name, lambda node, now: node.access.ticket(visitor, now))
        end = await self.world.dial(self.browser.name, "/v1/customer", None) if ticket else None
        self.dialing = False
        if self.gone:
            if isinstance(end, End):
                end.die()
        elif isinstance(end, End):
            self._opened(end, ticket)
        else:
            self._later()

    def _opened(self, end: End, ticket: str) -> None:
        self.end = end
        self._heard = self.world.loop.now
        end.hear = lambda data: self._hear(end, data)
        end.lost = lambda code: self._lost(code) if self.end is end else None
        self.send(customer.Auth(ticket, 1, self.have, self.conv, self.browser.name, "en"))
        self._keep_alive()

    def send(self, frame: Any) -> None:
        """If there is a socket."""
        if self.end is not None:
            self.end.send_text(codec.encode(frame))

    def _lost(self, code: int) -> None:
        self.end = None
        self.live = False
        if self._ping is not None:
            self._ping.cancel()
        unread = next((one for one in self.outbox if one.frame.id == self.flying), None)
        if code in (1009, 4500) and unread is not None:
            self._fail(unread)
        self.flying = ""
        if code in STOP_CODES:
            self.stopped = "stopped"
        else:
            self._later()

    def hang_up(self, code: int) -> None:
        """Let go of the socket, and come back."""
        old = self.end
        if old is not None:
            self._lost(code)
            old.begin_close()

    def unload(self) -> None:
        """The tab is closed."""
        self.gone = True
        for timer in (self._timer, self._ping):
            if timer is not None:
                timer.cancel()
        end, self.end = self.end, None
        self.live = False
        if end is not None:
            end.die()

    def online(self) -> None:
        """The browser says that there is a network again."""
        self.attempts = 0
        self.connect()

    def _later(self) -> None:
        if self.gone:
            return
        unsaid = any(not one.failed for one in self.outbox)
        if self.goaway is not None:
            wait = self.goaway.retry_min_ms + self.rng.random() * self.goaway.retry_window_ms
            if unsaid:
                wait = min(wait, 1_000 + self.rng.random() * 1_500)
            self.goaway = None
        elif self.attempts:
            most = 30_000 if not unsaid else 2_000 if self.attempts < 12 else 5_000
            wait = self.rng.random() * min(most, 1_000 * 2 ** min(self.attempts, 5))
        else:
            wait = self.rng.random() * 500
        self.attempts += 1
        if self._timer is not None:
            self._timer.cancel()
        self._timer = self.world.loop.call_later(wait / 1000, self.connect)

    def _keep_alive(self) -> None:
        self._ping = self.world.loop.call_later(15.0, self._ask)

    def _ask(self) -> None:
        asked = self.world.loop.now
        self.send(customer.Ping(round(asked * 1000)))
        self._ping = self.world.loop.call_later(10.0, self._asked, asked)

    def _asked(self, asked: float) -> None:
        if self._heard < asked:
            self.hang_up(1006)
        else:
            self._keep_alive()

    # what comes

    def _hear(self, end: End, data: str) -> None:
        if self.end is not end:
            return
        self._heard = self.world.loop.now
        frame = codec.decode_page_server(data)
        match frame:
            case customer.Welcome():
                self._welcome(frame)
            case customer.Items():
                self._items(frame)
            case customer.Chunk():
                if frame.turn not in self.ended:
                    before = "" if frame.n == 0 else self.streams.get(frame.turn, "")
                    self.streams[frame.turn] = before + frame.text
            case customer.Status():
                self.status = frame
            case customer.Result():
                self._result(frame)
            case customer.GoAway():
                self.goaway = frame

    def _welcome(self, frame: customer.Welcome) -> None:
        restored = bool(self.stream) and frame.stream != self.stream
        self.stream = frame.stream
        self.attempts = 0
        if restored and self.have:
            self._begin("")
            self.hang_up(1000)
            return
        if frame.conv != self.conv or frame.seq < self.have:
            self._begin(frame.conv)
        self.live = True
        self._adopt()
        self._pump()

    def _begin(self, conv: str) -> None:
        self.conv = conv
        self.have = 0
        self.items = []
        self.streams.clear()
        self.ended.clear()

    def _items(self, frame: customer.Items) -> None:
        if frame.conv != self.conv:
            self._begin(frame.conv)
        for item in frame.items:
            if item.seq <= self.have:
                continue
            if item.seq != self.have + 1:
                self.world.count("gaps seen by pages")
                self.hang_up(1000)
                return
            self.have = item.seq
            self.items.append(item)
            if item.kind == "bot":
                self.streams.pop(item.turn, None)
                self.ended.add(item.turn)
        self.world.checks.shown(self)
        if self.rng.random() < 0.5:
            self.send(customer.Seen(self.have))

    def _result(self, frame: customer.Result) -> None:
        if self.flying == frame.id:
            self.flying = ""
        item = next((one for one in self.outbox if one.frame.id == frame.id), None)
        if item is not None and frame.status == "ok":
            self._release(item)
            self.world.checks.page_sent(self, item.frame.id)
        elif item is not None and frame.status == "refused":
            self.world.checks.page_refused(self, item.frame.id, frame.code)
            self._fail(item)
        elif item is not None:
            self.resting = True
            self.world.loop.call_later((frame.retry_ms or 1000) / 1000, self._rested)
        self._pump()

    def _rested(self) -> None:
        self.resting = False
        self._pump()

    # what goes out

    def put(self, frame: Any, text: str) -> None:
        """Keep it, then send it when its turn comes."""
        item = Kept(f"{self.world.loop.now_ms():015d}.{frame.id}", frame, text)
        self.outbox.append(item)
        self.browser.storage[item.key] = item
        self._pump()

    def _pump(self) -> None:
        if not self.live or self.flying or self.resting or self.gone:
            return
        item = next((one for one in self.outbox if not one.failed), None)
        if item is not None:
            self.flying = item.frame.id
            self.send(item.frame)

    def _release(self, item: Kept) -> None:
        self.outbox.remove(item)
        self.browser.storage.pop(item.key, None)
        for tab in self.browser.tabs:
            if tab is not self and item in tab.outbox:
                # The browser tells other tabs a moment later.
                self.world.loop.call_later(0.005, tab.heard_of, item)

    def heard_of(self, item: Kept) -> None:
        """Another tab has got it out."""
        if item in self.outbox:
            self.outbox.remove(item)

    def _fail(self, item: Kept) -> None:
        if isinstance(item.frame, customer.Say):
            item.failed = True
        else:
            self._release(item)

    def _adopt(self) -> None:
        for key, item in self.browser.storage.items():
            if all(one.key != key for one in self.outbox):
                self.outbox.append(item)
        self.outbox.sort(key=lambda one: one.key)
