"""The ways of asking for a person, each a test of one clause; what an ask must survive besides is not here."""

from collections.abc import Callable

from console.core.asks.clause import Clause
from console.core.asks.lexicon import Span, Spans

FARTHEST = 16
LONGEST_SHORT = 8
LONGEST_SHORT_UNSPACED = 16
_SERVICE_WINDOW = 11


def _contact(clause: Clause) -> bool:
    if clause.of("done") and not clause.of("want", "ask"):
        return False
    verbs = clause.of("contact")
    nouns = sorted(clause.wanted)
    stops, splits = clause.of("stop"), clause.of("split")
    gap = clause.language.gap
    for verb in verbs:
        for noun in clause.near(nouns, verb[1], verb[1] + gap):
            about = any(True for _ in clause.near(stops, max(verb[1], noun[0] - 2), noun[0] - 1))
            if not about and not any(True for _ in clause.near(splits, verb[1], noun[0] - 1)):
                return True
    return _contact_after(clause, nouns, splits)


def _contact_after(clause: Clause, nouns: list[Span], splits: list[Span]) -> bool:
    back = clause.language.back
    if not back or clause.of("past"):
        return False
    verbs = clause.of("tail") or ([] if clause.language.tail else clause.of("contact"))
    for noun in nouns:
        for verb in clause.near(verbs, noun[1], noun[1] + back):
            if not any(True for _ in clause.near(splits, noun[1], verb[0] - 1)):
                return True
    return False


def _need(clause: Clause) -> bool:
    wants = clause.of("want")
    if not wants:
        return False
    somebody = set(clause.of("someone"))
    ending = clause.cover("fill", "want", "ask", "here", "serve", "human")
    for noun in sorted(clause.wanted - set(clause.of("team"))):
        if noun in somebody and not clause.linked(noun[1], clause.size, ending):
            continue
        for want in wants:
            if want[1] <= noun[0] and clause.linked(want[1], noun[0]):
                return True
            if clause.language.verb_last and noun[1] <= want[0] and clause.linked(noun[1], want[0]):
                return True
    return False


def _service(clause: Clause) -> bool:
    verbs, asks = clause.of("serve"), clause.of("ask", "want")
    if not verbs or not asks or clause.of("past"):
        return False
    somebody = set(clause.of("someone"))
    for noun in sorted(clause.wanted):
        low, high = noun[0] - _SERVICE_WINDOW, noun[0] + _SERVICE_WINDOW
        free = noun in somebody or clause.language.verb_last or (noun[0] < 2 and not clause.unspaced)
        for verb in clause.near(verbs, low, high):
            # Some ask with the verb first: "may call me an advisor".
            turned = verb[1] <= noun[0] and clause.linked(verb[1], noun[0])
            if not free and not turned and verb[0] < noun[1]:
                continue
            for ask in clause.near(asks, low, high if free else noun[0] - 1):
                start, end = min(noun[0], verb[0], ask[0]), max(noun[1], verb[1], ask[1])
                if end - start <= _SERVICE_WINDOW * (2 if clause.unspaced else 1):
                    return True
    return False


def _present(clause: Clause) -> bool:
    asked = clause.of("there")
    ending = clause.cover("fill", "link", "here", "tail", "contact", "serve")
    for noun in sorted(clause.wanted):
        if not clause.linked(noun[1], clause.size, ending):
            continue
        if any(there[1] <= noun[0] and clause.linked(there[1], noun[0]) for there in asked):
            return True
        if any(noun[1] <= there[0] <= noun[1] + 3 for there in asked) and clause.language.verb_last:
            return True
    return False


def _rejected(clause: Clause, spans: Spans) -> bool:
    """Whether a machine stands beside a word of comparison: "than a bot"."""
    machines, after = [*spans.get("bot", ()), *spans.get("device", ())], clause.language.than_after
    reach = 2 * (1 + clause.unspaced)
    for start, end in spans.get("than", ()):
        if any(bot[1] <= start <= bot[1] + reach if after else end <= bot[0] <= end + reach for bot in machines):
            return True
    return False


def _rather(clause: Clause) -> bool:
    if not clause.wanted or not clause.of("want"):
        return False
    if _rejected(clause, clause.spans):
        return True
    return any(start <= 1 for start, _ in clause.following.get("than", ())) and _rejected(clause, clause.following)


def _bring(clause: Clause) -> bool:
    rooms = clause.of("room")
    if not rooms or clause.of("past", "done"):
        return False
    nouns = sorted(clause.wanted)
    free = [span for span in nouns if not any(span[0] < room[1] and room[0] < span[1] for room in rooms)]
    return bool(free) and any(abs(verb[0] - noun[0]) <= FARTHEST for verb in clause.of("bring") for noun in free)


def _short(clause: Clause) -> bool:
    # "The agent said" is short too; "an agent already" is still a call.
    if clause.of("past") and any(0 in clause.filled[start:end] for start, end in clause.of("past")):
        return False
    if clause.size > (LONGEST_SHORT_UNSPACED if clause.unspaced else LONGEST_SHORT):
        return False
    nouns = clause.wanted
    # "Somebody" alone says nothing; "somebody here" or "somebody please" calls for one.
    named = nouns - set(clause.of("someone"))
    if not named and not (nouns and clause.size > 1):
        return False
    cover = clause.cover("fill", "want", "ask", "here", "contact", "human", "team", "someone")
    return 0 not in cover


def _no_bot(clause: Clause) -> bool:
    bots, gap = clause.of("bot"), clause.language.gap + 1
    machines = [
        device for device in clause.of("device") if any(abs(device[0] - verb[0]) <= gap for verb in clause.contacts)
    ]
    for no in clause.of("negated"):
        if clause.looks_back(no) and any(no[0] - gap - 2 <= bot[1] <= no[0] for bot in bots + machines):
            return True
        if any(no[1] <= bot[0] <= no[1] + gap for bot in bots + machines):
            return True
    return any(no[0] == 0 and clause.linked(no[1], bot[0]) for no in clause.of("no") for bot in bots)


def _phrase(clause: Clause) -> bool:
    refusals, near = clause.of("negated"), 3 if clause.unspaced else 1
    reach = clause.language.gap if clause.language.negation_after else -1
    return any(
        not any(no[0] < start <= no[1] + near or end <= no[0] <= end + reach for no in refusals)
        for start, end in clause.of("phrases")
    )


Rules = tuple[tuple[str, Callable[[Clause], bool]], ...]
RULES: Rules = (
    ("contact", _contact),
    ("need", _need),
    ("no_bot", _no_bot),
    ("service", _service),
    ("rather", _rather),
    ("bring", _bring),
    ("present", _present),
    ("phrase", _phrase),
    ("short", _short),
)
# Half a clause that names a person names one; only a whole one calls for one.
RULES_WITHIN = tuple((rule, holds) for rule, holds in RULES if holds is not _short)
