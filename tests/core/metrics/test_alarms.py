"""Alarms: two snapshots raise, three well below the limit clear, numbers stay, and each has its best action."""

from collections.abc import Iterator

import pytest
from msgspec.structs import replace

from console.core.conversation import commands as c
from console.core.conversation.context import BOT_ACTOR, SYSTEM, Actor
from console.core.floor.alarm_events import AlarmAcked, AlarmCleared, AlarmEvent, AlarmRaised
from console.core.floor.presence import AgentState
from console.core.metrics.alarms import AlarmBook
from console.core.metrics.building import Circumstances, build
from console.core.metrics.signals import Hand, Missing, Signals, Spike, signals
from console.core.metrics.wall import Alarm, QueueLine, Share, Tiles
from tests.core.metrics.floor_log import FLOOR, NOON, SARA, FloorLog, M, S

CALM = Signals(NOON)


def waiting(number: int) -> Signals:
    return replace(CALM, tiles=Tiles(waiting=number))


def judged(book: AlarmBook, *snapshots: Signals) -> list[AlarmEvent]:
    """What they raise and clear, each a second after the one before."""
    found: list[AlarmEvent] = []
    for n, snapshot in enumerate(snapshots):
        found += book.judge(replace(snapshot, at=snapshot.at + n * S))
    return found


def raised(book: AlarmBook, snapshot: Signals) -> dict[str, Alarm]:
    """The alarms after two such snapshots, by kind."""
    judged(book, snapshot, snapshot)
    return {alarm.kind: alarm for alarm in book.alarms}


def test_one_snapshot_raises_nothing_and_two_raise_once():
    book = AlarmBook()
    assert judged(book, waiting(9), waiting(3), waiting(9)) == []
    events = judged(book, waiting(9), waiting(9), waiting(20))
    assert len(events) == 1
    assert isinstance(events[0], AlarmRaised)
    assert (book.alarms[0].level, book.alarms[0].count, book.alarms[0].number) == ("breach", 20, 1)


def test_it_clears_after_three_below_nine_tenths_of_the_limit():
    book = AlarmBook()
    judged(book, waiting(9), waiting(9))
    # 7.5 of 8 is not well below; a relapse begins the count anew.
    assert judged(book, waiting(7), waiting(7), waiting(8), waiting(7), waiting(7)) == []
    events = judged(book, waiting(7))
    assert [type(event) for event in events] == [AlarmCleared]
    assert book.alarms == ()
    assert book.cleared[0].alarm.kind == "waiting"


def test_between_the_limit_and_nine_tenths_nothing_moves():
    book = AlarmBook()
    load = replace(CALM, load=Share(86, 100))
    between = replace(CALM, load=Share(80, 100))
    assert len(judged(book, load, load)) == 1
    assert judged(book, *[between] * 10) == []
    assert judged(book, *[replace(CALM, load=Share(76, 100))] * 3) != []


def test_numbers_stay_until_an_alarm_clears_and_are_given_again():
    book = AlarmBook()
    hand = replace(CALM, hands=(Hand("c1", "ben", NOON, "Raj Iyer", "refund?"),))
    both = replace(hand, tiles=Tiles(waiting=9))
    judged(book, waiting(9), waiting(9), both, both)
    assert [(alarm.number, alarm.kind) for alarm in book.alarms] == [(1, "waiting"), (2, "help")]
    judged(book, hand, hand, hand)
    assert [(alarm.number, alarm.kind) for alarm in book.alarms] == [(2, "help")]
    third = replace(hand, swept=1)
    judged(book, third, third)
    assert [(alarm.number, alarm.kind) for alarm in book.alarms] == [(1, "swept"), (2, "help")]


def test_an_acknowledgement_stays_and_is_given_once():
    book = AlarmBook()
    judged(book, waiting(9), waiting(9))
    name = book.alarms[0].id
    assert book.acknowledge(name, "sara") == AlarmAcked(name, "sara")
    assert book.acknowledge(name, "leo") is None
    assert book.acknowledge("nothing", "sara") is None
    judged(book, waiting(30))
    assert (book.alarms[0].acked_by, book.alarms[0].level) == ("sara", "breach")


def test_after_a_restart_the_log_gives_back_what_was_raised():
    book, log = AlarmBook(), list[tuple[AlarmEvent, int]]()
    for n, snapshot in enumerate([waiting(9), waiting(9), waiting(30), *[replace(CALM, swept=1)] * 4]):
        snapshot = replace(snapshot, at=NOON + n * S)
        log += [(event, snapshot.at) for event in book.judge(snapshot)]
        if n == 1:
            event = book.acknowledge(book.alarms[0].id, "sara")
            assert event is not None
            log.append((event, snapshot.at))
    again = AlarmBook()
    for event, at in log:
        again.apply(event, at)
    assert [alarm.id for alarm in again.alarms] == [alarm.id for alarm in book.alarms] != []
    assert again.cleared == book.cleared
    assert book.cleared[0].alarm.acked_by == "sara"
    assert judged(again, replace(CALM, swept=1, at=NOON + 60 * S)) == []


@pytest.mark.parametrize(
    ("count", "usual", "level"),
    [(14, 1.0, ""), (15, 7.0, "warn"), (20, 10.0, "warn"), (19, 10.0, ""), (36, 10.0, "breach"), (15, 0.0, "breach")],
)
def test_a_spike_is_twice_or_three_times_the_usual_of_at_least_15(count: int, usual: float, level: str):
    alarm = raised(AlarmBook(), replace(CALM, spikes=(Spike("payment", count, usual),))).get("spike")
    assert (alarm.level if alarm else "") == level


def test_a_spikes_best_action_is_the_slots_of_others_else_the_notice_else_the_banner():
    spike = replace(CALM, spikes=(Spike("payment", 36, 10.0),), bot_topics={"payment": 61})
    waits = replace(spike, topics={("payment en", "payment"): 13, ("account en", "payment"): 1})
    line = QueueLine("payment en", wait=13, slots=32, busy=32, next_late=NOON + 26 * S, help=13)
    best = [
        (alarm.action, alarm.reach)
        for snapshot in (
            replace(waits, queues=(line,)),
            replace(waits, queues=(replace(line, help=0),)),
            replace(waits, queues=(replace(line, overflow=True),)),
            spike,
        )
        if (alarm := raised(AlarmBook(), snapshot)["spike"])
    ]
    assert best == [("overflow", 13), ("notice", 14), ("notice", 14), ("banner", 61)]


@pytest.mark.parametrize(
    ("left", "free", "level"), [(31, 0, ""), (29, 0, "warn"), (29, 13, ""), (0, 0, "breach"), (-5, 20, "breach")]
)
def test_late_warns_only_where_there_is_no_room(left: int, free: int, level: str):
    line = QueueLine("payment en", wait=13, slots=32, busy=32 - free, next_late=NOON + left * S, help=4)
    book = AlarmBook()
    book.judge(replace(CALM, queues=(line,)))
    book.judge(replace(CALM, queues=(line,)))
    assert [alarm.level for alarm in book.alarms] == ([level] if level else [])


TILES = {
    "longest": ({"longest_since": NOON - 121 * S}, {"longest_since": NOON - 240 * S}),
    "in_60": ({"in_60": Share(79, 100)}, {"in_60": Share(70, 100)}),
    "gave_up": ({"gave_up": Share(6, 100)}, {"gave_up": Share(15, 100)}),
    "owed": (None, {"owed_since": NOON - 90 * S, "owed_by": "ben"}),
    "got_person": ({"got_person": Share(94, 100)}, None),
}


def _tiles() -> Iterator[tuple[str, dict[str, object], str]]:
    for kind, levels in TILES.items():
        for level, fields in zip(("warn", "breach"), levels, strict=True):
            if fields is not None:
                yield kind, fields, level


@pytest.mark.parametrize(("kind", "fields", "level"), list(_tiles()))
def test_figures_past_their_goals(kind: str, fields: dict[str, object], level: str):
    book = AlarmBook()
    for _ in range(2):
        book.judge(replace(CALM, tiles=Tiles(**fields)))  # type: ignore[arg-type]
    assert [(alarm.kind, alarm.level) for alarm in book.alarms] == [(kind, level)]


def test_goals_that_are_met_raise_nothing():
    fine = Tiles(
        waiting=7,
        longest_since=NOON - 120 * S,
        in_60=Share(80, 100),
        gave_up=Share(5, 100),
        got_person=Share(95, 100),
        owed_since=NOON - 89 * S,
    )
    book = AlarmBook()
    for _ in range(3):
        book.judge(replace(CALM, tiles=fine, load=Share(85, 100)))
    assert book.alarms == ()
    few = Tiles(in_60=Share(0, 9), gave_up=Share(9, 9), got_person=Share(0, 9))
    assert raised(AlarmBook(), replace(CALM, tiles=few)) == {}


def test_a_request_that_the_system_ended_is_a_breach_at_once():
    assert raised(AlarmBook(), replace(CALM, broken=1))["got_person"].level == "breach"
    late = raised(AlarmBook(), replace(CALM, late_promise_count=1))
    assert late["got_person"].level == "breach"


def test_somebody_who_does_not_answer_is_asked_after_once_it_is_long():
    book = AlarmBook()
    short = replace(CALM, missing=(Missing("luz", NOON - 125 * S, 2),))
    assert judged(book, short, short) == []
    long = replace(CALM, missing=(Missing("luz", NOON - 300 * S, 2),))
    alarm = raised(book, long)["no_answer"]
    assert (alarm.agent, alarm.action, alarm.reach) == ("luz", "hand", 2)


# From a log


def book_of(log: FloorLog, seconds: int = 3) -> dict[str, Alarm]:
    figures, book = log.figures(), AlarmBook()
    for n in range(seconds):
        book.judge(signals(figures, log.at + n * S, str.upper))
    return {alarm.kind: alarm for alarm in book.alarms}


def test_nobody_on_shift_is_an_alarm_of_every_queue_that_is_open():
    log = FloorLog().sign_in("ben")
    log.ask("c1", queue="dispute de")
    log.wait(5 * S)
    figures, book = log.figures(), AlarmBook()
    for n in range(2):
        book.judge(signals(figures, log.at + n * S, opens_at={"main": 0}))
    nobody = [alarm for alarm in book.alarms if alarm.kind == "nobody"]
    assert [(alarm.queue, alarm.level, alarm.action, alarm.reach) for alarm in nobody] == [
        ("dispute de", "breach", "notice", 1)
    ]
    log.sign_in("lutz")
    assert "nobody" not in book_of(log)


def test_a_raised_hand_names_the_agent_the_customer_and_the_words():
    log = FloorLog().sign_in("ben")
    log.ask("c1", queue="payment en")
    log.take("c1", "ben")
    log.reply("c1", "ben")
    log.do("c1", Actor("agent", "ben", "agent"), c.AskHelp("refund or wait for the bank?"))
    alarm = book_of(log)["help"]
    assert (alarm.agent, alarm.conv, alarm.name, alarm.action) == ("ben", "c1", "C1", "read")
    assert alarm.text == "refund or wait for the bank?"
    assert alarm.since == log.at
    log.wait(20 * S).do("c1", SARA, c.Whisper("wait"))
    assert "help" not in book_of(log)


def test_a_late_promise_asks_for_the_call():
    log = FloorLog().sign_in("ben")
    log.ask("c1", queue="payment en")
    log.do("c1", log.customer("c1"), c.ChoosePromise("call_back", log.at + 30 * M))
    log.wait(31 * M)
    alarm = book_of(log)["promise"]
    assert (alarm.conv, alarm.count, alarm.action, alarm.deadline) == ("c1", 1, "call_back", NOON + 30 * M)


def test_what_the_sweeper_found_is_an_alarm():
    log = FloorLog().sign_in("ben")
    log.open("c1", topic="payment")
    log.do("c1", SYSTEM, c.Sweep(log.at))
    assert book_of(log)["swept"].count == 1
    log.wait(16 * M)
    assert "swept" not in book_of(log)


def test_a_spike_of_one_topic_beside_the_weeks_before():
    week = 7 * 24 * 60 * M
    log = FloorLog(NOON - 4 * week).sign_in("ben")
    for weeks in (3, 2, 1):
        for minute in range(-2, 3):
            log.at = NOON - weeks * week + minute * M
            for n in range(5):
                conv = f"w{weeks}m{minute}n{n}"
                log.open(conv, topic="payment_card")
                log.do(conv, BOT_ACTOR, c.BotResolve())
    log.at = NOON
    for n in range(20):
        log.open(f"c{n}", topic="payment")
    log.wait(20 * S)
    alarm = book_of(log)["spike"]
    assert (alarm.topic, alarm.count, alarm.usual, alarm.value, alarm.level) == ("payment", 20, 5.0, 4.0, "breach")
    assert (alarm.action, alarm.reach) == ("banner", 20)
    wall = build(log.figures(), log.at, 30, Circumstances(alarms=(alarm,)))
    assert wall.alarms == (alarm,)


def test_load_is_judged_over_15_minutes_whatever_the_wall_shows():
    log = FloorLog().sign_in("kai")
    for n in range(2):
        log.ask(f"c{n}", queue="payment en")
        log.take(f"c{n}", "kai")
        log.reply(f"c{n}", "kai")
    log.wait(12 * M).state("kai", AgentState.AVAILABLE)
    assert book_of(log)["slot_load"].value == 100.0
    assert FLOOR.goals.slot_load == 85.0


def test_an_alarm_that_is_over_says_how_bad_it_was_at_its_worst():
    book = AlarmBook()
    events = judged(book, waiting(9), waiting(9), waiting(20), waiting(12), waiting(7), waiting(7), waiting(7))
    assert isinstance(events[-1], AlarmCleared)
    assert (events[-1].alarm.count, events[-1].alarm.level) == (20, "breach")
    assert (book.cleared[0].alarm.count, book.cleared[0].alarm.number) == (20, 1)
    assert book.cleared[0].alarm.id == events[0].alarm.id
    # Another one of the same kind begins anew.
    again = judged(book, waiting(9), waiting(10), waiting(1), waiting(1), waiting(1))
    assert again[-1].alarm.count == 10


def owes(agent: str, span: int) -> Signals:
    return replace(CALM, owed_conv=f"c-{agent}", tiles=Tiles(owed_since=NOON - span, owed_by=agent))


def test_around_its_limit_an_owed_reply_goes_on_naming_who_caused_it():
    book = AlarmBook()
    judged(book, *[replace(owes("ben", 95 * S), at=NOON)] * 2)
    # Ben has answered; what Lutz owes is not past the limit, nor well below it.
    for who in ("lutz", "kai", "lutz"):
        book.judge(owes(who, 85 * S))
        assert (book.alarms[0].agent, book.alarms[0].conv) == ("ben", "c-ben")
    book.judge(owes("lutz", 91 * S))
    assert (book.alarms[0].agent, book.alarms[0].conv) == ("lutz", "c-lutz")
    book.judge(owes("lutz", 85 * S))
    assert book.alarms[0].since == NOON - 85 * S


def test_a_supervisor_who_owes_a_reply_is_among_the_agents_that_are_shown():
    log = FloorLog().sign_in("ben")
    log.ask("c1", queue="payment en")
    log.wait(5 * S).take("c1", "luz")
    log.say("c1")
    wall = log.wait(100 * S).wall()
    assert wall.tiles.owed_by == "luz"
    assert [(one.id, one.state, one.owes_since > 0) for one in wall.agents] == [
        ("luz", "in_chats", True),
        ("ben", "available", False),
    ]
    assert dict(wall.agent_states) == {"free": 1}, "she is not at work as an agent"
    assert ("", 0) not in wall.free
