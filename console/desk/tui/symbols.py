"""The ASCII set of signs: for terminals that draw some of ours two cells wide or not at all; each stays one cell."""

from typing import Final

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

_SIGNS: Final = dict(zip("○▲■·●◐✎✓▌▏╰▒↑█▾▸", "o!#.*~ev>|+%^_v>", strict=True))
_FRAMES: Final = dict.fromkeys("─━═", "-") | dict.fromkeys("│┃║", "|") | dict.fromkeys("╭╮╯┏┓┗┛╔╗╚╝├┤┬┴┼", "+")
ASCII: Final = str.maketrans(_SIGNS | _FRAMES)


class AsciiSigns(LineFilter):
    """Draws frames and signs with ASCII; words, in whatever script, stay as they are."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same segments, cell by cell."""
        return [
            segment
            if segment.control or segment.text.isascii()
            else Segment(segment.text.translate(ASCII), segment.style)
            for segment in segments
        ]
