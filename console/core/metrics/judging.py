"""What each snapshot says about every alarm there could be: how bad it is, whether it is well below its limit, and
what answers most waiting people."""

from collections.abc import Iterator
from typing import Final

import msgspec

from console.core.conversation.words import MINUTE, SECOND
from console.core.floor.overflow import best_actions
from console.core.floor.policy import GOT_PERSON, POINTS
from console.core.metrics.signals import Hand, Signals, Spike
from console.core.metrics.wall import Alarm, QueueLine, Share

WARN, BREACH = "warn", "breach"
SPIKE_WARN: Final = 2.0
SPIKE_BREACH: Final = 3.0
SPIKE_CHATS: Final = 15
LATE_SOON: Final = 30 * SECOND
"""A queue that has no room for all who wait is an alarm so long before the first of them is late."""
ENOUGH_ENDED: Final = 10
"""A percentage of fewer than these raises nothing."""
NO_ANSWER_AFTER: Final = 5 * MINUTE
WELL: Final = 0.9
"""An alarm clears below this share of its limit."""

Key = tuple[str, str]
"""The kind, and what it is about."""


class Reading(msgspec.Struct, frozen=True):
    """How one alarm stands in one snapshot."""

    key: Key
    level: str
    """`warn`, `breach`, or empty: not past its limit."""
    well: bool
    """Below 90 % of the limit."""
    badness: float
    """What is judged; more is worse."""
    alarm: Alarm
    """As it would be shown; number, id and times aside."""


def readings(signals: Signals) -> Iterator[Reading]:
    """Every alarm that this snapshot says something about; what it does not name is well."""
    for spike in signals.spikes:
        yield _spike(signals, spike)
    for line in signals.queues:
        if line.wait:
            yield _late(signals, line)
    for queue in signals.nobody:
        yield _nobody(signals, queue)
    yield _waiting(signals)
    yield from (_help(hand) for hand in signals.hands)
    yield from _percentages(signals)
    yield from _longest(signals)
    yield from _people(signals)
    yield from _promises(signals)


def _reading(alarm: Alarm, value: float, warn: float, breach: float) -> Reading:
    """More is worse: from the one limit on a warning, from the other a breach."""
    level = BREACH if value >= breach else WARN if value >= warn else ""
    subject = alarm.queue if alarm.kind in ("late", "nobody") else alarm.topic or alarm.conv or alarm.agent
    whole_floor = alarm.kind in ("waiting", "longest", "in_60", "gave_up", "slot_load", "got_person", "owed", "swept")
    key = (alarm.kind, "" if whole_floor or alarm.kind == "promise" else subject)
    shown = msgspec.structs.replace(alarm, level=level or WARN)
    return Reading(key, level, value < WELL * min(warn, breach), value, shown)


def _alarm(kind: str, **fields: object) -> Alarm:
    return msgspec.convert({"number": 0, "id": "", "kind": kind, "level": WARN, "raised_at": 0, **fields}, Alarm)


def _line(signals: Signals, queue: str) -> QueueLine:
    return next((line for line in signals.queues if line.name == queue), QueueLine(queue))


def _best(line: QueueLine, otherwise: str, *, told: int = 0, bot: int = 0, listed: int = 0) -> tuple[str, int]:
    """What helps most about a queue, and how many; where nothing does, the action that always can be done."""
    slots = 0 if line.overflow else line.help
    found = best_actions(slots=slots, answers=line.wait, told=told, bot=bot, listed=listed)
    return (found[0].kind, found[0].counts) if found else (otherwise, 0)


def _spike(signals: Signals, spike: Spike) -> Reading:
    ratio = spike.count / max(spike.usual, 1.0)
    waiting = {queue: n for (queue, topic), n in signals.topics.items() if topic == spike.topic}
    told = sum(waiting.values())
    queue = min(waiting, key=lambda name: (-waiting[name], name), default="")
    bot = signals.bot_topics.get(spike.topic, 0)
    action, reach = _best(_line(signals, queue), "banner", told=told, bot=bot)
    alarm = _alarm(
        "spike",
        topic=spike.topic,
        queue=queue,
        value=ratio,
        usual=spike.usual,
        count=spike.count,
        action=action,
        reach=reach,
    )
    return _reading(alarm, ratio if spike.count >= SPIKE_CHATS else 0.0, SPIKE_WARN, SPIKE_BREACH)


def _late(signals: Signals, line: QueueLine) -> Reading:
    """Late is a breach; a warning before that only where there is no room for all who wait."""
    free = line.slots - line.busy
    left = line.next_late - signals.at
    action, reach = _best(line, "notice", told=line.wait)
    alarm = _alarm(
        "late", queue=line.name, count=line.wait, value=free, deadline=line.next_late, action=action, reach=reach
    )
    if left <= 0:
        return _reading(alarm, 2.0, 1.0, 2.0)
    if line.wait <= free or left >= LATE_SOON / WELL:
        return _reading(alarm, 0.0, 1.0, 2.0)
    return _reading(alarm, 1.0 if left < LATE_SOON else 0.95, 1.0, 2.0)


def _nobody(signals: Signals, queue: str) -> Reading:
    line = _line(signals, queue)
    alarm = _alarm("nobody", queue=queue, count=line.wait, deadline=line.next_late, action="notice", reach=line.wait)
    return _reading(alarm, 2.0 if line.wait else 1.0, 1.0, 2.0)


def _waiting(signals: Signals) -> Reading:
    waiting, goal = signals.tiles.waiting, signals.goals.waiting
    alarm = _alarm("waiting", value=goal, count=waiting, action="list", reach=waiting)
    return _reading(alarm, waiting, goal, 2 * goal)


def _help(hand: Hand) -> Reading:
    alarm = _alarm(
        "help",
        conv=hand.conv,
        agent=hand.agent,
        since=hand.since,
        name=hand.name,
        text=hand.text,
        count=1,
        action="read",
        reach=1,
    )
    return _reading(alarm, 1.0, 1.0, 2.0)


def _worst(signals: Signals) -> tuple[str, str, int]:
    """The queue whose opening to others answers most people: it, the action and how many."""
    best = max(signals.queues, key=lambda line: min(line.help, line.wait) * (not line.overflow), default=QueueLine(""))
    action, reach = _best(best, "list", listed=signals.tiles.waiting)
    return (best.name if action == "overflow" else ""), action, reach


def _percentages(signals: Signals) -> Iterator[Reading]:
    """Shares against their goals; each as the share of what should not be."""
    tiles, goals = signals.tiles, signals.goals
    queue, action, reach = _worst(signals)
    missed = _rest(tiles.in_60)
    for kind, percent, limit, shown in (
        ("in_60", missed, 100.0 - goals.in_60, tiles.in_60),
        ("gave_up", _enough(tiles.gave_up), goals.gave_up, tiles.gave_up),
        ("slot_load", signals.load.percent, goals.slot_load, signals.load),
    ):
        if percent is None:
            continue
        # Exactly at the goal is met.
        value = percent if percent > limit else min(percent, limit * 0.9999)
        alarm = _alarm(kind, value=shown.percent or 0.0, count=shown.part, queue=queue, action=action, reach=reach)
        yield _reading(alarm, value, limit, limit + POINTS)
    lost = _rest(tiles.got_person)
    if lost is None and not signals.broken and not signals.late_promise_count:
        return
    limit = 100.0 - GOT_PERSON
    value = min(lost or 0.0, 99.0)
    if signals.broken or signals.late_promise_count:
        value = 100.0
    elif value == limit:
        value = limit * 0.9999
    percent = tiles.got_person.percent
    alarm = _alarm(
        "got_person",
        value=100.0 if percent is None else percent,
        count=signals.broken + signals.late_promise_count,
        action="list",
        reach=tiles.waiting,
    )
    yield _reading(alarm, value, limit, 100.0)


def _rest(share: Share) -> float | None:
    percent = _enough(share)
    return None if percent is None else 100.0 - percent


def _enough(share: Share) -> float | None:
    return share.percent if share.of >= ENOUGH_ENDED else None


def _longest(signals: Signals) -> Iterator[Reading]:
    tiles, goals = signals.tiles, signals.goals
    if tiles.longest_since:
        alarm = _alarm("longest", queue=tiles.longest_queue, since=tiles.longest_since, action="list", reach=1)
        yield _reading(alarm, signals.at - tiles.longest_since, goals.longest + 1, 2 * goals.longest)
    if tiles.owed_since:
        alarm = _alarm(
            "owed", agent=tiles.owed_by, conv=signals.owed_conv, since=tiles.owed_since, action="whisper", reach=1
        )
        owed = signals.at - tiles.owed_since
        yield _reading(alarm, owed, goals.reply_owed, goals.reply_owed)


def _people(signals: Signals) -> Iterator[Reading]:
    for missing in signals.missing:
        action = "hand" if missing.chats else "list"
        alarm = _alarm(
            "no_answer",
            agent=missing.agent,
            since=missing.since,
            count=missing.chats,
            action=action,
            reach=missing.chats,
        )
        yield _reading(alarm, signals.at - missing.since, NO_ANSWER_AFTER, 3 * NO_ANSWER_AFTER)
    if signals.swept:
        alarm = _alarm("swept", count=signals.swept, action="list", reach=signals.swept)
        yield _reading(alarm, signals.swept, 1.0, 1.0)


def _promises(signals: Signals) -> Iterator[Reading]:
    """All late ones are one alarm; its action is about the first."""
    if not signals.late_promises:
        return
    first = signals.late_promises[0]
    alarm = _alarm(
        "promise",
        conv=first.conv,
        name=first.name,
        deadline=first.due,
        count=signals.late_promise_count,
        action="call_back",
        reach=1,
    )
    yield _reading(alarm, signals.late_promise_count, 1.0, 1.0)
