"""The lines of the queue table: who waits there, who is at home there, and who could help."""

from collections.abc import Iterable, Mapping, Set

import msgspec

from console.core.floor.eligible import speaks
from console.core.floor.policy import QueueSpec
from console.core.metrics.agents import Home, Profile
from console.core.metrics.figures import Figures
from console.core.metrics.legs import LegTally, Line
from console.core.metrics.wall import MOST_HELPERS, QueueLine

_NOTHING = LegTally()
_NOBODY = Home()
_NO_LINE = Line()


class Opened(msgspec.Struct, frozen=True):
    """How queues stand that no figure says."""

    overflows: Set[str]
    closed: Mapping[str, int]
    """When each closed one opens; 0: never."""
    estimates: Mapping[str, tuple[int, ...]]


def queue_names(figures: Figures, tallies: Iterable[str]) -> list[str]:
    """All queues: those of the policy, and those that conversations or agents name."""
    names = dict.fromkeys(queue.name for queue in figures.policy.queues)
    names |= dict.fromkeys(sorted(name for name, line in figures.legs.lines.items() if len(line.since)))
    names |= dict.fromkeys(sorted(name for name, home in figures.agents.homes.items() if home.on and name))
    names |= dict.fromkeys(sorted(tallies))
    return list(names)


def may_help(queue: QueueSpec, profile: Profile, wanted: tuple[str, ...]) -> bool:
    """Whether agents of this profile may answer the queue once it overflows: the language and the level decide."""
    home, langs, level = profile
    return home != queue.name and level >= queue.level and speaks(langs, wanted)


def wanted_langs(figures: Figures, queue: QueueSpec) -> tuple[str, ...]:
    """The languages that somebody must have one of who is to help: the queue's; where it names none, of who waits."""
    if queue.langs:
        return tuple(tag.lower() for tag in queue.langs)
    line = figures.legs.lines.get(queue.name)
    return tuple(sorted(lang for lang, n in line.langs.items() if n and lang)) if line is not None else ()


def helpers(figures: Figures, queue: QueueSpec) -> tuple[tuple[str, int], ...]:
    """Free slots that others could give this queue, less those under offer, by their home; the most first."""
    found: dict[str, int] = {}
    for home, (free, offered, _) in _capable(figures, queue):
        if free > offered:
            found[home] = found.get(home, 0) + free - offered
    return tuple(sorted(found.items(), key=lambda one: (-one[1], one[0])))


def _capable(figures: Figures, queue: QueueSpec) -> list[tuple[str, list[int]]]:
    """The counts of every profile that may help this queue; profiles only ever become more."""
    profiles, wanted = figures.agents.profiles, wanted_langs(figures, queue)
    known = figures.agents.capable.get(queue.name)
    if known is None or known[:2] != (len(profiles), wanted):
        capable = [(profile[0], counts) for profile, counts in profiles.items() if may_help(queue, profile, wanted)]
        known = figures.agents.capable[queue.name] = (len(profiles), wanted, capable)
    return known[2]


def anybody(figures: Figures, queue: QueueSpec) -> bool:
    """Whether somebody at work may answer this queue, be it as a helper."""
    wanted = wanted_langs(figures, queue)
    return any(
        at_work and (profile[0] in ("", queue.name) or may_help(queue, profile, wanted))
        for profile, (_, _, at_work) in figures.agents.profiles.items()
    )


def queue_lines(
    figures: Figures, tallies: Mapping[str, LegTally], window: int, now: int, opened: Opened
) -> tuple[QueueLine, ...]:
    """All of them, by time to late, then share of free slots, then name."""
    missed = figures.legs.missed_by_queue(window, now)
    lines = [
        _line(figures, name, tallies.get(name, _NOTHING), missed.get(name, 0), opened)
        for name in queue_names(figures, tallies)
    ]
    return tuple(sorted(lines, key=_urgency))


def _line(figures: Figures, name: str, tally: LegTally, missed: int, opened: Opened) -> QueueLine:
    line = figures.legs.lines.get(name, _NO_LINE)
    home = figures.agents.homes.get(name, _NOBODY)
    helping = helpers(figures, figures.policy.queue(name))
    return QueueLine(
        name=name,
        wait=len(line.since),
        offer=line.offered,
        longest_since=line.since.first,
        next_late=line.deadlines.first,
        in_60=tally.in_60,
        answered=tally.answered,
        left=tally.left,
        busy=home.busy,
        slots=home.slots,
        on=home.on,
        missed=missed,
        help=sum(slots for _, slots in helping),
        helpers=helping[:MOST_HELPERS],
        more_helpers=max(0, len(helping) - MOST_HELPERS),
        overflow=name in opened.overflows,
        closed=name in opened.closed,
        opens_at=opened.closed.get(name, 0),
        estimate=opened.estimates.get(name, ()),
    )


def _urgency(line: QueueLine) -> tuple[bool, int, float, str]:
    free = (line.slots - line.busy) / line.slots if line.slots else 0.0
    return (not line.next_late, line.next_late, free, line.name)
