"""Who writes when: arrivals that follow the hours of each market, days that differ, and shocks on top of them.

Pure and seeded: the same seed and the same span give the same chats.
"""

import math
import random
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import accumulate
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

import msgspec

from console.core.conversation.words import DAY, HOUR, MINUTE, Reason
from console.simulate import durations
from console.simulate.durations import Lognormal, Patience

A_DAY: Final = 115_000
"""Chats a day at full size."""
SCALE: Final = 400
"""One in so many, unless something else is asked for."""
HOURS: Final = (
    *(1.2, 0.8, 0.6, 0.5, 0.6, 0.9, 1.8, 3.2, 5.2, 7.0, 7.9, 7.6),
    *(6.6, 6.6, 6.9, 6.6, 6.1, 5.5, 5.2, 5.2, 5.0, 4.1, 2.9, 2.0),
)
"""Percent of a local day, by hour from midnight."""
WEEKDAYS: Final = (1.18, 1.08, 1.02, 1.00, 0.97, 0.88, 0.87)
"""Monday to Sunday, of a mean day."""
DAY_CV: Final = 0.10
"""By how much one day differs from what its weekday promises."""
_STEP: Final = 15 * MINUTE
"""Rates change at multiples of this, beside shocks, which are exact."""


class Cell(msgspec.Struct, frozen=True):
    """Chats in one language on one topic, from one market."""

    lang: str
    topic: str
    zone: str
    weight: float
    person: float = 0.33
    """So many of them need a person."""
    handle: float = 1.0
    """How many times the usual time a person needs."""


class Market(NamedTuple):
    """A country: language, time zone, share of all chats."""

    lang: str
    zone: str
    share: float


MARKETS: Final = (
    Market("en", "Europe/London", 13),
    Market("en", "America/New_York", 10),
    Market("en", "Australia/Sydney", 4),
    Market("en", "Europe/Dublin", 2),
    Market("de", "Europe/Berlin", 16),
    Market("de", "Europe/Vienna", 4),
    Market("de", "Europe/Zurich", 2),
    Market("sv", "Europe/Stockholm", 11),
    Market("no", "Europe/Oslo", 4),
    Market("da", "Europe/Copenhagen", 3),
    Market("fi", "Europe/Helsinki", 4),
    Market("nl", "Europe/Amsterdam", 5),
    Market("nl", "Europe/Brussels", 1),
    Market("fr", "Europe/Paris", 5),
    Market("fr", "America/Montreal", 1),
    Market("es", "Europe/Madrid", 5),
    Market("es", "America/Mexico_City", 1),
    Market("it", "Europe/Rome", 3),
    Market("pt", "Europe/Lisbon", 2),
    Market("pl", "Europe/Warsaw", 2),
    Market("cs", "Europe/Prague", 1),
    Market("el", "Europe/Athens", 0.5),
    Market("ro", "Europe/Bucharest", 0.5),
)
"""Twenty-three of them; shares assumed."""

TOPICS: Final = {
    "payment": (30, 0.36),
    "refund": (17, 0.33),
    "return": (15, 0.24),
    "delivery": (18, 0.22),
    "account": (13, 0.38),
    "dispute": (7, 0.72),
}
"""Share of all chats, and of those how many need a person; assumed, and together a third."""

REASONS: Final = {
    Reason.ASKED: 41,
    Reason.LOW_CONFIDENCE: 22,
    Reason.SENTIMENT: 11,
    Reason.NO_MATCH: 6,
    Reason.LOOP: 3,
    Reason.BOT_ERROR: 4,
    Reason.POLICY: 9,
    Reason.HARDSHIP: 2,
    Reason.FRAUD: 1,
    Reason.VULNERABLE: 1,
}
"""Why a person; weights."""
_REASONS: Final = tuple(REASONS)
_REASON_WEIGHTS: Final = tuple(accumulate(REASONS.values()))


def world() -> tuple[Cell, ...]:
    """All markets and topics."""
    return tuple(
        Cell(market.lang, topic, market.zone, market.share * share, person)
        for market in MARKETS
        for topic, (share, person) in TOPICS.items()
    )


class Shock(msgspec.Struct, frozen=True):
    """Something out of the ordinary."""

    kind: str
    at: int
    lasts: int
    factor: float = 1.0
    """So many times the chats of its topics."""
    decays: int = 0
    """Afterwards the excess falls to a third within so long."""
    topics: tuple[str, ...] = ()
    """Empty: of all."""
    person: float = 0.0
    """So many of its topics' chats need a person meanwhile, where that is more than usual."""

    @property
    def until(self) -> int:
        """When nothing is left of it."""
        return self.at + self.lasts + 6 * self.decays

    def strength(self, now: int) -> float:
        """So many times as many as usual."""
        if not self.at <= now < self.until:
            return 1.0
        over = now - self.at - self.lasts
        return self.factor if over < 0 else 1 + (self.factor - 1) * math.exp(-over / self.decays)

    def touches(self, topic: str) -> bool:
        """Whether it is about this topic."""
        return not self.topics or topic in self.topics


PAYMENT_OUTAGE: Final = "payment-outage"
DUE_DATE: Final = "due-date"
BLACK_FRIDAY: Final = "black-friday"
BOT_OUTAGE: Final = "bot-outage"
SCENARIOS: Final = (PAYMENT_OUTAGE, DUE_DATE, BLACK_FRIDAY, BOT_OUTAGE)


def scenario(kind: str, at: int, pace: float = 1.0) -> tuple[Shock, ...]:
    """A scenario that begins then; a smaller pace shortens it.

    Raises:
        ValueError: there is none of this name.
    """

    def span(length: int) -> int:
        return max(1, round(length * pace))

    if kind == PAYMENT_OUTAGE:
        return (Shock(kind, at, span(20 * MINUTE), 6.0, span(30 * MINUTE), ("payment",)),)
    if kind == DUE_DATE:
        return (Shock(kind, at, span(3 * HOUR), 1.8),)
    if kind == BLACK_FRIDAY:
        week, later = span(7 * DAY), at + span(10 * DAY)
        others = tuple(topic for topic in TOPICS if topic != "return")
        return Shock(kind, at, week, 2.2, 0, others), Shock(kind, later, week, 2.2, 0, ("return",))
    if kind == BOT_OUTAGE:
        return (Shock(kind, at, span(20 * MINUTE), person=1.0),)
    raise ValueError(kind)


class Chat(msgspec.Struct, frozen=True):
    """One customer's matter, and all that is her own about it; durations in milliseconds."""

    n: int
    at: int
    lang: str
    topic: str
    reason: str = ""
    """Why a person is needed; empty: the bot alone settles it."""
    bot: int = 0
    """Time with the bot."""
    work: int = 0
    """Work for a person, at the pace of one who does nothing else."""
    patience: int = 0
    silent: bool = False
    """Who loses patience leaves without a word."""


class Habits(msgspec.Struct, frozen=True):
    """How long customers' matters take and how patient they are."""

    handle: Lognormal = durations.HANDLE
    bot: Lognormal = durations.BOT
    patience: Patience = durations.LIVE


class Traffic:
    """Chats as they come."""

    def __init__(
        self,
        seed: int | str,
        cells: Sequence[Cell],
        *,
        per_day: float = A_DAY / SCALE,
        shocks: Sequence[Shock] = (),
        habits: Habits | None = None,
        flat: bool = False,
    ) -> None:
        """`per_day` chats on a mean day; a flat day has neither hours nor weekdays, nor differs from others."""
        self._arrivals = random.Random(f"arrivals:{seed}")  # noqa: S311 - a play, not a secret
        self._matters = random.Random(f"matters:{seed}")  # noqa: S311
        self._seed = seed
        self._cells = tuple(cells)
        self._per_ms = per_day / DAY / sum(cell.weight for cell in self._cells)
        self.shocks = tuple(shocks)
        self._habits = habits or Habits()
        self._flat = flat
        self._zones = {cell.zone: ZoneInfo(cell.zone) for cell in self._cells}
        self._n = 0

    def rate(self, at: int) -> float:
        """Chats a minute that are to be expected at this instant."""
        shape = self._shape(at)
        rates = (c.weight * shape[c.zone] * self._strength(c.topic, at) for c in self._cells)
        return sum(rates) * self._per_ms * MINUTE

    def chats(self, begin: int, end: int) -> Iterator[Chat]:
        """All that come between two instants, in order."""
        now = float(begin)
        while now < end:
            step_end = min(end, (int(now) // _STEP + 1) * _STEP)
            shape = self._shape(int(now))
            sums = list(accumulate(cell.weight * shape[cell.zone] for cell in self._cells))
            peak = self._peak(int(now), step_end)
            rate = sums[-1] * self._per_ms * peak
            while rate > 0:
                now += self._arrivals.expovariate(rate)
                if now >= step_end:
                    break
                cell = self._cells[bisect_right(sums, self._arrivals.random() * sums[-1], hi=len(sums) - 1)]
                # Drawn as densely as the worst shock wants them, and kept as its own moment and topic want them.
                if peak == 1 or self._arrivals.random() * peak < self._strength(cell.topic, int(now)):
                    yield self._chat(cell, int(now))
            now = float(step_end)

    def _chat(self, cell: Cell, at: int) -> Chat:
        rng, habits = self._matters, self._habits
        self._n += 1
        shocks = [shock for shock in self.shocks if shock.touches(cell.topic) and shock.at <= at < shock.until]
        out = any(shock.kind == BOT_OUTAGE for shock in shocks)
        if rng.random() >= max(cell.person, *(shock.person for shock in shocks), 0.0):
            return Chat(self._n, at, cell.lang, cell.topic, bot=habits.bot.draw(rng))
        return Chat(
            self._n,
            at,
            cell.lang,
            cell.topic,
            Reason.BOT_ERROR if out else _REASONS[bisect_right(_REASON_WEIGHTS, rng.random() * _REASON_WEIGHTS[-1])],
            1 if out else habits.bot.draw(rng) // 2,
            round(cell.handle * habits.handle.draw(rng)),
            habits.patience.draw(rng),
            habits.patience.is_silent(rng),
        )

    def _strength(self, topic: str, at: int) -> float:
        return math.prod(shock.strength(at) for shock in self.shocks if shock.touches(topic))

    def _peak(self, begin: int, end: int) -> float:
        active = (shock for shock in self.shocks if shock.at < end and begin < shock.until)
        return math.prod(max(1.0, shock.factor) for shock in active)

    def _shape(self, at: int) -> dict[str, float]:
        """For each zone, how many times a mean instant's chats come now."""
        return {name: 1.0 if self._flat else self._local(zone, at) for name, zone in self._zones.items()}

    def _local(self, zone: ZoneInfo, at: int) -> float:
        local = datetime.fromtimestamp(at / 1_000, UTC).astimezone(zone)
        return HOURS[local.hour] * 0.24 * WEEKDAYS[local.weekday()] * self.day_factor(local.toordinal())

    def day_factor(self, day: int) -> float:
        """By how much this day differs; of mean 1."""
        shape = 1 / DAY_CV**2
        return random.Random(f"day:{self._seed}:{day}").gammavariate(shape, 1 / shape)  # noqa: S311 - a play
