"""After a restart nothing stands in line before what it waits for, whatever the clock did; found by the simulation."""

from msgspec.structs import replace

from console.core.conversation import commands as c
from console.core.wire import frames
from console.core.wire.frames import Result
from console.desk.session.outbox_item import Item, in_line
from tests.desk.session.bench import Bench, row


def test_a_clock_that_jumped_back_does_not_turn_the_line_round() -> None:
    first = Item("i1", "c1", c.Take(), 9_999_000, 1, "i1", epoch=3, decided_at=9_999_000)
    second = Item("i2", "c1", c.Reply("hello"), 9_990_000, 2, "i2", after="i1", decided_at=9_990_000)
    other = Item("i3", "c2", c.Note("note"), 9_995_000, 1, "i3", decided_at=9_995_000)
    assert [item.id for item in in_line([second, other, first])] == ["i1", "i2", "i3"]
    bench = Bench((first, second))
    bench.enter(row(owner=""))
    bench.hear(Result("i1", "retry", "not_seen", conv="c1"))
    assert [cmd.id for cmd in bench.sent(frames.Cmd)] == ["i1"]


def test_items_that_wait_for_one_another_end() -> None:
    one = Item("i1", "c1", c.Take(), 1, 1, "i1", after="i2", decided_at=1)
    assert {item.id for item in in_line([one, replace(one, id="i2", after="i1")])} == {"i1", "i2"}
