"""`warmline --plain`: the whole desk in lines of text, for screen readers and bad terminals.

Announcements wait while a line is being typed: the terminal's own line editing is used, and what happens meanwhile is
said after Enter. An offer does not wait for long: the terminal's bell tells of it.
"""

import argparse
import asyncio
import contextlib
import sys
import time
from collections.abc import Callable
from functools import partial
from typing import Final

from console.cli.account import SignIn, end_sign_in, settings_of, sign_in_of
from console.cli.connection import LIVE_S, Connected, open_backend
from console.cli.lines import Lines
from console.cli.plain_news import Announcements, RowNews, my_rows
from console.cli.plain_shift import ShiftCommands
from console.cli.plain_steps import StepCommands
from console.cli.spoken import card_lines, find_row, row_line, turn_lines, waiting_rows
from console.config import logs
from console.core.conversation import commands as c
from console.core.floor.rows import Row
from console.core.text.messages import messages, t
from console.desk.adapters.port import (
    Fate,
    Link,
    LinkChanged,
    OutgoingChanged,
    RowsChanged,
    SignInNeeded,
    TeamChanged,
    Told,
    Transcripted,
    TurnsChanged,
    Update,
)
from console.desk.work import names
from console.desk.work.desk import local_zone
from console.desk.work.reading import People
from console.errors import DeniedError, Exit, WarmlineError

CAUGHT_UP_S: Final = 2.0


def run(command: str, options: argparse.Namespace) -> int:
    """The plain desk of the signed-in account."""
    way = sign_in_of(
        settings_of(options), password_stdin=options.password_stdin, passphrase_stdin=options.passphrase_stdin
    )
    try:
        return run_plain(way)
    finally:
        end_sign_in(way)


def run_plain(way: SignIn) -> int:
    """The plain desk for a sign-in at hand."""
    if way.secrets.notice:
        sys.stderr.write(way.secrets.notice + "\n")
    logs.to_file()
    return asyncio.run(PlainDesk(Connected(open_backend(way, interactive=True), way.account.server)).run())


class PlainDesk:
    """Reads lines, acts, and says what happened between them."""

    def __init__(self, desk: Connected) -> None:
        self.desk = desk
        self.backend = desk.backend
        self.backend.listen(self._hear)
        self._news = Announcements()
        self._open = ""
        self._said: dict[str, set[int]] = {}
        self._rows = RowNews(self.backend, self.now)
        self._link = Link.LIVE
        self._refused = ""
        self._input = Lines(sys.stdin.fileno(), sys.stdin.encoding or "utf-8")
        self._changed = asyncio.Event()
        self._commands: dict[str, Callable[[str], object]] = {
            "help": self._help,
            "queue": self._queue,
            "mine": self._list_mine,
            "take": self._take,
            "next": self._next,
            "open": self._open_one,
            "read": self._read,
            "quit": self._quit,
        }
        self._shift = ShiftCommands(self, local_zone)
        self._commands |= StepCommands(self, local_zone).commands | self._shift.commands
        self._going = True
        self._quits = False
        """The end was asked for, and that conversations are still open has been said."""

    async def run(self) -> int:
        """Until /quit or the end of input."""
        await self.backend.start()
        try:
            await self._until_live()
            self._link = self.backend.link.link
            self._news.take()
            self._news.add(*self._shift.begin())
            if self.backend.account is not None:
                self.say(t("plain.welcome", name=self.backend.account.me.name, server=self.desk.server))
            self._rows.remember()
            self._queue("")
            while self._going:
                self._prompt()
                line = await self._input.next()
                if self._refused:
                    if line:
                        self.say(t("plain.kept", text=line))
                    raise DeniedError(self._refused, code="signed_out")
                if line is None:
                    break
                if await self._shift.came_back():
                    self._news.add(t("plain.back"))
                try:
                    await self._act(line)
                except WarmlineError as error:
                    self.say(str(error))
            return Exit.OK
        finally:
            await self.backend.close()

    async def _until_live(self) -> None:
        deadline = time.monotonic() + LIVE_S
        while self.backend.link.link is not Link.LIVE and time.monotonic() < deadline:
            if self._refused:
                raise DeniedError(self._refused, code="signed_out")
            if self.backend.link.why:
                break
            self._changed.clear()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(0.5):
                    await self._changed.wait()
        if self.backend.link.link is not Link.LIVE:
            self.say(t("plain.offline", why=self.backend.link.why))

    # lines

    def _prompt(self) -> None:
        self._tell_news()
        row = self.backend.rows.get(self._open)
        prompt = f"{names.short_name(row.name)} ({names.language_code(row.lang)})> " if row else "> "
        sys.stdout.write(prompt)
        sys.stdout.flush()

    async def _act(self, line: str) -> None:
        line = line.strip()
        if not line:
            return
        if not line.startswith("/"):
            await self._reply(line)
            return
        word, _, rest = line[1:].partition(" ")
        action = self._commands.get(word.lower())
        self._quits = self._quits and word.lower() == "quit"
        if action is None:
            self.say(t("plain.unknown", word=word[:30]))
            return
        outcome = action(rest.strip())
        if asyncio.iscoroutine(outcome):
            await outcome

    def say(self, line: str) -> None:
        """One line at once."""
        sys.stdout.write(line + "\n")
        sys.stdout.flush()

    def _tell_news(self) -> None:
        left_out, lines = self._news.take()
        if left_out:
            self.say(t("plain.more_news", n=left_out))
        for line in lines:
            self.say(line)

    def ring(self) -> None:
        """Somebody is to come now, whatever she is typing."""
        if sys.stdout.isatty():
            sys.stdout.write("\a")
            sys.stdout.flush()

    # commands

    async def _help(self, rest: str) -> None:
        if rest:
            # In words of one's own it is a supervisor who is asked.
            await self._shift.hand(rest)
            return
        for word in self._commands:
            self.say(f"/{word:<8} {t(f'plain.help.{word}')}")
        self.say(t("plain.help.text"))

    def _queue(self, rest: str) -> None:
        rows = waiting_rows(self.backend.rows.values())
        self.say(t("plain.waiting", n=len(rows)) if rows else t("plain.nobody"))
        for row in rows[:20]:
            self.say(row_line(row, self.now()))

    def _list_mine(self, rest: str) -> None:
        mine = my_rows(self.backend)
        self.say(t("plain.mine", n=len(mine)) if mine else t("plain.mine_none"))
        for row in mine:
            waits = t("plain.waits") if row.unanswered else ""
            self.say(f"{row_line(row, self.now())} {waits}".rstrip())

    async def _take(self, rest: str) -> None:
        offered = None if rest else self._shift.offered()
        if offered is not None:
            await self._shift.accept(offered)
            return
        row = self._find(rest) if rest else self._shift.next_in_line()
        if row is None:
            self.say(t("plain.nobody"))
            return
        if await self.settle(row, c.Take(), row.epoch):
            await self.show(row.conv)

    async def _next(self, rest: str) -> None:
        needing = [row for row in my_rows(self.backend) if row.unanswered and row.conv != self._open]
        if not needing:
            self.say(t("plain.none_needs"))
            return
        await self.show(min(needing, key=lambda row: row.unanswered_since).conv)

    async def _open_one(self, rest: str) -> None:
        await self.show(self._find(rest).conv)

    async def _read(self, rest: str) -> None:
        self._said.pop(self._open, None)
        await self.show(self.current().conv)

    async def _reply(self, text: str) -> None:
        row = self.current()
        me = self.backend.account.me.id if self.backend.account else ""
        if row.owner != me:
            self.say(t("plain.not_yours", name=row.name, owner=names.owner_name(row) or row.state))
            return
        await self.settle(row, c.Reply(text), row.epoch)

    def _quit(self, rest: str) -> None:
        mine = [names.full_name(row.name) for row in my_rows(self.backend)]
        if mine and not self._quits:
            self._quits = True
            self.say(t("plain.quit_open" if len(mine) > 1 else "plain.quit_open_one", names=", ".join(mine)))
            return
        self._going = False

    # steps

    async def settle(self, row: Row, command: c.AgentCommand, epoch: int | None) -> bool:
        """Issue a command, and say what came of it."""
        sent = self.backend.submit(row.conv, command, epoch=epoch)
        done = await self.backend.settled(sent.id, timeout=10)
        if done.fate is Fate.SENT:
            await self.caught_up(partial(self._shows, row.conv, done.seq))
            self.say(t("plain.ok"))
            return True
        if done.fate is Fate.REFUSED:
            self.say(done.message)
            text = getattr(command, "text", "")
            if text:
                self.say(t("plain.kept", text=text))
            return False
        self.say(t("plain.queued"))
        return False

    async def caught_up(self, is_so: Callable[[], bool]) -> None:
        """Until what is shown follows what was just done: the next line may follow at once, and is judged by it."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(CAUGHT_UP_S):
                while not is_so():
                    self._changed.clear()
                    await self._changed.wait()

    def _shows(self, conv: str, seq: int) -> bool:
        """Whether the row is as far as this event; one that has gone is."""
        row = self.backend.rows.get(conv)
        return row is None or row.seq >= seq

    async def show(self, conv: str) -> None:
        """Make it the open conversation, and say what is new in it."""
        self.backend.viewing(conv)
        transcript = await self.transcript(conv)
        if self._open and self._open != conv:
            self.backend.unwatch(self._open)
        # Only now: what comes while it is fetched is part of what is said here, and no news.
        self._open = conv
        row = self.backend.rows.get(conv)
        if row is None:
            return
        self.say(row_line(row, self.now()))
        for line in card_lines(transcript.card, row.bot_turns):
            self.say(line)
        said = self._said.setdefault(conv, set())
        for turn in transcript.turns:
            if turn.seq not in said and not turn.streaming:
                said.add(turn.seq)
                for line in turn_lines(turn, self.people(row), local_zone()):
                    self.say(line)
        self.backend.read(conv, row.seq)

    async def transcript(self, conv: str) -> Transcripted:
        """The whole transcript, watched."""
        self.backend.watch(conv)
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline:
            transcript = self.backend.transcript(conv)
            if transcript is not None and transcript.complete:
                return transcript
            self._changed.clear()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(1):
                    await self._changed.wait()
        raise WarmlineError(t("cli.talk.no_answer"), code="no_answer")

    def leave(self) -> None:
        """No conversation is open any more."""
        self.backend.viewing("")
        self.backend.unwatch(self._open)
        self._open = ""

    def current(self) -> Row:
        """The open conversation."""
        row = self.backend.rows.get(self._open)
        if row is None:
            raise WarmlineError(t("plain.nothing_open"), code="nothing_open")
        return row

    def _find(self, wanted: str) -> Row:
        row = find_row(list(self.backend.rows.values()), wanted)
        if row is None:
            raise WarmlineError(t("cli.talk.not_found", wanted=wanted[:40]), code="not_found")
        return row

    def people(self, row: Row) -> People:
        """Who is who in it."""
        account = self.backend.account
        return People(row.name, account.me.id if account else "", account.team if account else ())

    def now(self) -> int:
        """The server's time."""
        return time.time_ns() // 1_000_000 + self.backend.link.skew_ms

    # what happens meanwhile

    def _hear(self, update: Update) -> None:
        self._changed.set()
        match update:
            case TurnsChanged(transcript=transcript) if transcript.conv == self._open and transcript.complete:
                row = self.backend.rows.get(self._open)
                said = self._said.setdefault(self._open, set())
                for turn in transcript.turns:
                    if row is not None and turn.seq not in said and not turn.streaming:
                        said.add(turn.seq)
                        self._news.add(*turn_lines(turn, self.people(row), local_zone()))
            case RowsChanged():
                self._news.add(*self._shift.rows(update))
                self._news.add(*self._rows.news(self._open))
            case TeamChanged():
                self._news.add(self._shift.team)
            case Told(code="broadcast", conv=conv):
                self._news.add(*self._shift.called(conv))
            case LinkChanged(state=state) if state.link is not self._link:
                self._link = state.link
                self._news.add(t(f"plain.link.{state.link}"))
            case Told(code=code, conv=conv, data=data):
                row = self.backend.rows.get(conv)
                name = names.full_name(row.name) if row else conv
                if f"plain.told.{code}" in messages():
                    self._news.add(t(f"plain.told.{code}", customer=name, by=data.get("by_name", "")))
                elif "message" in data:
                    self._news.add(f"* {data['message']}")
            case SignInNeeded(why=why):
                self._refused = why
                self._news.add(f"* {why}")
            case OutgoingChanged(item=item) if item.fate in (Fate.HELD, Fate.EXPIRED):
                self._news.add(t("plain.held", text=getattr(item.command, "text", "")))
