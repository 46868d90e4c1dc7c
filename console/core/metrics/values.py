"""Every figure by its name: what Prometheus scrapes and `warmline stats` prints, from the same sums as the wall."""

from collections.abc import Iterator

import msgspec

from console.core.conversation.words import SECOND
from console.core.metrics import requests
from console.core.metrics.agents import AT_WORK, AVAILABLE, BUSY, CHATS, ENGAGED, SHARES, SLOTS
from console.core.metrics.building import STATES
from console.core.metrics.comparing import wilson
from console.core.metrics.figures import Figures
from console.core.metrics.handling import BOUNCED, EFFORT, HANDLED
from console.core.metrics.ledger import quality
from console.core.metrics.legs import total
from console.core.metrics.queues import queue_names
from console.core.metrics.wall import Alarm, Ledger, Share
from console.core.metrics.windows import mean, nearest_rank


class Value(msgspec.Struct, frozen=True, omit_defaults=True):
    """One figure, of all or of what the labels name."""

    name: str
    """One of `definitions.DEFINITIONS`."""
    value: float | None
    """None: there is nothing to divide by, or too little to say."""
    labels: dict[str, str] = {}
    n: int | None = None
    """Of how many, where it is a share or an average."""


class AllFigures(msgspec.Struct, frozen=True):
    """All figures at one instant, as `/v1/stats` tells them and `warmline stats` prints them."""

    at: int
    window: int
    zone: str = "UTC"
    workspace: str = ""
    figures: tuple[Value, ...] = ()
    alarms: tuple[Alarm, ...] = ()


def values(figures: Figures, now: int, window: int = 30) -> tuple[Value, ...]:
    """All of them at this instant, over a window of so many minutes; 0: since midnight."""
    figures.until(now)
    return (
        *_requests(figures, now, window),
        *_legs(figures, now, window),
        *_speeds(figures, now, window),
        *_people(figures, now, window),
        *_quality(figures, now),
    )


def _share(name: str, share: Share, **labels: str) -> Value:
    return Value(name, share.percent, labels, share.of)


def _requests(figures: Figures, now: int, window: int) -> Iterator[Value]:
    request = figures.requests
    today, still = request.ended.counts(0, now), request.open
    ends = {end: today.get(end, 0) for end in (requests.GOT, requests.LEFT, requests.WITHDREW)}
    yield Value("asked", sum(ends.values()) + sum(still.values()))
    yield Value("got", ends[requests.GOT] + still[requests.GOT])
    yield Value("requests_waiting", still[requests.WAITING])
    yield Value("promised", still[requests.PROMISED])
    yield Value("left", ends[requests.LEFT])
    yield Value("withdrew", ends[requests.WITHDREW])
    yield Value("broken", still[requests.BROKEN])
    yield Value("late_promises", request.promises.until(now))
    for how in ("asked", "escalated"):
        yield Value("requests", request.opened.counts(window, now).get(how, 0), {"how": how})
    for line in figures.arrivals.reason_lines(window, now):
        yield Value("reasons", line.count, {"group": line.group})
    ended = request.ended.counts(window, now)
    yield _share("got_person", Share(ended.get(requests.GOT, 0), sum(ended.values())))
    yield Value("bounced", figures.handling.sums.counts(window, now).get(BOUNCED, 0))
    yield Value("swept", sum(request.swept.counts(window, now).values()))


def _legs(figures: Figures, now: int, window: int) -> Iterator[Value]:
    legs = figures.legs
    tallies = legs.by_queue(window, now)
    missed = legs.missed_by_queue(window, now)
    transferred = legs.transferred.counts(window, now)
    for queue in queue_names(figures, tallies):
        labels = {"queue": queue}
        line, tally = legs.lines.get(queue), tallies.get(queue)
        since = line.since.first if line is not None else 0
        yield Value("waiting", len(line.since) if line is not None else 0, labels)
        yield Value("offered", line.offered if line is not None else 0, labels)
        yield Value("longest", (now - since) / SECOND if since else 0, labels)
        yield Value("missed", missed.get(queue, 0), labels)
        yield Value("transferred", transferred.get(queue, 0), labels)
        if tally is not None:
            yield Value("answered", tally.answered, labels)
            yield Value("gave_up_legs", tally.left, labels)
            yield Value("overflowed", tally.helped, labels)
            yield Value("flowed_late", tally.flowed, labels)
            yield Value("in_60", Share(tally.in_60, tally.ended).percent, labels, tally.ended)
    for (queue, cause), n in sorted(legs.begun.counts(window, now).items()):
        yield Value("legs", n, {"queue": queue, "cause": cause})
    yield Value("late", legs.late(now))
    whole = total(tallies.values())
    yield Value("silent", whole.silent)
    yield Value("short", whole.short)
    yield _share("in_60", Share(whole.in_60, whole.ended))
    yield _share("gave_up", Share(whole.left, whole.answered + whole.left))
    waits = legs.waits.counts(window, now)
    number = sum(waits.values())
    yield Value("wait_mid", nearest_rank(waits, 0.5), {}, number)
    yield Value("wait_90", nearest_rank(waits, 0.9), {}, number)
    yield Value("wait_mean", mean(waits), {}, number)
    everybody = legs.waits_all.counts(window, now)
    yield Value("wait_all_mean", mean(everybody), {}, sum(everybody.values()))


def _speeds(figures: Figures, now: int, window: int) -> Iterator[Value]:
    speeds = {name: rolling.counts(window, now) for name, rolling in figures.handling.speeds.items()}
    number = {name: sum(counts.values()) for name, counts in speeds.items()}
    for name in ("to_person", "first_response", "response"):
        yield Value(f"{name}_mid", nearest_rank(speeds[name], 0.5), {}, number[name])
        yield Value(f"{name}_90", nearest_rank(speeds[name], 0.9), {}, number[name])
    for name in ("bot_first_response", "session_time"):
        yield Value(f"{name}_mid", nearest_rank(speeds[name], 0.5), {}, number[name])
    for name in ("session_time", "wrap"):
        yield Value(f"{name}_mean", mean(speeds[name]), {}, number[name])
    owed = figures.agents.owed.first
    yield Value("owed", (now - owed) / SECOND if owed else 0)


def _people(figures: Figures, now: int, window: int) -> Iterator[Value]:
    sums, held = figures.handling.sums.counts(window, now), figures.levels.held
    handled = sums.get(HANDLED, 0)
    aht = sums.get(EFFORT, 0) / SHARES / SECOND / handled if handled else None
    yield Value("effort_aht", aht, {}, handled)
    yield Value("handled", handled)
    yield _share("slot_load", Share(held(BUSY, window, now), held(SLOTS, window, now)))
    yield _share("occupancy", Share(held(AT_WORK, window, now), held(AVAILABLE, window, now)))
    engaged = held(ENGAGED, window, now)
    yield Value("concurrency", held(CHATS, window, now) / engaged if engaged else None)
    # Nothing in the log says who is paid for which hours.
    yield Value("utilisation", None)
    for queue, home in sorted(figures.agents.homes.items()):
        yield Value("slots_busy", home.busy, {"queue": queue})
        yield Value("slots", home.slots, {"queue": queue})
    for state in STATES:
        yield Value("agents", len(figures.agents.labelled.get(state, ())), {"state": state})


def _quality(figures: Figures, now: int) -> Iterator[Value]:
    pane = quality(figures, now)
    yield _share("contained", Share(pane.bot.closed, pane.bot_started))
    cells = figures.outcomes.cells(now)
    for ledger in (pane.bot, pane.human, pane.hybrid):
        yield from _ledger(ledger)
        mine = [cell for (handler, _, _), cell in cells.items() if handler == ledger.handler]
        first = Share(sum(cell.first_contact for cell in mine), ledger.final)
        yield _share("first_contact", first, handler=ledger.handler)
    for last, (day, week, final) in sorted(figures.outcomes.again_by_last(now).items()):
        yield _share("again_by_last", Share(week, final), last=last)
        yield _share("again_in_24_h", Share(day, final), last=last)


def _ledger(ledger: Ledger) -> Iterator[Value]:
    whose = {"handler": ledger.handler}
    yield Value("closed", ledger.closed, whose)
    yield Value("provisional", Share(ledger.closed - ledger.final, ledger.closed).percent, whose, ledger.closed)
    for name, part in (("assumed", ledger.assumed), ("verified", ledger.verified), ("again", ledger.again)):
        yield Value(name, Share(part, ledger.final).percent, whose, ledger.final)
    yield Value("verified_same_mix", ledger.same_mix, whose)
    rated = Share(ledger.rated, ledger.answers)
    low, high = wilson(rated) or (None, None)
    yield Value("rated_good", rated.percent, whose, ledger.answers)
    yield Value("rated_low", None if low is None else 100.0 * low, whose, ledger.answers)
    yield Value("rated_high", None if high is None else 100.0 * high, whose, ledger.answers)
    yield Value("reply", Share(ledger.answers, ledger.closed).percent, whose, ledger.closed)
    yield Value("cost", ledger.cost, whose, ledger.verified)
