"""A clock that was put back, and stamps that are ahead of it: the windows go on to say what has just happened."""

from datetime import UTC

import pytest

from console.core.metrics.building import build
from console.core.metrics.days import Days
from console.core.metrics.entries import Entry, not_after
from console.core.metrics.figures import Figures
from console.core.metrics.wall import Share, Wall
from console.core.metrics.windows import Levels, Rolling, Windows
from tests.core.metrics.floor_log import FLOOR, NOON, TEAM, FloorLog, H, M, S


def answered(log: FloorLog, conv: str) -> None:
    """A chat that is answered after twenty seconds."""
    log.ask(conv, queue="payment en")
    log.wait(20 * S).take(conv, "ben")
    log.reply(conv, "ben")


def folded(entries: list[Entry], clock: int | None = None) -> Figures:
    figures = Figures(FLOOR, TEAM.__getitem__, UTC)
    for entry in entries:
        figures.apply(entry if clock is None else not_after(entry, clock))
    return figures


def lines(wall: Wall) -> tuple[float | None, ...]:
    return wall.tiles.line_in_60


@pytest.mark.parametrize("ahead", [10 * M, H, 300 * H])
def test_what_is_stamped_ahead_of_the_clock_counts_as_now(ahead: int):
    log = FloorLog(NOON).sign_in("ben")
    answered(log, "c1")
    log.at = NOON + ahead
    answered(log, "c2")
    now = NOON + 5 * M
    figures = folded(log.entries, now)
    wall = build(figures, now)
    assert (wall.tiles.in_60, wall.tiles.answered, wall.kept.got) == (Share(2, 2), 2, 2)
    assert wall.tiles.longest_since <= now
    # What really happens now is in the windows as well, although it is stamped before the other one.
    log.at = now + 1 * M
    answered(log, "c3")
    for entry in log.entries:
        figures.apply(not_after(entry, now + 2 * M))
    for window in (5, 15, 30, 60, 0):
        assert build(figures, now + 2 * M, window).tiles.answered == (2 if window == 5 else 3), window


def test_a_wait_is_never_less_than_nothing():
    log = FloorLog(NOON + H).sign_in("ben")
    log.ask("c1", queue="payment en")
    asked = len(log.entries)
    log.wait(20 * S).take("c1", "ben")
    figures = folded(log.entries[:asked], NOON)
    assert build(figures, NOON).tiles.line_longest[-1] == 0.0
    for entry in log.entries:
        figures.apply(not_after(entry, NOON + 5 * S))
    wall = build(figures, NOON + 5 * S)
    assert (wall.tiles.wait_mid, wall.tiles.in_60) == (0, Share(1, 1))


def test_after_the_clock_was_put_back_the_windows_hold_what_has_just_happened():
    log = FloorLog(NOON + H).sign_in("ben")
    answered(log, "c1")
    figures = folded(log.entries)
    assert build(figures, NOON + H + M).tiles.answered == 1
    wall = build(figures, NOON)
    assert wall.tiles.answered == 1
    assert wall.tiles.slot_load == Share(30 * M, 3 * 30 * M), "one of three slots, as far back as is known"
    log.at = NOON + 10 * S
    answered(log, "c2")
    for entry in log.entries:
        figures.apply(entry)
    for window in (5, 15, 30, 60, 0):
        assert build(figures, NOON + M, window).tiles.answered == 2, window
    later = build(figures, NOON + 6 * M, 5)
    assert later.tiles.answered == 0
    assert lines(build(figures, NOON + 20 * M + 5 * S, 30))[-4:] == (100.0,) * 4, "the lines go on from there"


def test_counts_that_were_ahead_leave_their_window_once():
    days = Days(UTC)
    windows = Windows(days)
    rolling, levels = Rolling[str](windows), Levels(windows)
    rolling.add(NOON, "a")
    rolling.add(NOON + H, "a")
    levels.change(NOON + H, [("busy", 2)])
    days.settled = NOON + H
    assert rolling.counts(5, NOON + H)["a"] == 1
    days.settled = NOON + M
    windows.rewind(NOON + M)
    assert rolling.counts(5, NOON + M)["a"] == 2
    assert levels.held("busy", 5, NOON + M) == 2 * 5 * M
    rolling.add(NOON + H, "a", -1)
    assert rolling.counts(5, NOON + M)["a"] == 1
    days.settled = NOON + 2 * H
    assert {key: n for key, n in rolling.counts(60, NOON + 3 * H).items() if n} == {}
