"""Lines of twelve values on a fixed scale, and where they tend: a scale that moved would hide what it should show."""

from collections.abc import Sequence
from typing import Final

SIGNS: Final = "▁▂▃▄▅▆▇█"
UP, FLAT, DOWN = "↑", "→", "↓"
_STEP: Final = 0.05
"""The share of the scale that is a tendency rather than noise."""


def spark(values: Sequence[float | None], low: float, high: float, room: int) -> str:
    """The newest values, one cell each, the last at the right; a blank where there was nothing."""
    drawn = "".join(_sign(value, low, high) for value in values[-room:])
    return " " * (room - len(drawn)) + drawn


def _sign(value: float | None, low: float, high: float) -> str:
    if value is None:
        return " "
    step = int((value - low) / (high - low) * len(SIGNS))
    return SIGNS[max(0, min(len(SIGNS) - 1, step))]


def tendency(values: Sequence[float | None], low: float, high: float) -> str:
    """Where the last cell went from the one before; empty where that is not known."""
    if len(values) < 2 or values[-1] is None or values[-2] is None:
        return ""
    change = (values[-1] - values[-2]) / (high - low)
    return UP if change > _STEP else DOWN if change < -_STEP else FLAT
