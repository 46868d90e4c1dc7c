"""My state on the floor: what it is and since when, which others there are to choose from, and asking for one.

The backend decides; nothing here is believed before presence tells it.
"""

from typing import Final

import msgspec

from console.core.floor.acting import SetState, SignOffNow
from console.core.floor.policy import ONE_DESK
from console.core.floor.presence import AgentState
from console.core.floor.rows import Member, Rules
from console.core.text.messages import t
from console.desk.adapters.port import Link
from console.desk.work import names
from console.desk.work.desk import Desk
from console.desk.work.times import age
from console.errors import UnreachableError

SIGN_OFF: Final = "sign_off"
CHOICES: Final = (AgentState.AVAILABLE, AgentState.FINISHING, AgentState.BREAK, AgentState.AWAY, SIGN_OFF)
"""What can be chosen, in the order of the dialog."""
_HERE: Final = frozenset({AgentState.AVAILABLE, ""})
_MARKS: Final = {AgentState.FINISHING: "◐", AgentState.NO_ANSWER: "▲"}
_ROLES: Final = {AgentState.FINISHING: "warn", AgentState.NO_ANSWER: "warn"}


class Standing(msgspec.Struct, frozen=True):
    """My state as the header shows it."""

    mark: str
    role: str
    words: str


def my_state(desk: Desk) -> AgentState:
    """My state; available where the backend knows of none."""
    member = desk.member
    known = member.state if member is not None else ""
    return AgentState(known) if known in set(AgentState) and known != AgentState.OFFLINE else AgentState.AVAILABLE


def reasons(rules: Rules) -> tuple[str, ...]:
    """Why somebody may be away: the company's own words, where the backend told any."""
    return rules.reasons or ONE_DESK.reasons


def since(desk: Desk) -> str:
    """How long I am in this state: `1:12:40`; empty when that is not known."""
    member = desk.member
    if member is None or not member.state_since:
        return ""
    return ticking(desk.now - member.state_since)


def ticking(span: int) -> str:
    """A span with its seconds, hours too: `0:40`, `12:40`, `1:12:40`."""
    seconds = max(0, span) // 1000
    hours, rest = divmod(seconds, 3600)
    return f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else age(seconds * 1000)


def standing(desk: Desk) -> Standing:
    """The header's words; while the link is down nobody can say where I am."""
    if desk.backend.link.link is not Link.LIVE:
        return Standing("·", "stale", t("header.unreachable"))
    state = my_state(desk)
    if state is AgentState.AVAILABLE:
        return Standing("●", "fine", t("header.available"))
    words = " ".join(part for part in (t(f"shift.{state}"), since(desk)) if part)
    return Standing(_MARKS.get(state, "○"), _ROLES.get(state, "muted"), words)


def chats_of(desk: Desk) -> list[str]:
    """The short names of those whose chat is mine and not put away."""
    return [names.short_name(row.name) for row in desk.mine() if row.state == "human"]


def room(desk: Desk) -> tuple[int, int]:
    """My free slots and all of them."""
    member = desk.member
    if member is not None and member.slots and member.state == AgentState.AVAILABLE:
        return max(0, member.slots - member.busy), member.slots
    return max(0, desk.room - len(chats_of(desk))), desk.room


def _gets_none(desk: Desk) -> bool:
    """Whether no chats come to me by themselves: mine is another work."""
    member = desk.member
    return member is not None and member.state == AgentState.AVAILABLE and not member.slots and not desk.rules.slots


def about(desk: Desk, choice: str, *, texts: int) -> str:
    """What a choice means now, beside it in the dialog."""
    chats = len(chats_of(desk))
    if choice == AgentState.AVAILABLE:
        free, of = room(desk)
        if _gets_none(desk):
            return t("shift.about.available.none")
        return t("shift.about.available" if free != 1 else "shift.about.available.one", free=free, of=of)
    if choice == AgentState.FINISHING:
        return t(_counted("shift.about.finishing", chats), n=chats)
    if choice == AgentState.BREAK:
        return t(_counted("shift.about.break", chats), n=chats)
    if choice == AgentState.AWAY:
        return t("shift.about.away", reasons=", ".join(reasons(desk.rules)))
    found = [t("shift.chats" if chats != 1 else "shift.chat", n=chats)] if chats else []
    found += [t("shift.texts" if texts != 1 else "shift.text", n=texts)] if texts else []
    return t("shift.about.sign_off", what=", ".join(found)) if found else t("shift.about.sign_off.none")


def _counted(message_id: str, number: int) -> str:
    """The id of the sentence for none, one or several."""
    return message_id if number > 1 else f"{message_id}.one" if number else f"{message_id}.none"


def headline(desk: Desk, name: str) -> str:
    """Where I stand, in one line: `Maya · available for 1:12:40 · 3 chats: Kim, Omar, Ana`."""
    span, chats = since(desk), chats_of(desk)
    state = t(f"shift.{my_state(desk)}")
    parts = [name, t("shift.for", state=state, age=span) if span else state]
    if chats:
        parts.append(t("shift.chats_of" if len(chats) > 1 else "shift.chat_of", n=len(chats), names=", ".join(chats)))
    return " · ".join(parts)


async def set_state(desk: Desk, state: AgentState, reason: str = "") -> bool:
    """Ask for another state, and say what came of it; never kept for later."""
    if desk.backend.link.link is not Link.LIVE:
        desk.say("shift.offline", glyph="▲", key=desk.keymap.name("retry"))
        return False
    try:
        answer = await desk.backend.act(SetState(state, reason if state is AgentState.AWAY else ""))
    except UnreachableError:
        desk.say("shift.unanswered", glyph="▲")
        return False
    if not answer.ok:
        desk.tell(answer.message or t("notice.refused", code=answer.code), glyph="■")
        return False
    desk.say(f"shift.set.{comes_to(state, bool(chats_of(desk)))}", glyph="○", reason=reason)
    return True


def comes_to(state: AgentState, has_chats: bool) -> AgentState:
    """The state that follows from asking for one: with no chat to finish the break begins at once."""
    return AgentState.BREAK if state is AgentState.FINISHING and not has_chats else state


async def came_back(desk: Desk) -> None:
    """A key of mine: I am there, whatever offer I have let pass."""
    if my_state(desk) is not AgentState.NO_ANSWER or desk.backend.link.link is not Link.LIVE:
        return
    try:
        answer = await desk.backend.act(SetState(AgentState.AVAILABLE))
    except UnreachableError:
        return
    if answer.ok:
        desk.notices.over()
        desk.say(f"shift.set.{AgentState.AVAILABLE}", glyph="○", at_once=False)


async def sign_off(desk: Desk) -> bool:
    """Say that I go; True when I may: without a link the backend will notice by itself."""
    if desk.backend.link.link is not Link.LIVE:
        return True
    try:
        answer = await desk.backend.act(SignOffNow())
    except UnreachableError:
        desk.say("shift.unanswered", glyph="▲")
        return desk.backend.link.link is not Link.LIVE
    if not answer.ok:
        desk.tell(answer.message or t("notice.refused", code=answer.code), glyph="■")
    return True


def free_slots(member: Member) -> int:
    """Slots of a colleague that are free."""
    return max(0, member.slots - member.busy) if member.state in _HERE and member.present else 0


def bars(member: Member) -> tuple[str, str]:
    """Her busy and free slots as `▮▮` and `▯`; strokes while she takes no chats."""
    if member.state not in _HERE:
        return "", "─" * member.slots
    busy = min(member.busy, member.slots)
    return "▮" * busy, "▯" * (member.slots - busy)
