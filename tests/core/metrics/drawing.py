"""A log shaped by the counts under a drawing: as many requests, waits, offers and agents, in the states they are in."""

from collections.abc import Callable
from heapq import heappop, heappush
from typing import NamedTuple

from console.core.conversation import commands as c
from console.core.conversation.context import BOT_ACTOR, Actor, Policy
from console.core.conversation.words import Reason
from console.core.floor.policy import FloorPolicy, QueueSpec
from console.core.floor.presence import AgentState, Skills
from tests.core.metrics.floor_log import FloorLog, H, M, S

QUEUE_NAMES = (
    "payment en",
    "dispute de",
    "refund sv",
    "account en",
    "returns fr",
    "refund es",
    "delivery pt",
    "all nl",
)
FLOOR = FloorPolicy(zone="Europe/Madrid", queues=tuple(QueueSpec(name, (name[-2:],)) for name in QUEUE_NAMES))
ENGLISH_TOO = ("Rémi", "Zoé", "Luc", "Anne", "Daan", "Fleur")
"""Of returns fr with one free slot each, of all nl with three between them."""
WEEK_AGO = {"asked": 156, "unsure": 92, "upset": 45, "in_trouble": 45, "bot_failed": 16, "other": 46}
REASON = {
    "unsure": Reason.LOW_CONFIDENCE,
    "upset": Reason.SENTIMENT,
    "in_trouble": Reason.LOOP,
    "bot_failed": Reason.BOT_ERROR,
    "other": Reason.OVER_LIMIT,
}


class Agent(NamedTuple):
    """A row of the table of agents."""

    name: str
    level: int
    capacity: int
    home: str
    state: str
    state_s: int
    since_break_s: int
    slots: int
    busy: int
    owes: int
    help_s: int


class Drawn(NamedTuple):
    """What is under one drawing."""

    at: int
    agents: tuple[Agent, ...]
    waiting: tuple[tuple[str, ...], ...]
    queues: tuple[tuple[str, ...], ...]
    waits: dict[int, int]
    reasons: dict[str, int]
    earlier_got: int
    waited_before: int
    """Legs that waited when the window began."""
    spike: int


def agents_of(text: str) -> tuple[Agent, ...]:
    """The rows."""
    found = []
    for line in text.strip().splitlines():
        name, level, capacity, home, state, *numbers = line.split(",")
        counts = [int(number) for number in numbers] + [0] * (6 - len(numbers))
        found.append(Agent(name, int(level[1]), int(capacity), home, state, *counts))
    return tuple(found)


def rows_of(text: str) -> tuple[tuple[str, ...], ...]:
    """The rows of another table."""
    return tuple(tuple(line.split(",")) for line in text.strip().splitlines())


class Drawing:
    """Everything that happens, at its instants."""

    def __init__(self, drawn: Drawn) -> None:
        self.drawn = drawn
        self.log = FloorLog(drawn.at, {}, Policy())
        self.log.team = {agent.name: skills(agent) for agent in drawn.agents}
        self._plan: list[tuple[int, int, Callable[[], object]]] = []
        self._count = 0
        self._names = 0
        self._missed = {row[0]: int(row[-1]) for row in drawn.queues}

    def run(self) -> FloorLog:
        """All of it, in order."""
        self._week_before()
        self._people()
        self._ended_legs()
        self._earlier()
        self._still_waiting()
        self._with_bot()
        while self._plan:
            at, _, do = heappop(self._plan)
            self.log.at = at
            do()
        self.log.at = self.drawn.at
        return self.log

    def _ago(self, length: float, do: Callable[[], object]) -> None:
        self._count += 1
        heappush(self._plan, (self.drawn.at - round(length), self._count, do))

    def _name(self, kind: str) -> str:
        self._names += 1
        return f"{kind}{self._names:05}"

    def _request(self, conv: str, group: str, queue: str, topic: str = "") -> None:
        log = self.log
        if group == "asked":
            log.ask(conv, queue[-2:], topic, queue)
            return
        log.open(conv, queue[-2:])
        log.escalate(conv, REASON.get(group, Reason.POLICY), topic)
        leg = log.head(conv).leg
        assert leg is not None
        if leg.queue != queue:
            log.do(conv, Actor("agent", "sara", "supervisor"), c.Requeue(queue))

    def _week_before(self) -> None:
        """Why a person, in the same half hour a week ago; and payment's usual ten a minute."""
        for group, number in WEEK_AGO.items():
            for n in range(number):
                conv = self._name("w")
                ago = 7 * 24 * H + 60 * S + n * 4 * S
                self._ago(ago, lambda conv=conv, group=group: self._request(conv, group, "refund sv"))  # type: ignore[misc]
                self._ago(ago - 1, lambda conv=conv: self.log.end(conv))  # type: ignore[misc]
        minute = self.drawn.at // M * M - 7 * 24 * H
        for step in range(-2, 3):
            for n in range(10):
                conv = self._name("u")
                self._ago(self.drawn.at - minute - step * M - n * S, lambda conv=conv: self._kept_by_bot(conv))  # type: ignore[misc]

    def _kept_by_bot(self, conv: str) -> None:
        self.log.open(conv, "en", "payment")
        self.log.do(conv, BOT_ACTOR, c.BotResolve())

    def _people(self) -> None:
        for agent in self.drawn.agents:
            self._ago(7_000 * S, lambda name=agent.name: self.log.sign_in(name))  # type: ignore[misc]
            if agent.since_break_s > agent.state_s:
                self._state(agent, agent.since_break_s + 600, AgentState.BREAK)
                self._state(agent, agent.since_break_s, AgentState.AVAILABLE)
            else:
                self._state(agent, agent.state_s + 600, AgentState.BREAK)
                self._state(agent, agent.state_s + 300, AgentState.AVAILABLE)
            is_wrap = agent.state == "wrap-up"
            words = {"available": "available", "wrap-up": "available", "no answer": "no_answer"}
            since = agent.since_break_s - 1 if is_wrap else agent.state_s
            self._state(agent, since, AgentState(words.get(agent.state, agent.state)))
            for n in range(agent.busy - (agent.name in UNSPOKEN)):
                self._chat(agent, n, wraps=is_wrap and n == agent.busy - 1)

    def _state(self, agent: Agent, ago: int, state: AgentState) -> None:
        reason = "meeting" if state is AgentState.AWAY else ""
        self._ago(ago * S, lambda: self.log.state(agent.name, state, reason))

    def _chat(self, agent: Agent, n: int, *, wraps: bool) -> None:
        """One that she took from the bot long ago: it waited in no queue."""
        conv, log = self._name("h"), self.log
        ago = 6_990 * S
        self._ago(ago, lambda: log.open(conv, agent.home[-2:], "order"))
        self._ago(ago - 1, lambda: log.take(conv, agent.name))
        self._ago(ago - 2, lambda: log.reply(conv, agent.name))
        if wraps:
            self._ago(agent.state_s * S, lambda: log.resolve(conv, agent.name, ""))
        elif n == 0 and agent.owes:
            self._ago(agent.owes * S, lambda: log.say(conv))
            if agent.help_s:
                ask = c.AskHelp("refund or wait for the bank?")
                self._ago(agent.help_s * S, lambda: log.do(conv, Actor("agent", agent.name, "agent"), ask))

    def _ended_legs(self) -> None:
        """Those of the window: each queue's, with the waits of all, the longest waits first."""
        over = sorted((wait for wait, n in self.drawn.waits.items() if wait > 60 for _ in range(n)), reverse=True)
        within = sorted((wait for wait, n in self.drawn.waits.items() if wait <= 60 for _ in range(n)), reverse=True)
        legs: list[tuple[int, str, str]] = []
        for name, in_60, answered, left, *_ in self.drawn.queues:
            late = int(answered) - int(in_60)
            legs += [(over.pop(0), name, "answered") for _ in range(late)]
            legs += [(within.pop(0), name, "answered") for _ in range(int(in_60))]
            legs += [(50, name, "left") for _ in range(int(left))]
        assert not over
        assert not within
        self._spread(sorted(legs, key=lambda leg: -leg[0]))

    def _spread(self, legs: list[tuple[int, str, str]]) -> None:
        groups = [group for group, n in self.drawn.reasons.items() for _ in range(n)]
        for _, _, reason, *_ in self.drawn.waiting:
            groups.remove(GROUP_OF.get(reason, "other"))
        before = self.drawn.waited_before
        silent, lefts = 5, 0
        unspoken = {agent.home: agent for agent in self.drawn.agents if agent.name in UNSPOKEN}
        for n, (wait, queue, kind) in enumerate(legs):
            # From 29:59 ago until a good while ago; the first ones began to wait before the window did.
            start = 1_800 + 20 - n if n < before else 1_790 - n * 4
            taker = next(agent.name for agent in self.drawn.agents if agent.home == queue and agent.slots)
            conv = self._name("r")
            is_last = kind == "answered" and queue in unspoken and wait <= 60
            # Who has asked is at the front, so that some are left for those who are waiting for a first word.
            group = "asked" if n < before else groups.pop(0 if is_last else -1)
            if kind == "left":
                lefts += 1
                if lefts <= silent:
                    self._silent(conv, queue, group, start, wait, taker)
                else:
                    wait = 9 if lefts == silent + 1 else wait
                    self._ago(start * S, lambda c_=conv, g=group, q=queue: self._request(c_, g, q))  # type: ignore[misc]
                    self._ago((start - wait) * S, lambda c_=conv: self.log.end(c_))  # type: ignore[misc]
            elif is_last:
                agent = unspoken.pop(queue)
                self._ago(start * S, lambda c_=conv, q=queue: self._request(c_, "asked", q, "order"))  # type: ignore[misc]
                self._ago((start - wait) * S, lambda c_=conv, a=agent.name: self._taken(c_, a))  # type: ignore[misc]
            else:
                self._answered(conv, queue, group, start, wait, taker)
        assert not groups
        assert not unspoken

    def _taken(self, conv: str, agent: str) -> None:
        self.log.take(conv, agent)

    def _answered(self, conv: str, queue: str, group: str, start: int, wait: int, taker: str) -> None:
        self._ago(start * S, lambda: self._request(conv, group, queue))
        if self._missed[queue] and wait > 1 and start < 1_800:
            self._missed[queue] -= 1
            self._ago((start - 1) * S, lambda: self._declined(conv, taker))
        self._ago((start - wait) * S, lambda: self._settled(conv, taker))

    def _declined(self, conv: str, agent: str) -> None:
        offer = self.log.offer(conv, agent)
        self.log.do(conv, Actor("agent", agent, "agent"), c.Decline(offer))

    def _settled(self, conv: str, agent: str) -> None:
        self.log.take(conv, agent)
        self.log.reply(conv, agent)
        self.log.resolve(conv, agent)

    def _silent(self, conv: str, queue: str, group: str, start: int, wait: int, taker: str) -> None:
        self._ago(start * S, lambda: self._request(conv, group, queue))
        self._ago((start - 5) * S, lambda: self.log.away(conv))
        self._ago((start - wait) * S, lambda: self._settled(conv, taker))

    def _earlier(self) -> None:
        """Since midnight, before the window: got one, left, withdrew, promised."""
        ends = ["got"] * self.drawn.earlier_got + ["left"] * 18 + ["withdrew"] * 5 + ["promised"] * 4
        step = 8 * H / len(ends)
        for n, end in enumerate(ends):
            conv, ago = self._name("e"), 10 * H - n * step
            self._ago(ago, lambda conv=conv: self.log.ask(conv, queue="all nl"))  # type: ignore[misc]
            self._ago(ago - S, lambda conv=conv, end=end: self._end(conv, end))  # type: ignore[misc]
            if end == "withdrew":
                last = n == len(ends) - 5
                later = 25 * M if last else ago - 2 * S
                self._ago(later, lambda conv=conv: self.log.do(conv, self.log.customer(conv), c.Withdraw()))  # type: ignore[misc]

    def _end(self, conv: str, end: str) -> None:
        log = self.log
        if end == "left":
            log.end(conv)
        elif end == "got":
            self._settled(conv, "Daan")
        else:
            due = self.drawn.at + (11 * M if end == "promised" else 5 * H)
            log.do(conv, log.customer(conv), c.ChoosePromise("call_back", due))

    def _still_waiting(self) -> None:
        asked_already: set[str] = set()
        for queue, person, reason, waited, _, _, offered, topic in self.drawn.waiting:
            group = GROUP_OF.get(reason, "policy")
            self._ago(int(waited) * S, lambda q=queue, p=person, g=group, t=topic: self._request(p, g, q, t))  # type: ignore[misc]
            if offered == "yes":
                names = [agent.name for agent in self.drawn.agents if agent.home == queue and agent.busy < agent.slots]
                name = next(one for one in names if one not in asked_already | {"Daan", "Fleur"})
                asked_already.add(name)
                self._ago(1 * S, lambda p=person, name=name: self.log.offer(p, name))  # type: ignore[misc]

    def _with_bot(self) -> None:
        """Chats of the spike that the bot has: with those that wait so many in the last minute."""
        payments = sum(row[-1] == "payment" for row in self.drawn.waiting)
        for n in range(max(0, self.drawn.spike - payments)):
            conv = self._name("b")
            self._ago((n + 2) * S, lambda conv=conv: self.log.open(conv, "en", "payment"))  # type: ignore[misc]


UNSPOKEN = ("Omar", "Sven", "Ola", "Eli")
"""Who has taken somebody a moment ago and has not said a word yet; of four queues."""
GROUP_OF = {"asked": "asked", "unsure": "unsure"}


def skills(agent: Agent) -> Skills:
    """Her language, and English where the tables say so."""
    langs = (agent.home[-2:],) + (("en",) if agent.name in ENGLISH_TOO else ())
    return Skills(langs, agent.level, agent.home)
