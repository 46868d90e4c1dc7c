"""The vectors of the definitions: intervals, the same mix, costs, percentiles, effort."""

import pytest

from console.core.conversation import commands as c
from console.core.conversation.context import Actor
from console.core.floor.policy import Costs
from console.core.floor.presence import AgentState
from console.core.metrics.agents import SHARES
from console.core.metrics.comparing import at_mix, cost_per_verified, wilson
from console.core.metrics.definitions import DEFINITIONS
from console.core.metrics.ledger import quality_of
from console.core.metrics.outcomes import Cell, Place
from console.core.metrics.values import values
from console.core.metrics.wall import Share
from console.core.metrics.windows import mean, nearest_rank
from tests.core.metrics.floor_log import FloorLog, M, S

DRAWN_WAITS = {2: 40, 5: 60, 9: 50, 14: 55, 22: 40, 33: 30, 44: 16, 56: 10, 71: 9, 88: 7, 104: 5}

LEDGER = {
    # intent and language: closed, final, verified, again; of bot, human, hybrid
    ("payment", "en"): ((4200, 3150, 1890, 567), (420, 315, 252, 35), (1700, 1275, 930, 166)),
    ("account", "en"): ((3900, 2925, 2106, 440), (380, 285, 245, 26), (1000, 750, 600, 75)),
    ("refund", "sv"): ((2600, 1950, 1131, 370), (260, 195, 160, 20), (700, 525, 399, 60)),
    ("returns", "fr"): ((2100, 1575, 930, 270), (240, 180, 147, 20), (500, 375, 285, 41)),
    ("dispute", "de"): ((600, 450, 180, 135), (420, 315, 246, 41), (900, 675, 466, 101)),
    ("other", ""): ((1840, 1380, 745, 262), (240, 180, 138, 22), (220, 165, 120, 19)),
}
ASSUMED = (8001, 1254, 2961)
RATINGS = ((715, 912), (258, 310), (520, 655))
COSTS = Costs("EUR", bot_fee=0.35, human_time=4.10, hybrid_time=4.60, contact=6.00)


def drawn_cells() -> dict[Place, Cell]:
    """The counts under drawing 13."""
    cells: dict[Place, Cell] = {}
    for (topic, lang), row in LEDGER.items():
        for n, (handler, (closed, final, verified, again)) in enumerate(
            zip(("bot", "human", "hybrid"), row, strict=True)
        ):
            cell = cells[handler, topic, lang] = Cell()
            cell.closed, cell.final, cell.verified, cell.again = closed, final, verified, again
            cell.bot_started = closed if handler != "human" else 0
            if topic == "payment":
                cell.assumed = ASSUMED[n]
                cell.rated, cell.answers = RATINGS[n]
    return cells


def test_80_of_100_by_wilson():
    low, high = wilson(Share(80, 100)) or (0.0, 0.0)
    assert (round(low, 3), round(high, 3)) == (0.711, 0.867)
    assert wilson(Share()) is None
    assert wilson(Share(0, 5))[0] == 0.0
    assert wilson(Share(5, 5))[1] == 1.0


def test_the_bot_wins_raw_and_loses_at_the_same_mix():
    bot = {"tracking": Share(855, 900), "disputes": Share(55, 100)}
    human = {"tracking": Share(96, 100), "disputes": Share(720, 900)}
    half = {"tracking": 1, "disputes": 1}
    raw = [Share(sum(s.part for s in own.values()), sum(s.of for s in own.values())).percent for own in (bot, human)]
    assert raw == pytest.approx([91.0, 81.6])
    assert [at_mix(bot, half), at_mix(human, half)] == pytest.approx([75.0, 88.0])
    assert at_mix({}, half) is None
    assert at_mix({"tracking": Share(1, 2)}, half) == 50.0


def test_repeats_make_a_verified_chat_three_and_a_half_times_dearer():
    assert cost_per_verified(1_000, 0.50, 150, 6.00, 600) == pytest.approx(2.33, abs=0.005)
    assert cost_per_verified(199, 0.50, 0, 6.00, 199) is None
    assert cost_per_verified(1_000, 0.50, 0, 6.00, 0) is None


def test_the_drawn_quality_pane():
    pane = quality_of(drawn_cells(), COSTS)
    rows = (pane.bot, pane.human, pane.hybrid)
    assert [row.closed for row in rows] == [15_240, 1_960, 5_020]
    assert [row.final for row in rows] == [11_430, 1_470, 3_765]
    assert [round(100 * row.verified / row.final, 1) for row in rows] == [61.1, 80.8, 74.4]
    assert [round(row.same_mix or 0, 1) for row in rows] == [60.1, 81.4, 75.1]
    assert [round(100 * row.again / row.final, 1) for row in rows] == [17.9, 11.2, 12.3]
    assert [round(100 * row.assumed / row.final, 1) for row in rows] == [70.0, 85.3, 78.6]
    assert [round(row.cost or 0, 2) for row in rows] == [2.33, 5.90, 7.65]
    ranges = [wilson(Share(row.rated, row.answers)) or (0.0, 0.0) for row in rows]
    drawn = [(75.6, 80.9), (78.7, 87.0), (76.1, 82.3)]
    assert [(round(100 * low, 1), round(100 * high, 1)) for low, high in ranges] == drawn
    assert round(100 * pane.bot.closed / pane.bot_started, 1) == 75.2
    lines = {(line.intent, line.lang): line for line in pane.intents}
    assert lines["refund", "sv"].human.cost is None
    assert lines["refund", "sv"].hybrid.cost is not None
    assert [line.intent for line in pane.intents][:2] == ["payment", "account"]


def test_without_rates_there_is_no_cost_and_never_a_zero():
    pane = quality_of(drawn_cells(), Costs())
    assert (pane.bot.cost, pane.human.cost, pane.hybrid.cost) == (None, None, None)
    only_fee = quality_of(drawn_cells(), Costs("EUR", bot_fee=0.35))
    assert only_fee.bot.cost is not None
    assert only_fee.hybrid.cost is None


def test_what_is_small_is_one_line_together():
    cells = {("bot", f"topic{n:02}", "en"): Cell() for n in range(20)}
    for n, cell in enumerate(cells.values()):
        cell.closed = 100 - n
    lines = quality_of(cells, Costs()).intents
    assert len(lines) == 12
    assert (lines[-1].intent, lines[-1].bot.closed) == ("", sum(100 - n for n in range(11, 20)))


def test_the_drawn_median_and_nine_of_ten():
    assert (nearest_rank(DRAWN_WAITS, 0.5), nearest_rank(DRAWN_WAITS, 0.9)) == (14, 44)
    assert sum(DRAWN_WAITS.values()) == 322
    assert nearest_rank({}, 0.5) is None
    assert mean({}) is None
    assert nearest_rank({7: 1}, 0.9) == 7
    assert nearest_rank({1: 1, 2: 1}, 0.5) == 1
    assert mean({10: 1, 20: 3}) == 17.5


def test_effort_over_her_chats_is_her_engaged_time_to_the_millisecond():
    log = FloorLog().sign_in("ben")
    ben = Actor("agent", "ben", "agent")
    for n in range(3):
        log.ask(f"c{n}", queue="payment en")
        log.wait(7 * S + 1).take(f"c{n}", "ben")
        log.reply(f"c{n}", "ben")
    log.wait(10 * S + 1).resolve("c0", "ben", disposition="")
    log.wait(11 * S).do("c0", ben, c.WrapUp("solved"))
    log.wait(5 * S).do("c1", ben, c.Snooze())
    log.wait(3 * S).say("c1")
    log.wait(20 * M).reply("c1", "ben")
    log.wait(1 * M).resolve("c1", "ben")
    log.resolve("c2", "ben")
    figures = log.figures()
    agent = figures.agents.agents["ben"]
    effort = figures.handling.sums.counts(60, log.at)["effort"]
    assert effort == agent.engaged
    assert not agent.holds
    begun, parked = 7 * S + 1, 10 * M
    engaged = log.at - (log.entries[1].at + begun)
    assert agent.engaged == engaged * SHARES, (engaged, parked)
    assert figures.levels.held("engaged", 60, log.at) == engaged


def test_a_silent_customers_chat_is_parked_and_takes_no_effort():
    log = FloorLog().sign_in("ben")
    log.ask("c1", queue="payment en")
    log.take("c1", "ben")
    log.wait(10 * S).reply("c1", "ben")
    log.wait(25 * M).say("c1")
    log.wait(30 * S).reply("c1", "ben")
    log.resolve("c1", "ben")
    assert log.values(60)["effort_aht"] == 10 + 600 + 30
    assert log.values(60)["session_time_mean"] == 10 + 1_500 + 30


def test_occupancy_load_and_concurrency_of_one_hour():
    log = FloorLog().sign_in("ben")
    for conv in ("c1", "c2"):
        log.ask(conv, queue="payment en")
        log.take(conv, "ben")
        log.reply(conv, "ben")
    for _ in range(6):
        log.wait(5 * M)
        log.say("c1")
        log.say("c2")
        log.reply("c1", "ben")
        log.reply("c2", "ben")
    log.resolve("c1", "ben")
    log.resolve("c2", "ben")
    log.wait(30 * M)
    found = log.values(60)
    # Ben has three slots: two of them for half an hour of the hour.
    assert found["slot_load"] == pytest.approx(100 * 60 / 180)
    assert (found["occupancy"], found["concurrency"]) == (50.0, 2.0)
    log.state("ben", AgentState.BREAK)
    log.wait(60 * M)
    assert log.values(60)["slot_load"] is None


def test_the_customer_who_left_silently_gave_up():
    log = FloorLog().sign_in("ben", "kai")
    log.ask("c1", queue="payment en")
    log.wait(10 * S).away("c1")
    log.wait(20 * S).take("c1", "ben")
    log.wait(5 * S).reply("c1", "ben")
    assert log.wall().tiles.answered == 1
    assert log.wall().kept.got == 1
    log.wait(119 * S)
    assert log.wall().tiles.silent == 0
    log.wait(4 * S)
    wall = log.wall()
    assert (wall.tiles.answered, wall.tiles.silent, wall.tiles.gave_up) == (0, 1, Share(1, 1))
    assert (wall.kept.got, wall.kept.left, wall.tiles.got_person) == (0, 1, Share(0, 1))


def test_who_was_away_for_a_minute_has_left_until_she_is_seen():
    log = FloorLog().sign_in("ben")
    log.ask("c1", queue="payment en")
    log.away("c1")
    log.wait(60 * S).take("c1", "ben")
    assert log.wall().tiles.silent == 1
    log.wait(10 * S).reply("c1", "ben")
    assert log.wall().kept.left == 1
    log.wait(60 * S).away("c1", away=False)
    wall = log.wall()
    assert (wall.tiles.silent, wall.tiles.answered, wall.kept.got, wall.kept.left) == (0, 1, 1, 0)


def test_who_reads_on_was_answered():
    log = FloorLog().sign_in("ben")
    log.ask("c1", queue="payment en")
    log.away("c1")
    log.wait(10 * S).take("c1", "ben")
    log.reply("c1", "ben")
    log.wait(30 * S).say("c1")
    log.wait(10 * M)
    assert (log.wall().tiles.silent, log.wall().tiles.answered) == (0, 1)


def test_short_ones_are_counted_and_never_left_out():
    log = FloorLog()
    log.ask("c1")
    log.wait(9 * S).end("c1")
    log.ask("c2")
    log.wait(10 * S).end("c2")
    tiles = log.wall().tiles
    assert (tiles.gave_up, tiles.short, tiles.in_60) == (Share(2, 2), 1, Share(0, 2))


def test_a_take_that_is_undone_or_dropped_answered_nobody():
    log = FloorLog().sign_in("ben", "kai")
    log.ask("c1", queue="payment en")
    log.wait(20 * S).take("c1", "ben")
    log.wait(5 * S).do("c1", Actor("agent", "ben", "agent"), c.UndoLast())
    assert (log.wall().tiles.answered, log.wall().tiles.waiting) == (0, 1)
    log.wait(5 * S).take("c1", "ben")
    log.wait(120 * S)
    assert log.due("c1")
    log.wait(60 * S)
    assert log.due("c1")
    tiles = log.wall().tiles
    assert (tiles.answered, tiles.waiting, log.at - tiles.longest_since) == (0, 1, 210 * S)
    log.take("c1", "kai")
    log.reply("c1", "kai")
    assert (log.wall().tiles.answered, log.wall().tiles.in_60) == (1, Share(0, 1))


def test_moved_to_another_queue_late_and_unanswered_it_was_missed_there():
    log = FloorLog().sign_in("ben")
    sara = Actor("agent", "sara", "supervisor")
    log.ask("c1", queue="payment en")
    log.wait(30 * S).do("c1", sara, c.Requeue("dispute de"))
    assert log.wall().tiles.in_60.of == 0
    log.wait(31 * S).do("c1", sara, c.Requeue("main"))
    lines = {line.name: line for line in log.wall().queues}
    assert log.labelled("flowed_late", "queue")["dispute de"] == 1
    assert log.wall().tiles.in_60 == Share(0, 1)
    assert lines["main"].wait == 1


def test_a_promise_is_no_abandonment_and_is_late_after_its_time():
    log = FloorLog().sign_in("ben")
    log.ask("c1", queue="payment en")
    log.wait(5 * S).do("c1", log.customer("c1"), c.ChoosePromise("call_back", log.at + 60 * M))
    wall = log.wall()
    assert (wall.kept.promised, wall.kept.asked, wall.tiles.gave_up.of) == (1, 1, 0)
    assert wall.next_promise is not None
    assert wall.next_promise.kind == "call_back"
    log.wait(55 * M)
    assert log.due("c1")
    assert (log.wall().kept.waiting, log.wall().kept.promised, log.wall().kept.late_promises) == (1, 0, 0)
    log.wait(5 * M)
    assert log.wall().kept.late_promises == 1
    log.take("c1", "ben")
    log.reply("c1", "ben")
    wall = log.wall()
    assert (wall.kept.got, wall.kept.late_promises, wall.next_promise) == (1, 0, None)


def test_contained_assumed_and_verified():
    log = FloorLog()
    for n in range(4):
        log.open(f"c{n}", topic="payment", customer=f"who{n}")
    log.do("c0", Actor("bot"), c.BotResolve())
    log.wait(15 * M)
    for n in (1, 2):
        assert log.due(f"c{n}")
    log.say("c3")
    log.end("c3")
    log.do("c1", log.customer("c1"), c.Rate(2))
    log.wait(80 * 60 * M).open("c9", topic="payment", customer="who2")
    log.do("c9", Actor("bot"), c.BotResolve())
    bot = log.wait(8 * 24 * 60 * M).wall().quality.bot
    # c0 and c9 are confirmed; c1 is rated badly; c2 comes back after 80 hours; c3 ended with a question open.
    assert (bot.closed, bot.final, bot.assumed, bot.verified, bot.again) == (5, 5, 3, 2, 1)
    assert (bot.rated, bot.answers) == (0, 1)


def test_a_repeat_is_the_last_handlers():
    log = FloorLog().sign_in("ben")
    log.open("c1", topic="payment", customer="ana")
    log.ask("c1", queue="payment en")
    log.take("c1", "ben")
    log.reply("c1", "ben")
    log.resolve("c1", "ben")
    log.wait(24 * 60 * M).open("c2", topic="payment", customer="ana")
    log.do("c2", Actor("bot"), c.BotResolve())
    log.wait(9 * 24 * 60 * M)
    assert log.labelled("again_by_last", "last") == {"agent": 100.0, "bot": 0.0}
    assert log.labelled("again_in_24_h", "last") == {"agent": 100.0, "bot": 0.0}
    assert log.labelled("closed", "handler") == {"bot": 1, "human": 0, "hybrid": 1}


def test_every_figure_has_its_one_definition():
    log = FloorLog().sign_in("ben")
    log.ask("c1", queue="payment en")
    log.take("c1", "ben")
    log.reply("c1", "ben")
    log.resolve("c1", "ben")
    log.wait(8 * 24 * 60 * M)
    told = values(log.figures(), log.at)
    assert {one.name for one in told} == set(DEFINITIONS) - {
        "legs",
        "answered",
        "gave_up_legs",
        "overflowed",
        "flowed_late",
    }
    log.wait(-8 * 24 * 60 * M)
    told += values(log.figures(), log.at)
    assert {one.name for one in told} == set(DEFINITIONS)
    for one in told:
        assert set(one.labels) <= set(DEFINITIONS[one.name].labels), one
