"""The alarm's menu as a box over the wall, with its notice and its keys."""

from typing import Final

from console.core.text.messages import t
from console.core.text.width import cells
from console.desk.actions import FLOOR
from console.desk.work.floor import alarms
from console.desk.work.floor.draw import draw
from console.desk.work.floor.ink import BAR, BOLD, CANVAS, Bit, Drawing, Line, PaneLine, Target, fitted, left
from console.desk.work.floor.view import View
from console.desk.work.floor.words import ROLES, count
from console.desk.work.floor_views import people
from console.desk.work.floor_views.menu import CHANGES, Item, Menu
from console.desk.work.floor_views.sheet import Key, keys_line, overlay, plain_signs, said

_WIDE: Final = 76
_COUNT_AT: Final = 40
"""Where the counts begin, from the box's inside."""
_TOP: Final = 9
_ASKS: Final = frozenset(("notice_all", "banner", "state", "close"))
"""What changes something after a yes, beside the overflow."""


def draw_menu(view: View, found: Menu, cursor: int) -> Drawing:
    """The wall with the menu over it."""
    wall = draw(view)
    wide = min(_WIDE, view.width - 2)
    box = _box(view, found, cursor, wide)
    room = view.height - 2
    y = _TOP if view.height >= 36 else max(1, (room - len(box)) // 2)
    drawing = overlay(wall, box[:room], (view.width - wide) // 2, y)
    bits, places = keys_line(view, _keys(view, found, cursor))
    lines = [*drawing.lines[:-2], (CANVAS, fitted(_notice(view, found, cursor), view.width)), (BAR, bits)]
    if view.is_ascii:
        lines = [(fill, plain_signs(line)) for fill, line in lines]
    kept = tuple(place for place in drawing.places if place.y < view.height - 2)
    return Drawing(tuple(lines), (*kept, *places))


def _box(view: View, found: Menu, cursor: int, wide: int) -> list[PaneLine]:
    """At most as many lines as there is room for: blank ones go first."""
    sign = alarms.glyph(view, found.alarm)
    inner = wide - 2
    head: list[Line] = [(Bit(" "), Bit(sign, ROLES[sign]), Bit(" " + found.head[0]))]
    if found.head[1]:
        head.append((Bit(" " + found.head[1]),))
    lines = [_edge("╭", "╮", t("menu.title", n=found.alarm.number), t("menu.closes"), wide, is_top=True)]
    rows = [PaneLine(line) for line in head]
    rows += [PaneLine(())]
    rows += [_row(item, inner, number == cursor, number) for number, item in enumerate(found.items)]
    item = found.items[cursor] if cursor < len(found.items) else None
    if item is not None and item.detail:
        rows += [PaneLine(()), PaneLine((Bit(" " + item.detail, "muted"),))]
    if view.height < len(rows) + 6:
        rows = [row for row in rows if row.bits]
    side = Bit("│", "quiet-border")
    lines += [PaneLine((side, *fitted(row.bits, inner), side), row.target) for row in rows]
    lines.append(_edge("╰", "╯", "", _enter(view, item), wide, is_top=False))
    return lines


def _enter(view: View, item: Item | None) -> str:
    if item is None:
        return ""
    reached = f", {count(item.reach)}" if item.reach and item.id != "read" else ""
    return f"{view.keymap.name('open', FLOOR)} {item.enter}{reached}"


def _edge(first: str, last: str, title: str, end: str, wide: int, *, is_top: bool) -> PaneLine:
    role = "quiet-border"
    own = (Bit(" ", role), Bit(title, "text" + BOLD), Bit(" ", role)) if title else ()
    room = wide - 2 - sum(cells(bit.text) for bit in own) - (cells(end) + 2 if end else 0)
    if room < 0:
        end, room = "", wide - 2 - sum(cells(bit.text) for bit in own)
    tail = (Bit(f" {end} ", "muted" if is_top else "key-label" + BOLD),) if end else ()
    return PaneLine((Bit(first, role), *own, Bit("─" * room, role), *tail, Bit(last, role)))


def _row(item: Item, inner: int, has_cursor: bool, number: int) -> PaneLine:
    fill = "row" if has_cursor else ""
    mark = Bit("▌", "focus-border", fill) if has_cursor else Bit(" ", "text", fill)
    key = item.key or " "
    at = min(_COUNT_AT, inner - 8)
    label = left(item.label, max(1, at - 1 - cells(key) - 2))
    bits = (
        mark,
        Bit(key, "key", fill),
        Bit("  " + label, "text" + BOLD if has_cursor else "text", fill),
        Bit(item.tally, "muted", fill),
    )
    return PaneLine(bits, Target("item", str(number)))


def _notice(view: View, found: Menu, cursor: int) -> list[Bit]:
    item = found.items[cursor] if cursor < len(found.items) else None
    own = view.notice
    if own is not None:
        return said(own.glyph or "·", own.text)
    if item is None:
        return []
    if view.is_offline and item.id in CHANGES:
        return said("▲", t("acts.offline"))
    if item.id == "overflow":
        words = " · ".join((t("menu.two_keys"), item.then, t("menu.overflow.moves")))
    elif item.id in _ASKS:
        words = " · ".join(part for part in (t("menu.two_keys"), item.then) if part)
    else:
        words = item.then or item.label
    glyph = alarms.glyph(view, found.alarm)
    return said(glyph, words)


def _keys(view: View, found: Menu, cursor: int) -> list[Key]:
    item = found.items[cursor] if cursor < len(found.items) else None
    keys = []
    if item is not None and not (view.is_offline and item.id in CHANGES):
        label = item.label
        if item.id == "overflow":
            lang = people.lang_of(found.queue)
            params = {"lang": lang, "what": found.queue, "n": count(item.reach)}
            label = t("menu.overflow.key" if lang else "menu.overflow.key.any", **params)
        keys.append(Key("open", view.keymap.name("open", FLOOR), label, short=t("short.do")))
    keys.append(Key("down", "↑↓", t("menu.key.choose")))
    letters = [other.key for other in found.items if other.key and not (view.is_offline and other.id in CHANGES)]
    if letters:
        keys.append(Key("", " ".join(letters), t("menu.key.at_once")))
    numbers = [alarm.number for alarm in view.wall.alarms]
    if len(numbers) > 1:
        keys.append(Key("", f"{min(numbers)}-{max(numbers)}", t("menu.key.alarm")))
    keys.append(Key("quit", "Esc", t("menu.key.close"), is_right=True))
    keys.append(Key("keys", view.keymap.name("keys", FLOOR), t("floor.key.keys"), is_right=True))
    return keys
