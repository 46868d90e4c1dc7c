"""After a restore of the backend: what was sent in the last day is asked for, and what is lost is shown."""

import pytest

from console.core.conversation import commands as c
from console.core.conversation import events as ev
from console.core.floor.rows import Customer, Row
from console.core.wire import frames
from console.desk.session import effects as fx
from console.desk.session import news as nw
from console.desk.session.outbox_item import State
from tests.desk.session.bench import HOUR, MINUTE, Bench, result, row


def said(bench: Bench, *texts: str, conv: str = "c1", note: bool = False) -> list[str]:
    """Sent and answered; their ids."""
    ids = []
    for text in texts:
        item = bench.submit(c.Note(text) if note else c.Reply(text), conv=conv)
        bench.hear(result(item, epoch=3, seq=6))
        assert bench.item(item.id).state is State.SENT
        ids.append(item.id)
    return ids


def asked(bench: Bench, before: int = 0) -> list[str]:
    return [frame.id for frame in bench.sent(frames.Ask)[before:]]


def answer(bench: Bench, wire: str, status: str = "retry", code: str = "not_seen", state: str = "human") -> None:
    bench.hear(frames.Result(wire, status, code, conv="c1", state=state))


def restart(old: Bench, *rows: Row, stream: str) -> Bench:
    """The console was killed, and starts with what its disk has."""
    bench = Bench(tuple(old.disk().values()), ids=1_000, wall=old.moment.wall)
    bench.enter(*rows, stream=stream)
    return bench


def test_a_restored_backend_is_asked_for_everything_and_what_it_lost_waits_for_the_person() -> None:
    bench = Bench()
    bench.enter(row())
    kept, lost = said(bench, "kept", "lost")
    (note,) = said(bench, "lost note", note=True)
    bench.come_back(row(), stream="s2")
    assert asked(bench) == [kept, lost, note]
    answer(bench, kept, "ok", "")
    answer(bench, lost)
    assert not bench.told(nw.Notified), "the check is not over"
    answer(bench, note)
    assert [(i.id, i.state, i.code) for i in bench.core.outbox.items()] == [
        (lost, State.HELD, "lost"),
        (note, State.HELD, "lost"),
    ]
    assert [(told.code, told.data["n"]) for told in bench.told(nw.Notified)] == [("messages_lost", 2)]
    assert bench.disk()[lost].state is State.HELD
    assert len(bench.sent(frames.Cmd)) == 3, "nothing is sent again by itself"
    bench.core.release(lost, bench.moment)
    bench.collect()
    assert [cmd.id for cmd in bench.sent(frames.Cmd)[3:]] == [lost], "under its own id: another desk may have it too"
    bench.core.discard(note, bench.moment)
    bench.collect()
    assert note not in bench.disk()


def test_the_same_stream_is_not_asked() -> None:
    bench = Bench()
    bench.enter(row())
    said(bench, "one")
    bench.come_back(row())
    assert asked(bench) == []


def test_a_restore_while_the_desk_was_closed_is_noticed_by_what_its_disk_has() -> None:
    old = Bench()
    old.enter(row())
    (sent,) = said(old, "before")
    flying = old.submit(c.Reply("in flight"))
    waiting = old.submit(c.Reply("in line"))
    old.lose()
    assert old.item(waiting.id).state is State.QUEUED
    bench = restart(old, row(), stream="s2")
    assert asked(bench) == [flying.wire, waiting.wire, sent]
    answer(bench, flying.wire)
    answer(bench, waiting.wire)
    answer(bench, sent)
    held = {item.id: item.code for item in bench.core.outbox.items() if item.state is State.HELD}
    assert held == {flying.id: "new_stream", waiting.id: "new_stream", sent: "lost"}
    assert bench.sent(frames.Cmd) == []


def test_a_kill_in_the_middle_of_the_check_loses_no_answer_and_asks_only_the_rest() -> None:
    old = Bench()
    old.enter(row())
    ids = said(old, "one", "two", "three", "four")
    old.come_back(row(), stream="s2")
    answer(old, ids[0], "ok", "")
    answer(old, ids[1])
    bench = restart(old, row(), stream="s2")
    assert asked(bench) == ids[2:]
    answer(bench, ids[2], "ok", "")
    answer(bench, ids[3])
    assert {item.id: item.code for item in bench.core.outbox.items()} == {ids[1]: "lost", ids[3]: "lost"}
    assert [told.data["n"] for told in bench.told(nw.Notified)] == [2]
    again = restart(bench, row(), stream="s2")
    assert asked(again) == []


def test_a_drop_in_the_middle_of_the_check_goes_on_with_it() -> None:
    bench = Bench()
    bench.enter(row())
    ids = said(bench, "one", "two")
    bench.come_back(row(), stream="s2")
    answer(bench, ids[0])
    before = len(asked(bench))
    bench.come_back(row(), stream="s2")
    assert asked(bench, before) == ids[1:]
    answer(bench, ids[1], "ok", "")
    assert [told.data["n"] for told in bench.told(nw.Notified)] == [1]


def test_a_backend_that_cannot_say_is_asked_again_and_an_answer_that_never_comes_too() -> None:
    bench = Bench()
    bench.enter(row())
    ids = said(bench, "one", "two")
    bench.come_back(row(), stream="s2")
    answer(bench, ids[0], "retry", "store")
    for _ in range(12):
        bench.hear(frames.Pong(bench.core.link.heart._n, bench.moment.wall))
        bench.pass_time(1_000)
    assert asked(bench)[2:] == ids
    answer(bench, ids[0], "ok", "")
    answer(bench, ids[1], "ok", "")
    assert bench.core.outbox.items() == []
    assert not bench.told(nw.Notified)


def test_the_persons_own_commands_do_not_wait_behind_a_long_check() -> None:
    bench = Bench()
    bench.enter(row())
    for _ in range(30):
        said(bench, "more")
        bench.pass_time(100)
    bench.come_back(row(), stream="s2")
    assert len(asked(bench)) == 8
    item = bench.submit(c.Note("now"))
    assert item.state is State.IN_FLIGHT
    while (under_way := asked(bench)) and bench.core.outbox.lately.doubtful("s2"):
        answer(bench, under_way[-1], "ok", "")
        for wire in under_way:
            answer(bench, wire, "ok", "")
    assert len(set(asked(bench))) == len(asked(bench)) == 30


def test_a_chat_that_is_gone_with_the_restore_is_told_as_such() -> None:
    bench = Bench()
    bench.enter(row())
    (sent,) = said(bench, "lost")
    bench.come_back(stream="s2")
    bench.hear(frames.Result(sent, "retry", "not_seen", conv="c1"))
    item = bench.item(sent)
    assert (item.code, item.state) == ("lost_chat", State.HELD)
    assert "not open" in item.message


def test_what_was_sent_is_forgotten_after_a_day_also_by_a_desk_that_was_closed() -> None:
    bench = Bench()
    bench.enter(row())
    (sent,) = said(bench, "old")
    assert sent in bench.disk()
    bench.pass_time(61_000, asleep=23 * HOUR)
    assert sent in bench.disk()
    bench.pass_time(61_000, asleep=HOUR)
    assert sent not in bench.disk()

    closed = Bench()
    closed.enter(row())
    (sent,) = said(closed, "old")
    late = Bench(tuple(closed.disk().values()), wall=closed.moment.wall + 25 * HOUR)
    assert any(isinstance(effect, fx.Keep) and sent in effect.forget for effect in late.done)


@pytest.mark.parametrize("how", ["record", "notice"])
def test_an_erased_person_is_forgotten_at_once_also_in_what_was_sent(how: str) -> None:
    bench = Bench()
    bench.enter(row())
    bench.core.watch("c1", bench.moment)
    bench.hear(frames.Watched("c1", 0, Customer("v")))
    said(bench, "to her")
    flying = bench.submit(c.Reply("in flight to her"))
    if how == "record":
        bench.hear(frames.Events("c1", (ev.Record("c1", 1, 1, 1, "system", ev.Erased(), 1),)))
    else:
        bench.hear(frames.Notice("erased", "c1"))
    bench.hear(result(flying, "refused", "resolved"))
    assert bench.disk() == {}
    assert fx.EraseDrafts("c1") in bench.done
    assert [told.conv for told in bench.told(nw.Notified) if told.code == "erased"] == ["c1"]
    flying = bench.submit(c.Note("late"))
    bench.hear(result(flying, epoch=3, seq=9))
    assert bench.disk() == {}


def test_a_lost_message_that_another_desk_sent_again_is_not_doubled() -> None:
    """Its id is the same: the backend says `mismatch` when the epochs differ, and then that it was done."""
    bench = Bench()
    bench.enter(row())
    (sent,) = said(bench, "once")
    bench.come_back(row(epoch=7), stream="s2")
    answer(bench, sent)
    bench.core.release(sent, bench.moment)
    bench.collect()
    again = bench.sent(frames.Cmd)[-1]
    assert (again.id, again.epoch, again.stream) == (sent, 7, "s2")
    before = len(asked(bench))
    bench.hear(frames.Result(sent, "refused", "mismatch", conv="c1"))
    assert asked(bench, before) == [sent]
    bench.hear(frames.Result(sent, "ok", conv="c1", epoch=6, seq=9))
    assert bench.item(sent).state is State.SENT
    assert bench.core.outbox.items() == []


def test_a_week_of_one_desk_asks_only_for_its_last_day() -> None:
    bench = Bench()
    bench.enter(row())
    for _ in range(7):
        said(bench, "daily")
        bench.pass_time(61_000, asleep=24 * HOUR)
        bench.pass_time(20 * MINUTE)
        bench.enter(row())
    assert len(bench.disk()) <= 1
