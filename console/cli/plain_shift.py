"""The shift in lines: my state, what is offered to me, a raised hand, whispers, and why a conversation came to me."""

import contextlib
from collections.abc import Callable, Sequence
from datetime import tzinfo
from functools import partial
from typing import Protocol

from console.cli.plain_news import Said, my_rows
from console.cli.spoken import row_line, waiting_rows
from console.core.conversation import commands as c
from console.core.conversation.words import DECLINE_REASONS
from console.core.floor.acting import SetState
from console.core.floor.presence import AgentState
from console.core.floor.rows import Member, Row, Rules
from console.core.text.messages import t
from console.desk.adapters.port import Account, Backend, Link, RowsChanged, Transcripted
from console.desk.work import names, shift
from console.desk.work.lists import place_for
from console.desk.work.offers import Offers
from console.desk.work.reading import People
from console.desk.work.times import age
from console.desk.work.why import latest_why, no_why, why_lines
from console.errors import WarmlineError

CAN_BE_SET = (AgentState.AVAILABLE, AgentState.FINISHING, AgentState.BREAK, AgentState.AWAY)


class Speaker(Protocol):
    """What these commands need of the desk in lines."""

    backend: Backend

    def say(self, line: str) -> None:
        """One line at once."""

    def ring(self) -> None:
        """The terminal's bell."""

    def now(self) -> int:
        """The server's time."""

    async def caught_up(self, is_so: Callable[[], bool]) -> None:
        """Until what is shown follows what was just done."""

    def current(self) -> Row:
        """The open conversation."""

    def people(self, row: Row) -> People:
        """Who is who."""

    async def settle(self, row: Row, command: c.AgentCommand, epoch: int | None) -> bool:
        """Issue a command, and say what came of it."""

    async def transcript(self, conv: str) -> Transcripted:
        """The whole transcript."""

    async def show(self, conv: str) -> None:
        """Make it the open conversation."""

    def leave(self) -> None:
        """No conversation is open any more."""


class ShiftCommands:
    """Commands beside those about one conversation, and what happens meanwhile."""

    def __init__(self, desk: Speaker, zone: Callable[[], tzinfo]) -> None:
        self.desk = desk
        self.backend = desk.backend
        self.zone = zone
        self.offers = Offers()
        self._helps: dict[str, int] = {}
        self._state = ""
        """Mine, as it was last said."""
        self.commands: dict[str, Callable[[str], object]] = {
            "state": self._set_state,
            "offer": self._offer,
            "hand": self.hand,
            "whisper": self._whisper,
            "why": self._why,
        }

    # What happens meanwhile.

    def begin(self) -> Sequence[Said]:
        """What stands there at the beginning."""
        self._state = my_state(self.backend)
        news = [line for row in self.backend.rows.values() for line in self._row(row)]
        self._helps = {row.conv: row.help_since for row in self.backend.rows.values() if row.help_since}
        return news

    def rows(self, update: RowsChanged) -> Sequence[Said]:
        """Rows changed."""
        for conv in update.rm:
            self.offers.drop(conv)
        return [line for row in update.up for line in self._row(row)]

    def team(self) -> str:
        """Presence changed: my state, if it is another than was last said."""
        was, self._state = self._state, my_state(self.backend)
        return t("plain.your_state", state=t(f"shift.{self._state}")) if was and was != self._state else ""

    def called(self, conv: str) -> Sequence[Said]:
        """Everybody is called to a customer whom nobody took."""
        row = self.backend.rows.get(conv)
        if row is None or not self.offers.to_all(conv, self._me):
            return []
        return [self._offered(row)]

    async def came_back(self) -> bool:
        """A line of mine: I am there, whatever offer I have let pass; whether that has changed anything."""
        if my_state(self.backend) != AgentState.NO_ANSWER or self.backend.link.link is not Link.LIVE:
            return False
        with contextlib.suppress(WarmlineError):
            if (await self.backend.act(SetState(AgentState.AVAILABLE))).ok:
                await self._is_told(AgentState.AVAILABLE)
                return True
        return False

    async def _is_told(self, state: AgentState) -> None:
        """My new state has been said; until presence tells it too, the old one would be taken for news."""
        self._state = state
        await self.desk.caught_up(lambda: my_state(self.backend) == state)

    def offered(self) -> Row | None:
        """What is offered to me now."""
        return self.offers.current(self._me)

    def next_in_line(self) -> Row | None:
        """The next customer whom I could answer."""
        waiting = (row for row in waiting_rows(self.backend.rows.values()) if row.offer_to in ("", self._me))
        langs = me_of(self.backend.account).langs
        return min(waiting, key=lambda row: place_for(row, langs), default=None)

    def _offered(self, row: Row) -> Said:
        """An offer rings at once, and is said for as long as it stands."""
        self.desk.ring()
        return partial(self._standing, row.conv, row.offer)

    def _standing(self, conv: str, offer: str) -> str:
        row = self.backend.rows.get(conv)
        is_over = row is None or row.offer != offer or row.offer_until <= self.desk.now()
        return "" if row is None or is_over else self._offer_line(row)

    def _row(self, row: Row) -> Sequence[Said]:
        me, name = self._me, names.full_name(row.name)
        lines: list[Said] = []
        came = self.offers.take(row, me, self.desk.now())
        if came == "passed":
            lines.append(t("plain.offer_passed", name=name))
            # The row may bring the next one already.
            came = self.offers.take(row, me, self.desk.now())
        if came == "made":
            lines.append(self._offered(row))
        had_help = self._helps.pop(row.conv, 0)
        if row.help_since and row.owner == me:
            self._helps[row.conv] = row.help_since
        elif had_help and row.owner == me:
            lines.append("* " + t("help.answered", name=name))
        return lines

    def _offer_line(self, row: Row) -> str:
        left = age(max(0, row.offer_until - self.desk.now()))
        return t("plain.offer", line=row_line(row, self.desk.now()), left=left)

    # Commands.

    async def _set_state(self, rest: str) -> None:
        word, _, reason = rest.partition(" ")
        if not word:
            self.desk.say(state_line(self.backend, self.desk.now()))
            return
        rules = self.backend.account.rules if self.backend.account else Rules()
        if word not in CAN_BE_SET or (word == AgentState.AWAY and not reason.strip()):
            self.desk.say(t("plain.state.which", states=", ".join(CAN_BE_SET), reasons=", ".join(shift.reasons(rules))))
            return
        answer = await self.backend.act(SetState(AgentState(word), reason.strip()))
        if not answer.ok:
            raise WarmlineError(answer.message, code=answer.code)
        state = shift.comes_to(AgentState(word), any(row.state == "human" for row in my_rows(self.backend)))
        await self._is_told(state)
        self.desk.say(t(f"shift.set.{state}", reason=reason.strip()))

    async def _offer(self, rest: str) -> None:
        word, _, reason = rest.partition(" ")
        row = self.offered()
        if row is None:
            self.desk.say(t("plain.no_offer"))
        elif word == "accept":
            await self.accept(row)
        elif word == "decline":
            await self._decline(row, reason.strip())
        else:
            self.desk.say(self._offer_line(row))

    async def accept(self, row: Row) -> None:
        """Take what is offered to me."""
        if await self.desk.settle(row, c.Accept(row.offer), row.epoch):
            await self.desk.show(row.conv)

    async def _decline(self, row: Row, reason: str) -> None:
        if reason not in DECLINE_REASONS:
            self.desk.say(t("plain.reasons", reasons=", ".join(DECLINE_REASONS)))
            return
        self.offers.settle(row.offer)
        if await self.desk.settle(row, c.Decline(row.offer, reason=reason), row.epoch):
            self.desk.say(t("plain.declined"))
        else:
            self.offers.reopen(row.offer)

    async def hand(self, rest: str) -> None:
        """Raise the hand about the open conversation; again: it comes down."""
        row = self.desk.current()
        if row.help_since:
            self._helps.pop(row.conv, None)
            await self.desk.settle(row, c.EndHelp(), row.epoch)
        else:
            await self.desk.settle(row, c.AskHelp(rest), row.epoch)

    async def _whisper(self, rest: str) -> None:
        row = self.desk.current()
        if await self.desk.settle(row, c.Whisper(rest), row.epoch):
            self.desk.say(t("plain.whispered"))

    async def _why(self, rest: str) -> None:
        row = self.offers.current(self._me) or self.desk.current()
        transcript = await self.desk.transcript(row.conv)
        turn = latest_why(transcript.turns, self._me)
        if turn is None or turn.why is None:
            self.desk.say(no_why(transcript.turns, self._me, names.full_name(row.name)))
            return
        for line in why_lines(turn.why, self.desk.people(row).agent, self.zone()):
            self.desk.say(line)

    @property
    def _me(self) -> str:
        return me_of(self.backend.account).id


def me_of(account: Account | None) -> Member:
    """Me, as presence has it."""
    if account is None:
        return Member("", "")
    return next((member for member in account.team if member.id == account.me.id), account.me)


def my_state(backend: Backend) -> str:
    """My state; available where the backend knows of none."""
    return me_of(backend.account).state or AgentState.AVAILABLE


def state_line(backend: Backend, now: int) -> str:
    """`Your state: break, for 4:10.`"""
    since = me_of(backend.account).state_since
    words = {"state": t(f"shift.{my_state(backend)}"), "age": shift.ticking(now - since) if since else ""}
    return t("plain.state.for" if since else "plain.state", **words)
