"""The shape of a language's data and the list of languages; how the data is matched is not here."""

import importlib
from dataclasses import dataclass

CODES = (
    "en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "no", "fi", "et", "lv", "lt", "pl", "cs", "sk", "sl", "hr",
    "sr", "bg", "ro", "hu", "el", "ga", "mt", "tr", "ru", "uk", "ar", "he", "fa", "ur", "hi", "bn", "th", "vi", "id",
    "ms", "fil", "zh", "zh_hant", "ja", "ko",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """The words of one language by the part they play. Items are separated by commas or line ends.

    An item is one or more words; `word*` takes any ending, `one/two` is a choice. Items are folded like messages, so
    they are written with their accents. What stops a match: a
    negated wish, somebody else's person (`other`), somebody acting in the `past`, and a contact long `done`; further
    a person talked about and not called for: thanked, rated or hired (`aside`), fetching the `goods` (`collect`), named
    before a `relative` clause, or in what somebody said (`past`, then `that`).
    """

    code: str
    human: str
    team: str = ""
    someone: str = ""
    bot: str = ""
    device: str = ""
    contact: str = ""
    tail: str = ""
    want: str = ""
    ask: str = ""
    serve: str = ""
    there: str = ""
    here: str = ""
    fill: str = ""
    link: str = ""
    negated: str = ""
    no: str = ""
    other: str = ""
    past: str = ""
    done: str = ""
    stop: str = ""
    split: str = ""
    than: str = ""
    relative: str = ""
    that: str = ""
    aside: str = ""
    goods: str = ""
    collect: str = ""
    bring: str = ""
    room: str = ""
    phrases: str = ""
    prefixes: tuple[str, ...] = ()
    gap: int = 5
    back: int = 0
    verb_last: bool = False
    negation_after: bool = False
    than_after: bool = False
    borrows: bool = True
    cyrillic_too: bool = False


def load() -> list[Language]:
    """Every language's data, read from its own module."""
    return [importlib.import_module(f"{__name__}.{code}").LANGUAGE for code in CODES]
