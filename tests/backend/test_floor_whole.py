"""A whole floor over real sockets and a real store, killed in the middle: every number on the wall, from the log again.

The backend is a process of its own (`python -m tests.backend.test_floor_whole FOLDER PORT`), so that it can be killed.
"""

import asyncio
import contextlib
import json
import random
import shutil
import signal
import sqlite3
import sys
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

from msgspec.structs import replace
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from console.backend import node as nodes
from console.backend.access import Access
from console.backend.floor_pace import Paces
from console.backend.floor_stats import entry_of
from console.backend.node import Node, NodeOptions, wall_clock
from console.backend.promises import ENDS
from console.backend.promises import proofs as folded
from console.backend.store import conversations
from console.backend.store.port import FeedEntry, User
from console.backend.store.sqlite import SqliteStore
from console.core.conversation import commands as c
from console.core.conversation import events as ev
from console.core.conversation.context import Policy, QueueRoute
from console.core.conversation.events import Record
from console.core.floor import acting as a
from console.core.floor.hours import next_opening
from console.core.floor.policy import FloorPolicy, Goals, Hours, Mode, QueueSpec
from console.core.floor.presence import AgentState, Skills
from console.core.metrics.alarms import AlarmBook
from console.core.metrics.building import Circumstances, build
from console.core.metrics.entries import FloorRecord
from console.core.metrics.figures import Figures
from console.core.metrics.judging import readings
from console.core.metrics.signals import signals
from console.core.metrics.wall import Wall
from console.desk.adapters import port as p
from console.desk.adapters.native import NativeBackend, NativeOptions
from console.errors import UnreachableError
from console.simulate import durations
from console.simulate.floor_agent import FloorAgent, Ways

ROOT = Path(__file__).parents[2]
LANGS = ("en", "de", "fr", "es", "pt", "it", "nl", "sv")
"""A queue each; the last one is closed."""
CLOSED = QueueSpec("sv", ("sv",), hours=Hours("UTC", ((0, 0),) * 7))
FLOOR = FloorPolicy(
    workspace="Whole",
    mode=Mode.PUSH,
    queues=(QueueSpec("en"), *(QueueSpec(lang, (lang,), units=1 + (lang == "de")) for lang in LANGS[1:-1]), CLOSED),
    offer=700,
    most_offers=2,
    sticky_wait=100,
    wrap_up=2_000,
    goals=Goals(waiting=4, longest=3_000, reply_owed=2_000),
)
RULES = Policy(
    queue="en",
    queues=LANGS,
    routes=tuple(QueueRoute(lang, (lang,)) for lang in LANGS[1:]),
    targets={},
    default_target=4_000,
    wrap_up=FLOOR.wrap_up,
    transfer_offer=FLOOR.offer,
)
AGENTS = 20
CUSTOMERS = 60
WAYS = Ways(
    accept=durations.from_median(15.0, 0.4),
    handle=durations.from_median(120.0, 0.5),
    reply=durations.from_median(10.0, 0.4),
    greet=durations.from_median(8.0, 0.4),
    wrap_up=durations.from_median(30.0, 0.4),
    returns=durations.from_median(30.0, 0.4),
    rest=durations.from_median(40.0, 0.3),
    works=400.0,
    lets_pass=0.12,
    declines=0.12,
    asks_help=0.25,
    transfers=0.2,
)
"""Livelier than life, at a pace at which a minute is half a second."""
PACE = 0.012
WAIT = 20.0
DONE = {"Overflow ok", "Overflow off ok", "NoticeAll ok", "Acknowledge ok", "SetState ok", "Banner ok"}
"""What the supervisor must have done at the end."""


def people() -> list[User]:
    """Agents at home in every queue but the closed one, who know a neighbour's language too; and a supervisor."""
    homes = LANGS[:-1]
    agents = [
        User(f"a{n:02}", f"a{n:02}", f"Agent {n}", "agent", homes[n % 7], langs=(homes[n % 7], homes[(n + 1) % 7]))
        for n in range(AGENTS)
    ]
    return [*agents, User("sara", "sara", "Sara", "supervisor")]


async def serve(folder: Path, port: int) -> None:
    """The process that is killed."""
    options = NodeOptions(
        store=folder / "s.db", port=port, pace=0, policy=RULES, floor=FLOOR, content=folder / "articles"
    )
    async with nodes.running(options) as node:
        assert isinstance(node, Node)
        assert node.listening is not None
        print(node.listening.port, flush=True)
        await asyncio.Event().wait()


class Served:
    """That process."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = 0
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        words = (sys.executable, "-m", "tests.backend.test_floor_whole", str(self.folder), str(self.port))
        pipe = asyncio.subprocess.PIPE
        self._process = await asyncio.create_subprocess_exec(*words, cwd=ROOT, stdout=pipe)
        assert self._process.stdout is not None
        self.port = int(await self._process.stdout.readline())

    async def end(self, how: int) -> None:
        assert self._process is not None
        if self._process.returncode is None:
            self._process.send_signal(how)
        await self._process.wait()


class Customer:
    """A customer's page by hand: asks, answers now and then, leaves or withdraws or waits."""

    def __init__(self, n: int, port: int, tickets: list[str], rng: random.Random) -> None:
        self.n = n
        self.lang = LANGS[n % 8]
        self.port = port
        self.tickets = tickets
        self.rng = rng
        self.words = 0
        self.frames: list[dict[str, Any]] = []
        self.socket: ClientConnection | None = None
        self.unanswered: list[dict[str, Any]] = []

    async def live(self) -> None:
        """Until cancelled; who is cut off comes back."""
        await asyncio.sleep(self.rng.random() * 5)
        while self.tickets:
            with contextlib.suppress(OSError, ConnectionClosed):
                url = f"http://127.0.0.1:{self.port}"
                async with connect(url.replace("http", "ws") + "/v1/customer", origin=url, proxy=None) as self.socket:  # type: ignore[arg-type]
                    await self._talk(self.socket)
            await asyncio.sleep(0.3)

    async def _talk(self, socket: ClientConnection) -> None:
        await socket.send(json.dumps({"t": "auth", "ticket": self.tickets.pop(), "proto": 1, "lang": self.lang}))
        async for data in socket:
            frame = json.loads(data)
            self.frames.append(frame)
            if frame["t"] == "welcome":
                await self._opens(socket)
            elif frame["t"] == "result":
                self.unanswered = [wish for wish in self.unanswered if wish["id"] != frame["id"]]
            elif frame["t"] == "status" and frame["state"] == "waiting":
                await self._waits(frame)
            elif frame["t"] == "items" and any(item["kind"] == "agent" for item in frame["items"]):
                await asyncio.sleep(self.rng.random() / 10)
                if self.words < 5:
                    await self.wish("say", text=f"thanks, and what of the other one? {self.n}")

    async def _opens(self, socket: ClientConnection) -> None:
        if self.words:
            for wish in self.unanswered:
                await socket.send(json.dumps(wish))
        elif self.n % 10 == 9:
            await self.wish("say", text="where is my parcel", lang=self.lang)
        else:
            await self.wish("say", text="I want to talk to a person", lang=self.lang)

    async def _waits(self, status: dict[str, Any]) -> None:
        if status.get("nobody") and self.n % 16 == 7:
            await self.wish("promise", kind="call_back", due=status["promise_by"])
        elif self.n % 13 == 5:
            await self.wish("wish", what="withdraw")
        elif self.n % 13 == 8:
            await self.wish("wish", what="end")

    async def wish(self, t: str, **fields: Any) -> None:
        """Said once; again under the same id after a reconnection, if nobody answered."""
        self.words += 1
        wish = {"t": t, "id": f"v{self.n:02}-{self.words:04}-000000", **fields}
        self.unanswered.append(wish)
        assert self.socket is not None
        await self.socket.send(json.dumps(wish))


class Supervisor:
    """Looks at the wall and does something about it."""

    def __init__(self, backend: NativeBackend) -> None:
        self.backend = backend
        self.walls: list[Wall] = []
        self.done: Counter[str] = Counter()
        self._answered: dict[str, int] = {}
        backend.listen(self._told)

    def _told(self, update: p.Update) -> None:
        if isinstance(update, p.WallChanged):
            self.walls.append(update.wall)
        elif isinstance(update, p.RowsChanged):
            for row in update.up:
                if row.help_since > self._answered.get(row.conv, 0) and row.owner:
                    self._answered[row.conv] = row.help_since
                    self.backend.submit(row.conv, c.Whisper("secretly: give the refund"), epoch=row.epoch)

    async def act(self, command: a.FloorCommand) -> None:
        with contextlib.suppress(UnreachableError):
            answer = await self.backend.act(command)
            off = " off" if isinstance(command, a.Overflow) and not command.on else ""
            self.done[f"{type(command).__name__}{off} {'ok' if answer.ok else answer.code}"] += 1

    async def live(self) -> None:
        """Until cancelled."""
        queue = ""
        for n in range(1_000):
            await asyncio.sleep(0.25)
            if not self.walls:
                continue
            wall = self.walls[-1]
            for alarm in wall.alarms:
                if not alarm.acked_by and n % 3 == 0:
                    await self.act(a.Acknowledge(alarm.id))
                    break
            if n % 10 == 1:
                queue = max(wall.queues, key=lambda line: line.wait).name
                await self.act(a.Overflow(queue))
            elif n % 10 == 6 and queue:
                await self.act(a.Overflow(queue, on=False))
            elif n % 5 == 3:
                await self.act(a.NoticeAll("busy"))
            elif n % 10 == 4:
                await self.act(a.Banner("delivery", on=n % 20 == 4))
            elif n % 10 == 7:
                await self.act(a.SetState(AgentState.BREAK, agent="a03"))


# what is held against what


@contextlib.contextmanager
def log_of(folder: Path) -> Iterator[sqlite3.Connection]:
    db = sqlite3.connect(f"file:{folder / 's.db'}?mode=ro", uri=True)
    try:
        yield db
    finally:
        db.close()


class Refolded:
    """The stored feed, folded from scratch."""

    def __init__(self, db: sqlite3.Connection) -> None:
        users = {user.id: user for user in people()}
        self.names = {user.id: user.name for user in users.values()}

        def skills(agent: str) -> Skills:
            user = users[agent]
            return Skills(user.langs, user.level, user.team, user.topics)

        self.entries: list[FeedEntry] = conversations.feed(db, 0, 10_000_000, True)
        self.figures = Figures(FLOOR, skills)
        self.paces = Paces(self.figures)
        self.alarms = AlarmBook()
        floor = (entry for entry in map(entry_of, self.entries) if isinstance(entry, FloorRecord))
        self._steps = [(entry.event, entry.at) for entry in floor if not isinstance(entry.event, a.Audit)]
        self._n = 0

    def upto(self, at: int) -> None:
        """Everything that happened until then."""
        while self._n < len(self.entries) and self.entries[self._n].at <= at:
            self._one()

    def _one(self) -> FeedEntry:
        stored = self.entries[self._n]
        self._n += 1
        entry = entry_of(stored)
        assert entry is not None
        self.paces.before(entry)
        self.figures.apply(entry)
        return stored

    def differs(self, wall: Wall) -> list[str]:
        """How the wall is another than this log makes it, at the moment at which they are nearest.

        What had been stored when it was made is known to within some milliseconds: one of those beginnings of the log
        must make exactly this wall.
        """
        self.upto(wall.at - 250)
        nearest: list[str] | None = None
        while True:
            found = self._compared(wall)
            nearest = found if nearest is None or len(found) < len(nearest) else nearest
            if not found or self._n >= len(self.entries) or self.entries[self._n].at > wall.at:
                return nearest
            self._one()

    def _compared(self, wall: Wall) -> list[str]:
        around = Circumstances(
            agent_name=self.names.__getitem__,
            customer_name=lambda conv: "",
            opens_at={CLOSED.name: next_opening(CLOSED.hours, wall.at) or 0},
            estimates=self.paces.estimates(wall.at),
            alarms=wall.alarms,
            cleared=wall.cleared,
            n=wall.n,
        )
        mine = build(self.figures, wall.at, wall.window, around)
        wrong = [
            f"{name}: {getattr(wall, name)!r}\n   the log: {getattr(mine, name)!r}"
            for name in Wall.__struct_fields__
            if getattr(wall, name) != getattr(mine, name)
        ]
        return wrong + self._alarms_compared(wall)

    def _alarms_compared(self, wall: Wall) -> list[str]:
        """Each alarm that is past its limit says what the figures say."""
        opens = {CLOSED.name: next_opening(CLOSED.hours, wall.at) or 0}
        found = {reading.key: reading for reading in readings(signals(self.figures, wall.at, lambda conv: "", opens))}
        wrong = []
        for alarm in wall.alarms:
            kind, *rest = alarm.id.split(":")
            reading = found.get((kind, ":".join(rest[:-1])))
            if reading is None or not reading.level:
                continue
            same = {"number": alarm.number, "id": alarm.id, "raised_at": alarm.raised_at, "acked_by": alarm.acked_by}
            if (mine := replace(reading.alarm, **same, level=reading.level)) != alarm:
                wrong.append(f"alarm: {alarm}\n   the log: {mine}")
        return wrong

    def alarms_differ(self, wall: Wall) -> list[str]:
        """How the alarms are others than the log says are raised and cleared."""
        while self._steps and self._steps[0][1] <= wall.at:
            self.alarms.apply(*self._steps.pop(0))
        raised = [(one.id, one.number, one.raised_at, one.acked_by) for one in self.alarms.alarms]
        shown = [(one.id, one.number, one.raised_at, one.acked_by) for one in wall.alarms]
        wrong = [] if raised == shown else [f"alarms: {shown}\n   the log: {raised}"]
        if self.alarms.cleared != wall.cleared:
            wrong.append(f"cleared: {wall.cleared}\n   the log: {self.alarms.cleared}")
        return wrong


def adds_up(wall: Wall) -> None:
    """The promise line, and every column under its tile."""
    kept, tiles = wall.kept, wall.tiles
    assert kept.asked == kept.got + kept.waiting + kept.promised + kept.left + kept.withdrew + kept.broken
    assert kept.broken == 0
    # Who was handed on after an answer waits, and asks for nobody any more.
    assert kept.waiting <= tiles.waiting == sum(line.wait for line in wall.queues)
    assert tiles.offered == sum(line.offer for line in wall.queues)
    assert (tiles.busy, tiles.slots) == (sum(q.busy for q in wall.queues), sum(q.slots for q in wall.queues))
    assert tiles.in_60.part == sum(line.in_60 for line in wall.queues)
    assert tiles.answered == sum(line.answered for line in wall.queues)
    assert tiles.gave_up.part == sum(line.left for line in wall.queues)
    assert sum(line.on for line in wall.queues) == sum(n for _, n in wall.agent_states) == len(wall.agents)
    assert (tiles.busy, tiles.slots) == (sum(one.busy for one in wall.agents), sum(one.slots for one in wall.agents))
    numbers = [alarm.number for alarm in wall.alarms]
    assert len(set(numbers)) == len(numbers)


def proven(db: sqlite3.Connection, whole: Refolded) -> None:
    """The promise line over the whole log is what the proof of the promise says."""
    last = whole.entries[-1].at
    whole.upto(last)
    kept = build(whole.figures, last).kept
    ends = Counter(proof.end for proof in folded(conversations.every_record(db)))
    if whole.figures.days.midnight(last) > whole.entries[0].at:
        return  # A new day has begun meanwhile: the line is of today only.
    assert ends.keys() <= set(ENDS)
    assert (ends["promised"], ends["broken"]) == (kept.promised, 0)
    assert (ends["customer_ended"], ends["withdrawn"]) == (kept.left, kept.withdrew)
    assert ends["answered"] + ends["kept"] + ends["open"] == kept.got + kept.waiting
    assert sum(ends.values()) == kept.asked


def offers_explained(records: list[Record]) -> int:
    """Every offer of the router's says whom it considered; the one who got it first."""
    made = [record.event for record in records if isinstance(record.event, ev.OfferMade)]
    routed = [event for event in made if not event.offer.transferred_by]
    for event in routed:
        assert event.why is not None
        assert event.why.candidates
        assert event.why.rule
        assert 1 <= event.why.place <= event.why.of
        assert event.why.eligible >= len(event.why.candidates)
        if not event.offer.broadcast:
            assert event.offer.agent == event.why.candidates[0].agent
    return len(routed)


def never_two_offers(records: list[Record]) -> None:
    """Of one agent alone at a time, and nobody is given more than she has room for by the router."""
    out: dict[str, str] = {}
    for record in records:
        event = record.event
        if isinstance(event, ev.OfferMade) and not event.offer.broadcast and not event.offer.transferred_by:
            assert event.offer.agent not in out.values(), f"{event.offer.agent} has two offers"
        if isinstance(event, ev.OfferMade) and not event.offer.broadcast:
            out[record.conv] = event.offer.agent
        elif isinstance(event, ev.OfferEnded | ev.Taken | ev.Resolved | ev.Queued):
            out.pop(record.conv, None)


# the play


@contextlib.asynccontextmanager
async def playing(folder: Path) -> AsyncIterator[tuple[Served, Supervisor, list[FloorAgent], list[Customer]]]:
    content = folder / "articles"
    content.mkdir()
    first = min(path for path in nodes.CONTENT.rglob("*.md"))
    shutil.copy(first, content / first.name)
    store = await SqliteStore.open(folder / "s.db")
    access, now = Access(store), wall_clock()
    tokens, tickets = {}, {}
    for user in people():
        await store.add_user(user)
        tokens[user.id] = await access.vouch(user, "test", now)
    for n in range(CUSTOMERS):
        tickets[n] = [await access.ticket(f"v{n}", now) for _ in range(3)]
    await store.close()
    served = Served(folder)
    await served.start()

    def options(user: User) -> NativeOptions:
        token = tokens[user.id]
        url = f"ws://127.0.0.1:{served.port}"
        return NativeOptions(
            server=url, user=user.login, refresh=token.refresh, access=token.access, access_ends=token.expires_at
        )

    *agents, sara = people()

    def elsewhere(row: Any) -> str:
        # Whose agents know the language before theirs in the list.
        return LANGS[(LANGS.index(row.lang or "en") - 1) % 7]

    staff = [FloorAgent(options(one), seed=11, ways=WAYS, pace=PACE, hand_to=elsewhere) for one in agents]
    supervisor = Supervisor(NativeBackend(options(sara)))
    customers = [Customer(n, served.port, tickets[n], random.Random(n)) for n in range(CUSTOMERS)]
    tasks: list[asyncio.Task[None]] = []
    try:
        await asyncio.gather(*(agent.start() for agent in staff), supervisor.backend.start())
        supervisor.backend.floor(30)
        tasks = [asyncio.create_task(one.live()) for one in (supervisor, *customers)]
        yield served, supervisor, staff, customers
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await asyncio.gather(*(agent.close() for agent in staff), supervisor.backend.close())
        await served.end(signal.SIGTERM)


async def until(condition: Callable[[], object], why: Callable[[], object]) -> None:
    """Walls and rows come from several sockets: there is no one event for all of it."""
    for _ in range(int(WAIT / 0.05)):
        if condition():
            return
        await asyncio.sleep(0.05)
    raise AssertionError(why())


async def test_every_number_on_the_wall_comes_from_the_log_again(tmp_path: Path) -> None:
    async with playing(tmp_path) as (served, supervisor, staff, customers):
        walls = supervisor.walls
        await until(lambda: walls and walls[-1].tiles.answered >= 8, lambda: ("answers", supervisor.done, walls[-1:]))
        await served.end(signal.SIGKILL)
        before = len(walls)
        await served.start()
        await until(
            lambda: len(walls) > before + 2 and walls[-1].tiles.answered >= 25,
            lambda: ("answers after the crash", walls[-1:], supervisor.done),
        )
        await until(lambda: walls[-1].kept.got >= 30, lambda: ("people got a person", supervisor.done, walls[-1:]))
        await until(
            lambda: supervisor.done.keys() >= DONE,
            lambda: ("everything was asked of the floor", walls[-1:], supervisor.done),
        )
        last = len(walls)
        await until(lambda: len(walls) > last + 1, lambda: ("one more wall", supervisor.done, walls[-1:]))
    with log_of(tmp_path) as db:
        kept = Refolded(db)
        for wall in walls:
            adds_up(wall)
            differences = kept.differs(wall)
            assert not differences, f"wall {wall.n} at {wall.at}:\n" + "\n".join(differences)
            differences = kept.alarms_differ(wall)
            assert not differences, f"wall {wall.n} at {wall.at}:\n" + "\n".join(differences)
        proven(db, kept)
        records = [entry.event for entry in kept.entries if isinstance(entry.event, Record)]
    assert offers_explained(records) > 30
    never_two_offers(records)
    seen = Counter(type(record.event).__name__ for record in records)
    for what in ("OfferEnded", "Transferred", "HelpAsked", "Whispered", "Announced", "PromiseMade", "Taken"):
        assert seen[what], f"nothing of {what} in {seen}"
    assert all("secretly" not in json.dumps(frame) for customer in customers for frame in customer.frames)
    assert sum(agent.done.breaks for agent in staff) > 0


if __name__ == "__main__":
    asyncio.run(serve(Path(sys.argv[1]), int(sys.argv[2])))
