"""Finding by typing: which of many things fit what was typed, the best first; the same in every list of the desk's."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

_T = TypeVar("_T")
_LONGEST = 200


def fit(text: str, *fields: str) -> int:
    """How well the fields fit the words of `text`, the first field counting most; 0: not at all."""
    total = 1
    for word in text.casefold().split():
        best = max((_word(word, field.casefold()[:_LONGEST], n) for n, field in enumerate(fields)), default=0)
        if best <= 0:
            return 0
        total += best
    return total


def found(text: str, things: Iterable[_T], fields: Callable[[_T], Sequence[str]], most: int = 200) -> list[_T]:
    """The things that fit, the best first; all of them in their order when nothing is typed."""
    if not text.strip():
        return list(things)
    scored = [(fit(text, *fields(thing)), thing) for thing in things]
    ranked = sorted((pair for pair in scored if pair[0]), key=lambda pair: -pair[0])
    return [thing for _, thing in ranked[:most]]


def _word(word: str, field: str, number: int) -> int:
    """100 for the whole field, less for its begin, the begin of a word, a part of it; letters in order in the first."""
    less = 10 * number
    if field.startswith(word):
        return (100 if word == field else 90) - less
    at = field.find(word)
    if at > 0:
        return (60 if field[at - 1].isalnum() else 80) - less
    return 40 if not number and len(word) > 1 and _in_order(word, field) else 0


def _in_order(word: str, field: str) -> bool:
    """Whether the letters stand in the field in this order, near enough together to be meant."""
    first = field.find(word[0])
    at = first
    for letter in word[1:]:
        at = field.find(letter, at + 1)
        if at < 0:
            return False
    return first >= 0 and at - first < 2 * len(word)
