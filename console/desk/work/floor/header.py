"""The wall's first two lines: who, alarms, window, age of the figures, link and clock; and the promise kept or not."""

from console.core.text.messages import t
from console.desk.adapters.port import Link
from console.desk.work.floor.ink import BOLD, Bit, Line, Target, size, two_ends
from console.desk.work.floor.view import View
from console.desk.work.floor.words import BREACH, FINE, ROLES, STALE, WARN, count, queue_glyph, remaining, value_role
from console.desk.work.linked import standing
from console.desk.work.times import age

_NAMED = 60
"""Columns from which the viewer's name has room."""


def header(view: View) -> Line:
    """Line 1, with what the width has room for."""
    if view.width >= 120:
        who = [Bit(" ", "header"), Bit(t("header.product"), "header" + BOLD)]
        who.append(Bit(f"  {view.wall.workspace or view.workspace} · ", "muted"))
        who += [*_who(view), Bit("   "), *_alarms(view, is_wide=True)]
        zone = view.wall.zone.rpartition("/")[2].replace("_", " ")
        span = Bit(f"{window(view)} · {zone}", "muted")
        figures = Bit(t("floor.age.wide", age=_age(view)), _age_role(view))
        end = [span, Bit("   "), figures, Bit("   "), *_link(view, "  "), Bit("   "), *_clock(view)]
        return two_ends(who, end, view.width)
    who = [Bit(" ", "header"), *_who(view), Bit("  "), *_alarms(view, is_wide=False)]
    figures = Bit(t("floor.age", age=_age(view)), _age_role(view))
    if view.width < _NAMED:
        return _tiny(view, figures)
    if view.width >= 80:
        gap = Bit("   " if view.is_offline else "  ")
        end = [Bit(window(view), "muted"), Bit("  "), figures, Bit("  "), *_link(view, " "), gap, *_clock(view)]
    else:
        end = [figures, Bit(" "), *_link(view, ""), Bit("  "), *_clock(view)]
    return two_ends(who, end, view.width)


def _tiny(view: View, figures: Bit) -> Line:
    """What is never left out: alarms, link and clock, and the age where there is room."""
    who = [Bit(" ", "header"), *_alarms(view, is_wide=False), Bit("  ")]
    end = [*_link(view, ""), Bit("  "), *_clock(view)]
    if size(who) + size(end) + size([figures]) < view.width:
        end = [figures, Bit(" "), *end]
    return two_ends(who, end, view.width)


def _who(view: View) -> list[Bit]:
    return [Bit(view.me, "header" + BOLD), Bit(" "), Bit("●", "fine"), Bit(" " + t("floor.place"), "header")]


def _alarms(view: View, *, is_wide: bool) -> list[Bit]:
    if view.is_stale:
        return [Bit(STALE, "stale"), Bit(" " + t("floor.stale", age=age(view.age)), "stale" + BOLD)]
    counts = [(BREACH, sum(a.level == "breach" for a in view.wall.alarms))]
    counts.append((WARN, sum(a.level != "breach" for a in view.wall.alarms)))
    if not view.wall.alarms:
        return [Bit(t("floor.no_alarms"), "muted")]
    bits = [Bit(t("floor.alarms.lead") + " ", "header")] if is_wide else []
    for glyph, number in counts:
        if number:
            bits += [Bit(glyph, ROLES[glyph]), Bit(f" {number} ", ROLES[glyph])]
    return [*bits[:-1], bits[-1]._replace(text=bits[-1].text.rstrip())]


def window(view: View) -> str:
    """The time that figures are over."""
    return t("floor.window", n=view.wall.window) if view.wall.window else t("floor.window.day")


def _age(view: View) -> str:
    if view.age < 10_000:
        return t("floor.seconds", n=f"{view.age / 1000:.1f}")
    return t("floor.seconds", n=view.age // 1000) if view.age < 60_000 else age(view.age)


def _age_role(view: View) -> str:
    return "stale" if view.is_dim else "muted"


def _link(view: View, gap: str) -> list[Bit]:
    """The mark, the word and the round trip; the smallest wall has no room for the last."""
    link = view.link
    mark, word, role = standing(link, view.clock)
    if link.link is Link.OFFLINE and view.width < 120:
        return [Bit(word, role)]
    bits = [Bit(mark, role), Bit(" " + word, role)]
    if link.link is Link.LIVE and link.rtt_ms is not None and gap and not link.silent_since:
        bits.append(Bit(f"{gap}{min(link.rtt_ms, 99_999)} ms", "muted"))
    return bits


def _clock(view: View) -> list[Bit]:
    return [Bit(view.seconds(view.now), "header" + BOLD), Bit(" ")]


def promise(view: View) -> tuple[Line, Target | None]:
    """Line 2: every request since midnight and how it ended, and who is late next; with what the latter opens."""
    kept = view.wall.kept
    glyph = STALE if view.is_stale else BREACH if kept.broken or kept.late_promises else FINE
    end, target = _next_late(view)
    numbers = {
        name: count(getattr(kept, name))
        for name in ("asked", "got", "waiting", "promised", "left", "withdrew", "broken")
    }
    said = t("floor.promise.as_of", at=view.seconds(view.wall.at)) if view.is_stale else ""
    lead = " " if view.width < 80 else ": "
    start = [Bit(" "), Bit(glyph, ROLES[glyph]), Bit(" " + t("floor.promise"), "text" + BOLD)]
    if view.is_stale:
        start.append(Bit(": " + said, "text"))
    elif view.width < 80:
        start.append(Bit(" " + lead + t("floor.promise.small", **numbers), value_role(glyph)))
    elif view.width < 120:
        start.append(Bit(lead + t("floor.promise.short", **numbers), value_role(glyph)))
    else:
        start.append(Bit(lead + t("floor.promise.whole", **numbers), value_role(glyph)))
    if kept.broken and not view.is_stale:
        start.append(Bit(", " + t("floor.promise.broken", n=numbers["broken"]), "breach"))
    if size(start) + size(end) > view.width:
        start = start[:3]
    if size(start) + size(end) > view.width and not view.is_stale:
        start = [*start[:2], Bit(" " + t("floor.promise.small", **numbers), value_role(glyph)), Bit(" ")]
    return two_ends(start, end, view.width), target


def _next_late(view: View) -> tuple[list[Bit], Target | None]:
    late = view.wall.kept.next_late
    if late is None:
        return [
            Bit(STALE if view.is_stale else FINE, "stale" if view.is_stale else "fine"),
            Bit(" " + t("floor.next_late.none") + " ", "text"),
        ], None
    target = Target("queue", late.queue)
    if view.is_stale and view.is_offline and late.deadline <= view.now:
        return [Bit(STALE, "stale"), Bit(" " + t("floor.next_late.passed") + " ", "stale")], target
    room = late.deadline - view.then
    queue = view.queue(late.queue)
    glyph = STALE if view.is_stale else BREACH if room <= 0 else queue_glyph(view, queue) if queue else FINE
    if room <= 0:
        words = t("floor.next_late.late", age=age(-room), queue=late.queue)
    else:
        words = t("floor.next_late.was" if view.is_stale else "floor.next_late", age=remaining(room), queue=late.queue)
    return [Bit(glyph, ROLES[glyph]), Bit(f" {words} ", value_role(glyph))], target
