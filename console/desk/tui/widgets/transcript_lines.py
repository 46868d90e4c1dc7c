"""Wraps one block of a transcript into lines of pieces: columns, hanging indents, delivery marks, rules.

Pure functions of a block and a width; scrolling, cursors and colours are the view's.
"""

import unicodedata
from collections.abc import Iterable
from typing import Final, Literal, NamedTuple

from console.core.text.width import cells, wrap
from console.desk.tui.widgets.lines import Piece, Signs
from console.desk.work.reading import Block, Span, unsent_line

Density = Literal["compact", "normal", "roomy"]

_TIME: Final = 8
_LABEL: Final = 4
_TEXT_AT: Final = 14
"""Time, a cell for the cursor, label and a blank: where the words begin."""
_META_AT: Final = 9
_MARGIN: Final = 2
"""Cells that words leave free at the right."""
_MARK: Final = 3
"""Cells that a delivery mark takes of the last line, with its blank."""
_RULE_LEAD: Final = 9


class Line(NamedTuple):
    """One wrapped line; equal lines look the same."""

    pieces: tuple[Piece, ...]
    gutter: bool = False
    """It belongs to a note: a fill of its own."""
    mark_at: int = -1
    """The piece in whose place the cursor's sign stands; -1: it cannot have one."""

    @property
    def text(self) -> str:
        """The line without looks."""
        return "".join(piece.text for piece in self.pieces)


BLANK: Final = Line(())


class Look(NamedTuple):
    """What besides the block itself decides how it is wrapped."""

    width: int
    has_meta: bool = True
    has_gap: bool = False
    """A blank line stands before it."""


def is_right_to_left(text: str) -> bool:
    """Whether the first letter with a direction is Arabic, Hebrew or the like."""
    if text.isascii():
        return False
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in ("R", "AL"):
            return True
        if direction == "L":
            return False
    return False


def lay_out(block: Block, look: Look, signs: Signs) -> tuple[Line, ...]:
    """The block's lines at this width."""
    lines = [BLANK] if look.has_gap else []
    if block.kind in ("rule", "new"):
        lines.append(_rule(block, look.width, signs))
        for span in block.details:
            lines += _detail(span, look.width)
        return tuple(lines)
    if block.whisper:
        lines.append(_whisper(block, look.width, signs))
    lines += _words(block, look.width, signs)
    if look.has_meta and (block.meta or block.hint):
        lines.append(_meta(block, look.width, signs))
    for span in block.details:
        lines += _detail(span, look.width)
    if block.cut:
        lines.append(_under(block.cut, look.width, signs))
    if block.unsent:
        room = max(1, look.width - _TEXT_AT - _MARK)
        words = unsent_line(block.unsent, room)
        indent = Piece(" " * (_TEXT_AT - _META_AT), "text")
        lines.append(Line((*_lead(), indent, Piece(words, "suppressed", italic=True)), mark_at=1))
    return tuple(lines)


def estimates(blocks: Iterable[Block], width: int) -> list[int]:
    """About how many lines `lay_out` will make of each; cheap, for what nobody has looked at."""
    room = max(1, width - _TEXT_AT - _MARGIN)
    return [1 + len(block.text) // room + (1 if block.meta else 0) for block in blocks]


def _rule(block: Block, width: int, signs: Signs) -> Line:
    role = "unread" if block.kind == "new" else "rule"
    words = signs.cut(signs(block.text), max(0, width - _RULE_LEAD - 3))
    tail = max(0, width - _RULE_LEAD - cells(words) - 2)
    dashes = signs("─")
    if block.has_more:
        # It can be opened: the cursor's sign has a cell to stand in.
        lead = (Piece(dashes, role), Piece(dashes * (_RULE_LEAD - 1), role))
        return Line((*lead, Piece(f" {words} ", block.role), Piece(dashes * tail, role)), mark_at=0)
    return Line((Piece(dashes * _RULE_LEAD, role), Piece(f" {words} ", block.role), Piece(dashes * tail, role)))


def _whisper(block: Block, width: int, signs: Signs) -> Line:
    """The head of a whisper: who sees it, between the pattern of what is for staff only."""
    words = signs.cut(block.whisper, max(0, width - 8))
    tail = max(0, width - cells(words) - 6)
    dark = signs("▒")
    pieces = (Piece(dark * 2 + " ", "note"), Piece(words, "note", bold=True), Piece(" " + dark * tail, "note"))
    return Line(pieces, gutter=True)


def _lead(time: str = "") -> tuple[Piece, Piece]:
    """What stands before the label, and the cell of the cursor's sign."""
    return Piece(time.ljust(_TIME), "muted"), Piece(" ", "text")


def _words(block: Block, width: int, signs: Signs) -> list[Line]:
    shift = 1 if block.gutter else 0
    gutter = (Piece(signs("▒"), "note"),) if block.gutter else ()
    room = max(1, width - _TEXT_AT - _MARGIN - shift - (_MARK if block.mark else 0))
    label = signs.cut(signs(block.label), _LABEL)
    body = _wrapped(block, room, signs)
    lines = []
    for n, pieces in enumerate(body):
        is_first, is_last = n == 0, n == len(body) - 1
        lead = _lead(block.time if is_first else "")
        name = Piece(label, block.role, bold=block.kind == "turn") if is_first else Piece("", "text")
        blank = Piece(" " * (_TEXT_AT - _META_AT - cells(name.text)), "text")
        line = [*gutter, *lead, name, blank, *pieces]
        if is_last and block.mark:
            mark = signs(block.mark)
            used = shift + _TEXT_AT + sum(cells(piece.text) for piece in pieces)
            line += [Piece(" " * (width - _MARGIN - cells(mark) - used), "text"), Piece(mark, block.mark_role)]
        lines.append(Line(tuple(line), block.gutter, len(gutter) + 1))
    return lines


def _wrapped(block: Block, room: int, signs: Signs) -> list[list[Piece]]:
    """The words, each line with where it begins in the text; a paragraph that runs from the right stands there."""
    lines: list[list[Piece]] = []
    position = 0
    for paragraph in block.text.split("\n"):
        is_rtl = is_right_to_left(paragraph)
        end = position + len(paragraph)
        for line in wrap(paragraph, room):
            position = max(position, block.text.find(line, position))
            piece = Piece(signs(line) if block.kind == "system" else line, block.role, start=position)
            position += len(line)
            lead = [Piece(" " * (room - cells(line)), "text")] if is_rtl else []
            lines.append([*lead, piece])
        position = end + 1
    if block.streaming:
        _go_on(lines, block, room, signs.ellipsis)
    return lines


def _go_on(lines: list[list[Piece]], block: Block, room: int, ellipsis: str) -> None:
    """The sign that more is coming: behind the last word, on a line of its own when there is no room."""
    last = lines[-1]
    more = Piece(ellipsis, block.role)
    if sum(cells(piece.text) for piece in last) + cells(ellipsis) <= room:
        last.append(more)
    else:
        lines.append([more])


def _under(spans: tuple[Span, ...], width: int, signs: Signs, right: str = "") -> Line:
    """A line under the words, hung from the label's place; what is at the right end always has its room."""
    room = width - _META_AT - 2 - (cells(right) + 1 if right else 0)
    pieces = [*_lead(), Piece(signs("╰") + " ", "muted")]
    for span in spans:
        words = signs.cut(signs(span.text), max(0, room))
        room -= cells(words)
        pieces.append(Piece(words, span.role, bold=span.role == "system"))
        if room <= 0:
            break
    if right:
        pieces += [Piece(" " * (max(0, room) + 1), "text"), Piece(right, "key")]
    return Line(tuple(pieces), mark_at=1)


def _meta(block: Block, width: int, signs: Signs) -> Line:
    return _under(block.meta, width, signs, block.hint)


def _detail(span: Span, width: int) -> list[Line]:
    indent = Piece(" " * 2, "text")
    room = max(1, width - _META_AT - 2 - _MARGIN)
    return [Line((*_lead(), indent, Piece(words, span.role)), mark_at=1) for words in wrap(span.text, room)]
