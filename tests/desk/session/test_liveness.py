"""How soon a session notices that its link is not what it seems: silence, sleep, gaps, answers that never come."""

import asyncio
from pathlib import Path

import pytest

from console.core.conversation import commands as c
from console.core.conversation import events as ev
from console.core.floor.rows import Customer
from console.core.wire import frames
from console.desk.session import effects as fx
from console.desk.session import news as nw
from console.desk.session import shell
from console.desk.session.address import parse
from console.desk.session.link import Stage
from console.desk.session.moment import Moment
from console.desk.session.outbox_item import State
from console.desk.session.tokens import Credentials
from tests.desk.session.bench import HOUR, MINUTE, Bench, row


def record(seq: int) -> ev.Record:
    return ev.Record("c1", seq, seq, 1, "customer", ev.CustomerSaid(), seq, {"text": f"line {seq}"})


# silence


@pytest.mark.parametrize("rtt", [0, 40, 9_000])
@pytest.mark.parametrize("late", [0, 200])
def test_a_half_open_link_is_noticed_within_25_seconds_wherever_it_breaks(rtt: int, late: int) -> None:
    """`late`: how much later than asked for the timer comes."""
    for broken_after in range(0, 15_000, 1_490):
        bench = Bench()
        bench.enter(row())
        bench.pass_time(rtt)
        bench.hear(frames.Pong(1, bench.moment.wall))
        last = bench.moment.mono
        end = last + broken_after
        while bench.moment.mono < end:
            bench.pass_time(min(1_000, end - bench.moment.mono))
        bench.hear(frames.Typing("c1", True, "customer"))
        broken = bench.moment.mono
        while bench.core.link.live:
            due = bench.core.next_at(bench.moment)
            assert due is not None
            bench.pass_time(min(1_000, max(5, due - bench.moment.mono)) + late)
        assert bench.moment.mono - broken <= 25_000
        assert bench.moment.mono - broken >= 9_000, "nor does a short silence end it"
        assert bench.core.link.view.since <= bench.moment.wall - (bench.moment.mono - broken), "as old as what is shown"


def test_an_answer_that_does_not_come_is_told_after_two_seconds_and_asked_after_at_once() -> None:
    bench = Bench()
    bench.enter(row())
    bench.pass_time(0)
    bench.hear(frames.Pong(1, bench.moment.wall))
    bench.pass_time(5_000)
    assert bench.core.link.view.silent_since == 0, "nothing was asked: silence is no sign"
    asked = bench.moment.wall
    bench.submit(c.Say("hello"))
    due = bench.core.next_at(bench.moment)
    assert due is not None
    assert due - bench.moment.mono <= 2_000
    pings = len(bench.sent(frames.Ping))
    bench.pass_time(2_000)
    assert bench.core.link.view.silent_since == asked
    assert len(bench.sent(frames.Ping)) == pings + 1, "who misses an answer asks whether anybody is there"
    bench.hear(frames.Typing("c1", True, "customer"))
    assert bench.core.link.view.silent_since == 0, "whatever comes ends the silence"
    assert bench.core.link.live


def test_a_command_that_nobody_answers_ends_the_link_within_13_seconds() -> None:
    bench = Bench()
    bench.enter(row())
    bench.pass_time(0)
    bench.hear(frames.Pong(1, bench.moment.wall))
    bench.pass_time(1_000)
    bench.submit(c.Say("hello"))
    said = bench.moment.mono
    while bench.core.link.live:
        bench.pass_time(500)
    assert 10_000 <= bench.moment.mono - said <= 13_000


def test_the_last_silence_of_a_link_that_was_quiet_counts_from_its_last_frame() -> None:
    bench = Bench()
    bench.enter(row())
    bench.pass_time(100)
    bench.hear(frames.Pong(1, bench.moment.wall))
    heard = bench.moment.wall
    while bench.core.link.live:
        bench.pass_time(500)
    assert bench.core.link.view.since == heard
    assert bench.core.link.view.retry_at > bench.moment.wall


def test_an_attempt_is_told_while_it_is_made_and_its_countdown_before() -> None:
    bench = Bench()
    bench.enter(row())
    bench.lose()
    assert (bench.core.link.view.is_trying, bench.core.link.view.retry_at > bench.moment.wall) == (False, True)
    bench.pass_time(10_500)
    assert bench.core.link.view.is_trying
    assert bench.core.link.view.why, "why it went is still said"
    bench.core.link.failed("nothing there", bench.moment)
    assert not bench.core.link.view.is_trying
    assert bench.core.link.view.why == "nothing there"
    assert bench.core.link.view.since == bench.told(nw.Linked)[-1].view.since


@pytest.mark.parametrize("stage", [Stage.TOKEN, Stage.CONNECTING])
def test_a_token_or_a_socket_that_never_comes_is_not_waited_for_for_ever(stage: Stage) -> None:
    bench = Bench()
    if stage is Stage.TOKEN:
        bench.core.link.token = ""
        bench.core.link.failed("x", bench.moment)
        bench.pass_time(2_000)
    assert bench.core.link.stage is stage
    for _ in range(61):
        bench.pass_time(1_000)
    assert bench.core.link.stage in (Stage.WAITING, stage)
    assert any(news.view.retry_at for news in bench.told(nw.Linked)[1:])


# sleep


def test_sixteen_hours_of_sleep_lose_and_double_nothing() -> None:
    bench = Bench()
    bench.enter(row(seq=2))
    bench.core.watch("c1", bench.moment)
    bench.hear(frames.Watched("c1", 2, Customer("v")), frames.Events("c1", (record(1), record(2))))
    flying = bench.submit(c.Reply("as the lid closed"))
    bench.pass_time(900, asleep=16 * HOUR)
    assert not bench.core.link.live, "with the first tick after waking"
    assert bench.moment.wall - bench.core.link.view.since >= 16 * HOUR
    bench.pass_time(1_000)
    assert bench.core.link.stage in (Stage.TOKEN, Stage.CONNECTING)
    bench.core.give_token("fresh", bench.moment.wall + 15 * MINUTE, bench.moment)
    before = len(bench.sent(frames.Sync))
    bench.core.connected(bench.moment)
    bench.hear(frames.Hello(1, 1, "test", bench.moment.wall, 5_000, 65_536))
    limits = frames.Limits(65_536, 16_384, 20, 40, 64, 15_000)
    bench.hear(frames.Welcome(nw.Member("u1", "Maya"), "x", "s1", bench.moment.wall, "acme", limits))
    assert bench.sent(frames.Sync)[before:] == [frames.Sync("s1", "r.1", changes=True)]
    bench.hear(frames.Snapshot((row(seq=5),), 0, True, "r.900"))
    assert bench.sent(frames.Watch)[-1] == frames.Watch("c1", 2)
    # The first lines come once more, as from a backend that does not trust `have`, and one of them twice.
    records = tuple(record(seq) for seq in range(1, 6))
    bench.hear(frames.Watched("c1", 5, Customer("v")), frames.Events("c1", records), frames.Events("c1", records[3:]))
    turns = bench.core.replica.transcripts["c1"].turns
    assert [turn.text for turn in turns] == [f"line {seq}" for seq in range(1, 6)]
    assert bench.core.watches.complete("c1")
    assert [ask.id for ask in bench.sent(frames.Ask)] == [flying.wire]
    bench.hear(frames.Result(flying.wire, "retry", "not_seen", conv="c1"))
    assert (bench.item(flying.id).state, bench.item(flying.id).code) == (State.HELD, "long_offline")


async def test_a_waking_machine_is_noticed_within_two_seconds(tmp_path: Path) -> None:
    """The timer that was set before the sleep has at most a second left: the loop's clock stood still meanwhile."""
    moment = Moment(10_000_000, 1_000, 1_000)
    options = shell.Options(address=parse("ws://127.0.0.1:1"), user="maya", credentials=Credentials("x"))
    session = shell.Session(options, lambda news: None, clocks=lambda: moment)
    session.core.give_token("access", 10**15, moment)
    session.core.start(moment)
    session.core.connected(moment)
    session._do()
    try:
        assert session._timer is not None
        assert session._timer.when() - asyncio.get_running_loop().time() <= 1.1
    finally:
        await session.close()


# gaps


def test_a_position_that_differs_on_a_living_link_is_a_gap_and_counted() -> None:
    bench = Bench()
    bench.enter(row(), pos="r.1")
    bench.pass_time(10)
    bench.hear(frames.Pong(1, bench.moment.wall, "r.1"))
    assert bench.core.gaps == 0
    assert bench.core.link.live
    for _ in range(16):
        bench.pass_time(1_000)
    syncs = len(bench.sent(frames.Sync))
    bench.hear(frames.Pong(2, bench.moment.wall, "r.5"))
    assert bench.core.gaps == 1
    assert bench.sent(frames.Sync)[syncs:] == [frames.Sync("s1", "", changes=True)]
    assert bench.core.link.view.phase is nw.Phase.CATCHING_UP
    bench.hear(frames.Pong(2, bench.moment.wall, "r.5"), frames.Snapshot((row(seq=9),), 0, True, "r.5"))
    assert bench.core.link.live
    assert bench.core.gaps == 1, "one gap, however often it is told meanwhile"


def test_a_position_that_is_not_told_compares_to_nothing() -> None:
    bench = Bench()
    bench.enter(row(), pos="r.1")
    bench.hear(frames.Pong(1, bench.moment.wall))
    assert bench.core.gaps == 0


def test_an_answer_of_many_deltas_is_current_only_after_the_last() -> None:
    bench = Bench()
    bench.enter(row())
    bench.lose()
    bench.pass_time(10_500)
    bench.core.connected(bench.moment)
    bench.hear(frames.Hello(1, 1, "test", bench.moment.wall, 5_000, 65_536))
    limits = frames.Limits(65_536, 16_384, 20, 40, 64, 15_000)
    bench.hear(frames.Welcome(nw.Member("u1", "Maya"), "x", "s1", bench.moment.wall, "acme", limits))
    bench.hear(frames.Delta("r.1", "r.2", (row(seq=6),), more=True))
    assert not bench.core.link.live
    bench.hear(frames.Delta("r.2", "r.3", (row("c2"),)))
    assert bench.core.link.live
    assert {conv: one.seq for conv, one in bench.core.replica.rows.items()} == {"c1": 6, "c2": 5}
    assert [news.up[0].conv for news in bench.told(nw.SomeRows)] == ["c1", "c2"]


def test_a_sync_without_an_answer_is_asked_for_again_whole_each_time_later() -> None:
    bench = Bench()
    bench.enter(row())
    bench.hear(frames.Resync("test"))
    syncs = len(bench.sent(frames.Sync))
    times = []
    for second in range(1, 40):
        bench.hear(frames.Typing("c1", True, "customer"), frames.Pong(bench.core.link.heart._n, 0))
        bench.pass_time(1_000)
        if len(bench.sent(frames.Sync)) > syncs:
            syncs = len(bench.sent(frames.Sync))
            times.append(second)
    assert times == [6, 17, 38], "a slow link gets its time"
    assert bench.sent(frames.Sync)[-1] == frames.Sync("s1", "", changes=True)
    bench.hear(frames.Snapshot((row(seq=9),), 0, True, "r.9"))
    assert bench.core.link.live


def test_a_transcript_that_does_not_get_on_is_asked_for_once_and_then_whole() -> None:
    bench = Bench()
    bench.enter(row(seq=4))
    bench.core.watch("c1", bench.moment)
    bench.hear(frames.Watched("c1", 4, Customer("v")), frames.Events("c1", (record(1), record(2))))
    for _ in range(20):
        bench.hear(frames.Pong(bench.core.link.heart._n, 0))
        bench.pass_time(1_000)
        if bench.sent(frames.Watch)[-1].have == 2 and len(bench.sent(frames.Watch)) == 2:
            bench.hear(frames.Watched("c1", 4, Customer("v")))
    haves = [watch.have for watch in bench.sent(frames.Watch)]
    assert haves[:3] == [0, 2, 0]
    bench.hear(frames.Watched("c1", 4, Customer("v")), frames.Events("c1", tuple(map(record, range(1, 5)))))
    assert bench.core.watches.complete("c1")


# what was asked and told


def test_a_search_that_the_link_took_with_it_ends_at_once() -> None:
    bench = Bench()
    bench.enter(row())
    assert bench.core.ask(frames.Find("find-1", "refund"), bench.moment)
    assert bench.core.ask(frames.ListArticles("list-1"), bench.moment)
    bench.hear(frames.Articles("list-1"))
    effects = bench.lose()
    assert [effect for effect in effects if isinstance(effect, fx.Unanswered)] == [fx.Unanswered("find-1", "")]


def test_a_search_that_the_backend_cannot_do_ends_with_its_reason() -> None:
    bench = Bench()
    bench.enter(row())
    bench.core.ask(frames.Find("find-1", "refund"), bench.moment)
    effects = bench.hear(frames.Problem("brand_new", "The index\x1b is rebuilt.", id="find-1"))
    (effect,) = (effect for effect in effects if isinstance(effect, fx.Unanswered))
    assert effect.why == "The index␛ is rebuilt."
    assert not any(isinstance(effect, fx.Unanswered) for effect in bench.lose())


def test_read_marks_are_told_again_on_every_socket_but_not_in_another_stream() -> None:
    bench = Bench()
    bench.enter(row())
    bench.core.wish(frames.Read("c1", 4), bench.moment)
    bench.core.wish(frames.Read("c1", 7), bench.moment)
    assert bench.collect()
    bench.come_back(row())
    assert bench.sent(frames.Read) == [frames.Read("c1", 4), frames.Read("c1", 7), frames.Read("c1", 7)]
    bench.come_back(row(), stream="s2")
    assert len(bench.sent(frames.Read)) == 3
