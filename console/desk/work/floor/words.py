"""How figures stand and are written on the wall: counts, shares, and `▲` and `■` by the rules of the wall."""

import math
from typing import Final

from console.core.conversation.words import MINUTE, SECOND
from console.core.metrics.wall import AgentLine, QueueLine, Share
from console.desk.work.floor.view import View
from console.desk.work.times import age

FINE, WARN, BREACH, STALE = "○", "▲", "■", "·"
ROLES: Final = {FINE: "fine", WARN: "warn", BREACH: "breach", STALE: "stale"}
NONE: Final = "—"
_EARLY: Final = MINUTE
"""A queue whose free slots do not suffice warns so long before its first person is late."""


def value_role(glyph: str) -> str:
    """The role of a figure beside its glyph: only what is wrong has a colour of its own."""
    return ROLES[glyph] if glyph in (WARN, BREACH) else "text"


def count(number: int) -> str:
    """`1,244`."""
    return f"{number:,}"


def tenths(value: float | None) -> str:
    """`90.9%`."""
    return NONE if value is None else f"{value:.1f}%"


def whole(value: float | None) -> str:
    """`91%`: halves go up, as people round."""
    return NONE if value is None else f"{rounded(value)}%"


def rounded(value: float) -> int:
    """To the nearest whole number; halves go up."""
    return math.floor(value + 0.5)


def of(part: int, total: int) -> float | None:
    """A share in percent; None where there is nothing to divide by."""
    return Share(part, total).percent


def remaining(span: int) -> str:
    """A span that is still to come: a second that has begun counts, so that waited and left make up the target."""
    return age(span + SECOND - 1)


def plain(value: float) -> str:
    """A number without needless digits: `8`, `3.6`."""
    return f"{value:.1f}".removesuffix(".0")


def at_most(value: float, goal: float, breach: float) -> str:
    """The glyph of a figure that should stay under its goal."""
    return BREACH if value >= breach else WARN if value >= goal else FINE


def at_least(value: float, goal: float, breach: float) -> str:
    """The glyph of a figure that should reach its goal."""
    return BREACH if value <= breach else WARN if value < goal else FINE


def queue_glyph(view: View, queue: QueueLine) -> str:
    """How a queue stands: late, nearly, or more waiting than its free slots can take in time."""
    if view.is_stale or queue.closed:
        return STALE
    if not queue.wait or not queue.next_late:
        return FINE
    room = queue.next_late - view.then
    if room <= 0:
        return BREACH
    # Two thirds of the target are over. The oldest leg's span is the longest that the target of the first can be.
    is_near = bool(queue.longest_since) and room * 3 <= queue.next_late - queue.longest_since
    is_short = queue.wait > _room(queue) and room < _EARLY
    return WARN if is_near or is_short else FINE


def _room(queue: QueueLine) -> int:
    """Who can be answered with what is free: an offer that is out stands on a slot already, be it a helper's."""
    free = queue.slots - queue.busy
    return max(free, queue.offer) + (queue.help if queue.overflow else 0)


def owed_glyph(view: View, since: int) -> str:
    """How an unanswered customer stands."""
    goal = view.goal("reply_owed")
    span = view.then - since if since else 0
    return BREACH if span >= goal else WARN if span * 3 >= goal * 2 else FINE


def agent_glyph(view: View, agent: AgentLine) -> str:
    """Whether an agent wants something: help, an answer to give, an end to a wrap-up."""
    if view.is_stale:
        return STALE
    if agent.help_since:
        return WARN
    if agent.state == "no_answer":
        return BREACH
    found = [owed_glyph(view, agent.owes_since)]
    if agent.state == "wrap_up":
        found.append(at_most(view.then - agent.state_since, view.goal("wrap_up"), view.goal("wrap_up_longest")))
    return max(found, key=(FINE, WARN, BREACH).index)
