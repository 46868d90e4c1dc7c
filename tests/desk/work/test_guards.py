import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.core.floor.rows import Row
from console.desk.work.guards import (
    BURST_CHARACTERS,
    OLD_DRAFT,
    OPENED,
    PAINTED,
    SWALLOW,
    Ground,
    HeldRows,
    Swallow,
    doubt,
    is_burst,
)

NOW = 1_000.0


@pytest.mark.parametrize(
    ("ground", "why"),
    [
        (Ground(), ""),
        (Ground(opened_at=NOW - OPENED + 0.01), "opened"),
        (Ground(opened_at=NOW - OPENED - 0.01), ""),
        (Ground(opened_at=NOW - OPENED - 0.01, rtt=0.2), "opened"),
        (Ground(painted_at=NOW - PAINTED + 0.01), "painted"),
        (Ground(painted_at=NOW - PAINTED - 0.01), ""),
        (Ground(below_fold=True), "below"),
        (Ground(draft_age=OLD_DRAFT + 1), "old"),
        (Ground(draft_age=OLD_DRAFT), ""),
        (Ground(wrote_since=1), "wrote"),
        (Ground(news_after_reconnect=True, wrote_since=2), "news"),
    ],
)
def test_when_enter_only_shows(ground: Ground, why: str) -> None:
    assert doubt(ground, NOW) == why


@given(st.floats(0, 10), st.floats(0, 5))
def test_the_round_trip_only_lengthens_the_doubt(since: float, rtt: float) -> None:
    with_rtt = doubt(Ground(opened_at=NOW - since, rtt=rtt), NOW)
    assert with_rtt == "opened" or doubt(Ground(opened_at=NOW - since), NOW) == ""


def test_letters_after_a_letter_that_changed_an_owner_do_nothing() -> None:
    guard = Swallow()
    assert not guard.takes(NOW, "x")
    guard.arm(NOW)
    assert guard.takes(NOW + 0.1, "x")
    assert guard.takes(NOW + 0.1 + SWALLOW - 0.01, "y"), "typing on keeps the guard up"
    assert not guard.takes(NOW + 2, "z")
    guard.arm(NOW)
    assert not guard.takes(NOW + 0.1, None), "arrows and Enter are not letters"
    assert not guard.takes(NOW + 0.1, "\r")


def test_a_row_that_went_stays_three_seconds() -> None:
    row = Row("a", 1, "queued", 1, 1, name="Ana Ruiz")
    held = HeldRows()
    held.hold(row, "Lena took Ana Ruiz", 1_000)
    assert held.said("a", 3_999) == "Lena took Ana Ruiz"
    assert held.held(3_999) == [(row, "Lena took Ana Ruiz")]
    assert held.said("a", 4_000) == ""
    assert held.held(4_000) == []
    held.hold(row, "gone", 5_000)
    held.let_go("a")
    assert held.held(5_001) == []


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("t", False),
        ("\r", False),
        ("quick fingers\r", False),
        ("x" * BURST_CHARACTERS + "\r", False),
        ("this line is much longer than any burst of typing\rand has a second", True),
        ("this line is much longer than any burst of typing\nand has a second\n", True),
        ("one long line without an end, which a held key may make", False),
        ("\x1b[200~a bracketed paste is told apart by the parser\r\x1b[201~", False),
        ("\r" * 40, False),
    ],
)
def test_a_burst_is_a_paste(data: str, *, expected: bool) -> None:
    assert is_burst(data) is expected
