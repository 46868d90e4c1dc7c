"""An agent of the simulated floor: a real console's session without a screen, and somebody who answers through it."""

import asyncio
import random
from collections.abc import Callable
from typing import Final

import msgspec

from console.core.conversation import commands as c
from console.core.conversation.words import DECLINE_REASONS
from console.core.floor.acting import SetState
from console.core.floor.presence import AgentState
from console.core.floor.rows import Row
from console.desk.adapters import port as p
from console.desk.adapters.native import NativeBackend, NativeOptions
from console.errors import StoreError, UnreachableError
from console.simulate import durations
from console.simulate.durations import Lognormal
from console.simulate.floor_lines import HELP, answer
from console.simulate.play import Done

LOOKS_AGAIN_S: Final = 20.0


class Ways(msgspec.Struct, frozen=True):
    """How agents of the floor go about it; times at pace 1."""

    accept: Lognormal = durations.ACCEPT
    handle: Lognormal = durations.HANDLE
    reply: Lognormal = durations.REPLY
    greet: Lognormal = durations.GREET
    wrap_up: Lognormal = durations.WRAP_UP
    returns: Lognormal = durations.from_median(75.0, 0.5)
    """After an offer that passed."""
    rest: Lognormal = durations.from_median(330.0, 0.3)
    works: float = 90 * 60.0
    """Mean seconds between two breaks; 0: none."""
    lets_pass: float = 0.02
    declines: float = 0.01
    asks_help: float = 0.015
    """Of chats."""
    transfers: float = 0.01
    notices: float = 150.0
    """Seconds of silence after which she looks whether the customer is still there."""


class Talk:
    """One of her chats."""

    def __init__(self, ends_at: float, now: float) -> None:
        self.ends_at = ends_at
        self.heard_at = now
        self.replying = False
        self.over = False
        self.n = 0


class FloorAgent:
    """Accepts, answers, resolves, rests; now and then lets an offer pass, asks for help, hands a chat on."""

    def __init__(
        self,
        options: NativeOptions,
        *,
        seed: int | str,
        ways: Ways | None = None,
        pace: float = 1.0,
        hand_to: Callable[[Row], str] = lambda row: "",
        left: dict[str, float] | None = None,
        share: Callable[[Row], float] = lambda row: 1.0,
    ) -> None:
        """Sign in with these words; how she goes about it is drawn from the seed.

        Args:
            options: who she is, and where.
            seed: of her chances.
            ways: how she works.
            pace: of the play.
            hand_to: another queue for this chat, or empty.
            left: seconds that chats of hers still need.
            share: how much of the usual time this chat needs.
        """
        self.done = Done()
        self.ways = ways or Ways()
        self.pace = pace
        self._rng = random.Random(f"agent:{seed}:{options.user}")  # noqa: S311 - a play, not a secret
        self._hand_to = hand_to
        self._left = left or {}
        self._share = share
        self._talks: dict[str, Talk] = {}
        self._offers: set[str] = set()
        self._wrapping: set[str] = set()
        self._timers: set[asyncio.TimerHandle] = set()
        self._asking: set[asyncio.Task[None]] = set()
        self._state = ""
        self.backend = NativeBackend(options)
        self.backend.listen(self._told)

    @property
    def me(self) -> str:
        """Her id, once she is signed in."""
        account = self.backend.account
        return account.me.id if account is not None else ""

    async def start(self) -> None:
        """Sign in, in the background."""
        await self.backend.start()
        if self.ways.works:
            self._after(self._rng.expovariate(1 / self.ways.works), self._rests)

    async def close(self) -> None:
        """She goes home."""
        for timer in self._timers:
            timer.cancel()
        for task in self._asking:
            task.cancel()
        await asyncio.gather(*self._asking, return_exceptions=True)
        await self.backend.close()

    # what comes

    def _told(self, update: p.Update) -> None:
        match update:
            case p.RowsReset():
                for row in list(self.backend.rows.values()):
                    self._look(row)
            case p.RowsChanged(up=up):
                for row in up:
                    self._look(row)
            case p.TeamChanged(team=team):
                for member in team:
                    if member.id == self.me:
                        self._stands(member.state)
            case p.Told(code="broadcast", conv=conv):
                self._after(self.ways.accept.draw(self._rng) / 1_000, self._claims, conv)
            case _:
                pass

    def _look(self, row: Row) -> None:
        me = self.me
        if not me:
            return
        if row.offer and row.offer_to == me and row.offer not in self._offers:
            self._offers.add(row.offer)
            self._is_offered(row)
        if row.owner == me and row.state == "human":
            self._has(row)
        elif row.conv in self._talks and row.state != "snoozed":
            del self._talks[row.conv]
        if row.state == "resolved" and not row.wrapped_up and row.handler == me and row.conv not in self._wrapping:
            self._wrapping.add(row.conv)
            self._after(self.ways.wrap_up.draw(self._rng) / 1_000, self._wraps_up, row.conv)

    def _is_offered(self, row: Row) -> None:
        chance, after = self._rng.random(), self.ways.accept.draw(self._rng) / 1_000
        if chance < self.ways.lets_pass:
            self.done.passed += 1
        elif chance < self.ways.lets_pass + self.ways.declines:
            self._after(after, self._declines, row.conv, row.offer)
        else:
            self._after(after, self._accepts, row.conv, row.offer)

    def _has(self, row: Row) -> None:
        talk = self._talks.get(row.conv)
        now = asyncio.get_running_loop().time()
        if talk is None:
            takes = self._left.pop(row.conv, None) or self._share(row) * self.ways.handle.draw(self._rng) / 1_000
            talk = self._talks[row.conv] = Talk(now + takes * self.pace, now)
            self._plan(row, takes)
        if row.unanswered:
            talk.heard_at = now
            if not talk.replying:
                talk.replying = True
                first = row.request_open
                after = self.ways.greet.draw(self._rng) if first else self._reply_takes()
                self._after(after / 1_000, self._replies, row.conv)

    def _reply_takes(self) -> int:
        return durations.reply(self._rng, len(self._talks), self.ways.reply)

    def _plan(self, row: Row, takes: float) -> None:
        """What is to happen in a new chat."""
        self._after(takes, self._ends, row.conv)
        self._after(self.ways.notices, self._looks_up, row.conv)
        if self._rng.random() < self.ways.asks_help:
            self._after(takes * self._rng.uniform(0.2, 0.6), self._asks_help, row.conv)
        elif self._rng.random() < self.ways.transfers and self._hand_to(row):
            self._after(takes * self._rng.uniform(0.1, 0.3), self._hands_on, row.conv)

    def _stands(self, state: str) -> None:
        if state == self._state:
            return
        self._state = state
        if state == AgentState.NO_ANSWER:
            self._after(self.ways.returns.draw(self._rng) / 1_000, self._sets, AgentState.AVAILABLE)
        elif state == AgentState.BREAK:
            self.done.breaks += 1
            self._after(self.ways.rest.draw(self._rng) / 1_000, self._sets, AgentState.AVAILABLE)

    # what she does

    def _after(self, seconds: float, what: Callable[..., None], *words: object) -> None:
        def due() -> None:
            self._timers.discard(timer)
            what(*words)

        timer = asyncio.get_running_loop().call_later(max(0.0, seconds * self.pace), due)
        self._timers.add(timer)

    def _submit(self, conv: str, command: c.AgentCommand) -> bool:
        row = self.backend.rows.get(conv)
        if row is None:
            return False
        try:
            self.backend.submit(conv, command, epoch=row.epoch)
        except StoreError:
            return False
        return True

    def _mine(self, conv: str) -> Row | None:
        row = self.backend.rows.get(conv)
        return row if row is not None and row.owner == self.me and row.state == "human" else None

    def _accepts(self, conv: str, offer: str) -> None:
        row = self.backend.rows.get(conv)
        if row is not None and row.offer == offer and self._submit(conv, c.Accept(offer)):
            self.done.accepted += 1

    def _declines(self, conv: str, offer: str) -> None:
        row = self.backend.rows.get(conv)
        if row is not None and row.offer == offer:
            self.done.declined += 1
            self._submit(conv, c.Decline(offer, reason=self._rng.choice(DECLINE_REASONS)))

    def _claims(self, conv: str) -> None:
        row = self.backend.rows.get(conv)
        if row is not None and row.offer and row.state == "offered" and self._submit(conv, c.Accept(row.offer)):
            self.done.accepted += 1

    def _replies(self, conv: str) -> None:
        talk, row = self._talks.get(conv), self._mine(conv)
        if talk is None or row is None:
            return
        talk.replying = False
        talk.n += 1
        self.done.replies += 1
        self._submit(conv, c.Reply(answer(row.lang, self._rng.randrange(100))))
        if talk.over:
            self._after(2.0, self._resolves, conv)

    def _ends(self, conv: str) -> None:
        """Its time has come: as soon as nothing is owed."""
        talk, row = self._talks.get(conv), self._mine(conv)
        if talk is None or row is None:
            return
        talk.over = True
        if not talk.replying:
            self._resolves(conv)

    def _looks_up(self, conv: str) -> None:
        """Who has gone without a word does not keep her."""
        talk, row = self._talks.get(conv), self._mine(conv)
        if talk is None or row is None or talk.over:
            return
        silent = asyncio.get_running_loop().time() - talk.heard_at
        if row.away and silent >= self.ways.notices * self.pace:
            self._resolves(conv)
        else:
            self._after(self.ways.notices, self._looks_up, conv)

    def _resolves(self, conv: str) -> None:
        talk, row = self._talks.get(conv), self._mine(conv)
        if talk is None or row is None or talk.replying:
            return
        if row.request_open:
            # Nobody leaves unheard: the first words end the request.
            self._submit(conv, c.Reply(answer(row.lang, 0)))
        self.done.resolved += 1
        self._submit(conv, c.Resolve())

    def _wraps_up(self, conv: str) -> None:
        self._wrapping.discard(conv)
        row = self.backend.rows.get(conv)
        if row is not None and row.state == "resolved" and not row.wrapped_up:
            self._submit(conv, c.WrapUp(self._rng.choice(("solved", "solved", "answered", "refunded"))))

    def _asks_help(self, conv: str) -> None:
        if self._mine(conv) is not None and self._submit(conv, c.AskHelp(HELP)):
            self.done.helped += 1
            self._after(self._rng.uniform(40, 110), self._needs_no_help, conv)

    def _needs_no_help(self, conv: str) -> None:
        row = self._mine(conv)
        if row is not None and row.help_since:
            self._submit(conv, c.EndHelp())

    def _hands_on(self, conv: str) -> None:
        row = self._mine(conv)
        queue = self._hand_to(row) if row is not None else ""
        if queue and self._submit(conv, c.Transfer(queue=queue)):
            self.done.transferred += 1

    def _rests(self) -> None:
        """No more offers, once she has but one chat left."""
        if self._state == AgentState.AVAILABLE and len(self._talks) > 1:
            self._after(LOOKS_AGAIN_S, self._rests)
            return
        if self._state == AgentState.AVAILABLE:
            self._sets(AgentState.FINISHING)
        self._after(self._rng.expovariate(1 / self.ways.works), self._rests)

    def _sets(self, state: AgentState) -> None:
        task = asyncio.get_running_loop().create_task(self._act(SetState(state)))
        self._asking.add(task)
        task.add_done_callback(self._asking.discard)

    async def _act(self, command: SetState) -> None:
        try:
            await self.backend.act(command)
        except UnreachableError:
            # The link is down: she presses the key again when it is back.
            self._after(5.0, self._sets, command.state)
