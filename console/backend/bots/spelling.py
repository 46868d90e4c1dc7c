"""Which known words an asked word may stand for: itself, a near spelling, the parts of a compound; pure."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

import msgspec

_TYPO_LEAST: Final = 6
_TYPO_TWICE: Final = 9
_PART_LEAST: Final = 4
_COMPOUND_LEAST: Final = 8
_TYPO_CERTAINTY: Final = 0.8
_PART_CERTAINTY: Final = 0.7


class Reading(msgspec.Struct, frozen=True):
    """A known word that an asked one may stand for."""

    term: str
    certainty: float
    """1 for the word itself."""


class Spelling:
    """The known words of one language, arranged so that a misspelt or compound one is found."""

    def __init__(self, known: Iterable[str], *, compounds: bool) -> None:
        self._known = frozenset(known)
        self._compounds = compounds
        self._by_first: defaultdict[str, list[str]] = defaultdict(list)
        for term in sorted(self._known):
            self._by_first[term[0]].append(term)

    def readings(self, asked: str) -> list[Reading]:
        """What the asked stem may stand for, best first; empty when nothing known is near."""
        if asked in self._known:
            return [Reading(asked, 1.0)]
        near = self._near(asked)
        if near:
            return [Reading(near, _TYPO_CERTAINTY)]
        return [Reading(part, _PART_CERTAINTY) for part in self._parts(asked)]

    def _near(self, asked: str) -> str | None:
        if len(asked) < _TYPO_LEAST:
            return None
        most = 2 if len(asked) >= _TYPO_TWICE else 1
        candidates = (t for t in self._by_first[asked[0]] if abs(len(t) - len(asked)) <= most)
        # People slip inside words: the first letter is nearly always right, and requiring it keeps this cheap.
        found = [(edits(asked, t), t) for t in candidates if len(t) >= _TYPO_LEAST]
        best = min(found, default=(most + 1, ""))
        return best[1] if best[0] <= most else None

    def _parts(self, asked: str) -> list[str]:
        if not self._compounds or len(asked) < _COMPOUND_LEAST:
            return []
        cuts = range(len(asked) - _PART_LEAST, _PART_LEAST - 1, -1)
        head = next((asked[:n] for n in cuts if asked[:n] in self._known), None)
        tail = next((asked[-n:] for n in cuts if asked[-n:] in self._known), None)
        return [part for part in (head, tail) if part]


def edits(a: str, b: str) -> int:
    """Letters added, lost, changed or swapped with their neighbour between two words."""
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        previous, before, row = before, row, [i]
        for j, y in enumerate(b, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, previous[j - 2] + 1)
            row.append(cost)
    return row[-1]
