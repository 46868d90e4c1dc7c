"""Folds a message into comparable clauses of tokens; it knows scripts, and nothing about what words mean."""

import re
import unicodedata

# Scripts written without (reliable) spaces: every character is a token there.
UNSPACED = "\u0e00-\u0e7f\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af"
_TOKEN = re.compile(f"[{UNSPACED}]|[^\\s{UNSPACED}]+")
_ONE_UNSPACED = re.compile(f"[{UNSPACED}]")

END = "|"
PAUSE = "\u00a6"
_ENDS = frozenset("\n\r\u2028\u2029.!?|…。！？؟۔।॥")
_PAUSES = frozenset(';:,()[]{}<>"\u00a6，、；：；،؛—–―«»“”„‹›「」『』·')
_INNER_APOSTROPHE = re.compile(
    r"(?<=n)['’`´ʼ](?=t\b)|['’`´ʼ](?=(?:s|m|d|ll|re|ve)\b)|(?<=[\u0400-\u052f])['’`´ʼ](?=[\u0400-\u052f])"
)
_DRAWN_OUT = re.compile(r"([^\W\d_])\1{2,}")
# Persian writes its present-tense prefix joined, half-spaced or spaced; the joined form is compared.
_PERSIAN_PREFIX = re.compile(r"\b(ن?می) +(?=[\u0600-\u06ff])")

_LONGEST_TOKEN = 32
_WINDOW = 96
_OVERLAP = 24
_LETTERS = {
    "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ŋ": "n", "ŧ": "t",
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ي": "ی", "ى": "ی", "ئ": "ی", "ك": "ک", "ڪ": "ک", "ة": "ه", "ۀ": "ه",
    "ہ": "ه", "ھ": "ه", "ە": "ه", "ۃ": "ه", "ؤ": "و", "ں": "ن", "ۓ": "ے",
    "ँ": "ं", "़": "", "়": "", "ঁ": "", "ـ": "", "ٰ": "",
}  # fmt: skip


class _Letters(dict[int, str]):
    """One character's folded form, worked out on first sight and then remembered, within bounds."""

    def __missing__(self, point: int) -> str:
        folded = _fold_letter(chr(point))
        if len(self) < 8192:
            self[point] = folded
        return folded


def _fold_letter(letter: str) -> str:
    if letter in _LETTERS:
        return _LETTERS[letter]
    if letter in _ENDS:
        return END
    if letter in _PAUSES:
        return PAUSE
    category = unicodedata.category(letter)
    if category == "Cf" or "\u0300" <= letter <= "\u036f":
        return ""
    if category[0] in "PSZC":
        return " "
    if category == "Mn" and ("\u0591" <= letter <= "\u05c7" or "\u0610" <= letter <= "\u06ed"):
        return ""
    if letter < "\u0530" or "\u1e00" <= letter <= "\u1fff":
        base = unicodedata.normalize("NFD", letter)[0]
        return _LETTERS.get(base, base)
    return letter


_LETTER = _Letters()


def fold(text: str) -> str:
    """The text without case, accents, letter variants and punctuation; sentences end in `|`, clauses in `¦`."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    folded = _INNER_APOSTROPHE.sub("", folded).translate(_LETTER)
    return _PERSIAN_PREFIX.sub(r"\1", folded)


def tokens(folded: str) -> tuple[str, ...]:
    """The words of one folded clause; in unspaced scripts its characters."""
    return tuple(word[:_LONGEST_TOKEN] for word in _TOKEN.findall(folded))


def sentences(text: str) -> list[list[tuple[str, ...]]]:
    """The clauses that hold anything, by sentence; drawn-out letters ("pleeease") as one letter and as two."""
    folded = fold(text)
    readings = [_DRAWN_OUT.sub(r"\1", folded)]
    if readings[0] != folded:
        readings.append(_DRAWN_OUT.sub(r"\1\1", folded))
    split = (sentence.split(PAUSE) for reading in readings for sentence in reading.split(END))
    found = ([words for part in parts for words in _windows(tokens(part))] for parts in split)
    return [clauses for clauses in found if clauses]


def _windows(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    # No ask is this long; overlapping windows keep the work linear whatever is pasted.
    if len(words) <= _WINDOW:
        return [words] if words else []
    return [words[at : at + _WINDOW] for at in range(0, len(words) - _OVERLAP, _WINDOW - _OVERLAP)]


def is_unspaced(word: str) -> bool:
    """Whether this token is one character of a script without spaces."""
    return len(word) == 1 and _ONE_UNSPACED.match(word) is not None
