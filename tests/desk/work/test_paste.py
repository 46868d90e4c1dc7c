import time

from hypothesis import given
from hypothesis import strategies as st

from console.desk.work.paste import MOST_BYTES, clean, pasted

TEXTS = st.text(st.characters(exclude_categories=())).map(lambda s: s + "\x1b[31m\u202e\r\n\t")


@given(TEXTS)
def test_nothing_that_a_terminal_acts_on(text: str) -> None:
    cleaned = clean(text)
    assert not any((ord(c) < 32 and c != "\n") or 0x7F <= ord(c) < 0xA0 or 0xD800 <= ord(c) < 0xE000 for c in cleaned)
    assert clean(cleaned) == cleaned


@given(st.text(), st.integers(0, 40))
def test_never_more_than_the_room(text: str, room: int) -> None:
    found = pasted(text, room)
    assert len(found.text.encode()) <= room
    assert clean(text).startswith(found.text)
    assert found.is_cut == (len(clean(text).encode()) > room) or len(text) > 2 * room + 2


def test_words_are_untouched() -> None:
    assert pasted("Olá,\r\n  já vou ver\u2028fim", 100) == ("Olá,\n  já vou ver\nfim", False)


def test_a_giant_line_costs_nothing() -> None:
    begun = time.perf_counter()
    found = pasted("x" * 50_000_000, MOST_BYTES)
    assert found.is_cut
    assert len(found.text) == MOST_BYTES
    assert time.perf_counter() - begun < 0.5
