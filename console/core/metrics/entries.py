"""What the figures are folded from: records of conversations, of agents and of the floor, each in its place."""

import msgspec

from console.core.conversation.events import Record
from console.core.floor.acting import Audit
from console.core.floor.alarm_events import AlarmAcked, AlarmCleared, AlarmRaised
from console.core.floor.presence import AgentEvent


class AgentRecord(msgspec.Struct, frozen=True):
    """One event of one agent."""

    agent: str
    seq: int
    """Gapless from 1 for each agent."""
    at: int
    event: AgentEvent


class FloorRecord(msgspec.Struct, frozen=True):
    """One event of the floor."""

    id: str
    """Whatever its writer named; `seq` is gapless within it."""
    seq: int
    at: int
    event: Audit | AlarmRaised | AlarmAcked | AlarmCleared


Entry = Record | AgentRecord | FloorRecord


def not_after(entry: Entry, now: int) -> Entry:
    """What is stamped ahead of the clock counts as now: nothing can have happened later.

    A clock that was put back leaves such stamps behind, and so does a store that comes from elsewhere.
    """
    return msgspec.structs.replace(entry, at=now) if entry.at > now else entry
