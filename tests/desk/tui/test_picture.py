"""What is written of a frame: on a terminal it makes the same screen as all of it would."""

import pyte
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style

from console.desk.tui.picture import Part, Picture, cropped, differences, written

WIDTH, HEIGHT = 12, 3
TRUE = ColorSystem.TRUECOLOR
LOOKS = (
    None,
    Style(color="#ff0000"),
    Style(color="#ff0000", bgcolor="#00ff00"),
    Style(bgcolor="#00ff00", bold=True),
    Style(reverse=True),
)


def fitted(words: list[tuple[str, Style | None]]) -> list[Segment]:
    line = [Segment(text, style) for text, style in words]
    return cropped([*line, Segment(" " * WIDTH)], 0, WIDTH)


lines = st.lists(st.tuples(st.text("ab ─界", min_size=1, max_size=5), st.sampled_from(LOOKS)), max_size=5).map(fitted)


def fed(data: str, screen: pyte.Screen) -> None:
    pyte.Stream(screen).feed(data)


@settings(max_examples=300, deadline=None)
@example([(0, fitted([("aaa界界", None)]), 0, 8), (0, fitted([]), 0, 6), (0, fitted([]), 0, 7)])
@example([(0, fitted([("aaa界界", None)]), 0, 8), (0, fitted([]), 4, 9), (0, fitted([]), 3, 9)])
@given(st.lists(st.tuples(st.integers(0, HEIGHT - 1), lines, st.integers(0, WIDTH), st.integers(0, WIDTH)), max_size=9))
def test_a_terminal_shows_what_was_drawn(steps: list[tuple[int, list[Segment], int, int]]) -> None:
    picture = Picture()
    ours, whole = pyte.Screen(WIDTH, HEIGHT), pyte.Screen(WIDTH, HEIGHT)
    for y, line, one, other in steps:
        start, end = min(one, other), max(one, other)
        if start == end:
            continue
        part = Part(y, start, end, cropped(line, start, end))
        fed(written(picture.changed([part], WIDTH, TRUE), TRUE), ours)
        fed(written([part], TRUE), whole)
        for row in range(HEIGHT):
            for x in range(WIDTH):
                assert ours.buffer[row][x] == whole.buffer[row][x]


def test_only_what_looks_different_is_written_and_after_forgetting_all_of_it() -> None:
    picture = Picture()
    red, plain = LOOKS[1], None

    def shown(figure: str) -> str:
        segments = [Segment("waits ", plain), Segment(figure, red), Segment("  ", plain)]
        return written(picture.changed([Part(0, 0, WIDTH, segments)], WIDTH, TRUE), TRUE)

    assert "waits " in shown("0:01")
    assert shown("0:01") == ""
    assert shown("0:02") == "\x1b[1;7H\x1b[38;2;255;0;0m0:02\x1b[0m"
    picture.forget()
    assert "waits " in shown("0:02")


def test_another_width_is_another_picture() -> None:
    picture = Picture()
    part = Part(0, 0, 4, [Segment("word")])
    assert list(picture.changed([part], 4, TRUE))
    assert list(picture.changed([part], 8, TRUE))


@pytest.mark.parametrize("system", [ColorSystem.TRUECOLOR, ColorSystem.EIGHT_BIT, ColorSystem.STANDARD])
def test_colours_are_those_of_the_terminal(system: ColorSystem) -> None:
    style = Style(color="#12ab34", bgcolor="#401020")
    told = written([Part(0, 0, 2, [Segment("ab", style)])], system)
    assert told == f"\x1b[1;1H{style.render('ab', color_system=system)}"


def test_a_look_is_told_by_what_changes() -> None:
    first, second = Style(color="#010203", bgcolor="#0a0b0c"), Style(color="#040506", bgcolor="#0a0b0c")
    bold = Style(color="#040506", bgcolor="#0a0b0c", bold=True)
    segments = [Segment("a", first), Segment("b", second), Segment("c", bold), Segment("d")]
    assert written([Part(0, 0, 4, segments)], TRUE) == (
        "\x1b[1;1H\x1b[38;2;1;2;3;48;2;10;11;12ma\x1b[38;2;4;5;6mb\x1b[0;1;38;2;4;5;6;48;2;10;11;12mc\x1b[0md"
    )


def test_where_terminals_disagree_about_widths_a_part_is_written_whole() -> None:
    old = [Segment("é́ "), Segment("one"), Segment(" two")]
    assert differences(old, [Segment("é́ "), Segment("one"), Segment(" 2  ")], 9, TRUE) == [(0, 9)]
    plain = [Segment("--"), Segment("one", LOOKS[1]), Segment(" four")]
    assert differences(plain, [Segment("--"), Segment("one", LOOKS[1]), Segment(" five")], 10, TRUE) == [(5, 10)]
