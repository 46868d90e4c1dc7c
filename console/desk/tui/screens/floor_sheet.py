"""The wall's own last lines while a sheet stands over it: what the sheet advises, and its keys."""

from collections.abc import Sequence

from textual.screen import Screen

from console.desk.actions import FLOOR
from console.desk.tui.screens.dialogs.sheet import Sheet
from console.desk.tui.widgets.keysline import spans_of
from console.desk.work.floor.ink import BAR, CANVAS, Bit, Drawing, fitted, two_ends
from console.desk.work.floor.signs import in_ascii
from console.desk.work.floor.view import View
from console.desk.work.hints import Pair, fit


def beneath(sheet: Screen[object], drawing: Drawing, view: View) -> Drawing:
    """The drawing as it is, but under a sheet: none of its own keys work, and the sheet's are told in their place."""
    if not isinstance(sheet, Sheet) or len(drawing.lines) < 2:
        return drawing
    keys = fit(sheet.hints(), view.keymap, FLOOR, max(0, view.width - 2))
    advice = fitted((Bit(" "), Bit(sheet.advice(), "text")), view.width)
    line = two_ends([Bit(" "), *_bits(keys.left)], [*_bits(keys.right), Bit(" ")], view.width)
    last = [(CANVAS, advice), (BAR, line)]
    lines = (*drawing.lines[:-2], *((fill, in_ascii(bits) if view.is_ascii else bits) for fill, bits in last))
    return Drawing(lines, tuple(place for place in drawing.places if place.target.kind != "key"))


def _bits(pairs: Sequence[Pair]) -> list[Bit]:
    return [Bit(span.text, span.role) for span in spans_of(pairs)]
