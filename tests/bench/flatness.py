"""Whether a figure of a long run stays where it is: its drift after the warm-up, measured so that single peaks do not
decide."""

import statistics
from collections.abc import Sequence
from typing import Any

Point = tuple[float, float]
"""Seconds since the start, and the figure then."""


def slope(points: Sequence[Point]) -> float:
    """The median of the slopes between distant points (Theil and Sen): a fit that a few outliers do not move."""
    half = max(1, len(points) // 3)
    pairs = ((points[i], points[j]) for i in range(len(points)) for j in range(i + half, len(points)))
    found = [(after[1] - before[1]) / (after[0] - before[0]) for before, after in pairs if after[0] > before[0]]
    return statistics.median(found) if found else 0.0


def drift(points: Sequence[Point], *, within: float, at_least: float, warm: float = 0.25) -> dict[str, Any]:
    """How much a figure grew over the whole run but its warm-up; flat if that is at most a share `within` of it.

    `at_least` is what may always be gained, however small the figure is.
    """
    start = points[0][0] + (points[-1][0] - points[0][0]) * warm if points else 0.0
    kept = [point for point in points if point[0] >= start]
    if len(kept) < 3:
        return {"n": len(kept), "flat": None}
    level = statistics.median(value for _, value in kept)
    span = kept[-1][0] - kept[0][0]
    grown = slope(kept) * span
    return {
        "n": len(kept),
        "start": round(points[0][1], 3),
        "median": round(level, 3),
        "min": round(min(value for _, value in kept), 3),
        "max": round(max(value for _, value in kept), 3),
        "grown": round(grown, 3),
        "per_hour": round(grown / span * 3_600, 3) if span else 0.0,
        "allowed": round(max(abs(level) * within, at_least), 3),
        "flat": grown <= max(abs(level) * within, at_least),
    }
