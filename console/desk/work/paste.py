"""What a paste may bring into the reply box: clean text of bounded size, its words untouched."""

import re
from typing import Final, NamedTuple

from console.core.conversation.context import Policy

MOST_BYTES: Final = Policy().max_text
"""A message cannot be longer, so the box does not grow beyond it."""

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class Pasted(NamedTuple):
    """The text to insert, and whether some of it had no room."""

    text: str
    is_cut: bool


def clean(text: str) -> str:
    """The text without what a terminal would act on; tabs become spaces, every line end a line feed."""
    return _CONTROLS.sub("", _LINE_ENDS.sub("\n", text)).replace("\t", "    ")


def pasted(text: str, room: int) -> Pasted:
    """The clean text in at most `room` bytes of UTF-8, cut between characters."""
    room = max(0, room)
    # Characters are at least a byte each: no need to clean megabytes of which kilobytes fit.
    cleaned = clean(text[: 2 * room + 2])
    raw = cleaned.encode()
    if len(raw) <= room and len(text) <= 2 * room + 2:
        return Pasted(cleaned, False)
    return Pasted(raw[:room].decode(errors="ignore"), True)
