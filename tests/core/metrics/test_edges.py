"""The edge cases of the definitions, one test a row."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from console.core.conversation import commands as c
from console.core.conversation.context import BOT_ACTOR, SYSTEM, Actor
from console.core.conversation.words import Reason, State
from console.core.floor.presence import AgentState
from console.core.metrics.building import build
from console.core.metrics.values import values
from tests.core.metrics.floor_log import FLOOR, NOON, SARA, FloorLog, H, M, S

BEN = Actor("agent", "ben", "agent")


def test_declined_expired_and_absent_offers_leave_the_leg_as_it_was():
    log = FloorLog().sign_in("ben", "kai")
    log.ask("c1", queue="payment en")
    log.wait(5 * S)
    offer = log.offer("c1", "ben")
    log.wait(5 * S).do("c1", BEN, c.Decline(offer))
    log.offer("c1", "kai")
    log.wait(20 * S)
    assert log.due("c1")
    log.offer("c1", "ben")
    log.do("c1", SYSTEM, c.MarkPresence("owner", True, "ben"))
    wall = log.wait(10 * S).wall()
    line = next(line for line in wall.queues if line.name == "payment en")
    assert (line.wait, line.missed, line.longest_since) == (1, 3, NOON)
    assert wall.kept.asked == 1
    assert log.labelled("legs", "queue") == {"main": 1, "payment en": 1}


def test_a_transferred_leg_was_answered_and_the_next_one_is_its_own():
    log = FloorLog().sign_in("ben", "lutz")
    log.ask("c1", queue="payment en")
    log.wait(20 * S).take("c1", "ben")
    log.wait(10 * S).reply("c1", "ben")
    log.wait(60 * S).do("c1", BEN, c.Transfer(queue="dispute de"))
    log.wait(30 * S).take("c1", "lutz")
    wall = log.wall()
    lines = {line.name: line for line in wall.queues}
    assert (lines["payment en"].answered, lines["dispute de"].answered) == (1, 1)
    assert log.values()["wait_mean"] == 25.0
    assert log.labelled("transferred", "queue") == {"payment en": 1, "dispute de": 0, "main": 0}
    assert wall.kept.got == 1
    assert wall.kept.asked == 1


def test_a_transfer_to_somebody_who_is_away_is_refused_and_one_to_somebody_who_is_there_is_offered():
    log = FloorLog().sign_in("ben", "kai")
    log.ask("c1", queue="payment en")
    log.take("c1", "ben")
    log.reply("c1", "ben")
    refused = log.attempt("c1", BEN, c.Transfer(agent="lutz"))
    assert refused.code == "absent"  # type: ignore[union-attr]
    log.wait(10 * S).do("c1", BEN, c.Transfer(agent="kai", queue="payment en"))
    assert (log.wall().tiles.waiting, log.wall().tiles.offered) == (1, 1)
    log.wait(20 * S)
    assert log.due("c1")
    line = next(line for line in log.wall().queues if line.name == "payment en")
    assert (line.wait, line.offer, line.missed) == (1, 0, 1)


def test_a_take_that_came_to_nothing_does_not_make_a_later_answer_one_that_came_too_late():
    log = FloorLog().sign_in("ben", "kai")
    log.ask("c1", queue="payment en")
    log.away("c1")
    log.wait(70 * S).take("c1", "ben")
    log.do("c1", SYSTEM, c.MarkPresence("owner", True, "ben"))
    log.wait(10 * M)
    while log.due("c1"):
        pass
    assert log.head("c1").waiting
    log.say("c1")
    log.do("c1", log.customer("c1"), c.ChoosePromise("call_back", log.at + 2 * H))
    log.wait(10 * M).take("c1", "kai")
    log.reply("c1", "kai")
    kept = log.wall().kept
    assert (kept.asked, kept.got, kept.left) == (1, 1, 0)


def test_a_supervisor_who_gives_it_to_another_makes_no_new_leg_and_resets_nothing():
    log = FloorLog().sign_in("ben", "kai")
    log.ask("c1", queue="payment en")
    log.wait(30 * S).take("c1", "ben")
    log.wait(30 * S).do("c1", SARA, c.Assign("kai"))
    log.wait(30 * S).reply("c1", "kai")
    assert log.values()["first_response_mid"] == 90
    assert log.values()["handled"] == 1
    line = next(line for line in log.wall().queues if line.name == "payment en")
    assert line.answered == 1


def test_reopened_within_a_day_it_is_the_same_conversation_and_was_not_settled():
    log = FloorLog().sign_in("ben")
    log.ask("c1", queue="payment en")
    log.take("c1", "ben")
    log.reply("c1", "ben")
    log.resolve("c1", "ben")
    log.sign_out("ben")
    log.wait(20 * H).say("c1")
    assert log.head("c1").state is State.QUEUED
    assert log.wall(0).kept.asked == 1
    log.sign_in("ben")
    log.take("c1", "ben")
    log.reply("c1", "ben")
    log.resolve("c1", "ben")
    human = log.wait(8 * 24 * H).wall().quality.human
    assert (human.closed, human.final, human.again, human.verified) == (2, 2, 1, 1)


@pytest.mark.parametrize(("topic", "again"), [("payment_refund", 1), ("delivery", 0)])
def test_back_within_seven_days_is_a_recontact_of_the_same_family_only(topic: str, again: int):
    log = FloorLog()
    log.open("c1", topic="payment_card", customer="ana")
    log.do("c1", BOT_ACTOR, c.BotResolve())
    log.wait(5 * 24 * H).open("c2", topic=topic, customer="ana")
    log.do("c2", BOT_ACTOR, c.BotResolve())
    bot = log.wait(8 * 24 * H).wall().quality.bot
    assert (bot.closed, bot.final, bot.again, bot.verified) == (2, 2, again, 2 - again)


def test_back_after_seven_days_is_none():
    log = FloorLog()
    log.open("c1", topic="payment", customer="ana")
    log.do("c1", BOT_ACTOR, c.BotResolve())
    log.wait(7 * 24 * H + 1).open("c2", topic="payment", customer="ana")
    assert log.wait(3 * S).wall().quality.bot.again == 0


def test_the_same_thread_begun_twice_within_five_minutes_is_none():
    log = FloorLog()
    log.open("c1", topic="payment", customer="ana")
    log.do("c1", BOT_ACTOR, c.BotResolve())
    log.wait(4 * M).open("c2", topic="payment", customer="ana")
    assert log.wait(8 * 24 * H).wall().quality.bot.again == 0


def test_writing_while_waiting_resets_no_age():
    log = FloorLog()
    log.ask("c1")
    log.wait(40 * S).say("c1")
    wall = log.wall()
    assert wall.tiles.longest_since == NOON
    assert wall.kept.next_late is not None
    assert wall.kept.next_late.deadline == NOON + 60 * S


def test_a_bot_that_fails_is_a_reason_of_its_own():
    log = FloorLog()
    log.open("c1", topic="payment")
    log.say("c1")
    log.escalate("c1", Reason.BOT_ERROR)
    reasons = {line.group: line.count for line in log.wall().reasons}
    assert reasons["bot_failed"] == 1
    assert sum(reasons.values()) == 1


def test_a_chat_over_midnight_waits_in_both_days_and_ends_in_the_second():
    log = FloorLog(NOON + 12 * H - 30 * S).sign_in("ben")
    log.ask("c1", queue="payment en")
    log.wait(20 * S)
    assert (log.wall(0).kept.asked, log.wall(0).kept.waiting) == (1, 1)
    log.wait(20 * S)
    assert (log.wall(0).kept.asked, log.wall(0).kept.waiting) == (1, 1)
    log.take("c1", "ben")
    log.reply("c1", "ben")
    assert (log.wall(0).kept.got, log.wall(0).tiles.answered) == (1, 1)
    log.wait(24 * H)
    assert log.wall(0).kept.asked == 0


def test_the_hour_that_comes_twice_is_two_hours_and_the_day_has_25():
    zone = ZoneInfo("Europe/Madrid")
    begin = int(datetime(2026, 10, 25, tzinfo=zone).timestamp() * 1_000)
    log = FloorLog(begin).sign_in("ben")
    for n in range(25):
        log.at = begin + n * H + 5 * M
        log.ask(f"c{n}", queue="payment en")
        log.take(f"c{n}", "ben")
        log.reply(f"c{n}", "ben")
        log.resolve(f"c{n}", "ben")
    figures = log.figures(FLOOR, zone)
    wall = build(figures, log.at, 0)
    hours = figures.legs.heat
    assert len(hours) == 25
    assert all(cells == {"en": [1, 1]} for cells in hours.values())
    assert wall.heat[0].today.of == 25
    assert len(wall.heat[0].hours) == 24
    assert figures.days.midnight(log.at) == begin
    assert figures.days.midnight(begin + 25 * H) == begin + 25 * H


def test_in_spring_the_day_has_23_hours():
    zone = ZoneInfo("Europe/Madrid")
    begin = int(datetime(2026, 3, 29, tzinfo=zone).timestamp() * 1_000)
    days = FloorLog().figures(FLOOR, zone).days
    assert days.midnight(begin + 23 * H - 1) == begin
    assert days.midnight(begin + 23 * H) == begin + 23 * H


def test_only_the_backends_instants_count():
    """Records hold one instant, the backend's; a page's clock has no way in."""
    log = FloorLog()
    log.ask("c1")
    assert {entry.at for entry in log.entries} == {NOON}


def test_everything_told_twice_counts_once():
    log = FloorLog().sign_in("ben")
    log.ask("c1", queue="payment en")
    log.offer("c1", "ben")
    log.wait(20 * S)
    log.due("c1")
    log.take("c1", "ben")
    log.reply("c1", "ben")
    log.audit("banner", topic="payment")
    log.resolve("c1", "ben")
    once = values(log.figures(), log.at)
    entries = list(log.entries)
    log.entries = entries + entries
    assert values(log.figures(), log.at) == once
    log.entries = [entry for entry in entries for _ in range(2)]
    assert values(log.figures(), log.at) == once
    log.wait(9 * 24 * H).state("ben", AgentState.BREAK)
    late = values(log.figures(), log.at)
    log.entries += entries
    assert values(log.figures(), log.at) == late


def test_nothing_to_divide_by_is_none_and_never_a_percentage():
    values_now = FloorLog().sign_in("ben").values()
    for name in ("in_60", "gave_up", "got_person", "wait_mid", "effort_aht", "concurrency", "contained", "utilisation"):
        assert values_now[name] is None
    wall = FloorLog().wall()
    assert wall.tiles.in_60.percent is None
    assert wall.tiles.slot_load.percent is None
    assert build(FloorLog().figures(), NOON).at == NOON
    assert datetime.fromtimestamp(NOON / 1_000, UTC).hour == 12
