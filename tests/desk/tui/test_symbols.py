"""The ASCII set keeps every cell where it was, and touches no word."""

from rich.segment import Segment
from textual.color import Color

from console.core.text.width import cells
from console.desk.tui.symbols import AsciiSigns

BLACK = Color(0, 0, 0)


def test_frames_and_signs_become_ascii_in_place() -> None:
    line = [Segment("╭─ Waiting 2 ─╮"), Segment("│▌▲ 01:22 ✎ ✓✓ ○│"), Segment("┗━━┛")]
    drawn = [segment.text for segment in AsciiSigns().apply(line, BLACK)]
    assert drawn == ["+- Waiting 2 -+", "|>! 01:22 e vv o|", "+--+"]
    assert [cells(text) for text in drawn] == [cells(segment.text) for segment in line]


def test_words_of_any_script_stay() -> None:
    words = "Quero já… Ångström 中文 مرحبا"
    assert AsciiSigns().apply([Segment(words)], BLACK)[0].text == words
