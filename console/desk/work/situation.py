"""What can be done now: the conditions that actions need, as one value and one sentence each when they do not hold.

The chat that is open is the object of every key; a condition looks at its row and at what else I have.
"""

from collections.abc import Callable, Mapping
from typing import Final

import msgspec

from console.core.conversation.words import State
from console.core.floor.rows import Row
from console.core.text.messages import t
from console.desk.work import names
from console.desk.work.lists import is_mine

_LEADS: Final = frozenset({"supervisor", "admin"})


class Situation(msgspec.Struct, frozen=True):
    """Where the agent stands."""

    me: str = ""
    role: str = "agent"
    row: Row | None = None
    """The open chat as last told; None: nothing is open, or it is no longer in sight."""
    next_waiting: Row | None = None
    next_needing: Row | None = None
    """The chat of mine that needs me next."""
    back: Row | None = None
    """The chat I was in before."""
    undo: str = ""
    """What could be taken back, as a word; empty: nothing."""
    is_offline: bool = False
    failed: int = 0
    """Refused or expired texts that are not thrown away yet."""
    claiming: bool = False
    """My take of the open chat is on its way."""
    claimed: str = ""
    """Where it is on its way to another chat."""
    on_floor: bool = False
    """The wall is open."""
    offer: Row | None = None
    """What is offered to me now."""
    takes_offers: bool = True
    """I am available."""
    wraps_up: bool = False
    """I have resolved the open chat, and its outcome can still be chosen."""
    is_beyond: bool = False
    """Too many stand before the open chat's customer in line for me to choose this one."""

    @property
    def is_mine(self) -> bool:
        """Whether the open chat is mine."""
        return self.row is not None and is_mine(self.row, self.me)

    @property
    def has_colleague(self) -> bool:
        """Whether a colleague owns the open chat."""
        row = self.row
        return row is not None and bool(row.owner) and row.owner not in ("bot", self.me)

    @property
    def can_whisper(self) -> bool:
        """Whether somebody else owns the open chat whom I may whisper to."""
        return self.is_lead and self.has_colleague

    @property
    def is_lead(self) -> bool:
        """Whether I may take a chat from a colleague."""
        return self.role in _LEADS


def _takeable(s: Situation) -> bool:
    if s.row is None or s.row.state == State.RESOLVED or s.is_mine or s.claiming:
        return False
    return s.is_lead or not (s.has_colleague or s.is_beyond)


_CONDITIONS: Final[Mapping[str, Callable[[Situation], bool]]] = {
    "": lambda s: True,
    "open_chat": lambda s: s.row is not None,
    "mine": lambda s: s.is_mine,
    "takeable": _takeable,
    "replyable": lambda s: s.is_mine or s.claiming,
    "writable": lambda s: s.row is not None,
    "resolved": lambda s: s.row is not None and s.row.state == State.RESOLVED,
    "resolvable": lambda s: s.is_mine or s.wraps_up,
    "offered": lambda s: s.offer is not None,
    "whisperable": lambda s: s.can_whisper,
    "explained": lambda s: s.row is not None or s.offer is not None,
    "someone_waits": lambda s: s.next_waiting is not None or s.offer is not None,
    "needs_me": lambda s: s.next_needing is not None,
    "was_elsewhere": lambda s: s.back is not None,
    "undoable": lambda s: bool(s.undo) or s.claiming,
    "retryable": lambda s: s.is_offline or s.failed > 0,
    "lead": lambda s: s.is_lead,
    "on_floor": lambda s: s.on_floor,
}
CONDITIONS: Final = frozenset(_CONDITIONS)
_OF_NO_CHAT: Final = (
    "someone_waits",
    "offered",
    "explained",
    "needs_me",
    "was_elsewhere",
    "undoable",
    "retryable",
    "lead",
    "on_floor",
)


def undo_word(row: Row) -> str:
    """What would be taken back, told by where the chat stands now."""
    kinds = {State.BOT: "hand_back", State.SNOOZED: "snooze", State.RESOLVED: "resolve", State.HUMAN: "take"}
    kind = next((word for state, word in kinds.items() if row.state == state), "hand_over")
    return t(f"undo.{kind}")


def holds(needs: str, situation: Situation) -> bool:
    """Whether this condition holds."""
    return _CONDITIONS[needs](situation)


def why_not(needs: str, situation: Situation) -> str:
    """Why not, in a sentence that says what to do instead; empty when it holds."""
    if holds(needs, situation):
        return ""
    row = situation.row
    name = names.short_name(row.name) if row is not None else ""
    owner = names.owner_name(row) if row is not None else ""
    if needs not in _OF_NO_CHAT and row is None:
        return t("why_not.nothing_open")
    if needs == "takeable":
        if situation.is_mine:
            return t("why_not.yours", name=name)
        if situation.claiming:
            return t("why_not.claiming", name=name)
        if situation.is_beyond and not situation.has_colleague:
            first = names.full_name(situation.next_waiting.name) if situation.next_waiting is not None else ""
            return t("why_not.beyond", name=name, first=first)
        return t("why_not.resolved", name=name) if row and row.state == State.RESOLVED else _colleague(owner, name)
    if needs == "whisperable":
        return t("why_not.whisperable" if situation.is_lead else "why_not.whisper_lead", name=name)
    if needs in ("mine", "replyable", "resolvable"):
        if situation.has_colleague:
            return _colleague(owner, name)
        return t("why_not.resolved" if row and row.state == State.RESOLVED else "why_not.not_yours", name=name)
    return t("why_not.not_resolved" if needs == "resolved" else f"why_not.{needs}", name=name)


def _colleague(owner: str, name: str) -> str:
    return t("why_not.colleague", owner=owner, name=name)
