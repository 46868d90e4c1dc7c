"""Whether a command that was not sent in time may still go by itself, or waits for the person's eyes: rules only."""

from typing import Final

import msgspec

from console.core.conversation import commands as c
from console.core.conversation.words import HOUR, MINUTE
from console.core.floor.rows import Row
from console.desk.session.outbox_item import Item

LONG: Final = 10 * MINUTE
EXPIRES: Final = 24 * HOUR

_HARMLESS: Final = (c.Note, c.Tag, c.WrapUp)
"""For staff only: late or not, they say the same."""
_TO_THE_CUSTOMER: Final = (c.Reply, c.HandBack, c.Transfer, c.Snooze, c.Resolve)
"""What rests on what the customer last said, and on whose conversation it is."""


class Absence(msgspec.Struct, frozen=True):
    """How long the link was away, and whether the backend is still the same world."""

    ms: int = 0
    new_stream: bool = False


def why_held(item: Item, row: Row | None, absence: Absence, now: int) -> str:
    """A code when the item must wait for the person's eyes; empty when it may go."""
    if absence.new_stream:
        return "new_stream"
    if isinstance(item.command, _HARMLESS):
        return ""
    if absence.ms > LONG or now - item.decided_at > LONG:
        return "long_offline"
    if not isinstance(item.command, _TO_THE_CUSTOMER):
        return ""
    if row is None:
        return "gone"
    # A row that is older than what I did last says nothing: its delta is on its way.
    if item.epoch is not None and not item.after and row.epoch > item.epoch:
        return "owner_changed"
    if row.unanswered > item.unanswered_then or (row.unanswered and row.unanswered_since > item.since_then > 0):
        return "customer_wrote"
    return ""


def expired(item: Item, now: int) -> bool:
    """Whether it is too old to go by itself; what a socket may have had never is."""
    return not item.written and now - item.decided_at > EXPIRES
