"""Words of a text made comparable (folding, stems, stop words) and the language it is in; pure, for five languages."""

import re
import unicodedata
from functools import cache, lru_cache
from typing import Final

from console.backend.bots.content.words import (
    ENDINGS,
    FUNCTION_WORDS,
    IRREGULAR,
    SPELLINGS,
    STOP_WORDS,
)

LANGUAGES: Final = tuple(FUNCTION_WORDS)
"""The languages that words and phrases are shipped for; articles may be in any."""

TEXT_LIMIT: Final = 2_000
"""Characters of a customer's text that are looked at: what matters is said in them, and cost stays bounded."""

_FOLDED_LEAST: Final = 4
"""Shorter function words are told apart by their accents only: `é` is Portuguese, `e` is not only that."""

_WORD: Final = re.compile(r"[^\W_]{1,40}")
_APOSTROPHES: Final = str.maketrans(dict.fromkeys("'’ʼ`´"))
_LETTERS: Final = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ı": "i"})
_LEAST_STEMS: Final = (3, 4)
"""What the first cut and the second must leave."""


def fold(text: str) -> str:
    """The text in lower case, without accents and compatibility forms, so that spellings can be compared."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    return "".join(c for c in plain if not unicodedata.combining(c)).translate(_LETTERS)


def words(text: str) -> list[str]:
    """The folded words of a text, in order; apostrophes are dropped (`can't` is `cant`)."""
    return _WORD.findall(fold(text[:TEXT_LIMIT].translate(_APOSTROPHES)))


def base(lang: str) -> str:
    """The language of a tag: `pt-BR` is `pt`."""
    return re.split(r"[-_]", lang, maxsplit=1)[0].casefold()


@cache
def stop_words(lang: str) -> frozenset[str]:
    """The words of this language that say nothing of a text's subject; none for a language that is not shipped."""
    return frozenset(words(FUNCTION_WORDS.get(lang, "") + " " + STOP_WORDS.get(lang, "")))


@lru_cache(maxsize=20_000)
def stem(word: str, lang: str) -> str:
    """The part of a folded word that its forms share: rough, but the same for articles and questions."""
    word = IRREGULAR.get(lang, {}).get(word, word)
    for least in _LEAST_STEMS:
        cut = next((word[: -len(e)] for e in _endings(lang) if _fits(word, e, least)), word)
        if cut == word:
            break
        word = cut
    if lang == "en" and len(word) > _LEAST_STEMS[0] and word[-1] == word[-2] and word[-1] not in "aeiou":
        word = word[:-1]
    return word


def terms(text: str, lang: str) -> list[str]:
    """The stems of the words that carry a text's subject, each once, in order; bare numbers carry none."""
    stops = stop_words(lang)
    return list(dict.fromkeys(stem(w, lang) for w in words(text) if w not in stops and not w.isdigit()))


def detect(text: str, lead: int = 1) -> str | None:
    """The shipped language a text is in, or None when its function words do not tell.

    `lead` is how many function words the best language must be ahead of the next one.
    """
    found = [w.strip("'’") for w in re.findall(r"[^\W\d_]+", text[:TEXT_LIMIT].translate(_APOSTROPHES).casefold())]
    scores = {lang: sum(w in _function_words(lang) for w in found) for lang in LANGUAGES}
    for mark, lang in SPELLINGS.items():
        scores[lang] += mark in text.casefold()
    ranked = sorted(scores.items(), key=lambda pair: -pair[1])
    (best, most), (_, second) = ranked[0], ranked[1]
    return best if most - second >= lead else None


def _fits(word: str, ending: str, least: int) -> bool:
    long_enough = len(word) - len(ending) >= least
    return long_enough and word.endswith(ending) and not (ending == "s" and word.endswith("ss"))


@cache
def _endings(lang: str) -> tuple[str, ...]:
    return tuple(sorted(ENDINGS.get(lang, "").split(), key=len, reverse=True))


@cache
def _function_words(lang: str) -> frozenset[str]:
    accented = FUNCTION_WORDS[lang].split()
    return frozenset(accented) | frozenset(fold(w) for w in accented if len(w) >= _FOLDED_LEAST)
