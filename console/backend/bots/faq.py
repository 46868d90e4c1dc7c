"""The built-in answerer: finds an article and says its answer, in the customer's language; a bot behind the port.

Deterministic, keeps nothing between turns, and calls no tools. What it decides is in `policy`; pace and time limits are
the backend's.
"""

import re
from collections.abc import AsyncIterator, Iterator
from typing import Final

from console.backend.bots import policy
from console.backend.bots.article import Article
from console.backend.bots.content.phrases import PHRASES, Phrases
from console.backend.bots.extract import extract_summary
from console.backend.bots.index import ArticleIndex
from console.backend.bots.language import base, detect
from console.backend.bots.port import (
    CLARIFY,
    NO_MATCH,
    SMALL_TALK,
    BotRequest,
    Done,
    Escalate,
    Meta,
    Part,
    Text,
    Tools,
    Turn,
)
from console.backend.bots.signals import Courtesy, choice
from console.core.conversation.words import Reason

DEFAULT_LANGUAGE: Final = "en"
CLEAR_LEAD: Final = 2
"""Function words by which a text must be in another language than the stated one to be believed."""

_CHUNK_WORDS: Final = (3, 5, 4, 6, 2, 5, 4)
"""Words of one chunk after another: uneven, as speech is, and the same at every run."""


class FaqBot:
    """Answers from a folder of articles."""

    def __init__(self, index: ArticleIndex) -> None:
        self._index = index

    async def run(self, request: BotRequest, tools: Tools) -> AsyncIterator[Part]:
        """Answer one turn, as the port asks."""
        self._index.refresh()
        lang = self._language(request)
        for part in _parts(self._decide(request, lang), request, PHRASES.get(lang, PHRASES[DEFAULT_LANGUAGE])):
            yield part

    def _language(self, request: BotRequest) -> str:
        """The language to answer in: the question's when it is clear, else the stated, else the likeliest one."""
        stated = base(request.lang)
        written = detect(request.question, CLEAR_LEAD if stated else 1)
        spoken = " ".join(turn.text for turn in request.history if turn.by == "customer")
        candidates = (written, stated, detect(spoken), self._index.guess_language(request.question))
        return next((lang for lang in candidates if lang in self._index.languages), self._default())

    def _default(self) -> str:
        return DEFAULT_LANGUAGE if DEFAULT_LANGUAGE in self._index.languages else self._index.languages[0]

    def _decide(self, request: BotRequest, lang: str) -> policy.Decision:
        pinned = self._index.article(request.pinned, lang) if request.pinned else None
        early = policy.before_search(request, lang, pinned)
        if early is not None:
            return policy.limit_misses(early, request.attempts)
        options = policy.offered(request.history)
        if options:
            return self._after_clarifying(request, lang, options)
        return policy.after_search(request, self._index.search(request.question, lang))

    def _after_clarifying(self, request: BotRequest, lang: str, options: tuple[str, ...]) -> policy.Decision:
        picked = choice(request.question, lang, len(options))
        article = self._index.article(options[picked], lang) if picked is not None else None
        if article is not None:
            return policy.chosen(article, request)
        alone = policy.after_search(request, self._index.search(request.question, lang))
        if isinstance(alone, policy.Answer):
            return alone
        before = next((turn.text for turn in reversed(request.history) if turn.by == "customer"), "")
        together = policy.after_search(request, self._index.search(f"{before}\n{request.question}", lang))
        return together if isinstance(together, policy.Answer) else alone


def chunks(answer: str) -> Iterator[str]:
    """The answer in pieces of two to six words; joined with nothing between them they are the answer again."""
    pieces = re.findall(r"\s*\S+(?:\s+$)?", answer)
    at = turn = 0
    while at < len(pieces):
        take = _CHUNK_WORDS[turn % len(_CHUNK_WORDS)]
        if len(pieces) - at - take == 1:
            # A last chunk of one word would look like a stutter.
            take += 1 if take == min(_CHUNK_WORDS) else -1
        yield "".join(pieces[at : at + take])
        at, turn = at + take, turn + 1


def _parts(decision: policy.Decision, request: BotRequest, phrases: Phrases) -> Iterator[Part]:
    match decision:
        case policy.Answer(article, confidence):
            yield from _say(article.answer, Meta(article.intent, confidence, (_source(article),)))
        case policy.Clarify(options, confidence):
            numbered = [f"{n}. {article.title}" for n, article in enumerate(options, 1)]
            question = "\n".join((phrases.clarify, *numbered, phrases.reword))
            yield from _say(question, Meta(CLARIFY, confidence, tuple(_source(article) for article in options)))
        case policy.Fallback(confidence):
            yield from _say(phrases.fallback, Meta(NO_MATCH, confidence))
        case policy.Chat(courtesy):
            yield from _say(_courtesy(courtesy, phrases), Meta(SMALL_TALK, 1.0))
        case policy.Hand(reason, article, confidence):
            if article is not None:
                yield Meta(article.intent, confidence, (_source(article),))
            elif reason in (Reason.NO_MATCH, Reason.LOW_CONFIDENCE):
                yield Meta(NO_MATCH, confidence)
            asked = Turn("customer", request.question)
            yield Escalate(reason, extract_summary((*request.history, asked), reason))


def _say(answer: str, meta: Meta) -> Iterator[Part]:
    yield meta
    for chunk in chunks(answer):
        yield Text(chunk)
    yield Done()


def _courtesy(courtesy: Courtesy, phrases: Phrases) -> str:
    return {
        Courtesy.GREETING: phrases.greeting,
        Courtesy.THANKS: phrases.thanks,
        Courtesy.ABOUT: phrases.about,
    }[courtesy]


def _source(article: Article) -> tuple[str, str]:
    return article.id, article.title
