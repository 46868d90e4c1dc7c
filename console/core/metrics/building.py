"""One snapshot of the wall from the figures: everything of one instant, without a walk over conversations or agents."""

from collections.abc import Callable, Mapping
from math import inf

import msgspec

from console.core.conversation.words import HOUR, SECOND
from console.core.floor.policy import FloorPolicy
from console.core.floor.presence import AgentState
from console.core.metrics import requests
from console.core.metrics.agents import BUSY, FREE, IN_CHATS, SLOTS, WRAP_UP, Agent
from console.core.metrics.figures import Figures
from console.core.metrics.handling import chats_of
from console.core.metrics.history import FIGURES, cell_length
from console.core.metrics.ledger import quality
from console.core.metrics.legs import LegTally, total
from console.core.metrics.queues import Opened, queue_lines
from console.core.metrics.wall import (
    HEAT_HOURS,
    MOST_AGENTS,
    WINDOWS,
    AgentLine,
    Alarm,
    Cleared,
    HeatLine,
    Kept,
    Late,
    NextPromise,
    Share,
    Tiles,
    Wall,
)
from console.core.metrics.windows import nearest_rank

STATES = (IN_CHATS, FREE, WRAP_UP, *map(str, AgentState))
"""The order in which states are counted."""


class Circumstances(msgspec.Struct, frozen=True):
    """What a wall shows beside the figures."""

    agent_name: Callable[[str], str] = str
    customer_name: Callable[[str], str] = str
    """Of a conversation's id."""
    opens_at: Mapping[str, int] = {}
    """Queues that are closed now, and when each opens; 0: never."""
    estimates: Mapping[str, tuple[int, ...]] = {}
    """By queue, the band of minutes that a customer is told."""
    alarms: tuple[Alarm, ...] = ()
    cleared: tuple[Cleared, ...] = ()
    n: int = 0


def build(figures: Figures, now: int, window: int = 30, around: Circumstances | None = None) -> Wall:
    """The wall as it is at this instant, over a window of so many minutes (0: since midnight)."""
    if window not in WINDOWS:
        raise ValueError(f"no such window: {window}")
    around = around or Circumstances()
    figures.until(now)
    tallies = figures.legs.by_queue(window, now)
    opened = Opened(figures.overflows, around.opens_at, around.estimates)
    lines = queue_lines(figures, tallies, window, now, opened)
    return Wall(
        at=now,
        n=around.n,
        zone=figures.policy.zone,
        workspace=figures.policy.workspace,
        window=window,
        kept=_kept(figures, now, around),
        tiles=_tiles(figures, total(tallies.values()), window, now),
        goals=_limits(figures.policy),
        queues=lines,
        alarms=around.alarms,
        cleared=around.cleared,
        reasons=figures.arrivals.reason_lines(window, now),
        plot=figures.arrivals.plot(now),
        heat=heat(figures, now),
        agents=agent_lines(figures, now, around.agent_name),
        agent_states=_states(figures),
        quality=quality(figures, now),
        next_promise=_next_promise(figures, around.customer_name),
        free=_free(figures),
        offered=figures.agents.offers,
        banner=figures.banner,
    )


def _limits(policy: FloorPolicy) -> dict[str, float]:
    """What figures are held against: the goals, and how long a wrap-up should and may take."""
    goals = msgspec.structs.asdict(policy.goals)
    goals |= {"wrap_up": policy.wrap_up, "wrap_up_longest": policy.wrap_up_longest}
    return {name: float(value) for name, value in goals.items()}


def _kept(figures: Figures, now: int, around: Circumstances) -> Kept:
    ended, still = figures.requests.ended.counts(0, now), figures.requests.open
    counts = {end: ended.get(end, 0) for end in (requests.GOT, requests.LEFT, requests.WITHDREW)}
    got, broken = counts[requests.GOT] + still[requests.GOT], still[requests.BROKEN]
    waiting, promised = still[requests.WAITING], still[requests.PROMISED]
    left, withdrew = counts[requests.LEFT], counts[requests.WITHDREW]
    return Kept(
        asked=got + waiting + promised + left + withdrew + broken,
        got=got,
        waiting=waiting,
        promised=promised,
        left=left,
        withdrew=withdrew,
        broken=broken,
        late_promises=figures.requests.promises.until(now),
        next_late=next_late(figures, around.customer_name),
    )


def next_late(figures: Figures, customer_name: Callable[[str], str]) -> Late | None:
    """The waiting leg with the earliest deadline."""
    heads = [(*line.deadlines.items[0], queue) for queue, line in figures.legs.lines.items() if len(line.deadlines)]
    if not heads:
        return None
    deadline, conv, queue = min(heads)
    return Late(conv, queue, customer_name(conv), deadline)


def tiles_now(figures: Figures, tally: LegTally, window: int, now: int) -> Tiles:
    """The eight figures, without their lines."""
    legs, levels = figures.legs, figures.levels
    longest = min(((line.since.first, name) for name, line in legs.lines.items() if len(line.since)), default=(0, ""))
    waits = legs.waits.counts(window, now)
    middle, most = nearest_rank(waits, 0.5), nearest_rank(waits, 0.9)
    ended = figures.requests.ended.counts(window, now)
    owed = figures.agents.owed.items
    return Tiles(
        waiting=legs.waiting,
        offered=legs.offered,
        late=legs.late(now),
        longest_since=longest[0],
        longest_queue=longest[1],
        in_60=Share(tally.in_60, tally.ended),
        wait_mid=None if middle is None else middle * SECOND,
        wait_90=None if most is None else most * SECOND,
        answered=tally.answered,
        gave_up=Share(tally.left, tally.answered + tally.left),
        silent=tally.silent,
        short=tally.short,
        slot_load=Share(levels.held(BUSY, window, now), levels.held(SLOTS, window, now)),
        busy=levels.level(BUSY),
        slots=levels.level(SLOTS),
        got_person=Share(ended.get(requests.GOT, 0), sum(ended.values())),
        owed_since=owed[0][0] if owed else 0,
        owed_by=owed[0][1].partition(" ")[0] if owed else "",
    )


def _tiles(figures: Figures, tally: LegTally, window: int, now: int) -> Tiles:
    samples = figures.history.before(window, now)
    latest = figures.sample(window, now)
    lines = {
        f"line_{name}": (*(sample[n] if sample is not None else None for sample in samples), latest[n])
        for n, name in enumerate(FIGURES)
    }
    length = cell_length(window)
    # Samples are of whole cells: the one that is nearest to a cell ago.
    ago = samples[-1 if now % length * 2 >= length else -2]
    before = {} if ago is None else {name: value for name, value in zip(FIGURES, ago, strict=True) if value is not None}
    return msgspec.structs.replace(tiles_now(figures, tally, window, now), **lines, before=before)


def heat(figures: Figures, now: int) -> tuple[HeatLine, ...]:
    """In 60 s by language and hour, of the last 24 hours and since midnight; the busiest language first."""
    hours = [figures.days.hour(now)]
    while len(hours) < HEAT_HOURS:
        hours.append(figures.days.hour(hours[-1] - HOUR // 2))
    cells = [figures.legs.heat.get(hour, {}) for hour in reversed(hours)]
    today = figures.legs.by_lang(0, now)
    langs = {lang for cell in cells for lang, (_, number) in cell.items() if number} | today.keys()
    lines = []
    for lang in langs:
        shares = tuple(Share(*cell.get(lang, (0, 0))) for cell in cells)
        tally = today.get(lang, LegTally())
        lines.append(HeatLine(lang, shares, Share(tally.in_60, tally.ended)))
    return tuple(sorted(lines, key=lambda line: (-sum(share.of for share in line.hours), line.lang)))


def _rank(figures: Figures, agent: Agent, owes: int, now: int) -> int:
    """0: asks for help; 1: late; 2: soon; 3: works; 4: does not take chats."""
    late = int(figures.policy.goals.reply_owed)
    state = agent.now.state
    if agent.helps:
        return 0
    if state is AgentState.NO_ANSWER or (owes and now - owes >= late):
        return 1
    wrap_since = agent.wrap_since
    if (owes and 3 * (now - owes) >= 2 * late) or (wrap_since and now - wrap_since > figures.policy.wrap_up):
        return 2
    return 3 if agent.now.on else 4


def agent_lines(figures: Figures, now: int, agent_name: Callable[[str], str]) -> tuple[AgentLine, ...]:
    """Who wants help first; at most `MOST_AGENTS`, and never by anybody's results."""
    found = []
    for agent, owes in _wanted(figures):
        rank = _rank(figures, agent, owes, now)
        first = min(agent.helps.values()) if rank == 0 else owes or inf
        fullness = agent.busy / agent.slots if agent.slots else 0.0
        since = agent.now.since
        found.append(((rank, first, -fullness, since, agent.id), agent, owes))
    found.sort(key=lambda one: one[0])
    return tuple(_line(figures, agent, owes, agent_name) for _, agent, owes in found[:MOST_AGENTS])


def _owes(figures: Figures, agent: Agent) -> int:
    """Since when she owes her oldest answer; 0: none."""
    talks = (figures.talks.get(conv) for conv, hold in agent.holds.items() if not hold.wrapping)
    return min((talk.owed[0] for talk in talks if talk is not None and talk.owed is not None), default=0)


def _wanted(figures: Figures) -> list[tuple[Agent, int]]:
    """Enough agents that the first `MOST_AGENTS` are among them, and since when each owes an answer.

    Who owes one is asked after, be she signed in or a supervisor who took a chat beside her work.
    """
    people = figures.agents
    owed: dict[str, int] = {}
    for since, whose in people.owed.items:
        owed.setdefault(whose.partition(" ")[0], since)
        if len(owed) >= MOST_AGENTS:
            break
    if len(people.order) <= MOST_AGENTS:
        ids = dict.fromkeys((*(place[3] for place in people.order), *owed))
    else:
        special = set(people.helping)
        special = special.union(*(people.labelled.get(one, ()) for one in (AgentState.NO_ANSWER, WRAP_UP)))
        ids = dict.fromkeys((*owed, *sorted(special)))
        for _, _, _, agent_id in people.order:
            if len(ids) >= MOST_AGENTS:
                break
            ids[agent_id] = None
    found = [people.agents[agent_id] for agent_id in ids]
    wanted = [(agent, owed.get(agent.id) or _owes(figures, agent)) for agent in found]
    return [(agent, owes) for agent, owes in wanted if agent.signed_in or owes]


def _line(figures: Figures, agent: Agent, owes: int, agent_name: Callable[[str], str]) -> AgentLine:
    state, since = str(agent.now.state), agent.now.since
    if agent.label == WRAP_UP:
        state, since = WRAP_UP, agent.wrap_since
    elif not agent.signed_in:
        state, since = IN_CHATS, 0
    help_conv = min(agent.helps, key=lambda conv: (agent.helps[conv], conv), default="")
    talk = figures.talks.get(help_conv)
    return AgentLine(
        id=agent.id,
        name=agent_name(agent.id),
        level=agent.skills.level,
        home=agent.skills.home,
        state=state,
        state_since=since,
        work_since=0 if agent.now.state is AgentState.BREAK else agent.now.break_ended,
        slots=agent.slots,
        capacity=agent.capacity,
        busy=agent.busy,
        owes_since=owes,
        help_since=agent.helps.get(help_conv, 0),
        help_conv=help_conv,
        help_text=talk.help_text if talk is not None else "",
        chats=chats_of(agent),
        reason=agent.now.reason,
    )


def _states(figures: Figures) -> tuple[tuple[str, int], ...]:
    labelled = figures.agents.labelled
    return tuple((label, len(labelled[label])) for label in STATES if labelled.get(label))


def _next_promise(figures: Figures, customer_name: Callable[[str], str]) -> NextPromise | None:
    if not len(figures.requests.promises):
        return None
    due, conv = figures.requests.promises.items[0]
    talk = figures.talks[conv]
    return NextPromise(conv, talk.promise_kind, talk.head.lang, customer_name(conv), due)


def _free(figures: Figures) -> tuple[tuple[str, int], ...]:
    """Free slots by the language of the home queue, in the order of the policy's queues; those of no one language
    only where there are some."""
    found: dict[str, int] = {}
    for name in [queue.name for queue in figures.policy.queues] + sorted(figures.agents.homes):
        langs = figures.policy.queue(name).langs
        found.setdefault(langs[0] if len(langs) == 1 else "", 0)
    for name, home in figures.agents.homes.items():
        langs = figures.policy.queue(name).langs
        found[langs[0] if len(langs) == 1 else ""] += home.slots - home.busy
    return tuple((lang, slots) for lang, slots in found.items() if lang or slots)
