"""The walls of the first two drawings, built from logs that are shaped by the counts under them."""

from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

import pytest

from console.core.conversation.words import MINUTE
from console.core.metrics.alarms import AlarmBook
from console.core.metrics.building import Circumstances, build
from console.core.metrics.figures import Figures
from console.core.metrics.signals import signals
from console.core.metrics.wall import Share, Wall
from tests.core.metrics import drawn
from tests.core.metrics.drawing import FLOOR, QUEUE_NAMES, Drawing, Drawn, agents_of, rows_of
from tests.core.metrics.floor_log import FloorLog, H, M, S

MADRID = ZoneInfo("Europe/Madrid")
DAY = datetime(2026, 11, 17, tzinfo=MADRID)
LATER = 30 * S


def instant(hour: int, minute: int, second: int) -> int:
    return int(DAY.replace(hour=hour, minute=minute, second=second).timestamp() * 1_000)


CALM = Drawn(
    instant(10, 20, 7),
    agents_of(drawn.CALM_AGENTS),
    rows_of(drawn.CALM_WAITING),
    rows_of(drawn.CALM_QUEUES),
    {2: 40, 5: 60, 9: 50, 14: 55, 22: 40, 33: 30, 44: 16, 56: 10, 71: 9, 88: 7, 104: 5},
    {"asked": 136, "unsure": 73, "upset": 38, "in_trouble": 31, "bot_failed": 13, "other": 41},
    earlier_got=882,
    waited_before=3,
    spike=0,
)
OUTAGE = Drawn(
    instant(10, 20, 37),
    agents_of(drawn.OUTAGE_AGENTS),
    rows_of(drawn.OUTAGE_WAITING),
    rows_of(drawn.OUTAGE_QUEUES),
    {2: 40, 5: 62, 9: 52, 14: 55, 22: 41, 33: 29, 44: 15, 56: 10, 71: 9, 88: 7, 104: 5},
    {"asked": 148, "unsure": 74, "upset": 38, "in_trouble": 31, "bot_failed": 15, "other": 41},
    earlier_got=885,
    waited_before=6,
    spike=36,
)
BOTH = pytest.mark.parametrize("moment", [CALM, OUTAGE], ids=["calm", "outage"])


@cache
def logged(at: int) -> tuple[FloorLog, Figures, Wall, AlarmBook]:
    moment = CALM if at == CALM.at else OUTAGE
    log = Drawing(moment).run()
    figures = Figures(FLOOR, log.skills, MADRID)
    for entry in log.entries:
        figures.apply(entry)
    book = AlarmBook()
    for before in (1, 0):
        book.judge(signals(figures, at - before * S))
    around = Circumstances(alarms=book.alarms, cleared=book.cleared)
    return log, figures, build(figures, at, 30, around), book


def wall_of(moment: Drawn) -> Wall:
    return logged(moment.at)[2]


@BOTH
def test_the_promise_line_adds_up(moment: Drawn):
    kept = wall_of(moment).kept
    waiting = len(moment.waiting)
    got = {CALM.at: 1_204, OUTAGE.at: 1_210}[moment.at]
    assert (kept.asked, kept.got, kept.waiting, kept.promised, kept.left, kept.withdrew, kept.broken) == (
        {CALM.at: 1_244, OUTAGE.at: 1_265}[moment.at], got, waiting, 4, 27, 5, 0,
    )  # fmt: skip
    first = min(moment.waiting, key=lambda row: int(row[5]))
    assert kept.next_late is not None
    assert (kept.next_late.conv, kept.next_late.queue) == (first[1], first[0])
    assert kept.next_late.deadline - moment.at == int(first[5]) * S
    assert kept.late_promises == 0


@BOTH
def test_the_tiles(moment: Drawn):
    tiles = wall_of(moment).tiles
    calm = moment is CALM
    assert (tiles.waiting, tiles.offered, tiles.late) == ((4, 3, 0) if calm else (19, 4, 0))
    assert moment.at - tiles.longest_since == (21 if calm else 47) * S
    assert tiles.longest_queue == ("account en" if calm else "dispute de")
    assert tiles.in_60 == (Share(301, 331) if calm else Share(304, 334))
    assert (tiles.wait_mid, tiles.wait_90) == (14 * S, 44 * S)
    assert tiles.answered == (322 if calm else 325)
    assert tiles.gave_up == (Share(9, 331) if calm else Share(9, 334))
    assert (tiles.silent, tiles.short) == (5, 1)
    assert (tiles.busy, tiles.slots) == ((110, 148) if calm else (116, 148))
    assert tiles.got_person == (Share(318, 328) if calm else Share(321, 331))
    assert tiles.owed_by == "Ben"
    assert moment.at - tiles.owed_since == (52 if calm else 82) * S
    assert tiles.line_waiting[-1] == tiles.waiting
    assert tiles.line_longest[-1] == (21 if calm else 47)
    assert tiles.line_slot_load[-1] == pytest.approx(100 * tiles.busy / 148)
    assert all(len(getattr(tiles, name)) == 12 for name in tiles.__struct_fields__ if name.startswith("line_"))


@BOTH
def test_the_queues_in_their_order(moment: Drawn):
    wall = wall_of(moment)
    calm = "account en, payment en, dispute de, refund sv, delivery pt, returns fr, refund es, all nl"
    outage = "payment en, dispute de, account en, refund sv, all nl, delivery pt, returns fr, refund es"
    assert ", ".join(line.name for line in wall.queues) == (calm if moment is CALM else outage)
    table = {row[0]: [int(cell) for cell in (*row[1:4], *row[5:])] for row in moment.queues}
    for line in wall.queues:
        counts = [line.in_60, line.answered, line.left, line.wait, line.offer, line.busy, line.slots]
        assert [*counts, line.slots - line.busy, line.on, line.missed] == table[line.name], line.name
    assert sum(line.on for line in wall.queues) == 60
    assert wall.offered == len([row for row in moment.waiting if row[6] == "yes"])


@BOTH
def test_free_slots_by_language(moment: Drawn):
    free = dict(wall_of(moment).free)
    assert free == {"en": 14 if moment is CALM else 8, "de": 0, "sv": 4, "fr": 6, "es": 5, "pt": 4, "nl": 5}


@BOTH
def test_reasons_beside_the_week_before(moment: Drawn):
    lines = {line.group: line for line in wall_of(moment).reasons}
    assert {group: line.count for group, line in lines.items()} == moment.reasons
    total = sum(moment.reasons.values())
    changes = {g: 100 * line.count / total - (line.week_ago.percent or 0) for g, line in lines.items()}
    wanted = {"asked": 2, "unsure": -1, "upset": 0, "in_trouble": -2, "bot_failed": 0, "other": 1}
    if moment is CALM:
        assert {group: round(change) for group, change in changes.items()} == wanted
    assert lines["asked"].week_ago == Share(156, 400)


@BOTH
def test_agents_by_need_of_help(moment: Drawn):
    wall = wall_of(moment)
    assert [line.id for line in wall.agents] == [agent.name for agent in moment.agents]
    states = {"in_chats": 50, "wrap_up": 4, "finishing": 1, "break": 3, "away": 1, "no_answer": 1}
    assert dict(wall.agent_states) == states
    for agent, line in zip(moment.agents, wall.agents, strict=True):
        assert (line.level, line.capacity, line.home) == (agent.level, agent.capacity, agent.home)
        assert (line.slots, line.busy) == (agent.slots, agent.busy), agent.name
        assert line.state.replace("_", "").replace("-", "") == agent.state.replace(" ", "").replace("-", "")
        assert (moment.at - line.state_since) // S == agent.state_s, agent.name
        assert (moment.at - line.owes_since) // S * bool(line.owes_since) == agent.owes
        if agent.since_break_s > agent.state_s and agent.state != "break":
            assert (moment.at - line.work_since) // S == agent.since_break_s
    assert (wall.agents[0].help_text != "") == (moment is OUTAGE)


def test_the_calm_floor_has_no_alarm():
    assert wall_of(CALM).alarms == ()


def test_the_outages_four_alarms_with_their_best_actions():
    alarms = wall_of(OUTAGE).alarms
    assert [(alarm.number, alarm.kind, alarm.level, alarm.action, alarm.reach) for alarm in alarms] == [
        (1, "spike", "breach", "overflow", 13),
        (2, "late", "warn", "overflow", 13),
        (3, "waiting", "breach", "list", 19),
        (4, "help", "warn", "read", 1),
    ]
    spike, late, _, hand = alarms
    assert (spike.topic, spike.queue, spike.count, spike.usual, spike.value) == ("payment", "payment en", 36, 10, 3.6)
    assert (late.queue, late.deadline - OUTAGE.at, late.count) == ("payment en", 26 * S, 13)
    assert (hand.agent, OUTAGE.at - hand.since) == ("Ben", 20 * S)


def test_who_can_help_payment_en():
    line = next(line for line in wall_of(OUTAGE).queues if line.name == "payment en")
    assert (line.help, line.helpers) == (13, (("account en", 6), ("returns fr", 4), ("all nl", 3)))


def test_the_plot_and_what_is_usual():
    """Arrivals alone: with them more people would have asked since midnight than the promise line has."""
    arrivals = [int(number) for number in drawn.ARRIVALS.split()]
    usual = [round(3 + 8 * i / 235) for i in range(236)]
    now = CALM.at
    first = now // MINUTE * MINUTE - 235 * MINUTE
    log = FloorLog(first - 7 * 24 * H - 60 * M, {})
    edges = [usual[0], usual[0], *usual, usual[-1], usual[-1]]
    for i, number in enumerate(edges):
        ask(log, first - 7 * 24 * H + (i - 2) * MINUTE, number, f"w{i}")
    for i, number in enumerate(arrivals):
        # The last column is the last 60 seconds: what came in the running minute, and nothing of the one before.
        ask(log, first + i * MINUTE, number, f"c{i}")
    figures = Figures(FLOOR, log.skills, MADRID)
    for entry in log.entries:
        figures.apply(entry)
    plot = build(figures, now, 30).plot
    assert plot.until == now // MINUTE * MINUTE
    assert list(plot.arrivals) == arrivals
    assert list(plot.usual) == usual


def ask(log: FloorLog, at: int, number: int, name: str) -> None:
    for n in range(number):
        log.at = at + n % 7 * S
        log.ask(f"{name}n{n}", "en")
        log.end(f"{name}n{n}")


def test_every_queue_is_drawn():
    assert {row[0] for row in CALM.queues} == set(QUEUE_NAMES)
    assert OUTAGE.at - CALM.at == LATER
