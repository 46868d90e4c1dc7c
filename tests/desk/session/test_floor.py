"""The wall and what is asked of the floor, on a core that is fed by hand."""

import msgspec

from console.core.floor import acting
from console.core.metrics.wall import Alarm, Wall
from console.core.wire import frames
from console.desk.session import effects as fx
from console.desk.session import news as nw
from tests.desk.session.bench import ME, Bench, row

ASK = frames.Act("act-1", msgspec.Raw(msgspec.json.encode(acting.Overflow("main"))))


def again(bench: Bench) -> None:
    """A new socket of the same stream."""
    bench.pass_time(10_000)
    bench.core.connected(bench.moment)
    limits = frames.Limits(65_536, 16_384, 20, 40, 64, 15_000)
    bench.hear(frames.Hello(1, 1, "test", 0, 5_000, 65_536))
    bench.hear(frames.Welcome(ME, "x", "s1", bench.moment.wall, "acme", limits))
    bench.hear(frames.Delta("r.1", "r.9", (row(seq=9),)))


def test_a_wall_that_is_wanted_is_asked_for_on_every_socket() -> None:
    bench = Bench()
    bench.core.want_floor(60, bench.moment)
    bench.enter(row())
    bench.pass_time(1_000)
    assert bench.sent(frames.Floor) == [frames.Floor(window=60)]
    bench.lose()
    again(bench)
    bench.pass_time(1_000)
    assert bench.sent(frames.Floor) == [frames.Floor(window=60)] * 2
    bench.core.want_floor(None, bench.moment)
    bench.core.want_floor(None, bench.moment)
    bench.pass_time(1_000)
    assert bench.sent(frames.Floor)[2:] == [frames.Floor(on=False)]


def test_the_last_snapshot_is_kept_safe_and_only_of_the_window_that_is_wanted() -> None:
    bench = Bench()
    bench.enter(row())
    bench.core.want_floor(30, bench.moment)
    bench.hear(frames.WallTold(Wall(1, 1, window=5)))
    assert bench.core.floor.wall is None
    bench.hear(frames.WallTold(Wall(2, 2, alarms=(Alarm(1, "a", "help", "warn", 1, text="\x1b[31mred\nline"),))))
    wall = bench.core.floor.wall
    assert wall is not None
    assert "\x1b" not in wall.alarms[0].text
    assert [news.wall.n for news in bench.told(nw.Walled)] == [2]
    bench.lose()
    assert bench.core.floor.wall is wall, "however old"


def test_what_is_asked_has_its_answer_or_none_once_the_link_is_lost() -> None:
    bench = Bench()
    assert not bench.core.ask(ASK, bench.moment)
    bench.enter(row())
    assert bench.core.ask(ASK, bench.moment)
    bench.hear(frames.Result("act-1", "ok", data={"count": 13}))
    acted = [effect for effect in bench.done if isinstance(effect, fx.Acted)]
    assert [effect.result.data for effect in acted] == [{"count": 13}]
    assert bench.core.ask(msgspec.structs.replace(ASK, id="act-2"), bench.moment)
    bench.lose()
    lost = [effect for effect in bench.done if isinstance(effect, fx.Unanswered)]
    assert [(effect.id, effect.why) for effect in lost] == [("act-2", "")]
