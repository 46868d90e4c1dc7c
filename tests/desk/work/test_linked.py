"""How the link stands in words."""

from console.desk.adapters.port import Link, LinkState
from console.desk.work.linked import standing


def test_a_link_that_owes_an_answer_is_not_called_live() -> None:
    assert standing(LinkState(Link.LIVE, 1_000, 42), 9_000) == ("●", "live", "link-live")
    mark, words, role = standing(LinkState(Link.LIVE, 1_000, 42, silent_since=3_000), 9_000)
    assert (mark, words, role) == ("◐", "no answer 0:06", "link-catching-up")


def test_once_the_link_is_known_to_be_gone_that_is_what_is_said() -> None:
    assert standing(LinkState(Link.OFFLINE, 1_000, silent_since=500), 43_000)[1] == "offline 0:42"
