"""Decides whether a message asks for a person, from items found in its clauses; the words themselves are data."""

import msgspec

from console.core.asks.clause import Clause, Words
from console.core.asks.fold import END, PAUSE, fold, sentences
from console.core.asks.languages import CODES
from console.core.asks.lexicon import ACTIONS, NOUNS, PEOPLE, Span, Spans, lexicon
from console.core.asks.rules import FARTHEST, LONGEST_SHORT, LONGEST_SHORT_UNSPACED, RULES, RULES_WITHIN, Rules

# How far a relative pronoun stands into its clause ("with whom"), and how many clauses may follow one ("X, who Y, Z").
_RELATIVE_WITHIN = 2
_RELATIVE_REACH = 2
# The telephone's habit: zero reaches the operator.
_ZERO = "0"
_ENGLISH = CODES.index("en")


class Ask(msgspec.Struct, frozen=True):
    """A recognised ask: the language whose data matched and the rule that fired."""

    lang: str
    rule: str


def _worth_reading(size: int, spans: Spans) -> bool:
    nouns = [span for part in NOUNS for span in spans.get(part, ())]
    if "phrases" in spans or (nouns and size <= LONGEST_SHORT_UNSPACED):
        return True
    actions = [span for part in ACTIONS for span in spans.get(part, ())]
    return any(noun[0] - end <= FARTHEST and start - noun[1] <= FARTHEST for noun in nouns for start, end in actions)


def _others(found: dict[int, Spans], reader: int, words: Words) -> list[Span]:
    """Other people's agents and persons in any language that reads the clause: neighbours share their nouns."""
    known = lexicon()
    numbers = {
        number
        for number, spans in found.items()
        if any(part in spans for part in PEOPLE) and any(part in spans for part in ACTIONS)
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
        if any(part in spans for part in PEOPLE)
    )


def _talked_about(found: dict[int, Spans], words: Words, rest: Words) -> tuple[Span, ...] | None:
    """The splits of a clause whose people are thanked, rated, hired or sent for a parcel; None where they are not."""
    known = lexicon()
    for number, spans in found.items():
        if any(part in spans for part in PEOPLE):
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
        if any(part in spans for part in PEOPLE):
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
        clause = Clause(number, words, known.complete(number, words, found[number]), refusals, rest)
        if english and clause.language.borrows:
            clause.set_aside(english)
        rule = next((rule for rule, holds in rules if holds(clause)), None)
        if rule and (others := _others(found, number, words)):
            clause = Clause(number, words, known.complete(number, words, found[number]), refusals, rest)
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
    return next((ask for part in parts if (ask := _read((), part, [], RULES_WITHIN))), None)


def asks_for_person(text: str) -> Ask | None:
    """The ask for a person that this message makes, in whatever language, or None."""
    if _ZERO in text[:LONGEST_SHORT] and fold(text).strip(f" {END}{PAUSE}") == _ZERO:
        return Ask("und", "short")
    for clauses in sentences(text):
        for at, words in enumerate(clauses):
            before = clauses[at - 1] if at else ()
            if ask := _read(before, words, clauses[at + 1 : at + 1 + _RELATIVE_REACH], RULES):
                return ask
    return None
