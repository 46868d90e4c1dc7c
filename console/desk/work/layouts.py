"""Letters and digits of other keyboard layouts, mapped to the key of a US keyboard at the same place.

Data and a lookup; only outside text boxes does anything ask for it.
"""

from typing import Final

US: Final = "qwertyuiopasdfghjklzxcvbnm"
"""The letter keys of a US keyboard, row by row; each layout below names what the same keys type."""

LAYOUTS: Final[dict[str, str]] = {
    "russian": "йцукенгшщзфывапролдячсмить",
    "ukrainian": "йцукенгшщзфівапролдячсмить",
    "greek": ";ςερτυθιοπασδφγηξκλζχψωβνμ",
    "hebrew": "/'קראטוןםפשדגכעיחלךזסבהנמצ",
    "arabic": "ضصثقفغعهخحشسيبلاتنمئءؤرﻻىة",
    "persian": "ضصثقفغعهخحشسیبلاتنمظطزرذدپ",
    "thai": "ๆไำพะัีรนยฟหกดเ้่าสผปแอิืท",
    "georgian": "ქწერტყუიოპასდფგჰჯკლზხცვბნმ",
    "armenian": "քոեռտըւիօպասդֆգհճկլզղցվբնմ",
    "devanagari": "ौैाीूबहगदजोे्िुपरकतॆंमनवलस",
    "serbian": "љњертзуиопасдфгхјклѕџцвбнм",
    "bulgarian": "чшертъуиопасдфгхйклзьцжбнм",
}
"""By layout: what the keys of `US` type. Where two layouts have one character on different keys the earlier wins,
unless the user's language says otherwise (`us_key`)."""

_SHIFTED: Final[dict[str, str]] = {
    "greek": ":΅ΕΡΤΥΘΙΟΠΑΣΔΦΓΗΞΚΛΖΧΨΩΒΝΜ",
    "thai": '๐"ฎฑธํ๊ณฯญฤฆฏโฌ็๋ษศ()ฉฮฺ์?',
    "georgian": "QჭEღთYUIOPAშDFGHჟKLძXჩVBNM",
    "devanagari": "औऐआईऊभङघधझओएअइउफऱखथऎँणऩऴळश",
}
"""The same keys with Shift, where they are not the plain letters' capitals."""

BY_LANGUAGE: Final = {"sr": "serbian", "mk": "serbian", "bs": "serbian", "bg": "bulgarian", "fa": "persian"}
"""Languages whose layout shares characters with an earlier one of the table."""

_DIGITS: Final = {
    **dict(zip("٠١٢٣٤٥٦٧٨٩", "0123456789", strict=True)),
    **dict(zip("۰۱۲۳۴۵۶۷۸۹", "0123456789", strict=True)),
    **dict(zip("०१२३४५६७८९", "0123456789", strict=True)),
    **dict(zip("๐๑๒๓๔๕๖๗๘๙", "0123456789", strict=True)),
    **dict(zip("&é\"'(-è_çà", "1234567890", strict=True)),
}
"""Digits of other scripts, and the unshifted digit row of AZERTY."""


def us_key(character: str, language: str = "") -> str:
    """The character that a US keyboard types at the same place; itself when it is Latin or unknown."""
    own = _TABLES.get(BY_LANGUAGE.get(language, ""), {})
    return own.get(character) or _ALL.get(character, character)


def digit(character: str) -> str:
    """The digit 0-9 that this character stands for in a list, or the empty string."""
    if character.isascii() and character.isdigit():
        return character
    return _DIGITS.get(character, "")


def _table(layout: str) -> dict[str, str]:
    plain = LAYOUTS[layout]
    shifted = _SHIFTED.get(layout) or plain.upper()
    table = {typed: key for key, typed in zip(US, plain, strict=True) if not typed.isascii()}
    for key, typed in zip(US, shifted, strict=True):
        if not typed.isascii():
            table.setdefault(typed, key.upper())
    return table


_TABLES: Final = {layout: _table(layout) for layout in LAYOUTS}
_ALL: Final = {typed: key for layout in reversed(LAYOUTS) for typed, key in _TABLES[layout].items()}
