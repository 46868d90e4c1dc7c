"""Chats that are over: packed after two minutes, what they were when something comes of them, gone after seven days."""

from datetime import UTC

import pytest

from console.core.conversation import commands as c
from console.core.conversation.events import Record
from console.core.conversation.model import Head
from console.core.conversation.words import DAY
from console.core.metrics.figures import Figures
from console.core.metrics.outcomes import AGAIN_WITHIN
from console.core.metrics.resting import Resting
from console.core.metrics.talks import Talk, Timers
from tests.core.metrics.floor_log import FLOOR, TEAM, FloorLog, H, M, S
from tests.core.metrics.week import PEOPLE, POLICY, ZONE, Week


def settled(log: FloorLog, conv: str) -> None:
    """A chat from its opening to the end of its wrap-up, half a minute."""
    log.ask(conv, queue="payment en")
    log.wait(20 * S).take(conv, "ben")
    log.reply(conv, "ben")
    log.wait(10 * S).resolve(conv, "ben")


def folded(log: FloorLog) -> Figures:
    figures = Figures(FLOOR, TEAM.__getitem__, UTC)
    for entry in log.entries:
        figures.apply(entry)
    return figures


def test_a_chat_rests_when_it_has_been_over_for_two_minutes_and_is_forgotten_after_seven_days():
    log = FloorLog().sign_in("ben")
    settled(log, "c1")
    figures, over = folded(log), log.at
    figures.advance(over + 2 * M - 1)
    assert ("c1" in figures.talks, "c1" in figures.resting) == (True, False)
    figures.advance(over + 2 * M)
    assert ("c1" in figures.talks, "c1" in figures.resting) == (False, True)
    figures.advance(over + AGAIN_WITHIN - 1)
    assert "c1" in figures.resting
    figures.advance(over + AGAIN_WITHIN)
    assert (len(figures.talks), len(figures.resting)) == (0, 0)


def test_nothing_that_stays_of_a_settled_chat_refers_to_its_objects():
    log = FloorLog().sign_in("ben")
    settled(log, "c1")
    figures = folded(log)
    talk = figures.talks["c1"]
    figures.advance(log.at + 2 * H)
    kept = [line._whats for timers in (figures.timers, figures._chores) for line in timers._lines]
    assert all(not isinstance(what, Talk | Head) for whats in kept for what in whats)
    assert figures.timers._heap == []
    assert talk not in figures.talks.values()


def test_seven_days_of_chats_leave_nothing_once_they_are_final():
    log = FloorLog().sign_in("ben")
    for n in range(30):
        settled(log, f"c{n}")
        log.wait(6 * M)
    figures = folded(log)
    figures.advance(log.at + AGAIN_WITHIN)
    outcomes = figures.outcomes
    assert (len(figures.talks), len(figures.resting)) == (0, 0)
    assert (outcomes._open, outcomes._customers) == ({}, {})
    assert not any(len(line) for line in (*figures.timers._lines, *figures._chores._lines))


def test_one_that_is_rated_or_reopened_wakes_as_it_was():
    log = FloorLog().sign_in("ben")
    settled(log, "c1")
    quick, slow = folded(log), folded(log)
    before = slow.talks["c1"]
    slow.advance(log.at + 3 * H)
    assert "c1" in slow.resting
    done = len(log.entries)
    log.wait(3 * H).do("c1", log.customer("c1"), c.Rate(5))
    for figures in (quick, slow):
        for entry in log.entries[done:]:
            figures.apply(entry)
    assert slow.talks["c1"].leg_done == before.leg_done
    assert slow.talks["c1"].head == log.heads["c1"]
    slow.advance(log.at + H)
    assert "c1" in slow.resting
    done = len(log.entries)
    log.wait(2 * H).ask("c1", queue="payment en")
    for entry in log.entries[done:]:
        slow.apply(entry)
    slow.advance(log.at + 2 * H)
    assert ("c1" in slow.talks, "c1" in slow.resting) == (True, False)
    # The end before was not the last one: seven days after it the chat is still followed.
    slow.advance(log.at + AGAIN_WITHIN)
    assert slow.talks["c1"].head == log.heads["c1"]


def test_a_chat_in_its_wrap_up_does_not_rest():
    log = FloorLog().sign_in("ben")
    log.ask("c1", queue="payment en")
    log.take("c1", "ben")
    log.reply("c1", "ben")
    log.resolve("c1", "ben", "")
    figures = folded(log)
    figures.advance(log.at + 2 * H)
    assert figures.talks["c1"].wrapper == "ben"
    done = len(log.entries)
    log.wait(2 * H)
    assert log.due("c1")
    for entry in log.entries[done:]:
        figures.apply(entry)
    figures.advance(log.at + H)
    assert ("c1" in figures.talks, "c1" in figures.resting) == (False, True)


@pytest.mark.parametrize("seed", range(3))
def test_whatever_a_week_brings_is_the_same_after_packing(seed: int):
    figures, resting, tried = Figures(POLICY, PEOPLE.__getitem__, ZONE), Resting(), set()
    for entry in Week(seed, 40).run().entries:
        figures.apply(entry)
        talk = figures.talks.get(entry.conv) if isinstance(entry, Record) else None
        if talk is not None:
            resting.lay(talk)
            woken = resting.wake(talk.head.conv)
            assert woken == talk
            assert type(woken.head) is Head
            tried |= {name for name in Head.__struct_fields__ if getattr(talk.head, name)}
    assert {"request", "leg", "offer", "promise", "bot_turn", "undo", "owner", "tried", "rating"} <= tried
    assert len(resting) == 0


def test_one_that_was_adopted_rests_too_and_is_not_adopted_twice():
    log = FloorLog().sign_in("ben")
    settled(log, "c1")
    figures = Figures(FLOOR, TEAM.__getitem__, UTC)
    figures.adopt(log.heads["c1"])
    figures.advance(log.at + 2 * H)
    assert "c1" in figures.resting
    figures.adopt(log.heads["c1"])
    assert figures.talks == {}


def test_what_waits_equally_long_comes_in_order_of_the_instants_also_when_it_is_told_late():
    timers, came = Timers(), []
    week = timers.line(lambda what, due: came.append((what, due)))
    day = timers.line(lambda what, due: came.append((what, due)))
    for at in (5, 9, 7, 1, 7):
        week.add(7 * DAY + at, f"week {at}")
    day.add(DAY, "day")
    timers.set(7 * DAY + 6, lambda due: came.append(("alone", due)))
    dues = []
    while timers.next < 8 * DAY:
        dues.append(timers.next)
        timers.fire()
    assert [due for _, due in came] == dues == sorted(dues)
    assert [what for what, _ in came] == ["day", "week 1", "week 5", "alone", "week 7", "week 7", "week 9"]


def test_many_that_wait_equally_long_stay_in_order_while_the_first_go():
    timers, came = Timers(), []
    line = timers.line(lambda what, due: came.append((due, what)))
    for n in range(3_000):
        line.add(10 * n, n)
        if n % 7 == 0:
            # Told late: earlier than what waits already.
            line.add(max(10 * n - 45, 0), n)
        while n > 20 and timers.next <= 10 * (n - 20):
            timers.fire()
    while len(line):
        timers.fire()
    assert len(came) == 3_000 + 429
    assert came == sorted(came, key=lambda one: one[0])
    assert all(due == 10 * n or (n % 7 == 0 and due == max(10 * n - 45, 0)) for due, n in came)
    assert timers.next > 10**15


def test_a_customer_who_closed_three_chats_comes_back_with_the_right_one():
    log = FloorLog().sign_in("ben")
    for conv in ("c1", "c2", "c3"):
        log.open(conv, "en", "payment" if conv == "c2" else "delivery", "ann")
        log.ask(conv, queue="payment en")
        log.wait(20 * S).take(conv, "ben")
        log.reply(conv, "ben")
        log.wait(10 * S).resolve(conv, "ben")
        log.wait(H)
    log.open("c4", "en", "payment", "ann")
    outcomes = folded(log).outcomes
    assert {conv: bool(closing.again_at) for conv, closing in outcomes._open.items()} == {
        "c1": True,
        "c2": True,
        "c3": False,
    }
    # The middle one turns out not to have been closed: those around it stay.
    outcomes._reopened("c2", log.at, by_customer=False)
    latest = outcomes._customers["ann"]
    assert (latest.conv, latest.earlier and latest.earlier.conv) == ("c3", "c1")
