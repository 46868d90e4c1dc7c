"""What every place behind the wall is laid on: lines from the top down, a notice and the keys at the foot, overlays."""

from collections.abc import Sequence

import msgspec

from console.core.text.width import cells
from console.desk.actions import FLOOR
from console.desk.work.floor.ink import Bit, Drawing, Line, PaneLine, Place, Target, size
from console.desk.work.floor.ink import two_ends as ended
from console.desk.work.floor.page import Page
from console.desk.work.floor.signs import in_ascii
from console.desk.work.floor.view import View

_GAP = 2


class Key(msgspec.Struct, frozen=True):
    """One key with what it does, as the last line says it."""

    action: str
    key: str
    label: str
    is_right: bool = False
    changes: bool = False
    """It changes something on the floor: not while the link is down."""
    short: str = ""
    """The label where room is scarce."""


def key(view: View, action: str, label: str, *, is_right: bool = False, changes: bool = False, short: str = "") -> Key:
    """The key of an action, as the wall writes it."""
    name = view.keymap.name(action, FLOOR)
    name = {"Tab": "tab", "Space": "space"}.get(name, name)
    return Key(action, name, label, is_right, changes, short)


class Sheet(Page):
    """Lines as they are laid."""

    def done(self, notice: Sequence[Bit], keys: Sequence[Key]) -> Drawing:
        """With the notice and the keys below, at the height of the screen."""
        own = self.view.notice
        if own is not None:
            notice = (Bit(" "), Bit(own.glyph or "·", _NOTICE.get(own.glyph, "muted")), Bit(" " + own.text))
        return self.ended((notice, None), keys_line(self.view, keys), plain_signs)


_NOTICE = {"○": "fine", "▲": "warn", "■": "breach"}


_TABLE = str.maketrans("▒−", "%-")


def plain_signs(line: Line) -> Line:
    """The line with ASCII signs only."""
    return tuple(bit._replace(text=bit.text.translate(_TABLE)) for bit in in_ascii(line))


def said(glyph: str, words: str, role: str = "text") -> list[Bit]:
    """A notice with its glyph."""
    return [Bit(" "), Bit(glyph, _NOTICE.get(glyph, "muted")), Bit(" " + words, role)]


def keys_line(view: View, keys: Sequence[Key]) -> tuple[Line, list[Place]]:
    """The keys that work now, and where each stands; what opens, the way back and the help go last."""
    kept = [key for key in keys if key.key and not (key.changes and view.is_offline)]
    left, right = fit(kept, view.width - 2 - _GAP)
    bits = ended([Bit(" "), *_bits(left)], [*_bits(right), Bit(" ")], view.width)
    places = _places(left, 1, view.height - 1)
    return bits, [*places, *_places(right, view.width - 1 - _wide(right), view.height - 1)]


def fit(keys: Sequence[Key], room: int) -> tuple[list[Key], list[Key]]:
    """The keys at the left and at the right that have room.

    Labels get short; then all others may still have theirs without the way back; else what stands last goes.
    """
    left, right = [k for k in keys if not k.is_right], [k for k in keys if k.is_right]
    if _wide(left) + _wide(right) <= room:
        return left, right
    left = [msgspec.structs.replace(key, label=key.short or key.label) for key in left]
    if _wide(left) + _wide(right) > room >= _wide(left) + _wide(right[1:]) and len(right) > 1:
        return left, right[1:]
    while _wide(left) + _wide(right) > room and any(key.action != "open" for key in left):
        last = max(n for n, key in enumerate(left) if key.action != "open")
        del left[last]
    while len(right) > 1 and _wide(left) + _wide(right) > room:
        del right[0]
    return (left if _wide(left) + _wide(right) <= room else []), right


def _wide(keys: Sequence[Key]) -> int:
    return sum(cells(key.key) + 1 + cells(key.label) for key in keys) + _GAP * max(0, len(keys) - 1)


def _bits(keys: Sequence[Key]) -> list[Bit]:
    bits: list[Bit] = []
    for number, key in enumerate(keys):
        bits += [Bit(" " * _GAP, "key-label")] if number else []
        bits += [Bit(key.key, "key"), Bit(" " + key.label, "key-label")]
    return bits


def _places(keys: Sequence[Key], start: int, y: int) -> list[Place]:
    places = []
    for key in keys:
        wide = cells(key.key) + 1 + cells(key.label)
        places.append(Place(y, start, start + wide, Target("key", key.action)))
        start += wide + _GAP
    return places


# Overlays.


def part(line: Line, start: int, end: int) -> Line:
    """The cells of a line from `start` to before `end`; a sign of two cells that is cut in half becomes a blank."""
    found: list[Bit] = []
    column = 0
    for bit in line:
        wide = cells(bit.text)
        if start <= column and column + wide <= end:
            found.append(bit)
        elif column < end and column + wide > start:
            found.append(bit._replace(text=_middle(bit.text, start - column, end - column)))
        column += wide
    return tuple(found)


def _middle(text: str, start: int, end: int) -> str:
    """The cells of a text from `start` to before `end`."""
    kept = ""
    for length in range(1, len(text) + 1):
        before, after = cells(text[: length - 1]), cells(text[:length])
        if before >= start and after <= end:
            kept += text[length - 1]
        elif before < start < after or before < end < after:
            kept += " "
    return kept


def overlay(drawing: Drawing, box: Sequence[PaneLine], x: int, y: int, fill: str = "raised") -> Drawing:
    """The box over the drawing: what it covers cannot be clicked any more."""
    lines, places = list(drawing.lines), list(drawing.places)
    for row, line in enumerate(box, y):
        if not 0 <= row < len(lines):
            continue
        under, wide = lines[row][1], size(line.bits)
        own = tuple(bit if bit.on else bit._replace(on=fill) for bit in line.bits)
        total = size(under)
        lines[row] = (lines[row][0], (*part(under, 0, x), *own, *part(under, x + wide, total)))
        places = [place for place in places if place.y != row or place.end <= x or place.start >= x + wide]
        places.append(Place(row, x, x + wide, line.target or Target("none", "")))
    return Drawing(tuple(lines), tuple(places))
