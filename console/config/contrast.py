"""Computes whether words and marks can be seen: the WCAG 2 contrast of every role on every fill it appears on."""

from collections.abc import Iterator, Mapping
from functools import cache

import msgspec

from console.config.roles import MARKS_ON, TEXT_ON

TEXT_FLOOR = 4.5
MARK_FLOOR = 3.0


class Pair(msgspec.Struct, frozen=True):
    """One role on one fill, and how well it can be seen there."""

    role: str
    fill: str
    ratio: float
    floor: float

    @property
    def margin(self) -> float:
        """How many times over the floor it is; under 1 it is too weak."""
        return self.ratio / self.floor


@cache
def luminance(color: str) -> float:
    """Relative luminance of `#rrggbb`, 0 to 1."""
    red, green, blue = (_linear(int(color[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: str, other: str) -> float:
    """Contrast of two `#rrggbb`, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def pairs(
    colors: Mapping[str, str], *, text_floor: float = TEXT_FLOOR, mark_floor: float = MARK_FLOOR
) -> Iterator[Pair]:
    """Every pair that has a floor."""
    for floor, table in ((text_floor, TEXT_ON), (mark_floor, MARKS_ON)):
        for role, fills in table.items():
            for fill in fills:
                yield Pair(role, fill, ratio(colors[role], colors[fill]), floor)


def weakest(colors: Mapping[str, str]) -> Pair:
    """The pair that is furthest under its floor, or least above it."""
    return min(pairs(colors), key=lambda pair: pair.margin)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
