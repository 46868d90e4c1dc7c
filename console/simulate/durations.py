"""How long things take: lognormal times from a mean and a variation, patience as customers have it; all seeded."""

import math
import random
from typing import Final

import msgspec

from console.core.conversation.words import SECOND


class Lognormal(msgspec.Struct, frozen=True):
    """A lognormal time in milliseconds."""

    mu: float
    sigma: float

    def draw(self, rng: random.Random) -> int:
        """One of them, a millisecond at least."""
        return max(1, round(1_000 * rng.lognormvariate(self.mu, self.sigma)))


def from_mean(mean_s: float, cv: float) -> Lognormal:
    """With this mean in seconds and this coefficient of variation."""
    variance = math.log(1 + cv * cv)
    return Lognormal(math.log(mean_s) - variance / 2, math.sqrt(variance))


def from_median(median_s: float, sigma: float) -> Lognormal:
    """With this median in seconds."""
    return Lognormal(math.log(median_s), sigma)


HANDLE: Final = from_mean(530.0, 1.2)
"""A person's chat."""
BOT: Final = from_mean(100.0, 0.8)
"""The bot's."""
THINK: Final = from_median(35.0, 0.7)
"""A customer before she answers."""
REPLY: Final = from_median(40.0, 0.6)
"""An agent before she answers, with one chat."""
REPLY_SLOWER: Final = 0.35
"""By so much of it for each further chat."""
ACCEPT: Final = from_median(3.5, 0.5)
"""An agent before she accepts an offer."""
WRAP_UP: Final = from_mean(28.0, 0.6)


GREET: Final = from_median(12.0, 0.5)
"""An agent before her first words: most are ready."""


def reply(rng: random.Random, chats: int, alone: Lognormal = REPLY) -> int:
    """An agent's time before she answers, with so many chats."""
    return round(alone.draw(rng) * (1 + REPLY_SLOWER * max(0, chats - 1)))


class Patience(msgspec.Struct, frozen=True):
    """How long customers wait: some leave at once, most as a Weibull law says, some when they are told something.

    Of those who leave, `silent` do so without a word: their chat stands in the queue as if they were there.
    """

    mean_s: float = 300.0
    shape: float = 0.9
    early: float = 0.05
    early_s: float = 10.0
    announced_every_s: float = 60.0
    """A word from the house that they still wait: after each, `bump` of those who are left leave."""
    bump: float = 0.04
    silent: float = 0.6

    def draw(self, rng: random.Random) -> int:
        """How long one customer waits, in milliseconds."""
        if rng.random() < self.early:
            return 1 + round(1_000 * rng.uniform(0, self.early_s))
        scale = self.mean_s / math.gamma(1 + 1 / self.shape)
        waits = rng.weibullvariate(scale, self.shape)
        announced = self.announced_every_s
        while self.bump and announced < waits:
            if rng.random() < self.bump:
                return round(1_000 * (announced + rng.uniform(0, 4)))
            announced += self.announced_every_s
        return max(1, round(1_000 * waits))

    def is_silent(self, rng: random.Random) -> bool:
        """Whether this one leaves without a word."""
        return rng.random() < self.silent


LIVE: Final = Patience()
NOTICED: Final = 120 * SECOND
"""So long an agent talks to nobody before she sees that the customer has gone."""
