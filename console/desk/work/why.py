"""Why me: the candidates and key values of a routing decision in words, for the dialog, the transcript and lines.

The values are the router's, kept with the event; nothing is looked up but names.
"""

from collections.abc import Callable, Sequence
from datetime import tzinfo
from typing import Final

from console.core.conversation.transcript import Turn
from console.core.conversation.why import Considered, Why
from console.core.text.messages import messages, t
from console.desk.work.times import age, clock_time

_MOST_CANDIDATES: Final = 8
_DECIDED_BY: Final = {"sticky": "sticky", "least_load": "load", "longest_idle": "idle"}
"""Which value of a candidate a rule looked at."""


def why_lines(why: Why, name: Callable[[str], str], zone: tzinfo) -> list[str]:
    """The decision, the place in line, then each candidate with the values that were compared."""
    known = f"routed.rule.{why.rule}"
    chosen = name(why.candidates[0].agent) if why.candidates else ""
    lines = [t(known if known in messages() else "routed.rule.other", who=chosen, n=why.eligible, rule=why.rule)]
    if why.of > 1:
        lines.append(t("routed.place" if why.place > 1 else "routed.place.first", place=why.place, of=why.of))
    if why.deadline:
        lines.append(t("routed.late" if why.late else "routed.due", at=clock_time(why.deadline, zone)))
    if why.ring:
        lines.append(t(f"routed.ring.{min(why.ring, 2)}"))
    shown = why.candidates[:_MOST_CANDIDATES]
    lines += [_candidate(number, one, why, name) for number, one in enumerate(shown, 1)]
    if why.eligible > len(shown):
        lines.append(t("routed.more", n=why.eligible - len(shown)))
    return lines


def _candidate(number: int, one: Considered, why: Why, name: Callable[[str], str]) -> str:
    facts = []
    if one.sticky:
        facts.append(t("routed.sticky"))
    facts.append(t("routed.load", n=one.load))
    if one.idle_ms:
        facts.append(t("routed.idle", age=age(one.idle_ms)))
    if one.level:
        facts.append(t("routed.level", n=one.level))
    if one.ring:
        facts.append(t(f"routed.from_ring.{min(one.ring, 2)}"))
    decided = _DECIDED_BY.get(why.rule, "")
    facts.sort(key=lambda fact: not (decided and fact == _deciding(decided, one)))
    return t("routed.candidate", n=number, who=name(one.agent), facts=", ".join(facts))


def _deciding(value: str, one: Considered) -> str:
    if value == "sticky":
        return t("routed.sticky")
    return t("routed.load", n=one.load) if value == "load" else t("routed.idle", age=age(one.idle_ms))


def latest_why(turns: Sequence[Turn], me: str = "") -> Turn | None:
    """The last decision of this conversation, one about me (`me`) before others."""
    told = [turn for turn in turns if turn.why is not None and turn.code in ("offered", "taken")]
    mine = [turn for turn in told if me and turn.data.get("agent") == me]
    found = mine or told
    return found[-1] if found else None


def no_why(turns: Sequence[Turn], me: str, name: str) -> str:
    """What there is to say where no decision was recorded: I took it, somebody handed it over."""
    taken = next((turn for turn in reversed(turns) if turn.code == "taken" and turn.data.get("agent") == me), None)
    how = str(taken.data.get("how", "")) if taken is not None else ""
    wanted = f"routed.how.{how}"
    return t(wanted if how and wanted in messages() else "routed.none", name=name)
