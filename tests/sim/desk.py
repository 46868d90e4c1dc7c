"""An agent at her desk: the shipped session on a simulated disk, machine and network, and the hands that use it."""

import contextlib
import random
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from console.core.conversation import commands as c
from console.core.floor.rows import Row
from console.core.wire import frames
from console.desk.session import news as nw
from console.desk.session.address import Address
from console.desk.session.dialing import NoSocketError
from console.desk.session.http_calls import Tokens
from console.desk.session.kept import Kept, KeptDraft
from console.desk.session.moment import Moment
from console.desk.session.options import Options
from console.desk.session.outbox_item import ON_THE_WAY, Item, State
from console.desk.session.shell import Session
from console.desk.session.slow_link import LineSpeed
from console.desk.session.tokens import Credentials
from console.errors import StoreError, UnreachableError, WarmlineError
from tests.sim.floor import Doing
from tests.sim.loop import Process, process
from tests.sim.net import End

if TYPE_CHECKING:
    from tests.sim.world import World

ADDRESS = Address("127.0.0.1", 1, False)
BOUNDARIES = ("before keep", "after keep", "before send", "after send")
_item = msgspec.json.Decoder(Item)


class KilledError(BaseException):
    """The process ended in the middle of what it did."""


class Machine:
    """What of a desk outlives its processes: the disk, the keyring, the device."""

    def __init__(self, device: str) -> None:
        self.device = device
        self.items: dict[str, tuple[int, bytes]] = {}
        self.drafts: dict[tuple[str, str], KeptDraft] = {}
        self.unflushed: dict[str, tuple[int, bytes] | None] = {}
        """What the last writes replaced that were not flushed: a loss of power brings it back."""
        self.refresh = ""
        self.full = False
        self.filled = False
        """Whether it ever was: what could not be kept is kept later."""
        self.failing = False

    def keep_token(self, refresh: str) -> None:
        """Into the keyring."""
        self.refresh = refresh

    def lose_power(self) -> None:
        """What was written without a flush may be as it was before."""
        for item_id, before in self.unflushed.items():
            if before is None:
                self.items.pop(item_id, None)
            else:
                self.items[item_id] = before
        self.unflushed.clear()


class SimDisk:
    """Stands in for `session.disk.Disk`, on the machine of the process that opens it."""

    def __init__(self, desk: "Desk") -> None:
        self._desk = desk
        self.device = desk.machine.device
        self.notices: list[tuple[str, str]] = []

    @classmethod
    def open(cls, state: Path, server: str, user: str) -> "SimDisk":
        """The file of this account."""
        desk = _here()
        if desk.machine.failing:
            raise StoreError("the disk cannot be opened", code="disk_unusable")
        return cls(desk)

    def load(self) -> Kept:
        """Everything."""
        kept = sorted(self._desk.machine.items.values())
        items = tuple(_item.decode(body) for _, body in kept)
        return Kept(items, tuple(self._desk.machine.drafts.values()))

    def keep(self, save: tuple[Item, ...], forget: tuple[str, ...] = ()) -> None:
        """Whole or not at all; flushed unless everything in it is sent or forgotten."""
        desk, machine = self._desk, self._desk.machine
        save, forget = tuple(save), tuple(forget)
        desk.boundary("before keep")
        if save and (machine.full or machine.failing):
            raise StoreError("no room", code="disk_full" if machine.full else "disk_failed")
        if any(item.state is not State.SENT for item in save):
            machine.unflushed.clear()
        else:
            for item_id in (*(item.id for item in save), *forget):
                machine.unflushed.setdefault(item_id, machine.items.get(item_id))
        for item in save:
            machine.items[item.id] = (item.n, msgspec.json.encode(item))
        for item_id in forget:
            machine.items.pop(item_id, None)
        desk.boundary("after keep")

    def keep_drafts(self, drafts: list[KeptDraft]) -> None:
        """Durable when this returns."""
        self._desk.boundary("before keep")
        if self._desk.machine.full:
            raise StoreError("no room", code="disk_full")
        for draft in drafts:
            if draft.text:
                self._desk.machine.drafts[draft.conv, draft.kind] = draft
            else:
                self._desk.machine.drafts.pop((draft.conv, draft.kind), None)

    def tidy(self) -> None:
        """Nothing to do."""

    def close(self) -> None:
        """Nothing to do."""


def _here() -> "Desk":
    desk = getattr(process.get(), "desk", None)
    assert isinstance(desk, Desk)
    return desk


async def sim_dial(address: Address, context: Any, agent: str, speed: LineSpeed, *, compressed: bool = False) -> End:
    """Stands in for `dialing.dial`."""
    desk = _here()
    end = await desk.world.dial(desk.name, "/v1/console", desk.process)
    if isinstance(end, End):
        desk.dialled(end)
        return end
    raise NoSocketError(end.why, end.retry_after_ms)


def sim_exchange(
    address: Address, context: Any, credentials: Credentials, state: Path | None, user: str
) -> Awaitable[Tokens]:
    """Stands in for `tokens.exchange`; the loop awaits what work on a thread returns."""
    return _exchange(_here(), credentials)


async def _exchange(desk: "Desk", credentials: Credentials) -> Tokens:
    world = desk.world
    refresh = credentials.current()
    made = await world.call(desk.name, lambda node, now: node.access.refresh(refresh, now))
    if made is None:
        raise UnreachableError("no answer", code="unreachable")
    credentials.replace(made.refresh)
    return Tokens(made.access, made.refresh, made.expires_at)


class Desk:
    """One agent, one device."""

    def __init__(self, world: "World", user: str, role: str, rng: random.Random) -> None:
        self.world = world
        self.user = user
        self.role = role
        self.name = user
        self.rng = rng
        self.machine = Machine(f"{rng.getrandbits(64):016x}")
        self.session: Session | None = None
        self.process: Process = world.loop.process(user)
        self.end: End | None = None
        self.phase = nw.Phase.OFFLINE
        self.phase_since = 0
        self.signed_out = False
        self.works = True
        self.crash_at: str | None = None
        self.life = 0
        self.texts = 0
        self.lost_told = 0
        self.looked = 0
        self.sleeping = False
        self.doing = Doing(self) if world.floor is not None else None

    # lives

    def begin(self) -> None:
        """Start the program."""
        self.life += 1
        self.crash_at = None
        self.signed_out = False
        loop = self.world.loop
        self.process = loop.process(self.user)
        self.process.desk = self  # type: ignore[attr-defined]
        self.session = None
        self.phase, self.phase_since = nw.Phase.OFFLINE, loop.now
        self.process.spawn(self._begin(self.process), f"{self.user}-{self.life}")

    async def _begin(self, own: Process) -> None:
        machine = self.machine
        credentials = Credentials(load=lambda: machine.refresh, save=machine.keep_token)
        if not machine.refresh:
            await self._sign_in()
        session = Session(
            Options(address=ADDRESS, user=self.user, credentials=credentials, state=Path("/sim")),
            self._heard,
            clocks=lambda: Moment(*own.clocks_ms()),
            chance=self.rng.random,
        )
        self.session = session
        await session.start()
        self.world.checks.desk_loaded(self)
        if self.doing is not None and self.role == "supervisor":
            session.call(lambda core, now: core.want_floor(30, now))
        self._think_later()

    async def _sign_in(self) -> None:
        """With her password, as often as it takes."""
        while not self.machine.refresh:
            made = await self.world.call(self.name, self._vouch)
            if made is not None:
                self.machine.refresh = made.refresh
                return
            await self.world.sleep(0.5 + self.rng.random())

    async def _vouch(self, node: Any, now: int) -> Any:
        user = await node.store.user(self.user)
        return await node.access.vouch(user, self.machine.device, now)

    def crash(self, *, power: bool = False) -> None:
        """The program, or the machine, stops dead."""
        self.world.loop.kill(self.process)
        if power:
            self.machine.lose_power()
        self.session = None

    def boundary(self, where: str) -> None:
        """A place where a crash would hurt."""
        if not self.process.alive:
            raise KilledError
        if self.crash_at == where:
            self.world.count(f"console crashes {where}")
            self.world.trace(self.name, f"crashes {where}")
            self.crash(power=self.rng.random() < 0.3)
            self.world.desk_died(self)
            raise KilledError

    def dialled(self, end: End) -> None:
        """A new socket."""
        self.end = end

    # news

    def _heard(self, news: nw.News) -> None:
        if not self.process.alive or self.session is None:
            return
        checks = self.world.checks
        match news:
            case nw.Linked(view=view):
                if view.phase is not self.phase:
                    self.phase, self.phase_since = view.phase, self.world.loop.now
                    self.world.trace(self.name, f"link {view.phase} {view.why}")
            case nw.Moved(item=item):
                checks.moved(self, item)
            case nw.SignInWanted():
                self.signed_out = True
            case nw.Turned(conv=conv):
                checks.transcript(self, conv)
            case nw.Notified(code="messages_lost"):
                self.lost_told += 1

    @property
    def is_live(self) -> bool:
        """Signed in, and rows are current, as it says."""
        return self.session is not None and self.process.alive and self.phase is nw.Phase.LIVE

    # hands

    def _think_later(self) -> None:
        pace = self.world.profile.agent_pace
        self.world.loop.call_later(0.05 + self.rng.expovariate(1 / pace), self._think)

    def _think(self) -> None:
        self._think_later()
        if self.session is None or not self.works:
            return
        with contextlib.suppress(KilledError):
            self._act(self.session)

    def _act(self, session: Session) -> None:
        if self.signed_out:
            self.signed_out = False
            self.machine.refresh = ""
            self.process.spawn(self._sign_in_again(session))
            return
        if not session.core.link.live and self.rng.random() < 0.1:
            session.call(lambda core, now: core.retry_now(now))
        self._look_through(session)
        rows = list(session.core.replica.rows.values())
        if rows and not (self.doing is not None and self.doing.acts(session, rows)):
            self._work(session, rows)

    async def _sign_in_again(self, session: Session) -> None:
        await self._sign_in()
        session.call(lambda core, now: core.sign_in(now))

    def _look_through(self, session: Session) -> None:
        """What waits for her eyes."""
        for item in session.core.outbox.items():
            if item.state in ON_THE_WAY:
                continue
            draw = self.rng.random()
            if item.state is State.HELD and draw < 0.35:
                self.world.trace(self.name, f"releases {_said(item)}")
                session.call(lambda core, now, item=item: core.release(item.id, now))
            elif draw < 0.5:
                self.world.checks.discarded(self, item)
                session.discard(item.id)

    def _work(self, session: Session, rows: list[Row]) -> None:
        rng = self.rng
        mine = [row for row in rows if row.owner == self.user]
        waiting = [row for row in rows if row.state in ("queued", "offered")]
        offered = [row for row in waiting if row.offer_to == self.user]
        draw = rng.random()
        if offered and draw < 0.6:
            row = rng.choice(offered)
            command = c.Accept(row.offer) if rng.random() < 0.7 else c.Decline(row.offer, self._words("staff why"))
            self.do(session, row, command)
        elif mine and draw < 0.62:
            self._on_mine(session, rng.choice(mine))
        elif waiting and draw < 0.85 and len(mine) < 5:
            row = min(waiting, key=lambda row: row.deadline) if rng.random() < 0.8 else rng.choice(waiting)
            self.do(session, row, c.Take())
            self._watch(session, row.conv)
            if rng.random() < 0.3:
                # She writes at once, before she knows that it is hers.
                self.do(session, row, c.Reply(self._words("reply")))
        else:
            self._on_any(session, rng.choice(rows))

    def _on_mine(self, session: Session, row: Row) -> None:
        rng = self.rng
        draw = rng.random()
        self._watch(session, row.conv)
        if draw < 0.05:
            session.call(lambda core, now: core.wish(frames.Typing(row.conv), now))
        if draw < (0.75 if row.unanswered or row.request_open else 0.3):
            self.do(session, row, c.Reply(self._words("reply")))
            if rng.random() < 0.2:
                self.do(session, row, c.Reply(self._words("reply")))
            session.call(lambda core, now: core.wish(frames.Read(row.conv, row.seq), now))
            return
        others = [desk.user for desk in self.world.desks if desk is not self]
        choices: list[Callable[[], c.AgentCommand]] = [
            lambda: c.HandBack(self._words("staff instruction"), answer_now=rng.random() < 0.5),
            lambda: c.Transfer(agent=rng.choice(others), note=self._words("staff note")),
            lambda: c.Transfer(queue="tech", note=self._words("staff note")),
            lambda: c.Snooze(on_reply=True),
            lambda: c.Snooze(until=self.process.now_ms() + rng.choice((5_000, 40_000))),
            lambda: c.Resolve("solved" if rng.random() < 0.5 else ""),
            lambda: c.Note(self._words("staff note")),
            lambda: c.UndoLast(),
            lambda: c.Wake(),
        ]
        self.do(session, row, rng.choice(choices)())

    def _on_any(self, session: Session, row: Row) -> None:
        rng = self.rng
        others = [desk.user for desk in self.world.desks]
        choices: list[Callable[[], c.AgentCommand]] = [
            lambda: c.Take(),
            lambda: c.Note(self._words("staff note")),
            lambda: c.Tag(tuple(sorted(rng.sample(("vip", "late", "refund"), 2)))),
            lambda: c.UndoLast(),
            lambda: c.Reopen(),
            lambda: c.WrapUp("answered"),
            lambda: c.Reply(self._words("reply")),
        ]
        if self.role == "supervisor":
            choices += [
                lambda: c.Take(force=True, why=self._words("staff why")),
                lambda: c.Requeue(rng.choice(("", "tech"))),
                lambda: c.Assign(rng.choice(others)),
                lambda: c.Transfer(agent=rng.choice(others)),
            ]
        if rng.random() < 0.4:
            self._watch(session, row.conv)
        else:
            self.do(session, row, rng.choice(choices)())

    def _watch(self, session: Session, conv: str) -> None:
        watched = list(session.core.watches)
        if conv not in watched:
            session.call(lambda core, now: core.watch(conv, now))
            if len(watched) > 6:
                gone = self.rng.choice(watched)
                session.call(lambda core, now: core.unwatch(gone, now))
        session.call(lambda core, now: core.wish(frames.Viewing(conv), now))

    def _words(self, kind: str) -> str:
        self.texts += 1
        return f"{kind}:{self.user}.{self.life}.{self.texts}"

    def do(self, session: Session, row: Row, command: c.AgentCommand) -> None:
        """Issue a command, as the desk does; now and then from a row that is old."""
        epoch = row.epoch if self.rng.random() > 0.05 else max(1, row.epoch - 1)
        self.world.trace(self.name, f"issues {_told(command)} on {row.conv} under {epoch}")
        try:
            item = session.submit(row.conv, command, epoch)
        except WarmlineError as problem:
            self.world.checks.not_issued(self, command)
            self.world.trace(self.name, f"cannot keep it: {problem.code}")
            return
        self.world.checks.issued(self, item)


def _told(command: c.AgentCommand) -> str:
    text = getattr(command, "text", "") or getattr(command, "note", "") or getattr(command, "instruction", "")
    return f"{c.tag_of(command)} {text}".strip()


def _said(item: Item) -> str:
    return f"{_told(item.command)} [{item.id[:6]} {item.state} {item.code}]"
