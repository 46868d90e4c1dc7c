"""What can be asked of the floor beside its conversations: states, overflow, notices, the banner, alarms, reading.

Each is authorised and, where it touches somebody else, written to the audit log; conversations change only by their
own commands.
"""

import msgspec

from console.core.floor.presence import AgentState


class _Act(msgspec.Struct, frozen=True, omit_defaults=True, tag_field="do"):
    pass


class SetState(_Act, frozen=True, tag="set_state"):
    """Another state, of mine or (a supervisor: a break only) of an agent."""

    state: AgentState
    reason: str = ""
    agent: str = ""
    """Empty: mine."""


class SignOffNow(_Act, frozen=True, tag="sign_off"):
    """I go: what I still have goes back to the queue with its clocks."""


class Overflow(_Act, frozen=True, tag="overflow"):
    """Everybody with the language may answer this queue, or no longer; moves no conversation."""

    queue: str
    on: bool = True


class NoticeAll(_Act, frozen=True, tag="notice_all"):
    """One notice to waiting customers: to these, else to all of the queue and topic that are named, else to all."""

    code: str
    """A `NoticeCode`."""
    convs: tuple[str, ...] = ()
    queue: str = ""
    topic: str = ""
    params: dict[str, str] = {}


class Banner(_Act, frozen=True, tag="banner"):
    """The bot says first that a problem with this topic is known, or no longer."""

    topic: str
    on: bool = True


class Acknowledge(_Act, frozen=True, tag="acknowledge"):
    """I have seen this alarm: it rings no more."""

    alarm: str
    """Its id."""


class Observe(_Act, frozen=True, tag="observe"):
    """I read this conversation without a trace for customer and agent; it stands in the audit log."""

    conv: str


FloorCommand = SetState | SignOffNow | Overflow | NoticeAll | Banner | Acknowledge | Observe


class Audit(msgspec.Struct, frozen=True, omit_defaults=True, tag_field="ev", tag="audit"):
    """Who did what on the floor: an event of the floor's stream."""

    by: str
    what: str
    """The tag of the command."""
    conv: str = ""
    agent: str = ""
    queue: str = ""
    topic: str = ""
    code: str = ""
    count: int = 0
    on: bool = True
