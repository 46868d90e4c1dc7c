"""When a queue is open, by its own zone's clocks and across their changes; and whether anybody will be there soon."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from console.core.conversation.words import SECOND
from console.core.floor.policy import Hours

_DAY_MINUTES: Final = 24 * 60
_LOOK_AHEAD: Final = 15
"""Days: a week may lose its only opening to a clock that is put forward."""
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


def is_open(hours: Hours | None, now: int) -> bool:
    """Whether somebody is to be there at this instant."""
    if hours is None or not hours.days:
        return True
    return any(opening <= now < closing for opening, closing in _around(hours, now, 1))


def next_opening(hours: Hours | None, now: int) -> int | None:
    """The first instant from now on at which it is open; None: never again."""
    if is_open(hours, now):
        return now
    assert hours is not None
    later = (opening for opening, closing in _around(hours, now, _LOOK_AHEAD) if closing > opening > now)
    return min(later, default=None)


def next_closing(hours: Hours | None, now: int) -> int | None:
    """When it closes next, if it is open now; None: it is not, or it never closes."""
    if hours is None or not hours.days:
        return None
    end, at = None, now
    for opening, closing in sorted(_around(hours, now, _LOOK_AHEAD)):
        if opening <= at < closing:
            end = at = closing
    return end if at < now + (_LOOK_AHEAD - 1) * _DAY_MINUTES * 60 * SECOND else None


def nobody_soon(hours: Hours | None, now: int, within: int, able: int) -> bool:
    """Whether a customer who asks now is to be told at once that nobody can answer within this time.

    Args:
        hours: the queue's.
        now: the instant.
        within: the time, in milliseconds.
        able: agents signed in, whatever their state, who may answer. Hours speak only of those who are still to come.
    """
    if able:
        return False
    opens = next_opening(hours, now)
    return opens is None or opens == now or opens > now + within


def _around(hours: Hours, now: int, days: int) -> Iterator[tuple[int, int]]:
    """The openings from yesterday's to those of so many days ahead: they may run past midnight."""
    zone = _zone(hours.zone)
    today = (_EPOCH + timedelta(milliseconds=now)).astimezone(zone).date()
    for ahead in range(-1, days + 1):
        day = today + timedelta(days=ahead)
        opens, closes = hours.days[day.weekday() % len(hours.days)]
        if opens == closes:
            continue
        closes += _DAY_MINUTES if closes < opens else 0
        yield _instant(day, opens, zone, fold=0), _instant(day, closes, zone, fold=1)


def _instant(day: date, minutes: int, zone: ZoneInfo, fold: int) -> int:
    """When clocks there show it: of an hour that comes twice the first to open, the last to close."""
    days, left = divmod(minutes, _DAY_MINUTES)
    on = day + timedelta(days=days)
    shown = datetime(on.year, on.month, on.day, left // 60, left % 60, tzinfo=zone, fold=fold)
    real = shown.astimezone(UTC)
    if real.astimezone(zone).replace(tzinfo=None) != shown.replace(tzinfo=None):
        # Clocks skip it: it is the instant at which they are put forward.
        before, after = shown.replace(fold=1).astimezone(UTC), shown.replace(fold=0).astimezone(UTC)
        real = _change_between(before, after, zone)
    return (real - _EPOCH) // timedelta(milliseconds=1)


def _change_between(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """The instant at which the clocks of this zone are put forward."""
    low, high = before, after
    was = low.astimezone(zone).utcoffset()
    while high - low > timedelta(seconds=1):
        middle = low + timedelta(seconds=(high - low) // timedelta(seconds=2))
        if middle.astimezone(zone).utcoffset() == was:
            low = middle
        else:
            high = middle
    return high


@lru_cache(maxsize=64)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)
