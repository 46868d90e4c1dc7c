"""What the wall is drawn from: one atomic snapshot of counts, never of sentences; drawn, printed and scraped alike.

Instants are milliseconds since the epoch, so that timers run on between two snapshots; durations are milliseconds;
shares are counts (`Share`), so that an empty denominator stays one.
"""

from typing import Final

import msgspec

from console.core.floor.alarm_events import Alarm as Alarm

WINDOWS: Final = (5, 15, 30, 60, 0)
"""Minutes of the rolling windows; 0: since midnight in the floor's zone."""
CELLS: Final = 12
"""Values of a tile's line, of `window / 12` each."""
PLOT_MINUTES: Final = 236
HEAT_HOURS: Final = 24
MOST_HELPERS: Final = 8
MOST_AGENTS: Final = 200
"""Agents in one snapshot: who wants help stands first."""


class Share(msgspec.Struct, frozen=True, omit_defaults=True):
    """So many of so many."""

    part: int = 0
    of: int = 0

    @property
    def percent(self) -> float | None:
        """Of 100; None where there is nothing to divide by."""
        return 100.0 * self.part / self.of if self.of else None


class Late(msgspec.Struct, frozen=True, omit_defaults=True):
    """A waiting leg that is the next to be late."""

    conv: str
    queue: str
    name: str
    deadline: int


class Kept(msgspec.Struct, frozen=True, omit_defaults=True):
    """The promise line: every request since midnight and its five possible ends; it always adds up."""

    asked: int = 0
    got: int = 0
    waiting: int = 0
    promised: int = 0
    left: int = 0
    withdrew: int = 0
    broken: int = 0
    """Ended by the system: a bug, and an alarm."""
    late_promises: int = 0
    next_late: Late | None = None


class Tiles(msgspec.Struct, frozen=True, omit_defaults=True):
    """The eight figures; each line of twelve values is on its own fixed scale, None where there was nothing."""

    waiting: int = 0
    offered: int = 0
    late: int = 0
    longest_since: int = 0
    """When the longest waiting leg began to wait; 0: nobody waits."""
    longest_queue: str = ""
    in_60: Share = Share()
    wait_mid: int | None = None
    wait_90: int | None = None
    answered: int = 0
    gave_up: Share = Share()
    silent: int = 0
    short: int = 0
    slot_load: Share = Share()
    """Chat-milliseconds of slot-milliseconds."""
    busy: int = 0
    slots: int = 0
    got_person: Share = Share()
    owed_since: int = 0
    """The oldest unanswered customer turn in a person's hands; 0: none."""
    owed_by: str = ""
    """The agent's id."""
    line_waiting: tuple[float | None, ...] = ()
    line_longest: tuple[float | None, ...] = ()
    """Seconds."""
    line_in_60: tuple[float | None, ...] = ()
    """Percent."""
    line_wait_mid: tuple[float | None, ...] = ()
    line_gave_up: tuple[float | None, ...] = ()
    line_slot_load: tuple[float | None, ...] = ()
    line_got_person: tuple[float | None, ...] = ()
    line_owed: tuple[float | None, ...] = ()
    before: dict[str, float] = {}
    """The figures as they were a line's cell ago, for the arrows: `waiting`, `longest`, `in_60`, `wait_mid`,
    `gave_up`, `slot_load`, `got_person`, `owed`."""


class QueueLine(msgspec.Struct, frozen=True, omit_defaults=True):
    """One queue; agents and slots are of those whose home it is, so that columns add up."""

    name: str
    wait: int = 0
    """Legs that wait, those under offer among them."""
    offer: int = 0
    longest_since: int = 0
    next_late: int = 0
    """The earliest deadline; 0: nobody waits."""
    in_60: int = 0
    answered: int = 0
    left: int = 0
    busy: int = 0
    slots: int = 0
    on: int = 0
    """Agents at home here who are signed in, whatever their state."""
    missed: int = 0
    """Offers that ended without being accepted."""
    help: int = 0
    """Slots of other queues' agents that an overflow would bring, less those under offer."""
    helpers: tuple[tuple[str, int], ...] = ()
    """Whose slots these are: (queue, slots), the most first; at most `MOST_HELPERS`."""
    more_helpers: int = 0
    """Queues beyond those whose agents could help too."""
    overflow: bool = False
    """An overflow is open."""
    closed: bool = False
    """Outside its hours."""
    opens_at: int = 0
    """When it is next open; 0: it is, or never."""
    estimate: tuple[int, ...] = ()
    """The band of minutes (from, to) that a customer who joins now is told; empty: too few to say."""


class Cleared(msgspec.Struct, frozen=True, omit_defaults=True):
    """An alarm that is over."""

    alarm: Alarm
    at: int


class ReasonLine(msgspec.Struct, frozen=True, omit_defaults=True):
    """Why a person, over the window: the group, how many, and the share a week ago."""

    group: str
    """`asked`, `unsure`, `upset`, `in_trouble`, `bot_failed`, `other`."""
    count: int = 0
    week_ago: Share = Share()


class Plot(msgspec.Struct, frozen=True, omit_defaults=True):
    """People needed, each minute."""

    until: int = 0
    """The minute of the last value."""
    arrivals: tuple[int, ...] = ()
    """Requests, oldest first, the running minute last."""
    usual: tuple[int, ...] = ()
    """The same weekday and minute in the weeks before."""
    answered: int = 0
    """In the last minute."""


class HeatLine(msgspec.Struct, frozen=True, omit_defaults=True):
    """One language: answered within 60 s of all that ended, by hour of the outcome."""

    lang: str
    hours: tuple[Share, ...] = ()
    """The last 24, the running one last."""
    today: Share = Share()


class AgentLine(msgspec.Struct, frozen=True, omit_defaults=True):
    """One agent who is signed in, or should be asked after."""

    id: str
    name: str
    level: int = 2
    home: str = ""
    state: str = "available"
    """As `presence.AgentState`; besides `wrap_up`: available, and nothing but a wrap-up."""
    state_since: int = 0
    work_since: int = 0
    """When she began to work after her last break; 0: she is on one."""
    slots: int = 0
    capacity: int = 0
    busy: int = 0
    owes_since: int = 0
    help_since: int = 0
    help_conv: str = ""
    help_text: str = ""
    chats: int = 0
    reason: str = ""
    """Of being away."""


class Ledger(msgspec.Struct, frozen=True, omit_defaults=True):
    """One handler's quality over the period: of all, or of one intent and language."""

    handler: str
    """`bot`, `human` or `hybrid`."""
    closed: int = 0
    final: int = 0
    """Closed more than seven days ago."""
    assumed: int = 0
    verified: int = 0
    again: int = 0
    """Came back within seven days, of final."""
    rated: int = 0
    answers: int = 0
    same_mix: float | None = None
    """Verified, in percent, at the common mix of intents."""
    cost: float | None = None
    """Of a verified chat; None: no rates are set, or too few are final."""


class IntentLine(msgspec.Struct, frozen=True, omit_defaults=True):
    """One intent and language, three handlers."""

    intent: str
    lang: str
    bot: Ledger
    human: Ledger
    hybrid: Ledger


class Quality(msgspec.Struct, frozen=True, omit_defaults=True):
    """Quality beside cost."""

    days: int = 28
    bot: Ledger = Ledger("bot")
    human: Ledger = Ledger("human")
    hybrid: Ledger = Ledger("hybrid")
    bot_started: int = 0
    """Conversations that the bot began: `bot.closed` of them were kept by it alone."""
    intents: tuple[IntentLine, ...] = ()
    currency: str = ""
    rates: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    """Fee, time of a person's chat and of a hybrid one, and cost of a return; all 0: none are set."""


class NextPromise(msgspec.Struct, frozen=True, omit_defaults=True):
    """The promise that is due next."""

    conv: str
    kind: str
    lang: str
    name: str
    due: int


class Wall(msgspec.Struct, frozen=True, omit_defaults=True):
    """One snapshot of the whole floor."""

    at: int
    """The instant that every figure is of."""
    n: int
    """Counts snapshots."""
    zone: str = "UTC"
    workspace: str = ""
    window: int = 30
    kept: Kept = Kept()
    tiles: Tiles = Tiles()
    goals: dict[str, float] = {}
    """As `policy.Goals`, by name, beside `wrap_up` and `wrap_up_longest`; durations in milliseconds."""
    queues: tuple[QueueLine, ...] = ()
    """By time to late, then share of free slots, then name."""
    alarms: tuple[Alarm, ...] = ()
    cleared: tuple[Cleared, ...] = ()
    """The last ones, newest first."""
    reasons: tuple[ReasonLine, ...] = ()
    plot: Plot = Plot()
    heat: tuple[HeatLine, ...] = ()
    agents: tuple[AgentLine, ...] = ()
    """Worst first: by need of help, never by results; at most `MOST_AGENTS`."""
    agent_states: tuple[tuple[str, int], ...] = ()
    """How many are in which state, of all: `in_chats`, `wrap_up`, `finishing`, `break`, `away`, `no_answer`."""
    quality: Quality = Quality()
    next_promise: NextPromise | None = None
    free: tuple[tuple[str, int], ...] = ()
    """Free slots by language of the home queue: (language, slots)."""
    offered: int = 0
    """Offers that hold a slot."""
    banner: str = ""
    """The topic that the bot says something about first."""
