"""How wide text is in terminal cells, and cutting, padding and wrapping it without splitting a grapheme.

It measures as the renderer measures, so that columns line up; it neither cleans text nor knows about styles. The tables
of widths are loaded with the first character that needs them: most desks open without one.
"""

import re
from collections.abc import Iterator

ELLIPSIS = "…"

_ZWJ = "\u200d"
_VS16 = "\ufe0f"
_JOINERS = "\u200c\u200d"
_SPACES = " \t\u1680\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000"
_NOT_NARROW = re.compile(
    "[^ -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0377\u037a-\u037f\u0384-\u0482\u2010-\u2027\u2030-\u205e\u20a0-\u20c0"
    "\u2190-\u21ff\u2500-\u25fc\u270e\u2713\u2717]"
)
_IDEOGRAPHS = (
    ("\u2e80", "\u303e"),
    ("\u3041", "\u312f"),
    ("\u3190", "\ua4cf"),
    ("\uf900", "\ufaff"),
    ("\uff01", "\uff60"),
    ("\U00020000", "\U0003fffd"),
)
"""Their first and last characters; not a pattern, for compiling one takes longer than a start has."""
_NEVER_FIRST = frozenset("、。，．：；！？）］｝」』】〉》〕ー々…")
_MOST_REMEMBERED = 20_000
"""Widths kept in memory: enough for living scripts, and a bound when someone sends every code point."""


class _CharacterCells(dict[str, int]):
    """Cells of one character on its own; half a flag is one cell, and a skin tone colours what is before it."""

    def __missing__(self, character: str) -> int:
        from wcwidth import wcwidth

        if "\U0001f1e6" <= character <= "\U0001f1ff":
            width = 1
        elif "\U0001f3fb" <= character <= "\U0001f3ff":
            width = 0
        else:
            width = max(0, wcwidth(character))
        if len(self) < _MOST_REMEMBERED:
            self[character] = width
        return width


class _Widens(dict[str, bool]):
    """Whether the emoji selector makes this narrow character two cells wide."""

    def __missing__(self, character: str) -> bool:
        from wcwidth import wcswidth, wcwidth

        widens = wcwidth(character) == 1 and wcswidth(character + _VS16) == 2
        if len(self) < _MOST_REMEMBERED:
            self[character] = widens
        return widens


_CELLS = _CharacterCells()
_WIDENS = _Widens()


def cells(s: str) -> int:
    """The number of terminal cells that `s` takes on one line."""
    if (s.isascii() and s.isprintable()) or _NOT_NARROW.search(s) is None:
        return len(s)
    if _ZWJ not in s and _VS16 not in s:
        return sum(map(_CELLS.__getitem__, s))
    total = 0
    last = ""
    joined = False
    for character in s:
        if joined:
            joined = False
        elif character == _ZWJ:
            joined = True
        elif character == _VS16:
            total += bool(last) and _WIDENS[last]
            last = ""
        elif width := _CELLS[character]:
            total += width
            last = character
    return total


def _graphemes(s: str) -> Iterator[tuple[str, int]]:
    """The pieces of `s` that must stay whole, each with its cells.

    A piece of no width belongs to the piece before it, and so does whatever a joiner ties on: only then is the
    width of the whole the sum of its pieces.
    """
    from wcwidth import iter_graphemes

    start = end = width = 0
    plain = True
    for grapheme in iter_graphemes(s):
        own = cells(grapheme)
        if end > start and own and s[end - 1] != _ZWJ:
            yield s[start:end], width if plain else cells(s[start:end])
            start, width, plain = end, own, True
        elif end > start:
            plain = False
        else:
            width = own
        end += len(grapheme)
    if end > start:
        yield s[start:end], width if plain else cells(s[start:end])


def cut(s: str, n: int) -> str:
    """`s` in at most `n` cells; what had to go is shown by an ellipsis at the end."""
    if cells(s) <= n:
        return s
    if n <= 0:
        return ""
    if _NOT_NARROW.search(s[:n]) is None:
        return s[: n - 1].rstrip() + ELLIPSIS
    kept: list[str] = []
    left = n - 1
    for grapheme, width in _graphemes(s):
        if width > left:
            break
        left -= width
        kept.append(grapheme)
    return "".join(kept).rstrip().rstrip(_JOINERS) + ELLIPSIS


def pad(s: str, n: int) -> str:
    """`s` in exactly `n` cells: cut when longer, filled with spaces when shorter."""
    # A joiner at the end would swallow the first space.
    s = cut(s, n).rstrip(_ZWJ)
    return s + " " * (n - cells(s))


def wrap(s: str, width: int) -> list[str]:
    """`s` in lines of at most `width` cells, broken at spaces or beside ideographs, else inside the word.

    Line feeds stay breaks. Spaces at a break are dropped. A grapheme wider than `width` has a line of its own.
    """
    width = max(1, width)
    lines: list[str] = []
    for line in s.split("\n"):
        if cells(line) <= width:
            lines.append(line)
        else:
            lines.extend(_wrapped(line, width))
    return lines


def _is_ideograph(character: str) -> bool:
    return character >= _IDEOGRAPHS[0][0] and any(first <= character <= last for first, last in _IDEOGRAPHS)


def _wrapped(line: str, width: int) -> Iterator[str]:
    pieces: list[str] = []
    ends = [0]
    start = opportunity = 0
    beside_ideograph = False
    for i, (piece, cell_count) in enumerate(_graphemes(line)):
        pieces.append(piece)
        ends.append(ends[-1] + cell_count)
        if piece in _SPACES:
            opportunity = i + 1
            beside_ideograph = False
            continue
        ideograph = _is_ideograph(piece[0])
        if (ideograph or beside_ideograph) and piece[0] not in _NEVER_FIRST:
            opportunity = i
        beside_ideograph = ideograph
        while ends[i + 1] - ends[start] > width and i > start:
            stop = opportunity if opportunity > start else i
            if text := "".join(pieces[start:stop]).rstrip(_SPACES):
                yield text
            start = stop
    rest = "".join(pieces[start:])
    yield rest.rstrip(_SPACES) if ends[-1] - ends[start] > width else rest
