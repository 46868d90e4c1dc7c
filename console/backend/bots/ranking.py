"""What retrieval found and how sure it is: the figures of a match and the formula of confidence; pure."""

import math
from typing import Final

import msgspec

from console.backend.bots.article import Article

UNKNOWN_WEIGHT: Final = 0.45
"""What a word that no article has weighs in a question, beside 1 for a word that only one article has."""
BODY_CREDIT: Final = 0.45
"""What a word counts that an article has in its text only; 1 in title or keywords."""
_STRENGTH_HALF: Final = 0.25
_GAP_FULL: Final = 0.25
_GAP_FLOOR: Final = 0.6


class Match(msgspec.Struct, frozen=True):
    """An article that shares content words with a question."""

    article: Article
    score: float
    """bm25 times coverage, more for a whole keyword phrase: for ordering, without a scale of its own."""
    coverage: float
    """The part of the question's content words that the article has, by weight."""
    strength: float
    """How much evidence that is, 0 to 1."""


class Ranking(msgspec.Struct, frozen=True):
    """What retrieval found for a question, best first."""

    matches: tuple[Match, ...] = ()
    gap: float = 0.0
    """How far the best is ahead of the second, 0 to 1; 1 when it is alone."""
    confidence: float = 0.0


def strength(found: float) -> float:
    """How much evidence the found weight is: one common word is little, even when it is the whole question."""
    return found / (found + _STRENGTH_HALF)


def confidence(coverage: float, strength: float, gap: float) -> float:
    """How sure the best match is, 0 to 1; never falls when one of the three rises.

    It is the geometric mean of coverage and strength, times 0.6 when the second article is as good and rising to all
    of it at a gap of 0.25. A word weighs by its rarity among the articles of the language. Calibrated with questions
    in five languages so that what the articles answer lies above 0.60 and what they do not below 0.40.
    """
    lead = min(1.0, max(0.0, gap) / _GAP_FULL)
    return math.sqrt(coverage * strength) * (_GAP_FLOOR + (1 - _GAP_FLOOR) * lead)
