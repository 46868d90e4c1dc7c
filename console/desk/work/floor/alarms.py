"""The alarms: number, glyph, words, and at the right the best action with its count; and those that are over."""

from collections.abc import Sequence

from console.core.metrics.wall import Alarm, Cleared
from console.core.text.messages import t
from console.core.text.width import cells, cut
from console.desk.work.floor import reasons
from console.desk.work.floor.frames import Frame, title
from console.desk.work.floor.ink import BOLD, Bit, Line, PaneLine, Target, fitted, two_ends
from console.desk.work.floor.queues import pane_mark, window
from console.desk.work.floor.view import View
from console.desk.work.floor.words import BREACH, ROLES, STALE, WARN, count, plain, remaining, value_role
from console.desk.work.times import age

_SHARES = ("in_60", "gave_up", "slot_load", "got_person")


def framed(view: View, width: int, rows: int) -> list[PaneLine]:
    """The pane in a frame, above why a person was wanted where there are rows for both."""
    frame = Frame(has_focus=view.focus == "alarms")
    has_reasons = rows >= reasons.ROWS + 3
    own = rows - reasons.ROWS - 1 if has_reasons else rows
    inner = width - 2
    lines = [_top(view, frame, width)]
    lines += [PaneLine(frame.row(width, line.bits), line.target) for line in _body(view, inner, own)]
    if has_reasons:
        lines.append(frame.middle(width, *reasons.heading(view)))
        lines += [PaneLine(frame.row(width, line)) for line in reasons.lines(view)]
    return [*lines, frame.bottom(width)]


def plain_lines(view: View, rows: int, *, has_detail: bool) -> list[PaneLine]:
    """The pane below a title line."""
    frame = Frame(has_focus=view.focus == "alarms")
    body = _narrow_body(view, rows, has_detail=has_detail)
    return [_top(view, frame, view.width, is_line=True), *body]


def _top(view: View, frame: Frame, width: int, *, is_line: bool = False) -> PaneLine:
    make = frame.line if is_line else frame.top
    if view.is_stale:
        said = t("floor.alarms.offline" if view.is_offline else "floor.alarms.still")
        return make(width, [title(t("floor.alarms.as_of", at=view.seconds(view.wall.at)))], [Bit(said, "muted")])
    return make(width, [title(t("floor.alarms", n=len(view.wall.alarms)))], [Bit(t("floor.alarms.keys"), "muted")])


def _body(view: View, width: int, rows: int) -> list[PaneLine]:
    shown = _shown(view, rows)
    lines = [_row(view, alarm, width) for alarm in shown]
    if not view.wall.alarms:
        lines = [PaneLine((Bit(" "), *_none(view)))]
    lead = " " + t("floor.alarms.last") + " "
    for cleared in view.wall.cleared[: max(0, rows - len(lines))]:
        lines.append(PaneLine((Bit(lead, "muted"), Bit(cut(over(view, cleared), width - cells(lead)), "muted"))))
        lead = " " * cells(lead)
    lines += [PaneLine(())] * (rows - len(lines))
    return [PaneLine(fitted(line.bits, width), line.target) for line in lines[:rows]]


def _narrow_body(view: View, rows: int, *, has_detail: bool) -> list[PaneLine]:
    lines = [_row(view, alarm, view.width, has_detail=has_detail) for alarm in _shown(view, rows)]
    if not view.wall.alarms:
        bits = [Bit(" "), *_none(view)]
        if view.wall.cleared and has_detail:
            words = over(view, view.wall.cleared[0], is_long=True)
            bits.append(Bit(f" · {t('floor.alarms.last')} {words}", "muted"))
        lines = [PaneLine(tuple(bits))]
    lines += [PaneLine(())] * (rows - len(lines))
    return [PaneLine(fitted(line.bits, view.width), line.target) for line in lines]


def _none(view: View) -> Line:
    if view.is_stale:
        words = t("floor.alarms.none_at", at=view.seconds(view.wall.at))
        return Bit(STALE, "stale"), Bit(" " + words, "stale")
    return Bit("○", "fine"), Bit(" " + t("floor.alarms.none"), "text")


def _shown(view: View, rows: int) -> Sequence[Alarm]:
    alarms = view.wall.alarms
    cursor = view.cursor("alarms") if view.focus == "alarms" else ""
    return alarms[window([str(alarm.number) for alarm in alarms], cursor, rows)]


def hidden(view: View, rows: int) -> list[Alarm]:
    """Those that have no row: they take the notice line in turn."""
    shown = _shown(view, rows)
    return [alarm for alarm in view.wall.alarms if alarm not in shown]


def glyph(view: View, alarm: Alarm) -> str:
    """How bad it is."""
    return STALE if view.is_stale else BREACH if alarm.level == "breach" else WARN


def _row(view: View, alarm: Alarm, width: int, *, has_detail: bool = False) -> PaneLine:
    sign = glyph(view, alarm)
    mark, fill = pane_mark(view, "alarms", str(alarm.number))
    words = said(view, alarm)
    detail = details(view, alarm) if has_detail else ""
    act = action(alarm)
    end = (Bit(f"{' ' if act else ''}{act} ", "muted", fill),)
    seen = Bit(" ✓", "muted", fill) if alarm.acked_by else Bit("", "muted", fill)
    start = [
        mark,
        Bit(str(alarm.number), "key" + BOLD, fill),
        Bit(" ", "text", fill),
        Bit(sign, ROLES[sign], fill),
        Bit(f" {words}", value_role(sign), fill),
        Bit(f" · {detail}" if detail else "", "text", fill),
        seen,
    ]
    return PaneLine(tuple(bit for bit in two_ends(start, end, width) if bit.text), Target("alarm", str(alarm.number)))


def action(alarm: Alarm) -> str:
    """The best action with its count."""
    return t(f"floor.action.{alarm.action}", n=count(alarm.reach)) if alarm.action else ""


def said(view: View, alarm: Alarm) -> str:
    """What an alarm says, in as few words as it needs."""
    params = _params(view, alarm)
    if alarm.kind == "late" and alarm.deadline <= view.then:
        return t("floor.alarm.late.past", **params)
    return t(f"floor.alarm.{alarm.kind}", **params)


def details(view: View, alarm: Alarm) -> str:
    """What else there is to say of it."""
    if alarm.kind == "help":
        return t("floor.detail.help", **_params(view, alarm)) if alarm.name else ""
    queue = view.queue(alarm.queue)
    if alarm.kind in ("late", "nobody") and queue is not None:
        free = count(queue.slots - queue.busy)
        return t("floor.detail.queue", waiting=count(queue.wait), free=free)
    if alarm.kind == "waiting":
        return t("floor.goal.under", goal=plain(view.goal("waiting")))
    if alarm.kind == "spike":
        return t("floor.detail.spike", n=count(alarm.count), usual=plain(alarm.usual))
    if alarm.kind in ("in_60", "got_person"):
        return t("floor.goal", goal=plain(view.goal(alarm.kind)) + "%")
    if alarm.kind in ("gave_up", "slot_load"):
        return t("floor.goal.under", goal=plain(view.goal(alarm.kind)) + "%")
    return ""


def over(view: View, cleared: Cleared, *, is_long: bool = False) -> str:
    """An alarm that is over, with its clock times."""
    alarm = cleared.alarm
    params = _params(view, alarm)
    params |= {"raised": view.hours(alarm.raised_at), "cleared": view.hours(cleared.at)}
    if alarm.kind == "help":
        params["age"] = age(cleared.at - alarm.raised_at)
        return t("floor.over.help.long" if is_long else "floor.over.help", **params)
    return t("floor.over", what=t(f"floor.was.{alarm.kind}", **params), **params)


def _params(view: View, alarm: Alarm) -> dict[str, object]:
    since = alarm.since or alarm.raised_at
    times = alarm.count / alarm.usual if alarm.usual else alarm.value
    room = alarm.deadline - view.then
    span = remaining(room) if room > 0 else age(-room if alarm.deadline else max(0, view.then - since))
    return {
        "topic": alarm.topic,
        "queue": alarm.queue,
        "agent": view.agent_name(alarm.agent),
        "name": alarm.name,
        "n": count(alarm.count),
        "times": plain(times),
        "value": f"{plain(alarm.value)}%" if alarm.kind in _SHARES else plain(alarm.value),
        "age": span,
    }
