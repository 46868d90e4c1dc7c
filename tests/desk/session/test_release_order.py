"""What a person releases goes, in whatever order she releases it; found by the simulation."""

from console.core.conversation import commands as c
from console.core.wire import frames
from console.desk.session.outbox_item import State
from tests.desk.session.bench import MINUTE, Bench, result, row


def test_what_waited_for_a_held_command_does_not_wait_before_it_for_ever() -> None:
    bench = Bench()
    bench.enter(row(owner=""))
    bench.lose()
    bench.pass_time(1_000, asleep=11 * MINUTE)
    take, reply = bench.submit(c.Take()), bench.submit(c.Reply("hello"))
    bench.enter(row(owner=""))
    assert {bench.item(one.id).state for one in (take, reply)} == {State.HELD}
    bench.core.release(reply.id, bench.moment)
    bench.core.release(take.id, bench.moment)
    bench.collect()
    first = bench.sent(frames.Cmd)[-1]
    assert (first.id, first.epoch) == (reply.id, 3)
    bench.hear(result(reply, "refused", "unowned"))
    assert bench.sent(frames.Cmd)[-1].id == take.id
    bench.hear(result(take, epoch=4))
    assert bench.item(take.id).state is State.SENT


def test_what_is_released_behind_what_it_waits_for_still_waits() -> None:
    bench = Bench()
    bench.enter(row(owner=""))
    bench.lose()
    bench.pass_time(1_000, asleep=11 * MINUTE)
    take, reply = bench.submit(c.Take()), bench.submit(c.Reply("hello"))
    bench.enter(row(owner=""))
    bench.core.release(take.id, bench.moment)
    bench.core.release(reply.id, bench.moment)
    bench.collect()
    assert bench.sent(frames.Cmd)[-1].id == take.id
    bench.hear(result(take, epoch=4))
    last = bench.sent(frames.Cmd)[-1]
    assert (last.id, last.epoch) == (reply.id, 4)
