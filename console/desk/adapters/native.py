"""The Backend port on Warmline's own protocol: a session behind plain calls."""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

import msgspec

from console.core.conversation.commands import AgentCommand
from console.core.floor.acting import FloorCommand
from console.core.floor.rows import Article, Customer, Hit, Row
from console.core.metrics.wall import Wall
from console.core.text.messages import t
from console.core.wire import frames
from console.desk.adapters import port as p
from console.desk.adapters import told
from console.desk.session import news as nw
from console.desk.session.address import parse
from console.desk.session.clocks import read_clocks
from console.desk.session.kept import KeptDraft
from console.desk.session.moment import Moment
from console.desk.session.options import Options
from console.desk.session.shell import Session
from console.desk.session.tokens import Credentials
from console.errors import WarmlineError


class NativeOptions(msgspec.Struct, frozen=True, kw_only=True):
    """What a native backend is told."""

    server: str
    """Address as typed: wss://desk.example.com, or ws://127.0.0.1:8080 on this machine."""
    user: str
    """Sign-in name: unsent text is filed under it."""
    refresh: str = ""
    """The refresh token, where it is not loaded."""
    load_token: Callable[[], str | None] | None = None
    """Reads the kept refresh token; may block, called on a thread before each exchange."""
    save_token: Callable[[str], object] | None = None
    """Keeps the next refresh token; may block, called on a thread after each exchange."""
    access: str = ""
    """An access token that was just made: saves one call on the way in."""
    access_ends: int = 0
    state: Path | None = None
    """Directory for unsent text and drafts; None: memory only."""
    ca_file: Path | None = None
    interactive: bool = True
    """A person sits at it; scripts say False, and do not count as presence."""
    record: Path | None = None
    """Write a recording of everything that comes."""
    slow_link: str = "auto"
    """Whether the backend is asked to compress: `always`, `never`, or `auto`: once the link was found to be slow."""


class NativeBackend:
    """One backend that speaks Warmline's protocol."""

    def __init__(self, options: NativeOptions, *, clocks: Callable[[], Moment] = read_clocks) -> None:
        """Checks the options at once.

        Raises:
            ConfigError: the address or the file of certificates can't be used.
        """
        address = parse(options.server)
        credentials = Credentials(options.refresh, load=options.load_token, save=options.save_token)
        self._server = address.name
        self._listener: p.Listener | None = None
        self._account: p.Account | None = None
        self._promises: frozenset[p.Capability] = frozenset(p.Capability)
        self.session = Session(
            Options(
                address=address,
                user=options.user,
                credentials=credentials,
                state=options.state,
                ca_file=options.ca_file,
                access=options.access,
                access_ends=options.access_ends,
                interactive=options.interactive,
                record=options.record,
                slow_link=options.slow_link,
            ),
            self._on_news,
            clocks=clocks,
        )

    def _on_news(self, news: nw.News) -> None:
        if isinstance(news, nw.Welcomed):
            self._account = told.account(news, self._server)
            self._promises = told.capabilities(news.promises)
        elif isinstance(news, nw.Team) and self._account is not None:
            self._account = msgspec.structs.replace(self._account, team=news.team)
        update = told.update(news, self.session.core, self._server)
        if update is not None and self._listener is not None:
            self._listener(update)

    # what is known

    @property
    def capabilities(self) -> frozenset[p.Capability]:
        """The promises it makes."""
        return self._promises

    @property
    def rows(self) -> Mapping[str, Row]:
        """All rows by conversation."""
        return MappingProxyType(self.session.core.replica.rows)

    @property
    def link(self) -> p.LinkState:
        """The link now."""
        return told.link_state(self.session.core.link.view)

    @property
    def account(self) -> p.Account | None:
        """Who is signed in."""
        return self._account

    def transcript(self, conv: str) -> p.Transcripted | None:
        """What is known of a watched conversation."""
        return told.transcript(self.session.core, conv)

    def customer(self, conv: str) -> Customer | None:
        """The card of a watched conversation, once told."""
        return self.session.core.customers.get(conv)

    # beginning and end

    def listen(self, listener: p.Listener) -> None:
        """The one listener."""
        self._listener = listener

    async def start(self) -> None:
        """Begin to connect in the background.

        Raises:
            StoreError: the recording that was asked for can't be written.
        """
        await self.session.start()

    async def close(self) -> None:
        """Stop in order."""
        await self.session.close()

    def retry_now(self) -> bool:
        """Try the link at once."""
        return bool(self.session.call(lambda core, now: core.retry_now(now)))

    def sign_in(self, token: str) -> None:
        """A new refresh token."""
        self.session.options.credentials.replace(token)
        self.session.call(lambda core, now: core.sign_in(now))

    # conversations

    def watch(self, conv: str) -> None:
        """Keep this conversation's transcript current."""
        self.session.call(lambda core, now: core.watch(conv, now))

    def unwatch(self, conv: str) -> None:
        """No longer."""
        self.session.call(lambda core, now: core.unwatch(conv, now))

    def read(self, conv: str, seq: int) -> None:
        """I have read up to here."""
        self.session.call(lambda core, now: core.wish(frames.Read(conv, seq), now))

    def typing(self, conv: str) -> None:
        """I am typing to the customer."""
        self.session.call(lambda core, now: core.wish(frames.Typing(conv), now))

    def viewing(self, conv: str) -> None:
        """I look at this conversation."""
        self.session.call(lambda core, now: core.wish(frames.Viewing(conv), now))

    async def find(self, text: str) -> list[Hit]:
        """Search everything.

        Raises:
            UnreachableError: when the link is down or the answer takes more than ten seconds.
        """
        return await self.session.find(text)

    async def articles(self, lang: str) -> list[Article]:
        """The bot's articles.

        Raises:
            UnreachableError: as `find`.
        """
        return await self.session.articles(lang)

    # the floor

    def floor(self, window: int | None) -> None:
        """Be told of the wall over this window, or no longer; kept over reconnections."""
        self.session.call(lambda core, now: core.want_floor(window, now))

    @property
    def wall(self) -> Wall | None:
        """The last snapshot, however old."""
        return self.session.core.floor.wall

    async def act(self, command: FloorCommand) -> p.Answer:
        """Ask something of the floor.

        Raises:
            UnreachableError: when the link is down or the answer takes more than ten seconds: it may have been done.
        """
        return told.answer(await self.session.act(command))

    # commands and drafts

    def submit(self, conv: str, command: AgentCommand, *, epoch: int | None = None) -> p.Outgoing:
        """Issue a command: on disk before this returns.

        Raises:
            StoreError: when it could not be kept, or can never be sent (`too_long`, `not_text`).
        """
        return told.outgoing(self.session.submit(conv, command, epoch))

    async def settled(self, command_id: str, *, timeout: float | None = None) -> p.Outgoing:
        """Wait until a command has its final fate, or return it as it stands.

        Raises:
            WarmlineError: there is no such command.
        """
        item = await self.session.settled(command_id, timeout)
        if item is None:
            raise WarmlineError(t("session.no_item"), code="no_such_command")
        return told.outgoing(item)

    def outbox(self) -> list[p.Outgoing]:
        """What is not sent, and what was refused or expired and not yet discarded."""
        items = self.session.core.outbox.items()
        return [told.outgoing(item) for item in sorted(items, key=lambda item: (item.at, item.n))]

    def release(self, command_id: str) -> None:
        """Send a held item as it is."""
        self.session.call(lambda core, now: core.release(command_id, now))

    def discard(self, command_id: str) -> None:
        """Forget an item that is not under way."""
        self.session.discard(command_id)

    def draft(self, conv: str, kind: str) -> p.Draft | None:
        """The kept draft."""
        kept = self.session.keeper.drafts.get(conv, kind)
        return None if kept is None else told.draft(kept)

    def drafts(self) -> list[p.Draft]:
        """All kept drafts, newest first."""
        return [told.draft(kept) for kept in self.session.keeper.drafts.all()]

    def keep_draft(self, conv: str, kind: str, text: str, *, base_seq: int = 0) -> None:
        """Keep the text on disk within a second; an empty one forgets it."""
        self.session.put_draft(KeptDraft(conv, kind, text, self.session.clocks().wall, base_seq))
