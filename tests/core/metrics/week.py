"""A week on a floor, at random: everything that people and bots may do, transfers, returns, breaks, lost links."""

import random
from datetime import datetime
from heapq import heappop, heappush
from zoneinfo import ZoneInfo

from console.core.conversation import commands as c
from console.core.conversation.context import BOT_ACTOR, SYSTEM, Actor
from console.core.conversation.decide.timers import next_due
from console.core.conversation.words import Reason, State
from console.core.floor.policy import FloorPolicy, QueueSpec
from console.core.floor.presence import AgentState, Skills
from tests.core.metrics.floor_log import SARA, FloorLog, H, M, S

ZONE = ZoneInfo("Europe/Madrid")
BEGIN = int(datetime(2026, 10, 21, tzinfo=ZONE).timestamp() * 1_000)
"""A Wednesday; on the Sunday after it the clocks go back."""
DAY = 24 * H
QUEUES = ("payment en", "dispute de", "main")
TOPICS = ("payment_card", "payment_refund", "dispute", "delivery", "")
POLICY = FloorPolicy(
    zone="Europe/Madrid",
    queues=(
        QueueSpec("payment en", ("en",), units=1),
        QueueSpec("dispute de", ("de",), level=2, units=2),
        QueueSpec("main"),
    ),
)
PEOPLE = {
    f"agent{n}": Skills(langs, level, home)
    for n, (langs, level, home) in enumerate(
        [
            (("en",), 3, "payment en"),
            (("en", "de"), 2, "payment en"),
            (("de",), 3, "dispute de"),
            (("de", "es"), 1, "dispute de"),
            ((), 2, "main"),
            (("es",), 2, ""),
            (("en",), 0, "main"),
        ]
    )
}


class Week:
    """One log, from one seed."""

    def __init__(self, seed: int, chats: int, span: int = 7 * DAY, people: dict[str, Skills] = PEOPLE) -> None:
        self.chance = random.Random(seed)
        self.log = FloorLog(BEGIN, people)
        self._people = list(people)
        self._steps: list[tuple[int, int, str]] = []
        self._count = 0
        self._left: dict[str, int] = {}
        self._customers: dict[str, str] = {}
        for n in range(chats):
            at = int(self.chance.random() ** 1.2 * span)
            # Some come in bursts, so that a window holds many.
            at = at // (6 * H) * 6 * H + at % (40 * M) if self.chance.random() < 0.6 else at
            self._later(BEGIN + at, f"c{n}")
        for agent in people:
            self._later(BEGIN + self.chance.randrange(2 * H), agent)
        for n in range(40):
            self._later(BEGIN + self.chance.randrange(7 * DAY), f"floor{n}")

    def _later(self, at: int, who: str) -> None:
        self._count += 1
        heappush(self._steps, (at, self._count, who))

    def run(self) -> FloorLog:
        """All of it."""
        while self._steps:
            at, _, who = heappop(self._steps)
            # Entries of different conversations may come a little out of order.
            self.log.at = at - self.chance.randrange(400)
            if who.startswith("agent"):
                self._agent(who, at)
            elif who.startswith("floor"):
                self.log.audit("overflow", queue=self.chance.choice(QUEUES), on=self.chance.random() < 0.5)
            else:
                self._talk(who, at)
        return self.log

    def _agent(self, agent: str, at: int) -> None:
        now = self.log.agents.get(agent)
        if now is None or now.state is AgentState.OFFLINE:
            self.log.sign_in(agent)
        else:
            state = self.chance.choice([*AgentState, AgentState.AVAILABLE, AgentState.AVAILABLE])
            if state is AgentState.OFFLINE:
                self.log.sign_out(agent)
            else:
                self.log.state(agent, state, "meeting" if state is AgentState.AWAY else "")
        if at < BEGIN + 7 * DAY:
            self._later(at + self.chance.randrange(20 * M, 8 * H), agent)

    def _talk(self, conv: str, at: int) -> None:
        log = self.log
        head = log.head(conv)
        log.at = max(log.at, head.changed_at)
        if head.state is State.NEW:
            customer = f"customer{self.chance.randrange(60)}"
            lang = self.chance.choice(("en", "en", "de", "es", "pt-BR"))
            log.attempt(conv, Actor("customer", customer), c.Say("hello", lang))
            self._left[conv] = self.chance.randrange(4, 26)
        else:
            due = next_due(head, log.policy)
            if due is not None and due.at <= log.at:
                log.due(conv)
            else:
                actor, command, context = self._wish(conv)
                log.attempt(conv, actor, command, **context)
        self._left[conv] -= 1
        if self._left[conv] > 0:
            self._later(at + self._pause(log.head(conv).state), conv)

    def _pause(self, state: State) -> int:
        if state is State.RESOLVED:
            return int(self.chance.choice((20 * S, 10 * M, 5 * H, 30 * H, 90 * H)) * (0.5 + self.chance.random()))
        return int(self.chance.expovariate(1 / (25 * S))) + 1

    def _wish(self, conv: str) -> tuple[Actor, c.Command, dict[str, object]]:
        """Something that somebody may want now; the core says whether it can be."""
        head, chance = self.log.head(conv), self.chance
        customer = self.log.customer(conv)
        owner = Actor("agent", head.agent or chance.choice(self._people), "agent")
        some = Actor("agent", chance.choice(self._people), "agent")
        said = (customer, c.Say("and?"), {"asks": chance.random() < 0.15, "thanks": chance.random() < 0.1})
        turn = f"t{head.seq}"
        general = [
            said,
            said,
            (customer, c.AskPerson(), {}),
            (customer, c.End(), {}),
            *[(SYSTEM, c.MarkPresence("customer", chance.random() < 0.7), {})] * 2,
        ]
        by_state: dict[State, list[tuple[Actor, c.Command, dict[str, object]]]] = {
            State.BOT: [
                *[(BOT_ACTOR, c.StartTurn(turn, head.customer_seq), {})] * 4,
                (BOT_ACTOR, c.Escalate(chance.choice(list(Reason)), chance.choice(TOPICS)), {}),
                (BOT_ACTOR, c.BotResolve(), {}),
                (some, c.Take(), {}),
            ],
            State.QUEUED: [
                (some, c.Take(), {}),
                (some, c.Take(), {}),
                (SYSTEM, c.MakeOffer(turn, some.id, self.log.at + 20 * S, chance.random() < 0.2), {}),
                (customer, c.Withdraw(), {}),
                (customer, c.ChoosePromise("call_back", self.log.at + chance.randrange(1 * M, 3 * H)), {}),
                (SARA, c.Requeue(chance.choice(QUEUES)), {}),
            ],
            State.OFFERED: [
                (Actor("agent", head.offer.agent, "agent"), command, {})
                for command in (c.Accept(head.offer.id), c.Decline(head.offer.id))
            ]
            if head.offer is not None
            else [],
            State.PROMISED: [(customer, c.Withdraw(), {}), (some, c.Take(), {})],
            State.HUMAN: [
                *[(owner, c.Reply("hello", chance.choice(("typed", "macro", "api"))), {})] * 5,
                (owner, c.Resolve(chance.choice(("", "solved"))), {}),
                (owner, c.Resolve(chance.choice(("", "solved"))), {}),
                (owner, c.Transfer(queue=chance.choice(QUEUES)), {}),
                (owner, c.Transfer(agent=some.id, queue=chance.choice(QUEUES)), {}),
                (owner, c.HandBack(answer_now=True), {}),
                (owner, c.Snooze(), {}),
                (owner, c.AskHelp("help"), {}),
                (SARA, c.Whisper("so"), {}),
                (SARA, c.Assign(some.id), {}),
                (SYSTEM, c.SignOff(), {}),
                (owner, c.UndoLast(), {}),
            ],
            State.SNOOZED: [(owner, c.Wake(), {})],
            State.RESOLVED: [
                (customer, c.Rate(chance.randrange(1, 6)), {}),
                (customer, c.Say("thanks"), {"thanks": True}),
                (head_handler(head, some), c.WrapUp("solved"), {}),
                (head_handler(head, some), c.UndoLast(), {}),
                (some, c.Reopen(), {}),
            ],
        }
        if head.state is State.BOT and head.bot_turn is not None:
            trouble = chance.choice(("", "", "loop"))
            end = c.EndTurn(head.bot_turn.id, "so", chance.choice(TOPICS), 0.5, trouble=trouble)
            return (BOT_ACTOR, end, {})
        return chance.choice([*general, *by_state.get(head.state, []) * 3])


def head_handler(head: object, otherwise: Actor) -> Actor:
    """Who had it last, if a person did."""
    last = getattr(head, "last_handler", None)
    return Actor("agent", last.id, "agent") if last is not None and last.id else otherwise
