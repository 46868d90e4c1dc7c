"""The floor in a world: what people ask of it, and what must hold of offers, room, whispers and walls."""

import contextlib
import random
from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from msgspec.structs import replace

from console.backend.floor_states import decoded
from console.backend.floor_stats import entry_of
from console.backend.node import Node
from console.backend.store.port import Stream
from console.core.conversation import commands as c
from console.core.conversation import events as ev
from console.core.conversation.context import Policy
from console.core.conversation.events import Record
from console.core.conversation.words import DECLINE_REASONS
from console.core.floor import acting as a
from console.core.floor.capacity import HALVES, WAKE_UP, Hold, hold_of, load_of
from console.core.floor.eligible import Agent, leg_of
from console.core.floor.policy import FloorPolicy, Mode, QueueSpec
from console.core.floor.presence import AgentNow, AgentState, Skills, evolve_agent
from console.core.floor.routing import route
from console.core.metrics.building import Circumstances, build
from console.core.metrics.figures import Figures
from console.core.metrics.wall import Tiles, Wall
from console.core.wire import codec, frames
from console.errors import UnreachableError
from tests.sim.faults import Fault
from tests.sim.ledger import Known

if TYPE_CHECKING:
    from console.core.floor.rows import Row
    from console.desk.session.shell import Session
    from tests.sim.desk import Desk
    from tests.sim.world import World

ONE_IN: Final = 4
"""One world in so many has a floor whose router pushes; the others are as they were before there was one."""
OFFERED_WITHIN: Final = 2.0
RULES: Final = Policy(queue="main", queues=("main", "tech"), wrap_up=20_000)


def floor_of(seed: int) -> FloorPolicy | None:
    """The floor of this seed's world; None: it has none."""
    if seed % ONE_IN:
        return None
    rng = random.Random(f"floor {seed}")
    return FloorPolicy(
        mode=rng.choice((Mode.PUSH, Mode.PUSH, Mode.PULL)),
        queues=(
            QueueSpec("main", units=rng.choice((1, 1, 2))),
            QueueSpec("tech", rings=rng.choice(((), (1_000, 3_000)))),
        ),
        capacity=(1, 2, rng.choice((2, 3, 5)), 3),
        offer=rng.choice((1_000, 3_000, 20_000)),
        most_offers=rng.choice((1, 3)),
        sticky_wait=rng.choice((0, 1_000, 30_000)),
        parked_after=rng.choice((2_000, 600_000)),
        wrap_up=RULES.wrap_up,
    )


class Doing:
    """What people do with the floor."""

    def __init__(self, desk: "Desk") -> None:
        self._desk = desk
        self._rng = random.Random(f"floor of {desk.world.seed} {desk.user}")

    def acts(self, session: "Session", rows: "list[Row]") -> bool:
        """Whether it was something of the floor's this time."""
        rng, desk = self._rng, self._desk
        if rng.random() > 0.3:
            return False
        mine = [row for row in rows if row.owner == desk.user]
        owned = [row for row in rows if row.owner not in ("", "bot")]
        offered = [row for row in rows if row.offer_to == desk.user and row.offer]
        draw = rng.random()
        if offered and draw < 0.5:
            row = rng.choice(offered)
            accepts = rng.random() < 0.7
            desk.do(
                session, row, c.Accept(row.offer) if accepts else c.Decline(row.offer, "", rng.choice(DECLINE_REASONS))
            )
        elif mine and draw < 0.65:
            row = rng.choice(mine)
            desk.do(session, row, c.EndHelp() if row.help_since else c.AskHelp(desk._words("staff help")))
        elif owned and desk.role == "supervisor" and draw < 0.8:
            desk.do(session, rng.choice(owned), c.Whisper(desk._words("staff secret")))
        else:
            self._asks(session, rows)
        return True

    def _asks(self, session: "Session", rows: "list[Row]") -> None:
        rng, desk = self._rng, self._desk
        states = (AgentState.AVAILABLE, AgentState.AVAILABLE, AgentState.FINISHING, AgentState.BREAK)
        asked: list[a.FloorCommand] = [
            a.SetState(rng.choice(states)),
            a.SetState(AgentState.AVAILABLE),
            a.SetState(AgentState.AWAY, "training"),
            a.SignOffNow(),
        ]
        if desk.role == "supervisor" and rng.random() < 0.7:
            others = [one.user for one in desk.world.desks]
            asked = [
                a.Overflow(rng.choice(("main", "tech")), on=rng.random() < 0.6),
                a.Observe(rng.choice(rows).conv),
                a.NoticeAll("busy", queue=rng.choice(("", "main", "tech"))),
                a.Banner("topic", on=rng.random() < 0.5),
                a.SetState(AgentState.BREAK, agent=rng.choice(others)),
            ]
            alarms = session.core.floor.wall.alarms if session.core.floor.wall is not None else ()
            asked += [a.Acknowledge(alarm.id) for alarm in alarms[:2]]
        command = rng.choice(asked)
        desk.world.trace(desk.name, f"asks {command}")
        desk.world.count(f"floor: {type(command).__name__}")
        desk.process.spawn(_ask(session, command))


async def _ask(session: "Session", command: a.FloorCommand) -> None:
    with contextlib.suppress(UnreachableError):
        await session.act(command)


class FloorChecks:
    """What must hold of a world's floor."""

    def __init__(self, world: "World", policy: FloorPolicy) -> None:
        self._world = world
        self.policy = policy
        self._secrets: dict[str, tuple[str, str]] = {}
        self._skills = {one.id: Skills(one.langs, one.level, one.team, one.topics) for one in world.accounts}
        self._holds: dict[str, tuple[Hold, int]] = {}
        """By conversation what it takes of whose room, and since when that was durable, by the backend's clock."""
        self._now: dict[str, AgentNow] = {}
        self._pos = 0

    def fail(self, invariant: str, what: str) -> None:
        self._world.checks.fail(invariant, what)

    # commits

    def record(self, before: Known, record: Record) -> None:
        """One more record, of a conversation that stood like this."""
        event = record.event
        if isinstance(event, ev.Whispered):
            self._secrets[record.bodies.get("text", "")] = (event.to, event.by)
            self._world.count("floor: whispers")
        if not isinstance(event, ev.OfferMade):
            return
        offer = event.offer
        self._world.count("floor: offers" + (" to all" if offer.broadcast else ""))
        if offer.transferred_by:
            return
        if event.why is None or not event.why.candidates:
            self.fail("F5", f"{record.conv}: offer {offer.id} does not say why")

    def committed(self, known: Known, records: tuple[Record, ...], before: Any) -> None:
        """A whole commit."""
        made = [record.event.offer for record in records if isinstance(record.event, ev.OfferMade)]
        was = before.offer
        ended = sum(isinstance(record.event, ev.OfferEnded | ev.Queued) for record in records)
        if len(made) > 1 or (made and was is not None and not ended):
            self.fail("F1", f"{known.conv}: {made[-1].id} is offered while {was} stands")
        for offer in made:
            if not offer.broadcast and not offer.transferred_by:
                self._has_room(known, offer.agent, records[-1].at)
        hold = hold_of(known.head, self.policy)
        if hold is None:
            self._holds.pop(known.conv, None)
        elif known.conv not in self._holds or self._holds[known.conv][0].agent != hold.agent:
            self._holds[known.conv] = (hold, self._world.server.process.now_ms())
        else:
            self._holds[known.conv] = (hold, self._holds[known.conv][1])

    def _has_room(self, known: Known, agent: str, at: int) -> None:
        """F2: what the router offers goes over nobody's capacity by more than a chat that wakes up.

        What she took while the offer was on its way to the disk it could not know.
        """
        holds = [hold for hold, since in self._holds.values() if hold.agent == agent and since < at]
        load = load_of(self._skills[agent].level, holds, self.policy)
        now = self._world.server.process.now_ms()
        units = self.policy.queue(known.head.leg.queue if known.head.leg else "").units
        if load.held(now) + HALVES * units > HALVES * (load.capacity + WAKE_UP):
            self.fail(
                "F2", f"{known.conv}: is offered to {agent}, who holds {load.held(now)} halves of {load.capacity}"
            )

    # the wire

    def sent(self, host: str, is_page: bool, data: str) -> None:
        """F3: a whisper is for its two ends and for supervisors; F6: alarms have numbers of their own."""
        if "staff secret" in data and (is_page or self._role(host) == "agent"):
            for text, ends in self._secrets.items():
                if text and f'{text}"' in data and host not in ends:
                    self.fail("F3", f"{host} was sent {text!r}, which is between {ends}")
        if data.startswith('{"t":"wall"'):
            frame = codec.decode_server(data)
            assert isinstance(frame, frames.WallTold)
            self._world.count("floor: walls")
            self._adds_up(frame.wall)

    def _role(self, user: str) -> str:
        return next((desk.role for desk in self._world.desks if desk.user == user), "")

    def _adds_up(self, wall: Wall) -> None:
        numbers = Counter(alarm.number for alarm in wall.alarms)
        if any(n > 1 for n in numbers.values()):
            self.fail("F6", f"alarms share a number: {wall.alarms}")
        kept = wall.kept
        if kept.asked != kept.got + kept.waiting + kept.promised + kept.left + kept.withdrew + kept.broken:
            self.fail("F6", f"the promise line does not add up: {kept}")
        if wall.tiles.waiting != sum(line.wait for line in wall.queues):
            self.fail("F6", f"{wall.tiles.waiting} wait, and in the queues {[line.wait for line in wall.queues]}")
        if wall.tiles.slots != sum(line.slots for line in wall.queues):
            self.fail("F6", f"{wall.tiles.slots} slots, and in the queues {[line.slots for line in wall.queues]}")

    # at any moment

    def unrouted(self, node: Node) -> list[str]:
        """F4: the waiting legs that the rules, over everything that is stored, would offer to somebody now."""
        world, now = self._world, self._world.server.process.now_ms()
        heads = [known.head for known in world.checks.convs.values()]
        legs = [
            leg for head in heads if (leg := leg_of(head, self.policy, *node.floor.routing.lasts.of(head.customer)))
        ]
        holds = [hold for head in heads if (hold := hold_of(head, self.policy)) is not None]
        assigned = {head.agent: 0 for head in heads}
        for head in heads:
            assigned[head.agent] = max(assigned[head.agent], head.assigned_at)
        agents = [
            Agent(
                id,
                load_of(skills.level, (hold for hold in holds if hold.agent == id), self.policy),
                skills,
                state,
                assigned.get(id, 0),
            )
            for id, skills in self._skills.items()
            if (state := self._state(id)) is not AgentState.OFFLINE and node.people.present(id)
        ]
        overflows = node.floor.acting.overflows
        return [f"{made.conv}.{made.leg}" for made in route(legs, agents, self.policy, now, overflows)]

    def _state(self, agent: str) -> AgentState:
        feed = self._world.server.disk.feed
        if len(feed) < self._pos:
            self._now, self._pos = {}, 0
        for at, stream, id, _, data in feed[self._pos :]:
            if stream is Stream.AGENT and isinstance(data, bytes) and (event := decoded(data)) is not None:
                self._now[id] = evolve_agent(self._now.get(id, AgentNow()), event, at)
        self._pos = len(feed)
        return self._now.get(agent, AgentNow()).state

    def took_backup(self) -> None:
        """The disk is an older one."""
        self._now, self._pos = {}, 0
        self._holds.clear()

    def _wall(self, figures: Figures, now: int, window: int) -> Wall:
        wall = build(figures, now, window, Circumstances())
        if not self._world.leapt and Fault.SLOW not in self._world.profile.store:
            return wall
        # What becomes durable later than the figures wait for it is in no sample of the lines that was taken meanwhile.
        lines = {name: () for name in Tiles.__struct_fields__ if name.startswith("line_")}
        return replace(wall, tiles=replace(wall.tiles, **lines, before={}))

    # after the storm

    def wall_differs(self) -> str:
        """F7: the wall is what the stored feed makes of it, from scratch."""
        node = self._world.server.node
        if node is None or not node.floor.stats.ready:
            return "the figures are not there"
        stats, disk, now = node.floor.stats, self._world.server.disk, self._world.server.process.now_ms()
        fresh = Figures(self.policy, lambda agent: self._skills.get(agent, Skills()))
        for stored in disk.entries(0, stats._pos, bodies=True):
            entry = entry_of(stored)
            assert entry is not None
            fresh.apply(entry)
        for window in (0, 5, 30):
            shown, mine = (self._wall(figures, now, window) for figures in (stats.figures, fresh))
            for name in Wall.__struct_fields__:
                if getattr(shown, name) != getattr(mine, name):
                    return f"the wall's {name} is {getattr(shown, name)!r}, and from the log {getattr(mine, name)!r}"
        return ""
