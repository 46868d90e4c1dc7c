"""The collector and the person at the Desk: it looks when she does not type, and only when there is something."""

import gc
from collections.abc import Iterator

import pytest

from console.desk.tui import settling
from console.desk.tui.settling import IDLE, PILED_UP, IdleCollector, settle_memory


@pytest.fixture
def piled_up() -> Iterator[None]:
    """As many collections of the middle generation as make a full one worth it."""
    kept = gc.get_threshold()
    gc.collect()
    gc.set_threshold(1_000, 10, 1_000)
    for _ in range(PILED_UP):
        gc.collect(1)
    yield
    gc.set_threshold(*kept)


def test_somebody_who_reads_is_not_in_the_way(piled_up: None) -> None:
    now = [100.0]
    collector = IdleCollector(lambda: now[0])
    collector.pressed()
    now[0] += IDLE / 2
    assert not collector.look()
    now[0] += IDLE / 2
    assert collector.look()
    assert not collector.look(), "nothing has piled up since"


def test_circles_are_gone(piled_up: None) -> None:
    class Circle:
        def __init__(self) -> None:
            self.me = self

    Circle()
    gc.collect(1)
    assert IdleCollector(lambda: 0.0).look()
    assert not any(type(value) is Circle for value in gc.get_objects())


@pytest.mark.parametrize(("long", "is_frozen"), [(-1.0, True), (60.0, False)])
def test_what_takes_long_to_look_at_is_looked_at_once(
    piled_up: None, monkeypatch: pytest.MonkeyPatch, long: float, is_frozen: bool
) -> None:
    monkeypatch.setattr(settling, "LONG", long)
    before = gc.get_freeze_count()
    try:
        assert IdleCollector(lambda: 0.0).look()
        assert (gc.get_freeze_count() > before) == is_frozen
    finally:
        gc.unfreeze()


def test_a_place_that_is_visited_again_is_not_kept_for_ever() -> None:
    class Screen:
        def __init__(self) -> None:
            self.me = self

    kept = gc.get_threshold()
    try:
        settle_memory("a place of this test")
        Screen()
        frozen = gc.get_freeze_count()
        settle_memory("a place of this test")
        assert gc.get_freeze_count() <= frozen
    finally:
        gc.unfreeze()
        gc.set_threshold(*kept)
    gc.collect()
    assert not any(type(value) is Screen for value in gc.get_objects())
