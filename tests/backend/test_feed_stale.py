"""A row never goes back, whatever head a caller holds who waited; found by the simulation."""

from console.backend.feed import Feed
from console.backend.people import People
from console.backend.service import Committing
from console.backend.store.port import StoredHead
from console.core.conversation.model import BOT, Head
from console.core.conversation.words import State


def test_a_touch_with_an_older_head_changes_nothing() -> None:
    feed = Feed(People(None, lambda: 0), "run")  # type: ignore[arg-type]
    old = StoredHead(Head("c1", State.BOT, BOT, 1, seq=1, customer="v1"), 1)
    new = StoredHead(Head("c1", State.BOT, BOT, 1, seq=2, customer="v1"), 1)
    feed.take(Committing(new, new.head, (), 0))
    assert feed.flush(1_000) is not None
    feed.seen(old, 1)
    feed.touch(old)
    feed.flush(2_000)
    assert feed.rows["c1"].seq == 2
