"""An alarm's life as events of the floor's stream: raised once, perhaps acknowledged, cleared once."""

import msgspec

from console.core.metrics.wall import Alarm


class _Event(msgspec.Struct, frozen=True, omit_defaults=True, tag_field="ev"):
    pass


class AlarmRaised(_Event, frozen=True, tag="alarm_raised"):
    """Something wants a supervisor: as it stood when it was raised; this is the only time that it notifies."""

    alarm: Alarm


class AlarmAcked(_Event, frozen=True, tag="alarm_acked"):
    """A supervisor has seen it: it rings no more, and stays until it clears."""

    alarm: str
    """Its id."""
    by: str


class AlarmCleared(_Event, frozen=True, tag="alarm_cleared"):
    """It is over; its number is free again."""

    alarm: Alarm
    """As it stood at last."""


AlarmEvent = AlarmRaised | AlarmAcked | AlarmCleared
