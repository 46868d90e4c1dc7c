"""The backend put together: store, service, bot, gateways, pages and door; started and stopped in order."""

import asyncio
import contextlib
import logging
import secrets
import ssl
import time
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from pathlib import Path
from typing import Final

import msgspec

from console import __version__
from console.backend.access import Access
from console.backend.bots.faq import FaqBot
from console.backend.bots.index import ArticleIndex
from console.backend.bots.port import Bot
from console.backend.bots.runner import Runner
from console.backend.cards import Cards
from console.backend.customers import Customers
from console.backend.door import Door, DoorLimits, Listening, Refusal, RequestHead, Route
from console.backend.door_deflate import Compression
from console.backend.erasure import Erasing
from console.backend.feed import Feed
from console.backend.floor import Floor
from console.backend.gateway import Gateway, refuse_browsers
from console.backend.http import Pages
from console.backend.people import People
from console.backend.read_marks import read_marks
from console.backend.retention import Retention
from console.backend.service import Committing, Service
from console.backend.store.faults import StoreFaultError
from console.backend.store.port import Store
from console.backend.store.sqlite import SqliteStore
from console.backend.sweeper import Sweeper
from console.backend.telemetry import Telemetry, by_state, longest_wait
from console.backend.timers import run_timers
from console.core.asks import asks_for_person
from console.core.conversation import commands as c
from console.core.conversation.context import Policy
from console.core.conversation.words import SECOND
from console.core.floor.policy import ONE_DESK, FloorPolicy
from console.core.metrics.wall import Alarm
from console.core.text.messages import t
from console.core.wire import frames
from console.core.wire.limits import MAX_CLIENT_FRAME, Close
from console.errors import ConfigError

log = logging.getLogger("warmline.node")

CONTENT: Final = Path(__file__).parent / "bots" / "content" / "shop"
"""The sample shop's articles."""
GRACE_S: Final = 5.0
METRICS_WINDOW: Final = 30
"""Minutes that the floor's figures at /metrics are over."""


class NodeOptions(msgspec.Struct, frozen=True, kw_only=True):
    """What a node is told on its start."""

    store: Path
    host: str = "127.0.0.1"
    port: int = 0
    tls_cert: str = ""
    tls_key: str = ""
    origins: tuple[str, ...] = ()
    content: Path = CONTENT
    pace: float = 0.25
    workspace: str = "warmline"
    trusted_proxies: tuple[str, ...] = ()
    policy: Policy = Policy()
    floor: FloorPolicy = ONE_DESK
    """Queues, hours, goals and how chats reach people; `policy` is made from it."""
    limits: DoorLimits = DoorLimits()
    compressed_sockets: int = 500
    """Consoles on slow links that are sent compressed frames at most; the others are sent plain ones."""
    retention_days: int = 0
    """After so many days the words of settled conversations are forgotten; 0: never."""
    metrics_token: str = ""
    """What a scraper must present at /metrics; empty: nobody is told any figures."""


def wall_clock() -> int:
    """Milliseconds since the epoch."""
    return time.time_ns() // 1_000_000


class Node:
    """One running backend."""

    def __init__(self, options: NodeOptions, store: Store, bot: Bot, articles: ArticleIndex) -> None:
        self.options = options
        self.store = store
        clock = wall_clock
        self.access = Access(store)
        self.people = People(store, clock)
        self.service = Service(store, self.people, clock, options.policy)
        self.feed = Feed(self.people, secrets.token_hex(6))
        self.cards = Cards(store, self.people, _listing(articles))
        self.service.listen(self.cards.committed)
        # Before the bot: what a banner has to say comes ahead of the next answer.
        self.floor = Floor(
            self.service,
            self.people,
            options.floor,
            on_broadcast=self._broadcast,
            on_members=self._members_changed,
            on_alarm=self._alarm_raised,
            on_wall=self._wall_changed,
        )
        self.customers = Customers(
            self.service,
            self.people,
            self.feed,
            clock,
            workspace=options.workspace,
            on_typing=self._customer_types,
            wait=self.floor.hours.wait_of,
        )
        self.gateway = Gateway(
            self.service,
            self.people,
            self.access,
            self.feed,
            self.cards,
            self.floor,
            clock,
            workspace=options.workspace,
            type_to_customer=self.customers.agent_types,
        )
        self.runner = Runner(self.service, bot, pace=options.pace, on_chunk=self._chunk)
        self.service.listen(self._committed)
        self.sweeper = Sweeper(self.service, self.feed)
        self.erasing = Erasing(self.service, options.store, self.people.forget)
        self.retention = Retention(self.service, options.retention_days, self.people.forget)
        self.telemetry = self._telemetry(clock)
        self.pages = Pages(
            self.access,
            store,
            clock,
            self._allowed_origin,
            self.telemetry,
            self.floor.stats.told,
            metrics_token=options.metrics_token,
        )
        self.compression = Compression(options.compressed_sockets)
        self.door = Door(
            {
                "/v1/console": Route(
                    handler=self.gateway.serve,
                    check=refuse_browsers,
                    max_size=MAX_CLIENT_FRAME,
                    compression=self.compression,
                ),
                "/v1/customer": Route(
                    handler=self.customers.serve, check=self._check_origin, max_size=MAX_CLIENT_FRAME
                ),
            },
            self.pages.app(),
            options.limits,
            trusted_proxies=options.trusted_proxies,
        )
        self.listening: Listening | None = None
        self._origins: frozenset[str] = frozenset(options.origins)
        self._tasks: list[asyncio.Task[None]] = []
        self._summaries: set[asyncio.Task[None]] = set()

    @classmethod
    async def open(cls, options: NodeOptions, bot: Bot | None = None) -> "Node":
        """Open the store and the articles.

        Raises:
            StoreError: the store can't be used as it is.
            ConfigError: an article, the address or the certificate is wrong.
        """
        articles = ArticleIndex(options.content)
        store = await SqliteStore.open(options.store)
        return cls(options, store, bot or FaqBot(articles), articles)

    async def start(self) -> Listening:
        """Load, then let people in."""
        # The first ask for a person must not wait for the phrases of forty languages to be read.
        phrases = asyncio.create_task(asyncio.to_thread(asks_for_person, "person"))
        await self.service.load()
        await self.erasing.carry_out()
        await self.people.load([stored.head for stored in self.service.heads.values()])
        self.feed.load(self.service.heads.values(), *await read_marks(self.store, self.service.heads.values()))
        self.customers.expect()
        await self.floor.load()
        await phrases
        # Before anybody is let in, so that nobody who is back already is marked as gone.
        heads = (stored.head for stored in self.service.heads.values())
        # Of those who had left before the stop there is nothing to say.
        owned = [head for head in heads if head.agent and (head.offer is not None or not head.owner_absent_since)]
        marks = (self.service.system(head.conv, c.MarkPresence("owner", True, head.agent)) for head in owned)
        await asyncio.gather(*marks)
        self.listening = await self.door.start(self.options.host, self.options.port, self._tls())
        self._origins = frozenset((*self.options.origins, *own_origins(self.listening)))
        for stored in list(self.service.heads.values()):
            self.runner.owe(stored.head)
        self._tasks = [
            asyncio.create_task(self.gateway.run(), name="gateway"),
            asyncio.create_task(self.floor.run(), name="floor"),
            asyncio.create_task(self.customers.run(), name="customers"),
            asyncio.create_task(run_timers(self.service), name="timers"),
            asyncio.create_task(self.sweeper.run(), name="sweeper"),
            asyncio.create_task(self.erasing.run(), name="erasing"),
            asyncio.create_task(self.retention.run(), name="retention"),
        ]
        for task in self._tasks:
            task.add_done_callback(_report)
        return self.listening

    async def close(self, retry_min_ms: int = 4 * SECOND) -> None:
        """Tell everybody when to come back, finish what is being done, let go of the store."""
        window = max(1 * SECOND, self.door.spread_ms())

        async def farewell() -> None:
            self.gateway.go_away("restart", retry_min_ms, window)
            self.customers.go_away(retry_min_ms, window)

        await self.door.close(Close.RESTART, "restart", GRACE_S, farewell)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.floor.close()
        await self.runner.close()
        await self.customers.close()
        await self.gateway.close()
        await asyncio.gather(*self._summaries, return_exceptions=True)
        await self.store.close()

    async def has_users(self) -> bool:
        """Whether anybody can sign in."""
        return bool(await self.store.users())

    def _telemetry(self, clock: Callable[[], int]) -> Telemetry:
        told = Telemetry(__version__)
        self.service.observe(told.answered)
        self.service.listen(told.committed)
        heads = self.service.heads
        told.gauge(
            "warmline_conversations",
            "Conversations in memory, by state.",
            "state",
            lambda: by_state(stored.head.state for stored in heads.values()),
        )
        told.gauge(
            "warmline_waiting_longest_seconds",
            "How long the customer who has waited longest for a person waits.",
            "",
            lambda: [("", longest_wait((stored.head for stored in heads.values()), clock()))],
        )
        told.gauge("warmline_sockets", "Open sockets, by whose they are.", "of", self._sockets)
        told.counter(
            "warmline_sweeper_finds",
            "Asks for a person that had been lost and were found: each is a bug.",
            "kind",
            self.sweeper.finds,
        )
        told.figures(lambda: self.floor.stats.values(METRICS_WINDOW))
        return told

    def _sockets(self) -> list[tuple[str, float]]:
        consoles = len(self.gateway.outlet.sockets)
        compressed = self.compression.begun
        return [
            ("consoles", float(consoles)),
            ("compressed", float(compressed)),
            ("all", float(self.door.open_sockets)),
        ]

    def _tls(self) -> ssl.SSLContext | None:
        if not self.options.tls_cert:
            return None
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        try:
            # Without a word for it, OpenSSL would ask for a key's pass phrase on the terminal and wait for ever.
            context.load_cert_chain(self.options.tls_cert, self.options.tls_key or None, password="")
        except (OSError, ssl.SSLError) as error:
            raise ConfigError(
                t("serve.bad_certificate", file=self.options.tls_cert, detail=error), code="tls"
            ) from None
        return context

    def _chunk(self, conv: str, turn: str, n: int, text: str) -> None:
        stored = self.service.heads.get(conv)
        if stored is None or stored.head.bot_turn is None or stored.head.bot_turn.id != turn:
            # Stored in time, and the turn was ended before this was told: the ended turn's text has it.
            return
        self.cards.chunk(conv, turn, n, text)
        self.gateway.chunk(conv, turn, n, text)
        self.customers.chunk(conv, turn, n, text)

    def _members_changed(self, agents: Iterable[str]) -> None:
        self.gateway.presence.changed(agents)

    def _alarm_raised(self, alarm: Alarm) -> None:
        self.gateway.floor_out.alarm(alarm)

    def _wall_changed(self) -> None:
        self.gateway.floor_out.tell_wall()

    def _broadcast(self, conv: str, agents: list[str]) -> None:
        stored = self.service.heads.get(conv)
        leg = stored.head.leg if stored is not None else None
        if leg is not None:
            notice = frames.Notice("broadcast", conv, {"queue": leg.queue, "deadline": leg.deadline})
            self.gateway.floor_out.notify(notice, frozenset(agents))

    def _customer_types(self, conv: str, on: bool) -> None:
        self.gateway.customer_types(conv, on=on)

    def _committed(self, told: Committing) -> None:
        """A conversation that comes to people without the bot's own summary gets an extract."""
        head = told.stored.head
        asked = head.request is not None and told.before.request is None
        if asked and not any(record.actor == "bot" for record in told.records):
            task = asyncio.create_task(self._summarise(head.conv, str(head.request.reason) if head.request else ""))
            self._summaries.add(task)
            task.add_done_callback(self._summaries.discard)

    async def _summarise(self, conv: str, reason: str) -> None:
        try:
            transcript = await self.runner.transcript(conv)
            await self.runner.summarise(conv, transcript, reason)
        except StoreFaultError as error:
            # The decision itself has left an extract.
            log.warning("no summary: %s", error.code)

    def _allowed_origin(self, origin: str) -> bool:
        return origin in self._origins

    def _check_origin(self, head: RequestHead) -> Refusal | None:
        if self._allowed_origin(head.header("origin") or ""):
            return None
        return Refusal(403, t("customers.origin"))


def own_origins(listening: Listening) -> Iterable[str]:
    """The origins under which our own chat page is opened: where it listens, and localhost when that is loopback."""
    yield listening.url()
    if listening.host in ("127.0.0.1", "::1", "0.0.0.0", "::"):  # noqa: S104 - compared, not bound
        scheme = "https" if listening.secure else "http"
        for host in ("localhost", "127.0.0.1", "[::1]"):
            yield f"{scheme}://{host}:{listening.port}"


def _listing(articles: ArticleIndex) -> Callable[[str], Sequence[tuple[str, str, str]]]:
    return lambda lang: [(article.id, article.title, article.lang) for article in articles.listed(lang)]


def _report(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and (error := task.exception()) is not None:
        log.critical("a part of the backend has stopped", exc_info=error)


@contextlib.asynccontextmanager
async def running(options: NodeOptions, bot: Bot | None = None) -> AsyncIterator[Node]:
    """A node for the length of a block."""
    node = await Node.open(options, bot)
    try:
        await node.start()
        yield node
    finally:
        await node.close()
