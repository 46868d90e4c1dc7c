"""Opening hours over whole years in zones whose clocks change, against what a clock on the wall would say."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from console.core.conversation.words import DAY, HOUR, MINUTE
from console.core.floor.hours import is_open, next_closing, next_opening, nobody_soon
from console.core.floor.policy import Hours

ZONES = ["UTC", "Europe/Madrid", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "America/Havana"]
OFFICE = ((540, 1_080),) * 5 + ((600, 840), (0, 0))
ALWAYS = ((0, 1_440),) * 7
NIGHT = ((1_320, 360),) * 7
SMALL = ((90, 150),) * 7
"""From half past one to half past two: within the hours that clocks change in."""


def at(text: str, zone: str = "UTC", fold: int = 0) -> int:
    """Milliseconds of a local time."""
    return int(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone), fold=fold).timestamp() * 1_000)


def by_the_wall(hours: Hours, now: int) -> bool | None:
    """What the clock says; None within an hour that comes twice, or the night after it."""
    local = datetime.fromtimestamp(now / 1_000, UTC).astimezone(ZoneInfo(hours.zone))
    shown = [local.replace(tzinfo=None), (local.replace(tzinfo=None) - timedelta(days=1))]
    near = [local + timedelta(minutes=m) for m in (-61, 61)]
    if any(one.replace(fold=0).utcoffset() != one.replace(fold=1).utcoffset() for one in (local, *near)):
        return None
    minute = shown[0].hour * 60 + shown[0].minute
    opens, closes = hours.days[shown[0].weekday()]
    before = hours.days[shown[1].weekday()]
    today = opens <= minute < closes if opens <= closes else minute >= opens
    return today or (before[0] > before[1] and minute < before[1])


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("days", [OFFICE, ALWAYS, NIGHT, SMALL])
def test_a_whole_year_as_the_clocks_there_say(zone: str, days: tuple[tuple[int, int], ...]) -> None:
    hours = Hours(zone, days)
    compared = 0
    for now in range(at("2026-01-01"), at("2027-01-01"), 307 * MINUTE):
        said = by_the_wall(hours, now)
        if said is not None:
            compared += 1
            assert is_open(hours, now) is said, datetime.fromtimestamp(now / 1_000, ZoneInfo(zone))
    assert compared > 1_600


weeks = st.lists(st.tuples(st.integers(0, 1_439), st.integers(0, 1_440)), min_size=7, max_size=7).map(tuple)
moments = st.integers(at("2026-01-01"), at("2027-01-01"))


@settings(max_examples=120)
@given(weeks, st.sampled_from(ZONES), moments)
def test_it_opens_at_the_first_instant_at_which_it_is_open(
    days: tuple[tuple[int, int], ...], zone: str, now: int
) -> None:
    hours = Hours(zone, days)
    opens = next_opening(hours, now)
    if is_open(hours, now):
        assert opens == now
        closes = next_closing(hours, now)
        for later in range(now, closes or now + DAY, 37 * MINUTE):
            assert is_open(hours, later)
        assert closes is None or not is_open(hours, closes)
        return
    assert next_closing(hours, now) is None
    if opens is None:
        assert all(one == other for one, other in days)
        return
    assert is_open(hours, opens)
    assert not is_open(hours, opens - 1)
    assert not any(is_open(hours, between) for between in range(now, opens, 37 * MINUTE))


def test_an_opening_that_clocks_skip_begins_when_they_are_put_forward() -> None:
    hours = Hours("Europe/Madrid", ((150, 240),) * 7)
    assert next_opening(hours, at("2026-03-29T00:30", "Europe/Madrid")) == at("2026-03-29T01:00")
    lost = Hours("Europe/Madrid", ((0, 0),) * 6 + ((120, 180),))
    assert next_opening(lost, at("2026-03-28T12:00")) == at("2026-04-05T02:00", "Europe/Madrid")


def test_of_an_hour_that_comes_twice_the_first_opens_and_the_last_closes() -> None:
    hours = Hours("Europe/Madrid", ((150, 165),) * 7)
    opens = next_opening(hours, at("2026-10-25T00:00", "Europe/Madrid"))
    assert opens == at("2026-10-25T02:30", "Europe/Madrid", fold=0)
    assert next_closing(hours, opens) == at("2026-10-25T02:45", "Europe/Madrid", fold=1)


def test_a_year_of_hours_has_the_length_that_clocks_give_it() -> None:
    """One open night is an hour shorter, one an hour longer."""
    for zone in ("Europe/Madrid", "UTC"):
        hours, spent = Hours(zone, NIGHT), 0
        now = at("2026-01-01T12:00", zone)
        while now < at("2027-01-01T06:00", zone):
            opens = next_opening(hours, now)
            assert opens is not None
            closes = next_closing(hours, opens)
            assert closes is not None
            spent += closes - opens
            now = closes
        assert spent == 365 * 8 * HOUR


def test_no_hours_are_all_hours() -> None:
    for hours in (None, Hours("UTC")):
        assert is_open(hours, 0)
        assert next_opening(hours, 5) == 5
        assert next_closing(hours, 5) is None
    assert next_closing(Hours("Europe/Madrid", ALWAYS), at("2026-03-28")) is None
    assert next_opening(Hours("UTC", ((60, 60),) * 7), 0) is None


def test_nobody_soon() -> None:
    hours = Hours("Europe/Madrid", OFFICE)
    monday = at("2026-11-23T09:00", "Europe/Madrid")
    assert not nobody_soon(hours, monday - 10 * MINUTE, 10 * MINUTE, able=0), "it opens in time"
    assert nobody_soon(hours, monday - 10 * MINUTE - 1, 10 * MINUTE, able=0)
    assert nobody_soon(hours, monday, 10 * MINUTE, able=0), "open, and nobody is there"
    assert not nobody_soon(hours, monday - DAY, 10 * MINUTE, able=1), "closed, and somebody is there"
    assert nobody_soon(None, monday, 10 * MINUTE, able=0)
