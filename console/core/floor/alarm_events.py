"""An alarm, and its life as events of the floor's stream: raised once, perhaps acknowledged, cleared once."""

import msgspec


class Alarm(msgspec.Struct, frozen=True, omit_defaults=True):
    """Something that wants a supervisor; its number stays until it clears."""

    number: int
    id: str
    """Of this raising; an acknowledgement names it."""
    kind: str
    """`spike`, `late`, `waiting`, `help`, `longest`, `in_60`, `gave_up`, `slot_load`, `got_person`, `owed`, `nobody`,
    `promise`, `swept`, `no_answer`."""
    level: str
    """`warn` or `breach`."""
    raised_at: int
    queue: str = ""
    topic: str = ""
    agent: str = ""
    conv: str = ""
    name: str = ""
    """The customer's, where it is about one."""
    value: float = 0
    usual: float = 0
    count: int = 0
    """Waiting people, chats of a spike: what the alarm counts."""
    deadline: int = 0
    since: int = 0
    text: str = ""
    """What an agent who asks for help wrote."""
    action: str = ""
    """The best action: `overflow`, `notice`, `banner`, `list`, `read`, `hand`, `whisper`, `call_back`."""
    reach: int = 0
    """How many waiting people it answers, or slots it brings."""
    acked_by: str = ""


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
    """As it stood when it was worst."""


AlarmEvent = AlarmRaised | AlarmAcked | AlarmCleared
