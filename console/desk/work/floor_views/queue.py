"""A list behind a number of the wall: who is in it, by time to late, marks, and a look at the chat under the cursor."""

from collections.abc import Mapping, Sequence
from typing import Final

import msgspec

from console.core.conversation.words import State
from console.core.floor.rows import Row
from console.core.metrics.wall import Alarm, QueueLine
from console.core.text.messages import t
from console.core.text.width import cells
from console.desk.actions import FLOOR
from console.desk.work import lists, names
from console.desk.work.floor import alarms, header
from console.desk.work.floor.frames import Frame, title
from console.desk.work.floor.ink import (
    BAR,
    BOLD,
    CANVAS,
    Bit,
    Drawing,
    Line,
    PaneLine,
    Target,
    fitted,
    left,
    right,
    size,
    two_ends,
)
from console.desk.work.floor.queues import window
from console.desk.work.floor.view import View
from console.desk.work.floor.words import (
    BREACH,
    FINE,
    NONE,
    ROLES,
    STALE,
    WARN,
    count,
    queue_glyph,
    remaining,
    value_role,
)
from console.desk.work.floor_views import people
from console.desk.work.floor_views.sheet import Key, Sheet, key, said
from console.desk.work.times import age

_HEAD: Final = 21
_NAME, _REASON, _TOPIC = 12, 20, 22
_LOOK, _MOST_LOOK = 3, 9
"""Lines of the look at one chat, with its title."""


class Look(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of the chat under the cursor."""

    wants: str = ""
    did: str = ""
    lines: tuple[tuple[str, str, str], ...] = ()
    """The last ones: time, who, words."""


class Opened(msgspec.Struct, frozen=True, kw_only=True):
    """An opened list."""

    view: View
    choice: people.Choice
    rows: Sequence[Row]
    """Those to show, in order; who was taken a moment ago among them."""
    gone: Mapping[str, str] = {}
    """What became of those who are no longer here."""
    marked: frozenset[str] = frozenset()
    cursor: str = ""
    look: Look = Look()
    filter: str = ""
    is_filtering: bool = False

    @property
    def here(self) -> list[Row]:
        """Those who are still in the list."""
        return [row for row in self.rows if row.conv not in self.gone]

    @property
    def row(self) -> Row | None:
        """The row under the cursor; the first where there is none."""
        found = next((row for row in self.rows if row.conv == self.cursor), None)
        return found or (self.rows[0] if self.rows else None)

    @property
    def marks(self) -> int:
        """How many are marked."""
        return len(self.marked)


def draw_queue(opened: Opened) -> Drawing:
    """The whole place."""
    view = opened.view
    sheet = Sheet(view)
    sheet.line(BAR, header.header(view))
    sheet.line(CANVAS, _summary(opened), is_figure=True)
    room = view.height - len(sheet.lines) - 2
    bar = 1 if opened.marks else 0
    has_look = room >= 12
    preview = max(_LOOK, min(_MOST_LOOK, room - len(opened.rows) - bar - 3)) if has_look else 0
    sheet.pane(_list(opened, max(1, room - 1 - preview - bar)))
    if has_look:
        sheet.pane(_preview(opened, preview), is_figure=False)
    if bar:
        sheet.line("row", _bulk(opened))
    return sheet.done(_notice(opened), _keys(opened))


def heading(opened: Opened) -> str:
    """What the list is of."""
    choice = opened.choice
    name = choice.of
    if choice.kind == people.AGENT:
        name = opened.view.agent_name(choice.of)
    return name if choice.kind == people.QUEUE else t(f"opened.of.{choice.kind}", name=name)


def _summary(opened: Opened) -> Line:
    view, choice = opened.view, opened.choice
    queue = view.queue(choice.of) if choice.kind == people.QUEUE else None
    some = t("opened.some", name=heading(opened), n=count(len(opened.here)))
    forms = [*_of_queue(opened, queue), some] if queue is not None else [some]
    first = next((row for row in opened.here if row.deadline and lists.is_waiting(row)), None)
    if first is None:
        return fitted((Bit(" "), Bit(forms[0], "text" + BOLD)), view.width)
    room = first.deadline - view.then
    glyph = queue_glyph(view, queue) if queue is not None else _glyph(view, first)
    late = "opened.next_late" if room > 0 else "opened.is_late"
    span = remaining(room) if room > 0 else age(-room)
    end = [Bit(glyph, ROLES[glyph]), Bit(" " + t(late, age=span, name=names.full_name(first.name)), value_role(glyph))]
    free = view.width - size(end) - 3
    words = next((form for form in forms if cells(form) <= free), forms[-1])
    return two_ends((Bit(" "), Bit(words, "text" + BOLD)), (Bit(" "), *end, Bit(" ")), view.width)


def _of_queue(opened: Opened, queue: QueueLine) -> list[str]:
    """What there is to say of a queue, the longest form first. Its people are counted in the list below it."""
    here = opened.here
    is_whole = not opened.filter
    free, slots = count(queue.slots - queue.busy), count(queue.slots)
    waits = count(len(here) if is_whole else queue.wait)
    offer = count(sum(row.state == State.OFFERED for row in here) if is_whole else queue.offer)
    words = t("opened.queue", slots=slots, queue=queue.name, n=waits, offer=offer, free=free)
    short = t("opened.queue.short", slots=slots, queue=queue.name, n=waits, free=free)
    return [f"{words} · {t('opened.overflow')}", words, short] if queue.overflow else [words, short]


def _list(opened: Opened, rows: int) -> list[PaneLine]:
    view = opened.view
    frame = Frame(has_focus=True)
    words = f"{heading(opened)} {count(len(opened.here))}"
    if opened.filter or opened.is_filtering:
        words += " / " + opened.filter + ("█" if opened.is_filtering else "")
    extra = _extra(view)
    heads = t("opened.columns" if _waits(opened) else "opened.columns.chats")
    lines = [frame.headed_line(view.width, [title(words)], heads, _HEAD + extra)]
    own = opened.row
    ids = [row.conv for row in opened.rows]
    for row in list(opened.rows)[window(ids, own.conv if own else "", rows)]:
        lines.append(PaneLine(_row(opened, row, row is own, extra), Target("conv", row.conv)))
    if not opened.rows:
        lines.append(PaneLine((Bit(" "), Bit(FINE, "fine"), Bit(" " + t("opened.nobody"), "text"))))
    return [*lines, *[PaneLine(())] * (rows + 1 - len(lines))]


def _waits(opened: Opened) -> bool:
    return opened.choice.kind not in (people.AGENT, people.PROMISED)


def _extra(view: View) -> int:
    return max(0, min(24, (view.width - 80) // 2))


def _glyph(view: View, row: Row) -> str:
    if view.is_stale:
        return STALE
    if lists.is_waiting(row):
        return lists.standing(row, view.then)
    if row.promise_due:
        return BREACH if row.promise_due <= view.then else FINE
    return lists.standing_mine(row, view.then) if row.state == State.HUMAN else FINE


def _row(opened: Opened, row: Row, has_cursor: bool, extra: int) -> Line:
    view = opened.view
    fill = "row" if has_cursor else ""
    mark = Bit("▌", "focus-border", fill) if has_cursor else Bit(" ", "text", fill)
    gone = opened.gone.get(row.conv)
    if gone is not None:
        words = gone or t("opened.left", name=names.full_name(row.name))
        return fitted((mark, Bit(STALE, "stale", fill), Bit("   " + words, "system", fill)), view.width, fill)
    glyph = _glyph(view, row)
    is_marked = row.conv in opened.marked
    waited, late = _times(view, row)
    return fitted(
        (
            mark,
            Bit(glyph, ROLES[glyph], fill),
            Bit(" x " if is_marked else "   ", "draft" if is_marked else "text", fill),
            Bit(left(names.full_name(row.name), _NAME + extra) + " ", "text", fill),
            Bit(left(names.language_code(row.lang), 2), "muted", fill),
            Bit(right(waited, 8), "text", fill),
            Bit(right(late, 8), value_role(glyph), fill),
            Bit("  " + left(_why(row), _REASON), "text", fill),
            Bit(_about(opened, row), "text", fill),
        ),
        view.width,
        fill,
    )


def _times(view: View, row: Row) -> tuple[str, str]:
    """How long, and how long still: to late, to what is promised; of a colleague's chat, what is owed."""
    if lists.is_waiting(row):
        room = row.deadline - view.then
        late = NONE if not row.deadline else remaining(room) if room > 0 else "-" + age(-room)
        return age(view.then - row.since) if row.since else NONE, late
    if row.promise_due:
        room = row.promise_due - view.then
        return age(view.then - row.last_at), remaining(room) if room > 0 else "-" + age(-room)
    since = row.assigned_at or row.opened_at
    owed = age(view.then - row.unanswered_since) if row.unanswered_since else NONE
    return age(view.then - since) if since else NONE, owed


def _why(row: Row) -> str:
    if row.state == State.OFFERED:
        return t("opened.offered")
    if row.state == State.SNOOZED:
        return t("opened.snoozed")
    return names.reason(row.reason) or names.topic(row.topic)


def _about(opened: Opened, row: Row) -> str:
    """What it is about; in a list of one topic what else is known of it."""
    detail = row.topic.partition(".")[2].replace("_", " ")
    return detail or names.topic(row.topic)


def _preview(opened: Opened, rows: int) -> list[PaneLine]:
    """The card of the chat under the cursor and the last that was said, below a title line."""
    view, row = opened.view, opened.row
    frame = Frame(has_focus=False)
    if row is None:
        return [frame.line(view.width, []), *[PaneLine(())] * (rows - 1)]
    about = [names.full_name(row.name), names.language(row.lang), names.topic(row.topic)]
    if row.bot_turns > 1:
        about.append(t("pane.turns", n=row.bot_turns))
    start = [Bit(" · ".join(part for part in about if part), "customer" + BOLD)]
    lines = [frame.line(view.width, start, [Bit(f"#{row.no}", "muted")])]
    look = opened.look
    wants = look.wants
    body: list[Line] = [
        (Bit(" " + left(t("card.wants"), 8), "muted"), Bit(wants or NONE)),
        (Bit(" " + left(t("card.did"), 8), "muted"), Bit(look.did or NONE)),
    ]
    for at, who, words in look.lines[-max(0, rows - 3) :] if rows > 3 else ():
        body.append((Bit(f" {left(at, 8)} ", "muted"), Bit(left(who, 4) + " ", "text" + BOLD), Bit(words)))
    lines += [PaneLine(fitted(bits, view.width - 1)) for bits in body[: rows - 1]]
    return [*lines, *[PaneLine(())] * (rows - len(lines))]


def _bulk(opened: Opened) -> Line:
    view, row = opened.view, opened.row
    n = opened.marks
    acts = [
        (_name(view, "hand_to"), t("opened.bulk.hand")),
        (_name(view, "notice_all"), t("floor.key.notice", n=n)),
        (_name(view, "take"), t("opened.take", name=names.short_name(row.name)) if row is not None else ""),
        (_name(view, "mark_all"), t("opened.all", n=len(opened.here))),
        (_name(view, "mark"), t("opened.unmark")),
    ]
    shown = [(sign, words) for sign, words in acts if sign and words]
    while shown and sum(cells(a) + cells(b) + 3 for a, b in shown) + 14 > view.width:
        shown.pop()
    end: list[Bit] = []
    for sign, words in shown:
        end += [Bit("  " if end else ""), Bit(sign, "key"), Bit(" " + words, "key-label")]
    start = Bit(" " + t("opened.marked", n=n), "unread" + BOLD)
    gap = view.width - 1 - cells(start.text) - sum(cells(bit.text) for bit in end)
    return (start, Bit(" " * max(1, gap)), *end, Bit(" "))


def _name(view: View, action: str) -> str:
    return view.keymap.name(action, FLOOR)


def _notice(opened: Opened) -> list[Bit]:
    """The alarm that this list is about, with what helps."""
    view, choice = opened.view, opened.choice
    alarm = next((a for a in view.wall.alarms if _concerns(a, choice)), None)
    if alarm is None:
        return said(FINE, t("opened.calm")) if not view.is_stale else said(WARN, t("opened.old"))
    words = f"{alarm.number} {alarms.said(view, alarm)}"
    queue = view.queue(alarm.queue)
    sign = _name(view, "overflow")
    if alarm.action == "overflow" and queue is not None and queue.help:
        lang = people.lang_of(queue.name)
        variant = "opened.helps" if lang else "opened.helps.any"
        return said(WARN, words + ": " + t(variant, n=count(queue.help), lang=lang, key=sign))
    detail = alarms.details(view, alarm)
    return said(alarms.glyph(view, alarm), words + (" · " + detail if detail else ""))


def _concerns(alarm: Alarm, choice: people.Choice) -> bool:
    if choice.kind == people.QUEUE:
        return alarm.queue == choice.of
    if choice.kind == people.AGENT:
        return alarm.agent == choice.of
    if choice.kind == people.TOPIC:
        return alarm.topic == choice.of
    return choice.kind in (people.WAITING, people.LATE) and alarm.kind in ("waiting", "late", "longest")


def _keys(opened: Opened) -> list[Key]:
    view, row = opened.view, opened.row
    n = opened.marks
    name = names.short_name(row.name) if row is not None else ""
    is_gone = row is None or row.conv in opened.gone
    waits = _waits(opened)
    found = []
    if row is not None and not is_gone:
        found.append(key(view, "mark", t("opened.mark")))
        found.append(key(view, "mark_all", t("opened.all", n=len(opened.here))))
        whom = t("opened.hand.n", n=n) if n else t("opened.hand.one", name=name)
        found.append(key(view, "hand_to", whom, changes=True, short="" if n else t("short.hand")))
        if waits:
            told = t("floor.key.notice", n=n) if n else t("opened.notice.one", name=name)
            found.append(key(view, "notice_all", told, changes=True, short="" if n else t("short.notice")))
        found.append(key(view, "open", t("opened.read", name=name), short="" if n else t("short.read")))
        if not n:
            found.append(key(view, "take", t("opened.take", name=name), changes=True, short=t("short.take")))
    found.append(key(view, "quit", t("opened.back"), is_right=True))
    found.append(key(view, "keys", t("floor.key.keys"), is_right=True))
    return found
