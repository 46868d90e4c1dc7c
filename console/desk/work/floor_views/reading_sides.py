"""A chat that is read, as it stands, and what is beside it: the owner's chats, alarms, the floor, the customer."""

from collections.abc import Sequence
from typing import Final

import msgspec

from console.core.conversation.words import State
from console.core.floor.rows import Row
from console.core.metrics.wall import AgentLine
from console.core.text.messages import t
from console.core.text.width import wrap
from console.desk.actions import FLOOR
from console.desk.work import names
from console.desk.work.floor import agents, alarms
from console.desk.work.floor.frames import Frame, title
from console.desk.work.floor.ink import BOLD, Bit, Line, PaneLine, Target, fitted, left, right
from console.desk.work.floor.ink import two_ends as ended
from console.desk.work.floor.queues import window
from console.desk.work.floor.view import View
from console.desk.work.floor.words import FINE, NONE, ROLES, count, owed_glyph, plain, remaining, tenths, value_role
from console.desk.work.floor_views.agents import state_of
from console.desk.work.reading import Span
from console.desk.work.times import age

LEFT: Final = 34
RIGHT: Final = 26
NOTE: Final = "▒"
"""The pattern of what only the staff sees."""


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """The place as it stands."""

    view: View
    row: Row
    owner: str = ""
    """The colleague's name; empty where nobody owns it."""
    agent: AgentLine | None = None
    chats: Sequence[Row] = ()
    """All of the owner's."""
    cursor: str = ""
    warm: tuple[tuple[str, str], ...] = ()
    card: tuple[tuple[Span, ...], ...] = ()
    whispers: tuple[str, ...] = ()
    wrote: tuple[int, int] = (0, 0)
    """Messages of the owner and of the customer."""
    typing: str = ""
    focus: str = "transcript"
    """`list`, `transcript` or `box`."""
    transcript: Sequence[Line] = ()
    """Instead of the widget, where there is none."""
    text: Sequence[str] = ()
    """The whisper's, in the same way."""
    has_card: bool = True
    is_gone: bool = False
    """This console no longer knows the chat: it ended a while ago."""
    characters: int = 0
    kept_at: str = ""

    @property
    def is_wide(self) -> bool:
        """Whether there is room for three columns."""
        return self.view.width >= 120 and self.view.height >= 30

    @property
    def right(self) -> int:
        """Columns of the card."""
        return RIGHT if self.has_card else 0

    @property
    def can_whisper(self) -> bool:
        """Whether a colleague is there to be told."""
        return bool(self.owner)

    @property
    def is_open(self) -> bool:
        """Whether there is still something to take or to hand on."""
        return not self.is_gone and self.row.state != State.RESOLVED

    @property
    def name(self) -> str:
        """The customer's short name."""
        return names.short_name(self.row.name)

    @property
    def help_since(self) -> int:
        """Since when help is asked for with this chat."""
        return self.row.help_since


# The left: whose chats, alarms, the floor in five lines.


def left_side(reading: Reading) -> list[PaneLine]:
    """Whose chats, the alarms, and the floor in five lines."""
    rows = reading.view.height - 4
    third = rows // 3
    own = rows - 2 * third
    return [*_chats(reading, own), *_alarms(reading, third), *_floor(reading, third)]


def _boxed(frame: Frame, top: PaneLine, body: Sequence[PaneLine], rows: int) -> list[PaneLine]:
    kept = list(body)[: rows - 2]
    kept += [PaneLine(())] * (rows - 2 - len(kept))
    lines = [PaneLine(frame.row(LEFT, line.bits), line.target) for line in kept]
    return [top, *lines, frame.bottom(LEFT)]


def _chats(reading: Reading, rows: int) -> list[PaneLine]:
    frame = Frame(has_focus=reading.focus == "list")
    about = _about_agent(reading)
    room = max(1, rows - 2 - len(about))
    ids = [row.conv for row in reading.chats]
    body = [_chat(reading, row) for row in list(reading.chats)[window(ids, reading.cursor, room)]]
    words = t("reading.chats", name=reading.owner, n=count(len(ids))) if reading.owner else t("reading.chat")
    top = frame.top(LEFT, [title(words)], [Bit(t("reading.owed"), "muted")])
    return _boxed(frame, top, [*body, *about], rows)


def _chat(reading: Reading, row: Row) -> PaneLine:
    view = reading.view
    has = row.conv == reading.cursor
    fill = "row" if has else ""
    glyph = owed_glyph(view, row.unanswered_since)
    owed = age(view.then - row.unanswered_since) if row.unanswered_since else NONE
    bits = (
        Bit("▌", "focus-border", fill) if has else Bit(" "),
        Bit(glyph, ROLES[glyph], fill),
        Bit(" " + right(owed, 4), value_role(glyph), fill),
        Bit(" " + left(names.language_code(row.lang), 2), "muted", fill),
        Bit(" " + left(names.topic(row.topic), 8), "muted", fill),
        Bit(" " + names.full_name(row.name), "text", fill),
    )
    return PaneLine(fitted(bits, LEFT - 2, fill), Target("conv", row.conv))


def _about_agent(reading: Reading) -> list[PaneLine]:
    view, agent = reading.view, reading.agent
    if agent is None:
        return []
    slots = agents.slots(agent, is_ascii=view.is_ascii)
    state = msgspec.structs.replace(agent, help_since=0)
    since = age(view.then - agent.state_since) if agent.state_since else ""
    lines: list[Line] = [
        (),
        (Bit(f" {agent.name}  L{agent.level}  "), *slots, Bit(f"  {state_of(state)} {since}")),
    ]
    if agent.work_since:
        lines.append((Bit(" " + t("reading.worked", age=age(view.then - agent.work_since)), "muted"),))
    if agent.help_since:
        lines += [(), (Bit(" " + t("reading.asks", age=age(view.then - agent.help_since)), "warn"),)]
        words = agent.help_text or help_text(reading)
        lines += [(Bit(" " + line),) for line in wrap(f'"{words}"', LEFT - 3)[:3]] if words else []
    return [PaneLine(line) for line in lines]


def help_text(reading: Reading) -> str:
    """What the owner wrote when asking for help."""
    agent = reading.row.owner
    return next((a.text for a in reading.view.wall.alarms if a.kind == "help" and a.agent == agent), "")


def _alarms(reading: Reading, rows: int) -> list[PaneLine]:
    view = reading.view
    frame = Frame(has_focus=False)
    body = []
    for alarm in view.wall.alarms:
        sign = alarms.glyph(view, alarm)
        words = Bit(f" {alarms.said(view, alarm)}", value_role(sign))
        bits = (Bit(" "), Bit(str(alarm.number), "key" + BOLD), Bit(" "), Bit(sign, ROLES[sign]), words)
        body.append(PaneLine(fitted(bits, LEFT - 2), Target("alarm", str(alarm.number))))
    if not body:
        body = [PaneLine((Bit(" "), Bit(FINE, "fine"), Bit(" " + t("floor.alarms.none"))))]
    top = frame.top(LEFT, [title(t("floor.alarms", n=len(view.wall.alarms)))], [Bit("1-9", "muted")])
    return _boxed(frame, top, body, rows)


def _floor(reading: Reading, rows: int) -> list[PaneLine]:
    view, figures = reading.view, reading.view.wall.tiles
    frame = Frame(has_focus=False)
    late = view.wall.kept.next_late
    said = [t("reading.floor.waiting", n=count(figures.waiting), offered=count(figures.offered))]
    if figures.longest_since:
        longest = age(view.then - figures.longest_since)
        said.append(t("reading.floor.longest", age=longest, queue=figures.longest_queue))
    if late is not None:
        room = late.deadline - view.then
        message = "floor.next_late" if room > 0 else "floor.next_late.late"
        words = t(message, age=remaining(room) if room > 0 else age(-room), queue=late.queue)
        said.append(words[:1].upper() + words[1:])
    said.append(t("reading.floor.in_60", share=tenths(figures.in_60.percent), goal=plain(view.goal("in_60"))))
    said.append(t("reading.floor.slots", busy=count(figures.busy), slots=count(figures.slots)))
    sign = view.keymap.name("quit", FLOOR)
    top = frame.top(LEFT, [title(t("reading.floor"))], [Bit(t("reading.floor.back", key=sign), "muted")])
    role = "stale" if view.is_dim else "text"
    return _boxed(frame, top, [PaneLine((Bit(" " + line, role),)) for line in said], rows)


# The right: the customer and this chat.


def right_side(reading: Reading) -> list[PaneLine]:
    """The customer and this chat."""
    view = reading.view
    frame = Frame(has_focus=False)
    rows, inner = view.height - 4, RIGHT - 2
    body: list[Line] = [tuple(Bit(span.text, span.role) for span in line) for line in reading.card]
    own = _this_chat(reading)
    room = rows - 2
    if len(body) + len(own) + 1 > room:
        body = body[: max(0, room - len(own) - 1)]
    body += [(), *own]
    body += [()] * (room - len(body))
    sign = view.keymap.name("card")
    lines = [frame.top(RIGHT, [title(t("pane.customer"))], [Bit(sign, "key")] if sign else ())]
    lines += [PaneLine(frame.row(RIGHT, fitted(line, inner))) for line in body[:room]]
    return [*lines, frame.bottom(RIGHT)]


def _this_chat(reading: Reading) -> list[Line]:
    view, row, inner = reading.view, reading.row, RIGHT - 2
    lines: list[Line] = [(Bit(t("reading.this"), "muted" + BOLD),)]
    if reading.owner and row.assigned_at:
        held = t("reading.held", name=reading.owner, age=age(view.then - row.assigned_at))
        lines.append(ended([Bit(f"#{row.no}")], [Bit(held + " ")], inner))
    if row.unanswered_since:
        glyph = owed_glyph(view, row.unanswered_since)
        goal = t("floor.goal", goal=age(int(view.goal("reply_owed"))))
        span = right(age(view.then - row.unanswered_since), 5)
        lines.append(
            ended(
                [Bit(t("reading.owed") + " "), Bit(span + " ", value_role(glyph)), Bit(glyph, ROLES[glyph])],
                [Bit(goal + " ", "muted")],
                inner,
            )
        )
    if reading.owner:
        own, theirs = reading.wrote
        lines.append((Bit(t("reading.wrote", name=reading.owner, n=own, customer=reading.name, m=theirs)),))
        lines += [(), (Bit(t("reading.whispers", n=len(reading.whispers)), "muted" + BOLD),)]
        for words in reading.whispers[-3:]:
            lines += [(Bit(NOTE + " ", "note"), Bit(line, "note")) for line in wrap(words, inner - 2)[:3]]
    lines += [(), (Bit(t("reading.who"), "muted" + BOLD),)]
    named = t("reading.who.both" if reading.owner else "reading.who.one", name=reading.owner, customer=reading.name)
    return [*lines, *((Bit(line, "note"),) for line in wrap(named, inner))]
