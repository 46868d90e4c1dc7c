"""The tiles: each a label, its value with glyph and arrow, the goal, a line of twelve values, the count behind it."""

from collections.abc import Sequence
from typing import Final

import msgspec

from console.core.floor.policy import GOT_PERSON, POINTS
from console.core.metrics.wall import Share
from console.core.text.messages import t
from console.desk.work.floor.ink import Bit, Line, Place, Target, fitted
from console.desk.work.floor.sparks import spark, tendency
from console.desk.work.floor.view import View
from console.desk.work.floor.words import (
    BREACH,
    FINE,
    NONE,
    ROLES,
    STALE,
    WARN,
    at_least,
    at_most,
    count,
    owed_glyph,
    plain,
    tenths,
    value_role,
)
from console.desk.work.times import age

SMALL: Final = ("waiting", "longest", "in_60", "gave_up", "slot_load", "got_person")
"""The tiles that never go."""
_CELLS: Final = 12


class Tile(msgspec.Struct, frozen=True):
    """One figure."""

    id: str
    value: str
    glyph: str
    """Empty where there is no figure."""
    goal: str
    goal_short: str
    values: Sequence[float | None]
    scale: tuple[float, float]
    behind: str
    """The count under the line."""
    has_arrow: bool = True


def tiles(view: View) -> list[Tile]:
    """All eight, in their order."""
    return [
        _waiting(view),
        _longest(view),
        _in_60(view),
        _wait(view),
        _gave_up(view),
        _load(view),
        _got(view),
        _owed(view),
    ]


def _under(goal: str) -> tuple[str, str]:
    return t("floor.goal.under", goal=goal), t("floor.goal.under.short", goal=goal)


def _reach(goal: str) -> tuple[str, str]:
    return t("floor.goal", goal=goal), t("floor.goal", goal=goal)


def _waiting(view: View) -> Tile:
    figures, goal = view.wall.tiles, view.goal("waiting")
    glyph = at_most(figures.waiting, goal, 2 * goal)
    behind = t("floor.tile.offered", n=count(figures.offered))
    return Tile("waiting", count(figures.waiting), glyph, *_under(plain(goal)), figures.line_waiting, (0, 24), behind)


def _longest(view: View) -> Tile:
    figures, goal = view.wall.tiles, view.goal("longest")
    waited = view.then - figures.longest_since if figures.longest_since else 0
    glyph = BREACH if waited >= 2 * goal else WARN if waited > goal else FINE
    behind = t("floor.tile.late", n=count(figures.late))
    return Tile("longest", age(waited), glyph, *_reach(age(int(goal))), figures.line_longest, (0, 180), behind)


def _in_60(view: View) -> Tile:
    share, goal = view.wall.tiles.in_60, view.goal("in_60")
    value = share.percent
    glyph = "" if value is None else at_least(value, goal, goal - POINTS)
    line = view.wall.tiles.line_in_60
    return Tile("in_60", tenths(value), glyph, *_reach(f"{plain(goal)}%"), line, (50, 100), _of(share))


def _of(share: Share) -> str:
    return t("floor.tile.of", part=count(share.part), of=count(share.of))


def _wait(view: View) -> Tile:
    figures = view.wall.tiles
    mid, ninth = view.goal("wait_mid"), view.goal("wait_90")
    behind = t("floor.tile.answered", n=count(figures.answered))
    goals = _reach(f"{age(int(mid))}·{age(int(ninth))}")
    if figures.wait_mid is None or figures.wait_90 is None:
        return Tile("wait_mid", NONE, "", *goals, figures.line_wait_mid, (0, 60), behind, has_arrow=False)
    worst = max(figures.wait_mid / mid, figures.wait_90 / ninth)
    glyph = BREACH if worst >= 2 else WARN if worst > 1 else FINE
    value = f"{age(figures.wait_mid)}·{age(figures.wait_90)}"
    return Tile("wait_mid", value, glyph, *goals, figures.line_wait_mid, (0, 60), behind, has_arrow=False)


def _gave_up(view: View) -> Tile:
    figures, goal = view.wall.tiles, view.goal("gave_up")
    value = figures.gave_up.percent
    glyph = "" if value is None else at_most(value, goal, goal + POINTS)
    behind = t("floor.tile.left", n=count(figures.gave_up.part), silent=count(figures.silent))
    return Tile("gave_up", tenths(value), glyph, *_under(f"{plain(goal)}%"), figures.line_gave_up, (0, 10), behind)


def _load(view: View) -> Tile:
    figures, goal = view.wall.tiles, view.goal("slot_load")
    value = figures.slot_load.percent
    glyph = "" if value is None else at_most(value, goal, goal + POINTS)
    behind = t("floor.tile.now", busy=count(figures.busy), slots=count(figures.slots))
    return Tile(
        "slot_load", tenths(value), glyph, *_under(f"{plain(goal)}%"), figures.line_slot_load, (40, 100), behind
    )


def _got(view: View) -> Tile:
    share, kept = view.wall.tiles.got_person, view.wall.kept
    value, goal = share.percent, f"{plain(view.goal('got_person'))}%"
    glyph = "" if value is None else WARN if value < GOT_PERSON else FINE
    if kept.broken or kept.late_promises:
        glyph = BREACH
    return Tile(
        "got_person", tenths(value), glyph, *_reach(goal), view.wall.tiles.line_got_person, (90, 100), _of(share)
    )


def _owed(view: View) -> Tile:
    figures, goal = view.wall.tiles, age(int(view.goal("reply_owed")))
    if not figures.owed_since:
        return Tile("owed", NONE, FINE, *_reach(goal), figures.line_owed, (0, 180), t("floor.tile.nobody"))
    value, name = age(view.then - figures.owed_since), view.agent_name(figures.owed_by)
    return Tile("owed", value, owed_glyph(view, figures.owed_since), *_reach(goal), figures.line_owed, (0, 180), name)


_SIX = 54
"""Columns from which six tiles stand side by side."""


def _columns(view: View) -> list[Tile]:
    shown = tiles(view)
    return shown if view.width >= 120 else [tile for tile in shown if tile.id in SMALL]


def tile_lines(view: View) -> list[Line]:
    """Label, value, goal, line and count; on smaller walls without the count, on the smallest without the line too."""
    shown = _columns(view)
    form = "wide" if view.width >= 120 else "narrow" if view.width >= 80 and view.height >= 24 else "small"
    rows = [
        [[Bit(" " + t(f"floor.tile.{form}.{tile.id}"), "muted")] for tile in shown],
        [_value(view, tile, has_arrow=form != "small") for tile in shown],
        [[Bit(" " + (tile.goal if form == "wide" else tile.goal_short), "muted")] for tile in shown],
    ]
    if form != "small":
        rows.append([_line(view, tile) for tile in shown])
    if form == "wide":
        rows.append([[Bit(" " + tile.behind, "muted")] for tile in shown])
    each = view.width // len(shown)
    return [fitted([bit for cell in row for bit in fitted(cell, each)], view.width) for row in rows]


def tiny_lines(view: View) -> list[Line]:
    """Labels and values without goals; in two halves where all six would be cut."""
    shown = _columns(view)
    halves = [shown] if view.width >= _SIX else [shown[:3], shown[3:]]
    lines = []
    for half in halves:
        each = view.width // len(half)
        labels = [[Bit(" " + t(f"floor.tile.small.{tile.id}"), "muted")] for tile in half]
        values = [_value(view, tile, has_arrow=False) for tile in half]
        lines += [fitted([bit for cell in row for bit in fitted(cell, each)], view.width) for row in (labels, values)]
    return lines


def tile_places(view: View, y: int, rows: int) -> list[Place]:
    """Where each tile stands."""
    shown = _columns(view)
    each = view.width // len(shown)
    return [
        Place(y + row, number * each, (number + 1) * each, Target("tile", tile.id))
        for row in range(rows)
        for number, tile in enumerate(shown)
    ]


def _value(view: View, tile: Tile, *, has_arrow: bool) -> list[Bit]:
    glyph = STALE if view.is_stale else tile.glyph
    role = value_role(glyph)
    bits = [Bit(" " + tile.value, role)]
    if glyph:
        bits += [Bit(" "), Bit(glyph, ROLES[glyph])]
    if has_arrow and tile.has_arrow and not view.is_stale:
        bits.append(Bit(" " + tendency(tile.values, *tile.scale), "muted"))
    return bits


def _line(view: View, tile: Tile) -> list[Bit]:
    """The last cell has the state's colour."""
    drawn = spark(tile.values, *tile.scale, _CELLS)
    role = "chart-1" if view.is_stale or tile.glyph in ("", FINE) else ROLES[tile.glyph]
    return [Bit(" "), Bit(drawn[:-1], "chart-1"), Bit(drawn[-1:], role)]
