"""A watched conversation that leaves the lists is asked for once more; found by the simulation."""

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
