"""What alarms are judged by: one snapshot of the floor over the alarms' own windows, whoever looks at the wall."""

from collections.abc import Callable, Mapping
from typing import Final

import msgspec

from console.core.floor.policy import Goals
from console.core.floor.presence import AgentState
from console.core.metrics import requests
from console.core.metrics.agents import BUSY, SLOTS
from console.core.metrics.building import tiles_now
from console.core.metrics.figures import Figures
from console.core.metrics.handling import chats_of
from console.core.metrics.legs import total
from console.core.metrics.queues import Opened, anybody, queue_lines
from console.core.metrics.wall import QueueLine, Share, Tiles

WINDOW: Final = 30
LOAD_WINDOW: Final = 15
SWEPT_WINDOW: Final = 15
MOST_LATE_PROMISES: Final = 9


class Spike(msgspec.Struct, frozen=True):
    """Conversations that began in the last minute with one topic, and how many usually do."""

    topic: str
    count: int
    usual: float


class Hand(msgspec.Struct, frozen=True):
    """An agent asks for help."""

    conv: str
    agent: str
    since: int
    name: str = ""
    """The customer's."""
    text: str = ""


class Missing(msgspec.Struct, frozen=True):
    """An agent who let an offer pass and has given no sign since."""

    agent: str
    since: int
    chats: int = 0


class Broken(msgspec.Struct, frozen=True):
    """A promise whose time has passed."""

    conv: str
    due: int
    name: str = ""


class Signals(msgspec.Struct, frozen=True):
    """One snapshot."""

    at: int
    goals: Goals = Goals()
    tiles: Tiles = Tiles()
    owed_conv: str = ""
    load: Share = Share()
    """Slot load over 15 minutes."""
    queues: tuple[QueueLine, ...] = ()
    broken: int = 0
    """Requests that the system ended."""
    spikes: tuple[Spike, ...] = ()
    topics: Mapping[tuple[str, str], int] = {}
    """Waiting legs by queue and topic."""
    bot_topics: Mapping[str, int] = {}
    hands: tuple[Hand, ...] = ()
    missing: tuple[Missing, ...] = ()
    late_promises: tuple[Broken, ...] = ()
    """The first ones."""
    late_promise_count: int = 0
    nobody: tuple[str, ...] = ()
    """Open queues that nobody at work may answer."""
    swept: int = 0
    """Asks that nobody would have seen, found in the last minutes."""


def signals(
    figures: Figures,
    now: int,
    customer_name: Callable[[str], str] = str,
    opens_at: Mapping[str, int] | None = None,
) -> Signals:
    """The snapshot of this instant; `opens_at`: queues that are closed now."""
    figures.until(now)
    tallies = figures.legs.by_queue(WINDOW, now)
    closed = opens_at or {}
    lines = queue_lines(figures, tallies, WINDOW, now, Opened(figures.overflows, closed, {}))
    owed = figures.agents.owed.items
    levels = figures.levels
    return Signals(
        at=now,
        goals=figures.policy.goals,
        tiles=tiles_now(figures, total(tallies.values()), WINDOW, now),
        owed_conv=owed[0][1].partition(" ")[2] if owed else "",
        load=Share(levels.held(BUSY, LOAD_WINDOW, now), levels.held(SLOTS, LOAD_WINDOW, now)),
        queues=lines,
        broken=figures.requests.open[requests.BROKEN],
        spikes=tuple(Spike(topic, n, usual) for topic, n, usual in figures.arrivals.spikes(now) if usual is not None),
        topics={place: n for place, n in figures.legs.topics.items() if n},
        bot_topics={topic: n for topic, n in figures.bot_topics.items() if n},
        hands=_hands(figures, customer_name),
        missing=_missing(figures),
        late_promises=_late_promises(figures, now, customer_name),
        late_promise_count=figures.requests.promises.until(now),
        nobody=_nobody(figures, lines, closed),
        swept=sum(figures.requests.swept.counts(SWEPT_WINDOW, now).values()),
    )


def _hands(figures: Figures, customer_name: Callable[[str], str]) -> tuple[Hand, ...]:
    found = []
    for agent_id in figures.agents.helping:
        for conv, since in figures.agents.agents[agent_id].helps.items():
            talk = figures.talks.get(conv)
            found.append(Hand(conv, agent_id, since, customer_name(conv), talk.help_text if talk else ""))
    return tuple(sorted(found, key=lambda hand: (hand.since, hand.conv)))


def _missing(figures: Figures) -> tuple[Missing, ...]:
    agents = [figures.agents.agents[one] for one in figures.agents.labelled.get(AgentState.NO_ANSWER, ())]
    found = [Missing(agent.id, agent.now.since, chats_of(agent)) for agent in agents]
    return tuple(sorted(found, key=lambda missing: (missing.since, missing.agent)))


def _late_promises(figures: Figures, now: int, customer_name: Callable[[str], str]) -> tuple[Broken, ...]:
    promises = figures.requests.promises
    late = promises.items[: min(promises.until(now), MOST_LATE_PROMISES)]
    return tuple(Broken(conv, due, customer_name(conv)) for due, conv in late)


def _nobody(figures: Figures, lines: tuple[QueueLine, ...], closed: Mapping[str, int]) -> tuple[str, ...]:
    described = {queue.name for queue in figures.policy.queues}
    return tuple(
        sorted(
            line.name
            for line in lines
            if line.name not in closed
            and (line.wait or line.name in described)
            and not anybody(figures, figures.policy.queue(line.name))
        )
    )
