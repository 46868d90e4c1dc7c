"""The wall's last lines: what is promised and which slots are free, the notice of the moment."""

from console.core.metrics.wall import Alarm
from console.core.text.messages import t
from console.desk.actions import FLOOR
from console.desk.work.floor import alarms
from console.desk.work.floor.ink import Bit, Line, Target, fitted, two_ends
from console.desk.work.floor.view import View
from console.desk.work.floor.words import FINE, ROLES, STALE, WARN, count, remaining, value_role
from console.desk.work.times import age

TURN = 10_000
"""Milliseconds that an alarm without a row has the notice line before the next has it."""


def promised(view: View) -> Line:
    """What is promised and due next, and the free slots by language."""
    kept, first = view.wall.kept, view.wall.next_promise
    start = [Bit(" ")]
    if not kept.promised:
        start.append(Bit(t("floor.promised.none"), "muted"))
    else:
        late = t("floor.promised.late" if kept.late_promises else "floor.promised.in_time", n=kept.late_promises)
        role = "breach" if kept.late_promises else "text"
        start.append(Bit(t("floor.promised", n=count(kept.promised), late=late), role))
        if first is not None:
            what = t(f"floor.promised.{first.kind}")
            at = view.hours(first.due)
            start.append(
                Bit(": " + t("floor.promised.next", at=at, what=what, lang=first.lang, name=first.name), "text")
            )
    free = [t("floor.free", n=count(sum(number for _, number in view.wall.free)))]
    free += [f"{lang} {number}" for lang, number in view.wall.free if lang]
    end = [Bit("  ".join([free[0] + ":", *free[1:]]) + " ", "text")]
    return two_ends(start, end, view.width)


def notice(view: View, rows: int, *, is_small: bool = False) -> tuple[Line, Target | None]:
    """The line above the keys: an answer to the viewer's own key, else what matters most; with what it opens."""
    own = view.notice
    if own is not None:
        return _line(view, own.glyph or STALE, own.text, role="text"), None
    if view.is_stale or view.is_offline:
        return _stale(view), None
    waiting = [alarm for alarm in alarms.hidden(view, rows) if not alarm.acked_by]
    if waiting:
        alarm = waiting[view.clock // TURN % len(waiting)]
        return _hidden(view, alarm), Target("alarm", str(alarm.number))
    if is_small:
        key = view.keymap.name("go_desk", FLOOR)
        return _line(view, STALE, t("floor.notice.small", key=key), role="muted"), None
    worst = foremost(view)
    if worst is not None:
        return _worst(view, worst), Target("alarm", str(worst.number))
    return _line(view, FINE, _calm(view), role="text"), None


def foremost(view: View) -> Alarm | None:
    """The alarm that comes first: one that nobody has seen, the worst, the oldest."""
    return min(view.wall.alarms, key=lambda a: (bool(a.acked_by), a.level != "breach", a.number), default=None)


def _line(view: View, glyph: str, words: str, *, role: str = "") -> Line:
    bits = (Bit(" "), Bit(glyph, ROLES.get(glyph, "muted")), Bit(" " + words, role or value_role(glyph)))
    return fitted(bits, view.width)


def _stale(view: View) -> Line:
    key = view.keymap.name("retry", FLOOR)
    if not view.is_offline:
        return _line(view, WARN, t("floor.notice.stopped", at=view.seconds(view.wall.at), key=key), role="text")
    link = view.link
    since = age(max(0, view.clock - link.since))
    if link.is_trying or not link.retry_at:
        again = t("floor.notice.trying")
    else:
        again = t("floor.notice.again", left=age(max(0, link.retry_at - view.clock)))
    return _line(view, WARN, t("floor.notice.offline", age=since, again=again, key=key), role="text")


def _hidden(view: View, alarm: Alarm) -> Line:
    detail = alarms.details(view, alarm)
    glue = " " if alarm.kind == "help" else " · "
    words = alarms.said(view, alarm) + (glue + detail if detail else "")
    sign = alarms.glyph(view, alarm)
    key = view.keymap.name("acknowledge", FLOOR)
    tail = " · " + t("floor.notice.seen", key=key.lower()) if key else ""
    bits = (
        Bit(" "),
        Bit(sign, ROLES[sign]),
        Bit(f" {alarm.number} ", "key"),
        Bit(words, value_role(sign)),
        Bit(tail, "muted"),
    )
    return fitted(bits, view.width)


def _worst(view: View, alarm: Alarm) -> Line:
    words = alarms.said(view, alarm)
    queue = view.queue(alarm.queue)
    if alarm.kind == "spike":
        words += ": " + t("floor.notice.spike", n=count(alarm.count), usual=f"{alarm.usual:g}")
        if queue is not None:
            free = queue.slots - queue.busy
            slots = t("floor.notice.free" if free > 0 else "floor.notice.full", queue=queue.name, n=count(free))
            words += " · " + t("floor.notice.queue", waiting=count(queue.wait), slots=slots)
    elif detail := alarms.details(view, alarm):
        words += (" " if alarm.kind == "help" else ": ") + detail
    sign = alarms.glyph(view, alarm)
    tail = " · " + t("floor.notice.helps", n=alarm.number)
    bits = (Bit(" "), Bit(sign, ROLES[sign]), Bit(" " + words, value_role(sign)), Bit(tail, "text"))
    return fitted(bits, view.width)


def _calm(view: View) -> str:
    queues = view.wall.queues
    if not any(queue.wait for queue in queues):
        return t("floor.notice.nobody")
    unoffered = [queue.next_late for queue in queues if queue.wait > queue.offer and queue.next_late]
    if not unoffered:
        return t("floor.notice.offered")
    room = min(unoffered) - view.then
    if room <= 0:
        return t("floor.notice.late", age=age(-room))
    return t("floor.notice.calm", age=remaining(room))
