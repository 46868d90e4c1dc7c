"""Where one figure ends and the next begins: exact seconds, windows' edges, days far apart, many chats, many agents."""

from datetime import UTC
from random import Random

from console.core.conversation import commands as c
from console.core.conversation.context import Actor
from console.core.floor.presence import AgentState, Skills
from console.core.metrics.building import build
from console.core.metrics.days import Days
from console.core.metrics.wall import MOST_AGENTS, Share
from console.core.metrics.windows import Levels, Recent, Rolling, Windows
from tests.core.metrics.floor_log import NOON, FloorLog, H, M, S

BEN = Actor("agent", "ben", "agent")


def answered_after(length: int) -> Share:
    log = FloorLog().sign_in("ben")
    log.ask("c1", queue="payment en")
    log.wait(length).take("c1", "ben")
    return log.wall().tiles.in_60


def test_sixty_seconds_are_within_sixty_seconds():
    assert answered_after(60 * S) == Share(1, 1)
    assert answered_after(60 * S + 1) == Share(0, 1)


def test_what_comes_after_two_minutes_finds_the_silent_one_gone():
    log = FloorLog().sign_in("ben")
    log.ask("c1", queue="payment en")
    log.away("c1")
    log.take("c1", "ben")
    log.reply("c1", "ben")
    log.wait(120 * S - 1).audit("banner", topic="payment")
    assert log.wall().tiles.silent == 0
    log.wait(1).audit("banner", topic="payment", on=False)
    assert log.wall().tiles.silent == 1
    log.away("c1", away=False)
    assert log.wall().tiles.silent == 1


def test_a_window_begins_with_the_whole_second_that_long_ago():
    days = Days(UTC)
    for settled in (0, NOON + 30 * M - 5 * S, NOON + 30 * M + 999):
        rolling: Rolling[str] = Rolling(Windows(days))
        days.settled = 0
        rolling.add(NOON + 999, "a")
        rolling.add(NOON + 5 * S, "b")
        days.settled = settled
        assert dict(rolling.counts(30, NOON + 30 * M + 999)).get("a", 0) == 1, settled
        later = dict(rolling.counts(30, NOON + 30 * M + 1 * S))
        assert (later.get("a", 0), later.get("b", 0)) == (0, 1), settled


def test_what_comes_late_counts_where_it_happened():
    days = Days(UTC)
    rolling: Rolling[str] = Rolling(Windows(days))
    rolling.add(NOON, "a")
    days.settled = NOON + 7 * M
    assert rolling.counts(5, NOON + 7 * M).get("a", 0) == 0
    rolling.add(NOON + 1 * M, "a")
    rolling.add(NOON + 3 * M, "a")
    assert rolling.counts(5, NOON + 7 * M).get("a", 0) == 1
    assert (rolling.counts(15, NOON + 7 * M)["a"], rolling.counts(0, NOON + 7 * M)["a"]) == (3, 3)
    rolling.add(NOON + 3 * M, "a", -1)
    assert rolling.counts(5, NOON + 7 * M).get("a", 0) == 0


def test_what_comes_late_into_an_old_second_counts_as_if_it_had_come_in_time():
    chance, days = Random(3), Days(UTC)
    changes = [
        (NOON + n * S + chance.randrange(S), chance.choice("abc"), chance.choice((1, 2, -1))) for n in range(900)
    ]
    in_time = sorted(changes)
    late = sorted(changes, key=lambda one: one[0] + chance.choice((0, 0, 0, 5 * M)))
    windows = [Windows(days), Windows(days)]
    rollings: list[Rolling[str]] = [Rolling(each) for each in windows]
    levels = [Levels(each) for each in windows]
    days.settled = 0
    for rolling, level, order in zip(rollings, levels, (in_time, late), strict=True):
        for at, key, n in order:
            rolling.add(at, key, n)
            level.change(at, [(key, n)])
    # Old seconds of a busy time are kept small, those of the last minutes are not.
    kept = [windows[0]._buckets[second] for second in sorted(windows[0]._buckets)]
    assert {type(bucket) for bucket in kept[:700]} == {tuple}
    assert {type(bucket) for bucket in kept[-100:]} == {dict}
    for now in range(NOON + 5 * M, NOON + 80 * M, 77 * S):
        days.settled = now
        for minutes in (5, 15, 30, 60, 0):
            begin = (now // S - minutes * 60) * S if minutes else 0
            for key in "abc":
                expected = sum(n for at, one, n in changes if one == key and at >= begin)
                assert [rolling.counts(minutes, now).get(key, 0) for rolling in rollings] == [expected] * 2, now
                assert levels[0].held(key, minutes, now) == levels[1].held(key, minutes, now)


def test_a_clock_that_is_put_back_over_old_seconds_keeps_what_they_hold():
    days = Days(UTC)
    windows = Windows(days)
    rolling: Rolling[str] = Rolling(windows)
    for n in range(900):
        rolling.add(NOON + n * S, "a")
    windows.rewind(NOON + 300 * S)
    days.settled = NOON + 300 * S
    assert rolling.counts(15, NOON + 300 * S)["a"] == 900


def test_a_quiet_time_is_not_packed():
    windows = Windows(Days(UTC))
    rolling: Rolling[str] = Rolling(windows)
    for n in range(300):
        rolling.add(NOON + n * 10 * S, "a")
    assert {type(bucket) for bucket in windows._buckets.values()} == {dict}


def test_levels_are_exact_whatever_the_order_of_changes():
    changes = [(NOON + 40 * M, 3), (NOON + 10 * M, 2), (NOON + 50 * M, -4), (NOON + 20 * M, -1)]
    levels = Levels(Windows(Days(UTC)))
    for at, by in changes:
        levels.change(at, [("busy", by)])
    # 2 from :10, 1 from :20, 4 from :40, 0 from :50.
    assert levels.held("busy", 60, NOON + 60 * M) == (2 * 10 + 1 * 20 + 4 * 10) * M
    assert levels.held("busy", 15, NOON + 60 * M) == 4 * 5 * M
    assert levels.held("busy", 0, NOON + 60 * M) == (2 * 10 + 1 * 20 + 4 * 10) * M


def test_recent_instants_are_counted_to_the_millisecond():
    recent = Recent()
    for at in (NOON, NOON + 2, NOON + 1):
        recent.add(at)
    assert (recent.within(NOON + 60 * S, 60 * S), recent.within(NOON, 1)) == (2, 1)
    recent.discard(NOON + 1)
    recent.discard(NOON + 7)
    assert recent.within(NOON + 60 * S, 60 * S) == 1


def test_days_far_apart_do_not_swallow_those_between():
    days = Days(UTC)
    midnights = [days.midnight(NOON + n * 24 * H) for n in (0, 10, 5, -20)]
    assert midnights == [NOON - 12 * H + n * 24 * H for n in (0, 10, 5, -20)]


def test_a_snoozed_chat_that_is_resolved_holds_a_slot_while_it_wraps_up():
    log = FloorLog().sign_in("ben")
    log.ask("c1", queue="payment en")
    log.take("c1", "ben")
    log.reply("c1", "ben")
    log.do("c1", BEN, c.Snooze())
    assert log.wall().tiles.busy == 0
    log.resolve("c1", "ben", "")
    assert log.wall().tiles.busy == 1
    assert log.wall().agents[0].state == "wrap_up"
    log.wait(60 * S)
    assert log.due("c1")
    assert log.wall().tiles.busy == 0


def test_effort_of_seventeen_chats_loses_nothing():
    log = FloorLog().sign_in("ben")
    for n in range(17):
        log.ask(f"c{n}", queue="payment en")
        log.take(f"c{n}", "ben")
        log.reply(f"c{n}", "ben")
    log.wait(7)
    for n in range(17):
        log.resolve(f"c{n}", "ben")
    figures = log.figures()
    agent = figures.agents.agents["ben"]
    assert agent.given == agent.engaged == 7 * 720_720


def test_who_rests_stands_after_who_works():
    log = FloorLog().sign_in("ben", "kai")
    log.state("ben", AgentState.BREAK)
    log.wait(60 * S).state("kai", AgentState.AVAILABLE)
    assert [line.id for line in log.wall().agents] == ["kai", "ben"]
    assert [line.work_since for line in log.wall().agents] == [NOON, 0]


def test_nobody_helps_her_own_queue_or_one_that_is_too_hard():
    team = {
        "ben": Skills(("en",), 3, "payment en"),
        "lutz": Skills(("de", "en"), 3, "dispute de"),
        "kai": Skills(("en",), 0, "dispute de"),
        "luz": Skills(("es",), 2, "main"),
    }
    log = FloorLog(team=team).sign_in(*team)
    line = next(line for line in log.wall().queues if line.name == "payment en")
    assert line.helpers == (("dispute de", 3),)
    log.ask("c1", queue="dispute de")
    log.offer("c1", "lutz")
    line = next(line for line in log.wall().queues if line.name == "payment en")
    assert (line.helpers, log.wall().offered) == ((("dispute de", 2),), 1)


def test_of_many_agents_the_first_are_those_who_want_help():
    names = [f"a{n:03}" for n in range(MOST_AGENTS + 60)]
    log = FloorLog(team={name: Skills((), 2, "main") for name in names}).sign_in(*names)
    for n, name in enumerate(names):
        log.ask(f"c{n}", topic="order")
        log.take(f"c{n}", name)
        log.reply(f"c{n}", name)
        if n % 2:
            log.wait(100).say(f"c{n}")
    log.do("c0", Actor("agent", "a000", "agent"), c.AskHelp("help"))
    log.state("a002", AgentState.NO_ANSWER)
    log.resolve("c4", "a004", "")
    wall = build(log.figures(), log.at + 61 * S, 30)
    assert len(wall.agents) == MOST_AGENTS
    odd = [name for n, name in enumerate(names) if n % 2]
    assert [line.id for line in wall.agents][:4] == ["a000", "a002", *odd[:2]]
    shown = {line.id for line in wall.agents}
    assert set(odd) <= shown
    assert "a004" in shown
    assert dict(wall.agent_states) == {"in_chats": len(names) - 2, "wrap_up": 1, "no_answer": 1}


def test_where_a_queue_names_no_language_only_speakers_of_those_who_wait_can_help():
    log = FloorLog().sign_in("ben", "lutz")
    line = {one.name: one for one in log.wall().queues}["main"]
    assert dict(line.helpers) == {"payment en": 3, "dispute de": 3}
    log.open("c1", "de")
    log.ask("c1", queue="main")
    line = {one.name: one for one in log.wall().queues}["main"]
    assert (line.help, dict(line.helpers)) == (3, {"dispute de": 3})


def test_at_most_eight_queues_are_named_that_could_help_and_the_rest_are_counted():
    people = {f"a{n}": Skills(("en",), 3 if n else 2, f"queue {n:02d}") for n in range(11)}
    log = FloorLog(team=people).sign_in(*people)
    line = {one.name: one for one in log.wall().queues}["payment en"]
    assert (line.help, len(line.helpers), line.more_helpers) == (33, 8, 3)


def test_an_extended_wrap_up_holds_its_slot_and_is_counted_whole():
    log = FloorLog().sign_in("ben")
    log.ask("c1", queue="payment en")
    log.take("c1", "ben")
    log.reply("c1", "ben")
    log.resolve("c1", "ben", "")
    begun = log.at
    log.wait(50 * S).do("c1", BEN, c.ExtendWrapUp())
    agent = log.wait(50 * S).wall().agents[0]
    assert (agent.state, agent.state_since, agent.busy) == ("wrap_up", begun, 1)
    log.do("c1", BEN, c.WrapUp("solved"))
    assert log.values()["wrap_mean"] == 100
    assert log.wall().goals["wrap_up_longest"] == 180 * S
