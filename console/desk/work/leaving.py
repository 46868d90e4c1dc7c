"""What is still open before a break or the end of a shift: chats, texts and outcomes, one line each with its keys."""

from typing import Final

import msgspec

from console.core.conversation.words import State
from console.core.floor.rows import Row
from console.core.text.messages import t
from console.desk.adapters.port import Fate
from console.desk.work import names
from console.desk.work.desk import NOTE, REPLY, TEXTS, Desk
from console.desk.work.times import age

CHAT, UNSENT, FAILED, WRAP_UP = "chat", "unsent", "failed", "wrap_up"
_UNSENT: Final = (Fate.QUEUED, Fate.IN_FLIGHT, Fate.HELD)


class Line(msgspec.Struct, frozen=True):
    """One line of the checklist."""

    id: str
    kind: str
    """`chat`, `unsent`, `failed` or `wrap_up`."""
    label: str
    said: str
    acts: tuple[str, ...] = ()
    """Actions whose keys settle it, the first words of which stand on the line."""
    conv: str = ""
    name: str = ""
    """Whom it is about."""
    is_open: bool = True
    waits: bool = False
    """The customer wrote last."""


def checklist(desk: Desk, *, is_break: bool = False) -> list[Line]:
    """Everything to settle; for a break only the chats."""
    chats = [_chat(desk, row) for row in desk.mine() if not is_break or row.state == State.HUMAN]
    if is_break:
        return chats
    return [*chats, _unsent(desk), _failed(desk), _wrap_ups(desk)]


def open_lines(lines: list[Line]) -> int:
    """How many are open."""
    return sum(line.is_open for line in lines)


def texts_left(desk: Desk) -> int:
    """Drafts and unsent texts, for the line `checklist: 3 chats, 2 texts`."""
    drafted = sum(bool(desk.text(row.conv, REPLY).text or desk.text(row.conv, NOTE).text) for row in desk.mine())
    return drafted + len(_unsent_convs(desk))


def going(desk: Desk) -> list[str]:
    """The short names of those who go back to the queue."""
    return [names.short_name(row.name) for row in desk.mine()]


def wrap_left(desk: Desk, row: Row) -> str:
    """How long the outcome of a resolved chat can still be chosen; empty once that is over."""
    left = (row.wrap_up_until or row.resolved_at + desk.rules.wrap_up) - desk.now
    return age(left) if left > 0 else ""


def _chat(desk: Desk, row: Row) -> Line:
    name = names.full_name(row.name)
    if row.unanswered:
        waits = age(desk.now - row.unanswered_since)
        said = t("leave.waits_n" if row.unanswered > 1 else "leave.waits", age=waits, n=row.unanswered)
        return Line(row.conv, CHAT, name, said, _acts(row), row.conv, name, waits=True)
    if desk.text(row.conv, REPLY).text or desk.text(row.conv, NOTE).text:
        return Line(row.conv, CHAT, name, t("leave.draft"), ("reply", "hand_to"), row.conv, name)
    said = t("list.snoozed") if row.state == State.SNOOZED else t("leave.quiet")
    return Line(row.conv, CHAT, name, said, _acts(row), row.conv, name)


def _acts(row: Row) -> tuple[str, ...]:
    """What the backend would do with it: the bot gets nobody who asked for a person and has heard none, and who wrote
    last is answered, not put away."""
    is_owed = bool(row.unanswered) or row.request_open
    found = [] if row.request_open else ["hand_back"]
    found.append("hand_to")
    if is_owed:
        found.append("reply")
    elif row.state == State.HUMAN:
        found.append("snooze")
    return tuple(found)


def _unsent_convs(desk: Desk) -> list[str]:
    """Conversations of texts on their way or held, and of drafts in chats that are not mine; each text once."""
    found = [item.conv for item in desk.outgoing.values() if item.fate in _UNSENT and isinstance(item.command, TEXTS)]
    mine = {row.conv for row in desk.mine()}
    held = {(item.conv, item.command.text) for item in desk.outgoing.values() if isinstance(item.command, TEXTS)}
    drafts = [
        draft.conv
        for draft in desk.backend.drafts()
        if draft.text.strip() and draft.conv not in mine and (draft.conv, draft.text) not in held
    ]
    return found + drafts


def _unsent(desk: Desk) -> Line:
    convs = _unsent_convs(desk)
    if not convs:
        return Line(UNSENT, UNSENT, t("leave.unsent"), t("leave.none"), is_open=False)
    row = desk.row(convs[0])
    one = t("leave.text_to", name=names.full_name(row.name) if row is not None else t("desk.nameless"))
    said = one if len(convs) == 1 else t("leave.texts", n=len(convs))
    return Line(UNSENT, UNSENT, t("leave.unsent"), said, ("unsent",))


def _failed(desk: Desk) -> Line:
    number = desk.failed()
    if not number:
        return Line(FAILED, FAILED, t("leave.failed"), t("leave.none"), is_open=False)
    said = t("leave.text" if number == 1 else "leave.texts", n=number)
    return Line(FAILED, FAILED, t("leave.failed"), said, ("unsent",))


def _wrap_ups(desk: Desk) -> Line:
    rows = [row for row in desk.wrap_ups() if wrap_left(desk, row)]
    if not rows:
        return Line(WRAP_UP, WRAP_UP, t("leave.wrap_up"), t("leave.none"), is_open=False)
    name = names.full_name(rows[0].name)
    said = t("leave.code" if len(rows) == 1 else "leave.codes", n=len(rows))
    return Line(WRAP_UP, WRAP_UP, t("leave.wrap_up"), said, ("resolve",), rows[0].conv, name)
