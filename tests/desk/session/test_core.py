"""The session's rules one by one, on a core that is fed by hand."""

import msgspec
import pytest

from console.core.conversation import commands as c
from console.core.conversation import events as ev
from console.core.floor.rows import Customer, Member, Row
from console.core.text.safe import safe_text
from console.core.wire import frames
from console.core.wire.limits import PROTOCOL, Close
from console.desk.session import effects as fx
from console.desk.session import news as nw
from console.desk.session.backoff import Backoff
from console.desk.session.core import SessionCore
from console.desk.session.link import Stage
from console.desk.session.moment import Moment
from console.desk.session.outbox_item import Item, State
from console.desk.session.sending import UnsendableError
from tests.desk.session.bench import HOUR, ME, MINUTE, Bench, result, row

# coming in, and resuming


def test_a_first_link_introduces_itself_and_takes_the_snapshot() -> None:
    bench = Bench()
    bench.enter(row())
    auth = bench.sent(frames.Auth)[0]
    assert (auth.token, auth.device, auth.proto) == ("access", "device", PROTOCOL)
    assert bench.sent(frames.Sync) == [frames.Sync("s1", "", changes=True)]
    assert bench.core.link.live
    assert bench.core.replica.rows == {"c1": row()}
    assert [news.view.phase for news in bench.told(nw.Linked)][-1] is nw.Phase.LIVE


def test_a_resume_asks_from_the_position_and_takes_one_delta() -> None:
    bench = Bench()
    bench.enter(row())
    bench.lose()
    bench.pass_time(10_000)
    bench.core.connected(bench.moment)
    limits = frames.Limits(65_536, 16_384, 20, 40, 64, 15_000)
    bench.hear(frames.Hello(1, 1, "test", 0, 5_000, 65_536))
    bench.hear(frames.Welcome(ME, "x", "s1", bench.moment.wall, "acme", limits))
    assert bench.sent(frames.Sync)[-1] == frames.Sync("s1", "r.1", changes=True)
    assert not bench.core.link.live
    bench.hear(frames.Delta("r.1", "r.9", (row(seq=9),)))
    assert bench.core.link.live
    assert bench.core.replica.rows["c1"].seq == 9


def test_a_delta_that_does_not_fit_is_not_applied_and_everything_is_asked_for() -> None:
    bench = Bench()
    bench.enter(row())
    bench.hear(frames.Delta("r.5", "r.6", (row(seq=9),)))
    assert bench.core.replica.rows["c1"].seq == 5
    assert bench.sent(frames.Sync)[-1] == frames.Sync("s1", "", changes=True)
    assert not bench.core.link.live
    bench.hear(frames.Delta("r.6", "r.7", (row(seq=10),)))
    assert bench.core.replica.rows["c1"].seq == 5, "nothing partial while the snapshot is on its way"
    bench.hear(frames.Snapshot((row(seq=10),), 0, True, "r.7"))
    assert bench.core.link.live
    assert bench.core.replica.rows["c1"].seq == 10


def test_rows_that_are_behind_make_no_live_console() -> None:
    bench = Bench()
    bench.enter(row())
    bench.hear(frames.Resync("test"))
    bench.hear(frames.Snapshot((row(seq=9),), 0, True, "r.7", more=True))
    assert not bench.core.link.live, "what waits to be sent is not held against rows of a moment ago"
    bench.hear(frames.Delta("r.7", "r.8", (row(seq=10),), more=True))
    assert not bench.core.link.live
    bench.hear(frames.Delta("r.8", "r.9", (row(seq=11),)))
    assert bench.core.link.live
    assert bench.core.replica.rows["c1"].seq == 11


def test_snapshot_pages_out_of_order_begin_again() -> None:
    bench = Bench()
    bench.enter(row())
    bench.hear(frames.Resync("test"))
    syncs = len(bench.sent(frames.Sync))
    bench.hear(frames.Snapshot((row("c2"),), 1, True, "r.9"))
    assert len(bench.sent(frames.Sync)) == syncs, "the rest of a snapshot that was given up"
    bench.hear(frames.Snapshot((row("c2"),), 0), frames.Snapshot((row("c4"),), 2, True, "r.9"))
    assert len(bench.sent(frames.Sync)) == syncs + 1
    assert bench.core.replica.rows == {"c1": row()}


def test_another_stream_makes_everything_stale() -> None:
    bench = Bench()
    bench.enter(row())
    bench.core.watch("c1", bench.moment)
    bench.hear(frames.Watched("c1", 1, Customer("v")), frames.Events("c1", (record(1),)))
    bench.lose()
    item = bench.submit(c.Note("kept"))
    bench.pass_time(10_000)
    bench.enter(row(), stream="s2", pos="z.1")
    assert bench.sent(frames.Sync)[-1] == frames.Sync("s2", "", changes=True)
    assert bench.sent(frames.Watch)[-1] == frames.Watch("c1", 0)
    assert (bench.item(item.id).state, bench.item(item.id).code) == (State.HELD, "new_stream")


def record(seq: int, text: str = "hi") -> ev.Record:
    return ev.Record("c1", seq, seq, 1, "customer", ev.CustomerSaid(), seq, {"text": text})


def test_a_watch_resumes_from_what_it_has_and_a_hole_is_asked_for() -> None:
    bench = Bench()
    bench.enter(row())
    bench.core.watch("c1", bench.moment)
    bench.collect()
    assert bench.sent(frames.Watch) == [frames.Watch("c1", 0)]
    bench.hear(frames.Watched("c1", 2, Customer("v")), frames.Events("c1", (record(1), record(2))))
    assert bench.core.watches.complete("c1")
    bench.hear(frames.Events("c1", (record(4),)))
    assert bench.core.replica.transcripts["c1"].have == 2
    assert bench.sent(frames.Watch)[-1] == frames.Watch("c1", 2)
    bench.hear(frames.Watched("c1", 4, Customer("v")), frames.Events("c1", (record(3), record(4))))
    assert bench.core.watches.complete("c1")
    bench.come_back(row())
    assert bench.sent(frames.Watch)[-1] == frames.Watch("c1", 4)


def test_a_transcript_behind_its_row_is_asked_for_again() -> None:
    bench = Bench()
    bench.enter(row())
    bench.core.watch("c1", bench.moment)
    bench.hear(frames.Watched("c1", 2, Customer("v")), frames.Events("c1", (record(1), record(2))))
    asked = len(bench.sent(frames.Watch))
    for _ in range(5):
        bench.pass_time(1_000)
    assert len(bench.sent(frames.Watch)) > asked


def test_the_bots_running_text_survives_a_new_watch_and_is_safe_across_pieces() -> None:
    bench = Bench()
    bench.enter(row())
    bench.core.watch("c1", bench.moment)
    started = ev.Record("c1", 1, 1, 1, "bot", ev.BotTurnStarted("t1", 0), 1)
    bench.hear(frames.Watched("c1", 1, Customer("v"), partial="So \x1b[31mfar", partial_turn="t1", partial_n=2))
    bench.hear(frames.Events("c1", (started,)), frames.Chunk("c1", "t1", 2, "old"), frames.Chunk("c1", "t1", 3, ", so"))
    text = bench.core.replica.transcripts["c1"].turns[0].text
    assert text.startswith("So ")
    assert text.endswith("far, so")
    assert "\x1b" not in text
    bench.hear(*(frames.Chunk("c1", "t1", n, "x" * 1_500) for n in (4, 5, 6)))
    text = bench.core.replica.transcripts["c1"].turns[0].text
    assert safe_text(text) == text, "three safe pieces would make one line without end"


def test_only_as_many_conversations_are_watched_as_allowed() -> None:
    bench = Bench()
    bench.enter(row(), limits=frames.Limits(65_536, 16_384, 20, 40, 2, 15_000))
    for conv in ("a", "b", "c"):
        bench.core.watch(conv, bench.moment)
    bench.collect()
    assert bench.sent(frames.Unwatch) == [frames.Unwatch("a")]
    bench.core.unwatch("c", bench.moment)
    bench.collect()
    assert bench.sent(frames.Watch)[-1] == frames.Watch("a", 0)


# commands


def test_a_command_is_durable_before_it_is_told_and_told_before_it_is_sent() -> None:
    bench = Bench()
    bench.enter(row("c1"), row("c2"))
    first = bench.submit(c.Reply("one"))
    assert first.state is State.IN_FLIGHT
    assert first.written, "prepared as in flight, so that one flush is enough"
    second = bench.submit(c.Reply("two"))
    other = bench.submit(c.Reply("elsewhere"), conv="c2")
    assert second.state is State.QUEUED
    assert other.state is State.IN_FLIGHT, "side by side across conversations"
    effects = bench.hear(result(first, epoch=3, seq=8))
    kinds = [type(effect).__name__ for effect in effects]
    assert kinds.index("Keep") < kinds.index("Tell")
    in_flight = next(i for i, e in enumerate(effects) if isinstance(e, fx.Keep) and any(s.written for s in e.save))
    assert in_flight < kinds.index("Send")
    assert bench.item(first.id).state is State.SENT
    assert bench.item(first.id).seq == 8
    kept = [item for effect in effects if isinstance(effect, fx.Keep) for item in effect.save if item.id == first.id]
    assert [item.state for item in kept] == [State.SENT], "kept for a day, to be asked for after a restore"


def test_typing_during_the_claim_waits_for_it_and_gets_its_epoch() -> None:
    bench = Bench()
    bench.enter(row(owner="bot"))
    take = bench.submit(c.Take(), epoch=3)
    reply = bench.submit(c.Reply("hello"), epoch=3)
    assert reply.epoch is None
    assert [cmd.id for cmd in bench.sent(frames.Cmd)] == [take.id]
    bench.hear(result(take, epoch=4, owner="u1"))
    assert bench.sent(frames.Cmd)[-1].id == reply.id
    assert bench.sent(frames.Cmd)[-1].epoch == 4


@pytest.mark.parametrize("painted", [None, 3, 4])
def test_a_reply_before_the_row_of_my_own_take_has_come_is_meant_under_the_take(painted: int | None) -> None:
    bench = Bench()
    bench.enter(row(owner=""))
    bench.hear(result(bench.submit(c.Take(), epoch=3), epoch=4))
    assert bench.core.replica.rows["c1"].epoch == 3
    bench.submit(c.Reply("hello"), epoch=painted)
    assert bench.sent(frames.Cmd)[-1].epoch == 4


def test_a_stale_epoch_that_is_not_my_own_doing_is_sent_as_painted() -> None:
    bench = Bench()
    bench.enter(row(epoch=9))
    bench.submit(c.Reply("hello"), epoch=7)
    assert bench.sent(frames.Cmd)[-1].epoch == 7


def test_what_waited_for_a_lost_claim_is_refused_and_kept() -> None:
    bench = Bench()
    bench.enter(row(owner=""))
    take = bench.submit(c.Take())
    reply = bench.submit(c.Reply("hello"))
    note = bench.submit(c.Note("for the file"))
    bench.hear(result(take, "refused", "taken", owner="u9", owner_name="Lena", epoch=4))
    assert (bench.item(reply.id).state, bench.item(reply.id).code) == (State.REFUSED, "claim_lost")
    assert bench.item(reply.id).data["owner_name"] == "Lena"
    assert bench.sent(frames.Cmd)[-1].id == note.id, "a note needs no claim"
    bench.core.discard(reply.id, bench.moment)
    assert bench.core.outbox.get(reply.id) is None


def test_a_take_that_only_the_bots_retreat_refused_is_issued_once_more() -> None:
    bench = Bench()
    bench.enter(row(owner="bot"))
    take = bench.submit(c.Take(), epoch=3)
    bench.hear(result(take, "refused", "stale_epoch", epoch=4, owner=""))
    anew = bench.sent(frames.Cmd)[-1]
    assert anew.id != take.id
    assert anew.epoch == 4
    assert bench.item(take.id).state is State.IN_FLIGHT
    bench.hear(frames.Result(anew.id, "refused", "stale_epoch", epoch=5))
    assert bench.item(take.id).state is State.REFUSED, "once"


@pytest.mark.parametrize(("then", "now"), [("bot", "u9"), ("", ""), ("u9", "")])
def test_a_take_never_goes_over_a_person(then: str, now: str) -> None:
    bench = Bench()
    bench.enter(row(owner=then))
    take = bench.submit(c.Take(), epoch=3)
    bench.hear(result(take, "refused", "stale_epoch", epoch=4, owner=now))
    assert bench.item(take.id).state is State.REFUSED
    assert len(bench.sent(frames.Cmd)) == 1


def test_a_retry_backs_off_and_keeps_its_id() -> None:
    bench = Bench()
    bench.enter(row())
    item = bench.submit(c.Reply("hello"))
    bench.hear(result(item, "retry", "busy", retry_ms=1_000))
    assert bench.item(item.id).state is State.QUEUED
    bench.pass_time(900)
    assert len(bench.sent(frames.Cmd)) == 1
    bench.pass_time(5_000)
    assert [cmd.id for cmd in bench.sent(frames.Cmd)] == [item.id, item.id]


def test_a_result_that_never_comes_is_asked_for() -> None:
    bench = Bench()
    bench.enter(row())
    item = bench.submit(c.Reply("hello"))
    for _ in range(5):
        bench.hear(frames.Pong(1, 0))
        bench.pass_time(2_100)
    assert bench.sent(frames.Ask) == [frames.Ask(item.id, "c1")]
    bench.hear(result(item, "retry", "not_seen"))
    bench.pass_time(40_000 // 8)
    assert len(bench.sent(frames.Cmd)) == 2


def test_after_a_drop_it_asks_first_and_sends_again_only_what_was_not_seen() -> None:
    bench = Bench()
    bench.enter(row("c1"), row("c2"))
    done, lost = bench.submit(c.Reply("done")), bench.submit(c.Reply("lost"), conv="c2")
    bench.come_back(row("c1"), row("c2"))
    assert len(bench.sent(frames.Cmd)) == 2
    assert {ask.id for ask in bench.sent(frames.Ask)} == {done.id, lost.id}
    bench.hear(result(done, epoch=3), result(lost, "retry", "not_seen"))
    assert bench.item(done.id).state is State.SENT
    assert [cmd.id for cmd in bench.sent(frames.Cmd)][2:] == [lost.id]


def test_after_a_restart_what_was_in_flight_is_asked_for() -> None:
    first = Bench()
    first.enter(row())
    item = first.submit(c.Reply("hello"))
    later = Bench((item,))
    later.enter(row())
    assert later.sent(frames.Ask) == [frames.Ask(item.id, "c1")]
    assert later.sent(frames.Cmd) == []
    later.hear(result(item, epoch=3, seq=9))
    assert later.item(item.id).state is State.SENT


SHIFTS = [
    (row(unanswered=1, since=900), "customer_wrote"),
    (row(epoch=4, owner="u9"), "owner_changed"),
    (None, "gone"),
    (row(seq=7), ""),
    (row(epoch=2, seq=4, owner="bot"), ""),
]


@pytest.mark.parametrize(("there", "code"), SHIFTS)
@pytest.mark.parametrize("written", [False, True])
def test_a_reply_goes_by_itself_only_onto_the_ground_it_was_written_for(
    there: Row | None, code: str, written: bool
) -> None:
    bench = Bench()
    bench.enter(row())
    if written:
        item = bench.submit(c.Reply("hello"))
    bench.lose()
    if not written:
        item = bench.submit(c.Reply("hello"))
    bench.pass_time(20_000)
    bench.enter(*([there] if there else []))
    if written:
        assert bench.item(item.id).state is State.IN_FLIGHT
        bench.hear(result(item, "retry", "not_seen"))
    state = bench.item(item.id)
    if code:
        assert (state.state, state.code) == (State.HELD, code)
        assert state.message
    else:
        assert state.state is State.IN_FLIGHT


def test_more_than_ten_minutes_offline_holds_what_could_surprise_a_customer() -> None:
    bench = Bench()
    bench.enter(row())
    bench.lose()
    bench.pass_time(1_000, asleep=11 * MINUTE)
    reply, note = bench.submit(c.Reply("hello")), bench.submit(c.Note("note"))
    bench.enter(row())
    assert bench.item(reply.id).code == "long_offline"
    assert [cmd.id for cmd in bench.sent(frames.Cmd)] == [note.id]
    bench.core.release(reply.id, bench.moment)
    bench.collect()
    bench.hear(result(note))
    assert [cmd.id for cmd in bench.sent(frames.Cmd)] == [note.id, reply.id]


def test_a_long_absence_is_forgotten_once_the_link_was_back() -> None:
    bench = Bench()
    bench.enter(row())
    bench.lose()
    bench.pass_time(1_000, asleep=HOUR)
    bench.enter(row())
    item = bench.submit(c.Reply("hello"))
    for _ in range(6):
        bench.hear(frames.Pong(1, 0))
        bench.pass_time(2_000)
    bench.hear(result(item, "retry", "not_seen"))
    assert bench.item(item.id).state is State.QUEUED


def test_a_released_reply_takes_the_ground_as_it_stands_under_the_same_id() -> None:
    bench = Bench()
    bench.enter(row())
    item = bench.submit(c.Reply("hello"))
    bench.come_back(row(epoch=5))
    bench.hear(result(item, "retry", "not_seen"))
    assert bench.item(item.id).code == "owner_changed"
    bench.core.release(item.id, bench.moment)
    bench.collect()
    again = bench.sent(frames.Cmd)[-1]
    assert (again.id, again.epoch) == (item.id, 5)
    # The first one arrived after all: the backend has it under the old epoch.
    asked = len(bench.sent(frames.Ask))
    bench.hear(result(item, "refused", "mismatch"))
    assert bench.item(item.id).state is State.IN_FLIGHT, "it was done, and the ask will say so"
    assert len(bench.sent(frames.Ask)) == asked + 1
    bench.hear(result(item, epoch=4, seq=7))
    assert bench.item(item.id).state is State.SENT


def test_a_day_old_command_expires_only_if_no_socket_ever_had_it() -> None:
    never = Item("id-never", "c1", c.Reply("a"), 0, 1, "id-never", epoch=3, decided_at=1)
    written = Item("id-written", "c2", c.Reply("b"), 0, 2, "id-written", State.IN_FLIGHT, 3, written=True, decided_at=1)
    bench = Bench()
    now = Moment(25 * HOUR, 1_000, 1_000)
    bench.core = SessionCore(fresh=lambda: "x", chance=lambda: 0.5, client="t")
    bench.core.load("d", (never, written))
    bench.core.start(now)
    bench.collect()
    # The disk of its earlier life may have been too full to keep that it was written: the backend is asked first.
    assert bench.item("id-never").state is State.QUEUED
    bench.moment = now
    bench.core.retry_now(now)
    bench.enter(row("c1"), row("c2"))
    assert {ask.id for ask in bench.sent(frames.Ask)} == {"id-never", "id-written"}
    bench.hear(result(never, "retry", "not_seen"))
    assert bench.item("id-never").state is State.EXPIRED
    assert bench.item("id-written").state is State.IN_FLIGHT
    assert not bench.sent(frames.Cmd)
    assert any(item.id == "id-never" for e in bench.done if isinstance(e, fx.Keep) for item in e.save)


def test_what_a_full_disk_could_not_mark_as_written_is_asked_for() -> None:
    # Found by the simulation: the next life held it as unsent, while the backend had it.
    kept = Item("id-1", "c1", c.Reply("hello"), 9_000_000, 1, "id-1", epoch=3, decided_at=9_000_000)
    bench = Bench((kept,))
    bench.enter(row(unanswered=1))
    assert [ask.id for ask in bench.sent(frames.Ask)] == ["id-1"]
    assert not bench.sent(frames.Cmd)
    bench.hear(result(kept, epoch=3))
    assert bench.item("id-1").state is State.SENT


def test_unsendable_text_is_refused_before_anything_is_issued() -> None:
    bench = Bench()
    bench.enter(row())
    for text, code in (("x" * 20_000, "too_long"), ("half \ud800", "not_text")):
        with pytest.raises(UnsendableError) as caught:
            bench.core.prepare("c1", c.Reply(text), 3, bench.moment)
        assert caught.value.code == code
    assert bench.core.outbox.items() == []


def test_an_erased_persons_unsent_text_goes() -> None:
    bench = Bench()
    bench.enter(row())
    bench.core.watch("c1", bench.moment)
    bench.hear(frames.Watched("c1", 1, Customer("v")))
    item = bench.submit(c.Take())
    reply = bench.submit(c.Reply("secret"))
    bench.hear(result(item, "refused", "taken"))
    effects = bench.hear(frames.Events("c1", (ev.Record("c1", 1, 1, 1, "system", ev.Erased(), 1),)))
    assert bench.core.outbox.get(reply.id) is None
    assert fx.EraseDrafts("c1") in effects


def test_a_burst_stays_within_the_backends_rate_and_in_order() -> None:
    bench = Bench()
    bench.enter(row(), limits=frames.Limits(65_536, 16_384, 10, 10, 64, 15_000))
    for n in range(30):
        bench.core.watch(f"w{n}", bench.moment)
    before = len(bench.sent(frames.Watch))
    bench.collect()
    assert before <= 10
    bench.pass_time(500)
    assert len(bench.sent(frames.Watch)) <= 16
    for _ in range(4):
        bench.pass_time(900)
    assert [watch.conv for watch in bench.sent(frames.Watch)] == [f"w{n}" for n in range(30)]


# the link


@pytest.mark.parametrize("code", [*Close, 1001, 1006, 1009, 4100, 4999])
def test_every_close_code_has_a_sentence_and_decides(code: int) -> None:
    bench = Bench()
    bench.enter(row())
    bench.pass_time(1_000)
    bench.lose(code)
    comes_back = code < 4500 and code != Close.KICKED
    if code == Close.DENIED:
        assert isinstance(bench.done[-1], fx.NeedToken), "its time may have run out: a new token is tried first"
        bench.core.give_token("fresh", 10**15, bench.moment)
        bench.core.connected(bench.moment)
        bench.hear(frames.Hello(1, 1, "test", bench.moment.wall, 5_000, 65_536))
        bench.lose(code)
        assert bench.told(nw.SignInWanted)
    view = bench.core.link.view
    assert view.phase is nw.Phase.OFFLINE
    assert view.why
    assert "session." not in view.why
    assert bool(view.retry_at) is comes_back
    assert bench.core.link.stage is (Stage.WAITING if comes_back else Stage.STOPPED)
    bench.pass_time(40_000)
    assert (bench.core.link.stage is Stage.STOPPED) is not comes_back


def test_a_refused_refresh_token_asks_for_a_sign_in_and_a_new_one_goes_on() -> None:
    bench = Bench()
    bench.enter(row())
    bench.lose(Close.AUTH_TIMEOUT)
    bench.pass_time(10_000)
    assert isinstance(bench.done[-1], fx.NeedToken)
    bench.core.link.token_failed("no", bench.moment, denied=True)
    bench.collect()
    assert bench.told(nw.SignInWanted) == [nw.SignInWanted("no")]
    assert not bench.core.retry_now(bench.moment)
    bench.core.sign_in(bench.moment)
    bench.core.give_token("new", 10**15, bench.moment)
    assert isinstance(bench.collect()[-1], fx.Connect)


def test_an_ageing_token_is_renewed_in_band() -> None:
    bench = Bench()
    bench.enter(row())
    for _ in range(13 * 6):
        bench.hear(frames.Pong(bench.core.link.heart._n, bench.moment.wall))
        bench.pass_time(10_000)
    assert any(isinstance(effect, fx.NeedToken) for effect in bench.done)
    bench.core.give_token("newer", bench.moment.wall + 15 * MINUTE, bench.moment)
    bench.collect()
    assert bench.sent(frames.Refresh) == [frames.Refresh("newer")]


def test_another_protocol_is_said_with_both_versions() -> None:
    bench = Bench()
    bench.core.connected(bench.moment)
    bench.hear(frames.Hello(7, 9, "warmline/9\x1b[2J", 0, 5_000, 65_536))
    why = bench.core.link.view.why
    assert "7 to 9" in why
    assert str(PROTOCOL) in why
    assert "\x1b" not in why
    assert bench.core.link.stage is Stage.STOPPED


def test_silence_is_noticed_within_25_seconds() -> None:
    bench = Bench()
    bench.enter(row())
    bench.pass_time(10)
    bench.hear(frames.Pong(1, bench.moment.wall))
    silent = 0
    while bench.core.link.live:
        bench.pass_time(500)
        silent += 500
    assert silent <= 25_500
    assert any(isinstance(effect, fx.Drop) for effect in bench.done)


def test_a_stopped_program_does_not_blame_the_link() -> None:
    bench = Bench()
    bench.enter(row())
    bench.pass_time(100)
    bench.pass_time(60_000)
    assert bench.core.link.live, "the answer may lie in the socket's buffer"
    bench.hear(frames.Pong(1, bench.moment.wall))
    assert bench.core.link.live


def test_waking_from_sleep_ends_the_socket_at_once() -> None:
    bench = Bench()
    bench.enter(row())
    bench.pass_time(1_000)
    bench.pass_time(1_000, asleep=11 * MINUTE)
    assert not bench.core.link.live
    item = bench.submit(c.Reply("as if nothing had been"))
    bench.pass_time(1_000)
    assert bench.core.link.stage is Stage.CONNECTING, "at once, not with the herd"
    bench.enter(row())
    assert bench.item(item.id).code == "long_offline", "asleep is away"


def test_the_goaways_spread_is_kept() -> None:
    bench = Bench(chance=0.5)
    bench.enter(row())
    bench.hear(frames.GoAway("restart", 2_000, 13_000))
    bench.lose(Close.RESTART)
    assert bench.core.link.view.retry_at - bench.moment.wall == 2_000 + 6_500


def test_backoff_is_spread_among_all_who_lost_it_and_forgets_after_a_stable_minute() -> None:
    most, least = Backoff(lambda: 1.0), Backoff(lambda: 0.0)
    assert [most.next() for _ in range(8)] == [10_000] * 5 + [16_000, 30_000, 30_000]
    assert [least.next() for _ in range(3)] == [500, 3_000, 3_000], "not before the backend can be there again"
    assert least.next(at_least=5_000) == 8_000, "as was told, and apart from the others who were told the same"
    most.lived(59_999)
    assert most.next() == 30_000
    most.lived(60_000)
    assert most.next() == 10_000


def test_backoff_of_one_alone_begins_at_once_and_is_jittered_up_to_the_cap() -> None:
    most = Backoff(lambda: 1.0)
    waits = [most.next(herd=False) for _ in range(8)]
    assert waits == [500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]
    assert Backoff(lambda: 0.0).next(herd=False, at_least=1_000) == 1_000


def test_a_failed_attempt_after_a_farewell_waits_as_in_a_herd() -> None:
    least = Backoff(lambda: 0.0)
    least.hinted(4_000, 13_000)
    assert [least.next(), least.next(herd=False, at_least=1_000)] == [4_000, 4_000]


def test_a_retry_by_hand_is_limited_to_one_a_second() -> None:
    bench = Bench()
    bench.enter(row())
    bench.lose()
    bench.pass_time(1)
    assert not bench.core.retry_now(bench.moment), "the first attempt was this instant"
    bench.pass_time(1_000)
    assert bench.core.link.stage is Stage.WAITING
    assert bench.core.retry_now(bench.moment)
    bench.core.link.failed("no", bench.moment)
    assert not bench.core.retry_now(bench.moment)
    bench.pass_time(999)
    assert not bench.core.retry_now(bench.moment)


def test_a_backend_that_takes_the_socket_and_says_nothing_is_left() -> None:
    bench = Bench()
    bench.core.connected(bench.moment)
    bench.pass_time(16_000)
    assert bench.core.link.stage is Stage.WAITING
    assert bench.core.link.view.why


@pytest.mark.parametrize(
    "junk", ["", "{", "[]", "null", '{"t":"delta"}', '{"t":"delta","prev":1}', "\x00", "[" * 5_000]
)
def test_junk_ends_the_socket_and_never_the_program(junk: str) -> None:
    bench = Bench()
    bench.enter(row())
    bench.core.frame(junk, bench.moment)
    assert bench.core.link.stage is Stage.WAITING
    assert bench.core.odd_frames == 1


def test_unknown_frames_are_ignored() -> None:
    bench = Bench()
    bench.enter(row())
    bench.core.frame('{"t":"weather","sun":true}', bench.moment)
    assert bench.core.link.live


def test_remote_strings_are_safe_before_anybody_hears_them() -> None:
    bench = Bench()
    evil = "a\x1b]0;x\x07\u202eb"
    bench.enter(msgspec.structs.replace(row(), name=evil, owner_name=evil))
    bench.hear(frames.Notice("warned", "c1", {"name": evil}))
    bench.hear(frames.Presence((Member("u9", evil),)))
    bench.hear(frames.Typing("c1", True, evil))
    item = bench.submit(c.Reply("x"))
    bench.hear(result(item, "refused", "brand_new", message=evil, owner_name=evil, data={"x": evil}))
    everything = repr(bench.told(nw.Notified) + bench.told(nw.Team) + bench.told(nw.Typists) + bench.told(nw.Moved))
    everything += repr(bench.core.replica.rows)
    assert "\\x1b" not in everything
    assert "\\u202e" not in everything
    assert bench.item(item.id).message, "an unknown code shows what the backend sent"


def test_typing_ends_by_itself_and_mine_is_not_told_too_often() -> None:
    bench = Bench()
    bench.enter(row())
    bench.hear(frames.Typing("c1", True, "customer"))
    bench.pass_time(6_100)
    assert [news.who for news in bench.told(nw.Typists)] == [("customer",), ()]
    for _ in range(5):
        bench.core.wish(frames.Typing("c1"), bench.moment)
    bench.collect()
    assert len(bench.sent(frames.Typing)) == 1


def test_what_was_read_and_looked_at_offline_is_told_on_return() -> None:
    bench = Bench()
    bench.enter(row())
    bench.lose()
    bench.core.wish(frames.Read("c1", 7), bench.moment)
    bench.core.wish(frames.Viewing("c1"), bench.moment)
    bench.pass_time(10_000)
    bench.enter(row())
    assert bench.sent(frames.Read) == [frames.Read("c1", 7)]
    assert bench.sent(frames.Viewing) == [frames.Viewing("c1")]
