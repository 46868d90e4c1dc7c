"""Decides whether a message asks for a person, from items found in its clauses; the words themselves are data."""

from collections.abc import Callable, Iterator
from functools import cached_property

import msgspec

from console.core.asks.fold import END, PAUSE, fold, sentences
from console.core.asks.languages import CODES, Language
from console.core.asks.lexicon import ACTIONS, Span, Spans, lexicon

_LONGEST_SHORT = 8
_LONGEST_SHORT_UNSPACED = 16
_SERVICE_WINDOW = 11
_FARTHEST = 16
_NOUNS = ("human", "team", "someone", "bot", "device")
_PEOPLE = ("human", "team", "someone")
# How far a relative pronoun stands into its clause ("with whom"), and how many clauses may follow one ("X, who Y, Z").
_RELATIVE_WITHIN = 2
_RELATIVE_REACH = 2
# The telephone's habit: zero reaches the operator.
_ZERO = "0"
_ENGLISH = CODES.index("en")


Words = tuple[str, ...]


class Ask(msgspec.Struct, frozen=True):
    """A recognised ask: the language whose data matched and the rule that fired."""

    lang: str
    rule: str


class _Clause:
    """One clause read as one language."""

    def __init__(self, number: int, words: Words, spans: Spans, refusals: list[Span], rest: list[Words]) -> None:
        self.number = number
        self.language: Language = lexicon().languages[number]
        self.rest = rest
        self.size = len(words)
        self.unspaced = sum(len(word) == 1 for word in words) * 2 > self.size
        self.spans = dict(spans)
        self.contacts = spans.get("contact", [])
        negated = spans.get("negated", [])
        other = spans.get("other", [])
        if other:
            self.spans = {
                part: found if part in ("fill", "link", "negated") else _clear_of(found, other, longer=True)
                for part, found in spans.items()
            }
        self.refusals = negated + refusals
        if refusals and "want" in self.spans:
            self.spans["want"] = _clear_of(self.spans["want"], refusals)
        if negated:
            for part in ("want", "contact", "ask", "serve", "tail", "human", "team", "someone", "fill"):
                if part in self.spans:
                    self.spans[part] = _clear_of(self.spans[part], negated)

    @cached_property
    def following(self) -> Spans:
        """What stands in the next clause of the sentence."""
        if not self.rest:
            return {}
        return lexicon().complete(self.number, self.rest[0], lexicon().read(self.rest[0]).get(self.number, {}))

    def set_aside(self, taken: list[Span]) -> None:
        """Forget what overlaps with these: other people's agents and persons, in borrowed words."""
        for part in _NOUNS:
            if part in self.spans:
                self.spans[part] = _clear_of(self.spans[part], taken, longer=True)

    def of(self, *parts: str) -> list[Span]:
        """The spans of these parts, in order."""
        if len(parts) == 1:
            return self.spans.get(parts[0], [])
        return sorted(span for part in parts for span in self.spans.get(part, ()))

    @cached_property
    def wanted(self) -> set[Span]:
        """The nouns for a person that no negated wish governs."""
        nouns = self.of("human", "team", "someone")
        negated = self.refusals
        if not negated:
            return set(nouns)
        renewed = self.of("want", "bot", "split")
        return {noun for noun in nouns if not any(self._refused(noun, no, renewed) for no in negated)}

    def _refused(self, noun: Span, negated: Span, renewed: list[Span]) -> bool:
        if self.looks_back(negated):
            between = any(noun[1] <= span[0] and span[1] <= negated[0] for span in renewed)
            return noun[1] <= negated[0] <= noun[1] + self.language.gap + 2 and not between
        # A wish right behind the refusal belongs to it: "no need to give me".
        return noun[0] >= negated[1] and not any(negated[1] < span[0] < noun[0] for span in renewed)

    def looks_back(self, negated: Span) -> bool:
        """Whether a negated wish governs a noun before it, as where the verb comes last."""
        if not self.language.negation_after:
            return False
        reach = negated[0] - self.language.gap - 2
        return any(reach <= noun[1] <= negated[0] for noun in self.of(*_NOUNS))

    @cached_property
    def covered(self) -> bytearray:
        """Which words are known to carry no meaning of their own between a wish and its noun."""
        return self._cover("fill", "link", "want", "ask")

    @cached_property
    def filled(self) -> bytearray:
        """Which words are fillers."""
        return self._cover("fill")

    def _cover(self, *parts: str) -> bytearray:
        cover = bytearray(self.size)
        for start, end in self.of(*parts):
            cover[start:end] = b"\1" * (end - start)
        return cover

    def linked(self, start: int, end: int, cover: bytearray | None = None) -> bool:
        """Whether nothing but small words stands between two places."""
        return start <= end <= start + 12 and 0 not in (cover or self.covered)[start:end]

    def near(self, spans: list[Span], low: int, high: int) -> Iterator[Span]:
        """The spans that start in this stretch."""
        for span in spans:
            if span[0] > high:
                return
            if span[0] >= low:
                yield span


def _clear_of(spans: list[Span], taken: list[Span], *, longer: bool = False) -> list[Span]:
    """The spans that overlap with none of these; on request also those longer than what they overlap with."""
    ends = bytearray(max(end for _, end in taken) + 1)
    for start, end in taken:
        ends[start:end] = b"\1" * (end - start)
    return [span for span in spans if 1 not in ends[span[0] : span[1]] or (longer and _holds(span, taken))]


def _holds(span: Span, taken: list[Span]) -> bool:
    met = [other for other in taken if other[0] < span[1] and span[0] < other[1]]
    return all(span[0] <= start and end <= span[1] and (start, end) != span for start, end in met)


def _contact(clause: _Clause) -> bool:
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


def _contact_after(clause: _Clause, nouns: list[Span], splits: list[Span]) -> bool:
    back = clause.language.back
    if not back or clause.of("past"):
        return False
    verbs = clause.of("tail") or ([] if clause.language.tail else clause.of("contact"))
    for noun in nouns:
        for verb in clause.near(verbs, noun[1], noun[1] + back):
            if not any(True for _ in clause.near(splits, noun[1], verb[0] - 1)):
                return True
    return False


def _need(clause: _Clause) -> bool:
    wants = clause.of("want")
    if not wants:
        return False
    somebody = set(clause.of("someone"))
    ending = clause._cover("fill", "want", "ask", "here", "serve", "human")
    for noun in sorted(clause.wanted - set(clause.of("team"))):
        if noun in somebody and not clause.linked(noun[1], clause.size, ending):
            continue
        for want in wants:
            if want[1] <= noun[0] and clause.linked(want[1], noun[0]):
                return True
            if clause.language.verb_last and noun[1] <= want[0] and clause.linked(noun[1], want[0]):
                return True
    return False


def _service(clause: _Clause) -> bool:
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


def _present(clause: _Clause) -> bool:
    asked = clause.of("there")
    ending = clause._cover("fill", "link", "here", "tail", "contact", "serve")
    for noun in sorted(clause.wanted):
        if not clause.linked(noun[1], clause.size, ending):
            continue
        if any(there[1] <= noun[0] and clause.linked(there[1], noun[0]) for there in asked):
            return True
        if any(noun[1] <= there[0] <= noun[1] + 3 for there in asked) and clause.language.verb_last:
            return True
    return False


def _rejected(clause: _Clause, spans: Spans) -> bool:
    """Whether a machine stands beside a word of comparison: "than a bot"."""
    machines, after = [*spans.get("bot", ()), *spans.get("device", ())], clause.language.than_after
    reach = 2 * (1 + clause.unspaced)
    for start, end in spans.get("than", ()):
        if any(bot[1] <= start <= bot[1] + reach if after else end <= bot[0] <= end + reach for bot in machines):
            return True
    return False


def _rather(clause: _Clause) -> bool:
    if not clause.wanted or not clause.of("want"):
        return False
    if _rejected(clause, clause.spans):
        return True
    return any(start <= 1 for start, _ in clause.following.get("than", ())) and _rejected(clause, clause.following)


def _bring(clause: _Clause) -> bool:
    rooms = clause.of("room")
    if not rooms or clause.of("past", "done"):
        return False
    nouns = sorted(clause.wanted)
    free = [span for span in nouns if not any(span[0] < room[1] and room[0] < span[1] for room in rooms)]
    return bool(free) and any(abs(verb[0] - noun[0]) <= _FARTHEST for verb in clause.of("bring") for noun in free)


def _short(clause: _Clause) -> bool:
    # "The agent said" is short too; "an agent already" is still a call.
    if clause.of("past") and any(0 in clause.filled[start:end] for start, end in clause.of("past")):
        return False
    if clause.size > (_LONGEST_SHORT_UNSPACED if clause.unspaced else _LONGEST_SHORT):
        return False
    nouns = clause.wanted
    # "Somebody" alone says nothing; "somebody here" or "somebody please" calls for one.
    named = nouns - set(clause.of("someone"))
    if not named and not (nouns and clause.size > 1):
        return False
    cover = clause._cover("fill", "want", "ask", "here", "contact", "human", "team", "someone")
    return 0 not in cover


def _no_bot(clause: _Clause) -> bool:
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


def _phrase(clause: _Clause) -> bool:
    refusals, near = clause.of("negated"), 3 if clause.unspaced else 1
    reach = clause.language.gap if clause.language.negation_after else -1
    return any(
        not any(no[0] < start <= no[1] + near or end <= no[0] <= end + reach for no in refusals)
        for start, end in clause.of("phrases")
    )


Rules = tuple[tuple[str, Callable[[_Clause], bool]], ...]
_RULES: Rules = (
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
_RULES_WITHIN = tuple((rule, holds) for rule, holds in _RULES if holds is not _short)


def _worth_reading(size: int, spans: Spans) -> bool:
    nouns = [span for part in _NOUNS for span in spans.get(part, ())]
    if "phrases" in spans or (nouns and size <= _LONGEST_SHORT_UNSPACED):
        return True
    actions = [span for part in ACTIONS for span in spans.get(part, ())]
    return any(noun[0] - end <= _FARTHEST and start - noun[1] <= _FARTHEST for noun in nouns for start, end in actions)


def _others(found: dict[int, Spans], reader: int, words: Words) -> list[Span]:
    """Other people's agents and persons in any language that reads the clause: neighbours share their nouns."""
    known = lexicon()
    numbers = {
        number
        for number, spans in found.items()
        if any(part in spans for part in _PEOPLE) and any(part in spans for part in ACTIONS)
    }
    if known.languages[reader].borrows:
        numbers.add(_ENGLISH)
    numbers.discard(reader)
    found_others = (known.complete(number, words, {}).get("other", ()) for number in numbers)
    return [span for spans in found_others for span in spans if span[1] - span[0] > 1]


def _qualified(found: dict[int, Spans], rest: list[Words]) -> bool:
    """Whether the next clause says which person this is about, in any language: "the person, who ..."."""
    if not rest:
        return False
    start = rest[0][:_RELATIVE_WITHIN]
    known = lexicon()
    return any(
        "relative" in known.complete(number, start, {})
        for number, spans in found.items()
        if any(part in spans for part in _PEOPLE)
    )


def _talked_about(found: dict[int, Spans], words: Words, rest: Words) -> tuple[Span, ...] | None:
    """The splits of a clause whose people are thanked, rated, hired or sent for a parcel; None where they are not."""
    known = lexicon()
    for number, spans in found.items():
        if any(part in spans for part in _PEOPLE):
            details = known.complete(number, words, {})
            if "aside" in details or ("goods" in details and "collect" in details):
                return tuple(details.get("split", ()))
            if rest and "aside" in known.complete(number, rest, {}):
                return ()
    return None


def _reported(found: dict[int, Spans], before: Words, words: Words) -> int | None:
    """Where a clause begins to tell what somebody said: "the agent said that ..."; a wish in it is one's own."""
    known = lexicon()
    for number, spans in found.items():
        if any(part in spans for part in _PEOPLE):
            details = known.complete(number, words, spans)
            told = "past" in known.complete(number, before, {})
            said = min((start for start, _ in details.get("past", ())), default=len(words))
            for start, end in details.get("that", ()):
                own = any(want[0] >= end for want in details.get("want", ()))
                if not own and ((told and start == 0) or said <= start):
                    return start
    return None


def _pieces(words: Words, splits: tuple[Span, ...]) -> list[Words]:
    pieces, at = [], 0
    for start, end in splits:
        if start >= at:
            pieces.append(words[at:start])
            at = end
    return [piece for piece in (*pieces, words[at:]) if piece and piece != words]


def _read(before: Words, words: Words, rest: list[Words], rules: Rules) -> Ask | None:
    known = lexicon()
    found = known.read(words)
    # Neighbouring languages share their verbs and not their negations: "no necesito" is no Italian wish either.
    refusals = [span for spans in found.values() for span in spans.get("negated", ()) if span[1] - span[0] > 1]
    worthy = [number for number in sorted(found) if _worth_reading(len(words), found[number])]
    lending = any(known.languages[number].borrows for number in worthy)
    english = known.complete(_ENGLISH, words, {}).get("other", []) if lending else []
    for number in worthy:
        clause = _Clause(number, words, known.complete(number, words, found[number]), refusals, rest)
        if english and clause.language.borrows:
            clause.set_aside(english)
        rule = next((rule for rule, holds in rules if holds(clause)), None)
        if rule and (others := _others(found, number, words)):
            clause = _Clause(number, words, known.complete(number, words, found[number]), refusals, rest)
            clause.set_aside(others)
            rule = next((rule for rule, holds in rules if holds(clause)), None)
        if rule:
            return _confirmed(Ask(clause.language.code, rule), found, before, words, rest)
    return None


def _confirmed(ask: Ask, found: dict[int, Spans], before: Words, words: Words, rest: list[Words]) -> Ask | None:
    """The ask, unless its person is only talked about or told of; then what is left of the clause is read."""
    qualified = _qualified(found, rest)
    if qualified and ask.rule == "short":
        return None
    splits = _talked_about(found, words, sum(rest, ()) if qualified else ())
    if splits is not None:
        return _first(_pieces(words, splits))
    told = _reported(found, before, words)
    return ask if told is None else _first([words[:told]])


def _first(parts: list[Words]) -> Ask | None:
    return next((ask for part in parts if (ask := _read((), part, [], _RULES_WITHIN))), None)


def asks_for_person(text: str) -> Ask | None:
    """The ask for a person that this message makes, in whatever language, or None."""
    if _ZERO in text[:_LONGEST_SHORT] and fold(text).strip(f" {END}{PAUSE}") == _ZERO:
        return Ask("und", "short")
    for clauses in sentences(text):
        for at, words in enumerate(clauses):
            before = clauses[at - 1] if at else ()
            if ask := _read(before, words, clauses[at + 1 : at + 1 + _RELATIVE_REACH], _RULES):
                return ask
    return None
