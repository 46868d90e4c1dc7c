"""How long things took: answers, sessions, wrap-ups, and the share of an agent's time that each chat had."""

from typing import Final

from console.core.conversation import events as ev
from console.core.conversation.events import Record
from console.core.conversation.model import Head
from console.core.conversation.words import SECOND, State, TurnOutcome, UndoKind
from console.core.floor.policy import FloorPolicy
from console.core.metrics.agents import Agent, AgentFigures, Hold
from console.core.metrics.talks import Talk, Timers
from console.core.metrics.windows import Rolling, Windows

SPEEDS: Final = ("first_response", "response", "bot_first_response", "to_person", "session_time", "wrap")
EFFORT, HANDLED, BOUNCED = "effort", "handled", "bounced"
AUTOMATED: Final = "api"
"""Words of this origin are nobody's: no first response."""


class Handling:
    """What agents hold, from accept to the end of the wrap-up."""

    def __init__(self, policy: FloorPolicy, windows: Windows, agents: AgentFigures, timers: Timers) -> None:
        self._policy = policy
        self._agents = agents
        self._timers = timers
        self._units: dict[str, int] = {}
        self.speeds: dict[str, Rolling[int]] = {name: Rolling(windows) for name in SPEEDS}
        """By whole seconds."""
        self.sums: Rolling[str] = Rolling(windows)

    def moved(self, talk: Talk, before: Head, after: Head, record: Record) -> None:
        """The conversation has another owner, state or wrap-up."""
        at = record.at
        if talk.wrapper and after.state is not State.RESOLVED:
            self._unwrap(talk, after, record)
        elif talk.wrapper and after.wrapped_up:
            self._finish(talk.wrapper, after.conv, at)
            talk.wrapper = ""
        if before.agent != after.agent:
            if before.agent:
                self._let_go(talk, before, after, at)
            if after.agent:
                self._hold(after.agent, after, at)
        if after.agent:
            self.woken(after, at)

    def _unwrap(self, talk: Talk, after: Head, record: Record) -> None:
        """Resolved no longer."""
        event, agent = record.event, self._agents.agent(talk.wrapper)
        hold = agent.holds.get(after.conv)
        is_taken_back = isinstance(event, ev.Undone) and event.kind is UndoKind.RESOLVE
        if hold is not None and is_taken_back and after.agent == talk.wrapper:
            agent.settle(record.at)
            hold.wrapping = 0
            self._agents.changed(agent, record.at)
        else:
            self._finish(talk.wrapper, after.conv, record.at)
        talk.wrapper = ""

    def _hold(self, agent_id: str, after: Head, at: int) -> None:
        agent = self._agents.agent(agent_id)
        if after.conv in agent.holds:
            return
        agent.settle(at)
        queue = after.leg.queue if after.leg else ""
        units = self._units.get(queue)
        if units is None:
            units = self._units[queue] = self._policy.queue(queue).units
        agent.holds[after.conv] = Hold(after.conv, units, at)
        self._agents.changed(agent, at)

    def _let_go(self, talk: Talk, before: Head, after: Head, at: int) -> None:
        agent = self._agents.agent(before.agent)
        hold = agent.holds.get(after.conv)
        if hold is not None and after.state is State.RESOLVED and not after.wrapped_up:
            agent.settle(at)
            hold.wrapping, hold.active, hold.parked = at, True, False
            talk.wrapper = before.agent
            self._agents.changed(agent, at)
        else:
            self._finish(before.agent, after.conv, at)

    def woken(self, after: Head, at: int) -> None:
        """Snoozed ones take neither a slot nor effort; nor does one whose customer has come back count as parked."""
        agent = self._agents.agents.get(after.agent)
        hold = agent.holds.get(after.conv) if agent is not None else None
        if agent is None or hold is None:
            return
        active = after.state is State.HUMAN
        parked = hold.parked and not after.unanswered
        if (active, parked) != (hold.active, hold.parked):
            agent.settle(at)
            hold.active, hold.parked = active, parked
            self._agents.changed(agent, at)

    def _finish(self, agent_id: str, conv: str, at: int) -> None:
        agent = self._agents.agent(agent_id)
        agent.settle(at)
        hold = agent.holds.pop(conv, None)
        if hold is None:
            return
        end = hold.wrapping or at
        self.speeds["session_time"].add(at, max(0, end - hold.since) // SECOND)
        if hold.wrapping:
            self.speeds["wrap"].add(at, max(0, at - end) // SECOND)
        agent.given += hold.effort
        self.sums.add(at, EFFORT, hold.effort)
        self.sums.add(at, HANDLED)
        self._agents.changed(agent, at)

    def owe(self, talk: Talk, after: Head) -> None:
        """Whether a person owes the customer an answer."""
        since = after.unanswered_since if after.state is State.HUMAN and after.agent else 0
        owed = (since, f"{after.agent} {after.conv}") if since else None
        if owed == talk.owed:
            return
        if talk.owed is not None:
            self._agents.owed.discard(*talk.owed)
        if owed is not None:
            self._agents.owed.add(*owed)
        talk.owed = owed

    def said(self, talk: Talk, before: Head, after: Head, record: Record) -> None:
        """A person's words: the first ones, and the answer to what was owed."""
        event, at = record.event, record.at
        if not isinstance(event, ev.AgentSaid):
            return
        if before.unanswered_since:
            self.speeds["response"].add(at, max(0, at - before.unanswered_since) // SECOND)
        if before.request is not None and event.origin != AUTOMATED:
            self.speeds["first_response"].add(at, max(0, at - before.request.since) // SECOND)
        hold = self._agents.agent(event.agent).holds.get(after.conv)
        if hold is not None and not hold.timed:
            hold.timed = True
            self._timers.set(at + self._policy.parked_after, lambda due: self._perhaps_parked(talk, hold, due))

    def _perhaps_parked(self, talk: Talk, hold: Hold, due: int) -> None:
        hold.timed = False
        head = talk.head
        agent = self._agents.agents.get(head.agent)
        if agent is None or agent.holds.get(head.conv) is not hold or head.unanswered or hold.parked:
            return
        silent_since = max(head.last_customer_at, head.last_agent_at)
        if silent_since + self._policy.parked_after <= due:
            agent.settle(due)
            hold.parked = True
            self._agents.changed(agent, due)
        else:
            hold.timed = True
            again = silent_since + self._policy.parked_after
            self._timers.set(again, lambda at: self._perhaps_parked(talk, hold, at))

    def taken(self, talk: Talk, before: Head, after: Head, record: Record) -> None:
        """The first time that somebody takes it since a person is wanted."""
        request = before.request
        if request is not None and talk.timed_request != request.number:
            talk.timed_request = request.number
            self.speeds["to_person"].add(record.at, max(0, record.at - request.since) // SECOND)

    def handed_back(self, talk: Talk, before: Head, after: Head, record: Record) -> None:
        """To the bot although a person is wanted: never."""
        if after.handed_back_by and before.request is not None:
            self.sums.add(record.at, BOUNCED)

    def bot_said(self, talk: Talk, before: Head, after: Head, record: Record) -> None:
        """The bot's answer; the first one is timed."""
        event = record.event
        if isinstance(event, ev.BotTurnEnded) and event.outcome is TurnOutcome.DONE and not talk.bot_spoke:
            talk.bot_spoke = True
            self.speeds["bot_first_response"].add(record.at, max(0, record.at - after.opened_at) // SECOND)

    def forget(self, talk: Talk, at: int) -> None:
        """The conversation is followed no more."""
        head = talk.head
        for agent_id in {head.agent, talk.wrapper} - {""}:
            self._finish(agent_id, head.conv, at)
        talk.wrapper = ""
        if talk.owed is not None:
            self._agents.owed.discard(*talk.owed)
            talk.owed = None


def chats_of(agent: Agent) -> int:
    """How many conversations are hers, wrap-ups aside."""
    return sum(not hold.wrapping for hold in agent.holds.values())
