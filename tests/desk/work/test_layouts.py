import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.desk.work.layouts import BY_LANGUAGE, LAYOUTS, US, digit, us_key


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_names_every_letter_key_once(layout: str) -> None:
    typed = LAYOUTS[layout]
    assert len(typed) == len(US) == 26
    letters = [character for character in typed if not character.isascii()]
    assert len(set(letters)) == len(letters)
    assert len(letters) >= 23


@pytest.mark.parametrize(
    ("character", "key"),
    [
        *[("ف", "t"), ("е", "t"), ("א", "t"), ("τ", "t"), ("ะ", "t"), ("ტ", "t"), ("տ", "t"), ("ू", "t")],
        *[("Т", "N"), ("Ν", "N"), ("Σ", "S"), ("и", "b"), ("і", "s"), ("ј", "j"), ("ى", "n")],
    ],
)
def test_known_places(character: str, key: str) -> None:
    assert us_key(character) == key


def test_where_layouts_differ_the_users_language_decides() -> None:
    assert us_key("е", "sr") == "e"
    assert us_key("е", "ru") == "t"
    assert us_key("ч", "bg") == "q"
    assert set(BY_LANGUAGE.values()) <= set(LAYOUTS)


@given(st.characters(max_codepoint=0x24F))
def test_latin_letters_stay(character: str) -> None:
    assert us_key(character) == character


@given(st.characters())
def test_any_character_gives_one_character(character: str) -> None:
    assert len(us_key(character)) == 1
    assert digit(character) in ("", *"0123456789")


def test_digits() -> None:
    assert [digit(c) for c in "١٢٣"] == ["1", "2", "3"]
    assert [digit(c) for c in "&é\"'("] == ["1", "2", "3", "4", "5"]
    assert digit("7") == "7"
    assert digit("x") == ""
