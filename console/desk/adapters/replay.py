"""The Backend port on a recording: everything is seen as it was heard, and nothing can be sent into it."""

import asyncio
import contextlib
import itertools
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from console.core.conversation.commands import AgentCommand
from console.core.floor.acting import FloorCommand
from console.core.floor.rows import Article, Customer, Hit, Row
from console.core.metrics.wall import Wall
from console.core.text.messages import t
from console.core.wire import codec, frames
from console.desk.adapters import port as p
from console.desk.adapters import told
from console.desk.session import effects as fx
from console.desk.session import news as nw
from console.desk.session import recording
from console.desk.session.core import SessionCore
from console.desk.session.kept import Drafts, KeptDraft
from console.desk.session.moment import Moment
from console.errors import WarmlineError

CODE = "replay"


class ReplayBackend:
    """A recording, played at `pace` times its own speed; 0: all at once."""

    def __init__(self, path: Path, *, pace: float = 0.0) -> None:
        self._path = path
        self._pace = pace
        self._listener: p.Listener | None = None
        self._account: p.Account | None = None
        self._wanted: set[str] = set()
        self._numbers = itertools.count(1)
        self._refused: dict[str, p.Outgoing] = {}
        self._drafts = Drafts()
        self._now = Moment(0, 0, 0)
        self._task: asyncio.Task[None] | None = None
        self._lines: list[recording.Line] = []
        self.core = SessionCore(fresh=lambda: "", chance=lambda: 0.0, client="", interactive=False)

    # playing

    def listen(self, listener: p.Listener) -> None:
        """The one listener."""
        self._listener = listener

    async def start(self) -> None:
        """Read the recording and begin to play it.

        Raises:
            StoreError: it can't be read, or is no recording.
        """
        self._lines = await asyncio.to_thread(lambda: list(recording.read(self._path)))
        first = self._lines[0].at
        self._now = Moment(first, first, first)
        self.core.give_token("replay", first, self._now)
        self.core.start(self._now)
        self._tell_all()
        self._task = asyncio.create_task(self._play())

    async def _play(self) -> None:
        for line in self._lines:
            wait = (line.at - self._now.wall) / 1000 * self._pace
            if wait > 0:
                await asyncio.sleep(wait)
            at = max(line.at, self._now.wall)
            self._now = Moment(at, at, at)
            self._step(line)
            self._tell_all()

    def _step(self, line: recording.Line) -> None:
        if line.what == "connected":
            self.core.link.retry_now(self._now)
            self.core.connected(self._now)
        elif line.what == "lost":
            self.core.lost(line.code, self._now)
        elif line.what == "frame":
            self._open_watched(line.frame)
            self.core.frame(line.frame, self._now)

    def _open_watched(self, data: str) -> None:
        """What was watched then is known now, whether anybody here wants it yet or not."""
        with contextlib.suppress(codec.FrameError):
            frame = codec.decode_server(data)
            if isinstance(frame, frames.Watched) and frame.conv not in self.core.watches:
                self.core.watch(frame.conv, self._now)

    def _tell_all(self) -> None:
        while effects := self.core.take():
            for effect in effects:
                if isinstance(effect, fx.Tell):
                    self._on_news(effect.news)

    def _on_news(self, news: nw.News) -> None:
        if isinstance(news, nw.Welcomed):
            self._account = told.account(news, str(self._path))
        unwanted = isinstance(news, nw.Turned | nw.Carded | nw.Typists) and news.conv not in self._wanted
        update = None if unwanted else told.update(news, self.core, str(self._path))
        if update is not None:
            self._tell(update)

    def _tell(self, update: p.Update) -> None:
        if self._listener is not None:
            self._listener(update)

    async def finished(self) -> None:
        """Everything has been played."""
        if self._task is not None:
            await asyncio.gather(self._task, return_exceptions=True)

    async def close(self) -> None:
        """Stop."""
        if self._task is not None:
            self._task.cancel()
            await self.finished()

    # what is known

    @property
    def capabilities(self) -> frozenset[p.Capability]:
        """A recording promises nothing."""
        return frozenset()

    @property
    def rows(self) -> Mapping[str, Row]:
        """All rows by conversation."""
        return MappingProxyType(self.core.replica.rows)

    @property
    def link(self) -> p.LinkState:
        """The link as it was."""
        return told.link_state(self.core.link.view)

    @property
    def account(self) -> p.Account | None:
        """Who was signed in."""
        return self._account

    def watch(self, conv: str) -> None:
        """Told at once with what is known."""
        self._wanted.add(conv)
        self.core.watch(conv, self._now)
        self._tell_all()

    def unwatch(self, conv: str) -> None:
        """No longer."""
        self._wanted.discard(conv)

    def transcript(self, conv: str) -> p.Transcripted | None:
        """What is known of a watched conversation."""
        return told.transcript(self.core, conv) if conv in self._wanted else None

    def customer(self, conv: str) -> Customer | None:
        """The card of a watched conversation."""
        return self.core.customers.get(conv) if conv in self._wanted else None

    async def find(self, text: str) -> list[Hit]:
        """Search what was watched, newest first."""
        wanted = text.casefold()
        rows = self.core.replica.rows
        found = [
            Hit(conv, row.no if row else 0, turn.seq, turn.at, row.name if row else "", turn.text)
            for conv, transcript in self.core.replica.transcripts.items()
            for row in [rows.get(conv)]
            for turn in transcript.turns
            if wanted and wanted in turn.text.casefold()
        ]
        return sorted(found, key=lambda hit: hit.at, reverse=True)

    async def articles(self, lang: str) -> list[Article]:
        """Nobody could be handed back to."""
        return []

    @property
    def wall(self) -> Wall | None:
        """The wall was not kept."""
        return None

    # what can't be done here

    def floor(self, window: int | None) -> None:
        """Nobody is asked."""

    async def act(self, command: FloorCommand) -> p.Answer:
        """Refused politely."""
        return p.Answer(ok=False, code=CODE, message=t("refused.replay"))

    def submit(self, conv: str, command: AgentCommand, *, epoch: int | None = None) -> p.Outgoing:
        """Refused politely: the text stays in the outbox until it is discarded."""
        item = p.Outgoing(
            f"replay-{next(self._numbers)}",
            conv,
            command,
            p.Fate.REFUSED,
            self._now.wall,
            epoch,
            CODE,
            t("refused.replay"),
        )
        self._refused[item.id] = item
        self._tell(p.OutgoingChanged(item))
        return item

    async def settled(self, command_id: str, *, timeout: float | None = None) -> p.Outgoing:
        """The refusal.

        Raises:
            WarmlineError: there is no such command.
        """
        item = self._refused.get(command_id)
        if item is None:
            raise WarmlineError(t("session.no_item"), code="no_such_command")
        return item

    def outbox(self) -> list[p.Outgoing]:
        """What was refused and not discarded."""
        return list(self._refused.values())

    def release(self, command_id: str) -> None:
        """Nothing is held."""

    def discard(self, command_id: str) -> None:
        """Forget a refused item."""
        self._refused.pop(command_id, None)

    def draft(self, conv: str, kind: str) -> p.Draft | None:
        """The draft, for as long as this program runs."""
        kept = self._drafts.get(conv, kind)
        return None if kept is None else told.draft(kept)

    def drafts(self) -> list[p.Draft]:
        """All drafts, newest first."""
        return [told.draft(kept) for kept in self._drafts.all()]

    def keep_draft(self, conv: str, kind: str, text: str, *, base_seq: int = 0) -> None:
        """Keep the text in memory; an empty one forgets it."""
        self._drafts.put(KeptDraft(conv, kind, text, self._now.wall, base_seq), self._now.mono)

    def retry_now(self) -> bool:
        """There is no link to try."""
        return False

    def read(self, conv: str, seq: int) -> None:
        """Nobody is told."""

    def typing(self, conv: str) -> None:
        """Nobody is told."""

    def viewing(self, conv: str) -> None:
        """Nobody is told."""

    def sign_in(self, token: str) -> None:
        """There is nothing to sign in to."""
