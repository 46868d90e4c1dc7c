"""What a customer's text shows: that a person must answer, displeasure, mere courtesy, a choice; decides nothing."""

import re
from collections.abc import Iterable
from enum import StrEnum
from functools import cache
from typing import Final

from console.backend.bots.content.phrases import PHRASES
from console.backend.bots.content.topics import HEATED, TOPICS
from console.backend.bots.language import detect, fold, words
from console.core.conversation.words import Reason

ORDER: Final = (Reason.VULNERABLE, Reason.FRAUD, Reason.HARDSHIP, Reason.POLICY, Reason.SENTIMENT)
"""Which reason stands for a text that shows several: the one whose delay does most harm."""

_GAP: Final = r"(?:\S+ ){0,3}"
_COURTESY_WORDS: Final = 8


class Courtesy(StrEnum):
    """Small talk, by what it asks for."""

    GREETING = "greeting"
    THANKS = "thanks"
    ABOUT = "about"


def topic(text: str, lang: str) -> Reason | None:
    """The reason why a person must answer this text, or None; looked for in its stated and its apparent language."""
    line = _line(text)
    for reason in ORDER:
        if any(_pattern(each, reason).search(line) for each in _languages(text, lang) if reason in TOPICS[each]):
            return reason
    return None


def heated(text: str, lang: str) -> bool:
    """Whether the text shows strong displeasure."""
    line = _line(text)
    return any(_pattern(each, HEATED).search(line) for each in _languages(text, lang))


def courtesy(text: str, lang: str) -> Courtesy | None:
    """Which courtesy the text is when it is nothing else, or None."""
    line = _line(text)
    if not 0 < len(line.split()) <= _COURTESY_WORDS:
        return None
    phrases = PHRASES.get(lang, PHRASES["en"])
    beside = f"{phrases.beside}, {phrases.hears_greeting}"
    if _only(line, phrases.hears_about, beside):
        return Courtesy.ABOUT
    if _only(line, phrases.hears_thanks, beside):
        return Courtesy.THANKS
    return Courtesy.GREETING if _only(line, phrases.hears_greeting, phrases.beside) else None


def choice(text: str, lang: str, offered: int) -> int | None:
    """Which of the offered (0 is the first) the text names, when it is no more than that."""
    line = _line(text).strip()
    if line.isdecimal() and len(line) == 1:
        number = int(line) - 1
        return number if 0 <= number < offered else None
    named = PHRASES.get(lang, PHRASES["en"]).choices
    found = (n for n, names in enumerate(named) if line in {_line(name).strip() for name in names.split(",")})
    number = next(found, offered)
    return number if number < offered else None


def _line(text: str) -> str:
    return "".join(f"{word} " for word in words(text))


def _languages(text: str, lang: str) -> Iterable[str]:
    return dict.fromkeys(each for each in (lang, detect(text)) if each in TOPICS)


def _only(line: str, phrases: str, beside: str) -> bool:
    """Whether the line holds at least one of the phrases and, but for these beside it, nothing else."""
    rest = _without(line, phrases)
    return rest != line and not _without(rest, beside).strip()


def _without(line: str, phrases: str) -> str:
    for phrase in _lines(phrases):
        line = f" {line}".replace(f" {phrase}", " ").lstrip()
    return line


@cache
def _lines(phrases: str) -> tuple[str, ...]:
    """Shipped phrases as lines, the longest first."""
    return tuple(sorted({_line(p) for p in phrases.split(",") if p.strip()}, key=lambda p: (-len(p), p)))


@cache
def _pattern(lang: str, reason: str) -> re.Pattern[str]:
    return re.compile(r"(?<!\S)(?:" + "|".join(_expression(p) for p in TOPICS[lang][reason].split(",")) + ")")


def _expression(pattern: str) -> str:
    return "".join(_GAP if part == ".." else _alternatives(part) for part in pattern.split())


def _alternatives(part: str) -> str:
    found = (re.escape(fold(a.rstrip("*"))) + (r"\S*" if a.endswith("*") else "") for a in part.split("|"))
    return f"(?:{'|'.join(found)}) "
