"""Walls built from counts: the floor of the drawings, calm and 30 seconds into a payment outage."""

import csv
from collections.abc import Mapping
from io import StringIO
from typing import Any
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from console.core.floor.policy import Goals
from console.core.metrics import wall as w
from console.desk.actions import ACTIONS, Keymap
from console.desk.adapters.port import Link, LinkState
from console.desk.work.floor.view import View
from tests.desk import floor_counts as counts

MADRID = ZoneInfo("Europe/Madrid")
CALM_AT = 1_764_321_607_000
"""10:20:07 in Madrid."""
OUTAGE_AT = CALM_AT + 30_000
SECOND, MINUTE = 1_000, 60_000
EVERYTHING = frozenset(action.id for action in ACTIONS)
_STATES = {"no answer": "no_answer", "wrap-up": "wrap_up"}


def calm() -> w.Wall:
    """Drawing 1."""
    reasons = (136, 73, 38, 31, 13, 41)
    kept = w.Kept(1_244, 1_204, 4, 4, 27, 5)
    waits = {2: 40, 5: 60, 9: 50, 14: 55, 22: 40, 33: 30, 44: 16, 56: 10, 71: 9, 88: 7, 104: 5}
    cleared = (
        w.Cleared(w.Alarm(1, "h", "help", "warn", _clock(9, 41), agent="fleur"), _clock(9, 41) + 70 * SECOND),
        w.Cleared(w.Alarm(2, "l", "late", "warn", _clock(9, 12), queue="refund es"), _clock(9, 14)),
        w.Cleared(w.Alarm(3, "s", "slot_load", "warn", _clock(8, 55), value=86), _clock(9, 20)),
    )
    plot = (_arrivals(), 11)
    more = {"kept": kept, "waits": waits, "silent": 5, "load": (193_140, 266_400), "got": (318, 328), "plot": plot}
    return _wall("CALM", CALM_AT, 7, reasons, cleared=cleared, **more)


def outage() -> w.Wall:
    """Drawing 2."""
    reasons = (148, 74, 38, 31, 15, 41)
    kept = w.Kept(1_265, 1_210, 19, 4, 27, 5)
    waits = {2: 40, 5: 62, 9: 52, 14: 55, 22: 41, 33: 29, 44: 15, 56: 10, 71: 9, 88: 7, 104: 5}
    at = OUTAGE_AT
    late = at + 26 * SECOND
    alarms = (
        w.Alarm(
            1,
            "a1",
            "spike",
            "breach",
            at - 3 * SECOND,
            queue="payment en",
            topic="payment",
            value=3.6,
            usual=10,
            count=36,
            action="overflow",
            reach=13,
        ),
        w.Alarm(
            2,
            "a2",
            "late",
            "warn",
            at - 2 * SECOND,
            queue="payment en",
            deadline=late,
            count=13,
            action="overflow",
            reach=13,
        ),
        w.Alarm(3, "a3", "waiting", "breach", at - SECOND, value=19, count=19, action="list", reach=19),
        w.Alarm(
            4,
            "a4",
            "help",
            "warn",
            at - 20 * SECOND,
            agent="ben",
            conv="5102",
            name="Raj Iyer",
            since=at - 20 * SECOND,
            text="refund or wait for the bank?",
            action="read",
            reach=1,
        ),
    )
    plot = ((*_arrivals()[:-1], 26), 12)
    more = {"kept": kept, "waits": waits, "silent": 5, "load": (193_680, 266_400), "got": (321, 331), "plot": plot}
    return _wall("OUTAGE", at, 37, reasons, alarms=alarms, **more)


def seen(wall: w.Wall, width: int, height: int, *, after: int = 400, **more: Any) -> View:
    """The wall as Sara sees it, so many milliseconds after its moment."""
    now = wall.at + after
    given: dict[str, Any] = {
        "now": now,
        "clock": now,
        "age": after,
        "zone": MADRID,
        "link": LinkState(Link.LIVE, wall.at - MINUTE, 42),
        "keymap": Keymap(),
        "me": "Sara",
        "workspace": "acme",
        "places": EVERYTHING,
    }
    return View(wall=wall, width=width, height=height, **{**given, **more})


def _clock(hour: int, minute: int) -> int:
    return CALM_AT - 7 * SECOND + ((hour - 10) * 60 + minute - 20) * MINUTE


def _rows(text: str) -> list[list[str]]:
    return list(csv.reader(StringIO(text)))


def _arrivals() -> tuple[int, ...]:
    return tuple(map(int, counts.ARRIVALS.split()))


def _wall(which: str, at: int, number: int, reasons: tuple[int, ...], **more: Any) -> w.Wall:
    legs = _rows(getattr(counts, f"{which}_LEGS"))
    queues = [_queue(row, legs, at) for row in _rows(getattr(counts, f"{which}_QUEUES"))]
    queues.sort(key=_place)
    agents = [_agent(row, at) for row in csv.DictReader(StringIO(getattr(counts, f"{which}_AGENTS")))]
    first = min(legs, key=lambda leg: int(leg[4]) - int(leg[3]))
    due = at + (int(first[4]) - int(first[3])) * SECOND
    arrivals, answered = more["plot"]
    free: dict[str, int] = {}
    for queue in queues:
        lang = queue.name.split()[1]
        free[lang] = free.get(lang, 0) + queue.slots - queue.busy
    return w.Wall(
        at,
        number,
        zone="Europe/Madrid",
        workspace="acme",
        kept=replace(more["kept"], next_late=w.Late("c1", first[0], first[1], due)),
        tiles=_tiles(which, at, queues, agents, more, legs),
        goals={field: getattr(Goals(), field) for field in Goals.__struct_fields__},
        queues=tuple(queues),
        alarms=more.get("alarms", ()),
        cleared=more.get("cleared", ()),
        reasons=tuple(
            w.ReasonLine(group, n, w.Share(before, 1_000))
            for group, n, before in zip(
                ("asked", "unsure", "upset", "in_trouble", "bot_failed", "other"),
                reasons,
                (390, 230, 115, 110, 40, 110),
                strict=True,
            )
        ),
        plot=w.Plot(at - at % MINUTE, arrivals, tuple(round(3 + 8 * n / 235) for n in range(w.PLOT_MINUTES)), answered),
        heat=tuple(_heat(row) for row in _rows(counts.HEAT)),
        agents=tuple(agents),
        agent_states=_states(agents),
        quality=_quality(),
        next_promise=w.NextPromise("c9", "call_back", "de", "Ida Holm", _clock(10, 31)),
        free=tuple((lang, free[lang]) for lang in ("en", "de", "sv", "fr", "es", "pt", "nl")),
        offered=sum(queue.offer for queue in queues),
    )


def _place(queue: w.QueueLine) -> tuple[float, float, str]:
    free = (queue.slots - queue.busy) / queue.slots
    return (queue.next_late or float("inf"), free, queue.name)


def _queue(row: list[str], legs: list[list[str]], at: int) -> w.QueueLine:
    name, (in_60, answered, left, wait, offer, busy, slots, on, missed) = row[0], map(int, row[1:])
    own = [(int(leg[3]), int(leg[4])) for leg in legs if leg[0] == name]
    assert len(own) == wait
    return w.QueueLine(
        name,
        wait,
        offer,
        max((at - waited * SECOND for waited, _ in sorted(own)[-1:]), default=0),
        min((at + (target - waited) * SECOND for waited, target in own), default=0),
        in_60,
        answered,
        left,
        busy,
        slots,
        on,
        missed,
    )


def _agent(row: Mapping[str, str], at: int) -> w.AgentLine:
    number = {key: int(value or 0) for key, value in row.items() if key not in ("name", "home", "state", "level")}
    return w.AgentLine(
        row["name"].lower(),
        row["name"],
        int(row["level"][1]),
        row["home"],
        _STATES.get(row["state"], row["state"]),
        at - number["state_s"] * SECOND,
        at - number["since_break_s"] * SECOND if number["since_break_s"] else 0,
        number["slots"],
        number["cap"],
        number["busy"],
        at - number["owes_s"] * SECOND if number["owes_s"] else 0,
        at - number["asks_help_s"] * SECOND if number["asks_help_s"] else 0,
        chats=number["busy"],
    )


def _states(agents: list[w.AgentLine]) -> tuple[tuple[str, int], ...]:
    found = dict.fromkeys(("in_chats", "wrap_up", "finishing", "break", "away", "no_answer"), 0)
    for agent in agents:
        found["in_chats" if agent.state == "available" else agent.state] += 1
    return tuple(found.items())


def _tiles(
    which: str, at: int, queues: list[w.QueueLine], agents: list[w.AgentLine], more: dict[str, Any], legs: list[Any]
) -> w.Tiles:
    waits = sorted(second for second, n in more["waits"].items() for _ in range(n))
    lines = [tuple(map(float, line.split())) for line in getattr(counts, f"{which}_LINES").splitlines()]
    ended = sum(queue.answered + queue.left for queue in queues)
    longest = max(legs, key=lambda leg: int(leg[3]))
    owes = min((agent for agent in agents if agent.owes_since), key=lambda agent: agent.owes_since)
    assert len(waits) == sum(queue.answered for queue in queues)
    return w.Tiles(
        sum(queue.wait for queue in queues),
        sum(queue.offer for queue in queues),
        0,
        at - int(longest[3]) * SECOND,
        longest[0],
        w.Share(sum(queue.in_60 for queue in queues), ended),
        waits[(len(waits) - 1) // 2] * SECOND,
        waits[-(-len(waits) * 9 // 10) - 1] * SECOND,
        len(waits),
        w.Share(sum(queue.left for queue in queues), ended),
        more["silent"],
        1,
        w.Share(*more["load"]),
        sum(queue.busy for queue in queues),
        sum(queue.slots for queue in queues),
        w.Share(*more["got"]),
        owes.owes_since,
        owes.id,
        *lines,
    )


def _heat(row: list[str]) -> w.HeatLine:
    hours = tuple(w.Share() if digit == "·" else w.Share(95 - 10 * int(digit), 100) for digit in row[1])
    return w.HeatLine(row[0], hours, w.Share(*map(int, row[2].split("/"))))


def _quality() -> w.Quality:
    rows = [row.split("; ") for row in counts.INTENTS.splitlines()]
    each = {row[0]: [tuple(map(int, cell.split(", "))) for cell in row[1:]] for row in rows}
    total = [tuple(map(sum, zip(*(cells[n] for cells in each.values()), strict=True))) for n in range(3)]
    assumed, rated = (8_001, 1_254, 2_961), ((715, 912), (258, 310), (520, 655))
    ledgers = [
        w.Ledger(handler, *total[n][:2], assumed[n], *total[n][2:], *rated[n], _same_mix(each, n))
        for n, handler in enumerate(("bot", "human", "hybrid"))
    ]
    intents = tuple(
        w.IntentLine(
            name.rpartition(" ")[0],
            name.rpartition(" ")[2],
            *(
                w.Ledger(handler, *cells[n][:2], 0, *cells[n][2:])
                for n, handler in enumerate(("bot", "human", "hybrid"))
            ),
        )
        for name, cells in each.items()
    )
    return w.Quality(28, *ledgers, bot_started=20_260, intents=intents, currency="EUR", rates=(0.35, 4.1, 4.6, 6.0))


def _same_mix(each: Mapping[str, list[tuple[int, ...]]], handler: int) -> float:
    weights = {name: sum(cell[1] for cell in cells) for name, cells in each.items()}
    shares = {name: cells[handler][2] / cells[handler][1] for name, cells in each.items()}
    return 100 * sum(weights[name] * shares[name] for name in each) / sum(weights.values())
