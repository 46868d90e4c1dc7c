"""Everybody who is signed in, worst first by need of help and never by results: two columns, or one that scrolls."""

from collections.abc import Sequence
from typing import Final

import msgspec

from console.core.metrics.wall import AgentLine
from console.core.text.messages import t
from console.core.text.width import cells
from console.desk.work.floor import agents, header
from console.desk.work.floor.frames import Frame, title
from console.desk.work.floor.ink import BAR, CANVAS, Bit, Drawing, Line, PaneLine, Target, fitted, left, right
from console.desk.work.floor.queues import window
from console.desk.work.floor.view import View
from console.desk.work.floor.words import FINE, NONE, ROLES, WARN, agent_glyph, count, owed_glyph, value_role
from console.desk.work.floor_views.sheet import Key, Sheet, key, said
from console.desk.work.times import age

_NAME: Final = 7
_HEAD: Final = 29
_WORKED: Final = 60
"""Columns from which there is room for how long she has worked, and for her home queue."""
_STATES: Final = ("in_chats", "available", "wrap_up", "finishing", "break", "away", "no_answer", "offline")
"""In the order of the counts."""


class Crew(msgspec.Struct, frozen=True, kw_only=True):
    """The place as it stands."""

    view: View
    """Its filter is that of this place."""
    cursor: str = ""
    homes: tuple[str, ...] = ()
    """The queues in the order of the line of slots: as they were first seen, so that nothing jumps."""

    @property
    def agents(self) -> tuple[AgentLine, ...]:
        """Those that the filter leaves, by name, home queue or state."""
        wanted = self.view.filter.casefold().split()
        if not wanted:
            return self.view.wall.agents
        return tuple(agent for agent in self.view.wall.agents if all(word in _words(agent) for word in wanted))

    @property
    def agent(self) -> AgentLine | None:
        """The one under the cursor; the first where there is none."""
        found = next((agent for agent in self.agents if agent.id == self.cursor), None)
        return found or (self.agents[0] if self.agents else None)

    @property
    def at(self) -> str:
        """Where the cursor stands."""
        return self.agent.id if self.agent is not None else ""


def _words(agent: AgentLine) -> str:
    return f"{agent.name} {agent.home} {state_of(agent)} {agent.state}".casefold()


def columns(view: View) -> int:
    """How many columns of agents there is room for."""
    return 2 if view.width >= 120 and view.height >= 24 else 1


def rows_of(view: View) -> int:
    """The lines of one column."""
    return max(1, view.height - (10 if columns(view) == 2 else 7))


def draw_agents(crew: Crew) -> Drawing:
    """The whole place."""
    view = crew.view
    sheet = Sheet(view)
    sheet.line(BAR, header.header(view))
    bits, target = header.promise(view)
    sheet.line(CANVAS, bits, target, is_figure=True)
    if columns(view) == 2:
        _wide(crew, sheet)
    else:
        _narrow(crew, sheet)
    return sheet.done(_notice(crew), _keys(crew))


def _wide(crew: Crew, sheet: Sheet) -> None:
    view, rows = crew.view, rows_of(crew.view)
    shown = _shown(crew, 2 * rows)
    wide = view.width // 2
    halves = [_column(crew, shown[n * rows : (n + 1) * rows], rows, wide, first=n * rows) for n in (0, 1)]
    if view.width % 2:
        halves[1] = _column(crew, shown[rows:], rows, wide + 1, first=rows)
    sheet.panes(*halves)
    sheet.line(CANVAS, [Bit(" " + _counts(view))], is_figure=True)
    for line in _homes(crew):
        sheet.line(CANVAS, line, is_figure=True)
    sheet.line(CANVAS, [Bit(" " + t("crew.order"), "muted")])


def _narrow(crew: Crew, sheet: Sheet) -> None:
    view, rows = crew.view, rows_of(crew.view)
    shown = _shown(crew, rows)
    frame = Frame(has_focus=True)
    at = _HEAD + 1 + _extra(view.width)
    heads = t("crew.columns") if view.width >= _WORKED else t("crew.columns.small")
    sheet.pane([frame.headed_line(view.width, [title(_title(crew, shown))], heads, at)])
    lines = [_row(crew, agent, view.width) for agent in shown]
    sheet.pane([*lines, *[PaneLine(())] * (rows - len(lines))])
    figures = view.wall.tiles
    now = t("floor.tile.now", busy=count(figures.busy), slots=count(figures.slots))
    states = _that_fit([*agents.states(view).split("  "), now], "  ", view.width - 2)
    sheet.line(CANVAS, [Bit(" " + states)], is_figure=True)
    sheet.line(CANVAS, [Bit(" " + _that_fit(t("crew.order.short").split(", "), ", ", view.width - 2), "muted")])


def _that_fit(parts: Sequence[str], glue: str, room: int) -> str:
    """As many parts as there is room for."""
    kept = list(parts)
    while len(kept) > 1 and cells(glue.join(kept)) > room:
        kept.pop()
    return glue.join(kept)


def _shown(crew: Crew, rows: int) -> Sequence[AgentLine]:
    ids = [agent.id for agent in crew.agents]
    return crew.agents[window(ids, crew.at, rows)]


def _title(crew: Crew, shown: Sequence[AgentLine], first: int = 0) -> str:
    view = crew.view
    if not shown and first:
        return t("crew.title.none")
    start = crew.agents.index(shown[0]) + 1 if shown else 0
    words = t("crew.title", first=count(start), last=count(start + max(0, len(shown) - 1)))
    if view.filter or view.is_filtering:
        words += " / " + view.filter + ("█" if view.is_filtering else "")
    return words


def _column(crew: Crew, shown: Sequence[AgentLine], rows: int, wide: int, *, first: int) -> list[PaneLine]:
    has_cursor = crew.agent in shown or (not first and not shown)
    frame = Frame(has_focus=has_cursor)
    lines = [frame.headed(wide, [title(_title(crew, shown, first))], t("crew.columns"), _HEAD + _extra(wide - 2))]
    body = [_row(crew, agent, wide - 2) for agent in shown]
    body += [PaneLine(())] * (rows - len(body))
    lines += [PaneLine(frame.row(wide, line.bits), line.target) for line in body]
    return [*lines, frame.bottom(wide)]


def _extra(wide: int) -> int:
    """Cells that names have beyond what they need at least."""
    return max(0, min(12, wide - 58))


def _row(crew: Crew, agent: AgentLine, wide: int) -> PaneLine:
    view = crew.view
    has = crew.at == agent.id
    fill = "row" if has else ""
    extra = _extra(wide)
    glyph = agent_glyph(view, agent)
    since = agent.help_since or agent.state_since
    owes = age(view.then - agent.owes_since) if agent.owes_since else NONE
    owes_role = value_role(owed_glyph(view, agent.owes_since)) if agent.owes_since else "muted"
    works = age(view.then - agent.work_since) if agent.work_since else t("floor.agents.now")
    bits = [
        Bit("▌", "focus-border", fill) if has else Bit(" "),
        Bit(glyph, ROLES[glyph], fill),
        Bit(" " + left(agent.name, _NAME + extra), "text", fill),
        Bit(f"L{agent.level} ", "muted", fill),
        *(bit._replace(on=fill) for bit in agents.slots(agent, is_ascii=view.is_ascii)),
        Bit(" " + left(state_of(agent), 9), value_role(glyph), fill),
        Bit(right(age(view.then - since) if since else NONE, 6), value_role(glyph), fill),
        Bit(right(owes, 5), owes_role, fill),
    ]
    if wide >= _WORKED - 2:
        bits.append(Bit(right(works, 6) + " ", "text", fill))
        bits.append(Bit(left(agent.home, max(14, cells(agent.home))), "muted", fill))
    return PaneLine(fitted(bits, wide, fill), Target("agent", agent.id))


def state_of(agent: AgentLine) -> str:
    """Her state in a word."""
    if agent.help_since:
        return t("floor.state.help")
    state = "in_chats" if agent.state == "available" and agent.busy else agent.state
    return t(f"floor.state.{state}")


def _counts(view: View) -> str:
    """How many are in which state, and the slots of all."""
    known, figures = dict(view.wall.agent_states), view.wall.tiles
    named = [state for state in _STATES if known.get(state)] + [state for state in known if state not in _STATES]
    states = "  ".join(f"{count(known[state])} {t(f'floor.state.{state}')}" for state in named)
    free = count(figures.slots - figures.busy)
    slots = t("crew.slots", busy=count(figures.busy), slots=count(figures.slots), free=free)
    return f"{count(sum(known.values()))}: {states}   {slots}"


def _homes(crew: Crew) -> list[Line]:
    """Busy slots by home queue, in two lines."""
    view = crew.view
    by_name = {queue.name: queue for queue in view.wall.queues}
    names = [name for name in crew.homes if name in by_name] + [name for name in by_name if name not in crew.homes]
    said = [f"{name} {count(by_name[name].busy)}/{count(by_name[name].slots)}" for name in names]
    lead = " " + t("crew.homes") + "  "
    half = -(-len(said) // 2)
    lines = [lead + "   ".join(said[:half]), " " * cells(lead) + "   ".join(said[half:])]
    return [(Bit(line, "muted"),) for line in lines]


def _notice(crew: Crew) -> list[Bit]:
    """Who wants something: the one under the cursor first."""
    view = crew.view
    wants = [agent for agent in (crew.agent, *crew.agents) if agent is not None and agent.help_since]
    if not wants:
        agent = crew.agent
        if agent is None or not agent.reason:
            return said(FINE, t("crew.calm"))
        return said("·", t("crew.reason", name=agent.name, state=state_of(agent), reason=agent.reason))
    agent = wants[0]
    alarm = next((a for a in view.wall.alarms if a.kind == "help" and a.agent == agent.id), None)
    customer = alarm.name if alarm is not None else ""
    span = age(view.then - agent.help_since)
    words = t("crew.help.on" if customer else "crew.help", name=agent.name, age=span, customer=customer)
    if agent.owes_since and customer:
        seconds = count((view.then - agent.owes_since) // 1000)
        words += " · " + t("crew.owes", n=seconds, customer=customer.split()[0])
    return said(WARN, words)


def _keys(crew: Crew) -> list[Key]:
    view, agent = crew.view, crew.agent
    found = []
    if agent is not None:
        name = agent.name
        if agent.chats:
            words = t("crew.chats.one" if agent.chats == 1 else "crew.chats", name=name, n=count(agent.chats))
            found.append(key(view, "open", words, short=t("short.chats")))
            found.append(key(view, "whisper", t("crew.whisper", name=name), changes=True, short=t("short.whisper")))
        alarm = next((a for a in view.wall.alarms if a.agent == agent.id), None)
        if alarm is not None:
            found.append(Key(f"alarm_{alarm.number}", str(alarm.number), t(f"crew.menu.{_menu(alarm.kind)}")))
        if agent.chats:
            found.append(key(view, "hand_to", t("crew.hand", name=name), changes=True, short=t("short.hand")))
        if agent.state in ("available", "wrap_up", "finishing", "no_answer", "in_chats"):
            found.append(key(view, "state", t("crew.break", name=name), changes=True, short=t("short.break")))
    found.append(key(view, "quit", t("opened.back"), is_right=True))
    found.append(key(view, "keys", t("floor.key.keys"), is_right=True))
    return found


def _menu(kind: str) -> str:
    return "help" if kind == "help" else "other"
