"""Turns the languages' data into look-up tables and finds items in a clause; what makes an ask is not here."""

import itertools
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from console.core.asks.fold import END, PAUSE, fold, is_unspaced, tokens
from console.core.asks.languages import Language, load

PEOPLE = ("human", "team", "someone")
NOUNS = (*PEOPLE, "bot", "device")
TRIGGERS = ("human", "team", "someone", "bot", "device", "phrases")
ACTIONS = ("contact", "tail", "want", "serve", "there", "negated", "no")
DETAILS = (
    *("ask", "here", "fill", "link", "other", "past", "done", "stop", "split"),
    *("than", "relative", "that", "aside", "goods", "collect", "bring", "room"),
)

Span = tuple[int, int]
Spans = dict[str, list[Span]]
Word = tuple[str, bool]
Entry = tuple[int, str, tuple[Word, ...]]

# Words of the trade that customers of every language with Latin letters mix into their sentences.
_BORROWED = {
    "human": """human, agent, agents, operator, real/live/human person/human/agent/operator, person,
        supervisor, manager, customer service/support/care, live support, representative, csr""",
    "team": "support, helpdesk, help desk, callcenter, call center, support team",
    "bot": "bot, bots, robot, chatbot, chat bot",
    "fill": "please, pls, plz, ok, okay, hi, hello, hey, now, asap, thanks, real, live",
}
_LENT = -1
_NO_BOUNDARY = str.maketrans(END + PAUSE, "  ")
_SERBIAN = str.maketrans("abvgdđežzijklmnoprstćufhcčš", "абвгдђежзијклмнопрстћуфхцчш")


def _cyrillic(text: str) -> str:
    for latin, letter in (("lj", "љ"), ("nj", "њ"), ("dž", "џ")):
        text = text.replace(latin, letter)
    return text.translate(_SERBIAN)


def _choices(item: str) -> Iterator[str]:
    for words in itertools.product(*(word.split("/") for word in item.split())):
        if words:
            yield " ".join(words)


def _items(language: Language, part: str) -> Iterator[str]:
    data: str = getattr(language, part)
    if language.borrows and part not in NOUNS:
        data += "," + _BORROWED.get(part, "")
    for item in data.replace("\n", ",").split(","):
        for choice in _choices(item):
            yield choice
            if language.cyrillic_too:
                yield _cyrillic(choice)
            if part in NOUNS:
                yield from (prefix + choice for prefix in language.prefixes)


@cache
def _folded(piece: str) -> tuple[str, ...]:
    # The same few thousand words make up all items: each is folded once while the lexicon is built.
    return tokens(fold(piece).translate(_NO_BOUNDARY))


def _words(item: str) -> tuple[Word, ...]:
    words: list[Word] = []
    for piece in item.split():
        if piece == "*":
            words.append(("", True))
            continue
        found = _folded(piece.rstrip("*"))
        words.extend((word, False) for word in found)
        if piece.endswith("*") and found and not is_unspaced(found[-1]):
            words[-1] = (found[-1], True)
    return tuple(words)


class Table:
    """Entries by their first word; by their first two characters where a script has no spaces."""

    def __init__(self) -> None:
        self._whole: dict[str, list[Entry]] = {}
        self._stems: dict[str, list[Entry]] = {}
        self._pairs: dict[str, list[Entry]] = {}
        self._lengths: tuple[int, ...] = ()
        self.starting = lru_cache(maxsize=8192)(self._starting)

    def add(self, entry: Entry) -> None:
        """Add one item of one language."""
        (first, is_stem), *rest = entry[2]
        if is_unspaced(first) and rest:
            where, key = self._pairs, first + rest[0][0]
        else:
            where, key = (self._stems if is_stem else self._whole), first
        listed = where.setdefault(key, [])
        if entry not in listed:
            listed.append(entry)

    def close(self) -> None:
        """No more entries: work out which lengths of stems exist."""
        self._lengths = tuple(sorted({len(stem) for stem in self._stems}))

    def _starting(self, word: str) -> tuple[Entry, ...]:
        found = list(self._whole.get(word, ()))
        for length in self._lengths:
            if length > len(word):
                break
            found.extend(self._stems.get(word[:length], ()))
        return tuple(found)

    def find(self, clause: tuple[str, ...]) -> dict[int, Spans]:
        """Every item that occurs in the clause: by language, by part, in order."""
        found: dict[int, Spans] = {}
        for at, word in enumerate(clause):
            entries = self.starting(word)
            if self._pairs and at + 1 < len(clause) and len(word) == 1:
                entries = (*entries, *self._pairs.get(word + clause[at + 1], ()))
            for number, part, words in entries:
                if len(words) > 1 and not _continues(clause, at, words):
                    continue
                found.setdefault(number, {}).setdefault(part, []).append((at, at + len(words)))
        return found


def _continues(clause: tuple[str, ...], at: int, words: tuple[Word, ...]) -> bool:
    if at + len(words) > len(clause):
        return False
    for word, is_stem in words[1:]:
        at += 1
        if clause[at] != word and not (is_stem and clause[at].startswith(word)):
            return False
    return True


class Lexicon:
    """All languages at once for what triggers a closer look; one table a language, built on demand, for the rest."""

    def __init__(self) -> None:
        self.languages = load()
        self.triggers = Table()
        self.details: dict[int, Table] = {}
        for number, language in enumerate(self.languages):
            self._add(number, language, TRIGGERS + ACTIONS, self.triggers)
        for part in NOUNS:
            for item in _BORROWED.get(part, "").replace("\n", ",").split(","):
                for choice in _choices(item):
                    self.triggers.add((_LENT, part, _words(choice)))
        self.triggers.close()

    @staticmethod
    def _add(number: int, language: Language, parts: tuple[str, ...], table: Table) -> None:
        for part in parts:
            for item in _items(language, part):
                if words := _words(item):
                    table.add((number, part, words))

    def read(self, clause: tuple[str, ...]) -> dict[int, Spans]:
        """What triggers a closer look, by language; borrowed words count where the language says anything else."""
        found = self.triggers.find(clause)
        if lent := found.pop(_LENT, None):
            for number, spans in found.items():
                if self.languages[number].borrows:
                    for part, more in lent.items():
                        spans[part] = sorted({*spans.get(part, ()), *more})
        return found

    def complete(self, number: int, clause: tuple[str, ...], spans: Mapping[str, list[Span]]) -> Spans:
        """The spans of one language with its details added."""
        if number not in self.details:
            self._detail(number)
        return {**spans, **self.details[number].find(clause).get(number, {})}

    def _detail(self, number: int) -> None:
        table = Table()
        self._add(number, self.languages[number], DETAILS, table)
        table.close()
        self.details[number] = table


@cache
def lexicon() -> Lexicon:
    """The one lexicon, built on first use."""
    return Lexicon()
