"""The days before the demo's last hours, thinly: yesterday's hours, last week's minutes, chats of known quality."""

import random
from collections.abc import Iterator
from typing import Final

from console.core.conversation import commands as c
from console.core.conversation.context import Actor
from console.core.conversation.words import DAY, HOUR, MINUTE, Reason
from console.simulate import durations
from console.simulate.floor_demo import cells, employees, per_day, user_id
from console.simulate.floor_demo import rules as rules_of
from console.simulate.log import SYSTEM, Log
from console.simulate.story import RATES, RATES_BOT, begin, want_person
from console.simulate.traffic import Chat, Traffic

DENSE: Final = 236 * MINUTE
"""As far back as the wall's plot goes, every request is in the log,"""
RISE_FROM: Final = 0.25
RISES_UNTIL: Final = 50 * MINUTE
"""and until so long before now there are more and more of them."""
FIRST_DAY: Final = 9 * DAY
"""The demo's shop opened so long ago."""
OLD_UNTIL: Final = 7 * DAY + 5 * HOUR
OLD: Final = 0.008
"""So many of the busy hour's chats in the days of which the quality is known,"""
YESTERDAY: Final = 0.015
"""and in the hours of yesterday."""
WEEK: Final = 7 * DAY
AHEAD: Final = 25 * MINUTE
"""So far beyond now last week's minutes go."""
AT_ONCE: Final = 300
WAIT: Final = durations.from_median(13.0, 0.85)
ASKS_FIRST: Final = 0.25
"""Of those who ask, so many do so with their first words."""
RATES_BRIEF: Final = 0.08
AGAIN: Final = {"bot": 0.17, "person": 0.11}
"""So many come back within the week."""


class Past:
    """Writes whole chats at made-up times."""

    def __init__(self, log: Log, seed: int, now: int) -> None:
        self.log = log
        self._latest = now - 5_000
        """Nothing of the past ends after this, however long somebody's work was drawn."""
        self._rng = random.Random(f"past:{seed}")  # noqa: S311 - a play, not a secret
        self._rules = rules_of()
        self._homes: dict[str, list[str]] = {}
        for one in employees():
            self._homes.setdefault(one.home, []).append(user_id(one.login))
        self._n = 0

    def chat(self, chat: Chat, customer: str = "") -> str:
        """One chat from its first word to its last; whose it was."""
        self._n += 1
        conv = f"p{self._n}"
        customer = customer or f"v-{conv}"
        begin(self.log, conv, customer, chat)
        if chat.reason:
            self._person(conv, customer, chat)
        else:
            at = chat.at + max(5_000, chat.bot)
            self.log.step(conv, (at, Actor("customer", customer), c.End()))
            self._rate(conv, customer, at, RATES_BOT)
        return customer

    def brief(self, chat: Chat, *, at_once: bool = False) -> str:
        """Somebody who wanted a person almost at once, and whom somebody took; whose chat it was.

        Of last week it counts only who came when, so that those are taken `at_once`: as few entries as there can be.
        """
        self._n += 1
        conv = f"p{self._n}"
        customer = f"v-{conv}"
        if chat.reason == Reason.ASKED and (at_once or self._rng.random() < ASKS_FIRST):
            said = c.Say("…", chat.lang)
            self.log.step(conv, (chat.at, Actor("customer", customer), said), asks=True)
        else:
            begin(self.log, conv, customer, chat)
            want_person(self.log, conv, customer, chat, chat.at + 1_500)
        me = self._agent(conv)
        taken = chat.at + 1_500 + (AT_ONCE if at_once else WAIT.draw(self._rng))
        end = min(self._latest, taken + max(20_000, chat.work))
        self.log.step(conv, (taken, me, c.Take()), (taken + 100, me, c.Reply("…")))
        self.log.step(conv, (end, me, c.Resolve()), (end + 900, me, c.WrapUp("solved")))
        self._rate(conv, customer, end, RATES_BRIEF)
        return customer

    def _agent(self, conv: str) -> Actor:
        leg = self.log.heads[conv].leg
        return Actor("agent", self._rng.choice(self._homes[leg.queue if leg is not None else self._rules.queue]))

    def _person(self, conv: str, customer: str, chat: Chat) -> None:
        at = chat.at + max(5_000, chat.bot)
        want_person(self.log, conv, customer, chat, at)
        self._answered(conv, customer, chat, at)

    def _answered(self, conv: str, customer: str, chat: Chat, at: int) -> None:
        wait = WAIT.draw(self._rng)
        if wait > 150_000:
            self.log.step(conv, (at + 90_000, Actor("customer", customer), c.End()))
            return
        me = self._agent(conv)
        taken = at + wait
        offered = c.MakeOffer("o1", me.id, taken + 17_000)
        self.log.step(
            conv,
            (max(at, taken - 1_500), SYSTEM, offered),
            (taken, me, c.Accept("o1")),
            (taken + 400, me, c.Reply("…")),
        )
        end = min(self._latest, taken + max(20_000, chat.work))
        self.log.step(conv, (end, me, c.Resolve()), (end + 900, me, c.WrapUp("solved")))
        self._rate(conv, customer, end, RATES)

    def _rate(self, conv: str, customer: str, at: int, share: float) -> None:
        if self._rng.random() < share:
            self.log.step(conv, (at + 1_000, Actor("customer", customer), c.Rate(self._rng.choice((2, 3, 4, 5, 5, 5)))))

    def again(self, chat: Chat, customer: str) -> None:
        """Some come back with the same matter, and then want a person."""
        share = AGAIN["person" if chat.reason else "bot"]
        if self._rng.random() < share:
            at = chat.at + round(self._rng.uniform(3 * HOUR, 40 * HOUR))
            later = Chat(chat.n, at, chat.lang, chat.topic, Reason.ASKED, 20_000, chat.work or 400_000)
            self.chat(later, customer)


def rise(at: int, now: int) -> float:
    """What share of the busy hour's requests there are at this instant of the last hours."""
    return min(1.0, RISE_FROM + (1 - RISE_FROM) * (at - now + DENSE) / (DENSE - RISES_UNTIL))


def write_past(log: Log, seed: int, until: int, now: int, all_of: float = 1.0) -> None:
    """Everything until then: some hours before now at most; with such a share of the chats."""
    past = Past(log, seed, now)
    for chat in _thin(seed, "old", all_of * OLD, now - FIRST_DAY, now - OLD_UNTIL):
        past.again(chat, past.chat(chat))
    then = now - WEEK
    for chat in _rising(seed, then, then + AHEAD, all_of):
        past.again(chat, past.brief(chat, at_once=True))
    # What is usual for a topic is told by all its chats, those that the bot keeps among them.
    for chat in _thin(seed, "kept", all_of, then - 4 * MINUTE, then + AHEAD):
        if not chat.reason:
            past.chat(chat)
    for chat in _thin(seed, "yesterday", all_of * YESTERDAY, now - DAY, now - DENSE - 20 * MINUTE):
        past.chat(chat)
    for chat in _rising(seed + 1, now, until, all_of):
        past.brief(chat)


def _rising(seed: int, now: int, end: int, all_of: float) -> Iterator[Chat]:
    traffic = Traffic(f"rising:{seed}", cells(), per_day=all_of * per_day(), flat=True)
    rng = random.Random(f"rising:{seed}")  # noqa: S311
    return (c for c in traffic.chats(now - DENSE, end) if c.reason and rng.random() < rise(c.at, now))


def _thin(seed: int, name: str, share: float, begin: int, end: int) -> list[Chat]:
    traffic = Traffic(f"{name}:{seed}", cells(), per_day=share * per_day(), flat=True)
    return list(traffic.chats(begin, end))
