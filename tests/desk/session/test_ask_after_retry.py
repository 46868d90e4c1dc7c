"""What a socket had is asked for after a drop, though its answer was `retry`; found by the simulation."""

from console.core.conversation import commands as c
from console.core.wire import frames
from console.desk.session.outbox_item import State
from tests.desk.session.bench import Bench, result, row


def test_a_retry_of_a_failing_store_does_not_mean_that_nothing_was_done() -> None:
    bench = Bench()
    bench.enter(row())
    item = bench.submit(c.Reply("hello"))
    bench.hear(result(item, "retry", "store", retry_ms=1_000))
    assert bench.item(item.id).state is State.QUEUED
    bench.come_back(row(unanswered=1, since=9_000_000_000))
    assert bench.item(item.id).state is State.IN_FLIGHT, "not held as unsent: it may have been stored"
    assert bench.sent(frames.Ask)[-1].id == item.wire
    bench.hear(result(item, epoch=3, seq=7))
    assert bench.item(item.id).state is State.SENT
