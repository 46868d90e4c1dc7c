"""What the built-in answerer does with a question: answers, asks back, admits that it found nothing, or calls a person.

Pure: it is given what retrieval found, and decides; it reads nothing and says nothing.
"""

from collections.abc import Sequence
from itertools import takewhile
from typing import Final

import msgspec

from console.backend.bots.article import Article
from console.backend.bots.language import terms
from console.backend.bots.port import CLARIFY, NO_MATCH, Attempts, BotRequest, Turn
from console.backend.bots.ranking import Ranking
from console.backend.bots.signals import Courtesy, courtesy, heated, topic
from console.core.conversation.words import Reason

SURE: Final = 0.40
"""From this confidence on an article is the answer, if it leads by `LEAD`."""
LEAD: Final = 0.10
FAINT: Final = 0.15
"""Below this confidence nothing was found; between the two one clarifying question is asked."""
IN_A_ROW: Final = 2
"""The miss in a row that is not said any more: a person is called instead."""
IN_TOTAL: Final = 3
CLARIFIED: Final = 2
"""Clarifying questions after which no further one is asked, whatever was answered in between."""
REPHRASED: Final = 2
"""Earlier messages as similar as `SIMILAR` (shared content words) that make a question a loop."""
SIMILAR: Final = 0.6
HEATED_TURNS: Final = 2
OFFERED: Final = 3
"""Articles named in a clarifying question, at most."""
_URGENT: Final = frozenset({Reason.VULNERABLE, Reason.FRAUD})


class Answer(msgspec.Struct, frozen=True):
    """Give this article's answer."""

    article: Article
    confidence: float


class Clarify(msgspec.Struct, frozen=True):
    """Ask which of these is meant."""

    options: tuple[Article, ...]
    confidence: float


class Fallback(msgspec.Struct, frozen=True):
    """Say that nothing was found, and ask for other words."""

    confidence: float


class Chat(msgspec.Struct, frozen=True):
    """Return a courtesy."""

    courtesy: Courtesy


class Hand(msgspec.Struct, frozen=True):
    """Call a person. What was recognised goes along: it tells her where to look."""

    reason: Reason
    article: Article | None = None
    confidence: float = 0.0


Decision = Answer | Clarify | Fallback | Chat | Hand


def count_attempts(history: Sequence[Turn]) -> Attempts:
    """How often the bot found nothing since a person last wrote: what a backend puts into its request."""
    missed = [turn.intent == NO_MATCH for turn in since_person(history) if turn.by == "bot"]
    return Attempts(sum(1 for _ in takewhile(bool, reversed(missed))), sum(missed))


def since_person(history: Sequence[Turn]) -> Sequence[Turn]:
    """The turns with words in them after the last one of the staff: a hand-back begins anew."""
    last = max((n for n, turn in enumerate(history) if turn.by == "agent"), default=-1)
    return [turn for turn in history[last + 1 :] if turn.text.strip()]


def before_search(request: BotRequest, lang: str, pinned: Article | None) -> Decision | None:
    """What can be decided without looking for an article."""
    turns = since_person(request.history)
    reason = topic(request.question, lang)
    if reason in _URGENT:
        return Hand(reason)
    if pinned is not None and not any(_gave(turn, pinned) for turn in turns):
        # A person chose it: neither the topics nor small talk stand before it, and no score is more certain.
        return Answer(pinned, 1.0)
    if reason is not None:
        return Hand(reason)
    if _heated_turns(turns, request.question, lang) >= HEATED_TURNS:
        return Hand(Reason.SENTIMENT)
    small = courtesy(request.question, lang)
    if small is not None:
        return Fallback(0.0) if small is Courtesy.GREETING and _greeted_before(turns, lang) else Chat(small)
    if _rephrased(turns, request.question, lang) >= REPHRASED:
        return Hand(Reason.LOOP)
    return None


def after_search(request: BotRequest, ranking: Ranking) -> Decision:
    """What to do with what was found for the question."""
    turns = since_person(request.history)
    best = ranking.matches[0].article if ranking.matches else None
    sure = ranking.confidence >= SURE and ranking.gap >= LEAD
    if best is not None and sure:
        return _settled(best, ranking.confidence, turns)
    last = next((turn.intent for turn in reversed(turns) if turn.by == "bot"), "")
    if best is not None and ranking.confidence >= FAINT:
        if last in (CLARIFY, NO_MATCH) or sum(turn.intent == CLARIFY for turn in turns) >= CLARIFIED:
            return Hand(Reason.LOW_CONFIDENCE, best, ranking.confidence)
        options = tuple(match.article for match in ranking.matches[:OFFERED])
        return Clarify(options, ranking.confidence)
    if last == CLARIFY:
        return Hand(Reason.LOW_CONFIDENCE, None, ranking.confidence)
    return _missed(request.attempts, ranking.confidence)


def chosen(article: Article, request: BotRequest) -> Decision:
    """What to do when the customer picked one of the articles that a clarifying question offered."""
    return _settled(article, 1.0, since_person(request.history))


def limit_misses(decision: Decision, attempts: Attempts) -> Decision:
    """The decision, unless it would say once too often that nothing was found."""
    return _missed(attempts, decision.confidence) if isinstance(decision, Fallback) else decision


def offered(history: Sequence[Turn]) -> tuple[str, ...]:
    """The ids that the bot's last turn offered, when that was a clarifying question."""
    last = next((turn for turn in reversed(since_person(history)) if turn.by == "bot"), None)
    return last.articles if last is not None and last.intent == CLARIFY else ()


def _settled(article: Article, confidence: float, turns: Sequence[Turn]) -> Decision:
    if article.policy:
        return Hand(Reason(article.policy), article, confidence)
    if any(_gave(turn, article) for turn in turns):
        return Hand(Reason.LOOP, article, confidence)
    return Answer(article, confidence)


def _gave(turn: Turn, article: Article) -> bool:
    return turn.by == "bot" and turn.whole and turn.intent != CLARIFY and article.id in turn.articles


def _missed(attempts: Attempts, confidence: float) -> Decision:
    if attempts.no_match_in_a_row + 1 >= IN_A_ROW or attempts.no_match_total + 1 >= IN_TOTAL:
        return Hand(Reason.NO_MATCH, None, confidence)
    return Fallback(confidence)


def _heated_turns(turns: Sequence[Turn], question: str, lang: str) -> int:
    said = [turn.text for turn in turns if turn.by == "customer"]
    if not heated(question, lang):
        return 0
    return sum(heated(text, lang) for text in (*said, *question.split("\n")))


def _rephrased(turns: Sequence[Turn], question: str, lang: str) -> int:
    asked = set(terms(question, lang))
    earlier = (set(terms(turn.text, lang)) for turn in turns if turn.by == "customer")
    return sum(len(asked & said) / len(asked | said) >= SIMILAR for said in earlier if asked and said)


def _greeted_before(turns: Sequence[Turn], lang: str) -> bool:
    """Whether the customer's last message was a greeting too: returning it a second time would help nobody."""
    said = [turn.text for turn in turns if turn.by == "customer"]
    return bool(said) and courtesy(said[-1], lang) is Courtesy.GREETING
