"""A watched conversation that leaves the lists is asked for once more; found by the simulation."""

from console.core.floor.rows import Customer
from console.core.wire import frames
from tests.desk.session.bench import Bench, row


def test_the_last_records_are_asked_for_when_the_row_goes() -> None:
    bench = Bench()
    bench.enter(row())
    bench.core.watch("c1", bench.moment)
    bench.collect()
    asked = len(bench.sent(frames.Watch))
    bench.hear(frames.Delta("r.1", "r.2", (), ("c1",)))
    assert bench.sent(frames.Watch)[asked:] == [frames.Watch("c1", 0)]


def test_they_are_asked_for_too_when_the_row_went_behind_a_gap() -> None:
    # The removal itself was in the delta that got lost: the rows filled anew are the first without it.
    bench = Bench()
    bench.enter(row(), row("c2"))
    bench.core.watch("c1", bench.moment)
    bench.core.watch("c2", bench.moment)
    bench.collect()
    asked = len(bench.sent(frames.Watch))
    bench.hear(frames.Delta("r.2", "r.3"))
    bench.hear(frames.Snapshot((), 0, True, "r.0", more=True))
    bench.hear(frames.Delta("r.0", "r.3", (row("c2"),)))
    assert bench.sent(frames.Watch)[asked:] == [frames.Watch("c1", 0)]


def test_a_chat_without_a_row_is_asked_for_now_and_then() -> None:
    # Found by the simulation: thanks after the end were swallowed, and no row ever said that there was more.
    bench = Bench()
    bench.enter()
    bench.core.watch("c1", bench.moment)
    bench.hear(frames.Watched("c1", 0, Customer("v")))
    asked = len(bench.sent(frames.Watch))
    bench.pass_time(19_000)
    assert len(bench.sent(frames.Watch)) == asked
    bench.pass_time(3_000)
    assert bench.sent(frames.Watch)[asked:] == [frames.Watch("c1", 0)]
    assert bench.core.watches.complete("c1"), "what is shown does not flicker meanwhile"
    bench.pass_time(3_000)
    assert len(bench.sent(frames.Watch)) == asked + 1
