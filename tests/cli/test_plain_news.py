"""News of the plain desk: worded when they are told, never a past as a present."""

from console.cli.plain_news import ANNOUNCED, Announcements


def test_what_is_over_by_the_prompt_is_not_said_and_what_is_so_is_said_once_as_it_is_then() -> None:
    news, waits = Announcements(), ["0:00"]
    news.add("Kim: ok", "Kim: ok", lambda: f"Ana waits {waits[0]}", lambda: "", lambda: f"Ana waits {waits[0]}")
    waits[0] = "2:30"
    assert news.take() == (0, ["Kim: ok", "Kim: ok", "Ana waits 2:30"])
    assert news.take() == (0, [])


def test_of_many_lines_the_last_are_said() -> None:
    news = Announcements()
    news.add(*map(str, range(ANNOUNCED + 5)))
    left_out, lines = news.take()
    assert (left_out, lines[0], lines[-1]) == (5, "5", str(ANNOUNCED + 4))
