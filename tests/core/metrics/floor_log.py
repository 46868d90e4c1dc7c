"""A floor's log, made by the real decisions: conversations and agents that do as they are told, at told instants."""

from console.core.conversation import commands as c
from console.core.conversation.context import BOT_ACTOR, SYSTEM, Actor, AgentView, Context, Policy, Refusal
from console.core.conversation.decide import decide
from console.core.conversation.decide.timers import next_due
from console.core.conversation.events import Record
from console.core.conversation.evolve import evolve
from console.core.conversation.model import Head
from console.core.conversation.words import HOUR, MINUTE, SECOND, Reason
from console.core.floor.acting import Audit
from console.core.floor.policy import FloorPolicy, QueueSpec
from console.core.floor.presence import AgentEvent, AgentNow, AgentState, SignedIn, SignedOut, Skills, StateSet
from console.core.metrics.building import Circumstances, build
from console.core.metrics.entries import AgentRecord, Entry, FloorRecord
from console.core.metrics.figures import Figures
from console.core.metrics.values import values
from console.core.metrics.wall import Wall

NOON = 1_795_348_800_000
"""Sunday, 22 November 2026, 12:00 UTC."""
S, M, H = SECOND, MINUTE, HOUR
SARA = Actor("agent", "sara", "supervisor")

QUEUES = (
    QueueSpec("payment en", ("en",), ("payment",)),
    QueueSpec("dispute de", ("de",), ("dispute",)),
    QueueSpec("main", ()),
)
FLOOR = FloorPolicy(queues=QUEUES, zone="UTC")
TEAM = {
    "ben": Skills(("en",), 3, "payment en"),
    "lutz": Skills(("de", "en"), 3, "dispute de"),
    "kai": Skills(("en",), 1, "payment en"),
    "luz": Skills(("es",), 2, "main"),
}


class FloorLog:
    """Appends entries; everything goes through `decide`, a refusal is an error of the test."""

    def __init__(self, at: int = NOON, team: dict[str, Skills] | None = None, policy: Policy | None = None) -> None:
        self.at = at
        self.team = dict(TEAM if team is None else team)
        self.policy = policy or Policy()
        self.entries: list[Entry] = []
        self.heads: dict[str, Head] = {}
        self.agents: dict[str, AgentNow] = {}
        self._seqs: dict[str, int] = {}
        self._fresh = 0

    def skills(self, agent: str) -> Skills:
        """As the accounts say."""
        return self.team.get(agent, Skills())

    def wait(self, length: int) -> "FloorLog":
        """Time passes."""
        self.at += length
        return self

    def head(self, conv: str) -> Head:
        """How it stands."""
        return self.heads.get(conv, Head(conv))

    def do(self, conv: str, actor: Actor, command: c.Command, **context: object) -> tuple[Record, ...]:
        """One command, now; what it appended."""
        found = self.attempt(conv, actor, command, **context)
        assert not isinstance(found, Refusal), (found, command)
        return found

    def attempt(self, conv: str, actor: Actor, command: c.Command, **context: object) -> tuple[Record, ...] | Refusal:
        """One command, now; or why it has no effect."""
        self._fresh += 1
        head = self.head(conv)
        views = {one: AgentView(now.state is not AgentState.OFFLINE) for one, now in self.agents.items()}
        circumstances = Context(
            self.at,
            actor,
            self.policy,
            head.epoch,
            agents=views,
            fresh=f"o{self._fresh}",
            **context,  # type: ignore[arg-type]
        )
        decision = decide(head, command, circumstances)
        if isinstance(decision, Refusal):
            return decision
        for record in decision:
            head = evolve(head, record)
        self.heads[conv] = head
        self.entries += decision
        return decision

    def state(self, agent: str, state: AgentState, reason: str = "", by: str = "") -> None:
        """An agent's new state."""
        self.agent_event(agent, StateSet(state, reason, by))

    def agent_event(self, agent: str, event: AgentEvent) -> None:
        """One event of hers."""
        from console.core.floor.presence import evolve_agent

        self.agents[agent] = evolve_agent(self.agents.get(agent, AgentNow()), event, self.at)
        self.entries.append(AgentRecord(agent, self._seq(agent), self.at, event))

    def sign_in(self, *agents: str) -> "FloorLog":
        """They are there."""
        for agent in agents:
            self.agent_event(agent, SignedIn())
        return self

    def sign_out(self, agent: str) -> None:
        """She has gone."""
        self.agent_event(agent, SignedOut())

    def audit(self, what: str, **fields: object) -> None:
        """Something was done on the floor."""
        self.entries.append(FloorRecord("floor", self._seq("floor "), self.at, Audit("sara", what, **fields)))  # type: ignore[arg-type]

    def _seq(self, name: str) -> int:
        self._seqs[name] = self._seqs.get(name, 0) + 1
        return self._seqs[name]

    # What conversations usually do

    def open(self, conv: str, lang: str = "en", topic: str = "", customer: str = "") -> None:
        """A first message, which the bot answers where a topic is named."""
        who = Actor("customer", customer or f"customer of {conv}")
        self.do(conv, who, c.Say("hello", lang))
        if topic:
            self.bot_answers(conv, topic)

    def bot_answers(self, conv: str, topic: str = "", trouble: str = "") -> None:
        """One answer."""
        turn = f"t{self.head(conv).seq}"
        self.do(conv, BOT_ACTOR, c.StartTurn(turn, self.head(conv).customer_seq))
        self.do(conv, BOT_ACTOR, c.EndTurn(turn, "an answer", topic, 0.9, trouble=trouble))

    def customer(self, conv: str) -> Actor:
        """Whose it is."""
        return Actor("customer", self.head(conv).customer)

    def ask(self, conv: str, lang: str = "en", topic: str = "", queue: str = "") -> None:
        """Somebody asks for a person and waits, in this queue if one is named."""
        if conv not in self.heads:
            self.open(conv, lang, topic)
        self.do(conv, self.customer(conv), c.AskPerson())
        if queue and (leg := self.head(conv).leg) is not None and leg.queue != queue:
            self.do(conv, SARA, c.Requeue(queue))

    def escalate(self, conv: str, reason: Reason, intent: str = "") -> None:
        """The bot gives up."""
        self.do(conv, BOT_ACTOR, c.Escalate(reason, intent))

    def offer(self, conv: str, agent: str, length: int = 20 * S) -> str:
        """The leg is proposed to her; the offer's id."""
        self._fresh += 1
        name = f"offer-{self._fresh}"
        self.do(conv, SYSTEM, c.MakeOffer(name, agent, self.at + length))
        return name

    def take(self, conv: str, agent: str) -> None:
        """She takes it."""
        self.do(conv, Actor("agent", agent, "agent"), c.Take())

    def reply(self, conv: str, agent: str) -> None:
        """Her words."""
        self.do(conv, Actor("agent", agent, "agent"), c.Reply("hello"))

    def say(self, conv: str, **context: object) -> None:
        """The customer's words."""
        self.do(conv, self.customer(conv), c.Say("and?"), **context)

    def resolve(self, conv: str, agent: str, disposition: str = "solved") -> None:
        """Settled; without a disposition her wrap-up begins."""
        self.do(conv, Actor("agent", agent, "agent"), c.Resolve(disposition))

    def end(self, conv: str) -> None:
        """The customer ends it."""
        self.do(conv, self.customer(conv), c.End())

    def away(self, conv: str, *, away: bool = True) -> None:
        """Her page is closed, or open again."""
        self.do(conv, SYSTEM, c.MarkPresence("customer", away))

    def due(self, conv: str) -> bool:
        """Fire the timer that is due, if one is."""
        due = next_due(self.head(conv), self.policy)
        if due is None or due.at > self.at:
            return False
        self.do(conv, SYSTEM, c.FireDue(due.kind, due.token))
        return True

    # What it comes to

    def figures(self, floor: FloorPolicy = FLOOR, zone: object = None) -> Figures:
        """Everything folded."""
        from datetime import UTC

        figures = Figures(floor, self.skills, zone or UTC)  # type: ignore[arg-type]
        for entry in self.entries:
            figures.apply(entry)
        return figures

    def wall(self, window: int = 30, floor: FloorPolicy = FLOOR, around: Circumstances | None = None) -> Wall:
        """The wall now."""
        return build(self.figures(floor), self.at, window, around)

    def values(self, window: int = 30) -> dict[str, float | None]:
        """Figures without labels, by name."""
        return {one.name: one.value for one in values(self.figures(), self.at, window) if not one.labels}

    def labelled(self, name: str, label: str, window: int = 30) -> dict[str, float | None]:
        """One figure by one of its labels."""
        found = values(self.figures(), self.at, window)
        return {one.labels[label]: one.value for one in found if one.name == name and label in one.labels}
