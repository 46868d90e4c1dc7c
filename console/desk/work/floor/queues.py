"""The queues, by time to late: who waits, under offer, how long, until when, and the slots at home."""

from console.core.metrics.wall import QueueLine
from console.core.text.messages import t
from console.desk.work.floor.frames import Frame, title
from console.desk.work.floor.ink import Bit, PaneLine, Target, fitted, left, right
from console.desk.work.floor.view import View
from console.desk.work.floor.words import NONE, ROLES, count, of, queue_glyph, remaining, value_role, whole
from console.desk.work.times import age

_NAME = 12
_HEAD = 15
"""Cells before the first head of a column."""


def pane_mark(view: View, pane: str, own: str) -> tuple[Bit, str]:
    """The cursor's mark before a line, and the line's fill."""
    has = view.focus == pane and view.cursor(pane) == own
    return (Bit("▌", "focus-border", "row"), "row") if has else (Bit(" "), "")


def window(ids: list[str], cursor: str, rows: int) -> slice:
    """The lines that fit, moved so that the cursor is among them."""
    place = ids.index(cursor) if cursor in ids else 0
    top = max(0, place - rows + 1)
    return slice(top, top + rows)


def framed(view: View, width: int, rows: int) -> list[PaneLine]:
    """The pane in a frame; `rows` lines between its edges."""
    frame = Frame(has_focus=view.focus == "queues")
    extra = width - 76
    lines = [frame.headed(width, [title(_title(view))], t("floor.queues.columns"), _HEAD + extra)]
    shown = view.queues()
    has_rest = len(shown) > rows
    kept = shown[window([q.name for q in shown], view.cursor("queues"), rows - has_rest)]
    inner = [_row(view, queue, extra=extra) for queue in kept]
    if has_rest:
        inner.append(_rest(view, kept))
    inner += [PaneLine(())] * (rows - len(inner))
    lines += [PaneLine(frame.row(width, line.bits), line.target) for line in inner]
    return [*lines, frame.bottom(width)]


def plain(view: View, rows: int, *, is_small: bool) -> list[PaneLine]:
    """The pane below a title line: `rows` queues, and a line for the rest."""
    frame = Frame(has_focus=view.focus == "queues")
    extra = max(0, view.width - 80) if not is_small else view.width - 60
    columns = t("floor.queues.columns.small" if is_small else "floor.queues.columns")
    words = t("floor.queues.small") if is_small else _title(view)
    lines = [frame.headed_line(view.width, [title(words)], columns, _HEAD + 1 + extra)]
    shown = view.queues()
    if len(shown) <= rows + 1:
        kept, rest = shown, []
    else:
        kept = shown[window([q.name for q in shown], view.cursor("queues"), rows)]
        rest = [_rest(view, kept)]
    body = [_row(view, queue, extra=extra, is_small=is_small) for queue in kept]
    body += [PaneLine(())] * (rows + 1 - len(body) - len(rest))
    return [*lines, *(PaneLine(fitted(line.bits, view.width), line.target) for line in (*body, *rest))]


def _title(view: View) -> str:
    if view.is_stale:
        return t("floor.queues.as_of", at=view.seconds(view.wall.at))
    shown = len(view.queues())
    if view.filter or view.is_filtering:
        return t("floor.queues.filtered", n=shown, text=view.filter + ("█" if view.is_filtering else ""))
    return t("floor.queues", n=shown)


def _row(view: View, queue: QueueLine, *, extra: int = 0, is_small: bool = False) -> PaneLine:
    mark, fill = pane_mark(view, "queues", queue.name)
    glyph = queue_glyph(view, queue)
    role = value_role(glyph)
    waits = bool(queue.wait)
    longest, late = _times(view, queue)
    quiet = "text" if waits else "muted"
    slots = f"{queue.slots - queue.busy}/{queue.slots}"
    bits = [
        mark,
        Bit(glyph, ROLES[glyph], fill),
        Bit(" " + left(queue.name, _NAME + extra), "text", fill),
        Bit(right(count(queue.wait), 4), role if waits else "muted", fill),
        Bit(right(count(queue.offer), 6), quiet, fill),
        Bit(right(longest, 9), quiet, fill),
        Bit(right(late, 9), role if waits else "muted", fill),
        Bit(right(whole(of(queue.in_60, queue.answered + queue.left)), 7), "text", fill),
    ]
    if not is_small:
        bits.append(Bit(right(count(queue.left), 6), "text", fill))
    bits.append(Bit(right(slots, 8), "text", fill))
    open_sign = Bit("+" if queue.overflow else " ", "key", fill)
    if is_small:
        return PaneLine((*bits, open_sign, Bit(" ", "text", fill)), Target("queue", queue.name))
    tail = Bit(right(count(queue.on), 3) + right(count(queue.missed), 5) + " ", "text", fill)
    return PaneLine((*bits, open_sign, tail), Target("queue", queue.name))


def _times(view: View, queue: QueueLine) -> tuple[str, str]:
    """How long the first has waited and when somebody is late; of a closed queue, when it opens."""
    if queue.closed and not queue.wait:
        return t("floor.queue.closed"), view.hours(queue.opens_at) if queue.opens_at else NONE
    if not queue.wait:
        return NONE, NONE
    longest = age(view.then - queue.longest_since) if queue.longest_since else NONE
    room = queue.next_late - view.then
    return longest, NONE if not queue.next_late else remaining(room) if room > 0 else "-" + age(-room)


def _rest(view: View, kept: tuple[QueueLine, ...]) -> PaneLine:
    """What the queues below the fold come to."""
    others = [queue for queue in view.queues() if queue not in kept]
    words = t(
        "floor.queues.rest",
        n=len(others),
        waiting=count(sum(queue.wait for queue in others)),
        free=count(sum(queue.slots - queue.busy for queue in others)),
        slots=count(sum(queue.slots for queue in others)),
    )
    return PaneLine((Bit("   " + words, "muted"),))
