"""A paste is a paste whatever is in it: no ESC inside of it makes keys, least of all an Enter that sends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events

from console.desk.tui.compat import DeskParser

PAGE = "\r".join(f"line {n} \x1b[31mred" for n in range(4))
WHOLE = f"\x1b[200~{PAGE}\x1b[201~"


@pytest.mark.parametrize("cut", [7, 20, 33, len(WHOLE) - 3, len(WHOLE)])
def test_an_escape_in_a_paste(cut: int) -> None:
    parser = DeskParser()
    found = [*parser.feed("a" + WHOLE[:cut]), *parser.feed(WHOLE[cut:] + "b")]
    assert [type(event) for event in found] == [events.Key, events.Paste, events.Key]
    assert found[1].text == PAGE  # type: ignore[attr-defined]


SAID = (
    *(f"\x1b[{letter}" for letter in "ABCDHFIO"),
    *("\x1bOP", "\x1b[5~", "\x1b[15;2~", "\x1b[1;5D", "\x1ba", "\x1bE", "\x1b\r", "\x1b[97;5u", "\x1b[[A", "\x1b[Z"),
    *("\x1b[<0;12;7M", "\x1b[<0;12;7m", "\x1b[<64;3;40M", "\x1b[<35;119;39M"),
    *("\x1b[?2026;2$y", "\x1b[12;40R", "\x1b[?62;22c"),
)
"""What terminals send of their own: keys, with Alt too, the mouse, answers."""
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=30)
ESCAPES = st.sampled_from(
    ["\x1b[31m", "\x1b[0m", "\x1b[2K", "\x1b]0;name\x07", "\x1bM", "\x1b", "\x1b[A", "\x1b[1;31m"]
)


def kinds(*reads: str) -> list[str]:
    parser = DeskParser()
    found = [event for data in reads for event in parser.feed(data)]
    return [event.key if isinstance(event, events.Key) else type(event).__name__ for event in found]


@given(st.lists(WORDS, min_size=3, max_size=40), st.lists(ESCAPES, min_size=1, max_size=6), st.data())
def test_a_burst_is_text_whatever_is_in_it(lines: list[str], escapes: list[str], data: st.DataObject) -> None:
    # Were it nothing but one line and its end, it could have been typed while the desk stood still.
    begun = "a line of words no hand types\ra"
    text = begun + "nd more\r" + "\r".join(lines) + "\r"
    for escape in escapes:
        at = data.draw(st.integers(len(begun), len(text)))
        text = text[:at] + escape + text[at:]
    cut = data.draw(st.integers(len(begun), len(text)))
    assert set(kinds(text)) == {"Paste"}
    assert "enter" not in kinds(text[:cut], text[cut:])


@given(st.lists(st.sampled_from(SAID), min_size=1, max_size=80), st.text("abc \r", max_size=20))
def test_what_a_terminal_says_itself_is_no_paste(said: list[str], typed: str) -> None:
    half = len(said) // 2
    assert "Paste" not in kinds("".join(said[:half]) + typed + "".join(said[half:]))


def test_a_key_held_down_while_the_desk_stood_still() -> None:
    assert kinds("\x1b[B" * 300) == ["down"] * 300
    assert kinds("j" * 300) == ["j"] * 300
    assert kinds("\x1b[<64;3;40M" * 50) == ["MouseScrollUp"] * 50


def test_a_log_in_colours_however_short() -> None:
    assert kinds("\x1b[31mred\r") == ["Paste"]
    assert kinds("\x1b[31mred\r\x1b[0mok\r", "more\r") == ["Paste", "Paste"]


def test_a_piece_of_a_long_paste_without_a_line_end() -> None:
    page = "words and words of a long paragraph without an end " * 30
    assert kinds(page[:1024], page[1024:] + "\r", "end\r") == ["Paste", "Paste", "Paste"]


def test_keys_right_behind_a_paste_are_keys() -> None:
    paste = "words that no hand types at once\rand more\r"
    assert kinds(paste, "\x1b[A", "r") == ["Paste", "up", "r"]
    assert kinds(paste, "\r") == ["Paste", "Paste"]
    parser = DeskParser()
    found = [*parser.feed(paste), *parser.feed("\x1b"), *parser.feed("\x1b")]
    assert [event.key for event in found if isinstance(event, events.Key)] == ["escape"]


def test_a_line_that_was_typed_while_the_desk_stood_still_is_sent() -> None:
    assert kinds("this line was typed by a quick hand\r")[-1] == "enter"
    assert kinds("this line was \x1b[D\x1b[Ctyped by a quick hand\r")[-1] == "enter"


@pytest.mark.parametrize("cut", [3, 4, 5])
def test_a_bracket_that_came_in_two_reads(cut: int) -> None:
    assert kinds("a" + WHOLE[:cut], WHOLE[cut:] + "b") == ["a", "Paste", "b"]
    assert kinds("\x1b[2", "~") == ["insert"]
