from hypothesis import given
from hypothesis import strategies as st

from console.desk.work.notices import SHOWN_FOR, Notice, Notices


def test_one_after_the_other_for_ten_seconds() -> None:
    notices = Notices()
    assert notices.current(0) is None
    notices.add(Notice(0, "▲", "first"))
    assert notices.current(0) == Notice(0, "▲", "first")
    assert notices.current(SHOWN_FOR - 1) is not None
    assert notices.current(SHOWN_FOR) is None


def test_those_that_wait_shorten_the_one_that_is_shown() -> None:
    notices = Notices()
    notices.add(Notice(0, "", "first"))
    notices.add(Notice(0, "", "second"))
    assert notices.current(0) == Notice(0, "", "first")
    assert notices.current(1_000) == Notice(0, "", "first")
    assert notices.current(3_000) == Notice(0, "", "second")
    assert notices.current(3_000 + SHOWN_FOR - 1) == Notice(0, "", "second")


def test_an_answer_to_my_own_key_comes_at_once() -> None:
    notices = Notices()
    notices.add(Notice(0, "", "others"))
    notices.current(0)
    notices.add(Notice(1, "", "mine"), at_once=True)
    assert notices.current(1) == Notice(1, "", "mine")
    assert [notice.text for notice in notices.log] == ["others", "mine"]


def test_what_was_true_for_a_while_goes_when_it_is_over() -> None:
    notices = Notices()
    notices.add(Notice(0, "▲", "no offers come", "ana", passing=True), at_once=True)
    notices.add(Notice(0, "", "about Ana", "ana"))
    notices.over()
    assert notices.current(1) == Notice(0, "", "about Ana", "ana")


def test_what_is_forgotten_leaves_the_line_but_not_the_log() -> None:
    notices = Notices()
    notices.add(Notice(0, "", "about Ana", "ana"), at_once=True)
    notices.forget("ana")
    assert notices.current(1) is None
    assert len(notices.log) == 1


@given(st.lists(st.tuples(st.integers(0, 5_000), st.sampled_from("abc")), max_size=40))
def test_everything_is_shown_or_was_there_already_and_the_line_ends_empty(steps: list[tuple[int, str]]) -> None:
    notices, now, shown = Notices(), 0, set()
    for wait, text in steps:
        now += wait
        notices.add(Notice(now, "", text))
        current = notices.current(now)
        assert current is not None
        shown.add(current.text)
    for _ in range(20):
        now += SHOWN_FOR
        current = notices.current(now)
        shown |= {current.text} if current else set()
    assert notices.current(now + SHOWN_FOR) is None
    assert shown == {text for _, text in steps}
