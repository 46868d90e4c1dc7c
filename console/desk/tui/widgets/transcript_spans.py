"""What lies over the words of a transcript: the mouse's selection and the hits of a search, as parts of the text.

Places are positions in a turn's own text, so that neither wrapping nor scrolling moves them.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from rich.segment import Segment
from rich.style import Style
from textual.selection import Selection
from textual.strip import Strip

from console.core.text.width import cells
from console.desk.tui.looks import noted
from console.desk.tui.theming import Theming
from console.desk.tui.widgets.lines import Piece, strip_of, style_of
from console.desk.tui.widgets.transcript_lines import Line
from console.desk.work.reading import Block


class Finder:
    """What is looked for in the conversation."""

    def __init__(self) -> None:
        self.text = ""
        """The words that are marked; empty: none are looked for."""
        self.at = 0
        """Which of the turns with a hit the search stands on, from 1; 0: none."""
        self.total = 0
        """How many turns have a hit."""
        self._pattern = re.compile("(?!)")

    def look_for(self, text: str, blocks: Sequence[Block], start: int, by: int) -> int | None:
        """The next block with a hit after `start` in this direction, round the end."""
        if text != self.text:
            self.text = text
            self._pattern = re.compile(re.escape(text), re.IGNORECASE) if text else re.compile("(?!)")
        hits = [n for n, block in enumerate(blocks) if self._pattern.search(block.text)]
        self.total, self.at = len(hits), 0
        if not hits:
            return None
        if by > 0:
            place = next((n for n, hit in enumerate(hits) if hit > start), 0)
        else:
            place = next((n for n in range(len(hits) - 1, -1, -1) if hits[n] < start), len(hits) - 1)
        self.at = place + 1
        return hits[place]

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where the hits are in a text."""
        return [found.span() for found in self._pattern.finditer(text)] if self.text else []


def marked(
    theming: Theming,
    line: Line,
    block: Block,
    width: int,
    fill: str,
    selected: tuple[int, int] | None,
    finder: Finder,
) -> Strip:
    """One line with what lies over it; its words say where in the turn's text they stand, for the mouse."""
    number = next((n for n, piece in enumerate(line.pieces) if piece.start >= 0), -1)
    if not block.seq or number < 0:
        return strip_of(theming, line.pieces, width, fill)
    spans = finder.spans(block.text)
    if selected is not None:
        start, end = selected
        spans = [*spans, (max(0, start), len(block.text) if end < 0 else end)]
    words, tail = line.pieces[number], line.pieces[number + 1 :]
    before = "".join(piece.text for piece in line.pieces[:number])
    # A drag often begins left of the words: there it means their beginning.
    lead = strip_of(theming, line.pieces[:number], cells(before), fill)
    segments: list[Segment] = []
    at = words.start - len(before)
    for segment in lead:
        segments.append(_placed(segment, at, block.seq))
        at += len(segment.text)
    for part, is_over in _parts(words, spans):
        style = theming.style("text", on="selection") if is_over else style_of(theming, part, fill)
        segments.append(_placed(Segment(part.text, style), part.start, block.seq))
    rest = strip_of(theming, tail, max(0, width - cells(before) - cells(words.text)), fill)
    return Strip([*segments, *rest]).adjust_cell_length(width, theming.style("text", on=fill, words=False))


def _placed(segment: Segment, start: int, seq: int) -> Segment:
    return Segment(segment.text, noted(segment.style or Style(), Style.from_meta({"offset": (start, seq)})))


def _parts(piece: Piece, spans: list[tuple[int, int]]) -> Iterator[tuple[Piece, bool]]:
    """The piece cut at the ends of the spans, each part with whether a span lies over it."""
    end = piece.start + len(piece.text)
    edges = {piece.start, end}
    for a, b in spans:
        edges |= {edge for edge in (a, b) if piece.start < edge < end}
    for a, b in pairwise(sorted(edges)):
        text = piece.text[a - piece.start : b - piece.start]
        is_over = any(start <= a and b <= stop for start, stop in spans)
        yield piece._replace(text=text, start=a), is_over


def copied(blocks: Sequence[Block], selection: Selection) -> str:
    """The selected words; who said them stands before each turn when there are several."""
    found: list[tuple[Block, str]] = []
    for block in blocks:
        span = selection.get_span(block.seq) if block.seq else None
        if span is None:
            continue
        start, end = max(0, span[0]), len(block.text) if span[1] < 0 else span[1]
        if words := block.text[start:end]:
            found.append((block, words))
    if len(found) == 1:
        return found[0][1]
    return "\n".join(f"{block.label}: {words}" if block.kind == "turn" else words for block, words in found)
