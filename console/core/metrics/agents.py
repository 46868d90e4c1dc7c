"""People at work: their states and slots, what they hold and for how long, in sums that nobody has to walk for."""

from bisect import bisect_left, insort
from collections.abc import Callable
from typing import Final

import msgspec

from console.core.floor.policy import FloorPolicy
from console.core.floor.presence import AgentNow, AgentState, Skills, evolve_agent
from console.core.metrics.entries import AgentRecord
from console.core.metrics.lines import Sorted
from console.core.metrics.windows import Levels

SHARES: Final = 720_720
"""Parts of a millisecond of effort: divisible by every number of chats up to 16."""
BUSY, SLOTS, AVAILABLE, AT_WORK, ENGAGED, CHATS = "busy", "slots", "available", "at_work", "engaged", "chats"
"""The levels that are kept: slots taken and offered; agents available, with a chat, engaged; chats in effort."""

FREE: Final = "free"
IN_CHATS: Final = "in_chats"
WRAP_UP: Final = "wrap_up"
_NO_SKILLS: Final = Skills()


Profile = tuple[str, tuple[str, ...], int]
"""Home, languages, level: whoever has the same can do the same."""
_Counted = tuple[Profile, int, int, int, int, int]
"""What an agent adds to the sums: profile, slots taken, offered, free, free ones under offer, and herself at work."""


class Hold:
    """One agent's hold of one conversation: an assignment."""

    __slots__ = ("active", "conv", "effort", "parked", "since", "timed", "units", "wrapping")

    def __init__(self, conv: str, units: int, since: int) -> None:
        self.conv = conv
        self.units = units
        self.since = since
        self.effort = 0
        """Her time that it took, in `SHARES` of a millisecond."""
        self.active = True
        """Not snoozed; her time is spent on what is active and not parked."""
        self.parked = False
        self.wrapping = 0
        """Since when only its wrap-up is left; 0: it is open."""
        self.timed = False
        """It will be looked at when the customer may have been silent for long."""


class Agent:
    """One agent."""

    __slots__ = (
        "busy",
        "capacity",
        "counted",
        "engaged",
        "given",
        "helps",
        "holds",
        "id",
        "label",
        "now",
        "offers",
        "place",
        "seq",
        "settled",
        "skills",
        "slots",
        "totals",
    )

    def __init__(self, agent_id: str) -> None:
        self.id = agent_id
        self.seq = 0
        self.now = AgentNow()
        self.skills = _NO_SKILLS
        self.capacity = 0
        self.holds: dict[str, Hold] = {}
        self.helps: dict[str, int] = {}
        """Conversations about which she asks for help, since when."""
        self.offers = 0
        self.busy = 0
        self.slots = 0
        self.label = ""
        """As her state is counted."""
        self.place: tuple[int, float, int, str] | None = None
        self.settled = 0
        self.engaged = 0
        """Her clock time with a chat, in `SHARES` of a millisecond."""
        self.given = 0
        """Of it, what conversations had that are hers no more."""
        self.totals = (0, 0, 0, 0, 0)
        self.counted: _Counted | None = None

    @property
    def signed_in(self) -> bool:
        """Whether she is there, whatever she does."""
        return self.now.state is not AgentState.OFFLINE

    @property
    def wrap_since(self) -> int:
        """Since when the oldest wrap-up is open; 0: none is."""
        return min((hold.wrapping for hold in self.holds.values() if hold.wrapping), default=0)

    def settle(self, at: int) -> None:
        """Share her time until now between what she had."""
        passed = at - self.settled
        if passed <= 0:
            return
        self.settled = at
        if not self.signed_in:
            return
        taking = [hold for hold in self.holds.values() if hold.active and not hold.parked]
        if not taking:
            return
        share, rest = divmod(passed * SHARES, len(taking))
        for hold in taking:
            hold.effort += share
        taking[0].effort += rest
        self.engaged += passed * SHARES


class Home(msgspec.Struct):
    """The agents of one queue."""

    on: int = 0
    busy: int = 0
    slots: int = 0


class AgentFigures:
    """All agents."""

    def __init__(self, policy: FloorPolicy, skills: Callable[[str], Skills], levels: Levels) -> None:
        self._policy = policy
        self._skills = skills
        self._levels = levels
        self._only_queue = policy.queues[0].name if len(policy.queues) == 1 else "" if policy.queues else "main"
        self.agents: dict[str, Agent] = {}
        self.homes: dict[str, Home] = {}
        self.profiles: dict[Profile, list[int]] = {}
        """Free slots, slots under offer, and how many are at work, by profile."""
        self.capable: dict[str, tuple[int, tuple[str, ...], list[tuple[str, list[int]]]]] = {}
        """By queue, the homes and counts of who may help it; of how many profiles, for which languages picked."""
        self.labelled: dict[str, set[str]] = {}
        """Who is in which state, as it is counted."""
        self.offers = 0
        """Offers that hold a slot."""
        self.order: list[tuple[int, float, int, str]] = []
        """Who is signed in: who takes chats first, the fullest first, then the longest in her state."""
        self.helping: set[str] = set()
        self.owed = Sorted()
        """Customer turns that a person owes an answer, by `agent conversation`."""

    def agent(self, agent_id: str) -> Agent:
        """This one, known from now on."""
        found = self.agents.get(agent_id)
        if found is None:
            found = self.agents[agent_id] = Agent(agent_id)
            found.skills = self._skills(agent_id)
        return found

    def home_of(self, agent_id: str) -> str:
        """Her queue; of a floor with one queue that one, whatever she has."""
        return self.agent(agent_id).skills.home or self._only_queue

    def apply(self, record: AgentRecord) -> bool:
        """One event of an agent, unless it was here before."""
        agent = self.agent(record.agent)
        if record.seq <= agent.seq:
            return False
        agent.seq = record.seq
        agent.settle(record.at)
        if not agent.signed_in:
            agent.skills = self._skills(record.agent)
        agent.now = evolve_agent(agent.now, record.event, record.at)
        self.changed(agent, record.at)
        return True

    def offered(self, agent_id: str, n: int, at: int) -> None:
        """An offer holds a slot of hers, or no longer."""
        agent = self.agent(agent_id)
        agent.offers += n
        self.offers += n
        self.changed(agent, at)

    def asks_help(self, agent_id: str, conv: str, since: int) -> None:
        """She raised her hand about this conversation; 0: it is down."""
        agent = self.agent(agent_id)
        if since:
            agent.helps[conv] = since
            self.helping.add(agent_id)
            return
        agent.helps.pop(conv, None)
        if not agent.helps:
            self.helping.discard(agent_id)

    def changed(self, agent: Agent, at: int) -> None:
        """Her state or what she holds has changed: bring every sum up to date."""
        agent.capacity = self._policy.units_of(agent.skills.level)
        busy = taking = 0
        if agent.signed_in:
            for hold in agent.holds.values():
                if hold.active:
                    busy += hold.units
                    taking += not hold.parked
        is_available = agent.now.state is AgentState.AVAILABLE
        slots = max(agent.capacity, busy) if is_available else busy
        agent.busy, agent.slots = busy, slots
        self._level(agent, taking, at)
        self._label(agent)
        self._count(agent)
        self._place(agent)

    def _level(self, agent: Agent, taking: int, at: int) -> None:
        """What adds up over time; `taking`: conversations that her time is spent on."""
        at_work = agent.now.on
        totals = (agent.busy, agent.slots, int(at_work), int(at_work and agent.busy > 0), taking)
        was = agent.totals
        if totals == was:
            return
        names = (BUSY, SLOTS, AVAILABLE, AT_WORK, CHATS)
        changes = [(name, new - old) for name, old, new in zip(names, was, totals, strict=True) if new != old]
        if bool(taking) != bool(was[4]):
            changes.append((ENGAGED, 1 if taking else -1))
        self._levels.change(at, changes)
        agent.totals = totals

    def _label(self, agent: Agent) -> None:
        was = agent.label
        state = agent.now.state
        if state is AgentState.AVAILABLE:
            label = WRAP_UP if agent.wrap_since else IN_CHATS if agent.busy else FREE
        else:
            label = "" if state is AgentState.OFFLINE else str(state)
        if label == was:
            return
        agent.label = label
        if was:
            self.labelled[was].discard(agent.id)
        if label:
            self.labelled.setdefault(label, set()).add(agent.id)

    def _count(self, agent: Agent) -> None:
        """Her share in the sums of her home queue, and of those who can do what she can."""
        is_now: _Counted | None = None
        if agent.signed_in:
            home = agent.skills.home or self._only_queue
            takes = agent.now.takes_chats
            free = max(0, agent.slots - agent.busy) if takes else 0
            profile = (home, agent.skills.langs, agent.skills.level)
            is_now = (profile, agent.busy, agent.slots, free, agent.offers if takes else 0, int(agent.now.on))
        was = agent.counted
        if was == is_now:
            return
        for counted, n in ((was, -1), (is_now, 1)):
            if counted is None:
                continue
            profile, busy, slots, free, offers, at_work = counted
            sums = self.homes.setdefault(profile[0], Home())
            sums.on += n
            sums.busy += n * busy
            sums.slots += n * slots
            capable = self.profiles.setdefault(profile, [0, 0, 0])
            capable[0] += n * free
            capable[1] += n * offers
            capable[2] += n * at_work
        agent.counted = is_now

    def _place(self, agent: Agent) -> None:
        place = None
        if agent.signed_in:
            fullness = agent.busy / agent.slots if agent.slots else 0.0
            place = (int(not agent.now.on), -fullness, agent.now.since, agent.id)
        if place == agent.place:
            return
        if agent.place is not None:
            del self.order[bisect_left(self.order, agent.place)]
        if place is not None:
            insort(self.order, place)
        agent.place = place
