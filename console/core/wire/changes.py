"""Rows told by what changed in them: the fields that differ, put onto the row that was told before.

A row changes in three or four of its forty fields: told whole it would be four times as many bytes, to every console.
"""

from typing import Any

import msgspec
from msgspec import UNSET, UnsetType
from msgspec.structs import astuple, replace

from console.core.floor.rows import Row


class RowChange(msgspec.Struct, frozen=True, kw_only=True):
    """The fields of a `Row` that changed, with what they are now; all others are as they were."""

    conv: str
    no: int | UnsetType = UNSET
    state: str | UnsetType = UNSET
    epoch: int | UnsetType = UNSET
    seq: int | UnsetType = UNSET
    owner: str | UnsetType = UNSET
    owner_name: str | UnsetType = UNSET
    name: str | UnsetType = UNSET
    lang: str | UnsetType = UNSET
    topic: str | UnsetType = UNSET
    reason: str | UnsetType = UNSET
    asked: bool | UnsetType = UNSET
    since: int | UnsetType = UNSET
    deadline: int | UnsetType = UNSET
    queue: str | UnsetType = UNSET
    confidence: float | UnsetType | None = UNSET
    trouble: str | UnsetType = UNSET
    bot_turns: int | UnsetType = UNSET
    unanswered: int | UnsetType = UNSET
    unanswered_since: int | UnsetType = UNSET
    unread: int | UnsetType = UNSET
    last_at: int | UnsetType = UNSET
    opened_at: int | UnsetType = UNSET
    assigned_at: int | UnsetType = UNSET
    offer: str | UnsetType = UNSET
    offer_to: str | UnsetType = UNSET
    offer_until: int | UnsetType = UNSET
    snooze_until: int | UnsetType = UNSET
    promise_due: int | UnsetType = UNSET
    handler: str | UnsetType = UNSET
    resolved_at: int | UnsetType = UNSET
    resolved_by: str | UnsetType = UNSET
    disposition: str | UnsetType = UNSET
    wrapped_up: bool | UnsetType = UNSET
    wrap_up_until: int | UnsetType = UNSET
    undo_until: int | UnsetType = UNSET
    undo_by: str | UnsetType = UNSET
    seen: int | UnsetType = UNSET
    away: bool | UnsetType = UNSET
    tags: tuple[str, ...] | UnsetType = UNSET
    request_open: bool | UnsetType = UNSET
    transfers: int | UnsetType = UNSET
    help_since: int | UnsetType = UNSET


FIELDS = tuple(name for name in Row.__struct_fields__ if name != "conv")


def change_of(before: Row, after: Row) -> RowChange:
    """What leads from one row of a conversation to a later one."""
    pairs = zip(Row.__struct_fields__, astuple(before), astuple(after), strict=True)
    fields: dict[str, Any] = {name: new for name, old, new in pairs if new != old}
    fields["conv"] = after.conv
    return RowChange(**fields)


def changed(before: Row, change: RowChange) -> Row:
    """The row after a change of it."""
    fields = {name: value for name in FIELDS if (value := getattr(change, name)) is not UNSET}
    return replace(before, **fields)
