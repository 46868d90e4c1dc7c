"""How styles look on a terminal, and the shortest words that turn one look into another."""

from functools import lru_cache
from typing import Final, NamedTuple

from rich.color import ColorSystem
from rich.style import Style
from textual.strip import Strip

_KEPT: Final = 4_096
_OFF: Final = {"1": "22", "2": "22", "3": "23", "4": "24", "5": "25", "6": "25", "7": "27", "8": "28", "9": "29"}
"""What ends an attribute; the others end with all of a look."""
_UNSEEN: Final = frozenset("123568")
"""Attributes that a blank does not show."""


class Codes(NamedTuple):
    """The parts of a look, as the terminal is told them."""

    attributes: tuple[str, ...]
    color: str
    fill: str


def look(style: Style | None, system: ColorSystem) -> str:
    """All of a style that is seen, as the terminal is told it."""
    if style is None:
        return ""
    known: str | None = style._ansi
    # Past its cache, which would keep every style that says where in a text it stands: the style remembers it itself.
    return Strip.render_ansi.__wrapped__(Strip, style, system) if known is None else known


def noted(style: Style, note: Style) -> Style:
    """A style with what is not seen but for the mouse; past the cache of sums, in which each would stay."""
    both = Style._add.__wrapped__(style, note)
    both._ansi = style._ansi
    return both


@lru_cache(_KEPT)
def turned(now: str, then: str) -> str:
    """From one look to another."""
    if not then or not now:
        return f"\x1b[{then or '0'}m"
    before, after = _codes(now), _codes(then)
    ends = {_OFF.get(code, "0"): True for code in before.attributes if code not in after.attributes}
    # One end is that of two attributes, so the other one begins again.
    words = [*ends, *(code for code in after.attributes if code not in before.attributes or _OFF.get(code) in ends)]
    words += [after.color or "39"] * (after.color != before.color) + [after.fill or "49"] * (after.fill != before.fill)
    short = ";".join(words)
    return f"\x1b[0;{then}m" if "0" in ends or len(short) > len(then) + 2 else f"\x1b[{short}m"


@lru_cache(_KEPT)
def blank_after(now: str, then: str) -> str:
    """The look in which blanks are written after this one: of a look that they should have only the fill is seen."""
    before, after = _codes(now), _codes(then)
    if not _UNSEEN.issuperset(after.attributes):
        return then
    kept = [code for code in before.attributes if code in _UNSEEN]
    return ";".join(code for code in (*kept, before.color, after.fill) if code)


@lru_cache(_KEPT)
def are_blanks_alike(one: str, other: str) -> bool:
    """Whether blanks of both looks cannot be told apart."""
    first, second = _codes(one), _codes(other)
    return first.fill == second.fill and _UNSEEN.issuperset((*first.attributes, *second.attributes))


def _codes(look: str) -> Codes:
    codes = look.split(";") if look else []
    attributes, color, fill = [], "", ""
    while codes:
        number = int(codes[0])
        size = {"2": 5, "5": 3}[codes[1]] if number in (38, 48) else 1
        group = ";".join(codes[:size])
        del codes[:size]
        if 30 <= number <= 39 or 90 <= number <= 97:
            color = group
        elif 40 <= number <= 49 or 100 <= number <= 107:
            fill = group
        else:
            attributes.append(group)
    return Codes(tuple(attributes), color, fill)
