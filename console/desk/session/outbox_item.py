"""One command of mine on its way, as it is kept on disk; where it goes next is the outbox's to say."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Final

import msgspec
from msgspec.structs import replace

from console.core.conversation import commands as c
from console.core.conversation.access import EPOCH_BOUND
from console.core.floor.rows import Row
from console.core.text.messages import t
from console.core.wire.frames import Result


class State(StrEnum):
    """Where a command stands."""

    QUEUED = "queued"
    IN_FLIGHT = "in_flight"
    SENT = "sent"
    HELD = "held"
    REFUSED = "refused"
    EXPIRED = "expired"


FINAL: Final = frozenset({State.SENT, State.REFUSED, State.EXPIRED})
ON_THE_WAY: Final = frozenset({State.QUEUED, State.IN_FLIGHT})


class Item(msgspec.Struct, frozen=True, omit_defaults=True):
    """A command, from key press to result."""

    id: str
    conv: str
    command: c.AgentCommand
    at: int
    """When it was issued, local clock."""
    n: int
    """Its place in line."""
    wire: str
    """The id that the backend knows it by: `id`, until a take is issued anew."""
    state: State = State.QUEUED
    epoch: int | None = None
    after: str = ""
    """The command of mine whose result tells the epoch of this one."""
    written: bool = False
    """A socket may have had it under this `wire` id: it never expires, and its result is asked for first."""
    rebased: bool = False
    """It may have been written under another epoch before: a `mismatch` means that it was done then."""
    resent: bool = False
    """A take that was issued anew already, once."""
    decided_at: int = 0
    """When a person last decided to send it."""
    owner_then: str = ""
    unanswered_then: int = 0
    since_then: int = 0
    """The row as the person saw it: owner, the customer's unanswered messages, since when."""
    code: str = ""
    message: str = ""
    data: dict[str, str | int] = {}
    seq: int = 0
    stream: str = ""
    """The stream epoch under which it was issued, or is known to be done; empty: none was known."""

    @property
    def needs_epoch(self) -> bool:
        """Whether the backend must be told under which epoch this is meant."""
        return type(self.command) in EPOCH_BOUND

    @property
    def claims(self) -> bool:
        """Whether this makes me the owner."""
        return isinstance(self.command, c.Take | c.Accept | c.Reopen)


LOST: Final = frozenset({"lost", "lost_chat"})
"""The codes of what was sent, and is not there any more: the backend was restored from an older backup."""
CLAIM_LOST: Final = "claim_lost"
"""The local code of what was waiting for a claim that came to nothing."""
MINE_ALREADY: Final = frozenset({"already_yours"})
"""Refusals of a claim after which the conversation is mine all the same."""


def sentence(code: str, message: str, data: dict[str, str | int]) -> str:
    """Why, in the user's words: the catalogue's, else what the backend sent."""
    message_id = f"refused.{code}"
    words = {"owner": "", "agent": "", "limit": "", "queue": "", "longest": ""} | data
    if data.get("owner_name"):
        words["owner"] = data["owner_name"]
    found = t(message_id, **words)
    return message if found == message_id else found


def held_sentence(code: str) -> str:
    """Why a command waits for the person's eyes."""
    return t(f"session.held.{code}")


def in_line(items: Iterable[Item]) -> list[Item]:
    """Items of any files in the order of their decisions, but none before what it waits for: the clock may have jumped
    back in between.
    """
    known = {item.id: item for item in items}
    placed: dict[str, Item] = {}

    def place(item: Item) -> None:
        chain = [item]
        while chain[-1].after in known and known[chain[-1].after] not in chain:
            chain.append(known[chain[-1].after])
        placed.update((one.id, one) for one in reversed(chain) if one.id not in placed)

    for item in sorted(known.values(), key=lambda item: (item.decided_at, item.n)):
        place(item)
    return list(placed.values())


def as_seen(item: Item, row: Row | None) -> Item:
    """The item with the row as the person saw it."""
    if row is None:
        return item
    return replace(
        item, owner_then=row.owner, unanswered_then=row.unanswered, since_then=row.unanswered_since or row.last_at
    )


def values_of(result: Result) -> dict[str, str | int]:
    """What a result tells, in one place."""
    standing: dict[str, str | int] = {"epoch": result.epoch} if result.epoch else {}
    for name in ("owner", "owner_name", "state"):
        value = getattr(result, name)
        if value:
            standing[name] = value
    return dict(result.data) | standing
