"""A wall in the words of the reckoning, so that the two can be held against each other."""

from typing import Any

from console.core.metrics.wall import Share, Wall


def pair(share: Share) -> tuple[int, int]:
    """So many of so many."""
    return share.part, share.of


def told(wall: Wall) -> dict[str, Any]:
    """The figures that are compared, by name."""
    tiles, kept = wall.tiles, wall.kept
    seconds = {name: None if ms is None else ms // 1_000 for name, ms in (("m", tiles.wait_mid), ("n", tiles.wait_90))}
    quality = {one.handler: one for one in (wall.quality.bot, wall.quality.human, wall.quality.hybrid)}
    return {
        "waiting": tiles.waiting,
        "offered": tiles.offered,
        "late": tiles.late,
        "longest": tiles.longest_since,
        "in_60": pair(tiles.in_60),
        "gave_up": pair(tiles.gave_up),
        "silent": tiles.silent,
        "short": tiles.short,
        "wait_mid": seconds["m"],
        "wait_90": seconds["n"],
        "load": pair(tiles.slot_load),
        "busy": tiles.busy,
        "slots": tiles.slots,
        "owed": tiles.owed_since,
        "got_person": pair(tiles.got_person),
        "kept": {
            name: getattr(kept, name)
            for name in ("got", "left", "withdrew", "waiting", "promised", "asked", "late_promises")
        },
        "reasons": {line.group: line.count for line in wall.reasons if line.count},
        "queues": {q.name: (q.wait, q.in_60, q.answered, q.left, q.missed) for q in wall.queues},
        "minutes": wall.plot.arrivals,
        "heat": {h.lang: tuple(pair(share) for share in h.hours) for h in wall.heat if any(s.of for s in h.hours)},
        "quality": {
            name: (one.closed, one.final, one.assumed, one.verified, one.again, one.rated, one.answers)
            for name, one in quality.items()
        },
    }
