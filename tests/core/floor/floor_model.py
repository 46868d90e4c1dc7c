"""A small pure floor in virtual time: real conversations, real router, agents and customers who do anything.

One trace is one seed. After every event the router is asked as the backend would ask it, and `judge.Judge` looks at
each offer and at everything that was left waiting.
"""

import random
from collections import Counter
from collections.abc import Callable
from typing import Any

from console.core.conversation import commands as c
from console.core.conversation import events as ev
from console.core.conversation.context import SYSTEM, Actor, AgentView, Context, Policy, QueueRoute, Refusal
from console.core.conversation.decide import decide
from console.core.conversation.decide.timers import Due, next_due
from console.core.conversation.evolve import evolve
from console.core.conversation.model import Head
from console.core.conversation.why import Why
from console.core.conversation.words import HOUR, MINUTE, SECOND, DueKind, OfferEnd, Reason, State
from console.core.floor.capacity import hold_of, load_of
from console.core.floor.eligible import Agent, leg_of
from console.core.floor.policy import FloorPolicy, Mode, QueueSpec
from console.core.floor.presence import AgentState, Skills
from console.core.floor.router import rebuilt
from console.core.floor.routing import Proposal
from tests.core.floor.judge import Judge, Violation

START = 1_700_000_000_000
TOPICS = ("payment", "refund")
LANGS = ("en", "de")
REASONS = (Reason.ASKED, Reason.FRAUD, Reason.LOOP, Reason.LOW_CONFIDENCE)
RINGS: tuple[tuple[int, ...], ...] = ((), (20 * SECOND,), (10 * SECOND, 30 * SECOND))


class Person:
    """An agent of the model."""

    def __init__(self, id: str, skills: Skills) -> None:
        self.id = id
        self.actor = Actor("agent", id, "agent")
        self.skills = skills
        self.state = AgentState.AVAILABLE
        self.assigned_at = 0

    @property
    def present(self) -> bool:
        return self.state is not AgentState.OFFLINE


class World:
    """One trace: everything in it follows from its seed."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.chance = chance = random.Random(seed)
        self.now = START
        self.policy = _floor_policy(chance)
        specs = self.policy.queues
        routes = tuple(QueueRoute(spec.name, spec.langs, spec.topics) for spec in specs)
        self.rules = Policy(queue=specs[0].name, routes=routes, bot=True)
        self.people = {f"a{n}": Person(f"a{n}", _skills(chance, specs)) for n in range(chance.randint(1, 6))}
        self.heads: dict[str, Head] = {}
        self.records: dict[str, list[ev.Record]] = {}
        self.dues: dict[str, Due] = {}
        self.router = rebuilt(self.policy, (), (), ())
        self.history: list[str] = []
        self.counts: Counter[str] = Counter()
        self.judge = Judge(self)
        for name in self.people:
            self.tell_agent(name)

    # What happens to conversations

    def do(self, conv: str, command: c.Command, actor: Actor, why: Any = None) -> Refusal | None:
        """One command, decided and recorded; the router is told of all that it changed."""
        head = self.heads.get(conv, Head(conv))
        units = self.policy.queue(_queue(head)).units
        rooms = {p.id: self.router.room_of(p.id, self.now, conv) for p in self.staff}
        views = {
            p.id: AgentView(
                p.present,
                rooms[p.id] >= units,
                p.skills.home,
                self.agent(p.id).load.may_wake(units, self.router.promised(p.id)),
            )
            for p in self.staff
        }
        context = Context(self.now, actor, self.rules, head.epoch, agents=views, why=why)
        decision = decide(head, command, context)
        if isinstance(decision, Refusal):
            return decision
        after = head
        for record in decision:
            before, after = after, evolve(after, record)
            self.judge.seen(before, record, after)
            self._take_note(record)
        self.judge.decided(head, after)
        self.heads[conv] = after
        self.records.setdefault(conv, []).extend(decision)
        due = next_due(after, self.rules)
        self.dues.pop(conv, None)
        if due is not None:
            self.dues[conv] = due
        self._tell(conv, {head.agent, after.agent, _handler(head), _handler(after)})
        return None

    def _take_note(self, record: ev.Record) -> None:
        event = record.event
        self.counts[type(event).__name__] += 1
        if isinstance(event, ev.Taken):
            self.people[event.agent].assigned_at = self.now
        if isinstance(event, ev.OfferEnded) and event.end is OfferEnd.EXPIRED and event.agent:
            offer = self.heads[record.conv].offer
            person = self.people[event.agent]
            if offer is not None and not offer.broadcast and person.state is AgentState.AVAILABLE:
                person.state = AgentState.NO_ANSWER

    def _tell(self, conv: str, agents: set[str]) -> None:
        leg = leg_of(self.heads[conv], self.policy)
        if leg is not None:
            self.router.leg(leg)
            agents.add(leg.offer_to)
        else:
            self.router.gone(conv)
        for name in sorted(agents | {p.id for p in self.staff if p.state is AgentState.NO_ANSWER}):
            if name in self.people:
                self.tell_agent(name)

    def agent(self, name: str) -> Agent:
        """Somebody as the backend would tell the router of her."""
        person = self.people[name]
        holds = [hold for head in self.heads.values() if (hold := hold_of(head, self.policy)) and hold.agent == name]
        load = load_of(person.skills.level, holds, self.policy)
        return Agent(name, load, person.skills, person.state, person.assigned_at)

    def tell_agent(self, name: str) -> None:
        if self.people[name].present:
            self.router.agent(self.agent(name))
        else:
            self.router.left(name)

    @property
    def staff(self) -> list[Person]:
        return list(self.people.values())

    # Time and rounds

    def settle(self) -> None:
        """Ask the router until it has nothing to say, as the backend does after every commit."""
        for _ in range(200):
            made = self.router.proposals(self.now)
            self.judge.proposed(made)
            if not made:
                self.judge.settled()
                return
            if self.chance.random() < 0.02:
                self.note("killed between a proposal and its offer")
                self.kill()
                continue
            for one in made:
                self.offer(one)
        raise Violation("settle", "the router has no end of proposals")

    def offer(self, one: Proposal) -> None:
        """Make an offer that was proposed."""
        number = self.heads[one.conv].offers + 1
        command = c.MakeOffer(f"{one.conv}.{number}", one.agent, one.until, one.broadcast, one.why)
        refused = self.do(one.conv, command, SYSTEM)
        self.note(
            f"offer {one.conv} to {one.agent}{' and all' if one.broadcast else ''} ({one.why.rule}) {refused or ''}"
        )
        if refused is not None:
            raise Violation("2", f"an offer was refused: {refused}")
        self.kept(one.conv, ev.OfferMade, one.why)

    def kept(self, conv: str, kind: type[ev.OfferMade | ev.Taken], why: Why) -> None:
        """The log has the explanation with the event."""
        event = next(r.event for r in reversed(self.records[conv]) if isinstance(r.event, kind))
        if event.why != why:
            raise Violation("21", f"{conv}: the log says {event.why}, not {why}")

    def kill(self) -> None:
        """The router dies, and another begins from what is stored."""
        recent = self.router.recent
        legs = [leg for head in self.heads.values() if (leg := leg_of(head, self.policy)) is not None]
        agents = [self.agent(p.id) for p in self.staff if p.present]
        self.chance.shuffle(legs)
        self.router = rebuilt(self.policy, legs, agents, self.router.overflows, recent)

    def wait(self, span: int) -> None:
        """Time goes on; timers fire in order, and the router is asked when it wants to be."""
        end = self.now + span
        while True:
            conv, due = min(self.dues.items(), key=lambda item: (item[1].at, item[0]), default=("", None))
            asks = self.router.next_at()
            at = min((at for at in (due.at if due else None, asks) if at is not None), default=end + 1)
            if at > end:
                break
            self.now = max(self.now, at)
            if due is not None and due.at <= self.now:
                self.fire(conv, due)
            self.settle()
        self.now = end
        if self.router.proposals(end):
            raise Violation("next_at", "the router had more to say than it said it would")
        self.judge.settled()

    def fire(self, conv: str, due: Due) -> None:
        """A timer, by two pollers at once: the second has no effect."""
        self.note(f"timer {due.kind} of {conv}")
        command = c.FireDue(due.kind, due.token)
        if self.do(conv, command, SYSTEM) is not None:
            raise Violation("20", f"the timer {due.kind} of {conv} was refused")
        if due.kind is DueKind.OFFER and self.do(conv, command, SYSTEM) is None:
            raise Violation("20", f"the offer of {conv} expired twice")

    def note(self, what: str) -> None:
        self.history.append(f"{(self.now - START) / 1_000:9.3f}  {what}")

    # Who is there to choose from

    def some(self, *states: State) -> Head | None:
        fitting = [head for head in self.heads.values() if head.state in states]
        return self.chance.choice(fitting) if fitting else None

    def someone(self, *states: AgentState) -> Person | None:
        fitting = [person for person in self.staff if person.state in states]
        return self.chance.choice(fitting) if fitting else None


def _handler(head: Head) -> str:
    return head.last_handler.id if head.last_handler is not None else ""


def _floor_policy(chance: random.Random) -> FloorPolicy:
    """A floor of its own kind: one to three queues, some by pull, most by push."""
    queues = [
        QueueSpec(
            f"q{n}",
            chance.choice(((), ("en",), ("de",), LANGS)),
            chance.choice(((), (TOPICS[n % 2],))),
            chance.choice((1, 1, 2, 3)),
            chance.choice((1, 1, 1, 2)),
            chance.choice((None, None, None, Mode.PULL, Mode.PICK)),
            None,
            chance.choice(RINGS),
        )
        for n in range(chance.randint(1, 3))
    ]
    return FloorPolicy(mode=Mode.PUSH, queues=tuple(queues), parked_after=chance.choice((1, 10)) * MINUTE)


def _skills(chance: random.Random, specs: tuple[QueueSpec, ...]) -> Skills:
    return Skills(
        chance.choice(((), ("en",), ("de",), LANGS)),
        chance.randint(1, 3),
        chance.choice(("", *(spec.name for spec in specs))),
        chance.choice(((), (), ("payment",), ("refund",))),
    )


# What may happen


def arrive(world: World) -> None:
    """Somebody writes, and the bot gives up or she asks."""
    conv = f"c{len(world.heads)}"
    customer = Actor("customer", f"v{conv}")
    world.do(conv, c.Say("hello", world.chance.choice((*LANGS, ""))), customer)
    reason, topic = world.chance.choice(REASONS), world.chance.choice((*TOPICS, ""))
    world.note(f"{conv} arrives: {reason}, {topic or 'no topic'}")
    world.do(conv, c.Escalate(reason, topic), Actor("bot"))


def accept(world: World) -> None:
    """She accepts; of a broadcast several do at once, and one wins."""
    head = world.some(State.OFFERED)
    if head is None or head.offer is None:
        return
    names = [head.offer.agent]
    if head.offer.broadcast:
        told = world.router.told(head.conv, world.now)
        names = [
            name for name in told if world.router.room_of(name, world.now) >= world.policy.queue(_queue(head)).units
        ]
        world.chance.shuffle(names)
    outcomes = [world.do(head.conv, c.Accept(head.offer.id), world.people[name].actor) for name in names]
    world.note(f"{names} accept {head.conv}")
    if names and outcomes.count(None) != 1:
        raise Violation("2", f"{outcomes.count(None)} of {len(names)} claims of {head.conv} won")


def _queue(head: Head) -> str:
    return head.leg.queue if head.leg is not None else ""


def decline(world: World) -> None:
    head = world.some(State.OFFERED)
    if head is not None and head.offer is not None and not head.offer.broadcast:
        world.note(f"{head.offer.agent} declines {head.conv}")
        world.do(head.conv, c.Decline(head.offer.id), world.people[head.offer.agent].actor)


def pull(world: World) -> None:
    """`a`: the next in line."""
    person = world.someone(AgentState.AVAILABLE, AgentState.NO_ANSWER)
    if person is not None:
        _pull(world, person)


def _pull(world: World, person: Person) -> None:
    person.state = AgentState.AVAILABLE
    world.tell_agent(person.id)
    pulled = world.router.next_for(person.id, world.now)
    world.judge.pulled(person.id, pulled)
    if pulled is None:
        return
    reason = pulled.leg.reason
    world.note(f"{person.id} pulls {pulled.leg.conv}")
    if world.do(pulled.leg.conv, c.Take(), person.actor, pulled.why) is not None:
        raise Violation("2", f"{person.id} may not take what was next for her")
    world.kept(pulled.leg.conv, ev.Taken, pulled.why)
    world.router.served(reason)


def reply(world: World) -> None:
    head = world.some(State.HUMAN)
    if head is not None:
        world.note(f"{head.agent} answers {head.conv}")
        world.do(head.conv, c.Reply("yes?"), world.people[head.agent].actor)


def write(world: World) -> None:
    """A customer writes: wakes, reopens, unparks."""
    head = world.some(State.HUMAN, State.SNOOZED, State.RESOLVED, State.QUEUED, State.PROMISED)
    if head is not None:
        world.note(f"the customer of {head.conv} writes")
        world.do(head.conv, c.Say("and?"), Actor("customer", head.customer))


def resolve(world: World) -> None:
    head = world.some(State.HUMAN)
    if head is not None:
        code = world.chance.choice(("solved", "solved", ""))
        actor = world.people[head.agent].actor
        if head.request is not None:
            world.do(head.conv, c.Reply("done"), actor)
        world.note(f"{actor.id} resolves {head.conv} {code}")
        world.do(head.conv, c.Resolve(code), actor)


def transfer(world: World) -> None:
    """To a queue, or to a present colleague with room and no offer."""
    head = world.some(State.HUMAN)
    if head is None:
        return
    free = [
        p.id
        for p in world.staff
        if p.state is AgentState.AVAILABLE
        and p.id != head.agent
        and world.router.room_of(p.id, world.now) >= 2
        and not any(h.offer is not None and h.offer.agent == p.id for h in world.heads.values())
    ]
    if free and world.chance.random() < 0.4:
        to = c.Transfer(agent=world.chance.choice(free))
    else:
        to = c.Transfer(queue=world.chance.choice(world.policy.queues).name)
    world.note(f"{head.agent} hands {head.conv} to {to.agent or to.queue}")
    world.do(head.conv, to, world.people[head.agent].actor)


def snooze(world: World) -> None:
    head = world.some(State.HUMAN)
    if head is not None:
        world.note(f"{head.agent} snoozes {head.conv}")
        world.do(head.conv, c.Snooze(), world.people[head.agent].actor)


def change_state(world: World) -> None:
    """Somebody takes a break, or is back; signing off gives back what she has."""
    person = world.chance.choice(world.staff)
    if person.state in (AgentState.AVAILABLE, AgentState.FINISHING):
        states = (AgentState.BREAK, AgentState.AWAY, AgentState.FINISHING, AgentState.OFFLINE)
        person.state = world.chance.choice(states)
    else:
        person.state = AgentState.AVAILABLE
    world.note(f"{person.id} is {person.state}")
    world.tell_agent(person.id)
    if person.present:
        return
    for head in list(world.heads.values()):
        if head.agent == person.id:
            world.do(head.conv, c.SignOff(person.id), SYSTEM)
        elif head.offer is not None and head.offer.agent == person.id:
            world.do(head.conv, c.MarkPresence("owner", True, person.id), SYSTEM)


def leave(world: World) -> None:
    """A waiting customer goes, goes on with the bot, or will be called."""
    head = world.some(State.QUEUED, State.OFFERED)
    if head is not None:
        wishes = (c.End(), c.Withdraw(), c.ChoosePromise("call_back", world.now + HOUR))
        wish = world.chance.choice(wishes)
        world.note(f"the customer of {head.conv}: {c.tag_of(wish)}")
        world.do(head.conv, wish, Actor("customer", head.customer))


def requeue(world: World) -> None:
    head = world.some(State.HUMAN, State.QUEUED, State.OFFERED)
    if head is not None:
        queue = world.chance.choice(world.policy.queues).name
        world.note(f"a supervisor puts {head.conv} into {queue}")
        world.do(head.conv, c.Requeue(queue), Actor("agent", "sara", "supervisor"))


def overflow(world: World) -> None:
    queue = world.chance.choice(world.policy.queues).name
    world.router.overflow(queue, queue not in world.router.overflows)
    world.note(f"overflow of {queue}: {queue in world.router.overflows}")


def kill(world: World) -> None:
    world.note("the router is killed")
    world.kill()


def tick(world: World) -> None:
    world.wait(world.chance.choice((1, 5, 13, 30, 61, 90)) * SECOND)


HAPPENINGS: dict[Callable[[World], None], int] = {
    arrive: 24,
    accept: 22,
    tick: 22,
    decline: 6,
    pull: 5,
    reply: 10,
    write: 6,
    resolve: 8,
    transfer: 4,
    snooze: 3,
    change_state: 5,
    leave: 3,
    requeue: 2,
    overflow: 2,
    kill: 2,
}
SLEEPY: dict[Callable[[World], None], int] = {reply: 40, resolve: 1, change_state: 1, write: 2, transfer: 1}
"""In some worlds customers fall silent, so that many chats are parked."""


def play(seed: int) -> World:
    """One trace to its end.

    Raises:
        Violation: when an invariant does not hold.
    """
    world = World(seed)
    sleepy = SLEEPY if world.chance.random() < 0.2 else {}
    weights = list((HAPPENINGS | sleepy).values())
    try:
        for happens in world.chance.choices(list(HAPPENINGS), weights, k=world.chance.randint(30, 90)):
            happens(world)
            world.settle()
        drain(world)
        world.judge.ended()
    except Violation as violation:
        violation.history = world.history
        raise
    return world


def drain(world: World) -> None:
    """Nobody comes any more, everybody works: whoever can be answered is (7, 11)."""
    for person in world.staff:
        person.state = AgentState.AVAILABLE
        world.tell_agent(person.id)
    world.note("everybody works")
    for _ in range(len(world.heads) * 3 + 20):
        world.settle()
        for head in list(world.heads.values()):
            if head.state is State.OFFERED:
                accept(world)
            elif head.state is State.HUMAN:
                actor = world.people[head.agent].actor
                world.do(head.conv, c.Reply("here you are"), actor)
                world.do(head.conv, c.Resolve("solved"), actor)
            elif head.state is State.SNOOZED:
                world.do(head.conv, c.Wake(), world.people[head.agent].actor)
        world.settle()
        for person in world.staff:
            _pull(world, person)
            world.settle()
        if not any(head.state in (State.QUEUED, State.OFFERED, State.HUMAN) for head in world.heads.values()):
            return
        world.wait(10 * SECOND)
