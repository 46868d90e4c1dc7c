"""What brings cells to the terminal, in few bytes: nearly all that is written of a frame are moves and looks."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from rich.color import ColorSystem
from rich.segment import Segment

from console.desk.tui.looks import are_blanks_alike, blank_after, look, turned

_ONE_CELL: Final = re.compile(
    r"[ -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u2013\u2014\u2018-\u201d\u2026"
    r"\u2190-\u2193\u2500-\u25ff\u2800-\u28ff]*"
)
"""Characters that take one cell everywhere."""
_MANY: Final = " " * 12
_MANY_BLANKS: Final = re.compile(f"{_MANY}+")
"""So many that to erase them and to go on behind them costs less than to write them."""
_MANY_RUNS: Final = 24
"""So many that it pays to think about their order."""


class Part(NamedTuple):
    """Some cells of a row."""

    y: int
    x: int
    end: int
    segments: Sequence[Segment]


_Run = tuple[int, int, int, str, str, bool]
"""Cells of a row that are written in one look: row, first column, the one behind them, text, look, and whether each
character takes one cell everywhere."""


def is_plain(text: str) -> bool:
    """Whether each character takes one cell everywhere."""
    return text.isascii() or _ONE_CELL.fullmatch(text) is not None


def written(parts: Iterable[Part], width: int, system: ColorSystem, *, erases: bool = False) -> str:
    """What brings these parts to a terminal of so many columns.

    `erases`: erased cells have the fill of the moment, as terminals have it that say so.
    """
    runs = _runs(parts, system)
    # To go back and forth costs less than to change the colours again and again, where there are more than a few.
    if len(runs) >= _MANY_RUNS and system > ColorSystem.STANDARD and _alternates(runs):
        runs = _by_look(runs)
    return _told(runs, width, erases)


def _runs(parts: Iterable[Part], system: ColorSystem) -> list[_Run]:
    """Of neighbours what can be written in one look: of a blank only the fill is seen."""
    found: list[_Run] = []
    was_y, first, end, words, was, is_sure = -1, 0, 0, "", "", True
    for y, x, _, segments in parts:
        # The next part has its own place, whatever a terminal makes of the one before it.
        is_next = y == was_y and x == end and is_sure
        for segment in segments:
            text, style, is_control = segment
            if is_control or not text:
                continue
            now = look(style, system)
            shared = _shared(was, words, now, text) if is_next else None
            if shared is None:
                if words:
                    found.append((was_y, first, end, words, was, is_sure))
                was_y, first, end, words, was, is_sure = y, x, x, text, now, is_plain(text)
            else:
                words, was, is_sure = words + text, shared, is_sure and is_plain(text)
            x = end = end + (len(text) if text.isascii() else segment.cell_length)
            is_next = True
    if words:
        found.append((was_y, first, end, words, was, is_sure))
    return found


def _shared(was: str, words: str, now: str, text: str) -> str | None:
    """The look in which both can be written, if there is one."""
    if was == now:
        return now
    if not are_blanks_alike(was, now):
        return None
    if not text.strip(" "):
        return was
    return None if words.strip(" ") else now


def _alternates(runs: list[_Run]) -> bool:
    """Whether the looks change much more often than there are looks."""
    changes, looks, now = 0, set(), ""
    for run in runs:
        if run[4] != now:
            changes, now = changes + 1, run[4]
            looks.add(now)
    return changes > 2 * len(looks)


def _by_look(runs: list[_Run]) -> list[_Run]:
    """Rows in which terminals may disagree about widths, each from left to right; then one look after the other."""
    odd = {y for y, *_, is_sure in runs if not is_sure}
    found = [run for run in runs if run[0] in odd]
    groups: dict[str, list[_Run]] = {}
    for run in runs:
        if run[0] not in odd:
            groups.setdefault(run[4], []).append(run)
    for group in groups.values():
        found += group
    return found


def _told(runs: Iterable[_Run], width: int, erases: bool) -> str:
    pieces: list[str] = []
    row, column, now = -1, -1, ""
    for y, x, end, text, then, is_sure in runs:
        if (y, x) != (row, column):
            pieces.append(_move(row, column, y, x))
        if then != now and not text.strip(" "):
            then = blank_after(now, then)
        if then != now:
            pieces.append(turned(now, then))
            now = then
        rest = 0
        if erases and _MANY in text and are_blanks_alike(now, now):
            text, rest = _erased(text)
        pieces.append(text)
        # Behind the last column terminals are of different minds about where the cursor is.
        row, column = y, end - rest if end - rest < width and is_sure else -1
    if now:
        pieces.append("\x1b[0m")
    return "".join(pieces)


def _erased(text: str) -> tuple[str, int]:
    """The text with its many blanks erased, and how many of these are at its end: the cursor stays before them."""
    words = text.rstrip(" ")
    rest = len(text) - len(words)
    told = _MANY_BLANKS.sub(lambda blanks: f"\x1b[{len(blanks[0])}X\x1b[{len(blanks[0])}C", words)
    return (f"{told}\x1b[{rest}X", rest) if _MANY_BLANKS.match(text, len(words)) else (told + " " * rest, 0)


@lru_cache(512)
def _move(row: int, column: int, y: int, x: int) -> str:
    whole = f"\x1b[{y + 1};{x + 1}H"
    if column < 0 or y < row:
        return whole
    near = _steps(y - row, "B") + (_steps(x - column, "C") if x >= column else _steps(column - x, "D"))
    return near if len(near) < len(whole) else whole


def _steps(number: int, way: str) -> str:
    return f"\x1b[{number}{way}" if number > 1 else f"\x1b[{way}" if number else ""
