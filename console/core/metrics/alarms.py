"""Alarms from successive snapshots: raised once, numbered in the order of raising, kept until they have cleared.

An alarm is raised by two snapshots in a row past its limit and cleared by three below 90 % of it, so that nothing
flickers. Its number stays until then, like a slot on the Desk; an acknowledgement stays with it.
"""

from typing import Final

import msgspec

from console.core.floor.alarm_events import AlarmAcked, AlarmCleared, AlarmEvent, AlarmRaised
from console.core.metrics.judging import Key, Reading, readings
from console.core.metrics.signals import Signals
from console.core.metrics.wall import Alarm, Cleared

RAISE_AFTER: Final = 2
CLEAR_AFTER: Final = 3
MOST_CLEARED: Final = 9
"""Cleared ones that the wall may name, newest first."""


class AlarmBook:
    """The alarms that are raised, and those that are about to be."""

    def __init__(self) -> None:
        self._raised: dict[Key, Alarm] = {}
        self._rising: dict[Key, int] = {}
        """How many snapshots in a row were past the limit."""
        self._falling: dict[Key, int] = {}
        self._worst: dict[Key, tuple[float, Alarm]] = {}
        """How bad each was at its worst since this program began, and what it said then."""
        self.cleared: tuple[Cleared, ...] = ()

    @property
    def alarms(self) -> tuple[Alarm, ...]:
        """Those that are raised, by number."""
        return tuple(sorted(self._raised.values(), key=lambda alarm: alarm.number))

    def apply(self, event: AlarmEvent, at: int) -> None:
        """One event of the floor's stream, from before this program began."""
        if isinstance(event, AlarmRaised):
            self._raised[_key_of(event.alarm)] = event.alarm
        elif isinstance(event, AlarmCleared):
            key = _key_of(event.alarm)
            self._raised.pop(key, None)
            self._worst.pop(key, None)
            self.cleared = (Cleared(event.alarm, at), *self.cleared)[:MOST_CLEARED]
        else:
            self._acknowledge(event)

    def acknowledge(self, alarm_id: str, by: str) -> AlarmAcked | None:
        """Somebody has seen it; None where it is not raised, or was acknowledged before."""
        raised = next((alarm for alarm in self._raised.values() if alarm.id == alarm_id), None)
        if raised is None or raised.acked_by:
            return None
        event = AlarmAcked(alarm_id, by)
        self._acknowledge(event)
        return event

    def judge(self, signals: Signals) -> tuple[AlarmEvent, ...]:
        """What one more snapshot raises and clears, to be appended to the floor's stream."""
        found = {reading.key: reading for reading in readings(signals)}
        events: list[AlarmEvent] = []
        for key in [key for key in self._raised if self._has_cleared(key, found.get(key))]:
            alarm = self._at_worst(key)
            events.append(AlarmCleared(alarm))
            self.cleared = (Cleared(alarm, signals.at), *self.cleared)[:MOST_CLEARED]
        self._rising = {key: self._rising.get(key, 0) + 1 for key, reading in found.items() if reading.level}
        for key, reading in found.items():
            if key in self._raised:
                self._refresh(key, reading)
            elif self._rising.get(key, 0) >= RAISE_AFTER:
                events.append(AlarmRaised(self._raise(key, reading, signals.at)))
        return tuple(events)

    def _has_cleared(self, key: Key, reading: Reading | None) -> bool:
        """Whether this was the third snapshot in a row in which it is well."""
        if reading is not None and not reading.well:
            self._falling.pop(key, None)
            return False
        self._falling[key] = self._falling.get(key, 0) + 1
        return self._falling[key] >= CLEAR_AFTER

    def _raise(self, key: Key, reading: Reading, at: int) -> Alarm:
        taken = {alarm.number for alarm in self._raised.values()}
        number = next(n for n in range(1, len(taken) + 2) if n not in taken)
        name = ":".join((*(part for part in key if part), str(at)))
        alarm = msgspec.structs.replace(reading.alarm, number=number, id=name, raised_at=at)
        self._raised[key] = alarm
        self._worst[key] = reading.badness, alarm
        return alarm

    def _at_worst(self, key: Key) -> Alarm:
        """One that is over: what it said when it was worst, since at last all was well."""
        alarm = self._raised.pop(key)
        self._falling.pop(key, None)
        _, worst = self._worst.pop(key, (0.0, alarm))
        return msgspec.structs.replace(worst, acked_by=alarm.acked_by)

    def _refresh(self, key: Key, reading: Reading) -> None:
        """As it stands now; between its limit and 90 % of it, as bad as it was, and about whom it was.

        Who is not past the limit is no cause of an alarm: it would name another one each second around it.
        """
        was = self._raised[key]
        if not reading.level and _about(reading.alarm) != _about(was):
            return
        now = msgspec.structs.replace(
            reading.alarm,
            number=was.number,
            id=was.id,
            raised_at=was.raised_at,
            acked_by=was.acked_by,
            level=reading.level or was.level,
        )
        self._raised[key] = now
        if reading.badness >= self._worst.get(key, (0.0, now))[0]:
            self._worst[key] = reading.badness, now

    def _acknowledge(self, event: AlarmAcked) -> None:
        for key, alarm in self._raised.items():
            if alarm.id == event.alarm:
                self._raised[key] = msgspec.structs.replace(alarm, acked_by=event.by)


def _about(alarm: Alarm) -> tuple[str, str, str, str]:
    return alarm.queue, alarm.topic, alarm.agent, alarm.conv


def _key_of(alarm: Alarm) -> Key:
    """What it is about, from its id: kind, subject if any, and the instant of raising."""
    kind, *rest = alarm.id.split(":")
    return kind, ":".join(rest[:-1])
