"""The agents, those who want help first: slots, state, how long, what they owe, how long at work; never a score."""

from collections.abc import Sequence

from console.core.metrics.wall import AgentLine
from console.core.text.messages import t
from console.core.text.width import cells
from console.desk.work.floor.frames import Frame, title
from console.desk.work.floor.ink import Bit, PaneLine, Target, fitted, left, right
from console.desk.work.floor.queues import pane_mark, window
from console.desk.work.floor.view import View
from console.desk.work.floor.words import NONE, ROLES, agent_glyph, count, owed_glyph, value_role
from console.desk.work.times import age

_NAME = 7
_HEAD = 30
_SLOTS = 3


def framed(view: View, width: int, rows: int) -> list[PaneLine]:
    """The pane in a frame; `rows` lines between its edges."""
    frame = Frame(has_focus=view.focus == "agents")
    extra = max(0, width - 62) // 2
    words = t("floor.agents", n=count(total(view)))
    lines = [frame.headed(width, [title(words)], t("floor.agents.columns"), _HEAD + extra)]
    inner = [*_rows(view, rows, extra=extra)]
    inner += [PaneLine(())] * (rows - len(inner))
    lines += [PaneLine(frame.row(width, line.bits), line.target) for line in inner]
    return [*lines, frame.bottom(width, [Bit(states(view), "muted")])]


def plain(view: View, rows: int, *, is_small: bool) -> list[PaneLine]:
    """The pane below a title line."""
    frame = Frame(has_focus=view.focus == "agents")
    figures = view.wall.tiles
    end = [Bit(t("floor.tile.now", busy=count(figures.busy), slots=count(figures.slots)), "muted")]
    start = [title(t("floor.agents.small", n=count(total(view))))]
    if not is_small:
        start = [title(t("floor.agents.small", n=count(total(view))) + ": "), Bit(states(view), "muted")]
    lines = [frame.line(view.width, start, end, tail=False)]
    body = [*_rows(view, rows, extra=max(0, view.width - 80) // 2)]
    body += [PaneLine(())] * (rows - len(body))
    return [*lines, *(PaneLine(fitted(line.bits, view.width), line.target) for line in body)]


def total(view: View) -> int:
    """Everybody who is there, also below the fold."""
    return sum(number for _, number in view.wall.agent_states) or len(view.wall.agents)


def states(view: View) -> str:
    """How many are in which state."""
    return "  ".join(f"{count(number)} {t(f'floor.agents.{state}')}" for state, number in view.wall.agent_states)


def _rows(view: View, rows: int, *, extra: int) -> Sequence[PaneLine]:
    shown = view.agents()
    kept = shown[window([agent.id for agent in shown], view.cursor("agents"), rows)]
    return [_row(view, agent, extra) for agent in kept]


def _row(view: View, agent: AgentLine, extra: int) -> PaneLine:
    mark, fill = pane_mark(view, "agents", agent.id)
    glyph = agent_glyph(view, agent)
    role = value_role(glyph) if agent.help_since or agent.state in ("no_answer", "wrap_up") else "text"
    since = agent.help_since or agent.state_since
    owes = age(view.then - agent.owes_since) if agent.owes_since else NONE
    owes_role = value_role(owed_glyph(view, agent.owes_since)) if agent.owes_since else "muted"
    works = age(view.then - agent.work_since) if agent.work_since else t("floor.agents.now")
    bits = [
        mark,
        Bit(glyph, ROLES[glyph], fill),
        Bit(" " + left(agent.name, _NAME + extra), "text", fill),
        Bit(f"L{agent.level} ", "muted", fill),
        *(bit._replace(on=fill) for bit in slots(agent, is_ascii=view.is_ascii)),
        Bit(" " + left(_state(agent), 9), role, fill),
        Bit(right(age(view.then - since) if since else NONE, 7), role, fill),
        Bit(right(owes, 7), owes_role, fill),
        Bit(right(works, 8) + " ", "text", fill),
        Bit(left(agent.home, max(11, cells(agent.home))), "muted", fill),
    ]
    return PaneLine(tuple(bits), Target("agent", agent.id))


def slots(agent: AgentLine, *, is_ascii: bool) -> list[Bit]:
    """Busy and free slots; strokes for somebody who takes no chats."""
    if max(agent.capacity, agent.slots) > _SLOTS:
        return [Bit(left(f"{agent.busy}/{agent.slots}", _SLOTS), "text")]
    if not agent.slots:
        return [Bit(left(("." if is_ascii else "─") * agent.capacity, _SLOTS), "muted")]
    busy = min(agent.busy, agent.slots)
    free = agent.slots - busy
    return [Bit("▮" * busy, "text"), Bit("▯" * free + " " * (_SLOTS - busy - free), "muted")]


def _state(agent: AgentLine) -> str:
    if agent.help_since:
        return t("floor.state.help")
    state = "in_chats" if agent.state == "available" and agent.busy else agent.state
    return t(f"floor.state.{state}")
