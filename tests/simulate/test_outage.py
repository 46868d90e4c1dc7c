"""The demo's outage in virtual time: it turns the wall red where it should, and an overflow ends it within a minute."""

from datetime import UTC
from typing import NamedTuple

import pytest
from msgspec.structs import replace

from console.core.conversation.words import MINUTE, SECOND
from console.core.floor.overflow import help_for
from console.core.floor.presence import AgentState
from console.core.metrics.alarms import AlarmBook
from console.core.metrics.signals import Signals, Spike
from console.core.metrics.wall import Alarm, QueueLine, Tiles, Wall
from console.desk.actions import Keymap
from console.desk.adapters.port import Link, LinkState
from console.desk.work.floor.view import View
from console.desk.work.floor.words import BREACH, FINE, WARN, queue_glyph
from console.simulate.floor_demo import LINES, PERSON
from console.simulate.floor_players import traffic_of
from console.simulate.history import played
from console.simulate.model import Model
from console.simulate.outage import BOT, WORK, Outage
from console.simulate.play import demo_play
from console.simulate.traffic import PAYMENT_OUTAGE, Chat, Shock
from console.simulate.witness import Waiting, Witness

NOW = 1_763_400_000_000
OUT, BEGINS_S = "payment en", 40.0
USUAL = next(line.per_minute for line in LINES if line.queue == OUT) / PERSON
"""First messages of the topic in a minute."""
TYPES_MS = 4_000
"""Customers type, which the model's do not."""


class Crowd(Witness):
    """Who wants a person and has none; when chats of the topic began."""

    def __init__(self) -> None:
        self.unanswered: dict[str, Chat] = {}
        self.began: list[int] = []

    def opened(self, chat: Chat, conv: str) -> None:
        if chat.topic == "payment":
            self.began.append(chat.at)
        if chat.reason:
            self.unanswered[conv] = chat

    def taken(self, waiting: Waiting, agent: str, now: int) -> None:
        self.unanswered.pop(waiting.leg.conv, None)

    def left(self, waiting: Waiting, now: int) -> None:
        self.unanswered.pop(waiting.leg.conv, None)

    def state(self, agent: str, state: AgentState, now: int) -> None:
        pass


class Demo:
    """The demo's floor with its outage, its wall and its alarms, in virtual time."""

    def __init__(self, seed: int) -> None:
        play = demo_play(seed, 1.0, PAYMENT_OUTAGE, BEGINS_S)
        traffic = traffic_of(play, NOW)
        self.outage = Outage(traffic.shocks, seed, play.enough)
        self.crowd, self.book = Crowd(), AlarmBook()
        coming = self.outage.chats(traffic.chats(NOW, NOW + 10 * MINUTE), self._unanswered)
        later = (replace(chat, n=chat.n + 1_000_000, bot=chat.bot + TYPES_MS) for chat in coming)
        self.model: Model = played(seed, NOW, witness=self.crowd, then=later)
        self.begins = NOW + round(BEGINS_S * SECOND)

    def _unanswered(self) -> int:
        return sum(self.outage.touches(chat.topic) for chat in self.crowd.unanswered.values())

    def wall(self, after_s: int) -> tuple[dict[str, str], tuple[Alarm, ...], int]:
        """So many seconds after its beginning: each queue's sign, the alarms, and how many wait."""
        now = self.begins + after_s * SECOND
        self.model.run(now)
        lines = tuple(self._line(queue.name, now) for queue in self.model.policy.queues)
        waiting = sum(line.wait for line in lines)
        recent = sum(now - MINUTE < at <= now for at in self.crowd.began)
        legs = [one.leg for one in self.model.waiting.values()]
        topics = {(OUT, "payment"): sum(leg.queue == OUT for leg in legs)}
        spikes = (Spike("payment", recent, USUAL),)
        self.book.judge(Signals(now, tiles=Tiles(waiting=waiting), queues=lines, spikes=spikes, topics=topics))
        view = View(
            wall=Wall(now, 1), now=now, clock=now, age=0, zone=UTC, link=LinkState(Link.LIVE, now), keymap=Keymap()
        )
        return {line.name: queue_glyph(view, line) for line in lines}, self.book.alarms, waiting

    def _line(self, queue: str, now: int) -> QueueLine:
        legs = [one.leg for one in self.model.waiting.values() if one.leg.queue == queue]
        everybody = self.model.staff.values()
        home = [one for one in everybody if one.skills.home == queue]
        slots = sum(one.capacity if one.state is AgentState.AVAILABLE else one.held for one in home)
        offers = [leg for leg in self.model.router.legs.values() if leg.offer]
        help = help_for(queue, (one.seen() for one in everybody), offers, self.model.policy, now)
        return QueueLine(
            queue,
            wait=len(legs),
            offer=sum(bool(leg.offer) for leg in legs),
            longest_since=min((leg.enqueued_at for leg in legs), default=0),
            next_late=min((leg.deadline for leg in legs), default=0),
            busy=sum(one.held for one in home),
            slots=slots,
            help=help.slots,
            overflow=queue in self.model.router.overflows,
        )

    def overflow(self) -> None:
        self.model.router.overflow(OUT, True)


SEEDS = (1, 3, 7, 11)
KEYS_S = 5
"""Between what the supervisor sees and the end of her three keys."""


class Told(NamedTuple):
    """What the wall showed, second by second after the beginning of the outage."""

    signs: list[str]
    """Of the queue that it is about."""
    alarms: list[dict[str, Alarm]]
    """By kind and queue."""
    waiting: list[int]
    pressed: int
    """The second of the last key; 0: none was pressed."""


def watch(seed: int, lasts: int, *, helps: bool) -> Told:
    """An outage on the wall; who `helps` opens the overflow when the queue has its sign and an alarm says so."""
    demo = Demo(seed)
    told = Told([], [], [], 0)
    due = 0
    for second in range(lasts):
        signs, alarms, waiting = demo.wall(second)
        told.signs.append(signs[OUT])
        told.alarms.append({f"{one.kind} {one.queue}".strip(): one for one in alarms})
        told.waiting.append(waiting)
        offered = any(one.action == "overflow" and one.queue == OUT for one in alarms)
        if helps and not due and signs[OUT] != FINE and offered:
            due = second + KEYS_S
        if second == due > 0:
            demo.overflow()
            told = told._replace(pressed=second)
    return told


@pytest.mark.parametrize("seed", SEEDS)
def test_three_keys_turn_the_queue_of_payments_green_again(seed: int) -> None:
    told = watch(seed, 180, helps=True)
    assert told.signs[0] == FINE
    assert told.alarms[0] == {}
    # Red in the right places, and soon: the topic, its queue, how many wait.
    assert 0 < told.pressed <= 50
    assert any(one.get(f"spike {OUT}") and one[f"spike {OUT}"].level == "breach" for one in told.alarms)
    assert max(told.waiting) >= 8
    raised = {name for alarms in told.alarms[: told.pressed] for name in alarms}
    assert raised <= {f"spike {OUT}", f"late {OUT}", "waiting"}
    # Green again, and for good: its row and what waits within half a minute, the topic when a minute has passed.
    assert set(told.signs[told.pressed + 30 :]) == {FINE}
    assert max(told.waiting[told.pressed + 40 : told.pressed + 100]) < 16
    assert not [name for alarms in told.alarms[told.pressed + 90 :] for name in alarms if OUT in name]


@pytest.mark.parametrize("seed", SEEDS)
def test_without_the_keys_it_stays_red(seed: int) -> None:
    told = watch(seed, 150, helps=False)
    assert max(told.waiting) >= 16
    assert set(told.signs[60:120]) <= {WARN, BREACH}


def outage(enough: int) -> tuple[Outage, list[Chat]]:
    """Payments are out for ten of thirty seconds, and somebody writes each second."""
    shock = Shock(PAYMENT_OUTAGE, 10_000, 10_000, 6.0, topics=("payment",))
    return Outage((shock,), 1, enough), [
        Chat(n, n * 1_000, "en", "payment", "asked", 60_000, 300_000) for n in range(30)
    ]


def test_chats_of_an_outage_are_short_for_the_bot_and_for_people() -> None:
    out, chats = outage(0)
    changed = [chat.n for chat, was in zip(out.chats(chats, lambda: 99), chats, strict=True) if chat != was]
    assert changed == list(range(10, 20))
    [short] = [chat for chat in out.chats(chats, lambda: 0) if chat.n == 12]
    assert (short.bot, short.work) == (BOT, round(WORK * 300_000))
    assert out.causes("payment", 12_000)
    assert not out.causes("refund", 12_000)
    assert not out.causes("payment", 20_000)


def test_an_outage_is_over_when_enough_of_its_topic_wait() -> None:
    out, chats = outage(4)
    kept: list[int] = []
    for chat in out.chats(chats, lambda: sum(n >= 10 for n in kept)):
        kept.append(chat.n)
    # From the fifth on as few as would have come anyway: about one in six.
    assert kept[:14] == list(range(14))
    assert 0 <= sum(14 <= n < 20 for n in kept) <= 3
    assert kept[-10:] == list(range(20, 30))
