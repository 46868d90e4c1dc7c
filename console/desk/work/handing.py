"""To whom a chat can be handed: colleagues with language, level and free slots, teams, the queue; as plain values."""

from collections.abc import Iterable

import msgspec

from console.core.conversation.context import Policy
from console.core.floor.presence import AgentState
from console.core.floor.rows import Member, Row
from console.core.metrics.wall import Wall
from console.core.text.messages import t
from console.desk.work import names, shift
from console.desk.work.desk import Desk

AGENT, TEAM, QUEUE = "agent", "team", "queue"
_ORDINALS = 3


class Target(msgspec.Struct, frozen=True):
    """Somebody or some queue that can have the chat."""

    id: str
    kind: str
    """`agent`, `team` or `queue`."""
    name: str
    langs: str = ""
    level: str = ""
    busy: str = ""
    """Busy slots as `▮`."""
    free: str = ""
    """Free ones as `▯`."""
    said: str = ""
    why_not: str = ""
    """Why it cannot have the chat now."""

    @property
    def words(self) -> str:
        """All that a filter looks at."""
        kind = t(f"dialog.hand_to.kind.{self.kind}")
        return f"{kind} {self.name} {self.langs} {names.language(self.langs)} {self.said}".casefold()


def targets(desk: Desk, row: Row | None) -> list[Target]:
    """Everybody and every queue: who has a free slot and speaks the customer's language first."""
    account = desk.backend.account
    owner = row.owner if row is not None else ""
    others = [member for member in (account.team if account else ()) if member.id not in (owner, desk.me)]
    lang = names.language_code(row.lang) if row is not None else ""
    others.sort(key=lambda one: _order(one, lang))
    found = [_agent(member) for member in others]
    here = [target for target in found if not target.why_not]
    absent = [target for target in found if target.why_not]
    team = tuple(account.team) if account else ()
    return [*here, *_teams(team, desk.backend.rows.values(), desk.backend.wall), _queue(desk, row), *absent]


def found(listed: Iterable[Target], text: str) -> list[Target]:
    """Those in which every word of the text stands; the queue stays beside others, but is never what is left over."""
    words = text.casefold().split()
    fits = [one for one in listed if one.kind == QUEUE or all(word in one.words for word in words)]
    is_meant = len(fits) > 1 or all(word in one.words for one in fits for word in words)
    return fits if is_meant else []


def count_words(row: Row | None, *, is_lead: bool) -> str:
    """Which hand-over of this chat it would be, and from which on it needs a supervisor."""
    number, most = (row.transfers if row is not None else 0), Policy().max_transfers
    if is_lead:
        return t("handing.lead")
    if number >= most:
        return t("handing.over", n=number)
    return t(f"handing.number.{min(number + 1, _ORDINALS)}", most=most)


def is_over(row: Row | None, *, is_lead: bool) -> bool:
    """Whether it has been handed on too often for anybody but a supervisor."""
    return row is not None and not is_lead and row.transfers >= Policy().max_transfers


def _order(member: Member, lang: str) -> tuple[bool, bool, bool, bool, int, str, str]:
    speaks = not member.langs or lang in {names.language_code(code) for code in member.langs}
    free = shift.free_slots(member)
    can_now = bool(speaks and free)
    return (not member.present, not can_now, not speaks, not free, -member.level, member.name.casefold(), member.id)


def _agent(member: Member) -> Target:
    why_not = ""
    if not member.present:
        why_not = t("dialog.hand_to.not_here")
    elif member.state not in ("", AgentState.AVAILABLE):
        why_not = t(f"shift.{member.state}") if member.state in set(AgentState) else member.state
    busy, free = shift.bars(member)
    said = t("handing.free", n=shift.free_slots(member)) if member.slots and not why_not else ""
    langs = " ".join(names.language_code(code) for code in member.langs[:2])
    level = t("handing.level", n=member.level) if member.slots or member.langs else ""
    return Target(member.id, AGENT, names.full_name(member.name), langs, level, busy, free, said, why_not)


def _teams(team: Iterable[Member], rows: Iterable[Row], wall: Wall | None) -> list[Target]:
    members = list(team)
    queues = {member.team for member in members if member.team} | {row.queue for row in rows if row.queue}
    estimates = {line.name: line.estimate for line in wall.queues} if wall is not None else {}
    made = []
    for name in sorted(queues):
        at_home = [member for member in members if member.team == name and member.present]
        slots = sum(member.slots for member in at_home)
        said = t("handing.slots", free=sum(map(shift.free_slots, at_home)), of=slots) if slots else ""
        band = estimates.get(name, ())
        if band:
            said = ", ".join(part for part in (said, t("handing.about", low=band[0], high=band[-1])) if part)
        made.append(Target(name, TEAM, name, said=said))
    return made


def _queue(desk: Desk, row: Row | None) -> Target:
    is_late = row is not None and bool(row.deadline) and row.deadline < desk.now
    name = names.short_name(row.name) if row is not None else t("desk.nameless")
    said = t("handing.queue.late" if is_late else "handing.queue", name=name)
    return Target("", QUEUE, "", said=said)
