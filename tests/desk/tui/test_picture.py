"""What is written of a frame: on a terminal it makes the same screen as all of it would."""

import re

import pyte
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style

from console.desk.tui.looks import turned
from console.desk.tui.pen import Part, written
from console.desk.tui.picture import Picture, cropped, differences
from tests.desk import terminals

WIDTH, HEIGHT = 36, 3
TRUE = ColorSystem.TRUECOLOR
LOOKS = (
    None,
    Style(color="#ff0000"),
    Style(color="#ff0000", bgcolor="#00ff00"),
    Style(bgcolor="#00ff00", bold=True),
    Style(reverse=True),
    Style(color="#ff0000", bgcolor="#00ff00", bold=True, italic=True),
    Style(color="#ff0000", dim=True),
    Style(color="#0000ff", bgcolor="#00ff00", underline=True, strike=True),
)


def fitted(words: list[tuple[str, Style | None]]) -> list[Segment]:
    line = [Segment(text, style) for text, style in words]
    return cropped([*line, Segment(" " * WIDTH)], 0, WIDTH)


words = st.text("ab ─界", min_size=1, max_size=5) | st.integers(1, WIDTH).map(lambda size: " " * size)
lines = st.lists(st.tuples(words, st.sampled_from(LOOKS)), max_size=5).map(fitted)


def plainly(part: Part) -> str:
    """Each of its segments in full, as Rich writes it."""
    told = [segment.style.render(segment.text) if segment.style else segment.text for segment in part.segments]
    return f"\x1b[0m\x1b[{part.y + 1};{part.x + 1}H{''.join(told)}"


def fed(data: str, screen: pyte.Screen) -> None:
    pyte.Stream(screen).feed(data)


@settings(max_examples=300, deadline=None)
@example([(0, fitted([("aaa界界", None)]), 0, 8), (0, fitted([]), 0, 6), (0, fitted([]), 0, 7)], False)
@example([(0, fitted([("aaa界界", None)]), 0, 8), (0, fitted([]), 4, 9), (0, fitted([]), 3, 9)], False)
@given(
    st.lists(st.tuples(st.integers(0, HEIGHT - 1), lines, st.integers(0, WIDTH), st.integers(0, WIDTH)), max_size=9),
    st.booleans(),
)
def test_a_terminal_shows_what_was_drawn(steps: list[tuple[int, list[Segment], int, int]], erases: bool) -> None:
    picture = Picture()
    ours, whole = pyte.Screen(WIDTH, HEIGHT), pyte.Screen(WIDTH, HEIGHT)
    for y, line, one, other in steps:
        start, end = min(one, other), max(one, other)
        if start == end:
            continue
        part = Part(y, start, end, cropped(line, start, end))
        fed(written(picture.changed([part], WIDTH, TRUE), WIDTH, TRUE, erases=erases), ours)
        fed(plainly(part), whole)
        for row in range(HEIGHT):
            for x in range(WIDTH):
                assert terminals.seen(ours, row, x) == terminals.seen(whole, row, x)


speckled = st.lists(
    st.tuples(st.text("ab ─界", min_size=1, max_size=2), st.sampled_from(LOOKS)), min_size=WIDTH, max_size=WIDTH
).map(fitted)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(speckled, min_size=HEIGHT, max_size=HEIGHT), min_size=1, max_size=4), st.booleans())
def test_in_whatever_order_looks_are_written(frames: list[list[list[Segment]]], erases: bool) -> None:
    picture = Picture()
    ours, whole = pyte.Screen(WIDTH, HEIGHT), pyte.Screen(WIDTH, HEIGHT)
    for rows in frames:
        parts = [Part(y, 0, WIDTH, row) for y, row in enumerate(rows)]
        fed(written(picture.changed(parts, WIDTH, TRUE), WIDTH, TRUE, erases=erases), ours)
        fed("".join(plainly(part) for part in parts), whole)
        assert not terminals.different(ours, whole)


def test_where_two_looks_alternate_each_is_written_in_one_go() -> None:
    one, other = Style(bgcolor="#010203"), Style(bgcolor="#040506")
    parts = [Part(y, 0, 20, [Segment("0", one), Segment("1", other)] * 10) for y in range(3)]
    told = written(parts, 80, TRUE)
    assert told.count("m") == 3, "each of the two, and the end of the last"
    assert len(told) < 0.4 * sum(len(plainly(part)) for part in parts)


def test_a_row_in_which_terminals_may_disagree_about_widths_is_written_from_left_to_right() -> None:
    one, other = Style(bgcolor="#010203"), Style(bgcolor="#040506")
    rows = [[Segment("0", one), Segment("1", other)] * 10 for _ in range(3)]
    parts = [*(Part(y, 0, 20, row) for y, row in enumerate(rows)), Part(3, 0, 4, [*rows[0][:2], Segment("界", one)])]
    parts.append(Part(3, 4, 6, rows[0][:2]))
    told = written(parts, 80, TRUE)
    row = told[told.index("\x1b[4;1H") :]
    assert row.index("界") < row.index("\x1b[4;5H")
    assert told.count("界") == 1
    assert re.sub(r"\x1b\[[0-9;]*[mHBCD]", "", told).startswith("01界01")


def test_what_ends_two_attributes_begins_the_other_one_again() -> None:
    assert turned("1;2;31", "2;31") == "\x1b[22;2m"
    assert turned("1;2;31", "1;31") == "\x1b[22;1m"
    assert turned("1;3;31;41", "31") == "\x1b[0;31m"
    assert turned("1;38;2;1;2;3;48;2;4;5;6", "38;2;1;2;3;48;2;4;5;6") == "\x1b[22m"
    assert turned("31;41", "31") == "\x1b[49m"
    assert turned("53;31;44", "31;44") == "\x1b[0;31;44m", "what ends it is not known everywhere"
    assert turned("31", "") == "\x1b[0m"


def test_only_what_looks_different_is_written_and_after_forgetting_all_of_it() -> None:
    picture = Picture()
    red, plain = LOOKS[1], None

    def shown(figure: str) -> str:
        segments = [Segment("waits ", plain), Segment(figure, red), Segment(" " * (WIDTH - 10), plain)]
        return written(picture.changed([Part(0, 0, WIDTH, segments)], WIDTH, TRUE), WIDTH, TRUE)

    assert "waits " in shown("0:01")
    assert shown("0:01") == ""
    assert shown("0:02") == "\x1b[1;10H\x1b[38;2;255;0;0m2\x1b[0m"
    assert shown("1:03") == "\x1b[1;7H\x1b[38;2;255;0;0m1:03\x1b[0m"
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
    told = written([Part(0, 0, 2, [Segment("ab", style)])], 80, system)
    assert told == f"\x1b[1;1H{style.render('ab', color_system=system)}"


def test_a_look_is_told_by_what_changes() -> None:
    first, second = Style(color="#010203", bgcolor="#0a0b0c"), Style(color="#040506", bgcolor="#0a0b0c")
    bold = Style(color="#040506", bgcolor="#0a0b0c", bold=True)
    segments = [Segment("a", first), Segment("b", second), Segment("c", bold), Segment("d")]
    assert written([Part(0, 0, 4, segments)], 80, TRUE) == (
        "\x1b[1;1H\x1b[38;2;1;2;3;48;2;10;11;12ma\x1b[38;2;4;5;6mb\x1b[1mc\x1b[0md"
    )


def test_blanks_have_no_colour_and_many_of_them_are_erased_where_that_fills_them() -> None:
    one, other = Style(color="#010203", bgcolor="#0a0b0c"), Style(color="#040506", bgcolor="#0a0b0c", bold=True)
    lined = Style(color="#040506", bgcolor="#0a0b0c", underline=True)
    assert differences([Segment("a   ", one)], [Segment("a", one), Segment("   ", other)], 4, TRUE) == []
    assert differences([Segment("a   ", one)], [Segment("a", one), Segment("   ", lined)], 4, TRUE) == [(1, 4)]
    assert differences([Segment("a b ", one)], [Segment("a b ", other)], 4, TRUE) == [(0, 3)]
    segments = [Segment("a", one), Segment(" " * 20, other), Segment("b", one), Segment(" " * 20, lined)]
    assert (
        written([Part(0, 0, 42, segments[:3])], 80, TRUE)
        == f"\x1b[1;1H\x1b[38;2;1;2;3;48;2;10;11;12ma{' ' * 20}b\x1b[0m"
    )
    assert written([Part(0, 0, 42, segments)], 80, TRUE, erases=True) == (
        f"\x1b[1;1H\x1b[38;2;1;2;3;48;2;10;11;12ma\x1b[20X\x1b[20Cb\x1b[4;38;2;4;5;6m{' ' * 20}\x1b[0m"
    )


def test_the_cursor_goes_on_from_where_it_is_but_not_from_where_terminals_disagree_about() -> None:
    row = [Part(1, 2, 3, [Segment("a")]), Part(1, 3, 4, [Segment("b")]), Part(1, 5, 6, [Segment("c")])]
    assert written([*row, Part(1, 16, 17, [Segment("d")])], 80, TRUE) == "\x1b[2;3Hab\x1b[Cc\x1b[10Cd"
    assert written([Part(1, 2, 4, [Segment("界")]), Part(1, 4, 5, [Segment("b")])], 80, TRUE) == "\x1b[2;3H界\x1b[2;5Hb"


def test_where_terminals_disagree_about_widths_a_part_is_written_whole() -> None:
    old = [Segment("é́ "), Segment("one"), Segment(" two")]
    assert differences(old, [Segment("é́ "), Segment("one"), Segment(" 2  ")], 9, TRUE) == [(0, 9)]
    plain = [Segment("--"), Segment("one", LOOKS[1]), Segment(" four")]
    assert differences(plain, [Segment("--"), Segment("one", LOOKS[1]), Segment(" five")], 10, TRUE) == [(7, 10)]


def test_a_row_of_which_nothing_is_known_is_written_as_it_comes_and_known_from_then_on() -> None:
    picture, left, right = Picture(), fitted([("left", LOOKS[1])])[:1], [Segment(" " * (WIDTH - 4))]
    parts = [Part(0, 0, 4, left), Part(0, 4, WIDTH, right)]
    assert list(picture.changed(parts, WIDTH, TRUE)) == parts
    assert list(picture.changed(parts, WIDTH, TRUE)) == []
    picture.forget()
    assert list(picture.changed(parts[:1], WIDTH, TRUE)) == parts[:1]
